ALTER TABLE readings RENAME COLUMN stars TO rating;
CREATE VIRTUAL TABLE titles USING fts5(title, content = 'books', content_rowid = 'id');
INSERT INTO titles (titles) VALUES ('rebuild');
CREATE TRIGGER books_indexed AFTER INSERT ON books BEGIN
    INSERT INTO titles (rowid, title) VALUES (new.id, new.title);
END;
INSERT INTO books (title, author_id) SELECT 'The Mill on the Floss', id FROM authors WHERE name = 'George Eliot';
