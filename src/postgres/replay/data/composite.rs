//! Arrays and rows: made of their members, and taken apart.

use super::array::Array;
use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::kind::{Form, Kind};
use super::scope::Scope;
use crate::postgres::ast::{Expr, ExprKind, Name, Subscript};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ObjectId, TypeRef};
use crate::postgres::replay::bind::Coercion;
use crate::run::{Failure, Refusal};
use std::sync::Arc;

impl Evaluator<'_> {
    /// `ARRAY[…]`, with the type that its members have in common.
    pub(super) fn array(self, members: &[Expr], scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let members = members.iter().map(|member| self.evaluate(member, scope)).collect::<Result<Vec<_>, _>>()?;
        let types: Vec<TypeRef> = members.iter().map(|member| member.kind.type_ref).collect();
        let common = self.session.common_type_of(&types).ok_or_else(|| undecided("an array"))?;
        let common = self.kind(common);
        let members = members
            .iter()
            .map(|member| self.convert(member, &common, Coercion::Implicit))
            .collect::<Result<Vec<_>, _>>()?;
        match common.element().cloned() {
            Some(element) if matches!(common.form, Form::Array(_)) => array_of(members, &element, &common),
            _ => array_of(members, &common, &common.array_of()),
        }
    }

    pub(super) fn row(self, members: &[Expr], scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let mut values = Vec::with_capacity(members.len());
        for member in members {
            if let ExprKind::Wildcard(Some(name)) = &member.kind {
                let whole = row(name.name(), scope).ok_or_else(|| undecided("a row"))?;
                let Datum::Row(fields) = &whole.datum else { return Err(undecided("a row")) };
                values.extend(fields.iter().cloned());
                continue;
            }
            let value = self.evaluate(member, scope)?;
            values.push(self.coerce(&value, None)?);
        }
        Ok(row_of(values, (1..).map(|place| Name::from(format!("f{place}")))))
    }

    pub(super) fn subscript(self, operand: &Expr, last: &Subscript, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        // `x[1][2]` is one subscript of two dimensions.
        let mut chain: Vec<&Subscript> = vec![last];
        let mut base = operand;
        while let ExprKind::Subscript { operand, subscript } = &base.kind {
            chain.insert(0, subscript);
            base = operand;
        }
        let value = self.evaluate(base, scope)?;
        if let Form::Jsonb = value.kind.form {
            return Err(undecided("a subscript of a document"));
        }
        let element = value.kind.element().ok_or_else(|| undecided("a subscript"))?.clone();
        if let [Subscript::Slice(low, high)] = chain.as_slice() {
            let array = match &value.datum {
                Datum::Null => return Ok(value),
                Datum::Array(array) if array.is_list() => array,
                _ => return Err(undecided("a slice")),
            };
            let end = |bound: &Option<Box<Expr>>, own: i64| match bound {
                Some(bound) => self.whole_number(bound, scope),
                None => Ok(Some(own)),
            };
            let bounds = [end(low, i64::from(i32::MIN))?, end(high, i64::from(i32::MAX))?];
            return Ok(Typed::new(sliced(array, &bounds), &value.kind));
        }
        let mut places = Some(Vec::new());
        for subscript in chain {
            let Subscript::Place(place) = subscript else { return Err(undecided("a slice")) };
            let number = self.whole_number(place, scope)?;
            places = places.zip(number).map(|(places, number)| [places, vec![number]].concat());
        }
        let Datum::Array(array) = &value.datum else { return Ok(Typed::new(Datum::Null, &element)) };
        let member = places.and_then(|places| array.at(&places).cloned());
        Ok(Typed::new(member.unwrap_or(Datum::Null), &element))
    }
}

/// The whole row of an item of `FROM`, by its name; a function's one value, where it is one.
pub(super) fn row(name: &str, scope: &Scope<'_>) -> Option<Typed> {
    let source = scope.sources.iter().find(|source| source.name == name);
    let Some(source) = source else { return row(name, scope.outer?) };
    let mut values = Vec::with_capacity(source.fields.len());
    for (field, value) in source.fields.iter().zip(source.values) {
        let kind = field.kind.as_ref()?;
        values.push(Typed::new(kind.assign(value.borrowed()).ok()??, kind));
    }
    let mut whole = row_of(values, source.fields.iter().map(|field| field.name.clone()));
    if source.relation != ObjectId::NONE {
        let form = whole.kind.form.clone();
        whole.kind = Arc::new(Kind { type_ref: TypeRef::plain(source.relation), form });
    }
    Some(whole)
}

/// A row of values that go by some names.
pub(super) fn row_of(values: Vec<Typed>, names: impl Iterator<Item = Name>) -> Typed {
    let columns = names.zip(values.iter().map(|value| value.kind.clone())).collect();
    let kind = Kind { type_ref: TypeRef::builtin(oid::RECORD), form: Form::Row(columns) };
    Typed { datum: Datum::Row(values.into()), kind: Arc::new(kind) }
}

pub(super) fn field_of(row: &Typed, name: &str) -> Result<Typed, Refusal> {
    let Form::Row(columns) = &row.kind.form else { return Err(undecided("a field")) };
    let place = columns.iter().position(|(known, _)| known == name).ok_or_else(|| undecided("a field"))?;
    match &row.datum {
        Datum::Row(values) => values.get(place).cloned().ok_or_else(|| undecided("a field")),
        Datum::Null => Ok(Typed::new(Datum::Null, &columns[place].1)),
        _ => Err(undecided("a field")),
    }
}

/// An array of members that have its element type, or of arrays of its own type.
pub(super) fn array_of(members: Vec<Typed>, element: &Arc<Kind>, kind: &Arc<Kind>) -> Result<Typed, Refusal> {
    if !members.is_empty() && members.iter().all(|member| member.kind == *kind && kind != element) {
        let rows: Option<Vec<&Array>> = members
            .iter()
            .map(|member| if let Datum::Array(array) = &member.datum { Some(&**array) } else { None })
            .collect();
        let message = "multidimensional arrays must have array expressions with matching dimensions";
        let nested = rows.ok_or_else(|| undecided("an array of arrays"))?;
        let nested = Array::nested(&nested).ok_or_else(|| Failure::new("2202E", message))?;
        return Ok(Typed::new(Datum::Array(Arc::new(nested)), kind));
    }
    let members = members.into_iter().map(|member| member.datum).collect();
    Ok(Typed::new(Datum::Array(Arc::new(Array::list(members))), kind))
}

/// A slice of a list, from 1 again; `NULL` where a bound is.
fn sliced(array: &Array, bounds: &[Option<i64>]) -> Datum {
    let [Some(from), Some(to)] = bounds else { return Datum::Null };
    let lower = i64::from(array.lower());
    let within = |place: &i64| place >= from && place <= to;
    let numbered = array.members.iter().zip(lower..);
    let members = numbered.filter(|(_, place)| within(place)).map(|(member, _)| member.clone()).collect();
    Datum::Array(Arc::new(Array::list(members)))
}
