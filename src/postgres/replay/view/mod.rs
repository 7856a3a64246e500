//! Views and materialised views.

mod endless;
mod recursive;

use super::bind::BoundQuery;
use super::describe::relation_word;
use super::session::Session;
use super::types::composite::{check_distinct, relation_exists};
use crate::postgres::ast::op::{CreateView, Persistence, StorageParameter, ViewKind};
use crate::postgres::ast::{
    Cte, ExprKind, Name, QualifiedName, Query, QueryBody, Select, SelectItem, Statement, TableRef, quote_ident,
};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Column, NameClass, Object, ObjectBody, ObjectId, TypeRef, TypeUse, View};
use crate::run::{Applied, Effect, Failure, Refusal};

/// Texts of a boolean option.
const BOOLEANS: [&str; 10] = ["true", "false", "on", "off", "yes", "no", "1", "0", "t", "f"];

impl Session {
    pub(super) fn create_view(&mut self, create: &CreateView) -> Applied {
        check_query(&create.query)?;
        let bound = self.bind_view_query(create)?;
        let temporary = bound.dependencies.iter().filter_map(|used| self.catalog.get(used.object));
        let temporary = temporary.into_iter().any(Object::is_temporary);
        if temporary && create.kind == ViewKind::Materialized {
            let message = "materialized views must not use temporary tables or views";
            return Err(Failure::new("0A000", message).into());
        }
        let in_temporary = create.name.schema().is_some_and(|schema| schema.name == "pg_temp");
        if in_temporary && create.kind == ViewKind::Materialized {
            let message = "cannot create temporary table within security-restricted operation";
            return Err(Failure::new("42501", message).into());
        }
        if (temporary || in_temporary) && create.persistence == Persistence::Permanent {
            let create = CreateView { persistence: Persistence::Temporary, ..create.clone() };
            return self.create_plain_view(&create, bound);
        }
        match create.kind {
            ViewKind::View => self.create_plain_view(create, bound),
            ViewKind::Materialized => self.create_materialized_view(create, bound),
        }
    }

    fn create_plain_view(&mut self, create: &CreateView, bound: BoundQuery) -> Applied {
        if create.persistence == Persistence::Unlogged {
            return Err(Failure::new("42601", "views cannot be unlogged because they do not have storage").into());
        }
        let check_option = check_option(create);
        if check_option.is_some() && !self.is_updatable(&create.query) {
            let message = "WITH CHECK OPTION is supported only on automatically updatable views";
            return Err(Failure::new("0A000", message).into());
        }
        if create.columns.len() > bound.columns.len() {
            return Err(Failure::new("42601", "CREATE VIEW specifies more column names than columns").into());
        }
        let columns = self.view_columns(create, &bound);
        let schema = self.view_schema(create)?;
        let existing = self.catalog.find(NameClass::Relation, schema, create.name.name());
        if let Some(existing) = existing.filter(|_| create.or_replace) {
            self.check_replaced_view(existing, &columns)?;
            check_options(&create.options, self.environment.postgres_version())?;
            self.replace_view(existing, create, columns, bound);
            return Ok(Effect::Applied);
        }
        check_options(&create.options, self.environment.postgres_version())?;
        self.store_view(create, schema, columns, bound)
    }

    fn create_materialized_view(&mut self, create: &CreateView, bound: BoundQuery) -> Applied {
        let schema = self.view_schema(create)?;
        let name = create.name.name();
        if self.catalog.find(NameClass::Relation, schema, name).is_some() {
            let failure = relation_exists(name);
            return if create.if_not_exists {
                Ok(Effect::Noop(format!("{}, skipping", failure.message)))
            } else {
                Err(failure.into())
            };
        }
        if create.columns.len() > bound.columns.len() {
            return Err(Failure::new("42601", "too many column names were specified").into());
        }
        let columns = self.view_columns(create, &bound);
        self.store_view(create, schema, columns, bound)
    }

    /// Whether the server lets rows be written through a view with this query.
    fn is_updatable(&self, query: &Query) -> bool {
        let QueryBody::Select(select) = &query.body else { return false };
        let [TableRef::Relation { name, .. }] = &select.from[..] else { return false };
        let is_of_rows =
            |object: &Object| object.table().is_some() || object.view().is_some_and(|view| view.kind == ViewKind::View);
        has_updatable_form(query)
            && select.items.iter().any(is_plain_item)
            && !select.items.iter().any(spans_rows)
            && self.lookup(NameClass::Relation, name).and_then(|id| self.catalog.get(id)).is_none_or(is_of_rows)
    }

