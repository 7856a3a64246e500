//! Functions on texts.

use super::{Arguments, Given, Implementation};
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::replay::data::array::Array;
use crate::postgres::replay::data::datum::Datum;
use crate::postgres::replay::data::evaluate::undecided;
use crate::postgres::replay::data::input::hexadecimal;
use crate::postgres::replay::data::operate::bounded;
use crate::postgres::replay::data::output::LONGEST_TEXT;
use crate::run::Failure;
use sha2::Digest as _;
use std::sync::Arc;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[
    ("ascii", ascii),
    ("bit_length", |a| Ok(a.text(0).map(|text| Datum::count(text.len() * 8)))),
    ("btrim", |a| Ok(trimmed(a, Side::Both))),
    ("char_length", length),
    ("character_length", length),
    ("chr", chr),
    ("concat", concat),
    ("concat_ws", concat_ws),
    ("decode", decode),
    ("encode", encode),
    ("initcap", initcap),
    ("left", left),
    ("length", length),
    ("lower", |a| Ok(a.text(0).filter(|text| text.is_ascii()).map(|text| text.to_ascii_lowercase().into()))),
    ("lpad", |a| padded(a, Side::Left)),
    ("ltrim", |a| Ok(trimmed(a, Side::Left))),
    ("md5", md5),
    ("octet_length", |a| Ok(a.text(0).map(|text| Datum::count(text.len())))),
    ("overlay", overlay),
    ("position", strpos),
    ("quote_ident", |a| Ok(a.text(0).map(|text| quote_ident(text).into_owned().into()))),
    ("quote_literal", |a| Ok(a.print(0)?.map(|text| quote_literal(&text).into()))),
    ("quote_nullable", |a| Ok(Some(a.print(0)?.map_or("NULL".into(), |text| quote_literal(&text).into())))),
    ("repeat", repeat),
    ("replace", replace),
    ("reverse", |a| Ok(a.text(0).map(|text| text.chars().rev().collect::<String>().into()))),
    ("right", right),
    ("rpad", |a| padded(a, Side::Right)),
    ("rtrim", |a| Ok(trimmed(a, Side::Right))),
    ("sha256", sha256),
    ("split_part", split_part),
    ("starts_with", |a| Ok(a.text(0).zip(a.text(1)).map(|(text, start)| text.starts_with(start.as_str()).into()))),
    ("string_to_array", string_to_array),
    ("strpos", strpos),
    ("substr", substring),
    ("substring", substring),
    ("text", |a| Ok(a.text(0).map(|text| text.as_str().into()))),
    ("to_hex", |a| Ok(a.integer(0).filter(|number| *number >= 0).map(|number| format!("{number:x}").into()))),
    ("translate", translate),
    ("upper", |a| Ok(a.text(0).filter(|text| text.is_ascii()).map(|text| text.to_ascii_uppercase().into()))),
];

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Both,
    Left,
    Right,
}

fn length(a: &Arguments<'_>) -> Given {
    Ok(match a.datum(0) {
        Datum::Text(text) if a.len() == 1 => Some(Datum::count(text.chars().count())),
        _ => None,
    })
}

fn ascii(a: &Arguments<'_>) -> Given {
    Ok(a.text(0).map(|text| Datum::from(text.chars().next().map_or(0, |c| i64::from(u32::from(c))))))
}

fn chr(a: &Arguments<'_>) -> Given {
    let code = a.integer(0).and_then(|code| u32::try_from(code).ok()).filter(|code| *code > 0);
    Ok(code.and_then(char::from_u32).map(|c| c.to_string().into()))
}

fn trimmed(a: &Arguments<'_>, side: Side) -> Option<Datum> {
    let text = a.text(0)?;
    let set: Vec<char> = if a.len() > 1 { a.text(1)?.chars().collect() } else { vec![' '] };
    let within = |c: char| set.contains(&c);
    Some(
        match side {
            Side::Both => text.trim_matches(within),
            Side::Left => text.trim_start_matches(within),
            Side::Right => text.trim_end_matches(within),
        }
        .into(),
    )
}

