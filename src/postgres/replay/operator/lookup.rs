//! Finding operators by symbol and operands.

use crate::postgres::ast::op::OperatorSignature;
use crate::postgres::ast::{QualifiedName, TypeName, quote_ident};
use crate::postgres::catalog::{Address, Object, ObjectBody, ObjectId, Operator, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    /// The operator of that id.
    pub(crate) fn operator(&self, id: ObjectId) -> Option<&Operator> {
        match &self.catalog.get(id)?.body {
            ObjectBody::Operator(operator) => Some(operator),
            _ => None,
        }
    }

    /// The history's operators of a symbol that the search path finds, those of the first schema first.
    pub(crate) fn visible_operators(&self, symbol: &str) -> Vec<(ObjectId, &Operator)> {
        let mut found: Vec<(usize, ObjectId, &Operator)> = Vec::new();
        let mut path = None;
        for object in self.catalog.operators(symbol) {
            let ObjectBody::Operator(operator) = &object.body else { continue };
            let path = path.get_or_insert_with(|| self.path());
            let place = path.iter().position(|schema| Some(*schema) == object.schema);
            found.extend(place.map(|place| (place, object.id, operator)));
        }
        found.sort_by_key(|(place, id, _)| (*place, *id));
        found.into_iter().map(|(_, id, operator)| (id, operator)).collect()
    }

    /// The history's operator of exactly these operands in a schema.
    pub(super) fn operator_in(
        &self,
        schema: ObjectId,
        symbol: &str,
        left: Option<TypeRef>,
        right: TypeRef,
    ) -> Option<ObjectId> {
        let mut known = self.catalog.operators(symbol).filter(|object| object.schema == Some(schema));
        known.find(|object| is_for(object, left, right)).map(|object| object.id)
    }

    /// The operator that a name means for exactly these operands; undecided for one of the engine's own or of an extension.
    pub(super) fn operator_named(
        &self,
        name: &QualifiedName,
        left: Option<TypeRef>,
        right: TypeRef,
    ) -> Result<Option<ObjectId>, Refusal> {
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        if own && self.brings_operator(name.name(), left, right) {
            return Err(Refusal::Undecided(format!("the operator {} is not the history's own", name.name())));
        }
        if let Some(schema) = name.schema() {
            let schema = self.catalog.schema(&schema.name);
            return Ok(schema.and_then(|schema| self.operator_in(schema, name.name(), left, right)));
        }
        Ok(self.path().into_iter().find_map(|schema| self.operator_in(schema, name.name(), left, right)))
    }

    /// Whether the engine or an extension has an operator of exactly these operands.
    fn brings_operator(&self, symbol: &str, left: Option<TypeRef>, right: TypeRef) -> bool {
        self.brought().any(|(brought, schema)| {
            brought.operators.of(symbol).any(|row| {
                let same = |key, type_ref: TypeRef| {
                    self.type_of_key(key, schema).is_some_and(|found| found.same_type(type_ref))
                };
                same(row.right, right)
                    && match (row.left, left) {
                        (Some(key), Some(left)) => same(key, left),
                        (None, None) => true,
                        _ => false,
                    }
            })
        })
    }

    /// The operator that `ALTER`, `DROP` and `COMMENT` name; 42883 where there is none.
    pub(crate) fn referenced_operator(&self, signature: &OperatorSignature) -> Result<Address, Refusal> {
        let resolve =
            |name: &TypeName| self.resolve_type_unplaced(name).map(|found| TypeRef { modifier: -1, ..found.type_ref });
        let left = signature.left.as_ref().map(resolve).transpose()?;
        let right = resolve(&signature.right)?;
        if let Some(id) = self.operator_named(&signature.name, left, right)? {
            return Ok(id.into());
        }
        let operands = match left {
            Some(left) => format!("{} {} {}", self.type_text(left), signature.name, self.type_text(right)),
            None => format!("{} {}", signature.name, self.type_text(right)),
        };
        let failure = Failure::new("42883", format!("operator does not exist: {operands}"));
        Err(self.absent(&signature.name, failure))
    }

    /// An operator in the server's words: `@<(point,point)`.
    pub(crate) fn operator_text(&self, object: &Object, operator: &Operator) -> String {
        let left = operator.left.map_or_else(|| "NONE".to_owned(), |left| self.type_text(left));
        let text = format!("{}({left},{})", object.name, self.type_text(operator.right));
        let hidden = self.brings_operator(&object.name, operator.left, operator.right) || !self.is_visible(object);
        match object.schema.and_then(|schema| self.catalog.get(schema)).filter(|_| hidden) {
            Some(schema) => format!("{}.{text}", quote_ident(&schema.name)),
            None => text,
        }
    }

    /// Whether a schema has an operator that hides another one of the same operands.
    pub(crate) fn has_operator_like(&self, schema: ObjectId, object: &Object) -> bool {
        let ObjectBody::Operator(operator) = &object.body else { return false };
        self.operator_in(schema, &object.name, operator.left, operator.right).is_some()
    }
}

fn is_for(object: &Object, left: Option<TypeRef>, right: TypeRef) -> bool {
    let ObjectBody::Operator(operator) = &object.body else { return false };
    let same_left = match (operator.left, left) {
        (Some(own), Some(left)) => own.same_type(left),
        (None, None) => true,
        _ => false,
    };
    same_left && operator.right.same_type(right)
}
