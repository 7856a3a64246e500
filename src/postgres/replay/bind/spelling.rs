//! What the engine's types take as text, as far as it is certain without the server.

use crate::postgres::builtin::types::oid;

const INET: u32 = 869;
const CIDR: u32 = 650;
const POINT: u32 = 600;
const MONEY: u32 = 790;

/// In what way a text is no value of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Problem {
    Syntax,
    Range,
}

pub(super) fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

/// The character that is no digit of a string of bits: `0101`, `b0101`, `x1F`.
pub(super) fn odd_bit(text: &str) -> Option<(char, &'static str)> {
    if let Some(digits) = text.strip_prefix(['x', 'X']) {
        return digits.chars().find(|c| !c.is_ascii_hexdigit()).map(|odd| (odd, "hexadecimal"));
    }
    let digits = text.strip_prefix(['b', 'B']).unwrap_or(text);
    digits.chars().find(|c| !matches!(c, '0' | '1')).map(|odd| (odd, "binary"))
}

/// What is wrong with a text as a value of one of the engine's types.
pub(super) fn unfit(text: &str, oid: u32) -> Option<(&'static str, Problem)> {
    let trimmed = text.trim_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b');
    let fits = match oid {
        oid::INT2 | oid::INT4 | oid::INT8 => return unfit_integer(trimmed, oid),
        oid::BOOL => is_boolean(trimmed),
        oid::UUID => is_uuid(text),
        oid::NUMERIC | oid::FLOAT4 | oid::FLOAT8 => is_number(trimmed),
        INET if !text.contains(':') => is_v4_address(text),
        INET | CIDR => is_address(text),
        POINT => is_point(trimmed),
        MONEY => is_money(trimmed),
        _ => true,
    };
    (!fits).then_some(("22P02", Problem::Syntax))
}

fn unfit_integer(text: &str, oid: u32) -> Option<(&'static str, Problem)> {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        // Newer versions read 0x1F and 1_000 too.
        let newer = digits.starts_with('0') || digits.contains('_');
        return (!newer || digits.is_empty()).then_some(("22P02", Problem::Syntax));
    }
    let fits = text.parse::<i128>().is_ok_and(|value| match oid {
        oid::INT2 => i16::try_from(value).is_ok(),
        oid::INT4 => i32::try_from(value).is_ok(),
        _ => i64::try_from(value).is_ok(),
    });
    (!fits).then_some(("22003", Problem::Range))
}

/// `true`, `yes`, `on`, `1` and their opposites, or an unambiguous beginning of them.
fn is_boolean(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let begins = |word: &str, least: usize| text.len() >= least && word.starts_with(text.as_str());
    begins("true", 1)
        || begins("false", 1)
        || begins("yes", 1)
        || begins("no", 1)
        || text == "on"
        || begins("off", 2)
        || text == "1"
        || text == "0"
}

/// Thirty-two hexadecimal digits, with a hyphen after any four, in braces or not.
fn is_uuid(text: &str) -> bool {
    let inner = match text.strip_prefix('{') {
        Some(rest) => match rest.strip_suffix('}') {
            Some(inner) => inner,
            None => return false,
        },
        None => text,
    };
    let mut digits = 0;
    for byte in inner.bytes() {
        match byte {
            b'-' if digits % 4 == 0 && digits > 0 && digits < 32 => {}
            byte if byte.is_ascii_hexdigit() => digits += 1,
            _ => return false,
        }
    }
    digits == 32 && !inner.contains("--")
}

/// Whether a text is a number, or may be one for some version of the server.
pub(crate) fn is_number(text: &str) -> bool {
    let plain = text.strip_prefix(['-', '+']).unwrap_or(text);
    let special = ["nan", "inf", "infinity", "-inf", "-infinity"];
    is_decimal(plain) || is_newer_number(plain) || special.contains(&plain.to_ascii_lowercase().as_str())
}

/// Digits, with a fraction and an exponent or not.
fn is_decimal(plain: &str) -> bool {
    let (mantissa, exponent) = plain.split_once(['e', 'E']).unwrap_or((plain, "0"));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let exponent = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
    digits(whole)
        && digits(fraction)
        && mantissa.len() > 1.min(fraction.len())
        && mantissa != "."
        && !mantissa.is_empty()
        && digits(exponent)
        && !exponent.is_empty()
}

