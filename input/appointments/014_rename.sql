RENAME TABLE patients TO people;
ALTER TABLE people CHANGE born birth_date date NULL, RENAME KEY last_name TO people_last_name;
ALTER TABLE people CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci;
