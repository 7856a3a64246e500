CREATE TABLE item (
    id int PRIMARY KEY,
    price int,
    quantity int DEFAULT 2,
    total int GENERATED ALWAYS AS (price * quantity) STORED CHECK (total < 1000),
    name text,
    slug text GENERATED ALWAYS AS (lower(name)) STORED UNIQUE,
    digest text GENERATED ALWAYS AS (md5(name)) STORED
);
INSERT INTO item (id, price, name) VALUES (1, 10, 'Chair'), (2, NULL, NULL);
INSERT INTO item (id, price, quantity, name) VALUES (3, 30, 3, 'Table');
INSERT INTO item (id, name) VALUES (4, 'CHAIR');
INSERT INTO item (id, price) VALUES (5, 600);
INSERT INTO item (id, total) VALUES (6, 1);
INSERT INTO item VALUES (6, 1, 1, DEFAULT, 'Lamp');
UPDATE item SET price = price + 1 WHERE total = 20;
UPDATE item SET price = 500 WHERE id = 3;
UPDATE item SET name = 'chair' WHERE id = 3;
UPDATE item SET total = 1;
DELETE FROM item WHERE slug = 'lamp';
INSERT INTO item (id, name) VALUES (1, 'Bench') ON CONFLICT (id) DO UPDATE SET name = excluded.name;
CREATE TABLE list AS SELECT id, total, slug FROM item;
INSERT INTO list VALUES (1, 1, 'kept');
CREATE UNIQUE INDEX list_slug ON list (slug);
INSERT INTO list VALUES (8, 1, 'kept'), (9, 1, 'moved'), (10, 1, 'kept') ON CONFLICT (slug) DO UPDATE SET slug = 'moved ' || excluded.id;
INSERT INTO list VALUES (11, 1, 'moved') ON CONFLICT (slug) DO UPDATE SET slug = 'kept';
