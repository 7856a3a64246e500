//! Tables, views and their columns.

use super::index::IndexKey;
use super::{Acl, Bound, ForeignOptions, ForeignSource, ObjectId, TypeRef, TypeUse};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{OnCommit, PartitionStrategy, Persistence, ViewKind};
use crate::source::Origin;

/// Number of a column in its relation, from 1, never reused; 0 stands for the whole relation.
pub type ColumnNumber = u16;

/// The kinds of table.
#[derive(Debug, Clone, PartialEq)]
pub enum TableKind {
    /// An ordinary table, or a partition without partitions of its own.
    Ordinary,
    /// A partitioned table.
    Partitioned(PartitionKey),
    /// A foreign table.
    Foreign(ForeignSource),
}

/// The key of a partitioned table.
#[derive(Debug, Clone, PartialEq)]
pub struct PartitionKey {
    /// How rows are spread.
    pub strategy: PartitionStrategy,
    /// Columns or expressions.
    pub keys: Vec<IndexKey>,
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Ordinary, partitioned or foreign.
    pub kind: TableKind,
    /// Logged, unlogged or temporary.
    pub persistence: Persistence,
    /// `ON COMMIT`, of a temporary table.
    pub on_commit: Option<OnCommit>,
    /// All columns by number, dropped ones included: `columns[n - 1]` has number `n`.
    pub columns: Vec<Column>,
    /// `INHERITS`, or the one parent of a partition, in order.
    pub parents: Vec<ObjectId>,
    /// The bound, of a partition: `FOR VALUES …` or `DEFAULT`.
    pub partition_bound: Option<Bound>,
    /// `OF type`.
    pub of_type: Option<ObjectId>,
    /// `USING method`, where not `heap`.
    pub access_method: Option<Name>,
    /// `TABLESPACE`.
    pub tablespace: Option<Name>,
    /// `WITH (…)`, by name.
    pub options: Vec<(Name, Option<Name>)>,
    /// `ENABLE ROW LEVEL SECURITY`.
    pub row_security: bool,
    /// `FORCE ROW LEVEL SECURITY`.
    pub force_row_security: bool,
    /// `REPLICA IDENTITY`: `d`, `f`, `n` or `i`.
    pub replica_identity: char,
    /// The index of `REPLICA IDENTITY USING INDEX`.
    pub replica_index: Option<ObjectId>,
    /// The index of `CLUSTER ON`.
    pub clustered_on: Option<ObjectId>,
}

impl Table {
    /// Whether its rows are elsewhere.
    pub fn is_foreign(&self) -> bool {
        matches!(self.kind, TableKind::Foreign(_))
    }
}

/// A view or materialised view.
#[derive(Debug, Clone, PartialEq)]
pub struct View {
    /// View or materialised view.
    pub kind: ViewKind,
    /// Temporary or ordinary.
    pub persistence: Persistence,
    /// Its columns, named and typed when it was created.
    pub columns: Vec<Column>,
    /// The names were given in `CREATE VIEW v (a, b)`, or a column was renamed since.
    pub named_columns: bool,
    /// The query.
    pub query: Bound,
    /// `WITH (…)`.
    pub options: Vec<(Name, Option<Name>)>,
    /// `WITH … CHECK OPTION`: `local` or `cascaded`.
    pub check_option: Option<&'static str>,
    /// A materialised view holds data.
    pub populated: bool,
    /// `CLUSTER ON`, of a materialised view.
    pub clustered_on: Option<ObjectId>,
}

/// A column of a table or view, or an attribute of a composite type.
#[derive(Debug, Clone, PartialEq)]
pub struct Column {
    /// Its number.
    pub number: ColumnNumber,
    /// Its name.
    pub name: Name,
    /// Its type; `None` where the type of a view's column could not be told.
    pub type_use: Option<TypeUse>,
    /// `COLLATE`, where it is not the type's own.
    pub collation: Option<ObjectId>,
    /// `NOT NULL`, by itself or through a primary key or identity.
    pub not_null: bool,
    /// Its [`ColumnDefault`] object: default or generation expression.
    pub default: Option<ObjectId>,
    /// `GENERATED … AS IDENTITY`.
    pub identity: Option<IdentityColumn>,
    /// `SET STORAGE`, where it is not the type's own.
    pub storage: Option<Name>,
    /// `COMPRESSION`.
    pub compression: Option<Name>,
    /// `SET STATISTICS`.
    pub statistics: Option<i32>,
    /// `ALTER COLUMN … SET (…)`.
    pub options: Vec<(Name, Option<Name>)>,
    /// `OPTIONS (…)`, of a foreign table's column.
    pub foreign_options: ForeignOptions,
    /// Defined on this table itself, not only inherited.
    pub local: bool,
    /// How many parents it is inherited from.
    pub inherited: u16,
    /// `COMMENT ON COLUMN`.
    pub comment: Option<Name>,
    /// The author's `--` comment beside or above the column.
    pub remark: Option<Name>,
    /// Column privileges.
    pub acl: Acl,
    /// Dropped: the number stays taken.
    pub dropped: bool,
    /// The statement that made it.
    pub created: Option<Origin>,
    /// Later statements that changed it.
    pub touched: Vec<Origin>,
}

impl Column {
    /// A column with nothing but name, number and type.
    pub fn new(number: ColumnNumber, name: Name, type_use: Option<TypeUse>, created: Option<Origin>) -> Self {
        Self {
            number,
            name,
            type_use,
            collation: None,
            not_null: false,
            default: None,
            identity: None,
            storage: None,
            compression: None,
            statistics: None,
            options: Vec::new(),
            foreign_options: Vec::new(),
            local: true,
            inherited: 0,
            comment: None,
            remark: None,
            acl: None,
            dropped: false,
            created,
            touched: Vec::new(),
        }
    }
}

/// `GENERATED … AS IDENTITY`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct IdentityColumn {
    /// `ALWAYS`; `BY DEFAULT` otherwise.
    pub always: bool,
    /// Its sequence.
    pub sequence: ObjectId,
}

/// The default or generation expression of a column: an object of its own, as `pg_attrdef` is, because it has dependencies of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnDefault {
    /// The column's number in the parent.
    pub column: ColumnNumber,
    /// The expression.
    pub expr: Bound,
    /// Its type before it becomes the column's: `unknown` for a bare literal, which is read as the type that the column has then.
    pub value_type: Option<TypeRef>,
    /// `GENERATED ALWAYS AS (…)`: `STORED`, or `VIRTUAL`; `None` for an ordinary default.
    pub generated: Option<&'static str>,
    /// Made by `serial`: `nextval` of the sequence that the column owns.
    pub serial: bool,
}
