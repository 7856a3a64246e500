//! What a real server said to many statements, right and wrong ones, against what the grammar says.
//!
//! `data/answers.tsv` has one statement a line, behind the server's answer: `read`, or the number and the words of its refusal, those that all syntax
//! errors have in common left out. What the grammar reads may be refused later, for other
//! reasons than the syntax. A `!` marks a known difference: it must be one.
//! `UPDATE=1 cargo test --test verify_mysql syntax` asks the server again.

use super::{RawStatement, SyntaxMode, parse_statement, split};
use crate::mysql::profile::Profile;
use crate::mysql::syntax::Splitting;
use crate::run::Refusal;
use crate::source::Span;

const ANSWERS: &str = include_str!("data/answers.tsv");

/// What all syntax errors have in common.
const COMMON: &str = "You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right \
                      syntax to use ";

/// What the grammar says: the first refusal; `None` is that it cannot tell.
fn ours(text: &str) -> Option<String> {
    let mode = SyntaxMode::default();
    for statement in split(text, Splitting::Server, &mode) {
        match parse_statement(text, &statement, &mode) {
            Ok(_) => {}
            Err(Refusal::Failed(failure)) => {
                return Some(format!("{} {}", failure.code, failure.message.replace(COMMON, "")));
            }
            Err(_) => return None,
        }
    }
    Some("read".into())
}

fn unescaped(field: &str) -> String {
    let mut plain = String::new();
    let mut characters = field.chars();
    while let Some(character) = characters.next() {
        match character {
            '\\' => plain.push(match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                Some('r') => '\r',
                other => other.unwrap_or('\\'),
            }),
            other => plain.push(other),
        }
    }
    plain
}

#[test]
fn the_grammar_says_what_the_server_says() {
    let mut wrong = Vec::new();
    for line in ANSWERS.lines() {
        let (answer, statement) = line.split_once('\t').expect("two fields");
        let (known, answer) = answer.strip_prefix('!').map_or((false, answer), |answer| (true, answer));
        let statement = unescaped(statement);
        let Some(ours) = ours(&statement) else { continue };
        let agreed = ours == unescaped(answer) || ours == "read" && !answer.starts_with("1064");
        if agreed == known {
            wrong.push(format!("{statement}\n    server: {answer}\n    ours:   {ours}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn every_prefix_of_a_statement_is_read_without_a_panic() {
    let mode = SyntaxMode::default();
    for line in ANSWERS.lines().step_by(7) {
        let statement = unescaped(line.split_once('\t').expect("two fields").1);
        for (end, _) in statement.char_indices() {
            let prefix = &statement[..end];
            for raw in split(prefix, Splitting::Client, &mode) {
                let _ = parse_statement(prefix, &raw, &mode);
            }
        }
    }
}

#[test]
fn what_nests_too_deep_is_not_decided() {
    let mode = SyntaxMode::default();
    for text in [
        format!("SELECT {}1{}", "(".repeat(5000), ")".repeat(5000)),
        format!("SELECT {}1", "NOT ".repeat(5000)),
        format!("SELECT {}1", "- ".repeat(5000)),
        format!("SELECT 1{}", " + 1".repeat(5000)),
        format!("SELECT * FROM {}t{}", "(".repeat(5000), ")".repeat(5000)),
        format!("SELECT * FROM t{}", " JOIN t".repeat(500)),
        format!("CREATE PROCEDURE p () {}{}", "BEGIN ".repeat(5000), "END; ".repeat(5000)),
        format!("{}SELECT 1{}", "(".repeat(5000), ")".repeat(5000)),
        format!("SELECT 1{}", " UNION SELECT 1".repeat(5000)),
        format!("SELECT {}1{}", "CASE WHEN 1 THEN ".repeat(2000), " END".repeat(2000)),
    ] {
        for raw in split(&text, Splitting::Server, &mode) {
            let _ = parse_statement(&text, &raw, &mode);
        }
    }
}

/// What MySQL 8 has and MariaDB has not; there is no server of it to ask.
#[test]
fn what_only_mysql_has_is_read_for_mysql() {
    let mysql = Profile::mysql(8, 0);
    let mode = SyntaxMode::new(&mysql, mysql.sql_mode);
    for text in [
        "WITH x AS (SELECT 1 AS a) UPDATE t JOIN x USING (a) SET t.b = 1",
        "WITH x AS (SELECT 1 AS a) DELETE FROM t WHERE a IN (SELECT a FROM x)",
        "INSERT INTO t (a, b) VALUES (1, 2) AS new (m, n) ON DUPLICATE KEY UPDATE b = new.n",
        "CREATE TABLE t (a int, b json, KEY ((a + 1)), KEY k ((CAST(b->'$.x' AS UNSIGNED))), CHECK (a > 0) NOT ENFORCED)",
        "CREATE TABLE t (a int INVISIBLE, b point SRID 4326 NOT NULL, c int CHECK (c > 0) NOT NULL) ENCRYPTION = 'Y'",
        "ALTER TABLE t ALTER COLUMN a SET INVISIBLE, ALTER INDEX k INVISIBLE, ALTER CHECK c NOT ENFORCED, DROP CHECK d",
        "DROP INDEX k ON t ALGORITHM = INPLACE LOCK = NONE",
        "TABLE t ORDER BY a LIMIT 1",
        "VALUES ROW(1, 2), ROW(3, 4)",
        "SELECT b->'$.a', b->>'$.a', 1 MEMBER OF (b) FROM t FOR SHARE OF t SKIP LOCKED",
        "SELECT * FROM t, LATERAL (SELECT t.a) AS d (x)",
        "SELECT * FROM t AS a, (SELECT 1) AS b (c)",
        "DELETE FROM t AS x WHERE x.a = 1",
        "ALTER TABLE t ADD COLUMN d int GENERATED ALWAYS AS (a + 1) STORED NOT NULL COMMENT 'x'",
        "SELECT rank FROM t",
    ] {
        let span = Span::new(0, text.len());
        let read = parse_statement(text, &RawStatement::alone(span), &mode);
        assert_eq!(read.is_err(), text == "SELECT rank FROM t", "{text}: {read:?}");
    }
}
