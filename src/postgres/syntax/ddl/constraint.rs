//! Constraints of tables, columns and domains.

use crate::postgres::ast::op::{
    ColumnConstraint, ConstraintAttributes, ConstraintDef, Exclusion, ForeignKey, Generated, Identity, IndexElement,
    MatchType, ReferentialAction, UniqueSpec,
};
use crate::postgres::ast::{Expr, Ident, Name};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Refusal, Result, opaque};
use crate::postgres::syntax::lex::Kind;

/// Keywords that begin or change a column's constraints, and so end the default in front of them.
const COLUMN_CONSTRAINTS: &[&str] = &[
    "CONSTRAINT",
    "NOT",
    "UNIQUE",
    "PRIMARY",
    "CHECK",
    "REFERENCES",
    "GENERATED",
    "DEFAULT",
    "COLLATE",
    "DEFERRABLE",
    "INITIALLY",
];

/// When a constraint is checked, as written behind it.
#[derive(Default)]
pub(in crate::postgres::syntax) struct Timing {
    pub(super) deferrable: Option<bool>,
    pub(super) initially_deferred: Option<bool>,
    not_valid: bool,
    no_inherit: bool,
}

/// What can be written behind a constraint.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Deferrable,
    NotValid,
    NoInherit,
}

impl Timing {
    /// `INITIALLY DEFERRED` alone makes a constraint deferrable too.
    pub(super) fn is_deferrable(&self) -> bool {
        self.deferrable.unwrap_or(self.is_deferred())
    }

    pub(super) fn is_deferred(&self) -> bool {
        self.initially_deferred.unwrap_or(false)
    }
}

