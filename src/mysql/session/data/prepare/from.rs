//! `FROM`: tables, views, derived tables, joins.

use super::{Clause, CommonMeaning, Level, Prepare, Source, SourceColumn, Visible};
use crate::mysql::ast::{
    BinaryOperator, Join, JoinCondition, JoinKind, Name, ObjectName, Query, TableRef, TableRefKind,
};
use crate::mysql::catalog::{Relation, Table, View, fold};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::data::plan::{FromPlan, Node, NodeKind, OutputColumn, QueryPlan, Reading};
use crate::mysql::session::data::types::Type;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

/// What a part of `FROM` brings: its sources, and the columns as unqualified names find them; places count from its own begin.
#[derive(Debug)]
struct Part {
    plan: FromPlan,
    sources: Vec<Source>,
    visible: Vec<Visible>,
}

/// The columns of a table as a source.
pub fn table_source(database: &str, table: &Table, alias: Option<&str>) -> Source {
    let columns = table.columns.iter().map(|column| SourceColumn {
        name: column.name.clone(),
        ty: Type::of_column(column),
        base: Some((database.into(), table.name.clone(), column.name.clone())),
        invisible: column.invisible,
    });
    Source {
        database: Some(database.into()),
        name: alias.unwrap_or(&table.name).into(),
        columns: columns.collect(),
        offset: 0,
    }
}

fn query_source(database: Option<SmolStr>, name: SmolStr, columns: &[OutputColumn]) -> Source {
    let columns = columns.iter().map(|column| SourceColumn {
        name: column.name.clone(),
        ty: column.ty.clone(),
        base: None,
        invisible: false,
    });
    Source { database, name, columns: columns.collect(), offset: 0 }
}

