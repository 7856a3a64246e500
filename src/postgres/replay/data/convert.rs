//! Conversions from one type to another: the server's casts.

use super::array::Array;
use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::input::{self, integer_in_range, numeric_in_range};
use super::json::Json;
use super::kind::{Form, Kind};
use super::moment::Zone;
use super::number::Number;
use crate::postgres::ast::Name;
use crate::postgres::catalog::{CastFunction, TypeRef};
use crate::postgres::replay::bind::Coercion;
use crate::run::{Failure, Refusal};
use std::sync::Arc;

impl Evaluator<'_> {
    /// A value as one of another type. Its types have been checked: only what the value says can fail.
    pub(super) fn convert(self, value: &Typed, to: &Arc<Kind>, context: Coercion) -> Result<Typed, Refusal> {
        if value.kind == *to {
            return Ok(value.clone());
        }
        self.refuse_own_cast(value.kind.type_ref, to.type_ref)?;
        let converted = self.converted_datum(value, to, context)?;
        Ok(Typed { datum: limited(converted, to, context)?, kind: to.clone() })
    }

    /// What a cast of the history gives is not computed, unless it goes through text.
    fn refuse_own_cast(self, from: TypeRef, to: TypeRef) -> Result<(), Refusal> {
        let bare = |type_ref: TypeRef| TypeRef { modifier: -1, ..type_ref };
        match self.session.find_cast(bare(from), bare(to)) {
            Some((_, cast)) if cast.method != CastFunction::InOut => Err(undecided("a cast of the history")),
            _ => Ok(()),
        }
    }

    /// A value as an operator or function wants it.
    pub(super) fn coerce(self, value: &Typed, to: Option<TypeRef>) -> Result<Typed, Refusal> {
        match to {
            Some(to) if !to.same_type(value.kind.type_ref) => self.convert(value, &self.kind(to), Coercion::Implicit),
            _ if value.kind.is_unknown() => self.convert(value, &Kind::text(), Coercion::Implicit),
            _ => Ok(value.clone()),
        }
    }

    /// The same, where an untyped constant stays what it is.
    pub(super) fn converted_datum(self, value: &Typed, to: &Arc<Kind>, context: Coercion) -> Result<Datum, Refusal> {
        let unknown = || undecided("a cast");
        match (&value.datum, &to.form) {
            (Datum::Null, _) => Ok(Datum::Null),
            (Datum::Literal(text), _) => self.read(to, text, context),
            (datum, _) if value.kind.form == to.form && !matches!(to.form, Form::Array(_)) => Ok(datum.clone()),
            (Datum::Array(array), Form::Array(element)) => {
                let from = value.kind.element().ok_or_else(unknown)?;
                self.converted_array(array, from, element, context)
            }
            (Datum::Row(values), Form::Row(columns)) => self.converted_row(values, columns, to, context),
            (datum @ Datum::Row(_), Form::Record) => Ok(datum.clone()),
            (Datum::Text(text), _) if is_string(&value.kind) && !is_string(to) => self.read(to, text, context),
            (Datum::Text(text), _) if is_string(&value.kind) => Ok(restrung(text, &to.form)),
            (Datum::Json(json), form) => {
                converted_json(json, form).unwrap_or_else(|| self.through_text(value, to, context))
            }
            (Datum::Boolean(truth), form) => match form {
                Form::Integer(4) => Ok(Datum::from(i64::from(*truth))),
                _ if is_string(to) => Ok(restrung(if *truth { "true" } else { "false" }, form)),
                _ => self.through_text(value, to, context),
            },
            (Datum::Number(number), form) => {
                converted_number(*number, form).unwrap_or_else(|| self.through_text(value, to, context))
            }
            (Datum::Float(float), form) => {
                converted_float(*float, &value.kind.form, form).unwrap_or_else(|| self.through_text(value, to, context))
            }
            (Datum::Moment(moment), form) => match (form, moment.zone) {
                (Form::Date, Zone::None) => moment.day_of().map(Datum::Moment).ok_or_else(unknown),
                (Form::Timestamp(Zone::None), Zone::None) => Ok(Datum::Moment(*moment)),
                (Form::Date, Zone::Session) if self.session.keeps_time_zone() => {
                    moment.day_of().map(Datum::Moment).ok_or_else(unknown)
                }
                (Form::Timestamp(Zone::None), Zone::Session) if self.session.keeps_time_zone() => {
                    Ok(Datum::Moment(super::moment::Moment { zone: Zone::None, ..*moment }))
                }
                // A day begins at midnight in the session's time zone.
                (Form::Timestamp(_), Zone::None) => {
                    Ok(Datum::Moment(super::moment::Moment { zone: Zone::Session, ..*moment }))
                }
                (Form::Date | Form::Timestamp(_), _) => Err(unknown()),
                _ => self.through_text(value, to, context),
            },
            (Datum::Object(id), Form::Oid | Form::Alias(_)) => Ok(Datum::Object(*id)),
            (Datum::Object(id), Form::Integer(_)) if id.is_builtin() => Ok(Datum::from(i64::from(id.oid()))),
            _ => self.through_text(value, to, context),
        }
    }

    /// By printing and reading again.
    fn through_text(self, value: &Typed, to: &Arc<Kind>, context: Coercion) -> Result<Datum, Refusal> {
        let printed = self.print(value)?.ok_or_else(|| undecided("a cast"))?;
        // The blanks at the end of a character(n) do not count.
        if is_string(to) {
            return Ok(restrung(&printed, &to.form));
        }
        self.read(to, &printed, context)
    }

    /// What the input function of a type makes of a text.
    pub(super) fn read(self, to: &Arc<Kind>, text: &str, context: Coercion) -> Result<Datum, Refusal> {
        if let Some(moment) = self.word_of_time(to, text) {
            return moment;
        }
        let unlimited = match &to.form {
            Form::Alias(alias) => return self.read_alias(*alias, text),
            Form::Array(element) if matches!(element.form, Form::Alias(_)) => {
                return Err(undecided("an array of object names"));
            }
            // An explicit cast cuts off what is too long.
            Form::Text(Some(_)) if context == Coercion::Explicit => Form::Text(None),
            Form::Blanked(Some(_)) if context == Coercion::Explicit => Form::Blanked(None),
            _ => return input::read(to, text)?.ok_or_else(|| undecided("a constant")),
        };
        let plain = Kind { type_ref: to.type_ref, form: unlimited };
        input::read(&plain, text)?.ok_or_else(|| undecided("a constant"))
    }

    fn converted_array(
        self,
        array: &Array,
        from: &Arc<Kind>,
        to: &Arc<Kind>,
        context: Coercion,
    ) -> Result<Datum, Refusal> {
        let convert = |member: &Datum| {
            let converted = self.convert(&Typed { datum: member.clone(), kind: from.clone() }, to, context)?;
            Ok(converted.datum)
        };
        let members = array.members.iter().map(convert).collect::<Result<Vec<_>, Refusal>>()?;
        Ok(Datum::Array(Arc::new(Array { bounds: array.bounds.clone(), members })))
    }

    fn converted_row(
        self,
        values: &[Typed],
        columns: &[(Name, Arc<Kind>)],
        to: &Arc<Kind>,
        context: Coercion,
    ) -> Result<Datum, Refusal> {
        if values.len() != columns.len() {
            let name = self.session.type_name(to.type_ref);
            return Err(Failure::new("42846", format!("cannot cast type record to {name}")).into());
        }
        let fields = values.iter().zip(columns).map(|(value, (_, kind))| self.convert(value, kind, context));
        Ok(Datum::Row(fields.collect::<Result<Vec<_>, _>>()?.into()))
    }
}

