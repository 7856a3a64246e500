//! What a column name can mean: the items of each `FROM`, from the innermost query outwards.

use super::usage::Clause;
use crate::postgres::ast::{Ident, Name};
use crate::postgres::builtin::relations::SYSTEM_COLUMNS;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Column, ColumnNumber, Object, ObjectBody, ObjectId, TypeRef};
use crate::source::Span;

/// The names that one query sees, without those of the queries around it.
#[derive(Debug, Default)]
pub(super) struct Level<'s> {
    /// The items of `FROM` so far.
    pub items: Vec<Item<'s>>,
    /// Its `WITH` queries so far.
    pub ctes: Vec<Cte>,
    /// The names of its `WINDOW` clause.
    pub windows: Vec<Name>,
    /// Items before this one cannot be seen now: inside the `ON` of a join, only the joined items are.
    pub floor: usize,
    /// No item can be seen now: inside a subquery of `FROM` that is not `LATERAL`.
    pub closed: bool,
    /// The aggregates of this query that were seen.
    pub aggregates: Vec<Span>,
    /// The clause that it stands in, of the query around it.
    pub around: Option<Clause>,
}

/// A `WITH` query.
#[derive(Debug, Clone)]
pub(super) struct Cte {
    pub name: Name,
    pub columns: Vec<ItemColumn>,
}

/// One item of `FROM`.
#[derive(Debug, Clone)]
pub(super) struct Item<'s> {
    /// Its alias, or the name of its relation; none for a join or an unnamed subquery.
    pub name: Option<Name>,
    /// The relation, where it is one.
    pub relation: Option<ObjectId>,
    /// The schema by which the relation can be qualified; none behind an alias.
    pub schema: Option<ObjectId>,
    /// The name is the relation's own, and so follows a rename.
    pub own_name: bool,
    /// Its columns.
    pub columns: Columns<'s>,
    /// Its columns are only seen when qualified: a join with merged columns stands in front of it.
    pub behind_join: bool,
    /// System columns can be used.
    pub system_columns: bool,
    /// Its row is a single value, as that of a function that returns a scalar.
    pub is_scalar: bool,
}

/// The columns of an item.
#[derive(Debug, Clone)]
pub(super) enum Columns<'s> {
    /// Those of a relation under their own names.
    Relation(&'s Object),
    /// A list.
    Listed(Vec<ItemColumn>),
}

/// One column of an item.
#[derive(Debug, Clone)]
pub(super) struct ItemColumn {
    pub name: Name,
    pub type_ref: Option<TypeRef>,
    pub source: Source,
    /// The item it belongs to, where it is seen through a join: the name, and the relation whose own name that is.
    pub owner: Option<(Name, Option<ObjectId>)>,
}

/// Where a column comes from.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Source {
    /// A relation's column under its own name.
    Column(ObjectId, ColumnNumber),
    /// A relation's column under the name of an alias list.
    Renamed(ObjectId, ColumnNumber),
    /// Two columns that a join merged.
    Merged(Vec<(ObjectId, ColumnNumber)>),
    /// An expression.
    Computed,
}

impl Source {
    /// The relations' columns behind it.
    pub fn columns(&self) -> Vec<(ObjectId, ColumnNumber)> {
        match self {
            Self::Column(relation, number) | Self::Renamed(relation, number) => vec![(*relation, *number)],
            Self::Merged(columns) => columns.clone(),
            Self::Computed => Vec::new(),
        }
    }
}

impl<'s> Item<'s> {
    /// A relation under its own name.
    pub fn relation(object: &'s Object) -> Self {
        Self {
            name: Some(object.name.clone()),
            relation: Some(object.id),
            schema: object.schema,
            own_name: true,
            columns: Columns::Relation(object),
            behind_join: false,
            is_scalar: false,
            system_columns: matches!(object.body, ObjectBody::Table(_)),
        }
    }

    /// A row of a relation under another name: `OLD`, `NEW`.
    pub fn row(name: &'static str, object: &'s Object) -> Self {
        Self { name: Some(Name::new_static(name)), schema: None, own_name: false, ..Self::relation(object) }
    }

    /// Something with columns of its own.
    pub fn listed(name: Option<Name>, columns: Vec<ItemColumn>) -> Self {
        Self {
            name,
            relation: None,
            schema: None,
            own_name: false,
            columns: Columns::Listed(columns),
            behind_join: false,
            system_columns: false,
            is_scalar: false,
        }
    }

