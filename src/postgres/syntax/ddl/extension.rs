//! Extensions, schemas and roles.

use crate::postgres::ast::op::{DropBehavior, Grantee, ObjectRef};
use crate::postgres::ast::{Ident, Op};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Refusal, Result, opaque};
use crate::postgres::syntax::ident::fold;
use crate::postgres::syntax::keywords;
use crate::postgres::syntax::lex::Kind;
use crate::source::Span;

/// The roles that the options of a role name.
#[derive(Default)]
struct RelatedRoles {
    /// Those that it becomes a member of.
    groups: Vec<Ident>,
    /// Those that become its members.
    members: Vec<Ident>,
}

impl Cursor<'_> {
    /// What follows `CREATE EXTENSION`.
    pub(super) fn create_extension(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.ident()?;
        self.keyword("WITH");
        let (mut schema, mut version, mut cascade) = (None, None, false);
        while !self.is_at_end() {
            match self.expect_any(&["SCHEMA", "VERSION", "CASCADE"])? {
                "SCHEMA" => schema = Some(self.ident()?),
                "VERSION" => version = Some(self.language()?),
                _ => cascade = true,
            }
        }
        Ok(Op::CreateExtension { name, if_not_exists, schema, version, cascade })
    }

    /// `[TRUSTED] [PROCEDURAL] LANGUAGE name`: without a handler it is the extension of that name.
    pub(super) fn create_language(&mut self, or_replace: bool) -> Result<Op> {
        self.keyword("TRUSTED");
        self.keyword("PROCEDURAL");
        self.expect("LANGUAGE")?;
        let name = self.non_reserved()?;
        if self.at_keyword("HANDLER") {
            return opaque("CREATE LANGUAGE with a handler");
        }
        Ok(Op::CreateExtension { name, if_not_exists: or_replace, schema: None, version: None, cascade: false })
    }

    /// What follows `ALTER EXTENSION`.
    pub(super) fn alter_extension(&mut self) -> Result<Op> {
        let name = self.ident()?;
        if self.keyword("UPDATE") {
            let version = if self.keyword("TO") { Some(self.language()?) } else { None };
            return Ok(Op::UpdateExtension { name, version });
        }
        self.alter_name_only(&ObjectRef::Extension(name), "ALTER EXTENSION")
    }

    /// What follows `CLUSTER`.
    pub(in crate::postgres::syntax) fn cluster(&mut self) -> Result<Op> {
        if self.kind() == Some(Kind::LeftParen) {
            self.group()?;
        }
        self.keyword("VERBOSE");
        if self.is_at_end() {
            return Ok(Op::Cluster { table: None, index: None });
        }
        let mut table = self.qualified_name()?;
        let mut index = if self.keyword("USING") { Some(self.ident()?) } else { None };
        if index.is_none() && self.keyword("ON") {
            index = table.parts.pop();
            table = self.qualified_name()?;
        }
        Ok(Op::Cluster { table: Some(table), index })
    }

    /// What follows `SECURITY`. What is labelled does not matter: there is nobody to label it.
    pub(in crate::postgres::syntax) fn security_label(&mut self) -> Result<Op> {
        self.expect("LABEL")?;
        let provider = if self.keyword("FOR") { Some(self.language()?) } else { None };
        self.expect("ON")?;
        self.at = self.find(|at| at.at_keyword("IS"));
        self.expect("IS")?;
        if !self.keyword("NULL") {
            self.string()?;
        }
        Ok(Op::SecurityLabel { provider })
    }

    /// What follows `REASSIGN`.
    pub(in crate::postgres::syntax) fn reassign_owned(&mut self) -> Result<Op> {
        self.expect_all(&["OWNED", "BY"])?;
        let roles = self.list(Cursor::role)?;
        self.expect("TO")?;
        Ok(Op::ReassignOwned { roles, to: self.role()? })
    }

    /// What follows `DROP OWNED BY`.
    pub(super) fn drop_owned(&mut self) -> Result<Op> {
        let roles = self.list(Cursor::role)?;
        let behavior: DropBehavior = self.behavior();
        Ok(Op::DropOwned { roles, behavior })
    }

    /// What follows `CREATE SCHEMA`.
    pub(super) fn create_schema(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let named = if self.at_keyword("AUTHORIZATION") { None } else { Some(self.ident()?) };
        let owner = if self.keyword("AUTHORIZATION") { Some(self.role()?) } else { None };
        let elements = self.schema_elements()?;
        let name = match (named, &owner) {
            (Some(name), _) => name,
            (None, Some(owner)) => owner.clone(),
            (None, None) => return self.refuse(),
        };
        Ok(Op::CreateSchema { name, if_not_exists, owner, elements })
    }

    fn schema_elements(&mut self) -> Result<Vec<(Op, Span)>> {
        const KINDS: &[&str] = &[
            "TABLE",
            "VIEW",
            "INDEX",
            "UNIQUE",
            "SEQUENCE",
            "TRIGGER",
            "CONSTRAINT",
            "TEMP",
            "TEMPORARY",
            "UNLOGGED",
            "RECURSIVE",
            "LOCAL",
            "OR",
        ];
        let mut elements = Vec::new();
        while !self.is_at_end() {
            let start = self.at;
            let end = self.find(|at| at.at > start && at.at_any(&["CREATE", "GRANT"]));
            let mut element = self.take_until(end);
            let op = match element.expect_any(&["CREATE", "GRANT"])? {
                "GRANT" => element.grant()?,
                _ if element.at_any(KINDS) => element.create()?,
                _ => return element.refuse(),
            };
            element.finish()?;
            elements.push((op, self.span_from(start)));
        }
        Ok(elements)
    }

    /// What follows `ALTER SCHEMA`.
    pub(super) fn alter_schema(&mut self) -> Result<Op> {
        let name = self.ident()?;
        let start = *self;
        match self.alter_name(&ObjectRef::Schema(name), false)? {
            Some(Op::SetSchema { .. }) | None => start.refuse(),
            Some(op) => Ok(op),
        }
    }

    /// What follows `CREATE ROLE | USER | GROUP`. Its options concern the server, not the database.
    pub(super) fn create_role(&mut self) -> Result<Op> {
        let name = self.new_role()?;
        let related = self.role_options()?;
        Ok(Op::CreateRole { name, groups: related.groups, members: related.members })
    }

    /// What follows `ALTER ROLE | USER | GROUP`.
    pub(super) fn alter_role(&mut self) -> Result<Op> {
        if self.at_keyword("ALL") {
            return opaque("ALTER ROLE ALL");
        }
        let name = self.role()?;
        if self.at_all(&["IN", "DATABASE"]) {
            return opaque("ALTER ROLE … IN DATABASE");
        }
        if self.at_any(&["SET", "RESET"]) {
            self.at = self.end;
            return Ok(Op::AlterRole { name });
        }
        if self.all(&["RENAME", "TO"]) {
            return Ok(Op::Rename { object: ObjectRef::Role(name), if_exists: false, to: self.new_role()? });
        }
        if let Some(direction) = self.any(&["ADD", "DROP"]) {
            self.expect("USER")?;
            let members = self.list(Cursor::role)?;
            let grantees = members.into_iter().map(Grantee::Role).collect();
            return Ok(Op::GrantRole { revoke: direction == "DROP", roles: vec![name], grantees });
        }
        self.role_options()?;
        Ok(Op::AlterRole { name })
    }

    /// The options of a role; the roles that they name.
    fn role_options(&mut self) -> Result<RelatedRoles> {
        let mut related = RelatedRoles::default();
        self.keyword("WITH");
        while !self.is_at_end() {
            if self.keyword("PASSWORD") {
                if !self.keyword("NULL") {
                    self.string()?;
                }
            } else if self.at_all(&["CONNECTION", "LIMIT"]) {
                self.at += 2;
                self.integer()?;
            } else if self.at_all(&["VALID", "UNTIL"]) {
                self.at += 2;
                self.string()?;
            } else if self.all(&["IN", "ROLE"]) || self.all(&["IN", "GROUP"]) {
                related.groups.extend(self.list(Cursor::role)?);
            } else if self.any(&["ADMIN", "ROLE", "USER"]).is_some() {
                related.members.extend(self.list(Cursor::role)?);
            } else if self.keyword("SYSID") {
                self.integer()?;
            } else if !self.keyword("ENCRYPTED") {
                self.role_option()?;
            }
        }
        Ok(related)
    }

    /// Any word that is no keyword is read as an option, and then refused by its name.
    pub(super) fn refuse_option<T>(&self, what: &str) -> Result<T> {
        let plain = match self.kind() {
            Some(Kind::QuotedIdentifier) => true,
            Some(Kind::Word) => keywords::category(&self.text().to_ascii_lowercase()).is_none(),
            _ => false,
        };
        if !plain {
            return self.refuse();
        }
        let message = format!("unrecognized {what} \"{}\"", fold(self.text()));
        Err(Refusal::forbidden("42601", message, self.peek().map(|token| token.span)))
    }

    fn role_option(&mut self) -> Result<()> {
        const OPTIONS: &[&str] = &[
            "SUPERUSER",
            "NOSUPERUSER",
            "CREATEROLE",
            "NOCREATEROLE",
            "CREATEDB",
            "NOCREATEDB",
            "LOGIN",
            "NOLOGIN",
            "REPLICATION",
            "NOREPLICATION",
            "BYPASSRLS",
            "NOBYPASSRLS",
            "INHERIT",
            "NOINHERIT",
        ];
        if self.any(OPTIONS).is_some() {
            return Ok(());
        }
        self.refuse_option("role option")
    }
}
