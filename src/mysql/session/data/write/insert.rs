//! `INSERT` and `REPLACE`.

use super::assign::{Nulls, check_nulls};
use super::counter::Counter;
use super::writer::{DefaultPlan, Writer};
use crate::mysql::ast::{
    Assignment, Expr, ExprKind, Insert, InsertSource, InsertVerb, Literal, TriggerEvent, TriggerTime, WriteModifier,
};
use crate::mysql::catalog::{Relation, Row, RowNumber, Trigger};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::data::evaluate::Frame;
use crate::mysql::session::data::plan::{Node, QueryPlan};
use crate::mysql::session::data::prepare::{Clause, Level, Prepare, Source, table_source};
use crate::mysql::session::data::store::Strictness;
use crate::mysql::session::data::types::Type;
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

/// A value of a row that is to be inserted.
enum Cell {
    Node(Node),
    Default,
}

/// Where the rows come from, prepared.
enum Rows {
    Values(Vec<Vec<Cell>>),
    Query(Box<QueryPlan>),
}

/// An `INSERT` that has been prepared.
struct Plan {
    verb: InsertVerb,
    /// The places of the columns that are given values.
    places: Vec<usize>,
    on_duplicate: Vec<(usize, Option<Node>)>,
    before: Vec<Arc<Trigger>>,
    after: Vec<Arc<Trigger>>,
    nulls: Nulls,
}

/// What the rows of a statement came to.
#[derive(Debug, Default)]
pub(super) struct Written {
    pub affected: i64,
    pub rows: Vec<Row>,
}

impl Session {
    /// Runs an `INSERT`; the rows that it wrote.
    pub(super) fn insert(&mut self, insert: &Insert) -> Result<Written, Refusal> {
        let (database, name) = self.resolve(&insert.table)?;
        self.writable(&database, &name)?;
        let ignore = insert.modifiers.contains(&WriteModifier::Ignore);
        let mut writer = self.writer(&database, &name, ignore)?;
        let places = self.places(insert, &writer)?;
        check_counts(insert, places.len())?;
        let source = self.source(insert, &writer, &places)?;
        let on_duplicate = self.on_duplicate(insert, &writer)?;
        // Columns that a duplicate would change count as given.
        let given: Vec<usize> = places.iter().copied().chain(on_duplicate.iter().map(|(place, _)| *place)).collect();
        self.check_given(&writer, &given)?;
        let before = self.triggers(&writer, TriggerTime::Before, TriggerEvent::Insert);
        let after = self.triggers(&writer, TriggerTime::After, TriggerEvent::Insert);
        let count = match &source {
            Rows::Values(rows) => Some(rows.len()),
            Rows::Query(_) => None,
        };
        writer.single = count == Some(1);
        let nulls = if !before.is_empty() {
            Nulls::Later
        } else if writer.single {
            Nulls::Refused
        } else {
            Nulls::ByStrictness
        };
        let plan = Plan { verb: insert.verb, places, on_duplicate, before, after, nulls };
        let mut counter = Counter::of(count);
        let written = self.writing(!ignore, |session| match source {
            Rows::Values(rows) => session.insert_values(&writer, &plan, &rows, &mut counter),
            Rows::Query(query) => session.insert_query(&writer, &plan, &query, &mut counter),
        });
        if let (Some(first), Ok(_)) = (counter.first, &written) {
            self.data.last_insert_id = Value::UInt(first);
        }
        written
    }

    /// Only tables are written here.
    pub(super) fn writable(&mut self, database: &str, name: &str) -> Result<(), Refusal> {
        match self.catalog.relation(database, name) {
            Some(Relation::Table(_)) => Ok(()),
            Some(Relation::View(_)) => Err(undecided("rows are written through a view")),
            Some(Relation::Sequence(_)) => Err(undecided("rows are written into a sequence")),
            None => Err(failure("1146", format!("Table '{database}.{name}' doesn't exist"))),
        }
    }

    fn places(&self, insert: &Insert, writer: &Writer) -> Result<Vec<usize>, Refusal> {
        if insert.columns.is_empty() {
            let shown = writer.table.columns.iter().enumerate().filter(|(_, column)| !column.invisible);
            let empty = matches!(&insert.source, InsertSource::Values(rows) if rows.iter().all(Vec::is_empty));
            return Ok(if empty { Vec::new() } else { shown.map(|(place, _)| place).collect() });
        }
        let mut places = Vec::with_capacity(insert.columns.len());
        for name in &insert.columns {
            let Some((place, column)) = writer.table.column(&name.column.text) else {
                let mut shown = name.column.text.to_string();
                if let Some(table) = &name.table {
                    shown = format!("{}.{shown}", table.text);
                }
                let clause = Clause::InsertInto.word(&self.profile);
                return Err(failure("1054", format!("Unknown column '{shown}' in '{clause}'")));
            };
            if places.contains(&place) {
                return Err(failure("1110", format!("Column '{}' specified twice", column.name)));
            }
            places.push(place);
        }
        Ok(places)
    }

