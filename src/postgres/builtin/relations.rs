//! The relations of `pg_catalog` and `information_schema`.

use super::rows::{Fields, Row, Rows};

/// A catalog table or view.
#[derive(Debug, Clone, Copy)]
pub struct BuiltinRelation {
    /// Its name.
    pub name: &'static str,
    /// Its schema.
    pub schema: &'static str,
    /// Its OID; above 12000 numbered by us, since the server's differ from one installation to the next.
    pub oid: u32,
    /// `relkind`: `r` or `v`.
    pub kind: char,
    columns: &'static str,
}

impl Row for BuiltinRelation {
    fn read(fields: &mut Fields) -> Option<Self> {
        Some(Self {
            name: fields.text(),
            schema: fields.text(),
            oid: fields.number()?,
            kind: fields.letter()?,
            columns: fields.text(),
        })
    }
}

impl BuiltinRelation {
    /// Names and type OIDs of its columns, in order.
    pub fn columns(&self) -> impl Iterator<Item = (&'static str, u32)> + use<> {
        self.attributes().map(|(name, oid, _)| (name, oid))
    }

    /// Names and type OIDs of its columns, in order, and whether they forbid `NULL`.
    pub fn attributes(&self) -> impl Iterator<Item = (&'static str, u32, bool)> + use<> {
        self.columns.split(',').filter_map(|column| {
            let (name, oid) = column.trim_end_matches('!').rsplit_once(' ')?;
            Some((name, oid.parse().ok()?, column.ends_with('!')))
        })
    }
}

const RELATIONS: Rows<BuiltinRelation> = Rows::new(include_str!("data/relations.tsv"));

/// Columns that every table has, beside its own: name and type OID.
pub const SYSTEM_COLUMNS: &[(&str, u32)] =
    &[("tableoid", 26), ("cmax", 29), ("xmax", 28), ("cmin", 29), ("xmin", 28), ("ctid", 27)];

/// The relation of that name.
pub fn by_name(schema: &str, name: &str) -> Option<BuiltinRelation> {
    RELATIONS.of(name).find(|relation| relation.schema == schema)
}

/// The relations of that name, in whichever schema.
pub fn named(name: &str) -> impl Iterator<Item = BuiltinRelation> + use<> {
    RELATIONS.of(name).collect::<Vec<_>>().into_iter()
}

/// All of them.
pub fn all() -> impl Iterator<Item = BuiltinRelation> {
    RELATIONS.all()
}

/// The relation of that OID. Linear: for printing.
pub fn by_oid(oid: u32) -> Option<BuiltinRelation> {
    RELATIONS.all().find(|relation| relation.oid == oid)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_relation_has_columns_of_known_types() {
        assert_eq!(RELATIONS.all().count(), include_str!("data/relations.tsv").lines().count());
        for relation in RELATIONS.all() {
            assert!(relation.columns().count() > 0, "{}", relation.name);
            for (column, oid) in relation.columns() {
                // The one column of an array of rows, of which nothing is known but its number.
                let known = super::super::types::by_oid(oid).is_some() || column == "stxdexpr";
                assert!(known, "{}.{column}", relation.name);
            }
        }
    }

    #[test]
    fn no_relation_has_the_number_of_a_type() {
        assert!(RELATIONS.all().all(|relation| super::super::types::by_oid(relation.oid).is_none()));
    }
}
