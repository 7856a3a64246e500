//! Query expressions: `WITH`, `UNION` and its like, and what orders and limits them all.

use super::{Aliases, Clause, CommonMeaning, CommonTable, Level, Prepare, Source, SourceColumn};
use crate::mysql::ast::{Cte, Expr, Query, QueryBody, SetOperator, SetQuantifier};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::data::plan::{BodyPlan, Node, OutputColumn, QueryPlan, RecursivePlan};
use crate::mysql::session::data::types::Type;
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::sync::Arc;

impl Prepare<'_> {
    /// Prepares a query.
    pub(super) fn query(&mut self, query: &Query) -> Result<QueryPlan, Refusal> {
        self.deeper(|this| {
            let count = this.common.len();
            let plan = this.common_tables(query).and_then(|()| this.query_body(query));
            this.common.truncate(count);
            plan
        })
    }

    fn query_body(&mut self, query: &Query) -> Result<QueryPlan, Refusal> {
        if let QueryBody::Select(select) = &query.body {
            let (columns, plan) = self.select(select, query)?;
            let body = BodyPlan::Select(Box::new(plan));
            return Ok(QueryPlan { columns, body, order: Vec::new(), limit: None, offset: None, correlated: false });
        }
        let (columns, body) = self.body(&query.body)?;
        let order = self.outer_order(query, &columns)?;
        let limit = self.limit(query.limit.as_ref())?;
        let offset = self.limit(query.offset.as_ref())?;
        Ok(QueryPlan { columns, body, order, limit, offset, correlated: false })
    }

    /// `LIMIT` is a constant or a variable.
    pub(super) fn limit(&mut self, limit: Option<&Expr>) -> Result<Option<Node>, Refusal> {
        limit.map(|limit| self.scalar(limit)).transpose()
    }

    fn body(&mut self, body: &QueryBody) -> Result<(Vec<OutputColumn>, BodyPlan), Refusal> {
        match body {
            QueryBody::Select(select) => {
                let bare = Query {
                    with: Vec::new(),
                    recursive: false,
                    body: QueryBody::Values(Vec::new()),
                    order: Vec::new(),
                    limit: None,
                    offset: None,
                    locking: None,
                    into: Vec::new(),
                    span: select.span,
                };
                let (columns, plan) = self.select(select, &bare)?;
                Ok((columns, BodyPlan::Select(Box::new(plan))))
            }
            QueryBody::Nested(query) => {
                let plan = self.query(query)?;
                Ok((plan.columns.clone(), BodyPlan::Nested(Box::new(plan))))
            }
            QueryBody::Values(rows) => self.values(rows),
            QueryBody::SetOperation { operator, quantifier, left, right } => {
                let (left_columns, left) = self.body(left)?;
                let (right_columns, right) = self.body(right)?;
                let columns = merged_columns(&left_columns, &right_columns)?;
                let types: Vec<Type> = columns.iter().map(|column| column.ty.clone()).collect();
                let mut left = left;
                retype(&mut left, &types);
                let body = BodyPlan::Set {
                    operator: *operator,
                    quantifier: *quantifier,
                    left: Box::new(left),
                    right: Box::new(right),
                    types,
                };
                Ok((columns, body))
            }
        }
    }

    fn values(&mut self, rows: &[Vec<Expr>]) -> Result<(Vec<OutputColumn>, BodyPlan), Refusal> {
        self.levels.push(Level::new(Clause::Values));
        let prepared: Result<Vec<Vec<Node>>, Refusal> = rows.iter().map(|row| self.scalars(row)).collect();
        self.levels.pop();
        let prepared = prepared?;
        let width = prepared.first().map_or(0, Vec::len);
        if prepared.iter().any(|row| row.len() != width) {
            return Err(failure("4067", "The used table value constructor has a different number of values"));
        }
        let columns = (0..width).map(|at| {
            let nodes: Vec<&Node> = prepared.iter().map(|row| &row[at]).collect();
            let name = rows[0].get(at).map_or_else(SmolStr::default, |expr| self.written(expr.span));
            Ok(OutputColumn { name, ty: super::operator::merged(&nodes, "VALUES")?, base: None })
        });
        let columns = columns.collect::<Result<Vec<_>, Refusal>>()?;
        Ok((columns, BodyPlan::Values(prepared)))
    }

    /// `ORDER BY` behind a union: it sees the result's columns.
    fn outer_order(&mut self, query: &Query, columns: &[OutputColumn]) -> Result<Vec<(Node, bool)>, Refusal> {
        if query.order.is_empty() {
            return Ok(Vec::new());
        }
        let known = columns.iter().map(|column| SourceColumn {
            name: column.name.clone(),
            ty: column.ty.clone(),
            base: None,
            invisible: false,
        });
        let source = Source { database: None, name: SmolStr::default(), columns: known.collect(), offset: 0 };
        let level = Level { alias_rule: Aliases::Ignored, ..Level::of_source(Clause::OrderBy, source) };
        self.levels.push(level);
        let keys = query.order.iter().map(|item| {
            let node = match super::select::position(&item.expr) {
                Some(position) => output_column(position, columns),
                None => self.scalar(&item.expr),
            };
            Ok((node?, item.descending))
        });
        let keys: Result<Vec<(Node, bool)>, Refusal> = keys.collect();
        self.levels.pop();
        keys
    }

    fn common_tables(&mut self, query: &Query) -> Result<(), Refusal> {
        for (at, cte) in query.with.iter().enumerate() {
            if query.with[..at].iter().any(|other| other.name.text.eq_ignore_ascii_case(&cte.name.text)) {
                return Err(failure("4004", format!("Duplicate query name `{}` in WITH clause", cte.name.text)));
            }
            let meaning = if query.recursive { self.recursive(cte)? } else { self.plain_common(cte)? };
            self.common.push(CommonTable { name: cte.name.text.clone(), meaning });
        }
        Ok(())
    }

    fn plain_common(&mut self, cte: &Cte) -> Result<CommonMeaning, Refusal> {
        let mut plan = self.derived(&cte.query)?;
        name_columns(cte, &mut plan.columns)?;
        super::from::unique_names(&plan.columns)?;
        Ok(CommonMeaning::Query(Arc::new(plan)))
    }

    /// A common table of `WITH RECURSIVE`: a union whose later part names the table itself, or a plain one.
    fn recursive(&mut self, cte: &Cte) -> Result<CommonMeaning, Refusal> {
        let QueryBody::SetOperation { operator: SetOperator::Union, quantifier, left, right } = &cte.query.body else {
            return self.plain_common(cte);
        };
        let levels = (std::mem::take(&mut self.levels), self.reach);
        let found = self.recursive_union(cte, *quantifier, left, right);
        (self.levels, self.reach) = levels;
        found
    }

    fn recursive_union(
        &mut self,
        cte: &Cte,
        quantifier: SetQuantifier,
        left: &QueryBody,
        right: &QueryBody,
    ) -> Result<CommonMeaning, Refusal> {
        let (mut columns, anchor) = self.body(left)?;
        name_columns(cte, &mut columns)?;
        for column in &mut columns {
            column.ty.nullable = true;
        }
        let number = self.session.next_working_table();
        self.common.push(CommonTable {
            name: cte.name.text.clone(),
            meaning: CommonMeaning::Working(number, columns.clone()),
        });
        let step = self.body(right);
        self.common.pop();
        let (step_columns, step) = step?;
        if step_columns.len() != columns.len() {
            return Err(failure("1222", "The used SELECT statements have a different number of columns"));
        }
        if cte.query.limit.is_some() || !cte.query.order.is_empty() {
            return Err(undecided("a recursive query with ORDER BY or LIMIT"));
        }
        // A step that does not name the table finds the same rows each time: it is a plain union then.
        if !names_working(&step, number) {
            let types: Vec<Type> = columns.iter().map(|column| column.ty.clone()).collect();
            let body = BodyPlan::Set {
                operator: SetOperator::Union,
                quantifier,
                left: Box::new(anchor),
                right: Box::new(step),
                types,
            };
            let plan = QueryPlan { columns, body, order: Vec::new(), limit: None, offset: None, correlated: false };
            return Ok(CommonMeaning::Query(Arc::new(plan)));
        }
        let distinct = quantifier == SetQuantifier::Distinct;
        Ok(CommonMeaning::Recursive(Arc::new(RecursivePlan { number, anchor, step, distinct, columns })))
    }
}

