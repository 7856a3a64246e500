//! What stands in `FROM`.

use super::unsure;
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::keywords::Category;
use crate::postgres::syntax::lex::Kind;

impl Cursor<'_> {
    /// An item of `FROM`, with its joins.
    pub(super) fn accept_table(&mut self) -> Result<()> {
        self.accept_item()?;
        while self.at_join() {
            self.accept_join()?;
        }
        Ok(())
    }

    fn at_join(&self) -> bool {
        self.at_any(&["JOIN", "CROSS", "NATURAL", "INNER", "LEFT", "RIGHT", "FULL"])
    }

    fn accept_join(&mut self) -> Result<()> {
        let qualified = match self.any(&["CROSS", "NATURAL"]) {
            None => {
                self.accept_join_kind();
                true
            }
            Some("NATURAL") => {
                self.accept_join_kind();
                false
            }
            Some(_) => false,
        };
        self.expect("JOIN")?;
        self.accept_item()?;
        if !qualified {
            return Ok(());
        }
        // Joins in front of the condition are those of the right side.
        while self.at_join() {
            self.accept_join()?;
        }
        if self.keyword("USING") {
            self.accept_names()?;
            return if self.keyword("AS") { self.accept_name() } else { Ok(()) };
        }
        self.expect("ON")?;
        self.accept_expr()
    }

    fn accept_join_kind(&mut self) {
        if !self.keyword("INNER") && self.any(&["LEFT", "RIGHT", "FULL"]).is_some() {
            self.keyword("OUTER");
        }
    }

    fn accept_item(&mut self) -> Result<()> {
        if self.at_any(&["ROWS", "XMLTABLE", "JSON_TABLE"])
            && self.nth(1).is_some_and(|next| next.kind == Kind::LeftParen)
            || self.at_keyword("ROWS") && self.nth_is(1, "FROM")
        {
            return unsure("a table of that kind");
        }
        let lateral = self.keyword("LATERAL");
        if self.kind() == Some(Kind::LeftParen) {
            return self.accept_parenthesised_item();
        }
        if lateral || self.at_function() {
            return self.accept_function_item();
        }
        self.accept_relation()?;
        self.accept_alias(Aliased::Relation)?;
        if self.keyword("TABLESAMPLE") {
            self.function_name()?;
            self.accept_group(Self::accept_expr)?;
            if self.keyword("REPEATABLE") {
                self.expect_symbol(Kind::LeftParen)?;
                self.accept_expr()?;
                self.expect_symbol(Kind::RightParen)?;
            }
        }
        Ok(())
    }

    /// A query, or joined items.
    fn accept_parenthesised_item(&mut self) -> Result<()> {
        if self.at_query_group() {
            let mut whole = *self;
            // Behind two parentheses it may be the first of joined items instead.
            let nested = self.nth(1).is_some_and(|next| next.kind == Kind::LeftParen);
            return match whole.accept_parentheses() {
                Ok(true) => {
                    *self = whole;
                    self.accept_alias(Aliased::Relation)
                }
                Err(refusal) if !nested => Err(refusal),
                Ok(false) | Err(_) => unsure("a query in parentheses"),
            };
        }
        self.expect_symbol(Kind::LeftParen)?;
        let nested = self.kind() == Some(Kind::LeftParen);
        self.accept_item()?;
        if !self.at_join() {
            return if nested { unsure("a table in parentheses") } else { self.refuse() };
        }
        while self.at_join() {
            self.accept_join()?;
        }
        self.expect_symbol(Kind::RightParen)?;
        self.accept_alias(Aliased::Relation)
    }

    /// Whether the name that comes next is that of a function.
    fn at_function(&self) -> bool {
        let mut ahead = *self;
        if self.category() == Some(Category::TypeOrFunctionName) || ahead.accept_session_value().is_ok() {
            return true;
        }
        ahead = *self;
        ahead.qualified_name().is_ok() && ahead.kind() == Some(Kind::LeftParen) && !self.at_keyword("ONLY")
    }

    fn accept_function_item(&mut self) -> Result<()> {
        if matches!(self.category(), None | Some(Category::Unreserved)) {
            self.function_name()?;
            self.accept_arguments()?;
        } else {
            self.accept_function_value()?;
        }
        if self.at_keyword("WITH") && self.nth_is(1, "ORDINALITY") {
            self.at += 2;
        }
        self.accept_alias(Aliased::Function)
    }

    fn accept_function_value(&mut self) -> Result<()> {
        match self.category() {
            Some(Category::TypeOrFunctionName) if !self.at_any(&["CURRENT_SCHEMA", "COLLATION"]) => {
                self.at += 1;
                self.accept_arguments()
            }
            Some(Category::Reserved) if !self.at_keyword("CAST") => self.accept_session_value(),
            _ => unsure("a function of that kind"),
        }
    }

    /// `[ONLY] name [*]`.
    pub(super) fn accept_relation(&mut self) -> Result<()> {
        if self.keyword("ONLY") {
            if self.symbol(Kind::LeftParen) {
                self.qualified_name()?;
                return self.expect_symbol(Kind::RightParen);
            }
            return self.qualified_name().map(drop);
        }
        self.qualified_name()?;
        self.operator("*");
        Ok(())
    }

    fn accept_alias(&mut self, aliased: Aliased) -> Result<()> {
        let named = if self.keyword("AS") {
            if aliased == Aliased::Function && self.kind() == Some(Kind::LeftParen) {
                return self.accept_group(Self::accept_definition);
            }
            self.accept_name()?;
            true
        } else {
            ({ *self }).ident().is_ok() && {
                self.at += 1;
                true
            }
        };
        if !named || self.kind() != Some(Kind::LeftParen) {
            return Ok(());
        }
        let mut second = Self { at: self.at + 1, ..*self };
        let listed = second.ident().is_ok() && matches!(second.kind(), Some(Kind::Comma | Kind::RightParen));
        if aliased == Aliased::Relation || listed {
            return self.accept_names();
        }
        self.accept_group(Self::accept_definition)
    }

    /// `name type [COLLATE name]`.
    fn accept_definition(&mut self) -> Result<()> {
        self.accept_name()?;
        self.type_name()?;
        if self.keyword("COLLATE") { self.qualified_name().map(drop) } else { Ok(()) }
    }
}

/// What an alias is given to: the columns of a function may have types.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aliased {
    Relation,
    Function,
}
