//! Statements and what becomes of the rows; every expected outcome was seen on a real server.

use crate::postgres::catalog::{Contents, NameClass, ObjectBody, ObjectId, Value};
use crate::postgres::replay::{Outcome, Session};
use crate::postgres::syntax;
use crate::source::Origin;

/// Runs a script; the outcome of each of its statements.
fn run(script: &str) -> (Session, Vec<Outcome>) {
    let mut session = Session::new(crate::environment::Environment::default());
    session.text = script.into();
    let raws = syntax::split(script);
    let outcomes = raws
        .iter()
        .map(|raw| {
            session.origin = Some(Origin { migration: 0, span: raw.span });
            session.run(script, raw).into()
        })
        .collect();
    (session, outcomes)
}

/// The outcome of the last statement, in words.
fn last(script: &str) -> String {
    run(script).1.last().map(ToString::to_string).unwrap_or_default()
}

fn relation(session: &Session, name: &str) -> ObjectId {
    let schema = session.catalog().schema("public").expect("public is there");
    session.catalog().find(NameClass::Relation, schema, name).expect("the relation is there")
}

/// The rows of a table as text, values separated by `|`.
fn rows(script: &str, table: &str) -> Vec<String> {
    let (session, _) = run(script);
    let id = relation(&session, table);
    let columns: Vec<u16> =
        session.catalog().get(id).expect("it exists").live_columns().map(|column| column.number).collect();
    let text = |value: Value<&str>| match value {
        Value::Null => "NULL".to_owned(),
        Value::Boolean(truth) => truth.to_string(),
        Value::Number(text) | Value::Text(text) => text.to_owned(),
        Value::Deferred(text) | Value::Drawn(_, text) => format!("<{text}>"),
        Value::Unknown(reason) => format!("unknown: {reason}"),
    };
    match session.catalog().contents(id) {
        None => Vec::new(),
        Some(Contents::Unknown { reason, .. }) => vec![format!("unknown: {reason}")],
        Some(Contents::Known(rows)) => rows
            .iter()
            .map(|row| columns.iter().map(|column| text(row.value(*column))).collect::<Vec<_>>().join("|"))
            .collect(),
    }
}

const USERS: &str = "CREATE TABLE users (id serial PRIMARY KEY, email varchar(12) UNIQUE NOT NULL, \
                     role text DEFAULT 'user' CHECK (role IN ('user', 'admin')), at timestamptz DEFAULT now());
                     CREATE TABLE posts (id int PRIMARY KEY, user_id int REFERENCES users ON DELETE CASCADE, title text);";

fn after_users(statements: &str) -> String {
    last(&format!("{USERS}{statements}"))
}

fn rows_after(statements: &str, table: &str) -> Vec<String> {
    rows(&format!("{USERS}{statements}"), table)
}

#[test]
fn defaults_and_sequences_fill_what_is_not_given() {
    assert_eq!(
        rows_after(
            "INSERT INTO users (email) VALUES ('a'), ('b'); INSERT INTO users VALUES (DEFAULT, 'c', NULL);",
            "users"
        ),
        ["1|a|user|<now()>", "2|b|user|<now()>", "3|c|NULL|<now()>"]
    );
}

#[test]
fn a_sequence_does_not_take_back_what_it_gave() {
    let script = "INSERT INTO users (email, role) VALUES ('a', 'root'); BEGIN; INSERT INTO users (email) VALUES ('b'); \
                  ROLLBACK; INSERT INTO users (email) VALUES ('c');";
    assert_eq!(rows_after(script, "users"), ["3|c|user|<now()>"]);
}

#[test]
fn columns_and_values_must_match() {
    let failed = |statement: &str| after_users(statement);
    assert_eq!(
        failed("INSERT INTO users (email, zz) VALUES ('a', 1);"),
        "failed with 42703: column \"zz\" of relation \"users\" does not exist"
    );
    assert_eq!(
        failed("INSERT INTO users (email, email) VALUES ('a', 'b');"),
        "failed with 42701: column \"email\" specified more than once"
    );
    assert_eq!(
        failed("INSERT INTO users (email) VALUES ('a', 1);"),
        "failed with 42601: INSERT has more expressions than target columns"
    );
    assert_eq!(
        failed("INSERT INTO users (email, role) VALUES ('a');"),
        "failed with 42601: INSERT has more target columns than expressions"
    );
    assert_eq!(
        failed("INSERT INTO users (email) VALUES ('a'), ('b', 1);"),
        "failed with 42601: VALUES lists must all be the same length"
    );
}

