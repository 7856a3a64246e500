//! The built-in types.

use super::rows::{Fields, Row, Rows};
use crate::postgres::ast::op::Volatility;
use std::sync::LazyLock;

/// A row of `pg_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinType {
    /// `oid`.
    pub oid: u32,
    /// `typname`.
    pub name: &'static str,
    /// `typtype`: `b` base, `p` pseudo, `r` range, `m` multirange, `d` domain (of `information_schema`).
    pub kind: char,
    /// `typcategory`.
    pub category: char,
    /// `typispreferred`.
    pub preferred: bool,
    /// Element type of an array type, else 0. (`int2vector` and `oidvector` are no array types in this sense.)
    pub element: u32,
    /// `typarray`.
    pub array: u32,
    /// `typcollation`: 0 where the type cannot be collated.
    pub collation: u32,
    /// `typstorage`.
    pub storage: char,
    /// `typbasetype` of a domain.
    pub base: u32,
    /// Subtype of a range, range of a multirange.
    pub range_of: u32,
    /// Multirange of a range.
    pub multirange: u32,
    /// Volatility of `typinput`: whether reading a text depends on settings.
    pub input: Volatility,
    /// Volatility of `typoutput`: whether printing a value depends on settings.
    pub output: Volatility,
}

/// OIDs that the model needs by name.
#[expect(missing_docs, reason = "the server's own names")]
pub mod oid {
    pub const BOOL: u32 = 16;
    pub const BYTEA: u32 = 17;
    pub const CHAR: u32 = 18;
    pub const NAME: u32 = 19;
    pub const INT8: u32 = 20;
    pub const INT2: u32 = 21;
    pub const INT2VECTOR: u32 = 22;
    pub const INT4: u32 = 23;
    pub const REGPROC: u32 = 24;
    pub const TEXT: u32 = 25;
    pub const OID: u32 = 26;
    pub const XID: u32 = 28;
    pub const CID: u32 = 29;
    pub const OIDVECTOR: u32 = 30;
    pub const JSON: u32 = 114;
    pub const XML: u32 = 142;
    pub const PG_NODE_TREE: u32 = 194;
    pub const FLOAT4: u32 = 700;
    pub const FLOAT8: u32 = 701;
    pub const UNKNOWN: u32 = 705;
    pub const MONEY: u32 = 790;
    pub const BPCHAR: u32 = 1042;
    pub const VARCHAR: u32 = 1043;
    pub const DATE: u32 = 1082;
    pub const TIME: u32 = 1083;
    pub const TIMESTAMP: u32 = 1114;
    pub const TIMESTAMPTZ: u32 = 1184;
    pub const INTERVAL: u32 = 1186;
    pub const TIMETZ: u32 = 1266;
    pub const BIT: u32 = 1560;
    pub const VARBIT: u32 = 1562;
    pub const NUMERIC: u32 = 1700;
    pub const REGCLASS: u32 = 2205;
    pub const REGCONFIG: u32 = 3734;
    pub const REGTYPE: u32 = 2206;
    pub const REFCURSOR: u32 = 1790;
    pub const RECORD: u32 = 2249;
    pub const CSTRING: u32 = 2275;
    pub const ANY: u32 = 2276;
    pub const ANYARRAY: u32 = 2277;
    pub const VOID: u32 = 2278;
    pub const TRIGGER: u32 = 2279;
    pub const EVENT_TRIGGER: u32 = 3838;
    pub const FDW_HANDLER: u32 = 3115;
    pub const INTERNAL: u32 = 2281;
    pub const ANYELEMENT: u32 = 2283;
    pub const ANYNONARRAY: u32 = 2776;
    pub const UUID: u32 = 2950;
    pub const ANYENUM: u32 = 3500;
    pub const JSONB: u32 = 3802;
    pub const ANYRANGE: u32 = 3831;
    pub const ANYMULTIRANGE: u32 = 4537;
    pub const ANYCOMPATIBLEMULTIRANGE: u32 = 4538;
    pub const ANYCOMPATIBLE: u32 = 5077;
    pub const ANYCOMPATIBLEARRAY: u32 = 5078;
    pub const ANYCOMPATIBLENONARRAY: u32 = 5079;
    pub const ANYCOMPATIBLERANGE: u32 = 5080;
}

const ROWS: Rows<BuiltinType> = Rows::new(include_str!("data/types.tsv"));

/// By OID.
static TYPES: LazyLock<Vec<BuiltinType>> = LazyLock::new(|| ROWS.all().collect());

/// The place in [`TYPES`] of each OID, counted from 1; 0 where there is no type. Nothing is looked up more often.
static PLACES: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut places = vec![0; TYPES.last().map_or(0, |last| last.oid as usize + 1)];
    for (place, builtin) in (1..).zip(TYPES.iter()) {
        places[builtin.oid as usize] = place;
    }
    places
});

/// Names in order, with the place in [`TYPES`]. The domains of `information_schema` are not found without their schema.
static BY_NAME: LazyLock<Vec<(&'static str, usize)>> = LazyLock::new(|| {
    let own = TYPES.iter().enumerate().filter(|(_, builtin)| builtin.kind != 'd');
    let mut names: Vec<_> = own.map(|(place, builtin)| (builtin.name, place)).collect();
    names.sort_unstable();
    names
});

impl Row for BuiltinType {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            oid: fields.number()?,
            name: fields.text(),
            kind: fields.letter()?,
            category: fields.letter()?,
            preferred: fields.flag(),
            element: fields.number()?,
            array: fields.number()?,
            collation: fields.number()?,
            storage: fields.letter()?,
            base: fields.number()?,
            range_of: fields.number()?,
            multirange: fields.number()?,
            input: fields.volatility(),
            output: fields.volatility(),
        })
    }
}

/// The type of that name in `pg_catalog`, arrays under their own names (`_int4`) included.
pub fn by_name(name: &str) -> Option<&'static BuiltinType> {
    BY_NAME.binary_search_by(|(known, _)| (*known).cmp(name)).ok().map(|found| &TYPES[BY_NAME[found].1])
}

/// All of them, by OID.
pub fn all() -> impl Iterator<Item = &'static BuiltinType> {
    TYPES.iter()
}

/// The type of that OID.
pub fn by_oid(oid: u32) -> Option<&'static BuiltinType> {
    let place = usize::from(*PLACES.get(oid as usize)?);
    TYPES.get(place.checked_sub(1)?)
}

/// The domain of that name in `information_schema`.
pub fn information_schema_domain(name: &str) -> Option<&'static BuiltinType> {
    TYPES.iter().find(|builtin| builtin.kind == 'd' && builtin.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(TYPES.len(), include_str!("data/types.tsv").lines().count());
        assert!(TYPES.is_sorted_by_key(|builtin| builtin.oid));
        assert!(TYPES.iter().all(|builtin| by_oid(builtin.oid) == Some(builtin)));
        assert_eq!((by_oid(0), by_oid(15), by_oid(u32::MAX)), (None, None, None));
        assert_eq!(by_name("_int4").map(|array| array.element), Some(oid::INT4));
        assert_eq!(by_name("int2vector").map(|vector| vector.element), Some(0));
        assert_eq!(by_name("sql_identifier"), None);
    }
}