/// `0x1F` and `1_000`, which newer versions read: only what no version reads is refused.
fn is_newer_number(plain: &str) -> bool {
    plain.starts_with(|c: char| c.is_ascii_digit() || c == '.')
        && (plain.contains('_')
            || plain.starts_with("0x")
            || plain.starts_with("0X")
            || plain.starts_with("0b")
            || plain.starts_with("0o"))
        && plain.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'+' | b'_'))
}

/// Whether nothing in a text speaks against its being a network address.
fn is_address(text: &str) -> bool {
    let of_address = |byte: u8| byte.is_ascii_hexdigit() || matches!(byte, b'.' | b':' | b'/');
    text.bytes().any(|byte| byte.is_ascii_digit() || byte == b':') && text.bytes().all(of_address)
}

/// One to four octets and a number of bits, which may be left out behind four.
fn is_v4_address(text: &str) -> bool {
    let (octets, bits) = text.split_once('/').map_or((text, None), |(octets, bits)| (octets, Some(bits)));
    let number =
        |part: &str| if part.bytes().all(|byte| byte.is_ascii_digit()) { part.parse::<u32>().ok() } else { None };
    let octets: Vec<&str> = octets.split('.').collect();
    let fits = octets.len() <= 4 && octets.iter().all(|octet| number(octet).is_some_and(|octet| octet < 256));
    fits && match bits.map(number) {
        None => octets.len() == 4,
        Some(bits) => bits.is_some_and(|bits| bits <= 32 && bits as usize / 8 <= octets.len()),
    }
}

/// Two numbers with a comma between, in parentheses or not.
fn is_point(text: &str) -> bool {
    let inner = text.strip_prefix('(').map_or(Some(text), |rest| rest.strip_suffix(')'));
    let pair = inner.and_then(|inner| inner.split_once(','));
    pair.is_some_and(|(x, y)| is_number(x.trim_ascii()) && is_number(y.trim_ascii()))
}

/// Digits with separators, with a sign and a currency in front of them or behind; no digits are nothing.
fn is_money(text: &str) -> bool {
    let amount = text.trim_start_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '$' | '-' | '+' | '('));
    let end = amount.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(amount.len());
    let (digits, behind) = amount.split_at(end);
    digits.matches('.').count() < 2
        && behind.chars().all(|c| c.is_ascii_whitespace() || matches!(c, '$' | '-' | '+' | ')'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, oid: u32) -> Option<&'static str> {
        unfit(text, oid).map(|(code, _)| code)
    }

    #[test]
    fn literals_are_refused_only_where_the_server_does() {
        assert_eq!(code(" 12 ", oid::INT4), None);
        assert_eq!(code("abc", oid::INT4), Some("22P02"));
        assert_eq!(code("", oid::INT4), Some("22P02"));
        assert_eq!(code("40000", oid::INT2), Some("22003"));
        assert_eq!(code("t", oid::BOOL), None);
        assert_eq!(code("o", oid::BOOL), Some("22P02"));
        assert_eq!(code("maybe", oid::BOOL), Some("22P02"));
        assert_eq!(code("{a0eebc999c0b4ef8bb6d6bb9bd380a11}", oid::UUID), None);
        assert_eq!(code("a0ee-bc99-9c0b-4ef8-bb6d-6bb9-bd38-0a11", oid::UUID), None);
        assert_eq!(code("x", oid::UUID), Some("22P02"));
        assert_eq!(code("1.5e3", oid::NUMERIC), None);
        assert_eq!(code("one", oid::NUMERIC), Some("22P02"));
        assert_eq!(code("2024-01-02", oid::NUMERIC), Some("22P02"));
        assert_eq!(code("1e", oid::FLOAT8), Some("22P02"));
        assert_eq!(code(".5", oid::FLOAT8), None);
        assert_eq!(code("1_000", oid::NUMERIC), None);
        assert_eq!(code("10/8", INET), None);
        assert_eq!(code("10", INET), Some("22P02"));
        assert_eq!(code("10.0.0.300", INET), Some("22P02"));
        assert_eq!(code("(1, 2)", POINT), None);
        assert_eq!(code("1,a", POINT), Some("22P02"));
        assert_eq!(code("", MONEY), None);
        assert_eq!(code("(1,234.50)", MONEY), None);
        assert_eq!(code("2024-01-02", MONEY), Some("22P02"));
    }
}
