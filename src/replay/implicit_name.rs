//! The names that the server makes up: of constraints, indexes and sequences that the author left without one.
//!
//! The rules are those of `makeObjectName` and its callers. A name is made once: later renames of the table or its columns leave it alone.

use super::session::Session;
use crate::ast::{Expr, ExprKind, FunctionCall, Literal, Name};
use crate::catalog::{NameClass, ObjectId};

/// Identifiers are at most this many bytes long.
const MAX_BYTES: usize = 63;

/// Among what a made-up relation name must be unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UniqueAmong {
    /// The relations of the schema.
    Relations,
    /// Those, and the constraints of the schema: of an index that gets a constraint of the same name.
    RelationsAndConstraints,
}

impl Session {
    /// A name for an index or sequence: `first[_second]_label`, numbered until it is free.
    pub(crate) fn choose_relation_name(
        &self,
        first: &str,
        second: Option<&str>,
        label: &str,
        schema: ObjectId,
        among: UniqueAmong,
    ) -> Name {
        numbered(first, second, label, |name| {
            self.catalog.find(NameClass::Relation, schema, name).is_some()
                || (among == UniqueAmong::RelationsAndConstraints && self.catalog.has_constraint_name(schema, name))
        })
    }

    /// A name for a check or foreign key: unique among the constraints of the schema and those that the statement is about to add.
    pub(crate) fn choose_constraint_name(
        &self,
        first: &str,
        second: Option<&str>,
        label: &str,
        schema: ObjectId,
        pending: &[Name],
    ) -> Name {
        numbered(first, second, label, |name| {
            pending.iter().any(|other| other == name) || self.catalog.has_constraint_name(schema, name)
        })
    }
}

fn numbered(first: &str, second: Option<&str>, label: &str, taken: impl Fn(&str) -> bool) -> Name {
    let mut candidate = object_name(first, second, label);
    let mut number = 0_u32;
    while taken(&candidate) {
        number += 1;
        candidate = object_name(first, second, &format!("{label}{number}"));
    }
    candidate
}

/// `first[_second]_label` within 63 bytes: the longer of the two names is shortened first, a byte at a time.
fn object_name(first: &str, second: Option<&str>, label: &str) -> Name {
    let overhead = label.len() + 1 + usize::from(second.is_some());
    let available = MAX_BYTES.saturating_sub(overhead);
    let (mut first_bytes, mut second_bytes) = (first.len(), second.map_or(0, str::len));
    while first_bytes + second_bytes > available {
        if first_bytes > second_bytes {
            first_bytes -= 1;
        } else {
            second_bytes -= 1;
        }
    }
    let first = clip(first, first_bytes);
    match second {
        Some(second) => Name::from(format!("{first}_{}_{label}", clip(second, second_bytes))),
        None => Name::from(format!("{first}_{label}")),
    }
}

/// The longest prefix of at most `bytes` bytes that ends between characters.
fn clip(text: &str, bytes: usize) -> &str {
    &text[..text.floor_char_boundary(bytes)]
}

/// The middle part of a name made from columns: `a_b_c`, as far as 64 bytes of it are needed.
pub(crate) fn joined<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut text = String::new();
    for name in names {
        if !text.is_empty() {
            text.push('_');
        }
        text.push_str(name);
        if text.len() > MAX_BYTES {
            break;
        }
    }
    text
}

/// The column names of an index: a repeated one gets a number.
pub(crate) fn index_column_names(names: impl IntoIterator<Item = Option<Name>>) -> Vec<Name> {
    let mut chosen: Vec<Name> = Vec::new();
    for name in names {
        let original = name.unwrap_or_else(|| Name::new_static("expr"));
        let mut candidate = original.clone();
        let mut number = 0_u32;
        while chosen.contains(&candidate) {
            number += 1;
            let digits = number.to_string();
            candidate = Name::from(format!("{}{digits}", clip(&original, MAX_BYTES - digits.len())));
        }
        chosen.push(candidate);
    }
    chosen
}

/// What an expression is called where it becomes a column (`FigureColname`); `None` where the server has no name for it.
pub(crate) fn expression_name(expr: &Expr) -> Option<Name> {
    figure(expr).map(|figured| figured.name)
}

/// A name, and whether it is only a makeshift that gives way to a better one around it: a cast's type, `case`.
struct Figured {
    name: Name,
    makeshift: bool,
}

impl Figured {
    fn firm(name: impl Into<Name>) -> Option<Self> {
        Some(Self { name: name.into(), makeshift: false })
    }

    /// The inner name where that is firm, else this one.
    fn fallback(inner: Option<Self>, name: impl Into<Name>) -> Option<Self> {
        match inner {
            Some(inner) if !inner.makeshift => Some(inner),
            _ => Some(Self { name: name.into(), makeshift: true }),
        }
    }
}

fn figure(expr: &Expr) -> Option<Figured> {
    match &expr.kind {
        ExprKind::Column(parts) => parts.last().and_then(|part| Figured::firm(part.name.clone())),
        ExprKind::Field { field, .. } => Figured::firm(field.name.clone()),
        ExprKind::Subscript { operand, .. } | ExprKind::Collate { operand, .. } => figure(operand),
        ExprKind::Function(call) => Figured::firm(function_name(call)),
        ExprKind::AtTimeZone { .. } => Figured::firm("timezone"),
        ExprKind::Cast { operand, target } => Figured::fallback(figure(operand), target.name.name().clone()),
        ExprKind::Literal(Literal::Boolean(_)) => Some(Figured { name: Name::new_static("bool"), makeshift: true }),
        ExprKind::Case { otherwise, .. } => Figured::fallback(otherwise.as_deref().and_then(figure), "case"),
        ExprKind::Array(_) | ExprKind::ArraySubquery(_) => Figured::firm("array"),
        ExprKind::Row(_) => Figured::firm("row"),
        ExprKind::Exists(_) => Figured::firm("exists"),
        _ => None,
    }
}

fn function_name(call: &FunctionCall) -> Name {
    let name = call.name.name();
    // SQL's `TRIM(…)` is the function `btrim`.
    if call.special && name == "trim" { Name::new_static("btrim") } else { name.clone() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_cut_where_the_server_cuts_them() {
        assert_eq!(object_name("t", Some("a"), "fkey"), "t_a_fkey");
        assert_eq!(object_name("t", None, "pkey"), "t_pkey");
        let long = "a".repeat(63);
        assert_eq!(object_name(&long, Some(&"b".repeat(63)), "key"), format!("{}_{}_key", &long[..29], "b".repeat(29)));
        assert_eq!(object_name(&long, None, "pkey"), format!("{}_pkey", &long[..58]));
        assert_eq!(object_name(&"é".repeat(31), None, "pkey"), format!("{}_pkey", "é".repeat(29)));
    }

    #[test]
    fn repeated_index_columns_are_numbered() {
        let names = index_column_names([Some(Name::new("a")), None, None, Some(Name::new("a"))]);
        assert_eq!(names, ["a", "expr", "expr1", "a1"]);
    }
}
