CREATE FUNCTION with_query(text) RETURNS text LANGUAGE sql AS $$ SELECT public.canon($1) LIMIT 1 $$;
CREATE INDEX ON crates (with_query(name));
