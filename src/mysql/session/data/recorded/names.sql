create table t(a int primary key, b varchar(10) not null, c datetime)
create table u(a int, d int)
insert into t values (1,'x',null),(2,'y',null)
select x from t
select a from t where x=1
select a from t group by x
select a from t having x=1
select a from t order by x
select t.a from t join u on t.x=u.a
select a from t,u
select t.a from t join u using(x)
select zz.* from t
select zz.a from t
select evaluator2.t.a from t
select * from nope
select * from nodb.nope
select * from t,t
select (select 1,2)
select (select a from t)
select 1 in (select 1,2)
select (1,2)=1
select (1,2) in (1,2)
insert into t(a,x) values (1,2)
insert into t(a,a) values (1,2)
insert into t values (1)
insert into t(a,b) values (3,'a'),(4)
insert into t(a) values (5)
select a from t where sum(a)>1
select sum(sum(a)) from t
select a from t union select 1,2
update t set x=1
update t set a=x
delete from t where x=1
delete x from t
update t set a=1 order by x
update t set a=(select max(a) from t)
delete from t where a in (select a from t)
select nofn(1)
select evaluator.nofn(1)
select abs(1,2)
select abs()
select concat()
select a, count(*) from t
select *
select t.* from u
insert into t values (a,'b',null)
insert into t(a,b) values (x,1)
insert into t(a,b) values(1,'q') on duplicate key update x=1
insert into t(a,b) values(1,'q') on duplicate key update b=x
insert into t(a,b) select 1
insert into t(a,b) select x,1 from t
select a as q from t where q=1
select values(a) from t
select default(x) from t
select * from t limit x
select 1 limit -1
select a from t order by 3
select a from t group by 3
select * from (select a,a from t) x
select * from (select 1)
select @@nosuch
select nodb.f(1)
select t.a from t where exists(select * from u where t.zz=1)
insert into nope values (1)
update nope set a=1
delete from nope
delete zz from t join u
update t,u set x=1
update t join u on t.a=u.a set a=1
select * from t natural join nope
select sum(a) over () from t where sum(a) over () > 1
select max(a) from t group by max(a)
with c(x,y) as (select 1) select * from c
with c as (select 1), c as (select 2) select 1
select ifnull(1)
select if(1,2)
select cast(1 as char) from t where b like 'a' escape 'xx'
select t.a.b.c from t
