//! `SET SCHEMA`.

use super::relation::Alteration;
use crate::postgres::ast::op::{ObjectKind, ObjectRef};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::builtin::extensions;
use crate::postgres::catalog::{Dependency, DependencyKind, NameClass, Object, ObjectBody, ObjectId};
use crate::postgres::replay::reference::is_named_only;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(crate) fn set_schema(&mut self, object: &ObjectRef, if_exists: bool, schema: &Ident) -> Applied {
        if let Some(notice) = self.missing_relation(object, if_exists) {
            return Ok(Effect::Noop(notice));
        }
        match object {
            ObjectRef::Named(kind @ (ObjectKind::Type | ObjectKind::Domain), name) => {
                let id = self.find_user_type(name)?;
                self.refuse_shell(id, name)?;
                let target = self.find_schema(&schema.name)?;
                self.refuse_taken_type(id, target)?;
                self.altered_type(*kind, name)?;
                self.refuse_member(id)?;
                self.move_type(id, target)?;
            }
            ObjectRef::Routine { kind, signature } => {
                let id = self.find_routine(*kind, signature)?;
                let target = self.find_schema(&schema.name)?;
                self.refuse_member(id)?;
                self.move_routine(id, target)?;
            }
            ObjectRef::OperatorClass(kind, class) => {
                let id = self.referenced_class(*kind, class)?.object;
                let target = self.find_schema(&schema.name)?;
                self.refuse_member(id)?;
                self.refuse_used_class(id)?;
                self.refuse_taken_class(*kind, id, target, class.name.name(), &class.method.name)?;
                if self.catalog.get(id).is_some_and(|object| object.schema != Some(target)) {
                    self.put_into(id, target);
                }
            }
            ObjectRef::Operator(signature) => {
                let id = self.referenced_operator(signature)?.object;
                let target = self.find_schema(&schema.name)?;
                self.refuse_member(id)?;
                self.move_operator(id, target)?;
            }
            ObjectRef::Extension(name) => {
                let id = self.find_extension(name)?;
                let target = self.find_schema(&schema.name)?;
                self.move_extension(id, &name.name, target)?;
            }
            ObjectRef::Named(kind, name) if is_named_only(*kind) => {
                let id = self.find_by_name(*kind, name)?;
                let target = self.find_schema(&schema.name)?;
                self.refuse_member(id)?;
                self.move_by_name(*kind, id, target)?;
            }
            ObjectRef::Named(kind, name) => {
                let id = self.altered_relation(*kind, name, Alteration::SetSchema)?;
                self.refuse_owned_sequence(id, "cannot move an owned sequence into another schema")?;
                refuse_temporary(&schema.name)?;
                let target = self.find_schema(&schema.name)?;
                self.refuse_member(id)?;
                self.move_relation(id, target)?;
            }
            _ => return Err(Refusal::Opaque("it is in no schema of its own".into())),
        }
        Ok(Effect::Applied)
    }

    /// A sequence that belongs to a column follows its table.
    pub(super) fn refuse_owned_sequence(&self, id: ObjectId, message: &str) -> Result<(), Failure> {
        match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Sequence(sequence)) if sequence.owned_by.is_some() => Err(Failure::new("0A000", message)),
            _ => Ok(()),
        }
    }

    /// Moves a relation with its row type, indexes, constraints and owned sequences.
    fn move_relation(&mut self, id: ObjectId, target: ObjectId) -> Result<(), Refusal> {
        self.move_alone(id, target)?;
        for part in self.indexes_of(id).into_iter().chain(self.owned_sequences(id)) {
            self.move_alone(part, target)?;
        }
        self.move_constraints(id, target);
        Ok(())
    }

    /// Moves what is no relation or type.
    fn move_by_name(&mut self, kind: ObjectKind, id: ObjectId, target: ObjectId) -> Result<(), Refusal> {
        let Some(object) = self.catalog.get(id).filter(|object| object.schema != Some(target)) else { return Ok(()) };
        self.refuse_taken_name(kind, &object.name, target)?;
        self.put_into(id, target);
        Ok(())
    }

    fn move_constraints(&mut self, id: ObjectId, target: ObjectId) {
        let constraints = self.catalog.children(id).filter(|child| child.constraint().is_some());
        let constraints: Vec<ObjectId> =
            constraints.filter(|child| child.schema.is_some()).map(|child| child.id).collect();
        for constraint in constraints {
            self.put_into(constraint, target);
        }
    }

    fn move_alone(&mut self, id: ObjectId, target: ObjectId) -> Result<(), Failure> {
        let Some(object) = self.catalog.get(id).filter(|object| object.schema != Some(target)) else { return Ok(()) };
        for class in object.name_classes() {
            if self.catalog.find(*class, target, &object.name).is_some() {
                let (code, word) = if *class == NameClass::Type { ("42710", "type") } else { ("42P07", "relation") };
                return Err(taken(code, word, &object.name, self.name_of(target)));
            }
        }
        self.put_into(id, target);
        Ok(())
    }

    /// 42710 where the schema has a type of that name, even for a row type, which could not be moved anyway.
    fn refuse_taken_type(&self, id: ObjectId, target: ObjectId) -> Result<(), Failure> {
        let Some(object) = self.catalog.get(id).filter(|object| object.schema != Some(target)) else { return Ok(()) };
        match self.catalog.find(NameClass::Type, target, &object.name) {
            Some(_) => Err(taken("42710", "type", &object.name, self.name_of(target))),
            None => Ok(()),
        }
    }

    fn move_type(&mut self, id: ObjectId, target: ObjectId) -> Result<(), Refusal> {
        self.move_alone(id, target)?;
        self.move_constraints(id, target);
        Ok(())
    }

    fn move_routine(&mut self, id: ObjectId, target: ObjectId) -> Result<(), Refusal> {
        let Some(object) = self.catalog.get(id).filter(|object| object.schema != Some(target)) else { return Ok(()) };
        self.refuse_taken_routine(object, &object.name, target)?;
        self.put_into(id, target);
        Ok(())
    }

    fn move_operator(&mut self, id: ObjectId, target: ObjectId) -> Result<(), Refusal> {
        let Some(object) = self.catalog.get(id).filter(|object| object.schema != Some(target)) else { return Ok(()) };
        if self.has_operator_like(target, object) {
            let message = "duplicate key value violates unique constraint \"pg_operator_oprname_l_r_n_index\"";
            return Err(Failure::new("23505", message).into());
        }
        self.put_into(id, target);
        Ok(())
    }

    /// Moves an extension with all its members.
    fn move_extension(&mut self, id: ObjectId, name: &str, target: ObjectId) -> Result<(), Refusal> {
        if extensions::by_name(name).is_some_and(|known| !known.relocatable) {
            return Err(Failure::new("0A000", format!("extension \"{name}\" does not support SET SCHEMA")).into());
        }
        let edges = self.catalog.dependents(id).filter(|edge| edge.kind == DependencyKind::Extension);
        let members: Vec<ObjectId> = edges.map(|edge| edge.dependent.object).collect();
        for member in members {
            match self.catalog.get(member).map(Object::routine) {
                Some(Some(_)) => self.move_routine(member, target)?,
                _ => self.move_alone(member, target)?,
            }
        }
        let from = match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Extension(extension)) => extension.schema,
            _ => return Ok(()),
        };
        self.change(id, |object| {
            if let ObjectBody::Extension(extension) = &mut object.body {
                extension.schema = target;
            }
        });
        self.follow(id, from, target);
        Ok(())
    }

    /// Moves one object, whose name is free there.
    fn put_into(&mut self, id: ObjectId, target: ObjectId) {
        let Some(from) = self.catalog.get(id).and_then(|object| object.schema) else { return };
        self.change(id, |_| ());
        self.catalog.move_to_schema(id, target);
        self.follow(id, from, target);
    }

    /// Turns the dependency on one schema into one on another.
    fn follow(&mut self, id: ObjectId, from: ObjectId, to: ObjectId) {
        let edge = Dependency { dependent: id.into(), referenced: from.into(), kind: DependencyKind::Normal };
        if self.catalog.dependencies(id).any(|known| known == edge) {
            self.catalog.release(edge);
            self.catalog.depend(id, to, DependencyKind::Normal);
        }
    }
}

fn taken(code: &'static str, word: &str, name: &Name, schema: &str) -> Failure {
    Failure::new(code, format!("{word} \"{name}\" already exists in schema \"{schema}\""))
}

fn refuse_temporary(schema: &str) -> Result<(), Failure> {
    if schema.starts_with("pg_temp") {
        return Err(Failure::new("0A000", "cannot move objects into or out of temporary schemas"));
    }
    Ok(())
}
