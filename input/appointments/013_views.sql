CREATE VIEW upcoming AS
SELECT a.*, p.last_name FROM appointments a JOIN patients p ON p.id = a.patient_id WHERE a.status = 'booked';

CREATE OR REPLACE VIEW staff_load AS
SELECT s.id, s.full_name, COUNT(a.id) AS appointments
FROM staff s LEFT JOIN appointments a ON a.staff_id = s.id GROUP BY s.id, s.full_name;
