//! PL/pgSQL: the block of a `DO` or of a routine.
//!
//! Spans are byte offsets into the text of the body, unquoted. Each SQL fragment has been parsed on its own, as the server does when it
//! compiles the body; which names in it are variables is only known when it runs.

use super::{Ident, Name, QualifiedName, Query, Statement, TypeName};
use crate::source::Span;

/// A body: a block and what is said about it as a whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Body {
    /// The outermost block.
    pub block: Block,
    /// `#variable_conflict`.
    pub variable_conflict: VariableConflict,
    /// Why a piece of SQL in it was not read, where there is one: whether the server takes the body is not known then.
    pub unread: Option<Name>,
}

/// What a name means that is both that of a variable and that of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum VariableConflict {
    /// An error: 42702.
    #[default]
    Error,
    /// The variable.
    Variable,
    /// The column.
    Column,
}

/// SQL inside a body, or why it was not read: what it does is only undecided when it runs.
pub type Embedded<T> = Result<Box<T>, Name>;

/// `[<<label>>] [DECLARE …] BEGIN … [EXCEPTION …] END`.
#[derive(Debug, Clone, PartialEq)]
pub struct Block {
    /// The label that qualifies its variables, and that `EXIT` can name.
    pub label: Option<Ident>,
    /// Variables in order: the default of one may name those before it.
    pub declarations: Vec<Declaration>,
    /// The steps between `BEGIN` and `EXCEPTION` or `END`.
    pub body: Vec<Step>,
    /// `EXCEPTION WHEN …`; the first that matches runs, after what the body did has been rolled back.
    pub handlers: Vec<Handler>,
    /// From the label or `DECLARE` to `END`.
    pub span: Span,
}

/// One declared name.
#[derive(Debug, Clone, PartialEq)]
pub struct Declaration {
    /// The name.
    pub name: Ident,
    /// What it stands for.
    pub kind: DeclarationKind,
}

/// What a declared name stands for.
#[derive(Debug, Clone, PartialEq)]
pub enum DeclarationKind {
    /// `name [CONSTANT] type [NOT NULL] [:= default]`.
    Variable {
        /// `CONSTANT`.
        constant: bool,
        /// Its type.
        of: VariableType,
        /// `COLLATE`.
        collation: Option<QualifiedName>,
        /// `NOT NULL`.
        not_null: bool,
        /// Its first value.
        default: Option<Fragment>,
    },
    /// `name ALIAS FOR other`: another name for a variable or for `$n`.
    Alias(Vec<Ident>),
    /// `name CURSOR [(parameters)] FOR query`.
    Cursor {
        /// Names and types of the parameters.
        parameters: Vec<(Ident, VariableType)>,
        /// The query.
        query: Embedded<Statement>,
        /// `SCROLL` or `NO SCROLL`, where one of them is said.
        scroll: Option<bool>,
    },
}

/// The type of a variable.
#[derive(Debug, Clone, PartialEq)]
pub enum VariableType {
    /// A type; `record` is `pg_catalog.record` or unqualified.
    Named(TypeName),
    /// `x%TYPE`: that of a variable or of a column.
    Column(QualifiedName),
    /// `t%ROWTYPE`: that of a table or of a variable.
    Row(QualifiedName),
}

/// An expression, which the server runs as `SELECT` and its text; that may go on with `FROM …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Fragment {
    /// The query that `SELECT` and the text make. Its spans are those of the body's text.
    pub query: Embedded<Query>,
    /// The text without `SELECT`.
    pub span: Span,
}

/// What is assigned to: a variable, a field of one, or an element of an array.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// `v`, `label.v`, `r.field`, `NEW.column`.
    pub name: QualifiedName,
    /// `[i][j]`.
    pub subscripts: Vec<Fragment>,
}

/// `INTO [STRICT] a, b`.
#[derive(Debug, Clone, PartialEq)]
pub struct Into {
    /// `STRICT`: exactly one row.
    pub strict: bool,
    /// One record or row variable, or a list of scalars.
    pub targets: Vec<Target>,
}

/// One statement of PL/pgSQL.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it does.
    pub kind: StepKind,
    /// From its first word to its semicolon.
    pub span: Span,
}

