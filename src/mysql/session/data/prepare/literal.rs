//! Constants.

use super::Prepare;
use crate::mysql::ast::{CharsetLiteral, Literal};
use crate::mysql::error::failure;
use crate::mysql::session::Session;
use crate::mysql::session::data::collation::Collation;
use crate::mysql::session::data::convert::{decode, parse_datetime, parse_time};
use crate::mysql::session::data::plan::{Node, NodeKind};
use crate::mysql::session::data::types::{Class, Coercibility, NOT_FIXED, Type};
use crate::mysql::value::{Decimal, Value};
use crate::run::Refusal;
use std::sync::Arc;

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

/// The value and the type of a constant.
pub fn literal(session: &mut Session, literal: &Literal) -> Result<Node, Refusal> {
    Ok(match literal {
        Literal::Null => Node::constant(Value::Null, Type::null()),
        Literal::Boolean(truth) => {
            let constant = Node::constant(Value::truth(*truth), Type::integer(1));
            Node { ty: Type::truth(), kind: NodeKind::Retyped(Box::new(constant)) }
        }
        Literal::Integer(value) => integer(*value),
        Literal::Decimal(text) => {
            let decimal = text.parse::<Decimal>().unwrap_or_else(|()| Decimal::from(0i64));
            let ty = type_of_decimal(&decimal);
            Node::constant(Value::decimal(decimal), ty)
        }
        Literal::Float(text) => {
            let value = text.parse::<f64>().unwrap_or(0.0);
            if value.is_infinite() {
                return Err(failure("1367", format!("Illegal double '{text}' value found during parsing")));
            }
            Node::constant(Value::Double(value), Type { length: count(text.len()), ..Type::double() })
        }
        Literal::String(text) => {
            let collation = session.connection_collation();
            Node::constant(
                Value::text(text.as_str()),
                Type::text(count(text.chars().count()), collation, Coercibility::Coercible),
            )
        }
        Literal::Charset(given) => charset_literal(given)?,
        Literal::Hex(bytes) | Literal::Bit(bytes) => {
            let ty = Type { class: Class::Hex, unsigned: true, ..Type::bytes(count(bytes.len())) };
            Node::constant(Value::bytes(bytes.as_slice()), ty)
        }
        Literal::Date(text) => match parse_datetime(text) {
            Some((moment, true)) if moment.digits == 0 && moment.micros == 0 && session.accepts_date(moment.date) => {
                Node::constant(Value::Date(moment.date), Type::date())
            }
            _ => return Err(failure("1525", format!("Incorrect DATE value: '{text}'"))),
        },
        Literal::Time(text) => match parse_time(text) {
            Some((time, true)) => Node::constant(Value::Time(time), Type::time(u32::from(time.digits))),
            _ => return Err(failure("1525", format!("Incorrect TIME value: '{text}'"))),
        },
        Literal::Timestamp(text) => match parse_datetime(text) {
            Some((moment, true)) if session.accepts_date(moment.date) => {
                Node::constant(Value::DateTime(moment), Type::datetime(u32::from(moment.digits)))
            }
            _ => return Err(failure("1525", format!("Incorrect DATETIME value: '{text}'"))),
        },
    })
}

fn integer(value: u64) -> Node {
    let digits = count(value.to_string().len());
    match i64::try_from(value) {
        Ok(signed) => Node::constant(Value::Int(signed), Type::integer(digits)),
        Err(_) => Node::constant(Value::UInt(value), Type { unsigned: true, ..Type::integer(digits) }),
    }
}

fn type_of_decimal(decimal: &Decimal) -> Type {
    let digits = (decimal.integer_digits() + decimal.scale()).max(1);
    Type::decimal(digits, decimal.scale())
}

