//! `UPDATE pg_index`: the one write to the server's own tables that histories use to put indexes out of use for a while.

use super::evaluate::{Evaluator, undecided};
use super::scope::Scope;
use super::with::Written;
use crate::postgres::ast::{Expr, ExprKind, Ident, Name, Query, QueryBody, Select, SelectItem, TableRef, Update};
use crate::postgres::catalog::{ObjectId, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Effect, Failure, Refusal};

/// A flag of an index, as `pg_index` has it.
#[derive(Debug, Clone, Copy)]
enum Flag {
    Ready,
    Valid,
}

impl Session {
    /// The statement writes to `pg_index`.
    pub(super) fn is_about_indexes(update: &Update) -> bool {
        Self::builtin_relation(&update.table).is_some_and(|relation| relation.name == "pg_index")
    }

    /// Sets flags of the indexes that the condition means.
    pub(super) fn update_indexes(&mut self, update: &Update) -> Result<Written, Refusal> {
        let unknown = || Refusal::Undecided(format!("`{}` is the server's own", update.table));
        if !update.from.is_empty() || !update.returning.is_empty() || !update.with.is_empty() {
            return Err(unknown());
        }
        if !self.environment.superuser || self.role != self.environment.role {
            return Err(Failure::new("42501", "permission denied for table pg_index").into());
        }
        let flags = self.flags(update).ok_or_else(unknown)?;
        let indexes = self.meant_indexes(update)?;
        if indexes.is_empty() {
            return Ok(Written::nothing("`pg_index` has no such row".into()));
        }
        if indexes.iter().any(|index| index.is_builtin()) {
            return Err(unknown());
        }
        for index in indexes {
            self.catalog.update(index, |object| {
                let Some(index) = object.index_mut() else { return };
                for (flag, truth) in &flags {
                    match flag {
                        Flag::Ready => index.ready = *truth,
                        Flag::Valid => index.valid = *truth,
                    }
                }
            });
        }
        Ok(Written { effect: Effect::Applied, ..Written::nothing(String::new()) })
    }

    /// What is set, where it is flags that are modelled, to constants.
    fn flags(&self, update: &Update) -> Option<Vec<(Flag, bool)>> {
        let flag = |(columns, value): &(Vec<Ident>, Option<Expr>)| {
            let [column] = columns.as_slice() else { return None };
            let flag = match column.name.as_str() {
                "indisready" => Flag::Ready,
                "indisvalid" => Flag::Valid,
                _ => return None,
            };
            let truth = Evaluator { session: self }.truth(value.as_ref()?, &Scope::default()).ok()??;
            Some((flag, truth))
        };
        update.assignments.iter().map(flag).collect()
    }

    /// The indexes for which the condition holds.
    fn meant_indexes(&self, update: &Update) -> Result<Vec<ObjectId>, Refusal> {
        let span = update.table.span();
        let source = update.alias.as_ref().map_or_else(|| update.table.name().clone(), |alias| alias.name.name.clone());
        let part = |name: Name| Ident { name, span };
        let column = ExprKind::Column(vec![part(source), part(Name::new_static("indexrelid"))]);
        let select = Select {
            items: vec![SelectItem::Expr { expr: Expr { kind: column, span }, alias: None }],
            from: vec![TableRef::Relation { name: update.table.clone(), only: false, alias: update.alias.clone() }],
            filter: update.filter.clone(),
            ..Select::default()
        };
        let query = Query { body: QueryBody::Select(Box::new(select)), ..Query::of_nothing(span) };
        self.bind_query(&query)?;
        let rows = Evaluator { session: self }.select(&query, &Scope::default())?;
        let id = |record: &Vec<Value>| match record.as_slice() {
            [Value::Number(oid)] => oid.parse().ok().map(ObjectId::builtin),
            _ => None,
        };
        rows.records.iter().map(id).collect::<Option<Vec<_>>>().ok_or_else(|| undecided("a row of `pg_index`"))
    }

    /// `REINDEX` makes an index ready and valid again: that index, those of a table, or all.
    pub(in crate::postgres::replay) fn reindex(&mut self, relation: Option<ObjectId>) {
        let out_of_use = |id: &ObjectId| {
            let index = self.catalog.get(*id).and_then(|object| object.index());
            index.is_some_and(|index| !index.ready || !index.valid)
        };
        let indexes: Vec<ObjectId> = match relation {
            Some(id) => std::iter::once(id).chain(self.catalog.children(id).map(|object| object.id)).collect(),
            None => self.catalog.objects().map(|object| object.id).collect(),
        };
        for id in indexes.into_iter().filter(out_of_use).collect::<Vec<_>>() {
            self.catalog.update(id, |object| {
                if let Some(index) = object.index_mut() {
                    (index.ready, index.valid) = (true, true);
                }
            });
        }
    }
}
