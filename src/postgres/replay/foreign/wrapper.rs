//! Foreign-data wrappers.

use super::options::Holder;
use crate::postgres::ast::op::{ObjectKind, OptionChange, WrapperFunction};
use crate::postgres::ast::{Ident, QualifiedName};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{DependencyKind, ForeignDataWrapper, NameClass, ObjectBody, ObjectId, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    pub(super) fn create_wrapper(
        &mut self,
        name: &Ident,
        functions: &[WrapperFunction],
        options: &[OptionChange],
    ) -> Result<(), Refusal> {
        if self.catalog.find(NameClass::ForeignDataWrapper, ObjectId::NONE, &name.name).is_some() {
            let message = format!("foreign-data wrapper \"{}\" already exists", name.name);
            return Err(Failure::new("42710", message).into());
        }
        let mut wrapper = ForeignDataWrapper { handler: None, validator: None, options: Vec::new() };
        self.set_functions(&mut wrapper, functions)?;
        wrapper.options = self.changed_options(Holder::Wrapper, wrapper.validator, &[], options)?;
        let id = self.create_object(name.name.clone(), None, None, ObjectBody::ForeignDataWrapper(wrapper));
        self.set_remark(id);
        self.settle_wrapper(id);
        Ok(())
    }

    pub(super) fn alter_wrapper(
        &mut self,
        name: &Ident,
        functions: &[WrapperFunction],
        options: &[OptionChange],
    ) -> Result<(), Refusal> {
        let id = self.find_unqualified(ObjectKind::ForeignDataWrapper, name)?;
        let mut wrapper = self.wrapper(id)?.clone();
        self.set_functions(&mut wrapper, functions)?;
        if !options.is_empty() {
            wrapper.options = self.changed_options(Holder::Wrapper, wrapper.validator, &wrapper.options, options)?;
        }
        self.refuse_member(id)?;
        self.change(id, |object| object.body = ObjectBody::ForeignDataWrapper(wrapper));
        self.settle_wrapper(id);
        Ok(())
    }

    /// The wrapper of that id.
    pub(super) fn wrapper(&self, id: ObjectId) -> Result<&ForeignDataWrapper, Refusal> {
        match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::ForeignDataWrapper(wrapper)) => Ok(wrapper),
            _ => Err(Refusal::Undecided("what a foreign-data wrapper is".into())),
        }
    }

    /// Records the functions that a wrapper uses now.
    fn settle_wrapper(&mut self, id: ObjectId) {
        self.forget_references(id);
        let Ok(wrapper) = self.wrapper(id) else { return };
        for function in [wrapper.handler, wrapper.validator].into_iter().flatten() {
            self.catalog.depend(id, function, DependencyKind::Normal);
        }
    }

    /// Gives a wrapper the functions of a statement, or takes them from it; 42601 where one is written twice.
    fn set_functions(&self, wrapper: &mut ForeignDataWrapper, written: &[WrapperFunction]) -> Result<(), Refusal> {
        let mut seen = Vec::new();
        for function in written {
            let (is_handler, name) = match function {
                WrapperFunction::Handler(name) => (true, name.as_ref()),
                WrapperFunction::Validator(name) => (false, name.as_ref()),
            };
            if seen.contains(&is_handler) {
                return Err(Failure::new("42601", "conflicting or redundant options").into());
            }
            seen.push(is_handler);
            if is_handler {
                wrapper.handler = name.map(|name| self.wrapper_handler(name)).transpose()?;
            } else {
                wrapper.validator = name.map(|name| self.wrapper_validator(name)).transpose()?;
            }
        }
        Ok(())
    }

    fn wrapper_handler(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let found = self.support_function(name, &[])?;
        if found.result.same_type(TypeRef::builtin(oid::FDW_HANDLER)) {
            return Ok(found.id);
        }
        Err(Failure::new("42809", format!("function {name} must return type fdw_handler")).into())
    }

    /// What it returns does not matter.
    fn wrapper_validator(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let texts = TypeRef { array: true, ..TypeRef::builtin(oid::TEXT) };
        Ok(self.support_function(name, &[texts, TypeRef::builtin(oid::OID)])?.id)
    }
}
