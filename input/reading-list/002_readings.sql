CREATE TABLE readings (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    book_id INTEGER NOT NULL REFERENCES books (id) ON DELETE CASCADE,
    reader TEXT NOT NULL,
    finished_on DATE,
    stars INTEGER CHECK (stars BETWEEN 1 AND 5)
);
CREATE VIEW best AS
    SELECT b.title, avg(r.stars) AS stars FROM books AS b JOIN readings AS r ON r.book_id = b.id GROUP BY b.id;