    fn source(&mut self, insert: &Insert, writer: &Writer, places: &[usize]) -> Result<Rows, Refusal> {
        match &insert.source {
            InsertSource::Values(rows) => {
                let level = Level::of_source(Clause::Values, table_source(&writer.database, &writer.table, None));
                let mut prepared = Vec::with_capacity(rows.len());
                for row in rows {
                    let cells = row.iter().map(|expr| self.cell(expr, &level));
                    prepared.push(cells.collect::<Result<Vec<Cell>, Refusal>>()?);
                }
                Ok(Rows::Values(prepared))
            }
            InsertSource::Query(query) => {
                let plan = Prepare::new(self).top_query(query)?;
                if plan.columns.len() != places.len() {
                    return Err(failure("1136", "Column count doesn't match value count at row 1"));
                }
                Ok(Rows::Query(Box::new(plan)))
            }
        }
    }

    fn cell(&mut self, expr: &Expr, level: &Level) -> Result<Cell, Refusal> {
        match &expr.kind {
            ExprKind::Default => Ok(Cell::Default),
            ExprKind::Literal(
                constant @ (Literal::Null | Literal::Integer(_) | Literal::String(_) | Literal::Decimal(_)),
            ) => crate::mysql::session::data::prepare::literal(self, constant).map(Cell::Node),
            _ => {
                let (node, _) = Prepare::new(self).in_level(level.clone(), expr)?;
                if node.width() != 1 {
                    return Err(failure("1241", "Operand should contain 1 column(s)"));
                }
                Ok(Cell::Node(node))
            }
        }
    }

    /// Columns without a default must be given a value.
    fn check_given(&mut self, writer: &Writer, places: &[usize]) -> Result<(), Refusal> {
        if writer.strictness(1) == Strictness::Lenient {
            return Ok(());
        }
        let missing = writer.table.columns.iter().enumerate().find(|(place, column)| {
            let is_enum = matches!(column.column_type.data_type, crate::mysql::ast::DataType::Enum(_));
            !places.contains(place) && matches!(writer.defaults[*place], DefaultPlan::None(_)) && !is_enum
        });
        match missing {
            Some(_) if !self.triggers(writer, TriggerTime::Before, TriggerEvent::Insert).is_empty() => {
                Err(undecided("whether a trigger gives a column its value that has no default"))
            }
            Some((_, column)) => Err(failure("1364", format!("Field '{}' doesn't have a default value", column.name))),
            None => Ok(()),
        }
    }

    fn on_duplicate(&mut self, insert: &Insert, writer: &Writer) -> Result<Vec<(usize, Option<Node>)>, Refusal> {
        if insert.on_duplicate.is_empty() {
            return Ok(Vec::new());
        }
        let existing = table_source(&writer.database, &writer.table, None);
        let (alias, names) = insert
            .row_alias
            .as_ref()
            .map_or((SmolStr::default(), &[][..]), |(alias, names)| (alias.text.clone(), names.as_slice()));
        let mut inserted = Source { name: alias.clone(), database: None, ..existing.clone() };
        for (column, name) in inserted.columns.iter_mut().zip(names) {
            column.name = name.text.clone();
        }
        let mut level = Level::of_source(Clause::Select, existing);
        level.push(inserted);
        // The columns of the new row are only seen through VALUES() and its alias.
        level.visible.retain(|visible| visible.source == 0);
        let from_query = matches!(insert.source, InsertSource::Query(_));
        let assignments = insert
            .on_duplicate
            .iter()
            .map(|assignment| self.duplicate_assignment(assignment, &level, writer, from_query));
        assignments.collect()
    }

    fn duplicate_assignment(
        &mut self,
        assignment: &Assignment,
        level: &Level,
        writer: &Writer,
        from_query: bool,
    ) -> Result<(usize, Option<Node>), Refusal> {
        let Some((place, _)) = writer.table.column(&assignment.column.column.text) else {
            let clause = Clause::Update.word(&self.profile);
            let name = &assignment.column.column.text;
            return Err(failure("1054", format!("Unknown column '{name}' in '{clause}'")));
        };
        if matches!(assignment.value.kind, ExprKind::Default) {
            return Ok((place, None));
        }
        match Prepare::new(self).in_level(level.clone(), &assignment.value) {
            Ok((node, _)) => Ok((place, Some(node))),
            // Behind INSERT … SELECT it may name a column of the query.
            Err(Refusal::Failed(_)) if from_query => Err(undecided("an assignment that looks at the query's rows")),
            Err(refusal) => Err(refusal),
        }
    }

