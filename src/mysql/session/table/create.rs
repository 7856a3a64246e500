//! `CREATE TABLE`.

use super::draft::{Draft, DraftCheck, DraftColumn, DraftForeignKey, DraftKey};
use super::foreign_key::Adding;
use super::key::rank;
use super::limit::check_versioning;
use super::option::WrittenOptions;
use super::prepare::Shape;
use super::{Session, TableName};
use crate::mysql::ast::{
    CreateMode, CreateTable, CreateTableSource, ForeignKeyDefinition, IndexKind, References, TableCheck, TableElement,
};
use crate::mysql::catalog::{KeyColumn, Relation, Table, identifier};
use crate::mysql::error::failure;
use crate::run::{Applied, Effect, Refusal};
use smol_str::{SmolStr, format_smolstr};
use std::sync::Arc;

impl Session {
    /// `CREATE TABLE`.
    pub(in crate::mysql::session) fn create_table(&mut self, statement: &CreateTable) -> Applied {
        let mut draft = Draft::default();
        for element in &statement.elements {
            self.read_element(element, &mut draft)?;
        }
        let written = self.read_options(&statement.options)?;
        let name = self.table_name(&statement.name)?;
        check_versioning(&name, statement, &draft, &written)?;
        if let Some(CreateTableSource::Like(source)) = &statement.source
            && self.table_name(source)? == name
        {
            return Err(failure("1066", format!("Not unique table/alias: '{}'", name.name)));
        }
        self.require_database(&name)?;
        if let Some(noop) = self.make_way(&name, statement)? {
            return Ok(noop);
        }
        let table = match &statement.source {
            Some(CreateTableSource::Like(source)) => self.like(&name, source)?,
            Some(CreateTableSource::Query(query, rows)) => {
                return self.create_from_query(&name, statement, draft, &written, (query, *rows));
            }
            None => self.new_table(&name, statement, draft, &written)?,
        };
        self.add_table(&name, statement, table);
        Ok(Effect::Applied)
    }

    /// What is there under the name already: an error, a reason to do nothing, or replaced.
    fn make_way(&mut self, name: &TableName, statement: &CreateTable) -> Result<Option<Effect>, Refusal> {
        let key = (name.database.clone(), name.name.clone());
        let there = if statement.temporary {
            self.catalog.temporary.contains_key(&key)
        } else {
            self.catalog.databases.get(&name.database).is_some_and(|it| it.relations.contains_key(&name.name))
        };
        if !there {
            return Ok(None);
        }
        match statement.mode {
            CreateMode::Plain => Err(failure("1050", format!("Table '{}' already exists", name.name))),
            CreateMode::IfNotExists => Ok(Some(Effect::Noop(format!("Table '{}' already exists", name.name)))),
            CreateMode::OrReplace => self.replace(name).map(|()| None),
        }
    }

    pub(super) fn new_table(
        &self,
        name: &TableName,
        statement: &CreateTable,
        mut draft: Draft,
        written: &WrittenOptions,
    ) -> Result<Table, Refusal> {
        let unknown = || failure("1049", format!("Unknown database '{}'", name.database));
        let database = self.catalog.databases.get(&name.database).ok_or_else(unknown)?;
        let options = self.new_options(database, written)?;
        if written.system_versioning {
            draft.clauses.push("WITH SYSTEM VERSIONING".into());
        }
        let partitioning = statement.partitioning.as_ref();
        if partitioning.is_some() && !draft.foreign_keys.is_empty() {
            return Err(self.partitioned_foreign_key());
        }
        let foreign_keys = std::mem::take(&mut draft.foreign_keys);
        let shape = Shape { name, options, temporary: statement.temporary, partitioning };
        let mut table = self.finish_table(shape, draft, &foreign_keys)?;
        table.next_auto_increment = written.auto_increment.unwrap_or(1).max(1);
        self.check_innodb_options(name, &table.options)?;
        self.add_foreign_keys(name, &mut table, &foreign_keys, Adding::Create)?;
        self.check_referencing(name, &table)?;
        if let Some(partitioning) = partitioning {
            self.check_partitioning(&table, partitioning)?;
        }
        Ok(table)
    }

    pub(super) fn partitioned_foreign_key(&self) -> Refusal {
        let message = if self.profile.is_mariadb() {
            "Partitioned tables do not support FOREIGN KEY"
        } else {
            "Foreign keys are not yet supported in conjunction with partitioning"
        };
        failure("1506", message)
    }

    /// `LIKE t`: all but the foreign keys, the partitions' rows and the number that comes next.
    fn like(&self, name: &TableName, source: &crate::mysql::ast::ObjectName) -> Result<Table, Refusal> {
        let source = self.table_name(source)?;
        let table = self.require_base_table(&source)?;
        let mut keys = table.keys.clone();
        let is_null = |part: &KeyColumn| table.column(&part.column).is_some_and(|(_, column)| column.nullable);
        keys.sort_by_key(|key| rank(key, key.columns.iter().any(is_null)));
        Ok(Table {
            name: name.name.clone(),
            keys,
            foreign_keys: Vec::new(),
            next_auto_increment: 1,
            rows: crate::mysql::catalog::Rows::default(),
            ..(**table).clone()
        })
    }

