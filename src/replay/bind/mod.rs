//! Binding: from expressions and queries as written to [`Bound`] text, types and dependencies.

use super::outcome::Refusal;
use super::session::Session;
use crate::ast::{Expr, Name, Query};
use crate::catalog::{Address, Bound, ColumnNumber, ObjectId, TypeRef};

/// What an expression may refer to.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Scope {
    /// No columns.
    Empty,
    /// The columns of one relation, bare or qualified with its name.
    Relation(ObjectId),
    /// `OLD` and `NEW` of a trigger's table.
    Trigger(ObjectId),
    /// `VALUE` of a domain over this type.
    Domain(TypeRef),
}

/// What an expression is for: what is allowed in it differs (subqueries, aggregates, volatile functions, columns), and so do the
/// server's messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Usage {
    Default,
    Generated,
    Check,
    IndexExpression,
    IndexPredicate,
    PartitionKey,
    PartitionBound,
    Policy,
    TriggerCondition,
    TransformUsing,
    RoutineDefault,
    /// A value of `INSERT … VALUES`, a condition of `UPDATE`.
    Data,
}

/// A bound expression.
#[derive(Debug, Clone)]
pub(crate) struct BoundExpr {
    /// Its text and names.
    pub bound: Bound,
    /// Its type; `None` where it cannot be told. An untyped literal is `unknown`.
    pub type_ref: Option<TypeRef>,
    /// The columns of the scope's relation it mentions, ascending.
    pub columns: Vec<ColumnNumber>,
    /// Everything it depends on besides those columns: relations, functions, types, sequences.
    pub dependencies: Vec<Address>,
}

/// A bound query.
#[derive(Debug, Clone)]
pub(crate) struct BoundQuery {
    /// Its text and names.
    pub bound: Bound,
    /// Output columns: name and, where it can be told, type.
    pub columns: Vec<(Name, Option<TypeRef>)>,
    /// Everything it depends on: columns of relations as column addresses, relations, functions, types.
    pub dependencies: Vec<Address>,
}

impl Session {
    /// Binds an expression.
    pub(crate) fn bind_expr(&self, _expr: &Expr, _scope: Scope, _usage: Usage) -> Result<BoundExpr, Refusal> {
        Err(Refusal::Opaque("binding is not there yet".into()))
    }

    /// Binds a query.
    pub(crate) fn bind_query(&self, _query: &Query) -> Result<BoundQuery, Refusal> {
        Err(Refusal::Opaque("binding is not there yet".into()))
    }
}
