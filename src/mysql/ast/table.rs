//! `CREATE TABLE` and what stands in it.

use super::data::DuplicateRows;
use super::expr::Expr;
use super::name::{Name, ObjectName};
use super::object::CreateMode;
use super::query::Query;
use super::type_name::TypeName;
use crate::source::Span;
use smol_str::SmolStr;

/// `CREATE TABLE`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTable {
    /// `OR REPLACE`, `IF NOT EXISTS`.
    pub mode: CreateMode,
    /// `TEMPORARY`.
    pub temporary: bool,
    /// The table.
    pub name: ObjectName,
    /// Columns, keys and constraints in the order in which they are written.
    pub elements: Vec<TableElement>,
    /// Options in the order in which they are written.
    pub options: Vec<TableOption>,
    /// `PARTITION BY`.
    pub partitioning: Option<Partitioning>,
    /// `LIKE t`, `AS SELECT`.
    pub source: Option<CreateTableSource>,
}

/// What a table is made after.
#[derive(Debug, Clone, PartialEq)]
pub enum CreateTableSource {
    /// `LIKE t`.
    Like(ObjectName),
    /// `[IGNORE | REPLACE] [AS] SELECT …`.
    Query(Box<Query>, DuplicateRows),
}

/// Something between the brackets of `CREATE TABLE`, or behind `ADD`.
#[derive(Debug, Clone, PartialEq)]
pub enum TableElement {
    /// A column.
    Column(ColumnDefinition),
    /// A key.
    Index(IndexDefinition),
    /// A foreign key.
    ForeignKey(ForeignKeyDefinition),
    /// A check.
    Check(TableCheck),
    /// `PERIOD FOR SYSTEM_TIME (a, b)`, `PERIOD FOR name (a, b)` (MariaDB).
    Period {
        /// `SYSTEM_TIME`, or its name.
        name: Name,
        /// The column where it starts.
        start: Name,
        /// The column where it ends.
        end: Name,
    },
}

/// A column as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnDefinition {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub type_name: TypeName,
    /// `GENERATED ALWAYS AS (…)`.
    pub generated: Option<Generated>,
    /// Its attributes in the order in which they are written.
    pub options: Vec<ColumnOption>,
    /// From its name to its last attribute.
    pub span: Span,
}

/// How a column is computed.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// From what.
    pub expr: Expr,
    /// `STORED`, `PERSISTENT`; else computed when read.
    pub stored: bool,
}

/// An attribute of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnOption {
    /// `NULL`.
    Null,
    /// `NOT NULL`.
    NotNull,
    /// `DEFAULT value`; the span is the value's, its brackets included.
    Default(Expr, Span),
    /// `ON UPDATE CURRENT_TIMESTAMP[(n)]`.
    OnUpdate(Expr),
    /// `AUTO_INCREMENT`.
    AutoIncrement,
    /// `SERIAL DEFAULT VALUE`.
    SerialDefaultValue,
    /// `UNIQUE [KEY]`.
    Unique,
    /// `[PRIMARY] KEY`.
    PrimaryKey,
    /// `COMMENT '…'`.
    Comment(SmolStr),
    /// `COLLATE name`, behind the type's own place.
    Collate(Name),
    /// `[CONSTRAINT name] CHECK (…)`.
    Check(TableCheck),
    /// `REFERENCES …`: MariaDB makes a foreign key of it, MySQL before 9 ignores it.
    References(References),
    /// `INVISIBLE`, `VISIBLE`.
    Invisible(bool),
    /// `COMPRESSED[=zlib]` (MariaDB).
    Compressed(Option<Name>),
    /// `COLUMN_FORMAT x`, `STORAGE x`.
    Format(Name),
    /// `GENERATED ALWAYS AS ROW START | END` (MariaDB).
    RowStart,
    /// The other end of it.
    RowEnd,
    /// `WITH SYSTEM VERSIONING`, `WITHOUT SYSTEM VERSIONING` (MariaDB).
    SystemVersioning(bool),
    /// `SRID n` (MySQL), `REF_SYSTEM_ID=n` (MariaDB).
    Srid(u64),
    /// `name=value` of an engine (MariaDB).
    Engine(Name, SmolStr),
}

/// A key as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct IndexDefinition {
    /// Of which kind.
    pub kind: IndexKind,
    /// `CONSTRAINT name`.
    pub constraint: Option<Name>,
    /// Its name.
    pub name: Option<Name>,
    /// `IF NOT EXISTS` (MariaDB).
    pub if_not_exists: bool,
    /// Its columns.
    pub parts: Vec<KeyPart>,
    /// Its options in the order in which they are written.
    pub options: Vec<IndexOption>,
    /// Where it stands.
    pub span: Span,
}

/// The kinds of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum IndexKind {
    Primary,
    Unique,
    Plain,
    FullText,
    Spatial,
}

/// A column of a key.
#[derive(Debug, Clone, PartialEq)]
pub struct KeyPart {
    /// What is indexed.
    pub value: KeyPartValue,
    /// `DESC`.
    pub descending: bool,
    /// `period WITHOUT OVERLAPS` (MariaDB).
    pub without_overlaps: bool,
}

/// What a key indexes.
#[derive(Debug, Clone, PartialEq)]
pub enum KeyPartValue {
    /// A column, or its first characters or bytes.
    Column(Name, Option<u32>),
    /// `(expression)` (MySQL).
    Expr(Expr),
}

