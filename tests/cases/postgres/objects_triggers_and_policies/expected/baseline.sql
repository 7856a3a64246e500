-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_all.sql
-- Inputs:  SHA-256 b78e9007c2e754a19b54b97728edb33024d8b8c4d27b6265eda957d0c1bcd217
-- Exact:   yes; 88 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Types -----------------------------------------------------------------------

CREATE TYPE comp AS (a int);


-- Sequences -------------------------------------------------------------------

CREATE SEQUENCE sq;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION tf()
    RETURNS trigger
    LANGUAGE plpgsql
AS 'begin return new; end';

CREATE FUNCTION nf()
    RETURNS int
    LANGUAGE sql
AS 'select 1';

CREATE PROCEDURE pr()
    LANGUAGE sql
AS '';


-- Tables ----------------------------------------------------------------------

CREATE TABLE t (
    a int,
    c serial PRIMARY KEY,
    g int GENERATED ALWAYS AS (a+1) STORED
);
CREATE INDEX i ON t (a);

CREATE TABLE t2 (
    a int
);

CREATE TABLE pt (
    a int,
    b int
) PARTITION BY RANGE (a);

CREATE TABLE pt1 PARTITION OF pt FOR VALUES FROM (1) TO (2);


-- Views -----------------------------------------------------------------------

CREATE VIEW v AS
select a from t;


-- Materialized views ----------------------------------------------------------

CREATE MATERIALIZED VIEW mv AS
select a from t;


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER z
    AFTER INSERT ON t
    FOR EACH STATEMENT
    EXECUTE FUNCTION tf();

CREATE TRIGGER y
    INSTEAD OF INSERT ON v
    FOR EACH ROW
    EXECUTE FUNCTION tf();

CREATE TRIGGER z
    AFTER INSERT ON v
    FOR EACH STATEMENT
    EXECUTE FUNCTION tf();

CREATE CONSTRAINT TRIGGER ct
    AFTER INSERT ON t
    FOR EACH ROW
    EXECUTE FUNCTION tf();

CREATE CONSTRAINT TRIGGER ct2
    AFTER INSERT ON t
    FROM t2
    DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW
    EXECUTE FUNCTION tf();

CREATE CONSTRAINT TRIGGER ct3
    AFTER INSERT ON pt
    FOR EACH ROW
    EXECUTE FUNCTION tf();

CREATE TRIGGER tt
    AFTER INSERT ON t
    REFERENCING NEW TABLE AS n
    FOR EACH STATEMENT
    EXECUTE FUNCTION tf();

CREATE TRIGGER tt1
    AFTER INSERT ON pt1
    REFERENCING NEW TABLE AS n
    FOR EACH STATEMENT
    EXECUTE FUNCTION tf();

CREATE TRIGGER p3
    BEFORE INSERT ON pt
    FOR EACH ROW
    EXECUTE FUNCTION tf();


-- Policies --------------------------------------------------------------------

CREATE POLICY p ON t
    USING (true)
    WITH CHECK (true);

CREATE POLICY p2 ON t
    USING ((select true))
    WITH CHECK (true);

CREATE POLICY p3 ON t
    USING (true);

CREATE POLICY p4 ON t TO postgres;

CREATE POLICY p7 ON pt;

CREATE POLICY ins ON t FOR INSERT
    WITH CHECK (true);

CREATE POLICY sel ON t FOR SELECT
    USING (true);

CREATE POLICY dup ON t TO postgres, postgres;

CREATE POLICY pz ON t
    USING ('true');

CREATE POLICY pz3 ON t
    USING (a = 1 and exists (select 1 from t2));

RESET check_function_bodies;
