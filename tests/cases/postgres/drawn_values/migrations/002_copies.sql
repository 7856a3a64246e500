INSERT INTO usage (feature_id, action) SELECT id, 'enabled' FROM features WHERE feature_key = 'search';
INSERT INTO usage (feature_id, action) SELECT id, 'seen' FROM features;
INSERT INTO feature_roles SELECT id, role FROM features, (VALUES ('admin'), ('guest')) AS roles (role);
INSERT INTO favourites VALUES ((SELECT id FROM features WHERE feature_key = 'export'), 'the first');
UPDATE features SET enabled = true WHERE feature_key = 'search';
