//! From an expression to the value that a column keeps.

use super::datum::Typed;
use super::evaluate::Evaluator;
use super::kind::{Form, Kind};
use super::plan::Slot;
use super::scope::Scope;
use super::walk::{self, Node};
use crate::postgres::ast::{Expr, ExprKind, FunctionCall, Literal, Name, QualifiedName};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ObjectBody, RoutineSource, TypeRef, Value};
use crate::postgres::replay::bind::{self, Coercion};
use crate::run::{Failure, Refusal};
use crate::source::Span;
use std::sync::Arc;

/// The value of a constant, signed numbers included.
pub(super) fn literal(expr: &Expr) -> Option<Value> {
    match &expr.kind {
        ExprKind::Literal(literal) => constant(literal),
        ExprKind::Unary { operator, operand } if operator == "-" || operator == "+" => match &operand.kind {
            ExprKind::Literal(Literal::Integer(digits) | Literal::Decimal(digits)) => {
                let sign = if operator == "-" { "-" } else { "" };
                Some(Value::Number(Name::new(format!("{sign}{digits}"))))
            }
            _ => None,
        },
        _ => None,
    }
}

fn constant(literal: &Literal) -> Option<Value> {
    match literal {
        Literal::Null => Some(Value::Null),
        Literal::Boolean(truth) => Some(Value::Boolean(*truth)),
        Literal::Integer(digits) | Literal::Decimal(digits) => Some(Value::Number(digits.clone())),
        Literal::String(text) => Some(Value::Text(text.clone())),
        Literal::Bits(..) => None,
    }
}

/// The type that a number of the source has by itself.
pub(super) fn number_type(text: &str) -> u32 {
    if text.contains(['.', 'e', 'E']) {
        oid::NUMERIC
    } else if text.parse::<i32>().is_ok() {
        oid::INT4
    } else if text.parse::<i64>().is_ok() {
        oid::INT8
    } else {
        oid::NUMERIC
    }
}

/// What the server says when an input function refuses a constant: it points at the constant, but not where a length or precision
/// is checked, which happens later.
fn located(failure: Failure, span: Span) -> Failure {
    let later = failure.code == "22001" || !failure.message.contains('"') && failure.code == "22003";
    if later { failure } else { failure.at(span) }
}

