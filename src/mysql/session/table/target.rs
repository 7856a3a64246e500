//! `ALTER TABLE`: what is dropped, and what `IF [NOT] EXISTS` leaves out.

use super::Session;
use super::change::{Changes, Presence};
use super::draft::Draft;
use crate::mysql::ast::{AlterAction, IndexKind};
use crate::mysql::catalog::{Key, Table, fold};
use crate::mysql::error::failure;
use crate::run::Refusal;
use smol_str::SmolStr;

impl Session {
    /// 1091 for what is dropped and not there, or dropped twice.
    pub(super) fn check_drops(&self, old: &Table, changes: &Changes) -> Result<(), Refusal> {
        let mut seen: Vec<Target> = Vec::new();
        for action in &changes.actions {
            let Some(target) = Target::of(action) else { continue };
            if !target.exists(old) || seen.contains(&target) {
                return Err(failure("1091", target.message(self.profile.is_mariadb())));
            }
            seen.push(target);
        }
        Ok(())
    }
}

/// What an action drops.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Target {
    kind: TargetKind,
    name: SmolStr,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TargetKind {
    Column,
    Index,
    ForeignKey,
    Constraint,
}

impl Target {
    fn of(action: &AlterAction) -> Option<Self> {
        let (kind, name) = match action {
            AlterAction::DropColumn { column, .. } => (TargetKind::Column, column.text.clone()),
            AlterAction::DropIndex { index, .. } => (TargetKind::Index, index.text.clone()),
            AlterAction::DropPrimaryKey => (TargetKind::Index, super::key::PRIMARY.into()),
            AlterAction::DropForeignKey { constraint, .. } => (TargetKind::ForeignKey, constraint.text.clone()),
            AlterAction::DropConstraint { constraint, .. } | AlterAction::DropCheck(constraint) => {
                (TargetKind::Constraint, constraint.text.clone())
            }
            _ => return None,
        };
        Some(Self { kind, name })
    }

    fn exists(&self, table: &Table) -> bool {
        let foreign_key = || table.foreign_keys.iter().any(|key| fold(&key.name) == fold(&self.name));
        let check = || table.checks.iter().any(|check| fold(&check.name) == fold(&self.name));
        match self.kind {
            TargetKind::Column => table.column(&self.name).is_some(),
            TargetKind::Index => table.key(&self.name).is_some(),
            TargetKind::ForeignKey => foreign_key(),
            TargetKind::Constraint => check() || foreign_key() || unique_key(table, &self.name).is_some(),
        }
    }

    fn missing(&self) -> String {
        self.message(true)
    }

    fn message(&self, mariadb: bool) -> String {
        if !mariadb {
            return format!("Can't DROP '{}'; check that column/key exists", self.name);
        }
        let kind = match self.kind {
            TargetKind::Column => "COLUMN",
            TargetKind::Index => "INDEX",
            TargetKind::ForeignKey => "FOREIGN KEY",
            TargetKind::Constraint => "CONSTRAINT",
        };
        format!("Can't DROP {kind} `{}`; check that it exists", self.name)
    }
}

/// What an action with `IF EXISTS` drops.
fn optional_target(action: &AlterAction) -> Option<Target> {
    match action {
        AlterAction::DropColumn { if_exists: true, .. }
        | AlterAction::DropIndex { if_exists: true, .. }
        | AlterAction::DropForeignKey { if_exists: true, .. }
        | AlterAction::DropConstraint { if_exists: true, .. } => Target::of(action),
        AlterAction::SetDefault { if_exists: true, column, .. }
        | AlterAction::DropDefault { if_exists: true, column } => {
            Some(Target { kind: TargetKind::Column, name: column.text.clone() })
        }
        AlterAction::RenameColumn(renamed) if renamed.if_exists => {
            Some(Target { kind: TargetKind::Column, name: renamed.old.text.clone() })
        }
        _ => None,
    }
}

