-- The foreign key cannot be changed here.
ALTER TABLE members RENAME COLUMN name TO full_name;
