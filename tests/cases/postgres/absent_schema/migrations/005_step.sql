DROP TABLE nowhere.t;
