//! `ALTER OPERATOR … SET (…)`.

use super::definition::{Estimator, name_of};
use crate::postgres::ast::QualifiedName;
use crate::postgres::ast::op::{AlterOperator, DefinitionOption};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Dependency, DependencyKind, ObjectId, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

/// What cannot be changed.
const FIXED: [&str; 8] = ["leftarg", "rightarg", "function", "procedure", "commutator", "negator", "hashes", "merges"];

impl Session {
    pub(crate) fn alter_operator(&mut self, alter: &AlterOperator) -> Applied {
        let id = self.referenced_operator(&alter.operator)?.object;
        if self.environment.postgres_version() >= 17
            && alter.options.iter().any(|option| FIXED[4..].contains(&&*option.name))
        {
            return Err(Refusal::Undecided("links that an operator gets afterwards".into()));
        }
        let mut changes = Vec::new();
        for (kind, name) in read(&alter.options)? {
            changes.push((kind, self.estimator(name.as_ref(), kind)?));
        }
        let Some(operator) = self.operator(id) else { return Ok(Effect::Applied) };
        let Some(mut definition) = operator.definition.clone() else {
            return Err(Refusal::Undecided("an operator that is only a shell".into()));
        };
        let boolean = definition.result.same_type(TypeRef::builtin(oid::BOOL));
        refuse_estimators(&changes, operator.left.is_some(), boolean)?;
        let old = [definition.restrict, definition.join];
        for (kind, function) in changes {
            match kind {
                Estimator::Restriction => definition.restrict = function,
                Estimator::Join => definition.join = function,
            }
        }
        self.settle_estimators(id, old, [definition.restrict, definition.join]);
        self.change_operator(id, |operator| operator.definition = Some(definition));
        Ok(Effect::Applied)
    }

    fn settle_estimators(&mut self, id: ObjectId, old: [Option<ObjectId>; 2], new: [Option<ObjectId>; 2]) {
        for function in old.into_iter().flatten() {
            let (dependent, referenced) = (id.into(), function.into());
            self.catalog.release(Dependency { dependent, referenced, kind: DependencyKind::Normal });
        }
        for function in new.into_iter().flatten() {
            self.catalog.depend(id, function, DependencyKind::Normal);
        }
    }
}

/// The estimators that change, each to a function or to none.
fn read(options: &[DefinitionOption]) -> Result<Vec<(Estimator, Option<QualifiedName>)>, Refusal> {
    let mut changed = Vec::new();
    for option in options {
        let kind = match option.name.as_str() {
            "restrict" => Estimator::Restriction,
            "join" => Estimator::Join,
            name => {
                let what = if FIXED.contains(&name) { "cannot be changed" } else { "not recognized" };
                return Err(Failure::new("42601", format!("operator attribute \"{name}\" {what}")).into());
            }
        };
        let none = option.value.as_ref().is_none_or(|value| value.text() == "none");
        changed.push((kind, if none { None } else { Some(name_of(option)?) }));
    }
    Ok(changed)
}

/// 42P13 for an estimator that an operator of one operand, or one that is not boolean, cannot have.
fn refuse_estimators(changes: &[(Estimator, Option<ObjectId>)], binary: bool, boolean: bool) -> Result<(), Failure> {
    let has = |kind| changes.iter().any(|(changed, function)| *changed == kind && function.is_some());
    let message = if !binary && has(Estimator::Join) {
        "only binary operators can have join selectivity"
    } else if !boolean && has(Estimator::Restriction) {
        "only boolean operators can have restriction selectivity"
    } else if !boolean && has(Estimator::Join) {
        "only boolean operators can have join selectivity"
    } else {
        return Ok(());
    };
    Err(Failure::new("42P13", message))
}
