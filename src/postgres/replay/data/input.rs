//! The server's input functions, as far as a constant's validity and meaning can be told without the server.
//!
//! Where a text is of a form that is not read here (a date in words, an array, a geometry), it is taken as valid, and its meaning
//! as unknown.

use super::array::{self, Array};
use super::datum::Datum;
use super::interval::Interval;
use super::json::{self, Json};
use super::kind::{Form, Kind};
use super::moment::{self, Moment, Reading, Zone};
use super::number::Number;
use crate::postgres::ast::Name;
use crate::postgres::catalog::ObjectId;
use crate::postgres::replay::bind::is_number;
use crate::run::Failure;
use std::fmt::Write as _;
use std::sync::Arc;

/// What a type makes of a string constant.
pub(super) fn read(kind: &Kind, text: &str) -> Result<Option<Datum>, Failure> {
    match &kind.form {
        Form::Integer(size) => integer(*size, text),
        Form::Numeric(declared) => numeric(*declared, text),
        Form::Float4 | Form::Float8 => float(&kind.form, text),
        Form::Boolean => boolean(text),
        Form::Text(limit) => limited(text, *limit, "character varying").map(|kept| Some(kept.into())),
        Form::Blanked(limit) => limited(text, *limit, "character").map(|kept| Some(kept.trim_end_matches(' ').into())),
        Form::CaseFolded => Ok(text.is_ascii().then(|| Datum::Text(Name::new(text.to_ascii_lowercase())))),
        Form::Name => Ok(Some(cut(text, 63).into())),
        Form::Char => Ok(text.is_ascii().then(|| Datum::Exact(Name::new(text.get(..1).unwrap_or(""))))),
        Form::Uuid => uuid(text),
        Form::Json => Ok(json(text)?.map(|_| text.into())),
        Form::Jsonb => json(text),
        Form::Date => date(text),
        Form::Timestamp(zone) => timestamp(*zone, kind.type_ref.modifier, text),
        Form::Time(name) => time(name, text),
        Form::Interval => interval(text),
        Form::Bytea => bytea(text),
        Form::Enum(name, labels) => enum_label(name, labels, text),
        Form::Array(element) => array(element, text),
        Form::Vector(element) => vector(element, text),
        Form::Tree => Ok(Some(Datum::Exact(Name::new(text)))),
        Form::Unknown => Ok(Some(Datum::Literal(Name::new(text)))),
        Form::Oid => oid(text),
        Form::Alias(_) => Ok(text.parse::<u32>().ok().map(|oid| Datum::Object(ObjectId::builtin(oid)))),
        Form::Row(columns) => super::record::read(columns, text),
        Form::Record | Form::Void | Form::Other(_) => Ok(None),
    }
}

/// As many bytes as fit, without cutting a character in two.
pub(super) fn cut(text: &str, bytes: usize) -> &str {
    if text.len() <= bytes {
        return text;
    }
    let end = (0..=bytes).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
    &text[..end]
}

fn oid(text: &str) -> Result<Option<Datum>, Failure> {
    let digits = trimmed(text);
    match digits.parse::<u32>() {
        Ok(oid) if !digits.starts_with('+') => Ok(Some(Datum::Object(ObjectId::builtin(oid)))),
        _ if !is_read_as_number(digits) => Err(invalid("oid", text)),
        _ => Ok(None),
    }
}

/// Digits behind a sign or none; since PostgreSQL 16 they may be hexadecimal.
fn is_read_as_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.bytes().all(|byte| byte.is_ascii_digit()) && !digits.is_empty() || digits.starts_with("0x")
}

fn invalid(type_name: &str, text: &str) -> Failure {
    Failure::new("22P02", format!("invalid input syntax for type {type_name}: \"{text}\""))
}

/// Spaces that the server's `isspace` skips.
fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c'])
}

fn integer_name(size: u8) -> &'static str {
    match size {
        2 => "smallint",
        4 => "integer",
        _ => "bigint",
    }
}

/// Whether a number fits into that many bytes, two's complement.
fn fits_integer(size: u8, number: i128) -> bool {
    let limit = 1_i128 << (u32::from(size) * 8 - 1);
    (-limit..limit).contains(&number)
}

fn integer(size: u8, text: &str) -> Result<Option<Datum>, Failure> {
    let name = integer_name(size);
    let body = trimmed(text);
    let digits = body.strip_prefix(['-', '+']).unwrap_or(body);
    // Since PostgreSQL 16 `0x1f`, `0o7`, `0b1` and `1_000` are numbers.
    if digits.starts_with('0') && digits.contains(|c: char| c.is_ascii_alphabetic()) || digits.contains('_') {
        return Ok(None);
    }
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(invalid(name, text));
    }
    match Number::parse(body).and_then(Number::to_integer) {
        Some(number) if fits_integer(size, number) => Ok(Number::parse(body).map(Datum::Number)),
        _ => Err(Failure::new("22003", format!("value \"{text}\" is out of range for type {name}"))),
    }
}

