create table t(id int primary key auto_increment, a int, b varchar(20), c datetime, d decimal(10,2), key(a))
insert into t(a,b,c,d) values (1,'x','2020-01-01 10:00:00',1.50),(2,'y','2021-01-01 10:00:00',2.25),(2,'z',null,null),(null,'w','2020-06-01',3)
create table u(id int, t_id int, n varchar(5) collate utf8mb4_unicode_ci)
insert into u values (1,1,'a'),(2,1,'b'),(3,2,'ß'),(4,9,null)
select t.id,u.id from t inner join u on u.t_id=t.id order by 1,2
select t.id,u.id from t left join u on u.t_id=t.id order by 1,2
select t.id,u.id from t right join u on u.t_id=t.id order by 2
select t.id,u.id from t cross join u order by 1,2 limit 3
select * from t,u where t.id=u.t_id and u.id>1 order by u.id
select t.* from t where a in (select a from t group by a having count(*)>1) order by id
select a, count(*), sum(d), avg(d), min(b), max(c) from t group by a order by a
select a, count(*) c from t group by a having c>1
select a+1 as x, count(*) from t group by x order by x
select a, b from t group by a order by a
select date(c) dd, count(*) from t group by date(c) order by dd
select year(c), month(c) from t order by id
select concat(b,'-',ifnull(d,'none')) from t order by id
select coalesce(d,0)+1, d*2, d/3, round(d,1), a/2, a div 2, a%2 from t order by id
select case when a=1 then 'one' when a=2 then 'two' else 'other' end from t order by id
select group_concat(b order by id separator '|') from t
select group_concat(distinct a order by a) from t
select id, (select count(*) from u where u.t_id=t.id) n from t order by n desc, id
select * from (select a, max(id) m from t group by a) q join t on t.id=q.m order by t.id
select n='SS', n like 's%', upper(n), n='ss' collate utf8mb4_bin from u order by id
select t.b=u.n from t,u where t.id=u.t_id
select concat(t.b,u.n) from t,u where t.id=u.t_id order by 1
select id from t where b between 'x' and 'y' order by id
select id from t where c > '2020-03-01' order by id
select id from t where c >= date'2020-06-01' and c < date'2020-06-01' + interval 1 day
select id from t where a is null or a <=> null
select max(id) from t where 1=0
select count(*), sum(a) from t where 1=0
select id from t order by a desc, id limit 1,2
select id from t order by c is null, c
select id from t order by field(b,'z','w'), id
select distinct a from t order by a desc
select a from t union select id from u order by a
select a from t union all select id from u order by a limit 3
(select id from t order by id limit 1) union (select id from u order by id desc limit 1) order by id
select 1 from t where exists (select * from u where u.t_id=t.id) order by t.id
select id from t where id not in (select t_id from u) order by id
select id from t where id > all (select t_id from u where t_id<3) order by id
select id from t where (id,a) in (select 1,1)
select row_number() over (partition by a order by id) r, rank() over (order by a) k, dense_rank() over (order by a) dk, sum(d) over (partition by a) s, first_value(id) over (order by id) f, count(*) over () c from t order by id
select sum(d) over (order by id rows between 1 preceding and current row) from t order by id
with q as (select a, count(*) n from t group by a) select q.a, q.n from q where n>1
with recursive seq(n) as (select 1 union all select n+1 from seq where n<3) select n, t.b from seq left join t on t.id=seq.n order by n
select t.nope from t
select id from t join u on t.id=u.t_id
select zz.* from t
select count(*) from t group by nope
select a from t having nope=1
select a from t having d=1
select a from t order by nope
select a from t where b=(select id, a from t)
select a from t where b=(select b from t)
select * from nope
select * from t join t
select * from t x join t x
select sum(a) from t where sum(a)>1
select sum(sum(a)) from t
select (select id from t limit 1 offset 10)
select t.id from t join u using(nope)
select id, sum(a) over (order by id) from t where sum(a) over () > 1
create view v1 as select id, a+1 as a1, b from t
select * from v1 where a1>1 order by id
create view v2 as select * from v1 join (select 1 as one) z
select * from v2 order by id
drop table u
create view v3 as select * from t
alter table t drop column d
select id from v3
drop view v1
select * from v2
insert into t(a,b) select a,b from t where id=1
select id,a,b from t order by id
insert into t(id,a) values (1,5) on duplicate key update a=values(a)+10, b=concat(b,'q')
select id,a,b from t where id=1
update t set a=a+1, b=a where id=1
select id,a,b from t where id=1
update t set a=0 order by id limit 2
select id,a from t order by id
update t x join t y on x.id=y.id+1 set x.a=y.id*100
select id,a from t order by id
delete from t where a=100 limit 1
select id,a from t order by id
select if(count(*)>0,'yes','no') from information_schema.tables where table_schema=database() and table_name='t'
select column_name, data_type, is_nullable from information_schema.columns where table_schema=database() and table_name='t' order by ordinal_position
select exists(select 1 from information_schema.statistics where table_schema=database() and table_name='t' and index_name='a')
set @c = (select count(*) from information_schema.columns where table_schema=database() and table_name='t' and column_name='nope')
select @c
set @s = if(@c=0,'alter table t add column nope int','select 1')
prepare st from @s
execute st
select count(*) from information_schema.columns where table_schema=database() and table_name='t'
select @m, @m+1
select @x, @y
select * from seq_1_to_4
select * from seq_5_to_1_step_2
select count(*) from seq_1_to_100 s where s.seq % 2 = 0
