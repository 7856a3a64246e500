//! Enum, composite, range and domain types.

pub(super) mod composite;
mod domain;

mod enum_type;
mod range;

use super::reference::qualified;
use super::session::Session;
use crate::postgres::ast::{Ident, Name, QualifiedName, TypeName};
use crate::postgres::builtin::{collations, types};
use crate::postgres::catalog::{
    Address, Column, ColumnNumber, DependencyKind, NameClass, Object, ObjectBody, ObjectId, TypeBody, TypeRef, TypeUse,
};
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn create_shell_type(&mut self, name: &QualifiedName) -> Applied {
        let schema = self.home_of(name)?;
        if self.catalog.find(NameClass::Type, schema, name.name()).is_some() {
            return Err(type_exists(name.name()).into());
        }
        self.create_object(name.name().clone(), Some(schema), None, ObjectBody::Type(TypeBody::Shell));
        Ok(Effect::Applied)
    }

    /// The schema in which a new object of that name is created; unlike for tables, the server points nowhere when there is none.
    pub(crate) fn home_of(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        match name.schema() {
            Some(schema) => self.find_schema(&schema.name),
            None => Ok(self.creation_schema()?),
        }
    }

    /// Makes a type, or fills the shell of that name. 42710 where the name is taken: row types of relations are types too.
    fn define_type(&mut self, schema: ObjectId, name: &Name, body: TypeBody) -> Result<ObjectId, Refusal> {
        match self.catalog.find(NameClass::Type, schema, name) {
            None => Ok(self.create_object(name.clone(), Some(schema), None, ObjectBody::Type(body))),
            Some(shell) if self.is_shell(shell) => {
                self.change(shell, |object| object.body = ObjectBody::Type(body));
                Ok(shell)
            }
            Some(_) => Err(type_exists(name).into()),
        }
    }

    pub(crate) fn is_shell(&self, id: ObjectId) -> bool {
        matches!(self.catalog.get(id).and_then(Object::type_body), Some(TypeBody::Shell))
    }

    /// 42710 where the name of a new type is taken by something else than a shell.
    fn check_type_name(&self, schema: ObjectId, name: &Name) -> Result<(), Failure> {
        match self.catalog.find(NameClass::Type, schema, name) {
            Some(taken) if !self.is_shell(taken) => Err(type_exists(name)),
            _ => Ok(()),
        }
    }

    /// The type of a name where the server points nowhere when there is none.
    pub(crate) fn resolve_type_unplaced(&self, written: &TypeName) -> Result<TypeUse, Refusal> {
        self.resolve_type(written).map_err(|refusal| self.absent_type(written, refusal))
    }

    /// A type that was not found may come with something outside the model. The server points nowhere.
    pub(crate) fn absent_type(&self, written: &TypeName, refusal: Refusal) -> Refusal {
        match refusal.unplaced() {
            Refusal::Failed(failure) if failure.code == "42704" => self.absent(&written.name, failure),
            other => other,
        }
    }

    /// The collation of that name; 42704 where there is none.
    pub(crate) fn find_collation(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let own = || collations::by_name(name.name()).map(ObjectId::builtin);
        let found = match name.schema() {
            Some(schema) if schema.name == "pg_catalog" => own(),
            Some(schema) => {
                self.find_schema(&schema.name)?;
                self.lookup(NameClass::Collation, name)
            }
            None => own().or_else(|| self.lookup(NameClass::Collation, name)),
        };
        found.ok_or_else(|| {
            // Locales are the operating system's: the data knows those of one machine.
            if name.name().contains(['_', '-', '.']) {
                return Refusal::Undecided(format!("collation \"{}\" depends on the server's locales", name.name()));
            }
            let message = format!("collation \"{}\" for encoding \"UTF8\" does not exist", qualified(name));
            self.absent(name, Failure::new("42704", message))
        })
    }

    /// The collation written for a type; 42804 where the type cannot be collated.
    pub(crate) fn collation_for(
        &self,
        type_ref: TypeRef,
        name: Option<&QualifiedName>,
    ) -> Result<Option<ObjectId>, Refusal> {
        let Some(name) = name else { return Ok(None) };
        let collation = self.find_collation(name)?;
        if !self.is_collatable(type_ref) {
            let message = format!(
                "collations are not supported by type {}",
                self.type_name(crate::postgres::replay::default::plain(type_ref))
            );
            return Err(Failure::new("42804", message).into());
        }
        Ok(Some(collation))
    }

    /// Records that something uses a type.
    pub(crate) fn depend_on_type(&mut self, dependent: impl Into<Address>, type_ref: TypeRef) {
        self.catalog.depend(dependent, type_ref.id, DependencyKind::Normal);
    }

    /// Records that something uses several objects or columns.
    pub(crate) fn depend_on(&mut self, dependent: ObjectId, referenced: &[Address]) {
        for address in referenced {
            self.catalog.depend(dependent, *address, DependencyKind::Normal);
        }
    }

    /// The attribute of a composite type from its definition.
    fn attribute(
        &self,
        number: ColumnNumber,
        name: &Ident,
        type_use: TypeUse,
        collation: Option<&QualifiedName>,
    ) -> Result<Column, Refusal> {
        let type_ref = type_use.type_ref;
        let collation = self.collation_for(type_ref, collation)?;
        self.check_storable(&name.name, type_ref)?;
        Ok(Column { collation, ..Column::new(number, name.name.clone(), Some(type_use), self.origin) })
    }

    /// 42P16 for an attribute whose type cannot be stored.
    fn check_storable(&self, name: &str, type_ref: TypeRef) -> Result<(), Failure> {
        match types::by_oid(type_ref.id.oid()) {
            Some(builtin) if type_ref.id.is_builtin() && builtin.kind == 'p' => {
                let message = format!("column \"{name}\" has pseudo-type {}", self.type_name(type_ref));
                Err(Failure::new("42P16", message))
            }
            _ => Ok(()),
        }
    }
}

/// 42710 for the name of a type.
pub(crate) fn type_exists(name: &str) -> Failure {
    Failure::new("42710", format!("type \"{name}\" already exists"))
}
