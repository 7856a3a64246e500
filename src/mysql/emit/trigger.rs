//! Triggers: the statement that made one, for the table as it is called today, and without its place among others, which the order of the
//! baseline gives.

use super::script::Printed;
use crate::mysql::ast::TriggerOrder;
use crate::mysql::catalog::{Trigger, identifier};
use crate::source::Span;

/// The statement that makes a trigger. Those of one table, time and event stand in the baseline in the order in which they fire.
pub(crate) fn create_trigger(trigger: &Trigger) -> Printed {
    let mut replaced: Vec<(Span, String)> = Vec::new();
    let definition = &trigger.definition;
    if definition.table.name.text != trigger.table {
        replaced.push((definition.table.name.span, identifier(&trigger.table)));
    }
    if let Some((order, name)) = &definition.order {
        let word = match order {
            TriggerOrder::Follows => "FOLLOWS",
            TriggerOrder::Precedes => "PRECEDES",
        };
        let before = Span { start: definition.table.name.span.end, end: name.span.start };
        let head = before.slice(&trigger.text);
        if let Some(at) = head.to_ascii_uppercase().rfind(word) {
            // As the server does it: the blanks before the word go with it.
            let start = before.start as usize + head[..at].trim_end().len();
            replaced.push((Span { start: u32::try_from(start).unwrap_or(before.end), ..before }, String::new()));
            replaced.push((name.span, String::new()));
        }
    }
    Printed { text: spliced(&trigger.text, trigger.span, &replaced), sql_mode: Some(trigger.sql_mode.clone()) }
}

/// The part of a text, with other texts in place of some spans of it, which come in order.
fn spliced(text: &str, part: Span, replaced: &[(Span, String)]) -> String {
    let mut result = String::new();
    let mut at = part.start;
    for (span, replacement) in replaced {
        result.push_str(Span { start: at, end: span.start }.slice(text));
        result.push_str(replacement);
        at = span.end;
    }
    result.push_str(Span { start: at, end: part.end }.slice(text));
    result
}
