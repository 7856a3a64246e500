//! Keys, foreign keys, checks.

use crate::mysql::ast::{
    ForeignKeyDefinition, IndexDefinition, IndexKind, IndexOption, KeyPart, KeyPartValue, Match, Name, ReferenceAction,
    References, TableCheck, TableElement,
};
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::mysql::syntax::token::TokenKind;

/// What stands before a key or a constraint.
#[derive(Debug, Default)]
struct Constraint {
    start: u32,
    name: Option<Name>,
    if_not_exists: bool,
    written: bool,
}

impl Parser<'_> {
    /// A key or a constraint where one is next.
    pub(super) fn key_or_constraint(&mut self) -> Parsed<Option<TableElement>> {
        let constraint = self.constraint()?;
        if self.at_any(&["PRIMARY", "UNIQUE"]) {
            return self.constraint_key(constraint).map(Some);
        }
        if self.at("FOREIGN") {
            return self.foreign_key(constraint).map(Some);
        }
        if self.at("CHECK") {
            let mut check = self.check(constraint.name)?;
            check.if_not_exists = constraint.if_not_exists;
            return Ok(Some(TableElement::Check(check)));
        }
        if constraint.written {
            return self.unexpected();
        }
        if self.at_any(&["KEY", "INDEX", "FULLTEXT", "SPATIAL"]) {
            return self.plain_key(constraint).map(Some);
        }
        if self.mode.is_mariadb() && self.at_words(&["PERIOD", "FOR"]) {
            return self.period().map(Some);
        }
        Ok(None)
    }

    /// `CONSTRAINT [IF NOT EXISTS] [name]`.
    fn constraint(&mut self) -> Parsed<Constraint> {
        let start = self.start();
        if !self.accept("CONSTRAINT") {
            return Ok(Constraint { start, ..Constraint::default() });
        }
        let if_not_exists = self.altering && self.accept_if_not_exists()?;
        if if_not_exists && !self.at_name() {
            return self.unexpected();
        }
        let name = if self.at_name() { Some(self.name()?) } else { None };
        if if_not_exists && !self.at("CHECK") {
            return self.unexpected();
        }
        Ok(Constraint { start, name, if_not_exists, written: true })
    }

    /// A new table has no keys yet that could be there: MariaDB refuses `IF NOT EXISTS` behind the key's name.
    fn only_when_altering(&self, if_not_exists: bool) -> Parsed<()> {
        if if_not_exists && !self.altering { self.unexpected() } else { Ok(()) }
    }

    /// `PRIMARY KEY …`, `UNIQUE [KEY] …`.
    fn constraint_key(&mut self, constraint: Constraint) -> Parsed<TableElement> {
        let kind = if self.accept("PRIMARY") {
            self.expect("KEY")?;
            IndexKind::Primary
        } else {
            self.next();
            self.accept_any(&["KEY", "INDEX"]);
            IndexKind::Unique
        };
        self.key_rest(constraint, kind)
    }

    fn plain_key(&mut self, constraint: Constraint) -> Parsed<TableElement> {
        let kind = match self.next().text(self.text).to_ascii_uppercase().as_str() {
            "FULLTEXT" => IndexKind::FullText,
            "SPATIAL" => IndexKind::Spatial,
            _ => IndexKind::Plain,
        };
        if kind != IndexKind::Plain {
            self.accept_any(&["KEY", "INDEX"]);
        }
        self.key_rest(constraint, kind)
    }

    fn key_rest(&mut self, constraint: Constraint, kind: IndexKind) -> Parsed<TableElement> {
        let if_not_exists = self.accept_if_not_exists()?;
        let name = if self.at_name() { Some(self.name()?) } else { None };
        self.only_when_altering(if_not_exists)?;
        let mut options = Vec::new();
        if let Some(using) = self.using(kind)? {
            options.push(using);
        }
        let parts = self.key_parts()?;
        self.index_options(kind, &mut options)?;
        let span = self.span_from(constraint.start);
        Ok(TableElement::Index(IndexDefinition {
            kind,
            constraint: constraint.name,
            name,
            if_not_exists,
            parts,
            options,
            span,
        }))
    }

    /// `USING BTREE`, `TYPE BTREE`; full text and spatial keys have none.
    pub(super) fn using(&mut self, kind: IndexKind) -> Parsed<Option<IndexOption>> {
        if matches!(kind, IndexKind::FullText | IndexKind::Spatial) || !self.at_any(&["USING", "TYPE"]) {
            return Ok(None);
        }
        self.next();
        if self.at_any(&["BTREE", "RTREE", "HASH"]) {
            Ok(Some(IndexOption::Using(self.take_name())))
        } else {
            self.unexpected()
        }
    }

    /// Options behind the columns.
    pub(super) fn index_options(&mut self, kind: IndexKind, options: &mut Vec<IndexOption>) -> Parsed<()> {
        while let Some(option) = self.index_option(kind)? {
            options.push(option);
        }
        Ok(())
    }

    fn index_option(&mut self, kind: IndexKind) -> Parsed<Option<IndexOption>> {
        if let Some(using) = self.using(kind)? {
            return Ok(Some(using));
        }
        if self.accept("KEY_BLOCK_SIZE") {
            self.accept("=");
            return Ok(Some(IndexOption::KeyBlockSize(self.big_number()?)));
        }
        if self.accept("COMMENT") {
            return Ok(Some(IndexOption::Comment(self.string()?)));
        }
        if kind == IndexKind::FullText && self.accept("WITH") {
            self.expect("PARSER")?;
            if self.mode.is_mariadb() && !self.at_plain_name() {
                return self.unexpected();
            }
            return Ok(Some(IndexOption::Parser(self.name()?)));
        }
        self.visibility_option()
    }

    fn visibility_option(&mut self) -> Parsed<Option<IndexOption>> {
        if !self.mode.is_mariadb() {
            let word = self.accept_any(&["INVISIBLE", "VISIBLE"]);
            return Ok(word.map(|word| IndexOption::Ignored(word == "INVISIBLE")));
        }
        if self.accept("IGNORED") {
            return Ok(Some(IndexOption::Ignored(true)));
        }
        if self.accept("NOT") {
            self.expect("IGNORED")?;
            return Ok(Some(IndexOption::Ignored(false)));
        }
        if self.at_plain_name() {
            let name = self.take_name();
            return Ok(Some(IndexOption::Engine(name, self.engine_value()?)));
        }
        Ok(None)
    }

    /// `(a, b(10) DESC)`.
    pub(super) fn key_parts(&mut self) -> Parsed<Vec<KeyPart>> {
        self.bracketed_list(Self::key_part)
    }

    fn key_part(&mut self) -> Parsed<KeyPart> {
        let value = if !self.mode.is_mariadb() && self.at("(") {
            KeyPartValue::Expr(self.brackets(Self::expr)?)
        } else {
            let name = self.name()?;
            KeyPartValue::Column(name, self.optional_length()?)
        };
        let without_overlaps = self.mode.is_mariadb() && self.accept("WITHOUT");
        if without_overlaps {
            self.expect("OVERLAPS")?;
        }
        let descending = self.accept_any(&["ASC", "DESC"]) == Some("DESC");
        Ok(KeyPart { value, descending, without_overlaps })
    }

    fn foreign_key(&mut self, constraint: Constraint) -> Parsed<TableElement> {
        self.expect_words(&["FOREIGN", "KEY"])?;
        let if_not_exists = self.accept_if_not_exists()?;
        let index = if self.at_name() { Some(self.name()?) } else { None };
        self.only_when_altering(if_not_exists)?;
        let columns = self.key_parts()?;
        let references = self.references()?;
        let span = self.span_from(constraint.start);
        Ok(TableElement::ForeignKey(ForeignKeyDefinition {
            constraint: constraint.name,
            index,
            if_not_exists,
            columns,
            references,
            span,
        }))
    }

    /// `REFERENCES t (columns) …`.
    pub(super) fn references(&mut self) -> Parsed<References> {
        self.expect("REFERENCES")?;
        let table = self.table_name()?;
        let columns = if self.at("(") { self.bracketed_list(Self::name)? } else { Vec::new() };
        let mut references = References { table, columns, match_type: None, on_delete: None, on_update: None };
        if self.accept("MATCH") {
            references.match_type = Some(self.match_type()?);
        }
        self.reference_actions(&mut references)?;
        Ok(references)
    }

    fn match_type(&mut self) -> Parsed<Match> {
        match self.accept_any(&["FULL", "PARTIAL", "SIMPLE"]) {
            Some("FULL") => Ok(Match::Full),
            Some("PARTIAL") => Ok(Match::Partial),
            Some(_) => Ok(Match::Simple),
            None => self.unexpected(),
        }
    }

    /// `ON UPDATE x`, `ON DELETE x`, each once.
    fn reference_actions(&mut self, references: &mut References) -> Parsed<()> {
        while self.accept("ON") {
            if self.at("UPDATE") && references.on_update.is_none() {
                self.next();
                references.on_update = Some(self.reference_action()?);
            } else if self.at("DELETE") && references.on_delete.is_none() {
                self.next();
                references.on_delete = Some(self.reference_action()?);
            } else {
                return self.unexpected();
            }
        }
        Ok(())
    }

    fn reference_action(&mut self) -> Parsed<ReferenceAction> {
        match self.accept_any(&["RESTRICT", "CASCADE", "SET", "NO"]) {
            Some("RESTRICT") => Ok(ReferenceAction::Restrict),
            Some("CASCADE") => Ok(ReferenceAction::Cascade),
            Some("NO") => self.expect("ACTION").map(|_| ReferenceAction::NoAction),
            Some(_) if self.accept("NULL") => Ok(ReferenceAction::SetNull),
            Some(_) => self.expect("DEFAULT").map(|_| ReferenceAction::SetDefault),
            None => self.unexpected(),
        }
    }

    /// `CHECK (…)`.
    pub(super) fn check(&mut self, name: Option<Name>) -> Parsed<TableCheck> {
        self.expect("CHECK")?;
        let expr = self.brackets(Self::expr)?;
        let enforced = if self.mode.is_mariadb() { None } else { self.enforced()? };
        Ok(TableCheck { name, if_not_exists: false, expr, enforced })
    }

    /// `[NOT] ENFORCED` (MySQL).
    pub(super) fn enforced(&mut self) -> Parsed<Option<bool>> {
        if self.accept("ENFORCED") {
            return Ok(Some(true));
        }
        if self.at_words(&["NOT", "ENFORCED"]) {
            self.expect_words(&["NOT", "ENFORCED"])?;
            return Ok(Some(false));
        }
        Ok(None)
    }

    fn period(&mut self) -> Parsed<TableElement> {
        self.expect("PERIOD")?;
        self.period_for()
    }

    /// `FOR name (a, b)`, behind `PERIOD`.
    pub(super) fn period_for(&mut self) -> Parsed<TableElement> {
        self.expect("FOR")?;
        let name = self.name()?;
        self.expect("(")?;
        let start = self.name()?;
        self.expect(",")?;
        let end = self.name()?;
        self.expect(")")?;
        Ok(TableElement::Period { name, start, end })
    }

    /// The next token is a number.
    pub(super) fn at_number(&self) -> bool {
        matches!(self.peek().kind, TokenKind::Integer | TokenKind::Hex | TokenKind::Decimal | TokenKind::Float)
    }
}