    /// Whether a qualifier names it.
    pub fn is_called(&self, schema: Option<ObjectId>, name: &str) -> bool {
        self.name.as_deref() == Some(name) && (schema.is_none() || (schema == self.schema && self.own_name))
    }

    /// Its columns go under their relation's names.
    pub fn own_columns(&self) -> bool {
        matches!(self.columns, Columns::Relation(_))
    }

    /// The name of its relation, whatever it is called here.
    pub fn relation_name(&self) -> Option<&Name> {
        match &self.columns {
            Columns::Relation(object) => Some(&object.name),
            Columns::Listed(_) => None,
        }
    }

    /// The type of its row: its one value's, where it is a function that returns a scalar; `record` otherwise.
    pub fn row_type(&self) -> Option<TypeRef> {
        match &self.columns {
            Columns::Listed(columns) if self.is_scalar => columns.first().and_then(|column| column.type_ref),
            _ => Some(TypeRef::builtin(oid::RECORD)),
        }
    }

    /// The columns as a list.
    pub fn column_list(&self) -> Vec<ItemColumn> {
        match &self.columns {
            Columns::Relation(object) => object.live_columns().map(|column| of_relation(object, column)).collect(),
            Columns::Listed(columns) => columns.clone(),
        }
    }

    /// The column of that name. Two of the same name are told apart by nothing: `Err`.
    pub fn find(&self, name: &str) -> Result<Option<ItemColumn>, Ambiguous> {
        match &self.columns {
            Columns::Relation(object) => Ok(object.column(name).map(|column| of_relation(object, column))),
            Columns::Listed(columns) => {
                let mut found = columns.iter().filter(|column| column.name == name);
                let first = found.next().cloned();
                if found.next().is_some() { Err(Ambiguous) } else { Ok(first) }
            }
        }
    }

    /// The system column of that name.
    pub fn system_column(&self, name: &str) -> Option<ItemColumn> {
        let (name, oid) = SYSTEM_COLUMNS.iter().find(|(system, _)| self.system_columns && *system == name)?;
        Some(ItemColumn {
            name: Name::new_static(name),
            type_ref: Some(TypeRef::builtin(*oid)),
            source: Source::Computed,
            owner: None,
        })
    }

    /// The name it is qualified by, and the relation whose own name that is.
    pub fn owner(&self) -> Option<(Name, Option<ObjectId>)> {
        let relation = self.relation.filter(|id| self.own_name && !id.is_builtin());
        self.name.clone().map(|name| (name, relation))
    }

    /// Gives the first columns other names.
    pub fn rename_columns<'n>(&mut self, names: impl Iterator<Item = &'n Ident>) {
        let mut columns = self.column_list();
        for (column, ident) in columns.iter_mut().zip(names) {
            column.name = ident.name.clone();
            if let Source::Column(relation, number) = column.source {
                column.source = Source::Renamed(relation, number);
            }
        }
        self.columns = Columns::Listed(columns);
    }
}

impl ItemColumn {
    /// A column that is no relation's.
    pub fn computed(name: Name, type_ref: Option<TypeRef>) -> Self {
        Self { name, type_ref, source: Source::Computed, owner: None }
    }
}

/// More than one column has the name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Ambiguous;

fn of_relation(object: &Object, column: &Column) -> ItemColumn {
    ItemColumn {
        name: column.name.clone(),
        type_ref: column.type_use.as_ref().map(|type_use| type_use.type_ref),
        source: Source::Column(object.id, column.number),
        owner: None,
    }
}

impl Level<'_> {
    /// The items that can be seen now.
    pub fn visible(&self) -> impl Iterator<Item = &Item<'_>> {
        let from = if self.closed { self.items.len() } else { self.floor };
        self.items[from..].iter()
    }

    /// The column of that name among all visible items.
    pub fn find(&self, name: &str) -> Result<Option<(&Item<'_>, ItemColumn)>, Ambiguous> {
        let mut found = None;
        for item in self.visible().filter(|item| !item.behind_join) {
            if let Some(column) = item.find(name)? {
                if found.is_some() {
                    return Err(Ambiguous);
                }
                found = Some((item, column));
            }
        }
        Ok(found)
    }
}
