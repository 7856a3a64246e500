-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_defaults.sql
-- Inputs:  SHA-256 f676aa980de32ac578008f21e4a803d2cc12f723851d48230e319c4d72e60507
-- Exact:   yes; 20 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE `t3` (
  `a` blob DEFAULT 'a',
  `b` text DEFAULT (1+1),
  `c` int(11) DEFAULT (rand()),
  `d` varchar(10) DEFAULT '5',
  `e` int(11) DEFAULT 5,
  `f` decimal(5,2) DEFAULT 1.00,
  `g` date DEFAULT '2020-01-01',
  `h` datetime DEFAULT '2020-01-01 00:00:00',
  `i` time DEFAULT '01:02:00',
  `l` bit(3) DEFAULT b'101',
  `m` bit(3) DEFAULT b'101',
  `n` float DEFAULT 1.1,
  `p` int(11) DEFAULT 2,
  `q` int(11) DEFAULT 1,
  `r` varchar(3) DEFAULT '0',
  `s` tinyint(1) DEFAULT 1,
  `t` char(3) DEFAULT 'ab',
  `u` binary(3) DEFAULT 'a\0\0',
  `v` varbinary(5) DEFAULT 'AB',
  `x` varchar(5) DEFAULT 'A',
  `y` year(4) DEFAULT 1999,
  `z` int(11) DEFAULT -1,
  `ab` bigint(20) unsigned DEFAULT 18446744073709551615,
  `ac` varchar(10) DEFAULT 'ab',
  `ad` timestamp NULL DEFAULT '0000-00-00 00:00:00',
  `ae` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '{}' CHECK (json_valid(`ae`)),
  `af` uuid DEFAULT uuid(),
  `ag` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT (json_array()) CHECK (json_valid(`ag`)),
  `ah` int(11) DEFAULT (a is null),
  `ai` int(11) DEFAULT (nullif(1,1))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `u` (
  `a` decimal(3,1) DEFAULT 1.3,
  `b` varchar(5) DEFAULT '1.50',
  `c` varchar(10) DEFAULT '1000',
  `d` varchar(20) DEFAULT 'A',
  `e` varchar(10) DEFAULT '-3'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t` (
  `a` datetime(3) DEFAULT NULL ON UPDATE current_timestamp(3)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t4` (
  `a` date DEFAULT current_timestamp,
  `b` time DEFAULT now(),
  `c` varchar(30) DEFAULT now(),
  `d` int(11) DEFAULT now(),
  `e` datetime(3) DEFAULT current_timestamp,
  `f` datetime DEFAULT current_timestamp(3),
  `g` datetime DEFAULT current_timestamp ON UPDATE current_timestamp()
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t12` (
  `a` int(11) DEFAULT NULL,
  `b` int(11) GENERATED ALWAYS AS (a+1) VIRTUAL,
  `c` int(11) GENERATED ALWAYS AS (a+2) STORED,
  `e` int(11) GENERATED ALWAYS AS (rand()) VIRTUAL,
  `f` int(11) DEFAULT NULL CHECK (f>0),
  CONSTRAINT `CONSTRAINT_1` CHECK (a>1),
  CONSTRAINT `cc` CHECK (b < 5),
  CONSTRAINT `CONSTRAINT_2` CHECK (a<9),
  CONSTRAINT `CONSTRAINT_3` CHECK (a<f)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t13` (
  `a` int(11) DEFAULT NULL,
  CONSTRAINT `CONSTRAINT_2` CHECK (a>1),
  CONSTRAINT `CONSTRAINT_1` CHECK (a>2),
  CONSTRAINT `CONSTRAINT_3` CHECK (a>3)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t15` (
  `d` datetime(3) DEFAULT '2020-01-01 10:00:00.123',
  `d2` datetime DEFAULT '2020-01-01 10:10:10',
  `d3` date DEFAULT '2020-01-01',
  `d4` datetime DEFAULT '0000-00-00 00:00:00',
  `d5` date DEFAULT '0000-00-00',
  `ti` time DEFAULT '10:11:12',
  `ts` timestamp NULL DEFAULT '2020-01-01 00:00:00',
  `y` year(4) DEFAULT 2005,
  `y2` year(4) DEFAULT 2005,
  `y3` year(4) DEFAULT 0000,
  `i4` inet6 DEFAULT '::1',
  `bt` bit(8) DEFAULT b'1000001',
  `u` uuid DEFAULT '123e4567-e89b-12d3-a456-426655440000'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t16` (
  `dd` decimal(5,2) DEFAULT 1.00,
  `nn` int(11) DEFAULT 5,
  `nn2` int(11) DEFAULT -5,
  `nd` int(11) DEFAULT 5,
  `ne` varchar(10) DEFAULT (concat('a','b')),
  `cu` datetime DEFAULT (current_timestamp),
  `cd` date DEFAULT (current_date),
  `cd2` date DEFAULT curdate(),
  `j` int(11) DEFAULT (1 + 1),
  `lt` varchar(5) DEFAULT 'x',
  `bb` tinyint(4) DEFAULT 1,
  `ee` enum('a','b') DEFAULT 'b',
  `ss` set('x','y') DEFAULT 'x,y',
  `be` blob DEFAULT '',
  `de` date DEFAULT '2020-01-01',
  `cc` char(5) DEFAULT 'a'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t18` (
  `a` int(11) NOT NULL AUTO_INCREMENT,
  `b` int(11) GENERATED ALWAYS AS (a) VIRTUAL,
  PRIMARY KEY (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t19` (
  `a` tinyint(1) DEFAULT 0,
  `b` tinyint(1) DEFAULT 1,
  `c` double DEFAULT 0,
  `d` float DEFAULT 0.5,
  `e` decimal(10,2) DEFAULT 0.00,
  `f` bigint(20) DEFAULT 0,
  `g` double DEFAULT 100000000,
  `h` float DEFAULT 1.25
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
