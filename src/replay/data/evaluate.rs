//! Evaluates expressions over known rows, exactly or not at all.
//!
//! What is not certain (a function that is not known here, an order of texts, a value that the server computed) is
//! [`Refusal::Undecided`], never a guess. Names and types have been checked by the binder before.

use super::kind::{Datum, Kind};
use super::number::Number;
use super::operate::{apply, compare, like, operate};
use super::scope::{Field, Scope};
use crate::ast::{Expr, ExprKind, FunctionCall, Ident, Literal, Name, SubqueryQuantifier, TypeName};
use crate::catalog::Value;
use crate::replay::outcome::{Failure, Refusal};
use crate::replay::session::Session;
use crate::source::Span;
use std::sync::Arc;

/// A value and its type, where that is known.
#[derive(Debug, Clone)]
pub(super) struct Typed {
    pub(super) datum: Datum,
    pub(super) kind: Option<Arc<Kind>>,
}

impl Typed {
    pub(super) fn null() -> Self {
        Datum::Null.into()
    }

    /// The value as a statement would write it.
    pub(super) fn constant(&self) -> Option<Value> {
        match (&self.datum, self.kind.as_deref()) {
            (Datum::Exact(text), Some(Kind::Enum(..) | Kind::Uuid | Kind::Time(_))) => Some(Value::Text(text.clone())),
            (datum, _) => datum.to_value(),
        }
    }

    pub(super) fn is_null(&self) -> bool {
        self.datum == Datum::Null
    }

    /// As text, where it is one.
    pub(super) fn text(&self) -> Option<&Name> {
        if let Datum::Text(text) | Datum::Literal(text) = &self.datum { Some(text) } else { None }
    }
}

impl From<Datum> for Typed {
    fn from(datum: Datum) -> Self {
        Self { datum, kind: None }
    }
}

