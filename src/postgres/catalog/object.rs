//! Objects: what all kinds have in common.

use super::{
    Acl, Cast, Collation, ColumnDefault, Constraint, EventTrigger, ForeignDataWrapper, ForeignServer, Index, NameClass,
    Operator, OperatorClass, Policy, Publication, Published, Routine, Rule, Sequence, Statistics, Table,
    TextSearchConfiguration, TextSearchDictionary, Trigger, TypeBody, UserMapping, View,
};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{FutureKind, Grantee, Persistence};
use crate::source::Origin;

/// Identity of an object. Below [`ObjectId::FIRST_USER`] it is the OID of one of the engine's own objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ObjectId(u32);

impl ObjectId {
    /// No object; the parent of schemas and extensions.
    pub const NONE: Self = Self(0);
    /// The highest id.
    pub const LAST: Self = Self(u32::MAX);
    /// The first id that is not the engine's, as in PostgreSQL.
    pub const FIRST_USER: u32 = 16384;

    /// One of the engine's own objects, by its OID.
    pub const fn builtin(oid: u32) -> Self {
        Self(oid)
    }

    /// The object of that number, the engine's own or not.
    pub const fn numbered(number: u32) -> Self {
        Self(number)
    }

    /// The object that was the `number`th to be made, from 0.
    pub const fn user(number: u32) -> Self {
        Self(Self::FIRST_USER + number)
    }

    /// One of the engine's own objects.
    pub const fn is_builtin(self) -> bool {
        self.0 < Self::FIRST_USER
    }

    /// The number itself.
    pub const fn oid(self) -> u32 {
        self.0
    }
}

/// Something the server keeps under an id.
#[derive(Debug, Clone, PartialEq)]
pub struct Object {
    /// Its identity.
    pub id: ObjectId,
    /// Its name; empty for a column default.
    pub name: Name,
    /// Its schema, for what lives in one.
    pub schema: Option<ObjectId>,
    /// What it belongs to: the relation or domain of an index, constraint, trigger, policy, rule or default, the publication of what it
    /// is for.
    pub parent: Option<ObjectId>,
    /// Its owner.
    pub owner: Name,
    /// Privileges.
    pub acl: Acl,
    /// `COMMENT ON`.
    pub comment: Option<Name>,
    /// The author's comment lines right above the statement that made it.
    pub remark: Option<Name>,
    /// The statement that made it; `None` for what was there from the start.
    pub created: Option<Origin>,
    /// Later statements that changed it, in order.
    pub touched: Vec<Origin>,
    /// What it is.
    pub body: ObjectBody,
}

/// The kinds of object.
#[derive(Debug, Clone, PartialEq)]
pub enum ObjectBody {
    /// A schema.
    Schema,
    /// A table: ordinary, partitioned or foreign.
    Table(Table),
    /// A view or materialised view.
    View(View),
    /// An index.
    Index(Index),
    /// A sequence.
    Sequence(Sequence),
    /// A constraint of a table or domain.
    Constraint(Constraint),
    /// The default or generation expression of a column.
    Default(ColumnDefault),
    /// A type that is not the row type of a table or view.
    Type(TypeBody),
    /// A function, procedure or aggregate.
    Routine(Routine),
    /// A trigger.
    Trigger(Trigger),
    /// A row level security policy.
    Policy(Policy),
    /// An operator.
    Operator(Operator),
    /// An operator class.
    OperatorClass(OperatorClass),
    /// An operator family: what its classes have in common.
    OperatorFamily,
    /// A cast.
    Cast(Cast),
    /// A collation.
    Collation(Collation),
    /// A text search configuration.
    TextSearchConfiguration(TextSearchConfiguration),
    /// A text search dictionary.
    TextSearchDictionary(TextSearchDictionary),
    /// A rewrite rule.
    Rule(Rule),
    /// Extended statistics.
    Statistics(Statistics),
    /// An event trigger.
    EventTrigger(EventTrigger),
    /// A publication.
    Publication(Publication),
    /// A foreign-data wrapper.
    ForeignDataWrapper(ForeignDataWrapper),
    /// A foreign server.
    ForeignServer(ForeignServer),
    /// A user mapping.
    UserMapping(UserMapping),
    /// A table or schema that a publication is for.
    Published(Published),
    /// What `ALTER DEFAULT PRIVILEGES` left for objects of this kind that its owner makes, in its parent schema where it has one.
    FuturePrivileges(FutureKind),
    /// An extension.
    Extension(Extension),
    /// An operator, operator class, cast or collation that an extension brought: known by name only.
    Member(NameClass),
}

