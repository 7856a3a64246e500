//! Extended statistics.

use super::bind::{BoundExpr, Scope, Usage};
use super::describe::relation_word;
use super::session::Session;
use super::table::lookup::is_system_column;
use crate::postgres::ast::op::{CreateStatistics, ObjectKind};
use crate::postgres::ast::{Expr, ExprKind, Ident, Name, QualifiedName};
use crate::postgres::catalog::implicit_name::{choose, columns_part};
use crate::postgres::catalog::{
    Address, Bound, ColumnNumber, DependencyKind, KeyTarget, NameClass, ObjectBody, ObjectId, Statistics, TypeRef,
};
use crate::run::{Applied, Effect, Failure, Refusal};
use std::collections::BTreeSet;

/// The kinds, in the order in which the server writes them.
const KINDS: [&str; 3] = ["ndistinct", "dependencies", "mcv"];

/// The most columns and expressions that one object takes.
const MAX_KEYS: usize = 8;

/// The highest target of statistics; more is a warning, and means this.
const MAX_TARGET: i32 = 10_000;

/// Columns and expressions of new statistics, and what they depend on.
#[derive(Default)]
struct Keys {
    columns: Vec<ColumnNumber>,
    expressions: Vec<Bound>,
    dependencies: Vec<Address>,
}

impl Session {
    pub(super) fn create_statistics(&mut self, create: &CreateStatistics) -> Applied {
        if create.name.is_none() && self.environment.postgres_version() < 16 {
            let word = create.at.slice(&self.text);
            return Err(Failure::new("42601", format!("syntax error at or near \"{word}\"")).at(create.at).into());
        }
        let [table] = &create.tables[..] else {
            return Err(Failure::new("0A000", "only a single relation is allowed in CREATE STATISTICS").into());
        };
        if let Ok(found) = self.open_relation(table) {
            self.bind_measured(create, found.id)?;
        }
        let relation = self.measured_relation(table)?;
        let (schema, name) = self.statistics_name(create, relation)?;
        if self.catalog.find(NameClass::Statistics, schema, &name).is_some() {
            let message = format!("statistics object \"{name}\" already exists");
            return if create.if_not_exists {
                Ok(Effect::Noop(format!("{message}, skipping")))
            } else {
                Err(Failure::new("42710", message).into())
            };
        }
        let keys = self.statistics_keys(create, relation)?;
        let kinds = statistics_kinds(create, &keys)?;
        let targets = keys.columns.iter().map(|column| KeyTarget::Column(*column));
        let targets = targets.chain(keys.expressions.into_iter().map(KeyTarget::Expr)).collect();
        let body = ObjectBody::Statistics(Statistics { relation, kinds, keys: targets, target: None });
        let id = self.create_object(name, Some(schema), None, body);
        self.set_remark(id);
        for column in &keys.columns {
            self.catalog.depend(id, Address::column(relation, *column), DependencyKind::Auto);
        }
        if keys.columns.is_empty() {
            self.catalog.depend(id, relation, DependencyKind::Auto);
        }
        for address in keys.dependencies {
            let kind = if address.object == relation { DependencyKind::Auto } else { DependencyKind::Normal };
            self.catalog.depend(id, address, kind);
        }
        Ok(Effect::Applied)
    }

    /// Gives a table the statistics of another, as `LIKE … INCLUDING STATISTICS` does.
    pub(crate) fn copy_statistics(
        &mut self,
        source: ObjectId,
        table: ObjectId,
        comment: impl Fn(Option<Name>) -> Option<Name>,
    ) -> Result<(), Refusal> {
        let map = self.column_map(source, table)?;
        let measured = self.catalog.dependents(source).map(|edge| edge.dependent.object).collect::<BTreeSet<_>>();
        for id in measured {
            let Some(object) = self.catalog.get(id) else { continue };
            let ObjectBody::Statistics(statistics) = &object.body else { continue };
            if statistics.relation == source {
                let (kinds, comment) = (statistics.kinds.clone(), comment(object.comment.clone()));
                let keys = statistics.keys.iter().map(|key| match key {
                    KeyTarget::Column(number) => KeyTarget::Column(map.number(*number)),
                    KeyTarget::Expr(expr) => KeyTarget::Expr(map.bound(expr)),
                });
                let copy = Statistics { relation: table, kinds, keys: keys.collect(), target: None };
                self.add_copied_statistics(copy, comment);
            }
        }
        Ok(())
    }

