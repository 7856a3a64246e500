//! Conversions between types: the server's `parse_coerce.c`.

use super::facts::{bare, category, is_polymorphic, oid_of};
use super::polymorphic;
use crate::postgres::ast::op::{CastContext, Volatility};
use crate::postgres::builtin::brought::{self, BUILTIN};
use crate::postgres::builtin::operator::Cast;
use crate::postgres::builtin::rows::TypeKey;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{CastFunction, TypeRef};
use crate::postgres::replay::session::Session;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Where a conversion is allowed to happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Coercion {
    /// Anywhere in an expression.
    Implicit,
    /// When a value is stored in a column.
    Assignment,
    /// Where it is written out.
    Explicit,
}

/// How one type becomes another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Conversion {
    /// The same bytes under another type.
    Relabel,
    /// A function.
    Function(Volatility),
    /// Through text.
    Text,
}

static CASTS: LazyLock<HashMap<(u32, u32), Cast>> = LazyLock::new(|| {
    let key = |cast: Cast| match (cast.source, cast.target) {
        (TypeKey::Builtin(source), TypeKey::Builtin(target)) => Some(((source, target), cast)),
        _ => None,
    };
    BUILTIN.casts.all().filter_map(key).collect()
});

impl Session {
    /// Whether a value of one type can become another, and from which context on; `None` where it cannot at all.
    pub(crate) fn can_assign(&self, from: TypeRef, to: TypeRef) -> Option<Coercion> {
        [Coercion::Implicit, Coercion::Assignment, Coercion::Explicit]
            .into_iter()
            .find(|context| self.can_coerce(from, to, *context))
    }

    /// `can_coerce_type` for one value.
    pub(crate) fn can_coerce(&self, from: TypeRef, to: TypeRef, context: Coercion) -> bool {
        let (from, to) = (bare(from), bare(to));
        if from == to || oid_of(to) == oid::ANY {
            return true;
        }
        if is_polymorphic(to) {
            return polymorphic::accepts(self, from, to);
        }
        oid_of(from) == oid::UNKNOWN || self.conversion(from, to, context).is_some() || self.can_coerce_row(from, to)
    }

    fn can_coerce_row(&self, from: TypeRef, to: TypeRef) -> bool {
        if from.array != to.array {
            return false;
        }
        let is_record = |type_ref| oid_of(type_ref) == oid::RECORD;
        if from.array {
            let element = |type_ref| TypeRef { array: false, ..type_ref };
            return is_record(element(to)) && self.is_row_type(element(from));
        }
        (is_record(from) && self.is_row_type(to))
            || (is_record(to) && self.is_row_type(from))
            || (!from.id.is_builtin() && self.inherits(self.base_type(from), to))
    }

    /// A row type of a table that inherits from another.
    fn inherits(&self, from: TypeRef, to: TypeRef) -> bool {
        let parents =
            |id| self.catalog.get(id).and_then(|object| object.table()).map_or(&[][..], |table| &table.parents);
        let mut open = parents(from.id).to_vec();
        while let Some(parent) = open.pop() {
            if parent == to.id {
                return true;
            }
            open.extend_from_slice(parents(parent));
        }
        false
    }

    /// `find_coercion_pathway`.
    pub(super) fn conversion(&self, from: TypeRef, to: TypeRef, context: Coercion) -> Option<Conversion> {
        let (from, to) = (bare(self.base_type(from)), bare(self.base_type(to)));
        if from == to {
            return Some(Conversion::Relabel);
        }
        if let Some((needed, conversion)) = self.cast(from, to) {
            return (context >= needed).then_some(conversion);
        }
        if let (Some(from), Some(to)) = (Self::element_type(from), Self::element_type(to))
            && let Some(conversion) = self.conversion(from, to, context)
        {
            return Some(conversion);
        }
        let is_string = |type_ref| self.type_category(type_ref).0 == category::STRING;
        let through_text =
            (context >= Coercion::Assignment && is_string(to)) || (context >= Coercion::Explicit && is_string(from));
        through_text.then_some(Conversion::Text)
    }

    /// The entry of `pg_cast`.
    fn cast(&self, from: TypeRef, to: TypeRef) -> Option<(Coercion, Conversion)> {
        if !from.array && !to.array && from.id.is_builtin() && to.id.is_builtin() {
            let own = CASTS.get(&(from.id.oid(), to.id.oid())).map(|cast| cast_rule(*cast));
            return own.or_else(|| self.user_cast(from, to));
        }
        self.user_cast(from, to).or_else(|| self.extension_cast(from, to)).or_else(|| self.multirange_cast(from, to))
    }

    fn user_cast(&self, from: TypeRef, to: TypeRef) -> Option<(Coercion, Conversion)> {
        let (_, cast) = self.find_cast(from, to)?;
        let context = match cast.context {
            CastContext::Implicit => Coercion::Implicit,
            CastContext::Assignment => Coercion::Assignment,
            CastContext::Explicit => Coercion::Explicit,
        };
        let conversion = match cast.method {
            CastFunction::Function(_) => Conversion::Function(cast.volatility),
            CastFunction::InOut => Conversion::Text,
            CastFunction::Binary => Conversion::Relabel,
        };
        Some((context, conversion))
    }

    fn extension_cast(&self, from: TypeRef, to: TypeRef) -> Option<(Coercion, Conversion)> {
        self.catalog.extensions().find_map(|(object, extension)| {
            let casts = brought::extension(&object.name)?.casts;
            let is = |key, type_ref| self.type_of_key(key, Some(extension.schema)) == Some(type_ref);
            casts.all().find(|cast| is(cast.source, from) && is(cast.target, to)).map(cast_rule)
        })
    }

    /// A range becomes its multirange where it is written out.
    fn multirange_cast(&self, from: TypeRef, to: TypeRef) -> Option<(Coercion, Conversion)> {
        (self.multirange_range(to)? == from)
            .then_some((Coercion::Explicit, Conversion::Function(Volatility::Immutable)))
    }

    /// `IsBinaryCoercible`: the bytes of one type are good as the other.
    pub(crate) fn is_binary_coercible(&self, from: TypeRef, to: TypeRef) -> bool {
        let to = bare(to);
        if bare(from) == to || matches!(oid_of(to), oid::ANY | oid::ANYELEMENT | oid::ANYCOMPATIBLE) {
            return true;
        }
        let from = bare(self.base_type(from));
        if oid_of(from) == oid::UNKNOWN {
            return false;
        }
        if from == to || (is_polymorphic(to) && polymorphic::accepts(self, from, to)) {
            return true;
        }
        if from.array == to.array && to.id.is_builtin() && to.id.oid() == oid::RECORD {
            return self.is_row_type(TypeRef { array: false, ..from });
        }
        matches!(self.cast(from, to), Some((Coercion::Implicit, Conversion::Relabel)))
    }

    /// The catalog holds something whose members are not known: a name that cannot be found may be there.
    pub(super) fn has_unknown_members(&self) -> bool {
        self.catalog.extensions().any(|(_, extension)| extension.unknown_members)
    }
}

fn cast_rule(cast: Cast) -> (Coercion, Conversion) {
    let context = match cast.context {
        'i' => Coercion::Implicit,
        'a' => Coercion::Assignment,
        _ => Coercion::Explicit,
    };
    let conversion = match cast.method {
        'b' => Conversion::Relabel,
        'i' => Conversion::Text,
        _ => Conversion::Function(cast.volatility),
    };
    (context, conversion)
}
