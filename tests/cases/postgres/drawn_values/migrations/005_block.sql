DO $$
DECLARE
    feature uuid;
BEGIN
    INSERT INTO features (feature_key) VALUES ('import') RETURNING id INTO feature;
    INSERT INTO usage (feature_id, action) VALUES (feature, 'made');
    INSERT INTO feature_roles VALUES (feature, 'admin');
    INSERT INTO feature_roles VALUES (feature, 'admin') ON CONFLICT DO NOTHING;
END
$$;