impl Prepare<'_> {
    /// Prepares `FROM` and puts its sources into the innermost level.
    pub(super) fn from(&mut self, tables: &[TableRef]) -> Result<FromPlan, Refusal> {
        let Some(part) = self.list(tables)? else { return Ok(FromPlan::One) };
        let Part { plan, sources, visible } = part;
        let level = self.level();
        (level.sources, level.visible) = (sources, visible);
        Ok(plan)
    }

    fn list(&mut self, tables: &[TableRef]) -> Result<Option<Part>, Refusal> {
        let mut all: Option<Part> = None;
        for table in tables {
            let part = self.table_ref(table)?;
            all = Some(match all {
                None => part,
                Some(left) => self.join_parts(left, part, JoinKind::Cross, &JoinCondition::None)?,
            });
        }
        Ok(all)
    }

    fn table_ref(&mut self, table: &TableRef) -> Result<Part, Refusal> {
        let mut part = self.table_factor(&table.kind)?;
        for Join { kind, right, condition } in &table.joins {
            let right = self.table_ref(right)?;
            part = self.join_parts(part, right, *kind, condition)?;
        }
        Ok(part)
    }

    fn table_factor(&mut self, kind: &TableRefKind) -> Result<Part, Refusal> {
        match kind {
            TableRefKind::Table { name, alias, partitions, .. } => {
                let alias = alias.as_ref().map_or(&name.name.text, |alias| &alias.text).clone();
                let (plan, source) = self.named_table(name, &alias)?;
                let plan = if partitions.is_empty() {
                    plan
                } else {
                    FromPlan::Unknown("which rows are in a partition".into(), plan.width())
                };
                Ok(part_of(plan, source))
            }
            TableRefKind::Subquery { query, alias, columns } => {
                let Some(alias) = alias else {
                    return Err(failure("1248", "Every derived table must have its own alias"));
                };
                let mut plan = self.derived(query)?;
                rename(&mut plan, columns)?;
                unique_names(&plan.columns)?;
                let source = query_source(None, alias.text.clone(), &plan.columns);
                Ok(part_of(FromPlan::Query(Arc::new(plan)), source))
            }
            TableRefKind::JsonTable { columns, alias, document, .. } => {
                // The document may name columns of the tables before it, which are not in sight here.
                drop(self.expr(document));
                let ty = Type::null();
                let named =
                    columns.iter().map(|name| OutputColumn { name: name.text.clone(), ty: ty.clone(), base: None });
                let named: Vec<OutputColumn> = named.collect();
                let alias = alias.as_ref().map_or_else(SmolStr::default, |alias| alias.text.clone());
                let plan = FromPlan::Unknown("JSON_TABLE".into(), named.len());
                Ok(part_of(plan, query_source(None, alias, &named)))
            }
            TableRefKind::Nested(tables) => match self.list(tables)? {
                Some(part) => Ok(part),
                None => Err(undecided("nothing in the brackets of FROM")),
            },
            TableRefKind::Dual => Ok(Part { plan: FromPlan::One, sources: Vec::new(), visible: Vec::new() }),
        }
    }

    /// A table, a view, or a common table expression by its name.
    fn named_table(&mut self, name: &ObjectName, alias: &SmolStr) -> Result<(FromPlan, Source), Refusal> {
        if name.database.is_none()
            && let Some(found) = self.common_table(&name.name.text, alias)
        {
            return Ok(found);
        }
        let database = name.database.as_ref().map(|name| name.text.clone()).or_else(|| self.database.clone());
        let Some(database) = database else { return Err(failure("1046", "No database selected")) };
        let table = &name.name.text;
        if let Some(found) = self.system_source(&database, table, alias)? {
            return Ok(found);
        }
        match self.session.catalog.relation(&database, table).cloned() {
            Some(Relation::Table(found)) => {
                let source = table_source(&database, &found, Some(alias));
                let plan = FromPlan::Table {
                    database,
                    name: table.clone(),
                    width: found.columns.len(),
                    reading: Reading::default(),
                };
                Ok((plan, source))
            }
            Some(Relation::View(view)) => {
                let plan = self.view(&database, &view)?;
                let source = query_source(Some(database), alias.clone(), &plan.columns);
                Ok((FromPlan::Query(Arc::new(plan)), source))
            }
            Some(Relation::Sequence(_)) => {
                let names = [
                    "next_not_cached_value",
                    "minimum_value",
                    "maximum_value",
                    "start_value",
                    "increment",
                    "cache_size",
                    "cycle_option",
                    "cycle_count",
                ];
                let columns = names.map(|name| OutputColumn { name: name.into(), ty: Type::bigint(), base: None });
                let plan = FromPlan::Unknown("the row of a sequence".into(), names.len());
                Ok((plan, query_source(Some(database), alias.clone(), &columns)))
            }
            None => match super::numbers::numbers_of(table).filter(|_| self.session.profile.is_mariadb()) {
                Some(plan) => {
                    let source = query_source(Some(database), alias.clone(), &plan.columns);
                    Ok((FromPlan::Query(Arc::new(plan)), source))
                }
                None => Err(failure("1146", format!("Table '{database}.{table}' doesn't exist"))),
            },
        }
    }

    fn common_table(&mut self, name: &SmolStr, alias: &SmolStr) -> Option<(FromPlan, Source)> {
        let found = self.common.iter().rev().find(|common| common.name.eq_ignore_ascii_case(name))?;
        Some(match &found.meaning {
            CommonMeaning::Query(plan) => {
                (FromPlan::Query(Arc::clone(plan)), query_source(None, alias.clone(), &plan.columns))
            }
            CommonMeaning::Recursive(plan) => {
                (FromPlan::Recursive(Arc::clone(plan)), query_source(None, alias.clone(), &plan.columns))
            }
            CommonMeaning::Working(number, columns) => {
                (FromPlan::Working(*number, columns.len()), query_source(None, alias.clone(), columns))
            }
        })
    }

    /// A table of `information_schema` and its like.
    fn system_source(
        &mut self,
        database: &str,
        table: &str,
        alias: &SmolStr,
    ) -> Result<Option<(FromPlan, Source)>, Refusal> {
        let Some(layout) = self.session.system_table(database, table)? else { return Ok(None) };
        let columns = layout.columns.iter().map(|column| SourceColumn {
            name: column.name.clone(),
            ty: Type::of_column(column),
            base: None,
            invisible: false,
        });
        let source =
            Source { database: Some(database.into()), name: alias.clone(), columns: columns.collect(), offset: 0 };
        Ok(Some((FromPlan::System(layout), source)))
    }

    /// A query that sees nothing of the queries around it.
    pub(super) fn derived(&mut self, query: &Query) -> Result<QueryPlan, Refusal> {
        let (levels, reach) = (std::mem::take(&mut self.levels), self.reach);
        let plan = self.query(query);
        (self.levels, self.reach) = (levels, reach);
        plan
    }

    /// The query of a view.
    fn view(&mut self, database: &SmolStr, view: &Arc<View>) -> Result<QueryPlan, Refusal> {
        let plan = self.deeper(|this| this.view_query(database, view));
        let broken = || {
            let message = format!(
                "View '{database}.{}' references invalid table(s) or column(s) or function(s) or definer/invoker of view lack rights to use them",
                view.name
            );
            failure("1356", message)
        };
        match plan {
            Err(Refusal::Failed(_)) => Err(broken()),
            Ok(plan) if plan.columns.len() != view.columns.len() => Err(broken()),
            Ok(mut plan) => {
                for (column, name) in plan.columns.iter_mut().zip(&view.columns) {
                    column.name = name.clone();
                }
                Ok(plan)
            }
            other => other,
        }
    }

    fn join_parts(
        &mut self,
        left: Part,
        right: Part,
        kind: JoinKind,
        condition: &JoinCondition,
    ) -> Result<Part, Refusal> {
        let width = left.plan.width();
        let Part { plan: right_plan, sources: right_sources, visible: right_visible } = right;
        for source in &right_sources {
            let same = |other: &&Source| other.name == source.name && other.database == source.database;
            if left.sources.iter().any(|other| same(&other)) {
                return Err(failure("1066", format!("Not unique table/alias: '{}'", source.name)));
            }
        }
        let count = left.sources.len();
        let mut sources = left.sources;
        sources.extend(right_sources.into_iter().map(|source| Source { offset: source.offset + width, ..source }));
        let shift =
            |visible: Visible| Visible { source: visible.source + count, index: visible.index + width, ..visible };
        let sides = (left.visible, right_visible.into_iter().map(shift).collect::<Vec<_>>());
        let common = common_columns(&sides.0, &sides.1, kind, condition)?;
        let visible = merge(&sides.0, &sides.1, &common, kind);
        let on = match condition {
            JoinCondition::On(expr) => {
                let mut level = Level::new(Clause::On);
                (level.sources, level.visible) = (sources.clone(), visible.clone());
                // The condition sees this join alone, in the place of the whole query.
                std::mem::swap(self.level(), &mut level);
                let node = self.scalar(expr);
                std::mem::swap(self.level(), &mut level);
                Some(node?)
            }
            _ => equal_columns(&sources, &common)?,
        };
        let kind = match kind {
            JoinKind::NaturalInner | JoinKind::Straight | JoinKind::Cross => JoinKind::Inner,
            JoinKind::NaturalLeft => JoinKind::Left,
            JoinKind::NaturalRight => JoinKind::Right,
            other => other,
        };
        nullable_side(&mut sources, kind, count);
        let plan = FromPlan::Join { left: Box::new(left.plan), right: Box::new(right_plan), kind, on };
        Ok(Part { plan, sources, visible })
    }
}

