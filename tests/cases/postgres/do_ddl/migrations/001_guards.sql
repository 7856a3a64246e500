CREATE TABLE t (a int PRIMARY KEY, b text);
CREATE TYPE en AS ENUM ('a', 'b');

DO $$ BEGIN CREATE TYPE en AS ENUM ('q'); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$ BEGIN ALTER TABLE t ADD CONSTRAINT ck CHECK (a > 0); EXCEPTION WHEN duplicate_object THEN NULL; END $$;
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'z') THEN
        ALTER TABLE t ADD COLUMN z int;
    END IF;
    IF EXISTS (SELECT 1 FROM information_schema.columns WHERE table_name = 't' AND column_name = 'b') THEN
        ALTER TABLE t RENAME COLUMN b TO label;
    END IF;
END $$;
DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN CREATE TYPE mood AS ENUM ('fine'); END IF;
    IF NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conname = 'ck2') THEN
        ALTER TABLE t ADD CONSTRAINT ck2 CHECK (z IS NULL OR z < 10);
    END IF;
END $$;
