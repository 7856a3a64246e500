//! What an evaluator asks: which operator or function is meant by values of known types, and the type of an expression beside rows.

use super::binder::{Binder, Type};
use super::common::common_type;
use super::facts::bare;
use super::function::{Call, Meant};
use super::operator::Found;
use super::polymorphic;
use super::scope::{Cte, Item, ItemColumn, Level};
use super::usage::Clause;
use crate::postgres::ast::op::RoutineKind;
use crate::postgres::ast::{Expr, Name, QualifiedName};
use crate::postgres::builtin::function::Function;
use crate::postgres::catalog::{Object, ObjectId, TypeRef};
use crate::postgres::replay::session::Session;

/// An operator or function that was found: what its operands become, and what it gives.
#[derive(Debug, Clone)]
pub(crate) struct Signature {
    /// The type of each operand; `None` where it is taken as it is.
    pub operands: Vec<Option<TypeRef>>,
    /// The type of the result.
    pub result: TypeRef,
}

/// What a call means.
#[derive(Debug, Clone)]
pub(crate) enum Called {
    /// One of the engine's functions.
    Builtin(Function, Signature),
    /// A routine of the catalog.
    Routine(ObjectId),
    /// A conversion to a type: `date('2020-01-01')`.
    Conversion(TypeRef),
}

/// Columns that an expression sees under one name.
#[derive(Debug, Clone)]
pub(crate) struct Sight {
    /// The qualifier they go by.
    pub name: Name,
    /// Name and type of each.
    pub columns: Vec<(Name, Option<TypeRef>)>,
}

/// What one query of a chain of queries, one inside the other, makes visible.
#[derive(Debug, Clone, Default)]
pub(crate) struct SightLevel {
    /// The items of its `FROM`.
    pub items: Vec<Sight>,
    /// Its common table expressions.
    pub ctes: Vec<Sight>,
}

impl Session {
    /// The operator between operands of these types (one for a prefix operator).
    pub(crate) fn operator_meaning(&self, symbol: &str, types: &[TypeRef]) -> Option<Signature> {
        let given: Vec<Type> = types.iter().copied().map(Some).collect();
        let Found::One(meaning) = self.find_operator(symbol, &given) else { return None };
        // What one of the history does is its function's business.
        if meaning.id.is_some() {
            return None;
        }
        let resolve = |declared| polymorphic::resolve(self, &meaning.operands, &given, declared);
        let operands = meaning.operands.iter().map(|declared| resolve(*declared)).collect();
        Some(Signature { operands, result: resolve(meaning.result)? })
    }

    /// The function that a call with arguments of these types means; `names` are those of the last arguments, where they are named.
    pub(crate) fn call_meaning(
        &self,
        name: &QualifiedName,
        names: &[Name],
        types: &[TypeRef],
        variadic: bool,
    ) -> Option<Called> {
        let given: Vec<Type> = types.iter().copied().map(Some).collect();
        match self.find_function(&Call { name, names, types: &given, variadic, with_outputs: false }) {
            Meant::Function(candidate) => {
                let operands = (0..given.len()).map(|index| candidate.argument_type(self, &given, index)).collect();
                let signature = Signature { operands, result: candidate.result_type(self, &given)? };
                match (candidate.builtin, candidate.routine) {
                    (Some(function), _) => Some(Called::Builtin(function, signature)),
                    (None, Some(id)) => Some(Called::Routine(id)),
                    (None, None) => None,
                }
            }
            Meant::Conversion(to, _) => Some(Called::Conversion(to)),
            Meant::Open(_) | Meant::Ambiguous | Meant::None => None,
        }
    }

    /// The plain function that a call with arguments of these types means if it takes all of them as they are, and what it returns.
    pub(crate) fn called_exactly(&self, name: &QualifiedName, types: &[TypeRef]) -> Option<(ObjectId, TypeRef)> {
        let given: Vec<Type> = types.iter().copied().map(Some).collect();
        let Meant::Function(candidate) =
            self.find_function(&Call { name, names: &[], types: &given, variadic: false, with_outputs: false })
        else {
            return None;
        };
        let id = match (candidate.builtin, candidate.routine) {
            (Some(function), _) if function.kind == 'f' && !function.returns_set && function.oid != 0 => {
                ObjectId::builtin(function.oid)
            }
            (None, Some(id)) => self
                .catalog
                .get(id)
                .and_then(Object::routine)
                .filter(|routine| routine.kind == RoutineKind::Function && !routine.returns_set)
                .map(|_| id)?,
            _ => return None,
        };
        let takes = |index: usize| candidate.argument_type(self, &given, index);
        let exactly = (0..types.len()).all(|index| takes(index).is_some_and(|taken| taken.same_type(types[index])));
        exactly.then(|| candidate.result_type(self, &given)).flatten().map(|result| (id, result))
    }

    /// Whether no function can be called with arguments of these types.
    pub(crate) fn is_uncallable(&self, name: &QualifiedName, types: &[TypeRef]) -> bool {
        let given: Vec<Type> = types.iter().copied().map(Some).collect();
        matches!(
            self.find_function(&Call { name, names: &[], types: &given, variadic: false, with_outputs: false }),
            Meant::None
        )
    }

    /// The type that values of all these types are given where they must have one; `None` where they have none in common.
    pub(crate) fn common_type_of(&self, types: &[TypeRef]) -> Option<TypeRef> {
        let given: Vec<Type> = types.iter().copied().map(Some).collect();
        common_type(self, &given).ok().flatten()
    }

    /// The type of an expression in the innermost of some queries; `None` where it cannot be told.
    pub(crate) fn type_in_sight(&self, expr: &Expr, levels: &[SightLevel]) -> Option<TypeRef> {
        let mut binder = Binder::new(self, Clause::SelectList);
        binder.levels = levels.iter().map(SightLevel::level).collect();
        if binder.levels.is_empty() {
            binder.levels.push(Level::default());
        }
        binder.bind(expr).ok().flatten()
    }
}

impl SightLevel {
    fn level<'s>(&self) -> Level<'s> {
        Level {
            items: self.items.iter().map(|item| Item::listed(Some(item.name.clone()), item.list())).collect(),
            ctes: self.ctes.iter().map(|cte| Cte { name: cte.name.clone(), columns: cte.list() }).collect(),
            ..Level::default()
        }
    }
}

impl Sight {
    fn list(&self) -> Vec<ItemColumn> {
        self.columns.iter().map(|(name, type_ref)| ItemColumn::computed(name.clone(), type_ref.map(bare))).collect()
    }
}
