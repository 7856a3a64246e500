//! Functions of texts.

use super::{ANY, Given, Native, Run, entry, result, with_nulls};
use crate::mysql::session::data::convert;
use crate::mysql::value::Value;

/// Texts longer than `max_allowed_packet` are NULL.
const LONGEST: usize = 16_777_216;

pub(super) fn table() -> Vec<Native> {
    use Run::{Pure, Unknown};
    vec![
        entry("concat", 1, ANY, result::sum, Pure(concat)),
        entry("concat_operator_oracle", 1, ANY, result::sum, Pure(concat)),
        with_nulls("concat_ws", 2, ANY, result::joined, Pure(concat_ws)),
        entry("upper", 1, 1, result::same, Pure(upper)),
        entry("ucase", 1, 1, result::same, Pure(upper)),
        entry("lower", 1, 1, result::same, Pure(lower)),
        entry("lcase", 1, 1, result::same, Pure(lower)),
        entry("length", 1, 1, result::int10, Pure(length)),
        entry("octet_length", 1, 1, result::int10, Pure(length)),
        entry("lengthb", 1, 1, result::int10, Pure(length)),
        entry("bit_length", 1, 1, result::int10, Pure(|given| Value::Int(count(given.bytes(0).len() * 8)))),
        entry("char_length", 1, 1, result::int10, Pure(char_length)),
        entry("character_length", 1, 1, result::int10, Pure(char_length)),
        entry("substr", 2, 3, result::part, Pure(substr)),
        entry("substring", 2, 3, result::part, Pure(substr)),
        entry("mid", 2, 3, result::part, Pure(substr)),
        entry("substr_oracle", 2, 3, result::part, Unknown),
        entry("left", 2, 2, result::cut, Pure(|given| given.string(slice(&given.text(0), 0, given.integer(1))))),
        entry("right", 2, 2, result::cut, Pure(right)),
        entry("trim", 1, 2, result::same, Pure(|given| given.string(trim(given, true, true)))),
        entry("trim_leading", 1, 2, result::same, Pure(|given| given.string(trim(given, true, false)))),
        entry("trim_trailing", 1, 2, result::same, Pure(|given| given.string(trim(given, false, true)))),
        entry("ltrim", 1, 1, result::same, Pure(|given| given.string(trim(given, true, false)))),
        entry("rtrim", 1, 1, result::same, Pure(|given| given.string(trim(given, false, true)))),
        entry("trim_oracle", 1, 2, result::same, Unknown),
        entry("ltrim_oracle", 1, 1, result::same, Unknown),
        entry("rtrim_oracle", 1, 1, result::same, Unknown),
        entry("replace", 3, 3, result::replaced, Pure(replace)),
        entry("replace_oracle", 3, 3, result::replaced, Unknown),
        entry("insert", 4, 4, result::inserted, Pure(insert)),
        entry(
            "reverse",
            1,
            1,
            result::turned,
            Pure(|given| given.string(given.text(0).chars().rev().collect::<String>())),
        ),
        entry("repeat", 2, 2, result::repeated, Pure(repeat)),
        entry("space", 1, 1, result::repeated_blank, Pure(|given| blank(given.integer(0)))),
        entry("lpad", 2, 3, result::padded, Pure(|given| pad(given, Side::Left))),
        entry("rpad", 2, 3, result::padded, Pure(|given| pad(given, Side::Right))),
        entry("lpad_oracle", 2, 3, result::padded, Unknown),
        entry("rpad_oracle", 2, 3, result::padded, Unknown),
        entry(
            "locate",
            2,
            3,
            result::place,
            Pure(|given| locate(given, 1, 0, if given.count() > 2 { given.integer(2) } else { 1 })),
        ),
        entry("instr", 2, 2, result::place, Pure(|given| locate(given, 0, 1, 1))),
        entry("substring_index", 3, 3, result::same, Pure(substring_index)),
        entry("strcmp", 2, 2, result::two_digits, Pure(strcmp)),
        entry(
            "ascii",
            1,
            1,
            result::small,
            Pure(|given| Value::Int(given.bytes(0).first().map_or(0, |byte| i64::from(*byte)))),
        ),
        entry("ord", 1, 1, result::int, Pure(ord)),
        with_nulls("char", 1, ANY, result::unhex, Pure(char_bytes)),
        entry("chr", 1, 1, result::small_text, Pure(chr)),
        entry("find_in_set", 2, 2, result::small, Pure(find_in_set)),
        with_nulls("elt", 2, ANY, result::chosen, Pure(elt)),
        with_nulls("make_set", 2, ANY, result::chosen, Pure(make_set)),
        entry("export_set", 3, 5, result::long_text, Pure(export_set)),
        with_nulls("quote", 1, 1, result::quoted, Pure(quote)),
        entry("soundex", 1, 1, result::same, Pure(|given| given.string(soundex(&given.text(0))))),
        entry("format", 2, 3, result::format, Pure(super::number::format)),
        entry("load_file", 1, 1, result::blob, Unknown),
    ]
}

fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

fn concat(given: &Given<'_>) -> Value {
    given.string((0..given.count()).map(|at| given.text(at).to_string()).collect::<String>())
}

fn concat_ws(given: &Given<'_>) -> Value {
    if given.value(0).is_null() {
        return Value::Null;
    }
    let parts: Vec<String> =
        (1..given.count()).filter(|at| !given.value(*at).is_null()).map(|at| given.text(at).to_string()).collect();
    given.string(parts.join(&given.text(0)))
}

fn upper(given: &Given<'_>) -> Value {
    let text = given.text(0);
    if given.ty.collation.is_binary() {
        given.string(text.to_string())
    } else {
        given.string(text.chars().map(|c| single(c, c.to_uppercase())).collect::<String>())
    }
}

fn lower(given: &Given<'_>) -> Value {
    let text = given.text(0);
    if given.ty.collation.is_binary() {
        given.string(text.to_string())
    } else {
        given.string(text.chars().map(|c| single(c, c.to_lowercase())).collect::<String>())
    }
}

/// The server maps one character to one: `ß` stays.
fn single(character: char, mut mapped: impl Iterator<Item = char>) -> char {
    match (mapped.next(), mapped.next()) {
        (Some(only), None) => only,
        _ => character,
    }
}

fn length(given: &Given<'_>) -> Value {
    Value::Int(count(given.bytes(0).len()))
}

fn char_length(given: &Given<'_>) -> Value {
    match given.value(0) {
        Value::Bytes(bytes) => Value::Int(count(bytes.len())),
        _ => Value::Int(count(given.characters(0).chars().count())),
    }
}

/// Characters from a place, at most so many.
fn slice(text: &str, from: usize, length: i64) -> String {
    text.chars().skip(from).take(usize::try_from(length).unwrap_or(0)).collect()
}

fn substr(given: &Given<'_>) -> Value {
    let text = given.text(0);
    let length = if given.count() > 2 { given.integer(2) } else { i64::MAX };
    let all = count(text.chars().count());
    let start = match given.integer(1) {
        0 => return given.string(""),
        start if start > 0 => start - 1,
        start => all.saturating_add(start),
    };
    match usize::try_from(start) {
        Ok(start) => given.string(slice(&text, start, length)),
        Err(_) => given.string(""),
    }
}

fn right(given: &Given<'_>) -> Value {
    let text = given.text(0);
    let skip = text.chars().count().saturating_sub(usize::try_from(given.integer(1)).unwrap_or(0));
    given.string(slice(&text, skip, i64::MAX))
}

fn trim(given: &Given<'_>, leading: bool, trailing: bool) -> String {
    let text = given.text(0);
    let what = if given.count() > 1 { given.text(1) } else { " ".into() };
    let mut rest: &str = &text;
    if what.is_empty() {
        return rest.to_owned();
    }
    while let Some(shorter) = rest.strip_prefix(&*what).filter(|_| leading) {
        rest = shorter;
    }
    while let Some(shorter) = rest.strip_suffix(&*what).filter(|_| trailing) {
        rest = shorter;
    }
    rest.to_owned()
}

