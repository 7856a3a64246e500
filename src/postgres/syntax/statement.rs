//! Which production reads a statement.

use super::cursor::Cursor;
use super::error::{Result, opaque};
use super::lex::Kind;
use crate::postgres::ast::op::{CreateTableAs, Persistence};
use crate::postgres::ast::{Name, Op, Query, QueryBody, Statement};
use crate::source::Span;

/// Statements that change neither schema nor rows.
const INERT: &[&str] = &[
    "ANALYZE",
    "ANALYSE",
    "VACUUM",
    "REINDEX",
    "LISTEN",
    "NOTIFY",
    "UNLISTEN",
    "CHECKPOINT",
    "SHOW",
    "EXPLAIN",
    "DISCARD",
    "FETCH",
    "MOVE",
    "CLOSE",
    "DEALLOCATE",
];

const TRANSACTION: &[&str] = &["BEGIN", "START", "COMMIT", "END", "ROLLBACK", "ABORT", "SAVEPOINT", "RELEASE"];

/// Statements about the server and its other databases.
const SERVER: &[&[&str]] = &[&["ALTER", "SYSTEM"], &["CREATE", "DATABASE"], &["DROP", "DATABASE", "IF", "EXISTS"]];

/// Statements of the server that are not modelled.
const OTHER: &[&str] = &["DECLARE", "EXECUTE", "IMPORT", "LOAD", "MERGE", "PREPARE"];

impl Cursor<'_> {
    /// The statement that fills this range.
    pub(super) fn statement(&mut self) -> Result<Statement> {
        self.statement_with_data(None)
    }

    /// The statement that fills this range, and the data lines behind a `COPY`.
    pub(super) fn statement_with_data(&mut self, data: Option<Span>) -> Result<Statement> {
        let statement = if self.kind() == Some(Kind::LeftParen) || self.at_any(&["SELECT", "VALUES", "TABLE"]) {
            query_statement(self.rest().query()?)
        } else if self.at_keyword("WITH") {
            self.with_statement()?
        } else {
            self.by_keyword(data)?
        };
        self.finish()?;
        Ok(statement)
    }

    fn by_keyword(&mut self, data: Option<Span>) -> Result<Statement> {
        const STARTS: &[&str] = &[
            "CREATE", "ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "REFRESH", "INSERT", "UPDATE", "DELETE",
            "TRUNCATE", "LOCK", "COPY", "SET", "RESET", "DO", "CALL", "CLUSTER", "REASSIGN", "SECURITY",
        ];
        if let Some(command) = SERVER.iter().find(|words| self.all(words)) {
            self.at = self.end;
            let command = Name::new(command[..2].join(" "));
            return Ok(Statement::Inert { command, relations: Vec::new(), outside_transaction: true });
        }
        if let Some(word) = self.any(TRANSACTION) {
            return self.transaction(word);
        }
        if let Some(word) = self.any(INERT) {
            return self.inert(word);
        }
        if let Some(word) = self.any(OTHER) {
            return opaque(word);
        }
        let Some(word) = self.any(STARTS) else { return self.refuse() };
        match word {
            "CREATE" => self.create().map(Statement::Op),
            "ALTER" => self.alter().map(Statement::Op),
            "DROP" => self.drop_object().map(Statement::Op),
            "COMMENT" => self.expect("ON").and_then(|()| self.comment()).map(Statement::Op),
            "GRANT" => self.grant().map(Statement::Op),
            "REVOKE" => self.revoke().map(Statement::Op),
            "REFRESH" => {
                self.expect_all(&["MATERIALIZED", "VIEW"])?;
                self.refresh_view().map(Statement::Op)
            }
            "INSERT" => self.insert(Vec::new()).map(|insert| Statement::Insert(Box::new(insert))),
            "UPDATE" => self.update(Vec::new()).map(|update| Statement::Update(Box::new(update))),
            "DELETE" => self.delete(Vec::new()).map(|delete| Statement::Delete(Box::new(delete))),
            "TRUNCATE" => self.truncate(),
            "CLUSTER" => self.cluster().map(Statement::Op),
            "REASSIGN" => self.reassign_owned().map(Statement::Op),
            "SECURITY" => self.security_label().map(Statement::Op),
            "LOCK" => self.lock(),
            "COPY" => self.copy(data),
            "SET" => self.set(),
            "RESET" => self.reset(),
            "DO" => self.block(),
            _ => self.rest().expr().map(Statement::Call),
        }
    }
}

/// A query, or the table that its `INTO` creates.
fn query_statement(query: Query) -> Statement {
    let into = match &query.body {
        QueryBody::Select(select) => select.into.clone(),
        _ => None,
    };
    match into {
        None => Statement::Query(Box::new(query)),
        Some(name) => Statement::Op(Op::CreateTableAs(Box::new(CreateTableAs {
            name,
            if_not_exists: false,
            persistence: Persistence::Permanent,
            columns: Vec::new(),
            query,
            access_method: None,
            storage_parameters: Vec::new(),
            on_commit: None,
            tablespace: None,
            with_data: true,
        }))),
    }
}
