//! One session in a database.

use super::Refusal;
use super::installation::product_of;
use crate::engine::EngineError;
use crate::mysql::Product;
use mysql::prelude::Queryable;
use mysql::{Conn, Opts, Row, Value};

/// What the server made of a text: fine, or its refusal.
pub type Verdict = Result<(), Refusal>;

/// Something that the server remarks about a statement that it accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// `Note`, `Warning` or `Error`.
    pub level: String,
    /// The number of the condition.
    pub number: u16,
    /// The message.
    pub message: String,
}

/// A session; outer errors are those of the machine, inner ones the server's word on the SQL.
#[derive(Debug)]
pub struct Session {
    connection: Conn,
    version: String,
}

impl Session {
    /// Opens a session: `mysql://user:password@host/database`.
    pub fn connect(url: &str) -> Result<Self, EngineError> {
        Self::open(&Opts::from_url(url).map_err(mysql::Error::from)?)
    }

    pub(super) fn open(opts: &Opts) -> Result<Self, EngineError> {
        let mut connection = Conn::new(opts.clone())?;
        let version = connection.query_first("SELECT version()")?.unwrap_or_default();
        Ok(Self { connection, version })
    }

    /// The version as the server says it: `10.11.14-MariaDB-0+deb12u2`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// MariaDB or MySQL.
    pub fn product(&self) -> Product {
        product_of(&self.version)
    }

    /// Runs a text as one message: a statement, or several with semicolons between them, up to the first that is refused.
    pub fn run(&mut self, text: &str) -> Result<Verdict, EngineError> {
        match self.drain(text) {
            Ok(()) => Ok(Ok(())),
            Err(error) => Ok(Err(Refusal::of(error)?)),
        }
    }

    /// Reads everything that a text gives: a procedure may fail after it has returned rows.
    fn drain(&mut self, text: &str) -> Result<(), mysql::Error> {
        let mut result = self.connection.query_iter(text)?;
        while let Some(rows) = result.iter() {
            for row in rows {
                row?;
            }
        }
        Ok(())
    }

    /// Runs a text of our own.
    pub fn must(&mut self, text: &str) -> Result<(), EngineError> {
        Ok(self.connection.query_drop(text)?)
    }

    /// The rows of a query of our own.
    pub fn rows(&mut self, query: &str) -> Result<Vec<Row>, EngineError> {
        Ok(self.connection.query(query)?)
    }

    /// The first column of a query of our own.
    pub fn column(&mut self, query: &str) -> Result<Vec<String>, EngineError> {
        Ok(self.rows(query)?.iter().map(|row| text(row, 0).unwrap_or_default()).collect())
    }

    /// One cell of the first row of a query that the server may refuse.
    pub fn cell(&mut self, query: &str, column: usize) -> Result<Result<Option<String>, Refusal>, EngineError> {
        match self.connection.query_first::<Row, _>(query) {
            Ok(row) => Ok(Ok(row.and_then(|row| text(&row, column)))),
            Err(error) => Ok(Err(Refusal::of(error)?)),
        }
    }

    /// Reads the rows of a query that the server may refuse one by one, in the binary protocol, which keeps every value as it is.
    pub fn each_row(&mut self, query: &str, read: impl FnMut(Row)) -> Result<Verdict, EngineError> {
        match self.read_each(query, read) {
            Ok(()) => Ok(Ok(())),
            Err(error) => Ok(Err(Refusal::of(error)?)),
        }
    }

    fn read_each(&mut self, query: &str, mut read: impl FnMut(Row)) -> Result<(), mysql::Error> {
        for row in self.connection.exec_iter(query, ())? {
            read(row?);
        }
        Ok(())
    }

    /// What the server remarks about the statement before.
    pub fn warnings(&mut self) -> Result<Vec<Warning>, EngineError> {
        let warnings: Vec<(String, u16, String)> = self.connection.query("SHOW WARNINGS")?;
        Ok(warnings.into_iter().map(|(level, number, message)| Warning { level, number, message }).collect())
    }

    /// Whether a transaction is open.
    pub fn is_in_transaction(&mut self) -> Result<bool, EngineError> {
        let query = match self.product() {
            Product::MariaDb => "SELECT @@in_transaction",
            // The client library keeps the server's own flag to itself.
            Product::MySql => {
                "SELECT count(*) FROM performance_schema.events_transactions_current e \
                 JOIN performance_schema.threads t USING (THREAD_ID) \
                 WHERE t.PROCESSLIST_ID = connection_id() AND e.STATE = 'ACTIVE' AND e.AUTOCOMMIT = 'NO'"
            }
        };
        Ok(self.connection.query_first(query)?.unwrap_or(0) > 0)
    }
}

/// A cell of a row in the text protocol; `None` where it is null.
pub(crate) fn text(row: &Row, column: usize) -> Option<String> {
    match row.as_ref(column) {
        Some(Value::Bytes(bytes)) => Some(String::from_utf8_lossy(bytes).into_owned()),
        _ => None,
    }
}