/// A number assigned to an integer column: rounded, and in range.
pub(super) fn integer_in_range(size: u8, number: Number) -> Result<Option<Datum>, Failure> {
    match number.round(0).and_then(Number::to_integer) {
        Some(integer) if fits_integer(size, integer) => Ok(number.round(0).map(Datum::Number)),
        _ => Err(Failure::new("22003", format!("{} out of range", integer_name(size)))),
    }
}

fn numeric(declared: Option<(i32, i32)>, text: &str) -> Result<Option<Datum>, Failure> {
    let body = trimmed(text);
    if let Some(number) = Number::parse(body) {
        return numeric_in_range(declared, number);
    }
    if is_number(body) { Ok(None) } else { Err(invalid("numeric", text)) }
}

/// A number in a `numeric(precision, scale)` column: rounded, and in range.
pub(super) fn numeric_in_range(declared: Option<(i32, i32)>, number: Number) -> Result<Option<Datum>, Failure> {
    let Some((precision, scale)) = declared else { return Ok(Some(Datum::Number(number))) };
    match number.round(scale) {
        Some(rounded) if rounded.fits(precision - scale) => Ok(Some(Datum::Number(rounded))),
        Some(_) => Err(Failure::new("22003", "numeric field overflow")),
        None => Ok(None),
    }
}

fn float(form: &Form, text: &str) -> Result<Option<Datum>, Failure> {
    let body = trimmed(text);
    let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | '+' | '-' | 'e' | 'E');
    if body.is_empty() || !body.chars().any(|c| c.is_ascii_digit()) && !is_float_word(body) {
        return Err(invalid(if *form == Form::Float4 { "real" } else { "double precision" }, text));
    }
    if !body.chars().all(plain) {
        return Ok(None);
    }
    let (float, name) = match form {
        Form::Float4 => (body.parse::<f32>().map(f64::from), "real"),
        _ => (body.parse::<f64>(), "double precision"),
    };
    match float {
        Ok(float) if float.is_finite() => Ok(Some(Datum::Float(float))),
        Ok(_) => Err(Failure::new("22003", format!("\"{text}\" is out of range for type {name}"))),
        Err(_) => Err(invalid(name, text)),
    }
}

fn is_float_word(body: &str) -> bool {
    let word = body.trim_start_matches(['+', '-']).to_ascii_lowercase();
    matches!(word.as_str(), "nan" | "inf" | "infinity")
}

/// Any unique prefix of the words counts.
fn boolean(text: &str) -> Result<Option<Datum>, Failure> {
    let word = trimmed(text).to_ascii_lowercase();
    let prefix_of = |full: &str, shortest: usize| word.len() >= shortest && full.starts_with(&word);
    if prefix_of("true", 1) || prefix_of("yes", 1) || word == "on" || word == "1" {
        Ok(Some(Datum::Boolean(true)))
    } else if prefix_of("false", 1) || prefix_of("no", 1) || prefix_of("off", 2) || word == "0" {
        Ok(Some(Datum::Boolean(false)))
    } else {
        Err(invalid("boolean", text))
    }
}

/// What is kept of a text: characters over the limit may only be blanks.
fn limited<'a>(text: &'a str, limit: Option<usize>, type_name: &str) -> Result<&'a str, Failure> {
    let Some(limit) = limit else { return Ok(text) };
    match text.char_indices().nth(limit) {
        Some((end, _)) if text[end..].bytes().any(|byte| byte != b' ') => {
            Err(Failure::new("22001", format!("value too long for type {type_name}({limit})")))
        }
        Some((end, _)) => Ok(&text[..end]),
        None => Ok(text),
    }
}

/// Hexadecimal digits in groups of four, a hyphen allowed after each group, braces allowed around all.
fn uuid(text: &str) -> Result<Option<Datum>, Failure> {
    let body = text.strip_prefix('{').map_or(Some(text), |inner| inner.strip_suffix('}'));
    body.and_then(uuid_digits).map(|digits| Some(Datum::Exact(Name::new(digits)))).ok_or_else(|| invalid("uuid", text))
}

fn uuid_digits(body: &str) -> Option<String> {
    let mut digits = String::with_capacity(32);
    for character in body.chars() {
        match character {
            '-' if !digits.is_empty() && digits.len().is_multiple_of(4) && digits.len() < 32 => {}
            _ if character.is_ascii_hexdigit() => digits.push(character.to_ascii_lowercase()),
            _ => return None,
        }
    }
    (digits.len() == 32 && !body.contains("--")).then_some(digits)
}