fn initcap(a: &Arguments<'_>) -> Given {
    let Some(text) = a.text(0).filter(|text| text.is_ascii()) else { return Ok(None) };
    let mut inside = false;
    let each = |c: char| {
        let changed = if inside { c.to_ascii_lowercase() } else { c.to_ascii_uppercase() };
        inside = c.is_ascii_alphanumeric();
        changed
    };
    Ok(Some(text.chars().map(each).collect::<String>().into()))
}

/// The first so many characters; a negative number leaves off that many at the end.
fn counted(length: usize, count: i64) -> usize {
    match usize::try_from(count) {
        Ok(count) => count.min(length),
        Err(_) => length.saturating_sub(usize::try_from(count.unsigned_abs()).unwrap_or(usize::MAX)),
    }
}

fn left(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(count)) = (a.text(0), a.integer(1)) else { return Ok(None) };
    let kept = counted(text.chars().count(), count);
    Ok(Some(text.chars().take(kept).collect::<String>().into()))
}

fn right(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(count)) = (a.text(0), a.integer(1)) else { return Ok(None) };
    let length = text.chars().count();
    let kept = counted(length, count);
    Ok(Some(text.chars().skip(length - kept).collect::<String>().into()))
}

fn padded(a: &Arguments<'_>, side: Side) -> Given {
    let (Some(text), Some(wanted)) = (a.text(0), a.integer(1)) else { return Ok(None) };
    let fill: Vec<char> = if a.len() > 2 {
        let Some(fill) = a.text(2) else { return Ok(None) };
        fill.chars().collect()
    } else {
        vec![' ']
    };
    let wanted = usize::try_from(wanted).unwrap_or(0);
    if wanted > LONGEST_TEXT {
        return Err(undecided("a long text"));
    }
    let length = text.chars().count();
    let kept: String = text.chars().take(wanted).collect();
    let missing = if fill.is_empty() { 0 } else { wanted.saturating_sub(length) };
    let filler: String = fill.iter().cycle().take(missing).collect();
    Ok(Some(if side == Side::Left { format!("{filler}{kept}") } else { format!("{kept}{filler}") }.into()))
}

fn repeat(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(count)) = (a.text(0), a.integer(1)) else { return Ok(None) };
    let count = usize::try_from(count).unwrap_or(0);
    if text.len().saturating_mul(count) > LONGEST_TEXT {
        return Err(undecided("a long text"));
    }
    Ok(Some(text.repeat(count).into()))
}

fn replace(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(from), Some(to)) = (a.text(0), a.text(1), a.text(2)) else { return Ok(None) };
    if from.is_empty() {
        return Ok(Some(text.as_str().into()));
    }
    bounded(text.replace(from.as_str(), to)).map(|text| Some(text.into()))
}

fn translate(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(from), Some(to)) = (a.text(0), a.text(1), a.text(2)) else { return Ok(None) };
    let to: Vec<char> = to.chars().collect();
    let each = |c: char| match from.chars().position(|known| known == c) {
        Some(place) => to.get(place).copied(),
        None => Some(c),
    };
    Ok(Some(text.chars().filter_map(each).collect::<String>().into()))
}

fn strpos(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(part)) = (a.text(0), a.text(1)) else { return Ok(None) };
    let found = text.find(part.as_str()).map_or(0, |at| text[..at].chars().count() + 1);
    Ok(Some(Datum::count(found)))
}

fn split_part(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(delimiter), Some(field)) = (a.text(0), a.text(1), a.integer(2)) else { return Ok(None) };
    if field == 0 {
        return Err(Failure::new("22023", "field position must not be zero").into());
    }
    let parts: Vec<&str> = if delimiter.is_empty() { vec![text] } else { text.split(delimiter.as_str()).collect() };
    let place = if field > 0 { field - 1 } else { field };
    let place = crate::postgres::replay::data::json::index_of(place, parts.len());
    Ok(Some(place.map_or("", |place| parts[place]).into()))
}

/// By position, from 1; or by a regular expression, which is left to the server.
fn substring(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(start)) = (a.text(0), a.integer(1)) else { return by_pattern(a) };
    let end = if a.len() == 2 {
        i64::MAX
    } else {
        let Some(length) = a.integer(2) else { return Ok(None) };
        if length < 0 {
            return Err(Failure::new("22011", "negative substring length not allowed").into());
        }
        start.saturating_add(length)
    };
    let skipped = usize::try_from(start.saturating_sub(1)).unwrap_or(0);
    let taken = usize::try_from(end.saturating_sub(start.max(1))).unwrap_or(0);
    Ok(Some(text.chars().skip(skipped).take(taken).collect::<String>().into()))
}

