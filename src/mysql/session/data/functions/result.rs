//! The types of functions' values.

use crate::mysql::session::data::collation::Collation;
use crate::mysql::session::data::plan::{Node, NodeKind};
use crate::mysql::session::data::prepare::text_of;
use crate::mysql::session::data::types::{Class, Coercibility, NOT_FIXED, Type};
use crate::mysql::value::Value;

fn width(node: &Node) -> u32 {
    node.ty.characters()
}

/// A text of the connection's character set, which is put in by whoever prepares the call.
fn plain(length: u32) -> Type {
    Type::text(length, Collation::named("utf8mb4_general_ci"), Coercibility::Coercible)
}

/// A constant argument's integer.
fn constant(nodes: &[Node], index: usize) -> Option<i64> {
    match &nodes.get(index)?.kind {
        NodeKind::Constant(value) => crate::mysql::session::data::convert::integer(value),
        NodeKind::Unary(crate::mysql::ast::UnaryOperator::Minus, operand) => match &operand.kind {
            NodeKind::Constant(Value::Int(value)) => Some(-value),
            _ => None,
        },
        _ => None,
    }
}

fn to_width(length: i64) -> u32 {
    u32::try_from(length.max(0)).unwrap_or(u32::MAX)
}

pub(super) fn blob(_: &[Node]) -> Type {
    Type { class: Class::Blob, ..Type::bytes(u32::MAX) }.or_null()
}

pub(super) fn truth(_: &[Node]) -> Type {
    Type::truth()
}

pub(super) fn truth_or_null(_: &[Node]) -> Type {
    Type::truth().or_null()
}

pub(super) fn int10(_: &[Node]) -> Type {
    Type::integer(10)
}

pub(super) fn int(_: &[Node]) -> Type {
    Type::integer(10).or_null()
}

pub(super) fn small(_: &[Node]) -> Type {
    Type::integer(3).or_null()
}

pub(super) fn two_digits(_: &[Node]) -> Type {
    Type::integer(2).or_null()
}

pub(super) fn calendar(_: &[Node]) -> Type {
    Type::integer(3).or_null()
}

pub(super) fn days(_: &[Node]) -> Type {
    Type::integer(8).or_null()
}

pub(super) fn place(_: &[Node]) -> Type {
    Type::integer(11)
}

pub(super) fn sum32(_: &[Node]) -> Type {
    Type { unsigned: true, ..Type::integer(10) }.or_null()
}

/// `LAST_INSERT_ID()`.
pub(super) fn plain_unsigned(_: &[Node]) -> Type {
    Type { unsigned: true, ..Type::bigint() }
}

pub(super) fn turned(nodes: &[Node]) -> Type {
    same(nodes).or_null()
}

pub(super) fn text65(_: &[Node]) -> Type {
    plain(65).or_null()
}

pub(super) fn system64(_: &[Node]) -> Type {
    Type::text(64, Collation::named("utf8mb3_general_ci"), Coercibility::SystemConstant).or_null()
}

pub(super) fn year(_: &[Node]) -> Type {
    Type::integer(5).or_null()
}

pub(super) fn bigint(_: &[Node]) -> Type {
    Type::bigint().or_null()
}

pub(super) fn unsigned(_: &[Node]) -> Type {
    Type { unsigned: true, ..Type::bigint() }.or_null()
}

pub(super) fn double(_: &[Node]) -> Type {
    Type::double().or_null()
}

pub(super) fn plain_double(_: &[Node]) -> Type {
    Type::double()
}

pub(super) fn pi(_: &[Node]) -> Type {
    Type { decimals: 6, length: 8, ..Type::double() }
}

pub(super) fn date(_: &[Node]) -> Type {
    Type::date().or_null()
}

pub(super) fn today(_: &[Node]) -> Type {
    Type::date()
}

fn digits(nodes: &[Node]) -> u32 {
    constant(nodes, 0).map_or(0, |digits| to_width(digits).min(6))
}

pub(super) fn now(nodes: &[Node]) -> Type {
    Type::datetime(digits(nodes))
}

