//! From the elements of an index as written to its keys.

use super::{Backing, IndexDraft};
use crate::postgres::ast::op::{Exclusion, IndexElement, StorageParameter, UniqueSpec};
use crate::postgres::ast::{ExprKind, Ident, Name};
use crate::postgres::catalog::implicit_name::index_columns;
use crate::postgres::catalog::{ColumnNumber, Index, IndexKey, KeyTarget, ObjectId, TypeRef};
use crate::postgres::replay::bind::{BoundExpr, Scope, Usage};
use crate::postgres::replay::constraint::Timing;
use crate::postgres::replay::index::operator_class::AccessMethod;
use crate::postgres::replay::session::Session;
use crate::postgres::replay::table::lookup::is_system_column;
use crate::postgres::replay::table::storage::{Storage, check_storage};
use crate::run::{Failure, Refusal};

/// Keys and included columns together.
const MAX_COLUMNS: usize = 32;

/// What an index has besides its elements.
#[derive(Debug)]
pub(crate) struct Clauses<'a> {
    pub method: Option<&'a Ident>,
    pub parameters: &'a [StorageParameter],
    pub unique: bool,
    pub include: &'a [IndexElement],
    pub predicate: Option<BoundExpr>,
    pub tablespace: Option<&'a Ident>,
    /// Of an exclusion constraint, one for each element.
    pub operators: &'a [Name],
    pub concurrently: bool,
}

/// Which statement an index comes from: the words for a missing column differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Wording {
    Index,
    Key,
}

/// An element of an index about to become a key.
struct ElementKey<'a> {
    element: &'a IndexElement,
    /// `None` for a column.
    bound: Option<BoundExpr>,
    /// Of an exclusion constraint.
    operator: Option<&'a Name>,
}

impl Session {
    /// Drafts an index from written elements.
    pub(crate) fn draft_elements(
        &self,
        table: ObjectId,
        elements: &[IndexElement],
        clauses: Clauses<'_>,
        wording: Wording,
    ) -> Result<IndexDraft, Refusal> {
        if elements.len() > MAX_COLUMNS {
            return Err(too_many_columns().into());
        }
        let bound = self.bind_elements(table, elements)?;
        self.refuse_unindexable(table)?;
        if clauses.concurrently && self.is_partitioned(table) {
            let message = format!("cannot create index on partitioned table \"{}\" concurrently", self.name_of(table));
            return Err(Failure::new("0A000", message).into());
        }
        if clauses.tablespace.is_some_and(|name| name.name == "pg_default") && self.is_partitioned(table) {
            let message = "cannot specify default tablespace for partitioned relations";
            return Err(Failure::new("0A000", message).into());
        }
        let method = self.access_method(clauses.method.map_or("btree", |method| method.name.as_str()))?;
        method.refuse(clauses.unique, !clauses.include.is_empty(), elements.len())?;
        if !clauses.operators.is_empty() {
            method.refuse_exclusions()?;
        }
        if let Some(predicate) = &clauses.predicate {
            predicate.immutable.clone()?;
        }
        check_storage(Storage::Index(&method.name), clauses.parameters)?;
        let mut draft = IndexDraft::empty(method.name.clone());
        let mut names = Vec::with_capacity(elements.len());
        let operators = clauses.operators.iter().map(Some).chain(std::iter::repeat(None));
        for ((element, bound), operator) in elements.iter().zip(bound).zip(operators) {
            names.push(self.output_name(&element.expr).unwrap_or_else(|| Name::new_static("expr")));
            let key = ElementKey { element, bound, operator };
            self.draft_element(table, key, &method, wording, &mut draft)?;
        }
        draft.column_names = index_columns(names.iter().map(Name::as_str));
        let included = clauses.include.iter().map(|element| self.included_column(table, element, wording));
        let included = included.collect::<Result<Vec<&Ident>, Refusal>>()?;
        draft.include_columns(self, table, included.into_iter(), wording)?;
        draft.add_predicate(clauses.predicate);
        Ok(draft)
    }

    /// Expressions are bound before anything else is looked at; columns are `None`.
    fn bind_elements(&self, table: ObjectId, elements: &[IndexElement]) -> Result<Vec<Option<BoundExpr>>, Refusal> {
        elements
            .iter()
            .map(|element| match plain_column(element) {
                Some(_) => Ok(None),
                None => self.bind_expr(&element.expr, Scope::Relation(table), Usage::IndexExpression).map(Some),
            })
            .collect()
    }

