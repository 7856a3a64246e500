CREATE TABLE tools (
    id BIGINT NOT NULL AUTO_INCREMENT,
    name VARCHAR(120) NOT NULL,
    state ENUM ('good', 'worn', 'broken') NOT NULL DEFAULT 'good',
    deposit DECIMAL(8, 2) NOT NULL DEFAULT 0.00 CHECK (deposit >= 0),
    manual JSON,
    PRIMARY KEY (id)
);

CREATE TABLE photos (
    tool_id BIGINT NOT NULL,
    number SMALLINT NOT NULL,
    picture LONGBLOB NOT NULL,
    PRIMARY KEY (tool_id, number),
    FOREIGN KEY (tool_id) REFERENCES tools (id) ON DELETE CASCADE
);
