//! Partitions: kept as they are written, and changed in that text.

use super::Session;
use crate::mysql::ast::{
    AlterAction, DataType, Expr, ExprKind, IndexKind, Literal, Name, Partition, PartitionAction, PartitionBound,
    PartitionMethod, Partitioning, StatementKind, UnaryOperator,
};
use crate::mysql::catalog::{Table, fold};
use crate::mysql::error::{failure, undecided};
use crate::mysql::syntax::{RawStatement, SyntaxMode, parse_statement};
use crate::run::Refusal;
use crate::source::Span;
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What stands before a clause of partitions where it is read again.
const FRAME: &str = "ALTER TABLE t ";

/// A clause of partitions, read again.
struct Clause {
    /// The text, behind [`FRAME`]; spans are offsets into it.
    text: String,
    written: Partitioning,
}

impl Clause {
    /// The text up to the first partition, the partitions, and what is behind the last.
    fn pieces(&self) -> (&str, Vec<String>, &str) {
        let partitions = &self.written.partitions;
        let start = partitions.first().map_or(self.text.len(), |it| it.span.start as usize);
        let end = partitions.last().map_or(self.text.len(), |it| it.span.end as usize);
        let texts = partitions.iter().map(|it| it.span.slice(&self.text).to_owned()).collect();
        (&self.text[FRAME.len()..start], texts, &self.text[end..])
    }

    /// The clause with other partitions.
    fn with(&self, partitions: &[String]) -> Arc<str> {
        let (head, _, tail) = self.pieces();
        format!("{head}{}{tail}", partitions.join(",\n ")).into()
    }

    /// The clause with another number of partitions that have no names.
    fn with_count(&self, count: u32) -> Arc<str> {
        let text = self.text[FRAME.len()..].trim_end();
        let head = match self.written.count {
            Some(_) => text.to_ascii_uppercase().rfind("PARTITIONS").map_or(text, |at| text[..at].trim_end()),
            None => text,
        };
        format!("{head} PARTITIONS {count}").into()
    }

    fn position(&self, name: &str) -> Option<usize> {
        self.written.partitions.iter().position(|it| fold(&it.name.text) == fold(name))
    }

    /// Spread by a hash: partitions need no bounds.
    fn is_hash(&self) -> bool {
        matches!(self.written.method, PartitionMethod::Hash(..) | PartitionMethod::Key(..))
    }
}

impl Session {
    /// The columns are there, all of them are in every unique key, and the bounds are in order.
    pub(super) fn check_partitioning(&self, table: &Table, partitioning: &Partitioning) -> Result<(), Refusal> {
        if !table.foreign_keys.is_empty() {
            return Err(self.partitioned_foreign_key());
        }
        let methods =
            std::iter::once(&partitioning.method).chain(partitioning.subpartitioning.iter().map(|(it, _)| it));
        for method in methods {
            check_columns(table, method)?;
            check_unique_keys(table, &columns(method))?;
        }
        check_bounds(partitioning)?;
        check_partition_names(&partitioning.partitions)
    }

    /// A table that keeps its partitions keeps their columns in its unique keys.
    pub(super) fn check_kept_partitioning(&self, table: &Table) -> Result<(), Refusal> {
        match &table.partitioning {
            Some(text) => check_unique_keys(table, &columns(&self.clause(text)?.written.method)),
            None => Ok(()),
        }
    }

    fn clause(&self, text: &str) -> Result<Clause, Refusal> {
        let text = format!("{FRAME}{text}");
        let mode = SyntaxMode::new(&self.profile, &self.variable_text("sql_mode"));
        let statement = parse_statement(&text, &RawStatement::alone(Span::new(0, text.len())), &mode)?;
        let StatementKind::AlterTable(alter) = statement.kind else { return Err(undecided("no clause of partitions")) };
        match alter.actions.into_iter().next() {
            Some(AlterAction::PartitionBy(written)) => Ok(Clause { text, written }),
            _ => Err(undecided("no clause of partitions")),
        }
    }

    /// What becomes of a table's partitions.
    pub(super) fn altered_partitioning(
        &self,
        old: &Table,
        action: Option<&PartitionAction>,
    ) -> Result<Option<Arc<str>>, Refusal> {
        let (Some(action), Some(text)) = (action, &old.partitioning) else {
            return match action {
                Some(_) => Err(failure("1505", "Partition management on a not partitioned table is not possible")),
                None => Ok(old.partitioning.clone()),
            };
        };
        let clause = self.clause(text)?;
        if clause.written.subpartitioning.is_some() {
            return Err(undecided("a change of partitions that have partitions"));
        }
        let changed = match action {
            PartitionAction::Remove => return Ok(None),
            PartitionAction::Add { if_not_exists, partitions, count } => {
                return self.add_partitions(&clause, partitions, *count, *if_not_exists).map(Some);
            }
            PartitionAction::Drop { if_exists, names } => drop_partitions(&clause, names, *if_exists)?,
            PartitionAction::Truncate(names) => {
                check_known(&clause, names, &old.name)?;
                Arc::clone(text)
            }
            PartitionAction::Coalesce(number) => coalesce(&clause, *number)?,
            PartitionAction::Reorganize(names, partitions) => self.reorganize(&clause, names, partitions)?,
            PartitionAction::Physical(..) => Arc::clone(text),
            PartitionAction::Exchange(..) => return Err(undecided("an exchange of a partition for a table")),
        };
        Ok(Some(changed))
    }