fn part_of(plan: FromPlan, source: Source) -> Part {
    let level = Level::of_source(Clause::From, source);
    Part { plan, sources: level.sources, visible: level.visible }
}

fn rename(plan: &mut QueryPlan, names: &[Name]) -> Result<(), Refusal> {
    if names.is_empty() {
        return Ok(());
    }
    if names.len() != plan.columns.len() {
        return Err(undecided("a derived table with another number of column names"));
    }
    for (column, name) in plan.columns.iter_mut().zip(names) {
        column.name = name.text.clone();
    }
    Ok(())
}

/// A table made of a query has no two columns of one name.
pub fn unique_names(columns: &[OutputColumn]) -> Result<(), Refusal> {
    let mut seen = std::collections::HashSet::new();
    match columns.iter().find(|column| !seen.insert(fold(&column.name))) {
        None => Ok(()),
        Some(column) => Err(failure("1060", format!("Duplicate column name '{}'", column.name))),
    }
}

/// What `USING` and `NATURAL` make one column of: the places on both sides.
fn common_columns(
    left: &[Visible],
    right: &[Visible],
    kind: JoinKind,
    condition: &JoinCondition,
) -> Result<Vec<(Visible, Visible)>, Refusal> {
    let natural = matches!(kind, JoinKind::NaturalInner | JoinKind::NaturalLeft | JoinKind::NaturalRight);
    let names: Vec<(SmolStr, &str)> = match condition {
        JoinCondition::Using(names) => names.iter().map(|name| (fold(&name.text), name.text.as_str())).collect(),
        _ if natural => left
            .iter()
            .filter(|known| right.iter().any(|other| other.name == known.name))
            .map(|known| (known.name.clone(), ""))
            .collect(),
        _ => return Ok(Vec::new()),
    };
    let one = |side: &[Visible], name: &SmolStr, text: &str| {
        let mut found = side.iter().filter(|visible| visible.name == *name);
        match (found.next(), found.next()) {
            (Some(only), None) => Ok(only.clone()),
            (None, _) => Err(failure("1054", format!("Unknown column '{text}' in 'FROM'"))),
            (Some(_), Some(_)) => Err(failure("1052", format!("Column '{name}' in FROM is ambiguous"))),
        }
    };
    names.iter().map(|(name, text)| Ok((one(left, name, text)?, one(right, name, text)?))).collect()
}

