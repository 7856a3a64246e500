CREATE TABLE settings (
    key TEXT PRIMARY KEY,
    value TEXT,
    description TEXT
);
INSERT INTO settings VALUES
    ('office_hours', '09:00-17:00', 'When agents answer'),
    ('auto_close_days', '14', NULL);
COMMENT ON TABLE settings IS 'Key and value, edited by admins';
COMMENT ON COLUMN settings.key IS 'dotted name';
