set sql_mode=default
create table a(id int auto_increment primary key, n varchar(10) unique, k int default 7, ts timestamp default '2020-01-01 00:00:00')
insert into a(n) values ('x'),('y')
select * from a
insert into a(n) values ('X')
insert into a values (10,'z',1,'2021-01-01 00:00:00')
insert into a(n) values ('w')
insert into a(id,n) values (0,'q'),(null,'r'),(20,'s'),(null,'t')
select id,n,k from a order by id
insert ignore into a(n) values ('x'),('new')
select last_insert_id()
select id,n from a order by id
insert into a(n,k) values ('x',1) on duplicate key update k=k+values(k), n=concat(n,'!')
replace into a(id,n) values (2,'yy')
replace into a(n) values ('w')
select id,n,k from a order by id
update a set k=k+1, n=concat(k,'-') where id=2
update a set id=id+1
update a set id=id+100 order by id desc
select id,n,k from a order by id
delete from a where id>110
delete from a order by id limit 1
select id,n,k from a order by id
select count(*) from a
insert into a(n) select concat(n,'c') from a order by id
select id,n,k from a order by id
select auto_increment from information_schema.tables where table_name='a' and table_schema=database()
insert into a(id,n) values (102,'dup')
insert into a(n,n) values (1,2)
insert into a(zz) values (1)
insert into a values (1,2)
insert into a(n) values ('p','q')
create table p(id int primary key, v int)
create table ch(id int primary key auto_increment, pid int, foreign key (pid) references p(id) on delete cascade on update cascade)
create table ch2(id int primary key, pid int, constraint fk_x foreign key (pid) references p(id))
create table ch3(id int primary key, pid int, constraint fk_y foreign key (pid) references p(id) on delete set null)
insert into p values (1,1),(2,2),(3,3)
insert into ch(pid) values (1),(1),(2),(null)
insert into ch(pid) values (9)
insert into ch2 values (1,3)
insert into ch3 values (1,2)
delete from p where id=3
update p set id=30 where id=3
update p set id=10 where id=1
select * from ch order by id
delete from p where id=10
select * from ch order by id
delete from p where id=2
select * from ch3
insert into ch2 values (2,99)
update ch2 set pid=5
set foreign_key_checks=0
insert into ch2 values (5,77)
set foreign_key_checks=1
select * from ch2 order by id
update t1x set a=1
create table m(a int primary key, b int) engine=myisam
insert into m values (1,1),(2,2),(1,3),(4,4)
select * from m
insert into m values (5,1),('x',2)
select count(*) from m
create table g(a int, b int as (a*2) stored, c int as (a+b) virtual, check (a>0))
insert into g(a) values (1),(2)
select * from g
insert into g(a,b) values (1,5)
insert into g values (3,default,default)
update g set a=a+1
select * from g
update g set b=1
insert into g(a) values (-1)
update p join ch on ch.pid=p.id set p.v=100, ch.pid=null
select * from p
update ch2, p set ch2.id=ch2.id+1000 where ch2.pid=p.id
select * from ch2 order by id
delete ch2 from ch2 left join p on p.id=ch2.pid where p.id is null
select * from ch2 order by id
delete from ch2 using ch2 join p on p.id=ch2.pid
select * from ch2 order by id
insert into p(id,v) values (50,1) on duplicate key update v=2
insert into p(id,v) values (50,1) on duplicate key update v=v+10
select * from p
create table dd(id int auto_increment primary key, d datetime default now(), u char(36) default uuid(), e int default (1+2), c varchar(5) default 'ab', nn int not null default 5)
insert into dd(c) values ('z')
insert into dd(id) values (default)
insert into dd() values ()
select id,e,c,nn from dd
insert into dd(d,c) values ('2020-01-01', 'abcdef')
select a.id, b.id from p a join p b on a.id<b.id
select p.id, ch.id from p left join ch on ch.pid=p.id order by 1,2
select * from p natural join ch
select * from p join ch using(id)
select v, count(*), sum(id) from p group by v having count(*)>0 order by v
select v+1 as w from p where id=50 group by w having w>0
select x.* from (select id, v from p) x where x.id in (select id from p where v>1) order by id
create view vw as select id, v*2 as dbl from p
select * from vw order by id
select id, row_number() over (order by id) rn, sum(v) over (order by id) s, lag(id) over (order by id) l from p order by id
select max(v), min(id), avg(v), group_concat(id order by id) from p
select count(distinct v), count(*), count(null) from p
select * from p where exists (select 1 from ch where ch.pid=p.id)
select id from p where v = (select max(v) from p)
select (select count(*) from ch where pid=p.id) c from p order by id
select id from p union select 5 order by 1
select id from p order by v desc, id limit 1
select distinct v from p order by v
insert into p select id+1000, v from p where id=50
update p set v=(select count(*) from ch) where id=50
delete from p where id in (select 1050)
select * from p order by id
insert into p values (1,1),(2,2),(1,1)
select * from p order by id
truncate table ch
insert into ch(pid) values (null)
select * from ch order by id
insert into p(id) values (1.5),('7')
select id from p order by id
set @x := 5
insert into p values (@x, @x+1)
select * from p where id=@x
insert into p set id=60, v=id+1
select * from p where id=60
insert into a(n) values (null)
insert into a(n,k) values (repeat('a',11),1)
update a set n='toolongvalue'
update a set k='abc'
update a set k=1/0
insert into a(n,k) values ('div',1/0)
select 1 from p where 1/0 is null limit 1
