DELETE FROM nowhere.t;
