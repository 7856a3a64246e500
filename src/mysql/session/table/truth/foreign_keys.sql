create table t1(a int references p(id));
-- 1005 Can't create table `shop`.`t1` (errno: 150 "Foreign key constraint is incorrectly formed")
create table p(id int primary key, a int);
create table t1(a int references p(id), b int references p);
-- 1005 Can't create table `shop`.`t1` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t2(b int references p(id) on delete cascade on update no action, foreign key (b) references p(id) on delete set null on update restrict);
create table t3(a int not null, foreign key (a) references p(id) on delete set null);
-- 1005 Can't create table `shop`.`t3` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t3(a int not null, foreign key (a) references p(a));
-- 1005 Can't create table `shop`.`t3` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t3(a varchar(3), foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`t3` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t3(a bigint, foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`t3` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t3(a int unsigned, foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`t3` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t3(a int, foreign key (b) references p(id));
-- 1072 Key column 'b' doesn't exist in table
create table t3(a int, foreign key (a) references p(id,a));
-- 1239 Incorrect foreign key definition for 'foreign key without name': Key reference and table reference don't match
create table t3(a int, foreign key (a) references p(zz));
-- 1005 Can't create table `shop`.`t3` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t3(a int, foreign key (a) references nope(zz));
-- 1005 Can't create table `shop`.`t3` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t3(a int, constraint x foreign key (a) references p(id), constraint X foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`t3` (errno: 121 "Duplicate key on write or update")
create table t3(a int, constraint x foreign key (a) references p(id));
create table t4(a int, constraint x foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`t4` (errno: 121 "Duplicate key on write or update")
create table t4(a int, constraint X foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`t4` (errno: 121 "Duplicate key on write or update")
create table t5(a int, constraint t5_ibfk_1 foreign key(a) references p(id), foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`t5` (errno: 150 "Foreign key constraint is incorrectly formed")
set foreign_key_checks=0;
create table t6(a int, foreign key (a) references nope(zz));
create table t7(a varchar(3), foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`t7` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t7(a int, foreign key (a) references p(a));
-- 1005 Can't create table `shop`.`t7` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t7(a int not null, foreign key (a) references p(id) on delete set null);
-- 1005 Can't create table `shop`.`t7` (errno: 150 "Foreign key constraint is incorrectly formed")
create table t8(a int, constraint x foreign key (a) references nope(a));
-- 1005 Can't create table `shop`.`t8` (errno: 121 "Duplicate key on write or update")
set foreign_key_checks=1;
create table nope(zz varchar(3) primary key);
-- 1005 Can't create table `shop`.`nope` (errno: 150 "Foreign key constraint is incorrectly formed")
create table nope(z int);
-- 1005 Can't create table `shop`.`nope` (errno: 150 "Foreign key constraint is incorrectly formed")
create table nope(zz int);
-- 1005 Can't create table `shop`.`nope` (errno: 150 "Foreign key constraint is incorrectly formed")
create table nope(zz int, key(zz));
drop table nope;
-- 1451 Cannot delete or update a parent row: a foreign key constraint fails
truncate nope;
-- 1701 Cannot truncate a table referenced in a foreign key constraint (`shop`.`t6`, CONSTRAINT `t6_ibfk_1` FOREIGN KEY (`a`) REFERENCES `shop`.`nope` (`zz`))
alter table nope drop key zz;
-- 1553 Cannot drop index 'zz': needed in a foreign key constraint
alter table nope modify zz varchar(5);
-- 1833 Cannot change column 'zz': used in a foreign key constraint 't6_ibfk_1' of table 'shop.t6'
alter table nope modify zz bigint;
-- 1833 Cannot change column 'zz': used in a foreign key constraint 't6_ibfk_1' of table 'shop.t6'
alter table nope change zz yy int;
alter table nope rename to q2;
rename table q2 to q;
alter table t6 drop key a;
-- 1553 Cannot drop index 'a': needed in a foreign key constraint
alter table t6 modify a bigint;
-- 1832 Cannot change column 'a': used in a foreign key constraint 't6_ibfk_1'
alter table t6 modify a int not null;
alter table t6 change a b int;
alter table t6 drop foreign key nope;
-- 1091 Can't DROP FOREIGN KEY `nope`; check that it exists
alter table t6 drop foreign key t6_ibfk_1, drop key a;
-- table p
-- | CREATE TABLE `p` (
-- |   `id` int(11) NOT NULL,
-- |   `a` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table q
-- | CREATE TABLE `q` (
-- |   `yy` int(11) DEFAULT NULL,
-- |   KEY `zz` (`yy`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t2
-- | CREATE TABLE `t2` (
-- |   `b` int(11) DEFAULT NULL,
-- |   KEY `b` (`b`),
-- |   CONSTRAINT `t2_ibfk_1` FOREIGN KEY (`b`) REFERENCES `p` (`id`) ON DELETE CASCADE ON UPDATE NO ACTION,
-- |   CONSTRAINT `t2_ibfk_2` FOREIGN KEY (`b`) REFERENCES `p` (`id`) ON DELETE SET NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t3
-- | CREATE TABLE `t3` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `x` (`a`),
-- |   CONSTRAINT `x` FOREIGN KEY (`a`) REFERENCES `p` (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t6
-- | CREATE TABLE `t6` (
-- |   `b` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table p(id int primary key, a int, key(a));
create table t3(a int, b int, foreign key (a,b) references p(a,id));
create table d1(a int, foreign key(a) references p(id) on delete set null);
alter table d1 modify a int not null;
-- 1830 Column 'a' cannot be NOT NULL: needed in a foreign key constraint 'd1_ibfk_1' SET NULL
alter table d1 drop key a, add key zz(a);
alter table d1 add key zz2(a), add unique(a);
alter table d1 drop key zz;
alter table d1 drop key a;
alter table d1 drop key zz2;
-- 1553 Cannot drop index 'zz2': needed in a foreign key constraint
create temporary table tt(a int, foreign key (a) references p(id));
-- 1005 Can't create table `shop`.`tt` (errno: 150 "Foreign key constraint is incorrectly formed")
create table mi(a int, foreign key (a) references p(id)) engine=myisam;
create table s(id int primary key, parent int, foreign key (parent) references s(id), foreign key (parent) references S(id));
-- 1005 Can't create table `shop`.`s` (errno: 150 "Foreign key constraint is incorrectly formed")
create table s(id int primary key, parent int, foreign key (parent) references s(id));
alter table s drop column parent;
-- 1553 Cannot drop index 'parent': needed in a foreign key constraint
alter table s drop column id;
-- 1829 Cannot drop column 'id': needed in a foreign key constraint 's_ibfk_1' of table `shop`.`s`
alter table s drop primary key;
-- 1025
alter table s change id ident int;
alter table s change parent up int;
drop table s;
create table d2(a int, b int, foreign key (a) references p(id), foreign key(b) references p(id));
alter table d2 drop column a;
-- 1553 Cannot drop index 'a': needed in a foreign key constraint
alter table d2 drop column a, drop foreign key d2_ibfk_1;
alter table d2 rename to d3;
alter table d3 add foreign key (b) references p(a);
drop table p;
-- 1451 Cannot delete or update a parent row: a foreign key constraint fails
alter table p drop primary key;
-- 1025
-- table d1
-- | CREATE TABLE `d1` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `zz2` (`a`),
-- |   CONSTRAINT `d1_ibfk_1` FOREIGN KEY (`a`) REFERENCES `p` (`id`) ON DELETE SET NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table d3
-- | CREATE TABLE `d3` (
-- |   `b` int(11) DEFAULT NULL,
-- |   KEY `b` (`b`),
-- |   CONSTRAINT `d3_ibfk_2` FOREIGN KEY (`b`) REFERENCES `p` (`id`),
-- |   CONSTRAINT `d3_ibfk_3` FOREIGN KEY (`b`) REFERENCES `p` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table mi
-- | CREATE TABLE `mi` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`)
-- | ) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table p
-- | CREATE TABLE `p` (
-- |   `id` int(11) NOT NULL,
-- |   `a` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`id`),
-- |   KEY `a` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t3
-- | CREATE TABLE `t3` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`,`b`),
-- |   CONSTRAINT `t3_ibfk_1` FOREIGN KEY (`a`, `b`) REFERENCES `p` (`a`, `id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table p(id int primary key, a int, b varchar(10), key(a), key ab(b(3)), v int as (a+1) stored, key(v));
create table c(a int, b int, c varchar(10), d int as (a+1), e int as (a+1) stored);
alter table c add foreign key (a) references p(b);
-- 1005 Can't create table `shop`.`c` (errno: 150 "Foreign key constraint is incorrectly formed")
set foreign_key_checks=0;
alter table c add foreign key (a) references p(b);
-- 1822 Failed to add the foreign key constraint. Missing index for constraint '' in the referenced table 'p'
alter table c add foreign key (a) references nope(b);
alter table c drop foreign key c_ibfk_1;
set foreign_key_checks=1;
alter table c add foreign key (a) references nope(b);
-- 1005 Can't create table `shop`.`c` (errno: 150 "Foreign key constraint is incorrectly formed")
alter table c add foreign key (c) references p(b);
-- 1005 Can't create table `shop`.`c` (errno: 150 "Foreign key constraint is incorrectly formed")
alter table c add constraint x foreign key (a) references p(id), add constraint x foreign key (b) references p(id);
-- 1061 Duplicate key name 'x'
alter table c add constraint x foreign key (a) references p(id);
alter table c add constraint x foreign key (b) references p(id);
-- 1061 Duplicate key name 'x'
alter table c add foreign key if not exists x (b) references p(id);
alter table c add foreign key (zz) references p(id);
-- 1072 Key column 'zz' doesn't exist in table
alter table c add foreign key (a) references p(id,a);
-- 1239 Incorrect foreign key definition for 'foreign key without name': Key reference and table reference don't match
alter table c add foreign key (d) references p(id);
alter table c add foreign key (e) references p(id) on delete set null;
-- 1905 Cannot define foreign key with ON DELETE SET NULL clause on a generated column
alter table c add foreign key (e) references p(id) on update cascade;
-- 1905 Cannot define foreign key with ON UPDATE CASCADE clause on a generated column
alter table c add foreign key (e) references p(id) on delete cascade;
alter table c add foreign key (a) references p(v);
alter table c add foreign key (a) references other.p(id);
-- 1005 Can't create table `shop`.`c` (errno: 150 "Foreign key constraint is incorrectly formed")
-- table c
-- | CREATE TABLE `c` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   `c` varchar(10) DEFAULT NULL,
-- |   `d` int(11) GENERATED ALWAYS AS (`a` + 1) VIRTUAL,
-- |   `e` int(11) GENERATED ALWAYS AS (`a` + 1) STORED,
-- |   KEY `d` (`d`),
-- |   KEY `e` (`e`),
-- |   KEY `a` (`a`),
-- |   CONSTRAINT `c_ibfk_1` FOREIGN KEY (`d`) REFERENCES `p` (`id`),
-- |   CONSTRAINT `c_ibfk_2` FOREIGN KEY (`e`) REFERENCES `p` (`id`) ON DELETE CASCADE,
-- |   CONSTRAINT `c_ibfk_3` FOREIGN KEY (`a`) REFERENCES `p` (`v`),
-- |   CONSTRAINT `x` FOREIGN KEY (`a`) REFERENCES `p` (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table p
-- | CREATE TABLE `p` (
-- |   `id` int(11) NOT NULL,
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` varchar(10) DEFAULT NULL,
-- |   `v` int(11) GENERATED ALWAYS AS (`a` + 1) STORED,
-- |   PRIMARY KEY (`id`),
-- |   KEY `a` (`a`),
-- |   KEY `ab` (`b`(3)),
-- |   KEY `v` (`v`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table p(d date primary key, dt datetime unique, ts timestamp null unique, t time unique, y year unique, dec1 decimal(10,2) unique, bn binary(5) unique, e enum('a','b') unique, ti tinyint unsigned unique, fl float unique, db double unique, c char(5) unique, vc varchar(20) unique, vb varchar(20) collate utf8mb4_bin unique, l1 varchar(5) charset latin1 unique, b bit(3) unique, bo bool unique, s set('a','b','c','d','e','f','g','h','i') unique, u uuid unique, i6 inet6 unique, mi mediumint unsigned unique);
create table a1(x datetime, foreign key (x) references p(ts));
create table a2(x date, foreign key (x) references p(dt));
-- 1005 Can't create table `shop`.`a2` (errno: 150 "Foreign key constraint is incorrectly formed")
create table a3(x time, foreign key (x) references p(dt));
create table a4(x year, foreign key (x) references p(ti));
create table a5(x enum('x'), foreign key (x) references p(ti));
create table a7(x decimal(5,1), foreign key (x) references p(dec1));
create table a8(x binary(3), foreign key (x) references p(dec1));
create table a10(x float, foreign key (x) references p(db));
-- 1005 Can't create table `shop`.`a10` (errno: 150 "Foreign key constraint is incorrectly formed")
create table a11(x varchar(200), foreign key (x) references p(c));
create table a12(x char(20), foreign key (x) references p(vc));
create table a13(x char(20), foreign key (x) references p(vb));
-- 1005 Can't create table `shop`.`a13` (errno: 150 "Foreign key constraint is incorrectly formed")
create table a14(x varchar(20) charset latin1, foreign key (x) references p(vc));
-- 1005 Can't create table `shop`.`a14` (errno: 150 "Foreign key constraint is incorrectly formed")
create table a15(x bit(3), foreign key (x) references p(ti));
-- 1005 Can't create table `shop`.`a15` (errno: 150 "Foreign key constraint is incorrectly formed")
create table a16(x bit(9), foreign key (x) references p(b));
create table a18(x smallint unsigned, foreign key (x) references p(s));
create table a19(x binary(16), foreign key (x) references p(u));
create table a21(x date, foreign key (x) references p(mi));
-- 1005 Can't create table `shop`.`a21` (errno: 150 "Foreign key constraint is incorrectly formed")
create table a23(x mediumint, foreign key (x) references p(d));
create table a26(x bigint, foreign key (x) references p(dt));
-- 1005 Can't create table `shop`.`a26` (errno: 150 "Foreign key constraint is incorrectly formed")
create table a29(x text charset latin1, key(x(5)), foreign key (x) references p(l1));
-- 1005 Can't create table `shop`.`a29` (errno: 150 "Foreign key constraint is incorrectly formed")
-- table a1
-- | CREATE TABLE `a1` (
-- |   `x` datetime DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a1_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`ts`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a11
-- | CREATE TABLE `a11` (
-- |   `x` varchar(200) DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a11_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`c`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a12
-- | CREATE TABLE `a12` (
-- |   `x` char(20) DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a12_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`vc`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a16
-- | CREATE TABLE `a16` (
-- |   `x` bit(9) DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a16_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`b`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a18
-- | CREATE TABLE `a18` (
-- |   `x` smallint(5) unsigned DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a18_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`s`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a19
-- | CREATE TABLE `a19` (
-- |   `x` binary(16) DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a19_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`u`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a23
-- | CREATE TABLE `a23` (
-- |   `x` mediumint(9) DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a23_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`d`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a3
-- | CREATE TABLE `a3` (
-- |   `x` time DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a3_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`dt`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a4
-- | CREATE TABLE `a4` (
-- |   `x` year(4) DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a4_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`ti`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a5
-- | CREATE TABLE `a5` (
-- |   `x` enum('x') DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a5_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`ti`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a7
-- | CREATE TABLE `a7` (
-- |   `x` decimal(5,1) DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a7_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`dec1`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table a8
-- | CREATE TABLE `a8` (
-- |   `x` binary(3) DEFAULT NULL,
-- |   KEY `x` (`x`),
-- |   CONSTRAINT `a8_ibfk_1` FOREIGN KEY (`x`) REFERENCES `p` (`dec1`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table p
-- | CREATE TABLE `p` (
-- |   `d` date NOT NULL,
-- |   `dt` datetime DEFAULT NULL,
-- |   `ts` timestamp NULL DEFAULT NULL,
-- |   `t` time DEFAULT NULL,
-- |   `y` year(4) DEFAULT NULL,
-- |   `dec1` decimal(10,2) DEFAULT NULL,
-- |   `bn` binary(5) DEFAULT NULL,
-- |   `e` enum('a','b') DEFAULT NULL,
-- |   `ti` tinyint(3) unsigned DEFAULT NULL,
-- |   `fl` float DEFAULT NULL,
-- |   `db` double DEFAULT NULL,
-- |   `c` char(5) DEFAULT NULL,
-- |   `vc` varchar(20) DEFAULT NULL,
-- |   `vb` varchar(20) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin DEFAULT NULL,
-- |   `l1` varchar(5) CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
-- |   `b` bit(3) DEFAULT NULL,
-- |   `bo` tinyint(1) DEFAULT NULL,
-- |   `s` set('a','b','c','d','e','f','g','h','i') DEFAULT NULL,
-- |   `u` uuid DEFAULT NULL,
-- |   `i6` inet6 DEFAULT NULL,
-- |   `mi` mediumint(8) unsigned DEFAULT NULL,
-- |   PRIMARY KEY (`d`),
-- |   UNIQUE KEY `dt` (`dt`),
-- |   UNIQUE KEY `ts` (`ts`),
-- |   UNIQUE KEY `t` (`t`),
-- |   UNIQUE KEY `y` (`y`),
-- |   UNIQUE KEY `dec1` (`dec1`),
-- |   UNIQUE KEY `bn` (`bn`),
-- |   UNIQUE KEY `e` (`e`),
-- |   UNIQUE KEY `ti` (`ti`),
-- |   UNIQUE KEY `fl` (`fl`),
-- |   UNIQUE KEY `db` (`db`),
-- |   UNIQUE KEY `c` (`c`),
-- |   UNIQUE KEY `vc` (`vc`),
-- |   UNIQUE KEY `vb` (`vb`),
-- |   UNIQUE KEY `l1` (`l1`),
-- |   UNIQUE KEY `b` (`b`),
-- |   UNIQUE KEY `bo` (`bo`),
-- |   UNIQUE KEY `s` (`s`),
-- |   UNIQUE KEY `u` (`u`),
-- |   UNIQUE KEY `i6` (`i6`),
-- |   UNIQUE KEY `mi` (`mi`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

