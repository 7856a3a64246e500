//! The types of operators' results, and of values that come from several expressions.

use super::collate;
use crate::mysql::ast::BinaryOperator;
use crate::mysql::session::data::plan::Node;
use crate::mysql::session::data::types::{Class, Coercibility, NOT_FIXED, Type};
use crate::run::Refusal;

/// How an operator is written in messages.
pub fn symbol(operator: BinaryOperator) -> &'static str {
    match operator {
        BinaryOperator::Or => "or",
        BinaryOperator::Xor => "xor",
        BinaryOperator::And => "and",
        BinaryOperator::Equal => "=",
        BinaryOperator::NullSafeEqual => "<=>",
        BinaryOperator::NotEqual => "<>",
        BinaryOperator::Less => "<",
        BinaryOperator::LessOrEqual => "<=",
        BinaryOperator::Greater => ">",
        BinaryOperator::GreaterOrEqual => ">=",
        BinaryOperator::BitOr => "|",
        BinaryOperator::BitAnd => "&",
        BinaryOperator::BitXor => "^",
        BinaryOperator::ShiftLeft => "<<",
        BinaryOperator::ShiftRight => ">>",
        BinaryOperator::Plus => "+",
        BinaryOperator::Minus => "-",
        BinaryOperator::Multiply => "*",
        BinaryOperator::Divide => "/",
        BinaryOperator::IntegerDivide => "DIV",
        BinaryOperator::Modulo => "MOD",
        BinaryOperator::SoundsLike => "sounds like",
        BinaryOperator::MemberOf => "member of",
        BinaryOperator::Concat => "concat",
    }
}

/// It compares.
pub fn is_comparison(operator: BinaryOperator) -> bool {
    use BinaryOperator::{Equal, Greater, GreaterOrEqual, Less, LessOrEqual, NotEqual, NullSafeEqual};
    matches!(operator, Equal | NullSafeEqual | NotEqual | Less | LessOrEqual | Greater | GreaterOrEqual)
}

/// As what an operand counts in arithmetic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Integer,
    Decimal,
    Double,
}

fn kind(ty: &Type) -> Kind {
    match ty.class {
        Class::Decimal => Kind::Decimal,
        Class::Date | Class::Time | Class::DateTime | Class::Timestamp => {
            if ty.decimals > 0 {
                Kind::Decimal
            } else {
                Kind::Integer
            }
        }
        Class::Null | Class::Hex => Kind::Integer,
        _ if ty.is_integer() => Kind::Integer,
        _ => Kind::Double,
    }
}

/// The type of an arithmetic operator's result.
pub fn arithmetic(operator: BinaryOperator, left: &Type, right: &Type) -> Type {
    use BinaryOperator::{BitAnd, BitOr, BitXor, Divide, IntegerDivide, Modulo, Multiply, ShiftLeft, ShiftRight};
    let nullable = left.nullable || right.nullable;
    let kinds = kind(left).max(kind(right));
    let ty = match operator {
        BitOr | BitAnd | BitXor | ShiftLeft | ShiftRight => Type { unsigned: true, ..Type::bigint() },
        IntegerDivide => {
            let digits = left.precision().saturating_sub(left.decimals.min(38)).clamp(1, 21);
            return Type {
                unsigned: left.unsigned || right.unsigned,
                nullable: true,
                ..Type::of(Class::BigInt, digits)
            };
        }
        Divide if kinds == Kind::Double => return Type::double().or_null(),
        Divide => {
            let decimals = (left.decimals.min(NOT_FIXED - 1) + 4).min(38);
            let precision = (left.precision() + right.decimals.min(38) + 4).min(65);
            return Type { unsigned: left.unsigned && right.unsigned, ..Type::decimal(precision, decimals) }.or_null();
        }
        _ if kinds == Kind::Double => Type { decimals: double_scale(operator, left, right), ..Type::double() },
        Modulo if kinds == Kind::Integer => Type::integer(left.length.max(right.length)),
        Multiply => {
            let decimals = (left.decimals + right.decimals).min(38);
            sized(kinds, (left.precision() + right.precision()).min(65), decimals, left.unsigned || right.unsigned)
        }
        Modulo => {
            sized(kinds, left.precision().max(right.precision()), left.decimals.max(right.decimals), left.unsigned)
        }
        _ => {
            let decimals = left.decimals.max(right.decimals);
            let whole = (left.precision() - left.decimals.min(left.precision()))
                .max(right.precision() - right.decimals.min(right.precision()));
            sized(kinds, (whole + 1 + decimals).min(65), decimals, left.unsigned || right.unsigned)
        }
    };
    let unsigned = match operator {
        BitOr | BitAnd | BitXor | ShiftLeft | ShiftRight => true,
        Modulo => left.unsigned,
        _ => kinds == Kind::Integer && (left.unsigned || right.unsigned) || left.unsigned && right.unsigned,
    };
    Type { unsigned, nullable: nullable || operator == Modulo, ..ty }
}