impl Cursor<'_> {
    /// Whether a table constraint comes next rather than a column.
    pub(super) fn at_table_constraint(&self) -> bool {
        let exclusion = self.nth_is(0, "EXCLUDE")
            && (self.nth_is(1, "USING") || self.nth(1).is_some_and(|token| token.kind == Kind::LeftParen));
        exclusion || self.at_any(&["CONSTRAINT", "CHECK", "UNIQUE", "PRIMARY", "FOREIGN", "NOT"])
    }

    /// `[CONSTRAINT name] CHECK | UNIQUE | PRIMARY KEY | EXCLUDE | FOREIGN KEY …`.
    pub(super) fn constraint(&mut self) -> Result<ConstraintDef> {
        let start = self.at;
        let name = if self.keyword("CONSTRAINT") { Some(self.ident()?) } else { None };
        let attributes = match self.any(&["CHECK", "UNIQUE", "PRIMARY", "EXCLUDE", "FOREIGN", "NOT"]) {
            Some("CHECK") => self.check()?,
            Some("UNIQUE") => ConstraintAttributes::Unique(self.unique_spec("UNIQUE")?),
            Some("PRIMARY") => {
                self.expect("KEY")?;
                ConstraintAttributes::PrimaryKey(self.unique_spec("PRIMARY KEY")?)
            }
            Some("EXCLUDE") => ConstraintAttributes::Exclude(self.exclusion()?),
            Some("FOREIGN") => {
                self.expect("KEY")?;
                let columns = self.key_group()?;
                let mut key = self.references(columns)?;
                apply_to_key(&mut key, &self.timing_of("FOREIGN KEY", &[Mark::Deferrable, Mark::NotValid])?);
                ConstraintAttributes::ForeignKey(key)
            }
            Some("NOT") if self.since(18) => self.not_null()?,
            Some("NOT") => {
                self.at -= 1;
                return self.refuse();
            }
            _ => return self.refuse(),
        };
        Ok(ConstraintDef { name, attributes, span: self.span_from(start) })
    }

    /// The columns of a key. Keys over periods, of version 18, are not modelled.
    fn key_group(&mut self) -> Result<Vec<Ident>> {
        let mut ahead = *self;
        match self.ident_group() {
            Err(_) if self.since(18) && ahead.group().is_ok_and(Self::names_period) => opaque("a key over periods"),
            columns => columns,
        }
    }

    fn names_period(mut self) -> bool {
        self.at_keyword("PERIOD") || {
            self.at = self.find(|at| at.at_any(&["PERIOD", "WITHOUT"]));
            !self.is_at_end()
        }
    }

    fn check(&mut self) -> Result<ConstraintAttributes> {
        let expr = self.expr_group()?;
        let timing = self.timing_of("CHECK", &[Mark::NotValid, Mark::NoInherit])?;
        Ok(ConstraintAttributes::Check { expr, no_inherit: timing.no_inherit, not_valid: timing.not_valid })
    }

    /// `NOT NULL column`, of PostgreSQL 18.
    fn not_null(&mut self) -> Result<ConstraintAttributes> {
        self.expect("NULL")?;
        let column = self.ident()?;
        let Timing { not_valid, no_inherit, .. } = self.timing()?;
        Ok(ConstraintAttributes::NotNull { column, no_inherit, not_valid })
    }

    /// What follows `UNIQUE` or `PRIMARY KEY` in a table constraint.
    fn unique_spec(&mut self, kind: &str) -> Result<UniqueSpec> {
        let mut spec = empty_unique_spec();
        if self.all(&["USING", "INDEX"]) {
            spec.using_index = Some(self.ident()?);
        } else {
            spec.nulls_not_distinct = self.nulls_not_distinct()?;
            spec.columns = self.key_group()?;
            spec.include = self.include()?;
            self.index_parameters(&mut spec)?;
        }
        apply_to_unique(&mut spec, &self.timing_of(kind, &[Mark::Deferrable])?);
        Ok(spec)
    }

    /// `WITH (…) USING INDEX TABLESPACE t`.
    fn index_parameters(&mut self, spec: &mut UniqueSpec) -> Result<()> {
        if self.keyword("WITH") {
            spec.storage_parameters = self.storage_parameters()?;
        }
        if self.keyword("USING") {
            self.expect_all(&["INDEX", "TABLESPACE"])?;
            spec.tablespace = Some(self.ident()?);
        }
        Ok(())
    }

    /// `NULLS [NOT] DISTINCT`.
    pub(super) fn nulls_not_distinct(&mut self) -> Result<bool> {
        if !self.since(15) || !self.keyword("NULLS") {
            return Ok(false);
        }
        let not = self.keyword("NOT");
        self.expect("DISTINCT")?;
        Ok(not)
    }

    /// `INCLUDE (columns)`.
    pub(super) fn include(&mut self) -> Result<Vec<Ident>> {
        if self.keyword("INCLUDE") { self.ident_group() } else { Ok(Vec::new()) }
    }

    fn exclusion(&mut self) -> Result<Exclusion> {
        let method = if self.keyword("USING") { Some(self.ident()?) } else { None };
        let elements = self.group_list(Cursor::exclusion_element)?;
        let include = self.include()?;
        let mut spec = empty_unique_spec();
        self.index_parameters(&mut spec)?;
        if spec.tablespace.is_some() {
            return opaque("an exclusion constraint with a tablespace");
        }
        let predicate = if self.keyword("WHERE") { Some(self.expr_group()?) } else { None };
        let timing = self.timing_of("EXCLUDE", &[Mark::Deferrable])?;
        let (deferrable, initially_deferred) = (timing.is_deferrable(), timing.is_deferred());
        let storage_parameters = spec.storage_parameters;
        Ok(Exclusion { method, elements, include, storage_parameters, predicate, deferrable, initially_deferred })
    }

    /// `element WITH operator`.
    fn exclusion_element(&mut self) -> Result<(IndexElement, Name)> {
        let element = self.index_element()?;
        self.expect("WITH")?;
        if self.keyword("OPERATOR") {
            return opaque("an exclusion constraint with a named operator");
        }
        if self.kind() != Some(Kind::Operator) {
            return self.refuse();
        }
        let operator = self.text();
        self.at += 1;
        Ok((element, if operator == "!=" { "<>".into() } else { operator.into() }))
    }

    /// `REFERENCES table [(columns)] MATCH … ON DELETE … ON UPDATE …`.
    fn references(&mut self, columns: Vec<Ident>) -> Result<ForeignKey> {
        self.expect("REFERENCES")?;
        let table = self.qualified_name()?;
        let referenced = if self.kind() == Some(Kind::LeftParen) { self.ident_group()? } else { Vec::new() };
        let match_type = self.match_type()?;
        let mut key = ForeignKey {
            columns,
            table,
            referenced,
            match_type,
            on_delete: ReferentialAction::default(),
            on_delete_columns: Vec::new(),
            on_update: ReferentialAction::default(),
            deferrable: false,
            initially_deferred: false,
            not_valid: false,
        };
        while self.keyword("ON") {
            let start = self.at - 1;
            let event = self.expect_any(&["DELETE", "UPDATE"])?;
            let action = self.referential_action()?;
            let sets = matches!(action, ReferentialAction::SetNull | ReferentialAction::SetDefault);
            let listed = sets && self.since(15) && self.kind() == Some(Kind::LeftParen);
            let columns = if listed { self.ident_group()? } else { Vec::new() };
            if event == "DELETE" {
                (key.on_delete, key.on_delete_columns) = (action, columns);
            } else if columns.is_empty() {
                key.on_update = action;
            } else {
                return Err(self.refuse_columns_on_update(start, action));
            }
        }
        Ok(key)
    }

    fn refuse_columns_on_update(&self, start: usize, action: ReferentialAction) -> Refusal {
        let action = if action == ReferentialAction::SetNull { "SET NULL" } else { "SET DEFAULT" };
        let message = format!("a column list with {action} is only supported for ON DELETE actions");
        Refusal::forbidden("0A000", message, Some(self.span_from(start)))
    }

    fn match_type(&mut self) -> Result<MatchType> {
        if !self.keyword("MATCH") {
            return Ok(MatchType::Simple);
        }
        let start = self.at - 1;
        match self.expect_any(&["FULL", "SIMPLE", "PARTIAL"])? {
            "FULL" => Ok(MatchType::Full),
            "SIMPLE" => Ok(MatchType::Simple),
            _ => {
                let at = self.span_from(start);
                Err(Refusal::forbidden("0A000", "MATCH PARTIAL not yet implemented", Some(at)))
            }
        }
    }

    fn referential_action(&mut self) -> Result<ReferentialAction> {
        match self.expect_any(&["NO", "RESTRICT", "CASCADE", "SET"])? {
            "NO" => self.expect("ACTION").map(|()| ReferentialAction::NoAction),
            "RESTRICT" => Ok(ReferentialAction::Restrict),
            "CASCADE" => Ok(ReferentialAction::Cascade),
            _ => match self.expect_any(&["NULL", "DEFAULT"])? {
                "NULL" => Ok(ReferentialAction::SetNull),
                _ => Ok(ReferentialAction::SetDefault),
            },
        }
    }

    /// The same, of a kind of constraint that takes these marks and no others.
    fn timing_of(&mut self, kind: &str, taken: &[Mark]) -> Result<Timing> {
        let timing = self.timing()?;
        let marks = [
            (Mark::Deferrable, "DEFERRABLE", timing.is_deferrable() || timing.is_deferred()),
            (Mark::NotValid, "NOT VALID", timing.not_valid),
            (Mark::NoInherit, "NO INHERIT", timing.no_inherit),
        ];
        match marks.iter().find(|(mark, _, is_set)| *is_set && !taken.contains(mark)) {
            Some((_, mark, _)) => {
                Err(Refusal::forbidden("0A000", format!("{kind} constraints cannot be marked {mark}"), None))
            }
            None => Ok(timing),
        }
    }

    /// `[NOT] DEFERRABLE`, `INITIALLY …`, `NOT VALID`, `NO INHERIT`, in any order.
    pub(in crate::postgres::syntax) fn timing(&mut self) -> Result<Timing> {
        let mut timing = Timing::default();
        loop {
            if self.keyword("DEFERRABLE") {
                timing.deferrable = Some(true);
            } else if self.all(&["NOT", "DEFERRABLE"]) {
                timing.deferrable = Some(false);
            } else if self.keyword("INITIALLY") {
                timing.initially_deferred = Some(self.expect_any(&["DEFERRED", "IMMEDIATE"])? == "DEFERRED");
            } else if self.at_keyword("NOT") && !self.at_all(&["NOT", "NULL"]) {
                // `NOT NULL` may follow the check of a domain.
                self.at += 1;
                self.enforced()?;
                self.expect("VALID")?;
                timing.not_valid = true;
            } else if self.keyword("NO") {
                self.expect("INHERIT")?;
                timing.no_inherit = true;
            } else {
                return Ok(timing);
            }
        }
    }

    /// `[NOT] ENFORCED`, of version 18, is not modelled.
    fn enforced(&self) -> Result<()> {
        if self.since(18) && self.at_keyword("ENFORCED") { opaque("ENFORCED") } else { Ok(()) }
    }

    /// One constraint of a column, without its name.
    pub(super) fn column_constraint(&mut self, column: &Ident) -> Result<ColumnConstraint> {
        const STARTS: &[&str] = &["NOT", "NULL", "DEFAULT", "GENERATED", "UNIQUE", "PRIMARY", "CHECK"];
        if self.at_keyword("REFERENCES") {
            let key = self.references(vec![column.clone()])?;
            return Ok(ColumnConstraint::Constraint(ConstraintAttributes::ForeignKey(key)));
        }
        Ok(match self.any(STARTS) {
            Some("NOT") => {
                self.enforced()?;
                self.expect("NULL").map(|()| ColumnConstraint::NotNull)?
            }
            Some("NULL") => ColumnConstraint::Null,
            Some("DEFAULT") => ColumnConstraint::Default(self.column_default()?),
            Some("GENERATED") => self.generated()?,
            Some("UNIQUE") => {
                let nulls_not_distinct = self.nulls_not_distinct()?;
                let spec = self.column_unique(column, nulls_not_distinct)?;
                ColumnConstraint::Constraint(ConstraintAttributes::Unique(spec))
            }
            Some("PRIMARY") => {
                self.expect("KEY")?;
                ColumnConstraint::Constraint(ConstraintAttributes::PrimaryKey(self.column_unique(column, false)?))
            }
            Some("CHECK") => {
                let expr = self.expr_group()?;
                let no_inherit = self.all(&["NO", "INHERIT"]);
                let check = ConstraintAttributes::Check { expr, no_inherit, not_valid: false };
                ColumnConstraint::Constraint(check)
            }
            _ => return self.refuse(),
        })
    }

    fn column_unique(&mut self, column: &Ident, nulls_not_distinct: bool) -> Result<UniqueSpec> {
        let mut spec = UniqueSpec { columns: vec![column.clone()], nulls_not_distinct, ..empty_unique_spec() };
        self.index_parameters(&mut spec)?;
        Ok(spec)
    }

    /// The default of a column or domain: an expression without the operators that a constraint could begin with
    /// (the grammar's `b_expr`), so that `DEFAULT 1 NOT NULL` is two things.
    pub(super) fn column_default(&mut self) -> Result<Expr> {
        let end = self.default_end();
        self.take_until(end).expr()
    }

    fn default_end(&self) -> usize {
        let (start, mut cases) = (self.at, 0_usize);
        let mut ahead = *self;
        while !ahead.is_at_end() {
            ahead.at = ahead.find(|at| matches!(at.kind(), Some(Kind::Word | Kind::Comma)));
            match ahead.kind() {
                None | Some(Kind::Comma) => break,
                _ if ahead.at_keyword("CASE") => cases += 1,
                _ if ahead.at_keyword("END") => cases = cases.saturating_sub(1),
                _ if cases > 0 || ahead.at == start => {}
                _ if ahead.at_any(COLUMN_CONSTRAINTS) && !ahead.follows(&["IS"]) => break,
                _ if ahead.at_keyword("NULL") && !ahead.follows_operator() => break,
                _ => {}
            }
            ahead.at += 1;
        }
        ahead.at
    }

    /// Whether the token before this place is one of these keywords.
    fn follows(&self, keywords: &[&str]) -> bool {
        self.at > 0 && Cursor { at: self.at - 1, ..*self }.at_any(keywords)
    }

    fn follows_operator(&self) -> bool {
        self.at > 0 && self.tokens.list[self.at - 1].kind == Kind::Operator || self.follows(&["FROM"])
    }

    /// What follows `GENERATED`.
    pub(super) fn generated(&mut self) -> Result<ColumnConstraint> {
        let always = self.always_or_by_default()?;
        self.expect("AS")?;
        if self.keyword("IDENTITY") {
            let options = self.identity_options()?;
            return Ok(ColumnConstraint::Identity(Identity { always, options }));
        }
        if !always {
            return opaque("GENERATED BY DEFAULT AS (…)");
        }
        let expr = self.expr_group()?;
        let stored = if self.since(18) {
            self.any(&["STORED", "VIRTUAL"]) == Some("STORED")
        } else {
            self.expect("STORED").map(|()| true)?
        };
        Ok(ColumnConstraint::Generated(Generated { expr, stored }))
    }

    /// `ALWAYS` (`true`) or `BY DEFAULT`.
    pub(super) fn always_or_by_default(&mut self) -> Result<bool> {
        if self.keyword("ALWAYS") { Ok(true) } else { self.expect_all(&["BY", "DEFAULT"]).map(|()| false) }
    }
}

pub(super) fn apply_to_key(key: &mut ForeignKey, timing: &Timing) {
    key.deferrable = timing.is_deferrable();
    key.initially_deferred = timing.is_deferred();
    key.not_valid = timing.not_valid;
}

pub(super) fn apply_to_unique(spec: &mut UniqueSpec, timing: &Timing) {
    spec.deferrable = timing.is_deferrable();
    spec.initially_deferred = timing.is_deferred();
}

fn empty_unique_spec() -> UniqueSpec {
    UniqueSpec {
        columns: Vec::new(),
        include: Vec::new(),
        nulls_not_distinct: false,
        storage_parameters: Vec::new(),
        using_index: None,
        tablespace: None,
        deferrable: false,
        initially_deferred: false,
    }
}
