//! Tables, their columns and constraints, and `ALTER TABLE`.

use super::{DropBehavior, IndexElement, ObjectKind, SequenceOption};
use crate::ast::{Expr, Ident, Name, QualifiedName, Query, TypeName};
use crate::source::Span;

/// How long a relation lives and whether it is logged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Persistence {
    /// Ordinary.
    #[default]
    Permanent,
    /// `UNLOGGED`.
    Unlogged,
    /// `TEMPORARY`.
    Temporary,
}

/// `ON COMMIT` of a temporary table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnCommit {
    /// `PRESERVE ROWS`.
    PreserveRows,
    /// `DELETE ROWS`.
    DeleteRows,
    /// `DROP`.
    Drop,
}

/// `name [= value]` in `WITH (…)`; a namespace stays part of the name (`toast.autovacuum_enabled`).
pub type StorageParameter = (Name, Option<Name>);

/// `CREATE TABLE`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTable {
    /// Its name.
    pub name: QualifiedName,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Temporary, unlogged or ordinary.
    pub persistence: Persistence,
    /// Columns, constraints and `LIKE` in source order.
    pub elements: Vec<TableElement>,
    /// `OF type`.
    pub of_type: Option<QualifiedName>,
    /// `INHERITS (…)`, or the one parent of `PARTITION OF`.
    pub inherits: Vec<QualifiedName>,
    /// The bound of `PARTITION OF`.
    pub partition_bound: Option<PartitionBound>,
    /// `PARTITION BY`.
    pub partition_by: Option<PartitionBy>,
    /// `USING method`.
    pub access_method: Option<Ident>,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `ON COMMIT`.
    pub on_commit: Option<OnCommit>,
    /// `TABLESPACE`.
    pub tablespace: Option<Ident>,
    /// From `(` to `)` of the element list, for the comments inside it.
    pub body: Span,
}

/// An element of a table definition.
#[derive(Debug, Clone, PartialEq)]
pub enum TableElement {
    /// A column.
    Column(ColumnDef),
    /// A table constraint.
    Constraint(ConstraintDef),
    /// `LIKE table [INCLUDING …]`.
    Like {
        /// The table.
        table: QualifiedName,
        /// What is copied, in effect: `INCLUDING ALL EXCLUDING x` is expanded.
        including: Vec<LikeOption>,
    },
}

/// What `LIKE` copies besides names, types and `NOT NULL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum LikeOption {
    Comments,
    Compression,
    Constraints,
    Defaults,
    Generated,
    Identity,
    Indexes,
    Statistics,
    Storage,
}

/// A column definition.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnDef {
    /// Its name.
    pub name: Ident,
    /// Its type; `None` in `PARTITION OF` and `OF type`, where only options are given.
    pub type_name: Option<TypeName>,
    /// `COLLATE`.
    pub collation: Option<QualifiedName>,
    /// `STORAGE`.
    pub storage: Option<Name>,
    /// `COMPRESSION`.
    pub compression: Option<Name>,
    /// Constraints in source order.
    pub constraints: Vec<ColumnConstraintDef>,
    /// The whole definition.
    pub span: Span,
}

/// A column constraint where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnConstraintDef {
    /// Its name, where given.
    pub name: Option<Ident>,
    /// What it says.
    pub constraint: ColumnConstraint,
    /// From its name, or its first word.
    pub span: Span,
}

/// What a column constraint says.
#[derive(Debug, Clone, PartialEq)]
pub enum ColumnConstraint {
    /// `NULL`.
    Null,
    /// `NOT NULL`.
    NotNull,
    /// `DEFAULT`.
    Default(Expr),
    /// `GENERATED … AS (expr) STORED`.
    Generated(Generated),
    /// `GENERATED … AS IDENTITY`.
    Identity(Identity),
    /// `PRIMARY KEY`, `UNIQUE`, `CHECK`, `REFERENCES`: as for a table, with the column filled in.
    Constraint(ConstraintAttributes),
}

/// A generated column.
#[derive(Debug, Clone, PartialEq)]
pub struct Generated {
    /// Its expression.
    pub expr: Expr,
    /// `STORED`; `VIRTUAL` otherwise.
    pub stored: bool,
}

