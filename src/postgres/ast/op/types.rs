//! Enum, domain and composite types.

use super::{ConstraintDef, DropBehavior};
use crate::postgres::ast::{Expr, Ident, Name, QualifiedName, TypeName};

/// `ALTER TYPE` of an enum.
#[derive(Debug, Clone, PartialEq)]
pub enum AlterEnum {
    /// `ADD VALUE`.
    AddValue {
        /// The type.
        name: QualifiedName,
        /// The new label.
        label: Name,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// Where it goes.
        position: EnumPosition,
    },
    /// `RENAME VALUE`.
    RenameValue {
        /// The type.
        name: QualifiedName,
        /// The label.
        from: Name,
        /// Its new text.
        to: Name,
    },
}

/// Where a new label goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EnumPosition {
    /// After all others.
    Last,
    /// `BEFORE label`.
    Before(Name),
    /// `AFTER label`.
    After(Name),
}

/// `CREATE DOMAIN`.
#[derive(Debug, Clone, PartialEq)]
pub struct CreateDomain {
    /// Its name.
    pub name: QualifiedName,
    /// The base type.
    pub base: TypeName,
    /// `COLLATE`.
    pub collation: Option<QualifiedName>,
    /// `DEFAULT`.
    pub default: Option<Expr>,
    /// `NOT NULL`.
    pub not_null: bool,
    /// `CHECK` constraints.
    pub checks: Vec<ConstraintDef>,
    /// What the constraints say against each other, first.
    pub contradiction: Option<DomainContradiction>,
}

/// Two constraints of a domain that cannot both be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DomainContradiction {
    /// `NULL` and `NOT NULL`.
    Nullability,
    /// `DEFAULT` twice.
    Defaults,
}

/// An action of `ALTER DOMAIN`.
#[derive(Debug, Clone, PartialEq)]
pub enum DomainAction {
    /// `SET DEFAULT`; `None` for `DROP DEFAULT`.
    SetDefault(Option<Expr>),
    /// `SET NOT NULL` (`true`), `DROP NOT NULL` (`false`).
    SetNotNull(bool),
    /// `ADD CHECK`.
    AddConstraint(ConstraintDef),
    /// `DROP CONSTRAINT`.
    DropConstraint {
        /// The constraint.
        name: Ident,
        /// `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE` or `RESTRICT`.
        behavior: DropBehavior,
    },
    /// `VALIDATE CONSTRAINT`.
    ValidateConstraint(Ident),
}

/// An action of `ALTER TYPE` on a composite type.
#[derive(Debug, Clone, PartialEq)]
pub enum AttributeAction {
    /// `ADD ATTRIBUTE`.
    Add {
        /// The attribute.
        name: Ident,
        /// Its type.
        type_name: TypeName,
        /// `COLLATE`.
        collation: Option<QualifiedName>,
        /// `CASCADE` or `RESTRICT`.
        behavior: DropBehavior,
    },
    /// `DROP ATTRIBUTE`.
    Drop {
        /// The attribute.
        name: Ident,
        /// `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE` or `RESTRICT`.
        behavior: DropBehavior,
    },
    /// `ALTER ATTRIBUTE … TYPE`.
    SetType {
        /// The attribute.
        name: Ident,
        /// Its new type.
        type_name: TypeName,
        /// `COLLATE`.
        collation: Option<QualifiedName>,
        /// `CASCADE` or `RESTRICT`.
        behavior: DropBehavior,
    },
}
