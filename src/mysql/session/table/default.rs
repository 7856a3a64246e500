//! Defaults: constants are converted into their column as a row's value would be, expressions are kept.

use super::Session;
use crate::mysql::ast::{DataType, Expr, ExprKind, Literal, UnaryOperator};
use crate::mysql::catalog::{Column, ColumnType, DefaultValue};
use crate::mysql::error::failure;
use crate::run::Refusal;
use crate::source::Span;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

/// What becomes of a constant in a column.
enum Converted {
    /// The text that the server prints.
    To(SmolStr),
    /// It does not fit.
    Refused,
    /// Not made out here: the default stays as it is written.
    Unclear,
}

impl Session {
    /// `DEFAULT` of a column whose type is complete.
    pub(super) fn column_default(&self, column: &Column, expr: &Expr, span: Span) -> Result<DefaultValue, Refusal> {
        let invalid = || failure("1067", format!("Invalid default value for '{}'", column.name));
        let Some(constant) = Constant::of(expr) else {
            return Ok(DefaultValue::Expr(self.written(span, expr)));
        };
        if constant == Constant::Null {
            return if column.nullable { Ok(DefaultValue::Null) } else { Err(invalid()) };
        }
        match self.convert(&column.column_type, &constant) {
            Converted::To(text) => Ok(DefaultValue::Constant(text)),
            Converted::Refused => Err(invalid()),
            Converted::Unclear => Ok(DefaultValue::Expr(self.written(span, expr))),
        }
    }

    fn convert(&self, column_type: &ColumnType, constant: &Constant) -> Converted {
        match &column_type.data_type {
            data_type if data_type.is_integer() => integer(column_type, constant),
            DataType::Decimal(Some((digits, Some(scale)))) => decimal(*digits, *scale, column_type.unsigned, constant),
            DataType::Char(Some(length)) => text(*length, constant, Padding::Stripped),
            DataType::Varchar(length) => text(*length, constant, Padding::Kept),
            data_type if data_type.is_text_blob() => text(u32::MAX, constant, Padding::Kept),
            DataType::Enum(labels) => label(labels, column_type, constant),
            DataType::Set(labels) => labels_of_set(labels, column_type, constant),
            DataType::Date => self.date(constant),
            DataType::Year(_) => year(constant),
            DataType::Binary(Some(length)) => binary(*length, constant),
            DataType::DateTime(digits) => self.date_time(digits.unwrap_or(0), constant),
            DataType::Timestamp(digits) => in_range(self.date_time(digits.unwrap_or(0), constant)),
            DataType::Bit(Some(length)) => bits(*length, constant),
            DataType::Float(None) | DataType::Double(None) => float(constant),
            _ => Converted::Unclear,
        }
    }

    /// `'2020-01-31'`; only what is written in the server's own form is converted here.
    fn date(&self, constant: &Constant) -> Converted {
        match constant {
            Constant::Integer(0) => self.zero_date("0000-00-00".into()),
            Constant::Text(text) if text == "0000-00-00" => self.zero_date(text.clone()),
            Constant::Text(text) if is_date(text) => Converted::To(text.clone()),
            constant => no_date(constant),
        }
    }

    fn date_time(&self, digits: u32, constant: &Constant) -> Converted {
        let zeros = "0".repeat(digits as usize);
        let fraction = if digits > 0 { format!(".{zeros}") } else { String::new() };
        match constant {
            Constant::Integer(0) => self.zero_date(format_smolstr!("0000-00-00 00:00:00{fraction}")),
            Constant::Text(text) if text == "0000-00-00 00:00:00" || text == "0000-00-00" => {
                self.zero_date(format_smolstr!("0000-00-00 00:00:00{fraction}"))
            }
            Constant::Text(text) if is_date(text) => Converted::To(format_smolstr!("{text} 00:00:00{fraction}")),
            Constant::Text(text) => match text.split_once(' ') {
                Some((date, time)) if is_date(date) && is_time(time) => {
                    Converted::To(format_smolstr!("{text}{fraction}"))
                }
                _ => no_date(constant),
            },
            constant => no_date(constant),
        }
    }

    fn zero_date(&self, text: SmolStr) -> Converted {
        if self.has_mode("NO_ZERO_DATE") && self.is_strict() { Converted::Refused } else { Converted::To(text) }
    }
}

