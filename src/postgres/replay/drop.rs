//! `DROP`, with `RESTRICT` and `CASCADE` along the dependencies.

use super::reference::{builtin_type, check_relation_kind, is_system_schema, kind_word, qualified};
use super::role::is_current;
use super::session::Session;
use super::signature::routine_word;
use crate::postgres::ast::op::{DropBehavior, ObjectKind, ObjectRef, RoutineKind, RoutineSignature};
use crate::postgres::ast::{Ident, QualifiedName, TypeName};
use crate::postgres::catalog::{Address, NameClass, TypeRef};
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn drop_objects(
        &mut self,
        objects: &[ObjectRef],
        if_exists: bool,
        behavior: DropBehavior,
        concurrently: bool,
    ) -> Applied {
        if concurrently {
            self.check_concurrently(objects, behavior)?;
        }
        if let Some(ObjectRef::Role(_) | ObjectRef::Database(_)) = objects.first() {
            return self.drop_from_server(objects, if_exists);
        }
        let mut targets: Vec<Address> = Vec::new();
        let mut notices: Vec<String> = Vec::new();
        for object in objects {
            // `IF EXISTS` does not forgive a missing access method.
            if let ObjectRef::OperatorClass(_, class) = object {
                self.access_method(&class.method.name)?;
            }
            match self.find_dropped(object) {
                Ok(address) if targets.contains(&address) => {}
                Ok(address) => targets.push(address),
                Err(Refusal::Failed(failure)) if if_exists && means_missing(&failure) => {
                    notices.push(skipped(object, &failure));
                }
                Err(refusal) => return Err(refusal),
            }
        }
        if targets.is_empty() {
            return Ok(Effect::Noop(notices.join("; ")));
        }
        self.delete_objects(&targets, behavior)?;
        Ok(Effect::Applied)
    }

    fn check_concurrently(&self, objects: &[ObjectRef], behavior: DropBehavior) -> Result<(), Refusal> {
        self.refuse_in_transaction("DROP INDEX CONCURRENTLY")?;
        let unsupported = match (objects, behavior) {
            ([_], DropBehavior::Restrict) => return Ok(()),
            ([_], DropBehavior::Cascade) => "CASCADE",
            _ => "dropping multiple objects",
        };
        Err(Failure::new("0A000", format!("DROP INDEX CONCURRENTLY does not support {unsupported}")).into())
    }

    /// What a `DROP` names. Its failures are worded for each kind where other statements only say "relation".
    fn find_dropped(&self, object: &ObjectRef) -> Result<Address, Refusal> {
        match object {
            ObjectRef::Schema(name) if is_system_schema(&name.name) => {
                let message = format!("cannot drop schema {} because it is required by the database system", name.name);
                Err(Failure::new("2BP01", message).into())
            }
            ObjectRef::Named(
                kind @ (ObjectKind::Table
                | ObjectKind::ForeignTable
                | ObjectKind::View
                | ObjectKind::MaterializedView
                | ObjectKind::Index
                | ObjectKind::Sequence),
                name,
            ) => self.find_dropped_relation(*kind, name),
            ObjectRef::Named(ObjectKind::Type, name) => self.find_dropped_type(name),
            ObjectRef::Cast { source, target } => {
                self.refuse_builtin_cast(source, target)?;
                self.find_object(object)
            }
            ObjectRef::Rule { relation, name } => {
                self.refuse_view_rule(relation, name)?;
                self.find_object(object)
            }
            _ => self.find_object(object),
        }
    }

    fn find_dropped_relation(&self, kind: ObjectKind, name: &QualifiedName) -> Result<Address, Refusal> {
        self.refuse_system_relation(name)?;
        self.require_schema(name)?;
        let found = self.lookup(NameClass::Relation, name).and_then(|id| self.catalog.get(id)).ok_or_else(|| {
            let code = if let ObjectKind::Index | ObjectKind::ForeignTable = kind { "42704" } else { "42P01" };
            self.absent(name, Failure::new(code, format!("{} \"{}\" does not exist", kind_word(kind), name.name())))
        })?;
        check_relation_kind(kind, found)?;
        Ok(found.id.into())
    }

    /// The row type of a relation is a type, but goes only with the relation.
    fn find_dropped_type(&self, name: &QualifiedName) -> Result<Address, Refusal> {
        if let Some(builtin) = builtin_type(name) {
            let builtin = self.type_name(TypeRef::builtin(builtin.oid));
            let message = format!("cannot drop type {builtin} because it is required by the database system");
            return Err(Failure::new("2BP01", message).into());
        }
        let id = self.find_user_type(name)?;
        match self.catalog.get(id) {
            Some(object) if object.type_body().is_none() => {
                let (row_type, owner) = (self.qualified_name(object), self.describe(id.into()));
                Err(Failure::new("2BP01", format!("cannot drop type {row_type} because {owner} requires it")).into())
            }
            _ => Ok(id.into()),
        }
    }

    /// Roles and databases are the server's.
    fn drop_from_server(&mut self, objects: &[ObjectRef], if_exists: bool) -> Applied {
        let mut notices = Vec::new();
        for object in objects {
            let ObjectRef::Role(name) = object else {
                return Err(Refusal::Opaque("databases are the server's, not the database's".into()));
            };
            if name.name == "public" || is_current(name, &self.text) {
                return Err(Failure::new("22023", "cannot use special role specifier in DROP ROLE").into());
            }
            if name.name == self.role {
                return Err(Failure::new("55006", "current user cannot be dropped").into());
            }
            if self.catalog.objects().any(|object| object.involves_role(&name.name)) {
                let message = format!("role \"{}\" cannot be dropped because some objects depend on it", name.name);
                return Err(Failure::new("2BP01", message).into());
            }
            match self.check_role(&name.name) {
                Ok(()) => self.roles.remove(&name.name),
                Err(failure) if if_exists => notices.push(format!("{}, skipping", failure.message)),
                Err(failure) => return Err(failure.into()),
            }
        }
        if notices.len() == objects.len() {
            return Ok(Effect::Noop(notices.join("; ")));
        }
        Ok(Effect::Applied)
    }
}

