//! What the `WHEN` of a trigger may look at: it depends on when the trigger fires.

use crate::postgres::ast::op::{CreateTrigger, TriggerEvent, TriggerTiming};
use crate::postgres::ast::{Expr, ExprKind, Ident};
use crate::postgres::catalog::ObjectId;
use crate::postgres::replay::session::Session;
use crate::postgres::replay::table::lookup::is_system_column;
use crate::run::Failure;
use crate::source::Span;

/// A mention of `OLD` or `NEW`; without a column it is the whole row.
struct Mention<'a> {
    row: &'static str,
    column: Option<&'a str>,
    span: Span,
}

impl Session {
    /// Checks each mention of a row in a condition that is bound already, in the order in which the server does.
    pub(super) fn check_condition(
        &self,
        create: &CreateTrigger,
        table: ObjectId,
        condition: &Expr,
    ) -> Result<(), Failure> {
        let mut mentions = Vec::new();
        condition.walk(&mut |expr| mentions.extend(mention(expr)));
        mentions.iter().try_for_each(|found| self.check_mention(create, table, found))
    }

    fn check_mention(&self, create: &CreateTrigger, table: ObjectId, found: &Mention) -> Result<(), Failure> {
        let refuse = |code, message: &str| Err(Failure::new(code, message).at(found.span));
        if !create.for_each_row {
            return refuse("42P17", "statement trigger's WHEN condition cannot reference column values");
        }
        if found.row == "old" {
            return if create.events.contains(&TriggerEvent::Insert) {
                refuse("42P17", "INSERT trigger's WHEN condition cannot reference OLD values")
            } else {
                Ok(())
            };
        }
        if create.events.contains(&TriggerEvent::Delete) {
            return refuse("42P17", "DELETE trigger's WHEN condition cannot reference NEW values");
        }
        if create.timing != TriggerTiming::Before {
            return Ok(());
        }
        if found.column.is_some_and(is_system_column) {
            return refuse("0A000", "BEFORE trigger's WHEN condition cannot reference NEW system columns");
        }
        if self.mentions_generated(table, found.column) {
            return refuse("42P17", "BEFORE trigger's WHEN condition cannot reference NEW generated columns");
        }
        Ok(())
    }

    /// Whether a column, or any of the row, is generated: before the row is stored that has no value yet.
    fn mentions_generated(&self, table: ObjectId, column: Option<&str>) -> bool {
        let Some(object) = self.catalog.get(table) else { return false };
        let mut columns = object.live_columns().filter(|found| column.is_none_or(|name| found.name == name));
        columns.any(|found| self.is_generated(table, found.number))
    }
}

fn mention(expr: &Expr) -> Option<Mention<'_>> {
    let parts: &[Ident] = match &expr.kind {
        ExprKind::Column(parts) => parts,
        ExprKind::Wildcard(Some(name)) => return mention_of(&name.parts, None, expr.span),
        ExprKind::Field { operand, field } => match &operand.kind {
            ExprKind::Column(parts) => return mention_of(parts, Some(field), expr.span),
            _ => return None,
        },
        _ => return None,
    };
    match parts {
        [row, column] => mention_of(std::slice::from_ref(row), Some(column), expr.span),
        _ => mention_of(parts, None, expr.span),
    }
}

fn mention_of<'a>(row: &[Ident], column: Option<&'a Ident>, span: Span) -> Option<Mention<'a>> {
    let row = match row {
        [one] if one.name == "old" => "old",
        [one] if one.name == "new" => "new",
        _ => return None,
    };
    Some(Mention { row, column: column.map(|column| column.name.as_str()), span })
}
