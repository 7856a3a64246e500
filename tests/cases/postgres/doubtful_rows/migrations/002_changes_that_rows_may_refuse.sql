CREATE UNIQUE INDEX book_title_key ON book (title);
ALTER TABLE book ADD PRIMARY KEY (id);
ALTER TABLE book ALTER COLUMN title SET NOT NULL;
ALTER TABLE book ADD CONSTRAINT book_has_title CHECK (title <> '');
ALTER TABLE book ADD CONSTRAINT book_author_fkey FOREIGN KEY (author) REFERENCES author (id);
ALTER TABLE book ALTER COLUMN pages TYPE integer USING pages::integer;
ALTER TABLE book ADD COLUMN shelf int;
-- Every integer is a bigint.
ALTER TABLE book ALTER COLUMN shelf TYPE bigint;