    fn add_partitions(
        &self,
        clause: &Clause,
        partitions: &[Partition],
        count: Option<u32>,
        if_not_exists: bool,
    ) -> Result<Arc<str>, Refusal> {
        if partitions.is_empty() {
            if !clause.is_hash() {
                return Err(undefined(&clause.written.method));
            }
            if !clause.written.partitions.is_empty() {
                return Err(undecided("more partitions without names beside those that have some"));
            }
            return Ok(clause.with_count(clause.written.count.unwrap_or(1) + count.unwrap_or(1)));
        }
        if clause.is_hash() {
            return Err(undecided("a partition with a name beside those that have none"));
        }
        if if_not_exists && partitions.iter().any(|it| clause.position(&it.name.text).is_some()) {
            return Err(undecided("ADD PARTITION IF NOT EXISTS of one that is there"));
        }
        let all: Vec<Partition> = clause.written.partitions.iter().chain(partitions).cloned().collect();
        check_bounds(&Partitioning { partitions: all.clone(), ..clause.written.clone() })?;
        check_partition_names(&all)?;
        let (_, mut texts, _) = clause.pieces();
        texts.extend(partitions.iter().map(|it| it.span.slice(&self.text).to_owned()));
        Ok(clause.with(&texts))
    }

    fn reorganize(&self, clause: &Clause, names: &[Name], partitions: &[Partition]) -> Result<Arc<str>, Refusal> {
        let places: Option<Vec<usize>> = names.iter().map(|name| clause.position(&name.text)).collect();
        let places = places.ok_or_else(wrong_name)?;
        let Some(first) = places.first().copied().filter(|_| !clause.is_hash()) else {
            return Err(undecided("a new order of partitions by hash"));
        };
        if places.iter().enumerate().any(|(at, place)| *place != first + at) {
            return Err(undecided("partitions that are not side by side"));
        }
        let mut all = clause.written.partitions.clone();
        all.splice(first..first + places.len(), partitions.iter().cloned());
        check_bounds(&Partitioning { partitions: all.clone(), ..clause.written.clone() })?;
        check_partition_names(&all)?;
        let (_, mut texts, _) = clause.pieces();
        let new = partitions.iter().map(|it| it.span.slice(&self.text).to_owned());
        texts.splice(first..first + places.len(), new);
        Ok(clause.with(&texts))
    }
}

fn drop_partitions(clause: &Clause, names: &[Name], if_exists: bool) -> Result<Arc<str>, Refusal> {
    if clause.is_hash() {
        return Err(failure("1512", "DROP PARTITION can only be used on RANGE/LIST partitions"));
    }
    let dropped: BTreeSet<usize> = names.iter().filter_map(|name| clause.position(&name.text)).collect();
    if dropped.len() < names.len() && !if_exists {
        return Err(wrong_name());
    }
    let (_, texts, _) = clause.pieces();
    if dropped.len() == texts.len() {
        return Err(none_left());
    }
    let kept: Vec<String> =
        texts.into_iter().enumerate().filter(|(at, _)| !dropped.contains(at)).map(|(_, text)| text).collect();
    Ok(clause.with(&kept))
}

fn coalesce(clause: &Clause, number: u32) -> Result<Arc<str>, Refusal> {
    if !clause.is_hash() {
        return Err(failure("1509", "COALESCE PARTITION can only be used on HASH/KEY partitions"));
    }
    if !clause.written.partitions.is_empty() || number == 0 {
        return Err(undecided("fewer partitions where they have names"));
    }
    let count = clause.written.count.unwrap_or(1);
    if number >= count { Err(none_left()) } else { Ok(clause.with_count(count - number)) }
}

fn none_left() -> Refusal {
    failure("1508", "Cannot remove all partitions, use DROP TABLE instead")
}

fn wrong_name() -> Refusal {
    failure("1507", "Wrong partition name or partition list")
}

fn check_known(clause: &Clause, names: &[Name], table: &str) -> Result<(), Refusal> {
    let hashed = clause.is_hash() && clause.written.partitions.is_empty();
    match names.iter().find(|name| clause.position(&name.text).is_none()) {
        Some(_) if hashed => Err(undecided("a partition that has no name")),
        Some(name) => Err(failure("1735", format!("Unknown partition '{}' in table '{table}'", name.text))),
        None => Ok(()),
    }
}

fn check_partition_names(partitions: &[Partition]) -> Result<(), Refusal> {
    let mut names = BTreeSet::new();
    match partitions.iter().find(|it| !names.insert(fold(&it.name.text))) {
        Some(twice) => Err(failure("1517", format!("Duplicate partition name {}", twice.name.text))),
        None => Ok(()),
    }
}

/// The words for a method in messages.
fn method_words(method: &PartitionMethod) -> &'static str {
    match method {
        PartitionMethod::List(_) | PartitionMethod::ListColumns(_) => "LIST",
        _ => "RANGE",
    }
}

