create table p(id int primary key, a int, b int, key(a), key(b));
create table c(a int, b int, c int, d int, foreign key (a) references p(id), constraint zz foreign key nm (b) references p(id), foreign key xx (c) references p(id), constraint t10 foreign key(d) references p(a));
create table c2(a int, b int, c int, foreign key (a) references p(id), foreign key (a) references p(a), key k(a,b), key(a), unique(a), unique u2(a,b), key (a));
alter table c2 add constraint foreign key (b) references p(id), add constraint c2_ibfk_7 foreign key (b) references p(a);
alter table c2 add foreign key (b) references p(b);
alter table c2 add constraint c2_ibfk_10 foreign key (c) references p(b);
alter table c2 drop foreign key c2_ibfk_10, drop foreign key c2_ibfk_8;
alter table c2 add foreign key (b) references p(b), add foreign key (c) references p(b);
-- table c
-- | CREATE TABLE `c` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   `c` int(11) DEFAULT NULL,
-- |   `d` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`),
-- |   KEY `zz` (`b`),
-- |   KEY `xx` (`c`),
-- |   KEY `t10` (`d`),
-- |   CONSTRAINT `c_ibfk_1` FOREIGN KEY (`a`) REFERENCES `p` (`id`),
-- |   CONSTRAINT `t10` FOREIGN KEY (`d`) REFERENCES `p` (`a`),
-- |   CONSTRAINT `xx` FOREIGN KEY (`c`) REFERENCES `p` (`id`),
-- |   CONSTRAINT `zz` FOREIGN KEY (`b`) REFERENCES `p` (`id`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table c2
-- | CREATE TABLE `c2` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   `c` int(11) DEFAULT NULL,
-- |   UNIQUE KEY `a_2` (`a`),
-- |   UNIQUE KEY `u2` (`a`,`b`),
-- |   KEY `k` (`a`,`b`),
-- |   KEY `a` (`a`),
-- |   KEY `a_3` (`a`),
-- |   KEY `b` (`b`),
-- |   KEY `c` (`c`),
-- |   CONSTRAINT `c2_ibfk_1` FOREIGN KEY (`a`) REFERENCES `p` (`id`),
-- |   CONSTRAINT `c2_ibfk_2` FOREIGN KEY (`a`) REFERENCES `p` (`a`),
-- |   CONSTRAINT `c2_ibfk_3` FOREIGN KEY (`b`) REFERENCES `p` (`id`),
-- |   CONSTRAINT `c2_ibfk_7` FOREIGN KEY (`b`) REFERENCES `p` (`a`),
-- |   CONSTRAINT `c2_ibfk_8` FOREIGN KEY (`b`) REFERENCES `p` (`b`),
-- |   CONSTRAINT `c2_ibfk_9` FOREIGN KEY (`c`) REFERENCES `p` (`b`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table p
-- | CREATE TABLE `p` (
-- |   `id` int(11) NOT NULL,
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   PRIMARY KEY (`id`),
-- |   KEY `a` (`a`),
-- |   KEY `b` (`b`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table t0(a int null primary key);
create table t1(a int, a int);
-- 1060 Duplicate column name 'a'
create table t1(a int, key k(a), key K(a));
-- 1061 Duplicate key name 'K'
create table t1(a int primary key, primary key(a));
-- 1068 Multiple primary key defined
create table t1(a int, key(b));
-- 1072 Key column 'b' doesn't exist in table
create table t1(a int auto_increment);
-- 1075 Incorrect table definition; there can be only one auto column and it must be defined as a key
create table t1(a int auto_increment, b int auto_increment, key(a), key(b));
-- 1075 Incorrect table definition; there can be only one auto column and it must be defined as a key
create table t1(a varchar(10) auto_increment primary key);
-- 1063 Incorrect column specifier for column 'a'
create table t1(a int auto_increment default 3 primary key);
-- 1067 Invalid default value for 'a'
create table t1(a int default 'x');
-- 1067 Invalid default value for 'a'
create table t1(a int not null default null);
-- 1067 Invalid default value for 'a'
create table t2(a varchar(800), key(a));
create table t3(a varchar(800), unique(a));
create table t4(a varchar(800) primary key);
-- 1071 Specified key was too long; max key length is 3072 bytes
create table t4(a text primary key);
-- 1170 BLOB/TEXT column 'a' used in key specification without a key length
create table t5(a text, key(a));
create table t6(a text, unique(a));
create table t7(a int, b int, c int not null, d int not null, key(a), unique(b), unique(c), unique(d,a), primary key(d), fulltext key f(e), e varchar(10), key(e(3)), unique(e(4)), unique e3(e));
create table t8(a int, key(a(3)));
-- 1089 Incorrect prefix key; the used key part isn't a string, the used length is longer than the key part, or the storage engine doesn't support unique prefix keys
create table t8(a varchar(5), key(a(6)));
-- 1089 Incorrect prefix key; the used key part isn't a string, the used length is longer than the key part, or the storage engine doesn't support unique prefix keys
create table t8(a varchar(5), key(a(5)));
create table t9(a text, key(a(5)), unique(a(6)), key(a(1000)));
create table t10(a int, key(a,a));
-- 1060 Duplicate column name 'a'
create table t11(a point, spatial key(a));
-- 1252 All parts of a SPATIAL index must be NOT NULL
create table t11(a int not null, spatial key(a));
-- 1210 Incorrect arguments to SPATIAL INDEX
create table t11(a point not null, spatial key(a), b int, fulltext(b));
-- 1283 Column 'b' cannot be part of FULLTEXT index
create table t11(a point not null, spatial key(a), b varchar(10), fulltext(b));
create table t12(a int, key `primary`(a));
-- 1280 Incorrect index name 'primary'
create table t12(a int, key `PRIMARY`(a));
-- 1280 Incorrect index name 'PRIMARY'
create table t13(`primary` int, key(`primary`));
create table t14(a varchar(400), b varchar(400), key(a,b));
-- 1071 Specified key was too long; max key length is 3072 bytes
create table t14(a varchar(400), b varchar(400), unique(a,b));
create table t15(a varchar(400), b varchar(400), primary key(a,b));
-- 1071 Specified key was too long; max key length is 3072 bytes
create table t16(a varchar(200), key(a)) row_format=compact;
-- 1709 Index column size too large. The maximum column size is 767 bytes
create table t17(a varchar(200) primary key) row_format=compact;
-- 1709 Index column size too large. The maximum column size is 767 bytes
create table t18(a varchar(300), key(a)) engine=myisam;
create table t19(a varchar(300) primary key) engine=myisam;
-- 1071 Specified key was too long; max key length is 1000 bytes
create table t20(a varchar(300), b int auto_increment, key(a(10),b)) engine=myisam;
create table t21(a varchar(300), b int auto_increment, key(a(10),b));
-- 1075 Incorrect table definition; there can be only one auto column and it must be defined as a key
create table t22(a int, key(a desc), key x(a) using btree comment 'hi', key y(a) comment '');
create table t24(a int, constraint u unique (a), constraint v unique w (a), constraint primary key(a));
create table t25(a int, b int, c int, unique(a,b), unique(a), unique(b) , key(c), key(b,a));
-- table t0
-- | CREATE TABLE `t0` (
-- |   `a` int(11) NOT NULL,
-- |   PRIMARY KEY (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t11
-- | CREATE TABLE `t11` (
-- |   `a` point NOT NULL,
-- |   `b` varchar(10) DEFAULT NULL,
-- |   SPATIAL KEY `a` (`a`),
-- |   FULLTEXT KEY `b` (`b`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t13
-- | CREATE TABLE `t13` (
-- |   `primary` int(11) DEFAULT NULL,
-- |   KEY `primary_2` (`primary`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t14
-- | CREATE TABLE `t14` (
-- |   `a` varchar(400) DEFAULT NULL,
-- |   `b` varchar(400) DEFAULT NULL,
-- |   UNIQUE KEY `a` (`a`,`b`) USING HASH
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t18
-- | CREATE TABLE `t18` (
-- |   `a` varchar(300) DEFAULT NULL,
-- |   KEY `a` (`a`(250))
-- | ) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t2
-- | CREATE TABLE `t2` (
-- |   `a` varchar(800) DEFAULT NULL,
-- |   KEY `a` (`a`(768))
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t20
-- | CREATE TABLE `t20` (
-- |   `a` varchar(300) DEFAULT NULL,
-- |   `b` int(11) NOT NULL AUTO_INCREMENT,
-- |   KEY `a` (`a`(10),`b`)
-- | ) ENGINE=MyISAM DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t22
-- | CREATE TABLE `t22` (
-- |   `a` int(11) DEFAULT NULL,
-- |   KEY `a` (`a` DESC),
-- |   KEY `x` (`a`) USING BTREE COMMENT 'hi',
-- |   KEY `y` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t24
-- | CREATE TABLE `t24` (
-- |   `a` int(11) NOT NULL,
-- |   PRIMARY KEY (`a`),
-- |   UNIQUE KEY `u` (`a`),
-- |   UNIQUE KEY `w` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t25
-- | CREATE TABLE `t25` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   `c` int(11) DEFAULT NULL,
-- |   UNIQUE KEY `a` (`a`,`b`),
-- |   UNIQUE KEY `a_2` (`a`),
-- |   UNIQUE KEY `b` (`b`),
-- |   KEY `c` (`c`),
-- |   KEY `b_2` (`b`,`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t3
-- | CREATE TABLE `t3` (
-- |   `a` varchar(800) DEFAULT NULL,
-- |   UNIQUE KEY `a` (`a`) USING HASH
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t5
-- | CREATE TABLE `t5` (
-- |   `a` text DEFAULT NULL,
-- |   KEY `a` (`a`(768))
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t6
-- | CREATE TABLE `t6` (
-- |   `a` text DEFAULT NULL,
-- |   UNIQUE KEY `a` (`a`) USING HASH
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t7
-- | CREATE TABLE `t7` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   `c` int(11) NOT NULL,
-- |   `d` int(11) NOT NULL,
-- |   `e` varchar(10) DEFAULT NULL,
-- |   PRIMARY KEY (`d`),
-- |   UNIQUE KEY `c` (`c`),
-- |   UNIQUE KEY `b` (`b`),
-- |   UNIQUE KEY `d` (`d`,`a`),
-- |   UNIQUE KEY `e3` (`e`),
-- |   UNIQUE KEY `e_2` (`e`(4)),
-- |   KEY `a` (`a`),
-- |   KEY `e` (`e`(3)),
-- |   FULLTEXT KEY `f` (`e`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t8
-- | CREATE TABLE `t8` (
-- |   `a` varchar(5) DEFAULT NULL,
-- |   KEY `a` (`a`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t9
-- | CREATE TABLE `t9` (
-- |   `a` text DEFAULT NULL,
-- |   UNIQUE KEY `a_2` (`a`(6)),
-- |   KEY `a` (`a`(5)),
-- |   KEY `a_3` (`a`(768))
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table k(a int, b int, c int, unique k1(a,b), primary key(a,b,c), key(c));
alter table k drop column b;
-- 1072 Key column 'b' doesn't exist in table
alter table k drop column c;
-- 1072 Key column 'c' doesn't exist in table
alter table k drop primary key;
alter table k drop column b;
-- 1072 Key column 'b' doesn't exist in table
alter table k drop key k1, drop column b;
-- table k
-- | CREATE TABLE `k` (
-- |   `a` int(11) NOT NULL,
-- |   `c` int(11) NOT NULL,
-- |   KEY `c` (`c`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table k2(a int, b int, c int, key k1(a,b), key k2(b,c), unique u(a));
alter table k2 drop column a;
alter table k2 drop column nope, drop column b;
-- 1091 Can't DROP COLUMN `nope`; check that it exists
alter table k2 drop column b, drop column b;
-- 1091 Can't DROP COLUMN `b`; check that it exists
alter table k2 drop key k1;
alter table k2 add a int, add b int after a, add d int first, add e int after zz;
-- 1054 Unknown column 'zz' in 'k2'
alter table k2 add a int, add b int after a, add d int first;
-- 1060 Duplicate column name 'b'
alter table k2 drop key k2, drop column b;
-- table k2
-- | CREATE TABLE `k2` (
-- |   `c` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table a1(a int, b int, c varchar(20));
alter table a1 add key(a), add unique(b), add primary key(a,b);
alter table a1 add key(a);
alter table a1 add key a(b);
-- 1061 Duplicate key name 'a'
alter table a1 add primary key(c);
-- 1068 Multiple primary key defined
alter table a1 drop primary key, add primary key(c);
alter table a1 modify c int;
alter table a1 modify a bigint not null, modify b int not null;
alter table a1 drop key a, drop key a_2;
alter table a1 add key(c), add key(c,a);
create index i1 on a1(a);
create unique index i2 on a1(a,b);
create index i1 on a1(b);
-- 1061 Duplicate key name 'i1'
drop index i1 on a1;
drop index i1 on a1;
-- 1091 Can't DROP INDEX `i1`; check that it exists
drop index `primary` on a1;
create fulltext index ff on a1(c);
-- 1283 Column 'c' cannot be part of FULLTEXT index
alter table a1 modify c varchar(20);
create fulltext index ff on a1(c);
alter table a1 rename index ff to gg;
alter table a1 rename index zz to gg;
-- 1176 Key 'zz' doesn't exist in table 'a1'
alter table a1 rename index gg to i2;
-- 1061 Duplicate key name 'i2'
alter table a1 rename index i2 to i3, rename index gg to i2;
-- table a1
-- | CREATE TABLE `a1` (
-- |   `a` bigint(20) NOT NULL,
-- |   `b` int(11) NOT NULL,
-- |   `c` varchar(20) DEFAULT NULL,
-- |   UNIQUE KEY `b` (`b`),
-- |   UNIQUE KEY `i3` (`a`,`b`),
-- |   KEY `c` (`c`),
-- |   KEY `c_2` (`c`,`a`),
-- |   FULLTEXT KEY `i2` (`c`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

create table v(a varchar(100), b text, key(a(50)), key(b(20)));
alter table v modify a varchar(40);
alter table v modify a varchar(60);
alter table v modify b varchar(30);
alter table v modify b int;
-- table v
-- | CREATE TABLE `v` (
-- |   `a` varchar(60) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL,
-- |   KEY `a` (`a`),
-- |   KEY `b` (`b`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

