//! `INSERT`, `REPLACE`, `UPDATE`, `DELETE`, `LOAD DATA`.

use super::parser::{Parsed, Parser};
use crate::mysql::ast::{
    Assignment, Cte, Delete, Expr, ExprKind, Insert, InsertSource, InsertVerb, LoadData, Name, ObjectName, SelectItem,
    StatementKind, TableRef, TableRefKind, Update, WriteModifier,
};

const MODIFIERS: &[(&str, WriteModifier)] = &[
    ("LOW_PRIORITY", WriteModifier::LowPriority),
    ("DELAYED", WriteModifier::Delayed),
    ("HIGH_PRIORITY", WriteModifier::HighPriority),
    ("QUICK", WriteModifier::Quick),
    ("IGNORE", WriteModifier::Ignore),
];

impl Parser<'_> {
    fn write_modifier(&mut self, allowed: &[&str]) -> Vec<WriteModifier> {
        let Some(word) = self.accept_any(allowed) else { return Vec::new() };
        MODIFIERS.iter().filter(|(known, _)| *known == word).map(|(_, modifier)| *modifier).collect()
    }

    fn write_modifiers(&mut self, allowed: &[&str]) -> Vec<WriteModifier> {
        let mut modifiers = Vec::new();
        while let Some(word) = self.accept_any(allowed) {
            modifiers.extend(MODIFIERS.iter().find(|(known, _)| *known == word).map(|(_, modifier)| *modifier));
        }
        modifiers
    }

    /// `INSERT`, `REPLACE`, behind the verb.
    pub(super) fn insert(&mut self, verb: InsertVerb) -> Parsed<StatementKind> {
        let mut modifiers = self.write_modifier(match verb {
            InsertVerb::Insert => &["LOW_PRIORITY", "DELAYED", "HIGH_PRIORITY"],
            InsertVerb::Replace => &["LOW_PRIORITY", "DELAYED"],
        });
        if verb == InsertVerb::Insert {
            modifiers.extend(self.write_modifier(&["IGNORE"]));
        }
        self.accept("INTO");
        let table = self.table_name()?;
        let partitions = if self.accept("PARTITION") { self.bracketed_list(Self::name)? } else { Vec::new() };
        let mut insert = Insert {
            verb,
            modifiers,
            table,
            partitions,
            columns: Vec::new(),
            source: InsertSource::Values(Vec::new()),
            row_alias: None,
            on_duplicate: Vec::new(),
            returning: Vec::new(),
        };
        self.insert_source(&mut insert)?;
        self.insert_tail(&mut insert)?;
        Ok(StatementKind::Insert(Box::new(insert)))
    }

    fn insert_source(&mut self, insert: &mut Insert) -> Parsed<()> {
        if self.accept("SET") {
            let assignments = self.list(Self::assignment)?;
            let (columns, row) = assignments.into_iter().map(|item| (item.column, item.value)).unzip();
            insert.columns = columns;
            insert.source = InsertSource::Values(vec![row]);
            return Ok(());
        }
        if self.at("(") && !self.at_query_nth(1) && !self.at_nth(1, "(") {
            self.expect("(")?;
            insert.columns = if self.at(")") { Vec::new() } else { self.list(Self::column_name)? };
            self.expect(")")?;
        }
        if self.at_values_of_insert() {
            self.next();
            insert.source = InsertSource::Values(self.list(Self::insert_row)?);
        } else if self.at_query() || self.at("(") {
            insert.source = InsertSource::Query(Box::new(self.query()?));
        } else {
            return self.unexpected();
        }
        Ok(())
    }

    fn at_values_of_insert(&self) -> bool {
        self.at_any(&["VALUES", "VALUE"])
    }

    /// `(a, DEFAULT)`, `()`.
    pub(super) fn insert_row(&mut self) -> Parsed<Vec<Expr>> {
        if !self.mode.is_mariadb() {
            self.accept("ROW");
        }
        self.expect("(")?;
        let row = if self.at(")") { Vec::new() } else { self.list(Self::value)? };
        self.expect(")")?;
        Ok(row)
    }

    /// An expression, or `DEFAULT`, or `IGNORE` (MariaDB).
    pub(super) fn value(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let ignored = self.mode.is_mariadb() && self.accept("IGNORE");
        if ignored || self.at("DEFAULT") && !self.at_nth(1, "(") && self.accept("DEFAULT") {
            return Ok(self.expr_from(start, ExprKind::Default));
        }
        self.expr()
    }

    fn insert_tail(&mut self, insert: &mut Insert) -> Parsed<()> {
        if !self.mode.is_mariadb() && self.accept("AS") {
            let name = self.name()?;
            let columns = if self.at("(") { self.bracketed_list(Self::name)? } else { Vec::new() };
            insert.row_alias = Some((name, columns));
        }
        if insert.verb == InsertVerb::Insert && self.accept("ON") {
            self.expect_words(&["DUPLICATE", "KEY", "UPDATE"])?;
            insert.on_duplicate = self.list(Self::assignment)?;
        }
        insert.returning = self.returning()?;
        Ok(())
    }

    fn returning(&mut self) -> Parsed<Vec<SelectItem>> {
        if self.mode.is_mariadb() && self.accept("RETURNING") { self.select_items() } else { Ok(Vec::new()) }
    }

    /// `column = value`.
    fn assignment(&mut self) -> Parsed<Assignment> {
        let column = self.column_name()?;
        if !self.accept("=") {
            self.expect(":=")?;
        }
        Ok(Assignment { column, value: self.value()? })
    }

    /// `UPDATE`, behind the verb.
    pub(super) fn update(&mut self, with: Vec<Cte>) -> Parsed<StatementKind> {
        let mut modifiers = self.write_modifier(&["LOW_PRIORITY"]);
        modifiers.extend(self.write_modifier(&["IGNORE"]));
        let tables = self.table_refs()?;
        self.portion()?;
        self.expect("SET")?;
        let assignments = self.list(Self::assignment)?;
        let filter = if self.accept("WHERE") { Some(self.expr()?) } else { None };
        let order = self.order_by()?;
        let limit = if self.accept("LIMIT") { Some(self.limit_number()?) } else { None };
        Ok(StatementKind::Update(Box::new(Update { with, modifiers, tables, assignments, filter, order, limit })))
    }

    /// `FOR PORTION OF period FROM a TO b` (MariaDB).
    fn portion(&mut self) -> Parsed<()> {
        if !self.mode.is_mariadb() || !self.accept("FOR") {
            return Ok(());
        }
        self.expect_words(&["PORTION", "OF"])?;
        Err(crate::mysql::error::undecided("`FOR PORTION OF` is not modelled"))
    }

    /// `DELETE`, behind the verb.
    pub(super) fn delete(&mut self, with: Vec<Cte>) -> Parsed<StatementKind> {
        let modifiers = self.write_modifiers(&["LOW_PRIORITY", "QUICK", "IGNORE"]);
        let mut delete = Delete {
            with,
            modifiers,
            targets: Vec::new(),
            tables: Vec::new(),
            filter: None,
            order: Vec::new(),
            limit: None,
            returning: Vec::new(),
        };
        if self.accept("FROM") {
            self.delete_from(&mut delete)?;
        } else {
            delete.targets = self.list(Self::delete_target)?;
            self.expect("FROM")?;
            delete.tables = self.table_refs()?;
        }
        delete.filter = if self.accept("WHERE") { Some(self.expr()?) } else { None };
        if delete.targets.is_empty() {
            delete.order = self.order_by()?;
            delete.limit = if self.accept("LIMIT") { Some(self.limit_number()?) } else { None };
            delete.returning = self.returning()?;
        }
        Ok(StatementKind::Delete(Box::new(delete)))
    }

    /// `DELETE FROM t …`, `DELETE FROM a, b USING …`.
    fn delete_from(&mut self, delete: &mut Delete) -> Parsed<()> {
        let first = self.delete_target()?;
        if self.at_any(&[",", "USING"]) {
            delete.targets.push(first);
            while self.accept(",") {
                delete.targets.push(self.delete_target()?);
            }
            self.expect("USING")?;
            delete.tables = self.table_refs()?;
            return Ok(());
        }
        let partitions = if self.accept("PARTITION") { self.bracketed_list(Self::name)? } else { Vec::new() };
        self.portion()?;
        let alias = self.delete_alias()?;
        let kind = TableRefKind::Table { name: first, alias, partitions, index_hints: Vec::new() };
        delete.tables = vec![TableRef { kind, joins: Vec::new() }];
        Ok(())
    }

    /// Of one table, only MySQL gives it another name.
    fn delete_alias(&mut self) -> Parsed<Option<Name>> {
        if self.mode.is_mariadb() { Ok(None) } else { self.table_alias() }
    }

    /// `t`, `t.*`.
    fn delete_target(&mut self) -> Parsed<ObjectName> {
        let first = self.name()?;
        let mut target = ObjectName { database: None, name: first };
        while self.accept(".") {
            if self.accept("*") {
                break;
            }
            let name = self.name()?;
            target = ObjectName { database: Some(target.name), name };
        }
        Ok(target)
    }

    /// `LOAD DATA …`, `LOAD XML …`, behind `LOAD`: the rest is not read.
    pub(super) fn load_data(&mut self, start: u32) -> Parsed<StatementKind> {
        if self.accept_any(&["DATA", "XML"]).is_none() {
            return self.unexpected();
        }
        self.accept_any(&["LOW_PRIORITY", "CONCURRENT"]);
        self.accept("LOCAL");
        self.expect("INFILE")?;
        self.string()?;
        self.accept_any(&["IGNORE", "REPLACE"]);
        self.expect_words(&["INTO", "TABLE"])?;
        let table = self.table_name()?;
        self.skip_statement();
        Ok(StatementKind::LoadData(LoadData { table, span: self.span_from(start) }))
    }
}
