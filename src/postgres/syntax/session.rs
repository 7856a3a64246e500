//! What steers a session: settings, transactions, blocks, and what changes nothing.

use super::cursor::Cursor;
use super::error::{Result, opaque};
use super::lex::Kind;
use crate::postgres::ast::{Copy, Name, QualifiedName, Setting, Statement, TransactionControl};
use crate::source::Span;

impl Cursor<'_> {
    /// What follows `SET`.
    pub(super) fn set(&mut self) -> Result<Statement> {
        if self.at_keyword("TRANSACTION") || self.at_all(&["SESSION", "CHARACTERISTICS"]) {
            self.any(&["TRANSACTION"]);
            if self.all(&["SESSION", "CHARACTERISTICS"]) {
                self.expect_all(&["AS", "TRANSACTION"])?;
            }
            if self.at_keyword("SNAPSHOT") {
                return opaque("SET TRANSACTION SNAPSHOT");
            }
            self.transaction_modes()?;
            return Ok(Statement::Transaction(TransactionControl::Characteristics));
        }
        if self.at_keyword("CONSTRAINTS") {
            return self.set_constraints();
        }
        let local = self.keyword("LOCAL");
        if !local && self.at_keyword("SESSION") && !self.nth_is(1, "AUTHORIZATION") {
            self.at += 1;
        }
        self.setting(local).map(Statement::Set)
    }

    fn set_constraints(&mut self) -> Result<Statement> {
        self.at += 1;
        if !self.keyword("ALL") {
            self.list(Cursor::qualified_name)?;
        }
        let deferred = self.expect_any(&["DEFERRED", "IMMEDIATE"])? == "DEFERRED";
        Ok(Statement::Transaction(TransactionControl::Constraints { deferred }))
    }

    /// `SET` inside a routine's options.
    pub(super) fn routine_setting(&mut self) -> Result<Setting> {
        let local = self.keyword("LOCAL");
        if !local && self.at_keyword("SESSION") && !self.nth_is(1, "AUTHORIZATION") {
            self.at += 1;
        }
        self.setting(local)
    }

    /// `name TO value, …`, and the settings with a grammar of their own.
    fn setting(&mut self, local: bool) -> Result<Setting> {
        let named = |name, values| Ok(Setting { name: Name::new_static(name), values, local });
        if self.all(&["TIME", "ZONE"]) {
            let values = self.value_or_default(&["LOCAL", "DEFAULT"])?;
            return named("time zone", values);
        }
        if self.all(&["SESSION", "AUTHORIZATION"]) {
            let values = self.value_or_default(&["DEFAULT"])?;
            return named("session authorization", values);
        }
        if self.at_keyword("ROLE")
            && !self.nth_is(1, "TO")
            && self.nth(1).is_some_and(|token| token.kind != Kind::Operator)
        {
            self.at += 1;
            let values = self.value_or_default(&["NONE"])?;
            return named("role", values);
        }
        if self.keyword("SCHEMA") {
            return named("search_path", Some(vec![self.string()?]));
        }
        if self.keyword("NAMES") {
            let values = if self.is_at_end() { None } else { self.value_or_default(&["DEFAULT"])? };
            return named("client_encoding", values);
        }
        if self.at_all(&["XML", "OPTION"]) {
            return opaque("SET XML OPTION");
        }
        let name = self.setting_name()?;
        if self.all(&["FROM", "CURRENT"]) {
            return Ok(Setting { name, values: Some(Vec::new()), local });
        }
        if !self.operator("=") {
            self.expect("TO")?;
        }
        let values = if self.keyword("DEFAULT") { None } else { Some(self.list(Cursor::setting_value)?) };
        Ok(Setting { name, values, local })
    }

    fn value_or_default(&mut self, defaults: &[&'static str]) -> Result<Option<Vec<Name>>> {
        if self.any(defaults).is_some() {
            return Ok(None);
        }
        if self.at_keyword("INTERVAL") {
            return opaque("SET TIME ZONE INTERVAL");
        }
        Ok(Some(vec![self.setting_value()?]))
    }

    /// `name` or `class.name`, folded.
    pub(super) fn setting_name(&mut self) -> Result<Name> {
        if self.all(&["TIME", "ZONE"]) {
            return Ok(Name::new_static("time zone"));
        }
        if self.all(&["SESSION", "AUTHORIZATION"]) {
            return Ok(Name::new_static("session authorization"));
        }
        let mut name = self.ident()?.name;
        while self.symbol(Kind::Period) {
            name = format!("{name}.{}", self.ident()?.name).into();
        }
        Ok(name)
    }

    /// A string unquoted, a word folded, a number as it is.
    fn setting_value(&mut self) -> Result<Name> {
        match self.kind() {
            Some(Kind::String) => self.string(),
            Some(Kind::Number | Kind::Operator) => {
                let start = self.at;
                if !self.operator("-") {
                    self.operator("+");
                }
                self.expect_symbol(Kind::Number)?;
                Ok(self.span_from(start).slice(self.tokens.text).into())
            }
            _ if self.at_any(&["TRUE", "FALSE", "ON"]) => self.label().map(|word| word.name),
            _ => self.non_reserved().map(|word| word.name),
        }
    }

    /// What follows `RESET`.
    pub(super) fn reset(&mut self) -> Result<Statement> {
        let name = if self.keyword("ALL") { Name::new_static("all") } else { self.setting_name()? };
        Ok(Statement::Set(Setting { name, values: None, local: false }))
    }

    /// Transaction control that begins with `word`, which is read.
    pub(super) fn transaction(&mut self, word: &str) -> Result<Statement> {
        let control = match word {
            "BEGIN" => {
                self.any(&["WORK", "TRANSACTION"]);
                self.transaction_modes()?;
                TransactionControl::Begin
            }
            "START" => {
                self.expect("TRANSACTION")?;
                self.transaction_modes()?;
                TransactionControl::Begin
            }
            "SAVEPOINT" => TransactionControl::Savepoint(self.ident()?.name),
            "RELEASE" => {
                self.savepoint_keyword();
                TransactionControl::Release(self.ident()?.name)
            }
            _ => self.end_of_transaction(word)?,
        };
        Ok(Statement::Transaction(control))
    }

    /// The word may be left out, and be a name itself.
    fn savepoint_keyword(&mut self) {
        if self.nth(1).is_some() {
            self.keyword("SAVEPOINT");
        }
    }

    fn end_of_transaction(&mut self, word: &str) -> Result<TransactionControl> {
        if self.at_keyword("PREPARED") {
            return opaque(format!("{word} PREPARED"));
        }
        self.any(&["WORK", "TRANSACTION"]);
        if word == "ROLLBACK" && self.keyword("TO") {
            self.savepoint_keyword();
            return Ok(TransactionControl::RollbackTo(self.ident()?.name));
        }
        if self.keyword("AND") {
            let no = self.keyword("NO");
            self.expect("CHAIN")?;
            if !no {
                return opaque("AND CHAIN");
            }
        }
        Ok(if matches!(word, "COMMIT" | "END") { TransactionControl::Commit } else { TransactionControl::Rollback })
    }

    fn transaction_modes(&mut self) -> Result<()> {
        while !self.is_at_end() {
            match self.expect_any(&["ISOLATION", "READ", "NOT", "DEFERRABLE"])? {
                "ISOLATION" => {
                    self.expect("LEVEL")?;
                    match self.expect_any(&["READ", "REPEATABLE", "SERIALIZABLE"])? {
                        "READ" => drop(self.expect_any(&["COMMITTED", "UNCOMMITTED"])?),
                        "REPEATABLE" => self.expect("READ")?,
                        _ => {}
                    }
                }
                "READ" if self.keyword("ONLY") => return opaque("a READ ONLY transaction"),
                "READ" => self.expect("WRITE")?,
                "NOT" => self.expect("DEFERRABLE")?,
                _ => {}
            }
            self.symbol(Kind::Comma);
        }
        Ok(())
    }

    /// What follows `DO`.
    pub(super) fn block(&mut self) -> Result<Statement> {
        let mut language = Name::new_static("plpgsql");
        let mut body = None;
        while !self.is_at_end() {
            if self.keyword("LANGUAGE") {
                language = self.language()?;
            } else {
                let start = self.at;
                let text = self.string()?;
                if body.replace((text, self.span_from(start))).is_some() {
                    return opaque("DO with two bodies");
                }
            }
        }
        // The grammar takes a block without a body; the server refuses it later.
        let Some((body, span)) = body else {
            return if self.at > 1 { opaque("DO without a body") } else { self.refuse() };
        };
        Ok(Statement::Do { language, body, span })
    }

    /// What follows `COPY`.
    pub(super) fn copy(&mut self, data: Option<Span>) -> Result<Statement> {
        if self.kind() == Some(Kind::LeftParen) {
            return opaque("COPY of a query");
        }
        self.keyword("BINARY");
        let table = self.qualified_name()?;
        let columns = if self.kind() == Some(Kind::LeftParen) { self.ident_group()? } else { Vec::new() };
        self.expect_any(&["FROM", "TO"])?;
        if self.keyword("PROGRAM") || self.kind() == Some(Kind::String) {
            self.string()?;
        } else {
            self.expect_any(&["STDIN", "STDOUT"])?;
        }
        let start = self.at;
        self.at = self.end;
        let options = if start < self.end { Some(self.span_from(start)) } else { None };
        Ok(Statement::Copy(Copy { table, columns, data, options }))
    }

    /// `LOCK [TABLE] t, …`; the mode and `NOWAIT` are of no consequence.
    pub(super) fn lock(&mut self) -> Result<Statement> {
        self.keyword("TABLE");
        let tables = self.list(|cursor| {
            cursor.keyword("ONLY");
            let name = cursor.qualified_name()?;
            cursor.operator("*");
            Ok(name)
        })?;
        if self.keyword("IN") {
            while self.at < self.end && !self.keyword("MODE") {
                self.at += 1;
            }
        }
        self.keyword("NOWAIT");
        Ok(Statement::Lock(tables))
    }

    /// A statement that changes neither schema nor rows and begins with `word`, which is read.
    pub(super) fn inert(&mut self, word: &'static str) -> Result<Statement> {
        let mut outside_transaction = word == "VACUUM";
        match word {
            "EXPLAIN" => self.explained()?,
            "REINDEX" => {
                let database = self.at_any(&["DATABASE", "SYSTEM", "SCHEMA"]) || self.kind() == Some(Kind::LeftParen);
                outside_transaction = database || self.nth_is(1, "CONCURRENTLY");
            }
            "DISCARD" if !self.at_keyword("PLANS") => return opaque("DISCARD"),
            _ => {}
        }
        let relations = match word {
            "ANALYZE" | "ANALYSE" | "VACUUM" => self.maintained().unwrap_or_default(),
            "REINDEX" if self.any(&["TABLE", "INDEX"]).is_some() => {
                self.keyword("CONCURRENTLY");
                vec![self.qualified_name()?]
            }
            _ => Vec::new(),
        };
        self.at = self.end;
        Ok(Statement::Inert { command: Name::new_static(word), relations, outside_transaction })
    }

    /// `[options] table [(columns)], …` of `ANALYZE` and `VACUUM`.
    fn maintained(mut self) -> Result<Vec<QualifiedName>> {
        if self.kind() == Some(Kind::LeftParen) {
            self.group()?;
        }
        while self.any(&["FULL", "FREEZE", "VERBOSE", "ANALYZE", "ANALYSE"]).is_some() {}
        if self.is_at_end() {
            return Ok(Vec::new());
        }
        self.list(|cursor| {
            let name = cursor.qualified_name()?;
            if cursor.kind() == Some(Kind::LeftParen) {
                cursor.group()?;
            }
            Ok(name)
        })
    }

    /// What follows `EXPLAIN`: options and a statement, which `ANALYZE` would run.
    fn explained(&mut self) -> Result<()> {
        const ANALYZE: &[&str] = &["ANALYZE", "ANALYSE"];
        if self.kind() == Some(Kind::LeftParen) && !self.nth_is(1, "SELECT") {
            let options = self.group()?;
            if (options.at..options.end).any(|at| Cursor { at, ..options }.at_any(ANALYZE)) {
                return opaque("EXPLAIN ANALYZE");
            }
        } else if self.at_any(ANALYZE) {
            return opaque("EXPLAIN ANALYZE");
        }
        self.keyword("VERBOSE");
        self.rest().statement().map(drop)
    }
}
