//! Evaluates expressions over known rows, exactly or not at all.
//!
//! What is not certain (a function that is not known here, an order of texts, a value that the server computed) is
//! [`Refusal::Undecided`], never a guess. Names and types have been checked by the binder before; what an operator or function means for
//! the types of its operands is asked of it again, so that each value has the type that it has on the server.

use super::composite::{array_of, field_of, row};
use super::datum::{Datum, Typed};
use super::kind::{Form, Kind};
use super::moment::Zone;
use super::number::Number;
use super::scope::{Field, Scope};
use super::value::{is_always_new, never_null};
use super::walk::mentions_columns;
use crate::postgres::ast::{Expr, ExprKind, Ident, Literal, Name, SubqueryQuantifier, TypeName};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{TypeRef, Value};
use crate::postgres::replay::bind::Coercion;
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use crate::source::Span;
use std::sync::Arc;

/// The reason of everything that is not evaluated here.
pub(super) fn undecided(what: &str) -> Refusal {
    Refusal::Undecided(format!("the value of {what} is not known"))
}

/// Reads rows, and never changes them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Evaluator<'s> {
    pub(super) session: &'s Session,
}

impl Evaluator<'_> {
    /// The value of an expression.
    pub(super) fn evaluate(self, expr: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        match &expr.kind {
            ExprKind::Literal(literal) => Ok(constant(literal)),
            ExprKind::Column(parts) => self.column(expr.span, parts, scope),
            ExprKind::Wildcard(Some(name)) => row(name.name(), scope).ok_or_else(|| undecided("a row")),
            ExprKind::Unary { operator, operand } => self.unary(operator, operand, scope),
            ExprKind::Binary { .. } => self.chain(expr, scope),
            ExprKind::Is { operand, test, negated } => self.is(operand, test, *negated, scope),
            ExprKind::IsDistinct { left, right, negated } => self.is_distinct(left, right, *negated, scope),
            ExprKind::Between { operand, low, high, negated } => self.between([operand, low, high], *negated, scope),
            ExprKind::InList { operand, list, negated } => {
                let found = self.in_list(operand, list, scope)?;
                Ok(negate_if(found, *negated).into())
            }
            ExprKind::InSubquery { operand, query, negated } => {
                let found = self.in_subquery(operand, query, scope)?;
                Ok(negate_if(found, *negated).into())
            }
            ExprKind::Like { operator, operand, pattern, escape, negated } => {
                let found = self.like(operator, [operand, pattern], escape.as_deref(), scope)?;
                Ok(negate_if(found, *negated).into())
            }
            ExprKind::Quantified { left, operator, quantifier, right } => {
                self.quantified(left, operator, *quantifier, right, scope)
            }
            ExprKind::Cast { operand, target } => self.cast(operand, target, scope),
            ExprKind::Function(call) => self.call(call, scope),
            ExprKind::Case { operand, branches, otherwise } => {
                let value = self.case(operand.as_deref(), branches, otherwise.as_deref(), scope)?;
                self.as_branch(value, expr, scope)
            }
            ExprKind::Array(members) => self.array(members, scope),
            ExprKind::ArraySubquery(query) => self.array_of_query(query, scope),
            ExprKind::Row(members) => self.row(members, scope),
            ExprKind::Subscript { operand, subscript } => self.subscript(operand, subscript, scope),
            ExprKind::Field { operand, field } => field_of(&self.evaluate(operand, scope)?, &field.name),
            ExprKind::Exists(query) => self.exists(query, scope).map(|found| Some(found).into()),
            ExprKind::Subquery(query) => self.scalar(query, scope),
            ExprKind::Collate { operand, .. } => self.evaluate(operand, scope),
            ExprKind::AtTimeZone { operand, zone } => self.at_time_zone(operand, zone, scope),
            ExprKind::Parameter(number) => self.found(self.parameter(*number), "a parameter"),
            ExprKind::Wildcard(None) => Err(undecided("an expression")),
        }
    }

    /// The truth of a condition: only `true` lets a row pass.
    pub(super) fn holds(self, condition: &Expr, scope: &Scope<'_>) -> Result<bool, Refusal> {
        Ok(self.truth(condition, scope)? == Some(true))
    }

    /// The truth of a condition, `None` for `NULL`.
    pub(super) fn truth(self, condition: &Expr, scope: &Scope<'_>) -> Result<Option<bool>, Refusal> {
        self.truth_of(&self.evaluate(condition, scope)?)
    }

    fn truth_of(self, value: &Typed) -> Result<Option<bool>, Refusal> {
        match &value.datum {
            Datum::Null => Ok(None),
            Datum::Boolean(truth) => Ok(Some(*truth)),
            Datum::Literal(_) => Ok(self.converted_datum(value, &Kind::boolean(), Coercion::Implicit)?.truth()),
            _ => Err(undecided("a condition")),
        }
    }

    fn unary(self, operator: &str, operand: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        if operator == "NOT" {
            return Ok(self.truth(operand, scope)?.map(|truth| !truth).into());
        }
        // The grammar folds the sign into a number.
        if let ("-", ExprKind::Literal(Literal::Integer(digits) | Literal::Decimal(digits))) = (operator, &operand.kind)
        {
            return Ok(number(&format!("-{digits}")));
        }
        self.prefix(operator, &self.evaluate(operand, scope)?)
    }

    /// `a AND b OR c …`: a chain of operators is deep on the left only, and so is walked in a loop.
    fn chain(self, expr: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let mut spine = Vec::new();
        let mut leaf = expr;
        while let ExprKind::Binary { operator, left, right, .. } = &leaf.kind {
            spine.push((operator.as_str(), left, right));
            leaf = left;
        }
        let mut value = self.evaluate(leaf, scope)?;
        while let Some((operator, left, right)) = spine.pop() {
            value = match operator {
                "AND" => match self.truth_of(&value)? {
                    Some(false) => Some(false).into(),
                    truth => and(truth, self.truth(right, scope)?).into(),
                },
                "OR" => match self.truth_of(&value)? {
                    Some(true) => Some(true).into(),
                    truth => or(truth, self.truth(right, scope)?).into(),
                },
                _ => match (&left.kind, &right.kind) {
                    (ExprKind::Row(_), ExprKind::Row(_)) => {
                        self.compare_rows(operator, &value, &self.evaluate(right, scope)?)?.into()
                    }
                    _ => self.operate(operator, &value, &self.evaluate(right, scope)?)?,
                },
            };
        }
        Ok(value)
    }

    fn is(self, operand: &Expr, test: &str, negated: bool, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let found = match test {
            "NULL" => return self.is_null(operand, negated, scope).map(|found| Some(found).into()),
            "TRUE" => self.truth(operand, scope)? == Some(true),
            "FALSE" => self.truth(operand, scope)? == Some(false),
            _ => self.truth(operand, scope)?.is_none(),
        };
        Ok(Some(found != negated).into())
    }

    /// `IS [NOT] NULL`: that is known of a column even where its value is not. Of a row, all members must be.
    fn is_null(self, operand: &Expr, negated: bool, scope: &Scope<'_>) -> Result<bool, Refusal> {
        if let ExprKind::Column(parts) = &operand.kind
            && let Some((column, value)) = self.find(operand.span, parts, scope)
            && column.kind.as_ref().is_none_or(|kind| !matches!(kind.form, Form::Row(_) | Form::Record))
        {
            match value {
                Value::Null => return Ok(!negated),
                Value::Deferred(text) if self.session.texts.expr(text).is_some_and(|expr| never_null(&expr)) => {
                    return Ok(negated);
                }
                Value::Deferred(_) | Value::Unknown(_) if !column.not_null => {}
                _ => return Ok(negated),
            }
        }
        let value = self.evaluate(operand, scope)?;
        Ok(match &value.datum {
            Datum::Row(members) => members.iter().all(|member| member.is_null() != negated),
            _ => value.is_null() != negated,
        })
    }

    fn is_distinct(self, left: &Expr, right: &Expr, negated: bool, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let (left, right) = (self.evaluate(left, scope)?, self.evaluate(right, scope)?);
        let distinct = match (left.is_null(), right.is_null()) {
            (true, true) => false,
            (false, false) => self.compare("<>", &left, &right)?.unwrap_or(false),
            _ => true,
        };
        Ok(Some(distinct != negated).into())
    }

    fn between(self, parts: [&Expr; 3], negated: bool, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let [value, low, high] = parts.map(|part| self.evaluate(part, scope));
        let (value, low, high) = (value?, low?, high?);
        let (above, below) = (self.compare(">=", &value, &low)?, self.compare("<=", &value, &high)?);
        Ok(negate_if(and(above, below), negated).into())
    }

    /// Whether a value equals any member of a list; the list has one type where its members have one in common.
    fn in_list(self, operand: &Expr, list: &[Expr], scope: &Scope<'_>) -> Result<Option<bool>, Refusal> {
        let value = self.evaluate(operand, scope)?;
        if matches!(operand.kind, ExprKind::Row(_)) {
            let members = list.iter().map(|member| self.evaluate(member, scope)).collect::<Result<Vec<_>, _>>()?;
            return any(members.iter().map(|member| self.compare_rows("=", &value, member)));
        }
        // The server makes an array of what names no columns; the rest it compares one by one, as far as needed.
        let (columns, constants): (Vec<&Expr>, Vec<&Expr>) = list.iter().partition(|member| mentions_columns(member));
        let found = self.in_constants(&value, &constants, scope)?;
        if columns.is_empty() || found == Some(true) {
            return Ok(found);
        }
        let mut outcome = if constants.is_empty() { Some(false) } else { found };
        for member in columns {
            match self.compare("=", &value, &self.evaluate(member, scope)?)? {
                Some(true) => return Ok(Some(true)),
                None => outcome = None,
                Some(false) => {}
            }
        }
        Ok(outcome)
    }

    fn in_constants(self, value: &Typed, members: &[&Expr], scope: &Scope<'_>) -> Result<Option<bool>, Refusal> {
        let members = members.iter().map(|member| self.evaluate(member, scope)).collect::<Result<Vec<_>, _>>()?;
        let types: Vec<TypeRef> = std::iter::once(value).chain(&members).map(|each| each.kind.type_ref).collect();
        let common = if members.len() > 1 { self.session.common_type_of(&types) } else { None };
        any(members.into_iter().map(|member| match common {
            Some(common) if member.kind.is_unknown() => {
                self.compare("=", value, &self.convert(&member, &self.kind(common), Coercion::Implicit)?)
            }
            _ => self.compare("=", value, &member),
        }))
    }

    fn quantified(
        self,
        left: &Expr,
        operator: &str,
        quantifier: SubqueryQuantifier,
        right: &Expr,
        scope: &Scope<'_>,
    ) -> Result<Typed, Refusal> {
        let (value, members) = if let ExprKind::Subquery(query) = &right.kind {
            let rows = self.select(query, scope)?;
            let value = if rows.is_empty() { Typed::null() } else { self.evaluate(left, scope)? };
            (value, self.first_column(&rows)?)
        } else {
            let value = self.evaluate(left, scope)?;
            let Some(members) = self.members(&self.evaluate(right, scope)?, &value)? else {
                return Ok(None.into());
            };
            (value, members)
        };
        let truths = members.iter().map(|member| self.truth_of(&self.operate(operator, &value, member)?));
        Ok(match quantifier {
            SubqueryQuantifier::Any => any(truths)?,
            SubqueryQuantifier::All => all(truths)?,
        }
        .into())
    }

    /// The members of an array; an untyped constant is one of the type of the other side. `None` for `NULL`.
    fn members(self, array: &Typed, other: &Typed) -> Result<Option<Vec<Typed>>, Refusal> {
        let array = match &array.datum {
            Datum::Literal(_) => {
                let element = if other.kind.is_unknown() { Kind::text() } else { other.kind.clone() };
                self.convert(array, &element.array_of(), Coercion::Implicit)?
            }
            _ => array.clone(),
        };
        match (&array.datum, array.kind.element()) {
            (Datum::Null, _) => Ok(None),
            (Datum::Array(found), Some(element)) => {
                Ok(Some(found.members.iter().map(|member| Typed::new(member.clone(), element)).collect()))
            }
            _ => Err(undecided("an array")),
        }
    }

    fn cast(self, operand: &Expr, target: &TypeName, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let kind = self.cast_kind(target, scope).ok_or_else(|| undecided("a cast"))?;
        self.cast_to(operand, &kind, scope)
    }

    /// The members of an array constructor are cast one by one.
    fn cast_to(self, operand: &Expr, kind: &Arc<Kind>, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        if let (ExprKind::Array(members), Form::Array(element)) = (&operand.kind, &kind.form) {
            let nested = |member: &Expr| matches!(member.kind, ExprKind::Array(_));
            let cast = |member: &Expr| self.cast_to(member, if nested(member) { kind } else { element }, scope);
            let members = members.iter().map(cast).collect::<Result<Vec<_>, _>>()?;
            return array_of(members, element, kind);
        }
        self.convert(&self.evaluate(operand, scope)?, kind, Coercion::Explicit)
    }

    fn case(
        self,
        operand: Option<&Expr>,
        branches: &[(Expr, Expr)],
        otherwise: Option<&Expr>,
        scope: &Scope<'_>,
    ) -> Result<Typed, Refusal> {
        let tested = operand.map(|operand| self.evaluate(operand, scope)).transpose()?;
        for (condition, result) in branches {
            let holds = match &tested {
                Some(tested) => self.compare("=", tested, &self.evaluate(condition, scope)?)? == Some(true),
                None => self.holds(condition, scope)?,
            };
            if holds {
                return self.evaluate(result, scope);
            }
        }
        otherwise.map_or_else(|| Ok(Typed::null()), |otherwise| self.evaluate(otherwise, scope))
    }

    /// The value of one branch, with the type that all branches have in common.
    pub(super) fn as_branch(self, value: Typed, whole: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        match self.static_type(whole, scope) {
            Some(common) => self.convert(&value, &self.kind(common), Coercion::Implicit),
            None => Ok(value),
        }
    }

    /// In UTC only: what other zones did when is the server's to know.
    fn at_time_zone(self, operand: &Expr, zone: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let (value, zone) = (self.evaluate(operand, scope)?, self.evaluate(zone, scope)?);
        let utc = zone.text().is_some_and(|zone| zone.eq_ignore_ascii_case("utc"));
        let moved = |moment: super::moment::Moment, zone| Datum::Moment(super::moment::Moment { zone, ..moment });
        match (&value.datum, &value.kind.form) {
            (Datum::Moment(moment), Form::Timestamp(Zone::None)) if utc => {
                Ok(Typed::new(moved(*moment, Zone::Utc), &Kind::builtin(oid::TIMESTAMPTZ)))
            }
            (Datum::Moment(moment), Form::Timestamp(_))
                if utc && (moment.zone == Zone::Utc || moment.zone == Zone::Session && self.session.is_in_utc()) =>
            {
                Ok(Typed::new(moved(*moment, Zone::None), &Kind::builtin(oid::TIMESTAMP)))
            }
            _ => Err(undecided("a time in another zone")),
        }
    }

    /// The value of a column or variable, or the row that goes by the name.
    fn column(self, span: Span, parts: &[Ident], scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let name = parts.last().map_or("", |part| part.name.as_str());
        let found = self.find(span, parts, scope);
        if found.is_none()
            && parts.len() == 1
            && let Some(whole) = row(name, scope).or_else(|| self.variable_row(parts, scope))
        {
            return Ok(whole);
        }
        self.found(found, name)
    }

    /// The value that was found under a name.
    fn found(self, found: Option<(&Field, &Value)>, name: &str) -> Result<Typed, Refusal> {
        let (field, value) = found.ok_or_else(|| undecided(&format!("`{name}`")))?;
        match value {
            Value::Drawn(_, text) if is_always_new(text) => self.value_of(value, field.kind.as_ref()),
            Value::Deferred(text) if let Some(value) = self.dated(text) => match &field.kind {
                Some(kind) => self.convert(&value, kind, Coercion::Assignment),
                None => Ok(value),
            },
            Value::Deferred(text) | Value::Drawn(_, text) => {
                Err(Refusal::Undecided(format!("the value of `{name}` is computed by the server: {text}")))
            }
            Value::Unknown(reason) => Err(Refusal::Undecided(format!("the value of `{name}` is not known: {reason}"))),
            _ => self.value_of(value, field.kind.as_ref()).map_err(|refusal| match refusal {
                Refusal::Undecided(_) => undecided(&format!("`{name}`")),
                refusal => refusal,
            }),
        }
    }

    /// A value of a row as one of its column's type.
    pub(super) fn value_of(self, value: &Value, kind: Option<&Arc<Kind>>) -> Result<Typed, Refusal> {
        let Some(kind) = kind else { return untyped(value).ok_or_else(|| undecided("a value")) };
        match (value, &kind.form) {
            (Value::Drawn(number, text), _) if is_always_new(text) => {
                Ok(Typed::new(Datum::Drawn(*number, text.clone()), kind))
            }
            (Value::Text(text), Form::Alias(_)) => Ok(Typed::new(self.read(kind, text, Coercion::Explicit)?, kind)),
            _ => Ok(Typed::new(kind.assign(value.borrowed())?.ok_or_else(|| undecided("a value"))?, kind)),
        }
    }

    /// An integer, or `NULL`.
    pub(super) fn whole_number(self, expr: &Expr, scope: &Scope<'_>) -> Result<Option<i64>, Refusal> {
        let value = self.evaluate(expr, scope)?;
        if value.is_null() {
            return Ok(None);
        }
        let integer = self.convert(&value, &Kind::builtin(oid::INT8), Coercion::Assignment)?;
        integer.datum.integer().map(Some).ok_or_else(|| undecided("a number"))
    }
}

