//! The items of `FROM`: read by `sqlparser`, lowered in step with the tokens.

use super::cursor::Cursor;
use super::error::{Result, opaque};
use super::lex::Kind;
use crate::postgres::ast::{FunctionCall, Ident, JoinConstraint, JoinKind, TableAlias, TableRef};
use sqlparser::ast as sql;

impl Cursor<'_> {
    /// A table and what is joined to it, from left to right.
    pub(super) fn lower_table(&mut self, tree: &sql::TableWithJoins) -> Result<TableRef> {
        let sql::TableWithJoins { relation, joins } = tree;
        let mut table = self.lower_factor(relation)?;
        for join in joins {
            table = self.lower_join(table, join)?;
        }
        Ok(table)
    }

    fn lower_join(&mut self, left: TableRef, join: &sql::Join) -> Result<TableRef> {
        let sql::Join { relation, global, join_operator } = join;
        let (kind, constraint) = join_kind(join_operator)?;
        if *global {
            return opaque("a join of another dialect");
        }
        if matches!(constraint, sql::JoinConstraint::Natural) {
            self.step("NATURAL")?;
        }
        match kind {
            JoinKind::Cross => self.step("CROSS")?,
            JoinKind::Inner => drop(self.keyword("INNER")),
            JoinKind::Left => self.step("LEFT")?,
            JoinKind::Right => self.step("RIGHT")?,
            JoinKind::Full => self.step("FULL")?,
        }
        self.keyword("OUTER");
        self.step("JOIN")?;
        let right = self.lower_factor(relation)?;
        let constraint = self.lower_constraint(constraint)?;
        Ok(TableRef::Join { left: Box::new(left), right: Box::new(right), kind, constraint, alias: None })
    }

    fn lower_constraint(&mut self, constraint: &sql::JoinConstraint) -> Result<JoinConstraint> {
        Ok(match constraint {
            sql::JoinConstraint::None => JoinConstraint::None,
            sql::JoinConstraint::Natural => JoinConstraint::Natural,
            sql::JoinConstraint::On(condition) => {
                self.step("ON")?;
                JoinConstraint::On(self.lower_expr(condition)?)
            }
            sql::JoinConstraint::Using(_) => {
                self.step("USING")?;
                JoinConstraint::Using(self.ident_group()?)
            }
        })
    }

    fn lower_factor(&mut self, factor: &sql::TableFactor) -> Result<TableRef> {
        use sql::TableFactor as F;
        match factor {
            F::Table {
                name: _,
                alias,
                args: None,
                with_hints,
                version: None,
                with_ordinality: false,
                partitions,
                json_path: None,
                sample: None,
                index_hints,
            } if with_hints.is_empty() && partitions.is_empty() && index_hints.is_empty() => {
                self.lower_relation(alias.as_ref())
            }
            F::Table {
                name,
                alias,
                args: Some(sql::TableFunctionArgs { args, settings: None }),
                with_hints,
                version: None,
                with_ordinality,
                partitions,
                json_path: None,
                sample: None,
                index_hints,
            } if with_hints.is_empty() && partitions.is_empty() && index_hints.is_empty() => {
                self.lower_table_function(name.0.len(), args, *with_ordinality, alias.as_ref())
            }
            F::Function { lateral, name, args, with_ordinality, alias } => {
                // A function in FROM sees the items before it with or without LATERAL.
                if *lateral {
                    self.step("LATERAL")?;
                }
                self.lower_table_function(name.0.len(), args, *with_ordinality, alias.as_ref())
            }
            F::Derived { lateral, subquery, alias, sample: None } => {
                if *lateral {
                    self.step("LATERAL")?;
                }
                let query = self.lower_query_group(subquery)?;
                Ok(TableRef::Subquery { query, lateral: *lateral, alias: self.lower_alias(alias.as_ref())? })
            }
            F::UNNEST { alias, array_exprs, with_offset: false, with_offset_alias: None, with_ordinality } => {
                self.lower_unnest(array_exprs, *with_ordinality, alias.as_ref())
            }
            F::NestedJoin { table_with_joins, alias } => self.lower_nested(table_with_joins, alias.as_ref()),
            F::Table { .. }
            | F::Derived { .. }
            | F::UNNEST { .. }
            | F::TableFunction { .. }
            | F::JsonTable { .. }
            | F::OpenJsonTable { .. }
            | F::Pivot { .. }
            | F::Unpivot { .. }
            | F::UnpivotExpr { .. }
            | F::MatchRecognize { .. }
            | F::XmlTable { .. }
            | F::SemanticView { .. } => opaque(format!("an item of FROM that is not read, at {}", self.text())),
        }
    }

    fn lower_relation(&mut self, alias: Option<&sql::TableAlias>) -> Result<TableRef> {
        if self.at_all(&["ROWS", "FROM"]) {
            return opaque("ROWS FROM");
        }
        let only = self.keyword("ONLY");
        let name = self.qualified_name()?;
        self.operator("*");
        Ok(TableRef::Relation { name, only, alias: self.lower_alias(alias)? })
    }

    fn lower_table_function(
        &mut self,
        parts: usize,
        arguments: &[sql::FunctionArg],
        ordinality: bool,
        alias: Option<&sql::TableAlias>,
    ) -> Result<TableRef> {
        let start = self.at;
        let name = self.lower_name(parts)?;
        self.step_symbol(Kind::LeftParen)?;
        let mut variadic = false;
        let arguments = self.lower_items(arguments, |cursor, argument| {
            variadic |= cursor.keyword("VARIADIC");
            cursor.lower_argument(argument)
        })?;
        self.step_symbol(Kind::RightParen)?;
        let call = FunctionCall {
            name,
            special: false,
            arguments,
            variadic,
            distinct: false,
            order_by: Vec::new(),
            filter: None,
            over: None,
        };
        self.lower_function_ref(start, call, ordinality, alias)
    }

    fn lower_unnest(
        &mut self,
        arrays: &[sql::Expr],
        ordinality: bool,
        alias: Option<&sql::TableAlias>,
    ) -> Result<TableRef> {
        let start = self.at;
        let name = self.lower_name(1)?;
        self.step_symbol(Kind::LeftParen)?;
        let arguments = self.lower_list(arrays)?.into_iter().map(|array| (None, array)).collect();
        self.step_symbol(Kind::RightParen)?;
        let call = FunctionCall {
            name,
            special: false,
            arguments,
            variadic: false,
            distinct: false,
            order_by: Vec::new(),
            filter: None,
            over: None,
        };
        self.lower_function_ref(start, call, ordinality, alias)
    }

    fn lower_function_ref(
        &mut self,
        start: usize,
        call: FunctionCall,
        ordinality: bool,
        alias: Option<&sql::TableAlias>,
    ) -> Result<TableRef> {
        let spans = vec![self.span_from(start)];
        if ordinality {
            self.steps(&["WITH", "ORDINALITY"])?;
        }
        Ok(TableRef::Function { calls: vec![call], spans, ordinality, alias: self.lower_alias(alias)? })
    }

    fn lower_nested(&mut self, tree: &sql::TableWithJoins, outer: Option<&sql::TableAlias>) -> Result<TableRef> {
        // Without parentheses it is the right-deep `a JOIN b JOIN c ON … ON …`.
        let parentheses = self.symbol(Kind::LeftParen);
        let mut table = self.lower_table(tree)?;
        if parentheses {
            self.step_symbol(Kind::RightParen)?;
        }
        if let Some(name) = self.lower_alias(outer)? {
            let TableRef::Join { alias, .. } = &mut table else { return self.out_of_step() };
            *alias = Some(name);
        }
        Ok(table)
    }

    fn lower_alias(&mut self, alias: Option<&sql::TableAlias>) -> Result<Option<TableAlias>> {
        let Some(sql::TableAlias { explicit, name: _, columns, at }) = alias else { return Ok(None) };
        if at.is_some() {
            return opaque("an alias of another dialect");
        }
        if *explicit {
            self.step("AS")?;
        }
        let name = self.ident()?;
        let columns = if columns.is_empty() { Vec::new() } else { self.group_list(Cursor::alias_column)? };
        if columns.iter().any(|(_, type_name)| type_name.is_some() != columns[0].1.is_some()) {
            return opaque("an alias with types for some columns only");
        }
        Ok(Some(TableAlias { name, columns }))
    }

    /// `column [type]` of an alias.
    fn alias_column(&mut self) -> Result<(Ident, Option<crate::postgres::ast::TypeName>)> {
        let name = self.ident()?;
        let ends = self.is_at_end() || self.kind() == Some(Kind::Comma);
        let type_name = if ends { None } else { Some(self.type_name()?) };
        Ok((name, type_name))
    }
}

fn join_kind(operator: &sql::JoinOperator) -> Result<(JoinKind, &sql::JoinConstraint)> {
    use sql::JoinOperator as J;
    Ok(match operator {
        J::Join(constraint) | J::Inner(constraint) => (JoinKind::Inner, constraint),
        J::Left(constraint) | J::LeftOuter(constraint) => (JoinKind::Left, constraint),
        J::Right(constraint) | J::RightOuter(constraint) => (JoinKind::Right, constraint),
        J::FullOuter(constraint) => (JoinKind::Full, constraint),
        J::CrossJoin(constraint @ sql::JoinConstraint::None) => (JoinKind::Cross, constraint),
        J::CrossJoin(_)
        | J::Semi(_)
        | J::LeftSemi(_)
        | J::RightSemi(_)
        | J::Anti(_)
        | J::LeftAnti(_)
        | J::RightAnti(_)
        | J::CrossApply
        | J::OuterApply
        | J::AsOf { .. }
        | J::StraightJoin(_)
        | J::ArrayJoin
        | J::LeftArrayJoin
        | J::InnerArrayJoin => return opaque("a join of another dialect"),
    })
}