fn unique_key<'a>(table: &'a Table, name: &str) -> Option<&'a Key> {
    table.key(name).filter(|key| matches!(key.kind, IndexKind::Primary | IndexKind::Unique))
}

pub(super) fn drops_key(action: &AlterAction, key: &Key, table: &Table) -> bool {
    match action {
        AlterAction::DropIndex { index, .. } => fold(&index.text) == fold(&key.name),
        AlterAction::DropPrimaryKey => key.kind == IndexKind::Primary,
        AlterAction::DropConstraint { constraint, .. } => {
            let named = |name: &SmolStr| fold(name) == fold(&constraint.text);
            let other = table.checks.iter().any(|check| named(&check.name))
                || table.foreign_keys.iter().any(|it| named(&it.name));
            !other && unique_key(table, &constraint.text).is_some_and(|found| found.name == key.name)
        }
        _ => false,
    }
}

pub(super) fn drops_check(action: &AlterAction, name: Option<&str>, table: &Table) -> bool {
    let named = |constraint: &SmolStr| name.is_some_and(|name| fold(name) == fold(constraint));
    match action {
        AlterAction::DropConstraint { constraint, .. } | AlterAction::DropCheck(constraint) => {
            named(&constraint.text) && table.checks.iter().any(|check| fold(&check.name) == fold(&constraint.text))
        }
        _ => false,
    }
}

/// What `ADD … IF NOT EXISTS` finds there.
fn existing(table: &Table, elements: &Draft, added: &Draft) -> Option<String> {
    let duplicate = |name: &SmolStr| format!("Duplicate key name '{name}'");
    if let Some(key) = elements.foreign_keys.first() {
        let name = key.name.as_ref()?;
        return table.foreign_keys.iter().any(|it| fold(&it.name) == fold(name)).then(|| duplicate(name));
    }
    if let Some(check) = elements.checks.first() {
        let name = check.name.as_ref()?;
        let there = table.checks.iter().any(|it| fold(&it.name) == fold(name));
        return there.then(|| format!("Duplicate CHECK constraint name '{name}'"));
    }
    let key = elements.keys.first()?;
    if key.kind == IndexKind::Primary {
        return table.key(super::key::PRIMARY).map(|_| "Multiple primary key defined".to_owned());
    }
    let name = key.name.as_ref().or_else(|| key.columns.first().map(|part| &part.column))?;
    let in_statement = added.keys.iter().any(|it| it.name.as_ref().is_some_and(|it| fold(it) == fold(name)));
    (table.key(name).is_some() || in_statement).then(|| duplicate(name))
}

/// Takes out what `IF [NOT] EXISTS` makes idle; the notes that the server leaves.
pub(super) fn skip_existing(table: &Table, changes: &mut Changes) -> Vec<String> {
    let mut notes = Vec::new();
    let mut added: Vec<SmolStr> = Vec::new();
    changes.columns.retain(|change| {
        let name = &change.column.column.name;
        let there = |name: &SmolStr| table.column(name).is_some();
        let idle = match &change.old {
            None => there(name) || added.contains(&fold(name)),
            Some(old) => !there(old),
        };
        added.extend(change.old.is_none().then(|| fold(name)));
        if change.optional && idle {
            notes.push(match &change.old {
                None => format!("Duplicate column name '{name}'"),
                Some(old) => format!("Unknown column '{old}' in '{}'", table.name),
            });
        }
        !(change.optional && idle)
    });
    for (elements, presence) in std::mem::take(&mut changes.elements) {
        match existing(table, &elements, &changes.draft) {
            Some(note) if presence == Presence::Optional => notes.push(note),
            _ => changes.draft.absorb(elements),
        }
    }
    changes.actions.retain(|action| {
        let note = optional_target(action).filter(|target| !target.exists(table));
        notes.extend(note.as_ref().map(Target::missing));
        note.is_none()
    });
    notes
}
