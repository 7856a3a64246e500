//! Columns.

use super::equivalence::{is_same_default, is_same_set, is_same_type};
use super::pairing::{Pair, pair};
use super::{Differences, Reading, Shown, Side, Subject};
use crate::dialect::Dialect;
use crate::schema::{Column, DefaultMeaning, Meaning, Table, TokenKind, tokens};

impl Differences {
    pub(super) fn columns(&mut self, table: &str, left: &Table, right: &Table) {
        let key = |column: &&Column, dialect| match (self.reading, dialect) {
            (Reading::Exact, Dialect::Postgres) => column.name.clone(),
            _ => column.name.to_lowercase(),
        };
        let (of_left, of_right) = self.dialects;
        let (lefts, rights): (Vec<_>, Vec<_>) = (left.columns.values().collect(), right.columns.values().collect());
        let first = self.found.len();
        let (mut only_left, mut only_right) = (Vec::new(), Vec::new());
        for both in pair(&lefts, &rights, |one| key(one, of_left), |one| key(one, of_right)) {
            match both {
                Pair::Both(one, other) => self.column(table, (left, one), (right, other)),
                Pair::Left(column) => {
                    only_left.push(*column);
                    self.lone(subject(table, column), Side::Left, described(column));
                }
                Pair::Right(column) => {
                    only_right.push(*column);
                    self.lone(subject(table, column), Side::Right, described(column));
                }
            }
        }
        if let ([left], [right]) = (&only_left[..], &only_right[..]) {
            self.note_rename(first, left, right);
        }
    }

    /// Where each side has one column of its own, and they are alike, one may be the other under another name.
    fn note_rename(&mut self, first: usize, left: &Column, right: &Column) {
        let (of_left, of_right) = self.dialects;
        let alike = is_same_type((&left.column_type.meaning, of_left), (&right.column_type.meaning, of_right));
        if !alike || left.nullable != right.nullable {
            return;
        }
        let alone = self.found[first..].iter_mut().filter(|found| found.aspect.is_none() && found.kind == "column");
        for difference in alone {
            let other = if difference.left.is_some() { &right.name } else { &left.name };
            difference.note = Some(format!("probably `{other}` under another name"));
        }
    }

    fn column(&mut self, table: &str, (of, left): (&Table, &Column), (others, right): (&Table, &Column)) {
        let subject = subject(table, left);
        self.column_type(subject, (of, left), (others, right));
        if !self.is_nullable_alike((of, left), (others, right)) {
            let (of_left, of_right) = self.dialects;
            let shown = |table, column: &Column, dialect| {
                let words = match (column.nullable, is_checked(table, column, dialect)) {
                    (false, _) => "NOT NULL",
                    (true, true) => "NOT NULL by a check",
                    (true, false) => "NULL",
                };
                shown(words, column)
            };
            self.differ(subject, "nullability", shown(of, left, of_left), shown(others, right, of_right));
        }
        self.default(subject, left, right);
        self.generated(subject, left, right);
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let same = |left: &Option<String>, right: &Option<String>| {
            self.normal(&text(left), Side::Left) == self.normal(&text(right), Side::Right)
        };
        if !same(&left.on_update, &right.on_update) {
            let shown = |column: &Column| shown(or_none(column.on_update.as_deref()), column);
            self.differ(subject, "on update", shown(left), shown(right));
        }
        if self.reading == Reading::Exact && left.collation != right.collation {
            let shown = |column: &Column| shown(or_none(column.collation.as_deref()), column);
            self.differ(subject, "collation", shown(left), shown(right));
        }
        if self.reading == Reading::Exact && left.comment != right.comment {
            let shown = |column: &Column| shown(or_none(column.comment.as_deref()), column);
            self.differ(subject, "comment", shown(left), shown(right));
        }
    }

    /// Between dialects a check can say `NOT NULL` too; and SQLite lets `NULL` into primary keys that its author did not mean to be so.
    fn is_nullable_alike(&self, (of, left): (&Table, &Column), (others, right): (&Table, &Column)) -> bool {
        let (of_left, of_right) = self.dialects;
        let nullable = |table, column: &Column, dialect| column.nullable && !is_checked(table, column, dialect);
        match self.reading {
            Reading::Exact => left.nullable == right.nullable,
            Reading::Meaning => {
                is_in_key(of, left) && is_in_key(others, right)
                    || nullable(of, left, of_left) == nullable(others, right, of_right)
            }
        }
    }

    fn column_type(&mut self, subject: Subject<'_>, (of, left): (&Table, &Column), (others, right): (&Table, &Column)) {
        let (of_left, of_right) = self.dialects;
        let is_same = match self.reading {
            Reading::Exact => left.column_type == right.column_type,
            Reading::Meaning => {
                let (ours, theirs) = (&left.column_type.meaning, &right.column_type.meaning);
                is_same_type((ours, of_left), (theirs, of_right))
                    || is_checked_enum(ours, &labels(others, right, of_right))
                    || is_checked_enum(theirs, &labels(of, left, of_left))
            }
        };
        if !is_same {
            let shown = |column: &Column| shown(column_type(column), column);
            self.differ(subject, "type", shown(left), shown(right));
        }
    }

