//! The catalog: what the server would know after each statement, shaped as the server's own catalog is.
//!
//! - **Identity.** An object is an [`ObjectId`], a column is a number within its relation; names are only an index. A rename
//!   touches one entry, and drop-and-create gives a new id, so nothing is ever silently rebound.
//! - **Dependencies** are edges with PostgreSQL's own kinds ([`DependencyKind`]), readable both ways.
//! - **Early binding.** Expressions and queries are kept as [`Bound`]: the author's bytes and what each name in them means.
//! - **Snapshots are O(1).** All maps are persistent: `clone()` copies a few pointers. Transactions, savepoints and "before and after"
//!   rest on that.
//!
//! Nothing here resolves names against a search path, checks rules or knows SQL text: that is [`crate::postgres::replay`]'s work. Objects with an
//! id below [`ObjectId::FIRST_USER`] are the engine's own, live in [`crate::dialect`], and are never in the maps.

mod acl;
mod attribute;
mod bound;
mod cast;
mod collation;
mod constraint;
mod dependency;
mod event_trigger;
mod foreign;
mod format;
pub mod implicit_name;
mod index;
pub(crate) mod naming;
mod object;
mod operator;
mod operator_class;
mod policy;
mod publication;
mod relation;
mod render;
mod routine;
mod rows;
mod rule;
mod sequence;
mod statistics;
mod text_search;
mod trigger;
mod types;

pub use acl::{Acl, Grant, role_grantee};
pub use attribute::Attribute;
pub use bound::{Bound, Reference, ReferenceRole, StarColumn, Target};
pub use cast::{Cast, CastFunction};
pub use collation::Collation;
pub use constraint::{Constraint, ConstraintKind, ForeignKeyRef};
pub use dependency::{Address, Dependency, DependencyKind};
pub use event_trigger::EventTrigger;
pub use foreign::{ForeignDataWrapper, ForeignOptions, ForeignServer, ForeignSource, UserMapping};
pub use index::{Index, IndexKey, KeyTarget};
pub use object::{Extension, Object, ObjectBody, ObjectId};
pub use operator::{Operator, OperatorDefinition};
pub use operator_class::{ClassFunction, ClassOperator, OperatorClass, class_key, class_parts};
pub use policy::Policy;
pub use publication::{Publication, Published};
pub use relation::{Column, ColumnDefault, ColumnNumber, IdentityColumn, PartitionKey, Table, TableKind, View};
pub use routine::{Argument, Routine, RoutineSource};
pub use rows::{Contents, Keys, Row, Rows, Value, Values};
pub use rule::Rule;
pub use sequence::{Sequence, SequenceRange};
pub use statistics::Statistics;
pub use text_search::{DictionaryRef, Mappings, TextSearchConfiguration, TextSearchDictionary, builtin_mappings};
pub use trigger::Trigger;
pub use types::{EnumLabel, TypeBody, TypeRef, TypeUse};

use crate::postgres::ast::Name;
use imbl::ordmap::DiffItem;
use std::collections::BTreeSet;
use std::sync::Arc;

/// The separate spaces in which names must be unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the server's own classes")]
pub enum NameClass {
    Schema,
    Extension,
    /// Tables, views, indexes, sequences, composite types: one space per schema.
    Relation,
    /// Types, row types of relations included: one space per schema.
    Type,
    /// Per schema; several routines may share a name, see [`Catalog::routines`].
    Routine,
    Collation,
    Operator,
    /// With its access method.
    OperatorClass,
    /// With its access method.
    OperatorFamily,
    /// Per table or domain.
    Constraint,
    /// Per table.
    Trigger,
    /// Per table.
    Policy,
    /// Per table.
    Rule,
    Statistics,
    EventTrigger,
    Publication,
    ForeignDataWrapper,
    ForeignServer,
    /// Per server: the role, or `public`.
    UserMapping,
    /// The two types.
    Cast,
    TextSearchConfiguration,
    TextSearchDictionary,
    /// Of the whole database or per schema: the role and the kind.
    FuturePrivileges,
}

impl NameClass {
    /// How many classes there are: by the last of them.
    const COUNT: usize = Self::FuturePrivileges as usize + 1;

