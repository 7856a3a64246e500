CREATE TYPE tool_state AS ENUM ('good', 'worn', 'broken');

CREATE TABLE tools (
    id bigserial PRIMARY KEY,
    name varchar(120) NOT NULL,
    state tool_state NOT NULL DEFAULT 'good',
    deposit numeric(8, 2) NOT NULL DEFAULT 0 CHECK (deposit >= 0),
    manual jsonb
);

CREATE TABLE photos (
    tool_id bigint NOT NULL REFERENCES tools (id) ON DELETE CASCADE,
    number smallint NOT NULL,
    picture bytea NOT NULL,
    PRIMARY KEY (tool_id, number)
);
