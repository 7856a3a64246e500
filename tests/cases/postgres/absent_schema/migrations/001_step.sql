CREATE INDEX i ON nowhere.t (a);