    /// Its names are unique within a relation or domain.
    fn is_of_relation(self) -> bool {
        matches!(self, Self::Constraint | Self::Trigger | Self::Policy | Self::Rule)
    }
}

/// Everything the server knows at one moment. Cloning is O(1).
#[derive(Debug, Clone, Default)]
pub struct Catalog {
    objects: imbl::OrdMap<ObjectId, Arc<Object>>,
    /// Ordered, so that what a statement names lies together and few nodes are copied.
    names: imbl::OrdMap<(NameClass, ObjectId, Name), ObjectId>,
    routines: imbl::HashMap<(ObjectId, Name), Arc<[ObjectId]>>,
    /// Objects that belong to a relation or domain: its indexes, constraints, triggers, policies, defaults.
    children: imbl::OrdSet<(ObjectId, ObjectId)>,
    outgoing: imbl::OrdSet<Dependency>,
    incoming: imbl::OrdSet<dependency::Reversed>,
    contents: imbl::HashMap<ObjectId, Contents>,
    /// Constraints, triggers, policies and rules by their names, whatever relation they belong to.
    child_names: imbl::OrdSet<(NameClass, Name, ObjectId)>,
    /// How many names there are of each class: most histories have none of most classes, and casts, event triggers, publications and
    /// default privileges are asked for by nearly every statement.
    counts: [u32; NameClass::COUNT],
    /// Few, and asked for whenever a name is not the engine's own.
    extensions: imbl::OrdSet<ObjectId>,
    /// The partitioned tables.
    partitioned: imbl::OrdSet<ObjectId>,
    /// The history's operators, of which several may share a symbol.
    operators: imbl::OrdSet<(Name, ObjectId)>,
    next: u32,
}

impl Catalog {
    /// A database with nothing in it, not even `public`.
    pub fn empty() -> Self {
        Self::default()
    }

    /// Takes the next free id.
    pub fn allocate(&mut self) -> ObjectId {
        let id = ObjectId::user(self.next);
        self.next += 1;
        id
    }

    /// How many ids have been given out.
    pub fn allocated(&self) -> u32 {
        self.next
    }

    /// Adds an object under its name. The name must be free: the caller has checked it, with the server's message for the case.
    pub fn insert(&mut self, object: Object) -> ObjectId {
        let id = object.id;
        self.register_names(&object);
        if let Some(parent) = object.parent {
            self.children.insert((parent, id));
        }
        if let ObjectBody::Extension(_) = object.body {
            self.extensions.insert(id);
        }
        self.objects.insert(id, Arc::new(object));
        id
    }

    /// The object of that id, if it is a user's and exists.
    pub fn get(&self, id: ObjectId) -> Option<&Object> {
        self.objects.get(&id).map(AsRef::as_ref)
    }

    /// The same, shared: while the pointer is the same, the object has not changed.
    pub fn shared(&self, id: ObjectId) -> Option<&Arc<Object>> {
        self.objects.get(&id)
    }

    /// All objects in the order of their creation.
    pub fn objects(&self) -> impl Iterator<Item = &Object> {
        self.objects.values().map(AsRef::as_ref)
    }

    /// The names of the objects that were made, and of those that were changed, since this catalog was `before`.
    pub fn names_since(&self, before: &Self) -> (BTreeSet<Name>, BTreeSet<Name>) {
        let (mut made, mut changed) = (BTreeSet::new(), BTreeSet::new());
        for difference in before.objects.diff(&self.objects) {
            match difference {
                DiffItem::Add(_, object) => made.insert(object.name.clone()),
                DiffItem::Update { new: (_, object), .. } | DiffItem::Remove(_, object) => {
                    changed.insert(object.name.clone())
                }
            };
        }
        (made, changed)
    }

