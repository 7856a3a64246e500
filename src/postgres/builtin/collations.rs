//! Collations and access methods.

use super::rows::{Fields, Row, Rows};

#[derive(Debug, Clone, Copy)]
struct Collation {
    name: &'static str,
    oid: u32,
}

impl Row for Collation {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self { name: fields.text(), oid: fields.number()? })
    }
}

const COLLATIONS: Rows<Collation> = Rows::new(include_str!("data/collations.tsv"));

/// The OID of a collation of `pg_catalog`. Which locales there are depends on the server's operating system: one that is missing here
/// may be there.
pub fn by_name(name: &str) -> Option<u32> {
    COLLATIONS.of(name).next().map(|collation| collation.oid)
}

/// The name of a collation of `pg_catalog`. Linear: for printing.
pub fn by_oid(oid: u32) -> Option<&'static str> {
    COLLATIONS.all().find(|collation| collation.oid == oid).map(|collation| collation.name)
}

#[derive(Debug, Clone, Copy)]
struct AccessMethod {
    kind: char,
}

impl Row for AccessMethod {
    fn read(fields: &mut Fields) -> Option<Self> {
        fields.text();
        Some(Self { kind: fields.letter()? })
    }
}

const ACCESS_METHODS: Rows<AccessMethod> = Rows::new(include_str!("data/access_methods.tsv"));

/// What an access method of the engine is for: `i` indexes, `t` tables.
pub fn access_method(name: &str) -> Option<char> {
    ACCESS_METHODS.of(name).next().map(|method| method.kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_oids_lead_to_each_other() {
        assert_eq!(by_name("C"), Some(950));
        assert_eq!(by_oid(100), Some("default"));
        assert!(COLLATIONS.all().all(|collation| by_name(collation.name) == Some(collation.oid)));
        assert_eq!(access_method("gin"), Some('i'));
    }
}
