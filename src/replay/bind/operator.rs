//! Operators: the server's `oper()`.

use super::binder::{Binder, Type};
use super::candidate::{Choice, choose};
use super::facts::oid_of;
use super::polymorphic;
use crate::ast::Expr;
use crate::ast::op::Volatility;
use crate::catalog::TypeRef;
use crate::dialect::postgres::brought::{self, BUILTIN};
use crate::dialect::postgres::operator::Operator;
use crate::dialect::postgres::types::oid;
use crate::replay::outcome::Refusal;
use crate::replay::session::Session;
use crate::source::Span;

/// An operator that a symbol may mean: its operands (one for a prefix operator) and its result.
#[derive(Debug, Clone)]
pub(super) struct Meaning {
    operands: Vec<TypeRef>,
    result: TypeRef,
    volatility: Volatility,
}

/// An operand: the expression and its type.
pub(super) type Operand<'e> = (&'e Expr, Type);

impl Binder<'_> {
    /// The result type of an operator between operands that are bound already.
    pub(super) fn resolve_operator(
        &mut self,
        symbol: &str,
        left: Option<Operand<'_>>,
        right: Operand<'_>,
        at: Span,
    ) -> Result<Type, Refusal> {
        Ok(match self.resolve_meaning(symbol, left, right, at)? {
            Resolved::One(meaning, types) => {
                polymorphic::resolve(self.session, &meaning.operands, &types, meaning.result)
            }
            Resolved::Open(result) => result,
        })
    }

    /// The type that an equality gives its left operand.
    pub(super) fn operand_of_equality(
        &mut self,
        left: Operand<'_>,
        right: Operand<'_>,
        at: Span,
    ) -> Result<Type, Refusal> {
        Ok(match self.resolve_meaning("=", Some(left), right, at)? {
            Resolved::One(meaning, types) => {
                polymorphic::resolve(self.session, &meaning.operands, &types, meaning.operands[0])
            }
            Resolved::Open(_) => None,
        })
    }

    fn resolve_meaning(
        &mut self,
        symbol: &str,
        left: Option<Operand<'_>>,
        right: Operand<'_>,
        at: Span,
    ) -> Result<Resolved, Refusal> {
        let operands: Vec<Operand<'_>> = left.into_iter().chain([right]).collect();
        let types: Vec<Type> = operands.iter().map(|(_, type_ref)| *type_ref).collect();
        let meaning = match self.session.find_operator(symbol, &types) {
            Found::One(meaning) => meaning,
            Found::Open(result) => return Ok(Resolved::Open(result)),
            Found::Ambiguous => {
                let signature = self.operator_signature(symbol, &types);
                return self.missing("42725", format!("operator is not unique: {signature}"), at);
            }
            Found::None => {
                let signature = self.operator_signature(symbol, &types);
                return self.missing("42883", format!("operator does not exist: {signature}"), at);
            }
        };
        for ((expr, type_ref), declared) in operands.iter().zip(&meaning.operands) {
            let declared = polymorphic::resolve(self.session, &meaning.operands, &types, *declared);
            if let Some(declared) = declared {
                self.coerce(expr, *type_ref, declared)?;
            }
        }
        self.saw(self.operator_volatility(&meaning, &types));
        Ok(Resolved::One(meaning, types))
    }

    /// A comparison; rows are compared column by column, which is left to the server.
    pub(super) fn resolve_comparison(
        &mut self,
        symbol: &str,
        left: Operand<'_>,
        right: Operand<'_>,
        at: Span,
    ) -> Result<(), Refusal> {
        let is_row = |(expr, _): &Operand<'_>| matches!(expr.kind, crate::ast::ExprKind::Row(_));
        if is_row(&left) || is_row(&right) {
            return Ok(());
        }
        self.resolve_operator(symbol, Some(left), right, at).map(|_| ())
    }

    /// `text || anything` is inlined by the planner: as volatile as turning the other operand into text.
    fn operator_volatility(&self, meaning: &Meaning, types: &[Type]) -> Volatility {
        let any = meaning.operands.iter().position(|operand| oid_of(*operand) == oid::ANYNONARRAY);
        match any.and_then(|place| types[place]) {
            Some(other) => self.session.text_volatility(other, TypeRef::builtin(oid::TEXT)),
            None => meaning.volatility,
        }
    }

    /// `integer = text`, as in the server's messages.
    fn operator_signature(&self, symbol: &str, types: &[Type]) -> String {
        let names: Vec<String> =
            types.iter().map(|type_ref| type_ref.map_or_else(String::new, |found| self.type_name(found))).collect();
        match names.as_slice() {
            [left, right] => format!("{left} {symbol} {right}"),
            _ => format!("{symbol} {}", names.join("")),
        }
    }
}

