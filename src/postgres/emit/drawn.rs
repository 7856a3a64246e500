//! Values that the server draws and that are in several places: the first is written as the expression that draws it, the others as a
//! look at the first.

use super::printer::Printer;
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use crate::postgres::catalog::{
    Address, ColumnNumber, ConstraintKind, Contents, KeyTarget, Object, ObjectBody, ObjectId, Row, Rows, Value,
};
use std::collections::{BTreeMap, HashMap};

/// How the rows get values that are in several places.
#[derive(Debug, Default)]
pub(super) struct Draws {
    /// What is written for a value, by table, position of the row and index of the column.
    looks: BTreeMap<(ObjectId, usize, usize), String>,
    /// Rows that look at an earlier row of their own table: its position.
    beside: BTreeMap<(ObjectId, usize), usize>,
    /// Tables whose rows cannot be written, and why.
    pub(super) left_out: BTreeMap<ObjectId, Name>,
}

/// The first place of a drawn value.
#[derive(Debug, Clone, Copy)]
struct Place<'a> {
    table: &'a Object,
    position: usize,
    row: &'a Row,
    column: ColumnNumber,
}

impl Draws {
    /// What is written for a value instead of its own expression.
    pub(super) fn look(&self, table: ObjectId, position: usize, index: usize) -> Option<&str> {
        self.looks.get(&(table, position, index)).map(String::as_str)
    }

    /// Whether a row needs one of its own table from this position on to be there.
    pub(super) fn needs_row_since(&self, table: ObjectId, position: usize, first: usize) -> bool {
        self.beside.get(&(table, position)).is_some_and(|needed| *needed >= first)
    }

    /// Whether a row needs another one of its own table.
    pub(super) fn is_within(&self, table: ObjectId) -> bool {
        self.beside.range((table, 0)..=(table, usize::MAX)).next().is_some()
    }
}

impl Printer<'_> {
    /// Finds the values that are in several places of these tables, whose rows are written in this order.
    pub(super) fn draws(&self, tables: &[&Object]) -> Draws {
        let mut draws = Draws::default();
        let mut firsts = HashMap::new();
        for table in tables {
            let Some(rows) = self.catalog.contents(table.id).map(Contents::last_known) else { continue };
            if let Some(reason) = self.refers_to_left_out(table, &draws).filter(|_| !rows.is_empty()) {
                draws.left_out.insert(table.id, reason);
                continue;
            }
            self.add_draws_of(table, rows, &mut firsts, &mut draws);
            if draws.is_within(table.id) && !self.may_be_split(table, rows, &draws) {
                let reason = "a row copies a value that the server draws for another row of the same statement";
                draws.left_out.insert(table.id, reason.into());
            }
        }
        draws
    }

    fn add_draws_of<'b>(
        &self,
        table: &'b Object,
        rows: &'b Rows,
        firsts: &mut HashMap<u32, Place<'b>>,
        draws: &mut Draws,
    ) {
        let having_some = rows.iter().enumerate().filter(|(_, row)| !row.has_no_draws());
        for (position, row) in having_some {
            for (column, value) in (1..).zip(row.values()) {
                let Value::Drawn(number, text) = value else { continue };
                if !table.live_columns().any(|live| live.number == column) {
                    continue;
                }
                let place = Place { table, position, row, column };
                let first = *firsts.entry(number).or_insert(place);
                if (first.table.id, first.position, first.column) == (table.id, position, column) {
                    continue;
                }
                let found = self.look_at(first).filter(|_| !draws.left_out.contains_key(&first.table.id));
                // Within one row nothing can look at the other.
                let Some(look) = found.filter(|_| (first.table.id, first.position) != (table.id, position)) else {
                    let reason = format!("a row copies a value of {text} from a row that nothing written tells apart");
                    draws.left_out.insert(table.id, reason.into());
                    return;
                };
                draws.looks.insert((table.id, position, usize::from(column) - 1), look);
                if first.table.id == table.id {
                    let needed = draws.beside.entry((table.id, position)).or_insert(first.position);
                    *needed = first.position.max(*needed);
                }
            }
        }
    }

    /// Whether the rows of a table may be in several statements: none of them refers to a later one.
    fn may_be_split(&self, table: &Object, rows: &Rows, draws: &Draws) -> bool {
        let looks_back = |position: usize, row: &Row, number: ColumnNumber| match row.value(number) {
            Value::Null => true,
            _ => draws.look(table.id, position, usize::from(number) - 1).is_some(),
        };
        let columns: Vec<ColumnNumber> = self.own_references(table).flatten().copied().collect();
        !self.has_condition(table, rows)
            && rows.iter().enumerate().all(|(at, row)| columns.iter().all(|number| looks_back(at, row, *number)))
    }

    /// A subquery that finds a value by a key of its row, all of whose values are written.
    fn look_at(&self, place: Place<'_>) -> Option<String> {
        let column = place.table.live_columns().find(|column| column.number == place.column)?;
        let condition = self.catalog.children(place.table.id).find_map(|part| {
            let columns = unique_columns(part)?;
            let equal = columns.iter().map(|number| equals(place.table, *number, place.row.value(*number)));
            equal.collect::<Option<Vec<String>>>()
        })?;
        let (name, table) = (quote_ident(&column.name), self.name(place.table.id));
        let only = if self.has_heirs(place.table.id) { "ONLY " } else { "" };
        Some(format!("(SELECT {name} FROM {only}{table} WHERE {})", condition.join(" AND ")))
    }

    fn has_heirs(&self, table: ObjectId) -> bool {
        let dependents = self.catalog.dependents_of(Address::object(table));
        let mut tables = dependents.filter_map(|edge| self.catalog.get(edge.dependent.object)?.table());
        tables.any(|heir| heir.parents.contains(&table))
    }

    /// Why the rows of a table have nothing to refer to.
    fn refers_to_left_out(&self, table: &Object, draws: &Draws) -> Option<Name> {
        self.catalog.children(table.id).find_map(|part| {
            let ObjectBody::Constraint(constraint) = &part.body else { return None };
            let ConstraintKind::ForeignKey(reference) = &constraint.kind else { return None };
            let left_out = draws.left_out.contains_key(&reference.table);
            left_out.then(|| format!("they refer to rows of {}, which are left out", self.name(reference.table)).into())
        })
    }
}

/// The columns of a unique key; not of one that leaves rows out, or looks at expressions.
fn unique_columns(part: &Object) -> Option<Vec<ColumnNumber>> {
    match &part.body {
        ObjectBody::Constraint(constraint)
            if matches!(constraint.kind, ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_)) =>
        {
            Some(constraint.columns.clone())
        }
        ObjectBody::Index(index) if index.unique && index.predicate.is_none() => {
            let column = |target: &KeyTarget| if let KeyTarget::Column(number) = target { Some(*number) } else { None };
            index.keys.iter().map(|key| column(&key.target)).collect()
        }
        _ => None,
    }
}

/// `column = 'value'`, of a written value that means the same beside `=` as in a row.
fn equals(table: &Object, number: ColumnNumber, value: Value<&str>) -> Option<String> {
    let column = table.live_columns().find(|column| column.number == number)?;
    let value = match value {
        Value::Boolean(truth) => truth.to_string(),
        // A fraction is not the same in a column of binary digits.
        Value::Number(digits) if digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') => digits.into(),
        Value::Text(text) => quote_literal(text),
        _ => return None,
    };
    Some(format!("{} = {value}", quote_ident(&column.name)))
}
