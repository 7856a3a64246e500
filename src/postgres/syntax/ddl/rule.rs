//! Rewrite rules.

use crate::postgres::ast::op::{CreateRule, RuleEvent};
use crate::postgres::ast::{Op, Statement};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// What follows `CREATE [OR REPLACE] RULE`.
    pub(super) fn create_rule(&mut self, or_replace: bool) -> Result<Op> {
        let name = self.ident()?;
        self.expect_all(&["AS", "ON"])?;
        let event = match self.expect_any(&["SELECT", "INSERT", "UPDATE", "DELETE"])? {
            "SELECT" => RuleEvent::Select,
            "INSERT" => RuleEvent::Insert,
            "UPDATE" => RuleEvent::Update,
            _ => RuleEvent::Delete,
        };
        self.expect("TO")?;
        let table = self.qualified_name()?;
        let condition = if self.keyword("WHERE") {
            let end = self.find(|at| at.at_keyword("DO"));
            Some(self.take_until(end).expr()?)
        } else {
            None
        };
        self.expect("DO")?;
        let instead = self.any(&["INSTEAD", "ALSO"]) == Some("INSTEAD");
        let start = self.at;
        let actions = self.rule_actions()?;
        let body = self.span_from(start);
        Ok(Op::CreateRule(Box::new(CreateRule { name, or_replace, event, table, condition, instead, actions, body })))
    }

    /// `NOTHING`, one statement, or several in parentheses.
    fn rule_actions(&mut self) -> Result<Vec<Statement>> {
        if self.keyword("NOTHING") {
            return Ok(Vec::new());
        }
        // A query may stand in parentheses of its own, which a semicolon in them rules out.
        let is_query = self.nth_is(1, "SELECT") && !self.holds_semicolon();
        if self.kind() != Some(Kind::LeftParen) || is_query {
            return Ok(vec![self.rest().rule_action()?]);
        }
        let mut inside = self.group()?;
        let mut actions = Vec::new();
        while !inside.is_at_end() {
            let end = inside.find(|at| at.kind() == Some(Kind::Semicolon));
            if end > inside.at {
                actions.push(inside.take_until(end).rule_action()?);
            }
            inside.symbol(Kind::Semicolon);
        }
        Ok(actions)
    }

    /// Whether the parentheses that come next hold several statements.
    fn holds_semicolon(&self) -> bool {
        let mut ahead = *self;
        ahead.group().is_ok_and(|inside| inside.find(|at| at.kind() == Some(Kind::Semicolon)) < inside.end)
    }

    /// A query or a change of data, or `NOTIFY`.
    fn rule_action(&mut self) -> Result<Statement> {
        const STARTS: &[&str] = &["SELECT", "VALUES", "TABLE", "WITH", "INSERT", "UPDATE", "DELETE", "NOTIFY"];
        if self.kind() != Some(Kind::LeftParen) && !self.at_any(STARTS) {
            return self.refuse();
        }
        self.statement()
    }
}
