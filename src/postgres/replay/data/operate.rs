//! Operators: found as the server finds them, then applied to values of the types that it wants.

use super::array::Array;
use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, and, or, undecided};
use super::functions::{self, pattern};
use super::interval::{DAY, Interval};
use super::json::Json;
use super::kind::{Form, Kind};
use super::moment::{Moment, Zone};
use super::number::Number;
use super::output::LONGEST_TEXT;
use super::scope::Scope;
use crate::postgres::ast::{Expr, Name};
use crate::run::{Failure, Refusal};
use std::cmp::Ordering;
use std::sync::Arc;

impl Evaluator<'_> {
    /// A comparison; `NULL` on either side gives `None`.
    pub(super) fn compare(self, operator: &str, left: &Typed, right: &Typed) -> Result<Option<bool>, Refusal> {
        match self.operate(operator, left, right)?.datum {
            Datum::Null => Ok(None),
            Datum::Boolean(truth) => Ok(Some(truth)),
            _ => Err(undecided("a comparison")),
        }
    }

    /// Rows are compared member by member.
    pub(super) fn compare_rows(self, operator: &str, left: &Typed, right: &Typed) -> Result<Option<bool>, Refusal> {
        let (Datum::Row(lefts), Datum::Row(rights)) = (&left.datum, &right.datum) else {
            return self.compare(operator, left, right);
        };
        let pairs = lefts.iter().zip(rights.iter());
        match operator {
            "=" => pairs
                .map(|(left, right)| self.compare("=", left, right))
                .try_fold(Some(true), |all, one| Ok(and(all, one?))),
            "<>" => pairs
                .map(|(left, right)| self.compare("<>", left, right))
                .try_fold(Some(false), |any, one| Ok(or(any, one?))),
            _ => {
                for (left, right) in pairs {
                    match self.compare("=", left, right)? {
                        Some(true) => {}
                        Some(false) => return self.compare(operator, left, right),
                        None => return Ok(None),
                    }
                }
                Ok(Some(matches!(operator, "<=" | ">=")))
            }
        }
    }

    /// A prefix operator on a value.
    pub(super) fn prefix(self, operator: &str, value: &Typed) -> Result<Typed, Refusal> {
        let meaning = self.session.operator_meaning(operator, &[value.kind.type_ref]);
        let meaning = meaning.ok_or_else(|| undecided("an expression"))?;
        let value = self.coerce(value, meaning.operands[0])?;
        let result = self.kind(meaning.result);
        let datum = match (operator, &value.datum) {
            (_, Datum::Null) => Datum::Null,
            ("+", datum @ (Datum::Number(_) | Datum::Float(_))) => datum.clone(),
            ("-", Datum::Number(number)) => ranged(number.negate(), &result)?,
            ("-", Datum::Float(float)) => Datum::Float(-float),
            ("-", Datum::Interval(interval)) => {
                interval.times(-1).map(Datum::Interval).ok_or_else(|| undecided("an interval"))?
            }
            ("@", Datum::Number(number)) => ranged(number.absolute(), &result)?,
            _ => return Err(undecided("an expression")),
        };
        Ok(Typed { datum, kind: result })
    }

    /// An infix operator on two values.
    pub(super) fn operate(self, operator: &str, left: &Typed, right: &Typed) -> Result<Typed, Refusal> {
        // Two values of one type are by far the most frequent, and need no conversion.
        if left.kind == right.kind
            && is_comparison(operator)
            && self.session.catalog.operators(operator).next().is_none()
            && !matches!(left.kind.form, Form::Unknown | Form::Json | Form::Other(_) | Form::Row(_) | Form::Record)
        {
            return compared(operator, left, right, &left.kind);
        }
        let types = [left.kind.type_ref, right.kind.type_ref];
        let meaning = self.session.operator_meaning(operator, &types).ok_or_else(|| undecided("an expression"))?;
        let (left, right) = (self.coerce(left, meaning.operands[0])?, self.coerce(right, meaning.operands[1])?);
        if is_comparison(operator) {
            let bytewise = left.kind.form == Form::Name && right.kind.form == Form::Name;
            let kind = if left.kind.form == Form::Name && !bytewise { &right.kind } else { &left.kind };
            return compared(operator, &left, &right, kind);
        }
        let result = self.kind(meaning.result);
        if (left.is_null() || right.is_null()) && !(operator == "||" && matches!(result.form, Form::Array(_))) {
            return Ok(Typed::new(Datum::Null, &result));
        }
        let datum = self.applied(operator, &left, &right, &result)?;
        Ok(Typed { datum, kind: result })
    }

    fn applied(self, operator: &str, left: &Typed, right: &Typed, result: &Arc<Kind>) -> Result<Datum, Refusal> {
        let unknown = || undecided("an expression");
        match (&left.datum, &right.datum) {
            (Datum::Number(one), Datum::Number(other)) => arithmetic(operator, *one, *other, result),
            (Datum::Float(one), Datum::Float(other)) => float_arithmetic(operator, *one, *other, result),
            (Datum::Array(_) | Datum::Null, _) | (_, Datum::Array(_)) if left.kind.form != Form::Jsonb => {
                functions::array::operate(operator, left, right, result).ok_or_else(unknown)
            }
            (Datum::Json(_), _) => functions::json::operate(operator, &left.datum, &right.datum, result),
            (Datum::Text(text), _) if left.kind.form == Form::Json => {
                functions::json::operate_text(operator, text, &right.datum)
            }
            _ if operator == "||" && !matches!(left.kind.form, Form::Bytea | Form::Json) => {
                self.concatenated(left, right)
            }
            (Datum::Moment(_) | Datum::Interval(_) | Datum::Number(_) | Datum::Float(_), _) => {
                self.moments(operator, left, right, &result.form).ok_or_else(unknown)
            }
            (Datum::Exact(one), Datum::Exact(other)) if operator == "||" && left.kind.form == Form::Bytea => {
                bounded(format!("{one}{other}")).map(|text| Datum::Exact(Name::from(text)))
            }
            (Datum::Text(text), Datum::Text(pattern)) => {
                let folded = left.kind.form == Form::CaseFolded;
                pattern::operate(operator, text, pattern, folded).map(Datum::Boolean)
            }
            _ => Err(unknown()),
        }
    }

    /// A text and anything that is not an array.
    fn concatenated(self, left: &Typed, right: &Typed) -> Result<Datum, Refusal> {
        let text =
            |value: &Typed| self.convert(value, &Kind::text(), crate::postgres::replay::bind::Coercion::Explicit);
        match (text(left)?.text(), text(right)?.text()) {
            (Some(left), Some(right)) => bounded(format!("{left}{right}")).map(Datum::from),
            _ => Ok(Datum::Null),
        }
    }

    /// Dates, timestamps and intervals.
    fn moments(self, operator: &str, left: &Typed, right: &Typed, result: &Form) -> Option<Datum> {
        let day = |moment: &Moment, days: i64| Moment::of_day(moment.day().checked_add(days)?).map(Datum::Moment);
        // Days and months of a moment with a zone are those of the session's zone, hours those of UTC.
        let plain = |moment: &Moment, interval: Interval| match moment.zone {
            Zone::None => true,
            Zone::Session => interval.micros == 0 || self.session.is_in_utc(),
            Zone::Utc => interval.months == 0 && interval.days == 0,
        };
        match (operator, &left.datum, &right.datum) {
            ("+", Datum::Moment(moment), Datum::Number(days)) | ("+", Datum::Number(days), Datum::Moment(moment)) => {
                day(moment, days.to_i64()?)
            }
            ("-", Datum::Moment(moment), Datum::Number(days)) => day(moment, days.negate().to_i64()?),
            ("-", Datum::Moment(one), Datum::Moment(other)) if matches!(result, Form::Integer(_)) => {
                Some(Datum::from(one.day() - other.day()))
            }
            ("-", Datum::Moment(one), Datum::Moment(other))
                if one.zone == other.zone && one.zone != Zone::Session && one.is_exact() && other.is_exact() =>
            {
                let micros = one.micros - other.micros;
                let days = i32::try_from(micros / DAY).ok()?;
                Some(Datum::Interval(Interval { months: 0, days, micros: micros % DAY }))
            }
            ("+", Datum::Moment(moment), Datum::Interval(interval))
            | ("+", Datum::Interval(interval), Datum::Moment(moment))
                if plain(moment, *interval) =>
            {
                moment.add(*interval).map(Datum::Moment)
            }
            ("-", Datum::Moment(moment), Datum::Interval(interval)) if plain(moment, *interval) => {
                moment.add(interval.times(-1)?).map(Datum::Moment)
            }
            ("+", Datum::Interval(one), Datum::Interval(other)) => one.add(*other).map(Datum::Interval),
            ("-", Datum::Interval(one), Datum::Interval(other)) => one.add(other.times(-1)?).map(Datum::Interval),
            ("*", Datum::Interval(interval), Datum::Float(factor))
            | ("*", Datum::Float(factor), Datum::Interval(interval)) => {
                let whole = Number::parse(&format!("{factor}"))?.to_i64()?;
                interval.times(whole).map(Datum::Interval)
            }
            _ => None,
        }
    }

    /// `LIKE`, `ILIKE` and `SIMILAR TO`.
    pub(super) fn like(
        self,
        operator: &str,
        [operand, pattern]: [&Expr; 2],
        escape: Option<&Expr>,
        scope: &Scope<'_>,
    ) -> Result<Option<bool>, Refusal> {
        let (text, pattern) = (self.evaluate(operand, scope)?, self.evaluate(pattern, scope)?);
        let escape = escape.map(|escape| self.evaluate(escape, scope)).transpose()?;
        if text.is_null() || pattern.is_null() || escape.as_ref().is_some_and(Typed::is_null) {
            return Ok(None);
        }
        let escape = escape.as_ref().and_then(Typed::text).map(Name::as_str);
        let (Some(value), Some(pattern)) = (text.text(), pattern.text()) else {
            return Err(undecided("a pattern match"));
        };
        let folded = matches!(text.kind.form, Form::CaseFolded) || operator == "ILIKE";
        if matches!(text.kind.form, Form::Blanked(_) | Form::Json) {
            return Err(undecided("a pattern match"));
        }
        match operator {
            "SIMILAR TO" => pattern::similar(value, pattern, escape),
            _ => pattern::like(value, pattern, escape.unwrap_or("\\"), folded),
        }
        .map(Some)
    }
}