fn merged_columns(left: &[OutputColumn], right: &[OutputColumn]) -> Result<Vec<OutputColumn>, Refusal> {
    if left.len() != right.len() {
        return Err(failure("1222", "The used SELECT statements have a different number of columns"));
    }
    let merged = left.iter().zip(right).map(|(left, right)| {
        let sides = [&left.ty, &right.ty].map(|ty| Node::constant(Value::unknown(""), ty.clone()));
        let ty = super::operator::merged(&[&sides[0], &sides[1]], "UNION")?;
        Ok(OutputColumn { name: left.name.clone(), ty, base: None })
    });
    merged.collect()
}

fn output_column(position: u64, columns: &[OutputColumn]) -> Result<Node, Refusal> {
    let index = usize::try_from(position).ok().and_then(|position| position.checked_sub(1));
    match index.and_then(|index| Some((index, columns.get(index)?))) {
        Some((index, column)) => {
            let kind = crate::mysql::session::data::plan::NodeKind::Column { depth: 0, index };
            Ok(Node { kind, ty: column.ty.clone() })
        }
        None => Err(failure("1054", format!("Unknown column '{position}' in 'ORDER BY'"))),
    }
}

/// All parts of a union have the types of the whole, not of the first two of them.
fn retype(body: &mut BodyPlan, whole: &[Type]) {
    if let BodyPlan::Set { types, left, .. } = body {
        *types = whole.to_vec();
        retype(left, whole);
    }
}

fn names_working(body: &BodyPlan, number: u32) -> bool {
    match body {
        BodyPlan::Select(select) => from_names(&select.from, number),
        BodyPlan::Set { left, right, .. } => names_working(left, number) || names_working(right, number),
        BodyPlan::Nested(query) => names_working(&query.body, number),
        BodyPlan::Values(_) => false,
    }
}

fn from_names(from: &crate::mysql::session::data::plan::FromPlan, number: u32) -> bool {
    use crate::mysql::session::data::plan::FromPlan;
    match from {
        FromPlan::Working(known, _) => *known == number,
        FromPlan::Query(query) => names_working(&query.body, number),
        FromPlan::Join { left, right, .. } => from_names(left, number) || from_names(right, number),
        _ => false,
    }
}

fn name_columns(cte: &Cte, columns: &mut [OutputColumn]) -> Result<(), Refusal> {
    if cte.columns.is_empty() {
        return Ok(());
    }
    if cte.columns.len() != columns.len() {
        return Err(failure("4002", "WITH column list and SELECT field list have different column counts"));
    }
    for (column, name) in columns.iter_mut().zip(&cte.columns) {
        column.name = name.text.clone();
    }
    Ok(())
}
