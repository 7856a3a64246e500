//! What a statement says, before any name in it has been looked up.
//!
//! Spans are byte offsets into the text that was parsed: the file, or the string of a `PREPARE`. Nothing here refers to a catalog, and
//! nothing is normalised but the quotes of names and literals.

mod account;
mod alter_table;
mod data;
mod expr;
mod name;
mod object;
mod program;
mod query;
mod session;
mod statement;
mod table;
mod type_name;
pub mod visit;
mod walk;

pub use account::{AccountName, AccountStatement};
pub use alter_table::{AlterAction, AlterTable, ColumnPlace, IndexVisibility, PartitionAction, RenamedColumn};
pub use data::{Assignment, Delete, DuplicateRows, Insert, InsertSource, InsertVerb, LoadData, Update, WriteModifier};
pub use expr::{
    BinaryOperator, Call, CastType, CharsetLiteral, Expr, ExprKind, Frame, FrameBound, Literal, MatchMode, Quantifier,
    SequenceValue, TimeUnit, TruthValue, UnaryOperator, VariableScope, Window,
};
pub use name::{ColumnName, Name, ObjectName};
pub use object::{
    AlterSequence, AlterView, CreateDatabase, CreateEvent, CreateMode, CreateSequence, CreateView, DatabaseOption,
    Definer, DropObject, EventStatus, ObjectKind, Schedule, SequenceOption, SqlSecurity, ViewAlgorithm, ViewCheck,
};
pub use program::{
    Block, Condition, CreateRoutine, CreateTrigger, Cursor, Handler, HandlerAction, Parameter, ParameterMode,
    ProgramStatement, RoutineCharacteristic, RoutineKind, Signal, Step, TriggerEvent, TriggerOrder, TriggerTime,
    Variable,
};
pub use query::{
    Cte, Join, JoinCondition, JoinKind, Locking, OrderItem, Query, QueryBody, Select, SelectItem, SelectModifier,
    SetOperator, SetQuantifier, TableRef, TableRefKind,
};
pub use session::{Isolation, LockedTable, SetItem, Transaction};
pub use statement::{IfExists, Statement, StatementKind};
pub use table::{
    ColumnDefinition, ColumnOption, CreateTable, CreateTableSource, ForeignKeyDefinition, Generated, IndexDefinition,
    IndexKind, IndexOption, KeyPart, KeyPartValue, Match, Partition, PartitionBound, PartitionMethod, Partitioning,
    ReferenceAction, References, TableCheck, TableElement, TableOption,
};
pub use type_name::{DataType, TypeName};