pub(super) fn is_comparison(operator: &str) -> bool {
    matches!(operator, "=" | "<>" | "<" | "<=" | ">" | ">=")
}

fn compared(operator: &str, left: &Typed, right: &Typed, kind: &Kind) -> Result<Typed, Refusal> {
    let uncertain = || undecided("a comparison");
    if left.is_null() || right.is_null() {
        return Ok(None.into());
    }
    if matches!(operator, "=" | "<>") {
        let equal = left.datum.equals(&right.datum).ok_or_else(uncertain)?;
        return Ok(Some(equal == (operator == "=")).into());
    }
    let order = kind.order(&left.datum, &right.datum).ok_or_else(uncertain)?;
    Ok(Some(match operator {
        "<" => order == Ordering::Less,
        "<=" => order != Ordering::Greater,
        ">" => order == Ordering::Greater,
        _ => order != Ordering::Less,
    })
    .into())
}

/// A text that is not longer than what is evaluated.
pub(super) fn bounded(text: String) -> Result<String, Refusal> {
    if text.len() > LONGEST_TEXT {
        return Err(Refusal::Undecided("a text is longer than what is evaluated".into()));
    }
    Ok(text)
}

/// A number that an integer type must be able to hold.
pub(super) fn ranged(number: Number, kind: &Kind) -> Result<Datum, Refusal> {
    match &kind.form {
        Form::Integer(size) => super::input::integer_in_range(*size, number)?.ok_or_else(|| undecided("an expression")),
        _ => Ok(Datum::Number(number)),
    }
}

