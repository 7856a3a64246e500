-- Values that only the server draws, in variables and conditions.
CREATE TABLE org (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), name text UNIQUE);
CREATE TABLE member (id uuid PRIMARY KEY DEFAULT gen_random_uuid(), org uuid REFERENCES org, name text UNIQUE, boss uuid REFERENCES member);
DO $$
DECLARE o uuid; m uuid := gen_random_uuid(); t text := gen_random_uuid()::text; r record; k int;
BEGIN
    o := gen_random_uuid();
    INSERT INTO org (id, name) VALUES (o, 'one');
    INSERT INTO member (id, org, name) VALUES (m, o, 'boss');
    INSERT INTO member (org, name, boss) VALUES (o, 'second', m), (o, 'third', m) ;
    UPDATE org SET name = 'uno' WHERE id = o;
    SELECT id INTO m FROM member WHERE name = 'second';
    UPDATE member SET boss = m WHERE id <> m AND boss IS NOT NULL;
    IF EXISTS (SELECT 1 FROM member WHERE id = o) THEN RAISE 'no'; END IF;
    SELECT count(*) INTO k FROM member JOIN org ON org.id = member.org;
    INSERT INTO org (name) VALUES (k::text) RETURNING id INTO o;
    INSERT INTO member (org, name) SELECT o, 'fourth';
    FOR r IN SELECT * FROM member WHERE org = o LOOP UPDATE member SET name = name || '+' WHERE id = r.id; END LOOP;
    DELETE FROM member WHERE id = '00000000-0000-0000-0000-000000000000';
END $$;
UPDATE member SET name = upper(name) WHERE org = (SELECT id FROM org WHERE name = 'uno') AND boss IS NOT NULL;
SELECT count(DISTINCT org) FROM member;
INSERT INTO org (name) SELECT coalesce(m.name, o.name) || '!' FROM org o LEFT JOIN member m ON m.org = o.id AND m.boss <> m.id WHERE o.name = 'uno';
