//! Functions in `FROM`.

use super::binder::{Binder, Type, fail};
use super::call::Called;
use super::facts::oid_of;
use super::scope::{Item, ItemColumn};
use super::usage::Clause;
use crate::postgres::ast::op::ArgumentMode;
use crate::postgres::ast::{FunctionCall, Ident, Name, TableAlias, TypeName};
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{ObjectBody, ObjectId, TypeRef};
use crate::run::Refusal;
use crate::source::Span;

/// What a function in `FROM` returns.
struct Returned {
    columns: Vec<ItemColumn>,
    /// One value, not a row.
    is_scalar: bool,
}

impl Binder<'_> {
    pub(super) fn bind_from_function(
        &mut self,
        calls: &[FunctionCall],
        spans: &[Span],
        ordinality: bool,
        alias: Option<&TableAlias>,
    ) -> Result<(), Refusal> {
        let single = if calls.len() == 1 { alias } else { None };
        let mut columns = Vec::new();
        let mut is_scalar = calls.len() == 1 && !ordinality;
        for (call, span) in calls.iter().zip(spans) {
            let returned = self.within(Clause::FromFunction, |binder| binder.bind_returned(call, *span, single))?;
            is_scalar &= returned.is_scalar;
            columns.extend(returned.columns);
        }
        if ordinality {
            columns.push(Self::ordinality());
        }
        let name = calls.first().map(|call| call.name.name().clone());
        let item = Item { is_scalar, ..Item::listed(name, columns) };
        match alias {
            // The alias of a definition list has its columns already.
            Some(alias) if alias.columns.iter().any(|(_, type_name)| type_name.is_some()) => {
                let bare = TableAlias { name: alias.name.clone(), columns: Vec::new() };
                self.add_item(item, Some(&bare))
            }
            alias => self.add_item(item, alias),
        }
    }

    fn bind_returned(
        &mut self,
        call: &FunctionCall,
        span: Span,
        alias: Option<&TableAlias>,
    ) -> Result<Returned, Refusal> {
        if call.name.name() == "unnest" && call.arguments.len() > 1 {
            return self.bind_unnest(call, span);
        }
        let called = self.bind_called(call, span)?;
        let definitions: Vec<(&Ident, &TypeName)> = alias
            .into_iter()
            .flat_map(|alias| &alias.columns)
            .filter_map(|(name, type_name)| Some((name, type_name.as_ref()?)))
            .collect();
        if !definitions.is_empty() {
            let columns = definitions.into_iter().map(|(name, type_name)| self.defined_column(name, type_name));
            return Ok(Returned { columns: columns.collect::<Result<_, _>>()?, is_scalar: false });
        }
        self.returned(&called, call, span, alias)
    }

    fn defined_column(&mut self, name: &Ident, type_name: &TypeName) -> Result<ItemColumn, Refusal> {
        Ok(ItemColumn::computed(name.name.clone(), Some(self.bind_type(type_name)?)))
    }

    /// `unnest(a, b)`: one column per array, side by side.
    fn bind_unnest(&mut self, call: &FunctionCall, span: Span) -> Result<Returned, Refusal> {
        let mut columns = Vec::new();
        for (_, argument) in &call.arguments {
            let type_ref = self.bind(argument)?;
            let element = self.resolve_builtin_call("unnest", &[argument], &[type_ref], span)?;
            columns.push(ItemColumn::computed(Name::new_static("unnest"), element));
        }
        Ok(Returned { columns, is_scalar: false })
    }

    fn returned(
        &mut self,
        called: &Called,
        call: &FunctionCall,
        span: Span,
        alias: Option<&TableAlias>,
    ) -> Result<Returned, Refusal> {
        let row = |columns| Ok(Returned { columns, is_scalar: false });
        if let Some(columns) = self.output_columns(called)
            && columns.len() > 1
        {
            return row(columns);
        }
        let type_ref = called.type_ref;
        if let Some(columns) = type_ref.and_then(|type_ref| self.row_columns(type_ref)) {
            return row(columns);
        }
        match type_ref {
            Some(found) if oid_of(found) == oid::RECORD => {
                let message = "a column definition list is required for functions returning \"record\"";
                fail("42601", message.into(), span)
            }
            Some(found) if is_unsupported(found) => {
                let message = format!(
                    "function \"{}\" in FROM has unsupported return type {}",
                    call.name.name(),
                    self.session.type_text(found)
                );
                fail("42804", message, span)
            }
            // A row of columns that are not known cannot be told from a value.
            None => Err(Refusal::Undecided(format!("what function {} returns is not known", call.name))),
            Some(_) => {
                let named = self
                    .output_columns(called)
                    .and_then(|columns| columns.into_iter().next())
                    .map(|column| column.name);
                let name = named.filter(|name| !name.is_empty());
                let name = name.or_else(|| alias.map(|alias| alias.name.name.clone()));
                let name = name.unwrap_or_else(|| call.name.name().clone());
                Ok(Returned { columns: vec![ItemColumn::computed(name, type_ref)], is_scalar: true })
            }
        }
    }

    /// The `OUT` and `TABLE` arguments of the function.
    fn output_columns(&self, called: &Called) -> Option<Vec<ItemColumn>> {
        let candidate = called.candidate.as_ref()?;
        if let Some(function) = candidate.builtin {
            let column =
                |(name, key)| ItemColumn::computed(Name::new_static(name), self.session.type_of_key(key, None));
            return Some(function.columns().map(column).collect());
        }
        self.routine_columns(candidate.routine?)
    }

    /// The column of that name in the row that a function returns.
    pub(super) fn output_column(&self, called: &Called, name: &str) -> Option<ItemColumn> {
        let columns = self.output_columns(called).filter(|columns| columns.len() > 1)?;
        columns.into_iter().find(|column| column.name == name)
    }

    fn routine_columns(&self, routine: ObjectId) -> Option<Vec<ItemColumn>> {
        let ObjectBody::Routine(routine) = &self.session.catalog.get(routine)?.body else { return None };
        let outputs = routine
            .arguments
            .iter()
            .filter(|argument| matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut | ArgumentMode::Table));
        let column = |(place, argument): (usize, &crate::postgres::catalog::Argument)| {
            let name = argument.name.clone().unwrap_or_else(|| Name::new(format!("column{}", place + 1)));
            let type_ref: Type = Some(argument.type_use.type_ref);
            ItemColumn::computed(name, type_ref)
        };
        Some(outputs.enumerate().map(column).collect())
    }
}

/// Whether a type is no value's, and no row's either: what a trigger returns, for one.
fn is_unsupported(type_ref: TypeRef) -> bool {
    const SCALAR: [&str; 2] = ["void", "cstring"];
    let builtin = types::by_oid(type_ref.id.oid()).filter(|_| type_ref.id.is_builtin() && !type_ref.array);
    builtin.is_some_and(|found| found.kind == 'p' && !SCALAR.contains(&found.name) && !found.name.starts_with("any"))
}
