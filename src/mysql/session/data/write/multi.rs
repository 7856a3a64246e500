//! `UPDATE` and `DELETE` of several tables.

use super::assign::Nulls;
use super::insert::Written;
use super::update::Numbered;
use super::writer::Writer;
use crate::mysql::ast::{Delete, Expr, ExprKind, TableRef, Update, WriteModifier};
use crate::mysql::catalog::RowNumber;
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::{FromPlan, Node, NodeKind};
use crate::mysql::session::data::prepare::{Clause, Level, Prepare, Source};
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::collections::BTreeMap;

/// A join with its condition, prepared.
struct Joined {
    from: FromPlan,
    level: Level,
    filter: Option<Node>,
}

impl Session {
    fn join_of(&mut self, tables: &[TableRef], filter: Option<&Expr>) -> Result<Joined, Refusal> {
        let mut prepare = Prepare::new(self);
        let (from, mut level) = prepare.join(tables)?;
        level.clause = Clause::Where;
        let filter = match filter {
            None => None,
            Some(filter) => {
                let (node, back) = prepare.in_level(level, filter)?;
                level = back;
                Some(node)
            }
        };
        Ok(Joined { from, level, filter })
    }

    /// The joined rows that fit.
    fn joined_rows(&mut self, joined: &Joined) -> Result<Vec<crate::mysql::catalog::Row>, Refusal> {
        let found = self.rows_from(&joined.from, None, None)?;
        match &joined.filter {
            None => Ok(found.rows),
            Some(filter) => self.filtered(found.rows, filter, None),
        }
    }