impl Evaluator<'_> {
    /// The value that an expression of `VALUES` gives a column; `scope` holds the common table expressions.
    pub(super) fn write(self, expr: &Expr, slot: &Slot, scope: &Scope<'_>) -> Result<Value, Refusal> {
        if let Some(value) = self.written_constant(expr, slot)? {
            return Ok(value);
        }
        // Names that a common table expression may explain were bound with it.
        if scope.ctes.is_empty() {
            let bound = self.session.bind_expr(expr, bind::Scope::Empty, bind::Usage::Data)?;
            self.check_type(slot, bound.type_ref, Some(bound.place))?;
            self.session.coerce_value(expr, bound.type_ref, slot.type_ref)?;
        }
        self.value_in(expr, slot, scope)
    }

    /// A constant, or a cast of one that says no more than the column's type.
    fn written_constant(self, expr: &Expr, slot: &Slot) -> Result<Option<Value>, Refusal> {
        if let Some(value) = literal(expr) {
            self.check_literal(&value, slot, expr.span)?;
            return Ok(Some(value));
        }
        let ExprKind::Cast { operand, target } = &expr.kind else { return Ok(None) };
        let Some(value @ Value::Text(_)) = literal(operand) else { return Ok(None) };
        if !target.modifiers.is_empty() {
            return Ok(None);
        }
        let target = self.session.resolve_type(target)?.type_ref;
        if !target.same_type(slot.type_ref) && !target.same_type(slot.base) {
            return Ok(None);
        }
        self.check_literal(&value, slot, operand.span)?;
        Ok(Some(value))
    }

    /// Checks a constant of the source against a column's type.
    pub(super) fn check_literal(self, value: &Value, slot: &Slot, span: Span) -> Result<(), Refusal> {
        self.check(value, slot, Some(span))?;
        match (value, &slot.kind().form) {
            (Value::Text(text), Form::Other(_) | Form::Enum(..)) => {
                self.session.literal_fits(text, span, slot.type_ref)
            }
            _ => Ok(()),
        }
    }

    /// The value that an expression gives a column, beside the rows in scope. Its names and type have been checked.
    pub(super) fn value_in(self, expr: &Expr, slot: &Slot, scope: &Scope<'_>) -> Result<Value, Refusal> {
        if let Some(value) = self.written_constant(expr, slot)? {
            return Ok(value);
        }
        match &expr.kind {
            ExprKind::Column(parts) => {
                if let Some((field, value)) = self.find(expr.span, parts, scope) {
                    // What a row would have held moves to the row that is there; between rows nothing is computed twice.
                    let moves = matches!(parts.as_slice(), [source, _] if source.name == "excluded")
                        || self.variable(parts, scope).is_some();
                    if let Value::Deferred(text) = value
                        && !moves
                    {
                        let reason = format!("it copies a value that the server computed: {text}");
                        return Err(Refusal::Undecided(reason));
                    }
                    return self.converted(value.clone(), field.kind.as_ref(), slot);
                }
            }
            ExprKind::Subquery(query) => {
                let rows = self.select(query, scope)?;
                let kind = rows.fields.first().and_then(|field| field.kind.clone());
                let value = rows.single()?;
                return self.converted(value, kind.as_ref(), slot);
            }
            _ => {}
        }
        self.computed(expr, slot, scope)
    }

    /// 42804 where a column does not take values of that type.
    pub(super) fn check_type(self, slot: &Slot, found: Option<TypeRef>, place: Option<Span>) -> Result<(), Refusal> {
        match found {
            Some(found)
                if found != TypeRef::builtin(oid::UNKNOWN) && !self.session.is_assignable(found, slot.type_ref) =>
            {
                Err(self.mismatch(slot, found, place).into())
            }
            _ => Ok(()),
        }
    }

    /// A value of a row, assigned to a column that may be of another type.
    pub(super) fn converted(self, value: Value, from: Option<&Arc<Kind>>, slot: &Slot) -> Result<Value, Refusal> {
        match (&value, from) {
            (Value::Null, _) => {}
            (Value::Deferred(text), _) => {
                let sure = super::text::expr(text).is_some_and(|expr| never_null(&expr));
                if slot.field.not_null && !sure || !slot.domains.is_empty() {
                    return Err(Refusal::Undecided(format!("whether {text} is accepted is not known")));
                }
                return Ok(value);
            }
            (Value::Drawn(number, text), from) => {
                if !slot.domains.is_empty() || from.is_none_or(|from| from.form != slot.kind().form) {
                    return Err(Refusal::Undecided(format!("whether {text} is accepted is not known")));
                }
                self.session.draws.copy(*number);
                return Ok(value);
            }
            (Value::Unknown(reason), _) => return Err(Refusal::Undecided(format!("a value is not known: {reason}"))),
            (_, Some(from)) if from.form != slot.kind().form && !from.is_unknown() => {
                return self.stored(&self.value_of(&value, Some(from))?, slot);
            }
            // What objects are called on the server is their name.
            (_, Some(from)) if matches!(from.form, Form::Alias(_) | Form::Oid) => {
                return self.stored(&self.value_of(&value, Some(from))?, slot);
            }
            _ => {}
        }
        self.check(&value, slot, None)?;
        Ok(value)
    }

    /// A value, as a column of perhaps another type keeps it.
    pub(super) fn stored(self, value: &Typed, slot: &Slot) -> Result<Value, Refusal> {
        let kind = slot.field.kind.as_ref().ok_or_else(|| super::evaluate::undecided("a column"))?;
        let assigned = self.convert(value, kind, Coercion::Assignment)?;
        self.written(&assigned).ok_or_else(|| super::evaluate::undecided("a conversion"))
    }

    /// Checks a constant against a column's type. Its domains have their say when the row is made.
    pub(super) fn check(self, value: &Value, slot: &Slot, span: Option<Span>) -> Result<(), Refusal> {
        let kind = slot.kind();
        let found = match value {
            Value::Number(text) if !kind.takes_numbers() => Some(number_type(text)),
            Value::Boolean(_) if !kind.takes_booleans() => Some(oid::BOOL),
            _ => None,
        };
        if let Some(found) = found {
            return Err(self.mismatch(slot, TypeRef::builtin(found), span).into());
        }
        // Any text does, and a large file has many.
        if matches!((value, &kind.form), (Value::Null, _) | (Value::Text(_), Form::Text(None))) {
            return Ok(());
        }
        match (kind.assign(value.borrowed()), value, span) {
            (Ok(_), ..) => Ok(()),
            (Err(failure), Value::Text(_), Some(span)) => Err(located(failure, span).into()),
            (Err(failure), ..) => Err(failure.into()),
        }
    }

    /// 42804 for an expression of a type that the column does not take.
    fn mismatch(self, slot: &Slot, found: TypeRef, span: Option<Span>) -> Failure {
        let failure = Failure::new(
            "42804",
            format!(
                "column \"{}\" is of type {} but expression is of type {}",
                slot.field.name,
                self.session.type_name(TypeRef { modifier: -1, ..slot.type_ref }),
                self.session.type_name(TypeRef { modifier: -1, ..found })
            ),
        );
        span.map_or(failure.clone(), |span| failure.at(span))
    }

    /// An expression that is no constant: evaluated, or left to the server.
    fn computed(self, expr: &Expr, slot: &Slot, scope: &Scope<'_>) -> Result<Value, Refusal> {
        let readings = self.session.clock_readings.count();
        match self.evaluate(expr, scope).and_then(|value| self.stored(&value, slot)) {
            Ok(value) if self.session.clock_readings.count() == readings => Ok(value),
            Ok(value) => Ok(self.left_again(readings, || self.left_to_server(expr, slot)).unwrap_or(value)),
            Err(Refusal::Failed(failure)) => Err(failure.into()),
            Err(Refusal::Undecided(reason) | Refusal::Opaque(reason)) => {
                let left = self.left_again(readings, || self.left_to_server(expr, slot));
                left.ok_or(Refusal::Undecided(reason))
            }
        }
    }

    fn left_to_server(self, expr: &Expr, slot: &Slot) -> Result<Value, Refusal> {
        let value = self.deferred(expr)?;
        if slot.field.not_null && !never_null(expr) {
            return Err(Refusal::Undecided("whether an expression is null is not known".into()));
        }
        if slot.domains.is_empty() {
            return Ok(value);
        }
        Err(Refusal::Undecided("whether a domain takes the value of an expression is not known".into()))
    }

    /// An expression that only the server can compute, as a text that stands by itself.
    pub(super) fn deferred(self, expr: &Expr) -> Result<Value, Refusal> {
        let mut reason = None;
        walk::expr(expr, &mut |node| {
            let obstacle = self.obstacle(node);
            reason = reason.take().or(obstacle);
            reason.is_none()
        });
        if let Some(reason) = reason {
            return Err(Refusal::Undecided(reason));
        }
        let bound = self.session.bind_expr(expr, bind::Scope::Empty, bind::Usage::Data)?;
        Ok(Value::Deferred(Name::new(bound.bound.render(&self.session.catalog, &[]))))
    }

    /// Why an expression with this part cannot be left to the server.
    fn obstacle(self, node: Node<'_>) -> Option<String> {
        match node {
            Node::Expr(Expr { kind: ExprKind::Column(_) | ExprKind::Wildcard(_) | ExprKind::Parameter(_), .. }) => {
                Some("it depends on a column".into())
            }
            Node::Expr(Expr { kind: ExprKind::Binary { operator, right, .. }, .. })
                if matches!(operator.as_str(), "/" | "%") && !is_nonzero(right) =>
            {
                Some("a divisor may be zero".into())
            }
            Node::Query | Node::Relation(_) | Node::Target(_) => Some("it has a subquery that is not evaluated".into()),
            Node::Call(call) => self.call_obstacle(call),
            Node::Expr(_) => None,
        }
    }

    fn call_obstacle(self, call: &FunctionCall) -> Option<String> {
        let name = call.name.name();
        if matches!(name.as_str(), "nextval" | "currval" | "lastval" | "setval" | "set_config") {
            return Some(format!("{name}() depends on the session"));
        }
        let many = BUILTIN.functions.of(name).any(|function| function.kind != 'f' || function.returns_set);
        if many || call.over.is_some() {
            return Some(format!("{name}() looks at rows, or makes them"));
        }
        (!self.is_stateless(&call.name)).then(|| format!("the function `{name}` is not evaluated"))
    }

    /// One of the server's or an extension's functions, which know nothing of the tables.
    fn is_stateless(self, name: &QualifiedName) -> bool {
        self.routines(name).all(|id| {
            let routine = self.session.catalog.get(id).map(|object| &object.body);
            matches!(routine, Some(ObjectBody::Routine(routine))
                if matches!(routine.source, RoutineSource::Library(..) | RoutineSource::Extension))
        })
    }

    /// A function that the server itself has, and no other of that name is in sight.
    pub(super) fn is_builtin_function(self, name: &QualifiedName) -> bool {
        self.routines(name).next().is_none()
    }

    /// The user's routines that a call may mean.
    pub(super) fn routines(self, name: &QualifiedName) -> impl Iterator<Item = crate::postgres::catalog::ObjectId> {
        let schemas = match name.schema() {
            Some(schema) => self.session.catalog.schema(&schema.name).into_iter().collect(),
            None => self.session.path(),
        };
        let catalog = &self.session.catalog;
        let found: Vec<_> =
            schemas.into_iter().flat_map(|schema| catalog.routines(schema, name.name()).iter().copied()).collect();
        found.into_iter()
    }
}