/// The length or precision of the type. 22001 where a text is too long for it, unless it is cut off.
fn limited(datum: Datum, to: &Arc<Kind>, context: Coercion) -> Result<Datum, Refusal> {
    match (&to.form, datum) {
        (Form::Text(Some(limit)) | Form::Blanked(Some(limit)), Datum::Text(text)) if context == Coercion::Explicit => {
            let end = text.char_indices().nth(*limit).map_or(text.len(), |(end, _)| end);
            Ok(restrung(&text[..end], &to.form))
        }
        (Form::Text(Some(_)) | Form::Blanked(Some(_)), Datum::Text(text)) => {
            input::read(to, &text)?.ok_or_else(|| undecided("a cast"))
        }
        (Form::Numeric(declared), Datum::Number(number)) => {
            numeric_in_range(*declared, number)?.ok_or_else(|| undecided("a cast"))
        }
        (Form::Timestamp(_), Datum::Moment(moment)) => {
            moment.rounded(to.type_ref.modifier).map(Datum::Moment).ok_or_else(|| undecided("a cast"))
        }
        (Form::Interval, datum @ Datum::Interval(_)) if to.type_ref.modifier == -1 => Ok(datum),
        (Form::Interval, Datum::Interval(_)) => Err(undecided("a cast")),
        (_, datum) => Ok(datum),
    }
}