/// An extension.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Extension {
    /// The schema its objects are in. (The extension itself is in none.)
    pub schema: ObjectId,
    /// `VERSION`, where asked for.
    pub version: Option<Name>,
    /// Its objects are not known: names that cannot be found may be its own.
    pub unknown_members: bool,
}

impl Object {
    /// The spaces its name takes up.
    pub fn name_classes(&self) -> &'static [NameClass] {
        match &self.body {
            ObjectBody::Schema => &[NameClass::Schema],
            ObjectBody::Table(_) | ObjectBody::View(_) | ObjectBody::Type(TypeBody::Composite { .. }) => {
                &[NameClass::Relation, NameClass::Type]
            }
            ObjectBody::Index(_) | ObjectBody::Sequence(_) => &[NameClass::Relation],
            ObjectBody::Constraint(_) => &[NameClass::Constraint],
            ObjectBody::Default(_) | ObjectBody::Routine(_) | ObjectBody::Operator(_) | ObjectBody::Published(_) => &[],
            ObjectBody::Type(_) => &[NameClass::Type],
            ObjectBody::Trigger(_) => &[NameClass::Trigger],
            ObjectBody::Policy(_) => &[NameClass::Policy],
            ObjectBody::Rule(_) => &[NameClass::Rule],
            ObjectBody::TextSearchConfiguration(_) => &[NameClass::TextSearchConfiguration],
            ObjectBody::TextSearchDictionary(_) => &[NameClass::TextSearchDictionary],
            ObjectBody::OperatorClass(_) => &[NameClass::OperatorClass],
            ObjectBody::OperatorFamily => &[NameClass::OperatorFamily],
            ObjectBody::Cast(_) => &[NameClass::Cast],
            ObjectBody::Collation(_) => &[NameClass::Collation],
            ObjectBody::FuturePrivileges(_) => &[NameClass::FuturePrivileges],
            ObjectBody::Statistics(_) => &[NameClass::Statistics],
            ObjectBody::EventTrigger(_) => &[NameClass::EventTrigger],
            ObjectBody::Publication(_) => &[NameClass::Publication],
            ObjectBody::ForeignDataWrapper(_) => &[NameClass::ForeignDataWrapper],
            ObjectBody::ForeignServer(_) => &[NameClass::ForeignServer],
            ObjectBody::UserMapping(_) => &[NameClass::UserMapping],
            ObjectBody::Extension(_) => &[NameClass::Extension],
            ObjectBody::Member(class) => match class {
                NameClass::Operator => &[NameClass::Operator],
                NameClass::OperatorClass => &[NameClass::OperatorClass],
                NameClass::Collation => &[NameClass::Collation],
                NameClass::TextSearchDictionary => &[NameClass::TextSearchDictionary],
                _ => &[],
            },
        }
    }

    /// What its name is unique within: its schema, its table, or nothing.
    pub fn name_space(&self) -> ObjectId {
        match &self.body {
            ObjectBody::Constraint(_)
            | ObjectBody::Trigger(_)
            | ObjectBody::Policy(_)
            | ObjectBody::Rule(_)
            | ObjectBody::UserMapping(_)
            | ObjectBody::FuturePrivileges(_) => self.parent,
            _ => self.schema,
        }
        .unwrap_or(ObjectId::NONE)
    }

    /// As a table.
    pub fn table(&self) -> Option<&Table> {
        if let ObjectBody::Table(table) = &self.body { Some(table) } else { None }
    }

    /// As a table, to be changed.
    pub fn table_mut(&mut self) -> Option<&mut Table> {
        if let ObjectBody::Table(table) = &mut self.body { Some(table) } else { None }
    }

    /// As a routine.
    pub fn routine(&self) -> Option<&Routine> {
        if let ObjectBody::Routine(routine) = &self.body { Some(routine) } else { None }
    }

    /// As a type that is not the row type of a table or view.
    pub fn type_body(&self) -> Option<&TypeBody> {
        if let ObjectBody::Type(body) = &self.body { Some(body) } else { None }
    }

    /// As a trigger.
    pub fn trigger(&self) -> Option<&Trigger> {
        if let ObjectBody::Trigger(trigger) = &self.body { Some(trigger) } else { None }
    }

    /// As an index.
    pub fn index(&self) -> Option<&Index> {
        if let ObjectBody::Index(index) = &self.body { Some(index) } else { None }
    }

    /// As an index, to change it.
    pub fn index_mut(&mut self) -> Option<&mut Index> {
        if let ObjectBody::Index(index) = &mut self.body { Some(index) } else { None }
    }

    /// As a view.
    pub fn view(&self) -> Option<&View> {
        if let ObjectBody::View(view) = &self.body { Some(view) } else { None }
    }

    /// As a constraint.
    pub fn constraint(&self) -> Option<&Constraint> {
        if let ObjectBody::Constraint(constraint) = &self.body { Some(constraint) } else { None }
    }

    /// The columns of a table, view or composite type, dropped ones included.
    pub fn columns(&self) -> &[super::Column] {
        match &self.body {
            ObjectBody::Table(table) => &table.columns,
            ObjectBody::View(view) => &view.columns,
            ObjectBody::Type(TypeBody::Composite { attributes }) => attributes,
            _ => &[],
        }
    }

    /// The columns, to be changed.
    pub fn columns_mut(&mut self) -> Option<&mut Vec<super::Column>> {
        match &mut self.body {
            ObjectBody::Table(table) => Some(&mut table.columns),
            ObjectBody::View(view) => Some(&mut view.columns),
            ObjectBody::Type(TypeBody::Composite { attributes }) => Some(attributes),
            _ => None,
        }
    }

    /// The columns that are not dropped, in order.
    pub fn live_columns(&self) -> impl Iterator<Item = &super::Column> {
        self.columns().iter().filter(|column| !column.dropped)
    }

    /// The live column of that name.
    pub fn column(&self, name: &str) -> Option<&super::Column> {
        self.live_columns().find(|column| column.name == name)
    }

    /// The column of that number, dropped or not.
    pub fn column_at(&self, number: super::ColumnNumber) -> Option<&super::Column> {
        self.columns().get(usize::from(number).checked_sub(1)?)
    }

    /// The column of that number, to be changed.
    pub fn column_at_mut(&mut self, number: super::ColumnNumber) -> Option<&mut super::Column> {
        self.columns_mut()?.get_mut(usize::from(number).checked_sub(1)?)
    }

    /// Whether a role owns it or holds privileges on it or on one of its columns, or a policy names it.
    pub fn involves_role(&self, role: &str) -> bool {
        let named = |grantee: &Grantee| matches!(grantee, Grantee::Role(known) if known.name == role);
        let granted = |acl: &Acl| acl.iter().flatten().any(|grant| named(&grant.grantee));
        let in_policy = matches!(&self.body, ObjectBody::Policy(policy) if policy.roles.iter().any(named));
        let on_columns = self.live_columns().any(|column| granted(&column.acl));
        self.owner == role || granted(&self.acl) || on_columns || in_policy
    }

    /// Goes with the session.
    pub fn is_temporary(&self) -> bool {
        let persistence = match &self.body {
            ObjectBody::Table(table) => table.persistence,
            ObjectBody::View(view) => view.persistence,
            ObjectBody::Sequence(sequence) => sequence.persistence,
            _ => Persistence::Permanent,
        };
        persistence == Persistence::Temporary
    }

    /// Records that a statement changed it.
    pub fn touch(&mut self, origin: Origin) {
        if self.touched.last() != Some(&origin) && self.created != Some(origin) {
            self.touched.push(origin);
        }
    }
}
