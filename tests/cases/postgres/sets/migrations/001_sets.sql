CREATE FUNCTION unfold(many anyarray, OUT one anyarray) RETURNS SETOF anyarray
    LANGUAGE sql AS $$ SELECT many $$;
CREATE FUNCTION names() RETURNS SETOF varchar(10) LANGUAGE sql AS $$ SELECT 'a'::varchar $$;
CREATE FUNCTION words() RETURNS setof text LANGUAGE sql AS $$ SELECT 'a'::text $$;
CREATE TABLE shelf (id int);
CREATE FUNCTION shelves() RETURNS SETOF shelf LANGUAGE sql AS $$ SELECT * FROM shelf $$;
