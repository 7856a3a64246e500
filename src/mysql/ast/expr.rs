//! Expressions.

use super::name::{ColumnName, Name, ObjectName};
use super::query::{OrderItem, Query};
use super::type_name::TypeName;
use crate::source::Span;
use smol_str::SmolStr;

/// An expression and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands, brackets around it left out.
    pub span: Span,
}

/// What an expression is.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the form above them")]
pub enum ExprKind {
    /// A constant.
    Literal(Literal),
    /// A column, a variable of a stored program, or a parameter: which, the scope tells.
    Column(ColumnName),
    /// `@name`.
    UserVariable(SmolStr),
    /// `@@scope.name`.
    SystemVariable {
        /// `GLOBAL`, `SESSION`, `LOCAL`, where it is given.
        scope: Option<VariableScope>,
        /// The name.
        name: SmolStr,
    },
    /// `?` of a prepared statement: the number of the parameter, from 0.
    Parameter(usize),
    /// `-x`, `NOT x` …
    Unary(UnaryOperator, Box<Expr>),
    /// `a + b`, `a AND b`, `a <=> b` …
    Binary(BinaryOperator, Box<Expr>, Box<Expr>),
    /// `a = ANY (SELECT …)`.
    Quantified {
        /// `ANY` or `ALL`.
        quantifier: Quantifier,
        /// A comparison.
        operator: BinaryOperator,
        /// What is compared.
        left: Box<Expr>,
        /// With what.
        query: Box<Query>,
    },
    /// `x [NOT] BETWEEN low AND high`.
    Between { operand: Box<Expr>, low: Box<Expr>, high: Box<Expr>, negated: bool },
    /// `x [NOT] IN (a, b)`.
    InList { operand: Box<Expr>, list: Vec<Expr>, negated: bool },
    /// `x [NOT] IN (SELECT …)`.
    InQuery { operand: Box<Expr>, query: Box<Query>, negated: bool },
    /// `x [NOT] LIKE y [ESCAPE z]`.
    Like { operand: Box<Expr>, pattern: Box<Expr>, escape: Option<Box<Expr>>, negated: bool },
    /// `x [NOT] REGEXP y`, also `RLIKE`.
    Regexp { operand: Box<Expr>, pattern: Box<Expr>, negated: bool },
    /// `x IS [NOT] NULL | TRUE | FALSE | UNKNOWN`.
    Is { operand: Box<Expr>, value: TruthValue, negated: bool },
    /// `CASE …`.
    Case { operand: Option<Box<Expr>>, branches: Vec<(Expr, Expr)>, otherwise: Option<Box<Expr>> },
    /// `CAST(x AS type)`, `CONVERT(x, type)`, `BINARY x`.
    Cast(Box<Expr>, CastType),
    /// `CONVERT(x USING charset)`.
    ConvertUsing(Box<Expr>, Name),
    /// `x COLLATE name`.
    Collate(Box<Expr>, Name),
    /// `date + INTERVAL n unit`, `DATE_ADD(date, INTERVAL n unit)`; `negated` subtracts.
    AddInterval { date: Box<Expr>, amount: Box<Expr>, unit: TimeUnit, negated: bool },
    /// `EXTRACT(unit FROM x)`.
    Extract(TimeUnit, Box<Expr>),
    /// `TIMESTAMPADD(unit, amount, x)`.
    TimestampAdd(TimeUnit, Box<Expr>, Box<Expr>),
    /// `TIMESTAMPDIFF(unit, a, b)`.
    TimestampDiff(TimeUnit, Box<Expr>, Box<Expr>),
    /// A function, an aggregate, a stored function. Functions with words between their arguments (`TRIM(LEADING x FROM y)`,
    /// `SUBSTRING(x FROM 1 FOR 2)`, `POSITION(x IN y)`) are calls of the plain form: `LTRIM`-like forms are named `trim_leading`,
    /// `trim_trailing`, `trim`, with the string first; `POSITION` is `LOCATE`.
    Call(Call),
    /// `EXISTS (SELECT …)`.
    Exists(Box<Query>),
    /// `(SELECT …)`.
    Subquery(Box<Query>),
    /// `(a, b)`, `ROW(a, b)`.
    Row(Vec<Expr>),
    /// `MATCH (a, b) AGAINST ('…' …)`.
    Match { columns: Vec<ColumnName>, against: Box<Expr>, mode: MatchMode },
    /// `DEFAULT(column)`.
    DefaultOf(ColumnName),
    /// `DEFAULT` in place of a value.
    Default,
    /// `VALUES(column)`, `VALUE(column)` in `ON DUPLICATE KEY UPDATE`.
    ValuesOf(ColumnName),
    /// `@x := value`.
    AssignVariable(SmolStr, Box<Expr>),
    /// `json -> '$.path'`, `json ->> '$.path'` (MySQL).
    JsonArrow { operand: Box<Expr>, path: Box<Expr>, unquoted: bool },
    /// `NEXTVAL(s)`, `NEXT VALUE FOR s`, `LASTVAL(s)`, `PREVIOUS VALUE FOR s` (MariaDB).
    Sequence(SequenceValue, ObjectName),
}