/// An identity column.
#[derive(Debug, Clone, PartialEq)]
pub struct Identity {
    /// `ALWAYS`; `BY DEFAULT` otherwise.
    pub always: bool,
    /// Options of the sequence.
    pub options: Vec<SequenceOption>,
}

/// A table constraint.
#[derive(Debug, Clone, PartialEq)]
pub struct ConstraintDef {
    /// Its name, where given.
    pub name: Option<Ident>,
    /// What it says.
    pub attributes: ConstraintAttributes,
    /// The whole constraint.
    pub span: Span,
}

/// What a constraint says, and when it is checked.
#[derive(Debug, Clone, PartialEq)]
pub enum ConstraintAttributes {
    /// `PRIMARY KEY`.
    PrimaryKey(UniqueSpec),
    /// `UNIQUE`.
    Unique(UniqueSpec),
    /// `CHECK`.
    Check {
        /// The condition.
        expr: Expr,
        /// `NO INHERIT`.
        no_inherit: bool,
        /// `NOT VALID`.
        not_valid: bool,
    },
    /// `FOREIGN KEY`, `REFERENCES`.
    ForeignKey(ForeignKey),
    /// `EXCLUDE`.
    Exclude(Exclusion),
    /// `NOT NULL column` as a table constraint (PostgreSQL 18).
    NotNull {
        /// The column.
        column: Ident,
        /// `NO INHERIT`.
        no_inherit: bool,
        /// `NOT VALID`.
        not_valid: bool,
    },
}

/// A primary key or unique constraint.
#[derive(Debug, Clone, PartialEq)]
pub struct UniqueSpec {
    /// The columns; empty when an index is given.
    pub columns: Vec<Ident>,
    /// `INCLUDE (…)`.
    pub include: Vec<Ident>,
    /// `NULLS NOT DISTINCT`.
    pub nulls_not_distinct: bool,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `USING INDEX name`.
    pub using_index: Option<Ident>,
    /// `USING INDEX TABLESPACE`.
    pub tablespace: Option<Ident>,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
}

/// A foreign key.
#[derive(Debug, Clone, PartialEq)]
pub struct ForeignKey {
    /// The referencing columns.
    pub columns: Vec<Ident>,
    /// The referenced table.
    pub table: QualifiedName,
    /// The referenced columns; empty for the primary key.
    pub referenced: Vec<Ident>,
    /// `MATCH`.
    pub match_type: MatchType,
    /// `ON DELETE`.
    pub on_delete: ReferentialAction,
    /// `ON DELETE SET NULL (columns)`.
    pub on_delete_columns: Vec<Ident>,
    /// `ON UPDATE`.
    pub on_update: ReferentialAction,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
    /// `NOT VALID`.
    pub not_valid: bool,
}

/// `MATCH SIMPLE | FULL`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatchType {
    /// `SIMPLE`, the default.
    #[default]
    Simple,
    /// `FULL`.
    Full,
}

/// What a foreign key does when the referenced row goes or changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum ReferentialAction {
    #[default]
    NoAction,
    Restrict,
    Cascade,
    SetNull,
    SetDefault,
}

/// An exclusion constraint.
#[derive(Debug, Clone, PartialEq)]
pub struct Exclusion {
    /// `USING method`; `btree` when absent.
    pub method: Option<Ident>,
    /// Elements, each with its operator.
    pub elements: Vec<(IndexElement, Name)>,
    /// `INCLUDE (…)`.
    pub include: Vec<Ident>,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `WHERE (…)`.
    pub predicate: Option<Expr>,
    /// `DEFERRABLE`.
    pub deferrable: bool,
    /// `INITIALLY DEFERRED`.
    pub initially_deferred: bool,
}

/// `PARTITION BY`.
#[derive(Debug, Clone, PartialEq)]
pub struct PartitionBy {
    /// How rows are spread.
    pub strategy: PartitionStrategy,
    /// The key.
    pub elements: Vec<IndexElement>,
}

/// Partitioning strategies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum PartitionStrategy {
    Range,
    List,
    Hash,
}

