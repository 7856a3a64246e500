//! `ALTER TABLE`, of which `CREATE INDEX` and `DROP INDEX` are other spellings.

use super::expr::Expr;
use super::name::{Name, ObjectName};
use super::query::OrderItem;
use super::table::{ColumnDefinition, Partition, Partitioning, TableElement, TableOption};
use crate::source::Span;
use smol_str::SmolStr;

/// `ALTER TABLE`.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterTable {
    /// The table.
    pub table: ObjectName,
    /// `IF EXISTS` (MariaDB).
    pub if_exists: bool,
    /// `IGNORE` (MariaDB).
    pub ignore: bool,
    /// The actions in the order in which they are written.
    pub actions: Vec<AlterAction>,
}

/// One action of `ALTER TABLE`.
#[derive(Debug, Clone, PartialEq)]
pub enum AlterAction {
    /// `ADD [COLUMN] …`; several columns in brackets are several actions.
    AddColumn {
        /// `IF NOT EXISTS` (MariaDB).
        if_not_exists: bool,
        /// The column.
        column: ColumnDefinition,
        /// `FIRST`, `AFTER x`.
        place: Option<ColumnPlace>,
    },
    /// `ADD KEY …`, `ADD CONSTRAINT …`.
    Add(TableElement),
    /// `MODIFY [COLUMN] …`.
    ModifyColumn {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// What it is from now on.
        column: ColumnDefinition,
        /// `FIRST`, `AFTER x`.
        place: Option<ColumnPlace>,
    },
    /// `CHANGE [COLUMN] old new …`.
    ChangeColumn {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// The column.
        old: Name,
        /// What it is from now on.
        column: ColumnDefinition,
        /// `FIRST`, `AFTER x`.
        place: Option<ColumnPlace>,
    },
    /// `RENAME COLUMN old TO new`.
    RenameColumn(RenamedColumn),
    /// `ALTER [COLUMN] c SET DEFAULT value`.
    SetDefault {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// The column.
        column: Name,
        /// The value.
        value: Expr,
        /// The value's text, its brackets included.
        span: Span,
    },
    /// `ALTER [COLUMN] c DROP DEFAULT`.
    DropDefault {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// The column.
        column: Name,
    },
    /// `ALTER COLUMN c SET INVISIBLE` (MySQL).
    SetColumnVisibility {
        /// The column.
        column: Name,
        /// What it is from now on.
        invisible: bool,
    },
    /// `DROP [COLUMN] c`.
    DropColumn {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// The column.
        column: Name,
    },
    /// `DROP PRIMARY KEY`.
    DropPrimaryKey,
    /// `DROP KEY k`.
    DropIndex {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// The key.
        index: Name,
    },
    /// `DROP FOREIGN KEY k`.
    DropForeignKey {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// The constraint.
        constraint: Name,
    },
    /// `DROP CONSTRAINT c`: a check, a foreign key, a unique key, or the primary key.
    DropConstraint {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// The constraint.
        constraint: Name,
    },
    /// `DROP CHECK c` (MySQL).
    DropCheck(Name),
    /// `ALTER CHECK c [NOT] ENFORCED` (MySQL).
    EnforceCheck(Name, bool),
    /// `DROP PERIOD FOR …` (MariaDB).
    DropPeriod(Name),
    /// `RENAME KEY a TO b`.
    RenameIndex(Name, Name),
    /// `ALTER INDEX k …`.
    SetIndexVisibility(Name, IndexVisibility),
    /// `RENAME [TO] t`.
    Rename(ObjectName),
    /// `CONVERT TO CHARACTER SET x [COLLATE y]`; no name is `DEFAULT`.
    ConvertTo(Option<Name>, Option<Name>),
    /// `ORDER BY …`.
    OrderBy(Vec<OrderItem>),
    /// `DISABLE KEYS`, `ENABLE KEYS`, `FORCE`, `WITH VALIDATION` … : nothing that stays.
    Physical(SmolStr),
    /// `ALGORITHM = x`.
    Algorithm(Name),
    /// `LOCK = x`.
    Lock(Name),
    /// `DISCARD TABLESPACE`, `IMPORT TABLESPACE`.
    Tablespace(SmolStr),
    /// An option of the table.
    Option(TableOption),
    /// `DROP SYSTEM VERSIONING` (MariaDB).
    DropSystemVersioning,
    /// `PARTITION BY …`.
    PartitionBy(Partitioning),
    /// Something about its partitions.
    Partition(PartitionAction),
}

/// `RENAME COLUMN old TO new`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RenamedColumn {
    /// `IF EXISTS` (MariaDB).
    pub if_exists: bool,
    /// The column.
    pub old: Name,
    /// Its name from now on.
    pub new: Name,
}

/// Where a column comes to stand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnPlace {
    /// `FIRST`.
    First,
    /// `AFTER column`.
    After(Name),
}

/// Whether the optimizer uses a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum IndexVisibility {
    Visible,
    Invisible,
    Ignored,
    NotIgnored,
}

/// Something about partitions.
#[derive(Debug, Clone, PartialEq)]
pub enum PartitionAction {
    /// `ADD PARTITION (…)`, `ADD PARTITION PARTITIONS n`.
    Add {
        /// `IF NOT EXISTS` (MariaDB).
        if_not_exists: bool,
        /// The new ones.
        partitions: Vec<Partition>,
        /// How many, for `HASH` and `KEY`.
        count: Option<u32>,
    },
    /// `DROP PARTITION a, b`.
    Drop {
        /// `IF EXISTS` (MariaDB).
        if_exists: bool,
        /// Which.
        names: Vec<Name>,
    },
    /// `TRUNCATE PARTITION a, b`; none is `ALL`.
    Truncate(Vec<Name>),
    /// `COALESCE PARTITION n`.
    Coalesce(u32),
    /// `REORGANIZE PARTITION a, b INTO (…)`.
    Reorganize(Vec<Name>, Vec<Partition>),
    /// `EXCHANGE PARTITION p WITH TABLE t`.
    Exchange(Name, ObjectName),
    /// `REMOVE PARTITIONING`.
    Remove,
    /// `ANALYZE`, `CHECK`, `OPTIMIZE`, `REBUILD`, `REPAIR PARTITION`: nothing that stays.
    Physical(SmolStr, Vec<Name>),
}
