select 1, 'a', null, true, 1.5, 1e3, 3000000000, -1, 99999999999999999999
select id, small, big, num, real4, dbl, name, code, fixed, flag from t
select made, stamp, day, clock, span, doc, raw, key, tags, nums from t
select feeling, feelings, pos, mail, point, data, address, words, period from t
select nope from t
select t.nope from t
select x.id from t
select id from t, u
select t.id, u.id from t, u
select * from t, t
select * from nope
select * from other.nope
select * from w
select w.* from other.w
select other.w.label from other.w
select * from u
select u.* , t.id from u join t on t.id = u.t_id
select id + 1, id + big, id + num, id + dbl, small + small, real4 + num from t
select id || name, name || id, id || 'x', name || code, code || code, tags || 'x', nums || 1 from t
select id || id from t
select id = name from t
select id = 'abc' from t
select id = '12' from t
select key = 1 from t
select key = 'x' from t
select key = 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11' from t
select flag and id from t
select not id from t
select id from t where id
select id from t where name
select id from t where flag
select id from t where 'x'
select feeling = 'ok' from t
select feeling = 'bad' from t
select feeling = name from t
select feeling < 'happy' from t
select feelings @> array['ok']::mood[] from t
select 'ok'::mood, 'bad'::mood
select 'abc'::integer
select '2020-01-01'::date
select 'maybe'::boolean
select 'x'::uuid
select ''::integer
select id::text, id::mood from t
select id::uuid from t
select name::mood, name::integer, flag::integer, flag::text from t
select name::varchar(10), num::numeric(5,1), made::date, made::timestamp(3) from t
select 1::nosuchtype
select cast(1 as nosuch.type)
select date '2020-01-01', timestamp '2020-01-01', interval '1 day', time '10:00'
select now(), current_timestamp, current_date, localtimestamp, current_time, localtime
select current_user, session_user, current_schema, current_catalog
select now() - made, made - made, day - day, made + span, day + 1, day + span, stamp - day from t
select now() - interval '1 day', day - interval '1 day', now() + '1 day' from t
select extract(epoch from made), extract(year from day), date_part('year', made), date_trunc('day', made) from t
select made at time zone 'UTC', stamp at time zone 'UTC' from t
select coalesce(name, 'x'), coalesce(id, 0), coalesce(id, big), coalesce(null, 1), coalesce(code, fixed) from t
select coalesce(id, name) from t
select coalesce(id, 'x') from t
select greatest(1, 2.5), least(id, big), greatest(made, '2020-01-01') from t
select nullif(name, ''), nullif(id, 0), nullif(code, 'x'), nullif(1, 2.5) from t
select case when flag then 1 else 2.5 end, case when flag then 'a' end, case id when 1 then name else code end from t
select case when flag then code else code end, case when flag then code end from t
select case when id then 1 end from t
select case when flag then 1 else 'x' end from t
select case when flag then id else name end from t
select case when flag then feeling else 'ok' end from t
select array[1,2], array['a','b'], array[1,2.5], array[id, big], array[name, code] from t
select array[1,'x']
select array[id, name] from t
select array[]
select array[]::integer[], '{}'::text[], array[[1,2],[3,4]]
select array['a']::mood[]
select array['ok','sad']::mood[]
select tags[1], nums[1:2], doc['a'], (array[1,2])[1] from t
select id in (1, 2), name in ('a', 'b'), id in (1, 2.5), id not in (1) from t
select id in ('a') from t
select id in (1, 'a') from t
select name in (1, 2) from t
select feeling in ('ok', 'bad') from t
select id = any(array[1,2]), id = any('{1,2}'), name = any(tags), id = any(nums), name <> all(tags) from t
select id = any(name) from t
select id = any(tags) from t
select id between 1 and 2, name between 'a' and 'b' from t
select id between 'a' and 2 from t
select name like 'a%', name ilike 'a%', name not like 'x', name similar to 'x', name ~ 'x', id like 'x' from t
select id ~~ 'x' from t
select name like 'a' escape 'x' from t
select name is null, flag is true, flag is not unknown, id is distinct from 2 from t
select id is true from t
select doc -> 'a', doc ->> 'a', doc #> '{a,b}', doc #>> '{a}', doc -> 1, doc @> '{}', doc ? 'a', doc || '{}' from t
select raw -> 'a', raw ->> 'a', (doc ->> 'a')::int from t
select doc = raw from t
select raw = raw from t
select doc ->> id ->> 1 from t
select lower(name), lower(code), length(name), char_length(fixed), substring(name from 1 for 2), trim(name) from t
select position('a' in name), overlay(name placing 'x' from 1), substring(name, 1), btrim(name), trim(both 'x' from code) from t
select upper(id) from t
select length(1)
select nosuch(1)
select nosuch(1, 'a', null)
select nosuch(id, name, made) from t
select other.hidden(), hidden()
select other.hidden()
select nosuch.f(1)
select pg_catalog.lower('X'), public.twice(2)
select twice(1), twice('1'), twice(2.5)
select twice(1), twice('1')
select twice('a')
select over(1), over('a'), over(null), over(name), over(small) from t
select over(1.5)
select over(flag) from t
select greet('a'), greet('a', 'b'), greet(who => 'x'), greet(greeting => 'a', who => 'b')
select greet(nope => 'x')
select greet()
select total(1, 2, 3), total(variadic array[1, 2]), total()
select same(1), same('x'::text), same(name), same(tags), same(feeling), same(pos) from t
select same('x')
select one_out(1)
select * from one_out(1)
select * from rows_of(1)
select r.a from rows_of(1) r
select * from rows_of(1) as r(x, y)
select * from all_t()
select id from all_t()
select * from anything()
select * from anything() as (a int, b text)
select * from anything() as r(a int, b text)
select * from generate_series(1, 10)
select * from generate_series(1, 10) as n
select n from generate_series(1, 10) n
select n.n from generate_series(1, 10) as g(n)
select g.n from generate_series(1, 10) as g(n)
select * from generate_series(now(), now(), '1 day') d
select * from unnest(array[1,2], array['a','b'])
select * from unnest(array[1,2]) with ordinality
select * from unnest(array[1,2]) with ordinality as x(v, n)
select * from jsonb_each('{}'), jsonb_array_elements('[]') e
select * from jsonb_to_recordset('[]') as x(a int, b mood)
select e->>'a' from jsonb_array_elements('[]') e
select value, key from jsonb_each_text('{}')
select * from json_populate_record(null::pair, '{}')
select * from regexp_split_to_table('a b', ' ') w
select * from t, lateral (select t.id + 1 as next) x
select * from t, (select t.id) x
select x.next from t, lateral (select t.id + 1 as next) x
select unnest(tags), generate_series(1, id) from t
select id from t where generate_series(1, 2) = 1
select count(*), count(id), sum(id), sum(big), sum(num), sum(dbl), sum(small), avg(id), min(name), max(made) from t
select array_agg(id), array_agg(name), string_agg(name, ','), bool_and(flag), json_agg(t), jsonb_agg(doc), array_agg(tags) from t
select string_agg(name, ',' order by id), count(distinct name), count(*) filter (where flag) from t
select count(*) filter (where id) from t
select json_build_object('a', 1), jsonb_build_object('a', id), to_jsonb(t), row_to_json(t), json_object_agg(name, id) from t group by t.id
select percentile_cont(0.5) within group (order by dbl), mode() within group (order by name) from t
select id from t where count(*) > 1
select id from t group by count(*)
select sum(count(*)) from t
select id, row_number() over (), rank() over (partition by name order by id), lag(name) over w, sum(id) over (order by id) from t window w as (order by id)
select id from t where row_number() over () = 1
select row_number() from t
select lower(name) over () from t
select count(distinct id) over () from t
select lower(distinct name) from t
select exists(select 1), (select 1), (select name from t limit 1), array(select id from t)
select (select id, name from t)
select id in (select id from u), id in (select name from u) from t
select id in (select id, name from u) from t
select (select x.id from u x where x.t_id = t.id limit 1) from t
select (select nope from u) from t
select (select name) from t
select row(1, 'a'), (1, 2) = (3, 4)
select t from t
select (point).x, (point).y from t
select (point).nope from t
select (t).id, (t).name from t
select t.* from t as t(a, b)
select a.x from t as a(x)
select a.id from t as a(x)
select * from u as a(x, y)
select * from u as a(a, b, c, d, e)
select * from t join u using (id)
select id from t join u using (id)
select name from t join u using (id)
select t.id, u.id from t join u using (id)
select * from u natural join other.w
select * from t join u using (nope)
select * from u a join u b using (id, name)
select * from u join other.w using (id)
select * from (u join t using (id)) as j
select j.id from (u join t using (id)) as j
select u.id from (u join t using (id)) as j
select * from t join u on t.id
select * from t join u on nope = 1
select 1 from t join u on u.t_id = t.id join other.w on w.id = u.id where w.label = 'x'
select 1 from t, u join other.w on w.id = t.id
select * from v
select v.code from v
select * from (select id, name from t) x
select x.id from (select id, name from t) x
select x.made from (select id, name from t) x
select * from (values (1, 'a'), (2, 'b')) x
select * from (values (1, 'a'), (2.5, null)) x(n, s)
select * from (values (1, 'a'), ('b', 2)) x
values (1, 'a'), (2, 'b')
select 1 union select 2.5
select 1 union select 'a'
select 'a' union select 'b'
select 'a' union all select feeling from t
select null union select 1
select null union select null union select 1
select 1 union select name from t
select 1, 2 union select 1
select id, name from t union select id, name from u order by id
select id, name from t union select id, name from u order by 1, name
select id, name from t union select id, name from u order by nope
select id from t union select id from u order by id + 1
select id from t except select big from t intersect select small from t
select code from t union select code from t
select code from t union all select name from t
select id from t order by name, 1, id + 1
select id as x from t order by x
select id as x from t order by x + 1
select id as name, name from t order by name
select id from t order by 2
select id from t order by nope
select id from t group by 2
select name, count(*) from t group by name
select name n, count(*) from t group by n
select lower(name) as l, count(*) from t group by l
select lower(name), count(*) from t group by 1
select id, name, count(*) from t group by id
select distinct on (name) id, name from t order by name
select distinct on (nope) id from t
select id from t limit 1 offset 2
select id from t limit 'a'
select id from t limit name
select id from t limit id
with a as (select 1 as x, 'a' as y) select * from a
with a(p, q) as (select 1 as x, 'a' as y) select p, q from a
with a(p, q, r) as (select 1, 2) select * from a
with a as (select 1), a as (select 2) select 1
with a as (select id from t), b as (select * from a) select b.id from b
with recursive r(n) as (values (1) union all select n + 1 from r where n < 5) select n from r
with recursive r as (select 1 as n, 'a' as s union all select n + 1, s || 'x' from r) select * from r
with recursive tree as (select id, t_id, name, 1 as depth from u where t_id is null union all select u.id, u.t_id, u.name, tree.depth + 1 from u join tree on tree.id = u.t_id) select * from tree
with recursive tree as (select id, array[id] as path from u union all select u.id, path || u.id from u join tree on tree.id = u.t_id) select * from tree
with t as (select 1 as lone) select lone from t
with t as (select 1 as only) select id from t
select * from pg_class
select relname from pg_catalog.pg_class c join pg_namespace n on n.oid = c.relnamespace
select table_name, column_name from information_schema.columns
select nope from information_schema.columns
select * from information_schema.nope
select nextval('counter'), currval('counter'), setval('counter', 1), nextval('public.counter')
select nextval('nosuch')
select 't'::regclass, 'nosuch'::regclass
select 't'::regclass::oid, 'pg_class'::regclass
select * from counter
select tableoid, xmin, ctid from t
select tableoid::regclass from t
select gen_random_uuid(), random(), md5('x'), pi()
select name collate "C" from t
select id collate "C" from t
select name collate "nosuch" from t
select words @@ to_tsquery('a'), to_tsvector('english', name), to_tsvector(name), setweight(words, 'A') from t
select address << '10.0.0.0/8', host(address) from t
select period && tstzrange(now(), null), lower(period), upper_inf(period) from t
select period @> now() from t
select data || '\x00', encode(data, 'hex'), length(data), md5(data) from t
select -id, @ id, id % 2, 2 ^ 3, id / 2, id / 2.0, |/ 4, !! 'a'::tsquery from t
select id & 1, id << 1, ~id, -num, +id from t
select - name from t
select @ name from t
select pos + 1, pos = 1, mail || 'x', lower(mail), mail = 'x', pos + pos from t
select coalesce(pos, 1), coalesce(pos, pos), coalesce(mail, 'x') from t
select count(t), count(t.*), row_to_json(t.*) from t
select array_length(tags, 1), array_append(tags, 'x'), cardinality(nums), array_remove(nums, 1), array_to_string(tags, ','), unnest(nums) from t
select array_append(nums, 'x') from t
select array_append(tags, 1) from t
select tags @> array['a'], tags && '{a}', nums = '{1}', tags || tags, 'x' || tags from t
select concat('a', 1, name), format('%s', id), concat_ws(',', tags), quote_literal(1) from t
select round(num, 2), round(dbl), round(dbl, 2) from t
select round(num), trunc(num), ceil(dbl), floor(num), abs(id), mod(id, 2), power(2, 3), sqrt(2) from t
select to_char(made, 'YYYY'), to_date('x', 'y'), to_timestamp(1), to_number('1', '9'), make_interval(days => 1), age(made) from t
select date('2020-01-01'), text(1), int4('1') from t
select name::text::varchar, (name)::text, 'a'::text, id::bigint as b, 1::text from t
select pg_typeof(1), version(), current_setting('x'), set_config('a', 'b', false), obj_description(1, 'x')
select split_part(name, ',', 1), regexp_replace(name, 'a', 'b', 'g'), replace(name, 'a', 'b'), left(name, 1), lpad(name, 1, '0'), repeat(name, 2) from t
select count(*) from t having count(*) > 1
select count(*) from t having id
select 1 having true
select id from t for update
select name, id from t group by name
select t.id, u.name, count(*) from t join u on true group by t.id
select name from t group by id
select code || name from t group by code, name
select upper(name) from t group by upper(name)
select upper(name) || 'x' from t group by upper(name)
select name from t group by upper(name)
select count(*), name from t
select * from t group by id
select u.* from u group by id
select 1 from t having name = 'x'
select name from t order by count(*)
select count(*) from t order by name
select (select name) from t group by id
select max(id), (select name from u where u.id = max(t.id)) from t
