-- Urgent ones first.
ALTER TABLE appointments
  ADD COLUMN priority tinyint NOT NULL DEFAULT 0 AFTER minutes,
  ADD KEY by_priority (priority, starts_at);
