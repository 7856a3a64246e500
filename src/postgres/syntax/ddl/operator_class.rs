//! Operator classes and families.

use crate::postgres::ast::Op;
use crate::postgres::ast::op::{ClassItem, ClassName, CreateOperatorClass, ObjectKind, ObjectRef, OperatorSignature};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `CREATE OPERATOR CLASS`.
    pub(super) fn create_operator_class(&mut self) -> Result<Op> {
        let name = self.qualified_name()?;
        let default = self.keyword("DEFAULT");
        self.expect_all(&["FOR", "TYPE"])?;
        let input = self.type_name()?;
        self.expect("USING")?;
        let class = ClassName { name, method: self.ident()? };
        let family = if self.keyword("FAMILY") { Some(self.qualified_name()?) } else { None };
        self.expect("AS")?;
        let items = self.list(Cursor::class_item)?;
        Ok(Op::CreateOperatorClass(Box::new(CreateOperatorClass { class, default, input, family, items })))
    }

    fn class_item(&mut self) -> Result<ClassItem> {
        match self.expect_any(&["OPERATOR", "FUNCTION", "STORAGE"])? {
            "OPERATOR" => self.class_operator(),
            "FUNCTION" => {
                let number = self.integer()?;
                let types =
                    if self.kind() == Some(Kind::LeftParen) { self.group_list(Cursor::type_name)? } else { Vec::new() };
                Ok(ClassItem::Function { number, types, function: self.signature(None)? })
            }
            _ => self.type_name().map(ClassItem::Storage),
        }
    }

    fn class_operator(&mut self) -> Result<ClassItem> {
        let number = self.integer()?;
        let start = *self;
        let name = self.operator_name()?;
        let operands: Option<OperatorSignature> = if self.kind() == Some(Kind::LeftParen) {
            *self = start;
            Some(self.operator_signature()?)
        } else {
            None
        };
        if self.all(&["FOR", "ORDER", "BY"]) {
            return opaque("an ordering operator of an operator class");
        }
        if self.keyword("FOR") {
            self.expect("SEARCH")?;
        }
        Ok(ClassItem::Operator { number, name, operands })
    }

    /// What follows `CREATE OPERATOR FAMILY`.
    pub(super) fn create_operator_family(&mut self) -> Result<Op> {
        Ok(Op::CreateOperatorFamily(self.class_name()?))
    }

    /// What follows `ALTER OPERATOR CLASS | FAMILY`.
    pub(super) fn alter_operator_class(&mut self, kind: ObjectKind) -> Result<Op> {
        let object = self.class_reference(kind)?;
        self.alter_name_only(&object, "ALTER OPERATOR FAMILY … ADD | DROP")
    }

    /// `CLASS` or `FAMILY`.
    pub(super) fn class_kind(&mut self) -> ObjectKind {
        match self.any(&["CLASS", "FAMILY"]) {
            Some("FAMILY") => ObjectKind::OperatorFamily,
            _ => ObjectKind::OperatorClass,
        }
    }

    /// The class or family that a statement names.
    pub(super) fn class_reference(&mut self, kind: ObjectKind) -> Result<ObjectRef> {
        Ok(ObjectRef::OperatorClass(kind, self.class_name()?))
    }

    /// `name USING method`.
    fn class_name(&mut self) -> Result<ClassName> {
        let name = self.qualified_name()?;
        self.expect("USING")?;
        Ok(ClassName { name, method: self.ident()? })
    }
}