    fn add_copied_statistics(&mut self, statistics: Statistics, comment: Option<Name>) {
        let relation = statistics.relation;
        let Some(object) = self.catalog.get(relation) else { return };
        let schema = object.schema.unwrap_or(ObjectId::NONE);
        let words = statistics.keys.iter().map(|key| match key {
            KeyTarget::Column(number) => object.column_at(*number).map_or("", |column| column.name.as_str()),
            KeyTarget::Expr(_) => "expr",
        });
        let taken = |name: &str| self.catalog.find(NameClass::Statistics, schema, name).is_some();
        let name = choose(&object.name, &columns_part(words), "stat", taken);
        let targets = statistics.keys.iter().flat_map(|key| match key {
            KeyTarget::Column(number) => vec![Address::column(relation, *number)],
            KeyTarget::Expr(expr) => expr.targets().collect(),
        });
        let targets: Vec<Address> = targets.chain([relation.into()]).collect();
        let whole = !statistics.keys.iter().any(|key| matches!(key, KeyTarget::Column(_)));
        let id = self.create_object(name, Some(schema), None, ObjectBody::Statistics(statistics));
        self.catalog.update(id, |object| object.comment = comment);
        for address in targets.into_iter().filter(|address| whole || *address != relation.into()) {
            let kind = if address.object == relation { DependencyKind::Auto } else { DependencyKind::Normal };
            self.catalog.depend(id, address, kind);
        }
    }

    /// The expressions are read before anything else is looked at.
    fn bind_measured(&self, create: &CreateStatistics, relation: ObjectId) -> Result<(), Refusal> {
        for key in create.keys.iter().filter(|key| plain_column(key).is_none()) {
            self.bind_expr(key, Scope::Relation(relation), Usage::Statistics)?;
        }
        Ok(())
    }

    fn measured_relation(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        self.refuse_system_relation(name)?;
        let found = self.open_relation(name)?;
        match relation_word(found) {
            "table" | "materialized view" | "foreign table" => Ok(found.id),
            _ => {
                let message = format!("cannot define statistics for relation \"{}\"", found.name);
                Err(Failure::new("42809", message).into())
            }
        }
    }

    /// The schema and name as written, or as the server makes them up.
    fn statistics_name(&self, create: &CreateStatistics, relation: ObjectId) -> Result<(ObjectId, Name), Refusal> {
        if let Some(name) = &create.name {
            return Ok((self.home_of(name)?, name.name().clone()));
        }
        let Some(object) = self.catalog.get(relation) else { return Err(Failure::new("42P01", "???").into()) };
        let schema = object.schema.unwrap_or(ObjectId::NONE);
        let columns = columns_part(create.keys.iter().map(|key| plain_column(key).map_or("expr", |c| c.name.as_str())));
        let taken = |name: &str| self.catalog.find(NameClass::Statistics, schema, name).is_some();
        Ok((schema, choose(&object.name, &columns, "stat", taken)))
    }

    fn statistics_keys(&self, create: &CreateStatistics, relation: ObjectId) -> Result<Keys, Refusal> {
        let mut keys = Keys::default();
        for (index, key) in create.keys.iter().enumerate() {
            if index >= MAX_KEYS {
                let message = format!("cannot have more than {MAX_KEYS} columns in statistics");
                return Err(Failure::new("54011", message).into());
            }
            match plain_column(key) {
                Some(column) => keys.columns.push(self.measured_column(relation, column)?),
                None => self.add_expression(relation, key, create.keys.len(), &mut keys)?,
            }
        }
        check_keys(&mut keys)?;
        Ok(keys)
    }

    fn measured_column(&self, relation: ObjectId, name: &Ident) -> Result<ColumnNumber, Refusal> {
        let Some(column) = self.catalog.get(relation).and_then(|object| object.column(&name.name)) else {
            if is_system_column(&name.name) {
                return Err(Failure::new("0A000", "statistics creation on system columns is not supported").into());
            }
            return Err(Failure::new("42703", format!("column \"{}\" does not exist", name.name)).into());
        };
        let type_ref = column.type_use.as_ref().map(|used| used.type_ref);
        if !self.has_btree_order(type_ref)? {
            let type_name = type_ref.map_or_else(String::new, |type_ref| self.type_name(type_ref));
            let message = format!(
                "column \"{}\" cannot be used in statistics because its type {type_name} has no default btree operator class",
                name.name
            );
            return Err(Failure::new("0A000", message).into());
        }
        Ok(column.number)
    }

