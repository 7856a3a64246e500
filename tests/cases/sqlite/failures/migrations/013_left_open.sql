BEGIN;
CREATE TABLE undone (x);