    fn view_schema(&mut self, create: &CreateView) -> Result<ObjectId, Refusal> {
        match create.persistence {
            Persistence::Temporary => {
                let unplaced = |failure: Failure| Failure { position: None, ..failure };
                Ok(self.schema_for(&create.name, create.persistence).map_err(unplaced)?)
            }
            _ => self.home_of(&create.name),
        }
    }

    fn view_columns(&self, create: &CreateView, bound: &BoundQuery) -> Vec<Column> {
        let origin = self.origin;
        let given = create.columns.iter().map(|name| Some(&name.name)).chain(std::iter::repeat(None));
        let columns = (1..).zip(&bound.columns).zip(given);
        columns
            .map(|((number, (name, type_ref)), given)| {
                let type_use = type_ref.map(|type_ref| TypeUse::from(known_type(type_ref)));
                Column::new(number, given.unwrap_or(name).clone(), type_use, origin)
            })
            .collect()
    }

    fn store_view(
        &mut self,
        create: &CreateView,
        schema: ObjectId,
        columns: Vec<Column>,
        bound: BoundQuery,
    ) -> Applied {
        check_distinct(columns.iter().map(|column| &column.name))?;
        self.refuse_taken_row_type(create.name.name(), schema)?;
        self.fill_shell(create.name.name(), schema)?;
        let body = View {
            kind: create.kind,
            persistence: create.persistence,
            columns,
            named_columns: !create.columns.is_empty(),
            query: bound.bound,
            options: create.options.clone(),
            check_option: create.check_option,
            populated: create.with_data,
            clustered_on: None,
        };
        let id = self.create_object(create.name.name().clone(), Some(schema), None, ObjectBody::View(body));
        self.set_remark(id);
        self.depend_on_columns_types(id);
        self.depend_on(id, &bound.dependencies);
        if create.kind == ViewKind::Materialized && create.with_data {
            self.refuse_reads(&bound.dependencies)?;
            self.fill_view(id);
        }
        Ok(Effect::Applied)
    }

    fn depend_on_columns_types(&mut self, id: ObjectId) {
        let Some(object) = self.catalog.get(id) else { return };
        let numbers: Vec<u16> = object.live_columns().map(|column| column.number).collect();
        for number in numbers {
            self.depend_on_column_type(id, number);
        }
    }

    /// A replaced view keeps its columns, in order, and can get more at the end.
    fn check_replaced_view(&self, existing: ObjectId, columns: &[Column]) -> Result<(), Refusal> {
        let Some(object) = self.catalog.get(existing) else { return Ok(()) };
        if relation_word(object) != "view" {
            return Err(Failure::new("42809", format!("\"{}\" is not a view", object.name)).into());
        }
        let refuse = |message: String| Err(Failure::new("42P16", message).into());
        if columns.len() < object.columns().len() {
            return refuse("cannot drop columns from view".into());
        }
        for (old, new) in object.columns().iter().zip(columns) {
            if old.name != new.name {
                return refuse(format!("cannot change name of view column \"{}\" to \"{}\"", old.name, new.name));
            }
            let (Some(old_type), Some(new_type)) = (&old.type_use, &new.type_use) else {
                return Err(Refusal::Undecided(format!("whether column \"{}\" of the view keeps its type", old.name)));
            };
            if old_type.type_ref != new_type.type_ref {
                let (from, to) = (self.type_text(old_type.type_ref), self.type_text(new_type.type_ref));
                return refuse(format!("cannot change data type of view column \"{}\" from {from} to {to}", old.name));
            }
        }
        Ok(check_distinct(columns.iter().map(|column| &column.name))?)
    }

    fn replace_view(&mut self, id: ObjectId, create: &CreateView, columns: Vec<Column>, bound: BoundQuery) {
        self.forget_references(id);
        self.change(id, |object| {
            let ObjectBody::View(view) = &mut object.body else { return };
            let known = view.columns.len();
            view.columns.extend(columns.into_iter().skip(known));
            view.named_columns |= !create.columns.is_empty();
            view.query = bound.bound;
            view.options.clone_from(&create.options);
            view.check_option = create.check_option;
        });
        self.depend_on_columns_types(id);
        self.depend_on(id, &bound.dependencies);
    }

    pub(super) fn refresh_view(&mut self, name: &QualifiedName, concurrently: bool, with_data: bool) -> Applied {
        let found = self.open_relation(name)?;
        let id = found.id;
        let Some(view) = found.view().filter(|view| view.kind == ViewKind::Materialized) else {
            return Err(match relation_word(found) {
                "table" => Failure::new("0A000", format!("\"{}\" is not a materialized view", found.name)),
                _ => Failure::new("42809", format!("\"{}\" is not a table or materialized view", found.name)),
            }
            .into());
        };
        if concurrently {
            self.check_concurrent_refresh(found, view.populated, with_data)?;
        }
        self.change(id, |object| {
            if let ObjectBody::View(view) = &mut object.body {
                view.populated = with_data;
            }
        });
        if with_data {
            let read: Vec<_> = self.catalog.dependencies(id).map(|edge| edge.referenced).collect();
            self.refuse_reads(&read)?;
            self.fill_view(id);
        }
        Ok(Effect::Applied)
    }

