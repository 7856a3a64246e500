//! What a real server said to many statements, right and wrong ones, against what the grammar says.
//!
//! `data/answers.tsv` has one statement a line, behind the server's answer: `read`, or the number and the words of its refusal, those that all syntax
//! errors have in common left out. What the grammar reads may be refused later, for other
//! reasons than the syntax. A `!` marks a known difference: it must be one.
//! `UPDATE=1 cargo test --test verify_mysql syntax` asks the server again.

use super::{SyntaxMode, parse_statement, split};
use crate::mysql::syntax::Splitting;
use crate::run::Refusal;

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
        eprintln!("{}", &text[..30]);
        for raw in split(&text, Splitting::Server, &mode) {
            let _ = parse_statement(&text, &raw, &mode);
        }
    }
}
