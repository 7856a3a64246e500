//! Rewrite rules.

use super::bind::BoundRule;
use super::describe::relation_word;
use super::session::Session;
use crate::postgres::ast::op::{CreateRule, RuleEvent};
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::catalog::{DependencyKind, NameClass, ObjectBody, ObjectId, Rule};
use crate::run::{Applied, Effect, Failure, Refusal};

/// The rule that a view consists of.
const RETURN: &str = "_RETURN";

impl Session {
    pub(super) fn create_rule(&mut self, create: &CreateRule) -> Applied {
        let table = self.ruled_relation(&create.table)?;
        let bound = self.bind_rule(create, table)?;
        self.refuse_system_relation(&create.table)?;
        if create.event == RuleEvent::Select {
            return Err(Refusal::Undecided("a rule ON SELECT turns a table into a view".into()));
        }
        self.check_rule_returning(create, table, &bound)?;
        let body = Rule {
            event: create.event,
            condition: bound.condition,
            instead: create.instead,
            actions: bound.actions,
            enabled: 'O',
        };
        let id = self.store_rule(create, table, body)?;
        self.catalog.depend(id, table, DependencyKind::Auto);
        self.depend_on(id, &bound.dependencies);
        self.change(table, |_| ());
        Ok(Effect::Applied)
    }

    fn ruled_relation(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        self.refuse_system_relation(name)?;
        let found = self.open_relation(name)?;
        let refuse = |code, message: String| Err(Failure::new(code, message).into());
        match relation_word(found) {
            "index" => refuse("42809", format!("\"{}\" is an index", found.name)),
            "composite type" => refuse("42809", format!("\"{}\" is a composite type", found.name)),
            "materialized view" => refuse("0A000", "rules on materialized views are not supported".into()),
            "sequence" | "foreign table" => refuse("42809", format!("relation \"{}\" cannot have rules", found.name)),
            _ => Ok(found.id),
        }
    }

    /// Adds the rule, or replaces the one of that name; 42710 where it must not.
    fn store_rule(&mut self, create: &CreateRule, table: ObjectId, body: Rule) -> Result<ObjectId, Refusal> {
        let name = &create.name.name;
        let Some(existing) = self.catalog.find(NameClass::Rule, table, name) else {
            let id = self.create_object(name.clone(), None, Some(table), ObjectBody::Rule(body));
            self.set_remark(id);
            return Ok(id);
        };
        if !create.or_replace {
            let message = format!("rule \"{name}\" for relation \"{}\" already exists", self.name_of(table));
            return Err(Failure::new("42710", message).into());
        }
        self.forget_references(existing);
        self.change(existing, |object| {
            let enabled = if let ObjectBody::Rule(old) = &object.body { old.enabled } else { 'O' };
            object.body = ObjectBody::Rule(Rule { enabled, ..body });
        });
        Ok(existing)
    }

    /// What `RETURNING` of a rule's actions must be like: the rows of the table.
    fn check_rule_returning(&self, create: &CreateRule, table: ObjectId, bound: &BoundRule) -> Result<(), Refusal> {
        let refuse = |code, message: String| Err(Failure::new(code, message).into());
        let mut lists = bound.returning.iter();
        let Some(list) = lists.next() else { return Ok(()) };
        if lists.next().is_some() {
            return refuse("0A000", "cannot have multiple RETURNING lists in a rule".into());
        }
        if create.condition.is_some() {
            return refuse("0A000", "RETURNING lists are not supported in conditional rules".into());
        }
        if !create.instead {
            return refuse("0A000", "RETURNING lists are not supported in non-INSTEAD rules".into());
        }
        let Some(object) = self.catalog.get(table) else { return Ok(()) };
        let mut columns = object.columns().iter();
        for (index, found) in list.iter().enumerate() {
            let Some(column) = columns.next() else {
                return refuse("42P17", "RETURNING list has too many entries".into());
            };
            if column.dropped {
                let message = "cannot create a RETURNING list for a relation containing dropped columns";
                return refuse("0A000", message.into());
            }
            let wanted = column.type_use.as_ref().map(|used| used.type_ref);
            if let (Some(found), Some(wanted)) = (found, wanted)
                && !found.same_type(wanted)
            {
                let message =
                    format!("RETURNING list's entry {} has different type from column \"{}\"", index + 1, column.name);
                return refuse("42P17", message);
            }
        }
        match columns.next() {
            Some(_) => refuse("42P17", "RETURNING list has too few entries".into()),
            None => Ok(()),
        }
    }

    pub(super) fn rename_rule(&mut self, relation: &QualifiedName, name: &Ident, to: &Name) -> Result<(), Refusal> {
        let table = self.ruled_relation(relation)?;
        let named = |name: &Name| format!("rule \"{name}\" for relation \"{}\"", self.name_of(table));
        let Some(id) = self.catalog.find(NameClass::Rule, table, &name.name) else {
            if name.name == RETURN && relation_word_of(self, table) == "view" {
                return Err(Failure::new("42P17", "renaming an ON SELECT rule is not allowed").into());
            }
            return Err(Failure::new("42704", format!("{} does not exist", named(&name.name))).into());
        };
        if self.catalog.find(NameClass::Rule, table, to).is_some() {
            return Err(Failure::new("42710", format!("{} already exists", named(to))).into());
        }
        self.set_name(id, to)
    }

    /// `ALTER TABLE … ENABLE | DISABLE RULE`.
    pub(super) fn set_rule(&mut self, table: ObjectId, name: &Ident, enabled: char) -> Result<(), Refusal> {
        let Some(id) = self.catalog.find(NameClass::Rule, table, &name.name) else {
            let table = self.name_of(table);
            let message = format!("rule \"{}\" for relation \"{table}\" does not exist", name.name);
            return Err(Failure::new("42704", message).into());
        };
        self.change(id, |object| {
            if let ObjectBody::Rule(rule) = &mut object.body {
                rule.enabled = enabled;
            }
        });
        Ok(())
    }

    /// 2BP01 for the rule that a view consists of.
    pub(super) fn refuse_view_rule(&self, relation: &QualifiedName, name: &Ident) -> Result<(), Refusal> {
        if name.name != RETURN {
            return Ok(());
        }
        let found = self.open_relation(relation)?;
        if !matches!(relation_word(found), "view" | "materialized view") {
            return Ok(());
        }
        let view = self.describe(found.id.into());
        Err(Failure::new("2BP01", format!("cannot drop rule {RETURN} on {view} because {view} requires it")).into())
    }
}

fn relation_word_of(session: &Session, id: ObjectId) -> &'static str {
    session.catalog.get(id).map_or("", relation_word)
}