/// A constant as it is written.
#[derive(Debug, Clone, PartialEq)]
enum Constant {
    Null,
    Integer(i128),
    /// A decimal number: its sign and its digits.
    Decimal(SmolStr),
    Float(f64),
    Text(SmolStr),
    Bits(Vec<u8>),
    Hex(Vec<u8>),
}

impl Constant {
    /// The constant that an expression is; `DATE '…'` and others are left to the evaluator.
    fn of(expr: &Expr) -> Option<Self> {
        match &expr.kind {
            ExprKind::Literal(literal) => Self::of_literal(literal),
            ExprKind::Unary(UnaryOperator::Minus, operand) => match Self::of(operand)? {
                Self::Integer(value) => Some(Self::Integer(-value)),
                Self::Decimal(text) => Some(Self::Decimal(format_smolstr!("-{text}"))),
                Self::Float(value) => Some(Self::Float(-value)),
                _ => None,
            },
            ExprKind::Unary(UnaryOperator::Plus, operand) => Self::of(operand),
            _ => None,
        }
    }

    fn of_literal(literal: &Literal) -> Option<Self> {
        Some(match literal {
            Literal::Null => Self::Null,
            Literal::Boolean(value) => Self::Integer(i128::from(*value)),
            Literal::Integer(value) => Self::Integer(i128::from(*value)),
            Literal::Decimal(text) => Self::Decimal(text.clone()),
            Literal::Float(text) => Self::Float(text.parse().ok()?),
            Literal::String(text) => Self::Text(text.clone()),
            Literal::Bit(bytes) => Self::Bits(bytes.clone()),
            Literal::Hex(bytes) => Self::Hex(bytes.clone()),
            Literal::Charset(text) if text.charset.starts_with("utf8") => {
                Self::Text(std::str::from_utf8(&text.bytes).ok()?.into())
            }
            Literal::Charset(_) | Literal::Date(_) | Literal::Time(_) | Literal::Timestamp(_) => return None,
        })
    }

    /// The number that it is, where it is a plain one: an integer, or a decimal with its text.
    fn number(&self) -> Option<SmolStr> {
        match self {
            Self::Integer(value) => Some(value.to_smolstr()),
            Self::Decimal(text) => Some(text.clone()),
            Self::Text(text) if is_plain_number(text) => Some(text.clone()),
            Self::Bits(bytes) => Some(unsigned(bytes)?.to_smolstr()),
            _ => None,
        }
    }
}

