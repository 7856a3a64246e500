//! `pg_trigger`, `pg_policy` and `pg_policies`.

use super::System;
use super::table::{Table, count, letter, number, oid, oid_or_zero, or_null, text, texts, truth, unknown, vector};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{Grantee, PolicyCommand, TriggerTiming};
use crate::postgres::catalog::{NameClass, Object, ObjectId, Policy, Trigger, Value};

/// `tgtype`.
fn trigger_type(trigger: &Trigger) -> i64 {
    let flags = [
        (trigger.for_each_row, 1),
        (trigger.timing == TriggerTiming::Before, 2),
        (trigger.on_insert, 4),
        (trigger.on_delete, 8),
        (trigger.on_update.is_some(), 16),
        (trigger.on_truncate, 32),
        (trigger.timing == TriggerTiming::InsteadOf, 64),
    ];
    flags.into_iter().filter(|(set, _)| *set).map(|(_, flag)| flag).sum()
}

/// The command of a policy: `polcmd`, and as `pg_policies` has it.
fn command(command: PolicyCommand) -> (char, &'static str) {
    match command {
        PolicyCommand::All => ('*', "ALL"),
        PolicyCommand::Select => ('r', "SELECT"),
        PolicyCommand::Insert => ('a', "INSERT"),
        PolicyCommand::Update => ('w', "UPDATE"),
        PolicyCommand::Delete => ('d', "DELETE"),
    }
}