    fn insert_values(
        &mut self,
        writer: &Writer,
        plan: &Plan,
        rows: &[Vec<Cell>],
        counter: &mut Counter,
    ) -> Result<Written, Refusal> {
        let defaults = self.default_row(writer)?;
        let mut written = Written::default();
        for (at, cells) in rows.iter().enumerate() {
            let number = at + 1;
            let mut row = if at == 0 { defaults.clone() } else { self.fresh_row(writer, &defaults)? };
            for (place, cell) in plan.places.iter().zip(cells) {
                match cell {
                    Cell::Default => {
                        if writer.table.columns[*place].generated.is_none() {
                            row[*place] = self.default_of(writer, *place, &row, number)?;
                        }
                    }
                    Cell::Node(node) => {
                        let value = self.compute(node, &Frame::of(&row, None))?;
                        self.give(writer, plan, *place, (&value, &node.ty), &mut row, number)?;
                    }
                }
            }
            leave_counter(writer, plan, &mut row);
            self.insert_row(writer, plan, row, number, counter, &mut written)?;
        }
        Ok(written)
    }

    /// A row of defaults; those that are drawn are drawn anew.
    fn fresh_row(&mut self, writer: &Writer, defaults: &[Value]) -> Result<Vec<Value>, Refusal> {
        if writer.defaults.iter().any(|plan| matches!(plan, DefaultPlan::Expr(_))) {
            self.default_row(writer)
        } else {
            Ok(defaults.to_vec())
        }
    }

    fn insert_query(
        &mut self,
        writer: &Writer,
        plan: &Plan,
        query: &QueryPlan,
        counter: &mut Counter,
    ) -> Result<Written, Refusal> {
        let found = self.run_query(query, None)?;
        if found.rows.len() > 1 && !found.order.is_known() && order_matters(writer, plan) {
            return Err(undecided("rows of no determined order are numbered"));
        }
        let defaults = self.default_row(writer)?;
        let mut written = Written::default();
        for (at, values) in found.rows.iter().enumerate() {
            let mut row = if at == 0 { defaults.clone() } else { self.fresh_row(writer, &defaults)? };
            for ((place, value), column) in plan.places.iter().zip(values.iter()).zip(&query.columns) {
                self.give(writer, plan, *place, (value, &column.ty), &mut row, at + 1)?;
            }
            leave_counter(writer, plan, &mut row);
            self.insert_row(writer, plan, row, at + 1, counter, &mut written)?;
        }
        Ok(written)
    }

    fn give(
        &mut self,
        writer: &Writer,
        plan: &Plan,
        place: usize,
        (value, from): (&Value, &Type),
        row: &mut [Value],
        number: usize,
    ) -> Result<(), Refusal> {
        let column = &writer.table.columns[place];
        if column.generated.is_some() {
            return writer.ignores_value(place, value, number);
        }
        row[place] = self.assigned(writer, place, value, from, number, plan.nulls)?;
        Ok(())
    }

    fn insert_row(
        &mut self,
        writer: &Writer,
        plan: &Plan,
        mut row: Vec<Value>,
        number: usize,
        counter: &mut Counter,
        written: &mut Written,
    ) -> Result<(), Refusal> {
        if !plan.before.is_empty() {
            self.generate(writer, &mut row, number)?;
            let fired = self.fire_row(writer, &plan.before, None, Some(row.into()))?;
            row = fired.map(|row| row.to_vec()).unwrap_or_default();
            check_nulls(writer, &mut row, number, if writer.single { Nulls::Refused } else { Nulls::ByStrictness })?;
        }
        self.generate(writer, &mut row, number)?;
        match self.check_row(writer, &row) {
            Err(Refusal::Failed(_)) if writer.ignore => return Ok(()),
            other => other?,
        }
        let given = self.count(writer, &mut row, counter, number)?;
        self.generate(writer, &mut row, number)?;
        let before = written.rows.len();
        let placed = self.place_row(writer, plan, row, number, written)?;
        let placed = placed && written.rows.len() > before;
        counter.settle(given, placed);
        match (placed, given, written.rows.last().cloned()) {
            (true, None, Some(row)) => self.follow_placed(writer, &row, counter),
            _ => Ok(()),
        }
    }