#[test]
fn constants_are_checked_against_their_column() {
    let failed = |values: &str| {
        last(&format!(
            "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE t (i int, s smallint, b boolean, u uuid, m mood, \
             j jsonb, v varchar(3), n numeric(5, 2), d date, a int[]); INSERT INTO t {values};"
        ))
    };
    assert_eq!(failed("(i) VALUES ('abc')"), "failed with 22P02: invalid input syntax for type integer: \"abc\"");
    assert_eq!(failed("(s) VALUES (70000)"), "failed with 22003: smallint out of range");
    assert_eq!(failed("(s) VALUES ('70000')"), "failed with 22003: value \"70000\" is out of range for type smallint");
    assert_eq!(failed("(b) VALUES ('maybe')"), "failed with 22P02: invalid input syntax for type boolean: \"maybe\"");
    assert_eq!(
        failed("(b) VALUES (1)"),
        "failed with 42804: column \"b\" is of type boolean but expression is of type integer"
    );
    assert_eq!(failed("(u) VALUES ('xyz')"), "failed with 22P02: invalid input syntax for type uuid: \"xyz\"");
    assert_eq!(failed("(m) VALUES ('happy')"), "failed with 22P02: invalid input value for enum mood: \"happy\"");
    assert_eq!(failed("(j) VALUES ('{a:1}')"), "failed with 22P02: invalid input syntax for type json");
    assert_eq!(failed("(v) VALUES ('abcd')"), "failed with 22001: value too long for type character varying(3)");
    assert_eq!(failed("(v) VALUES ('abc   ')"), "applied");
    assert_eq!(failed("(n) VALUES (12345.6)"), "failed with 22003: numeric field overflow");
    assert_eq!(
        failed("(d) VALUES ('2024-02-30')"),
        "failed with 22008: date/time field value out of range: \"2024-02-30\""
    );
    assert_eq!(failed("(a) VALUES ('{1,2')"), "failed with 22P02: malformed array literal: \"{1,2\"");
}

#[test]
fn a_constant_is_refused_before_a_length_is_measured() {
    let script = "CREATE TABLE t (v varchar(3), i int); INSERT INTO t VALUES ('abcd', 1), ('a', 'x');";
    assert_eq!(last(script), "failed with 22P02: invalid input syntax for type integer: \"x\"");
}

#[test]
fn constraints_speak_in_the_servers_order() {
    assert_eq!(
        after_users("INSERT INTO users (role) VALUES ('root');"),
        "failed with 23502: null value in column \"email\" of relation \"users\" violates not-null constraint"
    );
    assert_eq!(
        after_users("INSERT INTO users (email, role) VALUES ('a', 'root');"),
        "failed with 23514: new row for relation \"users\" violates check constraint \"users_role_check\""
    );
    assert_eq!(
        after_users("INSERT INTO users (email) VALUES ('a'), ('a');"),
        "failed with 23505: duplicate key value violates unique constraint \"users_email_key\""
    );
    assert_eq!(
        after_users("INSERT INTO posts VALUES (1, 7, 'x');"),
        "failed with 23503: insert or update on table \"posts\" violates foreign key constraint \"posts_user_id_fkey\""
    );
}

#[test]
fn keys_are_compared_as_their_type_compares() {
    let script = "CREATE TABLE t (u uuid PRIMARY KEY, n numeric UNIQUE, c char(4) UNIQUE); \
                  INSERT INTO t VALUES ('a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 1.50, 'a');";
    let failed = |values: &str| last(&format!("{script} INSERT INTO t VALUES ({values});"));
    assert!(failed("'{A0EEBC999C0B4EF8BB6D6BB9BD380A11}', 2, 'b'").contains("t_pkey"));
    assert!(failed("gen_random_uuid(), '1.5', 'b'").contains("t_n_key"));
    assert!(failed("gen_random_uuid(), 2, 'a  '").contains("t_c_key"));
    assert_eq!(failed("gen_random_uuid(), 2, 'b'"), "applied");
}

