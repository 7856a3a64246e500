//! Functions and procedures.

use super::RoutineSignature;
use crate::postgres::ast::{Expr, Ident, Name, QualifiedName, Statement, TypeName};
use crate::source::Span;

/// Function, procedure or aggregate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum RoutineKind {
    Function,
    Procedure,
    Aggregate,
}

/// How an argument passes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ArgumentMode {
    #[default]
    In,
    Out,
    InOut,
    Variadic,
    /// A column of `RETURNS TABLE`.
    Table,
}

/// One argument.
#[derive(Debug, Clone, PartialEq)]
pub struct RoutineArgument {
    /// How it passes.
    pub mode: ArgumentMode,
    /// Its name.
    pub name: Option<Ident>,
    /// Its type.
    pub type_name: TypeName,
    /// Its default.
    pub default: Option<Expr>,
}

/// `IMMUTABLE`, `STABLE`, `VOLATILE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum Volatility {
    Immutable,
    Stable,
    #[default]
    Volatile,
}

/// `PARALLEL UNSAFE | RESTRICTED | SAFE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum Parallel {
    #[default]
    Unsafe,
    Restricted,
    Safe,
}

/// An option of `CREATE` or `ALTER FUNCTION`.
#[derive(Debug, Clone, PartialEq)]
pub enum RoutineOption {
    /// Volatility.
    Volatility(Volatility),
    /// `STRICT` (`RETURNS NULL ON NULL INPUT`), or `CALLED ON NULL INPUT`.
    Strict(bool),
    /// `SECURITY DEFINER`, or `INVOKER`.
    SecurityDefiner(bool),
    /// `[NOT] LEAKPROOF`.
    Leakproof(bool),
    /// `WINDOW`.
    Window,
    /// `PARALLEL`.
    Parallel(Parallel),
    /// `COST n`.
    Cost(Name),
    /// `ROWS n`.
    Rows(Name),
    /// `SUPPORT f`.
    Support(QualifiedName),
    /// `SET name TO values`; `RESET name` and `SET … TO DEFAULT` have none; `FROM CURRENT` is kept by name.
    Set(super::super::Setting),
    /// `RESET ALL`.
    ResetAll,
}

/// The body of a routine.
#[derive(Debug, Clone, PartialEq)]
pub enum RoutineBody {
    /// `AS 'text'`: kept as text, resolved when called.
    Text {
        /// The unquoted text.
        text: Name,
        /// The literal with its quotes.
        span: Span,
    },
    /// `AS 'library', 'symbol'`.
    Library(Name, Option<Name>),
    /// `BEGIN ATOMIC …` or `RETURN expr`: bound when created.
    Sql(Span),
}

/// One statement of a body that is not text.
#[derive(Debug, Clone, PartialEq)]
pub enum BodyStatement {
    /// A query or a change of data.
    Statement(Box<Statement>),
    /// `RETURN expr`.
    Return(Expr),
}

/// `CREATE FUNCTION`, `CREATE PROCEDURE`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateRoutine {
    /// Function or procedure.
    pub kind: RoutineKind,
    /// Its name.
    pub name: QualifiedName,
    /// `OR REPLACE`.
    pub or_replace: bool,
    /// Arguments in order, `RETURNS TABLE` columns last.
    pub arguments: Vec<RoutineArgument>,
    /// `RETURNS type`; `None` for a procedure, `RETURNS TABLE` or `OUT` arguments alone.
    pub returns: Option<TypeName>,
    /// `LANGUAGE`.
    pub language: Option<Name>,
    /// `TRANSFORM FOR TYPE`.
    pub transforms: Vec<TypeName>,
    /// Options in source order, each with its extent.
    pub options: Vec<(RoutineOption, Span)>,
    /// The body.
    pub body: Option<RoutineBody>,
}

/// `ALTER FUNCTION` with options.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterRoutine {
    /// `FUNCTION`, `PROCEDURE`; `None` for `ROUTINE`.
    pub kind: Option<RoutineKind>,
    /// Which one.
    pub signature: RoutineSignature,
    /// Options in source order, each with its extent.
    pub options: Vec<(RoutineOption, Span)>,
}
