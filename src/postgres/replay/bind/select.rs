//! `SELECT`: its clauses in the server's order, and its output columns.

use super::binder::{Binder, fail};
use super::query::{Output, literal_text};
use super::scope::{Ambiguous, Item, ItemColumn, Source};
use super::usage::Clause;
use crate::postgres::ast::{Distinct, Expr, ExprKind, Ident, Literal, OrderItem, QualifiedName, Select, SelectItem};
use crate::postgres::catalog::{ColumnNumber, ObjectId, ReferenceRole, StarColumn, Target};
use crate::run::Refusal;
use crate::source::Span;

impl Binder<'_> {
    /// Binds a select at the current level.
    pub(super) fn bind_select(&mut self, select: &Select, order_by: &[OrderItem]) -> Result<Vec<Output>, Refusal> {
        for table in &select.from {
            self.bind_table(table)?;
        }
        self.level().windows = select.windows.iter().map(|(name, _)| name.name.clone()).collect();
        let columns = self.bind_items(&select.items)?;
        if let Some(filter) = &select.filter {
            self.within(Clause::Where, |binder| binder.bind_condition(filter, "WHERE"))?;
        }
        if let Some(having) = &select.having {
            self.within(Clause::Having, |binder| binder.bind_condition(having, "HAVING"))?;
        }
        for item in order_by {
            self.bind_sort_key(&item.expr, &columns, Clause::OrderBy)?;
        }
        for key in &select.group_by {
            self.bind_group_key(key, &columns)?;
        }
        if let Some(Distinct::On(keys)) = &select.distinct {
            for key in keys {
                self.bind_sort_key(key, &columns, Clause::DistinctOn)?;
            }
        }
        for (_, window) in &select.windows {
            self.bind_window(window)?;
        }
        self.check_sortable(select, order_by, &columns)?;
        self.check_grouping(select, order_by, &columns)?;
        Ok(columns)
    }

    /// The select list, or `RETURNING`.
    pub(super) fn bind_items(&mut self, items: &[SelectItem]) -> Result<Vec<Output>, Refusal> {
        let mut columns = Vec::with_capacity(items.len());
        for item in items {
            match item {
                SelectItem::Expr { expr, alias } => columns.push(self.bind_item(expr, alias.as_ref())?),
                SelectItem::Wildcard { qualifier, span } => self.bind_star(qualifier.as_ref(), *span, &mut columns)?,
            }
        }
        Ok(columns)
    }

    fn bind_item(&mut self, expr: &Expr, alias: Option<&Ident>) -> Result<Output, Refusal> {
        let first = self.references.len();
        let type_ref = self.within(Clause::SelectList, |binder| binder.bind(expr))?;
        let name = match alias {
            Some(alias) => alias.name.clone(),
            None => self.name_item(expr, first),
        };
        let source = self.plain_column(expr, first);
        Ok(Output { name, type_ref, place: Some(self.location(expr)), source, literal: literal_text(expr) })
    }

    /// The relation's column that an item is, if it is nothing else.
    fn plain_column(&self, expr: &Expr, first: usize) -> Option<(ObjectId, ColumnNumber)> {
        let ExprKind::Column(_) = expr.kind else { return None };
        self.references[first..].iter().find_map(|reference| match reference.target {
            Target::Column(relation, number) => Some((relation, number)),
            _ => None,
        })
    }

    /// The name that the server gives an item without alias; noted, because the output keeps it when what it comes from is renamed.
    fn name_item(&mut self, expr: &Expr, first: usize) -> crate::postgres::ast::Name {
        let Some(named) = self.output_name(expr) else { return crate::postgres::ast::Name::new_static("?column?") };
        let place = named.span;
        let source = self.references[first..].iter_mut().find(|reference| Some(reference.span) == place);
        if let Some(reference) = source {
            let parentheses = open_parentheses(&self.session.text, expr.span);
            if matches!(expr.kind, ExprKind::Column(_)) && reference.role == ReferenceRole::Column && parentheses == 0 {
                reference.role = ReferenceRole::OutputColumn(named.name.clone());
            } else if matches!(reference.target, Target::Column(..) | Target::Object(_)) {
                let target = reference.target.clone();
                let end = behind_parentheses(&self.session.text, expr.span, parentheses);
                self.refer(end, target, ReferenceRole::OutputName(named.name.clone()));
            }
        }
        named.name
    }

    /// `*` and `t.*`.
    fn bind_star(
        &mut self,
        qualifier: Option<&QualifiedName>,
        span: Span,
        columns: &mut Vec<Output>,
    ) -> Result<(), Refusal> {
        let found = match qualifier {
            None => self.all_columns(span)?,
            Some(qualifier) => {
                if let Some(seen) = self.find_item(&qualifier.parts) {
                    self.saw_column_of(seen.level);
                    owned(self.item(&seen, &qualifier.parts))
                } else if let Some(columns) = self.variable_columns(&qualifier.parts) {
                    columns?
                } else {
                    return self.missing_item(&qualifier.parts, span);
                }
            }
        };
        let level = self.levels.len() - 1;
        self.saw_column_of(level);
        // The columns of `TABLE t` stand nowhere.
        let place = Some(span).filter(|span| span.slice(&self.session.text).ends_with('*'));
        for column in &found {
            for (relation, number) in column.source.columns() {
                self.depend_on_column(relation, number);
            }
            let (name, type_ref) = (column.name.clone(), column.type_ref);
            let source = match column.source {
                Source::Column(relation, number) => Some((relation, number)),
                _ => None,
            };
            columns.push(Output { name, type_ref, place, source, literal: None });
        }
        self.refer(span, Target::Columns(found.into_iter().map(star_column).collect()), ReferenceRole::Wildcard);
        Ok(())
    }

    fn all_columns(&self, span: Span) -> Result<Vec<ItemColumn>, Refusal> {
        let level = &self.levels[self.levels.len() - 1];
        if level.items.is_empty() {
            return fail("42601", "SELECT * with no tables specified is not valid".into(), span);
        }
        Ok(level.items.iter().filter(|item| !item.behind_join).flat_map(owned).collect())
    }

    /// `ORDER BY`, `DISTINCT ON`: an output column's name or number, else an expression.
    fn bind_sort_key(&mut self, expr: &Expr, columns: &[Output], clause: Clause) -> Result<(), Refusal> {
        let word = if clause == Clause::OrderBy { "ORDER BY" } else { "DISTINCT ON" };
        match &expr.kind {
            ExprKind::Column(parts)
                if parts.len() == 1 && columns.iter().any(|column| column.name == parts[0].name) =>
            {
                Self::check_output_name(&parts[0], columns, word)
            }
            ExprKind::Literal(Literal::Integer(digits)) => Self::check_position(digits, columns.len(), word, expr.span),
            ExprKind::Literal(Literal::String(_) | Literal::Decimal(_)) => {
                fail("42601", format!("non-integer constant in {word}"), expr.span)
            }
            _ => self.within(clause, |binder| binder.bind(expr)).map(|_| ()),
        }
    }

    /// Two output columns of that name are ambiguous, if they are certain to be different: two different columns.
    fn check_output_name(name: &Ident, columns: &[Output], word: &str) -> Result<(), Refusal> {
        let mut sources = columns.iter().filter(|column| column.name == name.name).map(|column| column.source);
        let first = sources.next().flatten();
        if first.is_some() && sources.any(|other| other.is_some() && other != first) {
            return fail("42702", format!("{word} \"{}\" is ambiguous", name.name), name.span);
        }
        Ok(())
    }

    /// `GROUP BY`: a column of the input goes before an output column.
    fn bind_group_key(&mut self, expr: &Expr, columns: &[Output]) -> Result<(), Refusal> {
        match &expr.kind {
            ExprKind::Column(parts) if parts.len() == 1 => {
                let name = &parts[0];
                let own = &self.levels[self.levels.len() - 1];
                let input = match own.find(&name.name) {
                    Err(Ambiguous) => true,
                    Ok(found) => found.is_some(),
                };
                if !input && columns.iter().any(|column| column.name == name.name) {
                    return Self::check_output_name(name, columns, "GROUP BY");
                }
                self.within(Clause::GroupBy, |binder| binder.bind(expr)).map(|_| ())
            }
            ExprKind::Literal(Literal::Integer(digits)) => {
                Self::check_position(digits, columns.len(), "GROUP BY", expr.span)
            }
            ExprKind::Row(items) => items.iter().try_for_each(|item| self.bind_group_key(item, columns)),
            _ => self.within(Clause::GroupBy, |binder| binder.bind(expr)).map(|_| ()),
        }
    }
}

