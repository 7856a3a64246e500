//! Statements: schema changes, data changes, and what steers a session.

use super::{Expr, Ident, Name, Op, QualifiedName, Query, SelectItem, TableAlias, TableRef};
use crate::source::Span;

/// Anything a script can hold.
#[derive(Debug, Clone, PartialEq)]
pub enum Statement {
    /// A change of the schema.
    Op(Op),
    /// `SELECT`, `VALUES`, `TABLE`.
    Query(Box<Query>),
    /// `INSERT`.
    Insert(Box<Insert>),
    /// `UPDATE`.
    Update(Box<Update>),
    /// `DELETE`.
    Delete(Box<Delete>),
    /// `TRUNCATE`.
    Truncate {
        /// The tables.
        tables: Vec<QualifiedName>,
        /// `CASCADE`.
        cascade: bool,
        /// `RESTART IDENTITY`.
        restart_identity: bool,
    },
    /// `COPY t FROM stdin` with its data block.
    Copy(Copy),
    /// `SET`, `RESET`.
    Set(Setting),
    /// `BEGIN`, `COMMIT`, `SAVEPOINT` …
    Transaction(TransactionControl),
    /// `DO`, with the block's source text.
    Do {
        /// `plpgsql` unless said otherwise.
        language: Name,
        /// The block, unquoted.
        body: Name,
        /// Where the body's literal stands.
        span: Span,
    },
    /// `CALL p(…)`.
    Call(Expr),
    /// `LOCK TABLE t, …`
    Lock(Vec<QualifiedName>),
    /// A statement that changes neither schema nor rows: `ANALYZE`, `VACUUM`, `NOTIFY`, `CHECKPOINT`, `SHOW`,
    /// `EXPLAIN`, a psql `\` line …
    Inert {
        /// The relations that have to be there.
        relations: Vec<QualifiedName>,
        /// Its first words, for the reason in the log.
        command: Name,
        /// Refused inside a transaction block (`VACUUM`).
        outside_transaction: bool,
    },
}

/// `INSERT`.
#[derive(Debug, Clone, PartialEq)]
pub struct Insert {
    /// Common table expressions.
    pub with: Vec<super::Cte>,
    /// The target.
    pub table: QualifiedName,
    /// Its alias.
    pub alias: Option<Ident>,
    /// The named columns; empty for all.
    pub columns: Vec<Ident>,
    /// `OVERRIDING SYSTEM VALUE` or `OVERRIDING USER VALUE`.
    pub overriding: Option<&'static str>,
    /// What is inserted.
    pub source: InsertSource,
    /// `ON CONFLICT`.
    pub on_conflict: Option<(ConflictTarget, ConflictAction)>,
    /// `RETURNING`.
    pub returning: Vec<SelectItem>,
}

/// Where inserted rows come from.
#[derive(Debug, Clone, PartialEq)]
pub enum InsertSource {
    /// `DEFAULT VALUES`.
    Default,
    /// `VALUES` of nothing but constants, of which a script may hold millions.
    Literals(LiteralRows),
    /// `VALUES`; `None` stands for `DEFAULT`.
    Values(Vec<Vec<Option<Expr>>>),
    /// A query.
    Query(Box<Query>),
}

/// Rows of constants, which stay in the source until [`crate::postgres::syntax::cell_expr`] reads one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LiteralRows {
    /// The constants, row after row.
    pub cells: Vec<LiteralCell>,
    /// How many make a row; never zero.
    pub width: usize,
}

impl LiteralRows {
    /// The rows in order.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &[LiteralCell]> {
        self.cells.chunks_exact(self.width)
    }
}

/// One constant of [`LiteralRows`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LiteralCell {
    /// What it is.
    pub kind: LiteralKind,
    /// Where it stands, with the sign of a number.
    pub span: Span,
}

/// Kinds of constant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LiteralKind {
    /// `NULL`.
    Null,
    /// `TRUE`, `FALSE`.
    Boolean,
    /// `DEFAULT`.
    Default,
    /// A number, with or without sign.
    Number,
    /// A string in any spelling.
    String,
}

/// What `ON CONFLICT` watches.
#[derive(Debug, Clone, PartialEq)]
pub enum ConflictTarget {
    /// Any constraint.
    Any,
    /// Columns or expressions, and the predicate of a partial index.
    Columns(Vec<Expr>, Option<Expr>),
    /// `ON CONSTRAINT name`.
    Constraint(Ident),
}

/// What `ON CONFLICT` does.
#[derive(Debug, Clone, PartialEq)]
pub enum ConflictAction {
    /// `DO NOTHING`.
    Nothing,
    /// `DO UPDATE SET … [WHERE …]`.
    Update {
        /// Assignments; `None` stands for `DEFAULT`.
        assignments: Vec<(Ident, Option<Expr>)>,
        /// Which rows.
        filter: Option<Expr>,
    },
}

/// `UPDATE`.
#[derive(Debug, Clone, PartialEq)]
pub struct Update {
    /// Common table expressions.
    pub with: Vec<super::Cte>,
    /// The target.
    pub table: QualifiedName,
    /// Its alias.
    pub alias: Option<TableAlias>,
    /// Target columns and their value; several columns share a row or subquery.
    pub assignments: Vec<(Vec<Ident>, Option<Expr>)>,
    /// `FROM`.
    pub from: Vec<TableRef>,
    /// `WHERE`.
    pub filter: Option<Expr>,
    /// `RETURNING`.
    pub returning: Vec<SelectItem>,
}

/// `DELETE`.
#[derive(Debug, Clone, PartialEq)]
pub struct Delete {
    /// Common table expressions.
    pub with: Vec<super::Cte>,
    /// The target.
    pub table: QualifiedName,
    /// Its alias.
    pub alias: Option<TableAlias>,
    /// `USING`.
    pub using: Vec<TableRef>,
    /// `WHERE`.
    pub filter: Option<Expr>,
    /// `RETURNING`.
    pub returning: Vec<SelectItem>,
}

/// `COPY t (columns) FROM stdin` and the lines up to `\.`.
#[derive(Debug, Clone, PartialEq)]
pub struct Copy {
    /// The target.
    pub table: QualifiedName,
    /// The named columns; empty for all.
    pub columns: Vec<Ident>,
    /// The data lines, without the closing `\.`; `None` for any other form of `COPY` (a file, a program, `TO`).
    pub data: Option<Span>,
    /// Options as written, where there are any: only the default text format is read.
    pub options: Option<Span>,
}

/// `SET name = value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Setting {
    /// Folded name of the setting; `role`, `session authorization` and `time zone` included; `all` in `RESET ALL`.
    pub name: Name,
    /// The values, unquoted; `None` for `RESET` and `TO DEFAULT`.
    pub values: Option<Vec<Name>>,
    /// `SET LOCAL`.
    pub local: bool,
}

/// Transaction control.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TransactionControl {
    /// `BEGIN`, `START TRANSACTION`.
    Begin,
    /// `COMMIT`, `END`.
    Commit,
    /// `ROLLBACK`, `ABORT`.
    Rollback,
    /// `SAVEPOINT s`.
    Savepoint(Name),
    /// `RELEASE SAVEPOINT s`.
    Release(Name),
    /// `ROLLBACK TO SAVEPOINT s`.
    RollbackTo(Name),
    /// `SET TRANSACTION`, `SET CONSTRAINTS`: no effect on the schema.
    Characteristics,
    /// `SET CONSTRAINTS … DEFERRED`; `IMMEDIATE` is `false`.
    Constraints {
        /// `DEFERRED`.
        deferred: bool,
    },
}
