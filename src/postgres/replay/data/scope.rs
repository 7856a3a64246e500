//! What an expression sees: the columns and values of the rows in scope.

use super::datum::Typed;
use super::evaluate::Evaluator;
use super::kind::Kind;
use super::select::Selected;
use super::system::Conditions;
use crate::postgres::ast::{FunctionCall, Ident, Name, TypeName};
use crate::postgres::builtin::types;
use crate::postgres::catalog::{ColumnNumber, ObjectId, Reference, Target, TypeRef, Value};
use crate::run::Refusal;
use crate::source::Span;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

/// A column of a row in scope.
#[derive(Debug, Clone)]
pub(in crate::postgres::replay) struct Field {
    pub(super) name: Name,
    /// Its number in its relation; 0 in a subquery.
    pub(super) number: ColumnNumber,
    /// Its type, where that is known.
    pub(super) kind: Option<Arc<Kind>>,
    pub(super) not_null: bool,
}

/// A row in scope, under the name that it goes by.
#[derive(Debug, Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) name: &'a str,
    /// The relation whose row it is; [`ObjectId::NONE`] for a subquery.
    pub(super) relation: ObjectId,
    pub(super) fields: &'a [Field],
    pub(super) values: &'a [Value],
}

/// The rows that one group of an aggregate stands for.
#[derive(Debug, Clone, Default)]
pub(super) struct Group<'a> {
    pub(super) rows: Vec<Scope<'a>>,
    /// The server reads them in this order.
    pub(super) ordered: bool,
}

/// The values of window functions, by where each call stands, for all rows of a query.
pub(super) type Windows = BTreeMap<u32, Vec<Typed>>;

/// Common table expressions by name, each with its rows or why they are not known.
pub(super) type CommonTables = Vec<(Name, Rc<Result<Selected, Refusal>>)>;

/// The rows in sight of an expression.
#[derive(Debug, Clone, Default)]
pub(super) struct Scope<'a> {
    pub(super) sources: Vec<Source<'a>>,
    /// What the names in a bound text mean; in a statement's own text they are looked up.
    pub(super) references: Option<&'a [Reference]>,
    /// Common table expressions by name; those of the innermost query first.
    pub(super) ctes: CommonTables,
    /// The scope around a subquery.
    pub(super) outer: Option<&'a Scope<'a>>,
    /// Where aggregates look.
    pub(super) group: Option<&'a Group<'a>>,
    /// What the rows of the `FROM` that is being read must meet.
    pub(super) conditions: Conditions<'a>,
    /// Where window functions look, and the place of this row.
    pub(super) windows: Option<(&'a Windows, usize)>,
}

impl<'a> Scope<'a> {
    /// One row.
    pub(super) fn row(source: Source<'a>) -> Self {
        Self { sources: vec![source], ..Self::default() }
    }

    /// The same rows, for a bound text.
    pub(super) fn bound(self, references: &'a [Reference]) -> Self {
        Self { references: Some(references), ..self }
    }

    /// A subquery's scope inside this one.
    pub(super) fn inner(&'a self) -> Scope<'a> {
        Scope { references: self.references, ctes: self.ctes.clone(), outer: Some(self), ..Scope::default() }
    }

    /// The names in it are those of a bound text.
    pub(super) fn is_bound(&self) -> bool {
        self.references.is_some()
    }

    /// There are rows in sight, here or around.
    pub(super) fn has_rows(&self) -> bool {
        !self.sources.is_empty() || self.outer.is_some_and(Scope::has_rows)
    }

    /// The rows of the group, where an aggregate may stand.
    pub(super) fn group(&self) -> Option<&'a Group<'a>> {
        self.group
    }

    /// The value that a window function has in this row.
    pub(super) fn windowed(&self, call: &FunctionCall) -> Option<Typed> {
        let (windows, row) = self.windows?;
        windows.get(&call.name.span().start)?.get(row).cloned()
    }

    /// The column that a name means, and its value.
    pub(super) fn find(&self, span: Span, parts: &[Ident]) -> Option<(&Field, &Value)> {
        let here = match self.target(span) {
            Some(Target::Column(relation, number)) => self.numbered(*relation, *number),
            Some(_) => None,
            None => self.named(parts),
        };
        here.or_else(|| self.outer.and_then(|outer| outer.find(span, parts)))
    }

    /// What the name at this place of a bound text means.
    pub(super) fn target(&self, span: Span) -> Option<&'a Target> {
        let references = self.references?;
        let within = |reference: &&Reference| reference.span.start >= span.start && reference.span.end == span.end;
        references.iter().find(within).map(|reference| &reference.target)
    }

    /// Two rows of one relation cannot be told apart by a column's number.
    fn numbered(&self, relation: ObjectId, number: ColumnNumber) -> Option<(&Field, &Value)> {
        let mut rows = self.sources.iter().filter(|source| source.relation == relation);
        let row = rows.next().filter(|_| rows.next().is_none())?;
        row.pick(|field| field.number == number)
    }

    fn named(&self, parts: &[Ident]) -> Option<(&Field, &Value)> {
        let (column, qualifiers) = parts.split_last()?;
        let qualifier = qualifiers.last();
        self.sources
            .iter()
            .filter(|source| qualifier.is_none_or(|qualifier| qualifier.name == source.name))
            .find_map(|source| source.pick(|field| field.name == column.name))
    }
}

impl<'a> Source<'a> {
    fn pick(&self, wanted: impl Fn(&Field) -> bool) -> Option<(&'a Field, &'a Value)> {
        let index = self.fields.iter().position(wanted)?;
        self.values.get(index).map(|value| (&self.fields[index], value))
    }
}

impl Evaluator<'_> {
    /// The kind of a type.
    pub(super) fn kind(self, type_ref: TypeRef) -> Arc<Kind> {
        Kind::of(&self.session.catalog, type_ref, &|type_ref| self.session.type_text(type_ref))
    }

    /// The kind of a cast's target.
    pub(super) fn cast_kind(self, target: &TypeName, scope: &Scope<'_>) -> Option<Arc<Kind>> {
        if scope.references.is_none() {
            return self.session.resolve_type(target).ok().map(|found| self.kind(found.type_ref));
        }
        if !target.modifiers.is_empty() {
            return None;
        }
        let id = match scope.target(target.name.span()) {
            Some(Target::Object(id)) => *id,
            Some(_) => return None,
            None => ObjectId::builtin(types::by_name(target.name.name())?.oid),
        };
        Some(self.kind(TypeRef { id, array: target.array_dimensions > 0, modifier: -1 }))
    }
}
