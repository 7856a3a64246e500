//! What cannot be said when an object is created, and is altered right after; owners; the parts that have to wait.

use super::printer::Printer;
use super::sql::option_list;
use super::statement::Statement;
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::{Column, Object, ObjectBody, Table};

impl Printer<'_> {
    /// The settings of a table that have no place in `CREATE TABLE`.
    pub(super) fn alterations(&self, object: &Object, table: &Table) -> Vec<Statement> {
        let mut statements = self.overrides(object, table);
        statements.extend(self.foreign_column_options(object, table));
        statements.extend(self.column_settings(object));
        statements.extend(self.owned_sequences(object));
        statements.extend(self.retyped_sequences(object));
        statements.extend(self.replica_identity(object, table));
        statements.extend(self.clustered(object, table.clustered_on));
        if !self.has_policies(object) {
            statements.extend(self.row_security(object));
        }
        statements
    }

    /// Statistics targets, storage and options of columns.
    pub(super) fn column_settings(&self, object: &Object) -> Vec<Statement> {
        let columns = object.live_columns().filter(|column| !self.postponed.has(object.id, column.number));
        columns.flat_map(|column| self.settings_of(object, column)).collect()
    }

    /// The same of one column.
    pub(super) fn settings_of(&self, object: &Object, column: &Column) -> Vec<Statement> {
        let target = column.statistics.map(|target| format!("STATISTICS {target}"));
        let storage = column.storage.as_ref().map(|storage| format!("STORAGE {}", storage.to_ascii_uppercase()));
        let options = (!column.options.is_empty()).then(|| format!("({})", option_list(&column.options)));
        let (table, name) = (self.name(object.id), quote_ident(&column.name));
        let set = |what| Statement::new(format!("ALTER TABLE {table} ALTER COLUMN {name} SET {what}"));
        [target, storage, options].into_iter().flatten().map(set).collect()
    }

    fn replica_identity(&self, object: &Object, table: &Table) -> Option<Statement> {
        let index = table.replica_index.and_then(|index| self.catalog.get(index));
        let identity = match (table.replica_identity, index) {
            ('f', _) => "FULL".into(),
            ('n', _) => "NOTHING".into(),
            ('i', Some(index)) => format!("USING INDEX {}", quote_ident(&index.name)),
            _ => return None,
        };
        Some(Statement::new(format!("ALTER TABLE {} REPLICA IDENTITY {identity}", self.name(object.id))))
    }

    fn has_policies(&self, table: &Object) -> bool {
        self.catalog.children(table.id).any(|child| matches!(child.body, ObjectBody::Policy(_)))
    }

    /// `ENABLE` and `FORCE ROW LEVEL SECURITY`: with the first policy, else with the table.
    pub(super) fn row_security(&self, object: &Object) -> Vec<Statement> {
        let Some(table) = object.table() else { return Vec::new() };
        let states = [("ENABLE", table.row_security), ("FORCE", table.force_row_security)];
        let name = self.name(object.id);
        let alter = |state| Statement::new(format!("ALTER TABLE {name} {state} ROW LEVEL SECURITY"));
        states.into_iter().filter(|(_, holds)| *holds).map(|(state, _)| alter(state)).collect()
    }

    /// A part of an object that had to wait until everything else was there.
    pub(super) fn late_part(&self, object: &Object) -> Vec<Statement> {
        let Some(owner) = object.parent.and_then(|parent| self.catalog.get(parent)) else { return Vec::new() };
        match &object.body {
            ObjectBody::Constraint(constraint) => {
                let parts = constraint.kind.index().map(|index| self.attach_parts(index)).unwrap_or_default();
                self.add_constraint(object, constraint).into_iter().chain(parts).collect()
            }
            ObjectBody::Index(index) => [self.index(owner, object, index), self.attach_parts(object.id)].concat(),
            ObjectBody::Default(default) => {
                let Some(column) = owner.column_at(default.column) else { return Vec::new() };
                let (table, column) = (self.name(owner.id), quote_ident(&column.name));
                let text = self.text(&default.expr);
                vec![Statement::new(format!("ALTER TABLE {table} ALTER COLUMN {column} SET DEFAULT {text}"))]
            }
            _ => Vec::new(),
        }
    }

    /// `OWNER TO`, where somebody else than the running role owns it.
    pub(super) fn owner(&self, object: &Object) -> Option<Statement> {
        let role = &self.options.role;
        let owned = !matches!(
            object.body,
            ObjectBody::Trigger(_)
                | ObjectBody::Cast(_)
                | ObjectBody::Policy(_)
                | ObjectBody::Rule(_)
                | ObjectBody::FuturePrivileges(_)
                | ObjectBody::UserMapping(_)
                | ObjectBody::Extension(_)
        );
        if role.is_empty() || object.owner == *role || !owned {
            return None;
        }
        let identity = self.identity(object)?;
        Some(Statement::new(format!("ALTER {identity} OWNER TO {}", quote_ident(&object.owner))))
    }
}
