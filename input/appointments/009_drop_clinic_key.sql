-- The foreign key needs it: error 1553.
ALTER TABLE staff DROP KEY clinic_id;
