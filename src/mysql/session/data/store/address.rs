//! `UUID` and `INET6` columns: texts of a form of their own.

use super::Target;
use crate::mysql::ast::DataType;
use crate::mysql::error::undecided;
use crate::mysql::value::Value;
use crate::run::Refusal;

/// 1292 for a text that certainly is none; one whose canonical form is not certain is undecided.
pub(super) fn store_address(value: &Value, target: &Target<'_>) -> Result<Value, Refusal> {
    let Value::Text(text) = value else {
        return Err(undecided(format!("how the server reads what is no text into `{}`", target.column.name)));
    };
    let (kind, form) = match target.column.column_type.data_type {
        DataType::Uuid => ("uuid", uuid_form(text)),
        _ => ("inet6", inet6_form(text)),
    };
    match form {
        Form::Canonical => Ok(value.clone()),
        Form::None => target.lenient(Value::unknown("what is no address"), || target.incorrect("1292", kind, text)),
        Form::Other => Err(undecided(format!("how the server reads '{text}' as {kind}"))),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Form {
    /// As the server prints it.
    Canonical,
    /// The server refuses it.
    None,
    /// The server may read it.
    Other,
}

fn uuid_form(text: &str) -> Form {
    let digits = text.chars().filter(char::is_ascii_hexdigit).count();
    let hyphens: Vec<usize> = text.match_indices('-').map(|(at, _)| at).collect();
    if digits < 32 {
        return Form::None;
    }
    let canonical = text.len() == 36 && digits == 32 && hyphens == [8, 13, 18, 23];
    if canonical && text.to_ascii_lowercase() == text { Form::Canonical } else { Form::Other }
}

fn inet6_form(text: &str) -> Form {
    if !text.contains(':') {
        return Form::None;
    }
    let parsed = text.parse::<std::net::Ipv6Addr>();
    // An address of version 4 inside is shown in more than one way.
    let plain =
        parsed.is_ok_and(|address| address.to_string() == text && (address.segments()[0] != 0 || text == "::1"));
    if plain { Form::Canonical } else { Form::Other }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_texts_that_are_certainly_none_are_refused() {
        assert_eq!(uuid_form("123e4567-e89b-12d3-a456-426614174000"), Form::Canonical);
        assert_eq!(uuid_form("123E4567e89b12d3a456426614174000"), Form::Other);
        for none in ["", "x", "1.5"] {
            assert_eq!(uuid_form(none), Form::None);
        }
        assert_eq!(inet6_form("fe80::1"), Form::Canonical);
        assert_eq!(inet6_form("FE80::1"), Form::Other);
        for none in ["", "nope", "192.168.0.1"] {
            assert_eq!(inet6_form(none), Form::None);
        }
    }
}
