//! Foreign keys, checks and triggers.

use super::column::{allowed, not_null};
use super::pairing::{Pair, pair};
use super::{Differences, Reading, Shown, Side, Subject};
use crate::dialect::Dialect;
use crate::schema::{Action, Check, Deferral, ForeignKey, Meaning, Table, TokenKind, Trigger, tokens};
use std::collections::BTreeSet;

impl Differences {
    pub(super) fn foreign_keys(&mut self, table: &str, left: &Table, right: &Table) {
        let identity = |key: &ForeignKey| {
            let (columns, parents) = (self.columns_of(&key.columns), self.columns_of(&key.parent_columns));
            (columns, self.columns_of(std::slice::from_ref(&key.parent)), parents)
        };
        let key = |one: &ForeignKey| match (self.reading, &one.name) {
            (Reading::Exact, Some(name)) => (Some(name.clone()), None),
            _ => (None, Some(identity(one))),
        };
        for both in pair(&left.foreign_keys, &right.foreign_keys, key, key) {
            match both {
                Pair::Both(one, other) => self.foreign_key(table, one, other),
                Pair::Left(key) => self.lone_foreign_key(table, key, Side::Left),
                Pair::Right(key) => self.lone_foreign_key(table, key, Side::Right),
            }
        }
    }

    fn lone_foreign_key(&mut self, table: &str, key: &ForeignKey, side: Side) {
        let named = key.name.as_ref().filter(|_| self.reading == Reading::Exact);
        let name = named.cloned().unwrap_or_else(|| columns(key));
        let text = format!("{} ON DELETE {} ON UPDATE {}", refers(key), key.on_delete, key.on_update);
        let subject = Subject { table: Some(table), kind: "foreign key", name: &name };
        self.lone(subject, side, Shown::new(text, &key.provenance));
    }

    fn foreign_key(&mut self, table: &str, left: &ForeignKey, right: &ForeignKey) {
        let named = left.name.as_ref().filter(|_| self.reading == Reading::Exact);
        let name = named.cloned().unwrap_or_else(|| columns(left));
        let subject = Subject { table: Some(table), kind: "foreign key", name: &name };
        let shown = |text: String, key: &ForeignKey| Shown::new(text, &key.provenance);
        let actions = [("on delete", left.on_delete, right.on_delete), ("on update", left.on_update, right.on_update)];
        for (aspect, ours, theirs) in actions {
            if !self.is_same_action(ours, theirs) {
                self.differ(subject, aspect, shown(ours.to_string(), left), shown(theirs.to_string(), right));
            }
        }
        if !self.is_same_deferral(left.deferral, right.deferral) {
            let text = |key: &ForeignKey| shown(key.deferral.to_string(), key);
            self.differ(subject, "deferral", text(left), text(right));
        }
        let target = |key: &ForeignKey| format!("{} {}", columns(key), refers(key));
        if self.reading == Reading::Exact && target(left) != target(right) {
            self.differ(subject, "columns", shown(target(left), left), shown(target(right), right));
        }
    }

    /// Between dialects there is one way to refuse.
    fn is_same_action(&self, left: Action, right: Action) -> bool {
        let refuses = |action| matches!(action, Action::NoAction | Action::Restrict);
        left == right || self.reading == Reading::Meaning && refuses(left) && refuses(right)
    }

    /// MySQL cannot defer; between the others it only counts what is deferred without being asked to.
    fn is_same_deferral(&self, left: Deferral, right: Deferral) -> bool {
        let among = |dialect: Dialect| self.dialects.0.is_akin(dialect) || self.dialects.1.is_akin(dialect);
        match self.reading {
            Reading::Exact => left == right,
            Reading::Meaning => among(Dialect::MySql) || (left == Deferral::Deferred) == (right == Deferral::Deferred),
        }
    }