fn undefined(method: &PartitionMethod) -> Refusal {
    failure("1492", format!("For {} partitions each partition must be defined", method_words(method)))
}

/// Bounds of the method's kind, growing, `MAXVALUE` last; what is no plain number is not compared.
fn check_bounds(partitioning: &Partitioning) -> Result<(), Refusal> {
    use PartitionMethod::{Hash, Key, List, ListColumns, Range, RangeColumns};
    let partitions = &partitioning.partitions;
    match &partitioning.method {
        Range(_) | RangeColumns(_) | List(_) | ListColumns(_) if partitions.is_empty() => {
            return Err(undefined(&partitioning.method));
        }
        Hash(..) | Key(..) => {
            let bound = partitions.iter().find_map(|it| it.bound.as_ref());
            let (method, words) = match bound {
                Some(PartitionBound::LessThan(_)) => ("RANGE", "LESS THAN"),
                Some(PartitionBound::In(_)) => ("LIST", "IN"),
                _ => return Ok(()),
            };
            let message = format!("Only {method} PARTITIONING can use VALUES {words} in partition definition");
            return Err(failure("1480", message));
        }
        _ => {}
    }
    let mut before: Option<Option<i128>> = None;
    for partition in partitions {
        let Some(PartitionBound::LessThan(values)) = &partition.bound else { continue };
        let [value] = values.as_slice() else { continue };
        let number = value.as_ref().map(number);
        match (before, number) {
            (Some(None), _) => {
                return Err(failure("1481", "MAXVALUE can only be used in last partition definition"));
            }
            (Some(Some(low)), Some(Some(high))) if high <= low => {
                let message = "VALUES LESS THAN value must be strictly increasing for each partition";
                return Err(failure("1493", message));
            }
            _ => {}
        }
        before = match number {
            None => Some(None),
            Some(Some(value)) => Some(Some(value)),
            Some(None) => before,
        };
    }
    Ok(())
}

/// A plain number.
fn number(expr: &Expr) -> Option<i128> {
    match &expr.kind {
        ExprKind::Literal(Literal::Integer(value)) => Some(i128::from(*value)),
        ExprKind::Unary(UnaryOperator::Minus, operand) => number(operand).map(|value| -value),
        _ => None,
    }
}

/// 1054, 1488, 1659.
fn check_columns(table: &Table, method: &PartitionMethod) -> Result<(), Refusal> {
    let named = columns(method);
    let missing = named.iter().find(|name| table.column(name).is_none());
    match (method, missing) {
        (PartitionMethod::Hash(..) | PartitionMethod::Range(_) | PartitionMethod::List(_), Some(name)) => {
            return Err(failure("1054", format!("Unknown column '{name}' in 'PARTITION BY'")));
        }
        (_, Some(_)) => {
            return Err(failure("1488", "Field in list of fields for partition function not found in table"));
        }
        _ => {}
    }
    let (PartitionMethod::Hash(expr, _) | PartitionMethod::Range(expr) | PartitionMethod::List(expr)) = method else {
        return Ok(());
    };
    let column = named.first().and_then(|name| table.column(name)).map(|(_, column)| column);
    let whole =
        |data_type: &DataType| data_type.is_integer() || matches!(data_type, DataType::Year(_) | DataType::Bit(_));
    match column {
        Some(column) if matches!(expr.kind, ExprKind::Column(_)) && !whole(&column.column_type.data_type) => {
            let message = format!("Field '{}' is of a not allowed type for this type of partitioning", column.name);
            Err(failure("1659", message))
        }
        _ => Ok(()),
    }
}

fn check_unique_keys(table: &Table, columns: &[SmolStr]) -> Result<(), Refusal> {
    for key in table.keys.iter().filter(|key| matches!(key.kind, IndexKind::Primary | IndexKind::Unique)) {
        let holds = |name: &SmolStr| key.columns.iter().any(|part| fold(&part.column) == fold(name));
        if !columns.iter().all(holds) {
            let kind = if key.kind == IndexKind::Primary { "PRIMARY KEY" } else { "UNIQUE INDEX" };
            return Err(failure(
                "1503",
                format!("A {kind} must include all columns in the table's partitioning function"),
            ));
        }
    }
    Ok(())
}

/// The columns that a method of partitioning hangs on.
fn columns(method: &PartitionMethod) -> Vec<SmolStr> {
    match method {
        PartitionMethod::Hash(expr, _) | PartitionMethod::Range(expr) | PartitionMethod::List(expr) => named(expr),
        PartitionMethod::Key(names, _) | PartitionMethod::RangeColumns(names) | PartitionMethod::ListColumns(names) => {
            names.iter().map(|name| name.text.clone()).collect()
        }
        PartitionMethod::SystemTime(_) => Vec::new(),
    }
}

fn named(expr: &Expr) -> Vec<SmolStr> {
    let mut names = Vec::new();
    expr.for_each(&mut |it| {
        if let ExprKind::Column(name) = &it.kind {
            names.push(name.column.text.clone());
        }
    });
    names
}
