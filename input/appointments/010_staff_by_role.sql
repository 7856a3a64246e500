-- A key that serves the foreign key as well: MariaDB drops the one that it made by itself.
ALTER TABLE staff ADD KEY clinic_role (clinic_id, role);
ALTER TABLE staff MODIFY role enum('doctor','nurse','desk','therapist') NOT NULL DEFAULT 'desk' FIRST;
