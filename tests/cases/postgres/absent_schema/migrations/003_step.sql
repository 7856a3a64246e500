COMMENT ON TABLE nowhere.t IS 'x';
