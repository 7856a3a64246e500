DELETE FROM feature_roles WHERE role = 'guest';
INSERT INTO features (feature_key) VALUES ('print') ON CONFLICT (feature_key) DO NOTHING;
DELETE FROM feature_roles WHERE feature_id IS NULL OR role = 'owner';