/// A document; escapes of characters by number are the server's.
fn json(text: &str) -> Result<Option<Datum>, Failure> {
    match Json::parse(text) {
        json::Reading::Read(json) => Ok(Some(Datum::Json(Arc::new(json)))),
        json::Reading::Invalid => Err(Failure::new("22P02", "invalid input syntax for type json")),
        json::Reading::Unread => Ok(None),
    }
}

fn interval(text: &str) -> Result<Option<Datum>, Failure> {
    match Interval::parse(text) {
        Some(interval) => Ok(Some(Datum::Interval(interval))),
        None => no_interval(text).map_or_else(|| unread_date("interval", text), Err),
    }
}

/// The failure of a date, with or without a time: an interval could begin with its year and month, and would then end.
fn no_interval(text: &str) -> Option<Failure> {
    let body = trimmed(text);
    let (date, time) = body.split_at_checked(10)?;
    let month: u8 = date.get(5..7)?.parse().ok()?;
    if matches!(Moment::date(date), Reading::Other) {
        return None;
    }
    let timed = matches!(Moment::timestamp(body, Zone::None), Reading::Read(_));
    let plain = time.is_empty() || timed && time.bytes().all(|byte| byte.is_ascii_digit() || b" :.".contains(&byte));
    match month {
        12.. if plain => Some(Failure::new("22015", format!("interval field value out of range: \"{text}\""))),
        _ if plain || timed => Some(invalid_moment("interval", text)),
        _ => None,
    }
}

fn invalid_moment(type_name: &str, text: &str) -> Failure {
    Failure::new("22007", format!("invalid input syntax for type {type_name}: \"{text}\""))
}

/// `YYYY-MM-DD` is read; other spellings are the server's.
fn date(text: &str) -> Result<Option<Datum>, Failure> {
    match Moment::date(trimmed(text)) {
        Reading::Read(moment) => Ok(Some(Datum::Moment(moment))),
        Reading::OutOfRange => Err(date_out_of_range(text)),
        Reading::Other => unread_date("date", text),
    }
}

/// `YYYY-MM-DD HH:MM:SS` is read, with fraction and zone.
fn timestamp(zone: Zone, precision: i32, text: &str) -> Result<Option<Datum>, Failure> {
    match Moment::timestamp(trimmed(text), zone) {
        Reading::Read(moment) => Ok(moment.rounded(precision).map(Datum::Moment)),
        Reading::OutOfRange => Err(date_out_of_range(text)),
        Reading::Other if zone == Zone::None => unread_date("timestamp", text),
        Reading::Other => unread_date("timestamp with time zone", text),
    }
}

/// `HH:MM[:SS]` is read.
fn time(type_name: &str, text: &str) -> Result<Option<Datum>, Failure> {
    let body = trimmed(text);
    match moment::clock(body) {
        Reading::Read(_) if !type_name.ends_with("zone") => {
            let seconds = if body.len() == 5 { ":00" } else { "" };
            Ok(Some(Datum::Exact(Name::new(format!("{body}{seconds}")))))
        }
        Reading::OutOfRange => Err(date_out_of_range(text)),
        _ => unread_date(type_name, text),
    }
}

fn date_out_of_range(text: &str) -> Failure {
    Failure::new("22008", format!("date/time field value out of range: \"{text}\""))
}

/// What no date can be: empty, or without any digit and not one of the words that stand for a time.
fn unread_date(type_name: &str, text: &str) -> Result<Option<Datum>, Failure> {
    let word = trimmed(text).to_ascii_lowercase();
    let words = ["now", "today", "tomorrow", "yesterday", "epoch", "infinity", "+infinity", "-infinity", "allballs"];
    if word.contains(|c: char| c.is_ascii_digit()) || words.iter().any(|known| word.contains(known)) {
        return Ok(None);
    }
    Err(invalid_moment(type_name, text))
}

/// Two hexadecimal digits for each byte.
pub(super) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").expect("writing to a string cannot fail");
        text
    })
}

