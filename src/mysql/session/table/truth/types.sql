create table t(a int(300));
-- 1439 Display width out of range for 'a' (max = 255)
create table t(a decimal(70));
-- 1426 Too big precision specified for 'a'. Maximum is 65
create table t(a decimal(50,40));
-- 1425 Too big scale specified for 'a'. Maximum is 38
create table t(a decimal(5,6));
-- 1427 For float(M,D), double(M,D) or decimal(M,D), M must be >= D (column 'a')
create table t(a float(60));
-- 1063 Incorrect column specifier for column 'a'
create table t5(b float(24), c float(25), d float(5,2), e double(7,3), f double precision, g real, h float unsigned, i decimal, j decimal(5), k decimal(0), l bit, m bit(0), n char, o char(0), p year, q year(2), r year(4), s bool, t bit(64), u int(0), v int(5) zerofill, w bigint unsigned, x tinyint unsigned, y smallint, z mediumint unsigned, aa integer, ab int1, ac int8, ad dec(3,1), ae fixed(3), af numeric, ag varchar(0));
create table t(a char(256));
-- 1074 Column length too big for column 'a' (max = 255); use BLOB or TEXT instead
create table t(a varchar(20000));
-- 1074 Column length too big for column 'a' (max = 16383); use BLOB or TEXT instead
create table t(a varbinary(70000));
-- 1074 Column length too big for column 'a' (max = 65532); use BLOB or TEXT instead
create table t(a varbinary(65533));
-- 1074 Column length too big for column 'a' (max = 65532); use BLOB or TEXT instead
create table t(a varbinary(65532));
create table t0(a varbinary(65530));
create table t1(a varchar(16383));
create table t2(a varchar(16383), b char(1));
-- 1118 Row size too large. The maximum row size for the used table type, not counting BLOBs, is 65535. This includes storage overhead, check the manual. You have to change some columns to TEXT or BLOBs
create table t2(a varchar(16382), b int);
create table t6(a text(10), b text(100), c text(70000), d blob(20), e blob(70000), f long varchar, g long varbinary, h long, i char byte, j nchar(3), k national varchar(4), l char(3) binary, m varchar(3) charset binary, n text charset binary, o char(4) charset latin1, p char(4) collate utf8mb4_bin, q char(3) ascii, r char(3) unicode, s varchar(3) charset utf8 , t text charset utf8mb3 binary, u enum('a','b ') charset latin1, v set('x') collate utf8mb3_bin, w json, x uuid, y inet6, z geometry, aa point not null, ab time(3), ac datetime(6), ad timestamp, ae timestamp not null, af timestamp null, ag timestamp(3) default current_timestamp(3) on update current_timestamp(3), ah datetime default now(), ai serial, aj char(3) charset utf8mb4, ak enum('a') charset binary,al char(3) charset binary);
create table t7(a bit(70));
-- 1439 Display width out of range for 'a' (max = 64)
create table t7(a time(7));
-- 1426 Too big precision specified for 'a'. Maximum is 6
create table t7(a enum('a','a'));
-- 1291 Column 'a' has duplicated value 'a' in ENUM
create table t7(a enum('a','A'));
-- 1291 Column 'a' has duplicated value 'a' in ENUM
create table t7(a set('a,b'));
-- 1367 Illegal set 'a,b' value found during parsing
create table t7(a float(10,40));
-- 1427 For float(M,D), double(M,D) or decimal(M,D), M must be >= D (column 'a')
create table t7(a float(300,2));
-- 1439 Display width out of range for 'a' (max = 255)
create table t7(a enum('it''s','b\\c','ü'));
create table t8(a serial, b serial);
-- 1075 Incorrect table definition; there can be only one auto column and it must be defined as a key
create table t8(a int not null serial default value);
create table t9(a varchar(10) charset latin1 collate utf8mb4_bin);
-- 1253 COLLATION 'utf8mb4_bin' is not valid for CHARACTER SET 'latin1'
create table t9(a varchar(10) charset nope);
-- 1115 Unknown character set: 'nope'
create table t9(a varchar(10) collate nope);
-- 1273 Unknown collation: 'nope'
create table t9(a char(3), b char(3) charset latin1, c char(3) collate latin1_general_ci, d char(3) charset utf8) collate=latin1_bin;
create table t10(a varchar(10) collate uca1400_ai_ci, b varchar(3) collate utf8mb4_uca1400_nopad_as_cs, c varchar(5) charset utf8 collate uca1400_ai_ci);
create table t11(a int unsigned not null comment 'it''s' , `b``c` int invisible,  d varchar(10) compressed, e int unique comment '', f int unique , primary key(g), g int default 5, unique (e), key(e), index(e), key (d(3)), key(d(10)));
-- 4097 Compressed column 'd' can't be used in key specification
-- table t
-- | CREATE TABLE `t` (
-- |   `a` varbinary(65532) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t0
-- | CREATE TABLE `t0` (
-- |   `a` varbinary(65530) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t1
-- | CREATE TABLE `t1` (
-- |   `a` varchar(16383) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t10
-- | CREATE TABLE `t10` (
-- |   `a` varchar(10) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_ai_ci DEFAULT NULL,
-- |   `b` varchar(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_uca1400_nopad_as_cs DEFAULT NULL,
-- |   `c` varchar(5) CHARACTER SET utf8mb3 COLLATE utf8mb3_uca1400_ai_ci DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t2
-- | CREATE TABLE `t2` (
-- |   `a` varchar(16382) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t5
-- | CREATE TABLE `t5` (
-- |   `b` float DEFAULT NULL,
-- |   `c` double DEFAULT NULL,
-- |   `d` float(5,2) DEFAULT NULL,
-- |   `e` double(7,3) DEFAULT NULL,
-- |   `f` double DEFAULT NULL,
-- |   `g` double DEFAULT NULL,
-- |   `h` float unsigned DEFAULT NULL,
-- |   `i` decimal(10,0) DEFAULT NULL,
-- |   `j` decimal(5,0) DEFAULT NULL,
-- |   `k` decimal(10,0) DEFAULT NULL,
-- |   `l` bit(1) DEFAULT NULL,
-- |   `m` bit(1) DEFAULT NULL,
-- |   `n` char(1) DEFAULT NULL,
-- |   `o` char(0) DEFAULT NULL,
-- |   `p` year(4) DEFAULT NULL,
-- |   `q` year(2) DEFAULT NULL,
-- |   `r` year(4) DEFAULT NULL,
-- |   `s` tinyint(1) DEFAULT NULL,
-- |   `t` bit(64) DEFAULT NULL,
-- |   `u` int(11) DEFAULT NULL,
-- |   `v` int(5) unsigned zerofill DEFAULT NULL,
-- |   `w` bigint(20) unsigned DEFAULT NULL,
-- |   `x` tinyint(3) unsigned DEFAULT NULL,
-- |   `y` smallint(6) DEFAULT NULL,
-- |   `z` mediumint(8) unsigned DEFAULT NULL,
-- |   `aa` int(11) DEFAULT NULL,
-- |   `ab` tinyint(4) DEFAULT NULL,
-- |   `ac` bigint(20) DEFAULT NULL,
-- |   `ad` decimal(3,1) DEFAULT NULL,
-- |   `ae` decimal(3,0) DEFAULT NULL,
-- |   `af` decimal(10,0) DEFAULT NULL,
-- |   `ag` varchar(0) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t6
-- | CREATE TABLE `t6` (
-- |   `a` tinytext DEFAULT NULL,
-- |   `b` text DEFAULT NULL,
-- |   `c` mediumtext DEFAULT NULL,
-- |   `d` tinyblob DEFAULT NULL,
-- |   `e` mediumblob DEFAULT NULL,
-- |   `f` mediumtext DEFAULT NULL,
-- |   `g` mediumblob DEFAULT NULL,
-- |   `h` mediumtext DEFAULT NULL,
-- |   `i` binary(1) DEFAULT NULL,
-- |   `j` char(3) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL,
-- |   `k` varchar(4) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL,
-- |   `l` char(3) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
-- |   `m` varbinary(3) DEFAULT NULL,
-- |   `n` blob DEFAULT NULL,
-- |   `o` char(4) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
-- |   `p` char(4) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
-- |   `q` char(3) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
-- |   `r` char(3) CHARACTER SET ucs2 COLLATE ucs2_general_ci DEFAULT NULL,
-- |   `s` varchar(3) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL,
-- |   `t` text CHARACTER SET utf8mb3 COLLATE utf8mb3_bin DEFAULT NULL,
-- |   `u` enum('a','b') CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
-- |   `v` set('x') CHARACTER SET utf8mb3 COLLATE utf8mb3_bin DEFAULT NULL,
-- |   `w` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`w`)),
-- |   `x` uuid DEFAULT NULL,
-- |   `y` inet6 DEFAULT NULL,
-- |   `z` geometry DEFAULT NULL,
-- |   `aa` point NOT NULL,
-- |   `ab` time(3) DEFAULT NULL,
-- |   `ac` datetime(6) DEFAULT NULL,
-- |   `ad` timestamp NULL DEFAULT NULL,
-- |   `ae` timestamp NOT NULL,
-- |   `af` timestamp NULL DEFAULT NULL,
-- |   `ag` timestamp(3) NULL DEFAULT current_timestamp(3) ON UPDATE current_timestamp(3),
-- |   `ah` datetime DEFAULT current_timestamp(),
-- |   `ai` bigint(20) unsigned NOT NULL AUTO_INCREMENT,
-- |   `aj` char(3) DEFAULT NULL,
-- |   `ak` enum('a') CHARACTER SET binary DEFAULT NULL,
-- |   `al` binary(3) DEFAULT NULL,
-- |   UNIQUE KEY `ai` (`ai`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t7
-- | CREATE TABLE `t7` (
-- |   `a` enum('it''s','b\\c','ü') DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t8
-- | CREATE TABLE `t8` (
-- |   `a` int(11) NOT NULL AUTO_INCREMENT,
-- |   UNIQUE KEY `a` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t9
-- | CREATE TABLE `t9` (
-- |   `a` char(3) DEFAULT NULL,
-- |   `b` char(3) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
-- |   `c` char(3) CHARACTER SET latin1 COLLATE latin1_general_ci DEFAULT NULL,
-- |   `d` char(3) CHARACTER SET utf8mb3 COLLATE utf8mb3_general_ci DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_bin

set sql_mode='';
create table t(a int default 'x');
-- 1067 Invalid default value for 'a'
create table t(e char(300));
-- 1074 Column length too big for column 'e' (max = 255); use BLOB or TEXT instead
create table t1(b varchar(70000), d enum('a','A ') collate utf8mb4_bin, d2 enum('a','a'), e varbinary(70000));
set sql_mode='NO_ZERO_DATE,STRICT_TRANS_TABLES';
create table t2(a date default '0000-00-00');
-- 1067 Invalid default value for 'a'
create table t2(a timestamp not null default 0);
-- 1067 Invalid default value for 'a'
set explicit_defaults_for_timestamp=0;
create table t3(a timestamp, b timestamp null, c timestamp default current_timestamp);
set sql_mode='';
create table t3(a timestamp, b timestamp null, c timestamp, d timestamp(3));
-- 1050 Table 't3' already exists
create table t4(b timestamp null, c timestamp, d timestamp);
create table t5(b timestamp default current_timestamp, c timestamp, d timestamp);
create table t6(b timestamp default '2020-01-01 00:00:00', c timestamp);
-- table t1
-- | CREATE TABLE `t1` (
-- |   `b` mediumtext DEFAULT NULL,
-- |   `d` enum('a','A') CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
-- |   `d2` enum('a','a') DEFAULT NULL,
-- |   `e` mediumblob DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t3
-- | CREATE TABLE `t3` (
-- |   `a` timestamp NOT NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
-- |   `b` timestamp NULL DEFAULT NULL,
-- |   `c` timestamp NOT NULL DEFAULT current_timestamp()
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t4
-- | CREATE TABLE `t4` (
-- |   `b` timestamp NULL DEFAULT NULL,
-- |   `c` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
-- |   `d` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00'
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t5
-- | CREATE TABLE `t5` (
-- |   `b` timestamp NOT NULL DEFAULT current_timestamp(),
-- |   `c` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00',
-- |   `d` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00'
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t6
-- | CREATE TABLE `t6` (
-- |   `b` timestamp NOT NULL DEFAULT '2020-01-01 00:00:00',
-- |   `c` timestamp NOT NULL DEFAULT '0000-00-00 00:00:00'
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

