//! Column references: the server's `transformColumnRef`.

use super::binder::{Binder, Type, fail};
use super::function::{Call, Meant};
use super::scope::{Ambiguous, Item, ItemColumn, Source};
use crate::postgres::ast::{Ident, QualifiedName};
use crate::postgres::catalog::{Address, NameClass, ObjectId, ReferenceRole, StarColumn, Target, TypeRef};
use crate::run::Refusal;
use crate::source::Span;

/// A column or whole row that was found, copied out of its item.
pub(super) struct Seen {
    pub level: usize,
    /// The relation that the qualifier names, where it follows a rename.
    pub qualifier: Option<ObjectId>,
}

impl Binder<'_> {
    pub(super) fn bind_column(&mut self, parts: &[Ident], span: Span) -> Result<Type, Refusal> {
        self.check_column(span)?;
        match parts {
            [name] if self.domain.is_some() && name.name == "value" => Ok(self.domain),
            [name] => self.bind_bare(name, span),
            [qualifier @ .., name] => self.bind_qualified(qualifier, name, span),
            [] => Ok(None),
        }
    }

    fn bind_bare(&mut self, name: &Ident, span: Span) -> Result<Type, Refusal> {
        for level in (0..self.levels.len()).rev() {
            match self.levels[level].find(&name.name) {
                Err(Ambiguous) => {
                    let message = format!("column reference \"{}\" is ambiguous", name.name);
                    return fail("42702", message, span);
                }
                Ok(Some((_, column))) => return Ok(self.use_column(level, column, name.span)),
                Ok(None) => {}
            }
        }
        if let Some(type_ref) = self.bind_system_column(name) {
            self.check_system_column(&name.name, span)?;
            return Ok(type_ref);
        }
        if let Some(seen) = self.find_item(std::slice::from_ref(name)) {
            return Ok(self.use_row(&seen, &name.name, name.span));
        }
        fail("42703", format!("column \"{}\" does not exist", name.name), span)
    }

    fn bind_system_column(&mut self, name: &Ident) -> Option<Type> {
        let (level, column) = self.levels.iter().enumerate().rev().find_map(|(level, names)| {
            let column = names.visible().find_map(|item| item.system_column(&name.name))?;
            Some((level, column))
        })?;
        self.saw_column_of(level);
        Some(column.type_ref)
    }

    fn bind_qualified(&mut self, qualifier: &[Ident], name: &Ident, span: Span) -> Result<Type, Refusal> {
        let Some(seen) = self.find_item(qualifier) else { return self.missing_item(qualifier, span) };
        let item = self.item(&seen, qualifier);
        let found = match item.find(&name.name) {
            Err(Ambiguous) => {
                let message = format!("column reference \"{}\" is ambiguous", name.name);
                return fail("42702", message, span);
            }
            Ok(Some(found)) => Some(found),
            Ok(None) => {
                let system = item.system_column(&name.name);
                if system.is_some() {
                    self.check_system_column(&name.name, span)?;
                }
                system
            }
        };
        let item_name = item.name.clone().unwrap_or_default();
        let Some(column) = found else {
            // `t.f` can mean `f(t)`.
            if let Some(relation) = item.relation
                && let Some(type_ref) = self.bind_computed_field(relation, name)?
            {
                return Ok(type_ref);
            }
            return fail("42703", format!("column {item_name}.{} does not exist", name.name), span);
        };
        if let Some(relation) = seen.qualifier {
            let first = qualifier[0].span;
            self.refer(
                first.to(qualifier[qualifier.len() - 1].span),
                Target::Object(relation),
                ReferenceRole::Qualifier,
            );
        }
        Ok(self.use_column(seen.level, column, name.span))
    }

    /// The result of the user's function of that name for a row of the relation, where there is one.
    fn bind_computed_field(&mut self, relation: ObjectId, name: &Ident) -> Result<Option<Type>, Refusal> {
        let function = QualifiedName { parts: vec![name.clone()] };
        let types = [Some(TypeRef::plain(relation))];
        let call = Call { name: &function, names: &[], types: &types, variadic: false, with_outputs: false };
        match self.session.find_function(&call) {
            Meant::Function(candidate) if candidate.routine.is_some() => {
                self.use_function(&candidate, &function, &[], &types).map(Some)
            }
            Meant::Open(_) | Meant::Ambiguous => Ok(Some(None)),
            _ => Ok(None),
        }
    }

    /// Notes a column that was found.
    fn use_column(&mut self, level: usize, column: ItemColumn, span: Span) -> Type {
        self.saw_column_of(level);
        for (relation, number) in column.source.columns() {
            self.depend_on_column(relation, number);
        }
        match column.source {
            Source::Column(relation, number) => {
                self.refer(span, Target::Column(relation, number), ReferenceRole::Column);
            }
            Source::Merged(sources) if !sources.is_empty() => {
                let star = |(relation, number)| StarColumn {
                    qualifier: None,
                    relation: None,
                    name: column.name.clone(),
                    column: Some((relation, number)),
                };
                self.refer(span, Target::Columns(sources.into_iter().map(star).collect()), ReferenceRole::Merged);
            }
            Source::Renamed(..) | Source::Merged(_) | Source::Computed => {}
        }
        column.type_ref
    }

    /// A whole row, by the name of its item.
    fn use_row(&mut self, seen: &Seen, name: &str, span: Span) -> Type {
        self.saw_column_of(seen.level);
        if let Some(relation) = seen.qualifier {
            self.refer(span, Target::Object(relation), ReferenceRole::Qualifier);
        }
        let item = self.levels[seen.level].visible().find(|item| item.is_called(None, name));
        let (relation, row) = item.map_or((None, None), |item| (item.relation, item.row_type()));
        if let Some(relation) = relation {
            self.dependencies.push(Address::object(relation));
            return Some(TypeRef::plain(relation));
        }
        row
    }

    /// `t.*` as an argument or in a row.
    pub(super) fn bind_row_wildcard(&mut self, qualifier: Option<&QualifiedName>, span: Span) -> Result<Type, Refusal> {
        let Some(qualifier) = qualifier else { return Ok(None) };
        let Some(seen) = self.find_item(&qualifier.parts) else {
            return match self.variable_columns(&qualifier.parts) {
                Some(_) => Ok(None),
                None => self.missing_item(&qualifier.parts, span),
            };
        };
        Ok(self.use_row(&seen, qualifier.name(), qualifier.span()))
    }

    /// The item that a qualifier names, from the innermost query outwards.
    pub(super) fn find_item(&self, qualifier: &[Ident]) -> Option<Seen> {
        let name = &qualifier.last()?.name;
        let schema = match qualifier.len().checked_sub(2) {
            None => None,
            Some(place) => Some(self.schema_of_item(&qualifier[place])?),
        };
        self.levels.iter().enumerate().rev().find_map(|(level, names)| {
            let item = names.visible().find(|item| item.is_called(schema, name))?;
            Some(Seen { level, qualifier: item.relation.filter(|id| item.own_name && !id.is_builtin()) })
        })
    }

    fn schema_of_item(&self, schema: &Ident) -> Option<ObjectId> {
        self.session.catalog.schema(&schema.name)
    }

    pub(super) fn item(&self, seen: &Seen, qualifier: &[Ident]) -> &Item<'_> {
        let name = &qualifier[qualifier.len() - 1].name;
        let level = &self.levels[seen.level];
        level.visible().find(|item| item.is_called(None, name)).expect("it was found by this name")
    }

    /// No item has the name, or none that can be seen from here.
    pub(super) fn missing_item<T>(&self, qualifier: &[Ident], span: Span) -> Result<T, Refusal> {
        let name = &qualifier[qualifier.len() - 1].name;
        let meant = self.session.lookup(NameClass::Relation, &QualifiedName { parts: qualifier.to_vec() });
        let hidden = self.levels.iter().any(|level| {
            level.items.iter().any(|item| {
                // Behind an alias the server finds a relation by its name through the search path.
                let hides = || item.relation.is_some() && item.relation == meant;
                item.name.as_ref() == Some(name) || item.relation_name() == Some(name) && hides()
            })
        });
        let problem = if hidden { "invalid reference to FROM-clause entry" } else { "missing FROM-clause entry" };
        fail("42P01", format!("{problem} for table \"{name}\""), span)
    }
}
