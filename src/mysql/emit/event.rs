//! Events: the statement that made one, and those that changed it.

use super::script::Printed;
use crate::mysql::catalog::Event;

/// The statements that make an event.
pub(crate) fn create_event(event: &Event) -> Vec<Printed> {
    let statement = |text: &str| Printed { text: text.to_owned(), sql_mode: Some(event.sql_mode.clone()) };
    let create = statement(event.span.slice(&event.text));
    let changes = event.changes.iter().map(|(text, span, _)| statement(span.slice(text)));
    std::iter::once(create).chain(changes).collect()
}