fn arithmetic(operator: &str, left: Number, right: Number, result: &Kind) -> Result<Datum, Refusal> {
    let whole = matches!(result.form, Form::Integer(_));
    if matches!(operator, "/" | "%") && right.signum() == 0 {
        return Err(Failure::new("22012", "division by zero").into());
    }
    let number = match operator {
        "+" => left.add(right),
        "-" => left.add(right.negate()),
        "*" => left.multiply(right),
        "/" if whole => left.divide_whole(right),
        "/" => left.divide(right),
        "%" => left.remainder(right),
        "&" | "|" | "#" | "<<" | ">>" if whole => bits(operator, left, right, &result.form),
        _ => None,
    };
    ranged(number.ok_or_else(|| undecided("an expression"))?, result)
}

fn bits(operator: &str, left: Number, right: Number, form: &Form) -> Option<Number> {
    let (left, right) = (left.to_i64()?, right.to_i64()?);
    let width = if *form == Form::Integer(8) { 64 } else { 32 };
    Some(Number::integer(match operator {
        "&" => left & right,
        "|" => left | right,
        "#" => left ^ right,
        _ if !(0..width).contains(&right) || left < 0 => return None,
        ">>" => left >> right,
        _ => left.checked_mul(1_i64.checked_shl(u32::try_from(right).ok()?)?)?,
    }))
}

fn float_arithmetic(operator: &str, left: f64, right: f64, result: &Kind) -> Result<Datum, Refusal> {
    if operator == "/" && right == 0.0 && !left.is_nan() {
        return Err(Failure::new("22012", "division by zero").into());
    }
    let float = match operator {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "^" => functions::power(left, right).ok_or_else(|| undecided("a power"))?,
        _ => return Err(undecided("an expression")),
    };
    let finite = left.is_finite() && right.is_finite();
    #[expect(clippy::cast_possible_truncation, reason = "a real has fewer digits")]
    let float = if result.form == Form::Float4 { f64::from(float as f32) } else { float };
    if finite && (!float.is_finite() || float == 0.0 && matches!(operator, "*" | "/") && left != 0.0 && right != 0.0) {
        return Err(undecided("a number out of range"));
    }
    Ok(Datum::Float(float))
}

/// The array of a value, where it is one.
pub(super) fn array(datum: &Datum) -> Option<&Array> {
    if let Datum::Array(array) = datum { Some(array) } else { None }
}

/// The document of a value, where it is one.
pub(super) fn document(datum: &Datum) -> Option<&Json> {
    if let Datum::Json(json) = datum { Some(json) } else { None }
}