/// The columns of a join as `*` shows them: the common ones first, then the others of the left, then those of the right.
fn merge(left: &[Visible], right: &[Visible], common: &[(Visible, Visible)], kind: JoinKind) -> Vec<Visible> {
    let from_right = matches!(kind, JoinKind::Right | JoinKind::NaturalRight);
    let is_common =
        |visible: &&Visible| common.iter().any(|(a, b)| a.index == visible.index || b.index == visible.index);
    let mut merged: Vec<Visible> = common.iter().map(|(a, b)| if from_right { b.clone() } else { a.clone() }).collect();
    let (first, second) = if from_right && !common.is_empty() { (right, left) } else { (left, right) };
    merged.extend(first.iter().filter(|visible| !is_common(visible)).cloned());
    merged.extend(second.iter().filter(|visible| !is_common(visible)).cloned());
    merged
}

fn equal_columns(sources: &[Source], common: &[(Visible, Visible)]) -> Result<Option<Node>, Refusal> {
    let mut level = Level::new(Clause::From);
    level.sources = sources.to_vec();
    let mut all: Option<Node> = None;
    for (left, right) in common {
        let (left, right) = (level.node(left, 0), level.node(right, 0));
        let collation = super::collate::comparison(&[&left, &right], "=")?;
        let kind = NodeKind::Compare(BinaryOperator::Equal, Box::new(left), Box::new(right), collation);
        let equal = Node { kind, ty: Type::truth().or_null() };
        all = Some(match all {
            None => equal,
            Some(before) => Node {
                kind: NodeKind::Logic(BinaryOperator::And, Box::new(before), Box::new(equal)),
                ty: Type::truth().or_null(),
            },
        });
    }
    Ok(all)
}

/// The columns of the side of an outer join that may be missing can be NULL.
fn nullable_side(sources: &mut [Source], kind: JoinKind, count: usize) {
    let side = match kind {
        JoinKind::Left => &mut sources[count..],
        JoinKind::Right => &mut sources[..count],
        _ => return,
    };
    for column in side.iter_mut().flat_map(|source| &mut source.columns) {
        column.ty.nullable = true;
    }
}
