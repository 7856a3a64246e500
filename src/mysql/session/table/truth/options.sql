create table t3(a int) engine=heap comment='x' row_format=fixed max_rows=5 min_rows=1 avg_row_length=7 auto_increment=9 pack_keys=1 checksum=1 delay_key_write=1 key_block_size=4;
create table t4(a int, key k(a) using hash key_block_size=8 comment 'x''y', fulltext key f(b), b varchar(10), c text, key i(c(5)) ignored) engine=innodb row_format=compressed key_block_size=8 stats_persistent=1 stats_auto_recalc=0 stats_sample_pages=7 page_checksum=1 transactional=1 auto_increment=7 charset=latin1 comment='a';
create table t8 (a int auto_increment primary key) auto_increment=1;
alter table t8 auto_increment=100;
create table t9 (a int, b int) auto_increment=7;
create table t11(a int) with system versioning;
create table t12(a int, s timestamp(6) generated always as row start, e timestamp(6) generated always as row end, period for system_time(s,e)) with system versioning;
create table t13(a int, b date, c date, period for p(b,c), unique(a, p without overlaps));
create table t14(a int, b int) partition by range(a) (partition p0 values less than (10), partition p1 values less than maxvalue);
create table t15(a int primary key, b int, unique(b)) partition by hash(a);
-- 1503 A UNIQUE INDEX must include all columns in the table's partitioning function
create table t15(a int not null, b varchar(10)) partition by key(a) partitions 3;
create table t16(a int) partition by list(a) (partition x values in (1,2), partition y values in (null));
create table t17(a int comment 'c', key(a) comment 'k') comment 'table';
create table t18(a int) page_compressed=1;
create table t19(a int) foo=bar;
-- 1911 Unknown option 'foo'
alter table t14 remove partitioning;
alter table t17 partition by hash(a) partitions 2;
-- table t11
-- | CREATE TABLE `t11` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci WITH SYSTEM VERSIONING
-- table t12
-- | CREATE TABLE `t12` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `s` timestamp(6) GENERATED ALWAYS AS ROW START,
-- |   `e` timestamp(6) GENERATED ALWAYS AS ROW END,
-- |   PERIOD FOR SYSTEM_TIME (`s`, `e`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci WITH SYSTEM VERSIONING
-- table t13
-- | CREATE TABLE `t13` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` date NOT NULL,
-- |   `c` date NOT NULL,
-- |   PERIOD FOR `p` (`b`, `c`),
-- |   UNIQUE KEY `a` (`a`,`p` WITHOUT OVERLAPS)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t14
-- | CREATE TABLE `t14` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t15
-- | CREATE TABLE `t15` (
-- |   `a` int(11) NOT NULL,
-- |   `b` varchar(10) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY KEY (`a`)
-- | PARTITIONS 3
-- table t16
-- | CREATE TABLE `t16` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY LIST (`a`)
-- | (PARTITION `x` VALUES IN (1,2) ENGINE = InnoDB,
-- |  PARTITION `y` VALUES IN (NULL) ENGINE = InnoDB)
-- table t17
-- | CREATE TABLE `t17` (
-- |   `a` int(11) DEFAULT NULL COMMENT 'c',
-- |   KEY `a` (`a`) COMMENT 'k'
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci COMMENT='table'
-- |  PARTITION BY HASH (`a`)
-- | PARTITIONS 2
-- table t18
-- | CREATE TABLE `t18` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci `page_compressed`=1
-- table t3
-- | CREATE TABLE `t3` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=MEMORY AUTO_INCREMENT=9 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci MIN_ROWS=1 MAX_ROWS=5 AVG_ROW_LENGTH=7 PACK_KEYS=1 CHECKSUM=1 DELAY_KEY_WRITE=1 ROW_FORMAT=FIXED KEY_BLOCK_SIZE=4 COMMENT='x'
-- table t4
-- | CREATE TABLE `t4` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` varchar(10) DEFAULT NULL,
-- |   `c` text DEFAULT NULL,
-- |   KEY `k` (`a`) USING HASH COMMENT 'x''y',
-- |   KEY `i` (`c`(5)) IGNORED,
-- |   FULLTEXT KEY `f` (`b`)
-- | ) ENGINE=InnoDB DEFAULT CHARSET=latin1 COLLATE=latin1_swedish_ci STATS_PERSISTENT=1 STATS_AUTO_RECALC=0 STATS_SAMPLE_PAGES=7 PAGE_CHECKSUM=1 ROW_FORMAT=COMPRESSED TRANSACTIONAL=1 KEY_BLOCK_SIZE=8 COMMENT='a'
-- table t8
-- | CREATE TABLE `t8` (
-- |   `a` int(11) NOT NULL AUTO_INCREMENT,
-- |   PRIMARY KEY (`a`)
-- | ) ENGINE=InnoDB AUTO_INCREMENT=100 DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- table t9
-- | CREATE TABLE `t9` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci

