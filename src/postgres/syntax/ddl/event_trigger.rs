//! Event triggers.

use crate::postgres::ast::op::{CreateEventTrigger, ObjectKind, ObjectRef};
use crate::postgres::ast::{Ident, Name, Op};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `CREATE EVENT TRIGGER`.
    pub(super) fn create_event_trigger(&mut self) -> Result<Op> {
        let name = self.ident()?;
        self.expect("ON")?;
        let event = self.label()?;
        let filters = if self.keyword("WHEN") { self.event_filters()? } else { Vec::new() };
        self.expect("EXECUTE")?;
        self.expect_any(&["FUNCTION", "PROCEDURE"])?;
        let function = self.function_name()?;
        self.expect_symbol(Kind::LeftParen)?;
        self.expect_symbol(Kind::RightParen)?;
        Ok(Op::CreateEventTrigger(Box::new(CreateEventTrigger { name, event, filters, function })))
    }

    /// `variable IN (value, …) AND …`.
    fn event_filters(&mut self) -> Result<Vec<(Ident, Vec<Name>)>> {
        let mut filters = Vec::new();
        loop {
            let variable = self.ident()?;
            self.expect("IN")?;
            filters.push((variable, self.group_list(Cursor::string)?));
            if !self.keyword("AND") {
                return Ok(filters);
            }
        }
    }

    /// What follows `ALTER EVENT TRIGGER`.
    pub(super) fn alter_event_trigger(&mut self) -> Result<Op> {
        let name = self.ident()?;
        if self.at_keyword("SET") {
            return self.refuse();
        }
        if let Some(op) = self.alter_name(&ObjectRef::Unqualified(ObjectKind::EventTrigger, name.clone()), false)? {
            return Ok(op);
        }
        let enabled = match self.expect_any(&["ENABLE", "DISABLE"])? {
            "DISABLE" => 'D',
            _ => match self.any(&["REPLICA", "ALWAYS"]) {
                Some("REPLICA") => 'R',
                Some(_) => 'A',
                None => 'O',
            },
        };
        Ok(Op::AlterEventTrigger { name, enabled })
    }
}
