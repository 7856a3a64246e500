CREATE TABLE staff (
  id int unsigned AUTO_INCREMENT PRIMARY KEY,
  clinic_id int unsigned NOT NULL,
  full_name varchar(100) NOT NULL,
  role enum('doctor','nurse','desk') NOT NULL DEFAULT 'desk',
  email varchar(190),
  -- MariaDB makes a key named `clinic_id` for this.
  FOREIGN KEY (clinic_id) REFERENCES clinics (id) ON DELETE CASCADE
);
CREATE UNIQUE INDEX staff_email ON staff (email);
