create table t(a int, b int, c int);
alter table t change a aa int, add x int after a;
-- 1054 Unknown column 'a' in 't'
alter table t change a aa int, add x int after aa, drop column b, modify c bigint first;
alter table t modify nope int;
-- 1054 Unknown column 'nope' in 't'
alter table t add y int, modify y bigint;
alter table t change aa c int;
-- 1060 Duplicate column name 'c'
alter table t change aa c int, change c aa bigint;
alter table t drop column c, add column c varchar(3);
alter table t add c int;
-- 1060 Duplicate column name 'c'
alter table t rename column c to q, rename column q to c;
-- 1054 Unknown column 'q' in 't'
alter table t rename column c to aa, rename column aa to c;
alter table t alter y set default 5, alter nope drop default;
-- 1054 Unknown column 'nope' in 't'
alter table t alter y drop default;
alter table t alter y set default 'x';
-- 1067 Invalid default value for 'y'
alter table t alter y set default (1+1), alter x set default '7';
alter table t drop primary key;
-- 1091 Can't DROP INDEX `PRIMARY`; check that it exists
alter table t drop foreign key x;
-- 1091 Can't DROP FOREIGN KEY `x`; check that it exists
alter table t drop constraint x;
-- 1091 Can't DROP CONSTRAINT `x`; check that it exists
alter table t drop key if exists x, drop column if exists y, drop constraint if exists z;
alter table t add column if not exists c int, add index if not exists zz(c), add index zz(c);
-- 1061 Duplicate key name 'zz'
alter table t add index if not exists zz(c);
alter table t add index if not exists zz(c);
alter table t change column if exists nope x int;
alter table t modify column if exists nope int;
alter table nope add a int;
-- 1146 Table 'shop.nope' doesn't exist
alter table if exists nope add a int;
alter table t drop column aa, drop column x, drop column c;
-- 1090 You can't delete all columns with ALTER TABLE; use DROP TABLE instead
alter table t add (p int, q int), add r int first;
alter table t modify q int after p, modify p int after r;
alter table t add primary key(p), modify p int auto_increment;
alter table t drop primary key;
-- 1075 Incorrect table definition; there can be only one auto column and it must be defined as a key
alter table t modify p int, drop primary key;
alter table t auto_increment=7;
alter table t comment='hello', engine=myisam, row_format=fixed;
alter table t comment='';
alter table t;
alter table t force, algorithm=copy;
alter table t rename to u;
alter table u rename u;
alter table u rename v, add z int;
alter table v rename as w;
alter table w order by r;
-- table w
-- | CREATE TABLE `w` (
-- |   `r` int(11) DEFAULT NULL,
-- |   `p` int(11) DEFAULT NULL,
-- |   `c` bigint(20) DEFAULT NULL,
-- |   `x` int(11) DEFAULT 7,
-- |   `aa` varchar(3) DEFAULT NULL,
-- |   `q` int(11) DEFAULT NULL,
-- |   `z` int(11) DEFAULT NULL,
-- |   KEY `zz` (`c`)
-- | ) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=FIXED

create table t(a int check (a>1), b int, c int as (a+b), d int as (a*2) stored, e int default (a), check(b>3), constraint nm check (a<b));
alter table t drop column b;
-- 1054 Unknown column 'b' in 'CHECK'
alter table t drop column c, drop column b;
-- 1054 Unknown column 'b' in 'CHECK'
alter table t drop constraint nm, drop constraint CONSTRAINT_1, drop column c, drop column b;
alter table t rename column a to x;
alter table t change x y int;
alter table t drop column y;
-- 1054 Unknown column 'y' in 'GENERATED ALWAYS AS'
alter table t add constraint check (d>2), add check (e>1), add constraint if not exists CONSTRAINT_1 check (1);
alter table t drop constraint if exists CONSTRAINT_9;
alter table t add constraint CONSTRAINT_1 check (1);
-- 1826 Duplicate CHECK constraint name 'CONSTRAINT_1'
alter table t modify d int;
alter table t modify d int as (e) virtual;
-- 1907 This is not yet supported for generated columns
alter table t drop column if exists e, drop column d;
-- table t
-- | CREATE TABLE `t` (
-- |   `y` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table t(a varchar(10), b text, c tinytext, d char(3) collate utf8mb4_bin, e enum('a'), f longtext, g varchar(10) charset latin1, h varchar(5) charset binary, i mediumtext, j json) charset=latin1;
alter table t convert to character set utf8mb4;
alter table t convert to character set utf8mb3 collate utf8mb3_bin;
alter table t default charset latin1;
alter table t collate latin1_bin;
alter table t charset utf8mb4, add k varchar(3), add l varchar(3) charset latin1;
alter table t convert to charset default;
alter table t convert to charset utf8mb4 collate latin1_bin;
-- 1253 COLLATION 'latin1_bin' is not valid for CHARACTER SET 'utf8mb4'
alter table t charset nope;
-- 1115 Unknown character set: 'nope'
alter table t collate nope;
-- 1273 Unknown collation: 'nope'
-- table t
-- | CREATE TABLE `t` (
-- |   `a` varchar(10) DEFAULT NULL,
-- |   `b` longtext DEFAULT NULL,
-- |   `c` mediumtext DEFAULT NULL,
-- |   `d` char(3) DEFAULT NULL,
-- |   `e` enum('a') DEFAULT NULL,
-- |   `f` longtext DEFAULT NULL,
-- |   `g` varchar(10) DEFAULT NULL,
-- |   `h` varbinary(5) DEFAULT NULL,
-- |   `i` longtext DEFAULT NULL,
-- |   `j` longtext DEFAULT NULL CHECK (json_valid(`j`)),
-- |   `k` varchar(3) DEFAULT NULL,
-- |   `l` varchar(3) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table t(id int primary key auto_increment, ts timestamp, ts2 timestamp not null default current_timestamp on update current_timestamp);
alter table t modify ts timestamp not null default '2020-01-01 00:00:00';
alter table t modify id bigint unsigned not null auto_increment;
alter table t modify id bigint unsigned not null;
alter table t add n int auto_increment;
-- 1075 Incorrect table definition; there can be only one auto column and it must be defined as a key
alter table t add n int auto_increment unique, add unique k2(n);
alter table t modify ts datetime(3) null;
alter table t change ts2 ts3 timestamp null;
alter table t add column d date not null, add column e enum('x','y') not null default 'y';
alter table t alter column e drop default;
alter table t modify e enum('x','y','z');
-- table t
-- | CREATE TABLE `t` (
-- |   `id` bigint(20) unsigned NOT NULL,
-- |   `ts` datetime(3) DEFAULT NULL,
-- |   `ts3` timestamp NULL DEFAULT NULL,
-- |   `n` int(11) NOT NULL AUTO_INCREMENT,
-- |   `d` date NOT NULL,
-- |   `e` enum('x','y','z') DEFAULT NULL,
-- |   PRIMARY KEY (`id`),
-- |   UNIQUE KEY `n` (`n`),
-- |   UNIQUE KEY `k2` (`n`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table t(a int, b int, unique u(a), key k(b), constraint ck check (a > 0), constraint pk primary key(a));
alter table t drop constraint u;
alter table t drop constraint k;
-- 1091 Can't DROP CONSTRAINT `k`; check that it exists
alter table t drop constraint ck;
alter table t drop constraint `PRIMARY`;
alter table t drop constraint ck;
-- 1091 Can't DROP CONSTRAINT `ck`; check that it exists
-- table t
-- | CREATE TABLE `t` (
-- |   `a` int(11) NOT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   KEY `k` (`b`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

