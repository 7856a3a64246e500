-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  3 migrations, from 001_wrappers_servers_users.sql to 003_of_extensions.sql
-- Inputs:  SHA-256 30d8cc31d3e3da4a23c773f627c641f3b294dfa752ea59f0a32c57dde4bdabef
-- Exact:   yes; 143 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Roles -----------------------------------------------------------------------

CREATE ROLE app_reader;


-- Extensions ------------------------------------------------------------------

CREATE EXTENSION IF NOT EXISTS file_fdw;

CREATE EXTENSION IF NOT EXISTS postgres_fdw;


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA far;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION nh()
    RETURNS int
    LANGUAGE sql
AS 'select 1';

CREATE FUNCTION tf()
    RETURNS trigger
    LANGUAGE plpgsql
AS 'begin return new; end';


-- Foreign data ----------------------------------------------------------------

-- The one without a handler.
CREATE FOREIGN DATA WRAPPER w;

CREATE FOREIGN DATA WRAPPER w5 VALIDATOR postgresql_fdw_validator;
COMMENT ON FOREIGN DATA WRAPPER w5 IS 'x';

CREATE SERVER s FOREIGN DATA WRAPPER w;
CREATE USER MAPPING FOR CURRENT_USER SERVER s OPTIONS (a 'b');
CREATE USER MAPPING FOR PUBLIC SERVER s;

CREATE SERVER s2 TYPE 't' FOREIGN DATA WRAPPER w OPTIONS (host 'b', c 'd');
CREATE USER MAPPING FOR CURRENT_USER SERVER s2 OPTIONS (a 'b');
COMMENT ON SERVER s2 IS 'x';

-- What the last statements leave.
CREATE FOREIGN DATA WRAPPER kept HANDLER file_fdw_handler OPTIONS (a '4', "B" 'two words', d 'it''s');
COMMENT ON FOREIGN DATA WRAPPER kept IS 'Kept';

-- Where the archive is.
CREATE SERVER archive TYPE 'old' VERSION '2' FOREIGN DATA WRAPPER kept OPTIONS (host 'archive');
CREATE USER MAPPING FOR app_reader SERVER archive OPTIONS ("user" 'r', password 'it''s', "Extra" 'x');
ALTER SERVER archive OWNER TO app_reader;
COMMENT ON SERVER archive IS 'The archive';

CREATE SERVER renamed FOREIGN DATA WRAPPER kept;

CREATE FOREIGN DATA WRAPPER fw;

CREATE SERVER fs FOREIGN DATA WRAPPER fw;

CREATE SERVER p FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'h', port '5432', dbname 'd', fetch_size '100', use_remote_estimate 'true', updatable 'false', fdw_startup_cost '10', extensions 'hstore');
CREATE USER MAPPING FOR PUBLIC SERVER p OPTIONS ("user" 'abc', password 'x', password_required 'false');

CREATE SERVER p1 FOREIGN DATA WRAPPER postgres_fdw OPTIONS (port 'abc', connect_timeout 'x');

CREATE SERVER f FOREIGN DATA WRAPPER file_fdw;


-- Tables ----------------------------------------------------------------------

CREATE FOREIGN TABLE ft2 (
    a serial,
    b int GENERATED ALWAYS AS (1) STORED,
    c int GENERATED ALWAYS AS IDENTITY
)
SERVER fs;

CREATE FOREIGN TABLE ft4 ()
SERVER fs;

CREATE TABLE pt (
    a int,
    b text
) PARTITION BY LIST (a);
CREATE INDEX pt_a_idx ON pt (a);

CREATE FOREIGN TABLE fp PARTITION OF pt FOR VALUES IN (1)
SERVER fs OPTIONS (z 'z');

CREATE FOREIGN TABLE fp2 PARTITION OF pt FOR VALUES IN (2)
SERVER fs;
ALTER TABLE ONLY fp2 ALTER COLUMN b SET NOT NULL;

