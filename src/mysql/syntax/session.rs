//! Statements about the session: `SET`, transactions, prepared statements, locks.

use super::parser::{Parsed, Parser};
use super::token::TokenKind;
use crate::mysql::ast::{
    Expr, ExprKind, Isolation, Literal, LockedTable, Name, SetItem, Statement, StatementKind, Step, Transaction,
    VariableScope,
};
use smol_str::SmolStr;

impl Parser<'_> {
    /// A statement about the session, or about the server, behind its verb.
    pub(super) fn session_statement(&mut self, verb: &str, start: u32) -> Parsed<Option<StatementKind>> {
        Ok(Some(match verb {
            "SET" => self.set()?,
            "START" if self.accept("TRANSACTION") => self.start_transaction()?,
            "BEGIN" => {
                self.accept("WORK");
                StatementKind::Transaction(Transaction::Begin(false))
            }
            "COMMIT" => {
                self.accept("WORK");
                let chain = self.chain_and_release()?;
                StatementKind::Transaction(Transaction::Commit { chain })
            }
            "ROLLBACK" => self.rollback()?,
            "SAVEPOINT" => StatementKind::Transaction(Transaction::Savepoint(self.name()?)),
            "RELEASE" => {
                self.expect("SAVEPOINT")?;
                StatementKind::Transaction(Transaction::Release(self.name()?))
            }
            "XA" => {
                let verb = self.next().text(self.text).to_ascii_uppercase();
                self.skip_statement();
                StatementKind::Transaction(Transaction::Xa(verb.into()))
            }
            "PREPARE" => {
                let name = self.name()?;
                self.expect("FROM")?;
                StatementKind::Prepare(name, self.expr()?)
            }
            "EXECUTE" => self.execute()?,
            "DEALLOCATE" => {
                self.expect("PREPARE")?;
                StatementKind::Deallocate(self.name()?)
            }
            "LOCK" if self.accept_any(&["TABLES", "TABLE"]).is_some() => self.lock_tables()?,
            "UNLOCK" if self.accept_any(&["TABLES", "TABLE"]).is_some() => StatementKind::UnlockTables,
            "SIGNAL" | "RESIGNAL" => StatementKind::Step(Box::new(Step::Signal(self.signal(verb)?))),
            "GET" => StatementKind::Step(Box::new(self.get_diagnostics()?)),
            _ => return self.server_statement(verb, start),
        }))
    }

    fn start_transaction(&mut self) -> Parsed<StatementKind> {
        let mut read_only = false;
        if self.at_any(&["WITH", "READ"]) {
            self.list(|parser| {
                if parser.accept("WITH") {
                    return parser.expect_words(&["CONSISTENT", "SNAPSHOT"]);
                }
                parser.expect("READ")?;
                read_only = parser.accept("ONLY");
                if read_only { Ok(()) } else { parser.expect("WRITE").map(drop) }
            })?;
        }
        Ok(StatementKind::Transaction(Transaction::Begin(read_only)))
    }

    /// `[AND [NO] CHAIN] [[NO] RELEASE]`.
    fn chain_and_release(&mut self) -> Parsed<bool> {
        let mut chain = false;
        if self.accept("AND") {
            chain = !self.accept("NO");
            self.expect("CHAIN")?;
        }
        if self.accept("NO") {
            self.expect("RELEASE")?;
        } else if !chain {
            self.accept("RELEASE");
        }
        Ok(chain)
    }

    fn rollback(&mut self) -> Parsed<StatementKind> {
        self.accept("WORK");
        if self.accept("TO") {
            if self.at("SAVEPOINT") && self.at_name_nth(1) {
                self.next();
            }
            return Ok(StatementKind::Transaction(Transaction::RollbackTo(self.name()?)));
        }
        let chain = self.chain_and_release()?;
        Ok(StatementKind::Transaction(Transaction::Rollback { chain }))
    }

    fn execute(&mut self) -> Parsed<StatementKind> {
        if self.mode.is_mariadb() && self.at("IMMEDIATE") && !self.at_nth(1, "USING") {
            self.next();
            let text = self.expr()?;
            return Ok(StatementKind::ExecuteImmediate(text, self.using_arguments()?));
        }
        let name = self.name()?;
        Ok(StatementKind::Execute(name, self.using_arguments()?))
    }

    fn using_arguments(&mut self) -> Parsed<Vec<Expr>> {
        if self.accept("USING") { self.list(Self::expr) } else { Ok(Vec::new()) }
    }

    fn lock_tables(&mut self) -> Parsed<StatementKind> {
        let tables = self.list(|parser| {
            let name = parser.table_name()?;
            let alias = if parser.accept("AS") || parser.at_name() && !parser.at("LOW_PRIORITY") {
                Some(parser.name()?)
            } else {
                None
            };
            let write = match parser.accept_any(&["READ", "WRITE", "LOW_PRIORITY"]) {
                Some("READ") => {
                    parser.accept("LOCAL");
                    false
                }
                Some("WRITE") => {
                    parser.accept("CONCURRENT");
                    true
                }
                Some(_) => parser.expect("WRITE").map(|_| true)?,
                None => return parser.unexpected(),
            };
            Ok(LockedTable { name, alias, write })
        })?;
        self.table_wait()?;
        Ok(StatementKind::LockTables(tables))
    }

    fn set(&mut self) -> Parsed<StatementKind> {
        if self.mode.is_mariadb() && self.at("STATEMENT") && !self.at_nth(1, "=") {
            return self.set_statement();
        }
        if let Some(account) = self.set_account()? {
            return Ok(StatementKind::Set(vec![account]));
        }
        Ok(StatementKind::Set(self.list(Self::set_item)?))
    }

    /// `SET STATEMENT x = 1, y = 2 FOR statement`.
    fn set_statement(&mut self) -> Parsed<StatementKind> {
        self.next();
        let items = self.list(Self::set_item)?;
        self.expect("FOR")?;
        let statement: Statement = self.statement()?;
        Ok(StatementKind::SetStatement(items, Box::new(statement)))
    }

    fn set_account(&mut self) -> Parsed<Option<SetItem>> {
        let words: &[&str] = if self.at("PASSWORD") && !self.at_nth(1, ".") {
            &["PASSWORD"]
        } else if self.at("DEFAULT") {
            &["DEFAULT", "ROLE"]
        } else if self.at("ROLE") && !self.at_nth(1, "=") && !self.at_nth(1, ".") {
            &["ROLE"]
        } else {
            return Ok(None);
        };
        self.expect_words(words)?;
        self.skip_statement();
        Ok(Some(SetItem::Account(words.join(" ").into())))
    }

    fn set_item(&mut self) -> Parsed<SetItem> {
        if self.at("@") {
            let name = self.user_variable()?;
            self.equals()?;
            return Ok(SetItem::UserVariable(name, self.expr()?));
        }
        if self.at("@@") {
            return self.set_at_at();
        }
        if let Some(item) = self.set_words()? {
            return Ok(item);
        }
        let scope =
            if self.at_nth(1, ".") || self.at_nth(1, "=") || self.at_nth(1, ":=") { None } else { self.peek_scope() };
        if scope.is_some() {
            self.next();
        }
        if self.at("TRANSACTION") && !self.at_nth(1, "=") {
            self.next();
            return self.set_transaction(scope);
        }
        self.set_variable(scope)
    }

    fn equals(&mut self) -> Parsed<()> {
        if self.accept_any(&["=", ":="]).is_some() { Ok(()) } else { self.unexpected() }
    }

    fn set_at_at(&mut self) -> Parsed<SetItem> {
        let start = self.start();
        let (scope, name) = self.system_variable()?;
        let name = Name { text: name, span: self.span_from(start) };
        self.equals()?;
        Ok(SetItem::SystemVariable(Some(scope.unwrap_or(VariableScope::Session)), name, self.set_value()?))
    }

    /// `NAMES …`, `CHARACTER SET …`.
    fn set_words(&mut self) -> Parsed<Option<SetItem>> {
        if self.accept("NAMES") {
            if self.accept("DEFAULT") {
                return Ok(Some(SetItem::Names(None, None)));
            }
            let charset = self.charset_name()?;
            let collation = if self.accept("COLLATE") { Some(self.collation_name()?) } else { None };
            return Ok(Some(SetItem::Names(Some(charset), collation)));
        }
        if self.at("CHARACTER") || self.at("CHARSET") && !self.at_any_nth(1, &["=", ":=", "."]) {
            self.charset_word()?;
            let charset = if self.accept("DEFAULT") { None } else { Some(self.charset_name()?) };
            return Ok(Some(SetItem::CharacterSet(charset)));
        }
        Ok(None)
    }

    fn at_any_nth(&self, n: usize, words: &[&str]) -> bool {
        words.iter().any(|word| self.at_nth(n, word))
    }

    fn set_variable(&mut self, scope: Option<VariableScope>) -> Parsed<SetItem> {
        let start = self.start();
        let first = self.set_name()?;
        if !self.accept(".") {
            self.equals()?;
            return Ok(SetItem::SystemVariable(scope, first, self.set_value()?));
        }
        let second = self.name()?;
        self.equals()?;
        if self.in_program() && first.text.eq_ignore_ascii_case("OLD") {
            return self.fail("1362", "Updating of OLD row is not allowed in trigger");
        }
        if first.text.eq_ignore_ascii_case("NEW") {
            return Ok(SetItem::NewColumn(second, self.expr()?));
        }
        let name = Name { text: format!("{}.{}", first.text, second.text).into(), span: self.span_from(start) };
        Ok(SetItem::SystemVariable(scope, name, self.set_value()?))
    }

    /// `OFFSET` is a variable's name here and a keyword elsewhere.
    fn set_name(&mut self) -> Parsed<Name> {
        if self.at("OFFSET") { Ok(self.take_name()) } else { self.name() }
    }

    /// A value; `DEFAULT` is none, and some keywords are values.
    fn set_value(&mut self) -> Parsed<Option<Expr>> {
        let start = self.start();
        if self.at("DEFAULT") && !self.at_nth(1, "(") {
            self.next();
            return Ok(None);
        }
        let ends =
            |parser: &Self| parser.at_any_nth(1, &[",", ";", "FOR"]) || parser.peek_nth(1).kind == TokenKind::End;
        if self.at_any(&["ON", "ALL"]) || self.at_any(&["BINARY", "ROW", "SYSTEM"]) && ends(self) {
            let word: SmolStr = self.next().text(self.text).into();
            return Ok(Some(self.expr_from(start, ExprKind::Literal(Literal::String(word)))));
        }
        self.expr().map(Some)
    }

    fn set_transaction(&mut self, scope: Option<VariableScope>) -> Parsed<SetItem> {
        let (mut isolation, mut read_only) = (None, None);
        loop {
            if isolation.is_none() && self.accept("ISOLATION") {
                self.expect("LEVEL")?;
                isolation = Some(self.isolation()?);
            } else if read_only.is_none() && self.accept("READ") {
                read_only = match self.accept_any(&["ONLY", "WRITE"]) {
                    Some(word) => Some(word == "ONLY"),
                    None => return self.unexpected(),
                };
            } else {
                return self.unexpected();
            }
            if isolation.is_some() && read_only.is_some() || !self.accept(",") {
                return Ok(SetItem::Transaction { scope, isolation, read_only });
            }
        }
    }

    fn isolation(&mut self) -> Parsed<Isolation> {
        match self.accept_any(&["READ", "REPEATABLE", "SERIALIZABLE"]) {
            Some("READ") => match self.accept_any(&["COMMITTED", "UNCOMMITTED"]) {
                Some("COMMITTED") => Ok(Isolation::ReadCommitted),
                Some(_) => Ok(Isolation::ReadUncommitted),
                None => self.unexpected(),
            },
            Some("REPEATABLE") => self.expect("READ").map(|_| Isolation::RepeatableRead),
            Some(_) => Ok(Isolation::Serializable),
            None => self.unexpected(),
        }
    }
}
