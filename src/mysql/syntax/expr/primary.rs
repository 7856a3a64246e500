//! Operands: constants, names, variables, brackets, calls.

use crate::mysql::ast::{ColumnName, Expr, ExprKind, Literal, Name, ObjectName, SequenceValue, VariableScope};
use crate::mysql::syntax::keyword;
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;
use smol_str::SmolStr;

impl Parser<'_> {
    /// An operand.
    pub(in crate::mysql::syntax) fn primary(&mut self) -> Parsed<Expr> {
        if self.at_literal() {
            return self.literal();
        }
        match self.peek().kind {
            TokenKind::Symbol => self.symbol_primary(),
            TokenKind::Word | TokenKind::Name => self.word_primary(),
            _ => self.unexpected(),
        }
    }

    fn symbol_primary(&mut self) -> Parsed<Expr> {
        let start = self.start();
        if self.at("(") {
            return self.bracketed();
        }
        if self.at("@") || self.at("@@") {
            return self.variable();
        }
        if self.parameters_allowed && self.accept("?") {
            self.parameters += 1;
            return Ok(self.expr_from(start, ExprKind::Parameter(self.parameters - 1)));
        }
        if self.accept("{") {
            return self.odbc(start);
        }
        // A leading dot: the table of a name may be left empty.
        if self.at(".") {
            return self.column();
        }
        self.unexpected()
    }

    /// `(a)`, `(a, b)`, `(SELECT …)`.
    fn bracketed(&mut self) -> Parsed<Expr> {
        let start = self.start();
        if self.at_subquery() {
            let query = Box::new(self.subquery()?);
            return Ok(self.expr_from(start, ExprKind::Subquery(query)));
        }
        let mut items = self.bracketed_list(Self::expr)?;
        match items.pop() {
            Some(only) if items.is_empty() => Ok(only),
            Some(last) => {
                items.push(last);
                Ok(self.expr_from(start, ExprKind::Row(items)))
            }
            None => self.unexpected(),
        }
    }

    /// `{d '2020-01-01'}`, and any `{word expr}`.
    fn odbc(&mut self, start: u32) -> Parsed<Expr> {
        let word = self.name()?.text.to_ascii_lowercase();
        let inner = self.expr()?;
        self.expect("}")?;
        let ExprKind::Literal(Literal::String(text)) = &inner.kind else { return Ok(inner) };
        let literal = match word.as_str() {
            "d" => Literal::Date(text.clone()),
            "t" => Literal::Time(text.clone()),
            "ts" => Literal::Timestamp(text.clone()),
            _ => return Ok(inner),
        };
        Ok(self.expr_from(start, ExprKind::Literal(literal)))
    }

    fn variable(&mut self) -> Parsed<Expr> {
        let start = self.start();
        if self.at("@@") {
            let (scope, name) = self.system_variable()?;
            return Ok(self.expr_from(start, ExprKind::SystemVariable { scope, name }));
        }
        let name = self.user_variable()?;
        if !self.accept(":=") {
            return Ok(self.expr_from(start, ExprKind::UserVariable(name)));
        }
        let value = Box::new(self.expr()?);
        Ok(self.expr_from(start, ExprKind::AssignVariable(name, value)))
    }

    /// `@name`, ``@`name` ``, `@'name'`.
    pub(in crate::mysql::syntax) fn user_variable(&mut self) -> Parsed<SmolStr> {
        self.expect("@")?;
        let token = self.peek();
        match token.kind {
            TokenKind::Host if token.start < token.end => Ok(self.next().text(self.text).into()),
            TokenKind::Name => Ok(self.take_name().text),
            TokenKind::String => self.string(),
            // An empty name is an error behind it.
            TokenKind::Host => {
                self.next();
                self.unexpected()
            }
            _ => self.unexpected(),
        }
    }

    /// `@@[scope.]name`.
    pub(in crate::mysql::syntax) fn system_variable(&mut self) -> Parsed<(Option<VariableScope>, SmolStr)> {
        self.expect("@@")?;
        let first = self.peek();
        if !matches!(first.kind, TokenKind::Word | TokenKind::Name) || first.reserved && !self.at("OFFSET") {
            return self.unexpected();
        }
        let scope = self.accept_scope_and_dot();
        if scope.is_some() && !matches!(self.peek().kind, TokenKind::Word | TokenKind::Name) {
            return self.unexpected();
        }
        let name = self.take_name();
        if !self.accept(".") {
            return Ok((scope, name.text));
        }
        let part = self.name()?;
        Ok((scope, format!("{}.{}", name.text, part.text).into()))
    }

    fn accept_scope_and_dot(&mut self) -> Option<VariableScope> {
        if !self.at_nth(1, ".") {
            return None;
        }
        let scope = self.peek_scope()?;
        self.next();
        self.next();
        Some(scope)
    }

    /// The next token is the word of a scope.
    pub(in crate::mysql::syntax) fn peek_scope(&self) -> Option<VariableScope> {
        let token = self.peek();
        let word = token.text(self.text);
        if matches!(token.kind, TokenKind::Word | TokenKind::Name) && word.eq_ignore_ascii_case("GLOBAL") {
            return Some(VariableScope::Global);
        }
        let session = ["SESSION", "LOCAL"].iter().any(|scope| word.eq_ignore_ascii_case(scope));
        session.then_some(VariableScope::Session)
    }

    fn word_primary(&mut self) -> Parsed<Expr> {
        if let Some(special) = self.special()? {
            return Ok(special);
        }
        if !self.at_name() {
            return self.unexpected();
        }
        if self.at_nth(1, "(") || self.at_nth(1, ".") && self.at_name_nth(2) && self.at_nth(3, "(") {
            let token = self.peek();
            let other = token.kind == TokenKind::Word && self.at_nth(1, "(") && self.mode.is_mariadb();
            if !other || keyword::can_be_function(token.text(self.text)) {
                return self.plain_call();
            }
        }
        self.column()
    }

    /// `name(…)`, `database.name(…)`.
    fn plain_call(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let name = self.object_name()?;
        let kind = self.call_of(name)?;
        Ok(self.expr_from(start, kind))
    }

    fn column(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let name = self.column_name()?;
        let column = self.expr_from(start, ExprKind::Column(name));
        if self.mode.is_mariadb() {
            return Ok(column);
        }
        let Some(arrow) = self.accept_any(&["->", "->>"]) else { return Ok(column) };
        let path = Box::new(self.literal()?);
        let kind = ExprKind::JsonArrow { operand: Box::new(column), path, unquoted: arrow == "->>" };
        Ok(self.expr_from(start, kind))
    }

    /// `column`, `table.column`, `database.table.column`.
    pub(in crate::mysql::syntax) fn column_name(&mut self) -> Parsed<ColumnName> {
        let empty_database = self.accept(".");
        let first = self.name()?;
        if empty_database && !self.at(".") {
            return self.unexpected();
        }
        if !self.accept(".") {
            return Ok(ColumnName { database: None, table: None, column: first });
        }
        let second = self.name()?;
        if !self.accept(".") {
            return Ok(ColumnName { database: None, table: Some(first), column: second });
        }
        let column = self.name()?;
        Ok(ColumnName { database: Some(first), table: Some(second), column })
    }

    /// `@x`, or a variable of a stored program: what takes a value.
    pub(in crate::mysql::syntax) fn target(&mut self) -> Parsed<Expr> {
        let start = self.start();
        let kind = if self.at("@") {
            ExprKind::UserVariable(self.user_variable()?)
        } else {
            ExprKind::Column(self.column_name()?)
        };
        Ok(self.expr_from(start, kind))
    }

    /// `NEXT VALUE FOR s`, `PREVIOUS VALUE FOR s`.
    pub(super) fn value_for(&mut self, value: SequenceValue) -> Parsed<ExprKind> {
        self.next();
        self.expect_words(&["VALUE", "FOR"])?;
        Ok(ExprKind::Sequence(value, self.object_name()?))
    }

    /// A name that the text does not have: of a function with a spelling of its own.
    pub(super) fn implied_name(&self, start: u32, text: &str) -> ObjectName {
        let name = Name { text: text.into(), span: self.span_from(start) };
        ObjectName { database: None, name }
    }
}
