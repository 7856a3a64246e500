//! `SIGNAL`, `RESIGNAL`, `GET DIAGNOSTICS`.

use crate::mysql::ast::{Condition, Expr, Name, Signal, Step};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

/// What `SIGNAL` sets, and `GET DIAGNOSTICS` reads of a condition.
const SIGNAL_ITEMS: &[&str] = &[
    "CLASS_ORIGIN",
    "SUBCLASS_ORIGIN",
    "CONSTRAINT_CATALOG",
    "CONSTRAINT_SCHEMA",
    "CONSTRAINT_NAME",
    "CATALOG_NAME",
    "SCHEMA_NAME",
    "TABLE_NAME",
    "COLUMN_NAME",
    "CURSOR_NAME",
    "MESSAGE_TEXT",
    "MYSQL_ERRNO",
    "ROW_NUMBER",
];

impl Parser<'_> {
    /// `SIGNAL`, `RESIGNAL`, behind the word.
    pub(in crate::mysql::syntax) fn signal(&mut self, verb: &str) -> Parsed<Signal> {
        let again = verb == "RESIGNAL";
        let condition = if self.at("SQLSTATE") {
            Some(self.sqlstate()?)
        } else if self.at_name() {
            Some(Condition::Named(self.name()?))
        } else if again {
            None
        } else {
            return self.unexpected();
        };
        let items = if self.accept("SET") { self.list(Self::signal_item)? } else { Vec::new() };
        Ok(Signal { again, condition, items })
    }

    fn signal_item(&mut self) -> Parsed<(Name, Expr)> {
        if !self.at_any(SIGNAL_ITEMS) {
            return self.unexpected();
        }
        let name = self.take_name();
        self.expect("=")?;
        Ok((name, self.signal_value()?))
    }

    /// A constant or a variable.
    fn signal_value(&mut self) -> Parsed<Expr> {
        let is_constant = self.at_literal() || self.at_any(&["NULL", "TRUE", "FALSE", "?"]);
        if is_constant || self.at("@@") {
            return self.primary();
        }
        self.target()
    }

    /// `GET [CURRENT | STACKED] DIAGNOSTICS …`, behind `GET`.
    pub(in crate::mysql::syntax) fn get_diagnostics(&mut self) -> Parsed<Step> {
        self.accept("CURRENT");
        if !self.mode.is_mariadb() {
            self.accept("STACKED");
        }
        self.expect("DIAGNOSTICS")?;
        let condition = if self.accept("CONDITION") { Some(self.signal_value()?) } else { None };
        let of_condition = condition.is_some();
        let items = self.list(|parser| {
            let target = parser.target()?;
            parser.expect("=")?;
            let known = if of_condition {
                parser.at_any(SIGNAL_ITEMS) || parser.at("RETURNED_SQLSTATE")
            } else {
                parser.at_any(&["NUMBER", "ROW_COUNT"])
            };
            if known && parser.at_kind(TokenKind::Word) {
                Ok((target, parser.take_name()))
            } else {
                parser.unexpected()
            }
        })?;
        Ok(Step::GetDiagnostics { condition, items })
    }
}