fn unsigned(bytes: &[u8]) -> Option<u64> {
    let significant = bytes.iter().skip_while(|byte| **byte == 0);
    if significant.clone().count() > 8 {
        return None;
    }
    Some(significant.fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

/// With an exponent or blanks around it, perhaps, but a number and nothing behind it.
fn is_number_at_all(text: &str) -> bool {
    text.trim_matches(' ').parse::<f64>().is_ok_and(f64::is_finite)
}

fn is_plain_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    all_digits(whole) && all_digits(fraction) && digits.len() <= 60
}

fn no_number(constant: &Constant) -> Converted {
    match constant {
        Constant::Text(text) if !is_number_at_all(text) => Converted::Refused,
        _ => Converted::Unclear,
    }
}

/// What is shorter is filled up with zeros, which is not for a text to hold.
fn binary(length: u32, constant: &Constant) -> Converted {
    match constant {
        Constant::Text(text) if text.len() > length as usize => Converted::Refused,
        _ => Converted::Unclear,
    }
}

/// What no date begins with is none; nor is one whose month or day there is not.
fn no_date(constant: &Constant) -> Converted {
    let text = match constant {
        Constant::Integer(1..=100) => return Converted::Refused,
        Constant::Text(text) => text,
        _ => return Converted::Unclear,
    };
    let is_numeric = text.trim_start().starts_with(|c: char| c.is_ascii_digit());
    let numbers: Vec<Option<u32>> = text.split(['-', ' ']).take(3).map(|part| part.parse().ok()).collect();
    match numbers[..] {
        _ if !is_numeric => Converted::Refused,
        [Some(_), Some(13..), _] | [Some(_), Some(_), Some(32..)] => Converted::Refused,
        _ => Converted::Unclear,
    }
}

/// Two digits are of 1970 to 2069, but the number 0 is no year at all.
fn year(constant: &Constant) -> Converted {
    let (number, digits) = match constant {
        Constant::Integer(value) => (*value, if *value == 0 { 4 } else { 2 }),
        Constant::Text(text) if !text.is_empty() && text.len() <= 4 && text.bytes().all(|it| it.is_ascii_digit()) => {
            (text.parse().unwrap_or(0), text.len())
        }
        Constant::Text(_) => return Converted::Refused,
        _ => return Converted::Unclear,
    };
    match number {
        0 if digits == 4 => Converted::To("0000".into()),
        0..=69 if digits < 4 => Converted::To(format_smolstr!("{}", 2000 + number)),
        70..=99 if digits < 4 => Converted::To(format_smolstr!("{}", 1900 + number)),
        1901..=2155 => Converted::To(number.to_smolstr()),
        _ => Converted::Refused,
    }
}

/// A timestamp is from 1970 to 2038; what the time zone decides stays open.
fn in_range(converted: Converted) -> Converted {
    let Converted::To(text) = &converted else { return converted };
    match text.get(..4).and_then(|year| year.parse::<u32>().ok()) {
        Some(0 | 1971..=2037) => converted,
        Some(1970 | 2038 | 1969) | None => Converted::Unclear,
        Some(_) => Converted::Refused,
    }
}

fn integer(column_type: &ColumnType, constant: &Constant) -> Converted {
    let Some(number) = constant.number() else {
        let words = |text: &SmolStr| !text.trim_start().starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c));
        return match constant {
            Constant::Text(text) if words(text) || !is_number_at_all(text) => Converted::Refused,
            _ => Converted::Unclear,
        };
    };
    let Some(value) = rounded(&number, 0).and_then(|digits| digits.parse::<i128>().ok()) else {
        return Converted::Unclear;
    };
    let bits: u32 = match column_type.data_type {
        DataType::TinyInt(_) => 8,
        DataType::SmallInt(_) => 16,
        DataType::MediumInt(_) => 24,
        DataType::Int(_) => 32,
        _ => 64,
    };
    let (least, most) =
        if column_type.unsigned { (0, (1 << bits) - 1) } else { (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) };
    let width = match column_type.data_type {
        DataType::TinyInt(width)
        | DataType::SmallInt(width)
        | DataType::MediumInt(width)
        | DataType::Int(width)
        | DataType::BigInt(width) => width,
        _ => None,
    };
    if !(least..=most).contains(&value) {
        return Converted::Refused;
    }
    let width = width.filter(|_| column_type.zerofill).unwrap_or(0) as usize;
    Converted::To(format_smolstr!("{value:0width$}"))
}

fn decimal(digits: u32, scale: u32, is_unsigned: bool, constant: &Constant) -> Converted {
    let Some(number) = constant.number().and_then(|number| rounded(&number, scale as usize)) else {
        return no_number(constant);
    };
    let whole = number.trim_start_matches('-').split('.').next().unwrap_or_default().trim_start_matches('0').len();
    let too_large = whole > (digits - scale) as usize;
    if too_large || (is_unsigned && number.starts_with('-')) {
        Converted::Refused
    } else {
        Converted::To(number.into())
    }
}