/// The bound of a partition.
#[derive(Debug, Clone, PartialEq)]
pub enum PartitionBound {
    /// `DEFAULT`.
    Default,
    /// `FOR VALUES IN (…)`.
    In {
        /// The values.
        values: Vec<Expr>,
        /// From `IN` on.
        span: Span,
    },
    /// `FOR VALUES FROM (…) TO (…)`; `MINVALUE` and `MAXVALUE` are columns of that name.
    Range {
        /// Inclusive lower bound.
        from: Vec<Expr>,
        /// Exclusive upper bound.
        to: Vec<Expr>,
        /// From `FROM` on.
        span: Span,
    },
    /// `FOR VALUES WITH (MODULUS m, REMAINDER r)`.
    Hash {
        /// Modulus.
        modulus: u32,
        /// Remainder.
        remainder: u32,
        /// From `WITH` on.
        span: Span,
    },
}

/// `CREATE TABLE … AS`, `SELECT … INTO`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateTableAs {
    /// Its name.
    pub name: QualifiedName,
    /// `IF NOT EXISTS`.
    pub if_not_exists: bool,
    /// Temporary, unlogged or ordinary.
    pub persistence: Persistence,
    /// Column names, where given.
    pub columns: Vec<Ident>,
    /// The query.
    pub query: Query,
    /// `USING method`.
    pub access_method: Option<Ident>,
    /// `WITH (…)`.
    pub storage_parameters: Vec<StorageParameter>,
    /// `ON COMMIT`.
    pub on_commit: Option<OnCommit>,
    /// `TABLESPACE`.
    pub tablespace: Option<Ident>,
    /// `WITH NO DATA` is `false`.
    pub with_data: bool,
}

/// `ALTER TABLE` and its kin.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterTable {
    /// What the statement says it alters: `TABLE`, `INDEX`, `VIEW` …
    pub kind: ObjectKind,
    /// The relation.
    pub name: QualifiedName,
    /// `IF EXISTS`.
    pub if_exists: bool,
    /// `ONLY`.
    pub only: bool,
    /// Actions in source order.
    pub actions: Vec<TableAction>,
}

/// The triggers that are switched on or off.
#[derive(Debug, Clone, PartialEq)]
pub enum Triggers {
    /// That one.
    Named(Ident),
    /// `ALL`.
    All,
    /// `USER`: all but those behind constraints.
    User,
}

