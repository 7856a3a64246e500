//! Foreign data wrappers, servers, user mappings and foreign tables.

use crate::postgres::ast::op::{
    DropBehavior, ForeignOp, ForeignSource, Grantee, ObjectKind, ObjectRef, OptionChange, OptionVerb, Persistence,
    WrapperFunction,
};
use crate::postgres::ast::{Ident, Name, Op};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `CREATE FOREIGN`.
    pub(super) fn create_foreign(&mut self) -> Result<Op> {
        if self.keyword("TABLE") {
            return self.create_foreign_table();
        }
        self.expect_all(&["DATA", "WRAPPER"])?;
        let name = self.ident()?;
        let functions = self.wrapper_functions()?;
        let options = self.new_options()?;
        Ok(Op::Foreign(ForeignOp::CreateWrapper { name, functions, options }))
    }

    /// What follows `ALTER FOREIGN DATA WRAPPER`.
    pub(super) fn alter_wrapper(&mut self) -> Result<Op> {
        let name = self.ident()?;
        if let Some(op) =
            self.alter_name(&ObjectRef::Unqualified(ObjectKind::ForeignDataWrapper, name.clone()), false)?
        {
            return Ok(op);
        }
        let functions = self.wrapper_functions()?;
        let options = if functions.is_empty() { self.option_changes()? } else { self.changed_options()? };
        Ok(Op::Foreign(ForeignOp::AlterWrapper { name, functions, options }))
    }

    fn wrapper_functions(&mut self) -> Result<Vec<WrapperFunction>> {
        let mut functions = Vec::new();
        loop {
            functions.push(if self.all(&["NO", "HANDLER"]) {
                WrapperFunction::Handler(None)
            } else if self.all(&["NO", "VALIDATOR"]) {
                WrapperFunction::Validator(None)
            } else if self.keyword("HANDLER") {
                WrapperFunction::Handler(Some(self.qualified_name()?))
            } else if self.keyword("VALIDATOR") {
                WrapperFunction::Validator(Some(self.qualified_name()?))
            } else {
                return Ok(functions);
            });
        }
    }

    /// What follows `CREATE SERVER`.
    pub(super) fn create_server(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.ident()?;
        let server_type = if self.keyword("TYPE") { Some(self.string()?) } else { None };
        let (_, version) = self.server_version()?;
        self.expect_all(&["FOREIGN", "DATA", "WRAPPER"])?;
        let wrapper = self.ident()?;
        let options = self.new_options()?;
        Ok(Op::Foreign(ForeignOp::CreateServer { name, if_not_exists, server_type, version, wrapper, options }))
    }

    /// What follows `ALTER SERVER`.
    pub(super) fn alter_server(&mut self) -> Result<Op> {
        let name = self.ident()?;
        if let Some(op) = self.alter_name(&ObjectRef::Unqualified(ObjectKind::ForeignServer, name.clone()), false)? {
            return Ok(op);
        }
        let (has_version, version) = self.server_version()?;
        let options = if has_version { self.changed_options()? } else { self.option_changes()? };
        let version = has_version.then_some(version);
        Ok(Op::Foreign(ForeignOp::AlterServer { name, version, options }))
    }

    /// `VERSION 'v'`, `VERSION NULL`: whether it is written, and the version.
    fn server_version(&mut self) -> Result<(bool, Option<Name>)> {
        if !self.keyword("VERSION") {
            return Ok((false, None));
        }
        Ok((true, if self.keyword("NULL") { None } else { Some(self.string()?) }))
    }

    /// What follows `CREATE USER MAPPING`.
    pub(super) fn create_user_mapping(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let (user, server) = self.mapped_user()?;
        let options = self.new_options()?;
        Ok(Op::Foreign(ForeignOp::CreateUserMapping { user, server, if_not_exists, options }))
    }

    /// What follows `ALTER USER MAPPING`.
    pub(super) fn alter_user_mapping(&mut self) -> Result<Op> {
        let (user, server) = self.mapped_user()?;
        let options = self.option_changes()?;
        Ok(Op::Foreign(ForeignOp::AlterUserMapping { user, server, options }))
    }

    /// What follows `DROP USER MAPPING`.
    pub(super) fn drop_user_mapping(&mut self) -> Result<Op> {
        let if_exists = self.if_exists();
        let (user, server) = self.mapped_user()?;
        let objects = vec![ObjectRef::UserMapping { user, server }];
        Ok(Op::Drop { objects, if_exists, behavior: DropBehavior::Restrict, concurrently: false })
    }

    /// `FOR user SERVER server`.
    fn mapped_user(&mut self) -> Result<(Grantee, Ident)> {
        self.expect("FOR")?;
        let user = if self.keyword("USER") { Grantee::CurrentUser } else { self.grantee()? };
        self.expect("SERVER")?;
        Ok((user, self.ident()?))
    }

    fn create_foreign_table(&mut self) -> Result<Op> {
        let if_not_exists = self.if_not_exists()?;
        let name = self.qualified_name()?;
        let mut table = self.table_body(name, if_not_exists, Persistence::Permanent)?;
        self.expect("SERVER")?;
        let server = self.ident()?;
        table.foreign = Some(ForeignSource { server, options: self.new_options()? });
        Ok(Op::CreateTable(Box::new(table)))
    }

    /// `OPTIONS (name 'value', …)`, or nothing.
    pub(super) fn new_options(&mut self) -> Result<Vec<OptionChange>> {
        if !self.keyword("OPTIONS") {
            return Ok(Vec::new());
        }
        self.group_list(|cursor| {
            let name = cursor.label()?.name;
            Ok(OptionChange { name, change: OptionVerb::Add(cursor.string()?) })
        })
    }

    /// `OPTIONS ([ADD | SET | DROP] name ['value'], …)`, or nothing.
    fn changed_options(&mut self) -> Result<Vec<OptionChange>> {
        if self.at_keyword("OPTIONS") { self.option_changes() } else { Ok(Vec::new()) }
    }

    /// `OPTIONS ([ADD | SET | DROP] name ['value'], …)`.
    pub(super) fn option_changes(&mut self) -> Result<Vec<OptionChange>> {
        self.expect("OPTIONS")?;
        self.group_list(|cursor| {
            // The words are names of options, too.
            let is_verb = cursor.nth(1).is_some_and(|token| token.kind != Kind::String);
            let verb = if is_verb { cursor.any(&["ADD", "SET", "DROP"]) } else { None };
            let name = cursor.label()?.name;
            let change = match verb {
                Some("DROP") => OptionVerb::Drop,
                Some("SET") => OptionVerb::Set(cursor.string()?),
                _ => OptionVerb::Add(cursor.string()?),
            };
            Ok(OptionChange { name, change })
        })
    }
}
