//! Extensions, schemas and roles.

use crate::ast::Op;
use crate::ast::op::ObjectRef;
use crate::syntax::cursor::Cursor;
use crate::syntax::error::{Result, opaque};
use crate::syntax::lex::Kind;

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
        self.alter_name_only(&ObjectRef::Extension(name), "ALTER EXTENSION")
    }

    /// What follows `CREATE SCHEMA`.
    pub(super) fn create_schema(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let named = if self.at_keyword("AUTHORIZATION") { None } else { Some(self.ident()?) };
        let owner = if self.keyword("AUTHORIZATION") { Some(self.role()?) } else { None };
        if matches!(self.kind(), Some(Kind::Word)) {
            return if self.at_any(&["CREATE", "GRANT"]) {
                opaque("CREATE SCHEMA with elements")
            } else {
                self.refuse()
            };
        }
        let name = match (named, &owner) {
            (Some(name), _) => name,
            (None, Some(owner)) => owner.clone(),
            (None, None) => return self.refuse(),
        };
        Ok(Op::CreateSchema { name, if_not_exists, owner })
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
        let name = self.ident()?;
        self.role_options()?;
        Ok(Op::CreateRole { name })
    }

    /// What follows `ALTER ROLE | USER | GROUP`.
    pub(super) fn alter_role(&mut self) -> Result<Op> {
        if self.keyword("ALL") {
            return opaque("ALTER ROLE ALL");
        }
        let name = self.role()?;
        if self.at_any(&["SET", "RESET", "IN"]) {
            return opaque("ALTER ROLE … SET");
        }
        if self.all(&["RENAME", "TO"]) {
            return Ok(Op::Rename { object: ObjectRef::Role(name), if_exists: false, to: self.ident()? });
        }
        if self.at_any(&["ADD", "DROP"]) {
            return opaque("ALTER GROUP");
        }
        self.role_options()?;
        Ok(Op::AlterRole { name })
    }

    fn role_options(&mut self) -> Result<()> {
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
            } else if self.any(&["ADMIN", "ROLE", "USER"]).is_some()
                || self.at_all(&["IN", "ROLE"])
                || self.at_all(&["IN", "GROUP"])
            {
                return opaque("a role with members");
            } else if self.keyword("SYSID") {
                self.integer()?;
            } else if !self.keyword("ENCRYPTED") {
                self.role_option()?;
            }
        }
        Ok(())
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
        // The grammar takes any word and complains about it with a message of its own.
        if self.kind() == Some(Kind::Word) { opaque("an option of a role that is not known") } else { self.refuse() }
    }
}
