CREATE TABLE z () INHERITS (nowhere.t);
