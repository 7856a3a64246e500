GRANT SELECT ON nowhere.t TO public;
