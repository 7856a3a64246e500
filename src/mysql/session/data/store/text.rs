//! Texts and bytes as a column keeps them.

use super::Target;
use crate::mysql::ast::DataType;
use crate::mysql::session::data::convert;
use crate::mysql::session::data::types::Type;
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::sync::Arc;

/// How many characters or bytes a type of strings holds.
pub(super) fn capacity(data_type: &DataType) -> Option<(usize, Unit)> {
    Some(match data_type {
        DataType::Char(length) => (length.unwrap_or(1) as usize, Unit::Characters),
        DataType::Varchar(length) => (*length as usize, Unit::Characters),
        DataType::Binary(length) => (length.unwrap_or(1) as usize, Unit::Bytes),
        DataType::Varbinary(length) => (*length as usize, Unit::Bytes),
        DataType::TinyText | DataType::TinyBlob => (0xff, Unit::Bytes),
        DataType::Text(_) | DataType::Blob(_) => (0xffff, Unit::Bytes),
        DataType::MediumText | DataType::MediumBlob => (0xff_ffff, Unit::Bytes),
        DataType::LongText | DataType::LongBlob | DataType::Json => (usize::MAX, Unit::Bytes),
        _ => return None,
    })
}

/// What the length of a type counts.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Unit {
    Characters,
    Bytes,
}

pub(super) fn store_string(value: &Value, from: &Type, target: &Target<'_>) -> Result<Value, Refusal> {
    let declared = &target.column.column_type;
    let Some((length, unit)) = capacity(&declared.data_type) else {
        return Ok(match value {
            Value::Text(_) | Value::Bytes(_) => value.clone(),
            _ => Value::unknown("a value of this type is not computed"),
        });
    };
    let Some(charset) = declared.charset.as_deref() else { return store_bytes(value, from, target, length) };
    let text = characters(value, from, charset, target)?;
    let fits = match unit {
        Unit::Bytes => text.len() <= length,
        Unit::Characters => text.len() <= length || text.chars().nth(length).is_none(),
    };
    let padded = matches!(declared.data_type, DataType::Char(_));
    if fits {
        let keeps = !padded || !text.ends_with(' ');
        return Ok(Value::Text(if keeps { text } else { text.trim_end_matches(' ').into() }));
    }
    let end = match unit {
        Unit::Characters => text.char_indices().nth(length).map_or(text.len(), |(at, _)| at),
        Unit::Bytes => (0..=length).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0),
    };
    let (kept, rest) = text.split_at(end);
    let blank = rest.bytes().all(|byte| byte == b' ');
    let kept = if padded { kept.trim_end_matches(' ') } else { kept };
    if blank { Ok(Value::text(kept)) } else { target.lenient(Value::text(kept), || target.too_long()) }
}

/// The characters of a value, in a character set that has them.
fn characters(value: &Value, from: &Type, charset: &str, target: &Target<'_>) -> Result<Arc<str>, Refusal> {
    let text = match value {
        Value::Bytes(bytes) => {
            if let Some(text) = convert::decode(bytes, charset) {
                text
            } else {
                let shown: String = bytes
                    .iter()
                    .map(|byte| if byte.is_ascii() { char::from(*byte).to_string() } else { format!("\\x{byte:02X}") })
                    .collect();
                return target.lenient("".into(), || target.incorrect("1366", "string", &shown));
            }
        }
        other => convert::shown(other, from).unwrap_or_default(),
    };
    if charset == "utf8mb4" || text.is_ascii() {
        return Ok(text);
    }
    let has = |character: char| match charset {
        "utf8" | "utf8mb3" | "ucs2" => u32::from(character) <= 0xffff,
        "latin1" => convert::encode(character.encode_utf8(&mut [0; 4]), "latin1")[..] != b"?"[..],
        "ascii" => character.is_ascii(),
        _ => true,
    };
    let Some((at, _)) = text.char_indices().find(|(_, character)| !has(*character)) else { return Ok(text) };
    let shown: String = text[at..]
        .bytes()
        .take(6)
        .map(|byte| if byte.is_ascii() { char::from(byte).to_string() } else { format!("\\x{byte:02X}") })
        .collect();
    let shown = if text[at..].len() > 6 { format!("{shown}...") } else { shown };
    let cut: Arc<str> =
        text.chars().map(|character| if has(character) { character } else { '?' }).collect::<String>().into();
    target.lenient(cut, || target.incorrect("1366", "string", &shown))
}

fn store_bytes(value: &Value, from: &Type, target: &Target<'_>, length: usize) -> Result<Value, Refusal> {
    let bytes = match value {
        Value::Text(text) => convert::encode(text, from.collation.charset()),
        other => other.to_bytes().unwrap_or_else(|| Arc::from([])),
    };
    if bytes.len() > length {
        return target.lenient(Value::bytes(&bytes[..length]), || target.too_long());
    }
    if matches!(target.column.column_type.data_type, DataType::Binary(_)) && bytes.len() < length {
        let mut padded = bytes.to_vec();
        padded.resize(length, 0);
        return Ok(Value::bytes(padded));
    }
    Ok(Value::Bytes(bytes))
}
