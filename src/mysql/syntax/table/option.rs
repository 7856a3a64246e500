//! Options of tables.

use crate::mysql::ast::TableOption;
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;
use smol_str::SmolStr;

/// What an option's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Value {
    /// A number.
    Number,
    /// A number or `DEFAULT`.
    NumberOrDefault,
    /// A string.
    String,
    /// A name or a string.
    Word,
}

/// Options that are kept by name, and their values.
const OTHERS: &[(&str, Value)] = &[
    ("AVG_ROW_LENGTH", Value::Number),
    ("CHECKSUM", Value::Number),
    ("CONNECTION", Value::String),
    ("DATA DIRECTORY", Value::String),
    ("DELAY_KEY_WRITE", Value::Number),
    ("INDEX DIRECTORY", Value::String),
    ("INSERT_METHOD", Value::Word),
    ("KEY_BLOCK_SIZE", Value::Number),
    ("MAX_ROWS", Value::Number),
    ("MIN_ROWS", Value::Number),
    ("PACK_KEYS", Value::NumberOrDefault),
    ("PAGE_CHECKSUM", Value::NumberOrDefault),
    ("PASSWORD", Value::String),
    ("STATS_AUTO_RECALC", Value::NumberOrDefault),
    ("STATS_PERSISTENT", Value::NumberOrDefault),
    ("STATS_SAMPLE_PAGES", Value::NumberOrDefault),
    ("TABLE_CHECKSUM", Value::Number),
    ("TABLESPACE", Value::Word),
    ("TRANSACTIONAL", Value::NumberOrDefault),
];

/// Those that only MySQL knows.
const OTHERS_MYSQL: &[(&str, Value)] = &[
    ("AUTOEXTEND_SIZE", Value::Number),
    ("COMPRESSION", Value::String),
    ("ENCRYPTION", Value::String),
    ("ENGINE_ATTRIBUTE", Value::String),
    ("SECONDARY_ENGINE", Value::Word),
    ("SECONDARY_ENGINE_ATTRIBUTE", Value::String),
];

