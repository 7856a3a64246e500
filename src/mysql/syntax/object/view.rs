//! Views, and which of views and programs a `CREATE` makes.

use crate::mysql::ast::{
    AlterView, CreateMode, CreateView, Definer, SqlSecurity, StatementKind, ViewAlgorithm, ViewCheck,
};
use crate::mysql::syntax::parser::{Parsed, Parser};

/// What may stand between `CREATE` and `VIEW`, `TRIGGER` …
#[derive(Debug, Clone)]
pub(in crate::mysql::syntax) struct Header {
    /// `OR REPLACE`.
    pub mode: CreateMode,
    /// `ALGORITHM`.
    pub algorithm: Option<ViewAlgorithm>,
    /// `DEFINER`.
    pub definer: Option<Definer>,
    /// `SQL SECURITY`.
    pub security: Option<SqlSecurity>,
}

impl Parser<'_> {
    fn header(&mut self, mode: CreateMode) -> Parsed<Header> {
        let algorithm = if self.accept("ALGORITHM") { Some(self.algorithm()?) } else { None };
        let definer = self.definer()?;
        let security = self.security()?;
        Ok(Header { mode, algorithm, definer, security })
    }

    fn algorithm(&mut self) -> Parsed<ViewAlgorithm> {
        self.expect("=")?;
        match self.accept_any(&["UNDEFINED", "MERGE", "TEMPTABLE"]) {
            Some("UNDEFINED") => Ok(ViewAlgorithm::Undefined),
            Some("MERGE") => Ok(ViewAlgorithm::Merge),
            Some(_) => Ok(ViewAlgorithm::TempTable),
            None => self.unexpected(),
        }
    }

    /// `SQL SECURITY DEFINER | INVOKER`.
    pub(in crate::mysql::syntax) fn security(&mut self) -> Parsed<Option<SqlSecurity>> {
        if !self.accept("SQL") {
            return Ok(None);
        }
        self.expect("SECURITY")?;
        match self.accept_any(&["DEFINER", "INVOKER"]) {
            Some("DEFINER") => Ok(Some(SqlSecurity::Definer)),
            Some(_) => Ok(Some(SqlSecurity::Invoker)),
            None => self.unexpected(),
        }
    }

    /// What `CREATE` makes where it is no table, index or database.
    pub(in crate::mysql::syntax) fn create_program_or_view(&mut self, mode: CreateMode) -> Parsed<StatementKind> {
        let header = self.header(mode)?;
        if self.accept("VIEW") {
            return Ok(StatementKind::CreateView(Box::new(self.create_view(header)?)));
        }
        if header.algorithm.is_some() || header.security.is_some() {
            return self.unexpected();
        }
        let aggregate = self.mode.is_mariadb() && self.accept("AGGREGATE");
        if aggregate && !self.at("FUNCTION") {
            return self.unexpected();
        }
        match self.accept_any(&["TRIGGER", "PROCEDURE", "FUNCTION", "EVENT"]) {
            Some("TRIGGER") => self.create_trigger(header),
            Some("EVENT") => self.create_event(header),
            Some("PROCEDURE") => self.create_procedure(header),
            Some(_) => self.create_function(header, aggregate),
            None => self.unexpected(),
        }
    }

    /// What `ALTER` changes where it is no table or database.
    pub(in crate::mysql::syntax) fn alter_program_or_view(&mut self) -> Parsed<StatementKind> {
        if self.at_any(&["PROCEDURE", "FUNCTION"]) {
            return self.alter_routine();
        }
        let header = self.header(CreateMode::OrReplace)?;
        if self.accept("VIEW") {
            return Ok(StatementKind::AlterView(Box::new(AlterView(self.view_rest(header)?))));
        }
        if header.algorithm.is_none() && header.security.is_none() && self.accept("EVENT") {
            return self.alter_event(header);
        }
        self.unexpected()
    }

    fn create_view(&mut self, mut header: Header) -> Parsed<CreateView> {
        header.mode = self.if_not_exists(header.mode)?;
        self.view_rest(header)
    }

    fn view_rest(&mut self, header: Header) -> Parsed<CreateView> {
        let Header { mode, algorithm, definer, security } = header;
        let name = self.table_name()?;
        let columns = if self.at("(") { self.bracketed_list(Self::name)? } else { Vec::new() };
        self.expect("AS")?;
        let query = self.query()?;
        let check = self.view_check()?;
        Ok(CreateView { mode, algorithm, definer, security, name, columns, query, check })
    }

    fn view_check(&mut self) -> Parsed<Option<ViewCheck>> {
        if !self.accept("WITH") {
            return Ok(None);
        }
        let check = if self.accept_any(&["CASCADED", "LOCAL"]) == Some("LOCAL") {
            ViewCheck::Local
        } else {
            ViewCheck::Cascaded
        };
        self.expect_words(&["CHECK", "OPTION"])?;
        Ok(Some(check))
    }
}
