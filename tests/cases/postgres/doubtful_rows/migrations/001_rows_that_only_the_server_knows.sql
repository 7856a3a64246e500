CREATE TABLE author (id int PRIMARY KEY);
CREATE TABLE book (id int, title text, author int, pages text);
-- Whether a random number is below two cannot be told here.
INSERT INTO book SELECT n, 'Book ' || n, NULL, '100' FROM generate_series(1, 3) AS n WHERE random() < 2
ON CONFLICT DO NOTHING;
