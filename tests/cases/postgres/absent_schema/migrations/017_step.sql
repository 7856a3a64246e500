CREATE TABLE z (LIKE nowhere.t);
