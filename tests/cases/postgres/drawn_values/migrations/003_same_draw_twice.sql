INSERT INTO favourites SELECT id, 'the second' FROM features WHERE feature_key = 'export';