/// A value without a type, as a literal would have it.
pub(super) fn untyped(value: &Value) -> Option<Typed> {
    Some(match value {
        Value::Null => Typed::null(),
        Value::Boolean(truth) => Some(*truth).into(),
        Value::Number(text) => Some(number(text)).filter(|number| !number.kind.is_unknown())?,
        Value::Text(text) => Typed::new(Datum::Literal(text.clone()), &Kind::unknown()),
        Value::Deferred(_) | Value::Drawn(..) | Value::Unknown(_) => return None,
    })
}

fn constant(literal: &Literal) -> Typed {
    match literal {
        Literal::Null => Typed::null(),
        Literal::Boolean(truth) => Some(*truth).into(),
        Literal::Integer(text) | Literal::Decimal(text) => number(text),
        Literal::String(text) => Typed::new(Datum::Literal(text.clone()), &Kind::unknown()),
        Literal::Bits(_, digits) => Typed::new(Datum::Exact(digits.clone()), &Kind::builtin(oid::BIT)),
    }
}

/// A number of the source, with the type that it has by itself.
fn number(text: &str) -> Typed {
    let kind = Kind::builtin(super::value::number_type(text));
    let number = Number::parse(text).map(Datum::Number);
    Typed { datum: number.unwrap_or_else(|| Datum::Exact(Name::new(text))), kind }
}

pub(super) fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

pub(super) fn or(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

/// `OR` over all, up to the first that is true.
pub(super) fn any(truths: impl Iterator<Item = Result<Option<bool>, Refusal>>) -> Result<Option<bool>, Refusal> {
    let mut found = Some(false);
    for truth in truths {
        found = or(found, truth?);
        if found == Some(true) {
            break;
        }
    }
    Ok(found)
}

/// `AND` over all, up to the first that is false.
fn all(truths: impl Iterator<Item = Result<Option<bool>, Refusal>>) -> Result<Option<bool>, Refusal> {
    let mut found = Some(true);
    for truth in truths {
        found = and(found, truth?);
        if found == Some(false) {
            break;
        }
    }
    Ok(found)
}

fn negate_if(truth: Option<bool>, negated: bool) -> Option<bool> {
    truth.map(|truth| truth != negated)
}
