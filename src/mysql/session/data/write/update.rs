//! `UPDATE`.

use super::assign::Nulls;
use super::index::scan_numbered;
use super::insert::Written;
use super::writer::{DefaultPlan, Writer};
use crate::mysql::ast::{
    Assignment, ExprKind, OrderItem, TableRef, TableRefKind, TriggerEvent, TriggerTime, Update, WriteModifier,
};
use crate::mysql::catalog::{Row, RowNumber};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::{Node, NodeKind, Reading};
use crate::mysql::session::data::prepare::{Clause, Level, Prepare, Source, table_source};
use crate::mysql::session::data::query::{Ordered, sort_rows};
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;

/// Rows of one table on their way through a statement.
pub(super) type Numbered = Vec<(RowNumber, Row)>;

/// The same, each with its place among the rows that are looked at, from 1: what messages call its row.
pub(super) type Examined = Vec<(RowNumber, Row, usize)>;

/// The only table of a statement: its database, name and alias.
pub(super) fn single_table(
    session: &Session,
    tables: &[TableRef],
) -> Result<Option<(SmolStr, SmolStr, Option<SmolStr>)>, Refusal> {
    match tables {
        [TableRef { kind: TableRefKind::Table { name, alias, .. }, joins }] if joins.is_empty() => {
            let (database, table) = session.resolve(name)?;
            Ok(Some((database, table, alias.as_ref().map(|alias| alias.text.clone()))))
        }
        _ => Ok(None),
    }
}

impl Session {
    /// Runs an `UPDATE`.
    pub(super) fn update(&mut self, update: &Update) -> Result<Written, Refusal> {
        if !update.with.is_empty() {
            return Err(undecided("UPDATE with common table expressions"));
        }
        let Some((database, name, alias)) = single_table(self, &update.tables)? else {
            return self.update_join(update);
        };
        if !matches!(self.catalog.relation(&database, &name), Some(crate::mysql::catalog::Relation::Table(_)) | None) {
            return self.update_join(update);
        }
        self.writable(&database, &name)?;
        let ignore = update.modifiers.contains(&WriteModifier::Ignore);
        let writer = self.writer(&database, &name, ignore)?;
        let source = table_source(&database, &writer.table, alias.as_deref());
        let filter = self.where_of(update.filter.as_ref(), &source)?;
        let order = self.order_of(&update.order, &source)?;
        let assignments = self.assignments(&update.assignments, &source)?;
        let limit = self.limit_of(update.limit.as_ref())?;
        self.writing(!ignore, |session| {
            // The optimizer evaluates a constant condition before the statement becomes strict.
            let constant = update.filter.as_ref().is_some_and(is_constant);
            let rows = session
                .writing(!ignore && !constant, |session| session.affected(&writer, filter.as_ref(), &order, limit))?;
            session.update_rows(&writer, rows, &assignments)
        })
    }

    /// `WHERE` over one table.
    pub(super) fn where_of(
        &mut self,
        filter: Option<&crate::mysql::ast::Expr>,
        source: &Source,
    ) -> Result<Option<Node>, Refusal> {
        let Some(filter) = filter else { return Ok(None) };
        let (node, _) = Prepare::new(self).in_level(Level::of_source(Clause::Where, source.clone()), filter)?;
        if node.width() != 1 {
            return Err(failure("1241", "Operand should contain 1 column(s)"));
        }
        Ok(Some(node))
    }

    pub(super) fn order_of(&mut self, order: &[OrderItem], source: &Source) -> Result<Vec<(Node, bool)>, Refusal> {
        let keys = order.iter().map(|item| {
            let (node, _) =
                Prepare::new(self).in_level(Level::of_source(Clause::OrderBy, source.clone()), &item.expr)?;
            Ok((node, item.descending))
        });
        keys.collect()
    }

    pub(super) fn limit_of(&mut self, limit: Option<&crate::mysql::ast::Expr>) -> Result<Option<usize>, Refusal> {
        let Some(limit) = limit else { return Ok(None) };
        let (node, _) = Prepare::new(self).in_level(Level::new(Clause::Select), limit)?;
        self.row_count(&node, None).map(Some)
    }