#[test]
fn identity_and_generated_columns_take_only_their_default() {
    let table =
        "CREATE TABLE t (id int GENERATED ALWAYS AS IDENTITY, a int, g int GENERATED ALWAYS AS (a + 1) STORED);";
    let run = |statement: &str| last(&format!("{table}{statement}"));
    let refused = "failed with 428C9: cannot insert a non-DEFAULT value into column";
    assert_eq!(run("INSERT INTO t (id) VALUES (5);"), format!("{refused} \"id\""));
    assert_eq!(run("INSERT INTO t (g) VALUES (5);"), format!("{refused} \"g\""));
    assert_eq!(run("INSERT INTO t (id) OVERRIDING SYSTEM VALUE VALUES (5);"), "applied");
    assert_eq!(run("UPDATE t SET g = 1;"), "failed with 428C9: column \"g\" can only be updated to DEFAULT");
}

#[test]
fn conflicts_are_resolved_as_the_statement_says() {
    let two = "INSERT INTO users (email) VALUES ('a'), ('b');";
    let script = format!(
        "{two} INSERT INTO users (email) VALUES ('a'), ('c') ON CONFLICT (email) DO NOTHING; \
         INSERT INTO users (email, role) VALUES ('b', 'admin') ON CONFLICT (email) DO UPDATE SET role = excluded.role, at = NULL \
         WHERE users.role = 'user';"
    );
    assert_eq!(rows_after(&script, "users"), ["1|a|user|<now()>", "2|b|admin|NULL", "4|c|user|<now()>"]);
    assert_eq!(
        after_users("INSERT INTO users (email) VALUES ('a') ON CONFLICT (role) DO NOTHING;"),
        "failed with 42P10: there is no unique or exclusion constraint matching the ON CONFLICT specification"
    );
    assert_eq!(
        after_users("INSERT INTO users (email) VALUES ('a'), ('a') ON CONFLICT (email) DO UPDATE SET role = 'admin';"),
        "failed with 21000: ON CONFLICT DO UPDATE command cannot affect row a second time"
    );
}

#[test]
fn what_touches_no_row_is_a_no_op_and_says_why() {
    assert_eq!(after_users("UPDATE users SET role = 'admin';"), "noop (`users` has no rows on a fresh database)");
    assert_eq!(
        after_users("INSERT INTO posts SELECT id, id, email FROM users;"),
        "noop (`users` has no rows on a fresh database)"
    );
    assert_eq!(
        after_users("DELETE FROM users u USING posts p WHERE p.user_id = u.id;"),
        "noop (`users` has no rows on a fresh database)"
    );
    let one = "INSERT INTO users (email) VALUES ('a');";
    assert_eq!(
        after_users(&format!("{one} UPDATE users SET role = p.title FROM posts p WHERE p.user_id = users.id;")),
        "noop (`posts` has no rows on a fresh database)"
    );
    assert_eq!(
        after_users(&format!("{one} DELETE FROM users WHERE email = 'zz';")),
        "noop (no row of `users` meets its condition)"
    );
    assert_eq!(after_users(&format!("{one} DELETE FROM users WHERE false;")), "noop (its condition is never true)");
}

#[test]
fn names_are_checked_even_where_no_row_is_touched() {
    assert_eq!(
        after_users("UPDATE users SET zz = 1;"),
        "failed with 42703: column \"zz\" of relation \"users\" does not exist"
    );
    let unknown = |name: &str| format!("failed with 42703: column \"{name}\" does not exist");
    assert_eq!(after_users("UPDATE users SET zz = aa WHERE bb = 1 RETURNING cc;"), unknown("bb"));
    assert_eq!(after_users("UPDATE users SET zz = aa RETURNING cc;"), unknown("cc"));
    assert_eq!(after_users("UPDATE users SET zz = aa;"), unknown("aa"));
    assert_eq!(after_users("UPDATE nope SET zz = 1;"), "failed with 42P01: relation \"nope\" does not exist");
    assert_eq!(after_users("DELETE FROM users WHERE zz = 1;"), "failed with 42703: column \"zz\" does not exist");
    assert_eq!(
        after_users("UPDATE users SET id = 'x' WHERE false;"),
        "failed with 22P02: invalid input syntax for type integer: \"x\""
    );
}

