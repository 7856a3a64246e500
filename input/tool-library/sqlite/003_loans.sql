CREATE TABLE loans (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    tool_id INTEGER NOT NULL REFERENCES tools (id),
    member_id INTEGER NOT NULL REFERENCES members (id),
    borrowed DATE NOT NULL,
    returned DATE,
    note TEXT,
    CHECK ((returned IS NULL) OR (returned >= borrowed))
);

CREATE INDEX loans_by_tool ON loans (tool_id, borrowed);
CREATE INDEX loans_by_member ON loans (member_id);
CREATE UNIQUE INDEX loans_open ON loans (tool_id) WHERE returned IS NULL;
