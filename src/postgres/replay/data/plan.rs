//! What writing to a table involves: its columns with their defaults, its constraints, keys and references.

use super::evaluate::Evaluator;
use super::kind::{Form, Kind};
use super::scope::{Field, Source};
use crate::postgres::ast::{Expr, Name};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{
    Bound, Column, ColumnNumber, ConstraintKind, ForeignKeyRef, Index, KeyTarget, Object, ObjectBody, ObjectId,
    Reference, Target, TypeBody, TypeRef, Value,
};
use crate::postgres::replay::session::Session;
use std::sync::{Arc, LazyLock};

/// A bound text, read again.
#[derive(Debug, Clone)]
pub(super) struct ReadText {
    /// `None` where it could not be read.
    pub(super) expr: Option<Arc<Expr>>,
    pub(super) references: Vec<Reference>,
    pub(super) text: Name,
}

impl ReadText {
    pub(super) fn new(session: &Session, bound: &Bound) -> Self {
        Self { expr: session.texts.expr(&bound.text), references: bound.references.clone(), text: bound.text.clone() }
    }
}

/// What fills a column that gets no value.
#[derive(Debug, Clone)]
pub(super) enum Filler {
    /// The same value every time.
    Value(Value),
    /// The next value of a sequence.
    Next(ObjectId),
    /// What an expression gives that calls what the history defines, or what changes the session.
    Computed(ReadText),
    /// Something that cannot be told; why.
    Unknown(String),
}

/// A type of which nothing is known.
static ANY: LazyLock<Kind> =
    LazyLock::new(|| Kind { type_ref: TypeRef::builtin(oid::UNKNOWN), form: Form::Other(true) });

/// A column, as an `INSERT` sees it.
#[derive(Debug, Clone)]
pub(super) struct Slot {
    pub(super) field: Field,
    pub(super) type_ref: TypeRef,
    /// The type behind the domains.
    pub(super) base: TypeRef,
    pub(super) filler: Filler,
    /// `GENERATED ALWAYS AS IDENTITY`, or `BY DEFAULT`.
    pub(super) identity: Option<bool>,
    /// `GENERATED ALWAYS AS (…)`.
    pub(super) generation: Option<ReadText>,
    /// Equal values of its type are equal under its collation too.
    pub(super) sure_equality: bool,
    /// Domains with constraints, outermost first.
    pub(super) domains: Vec<ObjectId>,
}

impl Slot {
    /// The server computes it from the other columns.
    pub(super) fn is_generated(&self) -> bool {
        self.generation.is_some()
    }

    pub(super) fn kind(&self) -> &Kind {
        self.field.kind.as_deref().unwrap_or(&ANY)
    }

    pub(super) fn number(&self) -> ColumnNumber {
        self.field.number
    }
}

/// A `CHECK`.
#[derive(Debug, Clone)]
pub(super) struct Check {
    pub(super) name: Name,
    pub(super) condition: ReadText,
}

/// One part of a unique key.
#[derive(Debug, Clone)]
pub(super) enum KeyPart {
    Column(ColumnNumber),
    Expr(ReadText),
}

/// A unique index.
#[derive(Debug, Clone)]
pub(super) struct UniqueKey {
    pub(super) index: ObjectId,
    pub(super) name: Name,
    pub(super) parts: Vec<KeyPart>,
    pub(super) predicate: Option<ReadText>,
    pub(super) nulls_not_distinct: bool,
    /// The constraint it backs, by name.
    pub(super) constraint: Option<Name>,
    /// Checked at the end of the statement or transaction only.
    pub(super) deferrable: bool,
    /// Checked at the end of the transaction, unless it says otherwise.
    pub(super) deferred: bool,
    /// Rows that are written go into the index.
    pub(super) ready: bool,
    /// It belongs to an exclusion constraint.
    pub(super) exclusion: bool,
    /// Rows exclude each other where their keys are equal; else it cannot be told which do.
    pub(super) by_equality: bool,
}

impl UniqueKey {
    /// It need not hold before the transaction ends.
    pub(super) fn is_put_off(&self, session: &Session) -> bool {
        self.deferred || self.deferrable && session.defers_constraints
    }
}

impl ForeignKeyPlan {
    /// It need not hold before the transaction ends.
    pub(super) fn is_put_off(&self, session: &Session) -> bool {
        self.deferred || self.deferrable && session.defers_constraints
    }
}

/// A foreign key of the table.
#[derive(Debug, Clone)]
pub(super) struct ForeignKeyPlan {
    pub(super) name: Name,
    /// Its columns, in the order of the referenced index.
    pub(super) columns: Vec<ColumnNumber>,
    pub(super) reference: ForeignKeyRef,
    /// May be checked at the end of the transaction.
    pub(super) deferrable: bool,
    /// Checked at the end of the transaction, unless it says otherwise.
    pub(super) deferred: bool,
}

