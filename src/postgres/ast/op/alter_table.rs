//! `ALTER TABLE` and its kin.

use super::{
    ColumnDef, ConstraintDef, DropBehavior, Identity, ObjectKind, OptionChange, PartitionBound, Persistence,
    SequenceOption, StorageParameter,
};
use crate::postgres::ast::{Expr, Ident, Name, QualifiedName, TypeName};

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
    /// `ALTER COLUMN … OPTIONS (…)`, of a foreign table.
    SetForeignColumnOptions {
        /// The column.
        column: Ident,
        /// The options.
        changes: Vec<OptionChange>,
    },
    /// `OPTIONS (…)`, of a foreign table.
    SetForeignOptions(Vec<OptionChange>),
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
