create table t(id int auto_increment primary key, a int, b varchar(20), n int default 0)
create table log(id int auto_increment primary key, msg varchar(100))
create trigger t_bi before insert on t for each row set new.n = ifnull(new.a,0)*2
create trigger t_ai after insert on t for each row insert into log(msg) values (concat('ins ',new.id,' ',new.n))
create trigger t_bu before update on t for each row set new.b = concat(old.b,'>',new.b)
create trigger t_ad after delete on t for each row insert into log(msg) values (concat('del ',old.id))
insert into t(a,b) values (1,'x'),(2,'y')
update t set b='z' where id=1
delete from t where id=2
select * from t
select * from log order by id
create function f(x int) returns int deterministic return x*2
select f(3), f(null), f(f(2))
insert into t(a,b) values (f(10),'f')
select * from t order by id
create function g(x int) returns varchar(20) reads sql data return (select concat('n',count(*)) from t where a>x)
select g(0)
select nope(1)
select f(1,2)
begin
insert into t(a,b) values (100,'tx')
rollback
select count(*) from t where a=100
select auto_increment from information_schema.tables where table_schema=database() and table_name='t'
start transaction
insert into t(a,b) values (101,'tx')
savepoint s
insert into t(a,b) values (102,'tx')
rollback to s
commit
select id,a from t where a>99
create temporary table tmp (x int)
insert into tmp values (1),(2)
select sum(x) from tmp
insert into t(a,b) select x, 'tmp' from tmp
select a,b from t where b='tmp' order by a
set sql_mode=''
insert into t(a) values ('abc')
select a from t order by id desc limit 1
set sql_mode=default
create table e(id int primary key, e enum('x','y') not null, s set('a','b','c'))
insert into e values (1,'x','a,c'),(2,'y','b'),(3,1,7)
select * from e where e='x' order by id
select e+0, s+0 from e order by id
select id from e where find_in_set('a',s) order by id
select id from e order by e desc, id
select * from e where e=2
select max(e), min(e), count(distinct e) from e
update e set e='z' where id=1
update e set s='a,a,b' where id=1
select s from e where id=1
create table dt(id int primary key, d date, t datetime, ts timestamp default current_timestamp on update current_timestamp, y year, tm time(2))
insert into dt(id,d,t,y,tm) values (1,'2020-01-01','2020-01-01 10:00:00',2020,'10:11:12.345')
select id,d,t,y,tm from dt where d='2020-01-01' and y=2020
select d+interval 1 month, t - interval 1 second, year(d), date_format(t,'%d/%m/%Y'), tm from dt
select id from dt where t between '2020-01-01' and '2020-01-02'
update dt set d=null where id=1
select ts is null, ts > '2020-01-01' from dt
create table cp(a varchar(10), b varchar(10), unique key (a(3)), unique key u2 (a,b))
insert into cp values ('abcdef','x')
insert into cp values ('abcxyz','y')
insert into cp values ('ABC','y')
insert into cp values ('abx','y'),('aby','y')
select * from cp order by a
create table bn(a varchar(10) collate utf8mb4_bin primary key, b varbinary(4))
insert into bn values ('a','x'),('A','y')
insert into bn values ('a ','z')
select * from bn where a='A'
select hex(b) from bn order by b
create table nn(a int, b int, unique(a,b))
insert into nn values (1,null),(1,null),(1,2)
insert into nn values (1,2)
select count(*) from nn
create table dcl(a decimal(20,10), b double(8,2), c float(6,1))
insert into dcl values (1.123456789012,12345.678,1.26)
select * from dcl
select concat(a,'|',b,'|',c) from dcl
select a+b, b*2, c*2 from dcl
create table zf(a int(5) zerofill, b tinyint(1), c bit(8))
insert into zf values (12,1,5)
select a, b, c+0, concat(a,'x'), hex(c) from zf
select * from t where a = 'abc'
select 'a' = 0, '1a'=1, null='a', 0='', '0'=0, 'true'=true
select least('10',9), greatest('b','a',3)
select if(1>null,'x','y'), nullif('a','A'), isnull(1/0), ifnull(1/0,'z')
select count(*) from (select distinct a from t) q
select a, b, count(*) from t group by a, b having count(*)>0 order by a,b limit 3
