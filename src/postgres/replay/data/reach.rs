//! What a statement may have written that was not evaluated.
//!
//! A routine that is not evaluated may write to every table whose name is a word of its text, to those that triggers and foreign
//! keys reach from there, and to all of them once it runs a text that it puts together.

use super::walk::{self, Node};
use crate::postgres::ast::op::{ReferentialAction, Volatility};
use crate::postgres::ast::{Name, Statement};
use crate::postgres::catalog::{
    Address, Attribute, ConstraintKind, ObjectBody, ObjectId, Routine, RoutineSource, Value,
};
use crate::postgres::replay::session::Session;
use std::collections::BTreeSet;

/// What may have been written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) enum Reach {
    #[default]
    Nothing,
    /// These tables, views and sequences.
    Relations(BTreeSet<ObjectId>),
    Everything,
}

impl Reach {
    fn of(relation: ObjectId) -> Self {
        Self::Relations(BTreeSet::from([relation]))
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Everything, _) | (_, Self::Everything) => Self::Everything,
            (Self::Nothing, reach) | (reach, Self::Nothing) => reach,
            (Self::Relations(mut one), Self::Relations(other)) => {
                one.extend(other);
                Self::Relations(one)
            }
        }
    }
}

/// Words after which a routine's text may do anything.
const ANYTHING: &[&str] =
    &["alter", "call", "copy", "create", "dblink", "dblink_exec", "drop", "execute", "import", "refresh"];

/// Words without which a routine's text writes nothing itself.
const WRITES: &[&str] = &["delete", "insert", "merge", "nextval", "setval", "truncate", "update"];

impl Session {
    /// Gives up what is known about the rows that a statement may have written.
    pub(crate) fn forget_written(&mut self, statement: &Statement, reason: &str) {
        let reach = self.closure(self.reach(statement));
        let reached: Vec<ObjectId> = match reach {
            Reach::Nothing => return,
            Reach::Relations(relations) => relations.into_iter().collect(),
            Reach::Everything => self.catalog.objects().map(|object| object.id).collect(),
        };
        for id in reached {
            match self.catalog.get(id).map(|object| &object.body) {
                Some(ObjectBody::Table(_)) => self.catalog.contents_mut(id).forget(reason),
                Some(ObjectBody::Sequence(_)) => self.set_sequence(id, None),
                _ => {}
            }
        }
    }

    /// Whether a statement that is not evaluated may have done more than change rows.
    pub(crate) fn may_do_anything(&self, statement: &Statement) -> bool {
        self.reach(statement) == Reach::Everything
    }

    /// Whether a trigger or rule that is older than object number `after` may have seen what a statement did.
    pub(crate) fn may_have_fired(&self, statement: &Statement, after: u32) -> bool {
        let is_older = |object: &crate::postgres::catalog::Object| {
            matches!(object.body, ObjectBody::Trigger(_) | ObjectBody::Rule(_)) && object.id < ObjectId::user(after)
        };
        match self.closure(self.reach(statement)) {
            Reach::Nothing => false,
            Reach::Relations(relations) => relations.iter().any(|id| self.catalog.children(*id).any(is_older)),
            Reach::Everything => true,
        }
    }

    /// What a statement may write, directly or through the functions it calls.
    fn reach(&self, statement: &Statement) -> Reach {
        let mut reach = Reach::Nothing;
        if let Statement::Do { body, language, .. } = statement {
            return if language == "plpgsql" {
                self.reach_of_text(body, &mut BTreeSet::new())
            } else {
                Reach::Everything
            };
        }
        let mut add = |more: Reach| reach = std::mem::take(&mut reach).and(more);
        walk::statement(statement, &mut |node| {
            match node {
                Node::Target(name) => {
                    if let Some(id) = self.lookup(crate::postgres::catalog::NameClass::Relation, name) {
                        add(Reach::of(id));
                    }
                }
                Node::Call(call) => {
                    let schemas = match call.name.schema() {
                        Some(schema) => self.catalog.schema(&schema.name).into_iter().collect(),
                        None => self.path(),
                    };
                    for schema in schemas {
                        for routine in self.catalog.routines(schema, call.name.name()) {
                            add(self.reach_of_routine(*routine));
                        }
                    }
                    if matches!(call.name.name().as_str(), "nextval" | "setval") {
                        add(self.reach_of_text(&text_of(statement_words(statement)), &mut BTreeSet::new()));
                    }
                }
                Node::Relation(_) | Node::Expr(_) | Node::Query => {}
            }
            true
        });
        reach
    }

