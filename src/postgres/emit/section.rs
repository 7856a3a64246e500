//! The parts of the script, in order.

use crate::postgres::ast::op::ViewKind;
use crate::postgres::catalog::{Object, ObjectBody};

/// A part of the script under a heading of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Section {
    Roles,
    Extensions,
    Schemas,
    Collations,
    TextSearch,
    Types,
    Sequences,
    Functions,
    Casts,
    Operators,
    ForeignData,
    Tables,
    Views,
    Data,
    MaterializedViews,
    Late,
    Statistics,
    Triggers,
    Rules,
    Policies,
    Publications,
    Verbatim,
    Grants,
    EventTriggers,
}

impl Section {
    /// Where an object belongs. Materialised views come after the rows they are computed from.
    pub(super) fn of(object: &Object) -> Self {
        match &object.body {
            ObjectBody::Extension(_) => Self::Extensions,
            ObjectBody::Schema => Self::Schemas,
            ObjectBody::Type(_) | ObjectBody::Member(_) => Self::Types,
            ObjectBody::Sequence(_) => Self::Sequences,
            ObjectBody::Routine(_) => Self::Functions,
            ObjectBody::View(view) if view.kind == ViewKind::Materialized => Self::MaterializedViews,
            ObjectBody::View(_) => Self::Views,
            ObjectBody::Trigger(_) => Self::Triggers,
            ObjectBody::Policy(_) => Self::Policies,
            ObjectBody::Cast(_) => Self::Casts,
            ObjectBody::Operator(_) | ObjectBody::OperatorClass(_) | ObjectBody::OperatorFamily => Self::Operators,
            ObjectBody::Collation(_) => Self::Collations,
            ObjectBody::TextSearchConfiguration(_) | ObjectBody::TextSearchDictionary(_) => Self::TextSearch,
            ObjectBody::Rule(_) => Self::Rules,
            ObjectBody::Statistics(_) => Self::Statistics,
            ObjectBody::FuturePrivileges(_) => Self::Grants,
            ObjectBody::ForeignDataWrapper(_) | ObjectBody::ForeignServer(_) | ObjectBody::UserMapping(_) => {
                Self::ForeignData
            }
            ObjectBody::EventTrigger(_) => Self::EventTriggers,
            ObjectBody::Publication(_) | ObjectBody::Published(_) => Self::Publications,
            ObjectBody::Table(_) | ObjectBody::Index(_) | ObjectBody::Constraint(_) | ObjectBody::Default(_) => {
                Self::Tables
            }
        }
    }

    /// Its heading.
    pub(super) fn heading(self) -> &'static str {
        match self {
            Self::Roles => "Roles",
            Self::Extensions => "Extensions",
            Self::Schemas => "Schemas",
            Self::Types => "Types",
            Self::Sequences => "Sequences",
            Self::Functions => "Functions",
            Self::Tables => "Tables",
            Self::Views => "Views",
            Self::Data => "Data",
            Self::MaterializedViews => "Materialized views",
            Self::Late => "Constraints that had to wait for other objects or for rows",
            Self::Triggers => "Triggers",
            Self::Statistics => "Statistics",
            Self::Rules => "Rules",
            Self::TextSearch => "Text search",
            Self::Casts => "Casts",
            Self::Collations => "Collations",
            Self::Operators => "Operators",
            Self::ForeignData => "Foreign data",
            Self::Policies => "Policies",
            Self::Publications => "Publications",
            Self::EventTriggers => "Event triggers",
            Self::Verbatim => "Kept as written: these statements are not modelled",
            Self::Grants => "Grants",
        }
    }
}
