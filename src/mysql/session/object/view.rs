//! Views: texts that are resolved when they are made, with all stars expanded, and again whenever they are used.

use super::view_name::view_columns;
use super::{Existing, Session, check_name, existing, is_view, missing_table};
use crate::mysql::ast::visit::{Visited, visit_query};
use crate::mysql::ast::{
    CreateMode, CreateView, DropObject, Expr, ExprKind, Query, QueryBody, SelectItem, SelectModifier, TableRef,
    TableRefKind, ViewAlgorithm,
};
use crate::mysql::catalog::{Database, Relation, View, fold, identifier};
use crate::mysql::error::{failure, undecided};
use crate::run::{Applied, Effect, Refusal};
use crate::source::Origin;
use smol_str::SmolStr;
use std::sync::Arc;

impl Session {
    /// `CREATE VIEW`.
    pub(in crate::mysql::session) fn create_view(&mut self, create: &CreateView) -> Applied {
        let (database, name) = self.resolve(&create.name)?;
        check_name(&name, "1103", "table")?;
        check_plain(&create.query)?;
        if !create.query.into.is_empty() {
            return Err(undecided("a view whose query writes into variables"));
        }
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
        self.make_view(create, &database, name)
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
        self.make_view(alter, &database, name)
    }

    fn make_view(&mut self, create: &CreateView, database: &SmolStr, name: SmolStr) -> Applied {
        // A view does not see itself: the name is free while its query is looked at.
        let before = self.catalog.databases.get_mut(database).and_then(|database| database.relations.remove(&name));
        let shape = match self.view_shape(&create.query) {
            // What reads the view that is being replaced finds none.
            Err(Refusal::Failed(broken)) if broken.code == "1356" && before.is_some() => {
                self.put_back(database, &name, before);
                let refusal =
                    self.view_shape(&create.query).map_or(Refusal::Failed(broken), |_| missing_table(database, &name));
                return Err(refusal);
            }
            shape => shape?,
        };
        self.check_temporary_tables(&create.query)?;
        let updatable = self.is_updatable(create);
        if create.check.is_some() && !updatable {
            let message = format!("CHECK OPTION on non-updatable view {}.{}", identifier(database), identifier(&name));
            return Err(failure("1368", message));
        }
        let columns = view_columns(create, &shape.query, &shape.columns)?;
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
            definer: Self::definer(create.definer.as_ref()),
            security: create.security,
            updatable,
            check: create.check,
            sql_mode: self.sql_mode().into(),
            provenance,
        };
        self.database_mut(database)?.relations.insert(name, Relation::View(Arc::new(view)));
        Ok(Effect::Applied)
    }

    fn put_back(&mut self, database: &str, name: &SmolStr, relation: Option<Relation>) {
        if let (Some(database), Some(relation)) = (self.catalog.databases.get_mut(database), relation) {
            database.relations.insert(name.clone(), relation);
        }
    }

    /// A view outlives the connection that makes it, and with it its temporary tables: 1352.
    fn check_temporary_tables(&self, query: &Query) -> Result<(), Refusal> {
        if self.catalog.temporary.is_empty() {
            return Ok(());
        }
        let mut temporary = None;
        visit_query(query, &mut |visited| {
            if let Visited::Table(TableRef { kind: TableRefKind::Table { name, .. }, .. }) = visited
                && let Ok((database, name)) = self.resolve(name)
                && self.is_temporary(&database, &name)
            {
                temporary.get_or_insert(name);
            }
        });
        match temporary {
            Some(name) => Err(failure("1352", format!("View's SELECT refers to a temporary table '{name}'"))),
            None => Ok(()),
        }
    }

    /// Rows can be changed through it: each row of it is one of a table, and so is that of each view that it reads.
    fn is_updatable(&self, create: &CreateView) -> bool {
        let QueryBody::Select(select) = &create.query.body else { return false };
        let aggregate = |item: &SelectItem| {
            let mut found = false;
            if let SelectItem::Expr { expr, .. } = item {
                expr.for_each(&mut |expr| found |= is_aggregate(expr));
            }
            found
        };
        create.algorithm != Some(ViewAlgorithm::TempTable)
            && create.query.with.is_empty()
            && !select.from.is_empty()
            && select.from.iter().all(|table| self.is_updatable_part(table))
            && select.group.is_empty()
            && select.having.is_none()
            && create.query.limit.is_none()
            && !select.modifiers.contains(&SelectModifier::Distinct)
            && !select.items.iter().any(aggregate)
    }

    fn is_updatable_part(&self, table: &TableRef) -> bool {
        let itself = match &table.kind {
            TableRefKind::Table { name, .. } => {
                let relation =
                    self.resolve(name).ok().and_then(|(database, name)| self.catalog.relation(&database, &name));
                match relation {
                    Some(Relation::View(view)) => view.updatable,
                    Some(Relation::Table(_)) => true,
                    Some(Relation::Sequence(_)) | None => false,
                }
            }
            TableRefKind::Nested(tables) => tables.iter().all(|table| self.is_updatable_part(table)),
            TableRefKind::Subquery { .. } | TableRefKind::JsonTable { .. } | TableRefKind::Dual => false,
        };
        itself && table.joins.iter().all(|join| self.is_updatable_part(&join.right))
    }

    /// The views that cannot be used, with what the server says of what they read.
    pub fn broken_views(&mut self) -> Vec<BrokenView> {
        let views = |(database, contents): (&SmolStr, &Database)| {
            let views = contents.relations.values().filter_map(|relation| match relation {
                Relation::View(view) => Some(Arc::clone(view)),
                Relation::Table(_) | Relation::Sequence(_) => None,
            });
            views.map(|view| (database.clone(), view)).collect::<Vec<_>>()
        };
        let views: Vec<_> = self.catalog.databases.iter().flat_map(views).collect();
        let broken = views.into_iter().filter_map(|(database, view)| {
            let reason = self.why_broken(&database, &view)?;
            let origin = view.provenance.origins.last().copied().unwrap_or(self.origin);
            Some(BrokenView { database, name: view.name.clone(), origin, reason })
        });
        broken.collect()
    }

    fn why_broken(&mut self, database: &SmolStr, view: &View) -> Option<String> {
        let text = std::mem::replace(&mut self.text, Arc::clone(&view.text));
        let current = self.database.replace(database.clone());
        let columns = self.columns_of(&view.query);
        self.text = text;
        self.database = current;
        match columns {
            Err(Refusal::Failed(failure)) => Some(failure.to_string()),
            Ok(columns) if columns.len() != view.columns.len() => Some("it has other columns than its query".into()),
            _ => None,
        }
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

/// A view that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BrokenView {
    /// Its database.
    pub database: SmolStr,
    /// Its name.
    pub name: SmolStr,
    /// The statement that made it what it is.
    pub origin: Origin,
    /// Why.
    pub reason: String,
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

fn is_aggregate(expr: &Expr) -> bool {
    const AGGREGATES: &[&str] = &[
        "count",
        "sum",
        "avg",
        "min",
        "max",
        "group_concat",
        "bit_and",
        "bit_or",
        "bit_xor",
        "std",
        "stddev",
        "stddev_pop",
        "stddev_samp",
        "variance",
        "var_pop",
        "var_samp",
        "json_arrayagg",
        "json_objectagg",
    ];
    match &expr.kind {
        ExprKind::Call(call) => AGGREGATES.contains(&fold(&call.name.name.text).as_str()) || call.over.is_some(),
        _ => false,
    }
}

/// A view's query has no variables and no parameters.
pub(in crate::mysql::session) fn check_plain(query: &Query) -> Result<(), Refusal> {
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
