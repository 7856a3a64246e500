//! Constants.

use super::{Printed, highest};
use crate::mysql::ast::{Expr, ExprKind, Literal};

/// A constant.
pub(super) fn printed(literal: &Literal) -> Printed {
    highest(match literal {
        Literal::Null => "NULL".into(),
        Literal::Boolean(value) => u8::from(*value).to_string(),
        Literal::Integer(number) => number.to_string(),
        Literal::Decimal(written) => decimal(written),
        Literal::Float(written) => written.to_string(),
        Literal::String(text) => quoted(text),
        Literal::Date(text) => format!("DATE{}", quoted(text)),
        Literal::Time(text) => format!("TIME{}", quoted(text)),
        Literal::Timestamp(text) => format!("TIMESTAMP{}", quoted(text)),
        Literal::Bit(bytes) if bytes.is_empty() => "b''".into(),
        Literal::Bit(bytes) => bytes.iter().fold("0x".to_owned(), |text, byte| format!("{text}{byte:02x}")),
        // `N'…'` and `_utf8'…'` are shown differently, `x'…'` and `0x…` too: they are no more told apart.
        Literal::Charset(literal) if literal.charset == "utf8" => return None,
        Literal::Charset(literal) => {
            format!("_{}{}", literal.charset, quoted(std::str::from_utf8(&literal.bytes).ok()?))
        }
        Literal::Hex(_) => return None,
    })
}

/// `-1`, which is a number of its own; `-(-1)` is `1`.
pub(super) fn negative(operand: &Expr) -> Option<String> {
    match &operand.kind {
        ExprKind::Literal(literal @ (Literal::Integer(_) | Literal::Decimal(_) | Literal::Float(_))) => {
            printed(literal).map(|(text, _)| format!("-{text}"))
        }
        ExprKind::Unary(crate::mysql::ast::UnaryOperator::Minus, inner) => {
            let number = negative(inner)?;
            number.strip_prefix('-').map(str::to_owned)
        }
        _ => None,
    }
}

/// `.5` is `0.5`, `1.` is `1`.
fn decimal(written: &str) -> String {
    let trimmed = written.trim_start_matches('0').trim_end_matches('.');
    match trimmed.chars().next() {
        Some('.') => format!("0{trimmed}"),
        Some(_) => trimmed.to_owned(),
        None => "0".into(),
    }
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('\'');
    for character in text.chars() {
        match character {
            '\\' => quoted.push_str("\\\\"),
            '\'' => quoted.push_str("\\'"),
            '\0' => quoted.push_str("\\0"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\u{1a}' => quoted.push_str("\\Z"),
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}
