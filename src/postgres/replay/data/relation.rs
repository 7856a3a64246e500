//! The rows of tables, views and common table expressions.

use super::evaluate::{Evaluator, undecided};
use super::scope::{Field, Scope};
use super::select::Selected;
use super::value::never_null;
use crate::postgres::ast::{QualifiedName, TableAlias};
use crate::postgres::catalog::{Column, Contents, Object, ObjectBody, ObjectId, Target, Value, View};
use crate::run::Refusal;

impl Evaluator<'_> {
    /// The rows of a table, view or common table expression.
    pub(super) fn relation_rows(
        self,
        name: &QualifiedName,
        alias: Option<&TableAlias>,
        scope: &Scope<'_>,
    ) -> Result<(ObjectId, Selected), Refusal> {
        if name.parts.len() == 1
            && let Some((_, rows)) = scope.ctes.iter().find(|(cte, _)| cte == name.name())
        {
            return rows.as_ref().clone().map(|rows| (ObjectId::NONE, rows));
        }
        if let Some(transition) = self.transition_table(name) {
            return Ok((ObjectId::NONE, transition));
        }
        if let Some(relation) = self.system_relation(name).filter(|_| scope.target(name.span()).is_none()) {
            return self.system_rows(relation, alias, scope).map(|rows| (ObjectId::NONE, rows));
        }
        let id = match scope.target(name.span()) {
            Some(Target::Object(id)) => Some(*id),
            _ => self.session.lookup(crate::postgres::catalog::NameClass::Relation, name),
        };
        let object = id.and_then(|id| self.session.catalog.get(id)).ok_or_else(|| undecided(&format!("`{name}`")))?;
        Ok((object.id, self.object_rows(object)?))
    }

    /// The rows that a trigger's function sees under a name of the trigger's.
    fn transition_table(self, name: &QualifiedName) -> Option<Selected> {
        let found = self.session.transition(name)?;
        let fields = self.table_fields(self.session.catalog.get(found.table)?);
        let fields = fields.into_iter().map(|field| Field { number: 0, ..field }).collect();
        let records = found.rows.as_ref().clone();
        let empty = records.is_empty().then(|| format!("`{}` has no rows", found.name));
        Some(Selected { fields, records, empty, ordered: true })
    }

    /// The rows of a table or view.
    pub(super) fn object_rows(self, object: &Object) -> Result<Selected, Refusal> {
        match &object.body {
            ObjectBody::Table(_) => self.table_rows(object),
            ObjectBody::View(view) => self.view_rows(object, view),
            _ => Err(undecided(&format!("`{}`", object.name))),
        }
    }

    /// A table's own rows and those of the tables that inherit from it.
    fn table_rows(self, object: &Object) -> Result<Selected, Refusal> {
        let fields = self.table_fields(object);
        let mut selected = Selected { fields, ordered: true, ..Selected::default() };
        for member in self.session.family(object.id) {
            self.add_rows(member, &mut selected)?;
        }
        if selected.records.is_empty() {
            selected.empty = Some(format!("`{}` has no rows on a fresh database", object.name));
        }
        Ok(selected)
    }

    /// The rows of one table, with its columns in the order of the fields.
    fn add_rows(self, id: ObjectId, selected: &mut Selected) -> Result<(), Refusal> {
        self.session.refuse_foreign_rows(id)?;
        let (Some(object), Some(contents)) = (self.session.catalog.get(id), self.session.catalog.contents(id)) else {
            return Ok(());
        };
        let rows = match contents {
            Contents::Known(rows) => rows,
            Contents::Unknown { reason, .. } => {
                return Err(Refusal::Undecided(format!("the rows of `{}` are not known: {reason}", object.name)));
            }
        };
        let numbers: Vec<u16> =
            selected.fields.iter().map(|field| object.column(&field.name).map_or(0, |column| column.number)).collect();
        selected.ordered &= rows.in_insertion_order() && selected.records.is_empty();
        for row in rows.iter() {
            let values: Vec<Value<&str>> = row.values().collect();
            let cell =
                |number: &u16| values.get(usize::from(*number).wrapping_sub(1)).map_or(Value::Null, Value::owned);
            selected.records.push(numbers.iter().map(cell).collect());
        }
        Ok(())
    }

    /// The columns of a table or view.
    pub(super) fn table_fields(self, object: &Object) -> Vec<Field> {
        object
            .live_columns()
            .map(|column| Field {
                name: column.name.clone(),
                number: column.number,
                kind: column.type_use.as_ref().map(|type_use| self.kind(type_use.type_ref)),
                not_null: self.is_never_null(column),
            })
            .collect()
    }

    /// The column holds no `NULL`: it is declared so, or is computed from what is none.
    pub(super) fn is_never_null(self, column: &Column) -> bool {
        let default = || match &self.session.catalog.get(column.default?)?.body {
            ObjectBody::Default(default) => default.generated.and(self.session.texts.expr(&default.expr.text)),
            _ => None,
        };
        column.not_null || default().is_some_and(|expr| never_null(&expr))
    }

    fn view_rows(self, object: &Object, view: &View) -> Result<Selected, Refusal> {
        if view.kind == crate::postgres::ast::op::ViewKind::Materialized {
            return self.materialized_rows(object, view);
        }
        self.session.refuse_endless_view(object.id)?;
        let query = self.session.texts.query(&view.query.text);
        let query = query.ok_or_else(|| undecided(&format!("the view `{}`", object.name)))?;
        let scope = Scope::default().bound(&view.query.references);
        let mut selected = self.select(&query, &scope)?;
        for (field, column) in selected.fields.iter_mut().zip(object.live_columns()) {
            field.name = column.name.clone();
            field.number = column.number;
            let declared = column.type_use.as_ref().map(|type_use| self.kind(type_use.type_ref));
            field.kind = field.kind.take().filter(|kind| !kind.is_unknown()).or(declared);
        }
        Ok(selected)
    }

    /// What a materialised view held when it was last filled.
    fn materialized_rows(self, object: &Object, view: &View) -> Result<Selected, Refusal> {
        if !view.populated || self.session.catalog.contents(object.id).is_none() {
            return Err(undecided(&format!("the materialized view `{}`", object.name)));
        }
        let mut selected = Selected { fields: self.table_fields(object), ordered: true, ..Selected::default() };
        self.add_rows(object.id, &mut selected)?;
        if selected.records.is_empty() {
            selected.empty = Some(format!("`{}` has no rows on a fresh database", object.name));
        }
        Ok(selected)
    }
}