    /// The objects that changed since this catalog was `before`, as they were and as they are. What both share is not looked at.
    pub fn changed_since<'c>(&'c self, before: &'c Self) -> impl Iterator<Item = (&'c Object, &'c Object)> {
        before.objects.diff(&self.objects).filter_map(|difference| match difference {
            DiffItem::Update { old: (_, old), new: (_, new) } => Some((&**old, &**new)),
            DiffItem::Add(..) | DiffItem::Remove(..) => None,
        })
    }

    /// The objects that were made, dropped or changed since this catalog was `before`, as they were and as they are.
    pub fn differences_since<'c>(
        &'c self,
        before: &'c Self,
    ) -> impl Iterator<Item = (Option<&'c Object>, Option<&'c Object>)> {
        before.objects.diff(&self.objects).map(|difference| match difference {
            DiffItem::Add(_, new) => (None, Some(&**new)),
            DiffItem::Remove(_, old) => (Some(&**old), None),
            DiffItem::Update { old: (_, old), new: (_, new) } => (Some(&**old), Some(&**new)),
        })
    }

    /// The tables whose rows, or the order of them, changed since this catalog was `before`. It looks at every table with rows.
    pub fn rewritten_since(&self, before: &Self) -> impl Iterator<Item = ObjectId> {
        self.contents.iter().filter_map(|(id, contents)| {
            let same = before.contents.get(id).is_some_and(|before| contents.is_same(before));
            (!same).then_some(*id)
        })
    }

    /// The extensions, oldest first, each with its object.
    pub fn extensions(&self) -> impl Iterator<Item = (&Object, &Extension)> {
        self.extensions.iter().filter_map(|id| match self.get(*id) {
            Some(object @ Object { body: ObjectBody::Extension(extension), .. }) => Some((object, extension)),
            _ => None,
        })
    }

    /// Changes an object in place. Its name, schema, parent and, for a routine, its signature's place in the index must not change here:
    /// [`Catalog::rename`] and [`Catalog::move_to_schema`] do that.
    pub fn update<R>(&mut self, id: ObjectId, change: impl FnOnce(&mut Object) -> R) -> Option<R> {
        self.objects.get_mut(&id).map(|object| change(Arc::make_mut(object)))
    }

    /// Makes a table partitioned.
    pub fn partition(&mut self, table: ObjectId, key: PartitionKey) {
        self.partitioned.insert(table);
        self.update(table, |object| {
            if let Some(table) = object.table_mut() {
                table.kind = TableKind::Partitioned(key);
            }
        });
    }

    /// The partitioned tables, oldest first.
    pub fn partitioned(&self) -> impl Iterator<Item = ObjectId> {
        self.partitioned.iter().copied()
    }

    /// Gives an object another name.
    pub fn rename(&mut self, id: ObjectId, name: Name) {
        self.reindex(id, |object| object.name = name);
    }

    /// Moves an object to another schema.
    pub fn move_to_schema(&mut self, id: ObjectId, schema: ObjectId) {
        self.reindex(id, |object| object.schema = Some(schema));
    }

    fn reindex(&mut self, id: ObjectId, change: impl FnOnce(&mut Object)) {
        let Some(object) = self.objects.get(&id).cloned() else { return };
        self.unregister_names(&object);
        let mut object = Arc::unwrap_or_clone(object);
        change(&mut object);
        self.register_names(&object);
        self.objects.insert(id, Arc::new(object));
    }

    /// Takes an object out, with its names, its rows and every edge to or from it. What depends on it must be gone already.
    pub fn remove(&mut self, id: ObjectId) -> Option<Arc<Object>> {
        let object = self.objects.remove(&id)?;
        self.unregister_names(&object);
        if let Some(parent) = object.parent {
            self.children.remove(&(parent, id));
        }
        self.contents.remove(&id);
        self.extensions.remove(&id);
        self.partitioned.remove(&id);
        self.forget_dependencies(id);
        Some(object)
    }

    /// The object of that name in a name space. `parent` is the schema, or the table for constraints, triggers, policies and rules, or
    /// [`ObjectId::NONE`] for schemas and extensions.
    pub fn find(&self, class: NameClass, parent: ObjectId, name: &str) -> Option<ObjectId> {
        if !self.has_any(class) {
            return None;
        }
        self.names.get(&(class, parent, Name::new(name))).copied()
    }

    /// What has a name of that class in a schema (or relation, or [`ObjectId::NONE`] for what is in none), in order of the names.
    pub fn named(&self, class: NameClass, parent: ObjectId) -> impl Iterator<Item = &Object> {
        let names = self.has_any(class).then(|| self.names.range((class, parent, Name::default())..));
        let own =
            names.into_iter().flatten().take_while(move |((found, space, _), _)| (*found, *space) == (class, parent));
        own.filter_map(|(_, id)| self.get(*id))
    }

    /// Whether anything has a name of that class.
    pub fn has_any(&self, class: NameClass) -> bool {
        self.counts[class as usize] > 0
    }

    /// The schema of that name.
    pub fn schema(&self, name: &str) -> Option<ObjectId> {
        self.find(NameClass::Schema, ObjectId::NONE, name)
    }

    /// The routines of that name in a schema, oldest first.
    pub fn routines(&self, schema: ObjectId, name: &str) -> &[ObjectId] {
        self.routines.get(&(schema, Name::new(name))).map_or(&[], AsRef::as_ref)
    }

    /// The history's operators of a symbol in all schemas, oldest first.
    pub fn operators(&self, symbol: &str) -> impl Iterator<Item = &Object> {
        let (first, last) = ((Name::new(symbol), ObjectId::NONE), (Name::new(symbol), ObjectId::LAST));
        let known = (!self.operators.is_empty()).then(|| self.operators.range(first..=last));
        known.into_iter().flatten().filter_map(|(_, id)| self.get(*id))
    }

    /// What belongs to a relation or domain, oldest first: indexes, constraints, triggers, policies, column defaults.
    pub fn children(&self, parent: ObjectId) -> impl Iterator<Item = &Object> {
        self.children
            .range((parent, ObjectId::NONE)..=(parent, ObjectId::LAST))
            .filter_map(|(_, child)| self.get(*child))
    }

    /// The rows of a table. A table that was never written to is empty.
    pub fn contents(&self, table: ObjectId) -> Option<&Contents> {
        self.contents.get(&table)
    }

    /// The rows of a table, to be changed.
    pub fn contents_mut(&mut self, table: ObjectId) -> &mut Contents {
        self.contents.entry(table).or_default()
    }

    /// Whether some table or domain of the schema has a constraint of that name. (The server makes up names that none has.)
    pub fn has_constraint_name(&self, schema: ObjectId, name: &str) -> bool {
        self.children_named(NameClass::Constraint, name).any(|constraint| constraint.schema == Some(schema))
    }

    /// The constraints, triggers, policies or rules of that name, whatever relation or domain they belong to, oldest first.
    pub fn children_named(&self, class: NameClass, name: &str) -> impl Iterator<Item = &Object> {
        let (first, last) = ((class, Name::new(name), ObjectId::NONE), (class, Name::new(name), ObjectId::LAST));
        self.child_names.range(first..=last).filter_map(|(_, _, id)| self.get(*id))
    }

    /// The schemas, in order of their names.
    pub fn schemas(&self) -> impl Iterator<Item = &Object> {
        self.named(NameClass::Schema, ObjectId::NONE)
    }

    fn register_names(&mut self, object: &Object) {
        for class in object.name_classes() {
            let known = self.names.insert((*class, object.name_space(), object.name.clone()), object.id);
            self.counts[*class as usize] += u32::from(known.is_none());
            if class.is_of_relation() {
                self.child_names.insert((*class, object.name.clone(), object.id));
            }
        }
        if let ObjectBody::Operator(_) = object.body {
            self.operators.insert((object.name.clone(), object.id));
        }
        if let ObjectBody::Routine(_) = object.body {
            let key = (object.name_space(), object.name.clone());
            let mut ids: Vec<ObjectId> = self.routines.get(&key).map_or_else(Vec::new, |ids| ids.to_vec());
            ids.push(object.id);
            ids.sort_unstable();
            self.routines.insert(key, ids.into());
        }
    }

    fn unregister_names(&mut self, object: &Object) {
        for class in object.name_classes() {
            let known = self.names.remove(&(*class, object.name_space(), object.name.clone()));
            self.counts[*class as usize] -= u32::from(known.is_some());
            if class.is_of_relation() {
                self.child_names.remove(&(*class, object.name.clone(), object.id));
            }
        }
        if let ObjectBody::Operator(_) = object.body {
            self.operators.remove(&(object.name.clone(), object.id));
        }
        if let ObjectBody::Routine(_) = object.body {
            let key = (object.name_space(), object.name.clone());
            let left: Vec<ObjectId> =
                self.routines(key.0, &key.1).iter().copied().filter(|id| *id != object.id).collect();
            if left.is_empty() {
                self.routines.remove(&key);
            } else {
                self.routines.insert(key, left.into());
            }
        }
    }
}
