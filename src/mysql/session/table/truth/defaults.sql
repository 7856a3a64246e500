create table t3(a blob default 'a', b text default (1+1), c int default (rand()), d varchar(10) default 5, e int default '5', f decimal(5,2) default 1, g date default '2020-1-1', h datetime default '2020-01-01', i time default '1:2', l bit(3) default b'101', m bit(3) default 5, n float default 1.10, p int default 1.6, q int default true, r varchar(3) default false, s bool default true, t char(3) default 'ab ', u binary(3) default 'a', v varbinary(5) default x'4142', x varchar(5) default 0x41, y year default 99, z int default -1,  ab bigint unsigned default 18446744073709551615, ac varchar(10) default _utf8mb4'ab', ad timestamp default 0, ae json default '{}', af uuid default uuid(), ag json default (json_array()), ah int default (a is null), ai int default (nullif(1,1)));
create table u(a decimal(3,1) default 1.25, b varchar(5) default 1.50, c varchar(10) default 1e3, d varchar(20) default 0x41, e varchar(10) default -3);
create table t(a enum('a') default 'b');
-- 1067 Invalid default value for 'a'
create table t(a set('a') default 'b');
-- 1067 Invalid default value for 'a'
create table t(a bit(1) default 2);
-- 1067 Invalid default value for 'a'
create table t(a int default '1x');
-- 1067 Invalid default value for 'a'
create table t(a int default '');
-- 1067 Invalid default value for 'a'
create table t(a timestamp default '1968-01-01');
-- 1067 Invalid default value for 'a'
create table t(a date default '2020-13-01');
-- 1067 Invalid default value for 'a'
create table t(a varchar(2) default 'abc');
-- 1067 Invalid default value for 'a'
create table t(a tinyint default 300);
-- 1067 Invalid default value for 'a'
create table t(a tinyint unsigned default -1);
-- 1067 Invalid default value for 'a'
create table t(a decimal(3,1) default 100);
-- 1067 Invalid default value for 'a'
create table t(a int on update current_timestamp);
-- 1294 Invalid ON UPDATE clause for 'a' column
create table t(a datetime(3) on update current_timestamp);
create table t4(a date default current_timestamp, b time default now(), c varchar(30) default now(), d int default now(), e datetime(3) default current_timestamp,f datetime default current_timestamp(3), g datetime default current_timestamp on update current_timestamp);
create table t5(a int default null not null);
-- 1067 Invalid default value for 'a'
create table t5(a int not null default (null));
-- 1067 Invalid default value for 'a'
create table t12(a int default (zz));
-- 1054 Unknown column 'zz' in 'DEFAULT'
create table t12(a int, b int as (a+zz));
-- 1054 Unknown column 'zz' in 'GENERATED ALWAYS AS'
create table t12(a int, check(a>zz));
-- 1054 Unknown column 'zz' in 'CHECK'
create table t12(a int check (zz>1));
-- 1054 Unknown column 'zz' in 'CHECK'
create table t12(a int, b int as (a+1), c int as (a+2) stored, e int as (rand()), f int check (f>0), check(a>1), constraint cc check (b < 5), constraint check(a<9), check(a<f));
create table t13(a int, constraint x check (a>1), constraint X check (a>2));
-- 1826 Duplicate CHECK constraint name 'X'
create table t13(a int, check (a>1), constraint CONSTRAINT_1 check (a>2), check(a>3));
create table t14(n2 float(5,1) default 1.25, o double default 1e3, o2 double default 1.5e20, o3 double default '1.50', aa decimal(5,2) default -1.234, e1 int default 1.5e1, s int zerofill default 5, b varbinary(3) default x'ff00', bi binary(3) default 'a', bl blob default x'41', c char(3) default 'a\'b\\');
-- 1067 Invalid default value for 'c'
create table t15(d datetime(3) default '2020-01-01 10:00:00.12345', d2 datetime default '20200101101010', d3 date default 20200101, d4 datetime default 0, d5 date default '0000-00-00', ti time default 101112, ts timestamp default '2020-01-01 00:00:00', y year default 5, y2 year default '2005', y3 year default 0, i4 inet6 default '::1', bt bit(8) default 'A', u uuid default '123e4567-e89b-12d3-a456-426655440000');
create table t16(dd decimal(5,2) default '1', nn int default +5, nn2 int default - 5, nd int default (5), ne varchar(10) default (concat('a','b')), cu datetime default (current_timestamp), cd date default (current_date), cd2 date default curdate(), j int default (1 + 1), lt varchar(5) default n'x', bb tinyint default b'1', ee enum('a','b') default 'B', ss set('x','y') default 'y,x', be blob default '', de date default date'2020-01-01', cc char(5) default 'a  ');
create table t18(a int auto_increment primary key, b int as (a));
create table t19(a bool default false, b tinyint(1) default '1', c double default 0, d float default 0.5, e decimal(10,2) default '0.00', f bigint default 0, g double default 100000000, h float default '1.25');
-- table t
-- | CREATE TABLE `t` (
-- |   `a` datetime(3) DEFAULT NULL ON UPDATE current_timestamp(3)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t12
-- | CREATE TABLE `t12` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
-- |   `c` int(11) GENERATED ALWAYS AS (`a` + 2) STORED,
-- |   `e` int(11) GENERATED ALWAYS AS (rand()) VIRTUAL,
-- |   `f` int(11) DEFAULT NULL CHECK (`f` > 0),
-- |   CONSTRAINT `CONSTRAINT_1` CHECK (`a` > 1),
-- |   CONSTRAINT `cc` CHECK (`b` < 5),
-- |   CONSTRAINT `CONSTRAINT_2` CHECK (`a` < 9),
-- |   CONSTRAINT `CONSTRAINT_3` CHECK (`a` < `f`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t13
-- | CREATE TABLE `t13` (
-- |   `a` int(11) DEFAULT NULL,
-- |   CONSTRAINT `CONSTRAINT_2` CHECK (`a` > 1),
-- |   CONSTRAINT `CONSTRAINT_1` CHECK (`a` > 2),
-- |   CONSTRAINT `CONSTRAINT_3` CHECK (`a` > 3)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t15
-- | CREATE TABLE `t15` (
-- |   `d` datetime(3) DEFAULT '2020-01-01 10:00:00.123',
-- |   `d2` datetime DEFAULT '2020-01-01 10:10:10',
-- |   `d3` date DEFAULT '2020-01-01',
-- |   `d4` datetime DEFAULT '0000-00-00 00:00:00',
-- |   `d5` date DEFAULT '0000-00-00',
-- |   `ti` time DEFAULT '10:11:12',
-- |   `ts` timestamp NULL DEFAULT '2020-01-01 00:00:00',
-- |   `y` year(4) DEFAULT 2005,
-- |   `y2` year(4) DEFAULT 2005,
-- |   `y3` year(4) DEFAULT 0000,
-- |   `i4` inet6 DEFAULT '::1',
-- |   `bt` bit(8) DEFAULT b'1000001',
-- |   `u` uuid DEFAULT '123e4567-e89b-12d3-a456-426655440000'
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t16
-- | CREATE TABLE `t16` (
-- |   `dd` decimal(5,2) DEFAULT 1.00,
-- |   `nn` int(11) DEFAULT 5,
-- |   `nn2` int(11) DEFAULT -5,
-- |   `nd` int(11) DEFAULT 5,
-- |   `ne` varchar(10) DEFAULT concat('a','b'),
-- |   `cu` datetime DEFAULT current_timestamp(),
-- |   `cd` date DEFAULT curdate(),
-- |   `cd2` date DEFAULT curdate(),
-- |   `j` int(11) DEFAULT (1 + 1),
-- |   `lt` varchar(5) DEFAULT 'x',
-- |   `bb` tinyint(4) DEFAULT 1,
-- |   `ee` enum('a','b') DEFAULT 'b',
-- |   `ss` set('x','y') DEFAULT 'x,y',
-- |   `be` blob DEFAULT '',
-- |   `de` date DEFAULT '2020-01-01',
-- |   `cc` char(5) DEFAULT 'a'
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t18
-- | CREATE TABLE `t18` (
-- |   `a` int(11) NOT NULL AUTO_INCREMENT,
-- |   `b` int(11) GENERATED ALWAYS AS (`a`) VIRTUAL,
-- |   PRIMARY KEY (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t19
-- | CREATE TABLE `t19` (
-- |   `a` tinyint(1) DEFAULT 0,
-- |   `b` tinyint(1) DEFAULT 1,
-- |   `c` double DEFAULT 0,
-- |   `d` float DEFAULT 0.5,
-- |   `e` decimal(10,2) DEFAULT 0.00,
-- |   `f` bigint(20) DEFAULT 0,
-- |   `g` double DEFAULT 100000000,
-- |   `h` float DEFAULT 1.25
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t3
-- | CREATE TABLE `t3` (
-- |   `a` blob DEFAULT 'a',
-- |   `b` text DEFAULT (1 + 1),
-- |   `c` int(11) DEFAULT rand(),
-- |   `d` varchar(10) DEFAULT '5',
-- |   `e` int(11) DEFAULT 5,
-- |   `f` decimal(5,2) DEFAULT 1.00,
-- |   `g` date DEFAULT '2020-01-01',
-- |   `h` datetime DEFAULT '2020-01-01 00:00:00',
-- |   `i` time DEFAULT '01:02:00',
-- |   `l` bit(3) DEFAULT b'101',
-- |   `m` bit(3) DEFAULT b'101',
-- |   `n` float DEFAULT 1.1,
-- |   `p` int(11) DEFAULT 2,
-- |   `q` int(11) DEFAULT 1,
-- |   `r` varchar(3) DEFAULT '0',
-- |   `s` tinyint(1) DEFAULT 1,
-- |   `t` char(3) DEFAULT 'ab',
-- |   `u` binary(3) DEFAULT 'a\0\0',
-- |   `v` varbinary(5) DEFAULT 'AB',
-- |   `x` varchar(5) DEFAULT 'A',
-- |   `y` year(4) DEFAULT 1999,
-- |   `z` int(11) DEFAULT -1,
-- |   `ab` bigint(20) unsigned DEFAULT 18446744073709551615,
-- |   `ac` varchar(10) DEFAULT 'ab',
-- |   `ad` timestamp NULL DEFAULT '0000-00-00 00:00:00',
-- |   `ae` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT '{}' CHECK (json_valid(`ae`)),
-- |   `af` uuid DEFAULT uuid(),
-- |   `ag` longtext CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT json_array() CHECK (json_valid(`ag`)),
-- |   `ah` int(11) DEFAULT (`a` is null),
-- |   `ai` int(11) DEFAULT nullif(1,1)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t4
-- | CREATE TABLE `t4` (
-- |   `a` date DEFAULT current_timestamp(),
-- |   `b` time DEFAULT current_timestamp(),
-- |   `c` varchar(30) DEFAULT current_timestamp(),
-- |   `d` int(11) DEFAULT current_timestamp(),
-- |   `e` datetime(3) DEFAULT current_timestamp(3),
-- |   `f` datetime DEFAULT current_timestamp(),
-- |   `g` datetime DEFAULT current_timestamp() ON UPDATE current_timestamp()
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table u
-- | CREATE TABLE `u` (
-- |   `a` decimal(3,1) DEFAULT 1.3,
-- |   `b` varchar(5) DEFAULT '1.50',
-- |   `c` varchar(10) DEFAULT '1000',
-- |   `d` varchar(20) DEFAULT 'A',
-- |   `e` varchar(10) DEFAULT '-3'
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

