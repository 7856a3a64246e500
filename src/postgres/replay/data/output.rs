//! The server's output functions: a value as text.

use super::array;
use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::kind::{Alias, Form, Kind};
use super::moment::Zone;
use crate::postgres::ast::{Name, quote_ident};
use crate::postgres::builtin::{function, relations};
use crate::postgres::catalog::{ObjectBody, ObjectId, TypeRef, Value};
use crate::run::Refusal;

/// Longer texts are left to the server.
pub(super) const LONGEST_TEXT: usize = 4 << 20;

impl Evaluator<'_> {
    /// The text of a value, as the server prints it; `None` for `NULL`.
    pub(super) fn print(self, value: &Typed) -> Result<Option<Name>, Refusal> {
        self.print_datum(&value.datum, &value.kind)
    }

    pub(super) fn print_datum(self, datum: &Datum, kind: &Kind) -> Result<Option<Name>, Refusal> {
        Ok(Some(match datum {
            Datum::Null => return Ok(None),
            Datum::Boolean(truth) => Name::new_static(if *truth { "t" } else { "f" }),
            Datum::Number(number) => Name::from(number.to_string()),
            Datum::Float(float) => Name::from(print_float(*float, &kind.form)),
            Datum::Text(text) => padded(text, &kind.form),
            Datum::Literal(text) => text.clone(),
            Datum::Moment(moment) => match (&kind.form, moment.zone) {
                _ if !moment.is_exact() => return Err(undecided("the time of day")),
                (Form::Date, _) => Name::from(moment.print_date()),
                (_, Zone::None) => Name::from(moment.print()),
                (_, Zone::Session) if self.session.is_in_utc() => Name::from(format!("{}+00", moment.print())),
                _ => return Err(undecided("the session's time zone")),
            },
            Datum::Interval(interval) => Name::from(interval.to_string()),
            Datum::Object(id) => self.print_object(*id, &kind.form)?,
            Datum::Array(array) => self.print_array(array, kind)?,
            Datum::Row(values) => self.print_row(values)?,
            Datum::Json(json) => Name::from(json.print()),
            Datum::Exact(_) if kind.form == Form::Tree => {
                return Err(undecided("an expression as the server stores it"));
            }
            Datum::Exact(text) => exact(text, &kind.form),
            Datum::Drawn(_, text) => return Err(Refusal::Undecided(format!("the value of {text} is not known"))),
        }))
    }

    fn print_array(self, array: &array::Array, kind: &Kind) -> Result<Name, Refusal> {
        let element = kind.element().ok_or_else(|| undecided("an array"))?;
        let texts =
            array.members.iter().map(|member| self.print_datum(member, element)).collect::<Result<Vec<_>, _>>()?;
        if let Form::Vector(_) = kind.form {
            let texts: Vec<&str> = texts.iter().flatten().map(Name::as_str).collect();
            return Ok(Name::from(texts.join(" ")));
        }
        Ok(Name::from(array::print(&array.bounds, &texts, ',')))
    }

    fn print_row(self, values: &[Typed]) -> Result<Name, Refusal> {
        let mut text = String::from("(");
        for (index, value) in values.iter().enumerate() {
            text.push_str(if index > 0 { "," } else { "" });
            if let Some(field) = self.print(value)? {
                push_field(&mut text, &field);
            }
        }
        text.push(')');
        Ok(Name::from(text))
    }

    /// An object's number, which only the engine's own objects have everywhere, or its name.
    fn print_object(self, id: ObjectId, form: &Form) -> Result<Name, Refusal> {
        let Form::Alias(alias) = form else {
            return if id.is_builtin() { Ok(Name::from(id.oid().to_string())) } else { Err(undecided("an OID")) };
        };
        if id == ObjectId::NONE {
            return Ok(Name::new_static("-"));
        }
        self.object_name(id, *alias).ok_or_else(|| undecided("the name of an object"))
    }

    /// The name by which an object is found now.
    fn object_name(self, id: ObjectId, alias: Alias) -> Option<Name> {
        let object = self.session.catalog.get(id);
        match (alias, object) {
            (Alias::Type, _) => Some(Name::from(self.session.type_name(type_of_oid(id)?))),
            (Alias::Schema, Some(object)) => Some(Name::new(quote_ident(&object.name))),
            (Alias::Relation, Some(object)) => Some(Name::from(self.session.qualified_name(object))),
            (Alias::Relation, None) => relations::by_oid(id.oid())
                .filter(|found| found.schema == "pg_catalog")
                .map(|found| Name::new(found.name)),
            (Alias::Routine | Alias::Procedure, Some(object)) => {
                let ObjectBody::Routine(routine) = &object.body else { return None };
                let name = self.session.qualified_name(object);
                if alias == Alias::Procedure {
                    return Some(Name::from(format!("{name}({})", self.session.argument_types(routine, ","))));
                }
                // A name that several routines share is qualified, too.
                let shared = self.session.catalog.routines(object.schema?, &object.name).len() > 1;
                (!shared).then(|| Name::from(name))
            }
            (Alias::Routine, None) => {
                let found = function::by_oid(id.oid())?;
                let mut all = crate::postgres::builtin::brought::BUILTIN.functions.of(found.name);
                (all.next().is_some() && all.next().is_none()).then(|| Name::new(found.name))
            }
            _ => None,
        }
    }

    /// The value as a statement would write it; `None` where only the server can write it.
    pub(super) fn written(self, value: &Typed) -> Option<Value> {
        Some(match &value.datum {
            Datum::Null => Value::Null,
            Datum::Boolean(truth) => Value::Boolean(*truth),
            Datum::Number(number) => Value::Number(Name::from(number.to_string())),
            Datum::Moment(moment) if !moment.is_exact() => return None,
            Datum::Moment(moment) if moment.zone != Zone::None => {
                let zone = if moment.zone == Zone::Utc { "+00" } else { "" };
                Value::Text(Name::from(format!("{}{zone}", moment.print())))
            }
            Datum::Drawn(number, text) => {
                self.session.draws.copy(*number);
                Value::Drawn(*number, text.clone())
            }
            _ => Value::Text(self.print(value).ok()??),
        })
    }

    /// The value as the rows of a query carry it: objects by the numbers that they have here.
    pub(super) fn carried(self, value: &Typed) -> Option<Value> {
        let number = |datum: &Datum| match datum {
            Datum::Object(id) => Some(Name::from(id.oid().to_string())),
            _ => None,
        };
        match &value.datum {
            Datum::Object(id) => Some(Value::Number(Name::from(id.oid().to_string()))),
            Datum::Array(array) if matches!(array.members.first(), Some(Datum::Object(_))) => {
                let texts: Vec<Option<Name>> = array.members.iter().map(number).collect();
                if let Form::Vector(_) = value.kind.form {
                    let texts: Vec<&str> = texts.iter().flatten().map(Name::as_str).collect();
                    return Some(Value::Text(Name::from(texts.join(" "))));
                }
                Some(Value::Text(Name::from(array::print(&array.bounds, &texts, ','))))
            }
            _ => self.written(value),
        }
    }
}

