//! The built-in types.

use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A row of `pg_type`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BuiltinType {
    /// `oid`.
    pub oid: u32,
    /// `typname`.
    pub name: &'static str,
    /// `typtype`: `b` base, `p` pseudo, `r` range, `m` multirange.
    pub kind: char,
    /// `typcategory`.
    pub category: char,
    /// `typispreferred`.
    pub preferred: bool,
    /// Element type of a true array, else 0.
    pub element: u32,
    /// `typarray`.
    pub array: u32,
    /// `typcollation`: 0 where the type cannot be collated.
    pub collation: u32,
    /// `typstorage`.
    pub storage: char,
}

/// OIDs that the model needs by name.
#[expect(missing_docs, reason = "the server's own names")]
pub mod oid {
    pub const BOOL: u32 = 16;
    pub const BYTEA: u32 = 17;
    pub const INT8: u32 = 20;
    pub const INT2: u32 = 21;
    pub const INT4: u32 = 23;
    pub const TEXT: u32 = 25;
    pub const FLOAT4: u32 = 700;
    pub const FLOAT8: u32 = 701;
    pub const UNKNOWN: u32 = 705;
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
    pub const RECORD: u32 = 2249;
    pub const VOID: u32 = 2278;
    pub const TRIGGER: u32 = 2279;
    pub const UUID: u32 = 2950;
    pub const JSONB: u32 = 3802;
}

static TYPES: LazyLock<BTreeMap<u32, BuiltinType>> = LazyLock::new(|| {
    include_str!("data/types.tsv").lines().filter_map(parse).map(|builtin| (builtin.oid, builtin)).collect()
});

static BY_NAME: LazyLock<BTreeMap<&'static str, u32>> =
    LazyLock::new(|| TYPES.values().map(|builtin| (builtin.name, builtin.oid)).collect());

fn parse(line: &'static str) -> Option<BuiltinType> {
    let mut fields = line.split('\t');
    let mut next = || fields.next();
    Some(BuiltinType {
        oid: next()?.parse().ok()?,
        name: next()?,
        kind: next()?.chars().next()?,
        category: next()?.chars().next()?,
        preferred: next()? == "1",
        element: next()?.parse().ok()?,
        array: next()?.parse().ok()?,
        collation: next()?.parse().ok()?,
        storage: next()?.chars().next()?,
    })
}

/// The type of that name in `pg_catalog`, arrays under their own names (`_int4`) included.
pub fn by_name(name: &str) -> Option<&'static BuiltinType> {
    BY_NAME.get(name).and_then(|oid| by_oid(*oid))
}

/// The type of that OID.
pub fn by_oid(oid: u32) -> Option<&'static BuiltinType> {
    TYPES.get(&oid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_data_is_read() {
        assert_eq!(TYPES.len(), include_str!("data/types.tsv").lines().count());
        assert_eq!(by_name("_int4").map(|array| array.element), Some(oid::INT4));
    }
}
