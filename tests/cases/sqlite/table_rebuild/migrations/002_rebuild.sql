-- The twelve steps of SQLite's manual.
PRAGMA foreign_keys = OFF;
DROP VIEW old_posts;
CREATE TABLE users_new (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mail TEXT NOT NULL UNIQUE,
    age INTEGER NOT NULL DEFAULT 18
);
INSERT INTO users_new SELECT id, mail, coalesce(age, 18) FROM users;
DROP TABLE users;
ALTER TABLE users_new RENAME TO users;
PRAGMA foreign_key_check;
PRAGMA foreign_keys = ON;
