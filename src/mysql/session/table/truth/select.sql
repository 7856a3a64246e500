create table s(id int auto_increment primary key, a varchar(10) charset latin1 not null default 'q' comment 'hey', b decimal(5,2), c timestamp default current_timestamp on update current_timestamp, d int as (id+1), e enum('x','y'), j json, key(a)) charset latin1 comment 'cc';
insert into s(a,b,c) values('one',1,'2020-01-01'),('two',2,'2020-01-01');
create table t1 as select * from s;
create table t3(x int, id bigint unsigned, primary key(id)) engine=myisam select id, a from s;
create table t4(id int, a int) select id as id, b from s;
create table t5(unique(a)) select 1 as a union all select 1;
-- 1062 Duplicate entry '1' for key 'a'
create table t6(unique(a)) ignore select 1 as a union all select 1;
create table t7 like s;
create table if not exists t7 select 1;
create table t8 as select a.id, b.id from s a join s b;
-- 1060 Duplicate column name 'id'
create table t9(a tinyint) select 300 as a;
-- 1264 Out of range value for column 'a' at row 1
create temporary table t10 as select 1 a;
create table t11 as select * from nope;
-- 1146 Table 'shop.nope' doesn't exist
create table t12 charset utf8mb4 as select a, b from s;
create table t13(id int auto_increment primary key) select a from s;
create table t16 as select a from s where 1=0;
create table t17(a varchar(2) not null) select a from s;
-- 1406 Data too long for column 'a' at row 1
create table t18 as select nope from s;
-- 1054 Unknown column 'nope' in 'SELECT'
-- table s
-- | CREATE TABLE `s` (
-- |   `id` int(11) NOT NULL AUTO_INCREMENT,
-- |   `a` varchar(10) NOT NULL DEFAULT 'q' COMMENT 'hey',
-- |   `b` decimal(5,2) DEFAULT NULL,
-- |   `c` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
-- |   `d` int(11) GENERATED ALWAYS AS (`id` + 1) VIRTUAL,
-- |   `e` enum('x','y') DEFAULT NULL,
-- |   `j` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`j`)),
-- |   PRIMARY KEY (`id`),
-- |   KEY `a` (`a`)
-- | ) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci COMMENT='cc'
-- table t1
-- | CREATE TABLE `t1` (
-- |   `id` int(11) NOT NULL DEFAULT 0,
-- |   `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL DEFAULT 'q' COMMENT 'hey',
-- |   `b` decimal(5,2) DEFAULT NULL,
-- |   `c` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
-- |   `d` int(11) DEFAULT NULL,
-- |   `e` enum('x','y') CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
-- |   `j` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`j`))
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t12
-- | CREATE TABLE `t12` (
-- |   `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL DEFAULT 'q' COMMENT 'hey',
-- |   `b` decimal(5,2) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t13
-- | CREATE TABLE `t13` (
-- |   `id` int(11) NOT NULL AUTO_INCREMENT,
-- |   `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL DEFAULT 'q' COMMENT 'hey',
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=InnoDB AUTO_INCREMENT=3 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t16
-- | CREATE TABLE `t16` (
-- |   `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL DEFAULT 'q' COMMENT 'hey'
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t3
-- | CREATE TABLE `t3` (
-- |   `x` int(11) DEFAULT NULL,
-- |   `id` bigint(20) unsigned NOT NULL,
-- |   `a` varchar(10) CHARACTER SET latin1 COLLATE latin1_swedish_ci NOT NULL DEFAULT 'q' COMMENT 'hey',
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t4
-- | CREATE TABLE `t4` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `id` int(11) DEFAULT NULL,
-- |   `b` decimal(5,2) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t6
-- | CREATE TABLE `t6` (
-- |   `a` int(1) NOT NULL,
-- |   UNIQUE KEY `a` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t7
-- | CREATE TABLE `t7` (
-- |   `id` int(11) NOT NULL AUTO_INCREMENT,
-- |   `a` varchar(10) NOT NULL DEFAULT 'q' COMMENT 'hey',
-- |   `b` decimal(5,2) DEFAULT NULL,
-- |   `c` timestamp NULL DEFAULT current_timestamp() ON UPDATE current_timestamp(),
-- |   `d` int(11) GENERATED ALWAYS AS (`id` + 1) VIRTUAL,
-- |   `e` enum('x','y') DEFAULT NULL,
-- |   `j` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL CHECK (json_valid(`j`)),
-- |   PRIMARY KEY (`id`),
-- |   KEY `a` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci COMMENT='cc'

create table s(id int, v varchar(5));
create table t as select id, v, id > 1 as big, now() as n from s;
alter table t add primary key(id);
drop table s;
-- table t
-- | CREATE TABLE `t` (
-- |   `id` int(11) NOT NULL,
-- |   `v` varchar(5) DEFAULT NULL,
-- |   `big` int(1) DEFAULT NULL,
-- |   `n` datetime NOT NULL,
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

