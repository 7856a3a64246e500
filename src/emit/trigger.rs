//! Triggers.

use super::printer::{Printer, list};
use super::statement::Statement;
use crate::ast::op::TriggerTiming;
use crate::ast::{quote_ident, quote_literal};
use crate::catalog::{DependencyKind, Object, ObjectBody, Trigger};

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
        let mut sql = format!(
            "CREATE {constraint}TRIGGER {}\n    {} {} ON {}",
            quote_ident(&object.name),
            timing(trigger.timing),
            self.events(object, trigger),
            self.parent(object)
        );
        if let Some(referenced) = trigger.referenced {
            sql.push_str(&format!("\n    FROM {}", self.name(referenced)));
        }
        if trigger.deferrable {
            sql.push_str(if trigger.initially_deferred {
                "\n    DEFERRABLE INITIALLY DEFERRED"
            } else {
                "\n    DEFERRABLE"
            });
        }
        sql.push_str(&transition_tables(trigger));
        sql.push_str(if trigger.for_each_row { "\n    FOR EACH ROW" } else { "\n    FOR EACH STATEMENT" });
        if let Some(condition) = &trigger.condition {
            sql.push_str(&format!(" WHEN ({})", self.text(condition)));
        }
        let arguments = list(trigger.arguments.iter().map(|argument| quote_literal(argument)));
        sql.push_str(&format!("\n    EXECUTE FUNCTION {}({arguments})", self.name(trigger.function)));
        sql
    }

    fn events(&self, object: &Object, trigger: &Trigger) -> String {
        let mut events = Vec::new();
        if trigger.on_insert {
            events.push("INSERT".into());
        }
        if trigger.on_delete {
            events.push("DELETE".into());
        }
        if let Some(columns) = &trigger.on_update {
            let table = object.parent.and_then(|table| self.catalog.get(table));
            let columns = table.map_or_else(String::new, |table| self.columns(table, columns));
            events.push(if columns.is_empty() { "UPDATE".into() } else { format!("UPDATE OF {columns}") });
        }
        if trigger.on_truncate {
            events.push("TRUNCATE".into());
        }
        events.join(" OR ")
    }
}

fn timing(timing: TriggerTiming) -> &'static str {
    match timing {
        TriggerTiming::Before => "BEFORE",
        TriggerTiming::After => "AFTER",
        TriggerTiming::InsteadOf => "INSTEAD OF",
    }
}

fn transition_tables(trigger: &Trigger) -> String {
    let mut sql = String::new();
    for (kind, name) in [("OLD", &trigger.old_table), ("NEW", &trigger.new_table)] {
        if let Some(name) = name {
            sql.push_str(if sql.is_empty() { "\n    REFERENCING" } else { "" });
            sql.push_str(&format!(" {kind} TABLE AS {}", quote_ident(name)));
        }
    }
    sql
}
