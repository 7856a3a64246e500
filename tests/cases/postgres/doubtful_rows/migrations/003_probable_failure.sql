CREATE INDEX book_title_key ON author (id);
