create table t(i int, ti tinyint, u int unsigned, d decimal(5,2), f double, v varchar(3), c char(2), e enum('a','b'), s set('x','y'), da date, dt datetime, tm time, y year, b bit(4), vb varbinary(2), tx tinytext, js json, ts timestamp null, fl float)
insert into t(i) values ('abc')
insert into t(i) values ('12abc')
insert into t(i) values ('')
insert into t(i) values ('1.6')
insert into t(i) values (1.5)
insert into t(i) values (3000000000)
insert into t(ti) values (128)
insert into t(ti) values ('200')
insert into t(u) values (-1)
insert into t(d) values (1000)
insert into t(d) values (1.999)
insert into t(d) values ('1.999')
insert into t(d) values ('x')
insert into t(d) values ('1x')
insert into t(f) values ('x')
insert into t(f) values ('1x')
insert into t(v) values ('abcd')
insert into t(v) values ('abc   ')
insert into t(c) values ('abc')
insert into t(c) values ('ab  ')
insert into t(e) values ('c')
insert into t(e) values (3)
insert into t(e) values (0)
insert into t(e) values ('')
insert into t(e) values ('2')
insert into t(e) values ('A')
insert into t(s) values ('x,z')
insert into t(s) values (4)
insert into t(s) values ('y,x')
insert into t(s) values ('')
insert into t(da) values ('2020-13-01')
insert into t(da) values ('2020-02-30')
insert into t(da) values ('x')
insert into t(da) values ('')
insert into t(da) values ('0000-00-00')
insert into t(da) values ('2020-01-00')
insert into t(da) values (20200101)
insert into t(da) values ('2020-01-01 10:00:00')
insert into t(da) values ('2020-01-01x')
insert into t(da) values (0)
insert into t(da) values (5)
insert into t(da) values (true)
insert into t(dt) values ('2020-01-01T00:00:00Z')
insert into t(dt) values ('2020-01-01 00:00:00.6')
insert into t(dt) values ('2020-01-01 25:00:00')
insert into t(dt) values ('x')
insert into t(dt) values (1.5)
insert into t(ts) values ('1960-01-01')
insert into t(ts) values ('2039-01-01')
insert into t(ts) values ('0000-00-00 00:00:00')
insert into t(tm) values ('900:00:00')
insert into t(tm) values ('x')
insert into t(tm) values ('10:61:00')
insert into t(y) values (1900)
insert into t(y) values ('99')
insert into t(y) values (3000)
insert into t(y) values ('x')
insert into t(y) values (0)
insert into t(b) values (16)
insert into t(b) values ('a')
insert into t(b) values (b'101')
insert into t(vb) values ('abc')
insert into t(vb) values ('ab ')
insert into t(js) values ('x')
insert into t(js) values ('{"a":1}')
insert into t(fl) values (1e40)
insert into t(i) values (true)
insert into t(v) values (12345)
insert into t(v) values (1.5e0)
insert into t(i) values ('2020-01-01')
insert into t(i) values (date'2020-01-01')
insert into t(i) values (x'31')
insert into t(i) values (0x31)
insert into t(v) values (0x31)
insert into t(tx) values (repeat('a',256))
insert into t(i) values (1e30)
insert into t(i) values ('1e2')
insert into t(d) values (1e0)
insert into t(ti) values (-129),(1)
insert into t(i) values (1),('z')
create table n(a int not null, b varchar(2) not null, c timestamp not null, d enum('q','r') not null, g int as (a+1) stored, check (a<100), constraint cc check (b<>'z'))
insert into n values ()
select * from n
insert into n(a) values (null)
select * from n
insert into n(a,b) values (1,'x')
select * from n
insert into n(a,b,c) values (1,'x','2020-01-01 00:00:00')
select * from n
insert into n(a,b,c,d) values (null,'x',null,'q')
select * from n
insert into n(a,b,g) values (1,'x',5)
select * from n
insert into n(a,b,g) values (1,'x',default)
select * from n
insert into n(a,b) values (100,'x')
select * from n
insert into n(a,b) values (1,'z')
select * from n
insert into n(a,b) values (1,'x'),(null,'y')
select * from n
insert into n select null,'x',null,'q',1
select * from n
insert into n(a,b) select null,'x'
select * from n
update n set a=null
select * from n
update n set a=200
select * from n
update n set g=1
select * from n
insert ignore into n(a,b) values (null,null),('abc','toolong')
set sql_mode=''
insert into n(a) values (null)
select * from n
insert into n(a,b) values (null,'x'),(null,'y')
select * from n
insert into n values ()
select * from n
update n set a=null
select * from n
select * from n
