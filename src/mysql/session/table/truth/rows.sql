create table t(a int, b varchar(10), c int, d varchar(20));
insert into t values(1,'x',null,'abc'),(2,'y',5,'12'),(2,'Y',300,'zz');
alter table t modify c int not null;
-- 1265 Data truncated for column 'c' at row 1
alter table t modify c tinyint;
-- 1264 Out of range value for column 'c' at row 3
alter table t modify d int;
-- 1292 Truncated incorrect INTEGER value: 'abc'
alter table t modify d varchar(2);
-- 1265 Data truncated for column 'd' at row 1
alter table t modify d date;
-- 1292 Incorrect datetime value: 'abc'
alter table t add unique(a);
-- 1062 Duplicate entry '2' for key 'a'
alter table t add primary key(a);
-- 1062 Duplicate entry '2' for key 'PRIMARY'
alter table t add primary key(c);
-- 1265 Data truncated for column 'c' at row 1
alter table t add check(c < 100);
-- 4025 CONSTRAINT `CONSTRAINT_1` failed for `shop`.`t`
alter table t add constraint x check(a < 2);
-- 4025 CONSTRAINT `x` failed for `shop`.`t`
alter table t add e int check (e > 1);
alter table t add h int not null default 7, add i int default (a+1), add k int auto_increment unique;
alter table t add g date not null default '2020-01-01';
alter table t add l int not null, add m varchar(5) not null, add n varchar(3) default 'q' first;
alter table t modify b text, modify c bigint, modify a varchar(5);
alter table t drop column i, change h hh decimal(5,2);
-- table t
-- | CREATE TABLE `t` (
-- |   `n` varchar(3) DEFAULT 'q',
-- |   `a` varchar(5) DEFAULT NULL,
-- |   `b` text DEFAULT NULL,
-- |   `c` bigint(20) DEFAULT NULL,
-- |   `d` varchar(20) DEFAULT NULL,
-- |   `e` int(11) DEFAULT NULL CHECK (`e` > 1),
-- |   `hh` decimal(5,2) DEFAULT NULL,
-- |   `k` int(11) NOT NULL AUTO_INCREMENT,
-- |   `g` date NOT NULL DEFAULT '2020-01-01',
-- |   `l` int(11) NOT NULL,
-- |   `m` varchar(5) NOT NULL,
-- |   UNIQUE KEY `k` (`k`)
-- | ) ENGINE=InnoDB AUTO_INCREMENT=4 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table t(a int, b int);
insert into t values (1,1),(1,2),(2,3);
alter ignore table t add unique u(a);
insert into t values (2,9);
-- 1062 Duplicate entry '2' for key 'u'
-- table t
-- | CREATE TABLE `t` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   UNIQUE KEY `u` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table n(a int, d varchar(10));
insert into n values (null,'abc'),(3,'12');
set sql_mode='';
alter table n modify a int not null;
alter table n modify d int;
alter table n modify a tinyint;
-- table n
-- | CREATE TABLE `n` (
-- |   `a` tinyint(4) DEFAULT NULL,
-- |   `d` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table z(a int);
insert into z values(null),(1);
alter table z modify a bigint not null;
-- 1265 Data truncated for column 'a' at row 1
alter table z add primary key(a);
-- 1265 Data truncated for column 'a' at row 1
alter table z change a b int not null;
-- 1265 Data truncated for column 'b' at row 1
-- table z
-- | CREATE TABLE `z` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table au(a int primary key, b int);
insert into au values(5,1),(3,2);
alter table au modify a int auto_increment;
insert into au values(null,7);
-- table au
-- | CREATE TABLE `au` (
-- |   `a` int(11) NOT NULL AUTO_INCREMENT,
-- |   `b` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`a`)
-- | ) ENGINE=InnoDB AUTO_INCREMENT=7 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table au2(b int);
insert into au2 values(5),(6);
alter table au2 add id int auto_increment primary key first;
insert into au2 values(null,8);
alter table au2 auto_increment=50;
insert into au2 values(null,8);
-- table au2
-- | CREATE TABLE `au2` (
-- |   `id` int(11) NOT NULL AUTO_INCREMENT,
-- |   `b` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=InnoDB AUTO_INCREMENT=51 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table vv(a int, b int);
insert into vv values(1,2);
alter table vv add c int as (a+b) stored, add d int as (a*b);
alter table vv modify c int as (a+b+1) stored;
alter table vv modify c int;
rename table vv to ww;
insert into ww(a,b) values (3,4);
-- table ww
-- | CREATE TABLE `ww` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   `c` int(11) DEFAULT NULL,
-- |   `d` int(11) GENERATED ALWAYS AS (`a` * `b`) VIRTUAL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table p(id int primary key);
insert into p values (1);
create table c(a int);
insert into c values (1),(2);
alter table c add foreign key (a) references p(id);
-- 1452
delete from c where a=2;
alter table c add foreign key (a) references p(id);
truncate c;
drop table c;
truncate p;
-- table p
-- | CREATE TABLE `p` (
-- |   `id` int(11) NOT NULL,
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table t(a varchar(10), e enum('x','y'), s set('a','b'), dt datetime, ts timestamp null, dc decimal(6,2), f double);
insert into t values('1','x','a,b','2020-01-02 03:04:05','2020-01-02 03:04:05',12.50,1.5);
alter table t modify a int, modify e varchar(5), modify s varchar(10), modify dt date, modify dc int, modify f decimal(4,1);
alter table t modify a bigint unsigned, modify e enum('y','x'), modify dt varchar(30);
alter table t convert to charset latin1;
-- table t
-- | CREATE TABLE `t` (
-- |   `a` bigint(20) unsigned DEFAULT NULL,
-- |   `e` enum('y','x') DEFAULT NULL,
-- |   `s` varchar(10) DEFAULT NULL,
-- |   `dt` varchar(30) DEFAULT NULL,
-- |   `ts` timestamp NULL DEFAULT NULL,
-- |   `dc` int(11) DEFAULT NULL,
-- |   `f` decimal(4,1) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci

create table ai(id int auto_increment primary key, v int);
insert into ai(v) values (1),(2),(3);
alter table ai auto_increment=2;
insert into ai(v) values (4);
delete from ai;
alter table ai auto_increment=3;
insert into ai(v) values (5);
alter table ai auto_increment=100;
insert into ai(v) values (6);
-- table ai
-- | CREATE TABLE `ai` (
-- |   `id` int(11) NOT NULL AUTO_INCREMENT,
-- |   `v` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=InnoDB AUTO_INCREMENT=101 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

