TRUNCATE nowhere.t;