/// The type of a row of `pg_type`.
pub(super) fn type_of_oid(id: ObjectId) -> Option<TypeRef> {
    if !id.is_builtin() {
        return Some(TypeRef::plain(id));
    }
    Some(Kind::builtin(id.oid())).filter(|kind| !kind.is_unknown() || id.oid() == 705).map(|kind| kind.type_ref)
}

/// A `character(n)` has blanks up to its length.
fn padded(text: &Name, form: &Form) -> Name {
    match form {
        Form::Blanked(Some(limit)) => {
            let missing = limit.saturating_sub(text.chars().count());
            Name::from(format!("{text}{}", " ".repeat(missing.min(LONGEST_TEXT))))
        }
        _ => text.clone(),
    }
}

fn exact(text: &Name, form: &Form) -> Name {
    match form {
        Form::Uuid if text.len() == 32 && text.is_ascii() => {
            let parts = [&text[..8], &text[8..12], &text[12..16], &text[16..20], &text[20..]];
            Name::from(parts.join("-"))
        }
        Form::Bytea => Name::from(format!("\\x{text}")),
        _ => text.clone(),
    }
}

fn push_field(into: &mut String, field: &str) {
    let quoted = field.is_empty()
        || field
            .contains(|c: char| matches!(c, '"' | '\\' | '(' | ')' | ',') || c.is_ascii_whitespace() || c == '\x0b');
    if !quoted {
        return into.push_str(field);
    }
    into.push('"');
    for c in field.chars() {
        if matches!(c, '"' | '\\') {
            into.push(c);
        }
        into.push(c);
    }
    into.push('"');
}

/// The shortest digits that mean this float, with an exponent where it is far from 1.
pub(super) fn print_float(float: f64, form: &Form) -> String {
    if float.is_nan() {
        return "NaN".into();
    }
    if float.is_infinite() {
        return if float > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    // The digits of a `real` are those of its own precision.
    #[expect(clippy::cast_possible_truncation, reason = "it was read as a real")]
    let (shortest, largest) = match form {
        Form::Float4 => (format!("{:e}", float as f32), 6),
        _ => (format!("{float:e}"), 15),
    };
    let (digits, exponent) = shortest.split_once('e').unwrap_or((&shortest, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    if (-4..largest).contains(&exponent) {
        return if *form == Form::Float4 {
            #[expect(clippy::cast_possible_truncation, reason = "it was read as a real")]
            let short = float as f32;
            format!("{short}")
        } else {
            format!("{float}")
        };
    }
    let sign = if exponent < 0 { '-' } else { '+' };
    format!("{digits}e{sign}{:02}", exponent.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn floats_have_the_shortest_digits() {
        let double = |float| print_float(float, &Form::Float8);
        assert_eq!(double(1e15), "1e+15");
        assert_eq!(double(100_000_000_000_000.0), "100000000000000");
        assert_eq!(double(0.1 + 0.2), "0.30000000000000004");
        assert_eq!(double(1.5e-7), "1.5e-07");
        assert_eq!(double(-0.0), "-0");
        assert_eq!(print_float(f64::from(0.1_f32), &Form::Float4), "0.1");
        assert_eq!(print_float(1e6, &Form::Float4), "1e+06");
    }
}
