-- Who leaves takes the loans along.
ALTER TABLE loans DROP CONSTRAINT loans_member;
ALTER TABLE loans ADD CONSTRAINT loans_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE;

ALTER TABLE members RENAME COLUMN name TO full_name;
