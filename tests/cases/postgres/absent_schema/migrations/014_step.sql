CREATE TABLE z (a int REFERENCES nowhere.t);
