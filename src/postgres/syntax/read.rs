//! Handing tokens to `sqlparser`, and what its refusals say about the server's.

use super::cursor::Cursor;
use super::error::{Refusal, Result, opaque};
use super::keywords;
use super::lex::Kind;
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::{Parser, ParserError};
use sqlparser::tokenizer::{Token, TokenWithSpan};

static DIALECT: PostgreSqlDialect = PostgreSqlDialect {};

/// How deep `sqlparser` may recurse. Its own default, 50, refuses expressions that people write.
const DEPTH: usize = 192;

impl Cursor<'_> {
    /// Lets `sqlparser` read from here on. It may stop before the end: lowering its tree shows where.
    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&mut Parser<'static>) -> std::result::Result<T, ParserError>,
    ) -> Result<T> {
        self.read_behind(&[], read)
    }

    /// Lets `sqlparser` read from here on, as if these words stood in front.
    pub(super) fn read_behind<T>(
        &self,
        words: &[&str],
        read: impl FnOnce(&mut Parser<'static>) -> std::result::Result<T, ParserError>,
    ) -> Result<T> {
        if self.is_at_end() {
            return self.refuse();
        }
        if self.is_too_deep() {
            return opaque("an expression nested too deeply");
        }
        let mut tokens: Vec<_> = words.iter().map(|word| TokenWithSpan::wrap(Token::make_keyword(word))).collect();
        self.append_sql_tokens(&mut tokens);
        let mut parser = Parser::new(&DIALECT).with_recursion_limit(DEPTH).with_tokens_with_locations(tokens);
        read(&mut parser).map_err(|error| self.misread(error))
    }

    /// The tokens of this range for `sqlparser`, without those that it would stumble over and that lowering knows:
    /// `VARIADIC`, `ONLY`, `ASYMMETRIC`, locking clauses, and the type in front of a constant.
    fn append_sql_tokens(&self, tokens: &mut Vec<TokenWithSpan>) {
        tokens.reserve(self.end - self.at);
        let mut ahead = *self;
        while !ahead.is_at_end() {
            let skipped = ahead.unknown_to_sqlparser(self.at);
            if skipped == 0 {
                tokens.push(self.tokens.sql[ahead.at].clone());
                ahead.at += 1;
            }
            ahead.at += skipped;
        }
    }

    fn unknown_to_sqlparser(&self, start: usize) -> usize {
        if self.kind() != Some(Kind::Word) {
            return 0;
        }
        if self.at_keyword("FOR") {
            return self.locking_clause();
        }
        let after_bracket = self.at > start
            && matches!(self.tokens.list[self.at - 1].kind, Kind::LeftParen | Kind::Comma | Kind::LeftBracket);
        if after_bracket && self.at_keyword("VARIADIC") {
            return 1;
        }
        if self.at_keyword("ASYMMETRIC") {
            return 1;
        }
        // Behind `ROWS` it is that of `FETCH FIRST`.
        let before = Cursor { at: self.at.saturating_sub(1), ..*self };
        if self.at_keyword("ONLY") && !before.at_any(&["ROW", "ROWS"]) {
            return 1;
        }
        let constant = self.nth(1).is_some_and(|token| token.kind == Kind::String);
        usize::from(constant && keywords::category(&self.text().to_ascii_lowercase()).is_none())
    }

    /// What `sqlparser`'s refusal says about the server's.
    fn misread(&self, error: ParserError) -> Refusal {
        let ParserError::ParserError(reason) = &error else { return error.into() };
        let found = reason.rsplit_once("Column: ").and_then(|(_, column)| column.trim().parse().ok());
        let mut at = match found {
            Some(column) => self.index_of(column).named_by(reason),
            None if reason.ends_with("found: EOF") => Cursor { at: self.end, ..*self },
            None => return error.into(),
        };
        at.end = self.end;
        // `AT LOCAL` came with version 17.
        let at_local = self.since(17) && at.at_keyword("LOCAL");
        let certain = at.at > self.at && at.cannot_follow() && !at_local || self.tokens.unbalanced().is_some();
        if certain { at.unexpected() } else { error.into() }
    }

    /// Lowering must have met every token. Where `sqlparser` stopped short of the end behind a complete expression, a
    /// word that cannot continue one is an error for the server as well.
    pub(super) fn finish_lowering(&self) -> Result<()> {
        const CONTINUES: &[&str] = &[
            "AND",
            "OR",
            "NOT",
            "IS",
            "ISNULL",
            "NOTNULL",
            "IN",
            "LIKE",
            "ILIKE",
            "SIMILAR",
            "BETWEEN",
            "COLLATE",
            "AT",
            "LOCAL",
            "OPERATOR",
            "OVERLAPS",
            "UESCAPE",
            "ESCAPE",
            "FOR",
            "FETCH",
            "LIMIT",
            "OFFSET",
            "ORDER",
            "WINDOW",
            "UNION",
            "EXCEPT",
            "INTERSECT",
            "WITH",
            "FILTER",
            "OVER",
            "WITHIN",
            "AS",
            "TABLESAMPLE",
            "SEARCH",
            "CYCLE",
            "PRECISION",
            "VARYING",
            "HAVING",
            "GROUP",
            "USING",
            "ROWS",
            "RANGE",
            "GROUPS",
            "EXCLUDE",
            "INTO",
        ];
        let ends = matches!(
            self.kind(),
            Some(Kind::Comma | Kind::RightParen | Kind::RightBracket | Kind::Arrow | Kind::Assignment | Kind::Colon)
        );
        let alias = self.at + 1 == self.end && self.kind() == Some(Kind::Word) && self.may_be_alias();
        let is_operand =
            matches!(self.kind(), Some(Kind::Word | Kind::QuotedIdentifier | Kind::Number | Kind::Parameter));
        match self.kind() {
            None => Ok(()),
            Some(_) if alias => opaque(format!("the alias {}", self.text())),
            Some(_) if ends || is_operand && !self.at_any(CONTINUES) => self.refuse(),
            Some(_) => opaque(format!("`sqlparser` stops at {}", self.text())),
        }
    }

    /// Whether the next word may be the alias of a select item without `AS`, though it is reserved.
    fn may_be_alias(&self) -> bool {
        const NEVER: &[&str] = &[
            "ARRAY",
            "AS",
            "CREATE",
            "EXCEPT",
            "FETCH",
            "FOR",
            "FROM",
            "GRANT",
            "GROUP",
            "HAVING",
            "INTERSECT",
            "INTO",
            "LIMIT",
            "OFFSET",
            "ON",
            "ORDER",
            "RETURNING",
            "TO",
            "UNION",
            "WHERE",
            "WINDOW",
            "WITH",
        ];
        keywords::category(&self.text().to_ascii_lowercase()) == Some(keywords::Category::Reserved)
            && !self.at_any(NEVER)
    }

    /// The token at this byte offset.
    fn index_of(&self, column: u64) -> Self {
        let at = self.tokens.list.partition_point(|token| u64::from(token.span.start) < column);
        Cursor { at: at.max(self.at), ..*self }
    }

    /// This place or the one before it: `sqlparser` sometimes names a token and gives the place of the next.
    fn named_by(self, reason: &str) -> Self {
        let before = Cursor { at: self.at.saturating_sub(1), ..self };
        let names = |at: &Self| reason.contains(&format!("found: {} at Line", at.text()));
        if !names(&self) && names(&before) { before } else { self }
    }

    /// Whether no expression of the server's goes on like this: a comma or an operator, then an end.
    fn cannot_follow(&self) -> bool {
        const ENDS: &[&str] = &[
            "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "THEN", "WHEN", "END", "AND", "OR", "AS",
            "ON",
        ];
        let before = self.tokens.list[self.at - 1];
        let text = before.span.slice(self.tokens.text);
        let dangling = match before.kind {
            Kind::Comma | Kind::DoubleColon => true,
            Kind::Operator => text != "*",
            Kind::Word => ["AND", "OR", "NOT"].iter().any(|word| text.eq_ignore_ascii_case(word)),
            _ => false,
        };
        let ends = match self.tokens.list.get(self.at).map(|token| token.kind) {
            None | Some(Kind::Comma | Kind::RightParen | Kind::RightBracket) => true,
            Some(Kind::Word) => Cursor { end: self.tokens.list.len(), ..*self }.at_any(ENDS),
            _ => false,
        };
        dangling && ends
    }
}
