INSERT INTO author (name) VALUES ('Emil');
INSERT INTO book (author, title) VALUES (currval('author_id_seq'), 'One'), (currval(pg_get_serial_sequence('author', 'id')), 'Two');
INSERT INTO book (id, author, title) VALUES (nextval('book_id_seq'), 1, 'Three');
INSERT INTO shelf VALUES (lastval(), 'the last book');
INSERT INTO shelf (title, id) VALUES ('next', nextval('book_id_seq')::int);
