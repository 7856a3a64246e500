//! Triggers as objects. They belong to their table: they go where it goes.

use super::{Existing, Session, check_name, existing, missing_table};
use crate::mysql::ast::visit::{Visited, visit_body};
use crate::mysql::ast::{
    ColumnName, CreateTrigger, DropObject, Expr, ExprKind, Name, ObjectName, SetItem, TriggerEvent, TriggerOrder,
    TriggerTime,
};
use crate::mysql::catalog::{Relation, Trigger};
use crate::mysql::error::failure;
use crate::mysql::session::program::BodyOf;
use crate::run::{Applied, Effect, Refusal};
use crate::source::Span;
use std::sync::Arc;

impl Session {
    /// `CREATE TRIGGER`.
    pub(in crate::mysql::session) fn create_trigger(&mut self, create: &CreateTrigger, span: Span) -> Applied {
        self.check_body(BodyOf::Trigger, &[], &create.body)?;
        check_row_names(create)?;
        let (trigger_database, name) = match (&create.name.database, &create.table.database) {
            (None, Some(database)) => (database.text.clone(), create.name.name.text.clone()),
            _ => self.resolve(&create.name)?,
        };
        let database =
            create.table.database.as_ref().map_or_else(|| trigger_database.clone(), |name| name.text.clone());
        let table = create.table.name.text.clone();
        check_name(&name, "4042", "trigger")?;
        self.check_trigger_table(&database, &table)?;
        if trigger_database != database {
            return Err(failure("1435", "Trigger in wrong schema"));
        }
        self.check_rows(create, &database, &table)?;
        let before = self.catalog.databases.get(&database).and_then(|database| database.triggers.get(&name)).cloned();
        let exists = || failure("1359", format!("Trigger '{database}.{name}' already exists"));
        match existing(create.mode, before.is_some(), exists)? {
            Existing::Keep => {
                self.note("1359", format!("Trigger '{database}.{name}' already exists"));
                return Ok(Effect::Noop(format!("the trigger `{name}` is there already")));
            }
            // It must be a trigger of the same table.
            Existing::Replace if before.as_ref().is_some_and(|before| before.table != table) => {
                return Err(failure("1360", "Trigger does not exist"));
            }
            Existing::Replace => self.remove_trigger(&database, &name),
            Existing::Make => {}
        }
        let order = self.place_trigger(create, &database, &table)?;
        let trigger = Trigger {
            name: name.clone(),
            table,
            text: Arc::clone(&self.text),
            span,
            definition: Arc::new(create.clone()),
            sql_mode: self.sql_mode().into(),
            order,
            provenance: self.provenance(),
        };
        self.database_mut(&database)?.triggers.insert(name, Arc::new(trigger));
        Ok(Effect::Applied)
    }

    fn check_trigger_table(&mut self, database: &str, table: &str) -> Result<(), Refusal> {
        if database == "mysql" {
            return Err(failure("1465", "Triggers can not be created on system tables"));
        }
        if Self::is_system_database(database) {
            self.database_mut(database)?;
        }
        match self.catalog.relation(database, table) {
            None => Err(missing_table(database, table)),
            Some(Relation::View(_)) => {
                Err(failure("1347", format!("'{database}.{table}' is not of type 'BASE TABLE'")))
            }
            Some(Relation::Sequence(_)) => Err(no_base_table(table)),
            Some(Relation::Table(found)) if found.temporary => Err(no_base_table(table)),
            Some(Relation::Table(_)) => Ok(()),
        }
    }

    /// The columns that the body names of `NEW` and `OLD`, which are looked up when it is made.
    fn check_rows(&self, create: &CreateTrigger, database: &str, table: &str) -> Result<(), Refusal> {
        let Some(table) = self.catalog.table(database, table) else { return Ok(()) };
        let missing = row_columns(create).into_iter().find(|(_, column)| table.column(&column.text).is_none());
        match missing {
            Some((row, column)) => {
                Err(failure("1054", format!("Unknown column '{}' in '{}'", column.text, row.to_uppercase())))
            }
            None => Ok(()),
        }
    }