fn double_scale(operator: BinaryOperator, left: &Type, right: &Type) -> u32 {
    if left.decimals >= NOT_FIXED || right.decimals >= NOT_FIXED {
        return NOT_FIXED;
    }
    match operator {
        BinaryOperator::Multiply => (left.decimals + right.decimals).min(NOT_FIXED),
        _ => left.decimals.max(right.decimals),
    }
}

fn sized(kind: Kind, precision: u32, decimals: u32, unsigned: bool) -> Type {
    match kind {
        Kind::Integer => Type { unsigned, ..Type::integer(precision + u32::from(!unsigned)) },
        _ => Type { unsigned, ..Type::decimal(precision, decimals) },
    }
}

/// The type of a value that is one of these: of `CASE`, `COALESCE`, `UNION` …
pub fn merged(nodes: &[&Node], operation: &str) -> Result<Type, Refusal> {
    let types: Vec<&Type> = nodes.iter().map(|node| &node.ty).filter(|ty| ty.class != Class::Null).collect();
    let nullable = nodes.iter().any(|node| node.ty.nullable);
    let Some(first) = types.first() else { return Ok(Type::null()) };
    let ty = if types.iter().all(|ty| ty.is_number()) {
        merged_numbers(&types)
    } else if types.iter().all(|ty| ty.is_temporal()) {
        merged_moments(&types)
    } else if types.iter().all(|ty| ty.class == first.class) && matches!(first.class, Class::Other(_)) {
        (*first).clone()
    } else {
        merged_texts(nodes, &types, operation)?
    };
    Ok(Type { nullable, ..ty })
}

fn merged_numbers(types: &[&Type]) -> Type {
    let longest = types.iter().map(|ty| ty.length).max().unwrap_or(1);
    if types.iter().any(|ty| matches!(ty.class, Class::Double | Class::Float)) {
        let same = types.iter().all(|ty| ty.class == Class::Float);
        return Type {
            length: longest,
            ..if same { Type { decimals: NOT_FIXED, ..Type::of(Class::Float, 12) } } else { Type::double() }
        };
    }
    let mixed = types.iter().any(|ty| ty.unsigned) && types.iter().any(|ty| !ty.unsigned);
    let is_decimal = types.iter().any(|ty| ty.class == Class::Decimal);
    let whole = types.iter().map(|ty| ty.precision().saturating_sub(ty.decimals)).max().unwrap_or(1);
    if is_decimal || mixed && types.iter().any(|ty| ty.class == Class::BigInt && ty.unsigned) {
        let decimals = types.iter().map(|ty| ty.decimals).max().unwrap_or(0);
        return Type { unsigned: types.iter().all(|ty| ty.unsigned), ..Type::decimal(whole + decimals, decimals) };
    }
    let rank = |ty: &Type| match ty.class {
        Class::TinyInt | Class::Bit => 0,
        Class::SmallInt | Class::Year => 1,
        Class::MediumInt => 2,
        Class::Int => 3,
        _ => 4,
    };
    let widest = types.iter().copied().max_by_key(|ty| rank(ty)).expect("there is one");
    Type { unsigned: types.iter().all(|ty| ty.unsigned), length: longest, zerofill: false, ..widest.clone() }
}

fn merged_moments(types: &[&Type]) -> Type {
    let digits = types.iter().map(|ty| ty.decimals).max().unwrap_or(0);
    let first = types[0];
    if types.iter().all(|ty| ty.class == first.class) {
        return if first.class == Class::Date {
            Type::date()
        } else {
            Type {
                class: first.class.clone(),
                ..if first.class == Class::Time { Type::time(digits) } else { Type::datetime(digits) }
            }
        };
    }
    Type::datetime(digits)
}

fn merged_texts(nodes: &[&Node], types: &[&Type], operation: &str) -> Result<Type, Refusal> {
    let (collation, coercibility) = collate::result(nodes, operation)?;
    let longest = types.iter().map(|ty| ty.characters()).max().unwrap_or(0);
    let is_long = types.iter().any(|ty| matches!(ty.class, Class::Text | Class::Blob));
    let all_char = types.iter().all(|ty| ty.class == Class::Char);
    let longest = types
        .iter()
        .map(|ty| {
            // A text is measured in bytes.
            let grows = is_long && matches!(ty.class, Class::Text);
            if grows && nodes.len() > 1 { ty.length.saturating_mul(ty.bytes_per_character()) } else { ty.length }
        })
        .max()
        .unwrap_or(longest);
    let ty = Type::text(longest, collation, coercibility);
    let class = if is_long {
        Class::Text
    } else if all_char {
        Class::Char
    } else {
        ty.class.clone()
    };
    Ok(Type { class, ..ty })
}

/// The type of a text of so many characters made of these.
pub fn text_of(nodes: &[Node], length: u32) -> Type {
    let all: Vec<&Node> = nodes.iter().collect();
    let (collation, coercibility) = match collate::result(&all, "") {
        Ok(found) => found,
        Err(_) => (nodes[0].ty.collation.clone(), Coercibility::None),
    };
    Type::text(length, collation, coercibility).null_if(nodes.iter().any(|node| node.ty.nullable))
}
