//! Operators and functions on typed values, as far as they are exact.

use super::evaluate::{Typed, undecided};
use super::kind::{Datum, Kind};
use super::number::Number;
use crate::ast::Name;
use crate::replay::outcome::{Failure, Refusal};
use std::cmp::Ordering;

/// Both at one type: an untyped constant takes the type of the other side.
fn unify(left: &Typed, right: &Typed) -> Result<Option<(Datum, Datum)>, Refusal> {
    let typed = |literal: &Name, other: &Typed| -> Result<Option<Datum>, Refusal> {
        Ok(match (&other.datum, &other.kind) {
            (_, Some(kind)) => super::input::read(kind, literal)?,
            (Datum::Number(_), None) => super::input::read(&Kind::Numeric(None), literal)?,
            (Datum::Boolean(_), None) => super::input::read(&Kind::Boolean, literal)?,
            (Datum::Text(_) | Datum::Literal(_), None) => Some(Datum::Text(literal.clone())),
            _ => None,
        })
    };
    let pair = match (&left.datum, &right.datum) {
        (Datum::Literal(one), Datum::Literal(other)) => Some((Datum::Text(one.clone()), Datum::Text(other.clone()))),
        (Datum::Literal(literal), other) => typed(literal, right)?.map(|datum| (datum, other.clone())),
        (other, Datum::Literal(literal)) => typed(literal, left)?.map(|datum| (other.clone(), datum)),
        (Datum::Float(_), Datum::Number(number)) => float(*number).map(|float| (left.datum.clone(), float)),
        (Datum::Number(number), Datum::Float(_)) => float(*number).map(|float| (float, right.datum.clone())),
        (one, other) => Some((one.clone(), other.clone())),
    };
    Ok(pair)
}

fn float(number: Number) -> Option<Datum> {
    number.to_string().parse().ok().map(Datum::Float)
}

/// A comparison; `NULL` on either side gives `None`.
pub(super) fn compare(operator: &str, left: &Typed, right: &Typed) -> Result<Option<bool>, Refusal> {
    if left.is_null() || right.is_null() {
        return Ok(None);
    }
    let uncertain = || undecided("a comparison");
    let (left, right) = unify(left, right)?.ok_or_else(uncertain)?;
    if matches!(operator, "=" | "<>") {
        let equal = left.equals(&right).ok_or_else(uncertain)?;
        return Ok(Some(equal == (operator == "=")));
    }
    let order = left.compare(&right).ok_or_else(uncertain)?;
    Ok(Some(match operator {
        "<" => order == Ordering::Less,
        "<=" => order != Ordering::Greater,
        ">" => order == Ordering::Greater,
        ">=" => order != Ordering::Less,
        _ => return Err(uncertain()),
    }))
}

/// An infix operator on two values.
pub(super) fn operate(operator: &str, left: &Typed, right: &Typed) -> Result<Typed, Refusal> {
    if matches!(operator, "=" | "<>" | "<" | "<=" | ">" | ">=") {
        return Ok(compare(operator, left, right)?.into());
    }
    if left.is_null() || right.is_null() {
        return Ok(Typed::null());
    }
    if let ("/" | "%", Datum::Number(_), Datum::Number(divisor)) = (operator, &left.datum, &right.datum)
        && *divisor == Number::integer(0)
    {
        return Err(Failure::new("22012", "division by zero").into());
    }
    let result = match (operator, &left.datum, &right.datum) {
        ("+", Datum::Number(left), Datum::Number(right)) => left.add(*right).and_then(small_integer),
        ("-", Datum::Number(left), Datum::Number(right)) => left.add(right.negate()).and_then(small_integer),
        ("*", Datum::Number(left), Datum::Number(right)) => left.multiply(*right).and_then(small_integer),
        ("||", ..) => concatenate(left, right),
        _ => None,
    };
    result.map(Into::into).ok_or_else(|| undecided("an expression"))
}

/// What fits an `integer` does so whatever the operands' types were.
fn small_integer(number: Number) -> Option<Datum> {
    let integer = number.to_integer()?;
    i32::try_from(integer).is_ok().then_some(Datum::Number(number))
}

/// Of two texts, or of a text and an integer; two untyped constants are texts too.
fn concatenate(left: &Typed, right: &Typed) -> Option<Datum> {
    let text = |value: &Typed| match (&value.datum, value.kind.as_deref()) {
        (_, Some(Kind::Blanked(_))) => None,
        (Datum::Number(number), None | Some(Kind::Integer(_))) => {
            number.to_integer().map(|integer| Name::new(integer.to_string()))
        }
        _ => value.text().cloned(),
    };
    if left.text().is_none() && right.text().is_none() {
        return None;
    }
    Some(Datum::Text(Name::new(format!("{}{}", text(left)?, text(right)?))))
}