    pub(super) fn add_table(&mut self, name: &TableName, statement: &CreateTable, mut table: Table) {
        table.temporary = statement.temporary;
        self.catalog.created += 1;
        table.provenance.number = self.catalog.created;
        table.provenance.origins = vec![self.origin];
        self.catalog.put_table(&name.database, table);
    }

    /// Something between the brackets.
    pub(super) fn read_element(&self, element: &TableElement, draft: &mut Draft) -> Result<(), Refusal> {
        match element {
            TableElement::Column(written) => {
                let column = self.read_column(written)?;
                self.add_column_constraints(&column, draft);
                draft.columns.push(column);
            }
            TableElement::Index(written) => draft.keys.push(self.read_key(written)),
            TableElement::ForeignKey(written) => self.read_foreign_key(written, draft),
            TableElement::Check(check) => draft.checks.push(self.read_check(check)),
            TableElement::Period { name, start, end } => {
                draft.periods.extend([start.text.clone(), end.text.clone()]);
                let (start, end) = (identifier(&start.text), identifier(&end.text));
                let system = name.text.eq_ignore_ascii_case("system_time");
                let name = if system { "SYSTEM_TIME".into() } else { identifier(&name.text) };
                draft.clauses.push(format_smolstr!("PERIOD FOR {name} ({start}, {end})"));
            }
        }
        Ok(())
    }

    /// Keys and foreign keys that a column brings.
    pub(super) fn add_column_constraints(&self, column: &DraftColumn, draft: &mut Draft) {
        // However often a kind is written, it is one key; MariaDB's primary key is also the unique one.
        let primary = column.keys.contains(&IndexKind::Primary);
        let unique = column.keys.contains(&IndexKind::Unique) && !(primary && self.profile.is_mariadb());
        for (kind, written) in [(IndexKind::Primary, primary), (IndexKind::Unique, unique)] {
            draft.keys.extend(written.then(|| DraftKey::of_column(kind, &column.column.name)));
        }
        if let Some(references) = column.references.as_ref().filter(|_| self.reads_column_references()) {
            let columns = [column.column.name.clone()];
            push_foreign_key(draft, None, None, columns.iter().map(KeyColumn::whole).collect(), references);
        }
    }

    /// `REFERENCES` of a column is a foreign key in MariaDB since 10.5 and in MySQL since 9; else it is skipped.
    fn reads_column_references(&self) -> bool {
        if self.profile.is_mariadb() { self.profile.version >= (10, 5) } else { self.profile.version >= (9, 0) }
    }

    /// A foreign key, and the key that the server adds for it.
    pub(super) fn read_foreign_key(&self, written: &ForeignKeyDefinition, draft: &mut Draft) {
        let constraint = written.constraint.as_ref().map(|name| name.text.clone());
        let index = written.index.as_ref().map(|name| name.text.clone());
        let index_names_constraint = self.profile.is_mariadb() || self.profile.version < (8, 0);
        let name = constraint.clone().or_else(|| index.clone().filter(|_| index_names_constraint));
        let columns = written.columns.iter().map(|part| self.read_part(part)).collect();
        push_foreign_key(draft, name, constraint.or(index), columns, &written.references);
    }

    /// A check.
    pub(super) fn read_check(&self, check: &TableCheck) -> DraftCheck {
        DraftCheck {
            name: check.name.as_ref().map(|name| name.text.clone()),
            expr: self.written(check.expr.span, &check.expr),
            enforced: check.enforced.unwrap_or(true),
        }
    }

    /// The table, to be looked at; a view is 1347, none 1146.
    pub(super) fn require_base_table(&self, name: &TableName) -> Result<&Arc<Table>, Refusal> {
        match self.catalog.relation(&name.database, &name.name) {
            Some(Relation::Table(table)) => Ok(table),
            Some(Relation::View(_) | Relation::Sequence(_)) => {
                Err(failure("1347", format!("'{}' is not of type 'BASE TABLE'", name.dotted())))
            }
            None => Err(failure("1146", format!("Table '{}' doesn't exist", name.dotted()))),
        }
    }
}

fn push_foreign_key(
    draft: &mut Draft,
    name: Option<SmolStr>,
    key_name: Option<SmolStr>,
    columns: Vec<KeyColumn>,
    references: &References,
) {
    draft.foreign_keys.push(DraftForeignKey {
        name,
        columns: columns.iter().map(|part| part.column.clone()).collect(),
        references: references.clone(),
    });
    draft.keys.push(DraftKey {
        kind: IndexKind::Plain,
        name: key_name,
        columns,
        generated: true,
        options: Vec::new(),
        ignored: false,
    });
}

impl DraftKey {
    /// A key that a column brings with it.
    fn of_column(kind: IndexKind, column: &SmolStr) -> Self {
        let columns = vec![KeyColumn::whole(column)];
        Self { kind, name: None, columns, generated: false, options: Vec::new(), ignored: false }
    }
}
