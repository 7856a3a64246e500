//! `ALTER OPERATOR … SET (…)`.

use super::definition::{Estimator, name_of};
use crate::ast::QualifiedName;
use crate::ast::op::{AlterOperator, DefinitionOption};
use crate::catalog::{Dependency, DependencyKind, ObjectId, TypeRef};
use crate::dialect::postgres::types::oid;
use crate::replay::outcome::{Applied, Effect, Failure, Refusal};
use crate::replay::session::Session;

/// What cannot be changed.
const FIXED: [&str; 8] = ["leftarg", "rightarg", "function", "procedure", "commutator", "negator", "hashes", "merges"];

/// The estimators that change: each to a function, or to none.
#[derive(Default)]
struct Estimators {
    restrict: Option<Option<QualifiedName>>,
    join: Option<Option<QualifiedName>>,
}

impl Session {
    pub(crate) fn alter_operator(&mut self, alter: &AlterOperator) -> Applied {
        let id = self.referenced_operator(&alter.operator)?.object;
        if self.environment.engine_version >= 17
            && alter.options.iter().any(|option| FIXED[4..].contains(&&*option.name))
        {
            return Err(Refusal::Undecided("links that an operator gets afterwards".into()));
        }
        let changed = read(&alter.options)?;
        let (restrict, join) = (changed.restrict.as_ref(), changed.join.as_ref());
        let new_restrict = self.estimator(restrict.and_then(Option::as_ref), Estimator::Restriction)?;
        let new_join = self.estimator(join.and_then(Option::as_ref), Estimator::Join)?;
        let Some(operator) = self.operator(id) else { return Ok(Effect::Applied) };
        let Some(mut definition) = operator.definition.clone() else {
            return Err(Refusal::Undecided("an operator that is only a shell".into()));
        };
        let refuse = |message| Err(Failure::new("42P13", message).into());
        if operator.left.is_none() && new_join.is_some() {
            return refuse("only binary operators can have join selectivity");
        }
        if !definition.result.same_type(TypeRef::builtin(oid::BOOL)) {
            if new_restrict.is_some() {
                return refuse("only boolean operators can have restriction selectivity");
            }
            if new_join.is_some() {
                return refuse("only boolean operators can have join selectivity");
            }
        }
        let old = [definition.restrict, definition.join];
        definition.restrict = if restrict.is_some() { new_restrict } else { definition.restrict };
        definition.join = if join.is_some() { new_join } else { definition.join };
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

fn read(options: &[DefinitionOption]) -> Result<Estimators, Refusal> {
    let mut changed = Estimators::default();
    for option in options {
        let place = match option.name.as_str() {
            "restrict" => &mut changed.restrict,
            "join" => &mut changed.join,
            name => {
                let what = if FIXED.contains(&name) { "cannot be changed" } else { "not recognized" };
                return Err(Failure::new("42601", format!("operator attribute \"{name}\" {what}")).into());
            }
        };
        let none = option.value.as_ref().is_none_or(|value| value.text() == "none");
        *place = Some(if none { None } else { Some(name_of(option)?) });
    }
    Ok(changed)
}
