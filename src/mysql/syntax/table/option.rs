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
    /// A name.
    Word,
    /// `NO`, `FIRST`, `LAST`.
    InsertMethod,
    /// `DISK`, `MEMORY`, without `=`.
    Storage,
    /// `0`, `1` or `DEFAULT`.
    Switch,
}

/// Options that are kept by name, and their values.
const OTHERS: &[(&str, Value)] = &[
    ("AVG_ROW_LENGTH", Value::Number),
    ("CHECKSUM", Value::Number),
    ("CONNECTION", Value::String),
    ("DATA DIRECTORY", Value::String),
    ("DELAY_KEY_WRITE", Value::Number),
    ("INDEX DIRECTORY", Value::String),
    ("INSERT_METHOD", Value::InsertMethod),
    ("KEY_BLOCK_SIZE", Value::Number),
    ("MAX_ROWS", Value::Number),
    ("MIN_ROWS", Value::Number),
    ("PACK_KEYS", Value::Switch),
    ("PAGE_CHECKSUM", Value::Switch),
    ("PASSWORD", Value::String),
    ("STATS_AUTO_RECALC", Value::Switch),
    ("STATS_PERSISTENT", Value::Switch),
    ("STATS_SAMPLE_PAGES", Value::NumberOrDefault),
    ("TABLE_CHECKSUM", Value::Number),
    ("STORAGE", Value::Storage),
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
        self.mode.is_mariadb() && self.at_plain_name()
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
        match self.accept_any(&["ENGINE", "AUTO_INCREMENT", "COMMENT", "ROW_FORMAT", "UNION"]) {
            Some("ENGINE") => {
                self.accept("=");
                Ok(TableOption::Engine(self.name_or_string()?))
            }
            Some("AUTO_INCREMENT") => {
                self.accept("=");
                Ok(TableOption::AutoIncrement(self.big_number()?))
            }
            Some("COMMENT") => {
                self.accept("=");
                Ok(TableOption::Comment(self.string()?))
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
        let tables = if self.at(")") { Vec::new() } else { self.list(Self::table_name)? };
        self.expect(")")?;
        Ok(TableOption::Union(tables))
    }

    fn engine_option(&mut self) -> Parsed<TableOption> {
        let start = self.start();
        let name = self.take_name();
        let value = self.engine_value()?;
        Ok(TableOption::Other(name.text.to_ascii_uppercase().into(), value, self.span_from(start)))
    }

    /// A number that is 0 or 1; others are errors where they stand.
    fn switch(&mut self) -> Parsed<SmolStr> {
        let written = self.next().text(self.text);
        if self.mode.is_mariadb() && !matches!(written, "0" | "1") {
            self.unexpected_last()
        } else {
            Ok(written.into())
        }
    }

    fn other_option(&self) -> Option<(&'static str, Value)> {
        let mysql = if self.mode.is_mariadb() { &[] } else { OTHERS_MYSQL };
        let first = |name: &'static str| name.split(' ').next().unwrap_or_default();
        OTHERS.iter().chain(mysql).copied().find(|(name, _)| self.at(first(name)))
    }

    fn other_value(&mut self, name: &'static str, value: Value) -> Parsed<TableOption> {
        let start = self.start();
        name.split(' ').try_for_each(|word| self.expect(word).map(drop))?;
        if name != "TABLESPACE" || !self.mode.is_mariadb() {
            self.accept("=");
        }
        let written: SmolStr = match value {
            Value::NumberOrDefault | Value::Switch if self.at("DEFAULT") => self.next().text(self.text).into(),
            Value::Number | Value::NumberOrDefault if self.at_number() => self.next().text(self.text).into(),
            Value::String => self.expect_kind(TokenKind::String)?.text(self.text).into(),
            Value::Word if self.at_name() => self.next().text(self.text).into(),
            Value::InsertMethod if self.at_any(&["NO", "FIRST", "LAST"]) => self.next().text(self.text).into(),
            Value::Storage if self.at_any(&["DISK", "MEMORY"]) => self.next().text(self.text).into(),
            Value::Switch if self.at_number() => self.switch()?,
            _ => return self.unexpected(),
        };
        Ok(TableOption::Other(name.into(), written, self.span_from(start)))
    }
}