    fn assignments(
        &mut self,
        assignments: &[Assignment],
        source: &Source,
    ) -> Result<Vec<(usize, Option<Node>)>, Refusal> {
        let level = Level::of_source(Clause::Set, source.clone());
        let mut places = Vec::new();
        for assignment in assignments {
            let name = crate::mysql::ast::Expr {
                kind: ExprKind::Column(assignment.column.clone()),
                span: assignment.column.column.span,
            };
            let mut prepare = Prepare::new(self);
            prepare.without_programs();
            let (node, _) = prepare.in_level(level.clone(), &name)?;
            let NodeKind::Column { index, .. } = node.kind else {
                return Err(undecided("something else than a column is set"));
            };
            places.push(index);
        }
        let mut prepared = Vec::new();
        for (place, assignment) in places.into_iter().zip(assignments) {
            let node = match assignment.value.kind {
                ExprKind::Default => None,
                _ => Some(Prepare::new(self).in_level(level.clone(), &assignment.value)?.0),
            };
            prepared.push((place, node));
        }
        Ok(prepared)
    }

    /// The rows that a statement is about, in their order.
    pub(super) fn affected(
        &mut self,
        writer: &Writer,
        filter: Option<&Node>,
        order: &[(Node, bool)],
        limit: Option<usize>,
    ) -> Result<Examined, Refusal> {
        let table = std::sync::Arc::new(self.current(writer)?.clone());
        super::index::refuse_unknown(&table)?;
        let by_key = self.numbers_of_key(&writer.database, &table, filter, None)?;
        let (candidates, mut known) = match by_key {
            Some(numbers) => (
                numbers.into_iter().filter_map(|number| Some((number, table.rows.get(number)?.clone()))).collect(),
                Ordered::Known,
            ),
            None => scan_numbered(&table, &Reading::default()),
        };
        let mut rows: Examined = Vec::new();
        for (at, (number, row)) in candidates.into_iter().enumerate() {
            let holds = match filter {
                None => true,
                Some(filter) if matches!(filter.kind, NodeKind::Arithmetic(..)) => {
                    self.writing(false, |session| session.holds(filter, &Frame::of(&row, None)))?
                }
                Some(filter) => self.holds(filter, &Frame::of(&row, None))?,
            };
            if holds {
                rows.push((number, row, at + 1));
            }
        }
        if !order.is_empty() {
            let mut keyed = Vec::with_capacity(rows.len());
            for (number, row, _) in rows {
                let frame = Frame::of(&row, None);
                let mut keys =
                    order.iter().map(|(key, _)| self.compute(key, &frame)).collect::<Result<Vec<Value>, Refusal>>()?;
                keys.push(Value::UInt(number));
                keyed.push((row, keys));
            }
            known = sort_rows(&mut keyed, order)?;
            let numbered = (1..).zip(keyed);
            rows = numbered.map(|(at, (row, keys))| (keys.last().and_then(as_number).unwrap_or(0), row, at)).collect();
        }
        if let Some(limit) = limit.filter(|limit| *limit < rows.len()) {
            if limit > 0 && !known.is_known_at(0, limit) {
                return Err(undecided("LIMIT cuts rows whose order is not determined"));
            }
            rows.truncate(limit);
        }
        Ok(rows)
    }

