INSERT INTO staff (clinic_id, full_name, role, email)
SELECT id, CONCAT('Desk of ', name), 'desk', CONCAT(LOWER(REPLACE(name, ' ', '.')), '@example.org') FROM clinics ORDER BY id;
INSERT INTO patients (first_name, last_name, born, notes) VALUES
  ('Ada', 'Quist', '1984-02-29', 'prefers mornings'),
  ('Bo', 'O''Hara', NULL, NULL);
INSERT INTO appointments (patient_id, staff_id, starts_at, minutes) VALUES (1, 1, '2025-03-03 09:00:00', 45);
UPDATE appointments SET status = 'kept' WHERE id = 1;