/// The types that are text: what is read from one is read from its characters.
fn is_string(kind: &Kind) -> bool {
    matches!(kind.form, Form::Text(_) | Form::Blanked(_) | Form::CaseFolded | Form::Name | Form::Unknown)
}

/// A text as another string type has it, without a limit.
fn restrung(text: &str, form: &Form) -> Datum {
    match form {
        Form::Blanked(_) => text.trim_end_matches(' ').into(),
        Form::Name => input::cut(text, 63).into(),
        Form::CaseFolded if text.is_ascii() => Datum::from(text.to_ascii_lowercase()),
        _ => text.into(),
    }
}

type Converted = Option<Result<Datum, Refusal>>;

fn converted_number(number: Number, to: &Form) -> Converted {
    let unknown = || undecided("a cast");
    Some(match to {
        Form::Integer(size) => {
            integer_in_range(*size, number).map_err(Into::into).and_then(|datum| datum.ok_or_else(unknown))
        }
        Form::Numeric(_) => Ok(Datum::Number(number)),
        Form::Float8 => number.to_float().map(Datum::Float).ok_or_else(unknown),
        Form::Float4 => number.to_float().map(|float| Datum::Float(narrowed(float))).ok_or_else(unknown),
        Form::Boolean => Ok(Datum::Boolean(number.signum() != 0)),
        Form::Oid | Form::Alias(_) => number
            .to_i64()
            .and_then(|number| u32::try_from(number).ok())
            .map(|oid| Datum::Object(crate::postgres::catalog::ObjectId::builtin(oid)))
            .ok_or_else(unknown),
        _ => return None,
    })
}

#[expect(clippy::cast_possible_truncation, reason = "a real has fewer digits")]
fn narrowed(float: f64) -> f64 {
    f64::from(float as f32)
}

fn converted_float(float: f64, from: &Form, to: &Form) -> Converted {
    let unknown = || undecided("a cast");
    Some(match to {
        Form::Float8 => Ok(Datum::Float(float)),
        Form::Float4 => Ok(Datum::Float(narrowed(float))),
        Form::Integer(size) if float.is_finite() && float.abs() < 1e15 => {
            Number::parse(&format!("{}", float.round_ties_even()))
                .ok_or_else(unknown)
                .and_then(|number| integer_in_range(*size, number)?.ok_or_else(unknown))
        }
        // As many digits as the type is sure of.
        Form::Numeric(_) if float.is_finite() => {
            let digits = if *from == Form::Float4 { 6 } else { 15 };
            let number = Number::parse(&format!("{float:.*e}", digits - 1)).map(Number::trimmed);
            number.map(Datum::Number).ok_or_else(unknown)
        }
        Form::Integer(_) | Form::Numeric(_) => Err(unknown()),
        _ => return None,
    })
}

/// Plain values of a document.
fn converted_json(json: &Json, to: &Form) -> Converted {
    let refuse = |wanted: &str| {
        let message = format!("cannot cast jsonb {} to type {wanted}", json.type_name());
        Err(Failure::new("22023", message).into())
    };
    let number = |wanted: &str| match json {
        Json::Number(number) => converted_number(*number, to).unwrap_or_else(|| Err(undecided("a cast"))),
        // Since version 18 `null` is NULL.
        Json::Null => Err(undecided("a cast")),
        _ => refuse(wanted),
    };
    Some(match to {
        Form::Integer(2) => number("smallint"),
        Form::Integer(4) => number("integer"),
        Form::Integer(_) => number("bigint"),
        Form::Numeric(_) => number("numeric"),
        Form::Float4 => number("real"),
        Form::Float8 => number("double precision"),
        Form::Boolean => match json {
            Json::Boolean(truth) => Ok(Datum::Boolean(*truth)),
            Json::Null => Err(undecided("a cast")),
            _ => refuse("boolean"),
        },
        _ => return None,
    })
}
