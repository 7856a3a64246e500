create table r(a int, b date) partition by range(a) (partition p0 values less than (10), partition p1 values less than (20));
alter table r add partition (partition p2 values less than (15));
-- 1493 VALUES LESS THAN value must be strictly increasing for each partition
alter table r add partition (partition p2 values less than (30), partition p3 values less than maxvalue);
alter table r add partition (partition p4 values less than (40));
-- 1481 MAXVALUE can only be used in last partition definition
alter table r add partition (partition p2 values less than (40));
-- 1481 MAXVALUE can only be used in last partition definition
alter table r drop partition p2, nope;
-- 1507 Wrong partition name or partition list
alter table r drop partition p0;
alter table r reorganize partition p2,p3 into (partition q2 values less than (50), partition q3 values less than maxvalue);
alter table r reorganize partition p2 into (partition q2 values less than (50));
-- 1507 Wrong partition name or partition list
alter table r truncate partition p1;
alter table r truncate partition nope;
-- 1735 Unknown partition 'nope' in table 'r'
alter table r drop partition p1,q2,q3;
-- 1508 Cannot remove all partitions, use DROP TABLE instead
alter table r coalesce partition 1;
-- 1509 COALESCE PARTITION can only be used on HASH/KEY partitions
alter table r add partition partitions 2;
-- 1492 For RANGE partitions each partition must be defined
-- table r
-- | CREATE TABLE `r` (
-- |   `a` int(11) DEFAULT NULL,
-- |   `b` date DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY RANGE (`a`)
-- | (PARTITION `p1` VALUES LESS THAN (20) ENGINE = InnoDB,
-- |  PARTITION `q2` VALUES LESS THAN (50) ENGINE = InnoDB,
-- |  PARTITION `q3` VALUES LESS THAN MAXVALUE ENGINE = InnoDB)

create table h(a int) partition by hash(a) partitions 3;
alter table h add partition partitions 2;
alter table h coalesce partition 4;
alter table h coalesce partition 1;
-- 1508 Cannot remove all partitions, use DROP TABLE instead
alter table h drop partition p0;
-- 1512 DROP PARTITION can only be used on RANGE/LIST partitions
alter table h drop partition nope;
-- 1512 DROP PARTITION can only be used on RANGE/LIST partitions
create table h2(a int) partition by key(a);
-- table h
-- | CREATE TABLE `h` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY HASH (`a`)
-- | PARTITIONS 1
-- table h2
-- | CREATE TABLE `h2` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY KEY (`a`)

create table l(a int) partition by list(a) (partition x values in (1,2));
alter table l add partition (partition y values in (3));
alter table r add unique(b);
-- 1146 Table 'shop.r' doesn't exist
alter table r add primary key(a);
-- 1146 Table 'shop.r' doesn't exist
alter table r rebuild partition p1;
-- 1146 Table 'shop.r' doesn't exist
alter table r partition by hash(a);
-- 1146 Table 'shop.r' doesn't exist
alter table r remove partitioning;
-- 1146 Table 'shop.r' doesn't exist
alter table r remove partitioning;
-- 1146 Table 'shop.r' doesn't exist
create table rr(a int, a2 int, primary key(a2)) partition by range(a) (partition p0 values less than (10));
-- 1503 A PRIMARY KEY must include all columns in the table's partitioning function
create table r2(a int) partition by range(a) (partition p0 values less than (10), partition p0 values less than (20));
-- 1517 Duplicate partition name p0
create table r2(a int) partition by range(a) (partition p0 values less than (10), partition p1 values less than (5));
-- 1493 VALUES LESS THAN value must be strictly increasing for each partition
create table r2(a int) partition by range(a) (partition p0 values less than maxvalue, partition p1 values less than (5));
-- 1481 MAXVALUE can only be used in last partition definition
create table r2(a int) partition by range(zz) (partition p0 values less than (10));
-- 1054 Unknown column 'zz' in 'PARTITION BY'
create table r2(a varchar(5)) partition by range(a) (partition p0 values less than (10));
-- 1659 Field 'a' is of a not allowed type for this type of partitioning
create table r2(a varchar(5)) partition by range columns(a) (partition p0 values less than ('m'), partition p1 values less than (maxvalue));
create table r3(a int) partition by range(a);
-- 1492 For RANGE partitions each partition must be defined
create table r3(a int) partition by hash(a) (partition p0 values less than (10));
-- 1480 Only RANGE PARTITIONING can use VALUES LESS THAN in partition definition
create table r3(a int) engine=memory partition by hash(a) partitions 2;
-- table l
-- | CREATE TABLE `l` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY LIST (`a`)
-- | (PARTITION `x` VALUES IN (1,2) ENGINE = InnoDB,
-- |  PARTITION `y` VALUES IN (3) ENGINE = InnoDB)
-- table r2
-- | CREATE TABLE `r2` (
-- |   `a` varchar(5) DEFAULT NULL
-- | ) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY RANGE  COLUMNS(`a`)
-- | (PARTITION `p0` VALUES LESS THAN ('m') ENGINE = InnoDB,
-- |  PARTITION `p1` VALUES LESS THAN (MAXVALUE) ENGINE = InnoDB)
-- table r3
-- | CREATE TABLE `r3` (
-- |   `a` int(11) DEFAULT NULL
-- | ) ENGINE=MEMORY DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
-- |  PARTITION BY HASH (`a`)
-- | PARTITIONS 2