    /// What a routine may write.
    pub(super) fn reach_of_routine(&self, id: ObjectId) -> Reach {
        self.routine_reach(id, &mut BTreeSet::new())
    }

    fn routine_reach(&self, id: ObjectId, seen: &mut BTreeSet<ObjectId>) -> Reach {
        let Some(ObjectBody::Routine(routine)) = self.catalog.get(id).map(|object| &object.body) else {
            return Reach::Nothing;
        };
        if !seen.insert(id) || cannot_write(routine) {
            return Reach::Nothing;
        }
        match &routine.source {
            RoutineSource::Text { text, .. } if matches!(routine.language.as_str(), "plpgsql" | "sql") => {
                self.reach_of_text(text, seen)
            }
            RoutineSource::Text { .. } => Reach::Everything,
            RoutineSource::Sql(bound) => self.reach_of_text(&bound.text, seen),
            RoutineSource::Library(..) | RoutineSource::Extension => Reach::Nothing,
            RoutineSource::Aggregate(attributes) => attributes.iter().fold(Reach::Nothing, |reach, (_, value)| {
                if let Attribute::Routine(function) = value {
                    reach.and(self.routine_reach(*function, seen))
                } else {
                    reach
                }
            }),
        }
    }

    fn reach_of_text(&self, text: &str, seen: &mut BTreeSet<ObjectId>) -> Reach {
        let words = words(text);
        if ANYTHING.iter().any(|word| words.contains(*word)) {
            return Reach::Everything;
        }
        let mut reach = Reach::Nothing;
        let writes = WRITES.iter().any(|word| words.contains(*word));
        for object in self.catalog.objects().filter(|object| words.contains(object.name.as_str())) {
            let more = match &object.body {
                ObjectBody::Routine(_) => self.routine_reach(object.id, seen),
                ObjectBody::Table(_) | ObjectBody::View(_) | ObjectBody::Sequence(_) if writes => Reach::of(object.id),
                _ => Reach::Nothing,
            };
            reach = reach.and(more);
        }
        reach
    }

    /// With what is reached from there: relations of views, children, references with an action, triggers, sequences.
    fn closure(&self, reach: Reach) -> Reach {
        let Reach::Relations(start) = reach else { return reach };
        let mut reached = start.clone();
        let mut todo: Vec<ObjectId> = start.into_iter().collect();
        while let Some(id) = todo.pop() {
            match self.neighbours(id) {
                Reach::Everything => return Reach::Everything,
                Reach::Nothing => {}
                Reach::Relations(more) => todo.extend(more.into_iter().filter(|id| reached.insert(*id))),
            }
        }
        Reach::Relations(reached)
    }