fn charset_literal(given: &CharsetLiteral) -> Result<Node, Refusal> {
    let charset = match given.charset.to_ascii_lowercase().as_str() {
        "utf8" => "utf8mb3".to_owned(),
        other => other.to_owned(),
    };
    if charset == "binary" {
        return Ok(Node::constant(Value::bytes(given.bytes.as_slice()), Type::bytes(count(given.bytes.len()))));
    }
    let Some(collation) = default_collation(&charset) else {
        return Err(failure("1115", format!("Unknown character set: '{}'", given.charset)));
    };
    // The bytes of a string are those of the file, whatever the word before it says; only hexadecimal ones are in the character set.
    let value = match std::str::from_utf8(&given.bytes) {
        Ok(text) => Value::text(text),
        Err(_) => decode(&given.bytes, &charset)
            .map_or_else(|| Value::unknown(format!("characters of {charset}")), Value::Text),
    };
    let length = value.to_text().map_or(0, |text| count(text.chars().count()));
    Ok(Node::constant(value, Type::text(length, collation, Coercibility::Coercible)))
}

/// The default collation of a character set.
pub fn default_collation(charset: &str) -> Option<Collation> {
    let name = match charset {
        "utf8" | "utf8mb3" => "utf8mb3_general_ci".to_owned(),
        "latin1" => "latin1_swedish_ci".to_owned(),
        "cp1251" | "latin2" | "latin5" | "latin7" | "ascii" | "utf8mb4" | "ucs2" | "utf16" | "utf16le" | "utf32"
        | "cp1250" | "cp1256" | "cp1257" | "cp850" | "cp852" | "cp866" | "greek" | "hebrew" | "koi8u" | "koi8r"
        | "macroman" | "macce" | "keybcs2" | "armscii8" | "geostd8" => match charset {
            "latin5" => "latin5_turkish_ci".to_owned(),
            other => format!("{other}_general_ci"),
        },
        "binary" => return Some(Collation::binary()),
        "big5" | "gb2312" | "gbk" => format!("{charset}_chinese_ci"),
        "sjis" | "ujis" | "cp932" | "eucjpms" => format!("{charset}_japanese_ci"),
        "euckr" => "euckr_korean_ci".to_owned(),
        "tis620" => "tis620_thai_ci".to_owned(),
        "dec8" | "swe7" => format!("{charset}_swedish_ci"),
        "hp8" => "hp8_english_ci".to_owned(),
        _ => return None,
    };
    Some(Collation::named(&name))
}

/// The type of a value whose expression is not at hand.
pub fn type_of_value(value: &Value) -> Type {
    match value {
        Value::Null | Value::Deferred(_) | Value::Unknown(_) => Type::null(),
        Value::Int(_) => Type::bigint().or_null(),
        Value::UInt(_) => Type { unsigned: true, nullable: true, ..Type::bigint() },
        Value::Decimal(decimal) => Type { length: 67, ..type_of_decimal(decimal) }.or_null(),
        Value::Double(_) | Value::Float(_) => Type::double().or_null(),
        Value::Text(_) | Value::Label(_) => Type {
            decimals: NOT_FIXED,
            ..Type::text(u32::MAX, Collation::named("utf8mb4_general_ci"), Coercibility::Implicit)
        }
        .or_null(),
        Value::Bytes(_) => Type::bytes(u32::MAX).or_null(),
        Value::Year(_) => Type::of(Class::Year, 4).or_null(),
        Value::Date(_) => Type::date().or_null(),
        Value::Time(time) => Type::time(u32::from(time.digits)).or_null(),
        Value::DateTime(moment) => Type::datetime(u32::from(moment.digits)).or_null(),
    }
}

impl Prepare<'_> {
    /// A constant.
    pub(super) fn literal(&mut self, constant: &Literal) -> Result<Node, Refusal> {
        literal(self.session, constant)
    }
}

/// A known text.
pub fn text_constant(text: impl Into<Arc<str>>, ty: Type) -> Node {
    Node::constant(Value::Text(text.into()), ty)
}
