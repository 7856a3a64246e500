INSERT INTO s VALUES ('no number');
