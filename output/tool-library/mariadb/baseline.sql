-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  6 migrations, from 001_members.sql to 006_open_loans.sql
-- Inputs:  SHA-256 d4dfeff03a4d35e67deb3d3c3d67c92e1640d8776ee02c752d24e0acfc26d08c
-- Exact:   yes, every statement of the history is accounted for


-- Tables ----------------------------------------------------------------------

CREATE TABLE `members` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `card` char(36) NOT NULL,
  `full_name` varchar(80) NOT NULL,
  `email` varchar(255) NOT NULL,
  `active` tinyint(1) NOT NULL DEFAULT 1,
  `joined_at` datetime NOT NULL DEFAULT CURRENT_TIMESTAMP,
  PRIMARY KEY (`id`),
  UNIQUE KEY `card` (`card`),
  UNIQUE KEY `members_email` (`email`)
) ENGINE=InnoDB AUTO_INCREMENT=2 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `tools` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `name` varchar(120) NOT NULL,
  `state` enum('good','worn','broken') NOT NULL DEFAULT 'good',
  `deposit` decimal(8,2) NOT NULL DEFAULT 0.00 CHECK (deposit >= 0),
  `manual` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`manual`)),
  PRIMARY KEY (`id`)
) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `photos` (
  `tool_id` bigint(20) NOT NULL,
  `number` smallint(6) NOT NULL,
  `picture` longblob NOT NULL,
  PRIMARY KEY (`tool_id`,`number`),
  CONSTRAINT `photos_ibfk_1` FOREIGN KEY (`tool_id`) REFERENCES `tools` (`id`) ON DELETE CASCADE
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `loans` (
  `id` bigint(20) NOT NULL AUTO_INCREMENT,
  `tool_id` bigint(20) NOT NULL,
  `member_id` bigint(20) NOT NULL,
  `borrowed` date NOT NULL,
  `returned` date DEFAULT NULL,
  `note` varchar(200) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `loans_tool` (`tool_id`,`borrowed`),
  KEY `loans_member` (`member_id`),
  CONSTRAINT `loans_member` FOREIGN KEY (`member_id`) REFERENCES `members` (`id`) ON DELETE CASCADE,
  CONSTRAINT `loans_of_tool` FOREIGN KEY (`tool_id`) REFERENCES `tools` (`id`),
  CONSTRAINT `CONSTRAINT_1` CHECK (returned IS NULL OR returned >= borrowed)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;


-- Views -----------------------------------------------------------------------

CREATE VIEW `open_loans` AS
SELECT loans.id, tools.name AS tool, members.full_name AS member, loans.borrowed
FROM loans
JOIN tools ON tools.id = loans.tool_id
JOIN members ON members.id = loans.member_id
WHERE loans.returned IS NULL;


-- Rows ------------------------------------------------------------------------

INSERT INTO `members` (`id`, `card`, `full_name`, `email`, `active`, `joined_at`) VALUES
  (1, '6f1c2f5e-7d55-4a3b-9a52-0c2f8a1d9e01', 'Ines Aurich', 'ines@example.org', 1, CURRENT_TIMESTAMP);

INSERT INTO `tools` (`id`, `name`, `state`, `deposit`, `manual`) VALUES
  (1, 'Belt sander', 'good', 25.00, NULL),
  (2, 'Hedge trimmer', 'worn', 15.50, NULL),
  (3, 'Moisture meter', 'good', 0.00, NULL);
