-- Each statement runs, whatever became of the ones before.
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
create table t15(a int not null, b varchar(10)) partition by key(a) partitions 3;
create table t16(a int) partition by list(a) (partition x values in (1,2), partition y values in (null));
create table t17(a int comment 'c', key(a) comment 'k') comment 'table';
create table t18(a int) page_compressed=1;
create table t19(a int) foo=bar;
alter table t14 remove partitioning;
alter table t17 partition by hash(a) partitions 2;