#[test]
fn known_rows_are_updated_and_deleted_exactly() {
    let script = "INSERT INTO users (email) VALUES ('a'), ('b'), ('c'); INSERT INTO posts VALUES (1, 1, 'x'), (2, 2, NULL); \
                  UPDATE users SET role = 'admin', at = NULL WHERE email IN ('a', 'c'); \
                  UPDATE posts SET title = 'by ' || users.email FROM users WHERE users.id = user_id AND title IS NULL; \
                  DELETE FROM users WHERE role = 'admin' AND id < 3;";
    assert_eq!(rows_after(script, "users"), ["2|b|user|<now()>", "3|c|admin|NULL"]);
    assert_eq!(rows_after(script, "posts"), ["2|2|by b"]);
    assert_eq!(
        after_users("INSERT INTO users (email) VALUES ('a'), ('b'); UPDATE users SET email = 'a' WHERE email = 'b';"),
        "failed with 23505: duplicate key value violates unique constraint \"users_email_key\""
    );
}

#[test]
fn truncate_minds_references() {
    let filled = "INSERT INTO users (email) VALUES ('a'); INSERT INTO posts VALUES (1, 1, 'x');";
    assert_eq!(
        after_users("TRUNCATE users;"),
        "failed with 0A000: cannot truncate a table referenced in a foreign key constraint"
    );
    let script = format!("{filled} TRUNCATE users RESTART IDENTITY CASCADE; INSERT INTO users (email) VALUES ('z');");
    assert_eq!(rows_after(&script, "users"), ["1|z|user|<now()>"]);
    assert!(rows_after(&script, "posts").is_empty());
}

#[test]
fn queries_over_known_rows_are_evaluated() {
    let script = "INSERT INTO users (email) VALUES ('a'), ('b'); \
                  INSERT INTO posts SELECT id + 10, id, 'hello ' || email FROM users WHERE email <> 'b'; \
                  INSERT INTO posts (id) SELECT count(*) FROM users; \
                  INSERT INTO posts (id) SELECT 7 WHERE NOT EXISTS (SELECT 1 FROM posts WHERE id = 11); \
                  INSERT INTO posts (id) SELECT g FROM generate_series(20, 21) g; \
                  WITH admins AS (SELECT id FROM users WHERE role = 'admin') INSERT INTO posts SELECT id, id, NULL FROM admins;";
    assert_eq!(rows_after(script, "posts"), ["11|1|hello a", "2|NULL|NULL", "20|NULL|NULL", "21|NULL|NULL"]);
}

#[test]
fn copy_reads_the_text_format() {
    let table = "CREATE TABLE t (a int, b text);\n";
    assert_eq!(rows(&format!("{table}COPY t FROM stdin;\n1\tx\\ty\n2\t\\N\n\\.\n"), "t"), ["1|x\ty", "2|NULL"]);
    let refused = |line: &str| last(&format!("{table}COPY t FROM stdin;\n{line}\n\\.\n"));
    assert_eq!(refused("1"), "failed with 22P04: missing data for column \"b\"");
    assert_eq!(refused("1\t2\t3"), "failed with 22P04: extra data after last expected column");
    assert_eq!(refused("x\t2"), "failed with 22P02: invalid input syntax for type integer: \"x\"");
}

#[test]
fn sequences_are_set_by_queries() {
    let script = "INSERT INTO users (id, email) VALUES (40, 'a'); SELECT setval('users_id_seq', (SELECT max(id) FROM users)); \
                  INSERT INTO users (email) VALUES ('b');";
    assert_eq!(rows_after(script, "users"), ["40|a|user|<now()>", "41|b|user|<now()>"]);
    let (session, _) = run(&format!("{USERS} SELECT setval(pg_get_serial_sequence('users', 'id'), 9, false);"));
    let sequence = session.catalog().get(relation(&session, "users_id_seq")).map(|object| &object.body);
    assert!(matches!(sequence, Some(ObjectBody::Sequence(sequence)) if sequence.last_value == Some((9, false))));
}

