//! How a row of a catalog relation is read: its columns with OIDs resolved to names, as one SQL query.

use super::Columns;
use std::fmt::Write;

/// A catalog relation, and what becomes of each of its columns. Lists of columns are separated by blanks. A column that
/// this server does not have is passed over; a column that no list has fails a test.
///
/// A relation may appear more than once, with different rows.
#[derive(Debug, Clone, Copy)]
pub struct Relation {
    /// Its name in `pg_catalog`.
    pub name: &'static str,
    /// Its rows, where they are not simply those of the relation: SQL after `FROM`, with `x` as the alias of a row.
    pub from: &'static str,
    /// The condition on a row `x`, besides that its object was made after `initdb` and is not part of an extension.
    pub rows: &'static str,
    /// The object that a row describes.
    pub object: Object,
    /// SQL for `(class, object, sub-object)` of the objects without which a row could not be there.
    pub parents: &'static str,
    /// Columns compared as they are.
    pub plain: &'static str,
    /// Columns with an OID, or several, of a row of another relation: `relnamespace:pg_namespace`.
    pub named: &'static str,
    /// Columns with an access list, by the kind of its default and the owner: `nspacl:n:nspowner`.
    pub access: &'static str,
    /// Columns that need SQL of their own.
    pub sql: &'static [(&'static str, &'static str)],
    /// Attributes that are not columns: a name of ours, and SQL.
    pub derived: &'static [(&'static str, &'static str)],
    /// Columns that are not compared in their own name, and why.
    pub left_out: &'static [(&'static str, &'static str)],
}

/// The object that a row of a relation describes.
#[derive(Debug, Clone, Copy)]
pub enum Object {
    /// The object with this OID (a column of the row) in this relation.
    Whole(&'static str, &'static str),
    /// The same for a part of an object: relation, column with the OID, column with the number of the part.
    Part(&'static str, &'static str, &'static str),
    /// One that the server has no name for: a noun of ours, and SQL for the name.
    Unnamed(&'static str, &'static str),
}

impl Relation {
    /// A relation of which nothing is compared yet, to be completed with `..`.
    pub(super) const fn of(name: &'static str, object: Object) -> Self {
        Self {
            name,
            from: "",
            rows: "true",
            object,
            parents: "",
            plain: "",
            named: "",
            access: "",
            sql: &[],
            derived: &[],
            left_out: &[],
        }
    }

    /// The columns that are compared in their own name.
    pub fn compared(&self) -> impl Iterator<Item = &'static str> {
        let before_colon = |word: &'static str| word.split(':').next().unwrap_or(word);
        let lists = [self.plain, self.named, self.access];
        lists
            .into_iter()
            .flat_map(str::split_whitespace)
            .map(before_colon)
            .chain(self.sql.iter().map(|(name, _)| *name))
    }

    /// The columns that are not, each with the reason.
    pub fn excluded(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.left_out.iter().flat_map(|(columns, reason)| columns.split_whitespace().map(|column| (column, *reason)))
    }

    /// The query for (kind, identity, keys of parents, attributes); `None` where the server has no such relation.
    pub(super) fn query(&self, columns: &Columns) -> Option<String> {
        let columns = columns.get(self.name)?;
        let mut attributes = String::new();
        for (name, value) in self.attributes(columns) {
            let comma = if attributes.is_empty() { "" } else { ", " };
            write!(attributes, "{comma}'{name}', {value}").expect("a string takes everything");
        }
        let from = if self.from.is_empty() { format!("pg_catalog.{} x", self.name) } else { self.from.to_owned() };
        let (object, made) = self.object.sql();
        let parents = if self.parents.is_empty() { "ARRAY[]::text[]".to_owned() } else { keys_of(self.parents) };
        Some(format!(
            "SELECT o.type, o.identity, {parents}, jsonb_build_object({attributes}) FROM {from} CROSS JOIN LATERAL {object} \
             WHERE ({made}) AND ({}) AND o.identity IS NOT NULL",
            self.rows
        ))
    }

