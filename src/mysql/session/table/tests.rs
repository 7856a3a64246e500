//! What a real server (MariaDB 10.11) said to small histories, which the model must say too.
//!
//! `truth/*.sql` was recorded from the server: a statement that it refused has the error behind it (the number alone, where the words name a
//! temporary file), and a history ends with its tables as `SHOW CREATE TABLE` gave them. Lines with expressions are not compared: the model keeps
//! the author's.

use super::Session;
use crate::mysql::catalog::{Database, Relation, Table};
use crate::mysql::emit::table::{ForeignKeys, create_table, drop_defaults};
use crate::mysql::profile::Profile;
use crate::mysql::syntax::{RawStatement, SyntaxMode, parse_statement};
use crate::run::{Effect, Refusal};
use crate::source::{Origin, Span};
use std::sync::Arc;

const DATABASE: &str = "shop";

fn session(profile: Profile) -> Session {
    let mut session = Session::new(Arc::new(profile));
    let (charset, collation) = (session.profile.charset.into(), session.profile.collation.into());
    session.catalog.databases.insert(DATABASE.into(), Database::new(DATABASE.into(), charset, collation));
    session.database = Some(DATABASE.into());
    session
}

/// What a statement does: `ok`, the failure, or why it cannot be told.
fn run(session: &mut Session, sql: &str) -> String {
    let text: Arc<str> = sql.into();
    let mode = SyntaxMode::new(&session.profile, &session.variable_text("sql_mode"));
    let raw = RawStatement::alone(Span::new(0, text.len()));
    let applied = parse_statement(&text, &raw, &mode)
        .and_then(|statement| session.run(&text, &statement, Origin { migration: 0, span: Span::default() }));
    match applied {
        Ok(Effect::Applied | Effect::Noop(_)) => "ok".into(),
        Err(Refusal::Failed(failure)) => format!("{} {}", failure.code, failure.message),
        Err(other) => other.to_string(),
    }
}

fn tables(session: &Session) -> Vec<Arc<Table>> {
    let relations = session.catalog.databases[DATABASE].relations.values();
    let tables = relations.filter_map(|relation| match relation {
        Relation::Table(table) => Some(Arc::clone(table)),
        Relation::View(_) | Relation::Sequence(_) => None,
    });
    tables.collect()
}

/// The lines that hold no expression, without commas.
fn comparable(text: &str) -> Vec<String> {
    let expressions = ["CHECK (", "GENERATED ALWAYS", "current_timestamp", "DEFAULT (", "DEFAULT `", "PARTITION"];
    let plain = |line: &&str| !expressions.iter().any(|it| line.to_lowercase().contains(&it.to_lowercase()));
    let calls = |line: &str| {
        let value = line.split_once(" DEFAULT ").map_or("", |(_, value)| value);
        value.contains('(') && value.starts_with(|c: char| c.is_alphabetic())
    };
    let text = text.replace(" /*M!100600 IGNORED */ /*!80000 INVISIBLE */", " IGNORED");
    text.lines().filter(plain).filter(|line| !calls(line)).map(|line| line.trim_end_matches(',').to_owned()).collect()
}

fn without_counter(text: &str) -> String {
    match text.split_once(" AUTO_INCREMENT=") {
        Some((before, after)) => format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit())),
        None => text.to_owned(),
    }
}

fn check_statements(session: &mut Session, history: &str) {
    let mut lines = history.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(sql) = line.strip_suffix(';') else { continue };
        let expected = lines
            .peek()
            .and_then(|next| next.strip_prefix("-- "))
            .filter(|it| it.starts_with(|c: char| c.is_ascii_digit()));
        let said = run(session, sql);
        match expected {
            None => assert_eq!(said, "ok", "{sql}"),
            Some(number) if !number.contains(' ') => assert!(said.starts_with(number), "{sql}\n{said}"),
            Some(words) => assert_eq!(said.trim_end(), words.trim_end(), "{sql}"),
        }
    }
}

/// The tables that the server had in the end.
fn recorded(history: &str) -> Vec<(&str, String)> {
    let mut tables: Vec<(&str, String)> = Vec::new();
    for line in history.lines() {
        if let Some(name) = line.strip_prefix("-- table ") {
            tables.push((name, String::new()));
        } else if let (Some(text), Some((_, table))) = (line.strip_prefix("-- | "), tables.last_mut()) {
            table.push_str(text);
            table.push('\n');
        }
    }
    tables
}

fn check(truth: &str) {
    for history in truth.split("\n\n").filter(|history| !history.trim().is_empty()) {
        let mut session = session(Profile::mariadb(10, 11));
        check_statements(&mut session, history);
        let recorded = recorded(history);
        let made = tables(&session);
        let names: Vec<&str> = made.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, recorded.iter().map(|(name, _)| *name).collect::<Vec<_>>(), "{history}");
        for (table, (_, expected)) in made.iter().zip(&recorded) {
            let text = create_table(DATABASE, table, ForeignKeys::Inside);
            let (text, expected) = (comparable(&without_counter(&text)), comparable(&without_counter(expected)));
            let other = text.iter().zip(&expected).find(|(a, b)| a != b);
            assert_eq!(other, None, "{} of\n{history}", table.name);
            assert_eq!(text.len(), expected.len(), "{} of\n{history}", table.name);
        }
        check_printed(&made);
    }
}