/// A constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// `NULL`.
    Null,
    /// `TRUE`, `FALSE`.
    Boolean(bool),
    /// Digits; too many for 64 bits are a decimal.
    Integer(u64),
    /// `1.50`, as written.
    Decimal(SmolStr),
    /// `1e3`, as written.
    Float(SmolStr),
    /// `'…'`, adjacent ones joined, escapes resolved.
    String(SmolStr),
    /// `_utf8mb4'…'`, `N'…'`.
    Charset(CharsetLiteral),
    /// `x'0f'`, `0x0f`.
    Hex(Vec<u8>),
    /// `b'01'`, `0b01`.
    Bit(Vec<u8>),
    /// `DATE '…'`.
    Date(SmolStr),
    /// `TIME '…'`.
    Time(SmolStr),
    /// `TIMESTAMP '…'`.
    Timestamp(SmolStr),
}

/// A string or bytes with the name of a character set before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharsetLiteral {
    /// The character set, without the `_`.
    pub charset: SmolStr,
    /// The bytes of the string in the encoding of the file, or those that hexadecimal digits give.
    pub bytes: Vec<u8>,
}

/// Which of a system variable's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum VariableScope {
    Global,
    Session,
}

/// An operator before its operand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the operators")]
pub enum UnaryOperator {
    Not,
    /// `!`, which binds tighter than `NOT`.
    Bang,
    Minus,
    Plus,
    BitNot,
}

/// An operator between two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the operators")]
pub enum BinaryOperator {
    Or,
    Xor,
    And,
    Equal,
    NullSafeEqual,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    BitOr,
    BitAnd,
    BitXor,
    ShiftLeft,
    ShiftRight,
    Plus,
    Minus,
    Multiply,
    Divide,
    IntegerDivide,
    Modulo,
    /// `SOUNDS LIKE`.
    SoundsLike,
    /// `MEMBER OF` (MySQL).
    MemberOf,
    /// `||` under `PIPES_AS_CONCAT`.
    Concat,
}

/// `ANY` (also `SOME`), `ALL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum Quantifier {
    Any,
    All,
}

/// What stands behind `IS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum TruthValue {
    Null,
    True,
    False,
    Unknown,
}

/// The target of a cast.
#[derive(Debug, Clone, PartialEq)]
pub enum CastType {
    /// `BINARY[(n)]`.
    Binary(Option<u32>),
    /// `CHAR[(n)] [CHARACTER SET x]`, `NCHAR`.
    Char(Option<u32>, Option<Name>),
    /// `SIGNED [INTEGER]`.
    Signed,
    /// `UNSIGNED [INTEGER]`.
    Unsigned,
    /// Any other type: `DATE`, `DECIMAL(10,2)`, `JSON`, `DOUBLE` …
    Type(TypeName),
}

/// The unit of an interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum TimeUnit {
    Microsecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    SecondMicrosecond,
    MinuteMicrosecond,
    MinuteSecond,
    HourMicrosecond,
    HourSecond,
    HourMinute,
    DayMicrosecond,
    DaySecond,
    DayMinute,
    DayHour,
    YearMonth,
}

/// A call of a function.
#[derive(Debug, Clone, PartialEq)]
pub struct Call {
    /// The name; a database before it makes it a stored function.
    pub name: ObjectName,
    /// The arguments in order; `COUNT(*)` has none and `star`.
    pub arguments: Vec<Expr>,
    /// `COUNT(*)`.
    pub star: bool,
    /// `DISTINCT`.
    pub distinct: bool,
    /// `ORDER BY` of `GROUP_CONCAT`.
    pub order: Vec<OrderItem>,
    /// `SEPARATOR` of `GROUP_CONCAT`.
    pub separator: Option<SmolStr>,
    /// `LIMIT` of `GROUP_CONCAT` (MariaDB).
    pub limit: Option<Box<Expr>>,
    /// `OVER (…)`.
    pub over: Option<Box<Window>>,
}

/// A window.
#[derive(Debug, Clone, PartialEq)]
pub struct Window {
    /// `OVER name`, or the first word in the brackets.
    pub name: Option<Name>,
    /// `PARTITION BY`.
    pub partition: Vec<Expr>,
    /// `ORDER BY`.
    pub order: Vec<OrderItem>,
    /// `ROWS …`, `RANGE …`.
    pub frame: Option<Frame>,
}

/// The frame of a window.
#[derive(Debug, Clone, PartialEq)]
pub struct Frame {
    /// `RANGE`; else `ROWS`.
    pub range: bool,
    /// Where it begins.
    pub start: FrameBound,
    /// Where it ends, where that is said.
    pub end: Option<FrameBound>,
}

/// An end of a frame.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum FrameBound {
    UnboundedPreceding,
    Preceding(Box<Expr>),
    CurrentRow,
    Following(Box<Expr>),
    UnboundedFollowing,
}

/// What stands behind the string of `AGAINST`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum MatchMode {
    NaturalLanguage,
    NaturalLanguageWithExpansion,
    Boolean,
    Expansion,
}

/// Which value of a sequence.
#[derive(Debug, Clone, PartialEq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum SequenceValue {
    Next,
    Previous,
    /// `SETVAL(s, value, is_used, round)`.
    Set(Vec<Expr>),
}
