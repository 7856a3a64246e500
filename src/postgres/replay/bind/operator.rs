//! Operators: the server's `oper()`.

use super::binder::{Binder, Type, fail};
use super::candidate::{Choice, choose};
use super::facts::oid_of;
use super::polymorphic;
use crate::postgres::ast::op::Volatility;
use crate::postgres::ast::{Expr, ExprKind};
use crate::postgres::builtin::brought::{self, BUILTIN};
use crate::postgres::builtin::function;
use crate::postgres::builtin::operator::Operator;
use crate::postgres::builtin::rows::TypeKey;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Object, ObjectId, ReferenceRole, TypeRef};
use crate::postgres::replay::describe::same_types;
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use crate::source::Span;
use std::sync::LazyLock;

/// An operator that a symbol may mean: its operands (one for a prefix operator) and its result.
#[derive(Debug, Clone)]
pub(crate) struct Meaning {
    pub operands: Vec<TypeRef>,
    pub result: TypeRef,
    volatility: Volatility,
    /// It is its own commutator.
    pub commutes: bool,
    /// The history's operator that it is.
    pub id: Option<ObjectId>,
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
        if let Some(id) = meaning.id {
            self.use_operator(id, symbol, &types, at)?;
        }
        for ((expr, type_ref), declared) in operands.iter().zip(&meaning.operands) {
            let declared = polymorphic::resolve(self.session, &meaning.operands, &types, *declared);
            if let Some(declared) = declared {
                self.coerce(expr, *type_ref, declared)?;
            }
        }
        self.saw(self.operator_volatility(&meaning, &types));
        Ok(Resolved::One(meaning, types))
    }

    /// Records that the text uses an operator of the history; 42883 for one that is only declared.
    fn use_operator(&mut self, id: ObjectId, symbol: &str, types: &[Type], at: Span) -> Result<(), Refusal> {
        if self.session.operator(id).is_some_and(|operator| operator.definition.is_none()) {
            let signature = self.operator_signature(symbol, types);
            return fail("42883", format!("operator is only a shell: {signature}"), at);
        }
        let end = at.start + u32::try_from(symbol.len()).unwrap_or(0);
        let token = Span { start: at.start, end };
        let written = self.session.text.get(token.start as usize..token.end as usize);
        if written == Some(symbol) {
            self.refer_to(token, id, ReferenceRole::Name);
        } else {
            // `BETWEEN`, `IN` and the like name no operator.
            self.depend_on_object(id);
        }
        Ok(())
    }

    /// A comparison; rows are compared item by item, a row with something else is left to the server.
    pub(super) fn resolve_comparison(
        &mut self,
        symbol: &str,
        left: Operand<'_>,
        right: Operand<'_>,
        at: Span,
    ) -> Result<(), Refusal> {
        match (&left.0.kind, &right.0.kind) {
            (ExprKind::Row(left), ExprKind::Row(right)) => return self.resolve_row_comparison(symbol, left, right, at),
            (ExprKind::Row(_), _) | (_, ExprKind::Row(_)) => return Ok(()),
            _ => {}
        }
        self.resolve_operator(symbol, Some(left), right, at).map(|_| ())
    }

    fn resolve_row_comparison(&mut self, symbol: &str, left: &[Expr], right: &[Expr], at: Span) -> Result<(), Refusal> {
        if left.len() != right.len() {
            return fail("42601", "unequal number of entries in row expressions".into(), at);
        }
        for (left, right) in left.iter().zip(right) {
            // They are bound already: this is for their types.
            let types = (self.bind(left)?, self.bind(right)?);
            self.resolve_comparison(symbol, (left, types.0), (right, types.1), at)?;
        }
        Ok(())
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
pub(crate) enum Found {
    One(Meaning),
    /// It depends on types that are not known; the result, where it is the same for all that are left.
    Open(Type),
    Ambiguous,
    None,
}

impl Session {
    pub(crate) fn find_operator(&self, symbol: &str, types: &[Type]) -> Found {
        if let Some(meaning) = self.exact_builtin(symbol, types) {
            return Found::One(meaning);
        }
        let meanings = self.operators(symbol, types.len());
        if let Some(meaning) = self.exact_operator(&meanings, types) {
            return Found::One(meaning.clone());
        }
        let signatures: Vec<&[TypeRef]> = meanings.iter().map(|meaning| meaning.operands.as_slice()).collect();
        match choose(self, &signatures, types) {
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

    /// The operator of the engine for exactly these of its types: nearly all there is, and found without a list of all candidates.
    fn exact_builtin(&self, symbol: &str, types: &[Type]) -> Option<Meaning> {
        let [Some(left), Some(right)] = types else { return None };
        let (left, right) = match (oid_of(*left), oid_of(*right)) {
            (0, _) | (_, 0) | (oid::UNKNOWN, oid::UNKNOWN) => return None,
            (oid::UNKNOWN, right) => (right, right),
            (left, oid::UNKNOWN) => (left, left),
            both => both,
        };
        let row = builtin_operators(symbol)
            .iter()
            .find(|row| row.left == Some(TypeKey::Builtin(left)) && row.right == TypeKey::Builtin(right))?;
        self.meaning(row, None)
    }

    /// `binary_oper_exact`: an untyped literal takes the other operand's type.
    fn exact_operator<'m>(&self, meanings: &'m [Meaning], types: &[Type]) -> Option<&'m Meaning> {
        let exact = |wanted: &[TypeRef]| {
            meanings.iter().find(|meaning| {
                meaning.operands.len() == wanted.len()
                    && meaning.operands.iter().zip(wanted).all(|(operand, wanted)| operand.same_type(*wanted))
            })
        };
        let unknown = |type_ref: TypeRef| oid_of(type_ref) == oid::UNKNOWN;
        let other = match types {
            [Some(operand)] => return exact(&[*operand]),
            [Some(left), Some(right)] => match (unknown(*left), unknown(*right)) {
                (true, false) => *right,
                (false, true) => *left,
                _ => return exact(&[*left, *right]),
            },
            _ => return None,
        };
        let base = self.base_type(other);
        exact(&[other, other]).or_else(|| if base.same_type(other) { None } else { exact(&[base, base]) })
    }

    /// All operators of a symbol with so many operands: the engine's, then those of extensions in the search path.
    fn operators(&self, symbol: &str, operands: usize) -> Vec<Meaning> {
        let wanted = |row: &&Operator| row.left.is_some() == (operands == 2);
        let own = builtin_operators(symbol).iter().filter(wanted);
        let mut meanings: Vec<Meaning> = own.filter_map(|row| self.meaning(row, None)).collect();
        for (object, extension) in self.catalog.extensions() {
            let Some(brought) = brought::extension(&object.name) else { continue };
            if self.path().contains(&extension.schema) {
                let rows: Vec<Operator> = brought.operators.of(symbol).collect();
                let found = rows.iter().filter(wanted);
                meanings.extend(found.filter_map(|row| self.meaning(row, Some(extension.schema))));
            }
        }
        meanings.extend(self.own_meanings(symbol, operands));
        meanings
    }

    /// The history's operators of a symbol in the search path.
    fn own_meanings(&self, symbol: &str, operands: usize) -> Vec<Meaning> {
        let mut meanings: Vec<Meaning> = Vec::new();
        for (id, operator) in self.visible_operators(symbol) {
            let types = operator.operands();
            let hidden = meanings.iter().any(|other| same_types(&other.operands, &types));
            if types.len() == operands && !hidden {
                let definition = operator.definition.as_ref();
                meanings.push(Meaning {
                    operands: types,
                    result: definition.map_or(TypeRef::builtin(oid::UNKNOWN), |found| found.result),
                    volatility: definition
                        .map_or(Volatility::Volatile, |found| self.function_volatility(found.function)),
                    commutes: operator.commutator == Some(id),
                    id: Some(id),
                });
            }
        }
        meanings
    }

    fn function_volatility(&self, id: ObjectId) -> Volatility {
        let own = self.catalog.get(id).and_then(Object::routine).map(|routine| routine.volatility);
        own.or_else(|| function::by_oid(id.oid()).map(|function| function.volatility)).unwrap_or(Volatility::Volatile)
    }

    fn meaning(&self, row: &Operator, schema: Option<ObjectId>) -> Option<Meaning> {
        let keys = row.left.into_iter().chain([row.right]);
        Some(Meaning {
            operands: keys.map(|key| self.type_of_key(key, schema)).collect::<Option<_>>()?,
            result: self.type_of_key(row.result, schema)?,
            volatility: row.volatility,
            commutes: row.commutes,
            id: None,
        })
    }
}

/// The engine's operators, by symbol.
static OPERATORS: LazyLock<Vec<Operator>> = LazyLock::new(|| BUILTIN.operators.all().collect());

fn builtin_operators(symbol: &str) -> &'static [Operator] {
    let start = OPERATORS.partition_point(|row| row.symbol < symbol);
    let count = OPERATORS[start..].partition_point(|row| row.symbol == symbol);
    &OPERATORS[start..start + count]
}
