//! Stored programs: procedures, functions, triggers, and what stands in their bodies.

use super::expr::Expr;
use super::name::{Name, ObjectName};
use super::object::{CreateMode, Definer, SqlSecurity};
use super::query::Query;
use super::statement::Statement;
use super::type_name::TypeName;
use crate::source::Span;
use smol_str::SmolStr;

/// `CREATE PROCEDURE`, `CREATE FUNCTION`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateRoutine {
    /// `OR REPLACE`, `IF NOT EXISTS`.
    pub mode: CreateMode,
    /// Which.
    pub kind: RoutineKind,
    /// `DEFINER`.
    pub definer: Option<Definer>,
    /// `AGGREGATE` (MariaDB).
    pub aggregate: bool,
    /// The routine.
    pub name: ObjectName,
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// `RETURNS` of a function.
    pub returns: Option<TypeName>,
    /// `DETERMINISTIC`, `SQL SECURITY` …
    pub characteristics: Vec<RoutineCharacteristic>,
    /// Its body. A function of a library (`SONAME`) has none.
    pub body: Option<Box<ProgramStatement>>,
    /// The text of the parameters between their brackets.
    pub parameters_span: Span,
    /// The text of the body.
    pub body_span: Span,
}

/// Which routine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum RoutineKind {
    Procedure,
    Function,
}

/// A characteristic of a routine.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum RoutineCharacteristic {
    Comment(SmolStr),
    LanguageSql,
    Deterministic(bool),
    /// `CONTAINS SQL`, `NO SQL`, `READS SQL DATA`, `MODIFIES SQL DATA`, in upper case.
    DataAccess(SmolStr),
    Security(SqlSecurity),
}

/// A parameter.
#[derive(Debug, Clone, PartialEq)]
pub struct Parameter {
    /// `IN`, `OUT`, `INOUT`.
    pub mode: ParameterMode,
    /// Its name.
    pub name: Name,
    /// Its type.
    pub type_name: TypeName,
}

/// The way of a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ParameterMode {
    In,
    Out,
    InOut,
}

/// `CREATE TRIGGER`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTrigger {
    /// `OR REPLACE`, `IF NOT EXISTS`.
    pub mode: CreateMode,
    /// `DEFINER`.
    pub definer: Option<Definer>,
    /// The trigger.
    pub name: ObjectName,
    /// `BEFORE`, `AFTER`.
    pub time: TriggerTime,
    /// `INSERT`, `UPDATE`, `DELETE`.
    pub event: TriggerEvent,
    /// Its table.
    pub table: ObjectName,
    /// `FOLLOWS x`, `PRECEDES x`.
    pub order: Option<(TriggerOrder, Name)>,
    /// Its body.
    pub body: Box<ProgramStatement>,
    /// The text of the body.
    pub body_span: Span,
}

/// When a trigger fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum TriggerTime {
    Before,
    After,
}

/// On what a trigger fires.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum TriggerEvent {
    Insert,
    Update,
    Delete,
}

/// Where a trigger stands among those of the same time and event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum TriggerOrder {
    Follows,
    Precedes,
}

/// One statement of a body and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ProgramStatement {
    /// What it does.
    pub step: Step,
    /// Where it stands.
    pub span: Span,
}

