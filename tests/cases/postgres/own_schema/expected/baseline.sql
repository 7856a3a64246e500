-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001.sql
-- Inputs:  SHA-256 c9749d8c1215d23e50fa0cbdf64b176964a5ab04c4ee1524cbb27513e480e567
-- Exact:   yes, every statement of the history is accounted for


-- Schemas ---------------------------------------------------------------------

CREATE SCHEMA postgres;


-- Types -----------------------------------------------------------------------

CREATE TYPE postgres.mood AS ENUM ('sad');

CREATE TYPE public.mood2 AS ENUM ('sad');


-- Functions -------------------------------------------------------------------

CREATE FUNCTION postgres.touch()
    RETURNS trigger
    LANGUAGE plpgsql
AS $$ BEGIN RETURN NEW; END $$;


-- Tables ----------------------------------------------------------------------

-- A schema that is named as the role: bare names mean it, and no longer public.
CREATE TABLE public.early (
    id   serial PRIMARY KEY,
    kind text
);

CREATE TABLE postgres.late (
    id integer REFERENCES public.early (id),
    u  text,
    k  public.mood2 DEFAULT 'sad'
);

CREATE TABLE public.also (
    id integer GENERATED ALWAYS AS IDENTITY REFERENCES public.early (id),
    m  integer DEFAULT 1,
    k  postgres.mood
);


-- Views -----------------------------------------------------------------------

CREATE VIEW postgres.seen AS
SELECT id, also.m, late.u FROM public.also JOIN postgres.late USING (id);


-- Data ------------------------------------------------------------------------

INSERT INTO public.early (id, kind) VALUES
    (1, 'a');

INSERT INTO postgres.late (id, u, k) VALUES
    (1, 'x', 'sad');

SELECT setval('public.early_id_seq', 1);


-- Triggers --------------------------------------------------------------------

CREATE TRIGGER t
    BEFORE INSERT ON public.early
    FOR EACH ROW
    EXECUTE FUNCTION postgres.touch();
