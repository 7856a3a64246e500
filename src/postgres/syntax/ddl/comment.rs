//! `COMMENT ON`.

use crate::postgres::ast::Op;
use crate::postgres::ast::op::{ObjectKind, ObjectRef};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};

impl Cursor<'_> {
    /// What follows `COMMENT ON`.
    pub(in crate::postgres::syntax) fn comment(&mut self) -> Result<Op> {
        if let Some(other) = self.other_kind() {
            return opaque(format!("COMMENT ON {other}"));
        }
        let object = if let Some(kind) = self.named_kind() {
            ObjectRef::Named(kind, self.qualified_name()?)
        } else if let Some(kind) = self.unqualified_kind() {
            ObjectRef::Unqualified(kind, self.ident()?)
        } else if self.at_routine() {
            let kind = self.routine_kind();
            ObjectRef::Routine { kind, signature: self.signature(kind)? }
        } else {
            self.commented_other()?
        };
        self.expect("IS")?;
        let text = if self.keyword("NULL") { None } else { Some(self.string()?) };
        Ok(Op::Comment { object, text })
    }

    fn commented_other(&mut self) -> Result<ObjectRef> {
        const KINDS: &[&str] = &[
            "CAST",
            "OPERATOR",
            "COLUMN",
            "CONSTRAINT",
            "TRIGGER",
            "POLICY",
            "RULE",
            "SCHEMA",
            "EXTENSION",
            "ROLE",
            "DATABASE",
        ];
        match self.expect_any(KINDS)? {
            "CAST" => self.cast_reference(),
            "OPERATOR" if self.at_any(&["CLASS", "FAMILY"]) => {
                let kind = self.class_kind();
                self.class_reference(kind)
            }
            "OPERATOR" => self.operator_signature().map(ObjectRef::Operator),
            "COLUMN" => self.commented_column(),
            "CONSTRAINT" => self.commented_constraint(),
            "SCHEMA" => self.ident().map(ObjectRef::Schema),
            "EXTENSION" => self.ident().map(ObjectRef::Extension),
            "ROLE" => self.ident().map(ObjectRef::Role),
            "DATABASE" => self.ident().map(ObjectRef::Database),
            kind => self.part_of_relation(kind),
        }
    }

    fn commented_column(&mut self) -> Result<ObjectRef> {
        let mut relation = self.qualified_name()?;
        if relation.parts.len() < 2 {
            return opaque("COMMENT ON COLUMN without a table");
        }
        let column = relation.parts.pop().expect("it has two parts");
        Ok(ObjectRef::Column { kind: ObjectKind::Table, relation, column, cascade: false, only: false })
    }

    fn commented_constraint(&mut self) -> Result<ObjectRef> {
        let name = self.ident()?;
        self.expect("ON")?;
        if self.keyword("DOMAIN") {
            return Ok(ObjectRef::DomainConstraint { domain: self.qualified_name()?, name });
        }
        Ok(ObjectRef::Constraint { relation: self.qualified_name()?, name })
    }
}