/// What a statement of a body does.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the form above them")]
pub enum Step {
    /// `[label:] BEGIN … END`.
    Block(Block),
    /// `IF … THEN … ELSEIF … ELSE … END IF`.
    If { branches: Vec<(Expr, Vec<ProgramStatement>)>, otherwise: Vec<ProgramStatement> },
    /// `CASE … END CASE`.
    Case {
        /// What is compared, where it is.
        operand: Option<Expr>,
        /// `WHEN … THEN …`.
        branches: Vec<(Expr, Vec<ProgramStatement>)>,
        /// `ELSE`; none at all is an error when nothing fits.
        otherwise: Option<Vec<ProgramStatement>>,
    },
    /// `[label:] LOOP … END LOOP`.
    Loop { label: Option<Name>, body: Vec<ProgramStatement> },
    /// `[label:] WHILE … DO … END WHILE`.
    While { label: Option<Name>, condition: Expr, body: Vec<ProgramStatement> },
    /// `[label:] REPEAT … UNTIL … END REPEAT`.
    Repeat { label: Option<Name>, body: Vec<ProgramStatement>, until: Expr },
    /// `[label:] FOR x IN low .. high DO … END FOR` (MariaDB).
    ForRange {
        label: Option<Name>,
        variable: Name,
        reverse: bool,
        low: Box<Expr>,
        high: Box<Expr>,
        body: Vec<ProgramStatement>,
    },
    /// `FOR x IN (SELECT …) DO … END FOR` (MariaDB).
    ForQuery { label: Option<Name>, variable: Name, query: Box<Query>, body: Vec<ProgramStatement> },
    /// `FOR x IN cursor DO … END FOR` (MariaDB).
    ForCursor { label: Option<Name>, variable: Name, cursor: Name, arguments: Vec<Expr>, body: Vec<ProgramStatement> },
    /// `LEAVE label`.
    Leave(Name),
    /// `ITERATE label`.
    Iterate(Name),
    /// `RETURN value`.
    Return(Expr),
    /// `OPEN cursor`.
    Open(Name, Vec<Expr>),
    /// `FETCH cursor INTO a, b`.
    Fetch { cursor: Name, targets: Vec<Name> },
    /// `CLOSE cursor`.
    Close(Name),
    /// `SIGNAL …`, `RESIGNAL …`.
    Signal(Signal),
    /// `GET DIAGNOSTICS …`: pairs of a target and an item; the condition's number where one is given.
    GetDiagnostics { condition: Option<Expr>, items: Vec<(Expr, Name)> },
    /// Any other statement.
    Statement(Box<Statement>),
}

/// `BEGIN … END`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Block {
    /// Its label.
    pub label: Option<Name>,
    /// `DECLARE a, b INT DEFAULT 1`.
    pub variables: Vec<Variable>,
    /// `DECLARE name CONDITION FOR …`.
    pub conditions: Vec<(Name, Condition)>,
    /// `DECLARE c CURSOR FOR …`.
    pub cursors: Vec<Cursor>,
    /// `DECLARE … HANDLER FOR …`.
    pub handlers: Vec<Handler>,
    /// Its statements.
    pub body: Vec<ProgramStatement>,
}

/// `DECLARE a, b type DEFAULT value`.
#[derive(Debug, Clone, PartialEq)]
pub struct Variable {
    /// The names.
    pub names: Vec<Name>,
    /// Their type; `None` is MariaDB's `ROW TYPE OF`, `TYPE OF`.
    pub type_name: Option<TypeName>,
    /// Their value.
    pub default: Option<Expr>,
    /// Where it stands.
    pub span: Span,
}

/// `DECLARE c CURSOR FOR SELECT …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Cursor {
    /// Its name.
    pub name: Name,
    /// Its parameters (MariaDB).
    pub parameters: Vec<Parameter>,
    /// Its query.
    pub query: Query,
}

/// `DECLARE … HANDLER FOR … statement`.
#[derive(Debug, Clone, PartialEq)]
pub struct Handler {
    /// What follows it.
    pub action: HandlerAction,
    /// What it handles.
    pub conditions: Vec<Condition>,
    /// What it does.
    pub body: Box<ProgramStatement>,
}

/// What follows a handler.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum HandlerAction {
    Continue,
    Exit,
    Undo,
}

/// What can be handled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// An error's number.
    Number(u64),
    /// `SQLSTATE 'x'`.
    SqlState(SmolStr),
    /// `SQLWARNING`.
    SqlWarning,
    /// `NOT FOUND`.
    NotFound,
    /// `SQLEXCEPTION`.
    SqlException,
    /// A declared name.
    Named(Name),
}

/// `SIGNAL`, `RESIGNAL`.
#[derive(Debug, Clone, PartialEq)]
pub struct Signal {
    /// `RESIGNAL`.
    pub again: bool,
    /// What is raised; `RESIGNAL` may do without.
    pub condition: Option<Condition>,
    /// `SET MESSAGE_TEXT = …` and the like.
    pub items: Vec<(Name, Expr)>,
}
