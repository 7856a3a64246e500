LOCK TABLE nowhere.t;
