//! `CREATE TABLE`.

mod alter;
mod column;
mod key;
mod option;
mod partition;

use super::parser::{Parsed, Parser};
use crate::mysql::ast::{CreateMode, CreateTable, CreateTableSource, DuplicateRows, StatementKind, TableElement};

impl Parser<'_> {
    /// `CREATE [OR REPLACE] [TEMPORARY] TABLE …`, behind `TABLE`.
    pub(super) fn create_table(&mut self, mode: CreateMode, temporary: bool) -> Parsed<StatementKind> {
        let mode = self.if_not_exists(mode)?;
        let name = self.table_name()?;
        let mut table = CreateTable {
            mode,
            temporary,
            name,
            elements: Vec::new(),
            options: Vec::new(),
            partitioning: None,
            source: None,
        };
        self.table_content(&mut table)?;
        Ok(StatementKind::CreateTable(Box::new(table)))
    }

    fn table_content(&mut self, table: &mut CreateTable) -> Parsed<()> {
        if self.at("LIKE") || self.at_words(&["(", "LIKE"]) {
            table.source = Some(self.create_like()?);
            return Ok(());
        }
        if self.at_words(&["(", "("]) && !self.at_query() {
            while self.accept("(") {}
            return self.unexpected();
        }
        if self.at("(") && !self.at_subquery() {
            table.elements = self.bracketed_list(Self::table_element)?;
        }
        table.options = self.table_options()?;
        if self.at("PARTITION") {
            table.partitioning = Some(self.partitioning()?);
        }
        table.source = self.create_select()?;
        Ok(())
    }

    fn create_like(&mut self) -> Parsed<CreateTableSource> {
        let bracketed = self.accept("(");
        self.expect("LIKE")?;
        let name = self.table_name()?;
        if bracketed {
            self.expect(")")?;
        }
        Ok(CreateTableSource::Like(name))
    }

    /// `[IGNORE | REPLACE] [AS] SELECT …`.
    fn create_select(&mut self) -> Parsed<Option<CreateTableSource>> {
        let duplicates = match self.accept_any(&["IGNORE", "REPLACE"]) {
            Some("IGNORE") => DuplicateRows::Ignore,
            Some(_) => DuplicateRows::Replace,
            None => DuplicateRows::Refuse,
        };
        let with_as = self.accept("AS");
        let query_follows = ["SELECT", "WITH", "VALUES", "TABLE", "("].iter().any(|word| self.at_nth(1, word));
        if with_as && self.at("(") && !query_follows {
            return self.unexpected();
        }
        if self.at("(") && !self.at_query() {
            self.next();
            return self.unexpected();
        }
        let needed = with_as || duplicates != DuplicateRows::Refuse;
        if !needed && !self.at_query() {
            return Ok(None);
        }
        let query = Box::new(self.query()?);
        Ok(Some(CreateTableSource::Query(query, duplicates)))
    }

    /// A column, a key or a constraint.
    pub(super) fn table_element(&mut self) -> Parsed<TableElement> {
        if let Some(element) = self.key_or_constraint()? {
            return Ok(element);
        }
        let mut column = self.column_definition()?;
        self.column_references(&mut column)?;
        Ok(TableElement::Column(column))
    }

    /// `IF NOT EXISTS`.
    pub(super) fn if_not_exists(&mut self, mode: CreateMode) -> Parsed<CreateMode> {
        if !self.accept("IF") {
            return Ok(mode);
        }
        self.expect_words(&["NOT", "EXISTS"])?;
        if mode == CreateMode::OrReplace {
            return self.fail("1221", "Incorrect usage of OR REPLACE and IF NOT EXISTS");
        }
        Ok(CreateMode::IfNotExists)
    }

    /// `IF NOT EXISTS` of MariaDB's own.
    pub(super) fn accept_if_not_exists(&mut self) -> Parsed<bool> {
        Ok(self.mode.is_mariadb() && self.if_not_exists(CreateMode::Plain)? == CreateMode::IfNotExists)
    }

    /// `IF EXISTS`.
    pub(super) fn accept_if_exists(&mut self) -> Parsed<bool> {
        if !self.accept("IF") {
            return Ok(false);
        }
        self.expect("EXISTS")?;
        Ok(true)
    }

    /// `IF EXISTS` of MariaDB's own.
    pub(super) fn accept_if_exists_mariadb(&mut self) -> Parsed<bool> {
        if self.mode.is_mariadb() { self.accept_if_exists() } else { Ok(false) }
    }
}
