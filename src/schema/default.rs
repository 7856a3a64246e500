//! What a default means, whatever an engine calls it.

use super::normal::meant;
use super::token::{Token, TokenKind, tokens};
use super::{DefaultValue, Meaning};
use crate::dialect::Dialect;

/// What a default means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefaultMeaning {
    /// A number, in its shortest form.
    Number(String),
    /// A text, or what is written as one.
    Text(String),
    /// True or false.
    Boolean(bool),
    /// The time of day, the day, or both: as the column's type has it.
    Now,
    /// A new UUID.
    Uuid,
    /// The next number.
    AutoIncrement,
    /// The next number, because the column is SQLite's row number, whether its author thought of that or not.
    RowNumber,
    /// Any other expression, in a form in which two of the same meaning mostly are the same.
    Expression(String),
}

/// How the engines write the time of now, without blanks and in lower case.
const NOW: [&str; 20] = [
    "now()",
    "current_timestamp",
    "current_timestamp()",
    "current_date",
    "current_time",
    "localtimestamp",
    "localtimestamp()",
    "localtime",
    "sysdate()",
    "utc_timestamp()",
    "transaction_timestamp()",
    "statement_timestamp()",
    "clock_timestamp()",
    "datetime('now')",
    "date('now')",
    "time('now')",
    "datetime(current_timestamp)",
    "datetime('now','utc')",
    "timezone('utc',now())",
    "now()attimezone'utc'",
];

/// How the engines write a new UUID.
const UUIDS: [&str; 5] =
    ["gen_random_uuid()", "uuid_generate_v4()", "uuid()", "public.uuid_generate_v4()", "public.gen_random_uuid()"];

impl DefaultMeaning {
    /// What kind of value it is, in words.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Number(_) => "a number",
            Self::Text(_) => "a text",
            Self::Boolean(_) => "a boolean",
            Self::Now => "now",
            Self::Uuid => "a new UUID",
            Self::AutoIncrement | Self::RowNumber => "the next number",
            Self::Expression(_) => "an expression",
        }
    }
}

impl DefaultValue {
    /// A default by its text; `None` for `NULL`, which is what a column without default gets.
    pub fn new(text: &str, dialect: Dialect, column: &Meaning) -> Option<Self> {
        let meaning = meaning(text, dialect, column)?;
        Some(Self { text: text.to_owned(), meaning })
    }

    /// The next number of a sequence.
    pub fn auto_increment(text: impl Into<String>) -> Self {
        Self { text: text.into(), meaning: DefaultMeaning::AutoIncrement }
    }
}

fn meaning(text: &str, dialect: Dialect, column: &Meaning) -> Option<DefaultMeaning> {
    let form = meant(text, dialect);
    let bare: String = form.split(' ').collect();
    let found = tokens(&form, Dialect::Sqlite);
    match &found[..] {
        [] => None,
        [word] if word.is_word("null") => None,
        _ if NOW.contains(&without_digits(&bare).as_str()) => Some(DefaultMeaning::Now),
        _ if UUIDS.contains(&bare.as_str()) => Some(DefaultMeaning::Uuid),
        [value] => Some(constant("", value, dialect, column)),
        [sign, value] if sign.is_sign("-") && value.kind == TokenKind::Number => {
            Some(constant("-", value, dialect, column))
        }
        [prefix, value] if prefix.is_word("b") && value.kind == TokenKind::Text => {
            Some(constant("", value, dialect, column))
        }
        _ => Some(DefaultMeaning::Expression(form)),
    }
}

/// `now(6)` has six digits behind the second, and is the time of now all the same.
fn without_digits(call: &str) -> String {
    match call.strip_suffix(')').and_then(|rest| rest.split_once('(')) {
        Some((name, digits)) if digits.len() == 1 && digits.as_bytes()[0].is_ascii_digit() => format!("{name}()"),
        _ => call.to_owned(),
    }
}