/// The kinds of PL/pgSQL statement.
#[derive(Debug, Clone, PartialEq)]
pub enum StepKind {
    /// A nested block.
    Block(Block),
    /// `target := value`.
    Assign(Target, Fragment),
    /// `IF … THEN … ELSIF … ELSE … END IF`.
    If {
        /// Conditions and what follows each.
        branches: Vec<(Fragment, Vec<Step>)>,
        /// `ELSE`.
        otherwise: Vec<Step>,
    },
    /// `CASE [operand] WHEN … THEN … ELSE … END CASE`.
    Case {
        /// The operand, which each `WHEN` is compared with.
        operand: Option<Fragment>,
        /// The `WHEN`s; several values of one are separate fragments.
        branches: Vec<(Vec<Fragment>, Vec<Step>)>,
        /// `ELSE`; without one, no match is an error (20000).
        otherwise: Option<Vec<Step>>,
    },
    /// `LOOP`, `WHILE`, `FOR`, `FOREACH`.
    Loop {
        /// `<<label>>`.
        label: Option<Ident>,
        /// What it goes over.
        over: LoopOver,
        /// What is repeated.
        body: Vec<Step>,
    },
    /// `EXIT [label] [WHEN condition]`.
    Exit {
        /// The loop or block to leave.
        label: Option<Ident>,
        /// `WHEN`.
        when: Option<Fragment>,
    },
    /// `CONTINUE [label] [WHEN condition]`.
    Continue {
        /// The loop to go on with.
        label: Option<Ident>,
        /// `WHEN`.
        when: Option<Fragment>,
    },
    /// `RETURN [value]`.
    Return(Option<Fragment>),
    /// `RETURN NEXT [value]`.
    ReturnNext(Option<Fragment>),
    /// `RETURN QUERY …`.
    ReturnQuery(RowSource),
    /// `RAISE …`.
    Raise(Raise),
    /// `ASSERT condition [, message]`.
    Assert(Fragment, Option<Fragment>),
    /// A statement of SQL, without its `INTO`.
    Sql(Embedded<Statement>, Option<Into>),
    /// `PERFORM …`: a query whose result is thrown away.
    Perform(Fragment),
    /// `EXECUTE text [INTO …] [USING …]`.
    Execute {
        /// The text to run.
        text: Fragment,
        /// `INTO`.
        into: Option<Into>,
        /// `USING`.
        using: Vec<Fragment>,
    },
    /// `GET [STACKED] DIAGNOSTICS target = item, …`.
    GetDiagnostics {
        /// `STACKED`: of the exception being handled.
        stacked: bool,
        /// Targets and the item each gets, in upper case: `ROW_COUNT`, `RETURNED_SQLSTATE`.
        items: Vec<(Target, Name)>,
    },
    /// `OPEN cursor …`.
    Open {
        /// The cursor variable.
        cursor: Ident,
        /// Values of a bound cursor's parameters, in the order of the parameters.
        arguments: Vec<Fragment>,
        /// `FOR query` or `FOR EXECUTE`, for a cursor without a query of its own.
        source: Option<RowSource>,
        /// `SCROLL` or `NO SCROLL`, where one of them is said.
        scroll: Option<bool>,
    },
    /// `FETCH … INTO …`, `MOVE …` without targets.
    Fetch {
        /// The cursor variable.
        cursor: Ident,
        /// Where it goes.
        direction: FetchDirection,
        /// `INTO`.
        into: Option<Into>,
    },
    /// `CLOSE cursor`.
    Close(Ident),
    /// `COMMIT`.
    Commit,
    /// `ROLLBACK`.
    Rollback,
    /// `NULL`.
    Null,
}

/// Where `FETCH` and `MOVE` go.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum FetchDirection {
    Next,
    Prior,
    First,
    Last,
    Absolute(Fragment),
    Relative(Fragment),
    /// `FORWARD n`, or `n` alone.
    Forward(Fragment),
    Backward(Fragment),
    ForwardAll,
    BackwardAll,
}

/// What a loop goes over.
#[derive(Debug, Clone, PartialEq)]
pub enum LoopOver {
    /// `LOOP`.
    Forever,
    /// `WHILE condition`.
    While(Fragment),
    /// `FOR i IN [REVERSE] low..high [BY step]`.
    Range {
        /// The loop's own variable.
        variable: Ident,
        /// `REVERSE`.
        reverse: bool,
        /// The first number.
        from: Fragment,
        /// The last number.
        to: Fragment,
        /// `BY`.
        step: Option<Fragment>,
    },
    /// `FOR r IN query`, `FOR a, b IN EXECUTE …`.
    Rows {
        /// A record, or scalars.
        targets: Vec<Target>,
        /// Where the rows come from.
        source: RowSource,
    },
    /// `FOREACH x [SLICE n] IN ARRAY …`.
    Array {
        /// The target.
        targets: Vec<Target>,
        /// `SLICE`.
        slice: Option<u32>,
        /// The array.
        array: Fragment,
    },
}

/// Where rows come from.
#[derive(Debug, Clone, PartialEq)]
pub enum RowSource {
    /// A query, or a change of data with `RETURNING`.
    Statement(Embedded<Statement>),
    /// `EXECUTE text [USING …]`.
    Execute(Fragment, Vec<Fragment>),
    /// A bound cursor and its arguments.
    Cursor(Ident, Vec<Fragment>),
}

/// `RAISE`.
#[derive(Debug, Clone, PartialEq)]
pub struct Raise {
    /// `EXCEPTION`, `NOTICE` …
    pub level: RaiseLevel,
    /// What is raised; `None` for a bare `RAISE`, which throws the handled exception again.
    pub what: Option<Raised>,
    /// `USING option = value`, options in upper case: `ERRCODE`, `MESSAGE`, `DETAIL`, `HINT` …
    pub options: Vec<(Name, Fragment)>,
}

/// What `RAISE` raises.
#[derive(Debug, Clone, PartialEq)]
pub enum Raised {
    /// A format with `%` for each argument.
    Message(Name, Vec<Fragment>),
    /// The name of a condition: `unique_violation`.
    Condition(Ident),
    /// `SQLSTATE '23505'`.
    SqlState(Name),
    /// Nothing but the options of `USING`.
    Options,
}

/// Levels of `RAISE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "PL/pgSQL's own words")]
pub enum RaiseLevel {
    Debug,
    Log,
    Info,
    Notice,
    Warning,
    #[default]
    Exception,
}

/// `WHEN condition OR condition THEN …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Handler {
    /// What it catches.
    pub conditions: Vec<Condition>,
    /// What it does.
    pub body: Vec<Step>,
}

/// What a handler catches.
#[derive(Debug, Clone, PartialEq)]
pub enum Condition {
    /// `OTHERS`: anything but `query_canceled` and `assert_failure`.
    Others,
    /// `undefined_column`, `unique_violation` …
    Named(Ident),
    /// `SQLSTATE '42703'`.
    SqlState(Name),
}
