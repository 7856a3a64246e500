//! `GRANT` and `REVOKE`.

use crate::postgres::ast::op::{
    AlterDefaultPrivileges, FutureKind, GrantTarget, Grantee, ObjectKind, ObjectRef, Privilege,
};
use crate::postgres::ast::{Name, Op};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};
use crate::postgres::syntax::lex::Kind;

/// Whether a statement gives or takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Grant,
    Revoke,
}

impl Cursor<'_> {
    /// What follows `GRANT`.
    pub(in crate::postgres::syntax) fn grant(&mut self) -> Result<Op> {
        self.privileges(Direction::Grant, false)
    }

    /// What follows `REVOKE`.
    pub(in crate::postgres::syntax) fn revoke(&mut self) -> Result<Op> {
        if self.all(&["ADMIN", "OPTION", "FOR"]) {
            let roles = self.privilege_list()?;
            return self.grant_role(Direction::Revoke, &roles);
        }
        let grant_option = self.keyword("GRANT");
        if grant_option {
            self.expect_all(&["OPTION", "FOR"])?;
        }
        self.privileges(Direction::Revoke, grant_option)
    }

    fn privileges(&mut self, direction: Direction, mut grant_option: bool) -> Result<Op> {
        let revoke = direction == Direction::Revoke;
        let privileges = self.privilege_list()?;
        let to = if revoke { "FROM" } else { "TO" };
        if !self.keyword("ON") {
            return self.grant_role(direction, &privileges);
        }
        let target = self.grant_target()?;
        self.expect(to)?;
        let grantees = self.grantees()?;
        if !revoke && self.keyword("WITH") {
            self.expect_all(&["GRANT", "OPTION"])?;
            grant_option = true;
        }
        let grantor = self.grant_tail(direction)?;
        Ok(Op::Grant { revoke, privileges, target, grantees, grant_option, grantor })
    }

    fn grantees(&mut self) -> Result<Vec<Grantee>> {
        self.list(|cursor| {
            cursor.keyword("GROUP");
            cursor.grantee()
        })
    }

    /// `GRANTED BY`, which is returned, and `CASCADE` of a `REVOKE`: all privileges of the model are granted by the owner.
    fn grant_tail(&mut self, direction: Direction) -> Result<Option<Grantee>> {
        let grantor = if self.all(&["GRANTED", "BY"]) { Some(self.grantee()?) } else { None };
        if direction == Direction::Revoke {
            self.behavior();
        }
        Ok(grantor)
    }

    /// What follows `ALTER DEFAULT PRIVILEGES`.
    pub(super) fn alter_default_privileges(&mut self) -> Result<Op> {
        let (mut roles, mut schemas) = (Vec::new(), Vec::new());
        loop {
            if self.all(&["IN", "SCHEMA"]) {
                schemas = self.list(Cursor::ident)?;
            } else if self.keyword("FOR") {
                self.expect_any(&["ROLE", "USER"])?;
                roles = self.list(Cursor::role)?;
            } else {
                break;
            }
        }
        let revoke = self.expect_any(&["GRANT", "REVOKE"])? == "REVOKE";
        let mut grant_option = revoke && self.all(&["GRANT", "OPTION", "FOR"]);
        let privileges = self.privilege_list()?;
        self.expect("ON")?;
        let kind = self.future_kind()?;
        self.expect(if revoke { "FROM" } else { "TO" })?;
        let grantees = self.grantees()?;
        if revoke {
            self.behavior();
        } else {
            grant_option = self.keyword("WITH");
            if grant_option {
                self.expect_all(&["GRANT", "OPTION"])?;
            }
        }
        let alter = AlterDefaultPrivileges { roles, schemas, kind, revoke, privileges, grantees, grant_option };
        Ok(Op::AlterDefaultPrivileges(Box::new(alter)))
    }

    fn future_kind(&mut self) -> Result<FutureKind> {
        const KINDS: &[&str] = &["TABLES", "SEQUENCES", "FUNCTIONS", "ROUTINES", "TYPES", "SCHEMAS"];
        if self.at_all(&["LARGE", "OBJECTS"]) {
            return opaque("default privileges of large objects");
        }
        Ok(match self.expect_any(KINDS)? {
            "TABLES" => FutureKind::Tables,
            "SEQUENCES" => FutureKind::Sequences,
            "TYPES" => FutureKind::Types,
            "SCHEMAS" => FutureKind::Schemas,
            _ => FutureKind::Routines,
        })
    }

    /// Privileges with their columns, or the names of roles; empty for `ALL`.
    fn privilege_list(&mut self) -> Result<Vec<Privilege>> {
        if self.keyword("ALL") {
            self.keyword("PRIVILEGES");
            if self.kind() != Some(Kind::LeftParen) {
                return Ok(Vec::new());
            }
            return Ok(vec![Privilege { name: Name::new_static("ALL"), columns: self.ident_group()? }]);
        }
        self.list(|cursor| {
            let name =
                if cursor.at_any(&["SELECT", "REFERENCES", "CREATE"]) { cursor.label()? } else { cursor.ident()? };
            let columns = if cursor.kind() == Some(Kind::LeftParen) { cursor.ident_group()? } else { Vec::new() };
            // What has capitals was quoted, and is no privilege.
            let capitals = name.name.bytes().any(|byte| byte.is_ascii_uppercase());
            let name = if capitals { name.name } else { name.name.to_ascii_uppercase().into() };
            Ok(Privilege { name, columns })
        })
    }

    /// `GRANT role TO role`: what was read as privileges are the roles.
    fn grant_role(&mut self, direction: Direction, privileges: &[Privilege]) -> Result<Op> {
        let revoke = direction == Direction::Revoke;
        if privileges.is_empty() || privileges.iter().any(|privilege| !privilege.columns.is_empty()) {
            return self.refuse();
        }
        let start = *self;
        self.expect(if revoke { "FROM" } else { "TO" })?;
        let grantees = self.list(Cursor::grantee)?;
        if self.keyword("WITH") {
            self.membership_options()?;
        }
        self.grant_tail(direction)?;
        Ok(Op::GrantRole { revoke, roles: start.granted_roles(privileges.len())?, grantees })
    }

    /// `ADMIN OPTION`, or since version 16 `ADMIN TRUE, INHERIT FALSE …`.
    fn membership_options(&mut self) -> Result<()> {
        if self.all(&["ADMIN", "OPTION"]) {
            return Ok(());
        }
        opaque("options of a membership")
    }

    /// Reads the names before this place once more, this time as roles.
    fn granted_roles(self, count: usize) -> Result<Vec<crate::postgres::ast::Ident>> {
        let mut roles = Cursor { at: self.at + 1 - 2 * count, end: self.at, ..self };
        roles.list(Cursor::ident)
    }

    fn grant_target(&mut self) -> Result<GrantTarget> {
        if self.keyword("ALL") {
            let kinds = &["TABLES", "SEQUENCES", "FUNCTIONS", "PROCEDURES", "ROUTINES"];
            let kind = Name::new_static(self.expect_any(kinds)?);
            self.expect_all(&["IN", "SCHEMA"])?;
            return Ok(GrantTarget::AllInSchema { kind, schemas: self.list(Cursor::ident)? });
        }
        // These words are names too: `GRANT … ON schema TO r` means a table.
        let names_table = self.nth_is(1, "TO") || self.nth_is(1, "FROM");
        let kinds: &[&'static str] =
            if names_table { &[] } else { &["SCHEMA", "DATABASE", "SEQUENCE", "DOMAIN", "TYPE"] };
        let objects = match self.any(kinds) {
            Some("SCHEMA") => self.list(|cursor| cursor.ident().map(ObjectRef::Schema))?,
            Some("DATABASE") => self.list(|cursor| cursor.ident().map(ObjectRef::Database))?,
            Some("SEQUENCE") => self.named_list(ObjectKind::Sequence)?,
            Some("DOMAIN") => self.named_list(ObjectKind::Domain)?,
            Some(_) => self.named_list(ObjectKind::Type)?,
            None if names_table => self.named_list(ObjectKind::Table)?,
            None => self.other_target()?,
        };
        Ok(GrantTarget::Objects(objects))
    }

    fn other_target(&mut self) -> Result<Vec<ObjectRef>> {
        if self.at_routine() {
            let kind = self.routine_kind();
            return self.list(|cursor| Ok(ObjectRef::Routine { kind, signature: cursor.signature(kind)? }));
        }
        let foreign = [
            (&["FOREIGN", "DATA", "WRAPPER"][..], ObjectKind::ForeignDataWrapper),
            (&["FOREIGN", "SERVER"], ObjectKind::ForeignServer),
        ];
        if let Some((_, kind)) = foreign.into_iter().find(|(words, _)| self.all(words)) {
            return self.list(|cursor| Ok(ObjectRef::Unqualified(kind, cursor.ident()?)));
        }
        for words in [&["LANGUAGE"][..], &["LARGE", "OBJECT"], &["TABLESPACE"], &["PARAMETER"]] {
            if self.at_all(words) && self.nth(words.len()).is_some_and(|token| token.kind != Kind::Comma) {
                return opaque(format!("GRANT or REVOKE ON {}", words.join(" ")));
            }
        }
        self.keyword("TABLE");
        self.named_list(ObjectKind::Table)
    }

    fn named_list(&mut self, kind: ObjectKind) -> Result<Vec<ObjectRef>> {
        self.list(|cursor| Ok(ObjectRef::Named(kind, cursor.qualified_name()?)))
    }
}
