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