/// An option of a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IndexOption {
    /// `USING BTREE`, `TYPE HASH`.
    Using(Name),
    /// `KEY_BLOCK_SIZE = n`.
    KeyBlockSize(u64),
    /// `COMMENT '…'`.
    Comment(SmolStr),
    /// `WITH PARSER name`.
    Parser(Name),
    /// `INVISIBLE` (MySQL), `IGNORED` (MariaDB).
    Ignored(bool),
    /// `CLUSTERING=YES`, and other `name=value` of an engine.
    Engine(Name, SmolStr),
}

/// A foreign key as it is written.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignKeyDefinition {
    /// `CONSTRAINT name`.
    pub constraint: Option<Name>,
    /// `FOREIGN KEY name`.
    pub index: Option<Name>,
    /// `IF NOT EXISTS` (MariaDB).
    pub if_not_exists: bool,
    /// Its columns.
    pub columns: Vec<KeyPart>,
    /// What it refers to.
    pub references: References,
    /// Where it stands.
    pub span: Span,
}

/// `REFERENCES t (columns) …`.
#[derive(Debug, Clone, PartialEq)]
pub struct References {
    /// The table.
    pub table: ObjectName,
    /// Its columns.
    pub columns: Vec<Name>,
    /// `MATCH`.
    pub match_type: Option<Match>,
    /// `ON DELETE`.
    pub on_delete: Option<ReferenceAction>,
    /// `ON UPDATE`.
    pub on_update: Option<ReferenceAction>,
}

/// `MATCH FULL | PARTIAL | SIMPLE`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum Match {
    Full,
    Partial,
    Simple,
}

/// What becomes of rows whose referenced row goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ReferenceAction {
    Restrict,
    Cascade,
    SetNull,
    NoAction,
    SetDefault,
}

/// `[CONSTRAINT name] CHECK (…) [[NOT] ENFORCED]`.
#[derive(Debug, Clone, PartialEq)]
pub struct TableCheck {
    /// Its name.
    pub name: Option<Name>,
    /// `IF NOT EXISTS` (MariaDB).
    pub if_not_exists: bool,
    /// What must not be false.
    pub expr: Expr,
    /// `[NOT] ENFORCED` (MySQL).
    pub enforced: Option<bool>,
}

/// An option of a table.
#[derive(Debug, Clone, PartialEq)]
pub enum TableOption {
    /// `ENGINE = x`.
    Engine(Name),
    /// `[DEFAULT] CHARACTER SET = x`.
    Charset(Name),
    /// `[DEFAULT] COLLATE = x`.
    Collate(Name),
    /// `AUTO_INCREMENT = n`.
    AutoIncrement(u64),
    /// `COMMENT = '…'`.
    Comment(SmolStr),
    /// `ROW_FORMAT = x`.
    RowFormat(Name),
    /// `UNION = (…)`.
    Union(Vec<ObjectName>),
    /// `WITH SYSTEM VERSIONING` (MariaDB).
    SystemVersioning,
    /// Any other, by its name in upper case, and its value as it is written (`KEY_BLOCK_SIZE`, `MAX_ROWS`, `STATS_PERSISTENT`, `PAGE_CHECKSUM`,
    /// `DATA DIRECTORY`, options of engines …).
    Other(SmolStr, SmolStr, Span),
}

/// `PARTITION BY …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Partitioning {
    /// By what.
    pub method: PartitionMethod,
    /// `PARTITIONS n`.
    pub count: Option<u32>,
    /// `SUBPARTITION BY …`, and its `SUBPARTITIONS n`.
    pub subpartitioning: Option<(PartitionMethod, Option<u32>)>,
    /// The partitions.
    pub partitions: Vec<Partition>,
    /// From `PARTITION` to its last bracket.
    pub span: Span,
}

/// How rows are spread over partitions.
#[derive(Debug, Clone, PartialEq)]
pub enum PartitionMethod {
    /// `[LINEAR] HASH (expr)`.
    Hash(Expr, bool),
    /// `[LINEAR] KEY [ALGORITHM = n] (columns)`.
    Key(Vec<Name>, bool),
    /// `RANGE (expr)`.
    Range(Expr),
    /// `RANGE COLUMNS (columns)`.
    RangeColumns(Vec<Name>),
    /// `LIST (expr)`.
    List(Expr),
    /// `LIST COLUMNS (columns)`.
    ListColumns(Vec<Name>),
    /// `SYSTEM_TIME …` (MariaDB).
    SystemTime(Span),
}

/// `PARTITION p VALUES …`.
#[derive(Debug, Clone, PartialEq)]
pub struct Partition {
    /// Its name.
    pub name: Name,
    /// Which rows are in it.
    pub bound: Option<PartitionBound>,
    /// `ENGINE`, `COMMENT` … as for a table.
    pub options: Vec<TableOption>,
    /// Its subpartitions.
    pub subpartitions: Vec<Partition>,
    /// Where it stands.
    pub span: Span,
}

/// Which rows are in a partition.
#[derive(Debug, Clone, PartialEq)]
pub enum PartitionBound {
    /// `LESS THAN (…)`; `None` is `MAXVALUE`.
    LessThan(Vec<Option<Expr>>),
    /// `IN (…)`; rows of one value for `LIST`.
    In(Vec<Vec<Expr>>),
    /// `DEFAULT` (MariaDB).
    Default,
    /// `HISTORY` (MariaDB).
    History,
    /// `CURRENT` (MariaDB).
    Current,
}
