//! The names of a view's columns: those that nobody wrote are made to fit.

use super::LONGEST_NAME;
use crate::mysql::ast::{CreateView, ExprKind, Query, QueryBody, Select, SelectItem};
use crate::mysql::catalog::fold;
use crate::mysql::error::failure;
use crate::run::Refusal;
use smol_str::{SmolStr, ToSmolStr, format_smolstr};

/// A column's name, and whether it is written or a column's own; else it is the text of an expression.
struct Named {
    name: SmolStr,
    /// Before it was made unique.
    original: SmolStr,
    written: bool,
}

impl Named {
    /// Blanks before a name are no part of it.
    fn new(name: &str, written: bool) -> Self {
        let name = name.trim_start().to_smolstr();
        Self { original: name.clone(), name, written }
    }
}

/// The columns of a view: the names in its brackets, else those of its query, in which stars have been expanded.
pub(super) fn view_columns(create: &CreateView, query: &Query, found: &[SmolStr]) -> Result<Vec<SmolStr>, Refusal> {
    let mut columns = if create.columns.is_empty() {
        names(query, found)
    } else if create.columns.len() == found.len() {
        create.columns.iter().map(|name| Named::new(&name.text, true)).collect()
    } else {
        return Err(failure("1353", "View's SELECT and view's field list have different column counts"));
    };
    for (number, column) in (1..).zip(&mut columns) {
        if !is_name(&column.name) {
            if column.written {
                return Err(failure("1166", format!("Incorrect column name '{}'", column.name)));
            }
            *column = Named::new(&format!("Name_exp_{number}"), false);
        }
    }
    for place in 1..columns.len() {
        make_unique(&mut columns, place)?;
    }
    Ok(columns.into_iter().map(|column| column.name).collect())
}

fn names(query: &Query, found: &[SmolStr]) -> Vec<Named> {
    let items = first_select(&query.body).map_or(&[][..], |select| &select.items);
    let is_written = |item: &SelectItem| match item {
        SelectItem::Expr { expr, alias, .. } => alias.is_some() || matches!(expr.kind, ExprKind::Column(_)),
        SelectItem::Star(_) | SelectItem::TableStar(_) => true,
    };
    let written = |place: usize| items.get(place).is_none_or(is_written);
    found.iter().enumerate().map(|(place, name)| Named::new(name, written(place))).collect()
}

fn first_select(body: &QueryBody) -> Option<&Select> {
    match body {
        QueryBody::Select(select) => Some(select),
        QueryBody::SetOperation { left, .. } => first_select(left),
        QueryBody::Nested(query) => first_select(&query.body),
        QueryBody::Values(_) => None,
    }
}

fn is_name(name: &str) -> bool {
    !name.is_empty() && !name.ends_with(' ') && name.chars().count() <= LONGEST_NAME
}

/// Of two columns of one name the one that nobody named gets another; the later, if it is both.
fn make_unique(columns: &mut [Named], place: usize) -> Result<(), Refusal> {
    for other in 0..place {
        if fold(&columns[other].name) != fold(&columns[place].name) {
            continue;
        }
        let renamed = match (columns[place].written, columns[other].written) {
            (false, _) => place,
            (true, false) => other,
            (true, true) => {
                return Err(failure("1060", format!("Duplicate column name '{}'", columns[place].name)));
            }
        };
        columns[renamed].name = free_name(&columns[..=place], &columns[renamed].original);
    }
    Ok(())
}

fn free_name(columns: &[Named], name: &str) -> SmolStr {
    let is_free = |candidate: &SmolStr| columns.iter().all(|column| fold(&column.name) != fold(candidate));
    let first = std::iter::once(format_smolstr!("My_exp_{name}"));
    let others = (1..).map(|number: u32| format_smolstr!("My_exp_{number}_{name}"));
    first.chain(others).find(is_free).unwrap_or_default()
}