fn is_nonzero(expr: &Expr) -> bool {
    let number = match literal(expr) {
        Some(Value::Number(text)) => super::number::Number::parse(&text),
        _ => None,
    };
    number.is_some_and(|number| number != super::number::Number::integer(0))
}

/// Functions that never give `NULL`, whatever their arguments.
const NEVER_NULL: &[&str] = &[
    "clock_timestamp",
    "concat",
    "current_catalog",
    "current_database",
    "current_date",
    "current_role",
    "current_time",
    "current_timestamp",
    "current_user",
    "gen_random_bytes",
    "gen_random_uuid",
    "json_build_array",
    "json_build_object",
    "jsonb_build_array",
    "jsonb_build_object",
    "localtime",
    "localtimestamp",
    "now",
    "nextval",
    "pg_backend_pid",
    "random",
    "session_user",
    "statement_timestamp",
    "transaction_timestamp",
    "txid_current",
    "user",
    "uuid_generate_v1",
    "uuid_generate_v1mc",
    "uuid_generate_v4",
    "uuidv4",
    "uuidv7",
    "version",
];

/// A function that never gives `NULL`.
pub(super) fn is_never_null(name: &str) -> bool {
    NEVER_NULL.contains(&name)
}

/// Functions that give `NULL` only where an argument is.
const STRICT: &[&str] = &[
    "abs",
    "btrim",
    "ceil",
    "ceiling",
    "char_length",
    "character_length",
    "crypt",
    "date_trunc",
    "decode",
    "digest",
    "encode",
    "extract",
    "floor",
    "gen_salt",
    "hmac",
    "initcap",
    "left",
    "length",
    "lower",
    "lpad",
    "ltrim",
    "make_date",
    "make_interval",
    "make_timestamp",
    "md5",
    "octet_length",
    "repeat",
    "replace",
    "right",
    "round",
    "rpad",
    "rtrim",
    "setweight",
    "sha256",
    "sha512",
    "substr",
    "substring",
    "to_char",
    "to_date",
    "to_json",
    "to_jsonb",
    "to_number",
    "to_timestamp",
    "to_tsvector",
    "trim",
    "trunc",
    "upper",
    "uuid_generate_v3",
    "uuid_generate_v5",
];