CREATE TABLE t (
    a int UNIQUE
);

CREATE TABLE lk (
    aa int NOT NULL DEFAULT 3 CONSTRAINT ft_a_check CHECK (aa > 0),
    b  text COLLATE "C" NOT NULL,
    c  bigint DEFAULT 4 CONSTRAINT k CHECK (c > 0)
);
COMMENT ON COLUMN lk.aa IS 'c';

-- Orders of the years before.
CREATE FOREIGN TABLE orders (
    number int OPTIONS (column_name 'ID') NOT NULL CONSTRAINT named CHECK (number > 0) NO INHERIT,
    name   text OPTIONS (column_name 'Name') COLLATE "C" DEFAULT 'x', -- The name as it was.
    total  numeric(10,2) CHECK (total >= 0),
    placed date OPTIONS (column_name 'Placed')
)
SERVER archive OPTIONS (schema 'b');
ALTER TABLE orders ALTER COLUMN total SET STATISTICS 10;
ALTER FOREIGN TABLE orders OWNER TO app_reader;
COMMENT ON FOREIGN TABLE orders IS 'Far away';
COMMENT ON COLUMN orders.name IS 'Name';

CREATE TABLE near (
    a int PRIMARY KEY,
    b text
);

CREATE FOREIGN TABLE inherits_near (
    c int OPTIONS (x 'y')
) INHERITS (near)
SERVER archive;
ALTER FOREIGN TABLE inherits_near ALTER COLUMN a OPTIONS (k 'v');

CREATE TABLE parts (
    a int,
    b text
) PARTITION BY LIST (a);
CREATE INDEX parts_b_idx ON parts (b);

CREATE TABLE parts_1 PARTITION OF parts FOR VALUES IN (1);

CREATE FOREIGN TABLE parts_2 PARTITION OF parts FOR VALUES IN (2)
SERVER archive OPTIONS (z 'z');
ALTER TABLE ONLY parts_2 ALTER COLUMN b SET NOT NULL;
ALTER FOREIGN TABLE parts_2 ALTER COLUMN b OPTIONS (k 'v');

CREATE FOREIGN TABLE parts_3 PARTITION OF parts FOR VALUES IN (3)
SERVER renamed;
ALTER FOREIGN TABLE parts_3 ALTER COLUMN a OPTIONS (k 'v');

CREATE TABLE keyed (
    a int PRIMARY KEY
) PARTITION BY LIST (a);

CREATE FOREIGN TABLE keyed_2 (
    a int NOT NULL
)
SERVER renamed;

CREATE FOREIGN TABLE ept (
    a int OPTIONS (column_name 'x')
)
SERVER p OPTIONS (schema_name 'a', table_name 'b');

CREATE FOREIGN TABLE fft4 (
    a int OPTIONS (force_not_null 'true')
)
SERVER f OPTIONS (filename '/x', format 'csv', header 'true');

CREATE FOREIGN TABLE fft3 (
    a int
)
SERVER f OPTIONS (program 'x', format 'text', delimiter '|', "null" '');

CREATE TABLE after_all (
    a int
);


-- Views -----------------------------------------------------------------------

CREATE VIEW far_totals AS
SELECT number AS id, total FROM orders;


-- Data ------------------------------------------------------------------------

INSERT INTO parts_1 (a, b) VALUES
    (1, 'here');


-- Statistics ------------------------------------------------------------------

CREATE STATISTICS lk_aa_b_stat ON aa, b FROM lk;


-- Grants ----------------------------------------------------------------------

GRANT USAGE ON FOREIGN DATA WRAPPER w5 TO PUBLIC;
GRANT USAGE ON FOREIGN SERVER s2 TO PUBLIC;
GRANT USAGE ON FOREIGN DATA WRAPPER kept TO app_reader WITH GRANT OPTION;
GRANT USAGE ON FOREIGN DATA WRAPPER postgres_fdw TO app_reader;

RESET check_function_bodies;