    fn attributes(&self, columns: &std::collections::BTreeMap<String, String>) -> Vec<(&'static str, String)> {
        let is_here = |column: &str| columns.contains_key(column);
        let mut attributes = Vec::new();
        for column in self.plain.split_whitespace().filter(|column| is_here(column)) {
            attributes.push((column, format!("x.{column}")));
        }
        for (column, relation) in self.named.split_whitespace().filter_map(|word| word.split_once(':')) {
            if let Some(of_type) = columns.get(column) {
                attributes.push((column, name_of(column, relation, of_type)));
            }
        }
        for word in self.access.split_whitespace() {
            if let [column, default, owner] = word.split(':').collect::<Vec<_>>()[..]
                && is_here(column)
            {
                attributes.push((column, access_list(&format!("x.{column}"), default, owner)));
            }
        }
        let own = self.sql.iter().filter(|(column, _)| is_here(column));
        attributes.extend(own.chain(self.derived).map(|(name, sql)| (*name, (*sql).to_owned())));
        attributes
    }
}

impl Object {
    /// SQL for a row `o` with type and identity, and the condition that the object is not the server's own.
    fn sql(self) -> (String, String) {
        let identify = |relation, oid: &str, part| {
            format!(
                "pg_identify_object('pg_catalog.{relation}'::regclass, x.{oid}, {part}) AS o(type, schema, name, identity)"
            )
        };
        match self {
            Self::Whole(relation, oid) => (identify(relation, oid, "0".to_owned()), made(relation, oid)),
            Self::Part(relation, oid, part) => (identify(relation, oid, format!("x.{part}")), made(relation, oid)),
            Self::Unnamed(noun, sql) => {
                (format!("(SELECT '{noun}'::text, ({sql})::text) AS o(type, identity)"), "true".to_owned())
            }
        }
    }
}

/// SQL for the keys of the objects at some addresses, and of the extensions to which these belong.
fn keys_of(addresses: &str) -> String {
    format!(
        "ARRAY(WITH a(class, object, part) AS ({addresses})
               SELECT p.type || ' ' || p.identity FROM a, pg_identify_object(a.class, a.object, a.part) AS p
               UNION ALL SELECT p.type || ' ' || p.identity FROM a JOIN pg_depend e ON e.classid = a.class
                   AND e.objid = a.object AND e.deptype = 'e', pg_identify_object(e.refclassid, e.refobjid, 0) AS p)"
    )
}

/// The server gives numbers from 16384 to what is made after `initdb`. A schema, a language or an extension may be older and
/// still be changed by a history.
fn made(relation: &str, oid: &str) -> String {
    if matches!(relation, "pg_namespace" | "pg_language" | "pg_extension") {
        return "true".into();
    }
    format!(
        "x.{oid}::oid >= 16384 AND NOT EXISTS (SELECT FROM pg_depend AS e WHERE e.deptype = 'e' AND e.objid = x.{oid} \
         AND e.classid = 'pg_catalog.{relation}'::regclass)"
    )
}

/// SQL for the name of the row that `column` points at, or for all the names where it holds several. Zero points at nothing,
/// and in a list of roles at everyone.
fn name_of(column: &str, relation: &str, of_type: &str) -> String {
    let one = |oid: &str| {
        format!(
            "CASE WHEN {oid} <> 0 THEN (pg_identify_object('pg_catalog.{relation}'::regclass, {oid}, 0)).identity END"
        )
    };
    if matches!(of_type, "oid[]" | "oidvector") {
        let one = one("u.oid");
        return format!(
            "(SELECT jsonb_agg(coalesce({one}, '-') ORDER BY u.n) \
             FROM unnest(x.{column}::oid[]) WITH ORDINALITY AS u(oid, n))"
        );
    }
    one(&format!("x.{column}::oid"))
}

/// SQL for an access list as sorted texts; an absent one means the default of its kind.
fn access_list(column: &str, default: &str, owner: &str) -> String {
    format!(
        "ARRAY(SELECT coalesce(nullif(pg_get_userbyid(a.grantee), 'unknown (OID=0)'), 'PUBLIC') || '=' || a.privilege_type \
         || CASE WHEN a.is_grantable THEN '*' ELSE '' END || '/' || pg_get_userbyid(a.grantor) \
         FROM aclexplode(coalesce({column}, acldefault('{default}', x.{owner}))) AS a ORDER BY 1)"
    )
}