impl From<Option<bool>> for Typed {
    fn from(truth: Option<bool>) -> Self {
        truth.map_or(Datum::Null, Datum::Boolean).into()
    }
}

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
            ExprKind::Column(parts) => typed(self.find(expr.span, parts, scope), parts),
            ExprKind::Parameter(number) => typed(self.parameter(*number), &[]),
            ExprKind::Unary { operator, operand } => self.unary(operator, operand, scope),
            ExprKind::Binary { operator, left, right, .. } => self.binary(operator, left, right, scope),
            ExprKind::Is { operand, test, negated } => self.is(operand, test, *negated, scope),
            ExprKind::IsDistinct { left, right, negated } => self.is_distinct(left, right, *negated, scope),
            ExprKind::Between { operand, low, high, negated } => {
                let value = self.evaluate(operand, scope)?;
                let above = compare(">=", &value, &self.evaluate(low, scope)?)?;
                let below = compare("<=", &value, &self.evaluate(high, scope)?)?;
                Ok(negate_if(and(above, below), *negated).into())
            }
            ExprKind::InList { operand, list, negated } => {
                let found = self.any(operand, "=", list, scope)?;
                Ok(negate_if(found, *negated).into())
            }
            ExprKind::InSubquery { operand, query, negated } => {
                let rows = self.select(query, scope)?;
                let value = self.evaluate_if(!rows.is_empty(), operand, scope)?;
                let found = any_equal(&value, rows.first_column())?;
                Ok(negate_if(found, *negated).into())
            }
            ExprKind::Like { operator, operand, pattern, escape: None, negated } => {
                let (text, pattern) = (self.evaluate(operand, scope)?, self.evaluate(pattern, scope)?);
                Ok(negate_if(like(operator, &text, &pattern)?, *negated).into())
            }
            ExprKind::Quantified { left, operator, quantifier, right } => {
                self.quantified(left, operator, *quantifier, right, scope)
            }
            ExprKind::Cast { operand, target } => {
                let value = self.evaluate(operand, scope)?;
                self.cast(&value, target, scope)
            }
            ExprKind::Function(call) => self.call(call, scope),
            ExprKind::Case { operand, branches, otherwise } => {
                self.case(operand.as_deref(), branches, otherwise.as_deref(), scope)
            }
            ExprKind::Exists(query) => Ok(Datum::Boolean(!self.select(query, scope)?.is_empty()).into()),
            ExprKind::Subquery(query) => self.scalar(query, scope),
            ExprKind::Collate { operand, .. } => self.evaluate(operand, scope),
            _ => Err(undecided("an expression")),
        }
    }

    /// The truth of a condition: only `true` lets a row pass.
    pub(super) fn holds(self, condition: &Expr, scope: &Scope<'_>) -> Result<bool, Refusal> {
        Ok(self.truth(condition, scope)? == Some(true))
    }

    /// The truth of a condition, `None` for `NULL`.
    pub(super) fn truth(self, condition: &Expr, scope: &Scope<'_>) -> Result<Option<bool>, Refusal> {
        let value = self.evaluate(condition, scope)?;
        match value.datum {
            Datum::Null => Ok(None),
            Datum::Boolean(truth) => Ok(Some(truth)),
            Datum::Literal(text) => match super::input::read(&Kind::Boolean, &text)? {
                Some(datum) => Ok(datum.truth()),
                None => Err(undecided("a condition")),
            },
            _ => Err(undecided("a condition")),
        }
    }

    fn evaluate_if(self, needed: bool, expr: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        if needed { self.evaluate(expr, scope) } else { Ok(Typed::null()) }
    }

    fn unary(self, operator: &str, operand: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        if operator == "NOT" {
            return Ok(self.truth(operand, scope)?.map(|truth| !truth).into());
        }
        let value = self.evaluate(operand, scope)?;
        match (operator, &value.datum) {
            (_, Datum::Null) | ("+", Datum::Number(_)) => Ok(value),
            ("-", Datum::Number(number)) => Ok(Datum::Number(number.negate()).into()),
            _ => Err(undecided("an expression")),
        }
    }

    fn binary(self, operator: &str, left: &Expr, right: &Expr, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        match operator {
            "AND" => match self.truth(left, scope)? {
                Some(false) => Ok(Some(false).into()),
                left => Ok(and(left, self.truth(right, scope)?).into()),
            },
            "OR" => match self.truth(left, scope)? {
                Some(true) => Ok(Some(true).into()),
                left => Ok(or(left, self.truth(right, scope)?).into()),
            },
            _ => {
                let (left, right) = (self.evaluate(left, scope)?, self.evaluate(right, scope)?);
                operate(operator, &left, &right)
            }
        }
    }

    fn is(self, operand: &Expr, test: &str, negated: bool, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let found = match test {
            "NULL" => self.is_null(operand, scope)?,
            "TRUE" => self.truth(operand, scope)? == Some(true),
            "FALSE" => self.truth(operand, scope)? == Some(false),
            _ => self.truth(operand, scope)?.is_none(),
        };
        Ok(Some(found != negated).into())
    }

    /// Whether it is `NULL`: that is known of a column even where its value is not.
    fn is_null(self, operand: &Expr, scope: &Scope<'_>) -> Result<bool, Refusal> {
        if let ExprKind::Column(parts) = &operand.kind
            && let Some((column, value)) = self.find(operand.span, parts, scope)
        {
            match value {
                Value::Null => return Ok(true),
                Value::Deferred(_) | Value::Unknown(_) if !column.not_null => {}
                _ => return Ok(false),
            }
        }
        Ok(self.evaluate(operand, scope)?.is_null())
    }

    fn is_distinct(self, left: &Expr, right: &Expr, negated: bool, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let (left, right) = (self.evaluate(left, scope)?, self.evaluate(right, scope)?);
        let distinct = match (left.is_null(), right.is_null()) {
            (true, true) => false,
            (false, false) => compare("<>", &left, &right)?.unwrap_or(false),
            _ => true,
        };
        Ok(Some(distinct != negated).into())
    }

    /// Whether the operator holds between a value and any member of a list.
    fn any(self, operand: &Expr, operator: &str, list: &[Expr], scope: &Scope<'_>) -> Result<Option<bool>, Refusal> {
        let value = self.evaluate(operand, scope)?;
        let mut found = Some(false);
        for member in list {
            found = or(found, compare(operator, &value, &self.evaluate(member, scope)?)?);
        }
        Ok(found)
    }

    fn quantified(
        self,
        left: &Expr,
        operator: &str,
        quantifier: SubqueryQuantifier,
        right: &Expr,
        scope: &Scope<'_>,
    ) -> Result<Typed, Refusal> {
        let right = if let ExprKind::Cast { operand, .. } = &right.kind { operand } else { right };
        let ExprKind::Array(members) = &right.kind else { return Err(undecided("an array")) };
        match quantifier {
            SubqueryQuantifier::Any => Ok(self.any(left, operator, members, scope)?.into()),
            SubqueryQuantifier::All => {
                let value = self.evaluate(left, scope)?;
                let mut all = Some(true);
                for member in members {
                    all = and(all, compare(operator, &value, &self.evaluate(member, scope)?)?);
                }
                Ok(all.into())
            }
        }
    }

    /// A cast of a value whose text is the same in both types.
    fn cast(self, value: &Typed, target: &TypeName, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let kind = self.cast_kind(target, scope).ok_or_else(|| undecided("a cast"))?;
        // An explicit cast to a length cuts off what is too long; that is left to the server.
        if matches!(kind, Kind::Text(Some(_)) | Kind::Blanked(_)) {
            return Err(undecided("a cast"));
        }
        let datum = match (&value.datum, &kind) {
            (Datum::Null, _) => Some(Datum::Null),
            (Datum::Literal(text) | Datum::Text(text), kind) => super::input::read(kind, text)?,
            (Datum::Number(number), Kind::Integer(_) | Kind::Numeric(_) | Kind::Text(None)) => number
                .to_integer()
                .map(|integer| kind.assign(Value::Number(&integer.to_string())))
                .transpose()?
                .flatten(),
            (Datum::Boolean(_), kind) if kind.is_text() => kind.assign(boolean_value(&value.datum))?,
            (Datum::Boolean(truth), Kind::Boolean) => Some(Datum::Boolean(*truth)),
            (Datum::Exact(label), Kind::Text(None)) if matches!(value.kind.as_deref(), Some(Kind::Enum(..))) => {
                Some(Datum::Text(label.clone()))
            }
            (datum, kind) if value.kind.as_deref() == Some(kind) => Some(datum.clone()),
            _ => None,
        };
        datum.map(|datum| Typed { datum, kind: Some(Arc::new(kind)) }).ok_or_else(|| undecided("a cast"))
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
                Some(tested) => compare("=", tested, &self.evaluate(condition, scope)?)? == Some(true),
                None => self.holds(condition, scope)?,
            };
            if holds {
                return self.evaluate(result, scope);
            }
        }
        otherwise.map_or_else(|| Ok(Typed::null()), |otherwise| self.evaluate(otherwise, scope))
    }

    fn scalar(self, query: &crate::ast::Query, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let rows = self.select(query, scope)?;
        match rows.first_column().as_slice() {
            [] => Ok(Typed::null()),
            [single] => single.clone().ok_or_else(|| undecided("a subquery")),
            _ => Err(Failure::new("21000", "more than one row returned by a subquery used as an expression").into()),
        }
    }

    fn call(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let name = call.name.name().as_str();
        if let Some(group) = scope.group()
            && super::select::is_aggregate(name)
        {
            return self.aggregate(call, group);
        }
        if !call.special && !self.is_builtin_function(&call.name) {
            return self.routine_call(call, scope);
        }
        let plain = call.arguments.iter().all(|(name, _)| name.is_none()) && !call.variadic && call.over.is_none();
        if !plain || !self.is_builtin_function(&call.name) {
            return Err(undecided(&format!("{name}()")));
        }
        if name == "coalesce" {
            return self.coalesce(call, scope);
        }
        if let Some(value) = self.act(call, scope)? {
            return Ok(value);
        }
        let arguments =
            call.arguments.iter().map(|(_, argument)| self.evaluate(argument, scope)).collect::<Result<Vec<_>, _>>()?;
        apply(name, &arguments).ok_or_else(|| undecided(&format!("{name}()")))
    }

    fn coalesce(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        for (_, argument) in &call.arguments {
            let value = self.evaluate(argument, scope)?;
            if !value.is_null() {
                return Ok(value);
            }
        }
        Ok(Typed::null())
    }
}

