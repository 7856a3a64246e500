//! Expressions for what only the user's own database can compute.
//!
//! A cell that differs between the worlds is recognised by its two values: they are those of an expression that the history uses.

use super::literal::literal;
use super::value::Value;
use super::world::World;
use crate::history::History;
use std::collections::{BTreeMap, BTreeSet};

/// What is asked for most.
const COMMON: [&str; 8] = [
    "CURRENT_TIMESTAMP",
    "CURRENT_DATE",
    "CURRENT_TIME",
    "unixepoch()",
    "strftime('%s','now')",
    "strftime('%Y-%m-%dT%H:%M:%fZ','now')",
    "julianday('now')",
    "unixepoch() * 1000",
];

/// The functions that ask for the time.
const CLOCKS: [&str; 6] = ["strftime", "datetime", "date", "time", "julianday", "unixepoch"];

/// Expressions by the values that they have in the two worlds.
#[derive(Debug, Default)]
pub(super) struct Expressions {
    known: BTreeMap<[String; 2], Box<str>>,
}

impl Expressions {
    /// Those that the history uses, and those of the defaults of columns.
    pub(super) fn new<'a>(worlds: &[World], history: &'a History, defaults: impl Iterator<Item = &'a str>) -> Self {
        let mut expressions = Self::default();
        let texts = history.migrations.iter().map(|migration| &*migration.source.text);
        let used: BTreeSet<&str> = texts.flat_map(uses).collect();
        for expression in COMMON.into_iter().chain(defaults).chain(used) {
            expressions.add(worlds, expression);
        }
        expressions
    }

    fn add(&mut self, worlds: &[World], expression: &str) {
        let value = |world: &World| {
            let sql = format!("SELECT ({expression})");
            world.connection().query_one(&sql, [], |row| Ok(literal(&row.get_ref(0)?.into()))).ok()
        };
        let [early, late] = worlds else { return };
        if let (Some(early), Some(late)) = (value(early), value(late))
            && early != late
        {
            let written = if expression.contains(' ') { format!("({expression})") } else { expression.to_owned() };
            self.known.entry([early, late]).or_insert(written.into());
        }
    }

    /// The expression that has these values.
    pub(super) fn find(&self, early: &Value, late: &Value) -> Option<&str> {
        self.known.get(&[literal(early), literal(late)]).map(AsRef::as_ref)
    }
}

/// Calls that ask for the time, alone, in the call around them, and multiplied or shifted by a number.
fn uses(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    for (open, _) in text.match_indices('(') {
        let start = word_before(text, open);
        let Some(end) = closing(text, open) else { continue };
        let (name, inside) = (&text[start..open], text[open + 1..end].trim().to_ascii_lowercase());
        let asks = inside.is_empty() || inside.contains("'now'");
        if CLOCKS.iter().any(|clock| name.eq_ignore_ascii_case(clock)) && asks
            || name.eq_ignore_ascii_case("cast") && inside.len() < 200 && inside.contains("'now'")
        {
            found.push(&text[start..=end]);
            found.extend(arithmetic(text, end + 1).map(|end| &text[start..end]));
        }
    }
    found
}

fn word_before(text: &str, end: usize) -> usize {
    let bytes = text.as_bytes();
    let length = bytes[..end].iter().rev().take_while(|byte| byte.is_ascii_alphanumeric() || **byte == b'_').count();
    end - length
}

/// The parenthesis that closes the one at a place, if it is not far.
fn closing(text: &str, open: usize) -> Option<usize> {
    let (mut depth, mut quoted) = (0_u32, false);
    for (at, byte) in text.bytes().enumerate().skip(open).take(400) {
        match byte {
            b'\'' => quoted = !quoted,
            b'(' if !quoted => depth += 1,
            b')' if !quoted && depth == 1 => return Some(at),
            b')' if !quoted => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The end of ` * 1000`.
fn arithmetic(text: &str, start: usize) -> Option<usize> {
    let rest = text[start..].trim_start();
    let operand = rest.strip_prefix(['*', '+', '-', '/'])?.trim_start();
    let digits = operand.bytes().take_while(u8::is_ascii_digit).count();
    (digits > 0).then(|| text.len() - operand.len() + digits)
}

#[cfg(test)]
mod tests {
    use super::uses;

    #[test]
    fn expressions_are_found_in_their_statements() {
        assert_eq!(
            uses("INSERT INTO t VALUES (strftime('%s', 'now') * 1000, lower('x'), unixepoch())"),
            ["strftime('%s', 'now')", "strftime('%s', 'now') * 1000", "unixepoch()"]
        );
        assert_eq!(
            uses("SELECT date('2020-01-01'), CAST(strftime('%s','now') AS INTEGER)"),
            ["CAST(strftime('%s','now') AS INTEGER)", "strftime('%s','now')"]
        );
    }
}