    /// The column of an element of `INCLUDE`, which is read like a key and can have nothing that a key has.
    fn included_column<'e>(
        &self,
        table: ObjectId,
        element: &'e IndexElement,
        wording: Wording,
    ) -> Result<&'e Ident, Refusal> {
        let Some(column) = plain_column(element) else {
            return Err(Failure::new("0A000", "expressions are not supported in included columns").into());
        };
        self.index_column(table, &column.name, wording)?;
        let lacks = match element {
            IndexElement { collation: Some(_), .. } => "a collation",
            IndexElement { operator_class: Some(_), .. } => "an operator class",
            IndexElement { descending: Some(_), .. } => "ASC/DESC options",
            IndexElement { nulls_first: Some(_), .. } => "NULLS FIRST/LAST options",
            _ => return Ok(column),
        };
        Err(Failure::new("42P17", format!("including column does not support {lacks}")).into())
    }

    fn draft_element(
        &self,
        table: ObjectId,
        key: ElementKey<'_>,
        method: &AccessMethod,
        wording: Wording,
        draft: &mut IndexDraft,
    ) -> Result<(), Refusal> {
        let ElementKey { element, bound, operator } = key;
        let (target, type_ref) = match bound {
            Some(bound) => {
                bound.immutable?;
                draft.expression_columns.extend(&bound.columns);
                draft.dependencies.extend(&bound.dependencies);
                (KeyTarget::Expr(bound.bound), bound.type_ref)
            }
            None => self.column_key(table, element, wording)?,
        };
        if let (Some(type_ref), Some(_)) = (type_ref, &element.collation) {
            self.collation_for(type_ref, element.collation.as_ref())?;
        }
        let class = self.check_operator_class(method, element.operator_class.as_ref(), type_ref, draft)?;
        if let (Some(operator), Some(type_ref)) = (operator, type_ref) {
            self.refuse_exclusion_by(operator, type_ref, &method.name, class.family)?;
        }
        method.refuse_order(element.descending, element.nulls_first)?;
        let descending = element.descending == Some(true);
        draft.index.keys.push(IndexKey {
            target,
            collation: element.collation.as_ref().map(|name| self.written(name)),
            operator_class: class.written,
            operator_class_parameters: element.operator_class_parameters.clone(),
            descending,
            nulls_first: element.nulls_first.unwrap_or(descending),
        });
        Ok(())
    }

    fn column_key(
        &self,
        table: ObjectId,
        element: &IndexElement,
        wording: Wording,
    ) -> Result<(KeyTarget, Option<TypeRef>), Failure> {
        let name = plain_column(element).map_or("", |column| column.name.as_str());
        let column = self.index_column(table, name, wording)?;
        Ok((KeyTarget::Column(column), self.column_type(table, column)))
    }

    fn index_column(&self, table: ObjectId, name: &str, wording: Wording) -> Result<ColumnNumber, Failure> {
        if let Some(column) = self.catalog.get(table).and_then(|object| object.column(name)) {
            return Ok(column.number);
        }
        if is_system_column(name) {
            return Err(Failure::new("0A000", "index creation on system columns is not supported"));
        }
        Err(Failure::new(
            "42703",
            match wording {
                Wording::Index => format!("column \"{name}\" does not exist"),
                Wording::Key => format!("column \"{name}\" named in key does not exist"),
            },
        ))
    }

    /// Drafts the index of a primary key or unique constraint.
    pub(crate) fn draft_key(&self, table: ObjectId, spec: &UniqueSpec, primary: bool) -> Result<IndexDraft, Refusal> {
        if spec.columns.len() + spec.include.len() > MAX_COLUMNS {
            return Err(too_many_columns().into());
        }
        let method = self.access_method("btree")?;
        check_storage(Storage::Index(&method.name), &spec.storage_parameters)?;
        let mut draft = IndexDraft::empty(method.name.clone());
        for name in &spec.columns {
            let column = self.index_column(table, &name.name, Wording::Key)?;
            self.check_operator_class(&method, None, self.column_type(table, column), &mut draft)?;
            draft.index.keys.push(IndexKey::column(column));
        }
        draft.column_names = index_columns(spec.columns.iter().map(|column| column.name.as_str()));
        draft.include_columns(self, table, spec.include.iter(), Wording::Key)?;
        draft.index.unique = true;
        draft.index.nulls_not_distinct = spec.nulls_not_distinct;
        draft.index.options.clone_from(&spec.storage_parameters);
        draft.index.tablespace = spec.tablespace.as_ref().map(|tablespace| tablespace.name.clone());
        let timing = Timing { deferrable: spec.deferrable, initially_deferred: spec.initially_deferred };
        draft.backing = if primary { Backing::Primary(timing) } else { Backing::Unique(timing) };
        Ok(draft)
    }

    /// Drafts the index of an exclusion constraint.
    pub(crate) fn draft_exclusion(&self, table: ObjectId, exclusion: &Exclusion) -> Result<IndexDraft, Refusal> {
        let predicate = exclusion
            .predicate
            .as_ref()
            .map(|expr| self.bind_expr(expr, Scope::Relation(table), Usage::IndexPredicate))
            .transpose()?;
        let include: Vec<IndexElement> = exclusion.include.iter().cloned().map(IndexElement::column).collect();
        let elements: Vec<IndexElement> = exclusion.elements.iter().map(|(element, _)| element.clone()).collect();
        let operators: Vec<Name> = exclusion.elements.iter().map(|(_, operator)| operator.clone()).collect();
        let clauses = Clauses {
            method: exclusion.method.as_ref(),
            parameters: &exclusion.storage_parameters,
            unique: false,
            include: &include,
            predicate,
            tablespace: None,
            operators: &operators,
            concurrently: false,
        };
        let mut draft = self.draft_elements(table, &elements, clauses, Wording::Key)?;
        draft.index.options.clone_from(&exclusion.storage_parameters);
        let timing = Timing { deferrable: exclusion.deferrable, initially_deferred: exclusion.initially_deferred };
        draft.backing = Backing::Exclude(timing, operators);
        Ok(draft)
    }
}

