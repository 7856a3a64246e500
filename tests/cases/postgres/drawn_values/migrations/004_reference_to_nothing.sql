INSERT INTO usage (feature_id, action) SELECT id, 'wrong' FROM usage WHERE action = 'enabled';
