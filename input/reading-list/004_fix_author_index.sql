-- Written against the old table.
CREATE INDEX books_by_author ON books (author);
