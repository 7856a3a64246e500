//! Values and names as SQL.

use super::value::Value;
use std::fmt::Write as _;

/// A value as an expression that reads back as the same value.
pub(super) fn literal(value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        Value::Integer(integer) => integer.to_string(),
        Value::Real(real) if real.is_infinite() => if *real > 0.0 { "9e999" } else { "-9e999" }.to_owned(),
        Value::Real(real) => format!("{real:?}"),
        Value::Text(bytes) => text(bytes),
        Value::Blob(bytes) => blob(bytes),
        Value::Deferred(expression) => expression.to_string(),
    }
}

/// Texts with a zero byte or that are not UTF-8 cannot be written in quotes.
pub(super) fn text(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => format!("'{}'", text.replace('\'', "''")),
        _ => format!("CAST({} AS TEXT)", blob(bytes)),
    }
}

fn blob(bytes: &[u8]) -> String {
    let mut written = String::with_capacity(bytes.len() * 2 + 3);
    written.push_str("X'");
    for byte in bytes {
        let _ = write!(written, "{byte:02X}");
    }
    written.push('\'');
    written
}

/// A name, in quotes where it needs them: words that may be keywords get them too.
pub(super) fn name(name: &str) -> String {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
        && name.bytes().next().is_some_and(|byte| !byte.is_ascii_digit())
        && !is_keyword(name);
    if is_plain { name.to_owned() } else { format!("\"{}\"", name.replace('"', "\"\"")) }
}

/// Words that cannot be names without quotes, <https://www.sqlite.org/lang_keywords.html>, and those that can.
fn is_keyword(name: &str) -> bool {
    const KEYWORDS: &str = " abort action add after all alter always analyze and as asc attach autoincrement before begin between by cascade case \
        cast check collate column commit conflict constraint create cross current current_date current_time current_timestamp database default \
        deferrable deferred delete desc detach distinct do drop each else end escape except exclude exclusive exists explain fail filter first \
        following for foreign from full generated glob group groups having if ignore immediate in index indexed initially inner insert instead \
        intersect into is isnull join key last left like limit match materialized natural no not nothing notnull null nulls of offset on or order \
        others outer over partition plan pragma preceding primary query raise range recursive references regexp reindex release rename replace \
        restrict returning right rollback row rows savepoint select set table temp temporary then ties to transaction trigger unbounded union \
        unique update using vacuum values view virtual when where window with within without ";
    KEYWORDS.contains(&format!(" {} ", name.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_read_back() {
        let connection = rusqlite::Connection::open_in_memory().expect("opens");
        let values = [
            Value::Null,
            Value::Integer(i64::MIN),
            Value::Real(0.1),
            Value::Real(1e300),
            Value::Real(3.0),
            Value::Real(f64::NEG_INFINITY),
            Value::Text(b"it's\n\xc3\xa4".as_slice().into()),
            Value::Text(b"a\0b".as_slice().into()),
            Value::Blob([0, 255].into()),
        ];
        for value in values {
            let sql = format!("SELECT {}", literal(&value));
            let read = connection.query_one(&sql, [], |row| Ok(Value::from(row.get_ref(0)?)));
            assert_eq!(read, Ok(value), "{sql}");
        }
    }

    #[test]
    fn names_are_quoted_where_they_must() {
        assert_eq!(
            ["a_1", "1a", "Group", "a b", "a\"b", ""].map(name),
            ["a_1", "\"1a\"", "\"Group\"", "\"a b\"", "\"a\"\"b\"", "\"\""]
        );
    }
}
