//! Expressions: `sqlparser` reads them, and its tree is lowered in step with the tokens.
//!
//! A cursor walks over the tokens of an expression in the order of the tree, so that every node knows exactly where it
//! begins and ends, and a token that the tree does not account for is noticed.

use super::cursor::Cursor;
use super::error::{Refusal, Result, opaque};
use super::lex::Kind;
use crate::postgres::ast::{Expr, ExprKind, Ident, Name, SubqueryQuantifier};
use sqlparser::ast as sql;
use sqlparser::parser::Parser;

impl Cursor<'_> {
    /// The expression that fills the rest of this range.
    pub(super) fn expr(&mut self) -> Result<Expr> {
        let start = *self;
        let read = self.read(Parser::parse_expr).and_then(|tree| self.lowered(|cursor| cursor.lower_expr(&tree)));
        match read {
            Ok(read) => start.refused_expr().map_or(Ok(read), Err),
            Err(refusal) => Err(start.misread_expr(refusal)),
        }
    }

    /// The expression up to the next comma outside all brackets.
    pub(super) fn expr_item(&mut self) -> Result<Expr> {
        let end = self.find(|at| at.kind() == Some(Kind::Comma));
        self.take_until(end).expr()
    }

    /// `(expr)`: the expression inside.
    pub(super) fn expr_group(&mut self) -> Result<Expr> {
        self.group()?.expr()
    }

    /// Lowers a whole tree. A token that is not what the tree says tells of `sqlparser`, not of the server.
    pub(super) fn lowered<T>(&mut self, lower: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let lowered = lower(self).or_else(|refusal| match refusal {
            Refusal::Syntax { .. } => self.out_of_step(),
            opaque @ Refusal::Opaque(_) => Err(opaque),
        })?;
        self.finish_lowering()?;
        Ok(lowered)
    }

    /// `sqlparser`'s tree does not say what the tokens say.
    pub(super) fn out_of_step<T>(&self) -> Result<T> {
        opaque(format!("`sqlparser` reads it differently at {}", self.text()))
    }

    /// Steps over a keyword that the tree implies.
    pub(super) fn step(&mut self, keyword: &str) -> Result<()> {
        if self.keyword(keyword) { Ok(()) } else { self.out_of_step() }
    }

    pub(super) fn steps(&mut self, keywords: &[&str]) -> Result<()> {
        keywords.iter().try_for_each(|keyword| self.step(keyword))
    }

    /// Steps over a symbol that the tree implies.
    pub(super) fn step_symbol(&mut self, kind: Kind) -> Result<()> {
        if self.symbol(kind) { Ok(()) } else { self.out_of_step() }
    }

    /// Lowers a node whose first token comes next.
    pub(super) fn lower_expr(&mut self, tree: &sql::Expr) -> Result<Expr> {
        let start = self.at;
        if let sql::Expr::Nested(inner) = tree {
            self.step_symbol(Kind::LeftParen)?;
            let expr = self.lower_expr(inner)?;
            self.step_symbol(Kind::RightParen)?;
            return Ok(expr);
        }
        let kind = self.lower_kind(tree)?;
        Ok(Expr { kind, span: self.span_from(start) })
    }

    pub(super) fn lower_box(&mut self, tree: &sql::Expr) -> Result<Box<Expr>> {
        self.lower_expr(tree).map(Box::new)
    }

    /// `expr, …`.
    pub(super) fn lower_list(&mut self, trees: &[sql::Expr]) -> Result<Vec<Expr>> {
        self.lower_items(trees, Self::lower_expr)
    }

    /// Nodes with commas between.
    pub(super) fn lower_items<T, U>(
        &mut self,
        trees: &[T],
        mut lower: impl FnMut(&mut Self, &T) -> Result<U>,
    ) -> Result<Vec<U>> {
        let mut items = Vec::with_capacity(trees.len());
        for tree in trees {
            if !items.is_empty() {
                self.step_symbol(Kind::Comma)?;
            }
            items.push(lower(self, tree)?);
        }
        Ok(items)
    }

    fn lower_kind(&mut self, tree: &sql::Expr) -> Result<ExprKind> {
        use sql::Expr as E;
        match tree {
            E::Identifier(_) => self.lower_identifier(),
            E::CompoundIdentifier(parts) => self.lower_parts(parts.len()).map(ExprKind::Column),
            E::CompoundFieldAccess { root, access_chain } => self.lower_access(root, access_chain),
            E::IsFalse(x) => self.lower_is(x, "FALSE", false),
            E::IsNotFalse(x) => self.lower_is(x, "FALSE", true),
            E::IsTrue(x) => self.lower_is(x, "TRUE", false),
            E::IsNotTrue(x) => self.lower_is(x, "TRUE", true),
            E::IsNull(x) => self.lower_is(x, "NULL", false),
            E::IsNotNull(x) => self.lower_is(x, "NULL", true),
            E::IsUnknown(x) => self.lower_is(x, "UNKNOWN", false),
            E::IsNotUnknown(x) => self.lower_is(x, "UNKNOWN", true),
            E::IsDistinctFrom(left, right) => self.lower_distinct(left, right, false),
            E::IsNotDistinctFrom(left, right) => self.lower_distinct(left, right, true),
            E::InList { expr, list, negated } => self.lower_in_list(expr, list, *negated),
            E::InSubquery { expr, subquery, negated } => self.lower_in_subquery(expr, subquery, *negated),
            E::Between { expr, negated, low, high } => self.lower_between(expr, low, high, *negated),
            E::BinaryOp { left, op, right } => self.lower_binary(left, op, right),
            E::Like { negated, any, expr, pattern, escape_char } => {
                self.lower_like("LIKE", *negated, *any, (expr, pattern, escape_char.as_deref()))
            }
            E::ILike { negated, any, expr, pattern, escape_char } => {
                self.lower_like("ILIKE", *negated, *any, (expr, pattern, escape_char.as_deref()))
            }
            E::SimilarTo { negated, expr, pattern, escape_char } => {
                self.lower_like("SIMILAR TO", *negated, false, (expr, pattern, escape_char.as_deref()))
            }
            E::AnyOp { left, compare_op: _, right, is_some: _ } => {
                self.lower_quantified(left, SubqueryQuantifier::Any, right)
            }
            E::AllOp { left, compare_op: _, right } => self.lower_quantified(left, SubqueryQuantifier::All, right),
            E::UnaryOp { op, expr } => self.lower_unary(*op, expr),
            E::Cast { kind, expr, data_type: _, format } => self.lower_cast(kind, expr, format.as_ref()),
            E::AtTimeZone { timestamp, time_zone } => self.lower_at_time_zone(timestamp, time_zone),
            E::Collate { expr, collation: _ } => self.lower_collate(expr),
            E::Value(_) => self.lower_value(),
            E::TypedString(_) => self.lower_typed_string(),
            E::Interval(interval) => self.lower_interval(interval),
            E::Case { case_token: _, end_token: _, operand, conditions, else_result } => {
                self.lower_case(operand.as_deref(), conditions, else_result.as_deref())
            }
            E::Exists { subquery, negated } => self.lower_exists(subquery, *negated),
            E::Subquery(query) => self.lower_query_group(query).map(ExprKind::Subquery),
            E::Tuple(items) => self.lower_tuple(items).map(ExprKind::Row),
            E::Array(array) => self.lower_array(array),
            E::Wildcard(_) => self.lower_wildcard(None),
            E::QualifiedWildcard(name, _) => self.lower_wildcard(Some(name)),
            other => self.lower_call(other),
        }
    }

    fn lower_identifier(&mut self) -> Result<ExprKind> {
        if self.at_any(&["CURRENT_SCHEMA", "CURRENT_ROLE", "CURRENT_CATALOG", "USER", "SESSION_USER", "CURRENT_USER"]) {
            return self.lower_bare_call();
        }
        self.lower_parts(1).map(ExprKind::Column)
    }

    /// `a.b.c`, of this many parts.
    pub(super) fn lower_parts(&mut self, count: usize) -> Result<Vec<Ident>> {
        let mut parts = Vec::with_capacity(count);
        for index in 0..count {
            if index > 0 {
                self.step_symbol(Kind::Period)?;
            }
            parts.push(self.label()?);
        }
        // A reserved word is no column: the server refuses what `sqlparser` let pass.
        let mut check = Cursor { at: self.at + 1 - 2 * count, ..*self };
        check.ident()?;
        Ok(parts)
    }

    fn lower_is(&mut self, operand: &sql::Expr, test: &'static str, negated: bool) -> Result<ExprKind> {
        let operand = self.lower_box(operand)?;
        let shorthand = if negated { "NOTNULL" } else { "ISNULL" };
        if test != "NULL" || !self.keyword(shorthand) {
            self.step("IS")?;
            if negated {
                self.step("NOT")?;
            }
            self.step(test)?;
        }
        Ok(ExprKind::Is { operand, test, negated })
    }

    fn lower_distinct(&mut self, left: &sql::Expr, right: &sql::Expr, negated: bool) -> Result<ExprKind> {
        let left = self.lower_box(left)?;
        self.step("IS")?;
        if negated {
            self.step("NOT")?;
        }
        self.steps(&["DISTINCT", "FROM"])?;
        Ok(ExprKind::IsDistinct { left, right: self.lower_box(right)?, negated })
    }

    /// Steps over `[NOT] keyword`.
    fn step_negatable(&mut self, keyword: &str, negated: bool) -> Result<()> {
        if negated {
            self.step("NOT")?;
        }
        self.step(keyword)
    }

    fn lower_in_list(&mut self, operand: &sql::Expr, list: &[sql::Expr], negated: bool) -> Result<ExprKind> {
        let operand = self.lower_box(operand)?;
        self.step_negatable("IN", negated)?;
        self.step_symbol(Kind::LeftParen)?;
        let list = self.lower_list(list)?;
        if list.is_empty() {
            return self.refuse();
        }
        self.step_symbol(Kind::RightParen)?;
        Ok(ExprKind::InList { operand, list, negated })
    }

    fn lower_in_subquery(&mut self, operand: &sql::Expr, query: &sql::Query, negated: bool) -> Result<ExprKind> {
        let operand = self.lower_box(operand)?;
        self.step_negatable("IN", negated)?;
        Ok(ExprKind::InSubquery { operand, query: self.lower_query_group(query)?, negated })
    }

    fn lower_between(
        &mut self,
        operand: &sql::Expr,
        low: &sql::Expr,
        high: &sql::Expr,
        negated: bool,
    ) -> Result<ExprKind> {
        let operand = self.lower_box(operand)?;
        self.step_negatable("BETWEEN", negated)?;
        if self.at_keyword("SYMMETRIC") {
            return opaque("BETWEEN SYMMETRIC");
        }
        self.keyword("ASYMMETRIC");
        let low = self.lower_box(low)?;
        self.step("AND")?;
        Ok(ExprKind::Between { operand, low, high: self.lower_box(high)?, negated })
    }

    fn lower_binary(&mut self, left: &sql::Expr, op: &sql::BinaryOperator, right: &sql::Expr) -> Result<ExprKind> {
        if *op == sql::BinaryOperator::Overlaps {
            return self.lower_overlaps(left, right);
        }
        let left = self.lower_box(left)?;
        let start = self.at;
        let operator = self.lower_operator(op)?;
        let operator_span = self.span_from(start);
        Ok(ExprKind::Binary { operator, operator_span, left, right: self.lower_box(right)? })
    }

    fn lower_operator(&mut self, op: &sql::BinaryOperator) -> Result<Name> {
        match op {
            sql::BinaryOperator::And => self.step("AND").map(|()| Name::new_static("AND")),
            sql::BinaryOperator::Or => self.step("OR").map(|()| Name::new_static("OR")),
            sql::BinaryOperator::PGCustomBinaryOperator(_) => self.lower_named_operator(),
            _ if self.kind() == Some(Kind::Operator) => Ok(self.lower_symbol()),
            _ => opaque(format!("the operator {}", self.text())),
        }
    }

    /// `OPERATOR(schema.symbol)`: only those of `pg_catalog` are what their symbol says.
    fn lower_named_operator(&mut self) -> Result<Name> {
        self.step("OPERATOR")?;
        let mut inside = self.group()?;
        if !inside.keyword("pg_catalog") || !inside.symbol(Kind::Period) {
            return opaque("an operator of a named schema");
        }
        let operator = inside.lower_symbol();
        inside.finish_lowering()?;
        Ok(operator)
    }

    fn lower_symbol(&mut self) -> Name {
        let symbol = self.text();
        self.at += 1;
        if symbol == "!=" { Name::new_static("<>") } else { symbol.into() }
    }

    fn lower_like(
        &mut self,
        operator: &'static str,
        negated: bool,
        any: bool,
        (operand, pattern, escape): (&sql::Expr, &sql::Expr, Option<&sql::Expr>),
    ) -> Result<ExprKind> {
        let operand = self.lower_box(operand)?;
        if negated {
            self.step("NOT")?;
        }
        operator.split(' ').try_for_each(|word| self.step(word))?;
        if any {
            let right = self.lower_any_of(pattern)?;
            let operator = match (operator, negated) {
                ("LIKE", false) => "~~",
                ("LIKE", true) => "!~~",
                (_, false) => "~~*",
                (_, true) => "!~~*",
            };
            let operator = Name::new_static(operator);
            return Ok(ExprKind::Quantified { left: operand, operator, quantifier: SubqueryQuantifier::Any, right });
        }
        let pattern = self.lower_box(pattern)?;
        let escape = match escape {
            None => None,
            Some(escape) => {
                self.step("ESCAPE")?;
                Some(self.lower_box(escape)?)
            }
        };
        Ok(ExprKind::Like { operator, operand, pattern, escape, negated })
    }

    /// `ANY (…)` of a `LIKE`.
    fn lower_any_of(&mut self, pattern: &sql::Expr) -> Result<Box<Expr>> {
        if self.any(&["ANY", "SOME"]).is_none() {
            return self.out_of_step();
        }
        self.lower_box(pattern)
    }

    fn lower_quantified(
        &mut self,
        left: &sql::Expr,
        quantifier: SubqueryQuantifier,
        right: &sql::Expr,
    ) -> Result<ExprKind> {
        let left = self.lower_box(left)?;
        if self.kind() != Some(Kind::Operator) {
            return opaque("a named operator before ANY or ALL");
        }
        let operator = self.lower_symbol();
        if self.any(&["ANY", "SOME", "ALL"]).is_none() {
            return self.out_of_step();
        }
        let right = if matches!(right, sql::Expr::Subquery(_) | sql::Expr::Nested(_)) && self.reads_subquery(right) {
            self.lower_box(right)?
        } else {
            self.step_symbol(Kind::LeftParen)?;
            let right = self.lower_box(right)?;
            self.step_symbol(Kind::RightParen)?;
            right
        };
        Ok(ExprKind::Quantified { left, operator, quantifier, right })
    }

    /// Whether the parenthesis that comes next is that of the subquery itself.
    fn reads_subquery(&self, right: &sql::Expr) -> bool {
        matches!(right, sql::Expr::Subquery(_))
            && self.kind() == Some(Kind::LeftParen)
            && (self.nth_is(1, "SELECT") || self.nth_is(1, "WITH") || self.nth_is(1, "VALUES"))
    }

    fn lower_unary(&mut self, op: sql::UnaryOperator, operand: &sql::Expr) -> Result<ExprKind> {
        let operator = if op == sql::UnaryOperator::Not {
            self.step("NOT")?;
            Name::new_static("NOT")
        } else if self.kind() == Some(Kind::Operator) {
            self.lower_symbol()
        } else {
            return self.out_of_step();
        };
        Ok(ExprKind::Unary { operator, operand: self.lower_box(operand)? })
    }

    fn lower_cast(
        &mut self,
        kind: &sql::CastKind,
        operand: &sql::Expr,
        format: Option<&sql::CastFormat>,
    ) -> Result<ExprKind> {
        match (kind, format) {
            (sql::CastKind::DoubleColon, None) => {
                let operand = self.lower_box(operand)?;
                self.step_symbol(Kind::DoubleColon)?;
                Ok(ExprKind::Cast { operand, target: self.type_name()? })
            }
            (sql::CastKind::Cast, None) => {
                self.step("CAST")?;
                self.step_symbol(Kind::LeftParen)?;
                let operand = self.lower_box(operand)?;
                self.step("AS")?;
                let target = self.type_name()?;
                self.step_symbol(Kind::RightParen)?;
                Ok(ExprKind::Cast { operand, target })
            }
            (sql::CastKind::TryCast | sql::CastKind::SafeCast, _) | (_, Some(_)) => opaque("a cast of another dialect"),
        }
    }

    fn lower_at_time_zone(&mut self, time: &sql::Expr, zone: &sql::Expr) -> Result<ExprKind> {
        let operand = self.lower_box(time)?;
        self.steps(&["AT", "TIME", "ZONE"])?;
        Ok(ExprKind::AtTimeZone { operand, zone: self.lower_box(zone)? })
    }

    fn lower_collate(&mut self, operand: &sql::Expr) -> Result<ExprKind> {
        let operand = self.lower_box(operand)?;
        self.step("COLLATE")?;
        Ok(ExprKind::Collate { operand, collation: self.qualified_name()? })
    }

    fn lower_case(
        &mut self,
        operand: Option<&sql::Expr>,
        conditions: &[sql::CaseWhen],
        otherwise: Option<&sql::Expr>,
    ) -> Result<ExprKind> {
        self.step("CASE")?;
        let operand = operand.map(|operand| self.lower_box(operand)).transpose()?;
        let mut branches = Vec::with_capacity(conditions.len());
        for sql::CaseWhen { condition, result } in conditions {
            self.step("WHEN")?;
            let condition = self.lower_expr(condition)?;
            self.step("THEN")?;
            branches.push((condition, self.lower_expr(result)?));
        }
        let otherwise = match otherwise {
            None => None,
            Some(result) => {
                self.step("ELSE")?;
                Some(self.lower_box(result)?)
            }
        };
        self.step("END")?;
        Ok(ExprKind::Case { operand, branches, otherwise })
    }

    fn lower_exists(&mut self, query: &sql::Query, negated: bool) -> Result<ExprKind> {
        if negated {
            self.step("NOT")?;
        }
        let start = self.at;
        self.step("EXISTS")?;
        let exists = ExprKind::Exists(self.lower_query_group(query)?);
        if !negated {
            return Ok(exists);
        }
        let operand = Box::new(Expr { kind: exists, span: self.span_from(start) });
        Ok(ExprKind::Unary { operator: Name::new_static("NOT"), operand })
    }

    /// `(a, b)`.
    pub(super) fn lower_tuple(&mut self, items: &[sql::Expr]) -> Result<Vec<Expr>> {
        self.step_symbol(Kind::LeftParen)?;
        let items = self.lower_list(items)?;
        self.step_symbol(Kind::RightParen)?;
        Ok(items)
    }

    fn lower_array(&mut self, array: &sql::Array) -> Result<ExprKind> {
        if !array.named {
            return opaque("an array without ARRAY");
        }
        self.step("ARRAY")?;
        self.lower_elements(&array.elem)
    }

    /// `[a, b]`, whose elements may be such lists themselves.
    fn lower_elements(&mut self, elements: &[sql::Expr]) -> Result<ExprKind> {
        self.step_symbol(Kind::LeftBracket)?;
        let items = self.lower_items(elements, |cursor, element| match element {
            sql::Expr::Array(sql::Array { elem, named: false }) => {
                let start = cursor.at;
                let kind = cursor.lower_elements(elem)?;
                Ok(Expr { kind, span: cursor.span_from(start) })
            }
            element => cursor.lower_expr(element),
        })?;
        self.step_symbol(Kind::RightBracket)?;
        Ok(ExprKind::Array(items))
    }
}
