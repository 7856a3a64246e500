/*
  Warnings:

  - A column without a default.

*/
-- AlterTable
ALTER TABLE reader ADD COLUMN since date;

/*
 * how often
 * since last year
 */
ALTER TABLE reader ADD COLUMN lent integer;
-- AlterTable
ALTER TABLE book ADD COLUMN title text;
-- CreateIndex
CREATE INDEX book_title ON book (title);
