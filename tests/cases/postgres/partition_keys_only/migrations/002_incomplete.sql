-- Not every partition has a part of these.
ALTER TABLE ONLY events ADD CONSTRAINT events_note_key UNIQUE (note, region);
ALTER TABLE events_north ADD CONSTRAINT northern_notes UNIQUE (note, region);
ALTER INDEX events_note_key ATTACH PARTITION northern_notes;
CREATE INDEX events_note ON ONLY events (note);
CREATE INDEX southern_note ON events_south (note);
ALTER INDEX events_note ATTACH PARTITION southern_note;
