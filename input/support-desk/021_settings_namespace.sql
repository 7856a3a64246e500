ALTER TABLE settings ADD COLUMN scope TEXT NOT NULL DEFAULT 'global';
ALTER TABLE settings RENAME COLUMN key TO name;
INSERT INTO settings (name, value, scope) VALUES ('greeting', 'Hello, it''s us', 'chat');
DELETE FROM settings WHERE name = 'auto_close_days';