/// Everything that writing to a table involves.
#[derive(Debug, Clone)]
pub(super) struct TablePlan {
    pub(super) id: ObjectId,
    pub(super) name: Name,
    /// The columns that are not dropped, in order.
    pub(super) slots: Vec<Slot>,
    /// The same, as an expression sees them.
    pub(super) fields: Vec<Field>,
    /// The highest column number.
    pub(super) width: usize,
    pub(super) checks: Vec<Check>,
    pub(super) keys: Vec<UniqueKey>,
    pub(super) foreign_keys: Vec<ForeignKeyPlan>,
}

impl TablePlan {
    /// The column of that name.
    pub(super) fn slot(&self, name: &str) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.field.name == name)
    }

    /// The column of that number.
    pub(super) fn numbered(&self, number: ColumnNumber) -> Option<&Slot> {
        self.slots.iter().find(|slot| slot.number() == number)
    }

    /// A row of the table in scope; `values` are those of the slots, in their order.
    pub(super) fn source<'a>(&'a self, name: &'a str, values: &'a [Value]) -> Source<'a> {
        Source { name, relation: self.id, fields: &self.fields, values }
    }
}

impl Evaluator<'_> {
    /// The plan of a table.
    pub(super) fn plan(self, table: &Object) -> TablePlan {
        let slots: Vec<Slot> = table.live_columns().map(|column| self.slot(column)).collect();
        let mut plan = TablePlan {
            id: table.id,
            name: table.name.clone(),
            fields: self.table_fields(table),
            slots,
            width: table.columns().len(),
            checks: Vec::new(),
            keys: Vec::new(),
            foreign_keys: Vec::new(),
        };
        for child in self.session.catalog.children(table.id) {
            self.add_child(child, &mut plan);
        }
        // The server checks in the order of the names.
        plan.checks.sort_by(|one, other| one.name.cmp(&other.name));
        plan
    }

    fn add_child(self, child: &Object, plan: &mut TablePlan) {
        match &child.body {
            ObjectBody::Constraint(constraint) => match &constraint.kind {
                ConstraintKind::Check { expr, .. } => {
                    plan.checks.push(Check { name: child.name.clone(), condition: ReadText::new(self.session, expr) });
                }
                ConstraintKind::ForeignKey(reference) => plan.foreign_keys.push(ForeignKeyPlan {
                    name: child.name.clone(),
                    columns: self.in_index_order(&constraint.columns, reference),
                    reference: reference.clone(),
                    deferrable: constraint.deferrable,
                    deferred: constraint.initially_deferred,
                }),
                ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_) | ConstraintKind::Exclude(..) => {}
            },
            ObjectBody::Index(_) => plan.keys.extend(self.unique_key(child)),
            _ => {}
        }
    }

    /// The columns of a foreign key, sorted as the index behind it lists those that they refer to.
    pub(super) fn in_index_order(self, columns: &[ColumnNumber], reference: &ForeignKeyRef) -> Vec<ColumnNumber> {
        let Some(ObjectBody::Index(index)) = self.session.catalog.get(reference.index).map(|object| &object.body)
        else {
            return columns.to_vec();
        };
        let referring = |key: &crate::postgres::catalog::IndexKey| match key.target {
            KeyTarget::Column(number) => {
                let place = reference.columns.iter().position(|referenced| *referenced == number)?;
                columns.get(place).copied()
            }
            KeyTarget::Expr(_) => None,
        };
        index.keys.iter().filter_map(referring).collect()
    }

    /// The unique key or exclusion of an index; `None` for an ordinary one.
    pub(super) fn unique_key(self, object: &Object) -> Option<UniqueKey> {
        let ObjectBody::Index(index) = &object.body else { return None };
        let key = self.key_of_index(object.id, &object.name, index);
        (index.unique || key.exclusion).then_some(key)
    }

    /// The key of an index.
    pub(super) fn key_of_index(self, id: ObjectId, name: &Name, index: &Index) -> UniqueKey {
        let constraint = index.constraint.and_then(|id| self.session.catalog.get(id));
        let body = constraint.and_then(|object| match &object.body {
            ObjectBody::Constraint(constraint) => Some(constraint),
            _ => None,
        });
        let operators = body.and_then(|constraint| match &constraint.kind {
            ConstraintKind::Exclude(_, operators) => Some(operators),
            _ => None,
        });
        let parts = index.keys.iter().map(|key| match &key.target {
            KeyTarget::Column(number) => KeyPart::Column(*number),
            KeyTarget::Expr(expr) => KeyPart::Expr(ReadText::new(self.session, expr)),
        });
        UniqueKey {
            index: id,
            name: name.clone(),
            parts: parts.collect(),
            predicate: index.predicate.as_ref().map(|predicate| ReadText::new(self.session, predicate)),
            nulls_not_distinct: index.nulls_not_distinct,
            constraint: constraint.map(|object| object.name.clone()),
            deferrable: body.is_some_and(|constraint| constraint.deferrable),
            deferred: body.is_some_and(|constraint| constraint.initially_deferred),
            ready: index.ready,
            exclusion: operators.is_some(),
            by_equality: operators.is_none_or(|operators| operators.iter().all(|operator| operator == "=")),
        }
    }

    pub(super) fn slot(self, column: &Column) -> Slot {
        let type_ref = column.type_use.as_ref().map_or(TypeRef::builtin(oid::UNKNOWN), |used| used.type_ref);
        let (base, domains) = self.behind_domains(type_ref);
        let default = column.default.and_then(|id| self.session.catalog.get(id)).map(|object| &object.body);
        let generation = match default {
            Some(ObjectBody::Default(default)) if default.generated.is_some() => {
                Some(ReadText::new(self.session, &default.expr))
            }
            _ => None,
        };
        let mut slot = Slot {
            field: Field {
                name: column.name.clone(),
                number: column.number,
                kind: Some(self.kind(type_ref)),
                not_null: column.not_null,
            },
            type_ref,
            base,
            filler: Filler::Value(Value::Null),
            identity: column.identity.map(|identity| identity.always),
            generation,
            sure_equality: column.collation.is_none_or(ObjectId::is_builtin),
            domains: self.constrained(domains.clone()),
        };
        slot.filler = match (column.identity, default) {
            (Some(identity), _) => Filler::Next(identity.sequence),
            (None, Some(ObjectBody::Default(default))) if slot.generation.is_none() => {
                self.filler(&default.expr, &slot)
            }
            _ => self.domain_default(&domains, &slot),
        };
        slot
    }

    /// The type behind the domains, and those domains.
    pub(super) fn behind_domains(self, type_ref: TypeRef) -> (TypeRef, Vec<ObjectId>) {
        let mut base = type_ref;
        let mut domains = Vec::new();
        while !base.array
            && let Some(ObjectBody::Type(TypeBody::Domain { base: next, .. })) =
                self.session.catalog.get(base.id).map(|object| &object.body)
        {
            domains.push(base.id);
            base = next.type_ref;
        }
        (base, domains)
    }

    /// Those of the domains that refuse some value.
    fn constrained(self, domains: Vec<ObjectId>) -> Vec<ObjectId> {
        let catalog = &self.session.catalog;
        let demands = |id: &ObjectId| {
            let not_null = matches!(
                catalog.get(*id).map(|object| &object.body),
                Some(ObjectBody::Type(TypeBody::Domain { not_null: true, .. }))
            );
            not_null || catalog.children(*id).next().is_some()
        };
        domains.into_iter().filter(demands).collect()
    }

    /// The default of the outermost domain that has one.
    fn domain_default(self, domains: &[ObjectId], slot: &Slot) -> Filler {
        let default = domains.iter().find_map(|id| match self.session.catalog.get(*id).map(|object| &object.body) {
            Some(ObjectBody::Type(TypeBody::Domain { default: Some(default), .. })) => Some(default),
            _ => None,
        });
        default.map_or(Filler::Value(Value::Null), |default| self.filler(default, slot))
    }
}