fn constant(sign: &str, token: &Token<'_>, dialect: Dialect, column: &Meaning) -> DefaultMeaning {
    let value = format!("{sign}{}", token.value());
    let truth = if *column == Meaning::Boolean { truth(&value, dialect) } else { None };
    match (token.kind, column) {
        _ if truth.is_some() => DefaultMeaning::Boolean(truth.unwrap_or_default()),
        (TokenKind::Number, _) => DefaultMeaning::Number(shortest(&value)),
        (TokenKind::Text, Meaning::Any) if value.parse::<f64>().is_ok() => DefaultMeaning::Number(shortest(&value)),
        (TokenKind::Text, meaning) if meaning.is_numeric() => DefaultMeaning::Number(shortest(&value)),
        (TokenKind::Text | TokenKind::Quoted, _) => DefaultMeaning::Text(value),
        _ => DefaultMeaning::Expression(value.to_ascii_lowercase()),
    }
}

/// Only PostgreSQL takes words in quotes for booleans: elsewhere `'false'` is a text.
fn truth(value: &str, dialect: Dialect) -> Option<bool> {
    match value.to_ascii_lowercase().as_str() {
        "1" => Some(true),
        "0" => Some(false),
        "t" | "true" | "y" | "yes" | "on" if dialect == Dialect::Postgres => Some(true),
        "f" | "false" | "n" | "no" | "off" if dialect == Dialect::Postgres => Some(false),
        _ => None,
    }
}

/// `1.50` and `01.5` are the same number.
fn shortest(number: &str) -> String {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let digits = digits.strip_prefix('+').unwrap_or(digits).trim_start_matches('0');
    let digits = if digits.contains('.') && !digits.contains(['e', 'E']) {
        digits.trim_end_matches('0').trim_end_matches('.')
    } else {
        digits
    };
    match digits.chars().next() {
        None => "0".to_owned(),
        Some('.') => format!("{sign}0{digits}"),
        Some(_) => format!("{sign}{digits}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str, column: &Meaning) -> Option<DefaultMeaning> {
        meaning(text, Dialect::Postgres, column)
    }

    #[test]
    fn constants_mean_what_the_column_makes_of_them() {
        assert_eq!(of("'1'", &Meaning::integer(32)), Some(DefaultMeaning::Number("1".into())));
        assert_eq!(of("'1'", &Meaning::TEXT), Some(DefaultMeaning::Text("1".into())));
        assert_eq!(of("'f'::boolean", &Meaning::Boolean), Some(DefaultMeaning::Boolean(false)));
        assert_eq!(of("(1)", &Meaning::Boolean), Some(DefaultMeaning::Boolean(true)));
        assert_eq!(
            meaning("'false'", Dialect::Sqlite, &Meaning::Boolean),
            Some(DefaultMeaning::Text("false".into())),
            "a text in a column of numbers"
        );
        assert_eq!(of("-01.50", &Meaning::Float(64)), Some(DefaultMeaning::Number("-1.5".into())));
        assert_eq!(of("0.00", &Meaning::Float(64)), Some(DefaultMeaning::Number("0".into())));
        assert_eq!(of("NULL::text", &Meaning::TEXT), None);
    }

    #[test]
    fn now_and_a_new_uuid_have_many_names() {
        let texts =
            ["now()", "CURRENT_TIMESTAMP(6)", "(CURRENT_TIMESTAMP)", "datetime('now')", "NOW() AT TIME ZONE 'utc'"];
        assert!(texts.iter().all(|text| of(text, &Meaning::Date) == Some(DefaultMeaning::Now)));
        assert_eq!(of("public.uuid_generate_v4()", &Meaning::Uuid), Some(DefaultMeaning::Uuid));
    }

    #[test]
    fn anything_else_is_an_expression() {
        assert_eq!(of("Lower( 'A' )", &Meaning::TEXT), Some(DefaultMeaning::Expression("lower ( 'A' )".into())));
    }
}