    /// The place of a new trigger among those of its table, time and event; those behind it move.
    fn place_trigger(&mut self, create: &CreateTrigger, database: &str, table: &str) -> Result<u32, Refusal> {
        let others = self.triggers_of(database, table, create.time, create.event);
        let end = others.last().map_or(1, |last| last.order + 1);
        let Some((order, reference)) = &create.order else { return Ok(end) };
        let place = reference_place(&others, reference)?;
        let place = if *order == TriggerOrder::Follows { place + 1 } else { place };
        let database = self.database_mut(database)?;
        for other in others.iter().filter(|other| other.order >= place) {
            let moved = Trigger { order: other.order + 1, ..Trigger::clone(other) };
            database.triggers.insert(moved.name.clone(), Arc::new(moved));
        }
        Ok(place)
    }

    /// `DROP TRIGGER`.
    pub(super) fn drop_trigger(&mut self, drop: &DropObject, name: &ObjectName) -> Applied {
        let (database, name) = self.resolve(name)?;
        let there = self.catalog.databases.get(&database).is_some_and(|database| database.triggers.contains_key(&name));
        if !there && drop.if_exists {
            self.note("1360", "Trigger does not exist");
            return Ok(Effect::Noop(format!("there is no trigger `{name}`")));
        }
        if !there {
            return Err(failure("1360", "Trigger does not exist"));
        }
        self.remove_trigger(&database, &name);
        Ok(Effect::Applied)
    }

    /// A trigger goes; those behind it move up.
    fn remove_trigger(&mut self, database: &str, name: &str) {
        let Some(database) = self.catalog.databases.get_mut(database) else { return };
        let Some(gone) = database.triggers.remove(name) else { return };
        let same = |other: &Trigger| {
            other.table == gone.table
                && other.definition.time == gone.definition.time
                && other.definition.event == gone.definition.event
                && other.order > gone.order
        };
        let behind: Vec<_> = database.triggers.values().filter(|other| same(other)).cloned().collect();
        for other in behind {
            let moved = Trigger { order: other.order - 1, ..Trigger::clone(&other) };
            database.triggers.insert(moved.name.clone(), Arc::new(moved));
        }
    }
}

/// The columns of `NEW` and `OLD` that a body names, in order.
fn row_columns(create: &CreateTrigger) -> Vec<(&str, &Name)> {
    let mut columns = Vec::new();
    visit_body(&create.body, &mut |visited| match visited {
        Visited::Set(SetItem::NewColumn(column, _)) => columns.push(("NEW", column)),
        Visited::Expr(Expr {
            kind: ExprKind::Column(ColumnName { database: None, table: Some(table), column }),
            ..
        }) if is_row(&table.text) => {
            columns.push((table.text.as_str(), column));
        }
        _ => {}
    });
    columns
}

fn is_row(name: &str) -> bool {
    name.eq_ignore_ascii_case("new") || name.eq_ignore_ascii_case("old")
}

/// `INSERT` has no row before it, `DELETE` none after it; and only a trigger before the change may change the row.
fn check_row_names(create: &CreateTrigger) -> Result<(), Refusal> {
    let mut assigned = false;
    visit_body(&create.body, &mut |visited| assigned |= matches!(visited, Visited::Set(SetItem::NewColumn(..))));
    let names = row_columns(create);
    let has = |row: &str| names.iter().any(|(name, _)| name.eq_ignore_ascii_case(row));
    let missing = match create.event {
        TriggerEvent::Insert if has("old") => Some(("OLD", "INSERT")),
        TriggerEvent::Delete if has("new") => Some(("NEW", "DELETE")),
        _ => None,
    };
    if let Some((row, event)) = missing {
        return Err(failure("1363", format!("There is no {row} row in on {event} trigger")));
    }
    if assigned && create.time == TriggerTime::After {
        return Err(failure("1362", "Updating of NEW row is not allowed in after trigger"));
    }
    Ok(())
}

fn no_base_table(table: &str) -> Refusal {
    failure("1361", format!("Trigger's '{table}' is a view, temporary table or sequence"))
}

fn reference_place(others: &[Arc<Trigger>], reference: &Name) -> Result<u32, Refusal> {
    let found = others.iter().find(|other| other.name.eq_ignore_ascii_case(&reference.text));
    found.map(|found| found.order).ok_or_else(|| {
        let message =
            format!("Referenced trigger '{}' for the given action time and event type does not exist", reference.text);
        failure("4031", message)
    })
}