/// The hexadecimal form is read, and plain characters; escapes of the older form are the server's.
fn bytea(text: &str) -> Result<Option<Datum>, Failure> {
    if !text.contains('\\') {
        return Ok(Some(Datum::Exact(Name::from(hexadecimal(text.as_bytes())))));
    }
    let Some(digits) = text.strip_prefix("\\x") else { return Ok(None) };
    let packed: String = digits.chars().filter(|c| !matches!(c, ' ' | '\n' | '\t' | '\r')).collect();
    if let Some(wrong) = packed.chars().find(|c| !c.is_ascii_hexdigit()) {
        return Err(Failure::new("22023", format!("invalid hexadecimal digit: \"{wrong}\"")));
    }
    if packed.len() % 2 == 1 {
        return Err(Failure::new("22023", "invalid hexadecimal data: odd number of digits"));
    }
    Ok(Some(Datum::Exact(Name::new(packed.to_ascii_lowercase()))))
}

fn enum_label(type_name: &str, labels: &[Name], text: &str) -> Result<Option<Datum>, Failure> {
    if labels.iter().any(|label| label == text) {
        Ok(Some(Datum::Exact(Name::new(text))))
    } else {
        Err(Failure::new("22P02", format!("invalid input value for enum {type_name}: \"{text}\"")))
    }
}

/// `{a,b}`, each member as the element type reads it.
fn array(element: &Kind, text: &str) -> Result<Option<Datum>, Failure> {
    let Some(parsed) = array::parse(text, ',')? else { return Ok(None) };
    let mut members = Vec::with_capacity(parsed.members.len());
    for member in &parsed.members {
        let datum = member.as_ref().map_or(Ok(Some(Datum::Null)), |member| read(element, member))?;
        members.push(datum);
    }
    let members = members.into_iter().collect::<Option<Vec<Datum>>>();
    Ok(members.map(|members| Datum::Array(Arc::new(Array { bounds: parsed.bounds, members }))))
}

/// Members with blanks between them.
fn vector(element: &Kind, text: &str) -> Result<Option<Datum>, Failure> {
    let members =
        text.split_ascii_whitespace().map(|member| read(element, member)).collect::<Result<Option<Vec<_>>, _>>()?;
    Ok(members.map(|members| {
        let bounds = if members.is_empty() { Vec::new() } else { vec![(0, members.len())] };
        Datum::Array(Arc::new(Array { bounds, members }))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(form: &Form, text: &str) -> Result<Option<Datum>, Failure> {
        super::read(&Kind { type_ref: crate::postgres::catalog::TypeRef::builtin(0), form: form.clone() }, text)
    }

    fn refused(form: &Form, text: &str) -> String {
        read(form, text).expect_err("is refused").to_string()
    }

    #[test]
    fn integers_as_the_server_reads_them() {
        assert_eq!(read(&Form::Integer(4), " -12 "), Ok(Some(Datum::Number(Number::integer(-12)))));
        assert_eq!(refused(&Form::Integer(4), "1.5"), "22P02: invalid input syntax for type integer: \"1.5\"");
        assert_eq!(
            refused(&Form::Integer(4), "99999999999"),
            "22003: value \"99999999999\" is out of range for type integer"
        );
        assert_eq!(read(&Form::Integer(4), "0x1F"), Ok(None));
    }

    #[test]
    fn booleans_may_be_abbreviated() {
        assert_eq!(read(&Form::Boolean, " Y "), Ok(Some(Datum::Boolean(true))));
        assert_eq!(read(&Form::Boolean, "of"), Ok(Some(Datum::Boolean(false))));
        assert_eq!(refused(&Form::Boolean, "o"), "22P02: invalid input syntax for type boolean: \"o\"");
        assert_eq!(refused(&Form::Boolean, ""), "22P02: invalid input syntax for type boolean: \"\"");
    }

    #[test]
    fn uuids_have_one_canonical_form() {
        let plain = read(&Form::Uuid, "a0eebc999c0b4ef8bb6d6bb9bd380a11");
        assert_eq!(read(&Form::Uuid, "{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}"), plain);
        assert!(read(&Form::Uuid, "a0eebc99").is_err());
    }

    #[test]
    fn dates_follow_the_calendar() {
        assert!(matches!(read(&Form::Date, "2024-02-29"), Ok(Some(_))));
        assert!(read(&Form::Date, "2023-02-29").is_err());
        assert_eq!(read(&Form::Date, "Jan 5 2024"), Ok(None));
        assert!(read(&Form::Timestamp(Zone::None), "").is_err());
        assert_eq!(
            read(&Form::Timestamp(Zone::None), "2024-01-05T10:00"),
            read(&Form::Timestamp(Zone::None), "2024-01-05 10:00:00")
        );
    }

    #[test]
    fn over_long_text_may_only_lose_blanks() {
        assert_eq!(read(&Form::Text(Some(3)), "abc  "), Ok(Some(Datum::Text("abc".into()))));
        assert_eq!(refused(&Form::Text(Some(2)), "äöü"), "22001: value too long for type character varying(2)");
    }
}
