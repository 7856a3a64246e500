//! Triggers.

use super::literal::name;
use super::program::Setting;
use crate::mysql::ast::TriggerOrder;
use crate::mysql::catalog::{Database, Provenance, Trigger};
use crate::source::Span;

/// The triggers of a database; those of one table, time and event in the order in which they fire, which then needs no words.
pub(super) fn all<'a>(database: &'a Database, setting: Setting<'_>) -> Vec<(&'a Provenance, String)> {
    let mut triggers: Vec<&Trigger> = database.triggers.values().map(AsRef::as_ref).collect();
    triggers.sort_by_key(|trigger| (trigger.order, trigger.provenance.number));
    triggers.into_iter().map(|trigger| (&trigger.provenance, print(trigger, setting))).collect()
}

fn print(trigger: &Trigger, setting: Setting<'_>) -> String {
    let definition = &trigger.definition;
    let mut changes = vec![(definition.table.name.span, name(&trigger.table))];
    changes.extend(definition.order.as_ref().map(|(order, other)| {
        (Span { start: word_before(&trigger.text, *order, other.span.start), ..other.span }, String::new())
    }));
    let is_renamed = !trigger.text[definition.table.name.span.start as usize..].starts_with(trigger.table.as_str());
    changes.retain(|(span, _)| is_renamed || *span != definition.table.name.span);
    let sql = spliced(&trigger.text, trigger.span, &changes);
    setting.guard("TRIGGER", &trigger.name) + &setting.statement(&sql, Some(&definition.body), &trigger.sql_mode)
}

/// Where `FOLLOWS` or `PRECEDES` stands before a name.
fn word_before(text: &str, order: TriggerOrder, name: u32) -> u32 {
    let word = match order {
        TriggerOrder::Follows => "FOLLOWS",
        TriggerOrder::Precedes => "PRECEDES",
    };
    let before = text[..name as usize].to_ascii_uppercase();
    before.rfind(word).and_then(|at| u32::try_from(at).ok()).unwrap_or(name)
}

/// A part of a text with other text in some places, which do not overlap and are in order.
pub(super) fn spliced(text: &str, part: Span, changes: &[(Span, String)]) -> String {
    let mut sql = String::new();
    let mut at = part.start;
    for (span, new) in changes {
        sql.push_str(Span { start: at, end: span.start }.slice(text));
        sql.push_str(new);
        at = span.end;
    }
    sql.push_str(Span { start: at, end: part.end }.slice(text));
    sql
}
