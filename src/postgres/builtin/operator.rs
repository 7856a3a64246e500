//! Operators, casts and operator classes, as generated.

use super::rows::{Fields, Row, TypeKey};
use crate::postgres::ast::op::Volatility;

/// A row of `pg_operator`.
#[derive(Debug, Clone, Copy)]
pub struct Operator {
    /// `oprname`.
    pub symbol: &'static str,
    /// `oid`; 0 for an extension's.
    pub oid: u32,
    /// `oprleft`; `None` for a prefix operator.
    pub left: Option<TypeKey>,
    /// `oprright`.
    pub right: TypeKey,
    /// `oprresult`.
    pub result: TypeKey,
    /// Of the function behind it.
    pub volatility: Volatility,
    /// It is its own commutator (`oprcom`).
    pub commutes: bool,
}

impl Row for Operator {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            symbol: fields.text(),
            oid: fields.number()?,
            left: fields.type_key(),
            right: fields.type_key()?,
            result: fields.type_key()?,
            volatility: fields.volatility(),
            commutes: fields.flag(),
        })
    }
}

/// A row of `pg_cast`.
#[derive(Debug, Clone, Copy)]
pub struct Cast {
    /// `castsource`.
    pub source: TypeKey,
    /// `casttarget`.
    pub target: TypeKey,
    /// `castcontext`: `i` implicit, `a` in assignments too, `e` explicit only.
    pub context: char,
    /// `castmethod`: `f` a function, `b` the same bytes, `i` through text.
    pub method: char,
    /// Of the function behind it.
    pub volatility: Volatility,
}

impl Row for Cast {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            source: fields.type_key()?,
            target: fields.type_key()?,
            context: fields.letter()?,
            method: fields.letter()?,
            volatility: fields.volatility(),
        })
    }
}

/// A row of `pg_opclass`.
#[derive(Debug, Clone, Copy)]
pub struct OperatorClass {
    /// Its access method.
    pub method: &'static str,
    /// `opcname`.
    pub name: &'static str,
    /// Its family.
    pub family: &'static str,
    /// `opcintype`.
    pub input: TypeKey,
    /// `opcdefault`.
    pub default: bool,
}

impl Row for OperatorClass {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            method: fields.text(),
            name: fields.text(),
            family: fields.text(),
            input: fields.type_key()?,
            default: fields.flag(),
        })
    }
}

/// Two types that a btree operator family can compare for equality.
#[derive(Debug, Clone, Copy)]
pub struct Equality {
    /// The family.
    pub family: &'static str,
    /// The indexed type.
    pub left: TypeKey,
    /// What it is compared with.
    pub right: TypeKey,
}

impl Row for Equality {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self { family: fields.text(), left: fields.type_key()?, right: fields.type_key()? })
    }
}

/// An operator that an index can search by: a row of `pg_amop`.
#[derive(Debug, Clone, Copy)]
pub struct OperatorMember {
    /// The operator family.
    pub family: &'static str,
    /// Its access method.
    pub method: &'static str,
    /// `oprname`.
    pub symbol: &'static str,
    /// `amoplefttype`.
    pub left: TypeKey,
    /// `amoprighttype`.
    pub right: TypeKey,
}

impl Row for OperatorMember {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            family: fields.text(),
            method: fields.text(),
            symbol: fields.text(),
            left: fields.type_key()?,
            right: fields.type_key()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::brought::BUILTIN;

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(BUILTIN.operators.all().count(), include_str!("data/operators.tsv").lines().count());
        assert_eq!(BUILTIN.casts.all().count(), include_str!("data/casts.tsv").lines().count());
        assert_eq!(BUILTIN.operator_classes.all().count(), include_str!("data/operator_classes.tsv").lines().count());
        assert_eq!(BUILTIN.operator_members.all().count(), include_str!("data/operator_members.tsv").lines().count());
        assert_eq!(BUILTIN.equalities.all().count(), include_str!("data/equalities.tsv").lines().count());
    }

    #[test]
    fn operators_are_found_by_symbol() {
        assert!(BUILTIN.operators.of("=").count() > 50);
        assert_eq!(BUILTIN.operators.of("->>").count(), 4);
        assert!(BUILTIN.operators.all().all(|row| BUILTIN.operators.of(row.symbol).any(|other| other.oid == row.oid)));
    }
}