impl System<'_> {
    pub(super) fn trigger(self, table: &mut Table<'_>) {
        for object in self.children(table, NameClass::Trigger, "tgname", &["tgrelid"]) {
            if let Some(trigger) = object.trigger() {
                self.push_trigger(table, object, trigger);
            }
        }
        let internal = |name: &&str| name.starts_with("RI_ConstraintTrigger_");
        if table.wanted.texts("tgname").is_none_or(|names| names.iter().any(internal)) {
            self.push_internal_triggers(table);
        }
    }

    fn push_trigger(self, table: &mut Table<'_>, object: &Object, trigger: &Trigger) {
        let columns = trigger.on_update.iter().flatten().copied();
        table.push(&[
            ("oid", oid(object.id)),
            ("tgrelid", oid_or_zero(object.parent)),
            ("tgname", text(object.name.clone())),
            ("tgfoid", oid(trigger.function)),
            ("tgtype", number(trigger_type(trigger))),
            ("tgenabled", letter(trigger.enabled)),
            ("tgisinternal", truth(false)),
            ("tgconstrrelid", oid_or_zero(trigger.referenced)),
            ("tgconstrindid", number(0)),
            ("tgconstraint", if trigger.constraint { unknown("the constraint of a trigger") } else { number(0) }),
            ("tgdeferrable", truth(trigger.deferrable)),
            ("tginitdeferred", truth(trigger.initially_deferred)),
            ("tgnargs", count(trigger.arguments.len())),
            ("tgattr", vector(columns)),
            ("tgqual", if trigger.condition.is_some() { unknown("expressions are not printed") } else { Value::Null }),
            ("tgoldtable", or_null(trigger.old_table.clone().map(text))),
            ("tgnewtable", or_null(trigger.new_table.clone().map(text))),
        ]);
    }

    /// Each foreign key has two on its table and two on the one it refers to; each deferrable key has one.
    fn push_internal_triggers(self, table: &mut Table<'_>) {
        let catalog = &self.session.catalog;
        let constraints: Vec<ObjectId> = match table.wanted.objects("tgrelid") {
            Some(tables) => tables
                .into_iter()
                .flat_map(|id| {
                    catalog.children(id).map(|child| child.id).chain(self.referencing(id)).collect::<Vec<_>>()
                })
                .collect(),
            None => catalog.objects().map(|object| object.id).collect(),
        };
        for object in constraints.into_iter().filter_map(|id| catalog.get(id)) {
            let Some(constraint) = object.constraint() else { continue };
            if self.concerns_partitions(object) {
                table.push_others(&[("tgisinternal", truth(true)), ("tgenabled", letter('O'))]);
                continue;
            }
            match super::constraint::foreign_key(constraint) {
                Some(key) => {
                    for relation in [object.parent, object.parent, Some(key.table), Some(key.table)] {
                        push_internal(table, object, relation);
                    }
                }
                None if constraint.deferrable => push_internal(table, object, object.parent),
                None => {}
            }
        }
    }

    /// Those of foreign keys that have to do with partitions are not counted.
    fn concerns_partitions(self, object: &Object) -> bool {
        let catalog = &self.session.catalog;
        let key = object.constraint().and_then(super::constraint::foreign_key);
        let tables = object.parent.into_iter().chain(key.map(|key| key.table));
        tables.filter_map(|id| catalog.get(id)?.table()).any(|table| {
            matches!(table.kind, crate::postgres::catalog::TableKind::Partitioned(_)) || table.partition_bound.is_some()
        })
    }

    pub(super) fn policy(self, table: &mut Table<'_>) {
        for object in self.children(table, NameClass::Policy, "polname", &["polrelid"]) {
            let crate::postgres::catalog::ObjectBody::Policy(policy) = &object.body else { continue };
            let roles = if policy.roles.is_empty() || policy.roles.contains(&Grantee::Public) {
                text("{0}")
            } else {
                unknown("the numbers of roles")
            };
            table.push(&[
                ("oid", oid(object.id)),
                ("polname", text(object.name.clone())),
                ("polrelid", oid_or_zero(object.parent)),
                ("polcmd", letter(command(policy.command).0)),
                ("polpermissive", truth(policy.permissive)),
                ("polroles", roles),
                ("polqual", expression(policy.using.is_some())),
                ("polwithcheck", expression(policy.check.is_some())),
            ]);
        }
    }

    pub(super) fn policies(self, table: &mut Table<'_>) {
        for object in self.wanted_policies(table) {
            let crate::postgres::catalog::ObjectBody::Policy(policy) = &object.body else { continue };
            let Some(relation) = object.parent.and_then(|parent| self.session.catalog.get(parent)) else { continue };
            table.push(&[
                ("schemaname", self.schema_name(relation.schema)),
                ("tablename", text(relation.name.clone())),
                ("policyname", text(object.name.clone())),
                ("permissive", text(if policy.permissive { "PERMISSIVE" } else { "RESTRICTIVE" })),
                ("roles", role_list(policy)),
                ("cmd", text(command(policy.command).1)),
                ("qual", expression(policy.using.is_some())),
                ("with_check", expression(policy.check.is_some())),
            ]);
        }
    }

    fn wanted_policies<'s>(&'s self, table: &Table<'_>) -> Vec<&'s Object> {
        let keys = super::objects::Keys { name: "tablename", schema: Some("schemaname"), number: None };
        if table.wanted.texts("tablename").is_none() || table.wanted.texts("policyname").is_some() {
            return self.children(table, NameClass::Policy, "policyname", &[]);
        }
        let catalog = &self.session.catalog;
        self.relations(table, keys).into_iter().flat_map(|relation| catalog.children(relation.id)).collect()
    }
}

/// A trigger of a constraint; its name has a number in it.
fn push_internal(table: &mut Table<'_>, constraint: &Object, relation: Option<ObjectId>) {
    table.push(&[
        ("tgrelid", oid_or_zero(relation)),
        ("tgname", unknown("the name of an internal trigger has a number")),
        ("tgisinternal", truth(true)),
        ("tgconstraint", oid(constraint.id)),
        ("tgtype", unknown("what an internal trigger is for")),
        ("tgenabled", unknown("whether an internal trigger is enabled")),
    ]);
}

fn expression(there: bool) -> Value {
    if there { unknown("expressions are not printed") } else { Value::Null }
}

/// The roles of a policy in order of their names.
fn role_list(policy: &Policy) -> Value {
    let mut names: Vec<Name> = Vec::new();
    for role in &policy.roles {
        match role {
            Grantee::Role(role) => names.push(role.name.clone()),
            Grantee::Public => return texts(["public"]),
            Grantee::CurrentUser => return unknown("who the current role was"),
        }
    }
    if names.is_empty() {
        return texts(["public"]);
    }
    names.sort_unstable();
    names.dedup();
    texts(names.iter().map(Name::as_str))
}
