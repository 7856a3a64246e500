//! From names to objects: search path, relations, types.

use super::session::Session;
use crate::postgres::ast::{Name, QualifiedName, TypeName};
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{NameClass, Object, ObjectId, TypeRef, TypeUse};
use crate::run::{Failure, Refusal};

impl Session {
    /// The schemas of the search path that exist, in order.
    pub(crate) fn path(&self) -> Vec<ObjectId> {
        self.search_path
            .iter()
            .filter_map(|name| self.catalog.schema(if name == "$user" { &self.role } else { name }))
            .collect()
    }

    /// The schema that unqualified new objects go to.
    pub(crate) fn creation_schema(&self) -> Result<ObjectId, Failure> {
        self.path().first().copied().ok_or_else(|| Failure::new("3F000", "no schema has been selected to create in"))
    }

    /// The schema of that name; 3F000 where there is none.
    pub(crate) fn named_schema(&self, name: &str) -> Result<ObjectId, Failure> {
        self.catalog.schema(name).ok_or_else(|| Failure::new("3F000", format!("schema \"{name}\" does not exist")))
    }

    /// The schema in which a new object of that name is created.
    pub(crate) fn target_schema(&self, name: &QualifiedName) -> Result<ObjectId, Failure> {
        match name.schema() {
            Some(schema) => self.named_schema(&schema.name).map_err(|failure| failure.at(schema.span)),
            None => self.creation_schema(),
        }
    }

    /// The object of a name in a name class, through the search path when it is not qualified. A schema that does not exist holds nothing.
    pub(crate) fn lookup(&self, class: NameClass, name: &QualifiedName) -> Option<ObjectId> {
        if let Some(schema) = name.schema() {
            let schema = self.catalog.schema(&schema.name)?;
            return self.catalog.find(class, schema, name.name());
        }
        // Temporary relations and their types hide all others.
        let temporary =
            self.catalog.schema("pg_temp").filter(|_| matches!(class, NameClass::Relation | NameClass::Type));
        temporary.into_iter().chain(self.path()).find_map(|schema| self.catalog.find(class, schema, name.name()))
    }

    /// The relation (table, view, index, sequence, composite type) of that name; 42P01 where there is none, 3F000 where
    /// its schema does not exist.
    pub(crate) fn relation(&self, name: &QualifiedName) -> Result<&Object, Failure> {
        if let Err(Refusal::Failed(failure)) = self.require_schema(name) {
            return Err(failure);
        }
        self.lookup(NameClass::Relation, name)
            .and_then(|id| self.catalog.get(id))
            .ok_or_else(|| Failure::new("42P01", format!("relation \"{name}\" does not exist")))
    }

    /// Resolves a type name, serial types excepted: those are columns' business. Nothing can be of a type that is only declared.
    pub(crate) fn resolve_type(&self, written: &TypeName) -> Result<TypeUse, Refusal> {
        let type_use = self.resolve_declared_type(written)?;
        if !self.is_shell(type_use.type_ref.id) {
            return Ok(type_use);
        }
        let message = if type_use.type_ref.array {
            format!("type \"{}[]\" does not exist", written.name)
        } else {
            format!("type \"{}\" is only a shell", written.name)
        };
        Err(Failure::new("42704", message).at(written.name.span()).into())
    }

    /// The same, where a type that is only declared will do.
    pub(crate) fn resolve_declared_type(&self, written: &TypeName) -> Result<TypeUse, Refusal> {
        let (id, array) = self.find_type(&written.name).ok_or_else(|| {
            self.refuse_missing_schema(&written.name).err().unwrap_or_else(|| {
                let brackets = if written.array_dimensions > 0 { "[]" } else { "" };
                let message = format!("type \"{}{brackets}\" does not exist", written.name);
                Failure::new("42704", message).at(written.name.span())
            })
        })?;
        let type_ref = TypeRef { id, array: array || written.array_dimensions > 0, modifier: modifier(id, written)? };
        let spelling = id.is_builtin().then(|| Name::new(written.span.slice(&self.text)));
        Ok(TypeUse { type_ref, written: spelling })
    }

    /// The type that a name written somewhere else means, without its modifiers; `None` where there is none.
    pub(crate) fn type_called_by(&self, written: &TypeName) -> Option<TypeRef> {
        let (id, array) = self.find_type(&written.name)?;
        Some(TypeRef { array: array || written.array_dimensions > 0, ..TypeRef::plain(id) })
    }