/// An operator that was found, with the types of its operands; or the result of all that may be meant.
enum Resolved {
    One(Meaning, Vec<Type>),
    Open(Type),
}

/// What a symbol means for given operands.
pub(super) enum Found {
    One(Meaning),
    /// It depends on types that are not known; the result, where it is the same for all that are left.
    Open(Type),
    Ambiguous,
    None,
}

impl Session {
    /// Whether there is an equality operator for these types.
    pub(crate) fn has_equality(&self, left: TypeRef, right: TypeRef) -> bool {
        !matches!(self.find_operator("=", &[Some(left), Some(right)]), Found::None)
    }

    pub(super) fn find_operator(&self, symbol: &str, types: &[Type]) -> Found {
        let meanings = self.operators(symbol, types.len());
        if let Some(meaning) = self.exact_operator(&meanings, types) {
            return Found::One(meaning.clone());
        }
        let mut types = types.to_vec();
        // The literal of an operator with one operand, or both: nothing to go by.
        let signatures: Vec<&[TypeRef]> = meanings.iter().map(|meaning| meaning.operands.as_slice()).collect();
        match choose(self, &signatures, &mut types) {
            Choice::One(index) => Found::One(meanings[index].clone()),
            Choice::Open(left) => {
                let mut results = left.iter().map(|index| meanings[*index].result);
                let first = results.next().filter(|first| results.all(|other| other.same_type(*first)));
                Found::Open(first.filter(|first| !super::facts::is_polymorphic(*first)))
            }
            Choice::Ambiguous => Found::Ambiguous,
            Choice::None => Found::None,
        }
    }

    /// `binary_oper_exact`: an untyped literal takes the other operand's type.
    fn exact_operator<'m>(&self, meanings: &'m [Meaning], types: &[Type]) -> Option<&'m Meaning> {
        let known: Vec<TypeRef> = types.iter().copied().collect::<Option<_>>()?;
        let unknown = |type_ref: TypeRef| oid_of(type_ref) == oid::UNKNOWN;
        let exact = |left: TypeRef, right: TypeRef| {
            meanings.iter().find(
                |meaning| matches!(meaning.operands.as_slice(), [l, r] if l.same_type(left) && r.same_type(right)),
            )
        };
        match known.as_slice() {
            [left, right] => {
                let (l, r) = match (unknown(*left), unknown(*right)) {
                    (true, false) => (*right, *right),
                    (false, true) => (*left, *left),
                    _ => return exact(*left, *right),
                };
                let base = self.base_type(l);
                exact(l, r).or_else(|| if base.same_type(l) { None } else { exact(base, base) })
            }
            [operand] => {
                meanings.iter().find(|meaning| matches!(meaning.operands.as_slice(), [o] if o.same_type(*operand)))
            }
            _ => None,
        }
    }

    /// All operators of a symbol with so many operands: the engine's, then those of extensions.
    fn operators(&self, symbol: &str, operands: usize) -> Vec<Meaning> {
        let mut meanings = Vec::new();
        let mut add = |row: Operator, schema| {
            let left = row.left.map(|left| self.type_of_key(left, schema));
            let (Some(right), Some(result)) =
                (self.type_of_key(row.right, schema), self.type_of_key(row.result, schema))
            else {
                return;
            };
            let operands = match left {
                None => vec![right],
                Some(Some(left)) => vec![left, right],
                Some(None) => return,
            };
            meanings.push(Meaning { operands, result, volatility: row.volatility });
        };
        let wanted = |row: &Operator| row.left.is_some() == (operands == 2);
        BUILTIN.operators.of(symbol).filter(wanted).for_each(|row| add(row, None));
        for (object, extension) in self.catalog.extensions() {
            if let Some(brought) = brought::extension(&object.name) {
                brought.operators.of(symbol).filter(wanted).for_each(|row| add(row, Some(extension.schema)));
            }
        }
        meanings
    }
}