    fn neighbours(&self, id: ObjectId) -> Reach {
        let mut reach = Reach::Relations(self.family(id).into_iter().collect());
        if let Some(ObjectBody::View(_)) = self.catalog.get(id).map(|object| &object.body) {
            let is_relation = |id: &ObjectId| {
                let body = self.catalog.get(*id).map(|object| &object.body);
                matches!(body, Some(ObjectBody::Table(_) | ObjectBody::View(_)))
            };
            let below = self.catalog.dependencies(id).map(|edge| edge.referenced.object).filter(is_relation).collect();
            reach = reach.and(Reach::Relations(below));
        }
        let owned = self.catalog.dependents(id).map(|edge| edge.dependent.object);
        let sequences = owned.filter(|owned| {
            let body = self.catalog.get(*owned).map(|object| &object.body);
            matches!(body, Some(ObjectBody::Sequence(sequence)) if sequence.owned_by.is_some_and(|owner| owner.object == id))
        });
        reach = reach.and(Reach::Relations(sequences.collect()));
        for (constraint, table) in self.referring(id) {
            let acts = |action| {
                matches!(
                    action,
                    ReferentialAction::Cascade | ReferentialAction::SetNull | ReferentialAction::SetDefault
                )
            };
            // An action changes rows that are there, and makes none.
            let has_rows = self.family(table).iter().any(|member| !self.has_no_rows(*member));
            if has_rows && (acts(constraint.on_delete) || acts(constraint.on_update)) {
                reach = reach.and(Reach::of(table));
            }
        }
        for child in self.catalog.children(id) {
            match &child.body {
                ObjectBody::Trigger(trigger) => reach = reach.and(self.reach_of_routine(trigger.function)),
                ObjectBody::Rule(_) => reach = reach.and(self.reach_of_rule(child.id)),
                _ => {}
            }
        }
        reach
    }

    /// What the actions of a rule may write: every relation they name, and what the functions they call reach.
    fn reach_of_rule(&self, rule: ObjectId) -> Reach {
        let named = self.catalog.dependencies(rule).map(|edge| edge.referenced.object);
        named.fold(Reach::Nothing, |reach, id| match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Routine(_)) => reach.and(self.reach_of_routine(id)),
            Some(ObjectBody::Table(_) | ObjectBody::View(_) | ObjectBody::Sequence(_)) => reach.and(Reach::of(id)),
            _ => reach,
        })
    }

    /// The foreign keys that refer to a table, with the tables that they belong to.
    pub(super) fn referring(&self, table: ObjectId) -> Vec<(crate::postgres::catalog::ForeignKeyRef, ObjectId)> {
        let mut found = Vec::new();
        let mut seen = BTreeSet::new();
        for edge in self.catalog.dependents(table) {
            let Some(object) = self.catalog.get(edge.dependent.object).filter(|object| seen.insert(object.id)) else {
                continue;
            };
            if let (ObjectBody::Constraint(constraint), Some(parent)) = (&object.body, object.parent)
                && let ConstraintKind::ForeignKey(reference) = &constraint.kind
                && reference.table == table
            {
                found.push((reference.clone(), parent));
            }
        }
        found
    }

    /// A table and all that inherit from it, partitions included.
    pub(in crate::postgres::replay) fn family(&self, table: ObjectId) -> Vec<ObjectId> {
        let mut family = vec![table];
        let mut next = 0;
        while next < family.len() {
            let parent = family[next];
            next += 1;
            for edge in self.catalog.dependents_of(Address::object(parent)) {
                let child = edge.dependent.object;
                let inherits = self
                    .catalog
                    .get(child)
                    .and_then(|object| object.table())
                    .is_some_and(|table| table.parents.contains(&parent));
                if inherits && !family.contains(&child) {
                    family.push(child);
                }
            }
        }
        family
    }
}

/// Functions that are not volatile cannot write: the server refuses it.
fn cannot_write(routine: &Routine) -> bool {
    routine.volatility != Volatility::Volatile
}

/// The identifiers of a text, in lower case, those inside strings and comments included.
fn words(text: &str) -> BTreeSet<String> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| !word.is_empty())
        .flat_map(|word| [word.to_owned(), word.to_lowercase()])
        .collect()
}

/// The string constants of a statement, among which the names of sequences are.
fn statement_words(statement: &Statement) -> Vec<Name> {
    let mut found = Vec::new();
    walk::statement(statement, &mut |node| {
        if let Node::Expr(expr) = node
            && let Some(Value::Text(text)) = super::value::literal(expr)
        {
            found.push(text);
        }
        true
    });
    found
}

fn text_of(words: Vec<Name>) -> String {
    let mut text = String::from("nextval");
    for word in words {
        text.push(' ');
        text.push_str(&word);
    }
    text
}
