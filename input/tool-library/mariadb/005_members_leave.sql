-- Who leaves takes the loans along.
ALTER TABLE loans DROP FOREIGN KEY loans_member;
ALTER TABLE loans ADD CONSTRAINT loans_member FOREIGN KEY (member_id) REFERENCES members (id) ON DELETE CASCADE;

ALTER TABLE members CHANGE name full_name VARCHAR(80) NOT NULL;
