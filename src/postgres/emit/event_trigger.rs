//! Event triggers: the last of all, so that nothing of the baseline fires them.

use super::printer::Printer;
use super::sql::list;
use super::statement::Statement;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::catalog::{EventTrigger, Object};

impl Printer<'_> {
    pub(super) fn event_trigger(&self, object: &Object, trigger: &EventTrigger) -> Vec<Statement> {
        let name = quote_ident(&object.name);
        let tags = list(trigger.tags.iter().map(|tag| quote_literal(tag)));
        let filter = if tags.is_empty() { String::new() } else { format!("\n    WHEN TAG IN ({tags})") };
        let create = format!(
            "CREATE EVENT TRIGGER {name} ON {}{filter}\n    EXECUTE FUNCTION {}()",
            trigger.event,
            self.name(trigger.function)
        );
        let create = Statement::new(create).after(format!("DROP EVENT TRIGGER IF EXISTS {name}"));
        let state = match trigger.enabled {
            'D' => "DISABLE",
            'R' => "ENABLE REPLICA",
            'A' => "ENABLE ALWAYS",
            _ => return vec![create],
        };
        vec![create, Statement::new(format!("ALTER EVENT TRIGGER {name} {state}"))]
    }
}