#[test]
fn rows_follow_their_columns() {
    let script = "INSERT INTO users (email) VALUES ('a'); ALTER TABLE users RENAME email TO mail; \
                  ALTER TABLE users DROP at, ADD nick text DEFAULT 'n', ADD no int, ADD seq serial; \
                  ALTER TABLE users ALTER id TYPE text;";
    assert_eq!(rows_after(script, "users"), ["1|a|user|n|NULL|1"]);
    assert_eq!(
        after_users("INSERT INTO users (email) VALUES ('a'); ALTER TABLE users ADD no int NOT NULL;"),
        "failed with 23502: column \"no\" of relation \"users\" contains null values"
    );
    assert_eq!(
        after_users("INSERT INTO users (email) VALUES ('a'), ('A'); CREATE UNIQUE INDEX u ON users (lower(email));"),
        "failed with 23505: could not create unique index \"u\""
    );
    assert_eq!(
        after_users("INSERT INTO users (email) VALUES ('ab'); ALTER TABLE users ADD CHECK (length(email) > 2);"),
        "failed with 23514: check constraint \"users_email_check\" of relation \"users\" is violated by some row"
    );
}

#[test]
fn what_is_not_known_taints_only_what_it_may_have_written() {
    let script = "CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS \
                  'BEGIN IF random() < 2 THEN INSERT INTO posts (id) VALUES (1); END IF; RETURN NULL; END'; \
                  CREATE TABLE other (a int); \
                  CREATE TRIGGER t AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION audit(); \
                  INSERT INTO users (email) VALUES ('a'); INSERT INTO other VALUES (1);";
    assert_eq!(after_users(script), "applied");
    assert_eq!(
        rows_after(script, "users"),
        ["unknown: the trigger `t` runs: line 1 of the block: the value of random() < 2 is not known"]
    );
    assert_eq!(
        rows_after(script, "posts"),
        ["unknown: the trigger `t` runs: line 1 of the block: the value of random() < 2 is not known"]
    );
    assert_eq!(rows_after(script, "other"), ["1"]);
}

#[test]
fn a_trigger_that_writes_nothing_after_the_row_is_no_obstacle() {
    let script = "CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS \
                  'BEGIN PERFORM pg_notify(''x'', NEW.email); RETURN NULL; END'; \
                  CREATE TRIGGER t AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION tell(); \
                  INSERT INTO users (email) VALUES ('a');";
    assert_eq!(rows_after(script, "users"), ["1|a|user|<now()>"]);
}

#[test]
fn a_value_that_only_the_server_knows_is_not_copied() {
    let script =
        "INSERT INTO users (email) VALUES ('a'); CREATE TABLE c (at timestamptz); INSERT INTO c SELECT at FROM users;";
    assert_eq!(after_users(script), "undecided (it copies a value that the server computed: now())");
}

#[test]
fn a_function_in_the_list_gives_as_many_rows_as_its_set_has() {
    let series = "CREATE TABLE t (a text, b int); INSERT INTO t SELECT unnest(ARRAY['a', 'b']), generate_series(1, 3);";
    assert_eq!(rows(series, "t"), ["a|1", "b|2", "NULL|3"]);
}

#[test]
fn domains_have_their_say() {
    let domain = "CREATE DOMAIN positive AS int CHECK (VALUE > 0); CREATE DOMAIN word AS text NOT NULL; \
                  CREATE TABLE t (p positive, w word DEFAULT 'x');";
    let run = |values: &str| last(&format!("{domain} INSERT INTO t {values};"));
    assert_eq!(
        run("VALUES (0)"),
        "failed with 23514: value for domain positive violates check constraint \"positive_check\""
    );
    assert_eq!(run("VALUES (1, NULL)"), "failed with 23502: domain word does not allow null values");
    assert_eq!(run("VALUES (1)"), "applied");
}
