//! `FROM`: what each item brings into view.

use super::binder::{Binder, Type, fail, fail_nowhere};
use super::scope::{Columns, Item, ItemColumn};
use crate::postgres::ast::{Ident, Name, QualifiedName, Query, TableAlias, TableRef};
use crate::postgres::builtin::relations::BuiltinRelation;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{NameClass, Object, ObjectBody, ObjectId, ReferenceRole, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use crate::source::Span;

/// The columns of a sequence, which can be selected from like a table.
const SEQUENCE_COLUMNS: [(&str, u32); 3] =
    [("last_value", oid::INT8), ("log_cnt", oid::INT8), ("is_called", oid::BOOL)];

impl<'s> Binder<'s> {
    /// Adds an item of `FROM` to the current level.
    pub(super) fn bind_table(&mut self, table: &TableRef) -> Result<(), Refusal> {
        self.nested(|binder| match table {
            TableRef::Relation { name, alias, .. } => {
                let item = binder.relation_item(name)?;
                binder.add_item(item, alias.as_ref())
            }
            TableRef::Subquery { query, lateral, alias } => binder.bind_from_subquery(query, *lateral, alias.as_ref()),
            TableRef::Function { calls, spans, ordinality, alias } => {
                binder.bind_from_function(calls, spans, *ordinality, alias.as_ref())
            }
            TableRef::Join { left, right, kind: _, constraint, alias } => {
                binder.bind_join(left, right, constraint, alias.as_ref())
            }
        })
    }

    /// Adds an item, under its alias where it has one. Two items of one name cannot be told apart.
    pub(super) fn add_item(&mut self, mut item: Item<'s>, alias: Option<&TableAlias>) -> Result<(), Refusal> {
        if let Some(alias) = alias {
            Self::rename_item(&mut item, &alias.name.name, alias.columns.iter().map(|(name, _)| name))?;
        }
        let taken = item.name.is_some() && self.level().items.iter().any(|other| collide(other, &item));
        if taken {
            let name = item.name.unwrap_or_default();
            return fail_nowhere("42712", format!("table name \"{name}\" specified more than once"));
        }
        self.level().items.push(item);
        Ok(())
    }

    pub(super) fn rename_item<'n>(
        item: &mut Item<'s>,
        name: &Name,
        columns: impl ExactSizeIterator<Item = &'n Ident>,
    ) -> Result<(), Refusal> {
        item.name = Some(name.clone());
        item.own_name = false;
        item.schema = None;
        let (available, wanted) = (item.column_list().len(), columns.len());
        if wanted > available {
            let message = format!("table \"{name}\" has {available} columns available but {wanted} columns specified");
            return fail_nowhere("42P10", message);
        }
        if wanted > 0 {
            item.rename_columns(columns);
        }
        Ok(())
    }

    /// A relation, or the `WITH` query of that name.
    pub(super) fn relation_item(&mut self, name: &QualifiedName) -> Result<Item<'s>, Refusal> {
        if name.schema().is_none()
            && let Some(cte) =
                self.levels.iter().rev().flat_map(|level| level.ctes.iter().rev()).find(|cte| cte.name == *name.name())
        {
            return Ok(Item::listed(Some(cte.name.clone()), cte.columns.clone()));
        }
        if let Some(object) = self.session.transition(name).and_then(|found| self.session.catalog.get(found.table)) {
            let column = |column: &crate::postgres::catalog::Column| {
                ItemColumn::computed(column.name.clone(), column.type_use.as_ref().map(|type_use| type_use.type_ref))
            };
            return Ok(Item::listed(Some(name.name().clone()), object.live_columns().map(column).collect()));
        }
        if let Some(relation) = Session::builtin_relation(name) {
            return Ok(builtin_item(relation));
        }
        let session = self.session;
        let Some(object) = session.lookup(NameClass::Relation, name).and_then(|id| session.catalog.get(id)) else {
            return self.missing("42P01", format!("relation \"{name}\" does not exist"), name.span());
        };
        let item = match &object.body {
            ObjectBody::Table(_) | ObjectBody::View(_) => Item::relation(object),
            ObjectBody::Sequence(_) => sequence_item(object),
            _ => return fail("42809", format!("cannot open relation \"{}\"", object.name), name.span()),
        };
        self.refer_to(name.span(), object.id, ReferenceRole::Name);
        Ok(item)
    }

    fn bind_from_subquery(&mut self, query: &Query, lateral: bool, alias: Option<&TableAlias>) -> Result<(), Refusal> {
        if alias.is_none() && self.session.environment.postgres_version() < 16 {
            let before = self.session.text[..query.span.start as usize].trim_end();
            let open = before.len().saturating_sub(1);
            return fail("42601", "subquery in FROM must have an alias".into(), Span::new(open, open + 1));
        }
        let closed = std::mem::replace(&mut self.level().closed, !lateral);
        let columns = self.bind_query_level(query);
        self.level().closed = closed;
        let columns = columns?.into_iter().map(|column| ItemColumn::computed(column.name, column.type_ref)).collect();
        self.add_item(Item::listed(None, columns), alias)
    }

    /// The columns of a row type; none where they are not known.
    pub(super) fn row_columns(&self, type_ref: TypeRef) -> Option<Vec<ItemColumn>> {
        let base = self.session.base_type(type_ref);
        if base.array {
            return None;
        }
        let object = self.session.catalog.get(base.id)?;
        let column = |column: &crate::postgres::catalog::Column| {
            ItemColumn::computed(column.name.clone(), column.type_use.as_ref().map(|type_use| type_use.type_ref))
        };
        self.session.is_row_type(base).then(|| object.live_columns().map(column).collect())
    }
}

/// Same name, and not two relations of that name in different schemas, which their qualifiers tell apart.
fn collide(left: &Item<'_>, right: &Item<'_>) -> bool {
    let plain = |item: &Item<'_>| item.own_name && item.relation.is_some();
    left.name == right.name && !(plain(left) && plain(right) && left.relation != right.relation)
}

fn builtin_item<'s>(relation: BuiltinRelation) -> Item<'s> {
    let column = |(name, oid)| ItemColumn::computed(Name::new_static(name), builtin_type(oid));
    let mut item = Item::listed(Some(Name::new_static(relation.name)), relation.columns().map(column).collect());
    item.relation = Some(ObjectId::builtin(relation.oid));
    item.system_columns = relation.kind == 'r';
    item
}

/// `None` for the one column whose type the generated tables do not have.
fn builtin_type(oid: u32) -> Type {
    crate::postgres::builtin::types::by_oid(oid).map(|found| super::facts::builtin(found.oid))
}

fn sequence_item(object: &Object) -> Item<'_> {
    let columns = SEQUENCE_COLUMNS
        .iter()
        .map(|(name, oid)| ItemColumn::computed(Name::new_static(name), Some(TypeRef::builtin(*oid))))
        .collect();
    Item { columns: Columns::Listed(columns), ..Item::relation(object) }
}