    /// 3F000 where a name of a type or function is qualified by a schema that does not exist. (Relations are just not found.)
    pub(crate) fn refuse_missing_schema(&self, name: &QualifiedName) -> Result<(), Failure> {
        match name.schema() {
            Some(schema) if !matches!(schema.name.as_str(), "pg_catalog" | "information_schema") => {
                self.named_schema(&schema.name).map(|_| ()).map_err(|failure| failure.at(name.span()))
            }
            _ => Ok(()),
        }
    }

    /// The type of that name, and whether it is the array over what is returned (`_int4`).
    fn find_type(&self, name: &QualifiedName) -> Option<(ObjectId, bool)> {
        let builtin = || {
            types::by_name(name.name()).map(|found| match found.element {
                0 => (ObjectId::builtin(found.oid), false),
                element => (ObjectId::builtin(element), true),
            })
        };
        match name.schema() {
            Some(schema) if schema.name == "pg_catalog" => builtin(),
            Some(schema) if schema.name == "information_schema" => {
                types::information_schema_domain(name.name()).map(|found| (ObjectId::builtin(found.oid), false))
            }
            Some(_) => self.lookup(NameClass::Type, name).map(|id| (id, false)),
            // pg_catalog is searched first unless the path names it.
            None => builtin().or_else(|| self.lookup(NameClass::Type, name).map(|id| (id, false))),
        }
    }
}

/// The server's `typmod` for the modifiers of a type as written.
fn modifier(id: ObjectId, written: &TypeName) -> Result<i32, Refusal> {
    if written.modifiers.is_empty() || !id.is_builtin() {
        return Ok(-1);
    }
    let number = |index: usize| written.modifiers.get(index).and_then(|text| text.parse::<i32>().ok());
    let first = number(0).unwrap_or(-1);
    let refuse = |code, message: String| Err(Failure::new(code, message).at(written.name.span()).into());
    match id.oid() {
        oid::VARCHAR | oid::BPCHAR => {
            let name = if id.oid() == oid::VARCHAR { "varchar" } else { "char" };
            match first {
                ..1 => refuse("22023", format!("length for type {name} must be at least 1")),
                10_485_761.. => refuse("22023", format!("length for type {name} cannot exceed 10485760")),
                length => Ok(length + 4),
            }
        }
        oid::BIT | oid::VARBIT => Ok(first),
        oid::NUMERIC => match (first, number(1).unwrap_or(0)) {
            (1..=1000, scale @ -1000..=1000) => Ok(((first << 16) | (scale & 0x7ff)) + 4),
            (1..=1000, scale) => refuse("22023", format!("NUMERIC scale {scale} must be between -1000 and 1000")),
            (precision, _) => refuse("22023", format!("NUMERIC precision {precision} must be between 1 and 1000")),
        },
        // More than microseconds is a warning, and means microseconds.
        oid::TIME | oid::TIMETZ | oid::TIMESTAMP | oid::TIMESTAMPTZ => Ok(first.min(6)),
        oid::INTERVAL => Ok(interval_modifier(written)),
        _ => {
            let name = types::by_oid(id.oid()).map_or("", |found| found.name);
            refuse("42601", format!("type modifier is not allowed for type \"{name}\""))
        }
    }
}

/// The fields as a mask above the precision, both "not said" where absent.
fn interval_modifier(written: &TypeName) -> i32 {
    let mut fields = 0x7fff;
    let mut precision = 0xffff;
    for modifier in &written.modifiers {
        if let Ok(digits) = modifier.parse::<i32>() {
            precision = digits.min(6);
            continue;
        }
        fields = match modifier.to_ascii_lowercase().as_str() {
            "year" => 0x0004,
            "month" => 0x0002,
            "day" => 0x0008,
            "hour" => 0x0400,
            "minute" => 0x0800,
            "second" => 0x1000,
            "year to month" => 0x0006,
            "day to hour" => 0x0408,
            "day to minute" => 0x0c08,
            "day to second" => 0x1c08,
            "hour to minute" => 0x0c00,
            "hour to second" => 0x1c00,
            "minute to second" => 0x1800,
            _ => 0x7fff,
        };
    }
    (fields << 16) | precision
}
