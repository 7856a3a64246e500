create table t(d int unique, b int unique, c int not null unique);
alter table t modify b int not null;
alter table t modify c int null;
alter table t add x int;
alter table t add unique(x), modify x int not null;
-- table t
-- | CREATE TABLE `t` (
-- |   `d` int(11) DEFAULT NULL,
-- |   `b` int(11) NOT NULL,
-- |   `c` int(11) DEFAULT NULL,
-- |   `x` int(11) NOT NULL,
-- |   UNIQUE KEY `b` (`b`),
-- |   UNIQUE KEY `x` (`x`),
-- |   UNIQUE KEY `c` (`c`),
-- |   UNIQUE KEY `d` (`d`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table u(a int unique, b int unique, c int unique);
alter table u modify b int not null;
alter table u add primary key(c);
create table u2 like u;
-- table u
-- | CREATE TABLE `u` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) NOT NULL,
-- |   `c` int(11) NOT NULL,
-- |   PRIMARY KEY (`c`),
-- |   UNIQUE KEY `b` (`b`),
-- |   UNIQUE KEY `a` (`a`),
-- |   UNIQUE KEY `c` (`c`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table u2
-- | CREATE TABLE `u2` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) NOT NULL,
-- |   `c` int(11) NOT NULL,
-- |   PRIMARY KEY (`c`),
-- |   UNIQUE KEY `b` (`b`),
-- |   UNIQUE KEY `c` (`c`),
-- |   UNIQUE KEY `a` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table t(a int unique, primary key(e,a), d datetime not null, e int unsigned unique);
create table t2(a int, b int, check(a>1), check(1), check(b>1));
alter table t2 drop column a;
alter table t2 add column if not exists b int unique;
alter table t2 change b bb int, add constraint x check (bb < 9);
alter table t2 rename column bb to `b b`;
-- table t
-- | CREATE TABLE `t` (
-- |   `a` int(11) NOT NULL,
-- |   `d` datetime NOT NULL,
-- |   `e` int(10) unsigned NOT NULL,
-- |   PRIMARY KEY (`e`,`a`),
-- |   UNIQUE KEY `e` (`e`),
-- |   UNIQUE KEY `a` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t2
-- | CREATE TABLE `t2` (
-- |   `b b` int(11) DEFAULT NULL,
-- |   UNIQUE KEY `b` (`b b`),
-- |   CONSTRAINT `CONSTRAINT_3` CHECK (`b b` > 1),
-- |   CONSTRAINT `x` CHECK (`b b` < 9)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table p(id int primary key, v int, key(v));
create table c1(a int, b int as (a+1) stored, foreign key(a) references p(id) on delete set null);
-- 1901 Function or expression 'a' cannot be used in the GENERATED ALWAYS AS clause of `b`
create table c2(a int check (a>1), foreign key(a) references p(id) on update cascade);
-- 1901 Function or expression 'a' cannot be used in the CHECK clause of `a`
create table c3(a int, constraint x check (a>1), foreign key(a) references p(id) on update cascade);
-- 1901 Function or expression 'a' cannot be used in the CHECK clause of `x`
create table c4(a int, b int as (a+1) virtual, foreign key(a) references p(id) on delete set null);
alter table c4 change a aa bigint;
-- 1846 ALGORITHM=COPY is not supported. Reason: Columns participating in a foreign key are renamed. Try ALGORITHM=INPLACE
alter table c4 change a aa int;
alter table p change id ident bigint;
-- 1846 ALGORITHM=COPY is not supported. Reason: Columns participating in a foreign key are renamed. Try ALGORITHM=INPLACE
alter table p change id ident int;
-- table c4
-- | CREATE TABLE `c4` (
-- |   `aa` int(11) DEFAULT NULL,
-- |   `b` int(11) GENERATED ALWAYS AS (`aa` + 1) VIRTUAL,
-- |   KEY `a` (`aa`),
-- |   CONSTRAINT `c4_ibfk_1` FOREIGN KEY (`aa`) REFERENCES `p` (`ident`) ON DELETE SET NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table p
-- | CREATE TABLE `p` (
-- |   `ident` int(11) NOT NULL,
-- |   `v` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`ident`),
-- |   KEY `v` (`v`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table d1(a int default (b), b int);
create table d4(a int default (b), b int default (rand()));
-- 4029 Expression for field `a` is referring to uninitialized field `b`
create table d5(a int default (a));
-- 4029 Expression for field `a` is referring to uninitialized field `a`
create table d6(a int default (b), b int as (1));
-- 4029 Expression for field `a` is referring to uninitialized field `b`
create table d9(a int as (b) stored, b int as (c) stored, c int);
-- 4029 Expression for field `a` is referring to uninitialized field `b`
create table d12(a int default (b), b int not null auto_increment primary key);
-- 1901 Function or expression 'AUTO_INCREMENT' cannot be used in the DEFAULT clause of `b`
create table d14(b int auto_increment primary key, a int as (b) stored);
-- 1901 Function or expression 'AUTO_INCREMENT' cannot be used in the GENERATED ALWAYS AS clause of `b`
create table d17(b int auto_increment primary key, check (b>1));
-- 1901 Function or expression 'AUTO_INCREMENT' cannot be used in the CHECK clause of `b`
create table d19(a int as (rand()) stored);
-- 1901 Function or expression 'rand()' cannot be used in the GENERATED ALWAYS AS clause of `a`
create table d20(a int as (now()) virtual, key(a));
-- 1901 Function or expression 'current_timestamp()' cannot be used in the GENERATED ALWAYS AS clause of `a`
create table d22(a int as ((select 1)));
-- 1901 Function or expression 'select ...' cannot be used in the GENERATED ALWAYS AS clause of `a`
create table d26(a int check ((select 1)));
-- 1970 CHECK does not support subqueries or stored functions
create table d27(a int check (a > rand()));
-- 1901 Function or expression 'rand()' cannot be used in the CHECK clause of `a`
create table d34(c char(5), a char(5) as (c) stored);
-- table d1
-- | CREATE TABLE `d1` (
-- |   `a` int(11) DEFAULT `b`,
-- |   `b` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table d34
-- | CREATE TABLE `d34` (
-- |   `c` char(5) DEFAULT NULL,
-- |   `a` char(5) GENERATED ALWAYS AS (`c`) STORED
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

set foreign_key_checks=0;
create table c1(a int, foreign key(a) references q(zz));
set foreign_key_checks=1;
create table r1(b int);
rename table r1 to q;
-- 1025
alter table r1 rename to q;
-- 1025
create table r2(zz int primary key);
rename table r2 to q;
-- table c1
-- | CREATE TABLE `c1` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`),
-- |   CONSTRAINT `c1_ibfk_1` FOREIGN KEY (`a`) REFERENCES `q` (`zz`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table q
-- | CREATE TABLE `q` (
-- |   `zz` int(11) NOT NULL,
-- |   PRIMARY KEY (`zz`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table r1
-- | CREATE TABLE `r1` (
-- |   `b` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table k(a int, b decimal(5,2), c datetime, d double, key(a(4)), key(b(3)), key(c(5)), key(d(8)));
create table k2(a int, key(a(5)));
-- 1089 Incorrect prefix key; the used key part isn't a string, the used length is longer than the key part, or the storage engine doesn't support unique prefix keys
create table k3(a enum('x'), key(a(1)));
-- 1089 Incorrect prefix key; the used key part isn't a string, the used length is longer than the key part, or the storage engine doesn't support unique prefix keys
create table k4(a year, d tinytext, key(d), key(a,d), unique z(d), x text charset latin1, key(x)) charset utf8;
create table k5(a varchar(10), b varchar(10) collate utf8mb4_bin, fulltext(a,b));
-- 1283 Column 'b' cannot be part of FULLTEXT index
create table k6(b text, e int auto_increment primary key, unique(b,e));
-- 4169 AUTO_INCREMENT column `e` cannot be used in the UNIQUE index `b`
create table k7(a int, b text, key k(a), key k(zz));
-- 1072 Key column 'zz' doesn't exist in table
create table k8(a int, b varchar(700), c varchar(700), key k(a), key k(b,c));
-- 1071 Specified key was too long; max key length is 3072 bytes
-- table k
-- | CREATE TABLE `k` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` decimal(5,2) DEFAULT NULL,
-- |   `c` datetime DEFAULT NULL,
-- |   `d` double DEFAULT NULL,
-- |   KEY `a` (`a`),
-- |   KEY `b` (`b`),
-- |   KEY `c` (`c`),
-- |   KEY `d` (`d`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table k4
-- | CREATE TABLE `k4` (
-- |   `a` year(4) DEFAULT NULL,
-- |   `d` tinytext DEFAULT NULL,
-- |   `x` text CHARACTER SET latin1 COLLATE latin1_swedish_ci DEFAULT NULL,
-- |   UNIQUE KEY `z` (`d`) USING HASH,
-- |   KEY `d` (`d`(255)),
-- |   KEY `a` (`a`,`d`(255)),
-- |   KEY `x` (`x`(3072))
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci

create table f1(a int) row_format=fixed;
-- 1005 Can't create table `shop`.`f1` (errno: 140 "Wrong create options")
create table f2(a int) key_block_size=3;
-- 1005 Can't create table `shop`.`f2` (errno: 140 "Wrong create options")
create table f3(a int) row_format=dynamic key_block_size=4;
-- 1005 Can't create table `shop`.`f3` (errno: 140 "Wrong create options")
create table f4(a int) row_format=compressed key_block_size=8;
create table f5(a int) encryption='N';
-- 1911 Unknown option 'encryption'
create table f6(a int, b int) partition by hash(a) partitions 4;
alter table f6 add foreign key (a) references f6(b);
-- 1506 Partitioned tables do not support FOREIGN KEY
-- table f4
-- | CREATE TABLE `f4` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci ROW_FORMAT=COMPRESSED KEY_BLOCK_SIZE=8
-- table f6
-- | CREATE TABLE `f6` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY HASH (`a`)
-- | PARTITIONS 4

create table p(id int primary key);
create table c(a int, foreign key(a) references p(id) on delete set default);
create table c2(a int, foreign key(a) references p(id) on update set default);
create table c5(a int) engine=myisam;
alter table c5 add foreign key(a) references p(id) on delete set default;
-- table c
-- | CREATE TABLE `c` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`),
-- |   CONSTRAINT `c_ibfk_1` FOREIGN KEY (`a`) REFERENCES `p` (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table c2
-- | CREATE TABLE `c2` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`),
-- |   CONSTRAINT `c2_ibfk_1` FOREIGN KEY (`a`) REFERENCES `p` (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table c5
-- | CREATE TABLE `c5` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`)
-- | ) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table p
-- | CREATE TABLE `p` (
-- |   `id` int(11) NOT NULL,
-- |   PRIMARY KEY (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table dd(a int default 1, b int default 2, e int default 3);
alter table dd alter e drop default, change a e int after b;
-- 1060 Duplicate column name 'e'
alter table dd drop column e;
alter table dd alter e set default 5, change a e int default 9;
-- 1054 Unknown column 'e' in 'dd'
alter table dd alter e set default 5, change a e int default 9 first;
alter table dd alter e set default 6, change e a int default 9 first;
-- 1054 Unknown column 'e' in 'dd'
create table dd2(a int default 1, b int default 2);
alter table dd2 alter e drop default, change a e int default 9 after b;
create table dk(a int primary key key, b int unique unique key);
create table du(a int unique comment 'x' primary key, unique (a));
create table dp(a blob, key (a)) row_format=compact;
-- 1709 Index column size too large. The maximum column size is 767 bytes
-- table dd
-- | CREATE TABLE `dd` (
-- |   `e` int(11) DEFAULT 5,
-- |   `b` int(11) DEFAULT 2
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table dd2
-- | CREATE TABLE `dd2` (
-- |   `b` int(11) DEFAULT 2,
-- |   `e` int(11)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table dk
-- | CREATE TABLE `dk` (
-- |   `a` int(11) NOT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`a`),
-- |   UNIQUE KEY `b` (`b`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table du
-- | CREATE TABLE `du` (
-- |   `a` int(11) NOT NULL COMMENT 'x',
-- |   PRIMARY KEY (`a`),
-- |   UNIQUE KEY `a` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