    /// The rows of one table among joined rows, by their place in the table; rows that are alike cannot be told apart and do not have to be.
    fn rows_of_source(
        &mut self,
        writer: &Writer,
        source: &Source,
        rows: &[crate::mysql::catalog::Row],
    ) -> Result<Vec<Option<RowNumber>>, Refusal> {
        let Some(spec) = writer.specs.iter().find(|spec| spec.unique) else {
            return self.rows_by_value(writer, source, rows);
        };
        let width = writer.table.columns.len();
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let part = &row[source.offset..source.offset + width];
            let number = match spec.encode(part) {
                super::index::Encoded::Key(key) => {
                    super::index::find(self.current(writer)?, spec, &key).first().copied()
                }
                _ if part.iter().all(Value::is_null) => None,
                _ => return self.rows_by_value(writer, source, rows),
            };
            found.push(number);
        }
        Ok(found)
    }

    fn rows_by_value(
        &mut self,
        writer: &Writer,
        source: &Source,
        rows: &[crate::mysql::catalog::Row],
    ) -> Result<Vec<Option<RowNumber>>, Refusal> {
        let width = writer.table.columns.len();
        let table = self.current(writer)?;
        rows.iter()
            .map(|row| {
                let part = &row[source.offset..source.offset + width];
                let mut same = table.rows.numbered().filter(|(_, known)| known[..] == *part);
                match (same.next(), same.next()) {
                    (Some((number, _)), None) => Ok(Some(number)),
                    (None, _) => Ok(None),
                    (Some(_), Some(_)) => Err(undecided("rows that are alike are joined")),
                }
            })
            .collect()
    }

    /// Runs an `UPDATE` of a join.
    pub(super) fn update_join(&mut self, update: &Update) -> Result<Written, Refusal> {
        let joined = self.join_of(&update.tables, update.filter.as_ref())?;
        if !update.order.is_empty() || update.limit.is_some() {
            return Err(undecided("UPDATE of a join with ORDER BY or LIMIT"));
        }
        let level = Level { clause: Clause::Set, ..joined.level.clone() };
        let mut by_source: BTreeMap<usize, Vec<(usize, Option<Node>)>> = BTreeMap::new();
        for assignment in &update.assignments {
            let name = Expr { kind: ExprKind::Column(assignment.column.clone()), span: assignment.column.column.span };
            let mut prepare = Prepare::new(self);
            prepare.without_programs();
            let (node, _) = prepare.in_level(level.clone(), &name)?;
            let NodeKind::Column { index, .. } = node.kind else {
                return Err(undecided("something else than a column is set"));
            };
            let source = level.source_of(index).ok_or_else(|| undecided("a column of no table is set"))?;
            let value = match assignment.value.kind {
                ExprKind::Default => None,
                _ => Some(Prepare::new(self).in_level(level.clone(), &assignment.value)?.0),
            };
            by_source.entry(source).or_default().push((index, value));
        }
        let rows = self.joined_rows(&joined)?;
        let ignore = update.modifiers.contains(&WriteModifier::Ignore);
        let mut written = Written::default();
        for (at, assignments) in by_source {
            let source = joined.level.sources[at].clone();
            let writer = self.source_writer(&source, ignore)?;
            self.update_source(&writer, &source, &rows, &assignments, &mut written)?;
        }
        Ok(written)
    }

    /// What writes the table of a source.
    fn source_writer(&mut self, source: &Source, ignore: bool) -> Result<Writer, Refusal> {
        let base = source.columns.first().and_then(|column| column.base.clone());
        let Some((database, table, _)) = base else {
            return Err(undecided("rows are written through a view or a derived table"));
        };
        self.writer(&database, &table, ignore)
    }

    fn update_source(
        &mut self,
        writer: &Writer,
        source: &Source,
        rows: &[crate::mysql::catalog::Row],
        assignments: &[(usize, Option<Node>)],
        written: &mut Written,
    ) -> Result<(), Refusal> {
        let numbers = self.rows_of_source(writer, source, rows)?;
        let set: Vec<usize> = assignments.iter().map(|(index, _)| index - source.offset).collect();
        let mut done: BTreeMap<RowNumber, Vec<Value>> = BTreeMap::new();
        for (at, (row, number)) in rows.iter().zip(numbers).enumerate() {
            let Some(number) = number else { continue };
            let Some(old) = self.current(writer)?.rows.get(number).cloned() else { continue };
            let mut whole = row.to_vec();
            for (index, node) in assignments {
                let place = index - source.offset;
                whole[*index] = match node {
                    None => self.default_of(writer, place, &whole[source.offset..], at + 1)?,
                    Some(node) => {
                        let value = self.compute(node, &Frame::of(&whole, None))?;
                        self.assigned(writer, place, &value, &node.ty, at + 1, Nulls::Update)?
                    }
                };
            }
            let new = whole[source.offset..source.offset + writer.table.columns.len()].to_vec();
            if let Some(before) = done.get(&number) {
                // A row is changed once, by the first joined row that has it.
                if *before != new {
                    return Err(undecided("a row is joined with several others that give it different values"));
                }
                continue;
            }
            if self.update_row(writer, number, &old, new.clone(), &set, at + 1)?.is_some() {
                written.affected += 1;
            }
            done.insert(number, new);
        }
        Ok(())
    }

    /// Runs a `DELETE` of several tables.
    pub(super) fn delete_join(&mut self, delete: &Delete) -> Result<Written, Refusal> {
        let joined = self.join_of(&delete.tables, delete.filter.as_ref())?;
        let mut targets = Vec::new();
        for target in &delete.targets {
            let database = target.database.as_ref().map(|name| name.text.as_str());
            let found = joined.level.sources.iter().position(|source| {
                source.name == target.name.text
                    && database.is_none_or(|database| source.database.as_deref() == Some(database))
            });
            let found = found.or_else(|| by_base(&joined.level, database, &target.name.text));
            let Some(found) = found else {
                return Err(failure("1109", format!("Unknown table '{}' in MULTI DELETE", target.name.text)));
            };
            targets.push(found);
        }
        if delete.targets.is_empty() {
            targets.push(0);
        }
        let rows = self.joined_rows(&joined)?;
        let mut written = Written::default();
        let ignore = delete.modifiers.contains(&WriteModifier::Ignore);
        let mut plans = Vec::new();
        for at in targets {
            let source = joined.level.sources[at].clone();
            let writer = self.source_writer(&source, ignore)?;
            let numbers = self.rows_of_source(&writer, &source, &rows)?;
            plans.push((writer, numbers));
        }
        for (writer, numbers) in plans {
            let mut unique: Vec<RowNumber> = numbers.into_iter().flatten().collect();
            unique.sort_unstable();
            unique.dedup();
            let table = self.current(&writer)?;
            let doomed: Numbered =
                unique.into_iter().filter_map(|number| Some((number, table.rows.get(number)?.clone()))).collect();
            written.affected += self.delete_rows(&writer, doomed)?.affected;
        }
        Ok(written)
    }
}

fn by_base(level: &Level, database: Option<&str>, name: &SmolStr) -> Option<usize> {
    let database = database?;
    level.sources.iter().position(|source| source.database.as_deref() == Some(database) && source.name == *name)
}