fn replace(given: &Given<'_>) -> Value {
    let (text, from, to) = (given.text(0), given.text(1), given.text(2));
    given.string(if from.is_empty() { text.to_string() } else { text.replace(&*from, &to) })
}

fn insert(given: &Given<'_>) -> Value {
    let text: Vec<char> = given.text(0).chars().collect();
    let (start, length) = (given.integer(1), given.integer(2));
    let Some(start) = usize::try_from(start - 1).ok().filter(|start| *start < text.len()) else {
        return given.string(text.into_iter().collect::<String>());
    };
    let rest = text.len() - start;
    let length = usize::try_from(length).ok().filter(|length| *length <= rest).unwrap_or(rest);
    let before: String = text[..start].iter().collect();
    let behind: String = text[start + length..].iter().collect();
    given.string(format!("{before}{}{behind}", given.text(3)))
}

fn repeat(given: &Given<'_>) -> Value {
    let text = given.text(0);
    let times = usize::try_from(given.integer(1)).unwrap_or(0);
    if text.len().saturating_mul(times) > LONGEST { Value::Null } else { given.string(text.repeat(times)) }
}

fn blank(length: i64) -> Value {
    let length = usize::try_from(length).unwrap_or(0);
    if length > LONGEST { Value::Null } else { Value::from(" ".repeat(length)) }
}

#[derive(Clone, Copy, PartialEq)]
enum Side {
    Left,
    Right,
}

fn pad(given: &Given<'_>, side: Side) -> Value {
    let text = given.text(0);
    let with = if given.count() > 2 { given.text(2) } else { " ".into() };
    let Ok(length) = usize::try_from(given.integer(1)) else { return Value::Null };
    let have = text.chars().count();
    if length <= have {
        return given.string(slice(&text, 0, count(length)));
    }
    if with.is_empty() || length > LONGEST {
        return if with.is_empty() { given.string("") } else { Value::Null };
    }
    let filling: String = with.chars().cycle().take(length - have).collect();
    given.string(if side == Side::Left { format!("{filling}{text}") } else { format!("{text}{filling}") })
}

/// Where a text stands in another, from 1, in their collation.
fn locate(given: &Given<'_>, whole: usize, part: usize, from: i64) -> Value {
    let collation = given.collation();
    let weights = |text: &str| -> Option<Vec<Vec<u8>>> {
        text.chars()
            .map(|c| if collation.is_binary() { Some(c.to_string().into_bytes()) } else { collation.weights(c) })
            .collect()
    };
    let (Some(text), Some(sought)) = (weights(&given.characters(whole)), weights(&given.characters(part))) else {
        return Value::unknown(format!("how {} compares these characters", collation.name));
    };
    let Some(start) = usize::try_from(from - 1).ok().filter(|start| *start <= text.len()) else { return Value::Int(0) };
    if sought.is_empty() {
        return Value::Int(from);
    }
    let found = text[start..].windows(sought.len()).position(|window| window == sought.as_slice());
    Value::Int(found.map_or(0, |at| count(start + at + 1)))
}

fn substring_index(given: &Given<'_>) -> Value {
    let (text, delimiter, times) = (given.text(0), given.text(1), given.integer(2));
    if delimiter.is_empty() || times == 0 {
        return given.string("");
    }
    let size = usize::try_from(times.unsigned_abs()).unwrap_or(usize::MAX);
    let parts: Vec<&str> = text.split(&*delimiter).collect();
    if parts.len() <= size {
        return given.string(text.to_string());
    }
    let kept = if times > 0 { &parts[..size] } else { &parts[parts.len() - size..] };
    given.string(kept.join(&delimiter))
}

fn strcmp(given: &Given<'_>) -> Value {
    match given.collation().compare(&given.characters(0), &given.characters(1)) {
        Some(order) => Value::Int(order as i64),
        None => Value::unknown("how the collation compares these characters"),
    }
}

fn ord(given: &Given<'_>) -> Value {
    let text = given.characters(0);
    let Some(first) = text.chars().next() else { return Value::Int(0) };
    let bytes = convert::encode(first.encode_utf8(&mut [0; 4]), given.nodes[0].ty.collation.charset());
    Value::Int(convert::number_of_bytes(&bytes).cast_signed())
}