pub(super) fn now_time(nodes: &[Node]) -> Type {
    Type::time(digits(nodes))
}

pub(super) fn time(nodes: &[Node]) -> Type {
    Type::time(
        nodes
            .iter()
            .map(|node| {
                if node.ty.is_temporal() || node.ty.class == Class::Decimal {
                    node.ty.decimals.min(6)
                } else if node.ty.is_string() {
                    string_digits(node)
                } else {
                    0
                }
            })
            .max()
            .unwrap_or(0),
    )
    .or_null()
}

/// The digits behind the second of a text: those of a constant, else six.
fn string_digits(node: &Node) -> u32 {
    match &node.kind {
        NodeKind::Constant(value) => value
            .to_text()
            .and_then(|text| text.split_once('.').map(|(_, rest)| u32::try_from(rest.len()).unwrap_or(6).min(6)))
            .unwrap_or(0),
        _ => 6,
    }
}

pub(super) fn datetime(nodes: &[Node]) -> Type {
    Type::datetime(
        nodes
            .iter()
            .map(|node| if node.ty.is_string() { string_digits(node) } else { node.ty.decimals.min(6) })
            .max()
            .unwrap_or(0),
    )
    .or_null()
}

pub(super) fn add_time(nodes: &[Node]) -> Type {
    match nodes[0].ty.class {
        Class::Date | Class::DateTime | Class::Timestamp => datetime(nodes),
        Class::Time => time(nodes),
        _ => plain(26).or_null(),
    }
}

/// All the characters of all arguments.
pub(super) fn sum(nodes: &[Node]) -> Type {
    let length = nodes.iter().map(width).fold(0, u32::saturating_add);
    text_of(nodes, length)
}

/// `CONCAT_WS`.
pub(super) fn joined(nodes: &[Node]) -> Type {
    let count = to_width(i64::try_from(nodes.len()).unwrap_or(0) - 2);
    let length = nodes[1..].iter().map(width).fold(width(&nodes[0]).saturating_mul(count), u32::saturating_add);
    text_of(nodes, length).or_null()
}

/// As long as the first argument.
pub(super) fn same(nodes: &[Node]) -> Type {
    text_of(&nodes[..1], width(&nodes[0]))
}

/// As long as the first argument, which may be cut to a constant length that stands second.
pub(super) fn cut(nodes: &[Node]) -> Type {
    let length = constant(nodes, 1).map_or(width(&nodes[0]), |length| to_width(length).min(width(&nodes[0])));
    text_of(&nodes[..1], length)
}

/// `SUBSTR`.
pub(super) fn part(nodes: &[Node]) -> Type {
    let all = width(&nodes[0]);
    let length = constant(nodes, 2).map_or(all, |length| to_width(length).min(all));
    let length = match constant(nodes, 1) {
        Some(start) if start > 0 => length.min(all.saturating_sub(to_width(start - 1))),
        Some(start) if start < 0 => length.min(to_width(-start)),
        Some(_) => 0,
        None => length,
    };
    text_of(&nodes[..1], length)
}

/// `LPAD`, `RPAD`: as long as the second argument says.
pub(super) fn padded(nodes: &[Node]) -> Type {
    let length = constant(nodes, 1).map_or(16_777_216, to_width);
    text_of(&nodes[..1], length).or_null()
}

pub(super) fn repeated(nodes: &[Node]) -> Type {
    let length = constant(nodes, 1).map_or(16_777_216, |count| to_width(count).saturating_mul(width(&nodes[0])));
    text_of(&nodes[..1], length).or_null()
}

pub(super) fn replaced(nodes: &[Node]) -> Type {
    let (all, from, to) = (width(&nodes[0]), width(&nodes[1]), width(&nodes[2]));
    let length = if to > from { all.saturating_add((all / from.max(1)).saturating_mul(to - from)) } else { all };
    text_of(nodes, length)
}

pub(super) fn inserted(nodes: &[Node]) -> Type {
    text_of(&[nodes[0].clone(), nodes[3].clone()], width(&nodes[0]).saturating_add(width(&nodes[3])))
}

