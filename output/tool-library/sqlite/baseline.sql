-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  6 migrations, from 001_members.sql to 006_open_loans.sql
-- Inputs:  SHA-256 e9c2fdbdb5570288a2157b124784a92540d029b1a96a84531b2230461a90bc09
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE members (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    card TEXT NOT NULL UNIQUE,
    full_name TEXT NOT NULL,
    email TEXT NOT NULL,
    active BOOLEAN NOT NULL DEFAULT 1,
    joined_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX members_email ON members (email);

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


-- Views -----------------------------------------------------------------------

CREATE VIEW open_loans AS
SELECT loans.id, tools.name AS tool, members.full_name AS member, loans.borrowed
FROM loans
JOIN tools ON tools.id = loans.tool_id
JOIN members ON members.id = loans.member_id
WHERE loans.returned IS NULL;


-- Rows ------------------------------------------------------------------------

INSERT INTO members (id, card, full_name, email, active, joined_at) VALUES
    (1, '6f1c2f5e-7d55-4a3b-9a52-0c2f8a1d9e01', 'Ines Aurich', 'ines@example.org', 1, CURRENT_TIMESTAMP);

INSERT INTO tools (id, name, state, deposit, manual) VALUES
    (1, 'Belt sander', 'good', 25, NULL),
    (2, 'Hedge trimmer', 'worn', 15.5, NULL),
    (3, 'Moisture meter', 'good', 0, NULL);

DELETE FROM sqlite_sequence WHERE name IN ('members');
INSERT INTO sqlite_sequence (name, seq) VALUES
    ('members', 1);
