//! The unresolved vocabulary: what a front end says, before any name in it has been looked up.
//!
//! [`Op`] is the one closed vocabulary of schema change; [`Statement`] is all that a script can hold. The SQL parser
//! ([`crate::postgres::syntax`]) produces them, [`crate::postgres::replay`] resolves and applies them. Spans are byte offsets into the
//! text that the statement was parsed from. Nothing here refers to a catalog.

mod expr;
mod name;
pub mod op;
pub mod procedure;
mod query;
mod quote;
mod statement;
mod type_name;
mod walk;

pub use expr::{Expr, ExprKind, FunctionCall, Literal, SubqueryQuantifier, Subscript, WindowSpec};
pub use name::{Ident, Name, QualifiedName};
pub use op::Op;
pub use query::{
    Cte, Distinct, JoinConstraint, JoinKind, OrderItem, Query, QueryBody, Select, SelectItem, SetOperator, TableAlias,
    TableRef,
};
pub use quote::{quote_ident, quote_literal};
pub use statement::{
    ConflictAction, ConflictTarget, Copy, Delete, Insert, InsertSource, LiteralCell, LiteralKind, LiteralRows, Setting,
    Statement, TransactionControl, Update,
};
pub use type_name::TypeName;
