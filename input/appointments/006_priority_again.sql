-- Written on another branch. The first statement stays: nothing rolls it back.
ALTER TABLE patients ADD COLUMN email varchar(190) NULL;
ALTER TABLE appointments ADD COLUMN priority int DEFAULT 0;
ALTER TABLE patients ADD UNIQUE KEY patients_email (email);
