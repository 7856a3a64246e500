-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_partitions.sql
-- Inputs:  SHA-256 423de8b86f1fae2ca2a4e6d5e9b99bc74f29af6ebab43a6956a6b849560c72a0
-- Exact:   yes; 22 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE `r` (
  `a` int(11) NOT NULL,
  `b` date DEFAULT NULL,
  PRIMARY KEY (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `h` (
  `a` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 partition by hash(a) PARTITIONS 1;

CREATE TABLE `h2` (
  `a` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 partition by key(a);

CREATE TABLE `l` (
  `a` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 partition by list(a) (partition x values in (1,2),
 partition y values in (3));

CREATE TABLE `r2` (
  `a` varchar(5) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 partition by range columns(a) (partition p0 values less than ('m'), partition p1 values less than (maxvalue));

CREATE TABLE `r3` (
  `a` int(11) DEFAULT NULL
) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 partition by hash(a) partitions 2;
