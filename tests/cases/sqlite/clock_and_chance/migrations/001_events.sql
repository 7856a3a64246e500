CREATE TABLE events (
    id TEXT PRIMARY KEY DEFAULT (lower(hex(randomblob(8)))),
    at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    ms INTEGER,
    day TEXT,
    note TEXT
);
INSERT INTO events (ms, day, note) VALUES (strftime('%s', 'now') * 1000, date('now'), 'first');
INSERT INTO events (id, at, ms, note) VALUES ('fixed', '2020-01-02 03:04:05', unixepoch(), 'second');
INSERT INTO events (id, at, note) SELECT 'copy', at, upper(note) FROM events WHERE note = 'first';
