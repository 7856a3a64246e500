PRAGMA user_version = 7;
PRAGMA application_id = 42;
CREATE TABLE "odd name" ("a b" TEXT DEFAULT 'it''s', [select] BLOB, `c` REAL DEFAULT 1e3);
CREATE UNIQUE INDEX "odd index" ON "odd name" ("a b" COLLATE NOCASE DESC);
CREATE INDEX IF NOT EXISTS on_expression ON "odd name" (length("a b"), c) WHERE c > 1;
INSERT INTO "odd name" VALUES ('line
break', X'00ff', 0.1), ('', NULL, 9e999), (NULL, 'text', -0.0), ('semi;colon', CAST(X'00' AS TEXT), 12345678901234567890);
CREATE TABLE log (at INTEGER, what TEXT);
CREATE TRIGGER logged AFTER UPDATE OF c ON "odd name" WHEN new.c IS NOT old.c BEGIN
    INSERT INTO log VALUES (1, 'changed; really');
    SELECT CASE WHEN new.c > 5 THEN RAISE(IGNORE) END;
END;
UPDATE "odd name" SET c = 2 WHERE "a b" = '';
CREATE VIEW seen (n, what) AS SELECT count(*), what FROM log GROUP BY what;
CREATE TRIGGER seen_insert INSTEAD OF INSERT ON seen BEGIN INSERT INTO log VALUES (0, new.what); END;
INSERT INTO seen (what) VALUES ('through the view');
CREATE TEMP TABLE scratch (x);
INSERT INTO scratch VALUES (1);
