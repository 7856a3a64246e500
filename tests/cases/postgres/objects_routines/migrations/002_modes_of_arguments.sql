-- A list without modes may mean all arguments of a procedure; with a mode it is the list of its inputs.
CREATE PROCEDURE told(a integer) LANGUAGE sql AS '';
CREATE PROCEDURE told(OUT a integer) LANGUAGE sql AS 'SELECT 1';
ALTER PROCEDURE told(OUT a integer) OWNER TO CURRENT_USER;
ALTER PROCEDURE told(IN a integer) OWNER TO CURRENT_USER;
DROP PROCEDURE told(OUT a integer);
DROP PROCEDURE told(integer);