/// One of the arguments behind the first.
pub(super) fn chosen(nodes: &[Node]) -> Type {
    let length = nodes[1..].iter().map(width).max().unwrap_or(0);
    text_of(&nodes[1..], length).or_null()
}

pub(super) fn quoted(nodes: &[Node]) -> Type {
    text_of(nodes, width(&nodes[0]).saturating_mul(2).saturating_add(2))
}

pub(super) fn hex(nodes: &[Node]) -> Type {
    plain(width(&nodes[0]).saturating_mul(2 * nodes[0].ty.bytes_per_character()))
}

pub(super) fn unhex(nodes: &[Node]) -> Type {
    Type::bytes(width(&nodes[0]).div_ceil(2)).or_null()
}

pub(super) fn text32(_: &[Node]) -> Type {
    plain(32)
}

pub(super) fn text40(_: &[Node]) -> Type {
    plain(40).or_null()
}

pub(super) fn text64(_: &[Node]) -> Type {
    plain(64).or_null()
}

pub(super) fn sha2(nodes: &[Node]) -> Type {
    let length = match constant(nodes, 1) {
        Some(512) => 128,
        Some(384) => 96,
        Some(224) => 56,
        _ => 64,
    };
    plain(length).or_null()
}

pub(super) fn long_text(_: &[Node]) -> Type {
    Type { class: Class::Text, ..plain(u32::MAX) }.or_null()
}

pub(super) fn format(nodes: &[Node]) -> Type {
    plain(width(&nodes[0]).saturating_mul(2).saturating_add(40)).or_null()
}

pub(super) fn system128(_: &[Node]) -> Type {
    Type::text(128, Collation::named("utf8mb3_general_ci"), Coercibility::SystemConstant).or_null()
}

pub(super) fn uuid(_: &[Node]) -> Type {
    Type::text(36, Collation::named("utf8mb3_general_ci"), Coercibility::Coercible)
}

pub(super) fn json(nodes: &[Node]) -> Type {
    let length = nodes.iter().map(width).fold(8u32, |sum, width| sum.saturating_add(width).saturating_add(4));
    text_of(nodes, length).or_null()
}

/// `ABS`, `FLOOR` and others: a number of the argument's own kind.
pub(super) fn numeric(nodes: &[Node]) -> Type {
    let ty = &nodes[0].ty;
    match ty.class {
        Class::Decimal => Type { nullable: ty.nullable, ..ty.clone() },
        _ if ty.is_integer() => Type { nullable: ty.nullable, unsigned: ty.unsigned, ..Type::integer(ty.length) },
        _ if ty.is_temporal() && ty.decimals > 0 => Type::decimal(ty.precision(), ty.decimals),
        _ if ty.is_temporal() => Type::bigint(),
        _ => Type::double(),
    }
}

/// `FLOOR`, `CEILING`.
pub(super) fn whole(nodes: &[Node]) -> Type {
    let ty = &nodes[0].ty;
    match ty.class {
        Class::Decimal if ty.precision() - ty.decimals.min(ty.precision()) < 18 => {
            Type::integer((ty.precision() - ty.decimals).max(1) + 2)
        }
        Class::Decimal => Type::decimal(ty.precision() - ty.decimals, 0),
        _ => numeric(nodes),
    }
}

/// `ROUND`, `TRUNCATE`.
pub(super) fn rounded(nodes: &[Node]) -> Type {
    let ty = numeric(nodes);
    if ty.class != Class::Decimal {
        return ty;
    }
    let wanted = if nodes.len() < 2 { Some(0) } else { constant(nodes, 1) };
    let decimals = wanted.map_or(ty.decimals, |wanted| to_width(wanted).min(ty.decimals));
    let whole = ty.precision() - ty.decimals.min(ty.precision());
    let grows = u32::from(decimals < ty.decimals);
    Type::decimal(whole + grows + decimals, decimals).null_if(ty.nullable)
}

/// `GREATEST`, `LEAST`, `NULLIF` …: of all arguments' common type.
pub(super) fn common(nodes: &[Node]) -> Type {
    let all: Vec<&Node> = nodes.iter().collect();
    crate::mysql::session::data::prepare::merged(&all, "greatest").unwrap_or_else(|_| nodes[0].ty.clone())
}

