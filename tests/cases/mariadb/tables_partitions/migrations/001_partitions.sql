-- Each statement runs, whatever became of the ones before.
create table r(a int, b date) partition by range(a) (partition p0 values less than (10), partition p1 values less than (20));
alter table r add partition (partition p2 values less than (15));
alter table r add partition (partition p2 values less than (30), partition p3 values less than maxvalue);
alter table r add partition (partition p4 values less than (40));
alter table r add partition (partition p2 values less than (40));
alter table r drop partition p2, nope;
alter table r drop partition p0;
alter table r reorganize partition p2,p3 into (partition q2 values less than (50), partition q3 values less than maxvalue);
alter table r reorganize partition p2 into (partition q2 values less than (50));
alter table r truncate partition p1;
alter table r truncate partition nope;
alter table r drop partition p1,q2,q3;
alter table r coalesce partition 1;
alter table r add partition partitions 2;

create table h(a int) partition by hash(a) partitions 3;
alter table h add partition partitions 2;
alter table h coalesce partition 4;
alter table h coalesce partition 1;
alter table h drop partition p0;
alter table h drop partition nope;
create table h2(a int) partition by key(a);

create table l(a int) partition by list(a) (partition x values in (1,2));
alter table l add partition (partition y values in (3));
alter table r add unique(b);
alter table r add primary key(a);
alter table r rebuild partition p1;
alter table r partition by hash(a);
alter table r remove partitioning;
alter table r remove partitioning;
create table rr(a int, a2 int, primary key(a2)) partition by range(a) (partition p0 values less than (10));
create table r2(a int) partition by range(a) (partition p0 values less than (10), partition p0 values less than (20));
create table r2(a int) partition by range(a) (partition p0 values less than (10), partition p1 values less than (5));
create table r2(a int) partition by range(a) (partition p0 values less than maxvalue, partition p1 values less than (5));
create table r2(a int) partition by range(zz) (partition p0 values less than (10));
create table r2(a varchar(5)) partition by range(a) (partition p0 values less than (10));
create table r2(a varchar(5)) partition by range columns(a) (partition p0 values less than ('m'), partition p1 values less than (maxvalue));
create table r3(a int) partition by range(a);
create table r3(a int) partition by hash(a) (partition p0 values less than (10));
create table r3(a int) engine=memory partition by hash(a) partitions 2;

