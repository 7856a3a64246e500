//! What types mean.

use super::Builder;
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{Catalog, ObjectBody, TypeBody, TypeRef};
use crate::schema::Meaning;

impl Builder<'_> {
    /// A type as `\d` prints it.
    pub(super) fn type_text(&self, type_ref: TypeRef) -> String {
        self.catalog.format_type(type_ref, |id| {
            let label = self.label(id);
            label.rfind('.').map_or_else(String::new, |dot| label[..=dot].to_owned())
        })
    }
}

/// What a type means.
pub(super) fn meaning(catalog: &Catalog, type_ref: TypeRef) -> Meaning {
    if type_ref.array {
        return Meaning::Array(Box::new(meaning(catalog, TypeRef { array: false, ..type_ref })));
    }
    if type_ref.id.is_builtin() {
        return builtin(type_ref.id.oid(), type_ref.modifier);
    }
    let Some(object) = catalog.get(type_ref.id) else { return Meaning::Other("???".to_owned()) };
    match &object.body {
        ObjectBody::Type(TypeBody::Enum { labels }) => {
            Meaning::Enum(labels.iter().map(|label| label.label.to_string()).collect())
        }
        ObjectBody::Type(TypeBody::Domain { base, .. }) => meaning(catalog, base.type_ref),
        _ if object.name == "citext" => Meaning::TEXT,
        _ => Meaning::Other(object.name.to_string()),
    }
}

/// The modifier of a type with a length is four more than that.
fn length(modifier: i32) -> Option<u32> {
    u32::try_from(modifier - 4).ok()
}

fn builtin(oid: u32, modifier: i32) -> Meaning {
    match oid {
        oid::BOOL => Meaning::Boolean,
        oid::INT2 => Meaning::integer(16),
        oid::INT4 => Meaning::integer(32),
        oid::INT8 => Meaning::integer(64),
        oid::FLOAT4 => Meaning::Float(32),
        oid::FLOAT8 => Meaning::Float(64),
        oid::NUMERIC => Meaning::Decimal { digits: digits(modifier) },
        oid::TEXT | oid::NAME => Meaning::TEXT,
        oid::VARCHAR | oid::BPCHAR => Meaning::Text { length: length(modifier) },
        oid::BYTEA => Meaning::BINARY,
        oid::BIT | oid::VARBIT => Meaning::Bits(u32::try_from(modifier).ok()),
        oid::DATE => Meaning::Date,
        oid::TIME => Meaning::Time { zone: false },
        oid::TIMETZ => Meaning::Time { zone: true },
        oid::TIMESTAMP => Meaning::Timestamp { zone: false },
        oid::TIMESTAMPTZ => Meaning::Timestamp { zone: true },
        oid::INTERVAL => Meaning::Interval,
        oid::JSON | oid::JSONB => Meaning::Json,
        oid::UUID => Meaning::Uuid,
        other => match types::by_oid(other) {
            Some(array) if array.element != 0 => Meaning::Array(Box::new(builtin(array.element, -1))),
            Some(found) => Meaning::Other(found.name.to_owned()),
            None => Meaning::Other("???".to_owned()),
        },
    }
}

/// Precision above 16 bits, below it eleven bits of signed scale.
fn digits(modifier: i32) -> Option<(u32, i32)> {
    let bits = u32::try_from(modifier - 4).ok()?;
    let scale = i32::try_from(bits & 0x7ff).unwrap_or_default();
    Some(((bits >> 16) & 0xffff, (scale ^ 1024) - 1024))
}
