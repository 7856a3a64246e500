/*
  Warnings:

  - Nobody may lend the same book twice.

*/
-- CreateTable
CREATE TABLE book (
    id integer PRIMARY KEY
);

/* the people /* and machines */ that read */
-- and those that only look
CREATE TABLE reader (
    id integer PRIMARY KEY,
    name text -- */ as on the card
);
