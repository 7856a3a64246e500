check: id > 0
check: t.id > 0
check: public.t.id > 0
check: nope > 0
check: u.id > 0
check: id
check: name
check: id > (select 1)
check: exists (select 1 from u)
check: count(*) > 1
check: row_number() over () > 1
check: generate_series(1, 2) > 1
check: name ~ '^[a-z]+$'
check: feeling in ('ok', 'nope')
check: char_length(name) > 3 and flag
check: twice(id) > 2
check: t is not null
check: flag or id
check: id > 'x'
check: made < now()
check: tableoid > 0
check: ctid is not null
check: num::int > 1
check: name = any (array['a', 'b'])
check: name in ('a', 'b') or code = 'x'
check: raw = '{}'
default integer: 1
default integer: 'a'
default integer: '1'
default integer: now()
default text: now()
default text: 1
default timestamptz: now()
default timestamptz: current_timestamp
default uuid: gen_random_uuid()
default uuid: uuid_generate_v4()
default uuid: 'x'
default integer: id
default integer: t.id
default integer: (select 1)
default integer: count(*)
default integer: row_number() over ()
default integer: generate_series(1, 2)
default integer: nextval('counter')
default integer: nextval('nosuch')
default bigint: nextval('counter'::regclass)
default text[]: '{}'
default text[]: array[]::text[]
default text[]: array['a']
default mood[]: array['ok']
default mood[]: array['ok']::mood[]
default jsonb: '{}'
default jsonb: '{}'::json
default jsonb: '{}'::jsonb
default mood: 'ok'
default mood: 'nope'
default mood: 'ok'::text
default boolean: 1
default boolean: 'yes'
default boolean: false
default positive: 1
default positive: '1'
default email: 'x'
default varchar(3): 'abcdef'
default numeric: 1.5
default smallint: 100000
default date: now()
default date: current_date
default interval: '1 day'
default interval: 5
default time: now()
default text: current_user
default text: ('a' || 1)
default text: nosuch()
default integer: extract(epoch from now())
default bigint: extract(epoch from now())
default bigint: (date_part('epoch', now()) * 1000)::bigint
default text: md5(random()::text)
default inet: '127.0.0.1'
default text: encode(data, 'hex')
default integer: null
default integer: null::text
index: lower(name)
index: lower(id)
index: nope
index: (select 1)
index: count(*)
index: random()
index: now()
index: made::date
index: stamp::date
index: day::text
index: id::text
index: made::text
index: feeling::text
index: date_trunc('day', made)
index: date_trunc('day', stamp)
index: to_tsvector(name)
index: to_tsvector('english', name)
index: to_tsvector('english'::regconfig, name)
index: name || code
index: coalesce(name, '')
index: concat(name, code)
index: twice(id)
index: over(id)
index: greet(name)
index: doc ->> 'a'
index: (doc ->> 'a')::int
index: (doc ->> 'a')::date
index: (doc ->> 'a')::timestamp
index: extract(epoch from made)
index: extract(year from stamp)
index: made at time zone 'UTC'
index: stamp at time zone 'UTC'
index: array_to_string(tags, ',')
index: tags::text
index: md5(name)
index: generate_series(1, id)
index: t.id + 1
index: num::text
index: dbl::text
index: flag::text
index: key::text
index: num + id
index: raw -> 'a'
predicate: flag
predicate: id
predicate: id > 0 and name is not null
predicate: made > now()
predicate: made > '2020-01-01'
predicate: day > '2020-01-01'
predicate: day > made
predicate: exists (select 1)
predicate: count(*) > 0
predicate: feeling = 'ok'
predicate: feeling = 'nope'
predicate: name like 'a%'
predicate: nope is null
predicate: feeling = any (array['ok'::mood, 'sad'::mood])
predicate: feeling::text = 'ok'
generated integer: id + 1
generated text: name || code
generated text: name || id
generated text: name || made
generated text: now()::text
generated text: upper(name)
generated integer: name
generated integer: (select 1)
generated integer: count(*)
generated integer: nope
generated tsvector: to_tsvector('english', name)
generated tsvector: to_tsvector(name)
generated text: feeling::text
generated numeric: num * 2
generated integer: generate_series(1, 2)
generated date: made::date
generated date: stamp::date
generated text: concat(name, 'x')
generated tsvector: setweight(to_tsvector('simple', coalesce(name, '')), 'A')
policy: id = 1
policy: id
policy: exists (select 1 from u where u.t_id = t.id)
policy: exists (select 1 from u where u.t_id = id)
policy: name = current_user
policy: count(*) > 1
policy: nope = 1
policy: id in (select t_id from u)
policy: id in (select nope from u)
policy: generate_series(1, 2) = 1
policy: row_number() over () = 1
trigger: new.id > 0
trigger: old.id is distinct from new.id
trigger: new.nope > 0
trigger: new.id
trigger: id > 0
trigger: new is distinct from old
trigger: new.* is distinct from old.*
trigger: exists (select 1)
trigger: count(*) > 1
trigger: t.id > 0
using text: id::text
using integer: name::integer
using integer: length(name)
using integer: (select 1)
using integer: nope
using integer: count(*)
using mood: name::mood
using boolean: id = 1
check: name <> '' and length(name) <= 100
check: code ~* '^[a-z]{2}$'
check: (flag and name is not null) or (not flag and name is null)
check: made > stamp
check: day >= '2020-01-01'
check: cardinality(tags) > 0
check: tags <@ array['a', 'b']
check: num >= 0 and num <= 100.5
check: doc ? 'a' and jsonb_typeof(doc) = 'object'
check: jsonb_typeof(doc -> 'a') = 'array'
check: mail ~ '@'
check: pos < 10
check: small between 1 and 5
check: key <> '00000000-0000-0000-0000-000000000000'
check: key <> 'zero'
check: made_of(t) = 'x'
check: t.* is not null
check: nextval('counter') > 0
check: data is null or octet_length(data) = 16
check: (point).x > 0
check: (point).z > 0
check: upper(period) > now()
check: address << inet '10.0.0.0/8'
check: num_nonnulls(id, big) = 1
check: num_nulls(id, name) > 0
check: coalesce(id, big) is not null
check: id in (1, 2, 'x')
check: name = upper(name) collate "C"
check: length(nope) > 0
check: lower(name, 1) = 'x'
check: feeling = 'ok'::text
check: feeling in ('ok', 'sad') is true
check: case when flag then id > 0 else true end
check: case when flag then id end > 0
check: case when flag then id else false end
check: not (flag and id)
check: (select true)
check: id + name > 0
check: true
check: 1
check: null
default text: gen_random_uuid()
default uuid: uuid_generate_v4()::text
default varchar(10): 1
default varchar(10): 'x'::text
default char(3): 'abc'
default timestamp: now()
default timestamp: current_timestamp at time zone 'utc'
default timestamp: (now() at time zone 'utc')
default timestamp: timezone('utc', now())
default timestamptz: '2020-01-01'
default timestamptz: 'now'
default date: now()::date
default date: '2020-01-01'
default date: current_date + 7
default date: current_date + interval '7 days'
default timestamptz: now() + interval '1 day'
default timestamptz: now() + '1 day'
default timestamptz: now() + 1
default jsonb: '[]'::jsonb
default jsonb: jsonb_build_object('a', 1)
default jsonb: json_build_object('a', 1)
default jsonb: 'x'::text
default json: '{}'::jsonb
default text[]: '{}'::text[]
default text[]: array['a', 'b']
default text[]: array[]::varchar[]
default integer[]: array[1, 2]
default integer[]: '{1,2}'
default integer[]: 'x'
default integer[]: array['a']
default numeric(10,2): 0
default numeric: 'x'
default numeric: '1.5'
default bigint: 1
default integer: 3000000000
default integer: 1.5
default integer: 'x'::text
default real: 1.5
default boolean: 'maybe'
default boolean: null
default boolean: 0
default boolean: 't'
default bytea: '\x00'
default bytea: gen_random_bytes(16)
default bytea: 'x'::text
default mood[]: '{ok,sad}'
default mood[]: '{}'::mood[]
default mood: 'ok'::mood
default mood: takes_mood('ok')
default inet: inet_client_addr()
default text: inet_client_addr()
default xml: '<a/>'
default interval: '1 hour'::interval
default interval: interval '30' day
default text: concat('a', 1)
default text: upper('x') || '-' || nextval('counter')
default text: 'x' || lpad(nextval('counter')::text, 5, '0')
default text: nextval('counter')
default integer: (1 + 2) * 3
default integer: -1
default integer: random() * 10
default integer: floor(random() * 10)
default text: substr(md5(random()::text), 1, 10)
default text: current_setting('app.user', true)
default uuid: current_setting('app.user', true)::uuid
default text: session_user
default name: current_user
default text: version()
default oid: 1
default regclass: 't'
default positive: 0
default positive: 'x'
default small_positive: 5
default email: 1
default tag_list: '{}'
default tag_list: array['a']
default citext: 'x'
default citext: 'x'::text
default citext: 1
default hstore: ''
default hstore: 'a=>1'::hstore
default ltree: 'a.b'
default pair: row(1, 'a')
default pair: '(1,a)'
default u: null
default tsvector: ''
default tsvector: to_tsvector('x')
default tstzrange: tstzrange(now(), null)
default money: 1
default money: '1'
default bit(3): b'101'
default bit(3): '101'
default time: current_time
default time: '10:00'
default timetz: now()
default public.mood: 'sad'
default integer: other.hidden()
default integer: act(1)
default integer: greet('x')
default integer: set_of_int()
default integer: new.id
default integer: value
default integer: nosuch
default integer: "current_date"
default text: 'a' collate "C"
default text: coalesce(null, 'x')
default text: case when true then 'a' else 'b' end
default integer: case when true then 1 else 2.5 end
default integer: case when true then 'a' end
default integer: coalesce(null, 1)
default integer: greatest(1, 2)
default integer: array[1]
default integer: exists (select 1)
default integer: array(select 1)
default integer: (select count(*) from u)
index: upper(code)
index: lower(mail)
index: login
index: (doc -> 'a')
index: (doc #>> '{a,b}')
index: ((doc ->> 'a')::numeric)
index: ((doc ->> 'a')::boolean)
index: ((doc ->> 'a')::uuid)
index: date(stamp)
index: date(made)
index: (made at time zone 'UTC')::date
index: timezone('UTC', made)
index: date_part('year', stamp)
index: date_part('year', made)
index: extract(month from day)
index: to_char(day, 'YYYY')
index: to_char(stamp, 'YYYY')
index: date_trunc('day', made, 'UTC')
index: date_trunc('day', made at time zone 'UTC')
index: day + 1
index: stamp + interval '1 day'
index: made + interval '1 day'
index: made - stamp
index: stamp - stamp
index: age(stamp)
index: coalesce(made, stamp)
index: coalesce(day, '2020-01-01')
index: coalesce(made, '2020-01-01')
index: greatest(id, big)
index: nullif(name, '')
index: case when flag then id end
index: case when flag then made else stamp end
index: id || name
index: name || 'x'
index: name || id::text
index: name || feeling
index: name || day
index: concat_ws(' ', name, code)
index: format('%s', name)
index: quote_literal(id)
index: quote_literal(day)
index: substring(name from 1 for 3)
index: left(name, 3)
index: regexp_replace(name, 'a', 'b')
index: name collate "C"
index: lower(name) collate "C"
index: array_length(tags, 1)
index: tags[1]
index: (tags)::text[]
index: array_to_string(nums, ',')
index: id::numeric
index: name::int
index: name::date
index: name::timestamptz
index: name::mood
index: feeling
index: feeling::text
index: key::text
index: flag::int
index: num::money
index: dbl::numeric
index: dbl::text
index: tz(made)
index: takes_mood(feeling)
index: tz(day)
index: unaccent(name)
index: hashtext(name)
index: md5(name || code)
index: sha256(data)
index: encode(data, 'hex')
index: jsonb_array_length(doc)
index: doc ->> name
index: (point).x
index: point
index: t
index: row_to_json(t)
index: to_jsonb(name)
index: setweight(to_tsvector('english', coalesce(name, '')), 'A') || setweight(to_tsvector('english', coalesce(code, '')), 'B')
index: to_tsvector('english', coalesce(name, '') || ' ' || coalesce(code, ''))
index: to_tsvector('nosuch', name)
index: to_tsvector('english', doc)
index: current_date
index: current_user
index: nextval('counter')
index: tableoid
index: ctid
index: 1
index: lower(name) = 'x'
index: id in (1, 2)
index: feeling in ('ok', 'sad')
index: made in ('2020-01-01')
index: id = any (nums)
index: exists (select 1)
index: set_of_int()
predicate: name <> ''
predicate: made is null
predicate: flag = true
predicate: not flag
predicate: flag is not true
predicate: stamp > '2020-01-01'
predicate: made > stamp
predicate: made::date > '2020-01-01'
predicate: (doc ->> 'a') is not null
predicate: (doc ->> 'a')::boolean
predicate: doc @> '{"a": 1}'
predicate: feeling <> 'ok' and flag
predicate: feeling in ('ok', 'sad')
predicate: feeling = 'ok'::mood
predicate: name in ('a', 'b')
predicate: name = any (array['a', 'b'])
predicate: code::text = 'x'
predicate: code = any (array['x'::varchar, 'y']::text[])
predicate: id in (select 1)
predicate: lower(name) = 'x'
predicate: current_date > day
predicate: day > current_date
predicate: random() > 0.5
predicate: twice(id) > 1
predicate: over(id) > 1
predicate: name
predicate: 'x'
predicate: 'true'
predicate: null
generated text: lower(name) || '-' || code
generated text: coalesce(name, '') || ' ' || coalesce(code, '')
generated text: concat_ws(' ', name, code)
generated text: name || ' ' || id
generated text: id
generated text: day::text
generated integer: extract(year from day)
generated integer: extract(year from made)
generated integer: date_part('year', stamp)
generated double precision: num * dbl
generated numeric(10,2): num * 1.2
generated boolean: made is null
generated boolean: made > now()
generated boolean: name
generated tsvector: to_tsvector('english', coalesce(name, '') || ' ' || coalesce(doc ->> 'a', ''))
generated tsvector: to_tsvector('english'::regconfig, name)
generated text: doc ->> 'a'
generated integer: (doc ->> 'a')::int
generated timestamptz: (doc ->> 'a')::timestamptz
generated uuid: (doc ->> 'a')::uuid
generated text: md5(name)
generated text: twice(id)
generated text: tz(made)
generated integer: t.id + 1
generated integer: u.id + 1
generated integer: ctid
generated integer: tableoid
generated text: current_user
generated text: array_to_string(tags, ',')
generated text[]: string_to_array(name, ',')
generated text: upper(feeling)
generated text: upper(feeling::text)
generated interval: stamp - stamp
generated interval: age(stamp, stamp)
generated date: made
generated tstzrange: tstzrange(made, made + interval '1 day')
generated tstzrange: tstzrange(made, made)
generated citext: name
generated integer: length(name)
generated bigint: id
generated smallint: id
generated integer: big
generated integer: 'x'
generated integer: '1'
policy: t.id = 1
policy: key = current_setting('app.id')::uuid
policy: key = current_setting('app.id')
policy: made_of(t) = 'x'
policy: id in (select u.t_id from u where u.name = current_user)
policy: id in (select name from u)
policy: exists (select 1 from nope)
policy: exists (select 1 from u where u.id = nope)
policy: true
policy: 1 = 1
policy: (select flag)
policy: name = (select max(name) from u)
policy: pg_has_role('postgres', 'member')
trigger: new.name is distinct from old.name and new.flag
trigger: old.* is distinct from new.*
trigger: (old.*) is distinct from (new.*)
trigger: old.name <> new.nope
trigger: new.name = 'x' or new.feeling = 'bad'
trigger: new.feeling = 'ok'
trigger: new.name
trigger: pg_trigger_depth() = 0
trigger: new
trigger: made_of(new) = 'x'
trigger: new.id > (select 1)
trigger: new.ctid is null
trigger: name = 'x'
using integer: (name)::integer
using integer: nullif(name, '')::integer
using timestamptz: stamp at time zone 'UTC'
using text[]: string_to_array(name, ',')
using text[]: array[name]
using jsonb: doc::jsonb
using jsonb: to_jsonb(name)
using mood: name::text::mood
using mood: case name when 'a' then 'ok'::mood else 'sad' end
using mood: case name when 'a' then 'ok' else 'bad' end
using uuid: gen_random_uuid()
using integer: nosuch(name)
using integer: t.id
using integer: row_number() over ()
using integer: set_of_int()
using integer: nextval('counter')
