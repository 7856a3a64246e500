//! All that can stand between two delimiters.

use super::account::AccountStatement;
use super::alter_table::AlterTable;
use super::data::{Delete, Insert, LoadData, Update};
use super::expr::Expr;
use super::name::{Name, ObjectName};
use super::object::{AlterSequence, AlterView, CreateDatabase, CreateEvent, CreateSequence, CreateView, DropObject};
use super::program::{CreateRoutine, CreateTrigger, ProgramStatement, RoutineCharacteristic, RoutineKind, Step};
use super::query::Query;
use super::session::{LockedTable, SetItem, Transaction};
use super::table::CreateTable;
use crate::source::Span;
use smol_str::SmolStr;

/// A statement and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Statement {
    /// What it is.
    pub kind: StatementKind,
    /// Where it stands, without its delimiter.
    pub span: Span,
}

/// What a statement is.
#[derive(Debug, Clone, PartialEq)]
pub enum StatementKind {
    /// `CREATE DATABASE`.
    CreateDatabase(CreateDatabase),
    /// `ALTER DATABASE`.
    AlterDatabase(CreateDatabase),
    /// `USE name`.
    Use(Name),
    /// `CREATE TABLE`.
    CreateTable(Box<CreateTable>),
    /// `ALTER TABLE`, `CREATE INDEX`, `DROP INDEX`.
    AlterTable(AlterTable),
    /// `RENAME TABLE a TO b, c TO d`.
    RenameTables(Vec<(ObjectName, ObjectName)>, IfExists),
    /// `TRUNCATE [TABLE] t`.
    Truncate(ObjectName),
    /// `DROP …`.
    Drop(DropObject),
    /// `CREATE VIEW`.
    CreateView(Box<CreateView>),
    /// `ALTER VIEW`.
    AlterView(Box<AlterView>),
    /// `CREATE SEQUENCE`.
    CreateSequence(CreateSequence),
    /// `ALTER SEQUENCE`.
    AlterSequence(AlterSequence),
    /// `CREATE PROCEDURE`, `CREATE FUNCTION`.
    CreateRoutine(Box<CreateRoutine>),
    /// `ALTER PROCEDURE`, `ALTER FUNCTION`.
    AlterRoutine(RoutineKind, ObjectName, Vec<RoutineCharacteristic>),
    /// `CREATE TRIGGER`.
    CreateTrigger(Box<CreateTrigger>),
    /// `CREATE EVENT`.
    CreateEvent(Box<CreateEvent>),
    /// `ALTER EVENT`.
    AlterEvent(Box<CreateEvent>),
    /// `SELECT`, `VALUES`, `WITH … SELECT`, `TABLE t`.
    Query(Box<Query>),
    /// `INSERT`, `REPLACE`.
    Insert(Box<Insert>),
    /// `UPDATE`.
    Update(Box<Update>),
    /// `DELETE`.
    Delete(Box<Delete>),
    /// `LOAD DATA`.
    LoadData(LoadData),
    /// `CALL p(…)`.
    Call(ObjectName, Vec<Expr>),
    /// `DO expr, …`.
    Do(Vec<Expr>),
    /// `SET …`.
    Set(Vec<SetItem>),
    /// `SET STATEMENT … FOR statement` (MariaDB).
    SetStatement(Vec<SetItem>, Box<Statement>),
    /// `PREPARE name FROM …`: a string or a variable.
    Prepare(Name, Expr),
    /// `EXECUTE name USING …`.
    Execute(Name, Vec<Expr>),
    /// `EXECUTE IMMEDIATE … USING …` (MariaDB).
    ExecuteImmediate(Expr, Vec<Expr>),
    /// `DEALLOCATE PREPARE name`.
    Deallocate(Name),
    /// `BEGIN`, `COMMIT` …
    Transaction(Transaction),
    /// `LOCK TABLES`.
    LockTables(Vec<LockedTable>),
    /// `UNLOCK TABLES`.
    UnlockTables,
    /// `BEGIN NOT ATOMIC … END`, and `IF`, `LOOP` … outside of stored programs (MariaDB).
    Compound(Box<ProgramStatement>),
    /// `SIGNAL`, `GET DIAGNOSTICS` … outside of stored programs.
    Step(Box<Step>),
    /// `GRANT`, `CREATE USER` …
    Account(AccountStatement),
    /// `SHOW`, `DESCRIBE`, `EXPLAIN`, `HELP` …: they only read. The tables that must be there.
    Inert(SmolStr, Vec<ObjectName>),
    /// `ANALYZE`, `OPTIMIZE`, `CHECK`, `REPAIR`, `CHECKSUM TABLE`: nothing that stays. They report on their tables and never fail for them.
    Maintenance(SmolStr, Vec<ObjectName>),
    /// `FLUSH`, `INSTALL PLUGIN`, `CHANGE MASTER`, `KILL`, `SHUTDOWN`, `CREATE SERVER`, `HANDLER` …: about the server; its first words.
    Server(SmolStr),
}

/// `IF EXISTS` of `RENAME TABLE` (MariaDB).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "SQL's own words")]
pub enum IfExists {
    Required,
    Optional,
}
