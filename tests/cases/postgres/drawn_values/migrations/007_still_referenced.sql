DELETE FROM features WHERE feature_key = 'search';