/// The value of a column in scope.
pub(super) fn column(span: Span, parts: &[Ident], scope: &Scope<'_>) -> Result<Typed, Refusal> {
    typed(scope.find(span, parts), parts)
}

/// The value that was found under a name.
fn typed(found: Option<(&Field, &Value)>, parts: &[Ident]) -> Result<Typed, Refusal> {
    let name = parts.last().map_or("", |part| part.name.as_str());
    let (column, value) = found.ok_or_else(|| undecided(&format!("`{name}`")))?;
    if let Value::Deferred(text) = value {
        return Err(Refusal::Undecided(format!("the value of `{name}` is computed by the server: {text}")));
    }
    if let Value::Unknown(reason) = value {
        return Err(Refusal::Undecided(format!("the value of `{name}` is not known: {reason}")));
    }
    let Some(kind) = &column.kind else {
        return untyped(value).ok_or_else(|| undecided(&format!("`{name}`")));
    };
    let datum = kind.assign(value.borrowed())?.ok_or_else(|| undecided(&format!("`{name}`")))?;
    Ok(Typed { datum, kind: Some(kind.clone()) })
}

fn boolean_value(datum: &Datum) -> Value<&'static str> {
    Value::Boolean(datum.truth() == Some(true))
}

/// A value without a type, as a literal would have it.
pub(super) fn untyped(value: &Value) -> Option<Typed> {
    Some(match value {
        Value::Null => Typed::null(),
        Value::Boolean(truth) => Datum::Boolean(*truth).into(),
        Value::Number(text) => Datum::Number(Number::parse(text)?).into(),
        Value::Text(text) => Datum::Literal(text.clone()).into(),
        Value::Deferred(_) | Value::Unknown(_) => return None,
    })
}

