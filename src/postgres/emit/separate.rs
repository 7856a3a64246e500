//! The rows as a script of their own, to be run on the finished schema.
//!
//! What a baseline brings after its rows is there already: what rows need not satisfy is taken away meanwhile, triggers that would see the
//! rows are disabled, and materialised views are filled again.

use super::VerbatimPlace;
use super::printer::Printer;
use super::script::Script;
use super::section::Section;
use super::statement::Statement;
use crate::postgres::ast::op::ViewKind;
use crate::postgres::ast::{Name, quote_ident};
use crate::postgres::catalog::{ConstraintKind, Object, ObjectBody, ObjectId};

impl Printer<'_> {
    /// The script, and the tables whose rows cannot be written, with why.
    pub(super) fn separate_data(&self, order: &[ObjectId]) -> (String, Vec<(ObjectId, Name)>) {
        let mut script = Script::new(self.options.style);
        script.comment(&self.options.header.to_data_comment());
        let tables: Vec<&Object> =
            order.iter().filter_map(|id| self.catalog.get(*id)).filter(|table| self.is_filled(table)).collect();
        let parts = || tables.iter().flat_map(|table| self.catalog.children(table.id));
        let (late, triggers): (Vec<_>, Vec<_>) = (
            parts().filter(|part| self.late.contains(&part.id) && refuses_rows(part)).collect(),
            parts().filter_map(|part| Some((part, Self::firing(part)?))).collect(),
        );
        script.group("", late.iter().map(|part| self.drop_constraint(part)));
        script.group("", triggers.iter().map(|(trigger, _)| self.switch(trigger, "DISABLE")));
        let left_out = self.data(&mut script, order);
        script.group("", late.iter().flat_map(|part| self.late_part(part).into_iter().chain(self.own_comment(part))));
        script.group("", triggers.iter().map(|(trigger, state)| self.switch(trigger, state)));
        script.group("", order.iter().filter_map(|id| self.catalog.get(*id)).filter_map(|view| self.refresh(view)));
        self.verbatim(&mut script, Section::Data, |place| *place == VerbatimPlace::Triggers);
        (script.finish(), left_out)
    }

    fn is_filled(&self, table: &Object) -> bool {
        self.catalog.contents(table.id).is_some_and(|contents| !contents.last_known().is_empty())
    }

    fn drop_constraint(&self, part: &Object) -> Statement {
        let (table, name) = (self.parent(part), quote_ident(&part.name));
        Statement::new(format!("ALTER TABLE {table} DROP CONSTRAINT IF EXISTS {name}"))
    }

    /// How a trigger that would see new rows is enabled.
    fn firing(part: &Object) -> Option<&'static str> {
        match &part.body {
            ObjectBody::Trigger(trigger) if trigger.on_insert => match trigger.enabled {
                'O' => Some("ENABLE"),
                'A' => Some("ENABLE ALWAYS"),
                _ => None,
            },
            _ => None,
        }
    }

    fn switch(&self, trigger: &Object, state: &str) -> Statement {
        Statement::new(format!("ALTER TABLE {} {state} TRIGGER {}", self.parent(trigger), quote_ident(&trigger.name)))
    }

    fn refresh(&self, view: &Object) -> Option<Statement> {
        match &view.body {
            ObjectBody::View(body) if body.kind == ViewKind::Materialized && body.populated => {
                Some(Statement::new(format!("REFRESH MATERIALIZED VIEW {}", self.name(view.id))))
            }
            _ => None,
        }
    }
}

/// A constraint that rows may break.
fn refuses_rows(part: &Object) -> bool {
    match &part.body {
        ObjectBody::Constraint(constraint) => {
            matches!(constraint.kind, ConstraintKind::ForeignKey(_) | ConstraintKind::Check { .. })
        }
        _ => false,
    }
}
