-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  15 migrations, from 001_create_clinics.sql to 015_upcoming_again.sql
-- Inputs:  SHA-256 73cb75793fccc676669d478e6477dca5a3284b3c06f1d6a62c9c67e851beb170
-- Exact:   yes; 2 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE `clinics` (
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `name` varchar(120) NOT NULL,
  `timezone` varchar(64) NOT NULL DEFAULT 'Europe/Berlin',
  `created_at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `clinics_name` (`name`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `staff` (
  `role` enum('doctor','nurse','desk','therapist') NOT NULL DEFAULT 'desk',
  `id` int(10) unsigned NOT NULL AUTO_INCREMENT,
  `clinic_id` int(10) unsigned NOT NULL,
  `full_name` varchar(100) NOT NULL,
  `email` varchar(190) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `staff_email` (`email`),
  KEY `clinic_role` (`clinic_id`,`role`),
  CONSTRAINT `staff_ibfk_1` FOREIGN KEY (`clinic_id`) REFERENCES `clinics` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `people` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `first_name` varchar(60) NOT NULL,
  `last_name` varchar(60) NOT NULL,
  `birth_date` date DEFAULT NULL,
  `phone` varchar(30) DEFAULT NULL,
  `notes` text DEFAULT NULL,
  `email` varchar(190) DEFAULT NULL,
  PRIMARY KEY (`id`),
  UNIQUE KEY `patients_email` (`email`),
  KEY `people_last_name` (`last_name`(20)),
  FULLTEXT KEY `notes_text` (`notes`)
) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci COMMENT='People, not accounts';

CREATE TABLE `appointments` (
  `id` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
  `patient_id` bigint(20) unsigned NOT NULL,
  `staff_id` int(10) unsigned DEFAULT NULL,
  `starts_at` datetime NOT NULL,
  `minutes` smallint(6) NOT NULL DEFAULT 30 CHECK (minutes BETWEEN 5 AND 480),
  `priority` tinyint(4) NOT NULL DEFAULT 0,
  `ends_at` datetime GENERATED ALWAYS AS (starts_at + INTERVAL minutes MINUTE) STORED,
  `status` varchar(20) NOT NULL DEFAULT 'booked',
  `updated_at` timestamp NOT NULL DEFAULT current_timestamp ON UPDATE current_timestamp(),
  `reminded_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `staff_day` (`staff_id`,`starts_at`),
  KEY `appointments_patient` (`patient_id`),
  KEY `by_priority` (`priority`,`starts_at`),
  CONSTRAINT `appointments_patient` FOREIGN KEY (`patient_id`) REFERENCES `people` (`id`),
  CONSTRAINT `appointments_staff` FOREIGN KEY (`staff_id`) REFERENCES `staff` (`id`) ON DELETE SET NULL
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `appointment_log` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `appointment_id` bigint(20) unsigned NOT NULL,
  `old_status` varchar(20) DEFAULT NULL,
  `new_status` varchar(20) NOT NULL,
  PRIMARY KEY (`id`),
  KEY `appointment_id` (`appointment_id`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;


-- Views -----------------------------------------------------------------------

CREATE VIEW `upcoming` AS
SELECT a.id, a.starts_at, a.minutes, p.last_name FROM appointments a JOIN people p ON p.id = a.patient_id
WHERE a.status = 'booked';

CREATE VIEW `staff_load` AS
SELECT s.id, s.full_name, COUNT(a.id) AS appointments
FROM staff s LEFT JOIN appointments a ON a.staff_id = s.id GROUP BY s.id, s.full_name;


-- Rows ------------------------------------------------------------------------

INSERT INTO `clinics` (`id`, `name`, `timezone`, `created_at`) VALUES
  (1, 'Harbour Street', 'Europe/Berlin', CURRENT_TIMESTAMP),
  (2, 'North Gate', 'Europe/London', CURRENT_TIMESTAMP);

INSERT INTO `staff` (`role`, `id`, `clinic_id`, `full_name`, `email`) VALUES
  ('desk', 1, 1, 'Desk of Harbour Street', 'harbour.street@example.org'),
  ('desk', 2, 2, 'Desk of North Gate', 'north.gate@example.org');

INSERT INTO `people` (`id`, `first_name`, `last_name`, `birth_date`, `phone`, `notes`, `email`) VALUES
  (1, 'Ada', 'Quist', '1984-02-29', NULL, 'prefers mornings', NULL),
  (2, 'Bo', 'O''Hara', NULL, NULL, NULL, NULL);

INSERT INTO `appointments` (`id`, `patient_id`, `staff_id`, `starts_at`, `minutes`, `priority`, `status`, `updated_at`, `reminded_at`) VALUES
  (1, 1, 1, '2025-03-03 09:00:00', 45, 0, 'kept', CURRENT_TIMESTAMP, NULL);

INSERT INTO `appointment_log` (`id`, `appointment_id`, `old_status`, `new_status`) VALUES
  (1, 1, 'booked', 'kept');


-- Triggers --------------------------------------------------------------------

DELIMITER //
CREATE TRIGGER appointment_status AFTER UPDATE ON appointments FOR EACH ROW
BEGIN
  IF NOT (OLD.status <=> NEW.status) THEN
    INSERT INTO appointment_log (appointment_id, old_status, new_status) VALUES (NEW.id, OLD.status, NEW.status);
  END IF;
END
//
DELIMITER ;
