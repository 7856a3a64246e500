//! Assignments.

use super::compile::element_of;
use super::returned::is_untyped;
use super::rows::read;
use super::run::Interpreter;
use super::shape::columns_of;
use super::variables::{Content, Found, Place};
use crate::postgres::ast::procedure::{Fragment, Target};
use crate::postgres::ast::{ExprKind, QueryBody, SelectItem};
use crate::postgres::catalog::{TypeRef, Value};
use crate::run::{Failure, Refusal};

impl Interpreter<'_> {
    /// `target := value`.
    pub(super) fn assign(&mut self, target: &Target, value: &Fragment) -> Result<(), Refusal> {
        if let Some((place, used)) = self.session.frame.place(&target.name.parts)
            && used == target.name.parts.len()
            && self.session.frame.get(place).constant
        {
            let message = format!("variable \"{}\" is declared CONSTANT", target.name.name());
            return Err(Failure::new("22005", message).into());
        }
        if !target.subscripts.is_empty() {
            return self.assign_element(target, value);
        }
        match self.session.frame.place(&target.name.parts) {
            Some((place, used)) if used == target.name.parts.len() => self.assign_to(place, value),
            _ => {
                let (value, from) = self.source_value(value)?;
                self.set(target, value, from)
            }
        }
    }

    /// Gives a variable the value of an expression.
    pub(super) fn assign_to(&mut self, place: Place, fragment: &Fragment) -> Result<(), Refusal> {
        match self.session.frame.get(place).content {
            Content::Scalar(_) => {
                let (value, from) = self.source_value(fragment)?;
                self.set_scalar(place, value, from)
            }
            Content::Row(_) | Content::Null(_) | Content::Unassigned => self.assign_row(place, fragment),
        }
    }

    /// `row := other_row`, `row := NULL`.
    fn assign_row(&mut self, place: Place, fragment: &Fragment) -> Result<(), Refusal> {
        if let Some(name) = sole_name(fragment)?
            && let Some(Found::Row(cells, _)) = self.session.frame.find(name)
        {
            let columns: Vec<_> = cells.iter().map(|cell| (cell.field.name().clone(), cell.type_ref)).collect();
            let values = cells.iter().map(|cell| cell.value.clone()).collect();
            return self.store_in_row(place, &columns, values);
        }
        if let Some(expr) = sole_row(fragment)? {
            return self.assign_row_of(place, expr);
        }
        let (value, from) = self.value(fragment)?;
        if value != Value::Null {
            let unknown = || Refusal::Undecided("a row as one value is not taken apart".into());
            let from = from.ok_or_else(unknown)?;
            let cells = self.session.row_of(from).ok_or_else(unknown)?;
            let values = self.session.row_values(&value, from).ok_or_else(unknown)?;
            return self.store_in_row(place, &columns_of(&cells), values);
        }
        let declared = self.session.frame.get(place).type_ref;
        let empty = declared.and_then(|type_ref| self.session.row_of(type_ref));
        self.session.frame.get_mut(place).content = empty.map_or(Content::Unassigned, Content::Null);
        Ok(())
    }

    /// `row := ROW(a, b)`.
    fn assign_row_of(&mut self, place: Place, items: &[crate::postgres::ast::Expr]) -> Result<(), Refusal> {
        if self.session.frame.get(place).type_ref.is_none() && items.iter().any(is_untyped) {
            return Err(Refusal::Undecided("a constant without a type in a record".into()));
        }
        let query = query_of(items);
        let answer = self.answer(&query)?;
        let columns: Vec<_> = (1..).zip(answer.columns).map(|(n, (_, of))| (format!("f{n}").into(), of)).collect();
        let values = answer.records.into_iter().next().unwrap_or_default();
        self.store_in_row(place, &columns, values)
    }

    /// Gives a target a value of a type.
    pub(super) fn set(&mut self, target: &Target, value: Value, from: Option<TypeRef>) -> Result<(), Refusal> {
        let parts = &target.name.parts;
        let unknown = || Refusal::Undecided(format!("what `{}` is assigned to is not known", target.name));
        let (place, used) = self.session.frame.place(parts).ok_or_else(unknown)?;
        match &parts[used..] {
            [] if matches!(self.session.frame.get(place).content, Content::Scalar(_)) => {
                self.set_scalar(place, value, from)
            }
            [field] => self.set_field(place, &field.name, value, from),
            _ => Err(unknown()),
        }
    }

    pub(super) fn set_scalar(&mut self, place: Place, value: Value, from: Option<TypeRef>) -> Result<(), Refusal> {
        let variable = self.session.frame.get(place);
        if variable.not_null && value == Value::Null {
            let message = format!("null value cannot be assigned to variable \"{}\" declared NOT NULL", variable.name);
            return Err(Failure::new("22004", message).into());
        }
        let value = match variable.type_ref {
            Some(to) => self.session.assigned_to(value, from, to)?,
            None => value,
        };
        let value = self.session.settled_draw(value);
        if let Content::Scalar(cell) = &mut self.session.frame.get_mut(place).content {
            cell.value = value;
        }
        Ok(())
    }

    fn set_field(&mut self, place: Place, field: &str, value: Value, from: Option<TypeRef>) -> Result<(), Refusal> {
        let variable = self.session.frame.get(place);
        let (Content::Row(cells) | Content::Null(cells)) = &variable.content else {
            let message = format!("record \"{}\" is not assigned yet", variable.name);
            return Err(Failure::new("55000", message).into());
        };
        let Some(index) = cells.iter().position(|cell| cell.field.name() == field) else {
            let message = format!("record \"{}\" has no field \"{field}\"", variable.name);
            return Err(Failure::new("42703", message).into());
        };
        let value = match cells[index].type_ref {
            Some(to) => self.session.assigned_to(value, from, to)?,
            None => value,
        };
        let value = self.session.settled_draw(value);
        let content = &mut self.session.frame.get_mut(place).content;
        if let Content::Row(cells) | Content::Null(cells) = content {
            cells[index].value = value;
            *content = Content::Row(std::mem::take(cells));
        }
        Ok(())
    }

    /// `a[i] := value`.
    fn assign_element(&mut self, target: &Target, value: &Fragment) -> Result<(), Refusal> {
        let unknown = || Refusal::Undecided(format!("an element of `{}` is not assigned to here", target.name));
        let mut places = Vec::with_capacity(target.subscripts.len());
        for subscript in &target.subscripts {
            let null = || Failure::new("22004", "array subscript in assignment must not be null");
            places.push(i64::from(self.integer(subscript)?.ok_or_else(null)?));
        }
        let (value, from) = self.value(value)?;
        let Some(Found::Cell(cell)) = self.session.frame.find(&target.name.parts) else { return Err(unknown()) };
        let (array, type_ref) = (cell.value.clone(), cell.type_ref.ok_or_else(unknown)?);
        let element = element_of(type_ref).ok_or_else(unknown)?;
        let member = self.session.assigned_to(value, from, element)?;
        let changed = self.session.with_element(&array, type_ref, &places, &member)?;
        self.set(&Target { name: target.name.clone(), subscripts: Vec::new() }, changed, Some(type_ref))
    }
}

