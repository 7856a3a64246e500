-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_event_triggers.sql
-- Inputs:  SHA-256 67d30b2f9be919d9fbdd80b9941608883eafa11e979be760bc0e39c1f4b4ac69
-- Exact:   yes; 17 of the history fail, and have no effect here

-- Function bodies may mention what is created further down.
SET check_function_bodies = false;


-- Functions -------------------------------------------------------------------

CREATE FUNCTION record_change()
    RETURNS event_trigger
    LANGUAGE plpgsql
AS $$
BEGIN
    INSERT INTO changes VALUES (now(), tg_tag);
END
$$;

CREATE FUNCTION one()
    RETURNS int
    LANGUAGE sql
AS 'SELECT 1';


-- Tables ----------------------------------------------------------------------

CREATE TABLE changes (
    at  timestamptz,
    tag text
);

CREATE TABLE calm (
    a int
);


-- Event triggers --------------------------------------------------------------

-- Writes down each change.
CREATE EVENT TRIGGER ended ON ddl_command_end
    WHEN TAG IN ('CREATE TABLE', 'ALTER TABLE')
    EXECUTE FUNCTION record_change();
ALTER EVENT TRIGGER ended DISABLE;

CREATE EVENT TRIGGER gone ON sql_drop
    EXECUTE FUNCTION record_change();
ALTER EVENT TRIGGER gone ENABLE REPLICA;
COMMENT ON EVENT TRIGGER gone IS 'What went';

RESET check_function_bodies;
