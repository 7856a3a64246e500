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
with t as (select 1 as lone) select id from t
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
select login, attrs, path, tags, few, range_col, pairs, rows from e
select login = 'x', login = login, login || 'x', lower(login), login like 'a%', login = note, note = login from e
select login::text, note::citext, coalesce(login, 'x'), coalesce(login, note), upper(login), length(login) from e
select coalesce(note, login), case when true then login else note end, login in ('a', 'b') from e
select login ~ 'x', login ~~* 'y', replace(login, 'a', 'b'), min(login), split_part(login, ',', 1) from e group by login
select attrs -> 'a', attrs ? 'a', attrs || 'a=>1', attrs @> 'a=>1', akeys(attrs), attrs -> array['a'] from e
select note % 'x', similarity(note, 'x'), note <-> 'y', show_limit() from e
select note % 1 from e
select uuid_generate_v4(), uuid_generate_v1mc(), digest('x', 'sha256'), crypt('a', gen_salt('bf')), gen_random_bytes(8)
select path @> 'a.b', path ~ '*.x', nlevel(path), subpath(path, 0, 1), path || 'x' from e
select login + 1 from e
select attrs + 1 from e
select tags || 'x'::text, tags[1], array_length(tags, 1), 'a' = any(tags), unnest(tags) from e
select few + 1, few = pos, -few, abs(few), few::text from e, t
select range_col && range_col, lower(range_col), span_of(1, 2), range_col @> 1.5 from e
select (pairs[1]).x, pairs[1], (rows[1]).name, pairs || row(1, 'a')::pair from e
select * from joined
select * from counts
select counts.n, counts from counts
select act(1)
select dflt(1), dflt(1, 2), dflt(1, c => 'y'), dflt(a => 1), dflt(b => 1, a => 2)
select dflt(1, 'x')
select dflt()
select dflt(1, 2, 'x', 3)
select dflt(b => 1)
select dflt(1, a => 2)
select arr(tags), arr(nums), arr(array[1.5]) from t
select arr(1)
select arr('{}')
select compat(1, 2.5), compat('a', 1), compat('a', 'b'), compat(id, big) from t
select compat(id, name) from t
select outs(), (outs()).a, (outs()).b
select * from outs()
select o.b from outs() o
select * from set_of_int()
select s from set_of_int() s
select set_of_int from set_of_int()
select takes_mood('ok'), takes_mood('bad')
select takes_mood(name) from t
select takes_mood(feeling) from t
select made_of(t), t.made_of, made_of(t.*) from t
select made_of(u) from u
select t.nofunc from t
select id(t), name(t) from t
select tz('2020-01-01'), tz(now()), tz(stamp), tz(day) from t
select tz(1)
select jsonb_array_length(doc), jsonb_typeof(doc), jsonb_set(doc, '{a}', '1'), doc - 'a', doc #- '{a}', jsonb_path_query(doc, '$.a') from t
select doc - 1, doc - array['a'], doc ->> 'a' = 'x', (doc -> 'a')::int, doc @? '$.a', doc @@ '$.a == 1' from t
select doc::text, raw::jsonb, doc::json, '{}'::jsonb || doc, to_json(name), json_build_array(1, 'a'), jsonb_agg(t.*) from t group by doc, raw, name
select jsonb_object_agg(name, id), json_agg(json_build_object('a', id)), array_agg(distinct name order by name) from t
select name || null, null || name, null + 1, null = null, null || null, 'a' || 'b', 1 || 'a', array[1] || 2, 1 || array[2], array[1] || array[2] from t
select 'a' = 'b', 'a' < 'b', 'a' + 'b', 'a' || 1
select '1' + 1, '1.5' + 1, '1' + 1.5, 1 + null, '2020-01-01' - now(), now() - '2020-01-01'
select '1.5' + 1
select interval '1 day' * 2, 2 * interval '1 day', interval '1 day' / 2, '1 day'::interval + interval '1 hour'
select day + time '10:00', clock + interval '1 hour', clock - clock, stamp + interval '1 day', made + interval '1' day from t
select made > day, made > stamp, stamp > day, made = '2020-01-01', day = '2020-01-01', day between '2020-01-01' and now() from t
select made::date = day, date_trunc('month', made)::date, extract(dow from day)::int, to_char(day, 'x'), age(day, day), age(day) from t
select make_date(2020, 1, 1), make_timestamp(2020, 1, 1, 1, 1, 1), isfinite(day), justify_hours(span), clock_timestamp(), timeofday(), statement_timestamp() from t
select greatest(day, now()), least(name, 'x'), greatest(id, 'x') from t
select least(null, null), greatest('a', 'b'), coalesce(null, null), nullif(null, 1), nullif('a', 'b')
select coalesce(day, now()), coalesce(stamp, day), coalesce(num, 0), coalesce(dbl, num), coalesce(flag, false), coalesce(tags, '{}'), coalesce(doc, '{}') from t
select coalesce(tags, nums) from t
select coalesce(doc, raw) from t
select coalesce(sum(amount), 0), coalesce(count(*), 0), sum(amount)::float / count(*), round(avg(amount), 2), count(*) * 100.0 / 3 from u
select sum(id) filter (where id > 1), avg(id)::numeric(10, 2), stddev(id), variance(num), corr(dbl, dbl), every(flag), bit_and(id) from t
select array_agg(id order by name desc nulls last), max(name) over (partition by flag), first_value(name) over w, ntile(4) over w, percent_rank() over w from t window w as (order by id rows between 1 preceding and current row)
select lag(id, 1, 0) over (), lead(name) over (), nth_value(id, 2) over (), dense_rank() over (order by id), cume_dist() over () from t
select count(*) over (partition by nope) from t
select count(*) over nosuch from t
select name, sum(id) over () from t group by name
select name, sum(count(*)) over () from t group by name
select t.*, row_number() over () as rn from t
select x.* from (select *, 1 as extra from u) x
select x.nope from (select *, 1 as extra from u) x
select a.id, b.id from u a, u b where a.id = b.t_id
select id from u a, u b
select u.id from u a
select a.id from u a where u.id = 1
select * from u a, u a
select * from u, other.w as u
select 1 from u where exists (select 1 from t where t.id = u.t_id and nope)
select 1 from u where exists (select 1 from t where t.id = u.nope)
select 1 from u where t_id in (select id from t where name = u.name)
select 1 from u where (id, name) in (select id, name from t)
select 1 from u where (id, name) in (select id, name, 1 from t)
select 1 from u where (id, name) = (1, 'x')
select 1 from u where row(id, name) = row(1, 2)
select 1 from u where id = (select max(id) from t)
select 1 from u where id > all (select id from t)
select 1 from u where id = any (select name from t)
select 1 from u where name = any ('{a,b}')
select 1 from u where name = any ('a,b')
select 1 from u where id = any ('{1,2}'::int[]) and name <> all (array['x'])
select 1 from u where name in (select feeling from t)
select 1 from t where feeling in (select name from u)
select 1 from t where feeling::text in (select name from u)
select 1 from t where feeling = any (array['ok', 'sad']::mood[])
select 1 from t where feeling = any (array['ok', 'sad'])
select 1 from t where feeling = any ('{ok,sad}')
select 1 from t where tags = array['a'] and nums = '{1,2}' and tags @> '{a}'
select 1 from t where tags @> array[1]
select 1 from t where key in ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11') and key is not null
select 1 from t where key = name
select 1 from t where key::text = name
select 1 from t where id = '1' or big = '2' or num = '3.5' or name = 4::text
select 1 from t where name = 4
select 1 from t where flag = 'yes' and flag = true and flag is not true and not flag
select 1 from t where flag = 1
select 1 from t where code = 'x' and code = name and fixed = 'abc' and fixed = name
select 1 from t where made >= now() - '7 days'::interval and made < current_date and day = current_date - 1
select 1 from t where point = row(1, 'a')::pair and (point).x = 1 and point is null
select 1 from t where data = '\xff' and length(data) > 1 and address = '1.2.3.4' and address <<= '10.0.0.0/8'
select 1 from t where words @@ 'a' and words @@ plainto_tsquery('english', name)
select ts_rank(words, to_tsquery('a')), ts_headline(name, to_tsquery('a')), strip(words), words || words from t
select lower(period), upper(period), isempty(period), period * period, period @> made, tstzrange(made, now(), '[)'), int4range(1, 2), numrange(1, 2.5) from t
select 1 as a, 2 as a order by a
select id as a, name as a from u order by a
select name from u group by name having count(*) > 1 order by count(*) desc, name
select name as n from u group by n having n = 'x'
select date_trunc('day', made) as d, count(*) from t group by d order by d
select date_trunc('day', made), count(*) from t group by date_trunc('day', made) order by date_trunc('day', made)
select case when id > 1 then 'a' else 'b' end as c, count(*) from t group by case when id > 1 then 'a' else 'b' end
select case when id > 1 then 'a' else 'b' end as c, name from t group by 1
select t.name, count(u.id) from t left join u on u.t_id = t.id group by t.id
select t.name, count(u.id) from t left join u on u.t_id = t.id group by t.id, u.name order by t.made
select t.name, u.name from t left join u on u.t_id = t.id group by t.id, t.name
select j.id, j.uname from joined j group by j.id
select id, (select count(*) from u where u.t_id = t.id) from t group by id
select count(*) as n, (select name from u limit 1) from t
select string_agg(distinct name, ', ' order by name) from t
select string_agg(id, ',') from t
select sum(name) from t
select avg(flag) from t
select max(flag) from t
select max(key) from t
select max(doc) from t
select min(feeling), max(feeling), max(tags), min(address), max(pos), max(mail), min(login) from t, e
select sum(made) from t
select sum(span), avg(span) from t
select distinct raw from t
select raw from t union select raw from t
select distinct doc, tags from t
select 1 from t group by raw
select id from t order by raw
select id from t order by doc, tags, feeling, key, flag
select distinct id from t order by name
select distinct id, name from t order by name
select distinct lower(name) from t order by lower(name)
with ins as (insert into u (id, name) values (1, 'x') returning id, name as n) select * from ins
with upd as (update u set name = 'x' where id = 1 returning *) select id from upd
with del as (delete from u using t where t.id = u.t_id returning u.id, t.name) select * from del
with ins as (insert into u (id, nope) values (1, 'x') returning id) select * from ins
with ins as (insert into nope values (1)) select 1
with a as materialized (select 1 as x) select a.x, b.x from a, a as b
with a as (select 1 as x) select (select x from a), exists (select 1 from a where a.x = t.id) from t
with a as (select b.id from b), b as (select 1 as id) select * from a
with recursive a as (select 1 as x), b as (select x from a) select * from b
with recursive s(n, t) as (select 1, 'a' union all select n + 1, t || 'b' from s where n < 3) select n, t from s
with recursive s as (select id, name, array[name] as path from u union all select u.id, u.name, s.path || u.name from s, u) select * from s
select * from t cross join u
select * from t left join u on true right join other.w on true full join e on true
select t.id, w.label from t left join (u join other.w on w.id = u.id) on u.t_id = t.id
select t.id from t left join u using (id, name)
select name from u join t using (id, name)
select * from (select 1 as a) x join (select 1 as a, 2 as b) y using (a)
select * from (select 1 as a) x natural join (select 1 as a, 2 as b) y
select * from (select 1 as a) x left join (select 2 as b) y on x.a = y.b
select x.b from (select 1 as a) x left join (select 2 as b) y on x.a = y.b
select * from (select 'a' as a) x join (select 1 as a) y using (a)
select * from u as a(x) join t on t.id = a.x
select a.t_id from u as a(x)
select lat.s from t, lateral (select sum(u.amount) as s from u where u.t_id = t.id) lat
select lat.s from t left join lateral (select u.name as s from u where u.t_id = t.id limit 1) lat on true
select tag from t, unnest(t.tags) tag
select tag from t, unnest(tags) as tag where tag = 'x'
select x.k, x.v from t, jsonb_each(t.doc) as x(k, v)
select x.value ->> 'a' from t, jsonb_array_elements(doc) x
select x from t, jsonb_array_elements_text(doc) x
select x.key from t, jsonb_object_keys(doc) as x(key)
select d::date from generate_series('2020-01-01'::date, '2020-02-01', '1 day') d
select d::date from generate_series('2020-01-01'::timestamp, '2020-02-01', interval '1 day') as g(d)
select g from generate_series(1, 2) g union all select 3
select i, j from generate_series(1, 2) i, generate_series(1, i) j
select * from string_to_table('a,b', ',') with ordinality as x(part, n)
select * from regexp_matches('a', 'b') m
select * from pg_get_keywords()
select * from json_to_record('{}') as x(a int, b text[])
select * from json_to_record('{}')
select * from current_date
select * from lower('x')
select * from lower(1)
select * from nosuch(1)
select * from abs(-1) as x
select c.relname, a.attname, t.typname from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_type t on t.oid = a.atttypid where c.relkind = 'r' and a.attnum > 0
select 1 from pg_type where typname = 'mood'
select conname from pg_constraint where conrelid = 't'::regclass and contype = 'f'
select tablename from pg_tables where schemaname = 'public'
select 1 from information_schema.tables where table_schema = 'public' and table_name = 't'
select column_name, data_type from information_schema.columns where table_name = 'x' order by ordinal_position
select pg_get_serial_sequence('e', 'id'), setval(pg_get_serial_sequence('e', 'id'), 1), setval('counter', (select max(id) from t)), lastval()
select setval('counter', 1, false), setval('counter', coalesce((select max(id) from t), 1))
select has_table_privilege('t', 'select'), to_regclass('nosuch'), to_regtype('x'), pg_relation_size('t'), pg_total_relation_size('t'::regclass)
select format('%I', name), quote_ident(name), concat(id, name), initcap(name), reverse(name), strpos(name, 'a'), ascii(name), chr(65), translate(name, 'a', 'b'), to_hex(id) from t
select string_to_array(name, ','), array_position(tags, 'x'), array_cat(tags, tags), array_dims(tags), array_upper(tags, 1), array_replace(tags, 'a', 'b'), array_prepend('x', tags) from t
select regexp_match(name, 'x'), regexp_matches(name, 'x', 'g'), regexp_split_to_array(name, ','), substring(name from 'x'), substring(name, 'x'), overlay(name placing 'x' from 1 for 2) from t
select encode(data, 'base64'), decode('x', 'hex'), sha256(data), convert_from(data, 'UTF8'), convert_to(name, 'UTF8'), get_byte(data, 0), md5(name)::uuid from t
select floor(random() * 10)::int, trunc(num), trunc(num, 1), sign(id), exp(1), ln(2), log(10), div(5, 2), width_bucket(1, 0, 10, 5), ceiling(1.5), power(id, 2), sqrt(id), cbrt(id) from t
select round(1.5), round(1), round(dbl::numeric, 2), round(id / 2.0, 1), id / 2, id * 1.0, id % 2, num % 2, big / id, dbl / id, small / id, id * dbl from t
select 1 / 2, 1.0 / 2, 1::float / 2, 5 % 2, 2 ^ 2, -2 ^ 2, 1e10, .5, 1., 0x10
select true and false or not true, 1 < 2 and 2 >= 1, 1 <> 2, 1 != 2, 'a' <> 'b'
select 'a' 'b'
select e'a\nb', $$x$$, b'101', x'1F', 'a' collate "C", n'x'
select null::int, null::text || 'x', cast(null as mood), nullif(null::int, 1), (null)::pair
select current_setting('a.b', true)::int, current_setting('a')::uuid, coalesce(current_setting('x', true), '')
select txid_current(), pg_backend_pid(), inet_client_addr(), pg_advisory_lock(1), pg_sleep(1), pg_notify('a', 'b')
select (select t.name), (select 1 union select 2), array(select name from u order by id), exists (table u)
select (table u)
select not exists (select 1), (1 = 1) is true, (select true) and flag from t
select t, u.*, t.id as "Id", t.id "x y" from t, u
select t.id as select, t.name from t
select "id", "T".id from t "T"
select "ID" from t
select T.ID from T
select public.t.id, public.t.* from public.t
select other.t.id from t
select nosuch.t.id from t
select bindtest.public.t.id from public.t
select t.point.x from t
select (t.point).x, (t.point).* from t
select id.x from t
select $1
select id from only t
select sum(distinct id), count(distinct (id, name)) from t
select grouping(name), count(*) from t group by name
select array[t.id, u.id], row(t.*), row(t.id, 1) from t, u
select xmin, ctid, tableoid from v
select oid, tableoid from pg_class
select length(name) > 1 is true, name is not null and id is null, (name, id) is null from t
select name between symmetric 'b' and 'a' from t
select id from t where name similar to '%x' and name not similar to 'y' and name !~ 'z' and name !~* 'z' and name ~* 'q'
select id from t fetch first 1 row only
select id from t offset 1 limit all
select cast('1' as integer), cast(id as text), int '1', float8 '1.5', json '{}', jsonb '{"a":1}', bool 'true', uuid 'x'
select numeric '1.5', point '1,2', money '1', bit '1', varchar 'x', char 'x', name 'x', "char" 'x', oid '1', regclass 't', regtype 'integer'
select '1'::smallint, '1'::int8, '99999'::smallint, '1'::decimal(5, 2), 'x'::char(5), 'x'::bpchar, 'x'::character varying, '1'::real, '1'::double precision
select '99999'::smallint
select '99999999999'::int
select 99999999999::int, 1.5::int, 'a'::text::int
select 'x'::numeric
select '1e5'::numeric, 'NaN'::float, '-inf'::float8, ' 1 '::int, '+1'::int, '1_000'::int
select 't'::bool, 'f'::bool, 'on'::boolean, 'of'::boolean, 'n'::boolean, 'TRUE '::boolean
select '{1,2}'::int[], '{}'::uuid[], '1'::int[]
select '(1,a)'::pair, 'x'::pair
select '[1,2)'::int4range, '{}'::json, '{'::jsonb
select distinct raw::text, doc from t
select name from u order by name collate "C", amount desc nulls last
select id from t where row(id, name) > row(1, 'a') and (id, name) in ((1, 'a'), (2, 'b'))
select id from t where (id, name) in ((1, 2))
select (id, name) = (1) from t
