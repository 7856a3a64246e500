//! What `CREATE OPERATOR` lists, and the rules for it.

use crate::postgres::ast::op::{DefinitionOption, DefinitionValue};
use crate::postgres::ast::{Ident, QualifiedName, TypeName};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{ObjectId, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// The list, read.
#[derive(Debug, Default)]
pub(super) struct Definition {
    pub left: Option<TypeName>,
    pub right: Option<TypeName>,
    pub function: Option<QualifiedName>,
    pub commutator: Option<QualifiedName>,
    pub negator: Option<QualifiedName>,
    pub restrict: Option<QualifiedName>,
    pub join: Option<QualifiedName>,
    pub hashes: bool,
    pub merges: bool,
}

/// What estimates how many rows a condition takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Estimator {
    Restriction,
    Join,
}

impl Definition {
    /// Reads the list. The server only warns of what it does not know.
    pub(super) fn read(options: &[DefinitionOption]) -> Result<Self, Refusal> {
        let mut read = Self::default();
        for option in options {
            match option.name.as_str() {
                "leftarg" => read.left = Some(type_of(option)?),
                "rightarg" => read.right = Some(type_of(option)?),
                "function" | "procedure" => read.function = Some(name_of(option)?),
                "commutator" => read.commutator = Some(name_of(option)?),
                "negator" => read.negator = Some(name_of(option)?),
                "restrict" => read.restrict = Some(name_of(option)?),
                "join" => read.join = Some(name_of(option)?),
                "hashes" => read.hashes = truth_of(option)?,
                "merges" => read.merges = truth_of(option)?,
                // From a time when these had to be named.
                "sort1" | "sort2" | "ltcmp" | "gtcmp" => read.merges = true,
                _ => {}
            }
        }
        Ok(read)
    }

    /// 42P13 for what an operator of one operand, or one that is not boolean, cannot have.
    pub(super) fn check(&self, binary: bool, boolean: bool) -> Result<(), Failure> {
        let rules = [
            (binary, "binary", self.commutator.is_some(), "have commutators"),
            (binary, "binary", self.join.is_some(), "have join selectivity"),
            (binary, "binary", self.merges, "merge join"),
            (binary, "binary", self.hashes, "hash"),
            (boolean, "boolean", self.negator.is_some(), "have negators"),
            (boolean, "boolean", self.restrict.is_some(), "have restriction selectivity"),
            (boolean, "boolean", self.join.is_some(), "have join selectivity"),
            (boolean, "boolean", self.merges, "merge join"),
            (boolean, "boolean", self.hashes, "hash"),
        ];
        match rules.into_iter().find(|(is, _, has, _)| *has && !is) {
            Some((_, kind, _, what)) => Err(Failure::new("42P13", format!("only {kind} operators can {what}"))),
            None => Ok(()),
        }
    }
}

impl Session {
    /// The function of that name that estimates; 42883 where there is none.
    pub(super) fn estimator(&self, name: Option<&QualifiedName>, kind: Estimator) -> Result<Option<ObjectId>, Refusal> {
        let Some(name) = name else { return Ok(None) };
        let types: &[u32] = match kind {
            Estimator::Restriction => &[oid::INTERNAL, oid::OID, oid::INTERNAL, oid::INT4],
            Estimator::Join => &[oid::INTERNAL, oid::OID, oid::INTERNAL, oid::INT2, oid::INTERNAL],
        };
        let types: Vec<TypeRef> = types.iter().map(|oid| TypeRef::builtin(*oid)).collect();
        let mut found = self.exact_function(name, &types);
        if kind == Estimator::Join && found.is_err() {
            // The older form is without the last argument; the complaint is about the newer one.
            found = self.exact_function(name, &types[..4]).or(found);
        }
        let found = found?;
        if !found.result.same_type(TypeRef::builtin(oid::FLOAT8)) {
            let word = if kind == Estimator::Join { "join" } else { "restriction" };
            let message = format!("{word} estimator function {name} must return type double precision");
            return Err(Failure::new("42P17", message).into());
        }
        Ok(Some(found.id))
    }
}

pub(super) fn name_of(option: &DefinitionOption) -> Result<QualifiedName, Refusal> {
    match &option.value {
        Some(DefinitionValue::Name(name)) => Ok(name.name.clone()),
        Some(DefinitionValue::Operator(name)) => Ok(name.clone()),
        Some(DefinitionValue::Text(text)) => {
            Ok(QualifiedName { parts: vec![Ident { name: text.clone(), span: option.span }] })
        }
        None => Err(Refusal::Undecided(format!("`{}` without a name", option.name))),
    }
}

fn type_of(option: &DefinitionOption) -> Result<TypeName, Refusal> {
    match &option.value {
        Some(DefinitionValue::Name(name)) => Ok(name.clone()),
        _ => Err(Refusal::Undecided(format!("`{}` without a type", option.name))),
    }
}

fn truth_of(option: &DefinitionOption) -> Result<bool, Refusal> {
    let text = option.value.as_ref().map(|value| value.text().to_ascii_lowercase());
    match text.as_deref() {
        None | Some("true" | "on" | "1") => Ok(true),
        Some("false" | "off" | "0") => Ok(false),
        Some(_) => Err(Failure::new("42601", format!("{} requires a Boolean value", option.name)).into()),
    }
}
