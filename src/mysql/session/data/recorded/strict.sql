create table t(id int primary key, v varchar(10), n int)
insert into t values (1,'abc',1),(2,'5',2),(3,'',3)
update t set n=5 where v=0
update t set n=5 where v=5
delete from t where v=5
delete from t where v+0=99
insert into t values (10,'x','abc'+1)
insert into t values (11,'x',cast('abc' as signed))
insert into t values (12,'x',cast('12abc' as unsigned))
insert into t select 13,'x',v+0 from t
update t set n=v+1
update t set n=1 where id='1x'
update t set n=9 where v like 5
update t set n=1/0
update t set n=1 where 1/0
delete from t where 1/0 = 1
insert into t values (14,'x',cast('x' as decimal))
insert into t values (15,date_add('x', interval 1 day),1)
insert into t values (16,concat(1,2),cast('2020-99-01' as date))
update t set n=month('2020-99-99')
update t set v=date_format('bad','%Y')
insert into t values (17,str_to_date('x','%Y'),1)
insert into t values (18,round('abc'),1)
insert into t values (19,left('abc','x'),1)
insert ignore into t values (20,'toolongtext!!','abc'+1)
insert into t values (21,if('abc',1,2),1)
insert into t values (22,'a' and 1,1)
select * from t
update t set n=if(v='abc',1,0)
update t set n=case v when 0 then 1 else 2 end
insert into t values (23, unix_timestamp('bad'), 1)
insert into t values (24, greatest('a',1), 1)
insert into t values (25, '1' + '2', 3)
insert into t values (26, date('2020-01-01 10:00:00'), to_days('x'))
create table gw (a int, b int as (a + 1), d decimal(10,2))
update gw set b = 5
insert into gw (a) values (1)
update gw set b = 5 where a = 99
update gw set b = null
update gw set b = 5
update gw set a = 2 where 1 <=> 42 * cast(space(2) as decimal(10,2))
update gw set a = 2 where truncate(to_base64('a ') + 42, 1)
update gw set d = truncate(to_base64('a ') + 42, 1)
select * from gw
