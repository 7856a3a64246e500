CREATE TABLE loans (
    id BIGINT AUTO_INCREMENT PRIMARY KEY,
    tool_id BIGINT NOT NULL,
    member_id BIGINT NOT NULL,
    borrowed DATE NOT NULL,
    returned DATE,
    note VARCHAR(200),
    KEY loans_tool (tool_id, borrowed),
    CONSTRAINT loans_of_tool FOREIGN KEY (tool_id) REFERENCES tools (id),
    CONSTRAINT loans_member FOREIGN KEY (member_id) REFERENCES members (id),
    CHECK (returned IS NULL OR returned >= borrowed)
);
