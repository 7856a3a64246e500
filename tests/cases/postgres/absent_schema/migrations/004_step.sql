COMMENT ON COLUMN nowhere.t.a IS 'x';
