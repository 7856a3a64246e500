CREATE TABLE appointments (
  id bigint unsigned NOT NULL AUTO_INCREMENT,
  patient_id bigint unsigned NOT NULL,
  staff_id int unsigned,
  starts_at datetime NOT NULL,
  minutes smallint NOT NULL DEFAULT 30 CHECK (minutes BETWEEN 5 AND 480),
  ends_at datetime GENERATED ALWAYS AS (starts_at + INTERVAL minutes MINUTE) STORED,
  status varchar(20) NOT NULL DEFAULT 'booked',
  updated_at timestamp NOT NULL DEFAULT current_timestamp ON UPDATE current_timestamp,
  PRIMARY KEY (id),
  KEY staff_day (staff_id, starts_at),
  CONSTRAINT appointments_patient FOREIGN KEY (patient_id) REFERENCES patients (id),
  CONSTRAINT appointments_staff FOREIGN KEY (staff_id) REFERENCES staff (id) ON DELETE SET NULL
) ENGINE=InnoDB;