impl IndexDraft {
    /// An index without keys.
    pub(crate) fn empty(method: Name) -> Self {
        Self {
            name: None,
            index: Index {
                method,
                keys: Vec::new(),
                include: Vec::new(),
                unique: false,
                nulls_not_distinct: false,
                predicate: None,
                options: Vec::new(),
                tablespace: None,
                constraint: None,
                partition_of: None,
                only: false,
                ready: true,
                valid: true,
                statistics: Vec::new(),
            },
            column_names: Vec::new(),
            expression_columns: Vec::new(),
            dependencies: Vec::new(),
            backing: Backing::None,
        }
    }

    /// Adds `INCLUDE (…)`: the columns count for the index's name too.
    fn include_columns<'n>(
        &mut self,
        session: &Session,
        table: ObjectId,
        names: impl ExactSizeIterator<Item = &'n Ident> + Clone,
        wording: Wording,
    ) -> Result<(), Refusal> {
        if names.len() == 0 {
            return Ok(());
        }
        for name in names.clone() {
            self.index.include.push(session.index_column(table, &name.name, wording)?);
        }
        let keys = self.column_names.iter().map(Name::as_str);
        self.column_names = index_columns(keys.chain(names.map(|name| name.name.as_str())));
        Ok(())
    }

    /// Adds `WHERE`.
    fn add_predicate(&mut self, predicate: Option<BoundExpr>) {
        if let Some(predicate) = predicate {
            self.expression_columns.extend(&predicate.columns);
            self.dependencies.extend(&predicate.dependencies);
            self.index.predicate = Some(predicate.bound);
        }
    }
}

impl IndexKey {
    /// A column in the default order of its type.
    pub(crate) fn column(column: ColumnNumber) -> Self {
        Self {
            target: KeyTarget::Column(column),
            collation: None,
            operator_class: None,
            operator_class_parameters: Vec::new(),
            descending: false,
            nulls_first: false,
        }
    }
}

/// The column of an element that is nothing but a column.
fn plain_column(element: &IndexElement) -> Option<&Ident> {
    match &element.expr.kind {
        ExprKind::Column(parts) if parts.len() == 1 && !element.parenthesised => parts.first(),
        _ => None,
    }
}

fn too_many_columns() -> Failure {
    Failure::new("54011", format!("cannot use more than {MAX_COLUMNS} columns in an index"))
}