/// A plain number rounded half away from zero to so many digits behind the point.
fn rounded(number: &str, scale: usize) -> Option<String> {
    let (sign, digits) = number.strip_prefix('-').map_or(("", number), |digits| ("-", digits));
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let kept: String = fraction.chars().chain(std::iter::repeat('0')).take(scale).collect();
    let up = fraction.as_bytes().get(scale).is_some_and(|digit| *digit >= b'5');
    let value = format!("{whole}{kept}");
    let value = if value.is_empty() { 0 } else { value.parse::<u128>().ok()? } + u128::from(up);
    let text = format!("{value:0width$}", width = scale + 1);
    let (whole, fraction) = text.split_at(text.len() - scale);
    let sign = if value == 0 { "" } else { sign };
    Some(if scale == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// What becomes of spaces at the end.
#[derive(PartialEq, Eq)]
enum Padding {
    Kept,
    Stripped,
}

fn text(length: u32, constant: &Constant, padding: Padding) -> Converted {
    let text = match constant {
        Constant::Text(text) => text.clone(),
        Constant::Integer(value) => value.to_smolstr(),
        Constant::Decimal(text) => text.clone(),
        Constant::Hex(bytes) | Constant::Bits(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => text.into(),
            Err(_) => return Converted::Unclear,
        },
        Constant::Float(_) | Constant::Null => return Converted::Unclear,
    };
    let text: SmolStr = if padding == Padding::Stripped { text.trim_end_matches(' ').into() } else { text };
    let kept = text.trim_end_matches(' ').chars().count();
    if kept > length as usize {
        return Converted::Refused;
    }
    Converted::To(text.chars().take(length as usize).collect())
}

/// A label as its collation compares it.
fn compared(label: &str, column_type: &ColumnType) -> String {
    if column_type.case_counts() { label.to_owned() } else { label.to_lowercase() }
}

fn label(labels: &[SmolStr], column_type: &ColumnType, constant: &Constant) -> Converted {
    let Constant::Text(text) = constant else { return Converted::Refused };
    let text = compared(text.trim_end_matches(' '), column_type);
    let found = labels.iter().find(|label| compared(label, column_type) == text);
    found.map_or(Converted::Refused, |label| Converted::To(label.clone()))
}

/// Labels in their own order, each once.
fn labels_of_set(labels: &[SmolStr], column_type: &ColumnType, constant: &Constant) -> Converted {
    let Constant::Text(text) = constant else { return Converted::Refused };
    let wanted: Vec<String> =
        text.split(',').filter(|part| !part.is_empty()).map(|part| compared(part, column_type)).collect();
    if !wanted.iter().all(|part| labels.iter().any(|label| compared(label, column_type) == *part)) {
        return Converted::Refused;
    }
    let chosen: Vec<&str> =
        labels.iter().filter(|it| wanted.contains(&compared(it, column_type))).map(SmolStr::as_str).collect();
    Converted::To(chosen.join(",").into())
}

fn bits(length: u32, constant: &Constant) -> Converted {
    let value = match constant {
        Constant::Bits(bytes) | Constant::Hex(bytes) => unsigned(bytes),
        Constant::Integer(value) => u64::try_from(*value).ok(),
        Constant::Text(text) if text.is_ascii() => unsigned(text.as_bytes()),
        _ => return Converted::Unclear,
    };
    match value {
        Some(value) if length == 64 || value >> length == 0 => Converted::To(format_smolstr!("{value:b}")),
        _ => Converted::Refused,
    }
}

/// Whole numbers and short decimals; the server's own way of printing others is left to the evaluator.
fn float(constant: &Constant) -> Converted {
    let Some(number) = constant.number().filter(|number| number.len() <= 6) else { return no_number(constant) };
    let digits = number.split_once('.').map_or(0, |(_, fraction)| fraction.trim_end_matches('0').len());
    rounded(&number, digits).map_or(Converted::Unclear, |text| Converted::To(text.into()))
}

fn is_date(text: &str) -> bool {
    let parts: Vec<&str> = text.split('-').collect();
    let &[year, month, day] = parts.as_slice() else { return false };
    let number = |part: &str, width: usize| (part.len() == width).then(|| part.parse::<u32>().ok()).flatten();
    let (Some(year), Some(month @ 1..=12), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return false;
    };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let last = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    year > 0 && (1..=last).contains(&day)
}

fn is_time(text: &str) -> bool {
    let parts: Vec<&str> = text.split(':').collect();
    let &[hour, minute, second] = parts.as_slice() else { return false };
    let within = |part: &str, most: u32| part.len() == 2 && part.parse::<u32>().is_ok_and(|value| value <= most);
    within(hour, 23) && within(minute, 59) && within(second, 59)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_half_away_from_zero() {
        let cases = [("1.25", 1, "1.3"), ("-1.234", 2, "-1.23"), ("1", 2, "1.00"), ("1.6", 0, "2"), ("-0.4", 0, "0")];
        for (number, scale, expected) in cases {
            assert_eq!(rounded(number, scale).as_deref(), Some(expected));
        }
    }

    #[test]
    fn dates_have_their_own_form() {
        assert!(is_date("2024-02-29") && !is_date("2023-02-29") && !is_date("2020-1-1"));
    }
}
