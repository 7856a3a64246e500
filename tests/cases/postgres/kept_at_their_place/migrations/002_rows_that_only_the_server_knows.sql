-- Before any trigger on its table.
INSERT INTO plain SELECT id + 1, 'two' FROM plain WHERE id = 1 AND random() < 2 ON CONFLICT DO NOTHING;
-- The trigger sees this one.
INSERT INTO watched SELECT 1, 'not seen' WHERE random() < 2 ON CONFLICT DO NOTHING;
-- What follows a row that a trigger saw stays behind it.
INSERT INTO plain SELECT 3, 'three' FROM plain WHERE id = 1 ON CONFLICT DO NOTHING;