/// The columns of an item, each with the name it is qualified by.
fn owned(item: &Item<'_>) -> Vec<ItemColumn> {
    let owner = item.owner();
    let mut columns = item.column_list();
    for column in columns.iter_mut().filter(|column| !matches!(column.source, Source::Merged(_))) {
        if item.name.is_some() || column.owner.is_none() {
            column.owner.clone_from(&owner);
        }
    }
    columns
}

fn star_column(column: ItemColumn) -> StarColumn {
    let (qualifier, relation) = column.owner.map_or((None, None), |(name, relation)| (Some(name), relation));
    let source = match column.source {
        Source::Column(relation, number) => Some((relation, number)),
        Source::Renamed(..) | Source::Merged(_) | Source::Computed => None,
    };
    StarColumn { qualifier, relation, name: column.name, column: source }
}

/// How many parentheses open right before an expression, whose span is without them.
fn open_parentheses(text: &str, span: Span) -> usize {
    let before = text.get(..span.start as usize).unwrap_or("");
    before
        .bytes()
        .rev()
        .take_while(|byte| *byte == b'(' || byte.is_ascii_whitespace())
        .filter(|byte| *byte == b'(')
        .count()
}

/// The place behind the expression and so many closing parentheses.
fn behind_parentheses(text: &str, span: Span, parentheses: usize) -> Span {
    let mut end = span.end as usize;
    for _ in 0..parentheses {
        match text.get(end..).and_then(|rest| rest.find(')')) {
            Some(place) => end += place + 1,
            None => break,
        }
    }
    Span::new(end, end)
}
