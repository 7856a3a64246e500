CREATE TABLE changes (at timestamptz, tag text);
CREATE FUNCTION note_change() RETURNS event_trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO changes VALUES (now(), tg_tag);
END
$$;
CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';

CREATE EVENT TRIGGER e ON unknown EXECUTE FUNCTION note_change();
CREATE EVENT TRIGGER e ON ddl_command_end WHEN unknown IN ('a') EXECUTE FUNCTION note_change();
CREATE EVENT TRIGGER e ON ddl_command_end WHEN tag IN ('CREATE DATABASE') EXECUTE FUNCTION note_change();
CREATE EVENT TRIGGER e ON ddl_command_end WHEN tag IN ('CREATE TABLE') AND tag IN ('CREATE VIEW') EXECUTE FUNCTION note_change();
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION nothing();
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION one();
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION nowhere.one();
CREATE EVENT TRIGGER e ON ddl_command_end EXECUTE FUNCTION note_change('x');
ALTER EVENT TRIGGER nothing DISABLE;
ALTER EVENT TRIGGER nothing RENAME TO e;
ALTER EVENT TRIGGER nothing OWNER TO CURRENT_USER;
ALTER EVENT TRIGGER nothing SET SCHEMA public;
COMMENT ON EVENT TRIGGER nothing IS 'x';
DROP EVENT TRIGGER nothing;
DROP EVENT TRIGGER IF EXISTS nothing;
-- Writes down each change.
CREATE EVENT TRIGGER ended ON ddl_command_end WHEN TAG IN ('create table', 'ALTER TABLE') EXECUTE FUNCTION note_change();
CREATE EVENT TRIGGER dropped ON sql_drop EXECUTE PROCEDURE note_change();
CREATE EVENT TRIGGER ended ON sql_drop EXECUTE FUNCTION note_change();
ALTER EVENT TRIGGER ended DISABLE;
ALTER EVENT TRIGGER dropped ENABLE REPLICA;
ALTER EVENT TRIGGER dropped RENAME TO ended;
ALTER EVENT TRIGGER dropped RENAME TO gone;
COMMENT ON EVENT TRIGGER gone IS 'What went';
CREATE TABLE calm (a int);
DROP FUNCTION note_change();
ALTER FUNCTION note_change() RENAME TO record_change;
