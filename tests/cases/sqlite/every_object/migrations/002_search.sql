CREATE VIRTUAL TABLE docs USING fts5(title, body, tokenize = 'porter');
INSERT INTO docs VALUES ('one', 'running dogs'), ('two', 'sleeping cats');
CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT);
CREATE VIRTUAL TABLE note_index USING fts5(text, content = 'notes', content_rowid = 'id');
CREATE TRIGGER notes_ai AFTER INSERT ON notes BEGIN INSERT INTO note_index (rowid, text) VALUES (new.id, new.text); END;
INSERT INTO notes (text) VALUES ('indexed by a trigger'), ('and so is this');
CREATE VIRTUAL TABLE boxes USING rtree(id, left, right);
INSERT INTO boxes VALUES (1, 0.0, 2.5);
ANALYZE;