    pub(super) fn checks(&mut self, table: &str, left: &Table, right: &Table) {
        let (of_left, of_right) = self.dialects;
        let counted = |own: &'_ Table, other: &Table, dialect| -> Vec<Check> {
            let counts =
                |check: &&Check| self.reading == Reading::Exact || !stands_for_type(check, own, other, dialect);
            own.checks.iter().filter(counts).cloned().collect()
        };
        let (lefts, rights) = (counted(left, right, of_left), counted(right, left, of_right));
        let key = |check: &Check, side| match (self.reading, &check.name) {
            (Reading::Exact, Some(name)) => (Some(name.clone()), None),
            _ => (None, Some(self.normal(&check.expression, side))),
        };
        let (mut only_left, mut only_right) = (Vec::new(), Vec::new());
        for both in pair(&lefts, &rights, |one| key(one, Side::Left), |one| key(one, Side::Right)) {
            match both {
                Pair::Both(one, other) if self.reading == Reading::Exact => {
                    let name = one.name.as_ref().unwrap_or(&one.expression);
                    let subject = Subject { table: Some(table), kind: "check", name };
                    let (ours, theirs) = (&one.definition, &other.definition);
                    self.definition(subject, (ours, &one.provenance), (theirs, &other.provenance));
                }
                Pair::Both(..) => {}
                Pair::Left(check) => only_left.push(check),
                Pair::Right(check) => only_right.push(check),
            }
        }
        self.lone_checks(table, &only_left, only_right, (left, right));
    }

    /// Two checks of the same columns may say the same in two ways.
    fn lone_checks(
        &mut self,
        table: &str,
        only_left: &[&Check],
        mut only_right: Vec<&Check>,
        (left, right): (&Table, &Table),
    ) {
        let shown = |check: &Check| Shown::new(check.expression.as_str(), &check.provenance);
        for check in only_left {
            let columns = mentioned(check, left, self.dialects.0);
            let alike = |other: &&Check| mentioned(other, right, self.dialects.1) == columns;
            let other = (self.reading == Reading::Meaning).then(|| only_right.iter().position(alike)).flatten();
            let name = check.name.as_ref().unwrap_or(&check.expression);
            let subject = Subject { table: Some(table), kind: "check", name };
            match other {
                Some(at) => self.unclear(subject, "condition", shown(check), shown(only_right.remove(at))),
                None => self.lone(subject, Side::Left, shown(check)),
            }
        }
        for check in only_right {
            let name = check.name.as_ref().unwrap_or(&check.expression);
            self.lone(Subject { table: Some(table), kind: "check", name }, Side::Right, shown(check));
        }
    }

    pub(super) fn triggers(&mut self, table: &str, left: &Table, right: &Table) {
        let (mut only_left, mut only_right) = (Vec::new(), Vec::new());
        let key = |trigger: &Trigger| match self.reading {
            Reading::Exact => trigger.name.clone(),
            Reading::Meaning => trigger.name.to_lowercase(),
        };
        for both in pair(&left.triggers, &right.triggers, key, key) {
            match both {
                Pair::Both(one, other) => self.trigger(table, one, other),
                Pair::Left(trigger) => only_left.push(trigger),
                Pair::Right(trigger) => only_right.push(trigger),
            }
        }
        // Where names mean nothing, one that fires when another does may be that one.
        for trigger in only_left {
            let alike = |other: &&Trigger| fires(other) == fires(trigger);
            let other = (self.reading == Reading::Meaning).then(|| only_right.iter().position(alike)).flatten();
            match other {
                Some(at) => self.trigger(table, trigger, only_right.remove(at)),
                None => self.lone_trigger(table, trigger, Side::Left),
            }
        }
        for trigger in only_right {
            self.lone_trigger(table, trigger, Side::Right);
        }
    }

    fn lone_trigger(&mut self, table: &str, trigger: &Trigger, side: Side) {
        let subject = Subject { table: Some(table), kind: "trigger", name: &trigger.name };
        self.lone(subject, side, Shown::new(fires(trigger), &trigger.provenance));
    }

    fn trigger(&mut self, table: &str, left: &Trigger, right: &Trigger) {
        let subject = Subject { table: Some(table), kind: "trigger", name: &left.name };
        let shown = |text: &str, trigger: &Trigger| Shown::new(text.trim_end(), &trigger.provenance);
        let is_same = self.normal(&left.definition, Side::Left) == self.normal(&right.definition, Side::Right);
        match self.reading {
            _ if is_same => {}
            Reading::Exact => {
                self.differ(subject, "definition", shown(&left.definition, left), shown(&right.definition, right));
            }
            Reading::Meaning => {
                if fires(left) != fires(right) {
                    self.differ(subject, "event", shown(&fires(left), left), shown(&fires(right), right));
                }
                self.unclear(subject, "body", shown(&left.definition, left), shown(&right.definition, right));
            }
        }
    }
}

fn fires(trigger: &Trigger) -> String {
    format!("{} {}", trigger.timing, trigger.events.join(" OR "))
}

fn columns(key: &ForeignKey) -> String {
    format!("({})", key.columns.join(", "))
}

fn refers(key: &ForeignKey) -> String {
    format!("REFERENCES {} ({})", key.parent, key.parent_columns.join(", "))
}

/// The columns that a check names.
fn mentioned(check: &Check, table: &Table, dialect: Dialect) -> BTreeSet<String> {
    let names = tokens(&check.expression, dialect).into_iter();
    let names = names.filter(|token| matches!(token.kind, TokenKind::Word | TokenKind::Quoted));
    let names = names.map(|token| token.value().to_lowercase());
    names.filter(|name| table.columns.keys().any(|column| column.to_lowercase() == *name)).collect()
}

/// A check can do what a type does on the other side: labels of an enum, the two numbers of a boolean, the form of JSON; or what `NOT NULL`
/// does.
fn stands_for_type(check: &Check, own: &Table, other: &Table, dialect: Dialect) -> bool {
    let column = |name: &str| {
        let found = other.columns.values().find(|column| column.name.eq_ignore_ascii_case(name));
        found.map(|column| &column.column_type.meaning)
    };
    let is_boolean = |name: &str| {
        let own = own.columns.values().find(|column| column.name.eq_ignore_ascii_case(name));
        own.is_some_and(|own| own.column_type.meaning == Meaning::Boolean)
    };
    if let Some((name, mut values)) = allowed(&check.expression, dialect) {
        values.sort_unstable();
        let is_flag = values == ["0", "1"] && (column(&name) == Some(&Meaning::Boolean) || is_boolean(&name));
        return is_flag || matches!(column(&name), Some(Meaning::Enum(_)));
    }
    if not_null(&check.expression, dialect).is_some() {
        return true;
    }
    let tokens = tokens(&check.expression, dialect);
    match &tokens[..] {
        [valid, open, name, close] if valid.is_word("json_valid") && open.is_sign("(") && close.is_sign(")") => {
            column(&name.value()) == Some(&Meaning::Json)
        }
        _ => false,
    }
}