/// The one item of an expression.
fn sole_item(fragment: &Fragment) -> Result<Option<&ExprKind>, Refusal> {
    let query = read(&fragment.query)?;
    Ok(match &query.body {
        QueryBody::Select(select) if select.from.is_empty() => match select.items.as_slice() {
            [SelectItem::Expr { expr, .. }] => Some(&expr.kind),
            _ => None,
        },
        _ => None,
    })
}

/// The name that an expression is, if it is nothing else.
pub(super) fn sole_name(fragment: &Fragment) -> Result<Option<&[crate::postgres::ast::Ident]>, Refusal> {
    Ok(match sole_item(fragment)? {
        Some(ExprKind::Column(parts)) => Some(parts),
        _ => None,
    })
}

pub(super) fn sole_row(fragment: &Fragment) -> Result<Option<&[crate::postgres::ast::Expr]>, Refusal> {
    Ok(match sole_item(fragment)? {
        Some(ExprKind::Row(items)) => Some(items),
        _ => None,
    })
}

/// `SELECT` and these items.
pub(super) fn query_of(items: &[crate::postgres::ast::Expr]) -> crate::postgres::ast::Query {
    let span = items.iter().map(|item| item.span).reduce(crate::source::Span::to).unwrap_or_default();
    crate::postgres::ast::Query {
        with: Vec::new(),
        recursive: false,
        body: QueryBody::Values(vec![items.to_vec()]),
        order_by: Vec::new(),
        limit: None,
        offset: None,
        locking: false,
        span,
    }
}
