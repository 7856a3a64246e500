//! `SELECT`, clause by clause in the order in which the server looks at them.

use super::{Aggregation, Aliases, Clause, Level, Prepare};
use crate::mysql::ast::{Expr, ExprKind, Literal, ObjectName, OrderItem, Query, Select, SelectItem, SelectModifier};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::data::plan::{FromPlan, Node, NodeKind, OutputColumn, Reading, SelectPlan};
use crate::run::Refusal;
use crate::source::Span;
use smol_str::SmolStr;
use std::sync::Arc;

/// A number alone in `ORDER BY` or `GROUP BY` is the place of an item.
pub(super) fn position(expr: &Expr) -> Option<u64> {
    match expr.kind {
        ExprKind::Literal(Literal::Integer(position)) => Some(position),
        _ => None,
    }
}

/// A name alone, without a table.
fn bare_name(expr: &Expr) -> Option<&SmolStr> {
    match &expr.kind {
        ExprKind::Column(name) if name.table.is_none() => Some(&name.column.text),
        _ => None,
    }
}

impl Prepare<'_> {
    /// Prepares a select with the `ORDER BY` and `LIMIT` of its query.
    pub(super) fn select(
        &mut self,
        select: &Select,
        query: &Query,
    ) -> Result<(Vec<OutputColumn>, SelectPlan), Refusal> {
        self.levels.push(Level::new(Clause::Select));
        self.named_windows.push(select.windows.clone());
        let prepared = self.select_here(select, query);
        self.named_windows.pop();
        self.levels.pop();
        prepared
    }

    fn select_here(&mut self, select: &Select, query: &Query) -> Result<(Vec<OutputColumn>, SelectPlan), Refusal> {
        let mut from = self.from(&select.from)?;
        self.enter(Clause::Select, Aggregation::Allowed, Aliases::Ignored);
        let (columns, items) = self.items(&select.items)?;
        self.enter(Clause::Where, Aggregation::Forbidden, Aliases::Ignored);
        let filter = select.filter.as_ref().map(|filter| self.scalar(filter)).transpose()?;
        let named = columns.iter().map(|column| column.name.clone()).zip(items.iter().cloned());
        self.level().aliases = named.collect();
        self.enter(Clause::OrderBy, Aggregation::Allowed, Aliases::AfterColumns);
        let order = self.order(&query.order, &items)?;
        self.enter(Clause::GroupBy, Aggregation::Forbidden, Aliases::AfterColumns);
        let group = self.group(&select.group, &items)?;
        self.enter(Clause::Having, Aggregation::Allowed, Aliases::Only);
        let having = select.having.as_ref().map(|having| self.scalar(having)).transpose()?;
        self.enter(Clause::Select, Aggregation::Forbidden, Aliases::Ignored);
        let limit = self.limit(query.limit.as_ref())?;
        let offset = self.limit(query.offset.as_ref())?;
        let level = self.level();
        if let FromPlan::Table { reading, .. } = &mut from {
            let used = std::mem::take(&mut level.used).into_iter().collect();
            *reading = Reading { used: Some(used), sought: std::mem::take(&mut level.sought).into_iter().collect() };
        }
        let (aggregates, windows) = (std::mem::take(&mut level.aggregates), std::mem::take(&mut level.windows));
        let grouped = !select.group.is_empty() || !aggregates.is_empty();
        let group = grouped.then_some(group);
        if let Some(keys) = &group {
            self.full_group_by(&items, keys)?;
        }
        let distinct = select.modifiers.contains(&SelectModifier::Distinct);
        let rollup = select.rollup;
        Ok((
            columns,
            SelectPlan {
                from,
                filter,
                group,
                rollup,
                aggregates,
                having,
                windows,
                items,
                distinct,
                order,
                limit,
                offset,
            },
        ))
    }

    fn enter(&mut self, clause: Clause, aggregation: Aggregation, rule: Aliases) {
        let level = self.level();
        (level.clause, level.aggregation, level.alias_rule) = (clause, aggregation, rule);
    }

    /// The select list with its stars written out.
    pub(super) fn items(&mut self, items: &[SelectItem]) -> Result<(Vec<OutputColumn>, Vec<Node>), Refusal> {
        let (mut columns, mut nodes) = (Vec::new(), Vec::new());
        for item in items {
            let before = nodes.len();
            match item {
                SelectItem::Star(_) => {
                    if self.level().sources.is_empty() {
                        return Err(failure("1096", "No tables used"));
                    }
                    let visible = self.level().visible.clone();
                    for place in visible {
                        self.push_column(place.source, place.index, &mut columns, &mut nodes);
                    }
                }
                SelectItem::TableStar(name) => {
                    let source = self.starred(name)?;
                    let (offset, count) = {
                        let found = &self.level().sources[source];
                        (found.offset, found.columns.len())
                    };
                    for index in offset..offset + count {
                        self.push_column(source, index, &mut columns, &mut nodes);
                    }
                }
                SelectItem::Expr { expr, alias, text } => {
                    let node = self.scalar(expr)?;
                    let name = alias.as_ref().map_or_else(|| self.item_name(expr, *text), |alias| alias.text.clone());
                    let base = self.base_of(&node);
                    columns.push(OutputColumn { name, ty: node.ty.clone(), base });
                    nodes.push(node);
                }
            }
            self.note_star(item, &columns[before..], &nodes[before..]);
        }
        Ok((columns, nodes))
    }

    /// Keeps in mind what a star stands for, where that is asked for and it stands in the statement's own text.
    fn note_star(&mut self, item: &SelectItem, columns: &[OutputColumn], nodes: &[Node]) {
        let span = match item {
            SelectItem::Star(span) => *span,
            SelectItem::TableStar(name) => name.span(),
            SelectItem::Expr { .. } => return,
        };
        if self.stars.is_none() || !Arc::ptr_eq(&self.text, &self.session.text) {
            return;
        }
        let level = self.level();
        let names = columns.iter().zip(nodes).filter_map(|(column, node)| match node.kind {
            NodeKind::Column { index, .. } => {
                Some((level.sources[level.source_of(index)?].name.clone(), column.name.clone()))
            }
            _ => None,
        });
        let names = names.collect();
        self.stars.get_or_insert_default().insert(span, names);
    }

    fn push_column(&mut self, source: usize, index: usize, columns: &mut Vec<OutputColumn>, nodes: &mut Vec<Node>) {
        let found = &self.level().sources[source];
        let column = found.columns[index - found.offset].clone();
        if column.invisible {
            return;
        }
        self.level().used.insert(index);
        columns.push(OutputColumn { name: column.name, ty: column.ty.clone(), base: column.base });
        nodes.push(Node { kind: NodeKind::Column { depth: 0, index }, ty: column.ty });
    }

    fn base_of(&mut self, node: &Node) -> Option<(SmolStr, SmolStr, SmolStr)> {
        let NodeKind::Column { depth: 0, index } = node.kind else { return None };
        let level = self.level();
        let source = &level.sources[level.source_of(index)?];
        source.columns[index - source.offset].base.clone()
    }

    fn starred(&mut self, name: &ObjectName) -> Result<usize, Refusal> {
        let database = name.database.as_ref().map(|name| name.text.as_str());
        let found = self.level().sources.iter().position(|source| {
            source.name == name.name.text
                && database.is_none_or(|database| source.database.as_deref() == Some(database))
        });
        found.ok_or_else(|| {
            let database = database.map(SmolStr::new).or_else(|| self.database.clone());
            let shown = database
                .map_or_else(|| name.name.text.to_string(), |database| format!("{database}.{}", name.name.text));
            failure("1051", format!("Unknown table '{shown}'"))
        })
    }

    /// The name of an item without an alias: a column's own, a text's own characters, else what is written.
    fn item_name(&mut self, expr: &Expr, text: Span) -> SmolStr {
        match &expr.kind {
            ExprKind::Column(name) => name.column.text.clone(),
            ExprKind::Literal(Literal::String(string)) => string.clone(),
            ExprKind::Literal(Literal::Null) => "NULL".into(),
            _ => self.written(text),
        }
    }

    fn order(&mut self, order: &[OrderItem], items: &[Node]) -> Result<Vec<(Node, bool)>, Refusal> {
        order.iter().map(|item| Ok((self.order_key(&item.expr, items)?, item.descending))).collect()
    }

    /// A place of the select list, one of its names, or an expression.
    fn order_key(&mut self, expr: &Expr, items: &[Node]) -> Result<Node, Refusal> {
        if let Some(position) = position(expr) {
            return self.at_position(position, items);
        }
        if let Some(name) = bare_name(expr) {
            let level = self.level();
            let named = level.aliases.iter().find(|(alias, _)| alias.eq_ignore_ascii_case(name));
            if let Some((_, node)) = named {
                return Ok(node.clone());
            }
        }
        self.scalar(expr)
    }

    fn at_position(&mut self, position: u64, items: &[Node]) -> Result<Node, Refusal> {
        let index = usize::try_from(position).ok().and_then(|position| position.checked_sub(1));
        let clause = self.level().clause;
        let clause = clause.word(&self.session.profile);
        let found = index.and_then(|index| items.get(index)).cloned();
        found.ok_or_else(|| failure("1054", format!("Unknown column '{position}' in '{clause}'")))
    }

    fn group(&mut self, group: &[OrderItem], items: &[Node]) -> Result<Vec<Node>, Refusal> {
        let keys = group.iter().map(|item| match position(&item.expr) {
            Some(position) => self.at_position(position, items),
            None => self.scalar(&item.expr),
        });
        let keys = keys.collect::<Result<Vec<Node>, Refusal>>()?;
        if keys.iter().any(contains_aggregate) {
            return Err(failure("1111", "Invalid use of group function"));
        }
        let columns = keys.iter().filter_map(|key| match key.kind {
            NodeKind::Column { depth: 0, index } => Some(index),
            _ => None,
        });
        self.level().grouped = columns.collect();
        Ok(keys)
    }

    /// Under `ONLY_FULL_GROUP_BY` the columns of the select list must be those of `GROUP BY`.
    fn full_group_by(&mut self, items: &[Node], keys: &[Node]) -> Result<(), Refusal> {
        if !self.session.has_sql_mode("ONLY_FULL_GROUP_BY") {
            return Ok(());
        }
        let grouped = self.level().grouped.clone();
        let free = items.iter().find_map(|item| match item.kind {
            NodeKind::Column { depth: 0, index } if !grouped.contains(&index) => Some(index),
            _ => None,
        });
        let Some(index) = free else { return Ok(()) };
        if keys.is_empty() {
            let message = "Mixing of GROUP columns (MIN(),MAX(),COUNT(),...) with no GROUP columns is illegal if there is no GROUP BY clause";
            return Err(failure("1140", message));
        }
        let level = self.level();
        let Some(source) = level.source_of(index).map(|source| level.sources[source].clone()) else { return Ok(()) };
        let column = &source.columns[index - source.offset].name;
        if !self.session.profile.is_mariadb() {
            return Err(undecided("whether the columns of GROUP BY determine those that are selected"));
        }
        let shown = source.database.map_or_else(
            || format!("{}.{column}", source.name),
            |database| format!("{database}.{}.{column}", source.name),
        );
        Err(failure("1055", format!("'{shown}' isn't in GROUP BY")))
    }
}

/// An aggregate is in it.
fn contains_aggregate(node: &Node) -> bool {
    matches!(node.kind, NodeKind::Aggregate { .. })
}
