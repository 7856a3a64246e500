//! Databases, views, sequences, events, and what drops them.

mod event;
mod sequence;
mod view;

pub(super) use view::Header;

use super::parser::{Parsed, Parser};
use super::token::TokenKind;
use crate::mysql::ast::{
    AccountName, CreateDatabase, CreateMode, DatabaseOption, DropObject, ObjectKind, ObjectName, StatementKind,
};

impl Parser<'_> {
    /// `CREATE DATABASE`, behind the word.
    pub(super) fn create_database(&mut self, mode: CreateMode) -> Parsed<StatementKind> {
        let mode = self.if_not_exists(mode)?;
        let name = Some(self.name()?);
        let options = self.database_options()?;
        Ok(StatementKind::CreateDatabase(CreateDatabase { mode, name, options }))
    }

    /// `ALTER DATABASE`, behind the word.
    pub(super) fn alter_database(&mut self) -> Parsed<StatementKind> {
        let name = if self.at_name() && !self.at_database_option() { Some(self.name()?) } else { None };
        let options = self.database_options()?;
        if options.is_empty() {
            return self.unexpected();
        }
        Ok(StatementKind::AlterDatabase(CreateDatabase { mode: CreateMode::Plain, name, options }))
    }

    fn at_database_option(&self) -> bool {
        self.at_any(&["CHARSET", "COMMENT"]) && !self.at_nth(1, "CHARACTER")
    }

    fn database_options(&mut self) -> Parsed<Vec<DatabaseOption>> {
        let mut options = Vec::new();
        loop {
            let default = self.accept("DEFAULT");
            if self.accept("COLLATE") {
                self.accept("=");
                options.push(DatabaseOption::Collate(self.collation_name()?));
            } else if default || self.at_any(&["CHARACTER", "CHAR", "CHARSET"]) {
                options.push(self.database_charset()?);
            } else if self.mode.is_mariadb() && self.accept("COMMENT") {
                self.accept("=");
                options.push(DatabaseOption::Comment(self.string()?));
            } else if !self.mode.is_mariadb() && self.at_any(&["ENCRYPTION", "READ"]) {
                options.push(self.other_database_option()?);
            } else {
                return Ok(options);
            }
        }
    }

    fn database_charset(&mut self) -> Parsed<DatabaseOption> {
        if !self.mode.is_mariadb() && self.at("ENCRYPTION") {
            return self.other_database_option();
        }
        self.charset_word()?;
        self.accept("=");
        let name = if self.at("DEFAULT") { self.take_name() } else { self.charset_name()? };
        Ok(DatabaseOption::Charset(name))
    }

    /// `ENCRYPTION [=] 'Y'`, `READ ONLY [=] 1` (MySQL).
    fn other_database_option(&mut self) -> Parsed<DatabaseOption> {
        let start = self.start();
        if self.accept("READ") {
            self.expect("ONLY")?;
            self.accept("=");
            if !self.accept("DEFAULT") {
                self.expect_kind(TokenKind::Integer)?;
            }
        } else {
            self.next();
            self.accept("=");
            self.string()?;
        }
        Ok(DatabaseOption::Other(self.span_from(start).slice(self.text).into()))
    }

    /// `DROP …`, behind what is dropped.
    pub(super) fn drop_objects(&mut self, kind: ObjectKind, start: u32) -> Parsed<StatementKind> {
        let if_exists = self.accept_if_exists()?;
        let several = matches!(
            kind,
            ObjectKind::Table
                | ObjectKind::TemporaryTable
                | ObjectKind::View
                | ObjectKind::Sequence
                | ObjectKind::TemporarySequence
        );
        let names = match kind {
            ObjectKind::Database => vec![ObjectName { database: None, name: self.name()? }],
            _ if several => self.list(Self::table_name)?,
            _ => vec![self.object_name()?],
        };
        if several {
            self.table_wait()?;
            self.accept_any(&["RESTRICT", "CASCADE"]);
        }
        Ok(StatementKind::Drop(DropObject { kind, if_exists, names, span: self.span_from(start) }))
    }

    /// `DEFINER = user`.
    pub(super) fn definer(&mut self) -> Parsed<Option<AccountName>> {
        if !self.accept("DEFINER") {
            return Ok(None);
        }
        self.expect("=")?;
        self.account_name().map(Some)
    }

    /// `user@host`, `'user'@'host'`, `CURRENT_USER[()]`, `CURRENT_ROLE`, `role`.
    pub(super) fn account_name(&mut self) -> Parsed<AccountName> {
        let start = self.start();
        let current = self.accept_any(&["CURRENT_USER", "CURRENT_ROLE"]);
        if let Some(word) = current {
            if self.accept("(") {
                self.expect(")")?;
            }
            return Ok(AccountName { user: word.into(), host: None, is_current: true, span: self.span_from(start) });
        }
        let user = self.name_or_string()?.text;
        let host = if self.accept("@") { Some(self.host()?) } else { None };
        Ok(AccountName { user, host, is_current: false, span: self.span_from(start) })
    }

    fn host(&mut self) -> Parsed<smol_str::SmolStr> {
        let token = self.peek();
        match token.kind {
            TokenKind::Host => Ok(self.next().text(self.text).into()),
            TokenKind::Name | TokenKind::String => Ok(self.name_or_string()?.text),
            _ => self.unexpected(),
        }
    }
}
