//! Row level security policies.

use crate::postgres::ast::Op;
use crate::postgres::ast::op::{AlterPolicy, CreatePolicy, ObjectRef, PolicyCommand};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Result, opaque};

impl Cursor<'_> {
    /// What follows `CREATE POLICY`.
    pub(super) fn create_policy(&mut self) -> Result<Op> {
        let name = self.ident()?;
        self.expect("ON")?;
        let table = self.qualified_name()?;
        let permissive = if self.keyword("AS") { self.permissive()? } else { true };
        let command = if self.keyword("FOR") { self.policy_command()? } else { PolicyCommand::All };
        let roles = if self.keyword("TO") { self.list(Cursor::grantee)? } else { Vec::new() };
        let using = if self.keyword("USING") { Some(self.expr_group()?) } else { None };
        let check = if self.all(&["WITH", "CHECK"]) { Some(self.expr_group()?) } else { None };
        let policy = CreatePolicy { name, table, permissive, command, roles, using, check };
        Ok(Op::CreatePolicy(Box::new(policy)))
    }

    fn permissive(&mut self) -> Result<bool> {
        match self.ident()?.name.as_str() {
            "permissive" => Ok(true),
            "restrictive" => Ok(false),
            _ => opaque("a policy that is neither PERMISSIVE nor RESTRICTIVE"),
        }
    }

    fn policy_command(&mut self) -> Result<PolicyCommand> {
        Ok(match self.expect_any(&["ALL", "SELECT", "INSERT", "UPDATE", "DELETE"])? {
            "ALL" => PolicyCommand::All,
            "SELECT" => PolicyCommand::Select,
            "INSERT" => PolicyCommand::Insert,
            "UPDATE" => PolicyCommand::Update,
            _ => PolicyCommand::Delete,
        })
    }

    /// What follows `ALTER POLICY`.
    pub(super) fn alter_policy(&mut self) -> Result<Op> {
        let if_exists = self.if_exists();
        let name = self.ident()?;
        self.expect("ON")?;
        let table = self.qualified_name()?;
        if self.keyword("RENAME") {
            self.expect("TO")?;
            let object = ObjectRef::Policy { relation: table, name };
            return Ok(Op::Rename { object, if_exists, to: self.ident()? });
        }
        let roles = if self.keyword("TO") { Some(self.list(Cursor::grantee)?) } else { None };
        let using = if self.keyword("USING") { Some(self.expr_group()?) } else { None };
        let check = if self.all(&["WITH", "CHECK"]) { Some(self.expr_group()?) } else { None };
        Ok(Op::AlterPolicy(Box::new(AlterPolicy { name, table, roles, using, check })))
    }
}
