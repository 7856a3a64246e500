INSERT INTO shelf VALUES (currval('book_id_seq'));
INSERT INTO shelf VALUES (lastval());
INSERT INTO shelf VALUES (nextval('nothing'));
