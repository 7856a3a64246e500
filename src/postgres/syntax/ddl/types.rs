//! Enum, composite, range and shell types, and domains.

use crate::postgres::ast::op::{
    AlterEnum, AttributeAction, ConstraintAttributes, CreateDomain, DomainAction, DomainContradiction, EnumPosition,
    ObjectKind, ObjectRef,
};
use crate::postgres::ast::{Ident, Name, Op, QualifiedName, TypeName};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};
use crate::postgres::syntax::lex::Kind;

type Attribute = (Ident, TypeName, Option<QualifiedName>);

impl Cursor<'_> {
    /// What follows `CREATE TYPE`.
    pub(super) fn create_type(&mut self) -> Result<Op> {
        let name = self.qualified_name()?;
        if self.is_at_end() {
            return Ok(Op::CreateShellType { name });
        }
        if self.kind() == Some(Kind::LeftParen) {
            return opaque("CREATE TYPE of a base type");
        }
        self.expect("AS")?;
        if self.keyword("ENUM") {
            let mut inside = self.group()?;
            let labels = if inside.is_at_end() { Vec::new() } else { inside.list(Cursor::string)? };
            inside.finish()?;
            return Ok(Op::CreateEnum { name, labels });
        }
        if self.keyword("RANGE") {
            return Ok(Op::CreateRange { name, options: self.group_list(Cursor::range_option)? });
        }
        let mut inside = self.group()?;
        let attributes = if inside.is_at_end() { Vec::new() } else { inside.list(Cursor::attribute)? };
        inside.finish()?;
        Ok(Op::CreateComposite { name, attributes })
    }

    /// `option = value`.
    fn range_option(&mut self) -> Result<(Name, TypeName)> {
        let option = self.label()?.name;
        if !self.operator("=") {
            return self.refuse();
        }
        if self.kind() == Some(Kind::String) {
            return opaque("an option of a range type in quotes");
        }
        Ok((option, self.type_name()?))
    }

    /// `name type [COLLATE c]`.
    fn attribute(&mut self) -> Result<Attribute> {
        let name = self.ident()?;
        let type_name = self.type_name()?;
        let collation = if self.keyword("COLLATE") { Some(self.qualified_name()?) } else { None };
        Ok((name, type_name, collation))
    }

    /// What follows `ALTER TYPE`.
    pub(super) fn alter_type(&mut self) -> Result<Op> {
        let name = self.qualified_name()?;
        if let Some(op) = self.alter_name(&ObjectRef::Named(ObjectKind::Type, name.clone()), false)? {
            return Ok(op);
        }
        if self.all(&["ADD", "VALUE"]) {
            return self.add_value(name);
        }
        if self.all(&["RENAME", "VALUE"]) {
            let from = self.string()?;
            self.expect("TO")?;
            return Ok(Op::AlterEnum(AlterEnum::RenameValue { name, from, to: self.string()? }));
        }
        if self.all(&["RENAME", "ATTRIBUTE"]) {
            return self.rename_attribute(name);
        }
        if self.at_keyword("SET") && self.nth(1).is_some_and(|token| token.kind == Kind::LeftParen) {
            return opaque("ALTER TYPE … SET (…)");
        }
        Ok(Op::AlterComposite { name, actions: self.list(Cursor::attribute_action)? })
    }

    fn add_value(&mut self, name: QualifiedName) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let label = self.string()?;
        let position = match self.any(&["BEFORE", "AFTER"]) {
            None => EnumPosition::Last,
            Some("BEFORE") => EnumPosition::Before(self.string()?),
            Some(_) => EnumPosition::After(self.string()?),
        };
        Ok(Op::AlterEnum(AlterEnum::AddValue { name, label, if_not_exists, position }))
    }

    fn rename_attribute(&mut self, relation: QualifiedName) -> Result<Op> {
        let column = self.ident()?;
        self.expect("TO")?;
        let to = self.ident()?;
        let cascade = self.behavior() == crate::postgres::ast::op::DropBehavior::Cascade;
        let object = ObjectRef::Column { kind: ObjectKind::Type, relation, column, cascade, only: false };
        Ok(Op::Rename { object, if_exists: false, to })
    }

    fn attribute_action(&mut self) -> Result<AttributeAction> {
        let action = self.expect_any(&["ADD", "DROP", "ALTER"])?;
        self.expect("ATTRIBUTE")?;
        match action {
            "ADD" => {
                let (name, type_name, collation) = self.attribute()?;
                Ok(AttributeAction::Add { name, type_name, collation, behavior: self.behavior() })
            }
            "DROP" => {
                let if_exists = self.if_exists();
                Ok(AttributeAction::Drop { name: self.ident()?, if_exists, behavior: self.behavior() })
            }
            _ => {
                let name = self.ident()?;
                if self.keyword("SET") {
                    self.expect("DATA")?;
                }
                self.expect("TYPE")?;
                let type_name = self.type_name()?;
                let collation = if self.keyword("COLLATE") { Some(self.qualified_name()?) } else { None };
                Ok(AttributeAction::SetType { name, type_name, collation, behavior: self.behavior() })
            }
        }
    }

    /// What follows `CREATE DOMAIN`.
    pub(super) fn create_domain(&mut self) -> Result<Op> {
        let name = self.qualified_name()?;
        self.keyword("AS");
        let base = self.type_name()?;
        let mut domain = CreateDomain {
            name,
            base,
            collation: None,
            default: None,
            not_null: false,
            checks: Vec::new(),
            contradiction: None,
        };
        let mut nullability = None;
        while !self.is_at_end() {
            if self.keyword("COLLATE") {
                domain.collation = Some(self.qualified_name()?);
            } else if self.keyword("DEFAULT") {
                let again = domain.default.replace(self.column_default()?).map(|_| DomainContradiction::Defaults);
                domain.contradiction = domain.contradiction.or(again);
            } else if let Some(not_null) = self.domain_constraint(&mut domain)? {
                let other = nullability.replace(not_null).filter(|other| *other != not_null);
                domain.contradiction = domain.contradiction.or(other.map(|_| DomainContradiction::Nullability));
                domain.not_null = not_null;
            }
        }
        Ok(Op::CreateDomain(Box::new(domain)))
    }

    /// A constraint that may have a name: a check, or whether it is `NOT NULL`.
    fn domain_constraint(&mut self, domain: &mut CreateDomain) -> Result<Option<bool>> {
        const NEVER: &[&str] = &["UNIQUE", "PRIMARY", "REFERENCES", "GENERATED", "DEFERRABLE", "INITIALLY", "NOT"];
        let start = self.at;
        if self.keyword("CONSTRAINT") {
            self.ident()?;
        }
        if self.all(&["NOT", "NULL"]) {
            return Ok(Some(true));
        }
        if self.keyword("NULL") {
            return Ok(Some(false));
        }
        if self.at_any(NEVER) {
            return opaque("a constraint that no domain can have");
        }
        if !self.at_keyword("CHECK") {
            return self.refuse();
        }
        self.at = start;
        let constraint = self.constraint()?;
        if !matches!(constraint.attributes, ConstraintAttributes::Check { no_inherit: false, not_valid: false, .. }) {
            return opaque("a domain constraint marked NO INHERIT or NOT VALID");
        }
        domain.checks.push(constraint);
        Ok(None)
    }

    /// What follows `ALTER DOMAIN`.
    pub(super) fn alter_domain(&mut self) -> Result<Op> {
        let name = self.qualified_name()?;
        if let Some(op) = self.alter_name(&ObjectRef::Named(ObjectKind::Domain, name.clone()), false)? {
            return Ok(op);
        }
        if self.all(&["RENAME", "CONSTRAINT"]) {
            let object = ObjectRef::DomainConstraint { domain: name, name: self.ident()? };
            self.expect("TO")?;
            return Ok(Op::Rename { object, if_exists: false, to: self.ident()? });
        }
        let action = self.domain_action()?;
        Ok(Op::AlterDomain { name, action })
    }

    fn domain_action(&mut self) -> Result<DomainAction> {
        match self.expect_any(&["SET", "DROP", "ADD", "VALIDATE"])? {
            "SET" if self.keyword("DEFAULT") => Ok(DomainAction::SetDefault(Some(self.rest().expr()?))),
            "SET" => self.expect_all(&["NOT", "NULL"]).map(|()| DomainAction::SetNotNull(true)),
            "DROP" if self.keyword("CONSTRAINT") => {
                let if_exists = self.if_exists();
                Ok(DomainAction::DropConstraint { name: self.ident()?, if_exists, behavior: self.behavior() })
            }
            "DROP" if self.keyword("DEFAULT") => Ok(DomainAction::SetDefault(None)),
            "DROP" => self.expect_all(&["NOT", "NULL"]).map(|()| DomainAction::SetNotNull(false)),
            "ADD" => self.constraint().map(DomainAction::AddConstraint),
            _ => {
                self.expect("CONSTRAINT")?;
                self.ident().map(DomainAction::ValidateConstraint)
            }
        }
    }
}