    /// Puts the row in, or does what is to be done with the row that has its key.
    fn place_row(
        &mut self,
        writer: &Writer,
        plan: &Plan,
        row: Vec<Value>,
        number: usize,
        written: &mut Written,
    ) -> Result<bool, Refusal> {
        while let Some(duplicate) = self.duplicate(writer, &row, None)? {
            if !plan.on_duplicate.is_empty() {
                let before = self.catalog.clone();
                match self.update_duplicate(writer, plan, duplicate.number, &row, number, written) {
                    Err(Refusal::Failed(_)) if writer.ignore => self.catalog = before,
                    other => other?,
                }
                return Ok(false);
            }
            match plan.verb {
                InsertVerb::Replace => self.remove_duplicate(writer, duplicate.number, written)?,
                InsertVerb::Insert if writer.ignore => return Ok(false),
                InsertVerb::Insert => return Err(duplicate.refusal),
            }
        }
        match self.check_parents(writer, &row, None) {
            Err(Refusal::Failed(_)) if writer.ignore => return Ok(false),
            other => other?,
        }
        let row: Row = row.into();
        self.put(writer, &row)?;
        written.affected += 1;
        if !plan.after.is_empty() {
            self.fire_row(writer, &plan.after, None, Some(Row::clone(&row)))?;
        }
        written.rows.push(row);
        Ok(true)
    }

    fn remove_duplicate(&mut self, writer: &Writer, number: RowNumber, written: &mut Written) -> Result<(), Refusal> {
        let Some(old) = self.current(writer)?.rows.get(number).cloned() else { return Ok(()) };
        let before = self.triggers(writer, TriggerTime::Before, TriggerEvent::Delete);
        self.fire_row(writer, &before, Some(Row::clone(&old)), None)?;
        self.take(writer, number, &old)?;
        self.follow_children(writer, &old, None, 0)?;
        let after = self.triggers(writer, TriggerTime::After, TriggerEvent::Delete);
        self.fire_row(writer, &after, Some(old), None)?;
        written.affected += 1;
        Ok(())
    }

    fn update_duplicate(
        &mut self,
        writer: &Writer,
        plan: &Plan,
        number: RowNumber,
        row: &[Value],
        at: usize,
        written: &mut Written,
    ) -> Result<(), Refusal> {
        let Some(old) = self.current(writer)?.rows.get(number).cloned() else { return Ok(()) };
        let mut new = old.to_vec();
        for (place, node) in &plan.on_duplicate {
            let (value, ty) = match node {
                None => (self.default_of(writer, *place, &new, at)?, None),
                Some(node) => {
                    let both: Vec<Value> = new.iter().chain(row).cloned().collect();
                    (self.compute(node, &Frame::of(&both, None))?, Some(&node.ty))
                }
            };
            new[*place] = match ty {
                None => value,
                Some(ty) => self.assigned(writer, *place, &value, ty, at, Nulls::Update)?,
            };
        }
        let set: Vec<usize> = plan.on_duplicate.iter().map(|(place, _)| *place).collect();
        if self.update_row(writer, number, &old, new, &set, at)?.is_some() {
            written.affected += 2;
        }
        if let Some(row) = self.current(writer)?.rows.get(number).cloned() {
            if let Some(value) = writer.counter().map(|place| row[place].clone()) {
                self.data.last_insert_id = crate::mysql::session::data::convert::integer(&value)
                    .map_or(Value::UInt(0), |id| Value::UInt(id.cast_unsigned()));
            }
            written.rows.push(row);
        }
        Ok(())
    }
}

fn leave_counter(writer: &Writer, plan: &Plan, row: &mut [Value]) {
    if let Some(place) = writer.counter().filter(|place| !plan.places.contains(place)) {
        row[place] = Value::Null;
    }
}

/// Values are counted up, or the first of equal rows wins.
fn order_matters(writer: &Writer, plan: &Plan) -> bool {
    let counts = writer.counter().is_some_and(|place| !plan.places.contains(&place));
    counts
        || writer.ignore
        || plan.verb == InsertVerb::Replace
        || !plan.on_duplicate.is_empty()
        || !plan.before.is_empty()
        || !plan.after.is_empty()
}

/// Every row has a value for each column; `()` has all defaults.
fn check_counts(insert: &Insert, places: usize) -> Result<(), Refusal> {
    let InsertSource::Values(rows) = &insert.source else { return Ok(()) };
    let wrong = rows.iter().position(|row| row.len() != places && !(row.is_empty() && places == 0));
    match wrong {
        Some(at) => Err(failure("1136", format!("Column count doesn't match value count at row {}", at + 1))),
        None => Ok(()),
    }
}
