//! Operators.

mod alter;
mod class;
mod definition;
mod lookup;

use self::definition::{Definition, Estimator};
use super::session::Session;
use crate::postgres::ast::op::CreateOperator;
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{DependencyKind, ObjectBody, ObjectId, Operator, OperatorDefinition, TypeRef};
use crate::run::{Applied, Effect, Failure, Refusal};

/// A new operator, under the name and with the operands that it will have.
#[derive(Debug, Clone)]
struct Identity {
    schema: ObjectId,
    symbol: Name,
    left: Option<TypeRef>,
    right: TypeRef,
}

/// The ways in which operators refer to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Link {
    Commutator,
    Negator,
}

impl Session {
    pub(super) fn create_operator(&mut self, create: &CreateOperator) -> Applied {
        let schema = self.home_of(&create.name)?;
        let definition = Definition::read(&create.options)?;
        let function =
            definition.function.as_ref().ok_or_else(|| Failure::new("42P13", "operator function must be specified"))?;
        let (left, right) = self.operator_types(&definition)?;
        let identity = Identity { schema, symbol: create.name.name().clone(), left, right };
        let operands: Vec<TypeRef> = left.into_iter().chain([right]).collect();
        let found = self.exact_function(function, &operands)?;
        let body = OperatorDefinition {
            function: found.id,
            result: found.result,
            restrict: self.estimator(definition.restrict.as_ref(), Estimator::Restriction)?,
            join: self.estimator(definition.join.as_ref(), Estimator::Join)?,
            hashes: definition.hashes,
            merges: definition.merges,
        };
        definition.check(left.is_some(), found.result.same_type(TypeRef::builtin(oid::BOOL)))?;
        let id = self.place_operator(&identity)?;
        self.define_operator(id, body);
        self.link_operator(id, &identity, definition.commutator.as_ref(), Link::Commutator)?;
        self.link_operator(id, &identity, definition.negator.as_ref(), Link::Negator)?;
        self.set_remark(id);
        Ok(Effect::Applied)
    }

    fn operator_types(&self, definition: &Definition) -> Result<(Option<TypeRef>, TypeRef), Refusal> {
        let resolve = |name: &Option<crate::postgres::ast::TypeName>| {
            name.as_ref().map(|name| self.resolve_type_unplaced(name)).transpose()
        };
        let bare = |found: crate::postgres::catalog::TypeUse| TypeRef { modifier: -1, ..found.type_ref };
        let (left, right) = (resolve(&definition.left)?.map(bare), resolve(&definition.right)?.map(bare));
        let refuse = |message| Err(Failure::new("42P13", message).into());
        match (left, right) {
            (left, Some(right)) => Ok((left, right)),
            (None, None) => refuse("operator argument types must be specified"),
            (Some(_), None) => refuse("operator right argument type must be specified"),
        }
    }

    /// The shell that is to be filled, or a new object; 42723 where the operator is there already.
    fn place_operator(&mut self, identity: &Identity) -> Result<ObjectId, Refusal> {
        let Some(known) = self.operator_in(identity.schema, &identity.symbol, identity.left, identity.right) else {
            return Ok(self.make_shell(identity));
        };
        if self.operator(known).is_some_and(|operator| operator.definition.is_none()) {
            return Ok(known);
        }
        Err(Failure::new("42723", format!("operator {} already exists", identity.symbol)).into())
    }

    /// An operator that is only known by name so far.
    fn make_shell(&mut self, identity: &Identity) -> ObjectId {
        let Identity { schema, symbol, left, right } = identity.clone();
        let body = Operator { left, right, definition: None, commutator: None, negator: None };
        let id = self.create_object(symbol, Some(schema), None, ObjectBody::Operator(body));
        for type_ref in left.into_iter().chain([right]) {
            self.depend_on_type(id, type_ref);
        }
        id
    }

    fn define_operator(&mut self, id: ObjectId, definition: OperatorDefinition) {
        for function in [Some(definition.function), definition.restrict, definition.join].into_iter().flatten() {
            self.catalog.depend(id, function, DependencyKind::Normal);
        }
        self.change_operator(id, |operator| {
            operator.definition = Some(definition);
            (operator.commutator, operator.negator) = (None, None);
        });
    }

    /// Ties an operator to its commutator or negator, which becomes a shell where it is not there, and points back unless it has another.
    fn link_operator(
        &mut self,
        id: ObjectId,
        identity: &Identity,
        name: Option<&QualifiedName>,
        link: Link,
    ) -> Result<(), Refusal> {
        let Some(name) = name else { return Ok(()) };
        let (left, right) = match (link, identity.left) {
            (Link::Commutator, Some(left)) => (Some(identity.right), left),
            _ => (identity.left, identity.right),
        };
        let other = match self.operator_named(name, left, right)? {
            Some(known) => known,
            None => {
                self.make_shell(&Identity { schema: self.home_of(name)?, symbol: name.name().clone(), left, right })
            }
        };
        if other == id && link == Link::Negator {
            let message = "operator cannot be its own negator or sort operator";
            return Err(Failure::new("42P13", message).into());
        }
        self.change_operator(id, |operator| *link.of(operator) = Some(other));
        self.change_operator(other, |operator| {
            link.of(operator).get_or_insert(id);
        });
        Ok(())
    }

    /// Takes the links to an operator that goes out of those that it points at.
    pub(super) fn unlink_operator(&mut self, id: ObjectId, operator: &Operator) {
        for (link, other) in [(Link::Commutator, operator.commutator), (Link::Negator, operator.negator)] {
            let Some(other) = other.filter(|other| *other != id) else { continue };
            self.change_operator(other, |operator| {
                let link = link.of(operator);
                *link = link.filter(|back| *back != id);
            });
        }
    }

    fn change_operator(&mut self, id: ObjectId, change: impl FnOnce(&mut Operator)) {
        self.change(id, |object| {
            if let ObjectBody::Operator(operator) = &mut object.body {
                change(operator);
            }
        });
    }
}

impl Link {
    fn of(self, operator: &mut Operator) -> &mut Option<ObjectId> {
        match self {
            Self::Commutator => &mut operator.commutator,
            Self::Negator => &mut operator.negator,
        }
    }
}
