CREATE TABLE tools (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'good' CHECK (state IN ('good', 'worn', 'broken')),
    deposit NUMERIC NOT NULL DEFAULT 0 CHECK (deposit >= 0),
    manual TEXT
);

CREATE TABLE photos (
    tool_id INTEGER NOT NULL REFERENCES tools ON DELETE CASCADE,
    number INTEGER NOT NULL,
    picture BLOB NOT NULL,
    PRIMARY KEY (tool_id, number)
) WITHOUT ROWID;