/// The plans of tables that were written to, each good as long as all that it was made from is the same.
///
/// A script may hold a hundred thousand single-row `INSERT`s into one table. A clone shares them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plans(imbl::HashMap<ObjectId, Arc<KeptPlan>>);

#[derive(Debug)]
struct KeptPlan {
    plan: Arc<TablePlan>,
    /// The table, and what belongs to it.
    sources: Vec<Arc<Object>>,
    /// Names of types in messages depend on it.
    search_path: Vec<Name>,
}

impl Session {
    /// The plan of a table, made once.
    pub(super) fn table_plan(&mut self, table: ObjectId) -> Arc<TablePlan> {
        if let Some(kept) = self.plans.0.get(&table)
            && kept.search_path == self.search_path
            && kept.sources.iter().map(Arc::as_ptr).eq(self.plan_sources(table).map(Arc::as_ptr))
        {
            return kept.plan.clone();
        }
        let sources: Vec<Arc<Object>> = self.plan_sources(table).cloned().collect();
        let plan = Arc::new(Evaluator { session: self }.plan(&sources[0]));
        if self.is_self_contained(&plan, &sources) {
            let kept = KeptPlan { plan: plan.clone(), sources, search_path: self.search_path.clone() };
            self.plans.0.insert(table, Arc::new(kept));
        }
        plan
    }

    /// The table first, then what belongs to it.
    fn plan_sources(&self, table: ObjectId) -> impl Iterator<Item = &Arc<Object>> {
        let children = self.catalog.children(table).map(|child| child.id);
        std::iter::once(table).chain(children).filter_map(|id| self.catalog.shared(id))
    }

    /// Nothing but those objects made the plan: no types of the user's, no defaults that mention other objects than sequences.
    fn is_self_contained(&self, plan: &TablePlan, sources: &[Arc<Object>]) -> bool {
        let only_sequences = |object: &Arc<Object>| match &object.body {
            ObjectBody::Default(default) => default.expr.references.iter().all(|reference| match &reference.target {
                Target::Object(id) => {
                    matches!(self.catalog.get(*id).map(|object| &object.body), Some(ObjectBody::Sequence(_)))
                }
                _ => false,
            }),
            _ => true,
        };
        plan.slots.iter().all(|slot| slot.type_ref.id.is_builtin()) && sources.iter().all(only_sequences)
    }
}
