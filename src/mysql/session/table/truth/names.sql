create table p(id int primary key, a int);
create table c(a int, foreign key(a) references p(id));
create or replace table p(id int primary key);
-- 1451 Cannot delete or update a parent row: a foreign key constraint fails
create or replace table c(b int);
create or replace table c(a int, a int);
-- 1060 Duplicate column name 'a'
create table like_c like c;
-- 1146 Table 'shop.c' doesn't exist
create table p2 like p;
create table x like nope;
-- 1146 Table 'shop.nope' doesn't exist
create table p like p;
-- 1066 Not unique table/alias: 'p'
drop table nope;
-- 1051 Unknown table 'shop.nope'
drop table nope, p2, nope2;
-- 1051 Unknown table 'shop.nope,shop.nope2'
drop table if exists nope, like_c;
create table c(a int, foreign key(a) references p(id));
drop table p, c;
-- 1451 Cannot delete or update a parent row: a foreign key constraint fails
create table c(a int, foreign key(a) references p(id));
drop table p;
-- 1451 Cannot delete or update a parent row: a foreign key constraint fails
drop table c, p;

create table p(id int primary key, a int);
create table c(a int, foreign key(a) references p(id));
create table d(a int);
drop table d, p;
-- 1451 Cannot delete or update a parent row: a foreign key constraint fails
rename table nope to x;
-- 1146 Table 'shop.nope' doesn't exist
rename table c to p;
-- 1050 Table 'p' already exists
rename table c to c2, p to c, c2 to p;
rename table p to nope.x;
-- 1025
rename table if exists nope to y;
rename table c to x, nope to y;
-- 1146 Table 'shop.nope' doesn't exist
rename table c to x;
-- table p
-- | CREATE TABLE `p` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`),
-- |   CONSTRAINT `p_ibfk_1` FOREIGN KEY (`a`) REFERENCES `x` (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table x
-- | CREATE TABLE `x` (
-- |   `id` int(11) NOT NULL,
-- |   `a` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table p(id int primary key, a int);
create table c(a int, constraint abc foreign key(a) references p(id), foreign key(a) references p(id));
rename table c to d;
rename table d to c_ibfk_1;
truncate p;
-- 1701 Cannot truncate a table referenced in a foreign key constraint (`shop`.`c_ibfk_1`, CONSTRAINT `abc` FOREIGN KEY (`a`) REFERENCES `shop`.`p` (`id`))
truncate nope;
-- 1146 Table 'shop.nope' doesn't exist
set foreign_key_checks=0;
truncate p;
drop table p;
-- table c_ibfk_1
-- | CREATE TABLE `c_ibfk_1` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`),
-- |   CONSTRAINT `abc` FOREIGN KEY (`a`) REFERENCES `p` (`id`),
-- |   CONSTRAINT `c_ibfk_1_ibfk_1` FOREIGN KEY (`a`) REFERENCES `p` (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create temporary table t(a int);
create table t(a int, b int);
create temporary table t(a int);
-- 1050 Table 't' already exists
alter table t add x int;
drop table t;
alter table t add y int;
drop temporary table t;
-- 1051 Unknown table 'shop.t'
drop table t;
drop temporary table if exists t;

create table if not exists t(a int);
create table if not exists t(a int, b int);
create table t(b int);
-- 1050 Table 't' already exists
create table t2(a int) engine=foo;
-- 1286 Unknown storage engine 'foo'
create table t2(a int) engine=heap;
create table t3(a int) charset=foo;
-- 1115 Unknown character set: 'foo'
create table t3(a int) collate=foo;
-- 1273 Unknown collation: 'foo'
create table t3(a int) charset latin1 collate utf8mb4_bin;
-- 1253 COLLATION 'utf8mb4_bin' is not valid for CHARACTER SET 'latin1'
create table t3(a int) charset latin1 charset utf8mb4;
-- 1302 Conflicting declarations: 'CHARACTER SET latin1' and 'CHARACTER SET utf8mb4'
create table nodb.t(a int);
-- 1049 Unknown database 'nodb'
drop table nodb.t;
-- 1051 Unknown table 'nodb.t'
create table `a b`(`c d` int, `e ` int);
-- 1166 Incorrect column name 'e '
create table `a b`(`c d` int, `e` int);
-- table a b
-- | CREATE TABLE `a b` (
-- |   `c d` int(11) DEFAULT NULL,
-- |   `e` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t
-- | CREATE TABLE `t` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t2
-- | CREATE TABLE `t2` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

