//! Types in words, as the server's `format_type` writes them.

use super::{Catalog, ObjectId, TypeRef};
use crate::postgres::builtin::relations;
use crate::postgres::builtin::types::{self, oid};

impl Catalog {
    /// The type with its modifier, as `\d` prints it and SQL reads it. `schema_prefix` says how a user's type is qualified: it gets the type's id
    /// and returns `schema.` or nothing.
    pub fn format_type(&self, type_ref: TypeRef, schema_prefix: impl Fn(ObjectId) -> String) -> String {
        let mut text = if type_ref.id.is_builtin() {
            format_builtin(type_ref.id.oid(), type_ref.modifier)
        } else {
            let name = self.get(type_ref.id).map_or("???", |object| object.name.as_str());
            let user = format!("{}{}", schema_prefix(type_ref.id), crate::postgres::ast::quote_ident(name));
            if type_ref.modifier >= 0 { format!("{user}({})", type_ref.modifier) } else { user }
        };
        if type_ref.array {
            text.push_str("[]");
        }
        text
    }

    /// A type as the server's messages write it, without its modifier: the `character` and `bit` that no length was said for go under
    /// their standard names, which in a statement would mean a length of one.
    pub fn format_type_name(&self, type_ref: TypeRef, schema_prefix: impl Fn(ObjectId) -> String) -> String {
        let own = |oid: u32| type_ref.id == ObjectId::builtin(oid);
        let brackets = if type_ref.array { "[]" } else { "" };
        match () {
            () if own(oid::BPCHAR) => format!("character{brackets}"),
            () if own(oid::BIT) => format!("bit{brackets}"),
            () => self.format_type(TypeRef { modifier: -1, ..type_ref }, schema_prefix),
        }
    }
}

fn format_builtin(oid: u32, modifier: i32) -> String {
    match (oid, modifier) {
        (oid::BOOL, _) => "boolean".into(),
        (oid::INT2, _) => "smallint".into(),
        (oid::INT4, _) => "integer".into(),
        (oid::INT8, _) => "bigint".into(),
        (oid::FLOAT4, _) => "real".into(),
        (oid::FLOAT8, _) => "double precision".into(),
        (oid::BPCHAR, -1) => "bpchar".into(),
        (oid::BPCHAR, n) => format!("character({})", n - 4),
        (oid::VARCHAR, -1) => "character varying".into(),
        (oid::VARCHAR, n) => format!("character varying({})", n - 4),
        (oid::BIT, -1) => "\"bit\"".into(),
        (oid::BIT, n) => format!("bit({n})"),
        (oid::VARBIT, -1) => "bit varying".into(),
        (oid::VARBIT, n) => format!("bit varying({n})"),
        (oid::NUMERIC, -1) => "numeric".into(),
        (oid::NUMERIC, n) => {
            let bits = n - 4;
            // Eleven bits of signed scale since PostgreSQL 15.
            let scale = ((bits & 0x7ff) ^ 1024) - 1024;
            format!("numeric({},{scale})", (bits >> 16) & 0xffff)
        }
        (oid::TIME, n) => with_precision("time", n, " without time zone"),
        (oid::TIMETZ, n) => with_precision("time", n, " with time zone"),
        (oid::TIMESTAMP, n) => with_precision("timestamp", n, " without time zone"),
        (oid::TIMESTAMPTZ, n) => with_precision("timestamp", n, " with time zone"),
        (oid::INTERVAL, n) => interval(n),
        (18, _) => "\"char\"".into(),
        (other, _) => types::by_oid(other).map_or_else(|| row_type(other), array_or_name),
    }
}

/// The row type of a relation of the engine goes under the relation's number.
fn row_type(oid: u32) -> String {
    relations::by_oid(oid).map_or_else(|| "???".into(), |relation| relation.name.into())
}

fn array_or_name(builtin: &types::BuiltinType) -> String {
    if builtin.element == 0 {
        let schema = if builtin.kind == 'd' { "information_schema." } else { "" };
        format!("{schema}{}", crate::postgres::ast::quote_ident(builtin.name))
    } else {
        format!("{}[]", format_builtin(builtin.element, -1))
    }
}

fn with_precision(name: &str, modifier: i32, zone: &str) -> String {
    if modifier < 0 { format!("{name}{zone}") } else { format!("{name}({modifier}){zone}") }
}

/// `interval`'s modifier packs a field mask above a 16-bit precision; 0x7fff and 0xffff stand for "not said".
fn interval(modifier: i32) -> String {
    if modifier < 0 {
        return "interval".into();
    }
    let fields = match (modifier >> 16) & 0x7fff {
        0x0004 => " year",
        0x0002 => " month",
        0x0008 => " day",
        0x0400 => " hour",
        0x0800 => " minute",
        0x1000 => " second",
        0x0006 => " year to month",
        0x0408 => " day to hour",
        0x0c08 => " day to minute",
        0x1c08 => " day to second",
        0x0c00 => " hour to minute",
        0x1c00 => " hour to second",
        0x1800 => " minute to second",
        _ => "",
    };
    match modifier & 0xffff {
        0xffff => format!("interval{fields}"),
        precision => format!("interval{fields}({precision})"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn show(type_ref: TypeRef) -> String {
        Catalog::empty().format_type(type_ref, |_| String::new())
    }

    #[test]
    fn types_read_as_the_server_writes_them() {
        let typed = |oid, modifier| TypeRef { id: ObjectId::builtin(oid), array: false, modifier };
        assert_eq!(show(typed(oid::VARCHAR, 14)), "character varying(10)");
        assert_eq!(show(typed(oid::NUMERIC, ((10 << 16) | 2) + 4)), "numeric(10,2)");
        assert_eq!(show(typed(oid::TIMESTAMPTZ, 3)), "timestamp(3) with time zone");
        assert_eq!(show(TypeRef { array: true, ..typed(oid::INT4, -1) }), "integer[]");
    }
}
