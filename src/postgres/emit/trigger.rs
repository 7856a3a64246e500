//! Triggers.

use super::printer::{Printer, columns};
use super::sql::{clause, line_clause, list, parentheses};
use super::statement::Statement;
use crate::postgres::ast::op::TriggerTiming;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::builtin::function;
use crate::postgres::catalog::{DependencyKind, Object, ObjectBody, ObjectId, Trigger};

impl Printer<'_> {
    pub(super) fn trigger(&self, object: &Object, trigger: &Trigger) -> Vec<Statement> {
        if self.is_clone(object) {
            return Vec::new();
        }
        let (name, table) = (quote_ident(&object.name), self.parent(object));
        let mut statements = vec![
            Statement::new(self.create_trigger(object, trigger))
                .after(format!("DROP TRIGGER IF EXISTS {name} ON {table}")),
        ];
        let state = match trigger.enabled {
            'D' => "DISABLE",
            'R' => "ENABLE REPLICA",
            'A' => "ENABLE ALWAYS",
            _ => return statements,
        };
        statements.push(Statement::new(format!("ALTER TABLE {table} {state} TRIGGER {name}")));
        statements
    }

    /// A partition's part of its parent's trigger: it comes with that.
    fn is_clone(&self, object: &Object) -> bool {
        self.catalog.dependencies(object.id).any(|edge| {
            let parent = self.catalog.get(edge.referenced.object);
            let is_trigger = parent.is_some_and(|parent| matches!(parent.body, ObjectBody::Trigger(_)));
            is_trigger && matches!(edge.kind, DependencyKind::Partition | DependencyKind::Internal)
        })
    }

    fn create_trigger(&self, object: &Object, trigger: &Trigger) -> String {
        let constraint = if trigger.constraint { "CONSTRAINT " } else { "" };
        let (name, table) = (quote_ident(&object.name), self.parent(object));
        let (timing, events) = (timing(trigger.timing), self.events(object, trigger));
        let arguments = list(trigger.arguments.iter().map(|argument| quote_literal(argument)));
        let rows = if trigger.for_each_row { "ROW" } else { "STATEMENT" };
        [
            format!("CREATE {constraint}TRIGGER {name}\n    {timing} {events} ON {table}"),
            line_clause("FROM", trigger.referenced.map(|table| self.name(table))),
            line_clause("DEFERRABLE", trigger.deferrable.then_some("")).trim_end().into(),
            if trigger.initially_deferred { " INITIALLY DEFERRED".into() } else { String::new() },
            line_clause("REFERENCING", transition_tables(trigger)),
            format!("\n    FOR EACH {rows}"),
            clause("WHEN", trigger.condition.as_ref().map(|condition| parentheses(self.text(condition)))),
            format!(
                "\n    EXECUTE FUNCTION {}({arguments})",
                builtin_function(trigger.function).map_or_else(|| self.name(trigger.function), Into::into)
            ),
        ]
        .concat()
    }

    fn events(&self, object: &Object, trigger: &Trigger) -> String {
        let mut events = Vec::new();
        if trigger.on_insert {
            events.push("INSERT".into());
        }
        if trigger.on_delete {
            events.push("DELETE".into());
        }
        if let Some(numbers) = &trigger.on_update {
            let table = object.parent.and_then(|table| self.catalog.get(table));
            let list = table.map_or_else(String::new, |table| columns(table, numbers));
            events.push(if list.is_empty() { "UPDATE".into() } else { format!("UPDATE OF {list}") });
        }
        if trigger.on_truncate {
            events.push("TRUNCATE".into());
        }
        events.join(" OR ")
    }
}

/// The name of one of the engine's own functions.
fn builtin_function(id: ObjectId) -> Option<&'static str> {
    if id.is_builtin() { function::by_oid(id.oid()).map(|function| function.name) } else { None }
}

fn timing(timing: TriggerTiming) -> &'static str {
    match timing {
        TriggerTiming::Before => "BEFORE",
        TriggerTiming::After => "AFTER",
        TriggerTiming::InsteadOf => "INSTEAD OF",
    }
}

fn transition_tables(trigger: &Trigger) -> Option<String> {
    let tables = [("OLD", &trigger.old_table), ("NEW", &trigger.new_table)];
    let named = tables.into_iter().filter_map(|(kind, name)| Some((kind, name.as_ref()?)));
    let words: Vec<String> = named.map(|(kind, name)| format!("{kind} TABLE AS {}", quote_ident(name))).collect();
    (!words.is_empty()).then(|| words.join(" "))
}
