//! Indexes.

use super::StorageParameter;
use crate::postgres::ast::{Expr, ExprKind, Ident, QualifiedName};
use crate::source::Span;

/// `CREATE INDEX`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateIndex {
    /// Its name; without one the server makes it up.
    pub name: Option<Ident>,
    /// The table.
    pub table: QualifiedName,
    /// `ONLY`.
    pub only: bool,
    /// `UNIQUE`.
    pub unique: bool,
    /// `CONCURRENTLY`: refused inside a transaction.
    pub concurrently: bool,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// `USING method`.
    pub method: Option<Ident>,
    /// Key elements; never empty.
    pub elements: Vec<IndexElement>,
    /// `INCLUDE (…)`.
    pub include: Vec<IndexElement>,
    /// `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `TABLESPACE`.
    pub tablespace: Option<Ident>,
    /// `WHERE`.
    pub predicate: Option<Expr>,
}

/// A key element of an index, an exclusion constraint or a partition key.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexElement {
    /// A column ([`crate::postgres::ast::ExprKind::Column`] of one part, not in parentheses) or an expression.
    pub expr: Expr,
    /// Written in parentheses: an expression even when it is only a column.
    pub parenthesised: bool,
    /// `COLLATE`.
    pub collation: Option<QualifiedName>,
    /// Operator class.
    pub operator_class: Option<QualifiedName>,
    /// Parameters of the operator class.
    pub operator_class_parameters: Vec<StorageParameter>,
    /// `ASC` is `Some(false)`, `DESC` `Some(true)`.
    pub descending: Option<bool>,
    /// `NULLS FIRST` is `Some(true)`, `NULLS LAST` `Some(false)`.
    pub nulls_first: Option<bool>,
    /// The whole element.
    pub span: Span,
}

impl IndexElement {
    /// A column and nothing more.
    pub fn column(name: Ident) -> Self {
        let span = name.span;
        Self {
            expr: Expr { kind: ExprKind::Column(vec![name]), span },
            parenthesised: false,
            collation: None,
            operator_class: None,
            operator_class_parameters: Vec::new(),
            descending: None,
            nulls_first: None,
            span,
        }
    }
}