/// The built-in functions that are evaluated; all give `NULL` for `NULL`.
pub(super) fn apply(name: &str, arguments: &[Typed]) -> Option<Typed> {
    if name == "nullif" {
        let [left, right] = arguments else { return None };
        let equal = compare("=", left, right).ok()?;
        return Some(if equal == Some(true) { Typed::null() } else { left.clone() });
    }
    let [argument] = arguments else { return None };
    if argument.is_null() && is_strict(name) {
        return Some(Typed::null());
    }
    let blanked = matches!(argument.kind.as_deref(), Some(Kind::Blanked(_) | Kind::CaseFolded));
    let text = argument.text().filter(|_| !blanked)?;
    let datum = match name {
        "length" | "char_length" | "character_length" => count(text.chars().count()),
        "octet_length" => count(text.len()),
        // Beyond ASCII, case is the locale's.
        "lower" if text.is_ascii() => Datum::Text(Name::new(text.to_ascii_lowercase())),
        "upper" if text.is_ascii() => Datum::Text(Name::new(text.to_ascii_uppercase())),
        "btrim" | "trim" => Datum::Text(Name::new(text.trim_matches(' '))),
        "ltrim" => Datum::Text(Name::new(text.trim_start_matches(' '))),
        "rtrim" => Datum::Text(Name::new(text.trim_end_matches(' '))),
        _ => return None,
    };
    Some(datum.into())
}

fn is_strict(name: &str) -> bool {
    matches!(
        name,
        "length"
            | "char_length"
            | "character_length"
            | "octet_length"
            | "lower"
            | "upper"
            | "btrim"
            | "trim"
            | "ltrim"
            | "rtrim"
    )
}

fn count(number: usize) -> Datum {
    Datum::Number(Number::integer(i64::try_from(number).unwrap_or(i64::MAX)))
}

/// `LIKE` and `ILIKE`.
pub(super) fn like(operator: &str, text: &Typed, pattern: &Typed) -> Result<Option<bool>, Refusal> {
    if text.is_null() || pattern.is_null() {
        return Ok(None);
    }
    let (Some(value), Some(pattern)) = (text.text(), pattern.text()) else { return Err(undecided("a pattern match")) };
    let folded = matches!(text.kind.as_deref(), Some(Kind::CaseFolded)) || operator == "ILIKE";
    if operator == "SIMILAR TO" || pattern.ends_with('\\') || folded && !(value.is_ascii() && pattern.is_ascii()) {
        return Err(undecided("a pattern match"));
    }
    let chars = |text: &Name| -> Vec<char> {
        if folded { text.to_ascii_lowercase().chars().collect() } else { text.chars().collect() }
    };
    Ok(Some(matches_pattern(&chars(value), &chars(pattern))))
}

/// `%`, `_` and `\`; on a mismatch the last `%` takes one character more, which is all the backtracking that is needed.
fn matches_pattern(text: &[char], pattern: &[char]) -> bool {
    let (mut at, mut next) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < text.len() {
        let (wanted, width) = match pattern.get(next) {
            Some('\\') => (pattern.get(next + 1).copied(), 2),
            Some('_') => (Some(text[at]), 1),
            Some('%') => {
                retry = Some((at, next + 1));
                next += 1;
                continue;
            }
            other => (other.copied(), 1),
        };
        if wanted == Some(text[at]) {
            at += 1;
            next += width;
        } else if let Some((start, after)) = retry {
            retry = Some((start + 1, after));
            (at, next) = (start + 1, after);
        } else {
            return false;
        }
    }
    pattern[next..].iter().all(|c| *c == '%')
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;

    fn text(value: &str) -> Typed {
        Datum::Text(Name::new(value)).into()
    }

    fn matches(value: &str, pattern: &str) -> Option<bool> {
        like("LIKE", &text(value), &text(pattern)).expect("is decided")
    }

    #[test]
    fn patterns_match_as_like_does() {
        assert_eq!(matches("abc", "a%"), Some(true));
        assert_eq!(matches("abcbd", "%b_"), Some(true));
        assert_eq!(matches("a%", "a\\%"), Some(true));
        assert_eq!(matches("ab", "a\\%"), Some(false));
        assert_eq!(matches("", "%"), Some(true));
        assert_eq!(matches("", "_"), Some(false));
    }

    #[test]
    fn a_comparison_with_null_is_null() {
        assert_eq!(compare("=", &Typed::null(), &text("a")), Ok(None));
    }

    #[test]
    fn the_order_of_texts_is_the_collations() {
        assert!(compare("<", &text("a"), &text("b")).is_err());
        assert_eq!(compare(">=", &text("a"), &text("a")), Ok(Some(true)));
    }

    #[test]
    fn a_constant_takes_the_type_of_the_other_side() {
        let five = Typed { datum: Datum::Number(Number::integer(5)), kind: Some(Arc::new(Kind::Integer(4))) };
        let literal = |value: &str| Typed::from(Datum::Literal(Name::new(value)));
        assert_eq!(compare("=", &five, &literal(" 5")), Ok(Some(true)));
        assert!(matches!(compare("=", &five, &literal("x")), Err(Refusal::Failed(_))));
    }
}
