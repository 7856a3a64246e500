CREATE INDEX ON crates (age_of(added));
