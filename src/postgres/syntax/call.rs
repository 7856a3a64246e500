//! Function calls, and the expressions that SQL spells in a way of their own.

use super::cursor::Cursor;
use super::error::{Result, opaque};
use super::lex::Kind;
use crate::postgres::ast::{Expr, ExprKind, FunctionCall, Ident, Literal, Name, OrderItem, QualifiedName, WindowSpec};
use crate::source::Span;
use sqlparser::ast as sql;

/// Calls of one plain name that the grammar knows: no function is looked up for them.
const SPECIAL: &[&str] = &["COALESCE", "GREATEST", "GROUPING", "LEAST", "NULLIF"];

/// Keywords that are calls by themselves, and may carry a precision.
const TIMES: &[&str] = &["CURRENT_TIME", "CURRENT_TIMESTAMP", "LOCALTIME", "LOCALTIMESTAMP"];

impl Cursor<'_> {
    /// What is left after [`Cursor::lower_expr`]'s own kinds.
    pub(super) fn lower_call(&mut self, tree: &sql::Expr) -> Result<ExprKind> {
        use sql::Expr as E;
        match tree {
            E::Function(function) => self.lower_function(function),
            E::Ceil { expr, field: sql::CeilFloorKind::DateTimeField(sql::DateTimeField::NoDateTime) }
            | E::Floor { expr, field: sql::CeilFloorKind::DateTimeField(sql::DateTimeField::NoDateTime) } => {
                self.lower_plain_call(&[expr])
            }
            E::Extract { field: _, syntax: sql::ExtractSyntax::From, expr } => self.lower_extract(expr),
            E::Position { expr, r#in } => self.lower_position(expr, r#in),
            E::Substring { expr, substring_from, substring_for, special, shorthand: _ } => {
                self.lower_substring(expr, substring_from.as_deref(), substring_for.as_deref(), *special)
            }
            E::Trim { trim_where, trim_what, expr, trim_characters: None } => {
                self.lower_trim(*trim_where, trim_what.as_deref(), expr)
            }
            E::Overlay { expr, overlay_what, overlay_from, overlay_for } => {
                self.lower_overlay(&[expr, overlay_what, overlay_from], overlay_for.as_deref())
            }
            E::Identifier(_)
            | E::CompoundIdentifier(_)
            | E::CompoundFieldAccess { .. }
            | E::IsFalse(_)
            | E::IsNotFalse(_)
            | E::IsTrue(_)
            | E::IsNotTrue(_)
            | E::IsNull(_)
            | E::IsNotNull(_)
            | E::IsUnknown(_)
            | E::IsNotUnknown(_)
            | E::IsDistinctFrom(..)
            | E::IsNotDistinctFrom(..)
            | E::InList { .. }
            | E::InSubquery { .. }
            | E::Between { .. }
            | E::BinaryOp { .. }
            | E::Like { .. }
            | E::ILike { .. }
            | E::SimilarTo { .. }
            | E::AnyOp { .. }
            | E::AllOp { .. }
            | E::UnaryOp { .. }
            | E::Cast { .. }
            | E::AtTimeZone { .. }
            | E::Collate { .. }
            | E::Nested(_)
            | E::Value(_)
            | E::TypedString(_)
            | E::Interval(_)
            | E::Case { .. }
            | E::Exists { .. }
            | E::Subquery(_)
            | E::Tuple(_)
            | E::Array(_)
            | E::Wildcard(_)
            | E::QualifiedWildcard(..)
            | E::Ceil { .. }
            | E::Floor { .. }
            | E::Extract { .. }
            | E::Trim { .. }
            | E::JsonAccess { .. }
            | E::IsJson { .. }
            | E::IsNormalized { .. }
            | E::InUnnest { .. }
            | E::RLike { .. }
            | E::Convert { .. }
            | E::Prefixed { .. }
            | E::GroupingSets(_)
            | E::Cube(_)
            | E::Rollup(_)
            | E::Struct { .. }
            | E::Named { .. }
            | E::Dictionary(_)
            | E::Map(_)
            | E::MatchAgainst { .. }
            | E::OuterJoin(_)
            | E::Prior(_)
            | E::Lambda(_)
            | E::MemberOf(_) => opaque(format!("an expression that is not read, at {}", self.text())),
        }
    }

    fn lower_function(&mut self, function: &sql::Function) -> Result<ExprKind> {
        if matches!(function.args, sql::FunctionArguments::None) || self.at_any(TIMES) {
            return self.lower_bare_call();
        }
        if let sql::FunctionArguments::Subquery(query) = &function.args {
            self.step("ARRAY")?;
            return self.lower_query_group(query).map(ExprKind::ArraySubquery);
        }
        if self.at_keyword("ROW") {
            return self.lower_row_call(function);
        }
        self.lower_function_call(function).map(|call| ExprKind::Function(Box::new(call)))
    }

    /// `current_timestamp` and its kin, with the precision that may follow.
    pub(super) fn lower_bare_call(&mut self) -> Result<ExprKind> {
        let name = QualifiedName { parts: vec![self.label()?] };
        let mut call = special(name);
        if self.kind() == Some(Kind::LeftParen) {
            call.arguments = self.group_list(|inside| {
                let start = inside.at;
                let kind = inside.lower_value()?;
                Ok((None, Expr { kind, span: inside.span_from(start) }))
            })?;
        }
        Ok(ExprKind::Function(Box::new(call)))
    }

    /// `ROW(a, b)`.
    fn lower_row_call(&mut self, function: &sql::Function) -> Result<ExprKind> {
        let call = self.lower_function_body(function, false)?;
        let plain = !call.distinct && !call.variadic && call.order_by.is_empty() && call.filter.is_none();
        if !plain || call.over.is_some() || call.arguments.iter().any(|(name, _)| name.is_some()) {
            return self.out_of_step();
        }
        Ok(ExprKind::Row(call.arguments.into_iter().map(|(_, argument)| argument).collect()))
    }

    pub(super) fn lower_function_call(&mut self, function: &sql::Function) -> Result<FunctionCall> {
        let special = function.name.0.len() == 1 && self.at_any(SPECIAL);
        self.lower_function_body(function, special)
    }

    /// A call, whose name comes next.
    fn lower_function_body(&mut self, function: &sql::Function, is_special: bool) -> Result<FunctionCall> {
        let sql::Function { name, uses_odbc_syntax, parameters, args, within_group, filter, null_treatment, over } =
            function;
        let sql::FunctionArguments::List(list) = args else { return self.out_of_step() };
        if *uses_odbc_syntax || null_treatment.is_some() || !matches!(parameters, sql::FunctionArguments::None) {
            return opaque("a function call of another dialect");
        }
        let name = self.lower_name(name.0.len())?;
        let mut call = FunctionCall { special: is_special, ..special(name) };
        self.lower_arguments(list, &mut call)?;
        if !within_group.is_empty() {
            self.steps(&["WITHIN", "GROUP"])?;
            self.step_symbol(Kind::LeftParen)?;
            self.steps(&["ORDER", "BY"])?;
            call.order_by = self.lower_items(within_group, Self::lower_order_item)?;
            self.step_symbol(Kind::RightParen)?;
        }
        if let Some(filter) = filter {
            self.step("FILTER")?;
            self.step_symbol(Kind::LeftParen)?;
            self.step("WHERE")?;
            call.filter = Some(self.lower_expr(filter)?);
            self.step_symbol(Kind::RightParen)?;
        }
        call.over = over.as_ref().map(|over| self.lower_over(over)).transpose()?;
        Ok(call)
    }

    /// A function's name of this many parts, where any keyword that `sqlparser` took is fine.
    pub(super) fn lower_name(&mut self, count: usize) -> Result<QualifiedName> {
        let mut parts = Vec::with_capacity(count);
        for index in 0..count {
            if index > 0 {
                self.step_symbol(Kind::Period)?;
            }
            parts.push(if index == 0 { self.non_reserved()? } else { self.label()? });
        }
        Ok(QualifiedName { parts })
    }

    fn lower_arguments(&mut self, list: &sql::FunctionArgumentList, call: &mut FunctionCall) -> Result<()> {
        let sql::FunctionArgumentList { duplicate_treatment, args, clauses } = list;
        self.step_symbol(Kind::LeftParen)?;
        match duplicate_treatment {
            None => {}
            Some(sql::DuplicateTreatment::Distinct) => {
                self.step("DISTINCT")?;
                call.distinct = true;
            }
            Some(sql::DuplicateTreatment::All) => self.step("ALL")?,
        }
        call.arguments = self.lower_items(args, |cursor, argument| {
            call.variadic |= cursor.keyword("VARIADIC");
            cursor.lower_argument(argument)
        })?;
        for clause in clauses {
            let sql::FunctionArgumentClause::OrderBy(items) = clause else {
                return opaque("a clause in a function call that is not read");
            };
            self.steps(&["ORDER", "BY"])?;
            call.order_by = self.lower_items(items, Self::lower_order_item)?;
        }
        self.step_symbol(Kind::RightParen)
    }

    pub(super) fn lower_argument(&mut self, argument: &sql::FunctionArg) -> Result<(Option<Ident>, Expr)> {
        use sql::FunctionArgOperator::{Assignment, RightArrow};
        match argument {
            // `sqlparser` takes `name := value` for an operator.
            sql::FunctionArg::Unnamed(sql::FunctionArgExpr::Expr(sql::Expr::BinaryOp {
                left: _,
                op: sql::BinaryOperator::Assignment,
                right,
            })) => {
                let name = self.function_or_type()?;
                self.step_symbol(Kind::Assignment)?;
                Ok((Some(name), self.lower_expr(right)?))
            }
            sql::FunctionArg::Unnamed(value) => Ok((None, self.lower_argument_value(value)?)),
            sql::FunctionArg::ExprNamed { name: sql::Expr::Identifier(_), arg, operator: RightArrow | Assignment }
            | sql::FunctionArg::Named { name: _, arg, operator: RightArrow | Assignment } => {
                let name = self.function_or_type()?;
                if !self.symbol(Kind::Arrow) && !self.symbol(Kind::Assignment) {
                    return self.out_of_step();
                }
                Ok((Some(name), self.lower_argument_value(arg)?))
            }
            sql::FunctionArg::ExprNamed { .. } | sql::FunctionArg::Named { .. } => {
                opaque("a named argument of another dialect")
            }
        }
    }

    fn lower_argument_value(&mut self, value: &sql::FunctionArgExpr) -> Result<Expr> {
        let start = self.at;
        match value {
            sql::FunctionArgExpr::Expr(expr) => self.lower_expr(expr),
            sql::FunctionArgExpr::Wildcard => {
                let first = start > 0 && self.tokens.list[start - 1].kind == Kind::LeftParen;
                if !self.operator("*") || !first || self.kind() != Some(Kind::RightParen) {
                    return self.out_of_step();
                }
                Ok(Expr { kind: ExprKind::Wildcard(None), span: self.span_from(start) })
            }
            sql::FunctionArgExpr::QualifiedWildcard(name) => {
                let qualifier = QualifiedName { parts: self.lower_parts(name.0.len())? };
                self.step_symbol(Kind::Period)?;
                if !self.operator("*") {
                    return self.out_of_step();
                }
                Ok(Expr { kind: ExprKind::Wildcard(Some(qualifier)), span: self.span_from(start) })
            }
            sql::FunctionArgExpr::WildcardWithOptions(_) => opaque("a wildcard of another dialect"),
        }
    }

    pub(super) fn lower_order_item(&mut self, item: &sql::OrderByExpr) -> Result<OrderItem> {
        let sql::OrderByExpr { expr, options: sql::OrderByOptions { sort, nulls_first }, with_fill } = item;
        if with_fill.is_some() {
            return opaque("WITH FILL");
        }
        let expr = self.lower_expr(expr)?;
        let descending = match sort {
            None => None,
            Some(sql::OrderBySort::Asc) => self.step("ASC").map(|()| Some(false))?,
            Some(sql::OrderBySort::Desc) => self.step("DESC").map(|()| Some(true))?,
            Some(sql::OrderBySort::Using(_)) => return opaque("ORDER BY … USING"),
        };
        if let Some(first) = nulls_first {
            self.steps(&["NULLS", if *first { "FIRST" } else { "LAST" }])?;
        }
        Ok(OrderItem { expr, descending, nulls_first: *nulls_first })
    }

    fn lower_over(&mut self, over: &sql::WindowType) -> Result<WindowSpec> {
        self.step("OVER")?;
        match over {
            sql::WindowType::NamedWindow(_) => {
                let name = Some(self.ident()?);
                Ok(WindowSpec { name, partition_by: Vec::new(), order_by: Vec::new(), frame_bounds: Vec::new() })
            }
            sql::WindowType::WindowSpec(spec) => self.lower_window(spec),
        }
    }

    /// `(…)` of a window.
    pub(super) fn lower_window(&mut self, spec: &sql::WindowSpec) -> Result<WindowSpec> {
        let sql::WindowSpec { window_name, partition_by, order_by, window_frame } = spec;
        self.step_symbol(Kind::LeftParen)?;
        let name = window_name.as_ref().map(|_| self.ident()).transpose()?;
        let mut window = WindowSpec { name, partition_by: Vec::new(), order_by: Vec::new(), frame_bounds: Vec::new() };
        if !partition_by.is_empty() {
            self.steps(&["PARTITION", "BY"])?;
            window.partition_by = self.lower_list(partition_by)?;
        }
        if !order_by.is_empty() {
            self.steps(&["ORDER", "BY"])?;
            window.order_by = self.lower_items(order_by, Self::lower_order_item)?;
        }
        if let Some(frame) = window_frame {
            window.frame_bounds = self.lower_frame(frame)?;
        }
        self.step_symbol(Kind::RightParen)?;
        Ok(window)
    }

    fn lower_frame(&mut self, frame: &sql::WindowFrame) -> Result<Vec<Expr>> {
        let sql::WindowFrame { units: _, start_bound, end_bound } = frame;
        if self.any(&["ROWS", "RANGE", "GROUPS"]).is_none() {
            return self.out_of_step();
        }
        let mut bounds = Vec::new();
        if let Some(end_bound) = end_bound {
            self.step("BETWEEN")?;
            self.lower_frame_bound(start_bound, &mut bounds)?;
            self.step("AND")?;
            self.lower_frame_bound(end_bound, &mut bounds)?;
        } else {
            self.lower_frame_bound(start_bound, &mut bounds)?;
        }
        Ok(bounds)
    }

    fn lower_frame_bound(&mut self, bound: &sql::WindowFrameBound, bounds: &mut Vec<Expr>) -> Result<()> {
        let (offset, word) = match bound {
            sql::WindowFrameBound::CurrentRow => return self.steps(&["CURRENT", "ROW"]),
            sql::WindowFrameBound::Preceding(offset) => (offset, "PRECEDING"),
            sql::WindowFrameBound::Following(offset) => (offset, "FOLLOWING"),
        };
        match offset {
            None => self.step("UNBOUNDED")?,
            Some(offset) => bounds.push(self.lower_expr(offset)?),
        }
        self.step(word)
    }

    /// `ceil(x)`, which `sqlparser` has a node of its own for.
    fn lower_plain_call(&mut self, arguments: &[&sql::Expr]) -> Result<ExprKind> {
        let name = self.lower_name(1)?;
        let mut call = FunctionCall { special: false, ..special(name) };
        self.step_symbol(Kind::LeftParen)?;
        let values = self.lower_items(arguments, |cursor, argument| cursor.lower_expr(argument))?;
        self.step_symbol(Kind::RightParen)?;
        call.arguments = values.into_iter().map(|value| (None, value)).collect();
        Ok(ExprKind::Function(Box::new(call)))
    }

    /// `(a, b) OVERLAPS (c, d)`: the server calls `overlaps(a, b, c, d)`.
    pub(super) fn lower_overlaps(&mut self, left: &sql::Expr, right: &sql::Expr) -> Result<ExprKind> {
        let (sql::Expr::Tuple(first), sql::Expr::Tuple(second)) = (left, right) else {
            return opaque("OVERLAPS of something but rows");
        };
        let mut values = self.lower_tuple(first)?;
        let start = self.at;
        self.step("OVERLAPS")?;
        let span = self.span_from(start);
        values.extend(self.lower_tuple(second)?);
        let mut call = special(QualifiedName { parts: vec![Ident { name: Name::new_static("overlaps"), span }] });
        call.arguments = values.into_iter().map(|value| (None, value)).collect();
        Ok(ExprKind::Function(Box::new(call)))
    }

    /// The keyword of a special call and its parenthesis.
    fn lower_special(&mut self, keyword: &str, name: &'static str) -> Result<FunctionCall> {
        let start = self.at;
        self.step(keyword)?;
        let span = self.span_from(start);
        self.step_symbol(Kind::LeftParen)?;
        Ok(special(QualifiedName { parts: vec![Ident { name: Name::new_static(name), span }] }))
    }

    /// `EXTRACT(field FROM x)`: the field is a string to the function.
    fn lower_extract(&mut self, value: &sql::Expr) -> Result<ExprKind> {
        let mut call = self.lower_special("EXTRACT", "extract")?;
        let span = self.peek().map_or(Span::default(), |token| token.span);
        let field = if self.kind() == Some(Kind::String) { self.string()? } else { self.label()?.name };
        self.step("FROM")?;
        let field = Expr { kind: ExprKind::Literal(Literal::String(field)), span };
        call.arguments = vec![(None, field), (None, self.lower_expr(value)?)];
        self.close_call(call)
    }

    /// `POSITION(a IN b)`: the server calls `position(b, a)`.
    fn lower_position(&mut self, part: &sql::Expr, whole: &sql::Expr) -> Result<ExprKind> {
        let mut call = self.lower_special("POSITION", "position")?;
        let part = self.lower_expr(part)?;
        self.step("IN")?;
        call.arguments = vec![(None, self.lower_expr(whole)?), (None, part)];
        self.close_call(call)
    }

    fn lower_substring(
        &mut self,
        value: &sql::Expr,
        from: Option<&sql::Expr>,
        length: Option<&sql::Expr>,
        plain: bool,
    ) -> Result<ExprKind> {
        if plain || !self.at_keyword("SUBSTRING") {
            let arguments: Vec<_> = [Some(value), from, length].into_iter().flatten().collect();
            return self.lower_plain_call(&arguments);
        }
        let mut call = self.lower_special("SUBSTRING", "substring")?;
        call.arguments.push((None, self.lower_expr(value)?));
        if let Some(from) = from {
            self.step("FROM")?;
            call.arguments.push((None, self.lower_expr(from)?));
        }
        if let Some(length) = length {
            self.step("FOR")?;
            if from.is_none() {
                return opaque("SUBSTRING without FROM");
            }
            call.arguments.push((None, self.lower_expr(length)?));
        }
        call.special = from.is_some();
        self.close_call(call)
    }

    /// `TRIM([BOTH] a FROM b)`: the server calls `btrim(b, a)`.
    fn lower_trim(
        &mut self,
        side: Option<sql::TrimWhereField>,
        characters: Option<&sql::Expr>,
        value: &sql::Expr,
    ) -> Result<ExprKind> {
        let (keyword, name) = match side {
            None => (None, "btrim"),
            Some(sql::TrimWhereField::Both) => (Some("BOTH"), "btrim"),
            Some(sql::TrimWhereField::Leading) => (Some("LEADING"), "ltrim"),
            Some(sql::TrimWhereField::Trailing) => (Some("TRAILING"), "rtrim"),
        };
        let mut call = self.lower_special("TRIM", name)?;
        if let Some(keyword) = keyword {
            self.step(keyword)?;
        }
        let characters = characters.map(|characters| self.lower_expr(characters)).transpose()?;
        if characters.is_some() {
            self.step("FROM")?;
        } else {
            self.keyword("FROM");
        }
        call.arguments.push((None, self.lower_expr(value)?));
        call.arguments.extend(characters.map(|characters| (None, characters)));
        self.close_call(call)
    }

    fn lower_overlay(&mut self, values: &[&sql::Expr], length: Option<&sql::Expr>) -> Result<ExprKind> {
        let mut call = self.lower_special("OVERLAY", "overlay")?;
        for (value, keyword) in values.iter().zip(["", "PLACING", "FROM"]) {
            if !keyword.is_empty() {
                self.step(keyword)?;
            }
            call.arguments.push((None, self.lower_expr(value)?));
        }
        if let Some(length) = length {
            self.step("FOR")?;
            call.arguments.push((None, self.lower_expr(length)?));
        }
        self.close_call(call)
    }

    fn close_call(&mut self, call: FunctionCall) -> Result<ExprKind> {
        self.step_symbol(Kind::RightParen)?;
        Ok(ExprKind::Function(Box::new(call)))
    }
}

/// A call of SQL's own, still without arguments.
fn special(name: QualifiedName) -> FunctionCall {
    FunctionCall {
        name,
        special: true,
        arguments: Vec::new(),
        variadic: false,
        distinct: false,
        order_by: Vec::new(),
        filter: None,
        over: None,
    }
}
