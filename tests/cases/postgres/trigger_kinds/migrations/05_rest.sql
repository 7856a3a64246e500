-- A baseline that is run twice would fire them again.
DROP TRIGGER a_before ON target;
DROP TRIGGER d_statement ON target;
DROP TRIGGER e_statement ON target;
