//! Renames, moves to another schema and changes of owner, for every kind of object.

mod column;
mod constraint;
mod owner;
mod relation;
mod schema;
mod trigger;

use super::collation::for_encoding;
use super::describe::input_types;
use super::reference::{is_named_only, kind_word, name_class};
use super::role::check_role_name;
use super::schema::check_schema_name;
use super::session::Session;
use super::types::type_exists;
use crate::postgres::ast::op::{DropBehavior, ObjectKind, ObjectRef, RoutineKind, RoutineSignature};
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::catalog::{NameClass, Object, ObjectBody, ObjectId, TypeBody, TypeRef};
use crate::postgres::replay::table::alter::Recursion;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn rename(&mut self, object: &ObjectRef, if_exists: bool, to: &Ident) -> Applied {
        if let Some(notice) = self.missing_relation(object, if_exists) {
            return Ok(Effect::Noop(notice));
        }
        match object {
            ObjectRef::Schema(name) => self.rename_schema(name, &to.name)?,
            ObjectRef::Named(kind @ (ObjectKind::Type | ObjectKind::Domain), name) => {
                self.rename_type(*kind, name, &to.name)?;
            }
            ObjectRef::Named(kind, name) if is_named_only(*kind) => {
                self.rename_by_name(*kind, name, &to.name)?;
            }
            ObjectRef::Unqualified(kind, name) => self.rename_unqualified(*kind, name, &to.name)?,
            ObjectRef::Rule { relation, name } => self.rename_rule(relation, name, &to.name)?,
            ObjectRef::Named(kind, name) => {
                let id = self.altered_relation(*kind, name, relation::Alteration::Rename)?;
                self.rename_relation(id, &to.name)?;
            }
            ObjectRef::Column { relation, column, cascade, only, .. } => {
                let behavior = if *cascade { DropBehavior::Cascade } else { DropBehavior::Restrict };
                let recursion = if *only { Recursion::Only } else { Recursion::Children };
                self.rename_column(relation, column, &to.name, behavior, recursion)?;
            }
            ObjectRef::Constraint { relation, name } => self.rename_constraint(relation, name, &to.name)?,
            ObjectRef::DomainConstraint { domain, name } => self.rename_domain_constraint(domain, name, &to.name)?,
            ObjectRef::Trigger { relation, name } => self.rename_trigger(relation, name, &to.name)?,
            ObjectRef::Policy { relation, name } => self.rename_policy(relation, name, &to.name)?,
            ObjectRef::Routine { kind, signature } => self.rename_routine(*kind, signature, &to.name)?,
            ObjectRef::OperatorClass(kind, class) => self.rename_class(*kind, class, &to.name)?,
            ObjectRef::Role(name) => self.rename_role(name, &to.name)?,
            ObjectRef::Cast { .. }
            | ObjectRef::Operator(_)
            | ObjectRef::UserMapping { .. }
            | ObjectRef::Extension(_)
            | ObjectRef::Database(_) => {
                return Err(Refusal::Opaque("the database is the server's".into()));
            }
        }
        Ok(Effect::Applied)
    }

    /// The notice for `IF EXISTS` where the relation that a statement alters, or alters something of, is not there.
    fn missing_relation(&self, object: &ObjectRef, if_exists: bool) -> Option<String> {
        let (ObjectRef::Named(_, name)
        | ObjectRef::Column { relation: name, .. }
        | ObjectRef::Constraint { relation: name, .. }
        | ObjectRef::Trigger { relation: name, .. }) = object
        else {
            return None;
        };
        match self.open_relation(name) {
            Err(Refusal::Failed(_)) if if_exists => {
                Some(format!("relation \"{}\" does not exist, skipping", name.name()))
            }
            _ => None,
        }
    }

    /// Gives an object another name, and records that the statement did.
    pub(crate) fn set_name(&mut self, id: ObjectId, to: &Name) -> Result<(), Refusal> {
        self.refuse_member(id)?;
        self.change(id, |_| ());
        self.catalog.rename(id, to.clone());
        Ok(())
    }

    /// What an extension brought can be altered, but not told from what `CREATE EXTENSION` makes.
    pub(super) fn refuse_member(&self, id: ObjectId) -> Result<(), Refusal> {
        if self.catalog.is_member(id) {
            return Err(Refusal::Opaque(format!("\"{}\" is a member of an extension", self.name_of(id))));
        }
        Ok(())
    }

    /// Renames what is no relation or type, in a schema.
    fn rename_by_name(&mut self, kind: ObjectKind, name: &QualifiedName, to: &Name) -> Result<(), Refusal> {
        let id = self.find_by_name(kind, name)?;
        let schema = self.catalog.get(id).and_then(|object| object.schema).unwrap_or(ObjectId::NONE);
        self.refuse_taken_name(kind, to, schema)?;
        self.set_name(id, to)
    }

    /// 42710 where a schema has something of that kind and name.
    fn refuse_taken_name(&self, kind: ObjectKind, name: &Name, schema: ObjectId) -> Result<(), Failure> {
        let Some(taken) = self.catalog.find(name_class(kind), schema, name) else { return Ok(()) };
        let encoding = match self.catalog.get(taken).map(|object| &object.body) {
            Some(ObjectBody::Collation(collation)) => for_encoding(collation),
            _ => "",
        };
        let (word, schema) = (kind_word(kind), self.name_of(schema));
        Err(Failure::new("42710", format!("{word} \"{name}\"{encoding} already exists in schema \"{schema}\"")))
    }

    fn rename_unqualified(&mut self, kind: ObjectKind, name: &Ident, to: &Name) -> Result<(), Refusal> {
        let id = self.find_unqualified(kind, name)?;
        if self.catalog.find(name_class(kind), ObjectId::NONE, to).is_some() {
            return Err(Failure::new("42710", format!("{} \"{to}\" already exists", kind_word(kind))).into());
        }
        self.set_name(id, to)
    }

    fn rename_schema(&mut self, name: &Ident, to: &Name) -> Result<(), Refusal> {
        let id = self.find_schema(&name.name)?;
        if self.has_schema(to) {
            return Err(Failure::new("42P06", format!("schema \"{to}\" already exists")).into());
        }
        check_schema_name(to)?;
        self.set_name(id, to)
    }

    fn rename_type(&mut self, kind: ObjectKind, name: &QualifiedName, to: &Name) -> Result<(), Refusal> {
        self.refuse_shell(self.find_user_type(name)?, name)?;
        let id = self.altered_type(kind, name)?;
        let Some(object) = self.catalog.get(id) else { return Ok(()) };
        let composite = matches!(object.type_body(), Some(TypeBody::Composite { .. }));
        let schema = object.schema.unwrap_or(ObjectId::NONE);
        if composite {
            self.refuse_taken_relation(to, schema)?;
        }
        if self.catalog.find(NameClass::Type, schema, to).is_some() {
            return Err(type_exists(to).into());
        }
        self.set_name(id, to)
    }

    /// The type that `ALTER TYPE` or `ALTER DOMAIN` means: a row type is altered through its table.
    fn altered_type(&self, kind: ObjectKind, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let id = self.find_user_type(name)?;
        let text = || self.type_name(TypeRef::plain(id));
        let message = match self.catalog.get(id).and_then(Object::type_body) {
            None => format!("{} is a table's row type", text()),
            Some(TypeBody::Domain { .. }) => return Ok(id),
            Some(_) if kind == ObjectKind::Domain => format!("{} is not a domain", text()),
            Some(_) => return Ok(id),
        };
        Err(Failure::new("42809", message).into())
    }

    /// 42704 for a type that is only declared.
    fn refuse_shell(&self, id: ObjectId, name: &QualifiedName) -> Result<(), Failure> {
        if self.is_shell(id) {
            return Err(Failure::new("42704", format!("type \"{name}\" is only a shell")));
        }
        Ok(())
    }

    fn rename_routine(
        &mut self,
        kind: Option<RoutineKind>,
        signature: &RoutineSignature,
        to: &Name,
    ) -> Result<(), Refusal> {
        let id = self.find_routine(kind, signature)?;
        let Some(object) = self.catalog.get(id) else { return Ok(()) };
        let schema = object.schema.unwrap_or(ObjectId::NONE);
        self.refuse_taken_routine(object, to, schema)?;
        self.set_name(id, to)
    }

    /// 42723 where a schema has a routine of that name with the arguments of this one.
    fn refuse_taken_routine(&self, object: &Object, name: &Name, schema: ObjectId) -> Result<(), Failure> {
        let Some(routine) = object.routine() else { return Ok(()) };
        let types = input_types(routine);
        if self.routine_with(schema, name, &types).is_none() {
            return Ok(());
        }
        let arguments = self.type_list(&types, ", ");
        let schema = self.name_of(schema);
        Err(Failure::new("42723", format!("function {name}({arguments}) already exists in schema \"{schema}\"")))
    }

    fn rename_role(&mut self, name: &Ident, to: &Name) -> Result<(), Refusal> {
        self.check_role(&name.name)?;
        check_role_name(to)?;
        if self.roles.contains(to) {
            return Err(Failure::new("42710", format!("role \"{to}\" already exists")).into());
        }
        if self.catalog.objects().any(|object| object.involves_role(&name.name)) {
            return Err(Refusal::Undecided(format!("role \"{}\" owns or may use objects", name.name)));
        }
        self.roles.rename(&name.name, to);
        Ok(())
    }
}
