-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_options.sql
-- Inputs:  SHA-256 d0dcba802414d21cec994caf1f52081f3d1d991e61132905c77f4334560db544
-- Exact:   yes; 2 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE `t3` (
  `a` int(11) DEFAULT NULL
) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci MIN_ROWS=1 MAX_ROWS=5 AVG_ROW_LENGTH=7 PACK_KEYS=1 CHECKSUM=1 DELAY_KEY_WRITE=1 ROW_FORMAT=FIXED KEY_BLOCK_SIZE=4 COMMENT='x';

CREATE TABLE `t4` (
  `a` int(11) DEFAULT NULL,
  `b` varchar(10) DEFAULT NULL,
  `c` text DEFAULT NULL,
  KEY `k` (`a`) USING HASH COMMENT 'x''y',
  KEY `i` (`c`(5)) /*M!100600 IGNORED */ /*!80000 INVISIBLE */,
  FULLTEXT KEY `f` (`b`)
) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci STATS_PERSISTENT=1 STATS_AUTO_RECALC=0 STATS_SAMPLE_PAGES=7 PAGE_CHECKSUM=1 ROW_FORMAT=COMPRESSED TRANSACTIONAL=1 KEY_BLOCK_SIZE=8 COMMENT='a';

CREATE TABLE `t8` (
  `a` int(11) NOT NULL AUTO_INCREMENT,
  PRIMARY KEY (`a`)
) ENGINE=InnoDB AUTO_INCREMENT=100 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t9` (
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t11` (
  `a` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci WITH SYSTEM VERSIONING;

CREATE TABLE `t12` (
  `a` int(11) DEFAULT NULL,
  `s` timestamp(6) GENERATED ALWAYS AS ROW START,
  `e` timestamp(6) GENERATED ALWAYS AS ROW END,
  PERIOD FOR SYSTEM_TIME (`s`, `e`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci WITH SYSTEM VERSIONING;

CREATE TABLE `t13` (
  `a` int(11) DEFAULT NULL,
  `b` date NOT NULL,
  `c` date NOT NULL,
  PERIOD FOR `p` (`b`, `c`),
  UNIQUE KEY `a` (`a`,`p` WITHOUT OVERLAPS)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t14` (
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t15` (
  `a` int(11) NOT NULL,
  `b` varchar(10) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 partition by key(a) partitions 3;

CREATE TABLE `t16` (
  `a` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 partition by list(a) (partition x values in (1,2), partition y values in (null));

CREATE TABLE `t17` (
  `a` int(11) DEFAULT NULL COMMENT 'c',
  KEY `a` (`a`) COMMENT 'k'
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='table'
 partition by hash(a) partitions 2;

CREATE TABLE `t18` (
  `a` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci `page_compressed`=1;
