//! Publications.

use crate::postgres::ast::Op;
use crate::postgres::ast::op::{CreatePublication, ObjectKind, ObjectRef, PublicationAction, PublicationMember};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Refusal, Result, opaque};
use crate::postgres::syntax::lex::Kind;

/// What the members of a list are, until one says otherwise.
#[derive(Clone, Copy)]
enum Members {
    Tables,
    Schemas,
}

impl Cursor<'_> {
    /// What follows `CREATE PUBLICATION`.
    pub(super) fn create_publication(&mut self) -> Result<Op> {
        let name = self.ident()?;
        let (mut all_tables, mut members) = (false, Vec::new());
        if self.keyword("FOR") {
            all_tables = self.all(&["ALL", "TABLES"]);
            if !all_tables {
                members = self.publication_members()?;
            }
        }
        let options = if self.keyword("WITH") { self.storage_parameters()? } else { Vec::new() };
        Ok(Op::CreatePublication(Box::new(CreatePublication { name, all_tables, members, options })))
    }

    /// `TABLE t, u, TABLES IN SCHEMA s, r`: a member without words is of the kind of the one before.
    fn publication_members(&mut self) -> Result<Vec<PublicationMember>> {
        if !self.since(15) {
            self.expect("TABLE")?;
            return self.list(Cursor::published_table);
        }
        if !self.at_any(&["TABLE", "TABLES"]) {
            let name = self.ident()?;
            let message = "invalid publication object list".into();
            return Err(Refusal::Syntax { code: "42601", message, offset: Some(name.span.start) });
        }
        let mut kind = Members::Tables;
        self.list(|cursor| {
            if cursor.all(&["TABLES", "IN", "SCHEMA"]) {
                kind = Members::Schemas;
            } else if cursor.keyword("TABLE") {
                kind = Members::Tables;
            }
            match kind {
                Members::Tables => cursor.published_table(),
                Members::Schemas if cursor.keyword("CURRENT_SCHEMA") => Ok(PublicationMember::CurrentSchema),
                Members::Schemas => cursor.ident().map(PublicationMember::Schema),
            }
        })
    }

    fn published_table(&mut self) -> Result<PublicationMember> {
        let only = self.keyword("ONLY");
        if only && self.kind() == Some(Kind::LeftParen) {
            return opaque("ONLY (table)");
        }
        let table = self.qualified_name()?;
        self.operator("*");
        let columns =
            if self.since(15) && self.kind() == Some(Kind::LeftParen) { Some(self.ident_group()?) } else { None };
        let filter = if self.keyword("WHERE") { Some(self.expr_group()?) } else { None };
        Ok(PublicationMember::Table { only, table, columns, filter })
    }

    /// What follows `ALTER PUBLICATION`.
    pub(super) fn alter_publication(&mut self) -> Result<Op> {
        let name = self.ident()?;
        if !self.at_all(&["SET", "SCHEMA"])
            && let Some(op) = self.alter_name(&ObjectRef::Unqualified(ObjectKind::Publication, name.clone()), false)?
        {
            return Ok(op);
        }
        let action = match self.expect_any(&["ADD", "SET", "DROP"])? {
            "SET" if self.kind() == Some(Kind::LeftParen) => PublicationAction::Options(self.storage_parameters()?),
            "ADD" => PublicationAction::Add(self.publication_members()?),
            "SET" => PublicationAction::Set(self.publication_members()?),
            _ => PublicationAction::Drop(self.publication_members()?),
        };
        Ok(Op::AlterPublication { name, action })
    }
}
