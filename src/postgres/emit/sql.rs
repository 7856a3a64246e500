//! Pieces of SQL text.

use crate::postgres::ast::{Name, quote_ident, quote_literal};
use std::borrow::Cow;
use std::fmt::Display;

/// Statements and lists stay on one line up to this width in bytes.
pub(super) const WIDTH: usize = 100;

/// ` KEYWORD value`, or nothing where there is no value.
pub(super) fn clause(keyword: &str, value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| format!(" {keyword} {value}"))
}

/// The same on a line of its own.
pub(super) fn line_clause(keyword: &str, value: Option<impl Display>) -> String {
    value.map_or_else(String::new, |value| format!("\n    {keyword} {value}"))
}

/// ` KEYWORD (items)`, or nothing where there are none.
pub(super) fn list_clause(keyword: &str, items: &str) -> String {
    let space = if keyword.is_empty() { "" } else { " " };
    if items.is_empty() { String::new() } else { format!("{space}{keyword} ({items})") }
}

/// A name that may be absent, as an identifier.
pub(super) fn ident(name: Option<&Name>) -> Option<Cow<'_, str>> {
    name.map(|name| quote_ident(name))
}

/// An expression in parentheses.
pub(super) fn parentheses(text: impl Display) -> String {
    format!("({text})")
}

/// Items joined by commas.
pub(super) fn list<T: AsRef<str>>(items: impl IntoIterator<Item = T>) -> String {
    let mut text = String::new();
    for item in items {
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(item.as_ref());
    }
    text
}

/// ` WITH (a = 1, b)`, or nothing.
pub(super) fn with_options(options: &[(Name, Option<Name>)]) -> String {
    list_clause("WITH", &option_list(options))
}

/// `a = 1, b`.
pub(super) fn option_list(options: &[(Name, Option<Name>)]) -> String {
    list(options.iter().map(|(name, value)| match value {
        Some(value) => format!("{name} = {}", option_value(value)),
        None => name.to_string(),
    }))
}

/// Words and numbers stand as they are, all else as a string.
fn option_value(value: &str) -> String {
    let plain = !value.is_empty() && value.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'.');
    if plain { value.to_string() } else { quote_literal(value) }
}

/// An author's comment as comment lines; the server ends one at a carriage return, too.
pub(super) fn comment_lines(remark: &str) -> String {
    remark.split(['\n', '\r']).map(str::trim).map(comment_line).collect()
}

fn comment_line(line: &str) -> String {
    match line {
        "" => "--\n".into(),
        _ if line.starts_with("--") => format!("{line}\n"),
        _ => format!("-- {line}\n"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_without_a_value_are_nothing() {
        assert_eq!(clause("VERSION", Some("'1.0'")), " VERSION '1.0'");
        assert_eq!(clause("VERSION", None::<&str>), "");
        assert_eq!(list_clause("INCLUDE", "a, b"), " INCLUDE (a, b)");
        assert_eq!(list_clause("", "a"), " (a)");
    }

    #[test]
    fn option_values_are_quoted_where_they_must_be() {
        let options = [(Name::new("fillfactor"), Some(Name::new("70"))), (Name::new("x"), Some(Name::new("a b")))];
        assert_eq!(with_options(&options), " WITH (fillfactor = 70, x = 'a b')");
    }

    #[test]
    fn remarks_become_comments() {
        assert_eq!(comment_lines("Users\n\n-- and more"), "-- Users\n--\n-- and more\n");
        assert_eq!(comment_lines("/* a\n b"), "-- /* a\n-- b\n");
    }
}
