-- The view still reads `patients`.
CREATE OR REPLACE VIEW upcoming AS
SELECT a.id, a.starts_at, a.minutes, p.last_name FROM appointments a JOIN people p ON p.id = a.patient_id
WHERE a.status = 'booked';