fn char_bytes(given: &Given<'_>) -> Value {
    let mut bytes = Vec::new();
    for value in given.values.iter().filter(|value| !value.is_null()) {
        let number = convert::integer(value).unwrap_or(0).cast_unsigned() & 0xffff_ffff;
        let all = number.to_be_bytes();
        let start = all.iter().position(|byte| *byte != 0).unwrap_or(7);
        bytes.extend_from_slice(&all[start..]);
    }
    Value::bytes(bytes)
}

fn chr(given: &Given<'_>) -> Value {
    let code = u32::try_from(given.integer(0)).unwrap_or(0);
    match char::from_u32(code) {
        Some(character) if character.is_ascii() => Value::from(character.to_string()),
        _ => Value::unknown("a character by its number"),
    }
}

fn find_in_set(given: &Given<'_>) -> Value {
    let (sought, list) = (given.characters(0), given.characters(1));
    if list.is_empty() || sought.contains(',') {
        return Value::Int(0);
    }
    let collation = given.collation();
    for (at, item) in list.split(',').enumerate() {
        match collation.compare(&sought, item) {
            Some(order) if order.is_eq() => return Value::Int(count(at + 1)),
            Some(_) => {}
            None => return Value::unknown("how the collation compares these characters"),
        }
    }
    Value::Int(0)
}

fn elt(given: &Given<'_>) -> Value {
    if given.value(0).is_null() {
        return Value::Null;
    }
    match usize::try_from(given.integer(0)) {
        Ok(index) if index >= 1 && index < given.count() && !given.value(index).is_null() => {
            given.string(given.text(index).to_string())
        }
        _ => Value::Null,
    }
}

fn make_set(given: &Given<'_>) -> Value {
    if given.value(0).is_null() {
        return Value::Null;
    }
    let bits = given.integer(0);
    let chosen =
        (1..given.count()).filter(|at| at - 1 < 64 && bits >> (at - 1) & 1 == 1 && !given.value(*at).is_null());
    given.string(chosen.map(|at| given.text(at).to_string()).collect::<Vec<_>>().join(","))
}

fn export_set(given: &Given<'_>) -> Value {
    let bits = given.integer(0);
    let separator = if given.count() > 3 { given.text(3) } else { ",".into() };
    let number = if given.count() > 4 { usize::try_from(given.integer(4)).unwrap_or(64).min(64) } else { 64 };
    let parts: Vec<String> =
        (0..number).map(|bit| given.text(if bits >> bit & 1 == 1 { 1 } else { 2 }).to_string()).collect();
    given.string(parts.join(&separator))
}

fn quote(given: &Given<'_>) -> Value {
    if given.value(0).is_null() {
        return given.string("NULL");
    }
    let mut quoted = String::from("'");
    for character in given.text(0).chars() {
        match character {
            '\'' => quoted.push_str("\\'"),
            '\\' => quoted.push_str("\\\\"),
            '\0' => quoted.push_str("\\0"),
            '\u{1a}' => quoted.push_str("\\Z"),
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    given.string(quoted)
}

/// How a word sounds: its first letter and digits for the consonants behind it.
pub fn soundex(text: &str) -> String {
    let code = |letter: char| match letter.to_ascii_uppercase() {
        'B' | 'F' | 'P' | 'V' => '1',
        'C' | 'G' | 'J' | 'K' | 'Q' | 'S' | 'X' | 'Z' => '2',
        'D' | 'T' => '3',
        'L' => '4',
        'M' | 'N' => '5',
        'R' => '6',
        _ => '0',
    };
    let mut letters = text.chars().filter(|c| c.is_alphabetic());
    let Some(first) = letters.next() else { return String::new() };
    let mut sound = String::from(single(first, first.to_uppercase()));
    let mut last = code(first);
    for letter in letters {
        let digit = code(letter);
        if digit != '0' && digit != last {
            sound.push(digit);
        }
        last = digit;
    }
    while sound.chars().count() < 4 {
        sound.push('0');
    }
    sound
}