/// The first group of the pattern, or all that it matches.
fn by_pattern(a: &Arguments<'_>) -> Given {
    let (2, Some(text), Some(pattern)) = (a.len(), a.text(0), a.text(1)) else { return Ok(None) };
    let found = super::pattern::matches(text, pattern, "")?.into_iter().next();
    Ok(Some(match found {
        Some(Datum::Array(groups)) => groups.members.first().cloned().unwrap_or(Datum::Null),
        _ => Datum::Null,
    }))
}

fn overlay(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(new), Some(start)) = (a.text(0), a.text(1), a.integer(2)) else { return Ok(None) };
    let length = if a.len() > 3 { a.integer(3) } else { i64::try_from(new.chars().count()).ok() };
    let (Some(length), Ok(before)) = (length, usize::try_from(start - 1)) else { return Ok(None) };
    let Ok(after) = usize::try_from(start - 1 + length) else { return Ok(None) };
    let head: String = text.chars().take(before).collect();
    let tail: String = text.chars().skip(after).collect();
    Ok(Some(format!("{head}{new}{tail}").into()))
}

fn concat(a: &Arguments<'_>) -> Given {
    let mut text = String::new();
    for place in 0..a.len() {
        text.push_str(a.print(place)?.as_deref().unwrap_or(""));
    }
    bounded(text).map(|text| Some(text.into()))
}

fn concat_ws(a: &Arguments<'_>) -> Given {
    let Some(separator) = a.text(0) else { return Ok(Some(Datum::Null)) };
    let mut parts = Vec::with_capacity(a.len());
    for place in 1..a.len() {
        parts.extend(a.print(place)?);
    }
    bounded(parts.join(separator.as_str())).map(|text| Some(text.into()))
}

fn string_to_array(a: &Arguments<'_>) -> Given {
    let Some(text) = a.text(0) else { return Ok(Some(Datum::Null)) };
    let null = a.text(2);
    let member = |part: &str| if null.is_some_and(|null| null == part) { Datum::Null } else { part.into() };
    let parts: Vec<Datum> = match a.text(1) {
        _ if text.is_empty() => Vec::new(),
        None => text.chars().map(|c| member(c.encode_utf8(&mut [0; 4]))).collect(),
        Some(delimiter) if delimiter.is_empty() => vec![member(text)],
        Some(delimiter) => text.split(delimiter.as_str()).map(member).collect(),
    };
    Ok(Some(Datum::Array(Arc::new(Array::list(parts)))))
}

/// The bytes of a `bytea`, or of a text.
fn bytes(datum: &Datum) -> Option<Vec<u8>> {
    match datum {
        Datum::Text(text) => Some(text.as_bytes().to_vec()),
        Datum::Exact(digits) if digits.is_ascii() => {
            let pairs = (0..digits.len()).step_by(2).map(|at| digits.get(at..at + 2));
            pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
        }
        _ => None,
    }
}

fn md5(a: &Arguments<'_>) -> Given {
    Ok(bytes(a.datum(0)).map(|bytes| hexadecimal(&<md5::Md5 as md5::Digest>::digest(bytes)).into()))
}

fn sha256(a: &Arguments<'_>) -> Given {
    Ok(bytes(a.datum(0)).map(|bytes| Datum::Exact(hexadecimal(&sha2::Sha256::digest(bytes)).into())))
}

fn encode(a: &Arguments<'_>) -> Given {
    Ok(match (a.datum(0), a.text(1).map(|format| format.to_ascii_lowercase()).as_deref()) {
        (Datum::Exact(digits), Some("hex")) => Some(digits.as_str().into()),
        _ => None,
    })
}

fn decode(a: &Arguments<'_>) -> Given {
    let (Some(text), Some(format)) = (a.text(0), a.text(1)) else { return Ok(None) };
    let hex = text.len() % 2 == 0 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    Ok((hex && format.eq_ignore_ascii_case("hex")).then(|| Datum::Exact(text.to_ascii_lowercase().into())))
}
