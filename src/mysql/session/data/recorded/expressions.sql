select 1+1
select 2-3
select 3*4
select 5/2
select 7 div 2
select 7 % 3
select -5
select +3
select 1.5+2
select 1.10*1.1
select 10/3
select 1/0
select 5 % 0
select 1.0/3
select 0.1+0.2
select 1e0/3
select 2e10
select 18446744073709551615
select 18446744073709551615+1
select 9223372036854775807+1
select -9223372036854775808
select 9223372036854775808-1
select 1-2
select cast(1 as unsigned)-2
select '12abc'+1
select 'abc'+1
select '1e2'+0
select ''+0
select '0x10'+0
select x'31'+0
select 0x31+0
select 0x31
select x'41'
select b'1000001'
select 1=1
select 1='1'
select 'a'='A'
select 'a'='b'
select 'é'='e'
select 'a'='a '
select 1=null
select null<=>null
select 1<=>null
select 1<>2
select 'abc'<'abd'
select '10'<9
select 'a'>1
select 1 and null
select 0 and null
select 1 or null
select 0 or null
select 1 xor 1
select 1 xor null
select not 1
select not null
select !0
select null is null
select 1 is not null
select 1 is true
select 0 is false
select null is unknown
select null is not true
select 5 between 1 and 10
select 5 not between 1 and 3
select null between 1 and 2
select 5 between null and 3
select 5 between 6 and null
select 1 in (1,2)
select 3 in (1,2)
select null in (1)
select 1 in (2,null)
select 1 not in (2,null)
select 'a' in ('A','b')
select (1,2) in ((1,2),(3,4))
select (1,2)=(1,2)
select (1,2)<(1,3)
select 'abc' like 'a%'
select 'abc' like 'A_C'
select 'a%c' like 'a\%c'
select 'abc' like 'a|%' escape '|'
select 'abc' not like 'b%'
select null like 'a'
select 'x' like binary 'X'
select '' like '%'
select 'abc' regexp '^a'
select 'abc' regexp 'B'
select 'abc' rlike '[a-c]+$'
select 'a1' regexp '[[:digit:]]'
select 'abc' regexp binary 'B'
select case 1 when 1 then 'a' else 'b' end
select case when 0 then 1 end
select case 3 when 1 then 'x' when 3 then 'y' end
select if(1,2,3)
select if(null,2,3)
select ifnull(null,5)
select ifnull(1,5)
select nullif(1,1)
select nullif(1,2)
select coalesce(null,null,3)
select 1|2
select 6&3
select 5^1
select 1<<3
select 16>>2
select ~0
select ~1
select -1|0
select 1<<64
select '5'|2
select concat('a',1,null)
select concat('a',1,'b')
select concat_ws(',','a',null,'b')
select concat(1.50,2e0)
select concat(date'2020-01-01','x')
select length('héllo')
select char_length('héllo')
select upper('héß')
select lower('ÀB')
select reverse('abc')
select repeat('ab',3)
select left('hello',2)
select right('hello',2)
select substring('hello',2,3)
select substring('hello',-3)
select substring('hello' from 2)
select mid('hello',2,2)
select substr('abc',0)
select substr('abc',4)
select trim('  a ')
select ltrim('  a')
select rtrim('a  ')
select trim(leading 'x' from 'xxaxx')
select trim(both 'x' from 'xxaxx')
select trim(trailing 'x' from 'axx')
select replace('abcabc','b','X')
select insert('Quadratic',3,4,'What')
select lpad('hi',4,'?')
select rpad('hi',1,'?')
select lpad('hi',5)
select space(3)
select locate('bar','foobarbar')
select locate('bar','foobarbar',5)
select instr('foobar','bar')
select position('b' in 'abc')
select substring_index('www.mysql.com','.',2)
select substring_index('www.mysql.com','.',-2)
select strcmp('a','b')
select strcmp('b','a')
select strcmp('A','a')
select ascii('a')
select ord('é')
select char(77,121)
select field('b','a','b')
select find_in_set('b','a,b,c')
select elt(2,'x','y')
select make_set(5,'a','b','c')
select export_set(5,'Y','N',',',4)
select quote("it's")
select soundex('Hello')
select format(12345.678,2)
select format(1234567,0)
select bin(12)
select oct(12)
select hex(255)
select hex('abc')
select unhex('616263')
select conv('a',16,2)
select conv(-17,10,-18)
select abs(-5)
select abs(-1.5)
select sign(-3)
select floor(1.7)
select floor(-1.7)
select ceil(1.2)
select ceiling(-1.2)
select round(1.5)
select round(2.5)
select round(-1.5)
select round(1.298,1)
select round(23.298,-1)
select round(1.5e0)
select round(2.5e0)
select truncate(1.999,1)
select truncate(122,-2)
select truncate(-1.999,1)
select mod(29,9)
select mod(34.5,3)
select pow(2,3)
select sqrt(16)
select exp(0)
select ln(1)
select log(2,8)
select log2(8)
select log10(100)
select pi()
select sin(0)
select cos(0)
select degrees(pi())
select radians(180)
select crc32('abc')
select greatest(1,5,3)
select least('b','a')
select greatest(1,2.5)
select greatest(1,null)
select interval(23,1,15,17,30)
select md5('a')
select sha1('a')
select sha2('a',256)
select sha2('abc',512)
select to_base64('abc')
select from_base64('YWJj')
select password('x')
select uncompressed_length('')
select date('2020-01-02 10:11:12')
select time('2020-01-02 10:11:12')
select year('2020-01-02')
select month('2020-01-02')
select day('2020-01-02')
select hour('10:11:12')
select minute('10:11:12')
select second('10:11:12')
select microsecond('10:11:12.5')
select quarter('2020-05-01')
select dayofweek('2020-01-02')
select weekday('2020-01-02')
select dayofyear('2020-03-01')
select week('2020-01-05')
select week('2020-01-05',1)
select weekofyear('2020-12-31')
select yearweek('2020-01-05')
select dayname('2020-01-02')
select monthname('2020-01-02')
select last_day('2020-02-03')
select to_days('2020-01-02')
select from_days(737791)
select to_seconds('2020-01-01')
select date_add('2020-01-31', interval 1 month)
select date_sub('2020-03-31', interval 1 month)
select '2020-01-01'+interval 1 day
select date'2020-01-01'+interval 1 hour
select date_add('2020-01-01 10:00:00', interval '1:30' hour_minute)
select adddate('2020-01-01',5)
select subdate('2020-01-01',1)
select date_add('2020-01-01', interval 1.5 second)
select date_add(null, interval 1 day)
select timestampadd(day,1,'2020-01-01')
select timestampdiff(month,'2020-01-31','2020-03-01')
select datediff('2020-01-10','2020-01-01')
select timediff('10:00:00','09:30:00')
select addtime('10:00:00','01:00:00')
select subtime('2020-01-01 10:00:00','01:00:00')
select period_add(202001,2)
select period_diff(202003,202001)
select sec_to_time(3661)
select time_to_sec('01:01:01')
select maketime(10,11,12)
select makedate(2020,60)
select extract(year_month from '2020-05-06')
select extract(day_hour from '2020-05-06 07:08:09')
select date_format('2020-01-02 13:04:05','%Y-%m-%d %H:%i:%s %W %M %a %b %d %e %j %p %r %T %y %U %u %V %v %x %X %D %c %h %k %l %f %w %%')
select time_format('100:00:00','%H %k %h')
select str_to_date('02,01,2020','%d,%m,%Y')
select str_to_date('10:11','%H:%i')
select str_to_date('2020-01-02 10:11:12','%Y-%m-%d %H:%i:%s')
select str_to_date('x','%Y')
select str_to_date('Jan 5 2020','%b %e %Y')
select cast('12' as signed)
select cast('1.9' as signed)
select cast(1.9 as signed)
select cast(-1 as unsigned)
select cast('abc' as char(2))
select cast(123 as char)
select cast('2020-01-02 03:04:05' as date)
select cast('10:11' as time)
select cast('2020-01-02' as datetime)
select cast(1.256 as decimal(5,2))
select cast('x' as decimal)
select cast(1e3 as decimal(10,3))
select convert('abc' using latin1)
select binary 'abc'
select cast(20200102 as date)
select cast('1' as double)
select cast(1 as binary(3))
select cast(now() as char) is null
select json_object('a',1,'b','x')
select json_array(1,'a',null,true)
select json_extract('{"a": {"b": 2}}','$.a.b')
select json_unquote('"abc"')
select json_valid('{}')
select json_valid('x')
select json_length('[1,2]')
select json_type('{}')
select json_keys('{"a":1,"b":2}')
select json_contains('[1,2]','1')
select json_set('{"a":1}','$.b',2)
select json_remove('{"a":1,"b":2}','$.a')
select json_value('{"a":"x"}','$.a')
select json_merge_patch('{"a":1}','{"b":2}')
select json_quote('a"b')
select json_insert('{"a":1}','$.a',5)
select json_replace('{"a":1}','$.a',5)
select json_extract('[1,[2,3]]','$[1][0]')
select json_array_append('[1]','$',2)
select inet_aton('1.2.3.4')
select inet_ntoa(16909060)
select hex(inet6_aton('::1'))
select is_ipv4('1.2.3.4')
select is_ipv6('::1')
select database()
select charset('a')
select collation('a')
select last_insert_id()
select row_count()
select coercibility('a')
select distinct 1, 2 union select 1,2 union all select 3,4
select 1 union select 1.5 union select 'a'
select (select 1)
select exists(select 1)
select 1 in (select 1)
select 1 = any (select 1)
select 2 > all (select 1)
select true
select false
select null
select unix_timestamp('2020-01-01') is null
select from_unixtime(0) is null
select date'2020-01-01' = '2020-01-01'
select date'2020-01-01' < '2020-1-2'
select time'10:00:00' > '9:00'
select timestamp'2020-01-01 00:00:00' = '2020-01-01'
select date'2020-01-01'+0
select timestamp'2020-01-01 10:11:12.50'+0
select date '2020-01-01' = 20200101
select 1 limit 0
select 3 order by 1 limit 1
with recursive c(n) as (select 1 union all select n+1 from c where n<5) select * from c
with c as (select 1 a union select 2) select sum(a), count(*), avg(a), min(a), max(a), group_concat(a order by a desc separator '-') from c
select 1 from dual where 1=0
select nosuch(1)
select abs(1,2)
select x
select 1.0+1
select 2.50*3.0
select 1.5/0.3
select 10 div 3.3
select 10.5 % 3
select 100000000000*100000000000
select 0.1e0*3
select 1e308*10
select cast('9999999999999999999' as signed)
select 5 div 0
select null+1
select -null
select 'a' || 'b'
select 1 || 0
select 1 && 0
select date_add('2020-12-31 23:59:59', interval 1 second)
select date_add('2020-01-01', interval '1 2' day_hour)
select '2020-02-29' + interval 1 year
select date'2020-02-29' - interval 1 year
select interval 1 day + '2020-01-01'
select date_add('0000-00-00', interval 1 day)
select date_add('2020-01-01', interval 10000 year)
