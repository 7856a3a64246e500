-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.
--
-- Covers:  1 migration: 001_keys.sql
-- Inputs:  SHA-256 ff60133cc1851a806ad55096f2c7d8eed503aca12ee7757242bec30903c6f5da
-- Exact:   yes; 40 of the history fail, and have no effect here


-- Tables ----------------------------------------------------------------------

CREATE TABLE `p` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `a` (`a`),
  KEY `b` (`b`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `c` (
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL,
  `c` int(11) DEFAULT NULL,
  `d` int(11) DEFAULT NULL,
  KEY `a` (`a`),
  KEY `zz` (`b`),
  KEY `xx` (`c`),
  KEY `t10` (`d`),
  CONSTRAINT `c_ibfk_1` FOREIGN KEY (`a`) REFERENCES `p` (`id`),
  CONSTRAINT `t10` FOREIGN KEY (`d`) REFERENCES `p` (`a`),
  CONSTRAINT `xx` FOREIGN KEY (`c`) REFERENCES `p` (`id`),
  CONSTRAINT `zz` FOREIGN KEY (`b`) REFERENCES `p` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `c2` (
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL,
  `c` int(11) DEFAULT NULL,
  UNIQUE KEY `a_2` (`a`),
  UNIQUE KEY `u2` (`a`,`b`),
  KEY `k` (`a`,`b`),
  KEY `a` (`a`),
  KEY `a_3` (`a`),
  KEY `b` (`b`),
  KEY `c` (`c`),
  CONSTRAINT `c2_ibfk_1` FOREIGN KEY (`a`) REFERENCES `p` (`id`),
  CONSTRAINT `c2_ibfk_2` FOREIGN KEY (`a`) REFERENCES `p` (`a`),
  CONSTRAINT `c2_ibfk_3` FOREIGN KEY (`b`) REFERENCES `p` (`id`),
  CONSTRAINT `c2_ibfk_7` FOREIGN KEY (`b`) REFERENCES `p` (`a`),
  CONSTRAINT `c2_ibfk_8` FOREIGN KEY (`b`) REFERENCES `p` (`b`),
  CONSTRAINT `c2_ibfk_9` FOREIGN KEY (`c`) REFERENCES `p` (`b`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t0` (
  `a` int(11) NOT NULL,
  PRIMARY KEY (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t2` (
  `a` varchar(800) DEFAULT NULL,
  KEY `a` (`a`(768))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t3` (
  `a` varchar(800) DEFAULT NULL,
  UNIQUE KEY `a` (`a`) USING HASH
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t5` (
  `a` text DEFAULT NULL,
  KEY `a` (`a`(768))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t6` (
  `a` text DEFAULT NULL,
  UNIQUE KEY `a` (`a`) USING HASH
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t7` (
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL,
  `c` int(11) NOT NULL,
  `d` int(11) NOT NULL,
  `e` varchar(10) DEFAULT NULL,
  PRIMARY KEY (`d`),
  UNIQUE KEY `c` (`c`),
  UNIQUE KEY `b` (`b`),
  UNIQUE KEY `d` (`d`,`a`),
  UNIQUE KEY `e3` (`e`),
  UNIQUE KEY `e_2` (`e`(4)),
  KEY `a` (`a`),
  KEY `e` (`e`(3)),
  FULLTEXT KEY `f` (`e`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t8` (
  `a` varchar(5) DEFAULT NULL,
  KEY `a` (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t9` (
  `a` text DEFAULT NULL,
  UNIQUE KEY `a_2` (`a`(6)),
  KEY `a` (`a`(5)),
  KEY `a_3` (`a`(768))
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t11` (
  `a` point NOT NULL,
  `b` varchar(10) DEFAULT NULL,
  SPATIAL KEY `a` (`a`),
  FULLTEXT KEY `b` (`b`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t13` (
  `primary` int(11) DEFAULT NULL,
  KEY `primary_2` (`primary`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t14` (
  `a` varchar(400) DEFAULT NULL,
  `b` varchar(400) DEFAULT NULL,
  UNIQUE KEY `a` (`a`,`b`) USING HASH
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t18` (
  `a` varchar(300) DEFAULT NULL,
  KEY `a` (`a`(250))
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t20` (
  `a` varchar(300) DEFAULT NULL,
  `b` int(11) NOT NULL AUTO_INCREMENT,
  KEY `a` (`a`(10),`b`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t22` (
  `a` int(11) DEFAULT NULL,
  KEY `a` (`a` DESC),
  KEY `x` (`a`) USING BTREE COMMENT 'hi',
  KEY `y` (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t24` (
  `a` int(11) NOT NULL,
  PRIMARY KEY (`a`),
  UNIQUE KEY `u` (`a`),
  UNIQUE KEY `w` (`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `t25` (
  `a` int(11) DEFAULT NULL,
  `b` int(11) DEFAULT NULL,
  `c` int(11) DEFAULT NULL,
  UNIQUE KEY `a` (`a`,`b`),
  UNIQUE KEY `a_2` (`a`),
  UNIQUE KEY `b` (`b`),
  KEY `c` (`c`),
  KEY `b_2` (`b`,`a`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `k` (
  `a` int(11) NOT NULL,
  `c` int(11) NOT NULL,
  KEY `c` (`c`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `k2` (
  `c` int(11) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `a1` (
  `a` bigint(20) NOT NULL,
  `b` int(11) NOT NULL,
  `c` varchar(20) DEFAULT NULL,
  UNIQUE KEY `b` (`b`),
  UNIQUE KEY `i3` (`a`,`b`),
  KEY `c` (`c`),
  KEY `c_2` (`c`,`a`),
  FULLTEXT KEY `i2` (`c`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;

CREATE TABLE `v` (
  `a` varchar(60) DEFAULT NULL,
  `b` int(11) DEFAULT NULL,
  KEY `a` (`a`),
  KEY `b` (`b`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci;
