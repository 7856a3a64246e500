-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_alter.sql
-- Inputs:  SHA-256 1a5749c4c738c3bbb127a2bd8598fdbe62bd50e63ad8d779a731f28d6fcd2f24
-- Exact:   yes; 36 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE `w` (
  `r` int(11) DEFAULT NULL,
  `p` int(11) DEFAULT NULL,
  `c` bigint(20) DEFAULT NULL,
  `x` int(11) DEFAULT 7,
  `aa` varchar(3) DEFAULT NULL,
  `q` int(11) DEFAULT NULL,
  `z` int(11) DEFAULT NULL,
  KEY `zz` (`c`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=FIXED;

CREATE TABLE `t` (
  `y` int(11) DEFAULT NULL,
  `k` varchar(3) DEFAULT NULL,
  `l` varchar(3) DEFAULT NULL,
  `n` int(11) NOT NULL AUTO_INCREMENT,
  `d` date NOT NULL,
  `e` enum('x','y','z') DEFAULT NULL,
  UNIQUE KEY `n` (`n`),
  UNIQUE KEY `k2` (`n`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
