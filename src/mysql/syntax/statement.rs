//! Which statement it is.

use super::parser::{Parsed, Parser};
use super::token::TokenKind;
use crate::mysql::ast::{CreateMode, IndexKind, InsertVerb, ObjectKind, Statement, StatementKind};
use crate::mysql::error::failure;

/// Words that begin a statement of a stored program and of nothing else.
const PROGRAM_WORDS: &[&str] = &["IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"];

impl Parser<'_> {
    /// A statement ends here.
    pub(super) fn at_statement_end(&self) -> bool {
        self.at_kind(TokenKind::End) || self.at(";")
    }

    /// Skips all up to the end of the statement.
    pub(super) fn skip_statement(&mut self) {
        while !self.at_statement_end() && !self.at_kind(TokenKind::Bad) {
            self.next();
        }
    }

    /// One statement and nothing behind it.
    pub(super) fn only_statement(mut self) -> Parsed<Statement> {
        if self.at(";") {
            return self.unexpected();
        }
        if self.at_statement_end() {
            return Err(failure("1065", "Query was empty"));
        }
        let statement = self.statement()?;
        if self.at_statement_end() { Ok(statement) } else { self.unexpected() }
    }

    /// The statement of a `PREPARE`, behind which there may be nothing but delimiters, and how many `?` it has.
    pub(super) fn prepared_statement(mut self) -> Parsed<(Statement, usize)> {
        self.parameters_allowed = true;
        if self.at_statement_end() {
            let first = self.peek();
            while self.accept(";") {}
            let empty = self.peek().kind == TokenKind::End;
            return Err(if empty { failure("1065", "Query was empty") } else { self.syntax_error(first) });
        }
        let statement = self.statement()?;
        while self.accept(";") {}
        if self.peek().kind == TokenKind::End { Ok((statement, self.parameters)) } else { self.unexpected() }
    }

    /// A statement, up to its delimiter.
    pub(super) fn statement(&mut self) -> Parsed<Statement> {
        let start = self.start();
        let kind = self.nested(Self::statement_kind)?;
        Ok(Statement { kind, span: self.span_from(start) })
    }

    fn statement_kind(&mut self) -> Parsed<StatementKind> {
        if self.at_any(&["SELECT", "(", "VALUES"]) || self.at("TABLE") && !self.mode.is_mariadb() {
            return Ok(StatementKind::Query(Box::new(self.query()?)));
        }
        if self.at("WITH") {
            return self.with_statement();
        }
        if self.mode.is_mariadb() && !self.in_program() && self.at_compound() {
            return self.compound();
        }
        let start = self.start();
        let token = self.peek();
        if self.mode.is_mariadb() && self.at("PARTITION") {
            return Err(self.near("Partitioning can not be used stand-alone in query", token));
        }
        if token.kind != TokenKind::Word {
            return self.unexpected();
        }
        let verb = token.text(self.text).to_ascii_uppercase();
        self.next();
        match self.statement_of(&verb, start)? {
            Some(kind) => Ok(kind),
            None => Err(self.syntax_error(token)),
        }
    }

    fn at_compound(&self) -> bool {
        self.at_any(PROGRAM_WORDS) && !self.at_nth(1, "(")
            || self.at("IF")
            || self.at("CASE")
            || self.at_words(&["BEGIN", "NOT"])
    }

    fn with_statement(&mut self) -> Parsed<StatementKind> {
        let mark = self.mark();
        let (_, with) = self.with()?;
        if self.accept("UPDATE") {
            return self.update(with);
        }
        if self.accept("DELETE") {
            return self.delete(with);
        }
        self.rewind(mark);
        Ok(StatementKind::Query(Box::new(self.query()?)))
    }

    fn statement_of(&mut self, verb: &str, start: u32) -> Parsed<Option<StatementKind>> {
        Ok(Some(match verb {
            "CREATE" => return self.create(start).map(Some),
            "ALTER" => self.alter(start)?,
            "DROP" => self.drop_statement(start)?,
            "RENAME" => self.rename_statement(start)?,
            "TRUNCATE" => {
                self.accept("TABLE");
                let table = self.table_name()?;
                self.table_wait()?;
                StatementKind::Truncate(table)
            }
            "INSERT" => self.insert(InsertVerb::Insert)?,
            "REPLACE" => self.insert(InsertVerb::Replace)?,
            "UPDATE" => self.update(Vec::new())?,
            "DELETE" => self.delete(Vec::new())?,
            "LOAD" if self.at_any(&["DATA", "XML"]) => self.load_data(start)?,
            "USE" => StatementKind::Use(self.name()?),
            "CALL" => {
                let name = self.object_name()?;
                let arguments = if self.at("(") { self.arguments()? } else { Vec::new() };
                StatementKind::Call(name, arguments)
            }
            "DO" => StatementKind::Do(self.list(Self::expr)?),
            _ => return self.session_statement(verb, start),
        }))
    }

    fn create(&mut self, start: u32) -> Parsed<StatementKind> {
        let mode = if self.accept("OR") {
            self.expect("REPLACE")?;
            CreateMode::OrReplace
        } else {
            CreateMode::Plain
        };
        let temporary = self.accept("TEMPORARY");
        if self.accept("TABLE") {
            return self.create_table(mode, temporary);
        }
        if self.mode.is_mariadb() && self.accept("SEQUENCE") {
            return self.create_sequence(mode, temporary);
        }
        if temporary {
            return self.unexpected();
        }
        if let Some(kind) = self.index_kind()? {
            return self.create_index(mode, kind, start);
        }
        if self.accept_any(&["DATABASE", "SCHEMA"]).is_some() {
            return self.create_database(mode);
        }
        if self.at_any(&["USER", "ROLE", "SERVER", "LOGFILE", "TABLESPACE"])
            || !self.mode.is_mariadb() && self.at_any(&["UNDO", "SPATIAL"])
        {
            return self.create_of_server(start);
        }
        self.create_program_or_view(mode)
    }

    /// `[UNIQUE | FULLTEXT | SPATIAL] INDEX`.
    fn index_kind(&mut self) -> Parsed<Option<IndexKind>> {
        if self.mode.is_mariadb() && self.at("ONLINE") {
            self.next();
        }
        let kind = match self.accept_any(&["UNIQUE", "FULLTEXT", "INDEX"]) {
            Some("INDEX") => return Ok(Some(IndexKind::Plain)),
            Some("UNIQUE") => IndexKind::Unique,
            Some(_) => IndexKind::FullText,
            None if self.at("SPATIAL") && (self.mode.is_mariadb() || self.at_nth(1, "INDEX")) => {
                self.next();
                IndexKind::Spatial
            }
            None => return Ok(None),
        };
        self.expect("INDEX")?;
        Ok(Some(kind))
    }

    fn alter(&mut self, start: u32) -> Parsed<StatementKind> {
        let (mut online, mut ignore) = (false, false);
        while self.mode.is_mariadb() && self.at_any(&["ONLINE", "IGNORE"]) {
            ignore |= self.at("IGNORE");
            online |= self.at("ONLINE");
            self.next();
        }
        if self.accept("TABLE") {
            return self.alter_table(ignore);
        }
        if online || ignore {
            return self.unexpected();
        }
        if self.accept_any(&["DATABASE", "SCHEMA"]).is_some() {
            return self.alter_database();
        }
        if self.mode.is_mariadb() && self.accept("SEQUENCE") {
            return self.alter_sequence();
        }
        if self.at_any(&["USER", "SERVER", "TABLESPACE", "LOGFILE", "INSTANCE", "UNDO", "ROLE"]) {
            return self.create_of_server(start);
        }
        self.alter_program_or_view()
    }

    fn drop_statement(&mut self, start: u32) -> Parsed<StatementKind> {
        if self.accept("INDEX") {
            return self.drop_index();
        }
        let temporary = self.accept("TEMPORARY");
        let kind = match self.accept_any(&[
            "TABLE",
            "TABLES",
            "SEQUENCE",
            "VIEW",
            "DATABASE",
            "SCHEMA",
            "TRIGGER",
            "PROCEDURE",
            "FUNCTION",
            "EVENT",
        ]) {
            Some("TABLE" | "TABLES") if temporary => ObjectKind::TemporaryTable,
            Some("TABLE" | "TABLES") => ObjectKind::Table,
            Some("SEQUENCE") if temporary => ObjectKind::TemporarySequence,
            Some("SEQUENCE") => ObjectKind::Sequence,
            Some("VIEW") => ObjectKind::View,
            Some("DATABASE" | "SCHEMA") => ObjectKind::Database,
            Some("TRIGGER") => ObjectKind::Trigger,
            Some("PROCEDURE") => ObjectKind::Procedure,
            Some("FUNCTION") => ObjectKind::Function,
            Some(_) => ObjectKind::Event,
            None => return self.drop_of_server(start),
        };
        self.drop_objects(kind, start)
    }

    fn rename_statement(&mut self, start: u32) -> Parsed<StatementKind> {
        if self.accept("USER") {
            return self.account_statement("RENAME USER", start);
        }
        if self.accept_any(&["TABLE", "TABLES"]).is_none() {
            return self.unexpected();
        }
        self.rename_tables()
    }
}