fn constant(literal: &Literal) -> Typed {
    match literal {
        Literal::Null => Datum::Null.into(),
        Literal::Boolean(truth) => Datum::Boolean(*truth).into(),
        Literal::Integer(text) | Literal::Decimal(text) => {
            Number::parse(text).map_or_else(|| Datum::Exact(text.clone()), Datum::Number).into()
        }
        Literal::String(text) => Datum::Literal(text.clone()).into(),
        Literal::Bits(_, digits) => Datum::Exact(digits.clone()).into(),
    }
}

fn and(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(false), _) | (_, Some(false)) => Some(false),
        (Some(true), Some(true)) => Some(true),
        _ => None,
    }
}

fn or(left: Option<bool>, right: Option<bool>) -> Option<bool> {
    match (left, right) {
        (Some(true), _) | (_, Some(true)) => Some(true),
        (Some(false), Some(false)) => Some(false),
        _ => None,
    }
}

fn negate_if(truth: Option<bool>, negated: bool) -> Option<bool> {
    truth.map(|truth| truth != negated)
}

/// Whether a value equals any of a column's.
fn any_equal(value: &Typed, column: Vec<Option<Typed>>) -> Result<Option<bool>, Refusal> {
    let mut found = Some(false);
    for member in column {
        let member = member.ok_or_else(|| undecided("a subquery"))?;
        found = or(found, compare("=", value, &member)?);
    }
    Ok(found)
}
