//! Expressions as the server prints them (`pg_get_expr`), where that is certain.
//!
//! The server prints what it has made of the author's text: types beside constants, parentheses around everything, `IN` as `= ANY`.
//! Only forms of which the printed one is known for sure are printed here; for all others there is no text.

use super::System;
use crate::postgres::ast::{Expr, ExprKind, FunctionCall, Literal, quote_ident, quote_literal};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Bound, ColumnDefault, Object, ObjectBody, ObjectId, TypeBody, TypeRef};
use crate::postgres::syntax;

/// What SQL spells without parentheses.
const WORDS: [&str; 7] = [
    "current_date",
    "current_role",
    "current_time",
    "current_timestamp",
    "current_user",
    "localtime",
    "localtimestamp",
];

impl System<'_> {
    /// The default of a column.
    pub(super) fn default_text(self, object: ObjectId, default: &ColumnDefault, column: TypeRef) -> Option<String> {
        if default.serial {
            return self.serial_text(object);
        }
        self.value(&self.read(&default.expr)?, column)
    }

    /// `nextval` of the sequence that `serial` made.
    fn serial_text(self, default: ObjectId) -> Option<String> {
        let catalog = &self.session.catalog;
        let mut targets = catalog.dependencies(default).filter_map(|edge| catalog.get(edge.referenced.object));
        let sequence = targets.find(|object| matches!(object.body, ObjectBody::Sequence(_)))?;
        Some(nextval(&self.session.qualified_name(sequence)))
    }

    /// A bound text with the names of now.
    fn read(self, bound: &Bound) -> Option<Expr> {
        syntax::parse_expr(&bound.render(&self.session.catalog, &self.session.path())).ok()
    }

    /// A condition on a row of a relation, as a check or the predicate of an index has it.
    pub(super) fn condition_text(self, bound: &Bound, relation: &Object) -> Option<String> {
        self.condition(&self.read(bound)?, relation)
    }

    /// A value that becomes one of that type.
    fn value(self, expr: &Expr, wanted: TypeRef) -> Option<String> {
        match &expr.kind {
            ExprKind::Literal(Literal::String(text)) => self.constant(text, wanted),
            ExprKind::Literal(Literal::Null) => Some(format!("NULL::{}", self.type_name_text(wanted)?)),
            ExprKind::Literal(Literal::Boolean(truth)) => Some(truth.to_string()),
            ExprKind::Literal(Literal::Integer(digits)) => integer(digits),
            ExprKind::Literal(Literal::Decimal(digits)) => decimal(digits),
            ExprKind::Unary { operator, operand } if operator == "-" => negative(operand),
            ExprKind::Function(call) => self.call(call),
            ExprKind::Cast { operand, target } => {
                let target = self.session.type_called_by(target).filter(|_| target.modifiers.is_empty())?;
                match &operand.kind {
                    ExprKind::Literal(Literal::String(text)) => self.constant(text, target),
                    ExprKind::Array(members) if members.is_empty() && target.array => {
                        Some(format!("ARRAY[]::{}", self.type_name_text(target)?))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// A constant of a type, with the type beside it.
    fn constant(self, text: &str, wanted: TypeRef) -> Option<String> {
        let printed = |name: &str| (!text.contains('\\')).then(|| format!("{}::{name}", quote_literal(text)));
        if wanted.array {
            return (text == "{}").then(|| self.type_name_text(wanted)).flatten().and_then(|name| printed(&name));
        }
        match wanted.id.oid() {
            oid::TEXT | oid::VARCHAR | oid::JSON => printed(&self.type_name_text(wanted)?),
            oid::BPCHAR => printed("bpchar"),
            oid::JSONB if matches!(text, "{}" | "[]") => printed("jsonb"),
            oid::INT2 | oid::INT4 | oid::INT8 | oid::NUMERIC | oid::FLOAT4 | oid::FLOAT8 => None,
            oid::BOOL => match text {
                "t" | "true" => Some("true".into()),
                "f" | "false" => Some("false".into()),
                _ => None,
            },
            _ => match self.session.catalog.get(wanted.id).and_then(Object::type_body) {
                Some(TypeBody::Enum { .. }) => printed(&self.session.type_text(TypeRef::plain(wanted.id))),
                _ => None,
            },
        }
    }

    /// A type without its modifier.
    fn type_name_text(self, wanted: TypeRef) -> Option<String> {
        let of_domain =
            matches!(self.session.catalog.get(wanted.id).and_then(Object::type_body), Some(TypeBody::Domain { .. }));
        (!of_domain).then(|| self.session.type_text(TypeRef { modifier: -1, ..wanted }))
    }

    /// A call without arguments, or of `nextval`.
    fn call(self, call: &FunctionCall) -> Option<String> {
        let name = call.name.name().as_str();
        if let ("nextval", [(None, argument)]) = (name, call.arguments.as_slice()) {
            let argument = if let ExprKind::Cast { operand, .. } = &argument.kind { operand } else { argument };
            let ExprKind::Literal(Literal::String(text)) = &argument.kind else { return None };
            return Some(nextval(text));
        }
        if !call.arguments.is_empty() || call.over.is_some() {
            return None;
        }
        if WORDS.contains(&name) {
            return call.special.then(|| name.to_uppercase());
        }
        let user = self.session.path().into_iter().find_map(|schema| {
            self.session.catalog.routines(schema, name).iter().find_map(|id| self.session.catalog.get(*id))
        });
        match user {
            Some(routine) if routine.routine().is_none_or(|found| !found.arguments.is_empty()) => None,
            Some(routine) => Some(format!("{}()", self.session.qualified_name(routine))),
            None if call.name.schema().is_none_or(|schema| schema.name == "pg_catalog") => {
                let own = crate::postgres::builtin::brought::BUILTIN
                    .functions
                    .of(name)
                    .any(|found| found.arguments().next().is_none());
                own.then(|| format!("{}()", quote_ident(name)))
            }
            None => None,
        }
    }

    fn condition(self, expr: &Expr, relation: &Object) -> Option<String> {
        match &expr.kind {
            ExprKind::Literal(Literal::Boolean(truth)) => Some(truth.to_string()),
            ExprKind::Column(_) => {
                let (name, type_ref) = column(expr, relation)?;
                (type_ref.id.oid() == oid::BOOL && !type_ref.array).then_some(name)
            }
            ExprKind::Is { operand, test: "NULL", negated } => {
                let (name, _) = column(operand, relation)?;
                Some(format!("({name} IS {}NULL)", if *negated { "NOT " } else { "" }))
            }
            ExprKind::Unary { operator, operand } if operator == "NOT" => {
                Some(format!("(NOT {})", self.condition(operand, relation)?))
            }
            ExprKind::Binary { operator, .. } if operator == "AND" || operator == "OR" => {
                let parts = chain(expr, operator).into_iter().map(|part| self.condition(part, relation));
                let parts = parts.collect::<Option<Vec<_>>>()?;
                Some(format!("({})", parts.join(&format!(" {operator} "))))
            }
            ExprKind::Binary { operator, left, right, .. } => self.comparison(operator, left, right, relation),
            ExprKind::Between { operand, low, high, negated: false } => {
                let low = self.comparison(">=", operand, low, relation)?;
                Some(format!("({low} AND {})", self.comparison("<=", operand, high, relation)?))
            }
            ExprKind::InList { operand, list, negated } => self.in_list(operand, list, *negated, relation),
            _ => None,
        }
    }

    fn comparison(self, operator: &str, left: &Expr, right: &Expr, relation: &Object) -> Option<String> {
        let operator = match operator {
            "!=" => "<>",
            "=" | "<>" | "<" | "<=" | ">" | ">=" => operator,
            _ => return None,
        };
        let (name, type_ref) = column(left, relation)?;
        if let Some((other, other_type)) = column(right, relation) {
            let same = other_type.same_type(type_ref) && !type_ref.array;
            let plain = matches!(
                type_ref.id.oid(),
                oid::INT2
                    | oid::INT4
                    | oid::INT8
                    | oid::TEXT
                    | oid::NUMERIC
                    | oid::DATE
                    | oid::TIMESTAMP
                    | oid::TIMESTAMPTZ
                    | oid::BOOL
                    | oid::UUID
            );
            return (same && plain).then(|| format!("({name} {operator} {other})"));
        }
        let (name, value) = self.compared(name, type_ref, right)?;
        Some(format!("({name} {operator} {value})"))
    }

    /// A column and what it is compared with, both as the operator takes them.
    fn compared(self, name: String, type_ref: TypeRef, value: &Expr) -> Option<(String, String)> {
        if type_ref.array {
            return None;
        }
        let text = |name: String, as_type: &str| match &value.kind {
            ExprKind::Literal(Literal::String(text)) if !text.contains('\\') => {
                Some((name, format!("{}::{as_type}", quote_literal(text))))
            }
            _ => None,
        };
        match (type_ref.id.oid(), &value.kind) {
            (oid::TEXT, _) => text(name, "text"),
            (oid::VARCHAR, _) => text(format!("({name})::text"), "text"),
            (oid::BPCHAR, _) => text(name, "bpchar"),
            (oid::BOOL, ExprKind::Literal(Literal::Boolean(truth))) => Some((name, truth.to_string())),
            (oid::INT2 | oid::INT4 | oid::INT8, ExprKind::Literal(Literal::Integer(digits))) => {
                Some((name, integer(digits)?))
            }
            (oid::NUMERIC, ExprKind::Literal(Literal::Integer(digits))) => {
                Some((name, format!("({})::numeric", integer(digits)?)))
            }
            (oid::NUMERIC, ExprKind::Literal(Literal::Decimal(digits))) => Some((name, decimal(digits)?)),
            (oid::FLOAT8, ExprKind::Literal(Literal::Integer(digits))) => {
                Some((name, format!("({})::double precision", integer(digits)?)))
            }
            _ => match self.session.catalog.get(type_ref.id).and_then(Object::type_body) {
                Some(TypeBody::Enum { .. }) => text(name, &self.session.type_text(TypeRef::plain(type_ref.id))),
                _ => None,
            },
        }
    }

    /// `IN` with constants, of which there are two at least: one alone is a comparison.
    fn in_list(self, operand: &Expr, list: &[Expr], negated: bool, relation: &Object) -> Option<String> {
        let (name, type_ref) = column(operand, relation)?;
        let (operator, quantifier) = if negated { ("<>", "ALL") } else { ("=", "ANY") };
        if let [single] = list {
            return self.comparison(operator, operand, single, relation);
        }
        let integers = matches!(type_ref.id.oid(), oid::INT2 | oid::INT4 | oid::INT8) && !type_ref.array;
        let varchar = type_ref.id.oid() == oid::VARCHAR && !type_ref.array;
        let member = |member: &Expr| match &member.kind {
            ExprKind::Literal(Literal::String(text)) if !integers => {
                self.constant(text, TypeRef { modifier: -1, ..type_ref })
            }
            ExprKind::Literal(Literal::Integer(digits)) if integers => integer(digits),
            _ => None,
        };
        let enumerated =
            matches!(self.session.catalog.get(type_ref.id).and_then(Object::type_body), Some(TypeBody::Enum { .. }));
        if type_ref.array || !(integers || varchar || enumerated || type_ref.id.oid() == oid::TEXT) {
            return None;
        }
        let members = list.iter().map(member).collect::<Option<Vec<_>>>()?.join(", ");
        Some(if varchar {
            format!("(({name})::text {operator} {quantifier} ((ARRAY[{members}])::text[]))")
        } else {
            format!("({name} {operator} {quantifier} (ARRAY[{members}]))")
        })
    }
}

fn nextval(sequence: &str) -> String {
    format!("nextval({}::regclass)", quote_literal(sequence))
}

/// A column of the relation, as it prints, and its type.
fn column(expr: &Expr, relation: &Object) -> Option<(String, TypeRef)> {
    let ExprKind::Column(parts) = &expr.kind else { return None };
    let column = relation.column(&parts.last()?.name)?;
    Some((quote_ident(&column.name).into_owned(), column.type_use.as_ref()?.type_ref))
}

/// The operands of a chain of `AND` or `OR`, which the server keeps flat where it leans to the left.
fn chain<'e>(expr: &'e Expr, wanted: &str) -> Vec<&'e Expr> {
    let mut operands = Vec::new();
    let mut left_most = expr;
    while let ExprKind::Binary { operator, left, right, .. } = &left_most.kind {
        if operator != wanted {
            break;
        }
        operands.push(&**right);
        left_most = left;
    }
    operands.push(left_most);
    operands.reverse();
    operands
}

fn integer(digits: &str) -> Option<String> {
    digits.parse::<i32>().ok().map(|number| number.to_string())
}

fn decimal(digits: &str) -> Option<String> {
    let plain = digits.starts_with(|c: char| c.is_ascii_digit()) && digits.ends_with(|c: char| c.is_ascii_digit());
    (plain && !digits.contains(['e', 'E'])).then(|| digits.to_owned())
}

fn negative(operand: &Expr) -> Option<String> {
    match &operand.kind {
        ExprKind::Literal(Literal::Integer(digits)) => Some(format!("'-{}'::integer", integer(digits)?)),
        ExprKind::Literal(Literal::Decimal(digits)) => Some(format!("'-{}'::numeric", decimal(digits)?)),
        _ => None,
    }
}