impl Parser<'_> {
    /// Options, with or without commas between them.
    pub(in crate::mysql::syntax) fn table_options(&mut self) -> Parsed<Vec<TableOption>> {
        let mut options = Vec::new();
        while let Some(option) = self.table_option()? {
            options.push(option);
            if self.accept(",") && !self.at_table_option() {
                return self.unexpected();
            }
        }
        Ok(options)
    }

    /// An option of a table is next.
    pub(super) fn at_table_option(&self) -> bool {
        self.at_any(&[
            "ENGINE",
            "TYPE",
            "DEFAULT",
            "CHARACTER",
            "CHAR",
            "CHARSET",
            "COLLATE",
            "AUTO_INCREMENT",
            "COMMENT",
            "ROW_FORMAT",
            "UNION",
        ]) || self.at_words(&["WITH", "SYSTEM"])
            || self.other_option().is_some()
            || self.at_engine_option()
    }

    fn at_engine_option(&self) -> bool {
        self.mode.is_mariadb() && self.at_name() && self.at_nth(1, "=")
    }

    /// An option where one is next.
    pub(in crate::mysql::syntax) fn table_option(&mut self) -> Parsed<Option<TableOption>> {
        if !self.at_table_option() {
            return Ok(None);
        }
        if self.at_words(&["WITH", "SYSTEM"]) {
            self.next();
            self.expect_words(&["SYSTEM", "VERSIONING"])?;
            return Ok(Some(TableOption::SystemVersioning));
        }
        if let Some(option) = self.charset_or_collation()? {
            return Ok(Some(option));
        }
        if let Some((name, value)) = self.other_option() {
            return self.other_value(name, value).map(Some);
        }
        self.worded_option().map(Some)
    }

    /// `[DEFAULT] CHARACTER SET [=] x`, `[DEFAULT] COLLATE [=] x`.
    fn charset_or_collation(&mut self) -> Parsed<Option<TableOption>> {
        let default = self.accept("DEFAULT");
        if self.accept("COLLATE") {
            self.accept("=");
            return Ok(Some(TableOption::Collate(self.collation_name()?)));
        }
        if !default && !self.at_any(&["CHARACTER", "CHAR", "CHARSET"]) {
            return Ok(None);
        }
        self.charset_word()?;
        self.accept("=");
        let name = if self.at("DEFAULT") { self.take_name() } else { self.charset_name()? };
        Ok(Some(TableOption::Charset(name)))
    }

    /// `CHARSET`, `CHARACTER SET`, `CHAR SET`.
    pub(in crate::mysql::syntax) fn charset_word(&mut self) -> Parsed<()> {
        if self.accept("CHARSET") {
            return Ok(());
        }
        if self.accept_any(&["CHARACTER", "CHAR"]).is_none() {
            return self.unexpected();
        }
        self.expect("SET").map(drop)
    }

    fn worded_option(&mut self) -> Parsed<TableOption> {
        match self.accept_any(&["ENGINE", "TYPE", "AUTO_INCREMENT", "COMMENT", "ROW_FORMAT", "UNION"]) {
            Some("ENGINE" | "TYPE") => {
                self.accept("=");
                Ok(TableOption::Engine(self.name_or_string()?))
            }
            Some("AUTO_INCREMENT") => {
                self.accept("=");
                Ok(TableOption::AutoIncrement(self.big_number()?))
            }
            Some("COMMENT") => {
                self.accept("=");
                Ok(TableOption::Comment(self.joined_string()?))
            }
            Some("ROW_FORMAT") => self.row_format(),
            Some(_) => {
                self.accept("=");
                self.union()
            }
            None => self.engine_option(),
        }
    }

    fn row_format(&mut self) -> Parsed<TableOption> {
        self.accept("=");
        if self.at_any(&["DEFAULT", "FIXED", "DYNAMIC", "COMPRESSED", "REDUNDANT", "COMPACT", "PAGE"]) {
            Ok(TableOption::RowFormat(self.take_name()))
        } else {
            self.unexpected()
        }
    }

    fn union(&mut self) -> Parsed<TableOption> {
        self.expect("(")?;
        let tables = if self.at(")") { Vec::new() } else { self.list(Self::object_name)? };
        self.expect(")")?;
        Ok(TableOption::Union(tables))
    }

    fn engine_option(&mut self) -> Parsed<TableOption> {
        let start = self.start();
        let name = self.take_name();
        let value = self.engine_value()?;
        Ok(TableOption::Other(name.text.to_ascii_uppercase().into(), value, self.span_from(start)))
    }

    fn other_option(&self) -> Option<(&'static str, Value)> {
        let mysql = if self.mode.is_mariadb() { &[] } else { OTHERS_MYSQL };
        OTHERS.iter().chain(mysql).copied().find(|(name, _)| match name.split_once(' ') {
            Some((first, second)) => self.at(first) && self.at_nth(1, second),
            None => self.at(name),
        })
    }

    fn other_value(&mut self, name: &'static str, value: Value) -> Parsed<TableOption> {
        let start = self.start();
        name.split(' ').for_each(|_| drop(self.next()));
        self.accept("=");
        let written: SmolStr = match value {
            Value::NumberOrDefault if self.at("DEFAULT") => self.next().text(self.text).into(),
            Value::Number | Value::NumberOrDefault if self.at_number() => self.next().text(self.text).into(),
            Value::String => self.expect_kind(TokenKind::String)?.text(self.text).into(),
            Value::Word
                if self.at_any(&["NO", "FIRST", "LAST"]) || self.at_name() || self.at_kind(TokenKind::String) =>
            {
                self.next().text(self.text).into()
            }
            _ => return self.unexpected(),
        };
        Ok(TableOption::Other(name.into(), written, self.span_from(start)))
    }
}
