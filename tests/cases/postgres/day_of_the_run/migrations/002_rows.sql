-- A column keeps the expression.
CREATE TABLE runs (id int PRIMARY KEY, day date, at timestamptz, label text);
INSERT INTO runs VALUES (1, CURRENT_DATE, now(), 'run of ' || to_char(CURRENT_DATE, 'YYYY'));
INSERT INTO runs SELECT 2, CURRENT_DATE - 1, now() - interval '1 hour', 'before';
INSERT INTO runs VALUES (3, '2001-02-03', '2001-02-03 00:00:00+00', 'long ago');
INSERT INTO runs SELECT n, CURRENT_DATE + n, NULL, NULL FROM generate_series(4, 5) n;

-- A condition asks what the clock says.
DELETE FROM runs WHERE at < now() - interval '1 year';
UPDATE runs SET label = 'today' WHERE day = CURRENT_DATE;
UPDATE runs SET label = 'ahead' WHERE day > CURRENT_DATE;