/// One action of `ALTER TABLE`. Renames, `SET SCHEMA` and `OWNER TO` are [`super::Op`]s of their own.
#[derive(Debug, Clone, PartialEq)]
pub enum TableAction {
    /// `ADD COLUMN`.
    AddColumn {
        /// The column.
        column: ColumnDef,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
    },
    /// `DROP COLUMN`.
    DropColumn {
        /// The column.
        column: Ident,
        /// `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE` or `RESTRICT`.
        behavior: DropBehavior,
    },
    /// `ALTER COLUMN … TYPE`.
    SetType {
        /// The column.
        column: Ident,
        /// The new type.
        type_name: TypeName,
        /// `COLLATE`.
        collation: Option<QualifiedName>,
        /// `USING`.
        using: Option<Expr>,
    },
    /// `SET DEFAULT`, `DROP DEFAULT`.
    SetDefault {
        /// The column.
        column: Ident,
        /// The default; `None` drops it.
        default: Option<Expr>,
    },
    /// `SET NOT NULL`, `DROP NOT NULL`.
    SetNotNull {
        /// The column.
        column: Ident,
        /// `SET`.
        not_null: bool,
    },
    /// `DROP EXPRESSION`.
    DropExpression {
        /// The column.
        column: Ident,
        /// `IF EXISTS`.
        if_exists: bool,
    },
    /// `ADD GENERATED … AS IDENTITY`.
    AddIdentity {
        /// The column.
        column: Ident,
        /// The identity.
        identity: Identity,
    },
    /// `SET GENERATED …`, `SET sequence option`, `RESTART`.
    SetIdentity {
        /// The column.
        column: Ident,
        /// `ALWAYS` or `BY DEFAULT`, where changed.
        always: Option<bool>,
        /// Changed options.
        options: Vec<SequenceOption>,
    },
    /// `DROP IDENTITY`.
    DropIdentity {
        /// The column.
        column: Ident,
        /// `IF EXISTS`.
        if_exists: bool,
    },
    /// `SET STATISTICS n`.
    SetStatistics {
        /// The column, or the number of an index column.
        column: Ident,
        /// The target; -1 for the default.
        target: i32,
    },
    /// `SET STORAGE`.
    SetStorage {
        /// The column.
        column: Ident,
        /// `PLAIN`, `EXTERNAL`, `EXTENDED`, `MAIN`, `DEFAULT` in lower case.
        storage: Name,
    },
    /// `SET COMPRESSION`.
    SetCompression {
        /// The column.
        column: Ident,
        /// `pglz`, `lz4`, `default`.
        method: Name,
    },
    /// `ALTER COLUMN … SET (…)`, `RESET (…)`.
    SetColumnOptions {
        /// The column.
        column: Ident,
        /// Options; `None` as value in a `RESET`.
        options: Vec<StorageParameter>,
        /// `RESET`.
        reset: bool,
    },
    /// `ADD [CONSTRAINT]`.
    AddConstraint(ConstraintDef),
    /// `DROP CONSTRAINT`.
    DropConstraint {
        /// The constraint.
        name: Ident,
        /// `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE` or `RESTRICT`.
        behavior: DropBehavior,
    },
    /// `VALIDATE CONSTRAINT`.
    ValidateConstraint {
        /// The constraint.
        name: Ident,
    },
    /// `ALTER CONSTRAINT`.
    AlterConstraint {
        /// The constraint.
        name: Ident,
        /// `[NOT] DEFERRABLE`, where said.
        deferrable: Option<bool>,
        /// `INITIALLY DEFERRED | IMMEDIATE`, where said.
        initially_deferred: Option<bool>,
    },
    /// `ENABLE | DISABLE … TRIGGER`.
    SetTrigger {
        /// Which.
        triggers: Triggers,
        /// `O` enabled, `D` disabled, `R` replica, `A` always: the server's letters.
        enabled: char,
    },
    /// `ENABLE | DISABLE … RULE`.
    SetRule {
        /// The rule.
        name: Ident,
        /// `O` enabled, `D` disabled, `R` replica, `A` always: the server's letters.
        enabled: char,
    },
    /// `ENABLE | DISABLE | FORCE | NO FORCE ROW LEVEL SECURITY`.
    SetRowSecurity {
        /// Enabled or disabled, where said.
        enabled: Option<bool>,
        /// Forced or not, where said.
        forced: Option<bool>,
    },
    /// `SET (…)`, `RESET (…)`.
    SetOptions {
        /// Options; `None` as value in a `RESET`.
        options: Vec<StorageParameter>,
        /// `RESET`.
        reset: bool,
    },
    /// `SET LOGGED`, `SET UNLOGGED`.
    SetPersistence(Persistence),
    /// `INHERIT`, `NO INHERIT`.
    Inherit {
        /// The parent.
        parent: QualifiedName,
        /// `NO`.
        remove: bool,
    },
    /// `ATTACH PARTITION`, of a table or an index (which has no bound).
    AttachPartition {
        /// The partition.
        partition: QualifiedName,
        /// Its bound.
        bound: Option<PartitionBound>,
    },
    /// `DETACH PARTITION`.
    DetachPartition {
        /// The partition.
        partition: QualifiedName,
        /// `CONCURRENTLY`.
        concurrently: bool,
    },
    /// `REPLICA IDENTITY`: `d` default, `f` full, `n` nothing, `i` index.
    ReplicaIdentity {
        /// The server's letter.
        kind: char,
        /// The index of `USING INDEX`.
        index: Option<Ident>,
    },
    /// `CLUSTER ON index`, `SET WITHOUT CLUSTER`.
    Cluster(Option<Ident>),
    /// `SET ACCESS METHOD`.
    SetAccessMethod(Ident),
    /// `SET TABLESPACE`.
    SetTablespace(Ident),
}
