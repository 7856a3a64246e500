//! Views: texts that are resolved when they are made, with all stars expanded, and again whenever they are used.

use super::{Existing, Session, check_name, existing, is_view, missing_table};
use crate::mysql::ast::visit::{Visited, visit_query};
use crate::mysql::ast::{CreateMode, CreateView, DropObject, ExprKind, Query};
use crate::mysql::catalog::{Relation, View, fold};
use crate::mysql::error::failure;
use crate::run::{Applied, Effect, Refusal};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::sync::Arc;

impl Session {
    /// `CREATE VIEW`.
    pub(in crate::mysql::session) fn create_view(&mut self, create: &CreateView) -> Applied {
        let (database, name) = self.resolve(&create.name)?;
        check_name(&name, "1103", "table")?;
        check_plain(&create.query)?;
        self.check_unlocked()?;
        self.database_mut(&database)?;
        let there = self.catalog.relation(&database, &name);
        let exists = || failure("1050", format!("Table '{name}' already exists"));
        if let (Some(relation), CreateMode::OrReplace) = (there, create.mode)
            && !is_view(relation)
        {
            return Err(failure("1347", format!("'{database}.{name}' is not of type 'VIEW'")));
        }
        if let Existing::Keep = existing(create.mode, there.is_some(), exists)? {
            self.note("1050", format!("Table '{name}' already exists"));
            return Ok(Effect::Noop(format!("`{name}` is there already")));
        }
        self.make_view(create, database, name)
    }

    /// `ALTER VIEW`: a view that is there becomes another one.
    pub(in crate::mysql::session) fn alter_view(&mut self, alter: &CreateView) -> Applied {
        let (database, name) = self.resolve(&alter.name)?;
        check_plain(&alter.query)?;
        self.check_unlocked()?;
        self.database_mut(&database)?;
        match self.catalog.relation(&database, &name) {
            None => return Err(missing_table(&database, &name)),
            Some(relation) if !is_view(relation) => {
                return Err(failure("1347", format!("'{database}.{name}' is not of type 'VIEW'")));
            }
            Some(_) => {}
        }
        self.make_view(alter, database, name)
    }

    fn make_view(&mut self, create: &CreateView, database: SmolStr, name: SmolStr) -> Applied {
        // A view does not see itself: the name is free while its query is looked at.
        let before = self.catalog.databases.get_mut(&database).and_then(|database| database.relations.remove(&name));
        let shape = self.view_shape(&create.query)?;
        let columns = view_columns(create, shape.columns)?;
        let mut provenance = self.provenance();
        if let Some(Relation::View(before)) = before {
            provenance.number = before.provenance.number;
            provenance.origins.splice(0..0, before.provenance.origins.iter().copied());
        }
        let view = View {
            name: name.clone(),
            columns,
            named: !create.columns.is_empty(),
            text: shape.text,
            query: shape.query,
            algorithm: create.algorithm,
            definer: self.definer(create.definer.as_ref()),
            security: create.security,
            check: create.check,
            sql_mode: self.sql_mode().into(),
            provenance,
        };
        self.database_mut(&database)?.relations.insert(name, Relation::View(Arc::new(view)));
        Ok(Effect::Applied)
    }

    /// `DROP VIEW`: those that are there go, even if others are not.
    pub(super) fn drop_views(&mut self, drop: &DropObject) -> Applied {
        let mut missing: Vec<String> = Vec::new();
        for (database, name) in self.resolve_distinct(&drop.names)? {
            let found = self.catalog.relation(&database, &name).map(is_view);
            match found {
                Some(true) => {
                    self.database_mut(&database)?.relations.remove(&name);
                }
                // What is no view is no more there than what is not there at all.
                _ if drop.if_exists => self.note("4092", format!("Unknown VIEW: '{database}.{name}'")),
                _ => missing.push(format!("{database}.{name}")),
            }
        }
        if missing.is_empty() {
            return Ok(Effect::Applied);
        }
        self.settle();
        Err(self.unknown_views(&missing))
    }

    fn unknown_views(&self, missing: &[String]) -> Refusal {
        let names = missing.join(",");
        if self.profile.is_mariadb() {
            return failure("4092", format!("Unknown VIEW: '{names}'"));
        }
        failure("1051", format!("Unknown table '{names}'"))
    }
}

/// What a view is made of.
pub(in crate::mysql::session) struct ViewShape {
    /// The names of its columns.
    pub columns: Vec<SmolStr>,
    /// The text of its query with stars expanded.
    pub text: Arc<str>,
    /// What that says.
    pub query: Arc<Query>,
}

/// The names in the brackets go before those of the query; none may be there twice.
fn view_columns(create: &CreateView, of_query: Vec<SmolStr>) -> Result<Vec<SmolStr>, Refusal> {
    let columns = if create.columns.is_empty() {
        of_query
    } else if create.columns.len() == of_query.len() {
        create.columns.iter().map(|name| name.text.clone()).collect()
    } else {
        return Err(failure("1353", "View's SELECT and view's field list have different column counts"));
    };
    let mut seen = BTreeSet::new();
    for column in &columns {
        if column.is_empty() || column.ends_with(' ') || column.chars().count() > super::LONGEST_NAME {
            return Err(failure("1166", format!("Incorrect column name '{column}'")));
        }
        if !seen.insert(fold(column)) {
            return Err(failure("1060", format!("Duplicate column name '{column}'")));
        }
    }
    Ok(columns)
}

/// A view's query has no variables and no parameters.
fn check_plain(query: &Query) -> Result<(), Refusal> {
    let mut variable = false;
    visit_query(query, &mut |visited| {
        if let Visited::Expr(expr) = visited {
            variable |=
                matches!(expr.kind, ExprKind::UserVariable(_) | ExprKind::AssignVariable(..) | ExprKind::Parameter(_));
        }
    });
    if variable {
        return Err(failure("1351", "View's SELECT contains a variable or parameter"));
    }
    Ok(())
}
