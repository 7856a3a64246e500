-- The people who may log in.
CREATE TABLE users (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mail TEXT NOT NULL UNIQUE COLLATE NOCASE, -- as typed
    age INT CHECK (age > 0)
);
CREATE TABLE posts (
    id INTEGER PRIMARY KEY,
    author INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    body TEXT DEFAULT ('draft')
);
CREATE INDEX posts_author ON posts (author) WHERE body IS NOT NULL;
CREATE VIEW old_posts AS SELECT p.id, u.mail FROM posts AS p JOIN users AS u ON u.id = p.author;
INSERT INTO users (mail, age) VALUES ('a@example.org', 3), ('b@example.org', NULL), ('c@example.org', 5);
INSERT INTO posts (author, body) SELECT id, 'by ' || mail FROM users WHERE age IS NOT NULL;
DELETE FROM users WHERE mail = 'c@example.org';