    fn update_rows(
        &mut self,
        writer: &Writer,
        rows: Examined,
        assignments: &[(usize, Option<Node>)],
    ) -> Result<Written, Refusal> {
        let set: Vec<usize> = assignments.iter().map(|(place, _)| *place).collect();
        let mut written = Written::default();
        for (number, old, at) in rows {
            // A row may have changed through a foreign key of an earlier one.
            let Some(old) = self.current(writer)?.rows.get(number).cloned().or(Some(old)) else { continue };
            let new = self.changed(writer, &old, assignments, at)?;
            let before = self.catalog.clone();
            match self.update_row(writer, number, &old, new, &set, at) {
                Ok(Some(row)) => {
                    written.affected += 1;
                    written.rows.push(row);
                }
                Ok(None) => {}
                Err(Refusal::Failed(_)) if writer.ignore => self.catalog = before,
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(written)
    }

    /// A row with its assignments, each of which sees those before it.
    fn changed(
        &mut self,
        writer: &Writer,
        old: &Row,
        assignments: &[(usize, Option<Node>)],
        number: usize,
    ) -> Result<Vec<Value>, Refusal> {
        let mut new = old.to_vec();
        let simultaneous = self.has_mode("SIMULTANEOUS_ASSIGNMENT");
        for (place, node) in assignments {
            new[*place] = match node {
                None if writer.table.columns[*place].generated.is_some() => continue,
                None => self.explicit_default(writer, *place, &new, number)?,
                Some(node) => {
                    let value = self.compute(node, &Frame::of(if simultaneous { old } else { &new }, None))?;
                    if writer.table.columns[*place].generated.is_some() {
                        writer.ignores_value(*place, &value, number)?;
                        continue;
                    }
                    self.assigned(writer, *place, &value, &node.ty, number, Nulls::Update)?
                }
            };
        }
        Ok(new)
    }

    /// `DEFAULT` of a column that has none is refused whatever the `sql_mode`.
    fn explicit_default(
        &mut self,
        writer: &Writer,
        place: usize,
        row: &[Value],
        number: usize,
    ) -> Result<Value, Refusal> {
        if let DefaultPlan::None(_) = &writer.defaults[place] {
            let name = &writer.table.columns[place].name;
            return Err(failure("1364", format!("Field '{name}' doesn't have a default value")));
        }
        self.default_of(writer, place, row, number)
    }

    /// Puts a changed row in place of the old one; none where nothing changes.
    pub(super) fn update_row(
        &mut self,
        writer: &Writer,
        number: RowNumber,
        old: &Row,
        mut new: Vec<Value>,
        set: &[usize],
        at: usize,
    ) -> Result<Option<Row>, Refusal> {
        let before = self.triggers(writer, TriggerTime::Before, TriggerEvent::Update);
        if new[..] != old[..] {
            self.touch(writer, &mut new, set);
        }
        self.generate(writer, &mut new, at)?;
        if !before.is_empty() {
            let fired = self.fire_row(writer, &before, Some(Row::clone(old)), Some(new.clone().into()))?;
            new = fired.map(|row| row.to_vec()).unwrap_or(new);
            self.generate(writer, &mut new, at)?;
        }
        let after = self.triggers(writer, TriggerTime::After, TriggerEvent::Update);
        if new[..] == old[..] {
            self.fire_row(writer, &after, Some(Row::clone(old)), Some(Row::clone(old)))?;
            return Ok(None);
        }
        self.check_row(writer, &new)?;
        if let Some(duplicate) = self.duplicate(writer, &new, Some(number))? {
            return Err(duplicate.refusal);
        }
        self.check_parents(writer, &new, Some(old))?;
        let row: Row = new.into();
        self.swap(writer, number, old, Row::clone(&row))?;
        self.follow_children(writer, old, Some(&row), 0)?;
        self.follow_update(writer, old, &row)?;
        self.fire_row(writer, &after, Some(Row::clone(old)), Some(Row::clone(&row)))?;
        Ok(Some(row))
    }

    /// `ON UPDATE CURRENT_TIMESTAMP`, of columns that are not set.
    fn touch(&self, writer: &Writer, new: &mut [Value], set: &[usize]) {
        for (place, column) in writer.table.columns.iter().enumerate() {
            if let (Some(digits), false) = (column.on_update, set.contains(&place)) {
                new[place] = self.now(u8::try_from(digits).unwrap_or(0));
            }
        }
    }
}

/// Nothing in it hangs on a row.
fn is_constant(condition: &crate::mysql::ast::Expr) -> bool {
    let mut constant = true;
    condition.for_each(&mut |expr| {
        constant &= !matches!(
            expr.kind,
            ExprKind::Column(_)
                | ExprKind::Subquery(_)
                | ExprKind::Exists(_)
                | ExprKind::InQuery { .. }
                | ExprKind::Quantified { .. }
                | ExprKind::Match { .. }
                | ExprKind::DefaultOf(_)
        );
    });
    constant
}

fn as_number(value: &Value) -> Option<RowNumber> {
    match value {
        Value::UInt(number) => Some(*number),
        _ => None,
    }
}