/// The value is certainly not `NULL`.
pub(super) fn never_null(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Literal(literal) => *literal != Literal::Null,
        ExprKind::Cast { operand, .. } | ExprKind::Unary { operand, .. } | ExprKind::Collate { operand, .. } => {
            never_null(operand)
        }
        ExprKind::Binary { operator, left, right, .. } => {
            matches!(operator.as_str(), "+" | "-" | "*" | "/" | "%" | "||" | "=" | "<>" | "<" | "<=" | ">" | ">=")
                && never_null(left)
                && never_null(right)
        }
        ExprKind::AtTimeZone { operand, zone } => never_null(operand) && never_null(zone),
        ExprKind::Array(_) | ExprKind::Row(_) | ExprKind::Is { .. } | ExprKind::IsDistinct { .. } => true,
        ExprKind::Function(call) => {
            let name = call.name.name().as_str();
            let mut arguments = call.arguments.iter().map(|(_, argument)| argument);
            is_never_null(name)
                || STRICT.contains(&name) && arguments.clone().all(never_null)
                || name == "coalesce" && arguments.any(never_null)
        }
        ExprKind::Case { branches, otherwise: Some(otherwise), .. } => {
            branches.iter().all(|(_, result)| never_null(result)) && never_null(otherwise)
        }
        _ => false,
    }
}

/// A text that gives another value each time it is computed, and never the same twice.
pub(super) fn is_always_new(text: &str) -> bool {
    let text = text.trim();
    let uncast = text.strip_suffix("::text").or_else(|| text.strip_prefix("CAST(")?.strip_suffix(" AS text)"));
    let call = uncast.unwrap_or(text).rsplit('.').next().unwrap_or("");
    matches!(
        call,
        "gen_random_uuid()"
            | "uuid_generate_v1()"
            | "uuid_generate_v1mc()"
            | "uuid_generate_v4()"
            | "uuidv4()"
            | "uuidv7()"
    )
}
