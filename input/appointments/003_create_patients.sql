CREATE TABLE patients (
  id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
  first_name varchar(60) NOT NULL,
  last_name varchar(60) NOT NULL,
  born date,
  phone varchar(30),
  notes text,
  KEY last_name (last_name(20)),
  FULLTEXT KEY notes_text (notes)
) COMMENT='People, not accounts';