/// The server's notice for `IF EXISTS` on something that is not there.
fn skipped(object: &ObjectRef, failure: &Failure) -> String {
    let message = match object {
        _ if failure.code == "3F000" => failure.message.clone(),
        ObjectRef::Trigger { relation, name } if failure.code == "42704" => missing_on("trigger", name, relation),
        ObjectRef::Rule { relation, name } if failure.code == "42704" => missing_on("rule", name, relation),
        ObjectRef::Policy { relation, name } if failure.code == "42704" => missing_on("policy", name, relation),
        ObjectRef::Named(ObjectKind::Collation, name) => {
            format!("collation \"{}\" does not exist", qualified(name))
        }
        ObjectRef::Routine { kind, signature } if failure.code == "42883" => missing_routine(*kind, signature),
        ObjectRef::Operator(signature) if failure.code == "42883" => {
            format!("operator {} does not exist", qualified(&signature.name))
        }
        _ => failure.message.clone(),
    };
    format!("{message}, skipping")
}

/// Whether `IF EXISTS` forgives it.
fn means_missing(failure: &Failure) -> bool {
    matches!(failure.code, "42P01" | "42704" | "42883" | "3F000")
}

fn missing_on(word: &str, name: &Ident, relation: &QualifiedName) -> String {
    format!("{word} \"{}\" for relation \"{}\" does not exist", name.name, qualified(relation))
}

fn missing_routine(kind: Option<RoutineKind>, signature: &RoutineSignature) -> String {
    let arguments = signature.arguments.iter().flatten().map(written).collect::<Vec<_>>().join(",");
    format!("{} {}({arguments}) does not exist", routine_word(kind), qualified(&signature.name))
}

/// A type as the server's grammar has read it: `pg_catalog.int4[]`.
fn written(type_name: &TypeName) -> String {
    let brackets = if type_name.array_dimensions > 0 { "[]" } else { "" };
    format!("{}{brackets}", type_name.name)
}
