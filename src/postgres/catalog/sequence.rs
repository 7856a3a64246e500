//! Sequences.

use super::implicit_name::compose;
use super::{Address, Catalog, ObjectBody, ObjectId, Reference, Target, TypeRef};
use crate::postgres::ast::op::Persistence;
use crate::postgres::builtin::types::oid;

/// A sequence.
#[derive(Debug, Clone, PartialEq)]
pub struct Sequence {
    /// Temporary, unlogged or ordinary.
    pub persistence: Persistence,
    /// `smallint`, `integer` or `bigint`.
    pub data_type: TypeRef,
    /// `START`.
    pub start: i64,
    /// `INCREMENT`.
    pub increment: i64,
    /// `MINVALUE`.
    pub min: i64,
    /// `MAXVALUE`.
    pub max: i64,
    /// `CACHE`.
    pub cache: i64,
    /// `CYCLE`.
    pub cycle: bool,
    /// The column it belongs to, by `OWNED BY`, `serial` or identity.
    pub owned_by: Option<Address>,
    /// It is the sequence of an identity column.
    pub identity: bool,
    /// The last value, and whether it was handed out; `None` while it is not known.
    pub last_value: Option<(i64, bool)>,
    /// Where it stood before a statement of unknown effect, when `last_value` is not known.
    pub before: Option<(i64, bool)>,
}

impl Sequence {
    /// The range and start that a sequence of this type has when nothing is said.
    pub fn defaults(data_type: TypeRef, increment: i64) -> SequenceRange {
        let max = match data_type.id.oid() {
            oid::INT2 => i64::from(i16::MAX),
            oid::INT4 => i64::from(i32::MAX),
            _ => i64::MAX,
        };
        if increment > 0 {
            SequenceRange { min: 1, max, start: 1 }
        } else {
            SequenceRange { min: -max - 1, max: -1, start: -1 }
        }
    }

    /// Counts as `CREATE SEQUENCE` without options does.
    pub fn is_default(&self) -> bool {
        let SequenceRange { min, max, start } = Self::defaults(self.data_type, self.increment);
        (self.min, self.max, self.start, self.increment, self.cache, self.cycle) == (min, max, start, 1, 1, false)
    }
}

/// The range of a sequence and where it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SequenceRange {
    /// `MINVALUE`.
    pub min: i64,
    /// `MAXVALUE`.
    pub max: i64,
    /// `START`.
    pub start: i64,
}

impl Catalog {
    /// The column for which `serial` would make exactly this sequence, under exactly this name; `None` when it has to be created by itself.
    pub fn serial_column(&self, id: ObjectId) -> Option<Address> {
        let object = self.get(id)?;
        let ObjectBody::Sequence(sequence) = &object.body else { return None };
        let address = sequence.owned_by?;
        let table = self.get(address.object)?;
        let column = table.column_at(address.column)?;
        let type_ref = column.type_use.as_ref()?.type_ref;
        let plain = matches!(type_ref.id.oid(), oid::INT2 | oid::INT4 | oid::INT8) && !type_ref.array;
        let alike = sequence.is_default() && sequence.data_type == type_ref && object.owner == table.owner;
        let logged = table.table().is_some_and(|table| table.persistence == sequence.persistence);
        let named = || object.name == compose(&table.name, &column.name, "seq") && object.schema == table.schema;
        let serves = || column.default.is_some_and(|default| self.default_is_nextval(default, id));
        (plain && alike && logged && column.not_null && !sequence.identity && serves() && named()).then_some(address)
    }

    /// Whether a default is `nextval` of that sequence and nothing else.
    fn default_is_nextval(&self, default: ObjectId, sequence: ObjectId) -> bool {
        let Some(ObjectBody::Default(default)) = self.get(default).map(|object| &object.body) else { return false };
        let expr = &default.expr;
        let names_it = |reference: &Reference| reference.target == Target::Object(sequence);
        let [reference] = &expr.references[..] else { return default.serial };
        let before = expr.text[..reference.span.start as usize].trim_end().to_ascii_lowercase();
        let after =
            expr.text[reference.span.end as usize..].split_whitespace().collect::<String>().to_ascii_lowercase();
        names_it(reference) && before == "nextval(" && matches!(after.as_str(), ")" | "::regclass)")
    }
}