/// What is printed makes the same table again.
fn check_printed(tables: &[Arc<Table>]) {
    let mut again = session(Profile::mariadb(10, 11));
    assert_eq!(run(&mut again, "set foreign_key_checks = 0, sql_mode = ''"), "ok");
    for table in tables {
        let text = create_table(DATABASE, table, ForeignKeys::Inside);
        assert_eq!(run(&mut again, &text), "ok", "{text}");
        if let Some(alter) = drop_defaults(table) {
            assert_eq!(run(&mut again, &alter), "ok", "{alter}");
        }
        let printed =
            again.catalog.table(DATABASE, &table.name).map(|it| create_table(DATABASE, it, ForeignKeys::Inside));
        let mut lines: Vec<Vec<String>> = [text, printed.unwrap_or_default()].iter().map(|it| comparable(it)).collect();
        // Keys that the server has not sorted anew are sorted when they are made.
        for lines in &mut lines {
            lines.sort();
        }
        assert_eq!(lines[0], lines[1]);
    }
}

#[test]
fn keys() {
    check(include_str!("truth/keys.sql"));
}

#[test]
fn foreign_keys() {
    check(include_str!("truth/foreign_keys.sql"));
}

#[test]
fn alter_table() {
    check(include_str!("truth/alter.sql"));
}

#[test]
fn names() {
    check(include_str!("truth/names.sql"));
}

#[test]
fn types() {
    check(include_str!("truth/types.sql"));
}

#[test]
fn defaults() {
    check(include_str!("truth/defaults.sql"));
}

#[test]
fn options() {
    check(include_str!("truth/options.sql"));
}

#[test]
fn rows() {
    check(include_str!("truth/rows.sql"));
}

#[test]
fn queries() {
    check(include_str!("truth/select.sql"));
}

#[test]
fn corners() {
    check(include_str!("truth/corners.sql"));
}

#[test]
fn partitions() {
    check(include_str!("truth/partitions.sql"));
}

/// The server accepts these, with effects that are not modelled: no failure may be said.
#[test]
fn what_hides_its_effect_is_undecided() {
    let mut session = session(Profile::mariadb(10, 11));
    for sql in [
        "create table n (id int auto_increment primary key)",
        "create table p (id int primary key)",
        "create table c (id int, foreign key (id) references p (id))",
        "create table f (a blob, key (a(10)), b varchar(255), key (b)) row_format=compact page_compressed=1",
    ] {
        assert_eq!(run(&mut session, sql), "ok", "{sql}");
    }
    assert!(run(&mut session, "alter table p drop primary key").starts_with("1025"));
    for sql in [
        "alter table n alter id set default 10",
        "alter table p rename to q, drop primary key",
        "alter table n add x int default 1, alter x drop default",
    ] {
        let said = run(&mut session, sql);
        assert!(!said.starts_with(|c: char| c.is_ascii_digit()) && said != "ok", "{sql}: {said}");
    }
}

/// From MySQL's manual: no such server was asked.
#[test]
fn mysql_has_its_own_words() {
    let mut session = session(Profile::mysql(8, 0));
    let columns = "id int(11) unsigned auto_increment primary key, flag bool, n int(5) zerofill, doc json, y year";
    let key = "parent bigint, constraint fk foreign key (parent) references t (id)";
    let cases = [
        (format!("create table t ({columns}, check (n > 0))"), "ok"),
        (
            "create table u (a text default 'x')".into(),
            "1101 BLOB, TEXT, GEOMETRY or JSON column 'a' can't have a default value",
        ),
        (
            "create table u (a text, key (a))".into(),
            "1170 BLOB/TEXT column 'a' used in key specification without a key length",
        ),
        (
            "create table u (a int, foreign key (a) references v (id))".into(),
            "1824 Failed to open the referenced table 'v'",
        ),
        (
            format!("create table u ({key})"),
            "3780 Referencing column 'parent' and referenced column 'id' in foreign key constraint 'fk' are incompatible.",
        ),
        ("alter table t drop column nope".into(), "1091 Can't DROP 'nope'; check that column/key exists"),
        ("drop table nope".into(), "1051 Unknown table 'shop.nope'"),
    ];
    for (sql, expected) in cases {
        assert_eq!(run(&mut session, &sql), expected, "{sql}");
    }
    let text = create_table(DATABASE, &tables(&session)[0], ForeignKeys::Inside);
    for line in [
        "  `id` int unsigned NOT NULL AUTO_INCREMENT,",
        "  `flag` tinyint(1) DEFAULT NULL,",
        "  `n` int(5) unsigned zerofill DEFAULT NULL,",
        "  `doc` json DEFAULT NULL,",
        "  `y` year DEFAULT NULL,",
        "  CONSTRAINT `t_chk_1` CHECK (n > 0)",
        ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_0900_ai_ci",
    ] {
        assert!(text.lines().any(|it| it == line), "{line} in\n{text}");
    }
}
