//! Functions: under the names that the server has for them.

use super::{Precedence, Printed, highest, list, print_expr, right_of, unit_word, within};
use crate::mysql::ast::{Call, CastType, DataType, Expr, ExprKind, TypeName};

/// Names that the server has for other names.
const NAMES: &[(&str, &str)] = &[
    ("atan2", "atan"),
    ("ceil", "ceiling"),
    ("character_length", "char_length"),
    ("day", "dayofmonth"),
    ("json_merge", "json_merge_preserve"),
    ("json_pretty", "json_detailed"),
    ("length", "octet_length"),
    ("lengthb", "octet_length"),
    ("lower", "lcase"),
    ("mid", "substr"),
    ("nvl", "ifnull"),
    ("power", "pow"),
    ("schema", "database"),
    ("sha1", "sha"),
    ("st_geomfromtext", "st_geometryfromtext"),
    ("substring", "substr"),
    ("upper", "ucase"),
];

/// What the server makes of other forms than calls, or what is not known.
const OTHERS: &[&str] =
    &["add_months", "chr", "get_format", "name_const", "to_char", "weight_string", "week", "weekofyear", "convert_tz"];

/// A call.
pub(super) fn printed(call: &Call) -> Printed {
    let plain =
        !call.star && !call.distinct && call.order.is_empty() && call.over.is_none() && call.name.database.is_none();
    if !plain {
        return None;
    }
    let name = call.name.name.text.to_ascii_lowercase();
    match (name.as_str(), call.arguments.as_slice()) {
        ("instr", [text, part]) => highest(format!("locate({},{})", print_expr(part)?, print_expr(text)?)),
        ("isnull", [operand]) => {
            Some((format!("{} is null", within(operand, Precedence::Comparison)?), Precedence::Comparison))
        }
        ("mod", [left, right]) => {
            let (left, right) =
                (within(left, Precedence::Multiplicative)?, right_of(right, Precedence::Multiplicative)?);
            Some((format!("{left} MOD {right}"), Precedence::Multiplicative))
        }
        ("datediff", [first, second]) => {
            Some((format!("to_days({}) - to_days({})", print_expr(first)?, print_expr(second)?), Precedence::Additive))
        }
        ("bin", [number]) => highest(format!("conv({},10,2)", print_expr(number)?)),
        ("oct", [number]) => highest(format!("conv({},10,8)", print_expr(number)?)),
        ("round", [number]) => highest(format!("round({},0)", print_expr(number)?)),
        ("yearweek", [date]) => highest(format!("yearweek({},0)", print_expr(date)?)),
        ("week", [_, _]) => highest(format!("week({})", list(&call.arguments)?)),
        ("date", [operand]) => highest(format!("cast({} as date)", print_expr(operand)?)),
        ("time", [operand]) => highest(format!("cast({} as time)", print_expr(operand)?)),
        ("timestamp", [operand]) => highest(format!("cast({} as datetime)", print_expr(operand)?)),
        ("from_unixtime", [time, format]) => {
            highest(format!("date_format(from_unixtime({}),{})", print_expr(time)?, print_expr(format)?))
        }
        ("now", digits) => highest(format!("current_timestamp({})", list(digits)?)),
        (name, arguments) if name.starts_with("trim") => trim(name, arguments),
        (name, _) if OTHERS.contains(&name) => None,
        (name, arguments) => {
            let shown = NAMES.iter().find(|(known, _)| *known == name).map_or(name, |(_, shown)| shown);
            highest(format!("{shown}({})", list(arguments)?))
        }
    }
}

fn trim(name: &str, arguments: &[Expr]) -> Printed {
    let (side, plain) = match name {
        "trim_leading" => ("leading", "ltrim"),
        "trim_trailing" => ("trailing", "rtrim"),
        "trim" => ("both", "trim"),
        _ => return None,
    };
    match arguments {
        [text] => highest(format!("{plain}({})", print_expr(text)?)),
        [text, removed] => highest(format!("trim({side} {} from {})", print_expr(removed)?, print_expr(text)?)),
        _ => None,
    }
}

/// What has words between its operands.
pub(super) fn worded(kind: &ExprKind) -> Printed {
    match kind {
        ExprKind::Case { operand, branches, otherwise } => case(operand.as_deref(), branches, otherwise.as_deref()),
        ExprKind::Cast(operand, cast) => highest(format!("cast({} as {})", print_expr(operand)?, cast_type(cast)?)),
        ExprKind::ConvertUsing(operand, charset) => {
            let charset = charset_shown(&charset.text);
            if let ExprKind::Call(call) = &operand.kind
                && call.name.name.text == "CHAR"
            {
                return highest(format!("char({} using {charset})", list(&call.arguments)?));
            }
            highest(format!("convert({} using {charset})", print_expr(operand)?))
        }
        ExprKind::Extract(unit, operand) => {
            highest(format!("extract({} from {})", unit_word(*unit), print_expr(operand)?))
        }
        _ => None,
    }
}

/// The server prints it as one word that binds tightest.
fn case(operand: Option<&Expr>, branches: &[(Expr, Expr)], otherwise: Option<&Expr>) -> Printed {
    let mut text = "case".to_owned();
    if let Some(operand) = operand {
        text = format!("{text} {}", within(operand, Precedence::Highest)?);
    }
    for (condition, value) in branches {
        let condition =
            if operand.is_some() { within(condition, Precedence::Highest)? } else { print_expr(condition)? };
        text = format!("{text} when {condition} then {}", print_expr(value)?);
    }
    if let Some(otherwise) = otherwise {
        text = format!("{text} else {}", print_expr(otherwise)?);
    }
    highest(format!("{text} end"))
}

fn charset_shown(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    if name == "utf8" { "utf8mb3".into() } else { name }
}

/// A cast to characters names its character set, which is that of the connection where none is written.
fn cast_type(cast: &CastType) -> Option<String> {
    let length = |length: &Option<u32>| length.map(|length| format!("({length})")).unwrap_or_default();
    Some(match cast {
        CastType::Binary(bytes) => format!("char{} charset binary", length(bytes)),
        CastType::Char(characters, Some(charset)) => {
            format!("char{} charset {}", length(characters), charset_shown(&charset.text))
        }
        CastType::Char(..) => return None,
        CastType::Signed => "signed".into(),
        CastType::Unsigned => "unsigned".into(),
        CastType::Type(name) => other_type(name)?,
    })
}

fn other_type(name: &TypeName) -> Option<String> {
    let digits =
        |word: &str, digits: Option<u32>| digits.map_or_else(|| word.to_owned(), |digits| format!("{word}({digits})"));
    Some(match name.data_type {
        DataType::Date => "date".into(),
        DataType::Time(places) => digits("time", places),
        DataType::DateTime(places) => digits("datetime", places),
        DataType::Double(None) => "double".into(),
        DataType::Float(None) => "float".into(),
        DataType::Decimal(None) => "decimal(10,0)".into(),
        DataType::Decimal(Some((whole, places))) => format!("decimal({whole},{})", places.unwrap_or(0)),
        DataType::Uuid => "uuid".into(),
        DataType::Inet4 => "inet4".into(),
        DataType::Inet6 => "inet6".into(),
        _ => return None,
    })
}
