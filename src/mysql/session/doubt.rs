//! What is no longer known after a statement of unknown effect.

use super::Session;
use crate::mysql::ast::visit::{Visited, visit_statement};
use crate::mysql::ast::{ExprKind, ObjectName, SetItem, Statement, StatementKind, TableRef, TableRefKind};
use crate::mysql::catalog::fold;
use crate::mysql::value::Value;
use crate::run::{Applied, Refusal};
use smol_str::SmolStr;
use std::sync::Arc;

impl Session {
    /// A statement that could not be read may have done anything, if the server reads it.
    pub fn doubt_everything(&mut self, reason: &str) {
        self.taint.get_or_insert_with(|| reason.into());
    }

    /// What the model has is taken for certain again.
    pub fn trust(&mut self) {
        self.taint = None;
    }

    /// Takes account of a statement whose effect is not known: what it may have changed is not known any more.
    pub(super) fn doubt(&mut self, statement: &Statement, reason: &str) {
        let reason: Arc<str> = reason.into();
        self.doubt_variables(statement, &reason);
        match &statement.kind {
            StatementKind::Insert(insert) => self.doubt_rows(&[&insert.table], &reason),
            StatementKind::LoadData(load) => self.doubt_rows(&[&load.table], &reason),
            StatementKind::Update(update) => self.doubt_rows(&named(&update.tables), &reason),
            StatementKind::Delete(delete) => self.doubt_rows(&named(&delete.tables), &reason),
            StatementKind::Query(_)
            | StatementKind::Do(_)
            | StatementKind::Set(_)
            | StatementKind::Account(_)
            | StatementKind::Inert(..)
            | StatementKind::Maintenance(..)
            | StatementKind::Server(_) => {}
            _ => {
                self.taint.get_or_insert(reason);
            }
        }
    }

    /// After a statement that may have changed anything, no failure is certain.
    pub(super) fn unless_tainted(&self, applied: Applied) -> Applied {
        match (applied, &self.taint) {
            (Err(Refusal::Failed(failure)), Some(reason)) => Err(Refusal::Undecided(format!(
                "it fails with {failure}, unless an earlier statement of unknown effect changed that ({reason})"
            ))),
            (applied, _) => applied,
        }
    }

    fn doubt_variables(&mut self, statement: &Statement, reason: &Arc<str>) {
        let mut names: Vec<SmolStr> = Vec::new();
        visit_statement(statement, &mut |visited| match visited {
            Visited::Expr(expr) => {
                if let ExprKind::AssignVariable(name, _) = &expr.kind {
                    names.push(fold(name));
                }
            }
            Visited::Query(query) => names.extend(query.into.iter().filter_map(|target| match &target.kind {
                ExprKind::UserVariable(name) => Some(fold(name)),
                _ => None,
            })),
            Visited::Set(SetItem::UserVariable(name, _)) => names.push(fold(name)),
            Visited::Set(SetItem::SystemVariable(_, name, _)) => {
                self.variables.insert(fold(&name.text), Value::Unknown(Arc::clone(reason)));
            }
            Visited::Set(_) | Visited::Table(_) => {}
        });
        for name in names {
            self.user_variables.insert(name, Value::Unknown(Arc::clone(reason)));
        }
    }

    /// Rows of these tables, and of those whose foreign keys follow them.
    fn doubt_rows(&mut self, tables: &[&ObjectName], reason: &Arc<str>) {
        let mut waiting: Vec<(SmolStr, SmolStr)> = tables.iter().filter_map(|name| self.resolve(name).ok()).collect();
        while let Some(name) = waiting.pop() {
            let Some(table) = self.catalog.table_mut(&name.0, &name.1) else { continue };
            if table.rows.unknown().is_some() {
                continue;
            }
            table.rows.forget(Arc::clone(reason));
            waiting
                .extend(self.catalog.referencing.get(&name).into_iter().flat_map(|children| children.iter().cloned()));
            let triggers =
                self.catalog.databases.get(&name.0).into_iter().flat_map(|database| database.triggers.values());
            if triggers.into_iter().any(|trigger| trigger.table == name.1) {
                self.taint.get_or_insert_with(|| Arc::clone(reason));
            }
        }
    }
}

/// The tables that a join names.
fn named(tables: &[TableRef]) -> Vec<&ObjectName> {
    let mut names = Vec::new();
    for table in tables {
        match &table.kind {
            TableRefKind::Table { name, .. } => names.push(name),
            TableRefKind::Nested(nested) => names.extend(named(nested)),
            TableRefKind::Subquery { .. } | TableRefKind::JsonTable { .. } | TableRefKind::Dual => {}
        }
        for join in &table.joins {
            names.extend(named(std::slice::from_ref(&join.right)));
        }
    }
    names
}
