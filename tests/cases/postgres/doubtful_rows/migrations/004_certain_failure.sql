CREATE INDEX author_id ON writer (id);
