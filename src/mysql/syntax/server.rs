//! Statements about accounts and the server: read as far as needed to know what they are about.

use super::parser::{Parsed, Parser};
use super::token::TokenKind;
use crate::mysql::ast::{AccountStatement, ObjectName, StatementKind};

impl Parser<'_> {
    /// Behind its verb; `None` is no statement.
    pub(super) fn server_statement(&mut self, verb: &str, start: u32) -> Parsed<Option<StatementKind>> {
        Ok(Some(match verb {
            "GRANT" | "REVOKE" => self.account_statement(verb, start)?,
            "SHOW" | "HELP" => self.inert(verb)?,
            "DESCRIBE" | "DESC" | "EXPLAIN" => self.explain(verb)?,
            "ANALYZE" if !self.at_any(&["TABLE", "TABLES", "LOCAL", "NO_WRITE_TO_BINLOG"]) => self.explain(verb)?,
            "ANALYZE" | "OPTIMIZE" | "REPAIR" | "CHECK" | "CHECKSUM" => self.maintenance(verb)?,
            "START" if self.mode.is_mariadb() && !self.at_any(&["SLAVE", "SLAVES", "REPLICA", "REPLICAS", "ALL"]) => {
                return self.unexpected();
            }
            "LOCK" | "UNLOCK" if self.mode.is_mariadb() => return self.unexpected(),
            "FLUSH" | "RESET" | "PURGE" | "CHANGE" | "KILL" | "INSTALL" | "UNINSTALL" | "SHUTDOWN" | "BINLOG"
            | "CACHE" | "HANDLER" | "START" | "STOP" | "BACKUP" | "LOAD" | "LOCK" | "UNLOCK" | "CLONE" | "RESTART"
            | "IMPORT" => self.server(verb),
            _ => return Ok(None),
        }))
    }

    fn server(&mut self, verb: &str) -> StatementKind {
        let mut words = verb.to_owned();
        if self.at_kind(TokenKind::Word) {
            words = format!("{words} {}", self.peek().text(self.text).to_ascii_uppercase());
        }
        self.skip_statement();
        StatementKind::Server(words.into())
    }

    /// `CREATE USER`, `ALTER SERVER` …: what is about the server.
    pub(super) fn create_of_server(&mut self, start: u32) -> Parsed<StatementKind> {
        let mark = self.mark();
        self.rewind(mark - 1);
        let verb = self.next().text(self.text).to_ascii_uppercase();
        self.of_server(&verb, start)
    }

    /// `DROP USER`, `DROP SERVER` …
    pub(super) fn drop_of_server(&mut self, start: u32) -> Parsed<StatementKind> {
        if self.at_any(&["USER", "ROLE", "SERVER", "PREPARE", "TABLESPACE", "LOGFILE", "UNDO", "SPATIAL", "PACKAGE"]) {
            if self.accept("PREPARE") {
                return Ok(StatementKind::Deallocate(self.name()?));
            }
            return self.of_server("DROP", start);
        }
        self.unexpected()
    }

    fn of_server(&mut self, verb: &str, start: u32) -> Parsed<StatementKind> {
        let word = self.next().text(self.text).to_ascii_uppercase();
        let verb = format!("{verb} {word}");
        if matches!(word.as_str(), "USER" | "ROLE") {
            self.account_statement(&verb, start)
        } else {
            Ok(self.server(&verb))
        }
    }

    /// The rest is not read, but for the accounts in it.
    pub(super) fn account_statement(&mut self, verb: &str, _start: u32) -> Parsed<StatementKind> {
        if self.at_statement_end() {
            return self.unexpected();
        }
        let mut accounts = Vec::new();
        while !self.at_statement_end() && !self.at_kind(TokenKind::Bad) {
            let names_account = self.at_nth(1, "@") || self.at_any(&["CURRENT_USER", "CURRENT_ROLE"]);
            if names_account && (self.at_name() || !self.at_kind(TokenKind::Word)) || self.at_any(&["CURRENT_USER"]) {
                accounts.push(self.account_name()?);
            } else {
                self.next();
            }
        }
        if self.at_kind(TokenKind::Bad) {
            return self.unexpected();
        }
        Ok(StatementKind::Account(AccountStatement { verb: verb.into(), accounts }))
    }

    fn inert(&mut self, verb: &str) -> Parsed<StatementKind> {
        if self.at_statement_end() {
            return self.unexpected();
        }
        let tables = self.shown_tables()?;
        self.skip_statement();
        Ok(StatementKind::Inert(verb.into(), tables))
    }

    /// The tables that `SHOW` needs.
    fn shown_tables(&mut self) -> Parsed<Vec<ObjectName>> {
        if self.at_words(&["CREATE", "TABLE"])
            || self.at_words(&["CREATE", "VIEW"])
            || self.at_words(&["CREATE", "SEQUENCE"])
        {
            self.next();
            self.next();
            return Ok(vec![self.table_name()?]);
        }
        let mark = self.mark();
        self.accept("FULL");
        let about_table = self.accept_any(&["COLUMNS", "FIELDS", "INDEX", "INDEXES", "KEYS"]).is_some();
        if !about_table || self.accept_any(&["FROM", "IN"]).is_none() {
            self.rewind(mark);
            return Ok(Vec::new());
        }
        let mut table = self.table_name()?;
        if self.accept_any(&["FROM", "IN"]).is_some() {
            table.database = Some(self.name()?);
        }
        Ok(vec![table])
    }

    /// `DESCRIBE t`, `EXPLAIN statement`.
    fn explain(&mut self, verb: &str) -> Parsed<StatementKind> {
        if self.accept("FORMAT") {
            self.expect("=")?;
            self.name_or_string()?;
        } else if self.at_any(&["EXTENDED", "PARTITIONS", "ANALYZE"]) {
            self.next();
        }
        if self.at_any(&["SELECT", "INSERT", "UPDATE", "DELETE", "REPLACE", "WITH", "(", "VALUES"]) {
            self.statement()?;
            return Ok(StatementKind::Inert(verb.into(), Vec::new()));
        }
        if self.at("FOR") {
            self.skip_statement();
            return Ok(StatementKind::Inert(verb.into(), Vec::new()));
        }
        let table = self.table_name()?;
        if !self.at_statement_end() {
            self.name_or_string()?;
        }
        Ok(StatementKind::Inert(verb.into(), vec![table]))
    }

    /// `ANALYZE TABLE a, b …`.
    fn maintenance(&mut self, verb: &str) -> Parsed<StatementKind> {
        self.no_write_to_binlog();
        if !self.mode.is_mariadb() || self.at_any(&["TABLE", "TABLES"]) {
            if self.accept_any(&["TABLE", "TABLES"]).is_none() {
                return self.unexpected();
            }
        } else if verb == "CHECK" || verb == "REPAIR" {
            if self.accept("VIEW") {
                return self.maintained(verb);
            }
            return self.unexpected();
        } else {
            return self.unexpected();
        }
        self.maintained(verb)
    }

    fn maintained(&mut self, verb: &str) -> Parsed<StatementKind> {
        let tables = self.list(Self::table_name)?;
        self.skip_statement();
        Ok(StatementKind::Maintenance(verb.into(), tables))
    }
}