    fn has_btree_order(&self, type_ref: Option<TypeRef>) -> Result<bool, Refusal> {
        match self.refuse_no_default_class("btree", type_ref) {
            Ok(_) => Ok(true),
            Err(Refusal::Failed(_)) => Ok(false),
            Err(other) => Err(other),
        }
    }

    fn add_expression(&self, relation: ObjectId, expr: &Expr, count: usize, keys: &mut Keys) -> Result<(), Refusal> {
        let bound: BoundExpr = self.bind_expr(expr, Scope::Relation(relation), Usage::Statistics)?;
        if count > 1 && !self.has_btree_order(bound.type_ref)? {
            let type_name = bound.type_ref.map_or_else(String::new, |type_ref| self.type_name(type_ref));
            let message = format!(
                "expression cannot be used in multivariate statistics because its type {type_name} has no default btree operator class"
            );
            return Err(Failure::new("0A000", message).into());
        }
        keys.dependencies.extend(bound.columns.iter().map(|column| Address::column(relation, *column)));
        keys.dependencies.extend(bound.dependencies);
        keys.expressions.push(bound.bound);
        Ok(())
    }

    pub(super) fn alter_statistics(&mut self, name: &QualifiedName, if_exists: bool, target: i32) -> Applied {
        if target < -1 {
            return Err(Failure::new("22023", format!("statistics target {target} is too low")).into());
        }
        let id = match self.find_by_name(ObjectKind::Statistics, name) {
            Err(Refusal::Failed(failure)) if if_exists && failure.code == "42704" => {
                return Ok(Effect::Noop(format!("{}, skipping", failure.message)));
            }
            found => found?,
        };
        self.change(id, |object| {
            if let ObjectBody::Statistics(statistics) = &mut object.body {
                statistics.target = Some(target.min(MAX_TARGET)).filter(|target| *target >= 0);
            }
        });
        Ok(Effect::Applied)
    }
}

/// The column of a key that is nothing but a column.
fn plain_column(key: &Expr) -> Option<&Ident> {
    match &key.kind {
        ExprKind::Column(parts) if parts.len() == 1 => parts.first(),
        _ => None,
    }
}

fn check_keys(keys: &mut Keys) -> Result<(), Failure> {
    if keys.columns.len() + keys.expressions.len() < 2 && keys.expressions.is_empty() {
        return Err(Failure::new("42P17", "extended statistics require at least 2 columns"));
    }
    keys.columns.sort_unstable();
    if keys.columns.windows(2).any(|pair| pair[0] == pair[1]) {
        return Err(Failure::new("42701", "duplicate column name in statistics definition"));
    }
    let texts: Vec<&Name> = keys.expressions.iter().map(|bound| &bound.text).collect();
    if (1..texts.len()).any(|index| texts[..index].contains(&texts[index])) {
        return Err(Failure::new("42701", "duplicate expression in statistics definition"));
    }
    Ok(())
}

/// The kinds that are asked for; empty for all, and for a single expression.
fn statistics_kinds(create: &CreateStatistics, keys: &Keys) -> Result<Vec<&'static str>, Failure> {
    let single = keys.columns.is_empty() && keys.expressions.len() == 1;
    if single && !create.kinds.is_empty() {
        let message = "when building statistics on a single expression, statistics kinds may not be specified";
        return Err(Failure::new("0A000", message));
    }
    for kind in &create.kinds {
        if !KINDS.contains(&kind.name.as_str()) {
            return Err(Failure::new("42601", format!("unrecognized statistics kind \"{}\"", kind.name)));
        }
    }
    let asked: Vec<&str> =
        KINDS.into_iter().filter(|kind| create.kinds.iter().any(|asked| asked.name == *kind)).collect();
    Ok(if asked.len() == KINDS.len() { Vec::new() } else { asked })
}
