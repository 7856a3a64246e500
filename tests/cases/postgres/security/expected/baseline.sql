-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 d2b4efac79b98f5464981fb01630b7ee1e95da63d707114abebc00697d57dbbd
-- Exact:   yes, every statement of the history is accounted for

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Roles -----------------------------------------------------------------------

CREATE ROLE reader;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION secret()
    RETURNS int
    LANGUAGE sql SECURITY DEFINER
    SET search_path TO public
AS 'SELECT 1';
COMMENT ON FUNCTION secret() IS 'hidden';


-- Tables ----------------------------------------------------------------------

CREATE TABLE notes (
    id         int PRIMARY KEY,
    written_by text NOT NULL,
    body       text
);
COMMENT ON TABLE notes IS 'What people wrote';
COMMENT ON COLUMN notes.written_by IS 'it''s a name';


-- Policies --------------------------------------------------------------------

ALTER TABLE notes ENABLE ROW LEVEL SECURITY;
ALTER TABLE notes FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON notes FOR SELECT TO reader
    USING (written_by = current_user);
COMMENT ON POLICY own ON notes IS 'Own notes only';

CREATE POLICY keep ON notes AS RESTRICTIVE FOR DELETE
    USING (body IS NULL);


-- Grants ----------------------------------------------------------------------

REVOKE EXECUTE ON FUNCTION secret() FROM PUBLIC;
GRANT SELECT, INSERT (body) ON notes TO reader;

RESET check_function_bodies;