pub(super) fn nullif(nodes: &[Node]) -> Type {
    nodes[0].ty.clone().or_null()
}

/// `STR_TO_DATE`: what the format asks for.
pub(super) fn parsed(nodes: &[Node]) -> Type {
    let NodeKind::Constant(format) = &nodes[1].kind else { return Type::datetime(6).or_null() };
    let format = format.to_text().unwrap_or_default();
    let has = |letters: &str| {
        format.as_bytes().windows(2).any(|pair| pair[0] == b'%' && letters.as_bytes().contains(&pair[1]))
    };
    let (days, clock) = (has("abcDdejMmUuVvWwXxYy"), has("fHhIiklprSsT"));
    let digits = if has("f") { 6 } else { 0 };
    match (days, clock) {
        (true, false) => Type::date(),
        (false, true) => Type::time(digits),
        _ => Type::datetime(digits),
    }
    .or_null()
}

/// `UNIX_TIMESTAMP(x)`.
pub(super) fn unix(nodes: &[Node]) -> Type {
    let digits =
        nodes.first().map_or(0, |node| if node.ty.is_string() { string_digits(node) } else { node.ty.decimals.min(6) });
    if digits == 0 { Type::bigint() } else { Type::decimal(16 + digits, digits) }.null_if(!nodes.is_empty())
}

/// `FROM_UNIXTIME(x)`, or a text in a format.
pub(super) fn from_unix(nodes: &[Node]) -> Type {
    if nodes.len() > 1 { plain(255).or_null() } else { datetime(nodes) }
}

/// As long as a constant format makes it.
pub(super) fn formatted(nodes: &[Node]) -> Type {
    let NodeKind::Constant(format) = &nodes[1].kind else { return plain(255).or_null() };
    let mut length = 0;
    let format = format.to_text().unwrap_or_default();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        length += match (letter, if letter == '%' { letters.next() } else { None }) {
            ('%', Some('M' | 'W')) => 9,
            ('%', Some('a' | 'b' | 'j')) => 3,
            ('%', Some('Y' | 'x' | 'X' | 'D')) => 4,
            ('%', Some('k' | 'H')) => 7,
            ('%', Some('r')) => 11,
            ('%', Some('T')) => 8,
            ('%', Some('f')) => 6,
            ('%', Some('w' | '%')) => 1,
            ('%', Some(_)) => 2,
            _ => 1,
        };
    }
    plain(length).or_null()
}

/// It keeps double's digits.
pub(super) fn mod_type(nodes: &[Node]) -> Type {
    crate::mysql::session::data::prepare::arithmetic(
        crate::mysql::ast::BinaryOperator::Modulo,
        &nodes[0].ty,
        &nodes[1].ty,
    )
}

pub(super) fn seconds(nodes: &[Node]) -> Type {
    let digits = nodes.first().map_or(0, |node| if node.ty.is_temporal() { node.ty.decimals } else { 0 });
    if digits == 0 {
        Type::bigint()
    } else {
        Type { decimals: digits.min(NOT_FIXED), ..Type::decimal(10 + digits, digits) }
    }
    .or_null()
}

/// `SPACE(n)`.
pub(super) fn repeated_blank(nodes: &[Node]) -> Type {
    plain(constant(nodes, 0).map_or(16_777_216, to_width)).or_null()
}

/// One character.
pub(super) fn small_text(_: &[Node]) -> Type {
    plain(4).or_null()
}

/// The type of the second argument.
pub(super) fn second(nodes: &[Node]) -> Type {
    nodes[1].ty.clone()
}

/// `ADDDATE(date, days)`.
pub(super) fn add_days(nodes: &[Node]) -> Type {
    match nodes[0].ty.class {
        Class::Date => Type::date().or_null(),
        Class::DateTime | Class::Timestamp => Type::datetime(nodes[0].ty.decimals).or_null(),
        Class::Time => Type::time(nodes[0].ty.decimals).or_null(),
        _ => plain(19).or_null(),
    }
}
