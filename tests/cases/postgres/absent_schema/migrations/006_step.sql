SELECT * FROM nowhere.t;
