//! Expressions: operators by their precedence, and what stands between them.

use super::unsure;
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::Result;
use crate::postgres::syntax::keywords::Category;
use crate::postgres::syntax::lex::Kind;

/// How tightly an operator binds, loosest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Or,
    And,
    Not,
    Is,
    Comparison,
    Pattern,
    Other,
    Sum,
    Product,
    Power,
    Zone,
    Collate,
    Sign,
}

/// Which operators an expression may have at its top.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kinds {
    /// `a_expr`.
    All,
    /// `b_expr`: nothing that reads like a clause.
    Plain,
}

/// What an operator makes of the operand before it.
enum Infix {
    /// A right operand follows.
    Binary(Level),
    /// `IS …`.
    Is,
    /// `BETWEEN`, `IN`, `LIKE` …, perhaps behind `NOT`.
    Pattern,
    Zone,
    Collate,
    Cast,
    /// `ISNULL`, `NOTNULL`.
    Postfix,
}

impl Cursor<'_> {
    /// An expression.
    pub(super) fn accept_expr(&mut self) -> Result<()> {
        self.accept_level(Level::Or, Kinds::All)
    }

    /// An expression where `IN`, `AND` and the like would be taken for something else.
    pub(super) fn accept_plain_expr(&mut self) -> Result<()> {
        self.accept_level(Level::Or, Kinds::Plain)
    }

    pub(super) fn accept_exprs(&mut self) -> Result<()> {
        self.accept_list(Self::accept_expr)
    }

    fn accept_level(&mut self, least: Level, kinds: Kinds) -> Result<()> {
        self.accept_prefixed(kinds)?;
        self.accept_infixes(least, kinds, |_| false)
    }

    /// An expression of a select list. A word that could be an operator is the item's label where nothing goes on behind it.
    pub(super) fn accept_item_expr(&mut self) -> Result<()> {
        self.accept_prefixed(Kinds::All)?;
        self.accept_infixes(Level::Or, Kinds::All, Self::is_last_label)
    }

    fn accept_infixes(&mut self, least: Level, kinds: Kinds, is_label: fn(&Self) -> bool) -> Result<()> {
        // The operator that made what stands before, where two of its kind cannot follow each other.
        let mut single = None;
        while let Some((infix, level)) = self.infix(kinds)? {
            if level < least || is_label(self) {
                break;
            }
            let alone = matches!(level, Level::Comparison | Level::Pattern);
            if alone && single == Some(level) {
                return self.refuse();
            }
            single = self.accept_infix(&infix, kinds)?.then_some(level).filter(|_| alone);
        }
        Ok(())
    }

    fn accept_prefixed(&mut self, kinds: Kinds) -> Result<()> {
        if kinds == Kinds::All && self.keyword("NOT") {
            return self.accept_level(Level::Not, kinds);
        }
        if kinds == Kinds::All && self.keyword("DEFAULT") {
            return Ok(());
        }
        if self.kind() != Some(Kind::Operator) {
            return self.accept_operand();
        }
        match self.text() {
            "+" | "-" => {
                self.at += 1;
                self.accept_level(Level::Sign, kinds)
            }
            "*" | "/" | "%" | "^" | "<" | ">" | "=" | "<=" | ">=" | "<>" | "!=" => self.refuse(),
            _ => {
                self.accept_operator()?;
                self.accept_level(above(Level::Other), kinds)
            }
        }
    }

    /// An operator, of which two in a row without a blank may be one to the server.
    fn accept_operator(&mut self) -> Result<()> {
        let end = self.peek().map(|token| token.span.end);
        self.at += 1;
        match self.peek() {
            Some(next) if next.kind == Kind::Operator && Some(next.span.start) == end => unsure("an operator"),
            _ => Ok(()),
        }
    }

    /// The operator that comes next, which is not taken.
    fn infix(&self, kinds: Kinds) -> Result<Option<(Infix, Level)>> {
        let binary = |level| Ok(Some((Infix::Binary(level), level)));
        match self.kind() {
            Some(Kind::DoubleColon) => return Ok(Some((Infix::Cast, Level::Sign))),
            Some(Kind::Operator) => {
                return binary(match self.text() {
                    "+" | "-" => Level::Sum,
                    "*" | "/" | "%" => Level::Product,
                    "^" => Level::Power,
                    "<" | ">" | "=" | "<=" | ">=" | "<>" | "!=" => Level::Comparison,
                    _ => Level::Other,
                });
            }
            Some(Kind::Word) => {}
            _ => return Ok(None),
        }
        if self.at_keyword("OPERATOR") && self.nth(1).is_some_and(|token| token.kind == Kind::LeftParen) {
            return unsure("OPERATOR()").map(|()| None);
        }
        if self.at_keyword("IS") {
            return Ok(Some((Infix::Is, Level::Is)));
        }
        Ok(if kinds == Kinds::Plain { None } else { self.worded_infix() })
    }

    fn worded_infix(&self) -> Option<(Infix, Level)> {
        const PATTERNS: &[&str] = &["BETWEEN", "IN", "LIKE", "ILIKE", "SIMILAR"];
        let negated = self.at_keyword("NOT");
        let behind = Self { at: self.at + usize::from(negated), ..*self };
        if behind.at_any(PATTERNS) {
            return Some((Infix::Pattern, Level::Pattern));
        }
        Some(match () {
            () if self.at_keyword("AND") => (Infix::Binary(Level::And), Level::And),
            () if self.at_keyword("OR") => (Infix::Binary(Level::Or), Level::Or),
            () if self.at_any(&["ISNULL", "NOTNULL"]) => (Infix::Postfix, Level::Is),
            () if self.at_keyword("AT") && self.nth(1).is_some() => (Infix::Zone, Level::Zone),
            () if self.at_keyword("COLLATE") => (Infix::Collate, Level::Collate),
            () => return None,
        })
    }

    /// Takes an operator and what follows it; whether that is an operand on the right.
    fn accept_infix(&mut self, infix: &Infix, kinds: Kinds) -> Result<bool> {
        match infix {
            Infix::Binary(level) => {
                if matches!(self.kind(), Some(Kind::Operator)) {
                    self.accept_operator()?;
                } else {
                    self.at += 1;
                }
                if kinds == Kinds::All && *level >= Level::Comparison && self.at_any(&["ANY", "SOME", "ALL"]) {
                    return self.accept_quantified().map(|()| false);
                }
                self.accept_level(above(*level), kinds)?;
                return Ok(true);
            }
            Infix::Is => self.accept_test(kinds)?,
            Infix::Pattern => return self.accept_pattern().map(|()| true),
            Infix::Zone => {
                self.expect("AT")?;
                if self.since(17) && self.keyword("LOCAL") {
                    return Ok(false);
                }
                self.expect_all(&["TIME", "ZONE"])?;
                self.accept_level(above(Level::Zone), kinds)?;
            }
            Infix::Collate => {
                self.at += 1;
                self.qualified_name()?;
            }
            Infix::Cast => {
                self.at += 1;
                self.type_name()?;
            }
            Infix::Postfix => self.at += 1,
        }
        Ok(false)
    }

    fn accept_quantified(&mut self) -> Result<()> {
        self.at += 1;
        if self.kind() == Some(Kind::LeftParen) && self.at_query_group() {
            return self.accept_parentheses().map(drop);
        }
        self.expect_symbol(Kind::LeftParen)?;
        self.accept_expr()?;
        self.expect_symbol(Kind::RightParen)
    }

    /// `IS [NOT] NULL`, `IS DISTINCT FROM …`.
    fn accept_test(&mut self, kinds: Kinds) -> Result<()> {
        self.expect("IS")?;
        self.keyword("NOT");
        if self.keyword("DISTINCT") {
            self.expect("FROM")?;
            return self.accept_level(above(Level::Is), kinds);
        }
        if self.keyword("DOCUMENT") || kinds == Kinds::Plain {
            return Ok(());
        }
        if self.at_any(&["NFC", "NFD", "NFKC", "NFKD"]) {
            self.at += 1;
            return self.expect("NORMALIZED");
        }
        if self.since(16) && self.at_keyword("JSON") {
            return unsure("IS JSON");
        }
        self.expect_any(&["NULL", "TRUE", "FALSE", "UNKNOWN", "NORMALIZED"]).map(drop)
    }

    /// `[NOT] BETWEEN`, `IN`, `LIKE`, `ILIKE`, `SIMILAR TO`.
    fn accept_pattern(&mut self) -> Result<()> {
        self.keyword("NOT");
        if self.keyword("BETWEEN") {
            if !self.keyword("SYMMETRIC") {
                self.keyword("ASYMMETRIC");
            }
            self.accept_plain_expr()?;
            self.expect("AND")?;
            return self.accept_level(above(Level::Pattern), Kinds::All);
        }
        if self.keyword("IN") {
            if self.at_query_group() {
                return self.accept_parentheses().map(drop);
            }
            return self.accept_group(Self::accept_expr);
        }
        if self.keyword("SIMILAR") {
            self.expect("TO")?;
        } else {
            self.at += 1;
            if self.at_any(&["ANY", "SOME", "ALL"]) {
                return self.accept_quantified();
            }
        }
        self.accept_level(above(Level::Pattern), Kinds::All)?;
        if self.keyword("ESCAPE") { self.accept_level(above(Level::Pattern), Kinds::All) } else { Ok(()) }
    }

    /// What stands between operators.
    fn accept_operand(&mut self) -> Result<()> {
        match self.kind() {
            Some(Kind::Number | Kind::Bits | Kind::String) => {
                self.at += 1;
                Ok(())
            }
            Some(Kind::Parameter) => {
                self.at += 1;
                self.accept_indirection()
            }
            Some(Kind::LeftParen) => {
                self.accept_parentheses()?;
                self.accept_indirection()
            }
            Some(Kind::Word | Kind::QuotedIdentifier) => self.accept_word(),
            _ => self.refuse(),
        }
    }

    fn accept_word(&mut self) -> Result<()> {
        match self.category() {
            Some(Category::Reserved) => self.accept_reserved(),
            Some(Category::ColumnName) => self.accept_column_keyword(),
            Some(Category::TypeOrFunctionName) => self.accept_function_keyword(),
            Some(Category::Unreserved) | None => self.accept_column_or_call(),
        }
    }

    fn accept_reserved(&mut self) -> Result<()> {
        if self.keyword("CASE") {
            return self.accept_case();
        }
        if self.keyword("CAST") {
            return self.accept_cast();
        }
        if self.keyword("ARRAY") {
            if self.at_query_group() {
                return self.accept_parentheses().map(drop);
            }
            return self.accept_array();
        }
        if self.any(&["NULL", "TRUE", "FALSE"]).is_some() {
            return Ok(());
        }
        self.accept_session_value()
    }

    fn accept_array(&mut self) -> Result<()> {
        self.expect_symbol(Kind::LeftBracket)?;
        if self.symbol(Kind::RightBracket) {
            return Ok(());
        }
        if self.kind() == Some(Kind::LeftBracket) {
            self.accept_list(Self::accept_array)?;
        } else {
            self.accept_exprs()?;
        }
        self.expect_symbol(Kind::RightBracket)
    }

    fn accept_case(&mut self) -> Result<()> {
        if !self.at_keyword("WHEN") {
            self.accept_expr()?;
        }
        self.expect("WHEN")?;
        loop {
            self.accept_expr()?;
            self.expect("THEN")?;
            self.accept_expr()?;
            if !self.keyword("WHEN") {
                break;
            }
        }
        if self.keyword("ELSE") {
            self.accept_expr()?;
        }
        self.expect("END")
    }

    pub(super) fn accept_cast(&mut self) -> Result<()> {
        self.expect_symbol(Kind::LeftParen)?;
        self.accept_expr()?;
        self.expect("AS")?;
        self.type_name()?;
        self.expect_symbol(Kind::RightParen)
    }

    /// A query, an expression or a row in parentheses; whether it is a query.
    pub(super) fn accept_parentheses(&mut self) -> Result<bool> {
        let queries = self.at_query_group();
        self.expect_symbol(Kind::LeftParen)?;
        if !queries {
            self.accept_exprs()?;
            return self.expect_symbol(Kind::RightParen).map(|()| false);
        }
        if self.kind() != Some(Kind::LeftParen) {
            self.accept_query()?;
            return self.expect_symbol(Kind::RightParen).map(|()| true);
        }
        // What begins with a query in parentheses is a query or an expression.
        let start = *self;
        let mut inner = *self;
        let is_query = inner.accept_parentheses()?;
        if is_query && inner.at_any(&["UNION", "INTERSECT", "EXCEPT", "ORDER", "LIMIT", "OFFSET", "FETCH", "FOR"]) {
            self.accept_query()?;
            return self.expect_symbol(Kind::RightParen).map(|()| true);
        }
        if is_query && inner.kind() == Some(Kind::RightParen) {
            *self = inner;
            return self.expect_symbol(Kind::RightParen).map(|()| true);
        }
        *self = start;
        self.accept_exprs()?;
        self.expect_symbol(Kind::RightParen).map(|()| false)
    }

    /// `.name`, `.*`, `[subscript]`.
    pub(super) fn accept_indirection(&mut self) -> Result<()> {
        let (mut star, mut behind_star) = (false, false);
        loop {
            behind_star |= star && matches!(self.kind(), Some(Kind::Period | Kind::LeftBracket));
            if self.symbol(Kind::Period) {
                star = self.operator("*");
                if !star {
                    self.label()?;
                }
            } else if self.symbol(Kind::LeftBracket) {
                if !self.symbol(Kind::Colon) {
                    self.accept_expr()?;
                    if self.symbol(Kind::RightBracket) {
                        continue;
                    }
                    self.expect_symbol(Kind::Colon)?;
                }
                if !self.symbol(Kind::RightBracket) {
                    self.accept_expr()?;
                    self.expect_symbol(Kind::RightBracket)?;
                }
            } else if behind_star {
                // Looked at when all of it is read.
                return self.refuse_as("improper use of \"*\"");
            } else {
                return Ok(());
            }
        }
    }
}

/// The next tighter level.
fn above(level: Level) -> Level {
    match level {
        Level::Or => Level::And,
        Level::And => Level::Not,
        Level::Not => Level::Is,
        Level::Is => Level::Comparison,
        Level::Comparison => Level::Pattern,
        Level::Pattern => Level::Other,
        Level::Other => Level::Sum,
        Level::Sum => Level::Product,
        Level::Product => Level::Power,
        Level::Power => Level::Zone,
        Level::Zone => Level::Collate,
        Level::Collate | Level::Sign => Level::Sign,
    }
}
