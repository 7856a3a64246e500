ALTER TABLE people RENAME COLUMN name TO full_name;
ALTER TABLE people RENAME COLUMN age TO years;
ALTER TABLE people RENAME TO persons;
ALTER TYPE mood RENAME TO feeling;
ALTER TYPE feeling RENAME VALUE 'ok' TO 'fine';
ALTER SEQUENCE numbers RENAME TO person_numbers;
ALTER TABLE persons ADD COLUMN later text;
ALTER INDEX by_name RENAME TO persons_by_name;
ALTER TABLE persons RENAME CONSTRAINT grown TO is_grown;