    fn default(&mut self, subject: Subject<'_>, left: &Column, right: &Column) {
        let same = match self.reading {
            Reading::Meaning => is_same_default(left.default.as_ref(), right.default.as_ref()),
            Reading::Exact => {
                let text = |column: &Column| column.default.as_ref().map_or("", |default| &default.text).to_owned();
                Some(self.normal(&text(left), Side::Left) == self.normal(&text(right), Side::Right))
            }
        };
        let text = |column: &Column| column.default.as_ref().map_or("none", |default| &default.text).to_owned();
        let looks_alike = text(left) == text(right);
        let shown = |column: &Column| {
            let kind = column.default.as_ref().filter(|_| looks_alike).map(|default| default.meaning.kind());
            shown(text(column) + &kind.map_or_else(String::new, |kind| format!(" ({kind})")), column)
        };
        match same {
            Some(true) => {}
            Some(false) => self.differ(subject, "default", shown(left), shown(right)),
            None => self.unclear(subject, "default", shown(left), shown(right)),
        }
    }

    fn generated(&mut self, subject: Subject<'_>, left: &Column, right: &Column) {
        let shown = |column: &Column| {
            let generated = column.generated.as_ref().map(|generated| {
                format!("({}) {}", generated.expression, if generated.stored { "STORED" } else { "VIRTUAL" })
            });
            shown(or_none(generated.as_deref()), column)
        };
        match (&left.generated, &right.generated) {
            (None, None) => {}
            (Some(one), Some(other)) => {
                let is_same = self.normal(&one.expression, Side::Left) == self.normal(&other.expression, Side::Right);
                let is_stored_alike = self.reading == Reading::Meaning || one.stored == other.stored;
                match (is_same && is_stored_alike, self.reading) {
                    (true, _) => {}
                    (false, Reading::Exact) => self.differ(subject, "generated", shown(left), shown(right)),
                    (false, Reading::Meaning) => self.unclear(subject, "generated", shown(left), shown(right)),
                }
            }
            _ => self.differ(subject, "generated", shown(left), shown(right)),
        }
    }
}

fn subject<'a>(table: &'a str, column: &'a Column) -> Subject<'a> {
    Subject { table: Some(table), kind: "column", name: &column.name }
}

fn shown(text: impl Into<String>, column: &Column) -> Shown {
    Shown::new(text, &column.provenance)
}

fn or_none(text: Option<&str>) -> &str {
    text.unwrap_or("none")
}

/// A column in one line.
fn described(column: &Column) -> Shown {
    let mut text = column_type(column);
    if !column.nullable {
        text.push_str(" NOT NULL");
    }
    if let Some(default) = &column.default {
        text.push_str(if default.meaning == DefaultMeaning::AutoIncrement { " " } else { " DEFAULT " });
        text.push_str(&default.text);
    }
    shown(text, column)
}

/// SQLite does without types.
fn column_type(column: &Column) -> String {
    let text = &column.column_type.text;
    if text.is_empty() { "any type".to_owned() } else { text.clone() }
}

fn is_in_key(table: &Table, column: &Column) -> bool {
    table.primary_key.as_ref().is_some_and(|key| key.columns.contains(&column.name))
}

/// Whether a check of its table demands that a column is not `NULL`.
fn is_checked(table: &Table, column: &Column, dialect: Dialect) -> bool {
    let demanded = table.checks.iter().filter_map(|check| not_null(&check.expression, dialect));
    demanded.into_iter().any(|name| name == column.name.to_lowercase())
}

/// The column of a check that demands that it is not `NULL`, and nothing else.
pub(super) fn not_null(expression: &str, dialect: Dialect) -> Option<String> {
    crate::schema::meant(expression, dialect).strip_suffix(" is not null").map(str::to_owned)
}

/// An enum's labels are a check elsewhere.
fn is_checked_enum(meaning: &Meaning, labels: &[String]) -> bool {
    matches!(meaning, Meaning::Enum(own) if is_same_set(own, labels))
}

/// The texts that the checks of a table let a column have (`CHECK (kind IN ('a', 'b'))`); empty where they do not say so.
pub(super) fn labels(table: &Table, column: &Column, dialect: Dialect) -> Vec<String> {
    let checks = table.checks.iter().map(|check| allowed(&check.expression, dialect));
    let of_column = |(name, _): &(String, Vec<String>)| name.eq_ignore_ascii_case(&column.name);
    checks.flatten().find(of_column).map_or_else(Vec::new, |(_, labels)| labels)
}

/// The column and the values of a check that is a list of values and nothing else.
pub(super) fn allowed(expression: &str, dialect: Dialect) -> Option<(String, Vec<String>)> {
    let form = crate::schema::meant(expression, dialect);
    let tokens = tokens(&form, Dialect::Sqlite);
    let [column, is_in, open, list @ .., close] = &tokens[..] else { return None };
    let named = matches!(column.kind, TokenKind::Word | TokenKind::Quoted);
    if !named || !is_in.is_word("in") || !open.is_sign("(") || !close.is_sign(")") {
        return None;
    }
    let is_value = |kind| matches!(kind, TokenKind::Text | TokenKind::Number);
    let well_formed =
        list.iter().enumerate().all(|(at, token)| if at % 2 == 0 { is_value(token.kind) } else { token.is_sign(",") });
    well_formed.then(|| (column.value(), list.iter().step_by(2).map(crate::schema::Token::value).collect()))
}