    fn check_concurrent_refresh(&self, view: &Object, populated: bool, with_data: bool) -> Result<(), Failure> {
        if !populated {
            let message = "CONCURRENTLY cannot be used when the materialized view is not populated";
            return Err(Failure::new("0A000", message));
        }
        if !with_data {
            let message = "CONCURRENTLY and WITH NO DATA options cannot be used together";
            return Err(Failure::new("42601", message));
        }
        let by_columns = |index: &crate::postgres::catalog::Index| {
            let plain = |key: &crate::postgres::catalog::IndexKey| {
                matches!(key.target, crate::postgres::catalog::KeyTarget::Column(_))
            };
            index.unique && index.predicate.is_none() && index.keys.iter().all(plain)
        };
        if self.catalog.children(view.id).filter_map(Object::index).any(by_columns) {
            return Ok(());
        }
        let schema = view.schema.map_or("", |schema| self.name_of(schema));
        let name = format!("{}.{}", quote_ident(schema), quote_ident(&view.name));
        Err(Failure::new("55000", format!("cannot refresh materialized view \"{name}\" concurrently")))
    }
}

/// An untyped literal becomes `text`.
fn known_type(type_ref: TypeRef) -> TypeRef {
    if type_ref.id == ObjectId::builtin(oid::UNKNOWN) { TypeRef::builtin(oid::TEXT) } else { type_ref }
}

/// What the server refuses in the query of a view.
fn check_query(query: &Query) -> Result<(), Failure> {
    if let QueryBody::Select(select) = &query.body
        && select.into.is_some()
    {
        return Err(Failure::new("0A000", "views must not contain SELECT INTO"));
    }
    let modifies = |cte: &Cte| !matches!(*cte.statement, Statement::Query(_));
    if query.with.iter().any(modifies) {
        return Err(Failure::new("0A000", "views must not contain data-modifying statements in WITH"));
    }
    Ok(())
}

fn check_option(create: &CreateView) -> Option<Name> {
    let option = create.options.iter().find(|(name, _)| name == "check_option");
    create.check_option.map(Name::new_static).or_else(|| option.map(|(_, value)| value.clone().unwrap_or_default()))
}

/// Whether rows of a view are rows of one relation, as far as the query's form shows it.
fn has_updatable_form(query: &Query) -> bool {
    let QueryBody::Select(select) = &query.body else { return false };
    let Select { distinct, items, from, group_by, having, .. } = &**select;
    query.with.is_empty()
        && query.limit.is_none()
        && query.offset.is_none()
        && distinct.is_none()
        && group_by.is_empty()
        && having.is_none()
        && !items.is_empty()
        && matches!(&from[..], [TableRef::Relation { .. }])
}

/// Whether an output is a column of the relation, and whether it is computed over several rows.
fn is_plain_item(item: &SelectItem) -> bool {
    match item {
        SelectItem::Wildcard { .. } => true,
        SelectItem::Expr { expr, .. } => matches!(expr.kind, ExprKind::Column(_)),
    }
}

fn spans_rows(item: &SelectItem) -> bool {
    let SelectItem::Expr { expr, .. } = item else { return false };
    let mut spans = false;
    expr.walk(&mut |part| {
        if let ExprKind::Function(call) = &part.kind {
            let mut functions = BUILTIN.functions.of(call.name.name());
            spans |= call.over.is_some() || functions.any(|function| function.kind != 'f');
        }
    });
    spans
}

fn check_options(options: &[StorageParameter], version: u32) -> Result<(), Failure> {
    for (name, value) in options {
        let message = match (name.as_str(), value) {
            ("security_invoker", _) if version < 15 => format!("unrecognized parameter \"{name}\""),
            ("security_barrier" | "security_invoker", Some(value))
                if !BOOLEANS.contains(&value.to_lowercase().as_str()) =>
            {
                format!("invalid value for boolean option \"{name}\": {value}")
            }
            ("check_option", Some(value)) if !matches!(value.as_str(), "local" | "cascaded") => {
                format!("invalid value for enum option \"check_option\": {value}")
            }
            ("security_barrier" | "security_invoker" | "check_option", _) => continue,
            _ => format!("unrecognized parameter \"{name}\""),
        };
        return Err(Failure::new("22023", message));
    }
    Ok(())
}
