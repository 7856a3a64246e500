//! Expressions: one method per kind.

use super::binder::{Binder, Type, fail};
use super::coerce::Coercion;
use super::common::common_type;
use super::facts::{array_of, bare, oid_of};
use super::literal::bits_fit;
use super::usage::Clause;
use crate::postgres::ast::op::Volatility;
use crate::postgres::ast::{Expr, ExprKind, Ident, Literal, Name, QualifiedName, SubqueryQuantifier, Subscript};
use crate::postgres::builtin::collations;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{NameClass, ReferenceRole, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use crate::source::Span;

/// One of the engine's types, as the type of an expression.
#[expect(clippy::unnecessary_wraps, reason = "the type of an expression is optional")]
pub(super) fn known(oid: u32) -> Type {
    Some(TypeRef::builtin(oid))
}

impl Binder<'_> {
    /// Binds an expression and says its type.
    pub(super) fn bind(&mut self, expr: &Expr) -> Result<Type, Refusal> {
        self.nested(|binder| binder.bind_kind(expr))
    }

    fn bind_kind(&mut self, expr: &Expr) -> Result<Type, Refusal> {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Literal(Literal::Bits(base, digits)) => {
                bits_fit(&format!("{base}{digits}"), span).map(|()| known(oid::BIT))
            }
            ExprKind::Literal(literal) => Ok(known(literal_type(literal))),
            ExprKind::Column(parts) => self.bind_name(parts, span),
            ExprKind::Wildcard(qualifier) => self.bind_row_wildcard(qualifier.as_ref(), span),
            ExprKind::Parameter(number) => self.bind_parameter(*number, span),
            ExprKind::Unary { operator, operand } => self.bind_unary(operator, operand, span),
            ExprKind::Binary { .. } => self.bind_chain(expr),
            ExprKind::Is { operand, test, .. } => self.bind_is(operand, test),
            ExprKind::IsDistinct { left, right, .. } => self.bind_comparison("=", left, right),
            ExprKind::Between { operand, low, high, .. } => self.bind_between(operand, low, high),
            ExprKind::InList { operand, list, negated } => self.bind_in_list(operand, list, *negated),
            ExprKind::InSubquery { operand, query, negated } => {
                self.bind_in_subquery(operand, query, if *negated { "<>" } else { "=" }, span)
            }
            ExprKind::Like { operator, operand, pattern, escape, negated } => {
                self.bind_like(operator, operand, pattern, escape.as_deref(), *negated)
            }
            ExprKind::Quantified { left, operator, quantifier, right } => {
                self.bind_quantified(left, operator, *quantifier, right, span)
            }
            ExprKind::Cast { operand, target } => self.bind_cast(operand, target, span),
            ExprKind::Function(call) => self.bind_call(call, span),
            ExprKind::Case { operand, branches, otherwise } => {
                self.bind_case(operand.as_deref(), branches, otherwise.as_deref())
            }
            ExprKind::Array(items) => self.bind_array(items, span),
            ExprKind::ArraySubquery(query) => {
                let element = self.bind_scalar_subquery(query, span)?;
                Ok(element.map(|element| if element.array { bare(element) } else { array_of(element) }))
            }
            ExprKind::Row(items) => self.bind_all(items).map(|_| known(oid::RECORD)),
            ExprKind::Subscript { operand, subscript } => self.bind_subscript(operand, subscript),
            ExprKind::Field { operand, field } => self.bind_field(operand, field),
            ExprKind::Exists(query) => {
                self.check_subquery(span)?;
                self.bind_subquery(query).map(|_| known(oid::BOOL))
            }
            ExprKind::Subquery(query) => self.bind_scalar_subquery(query, span),
            ExprKind::Collate { operand, collation } => self.bind_collate(operand, collation, span),
            ExprKind::AtTimeZone { operand, zone } => {
                let types = [self.bind(zone)?, self.bind(operand)?];
                self.resolve_builtin_call("timezone", &[zone, operand], &types, span)
            }
        }
    }

    /// Binds a condition: the server wants a boolean there, and says whose argument it is.
    pub(super) fn bind_condition(&mut self, expr: &Expr, of: &str) -> Result<(), Refusal> {
        let type_ref = self.bind(expr)?;
        self.require_boolean(expr, type_ref, of)
    }

    pub(super) fn require_boolean(&mut self, expr: &Expr, type_ref: Type, of: &str) -> Result<(), Refusal> {
        let Some(type_ref) = type_ref else { return Ok(()) };
        let boolean = TypeRef::builtin(oid::BOOL);
        if !self.session.can_coerce(type_ref, boolean, Coercion::Implicit) {
            let message = format!("argument of {of} must be type boolean, not type {}", self.type_name(type_ref));
            return fail("42804", message, self.location(expr));
        }
        self.coerce(expr, Some(type_ref), boolean)
    }

    fn bind_is(&mut self, operand: &Expr, test: &str) -> Result<Type, Refusal> {
        let type_ref = self.bind(operand)?;
        if test != "NULL" {
            self.require_boolean(operand, type_ref, &format!("IS {test}"))?;
        }
        Ok(known(oid::BOOL))
    }

    /// `a AND b OR c …`: a chain of operators is deep on the left only, and so is walked in a loop.
    fn bind_chain(&mut self, expr: &Expr) -> Result<Type, Refusal> {
        let mut spine = Vec::new();
        let mut leaf = expr;
        while let ExprKind::Binary { left, .. } = &leaf.kind {
            spine.push(leaf);
            leaf = left;
        }
        let mut type_ref = self.bind(leaf)?;
        while let Some(node) = spine.pop() {
            let ExprKind::Binary { operator, operator_span, left, right } = &node.kind else { continue };
            type_ref = if matches!(operator.as_str(), "AND" | "OR") {
                self.require_boolean(left, type_ref, operator)?;
                self.bind_condition(right, operator)?;
                known(oid::BOOL)
            } else {
                let right_type = self.bind(right)?;
                if matches!((&left.kind, &right.kind), (ExprKind::Row(_), ExprKind::Row(_))) {
                    self.resolve_comparison(operator, (left, type_ref), (right, right_type), *operator_span)?;
                    known(oid::BOOL)
                } else {
                    self.resolve_operator(operator, Some((left, type_ref)), (right, right_type), *operator_span)?
                }
            };
        }
        Ok(type_ref)
    }

    fn bind_unary(&mut self, operator: &Name, operand: &Expr, span: Span) -> Result<Type, Refusal> {
        if operator == "NOT" {
            self.bind_condition(operand, "NOT")?;
            return Ok(known(oid::BOOL));
        }
        let type_ref = self.bind(operand)?;
        // The grammar folds the sign into a number.
        if matches!(operator.as_str(), "-" | "+")
            && let ExprKind::Literal(Literal::Integer(digits)) = &operand.kind
        {
            return Ok(known(signed_type(operator, digits)));
        }
        self.resolve_operator(operator, None, (operand, type_ref), span)
    }

    fn bind_comparison(&mut self, symbol: &str, left: &Expr, right: &Expr) -> Result<Type, Refusal> {
        let types = (self.bind(left)?, self.bind(right)?);
        let at = self.after(left);
        self.resolve_comparison(symbol, (left, types.0), (right, types.1), at)?;
        Ok(known(oid::BOOL))
    }

    fn bind_between(&mut self, operand: &Expr, low: &Expr, high: &Expr) -> Result<Type, Refusal> {
        let (value, lower, upper) = (self.bind(operand)?, self.bind(low)?, self.bind(high)?);
        let at = self.after(operand);
        self.resolve_comparison(">=", (operand, value), (low, lower), at)?;
        self.resolve_comparison("<=", (operand, value), (high, upper), at)?;
        Ok(known(oid::BOOL))
    }

    /// `x IN (…)`: as an array of the common type where there is one, else one comparison each.
    fn bind_in_list(&mut self, operand: &Expr, list: &[Expr], negated: bool) -> Result<Type, Refusal> {
        let value = self.bind(operand)?;
        let types = self.bind_all(list)?;
        let at = self.after(operand);
        let symbol = if negated { "<>" } else { "=" };
        let all: Vec<Type> = std::iter::once(value).chain(types.iter().copied()).collect();
        let plain = list.len() > 1 && !matches!(operand.kind, ExprKind::Row(_));
        // Items with columns in them are compared one by one.
        let common = if plain { common_type(self.session, &all).ok().flatten() } else { None };
        let common = common.filter(|common| oid_of(*common) != oid::RECORD).map(bare);
        if let (Some(common), Some(first)) = (common, list.first()) {
            self.lists.push((first.span, common));
        }
        for (item, type_ref) in list.iter().zip(types) {
            let has_columns = mentions_columns(item);
            match common.filter(|_| !has_columns) {
                Some(common) => {
                    self.coerce(item, type_ref, common)?;
                    self.resolve_comparison(symbol, (operand, value), (item, Some(common)), at)?;
                }
                None => self.resolve_comparison(symbol, (operand, value), (item, type_ref), at)?,
            }
        }
        Ok(known(oid::BOOL))
    }

    fn bind_like(
        &mut self,
        operator: &str,
        operand: &Expr,
        pattern: &Expr,
        escape: Option<&Expr>,
        negated: bool,
    ) -> Result<Type, Refusal> {
        let value = self.bind(operand)?;
        let mut pattern_type = self.bind(pattern)?;
        let at = self.after(operand);
        let escape_type = escape.map(|escape| self.bind(escape)).transpose()?;
        if operator == "SIMILAR TO" || escape.is_some() {
            let (name, arguments, types) = match (operator, escape, escape_type) {
                ("SIMILAR TO", None, _) => ("similar_to_escape", vec![pattern], vec![pattern_type]),
                ("SIMILAR TO", Some(escape), Some(type_ref)) => {
                    ("similar_to_escape", vec![pattern, escape], vec![pattern_type, type_ref])
                }
                (_, Some(escape), Some(type_ref)) => {
                    ("like_escape", vec![pattern, escape], vec![pattern_type, type_ref])
                }
                _ => return Ok(known(oid::BOOL)),
            };
            pattern_type = self.resolve_builtin_call(name, &arguments, &types, at)?;
        }
        let symbol = match (operator, negated) {
            ("LIKE", false) => "~~",
            ("LIKE", true) => "!~~",
            ("ILIKE", false) => "~~*",
            ("ILIKE", true) => "!~~*",
            (_, false) => "~",
            (_, true) => "!~",
        };
        self.resolve_operator(symbol, Some((operand, value)), (pattern, pattern_type), at)
    }

    fn bind_quantified(
        &mut self,
        left: &Expr,
        operator: &Name,
        _quantifier: SubqueryQuantifier,
        right: &Expr,
        span: Span,
    ) -> Result<Type, Refusal> {
        let at = self.after(left);
        if let ExprKind::Subquery(query) = &right.kind {
            return self.bind_in_subquery(left, query, operator, span);
        }
        let value = self.bind(left)?;
        let array = self.bind(right)?;
        let Some(array) = array else { return Ok(known(oid::BOOL)) };
        let base = self.session.base_type(array);
        let element = match oid_of(base) {
            oid::UNKNOWN => {
                let element = value.filter(|value| oid_of(*value) != oid::UNKNOWN);
                if let Some(element) = element.filter(|element| !element.array) {
                    self.coerce(right, Some(array), array_of(element))?;
                }
                element
            }
            oid::INT2VECTOR => known(oid::INT2),
            oid::OIDVECTOR => known(oid::OID),
            _ if base.array => Session::element_type(base),
            _ => return fail("42809", "op ANY/ALL (array) requires array on right side".into(), at),
        };
        // The literal of an array is read when its type is known; its elements are not looked at.
        let right = Expr { kind: ExprKind::Literal(Literal::Null), span: right.span };
        let result = self.resolve_operator(operator, Some((left, value)), (&right, element), at)?;
        match result {
            Some(result) if oid_of(self.session.base_type(result)) != oid::BOOL => {
                fail("42809", "op ANY/ALL (array) requires operator to yield boolean".into(), at)
            }
            _ => Ok(known(oid::BOOL)),
        }
    }

    /// Binds expressions that must have a common type.
    pub(super) fn unify(&mut self, exprs: &[&Expr], types: &[Type], of: &str) -> Result<Type, Refusal> {
        let common = match common_type(self.session, types) {
            Ok(common) => common,
            Err(mismatch) => {
                let (left, right) = (self.type_name(mismatch.settled), self.type_name(mismatch.other));
                let message = format!("{of} types {left} and {right} cannot be matched");
                return fail("42804", message, self.location(exprs[mismatch.index]));
            }
        };
        if let Some(common) = common {
            for (index, (expr, type_ref)) in exprs.iter().zip(types).enumerate() {
                let part = match (of, index) {
                    ("CASE", 0) => "CASE/ELSE",
                    ("CASE", _) => "CASE/WHEN",
                    (whole, _) => whole,
                };
                self.coerce_to_common(expr, *type_ref, common, part)?;
            }
        }
        Ok(common)
    }

    fn coerce_to_common(&mut self, expr: &Expr, from: Type, common: TypeRef, of: &str) -> Result<(), Refusal> {
        if let Some(from) = from
            && !self.session.can_coerce(from, bare(common), Coercion::Implicit)
        {
            let (from, to) = (self.type_name(from), self.type_name(common));
            return fail("42846", format!("{of} could not convert type {from} to {to}"), self.location(expr));
        }
        self.coerce(expr, from, common)
    }

    fn bind_case(
        &mut self,
        operand: Option<&Expr>,
        branches: &[(Expr, Expr)],
        otherwise: Option<&Expr>,
    ) -> Result<Type, Refusal> {
        let compared = operand.map(|operand| self.bind(operand)).transpose()?;
        let mut results = Vec::with_capacity(branches.len() + 1);
        for (condition, result) in branches {
            match (operand, compared) {
                (Some(operand), Some(type_ref)) => self.bind_case_comparison(operand, type_ref, condition)?,
                _ => self.bind_condition(condition, "CASE/WHEN")?,
            }
            results.push((result, self.bind(result)?));
        }
        let null = Expr { kind: ExprKind::Literal(Literal::Null), span: Span::default() };
        let otherwise = otherwise.unwrap_or(&null);
        // The server looks at ELSE first.
        results.insert(0, (otherwise, self.bind(otherwise)?));
        let (exprs, types): (Vec<&Expr>, Vec<Type>) = results.into_iter().unzip();
        self.unify(&exprs, &types, "CASE")
    }

    fn bind_case_comparison(&mut self, operand: &Expr, compared: Type, condition: &Expr) -> Result<(), Refusal> {
        let type_ref = self.bind(condition)?;
        // An untyped operand is text here.
        let compared =
            compared.map(|found| if oid_of(found) == oid::UNKNOWN { TypeRef::builtin(oid::TEXT) } else { found });
        let operand = Expr { kind: ExprKind::Literal(Literal::Null), span: operand.span };
        self.resolve_comparison("=", (&operand, compared), (condition, type_ref), condition.span)
    }

    fn bind_array(&mut self, items: &[Expr], span: Span) -> Result<Type, Refusal> {
        if items.is_empty() {
            return fail("42P18", "cannot determine type of empty array".into(), span);
        }
        let types = self.bind_all(items)?;
        let exprs: Vec<&Expr> = items.iter().collect();
        let element = self.unify(&exprs, &types, "ARRAY")?;
        Ok(element.map(|element| TypeRef { array: true, ..element }))
    }

    fn bind_subscript(&mut self, operand: &Expr, subscript: &Subscript) -> Result<Type, Refusal> {
        let container = self.bind(operand)?;
        let types = self.bind_all(subscript.parts())?;
        let Some(container) = container else { return Ok(None) };
        let base = self.session.base_type(container);
        if base.array {
            for (part, type_ref) in subscript.parts().zip(types) {
                self.coerce(part, type_ref, TypeRef::builtin(oid::INT4))?;
            }
            let single = matches!(subscript, Subscript::Place(_));
            return Ok(Some(if single { TypeRef { array: false, ..base } } else { base }));
        }
        Ok(match oid_of(base) {
            oid::JSONB => known(oid::JSONB),
            oid::INT2VECTOR => known(oid::INT2),
            oid::OIDVECTOR => known(oid::OID),
            _ => None,
        })
    }

    fn bind_field(&mut self, operand: &Expr, field: &Ident) -> Result<Type, Refusal> {
        let row = match &operand.kind {
            ExprKind::Function(call) => {
                let called = self.bind_called(call, operand.span)?;
                if let Some(column) = self.output_column(&called, &field.name) {
                    return Ok(column.type_ref);
                }
                called.type_ref
            }
            _ => self.bind(operand)?,
        };
        let Some(row) = row else { return Ok(None) };
        let row = self.session.base_type(row);
        let Some(object) = self.session.catalog.get(row.id).filter(|_| !row.array) else { return Ok(None) };
        let Some(column) = object.column(&field.name) else {
            let message = format!("column \"{}\" not found in data type {}", field.name, self.type_name(row));
            return if self.session.is_row_type(row) { fail("42703", message, operand.span) } else { Ok(None) };
        };
        self.refer(
            field.span,
            crate::postgres::catalog::Target::Column(object.id, column.number),
            ReferenceRole::Column,
        );
        self.depend_on_column(object.id, column.number);
        Ok(column.type_use.as_ref().map(|type_use| type_use.type_ref))
    }

    fn bind_collate(&mut self, operand: &Expr, collation: &QualifiedName, span: Span) -> Result<Type, Refusal> {
        let type_ref = self.bind(operand)?;
        self.bind_collation(collation)?;
        let Some(type_ref) = type_ref else { return Ok(None) };
        if oid_of(type_ref) == oid::UNKNOWN {
            return Ok(known(oid::UNKNOWN));
        }
        let (category, _) = self.session.type_category(type_ref);
        if matches!(category, 'N' | 'B' | 'D' | 'T' | 'U' | 'G' | 'E') && type_ref.id.is_builtin() {
            let message = format!("collations are not supported by type {}", self.type_name(type_ref));
            let at = self.after(operand);
            return fail("42804", message, Span { start: at.start, end: span.end });
        }
        Ok(Some(type_ref))
    }

    /// A collation's name. Those of the operating system differ from server to server: one that is not found may be there.
    fn bind_collation(&mut self, name: &QualifiedName) -> Result<(), Refusal> {
        let own = match name.schema() {
            Some(schema) => schema.name == "pg_catalog",
            None => true,
        };
        if own && collations::by_name(name.name()).is_some() {
            return Ok(());
        }
        match self.session.lookup(NameClass::Collation, name) {
            Some(id) => {
                self.refer_to(name.span(), id, ReferenceRole::Name);
                Ok(())
            }
            None => Err(Refusal::Undecided(format!("collation \"{name}\" may or may not exist on the server"))),
        }
    }

    /// Where the operator after an operand stands: behind spaces, comments and closing parentheses.
    pub(super) fn after(&self, operand: &Expr) -> Span {
        let start = operand.span.end as usize;
        let rest = self.session.text.get(start..).unwrap_or("");
        let skipped = rest.find(|c: char| !c.is_whitespace() && c != ')').unwrap_or(0);
        Span::new(start + skipped, start + skipped)
    }

    /// The whole expression of a statement: in the clause of its usage, which can demand a boolean.
    pub(super) fn bind_root(&mut self, expr: &Expr) -> Result<Type, Refusal> {
        use super::Usage;
        let boolean = match self.clause {
            Clause::Root(Usage::Check) => "CHECK",
            Clause::Root(Usage::IndexPredicate) => "WHERE",
            Clause::Root(Usage::TriggerCondition) => "WHEN",
            Clause::Root(Usage::Policy) => "POLICY",
            _ => return self.bind(expr),
        };
        self.bind_condition(expr, boolean)?;
        Ok(known(oid::BOOL))
    }

    /// Notes the volatility of the session's own facts: the current time, the current user.
    pub(super) fn saw_session(&mut self) {
        self.saw(Volatility::Stable);
    }
}

fn literal_type(literal: &Literal) -> u32 {
    match literal {
        Literal::Null | Literal::String(_) => oid::UNKNOWN,
        Literal::Boolean(_) => oid::BOOL,
        Literal::Integer(digits) => signed_type("+", digits),
        Literal::Decimal(_) => oid::NUMERIC,
        Literal::Bits(..) => oid::BIT,
    }
}

/// The smallest of integer, bigint and numeric that holds the number. The server reads the digits before it sees the sign.
fn signed_type(_sign: &str, digits: &str) -> u32 {
    if digits.parse::<i32>().is_ok() {
        oid::INT4
    } else if digits.parse::<i64>().is_ok() {
        oid::INT8
    } else {
        oid::NUMERIC
    }
}

/// Whether an item of an `IN` list has a column in it.
fn mentions_columns(expr: &Expr) -> bool {
    !matches!(&expr.kind, ExprKind::Literal(_))
        && !matches!(&expr.kind, ExprKind::Cast { operand, .. } | ExprKind::Unary { operand, .. } if matches!(operand.kind, ExprKind::Literal(_)))
}
