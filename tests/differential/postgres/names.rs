//! What depends on the catalog: names of what is there, and of what could be made.

use super::values::Picked;
use super::writer::Writer;
use crate::grammar::Author;
use rebaseline::postgres::catalog::{ConstraintKind, Object, ObjectBody, TableKind, TypeBody};
use std::collections::BTreeSet;

const RELATIONS: &[&str] = &[
    "users",
    "orders",
    "items",
    "logs",
    "tags",
    "events",
    "parts",
    "Mixed",
    "user",
    "accounts",
    "notes",
    "links",
    "rooms",
    "seats",
    "Größe",
    "prices",
    "teams",
    "v1",
    "v2",
    "a_rather_long_name_that_is_near_the_limit_of_sixty_three_bytes",
];
const COLUMNS: &[&str] =
    &["id", "name", "code", "price", "qty", "note", "at", "ref", "kind", "Upper", "order", "data", "flag", "parent_id"];
const SCHEMAS: &[&str] = &["app", "audit", "Shop", "old"];
const TYPES: &[&str] =
    &["mood", "status", "amount", "pair", "span", "email", "Color", "users", "level", "period", "money_of"];
const LABELS: &[&str] = &["low", "mid", "high", "none", "O''K", "Über"];
const PARTS: &[&str] = &["c1", "c2", "users_pkey", "users_name_key", "positive", "Check"];
const ROUTINES: &[&str] = &["total", "touch", "add_one", "label_of", "Act", "count_of", "note_it", "check_it"];
const ROLES: &[&str] = &["app_owner", "reader", "Writer"];
const RULES: &[&str] = &["r1", "r2", "kept", "Noted"];
const COLLATIONS: &[&str] = &["plain", "Bytes", "german", "second"];
const STATISTICS: &[&str] = &["both", "Several", "third", "more"];
const PUBLICATIONS: &[&str] = &["chosen", "everything", "Third"];
const EVENT_TRIGGERS: &[&str] = &["noted", "Seen", "third"];
const CONFIGURATIONS: &[&str] = &["fr", "simple_one", "stems", "Words", "plain"];
const AGGREGATES: &[&str] = &["total", "all_of", "Most", "sum_up"];
const EXTENSIONS: &[&str] = &["hstore", "citext", "pgcrypto", "pg_trgm", "btree_gist", "ltree", "unaccent", "cube"];

/// A name as SQL writes it.
pub fn quoted(name: &str) -> String {
    rebaseline::postgres::ast::quote_ident(name).into_owned()
}

impl<'a> Writer<'a> {
    /// What the history made, members of extensions excepted.
    pub fn own(&self, which: impl Fn(&Object) -> bool) -> impl Iterator<Item = &'a Object> {
        let catalog = self.catalog;
        catalog
            .objects()
            .filter(move |object| object.created.is_some() && which(object) && !catalog.is_member(object.id))
    }

    /// The name of an object, with its schema where that is needed, and now and then where it is not.
    pub fn qualified(&mut self, object: &Object) -> String {
        let schema = object.schema.and_then(|schema| self.catalog.get(schema));
        match schema {
            Some(schema) if schema.name != "public" || self.random.percent(10) => {
                format!("{}.{}", quoted(&schema.name), quoted(&object.name))
            }
            _ => quoted(&object.name),
        }
    }

    /// The columns of the relation and of the statement itself.
    pub fn columns(&self) -> Vec<Picked> {
        let relation = self.relation.and_then(|relation| self.catalog.get(relation));
        let existing = relation.into_iter().flat_map(Object::live_columns).map(Picked::of);
        existing.chain(self.draft.iter().cloned()).collect()
    }

    /// The text of `$name`, whether it is there or not.
    pub fn symbol_text(&mut self, name: &str) -> String {
        match name {
            "schema" => {
                self.pick("app", |object| matches!(object.body, ObjectBody::Schema) && object.name != "pg_temp")
            }
            "table" => self.relation_that(|object| object.table().is_some()),
            "ordinary" => self.relation_that(|object| object.table().is_some_and(|t| t.kind == TableKind::Ordinary)),
            "partitioned" => {
                self.relation_that(|object| object.table().is_some_and(|t| matches!(t.kind, TableKind::Partitioned(_))))
            }
            "partition" => self.partition(),
            "attached" => self.attached(),
            "view" => self.relation_that(|object| object.view().is_some_and(|view| view.kind != MATERIALIZED)),
            "matview" => self.relation_that(|object| object.view().is_some_and(|view| view.kind == MATERIALIZED)),
            "relation" => self.relation_that(|object| object.table().is_some() || object.view().is_some()),
            "other" => self.other(),
            "about" => {
                self.about = self.symbol("relation");
                String::new()
            }
            "it" => self.about.clone(),
            "sequence" => self.pick("users_id_seq", |object| matches!(object.body, ObjectBody::Sequence(_))),
            "index" => self.pick("users_pkey", |object| object.index().is_some()),
            "own_index" => self.part("users_pkey", |object| object.index().is_some()),
            "constraint" => self.part("c1", |object| object.constraint().is_some()),
            "foreign" => self.part("c1", |object| {
                object.constraint().is_some_and(|c| matches!(c.kind, ConstraintKind::ForeignKey(_)))
            }),
            "trigger" => self.part("c1", |object| object.trigger().is_some()),
            "policy" => self.part("c1", |object| matches!(object.body, ObjectBody::Policy(_))),
            "constrained" => self.part_of_any("c1", |object| object.constraint().is_some()),
            "triggered" => self.part_of_any("c1", |object| object.trigger().is_some()),
            "policed" => self.part_of_any("c1", |object| matches!(object.body, ObjectBody::Policy(_))),
            "enum" => self.type_that(|body| matches!(body, TypeBody::Enum { .. })),
            "domain" => self.type_that(|body| matches!(body, TypeBody::Domain { .. })),
            "composite" => self.type_that(|body| matches!(body, TypeBody::Composite { .. })),
            "any_type" => self.type_that(|_| true),
            "attribute" => self.attribute(),
            "label" => self.label(),
            "column" => self.any_column(),
            "columns" => self.some_columns(),
            "all_columns" => self.columns().iter().map(|c| quoted(&c.name)).collect::<Vec<_>>().join(", "),
            "again" => self.again(),
            "two_columns" => self.two_columns(),
            "role" => self.role(),
            "referenced" => self.referenced(),
            "reference" => self.reference(),
            "foreign_key" => self.foreign_key(),
            "type" => self.type_name(),
            "value" => self.column_value(),
            "fitting" => self.fitting(),
            "row" => self.row_values(),
            "copied" => self.copied(),
            "assignment" => format!("{} = {}", self.any_column(), self.fitting()),
            "new_column" => self.draft_name(),
            "forget" => self.forget(),
            _ => self.object(name).unwrap_or_else(|| self.pool(name)),
        }
    }

    fn pool(&mut self, name: &str) -> String {
        let pool = match name {
            "new_relation" => return self.new_in_schema(RELATIONS),
            "new_type" => return self.new_in_schema(TYPES),
            "new_routine" => return self.new_in_schema(ROUTINES),
            "new_collation" => return self.new_in_schema(COLLATIONS),
            "new_statistics" => return self.new_in_schema(STATISTICS),
            "new_configuration" => return self.new_in_schema(CONFIGURATIONS),
            "new_aggregate" => return self.new_in_schema(AGGREGATES),
            "new_publication" => PUBLICATIONS,
            "new_event_trigger" => EVENT_TRIGGERS,
            "new_rule" => RULES,
            "relation_name" => RELATIONS,
            "column_name" => COLUMNS,
            "type_name" => TYPES,
            "new_schema" => SCHEMAS,
            "new_part" => PARTS,
            "new_role" => ROLES,
            "extension" => EXTENSIONS,
            "new_label" => return format!("'{}'", self.random.one(LABELS).expect("labels")),
            family => return self.leaf(family.strip_suffix("_leaf").unwrap_or_else(|| panic!("no rule ${family}"))),
        };
        quoted(self.random.one(pool).expect("names"))
    }

    /// A name, mostly one that nothing has yet.
    fn new_in_schema(&mut self, pool: &[&str]) -> String {
        let taken: BTreeSet<&str> = self.own(|_| true).map(|object| object.name.as_str()).collect();
        let mut fresh: Vec<&str> = pool.iter().copied().filter(|name| !taken.contains(name)).collect();
        if fresh.is_empty() || self.random.percent(25) {
            fresh = pool.to_vec();
        }
        let name = quoted(self.random.one(&fresh).expect("names"));
        if self.random.percent(15) { format!("{}.{name}", self.symbol("schema")) } else { name }
    }

    fn draft_name(&mut self) -> String {
        let fresh: Vec<&str> =
            COLUMNS.iter().copied().filter(|name| self.columns().iter().all(|column| column.name != *name)).collect();
        let pool = if fresh.is_empty() || self.random.percent(3) { COLUMNS } else { &fresh };
        self.new_column = (*self.random.one(pool).expect("names")).to_owned();
        quoted(&self.new_column)
    }

    /// Nothing: what follows may name no column.
    fn forget(&mut self) -> String {
        self.relation = None;
        self.draft.clear();
        String::new()
    }

    /// One of the history's objects, or a name of which there is hardly one.
    pub fn one_of(&mut self, which: impl Fn(&Object) -> bool) -> Option<&'a Object> {
        let found: Vec<&Object> = self.own(which).collect();
        let object = self.random.one(&found).copied();
        if object.is_none() || self.random.percent(2) {
            self.absent |= object.is_none();
            return None;
        }
        object
    }

    pub fn pick(&mut self, otherwise: &str, which: impl Fn(&Object) -> bool) -> String {
        let Some(object) = self.one_of(which) else { return otherwise.to_owned() };
        self.object = Some(object.id);
        self.qualified(object)
    }

    pub fn relation_that(&mut self, which: impl Fn(&Object) -> bool) -> String {
        // Now and then another kind of relation.
        let any = self.random.percent(3);
        let is_relation =
            |object: &Object| object.table().is_some() || object.view().is_some_and(|view| view.kind != MATERIALIZED);
        let Some(object) = self.one_of(|object| which(object) || any && is_relation(object)) else {
            return "no_such_relation".into();
        };
        self.relation = Some(object.id);
        self.qualified(object)
    }

    /// Another relation, which does not become the one that the statement is about.
    fn other(&mut self) -> String {
        self.pick("no_such_relation", |object| object.table().is_some() || object.view().is_some())
    }

    /// A table that could become a partition: it has the columns of the one that the statement is about.
    fn partition(&mut self) -> String {
        let names: Vec<String> = self.columns().into_iter().map(|column| column.name).collect();
        let own = self.relation;
        self.pick("no_such_relation", |object| {
            object.table().is_some()
                && Some(object.id) != own
                && object.live_columns().map(|column| column.name.as_str()).eq(names.iter().map(String::as_str))
        })
    }

    /// A partition, or child, of the one that the statement is about.
    fn attached(&mut self) -> String {
        let own = self.relation;
        self.pick("no_such_relation", |object| {
            object.table().is_some_and(|table| table.parents.iter().any(|parent| Some(*parent) == own))
        })
    }

    /// A part of the relation that the statement is about; without one, of any, which it is then about.
    pub fn part(&mut self, otherwise: &str, which: impl Fn(&Object) -> bool) -> String {
        let relation = self.relation;
        let Some(object) = self.one_of(|object| object.parent.is_some() && object.parent == relation && which(object))
        else {
            return otherwise.to_owned();
        };
        self.object = Some(object.id);
        quoted(&object.name)
    }

    /// `part ON relation`, of any relation.
    pub fn part_of_any(&mut self, otherwise: &str, which: impl Fn(&Object) -> bool) -> String {
        let on_relation = |object: &Object| object.parent.is_some() && which(object);
        let found = self.one_of(on_relation).and_then(|object| Some((object, self.catalog.get(object.parent?)?)));
        let Some((object, parent)) = found else { return format!("{otherwise} ON {}", self.symbol("relation")) };
        self.relation = Some(parent.id);
        format!("{} ON {}", quoted(&object.name), self.qualified(parent))
    }

    fn type_that(&mut self, which: impl Fn(&TypeBody) -> bool) -> String {
        self.pick("no_such_type", |object| object.type_body().is_some_and(&which))
    }

    fn attribute(&mut self) -> String {
        let object = self.object.and_then(|object| self.catalog.get(object));
        let names: Vec<String> =
            object.into_iter().flat_map(Object::live_columns).map(|c| c.name.to_string()).collect();
        self.random.one(&names).map_or_else(|| "name".into(), |name| quoted(name))
    }

    fn label(&mut self) -> String {
        let body = self.object.and_then(|object| self.catalog.get(object)).and_then(Object::type_body);
        let Some(TypeBody::Enum { labels }) = body else { return "'low'".into() };
        self.random.one(labels).map_or_else(|| "'low'".into(), |label| format!("'{}'", label.label.replace('\'', "''")))
    }

    fn role(&mut self) -> String {
        let made: Vec<&str> =
            ROLES.iter().copied().filter(|role| self.roles.iter().any(|known| known == role)).collect();
        match self.random.one(&made) {
            Some(role) if self.random.percent(93) => quoted(role),
            _ => {
                self.absent |= made.is_empty();
                quoted(self.random.one(ROLES).expect("names"))
            }
        }
    }

    fn any_column(&mut self) -> String {
        let columns = self.columns();
        let picked = self.random.one(&columns).cloned();
        if picked.is_none() || self.random.percent(2) {
            return quoted(self.random.one(COLUMNS).expect("names"));
        }
        self.column.clone_from(&picked);
        picked.map(|picked| format!("{}{}", self.qualifier, quoted(&picked.name))).unwrap_or_default()
    }

    /// The object named last.
    fn again(&mut self) -> String {
        self.object
            .and_then(|object| self.catalog.get(object))
            .map_or_else(String::new, |object| self.qualified(object))
    }

    fn two_columns(&mut self) -> String {
        let mut columns = self.columns();
        self.absent |= columns.len() < 2;
        while columns.len() > 2 {
            columns.remove(self.random.below(columns.len()));
        }
        columns.iter().map(|column| quoted(&column.name)).collect::<Vec<_>>().join(", ")
    }

    fn some_columns(&mut self) -> String {
        let count = if self.random.percent(70) { 1 } else { 2 };
        let mut names: Vec<String> = Vec::new();
        for _ in 0..count {
            let name = self.any_column();
            if !names.contains(&name) || self.random.percent(5) {
                names.push(name);
            }
        }
        names.join(", ")
    }

    fn column_value(&mut self) -> String {
        match &self.column {
            Some(column) => self.value(column.type_ref),
            None => self.expand("$literal"),
        }
    }

    /// An expression for the column named last.
    fn fitting(&mut self) -> String {
        let Some(column) = self.column.clone() else { return self.expand("$expression") };
        let family = self.family(column.type_ref);
        if super::kinds::vocabulary().rule(family).is_some() && self.random.percent(50) {
            return self.expand(&format!("${family}"));
        }
        self.value(column.type_ref)
    }

    /// A key of some table, as `REFERENCES` names it, for the column named last.
    fn referenced(&mut self) -> String {
        let wanted = self.column.as_ref().map(|column| column.type_ref.id);
        let keys: Vec<(&Object, Vec<Picked>)> =
            self.keys().into_iter().filter(|(_, key)| key.len() == 1 && Some(key[0].type_ref.id) == wanted).collect();
        match self.random.one(&keys).cloned() {
            Some((table, key)) => self.key(table, &key),
            None => format!("{}({})", self.other(), self.random.one(COLUMNS).expect("names")),
        }
    }

    /// A new column of the type of some key, and `REFERENCES` that key.
    fn reference(&mut self) -> String {
        let keys: Vec<_> = self.keys().into_iter().filter(|(_, key)| key.len() == 1).collect();
        let Some((table, key)) = self.random.one(&keys).cloned() else {
            self.absent = true;
            return "ref int REFERENCES no_such_relation".into();
        };
        let name = self.draft_name();
        self.draft.push(Picked { name: std::mem::take(&mut self.new_column), type_ref: key[0].type_ref });
        format!("{name} {} REFERENCES {}", self.type_text(key[0].type_ref), self.key(table, &key))
    }

    /// `(columns) REFERENCES …` with columns of the relation that have the types of the key.
    fn foreign_key(&mut self) -> String {
        let columns = self.columns();
        let matching = |key: &[Picked]| {
            let mut left = columns.clone();
            key.iter()
                .map(|wanted| {
                    let at = left.iter().position(|column| column.type_ref.id == wanted.type_ref.id)?;
                    Some(quoted(&left.remove(at).name))
                })
                .collect::<Option<Vec<_>>>()
        };
        let keys = self.keys();
        let fitting: Vec<_> = keys.iter().filter_map(|(table, key)| Some((*table, key, matching(key)?))).collect();
        match self.random.one(&fitting) {
            Some((table, key, names)) if self.random.percent(92) => {
                format!("({}) REFERENCES {}", names.join(", "), self.key(table, key))
            }
            found => {
                self.absent |= found.is_none();
                let own = self.some_columns();
                format!("({own}) REFERENCES {}", self.other())
            }
        }
    }

    fn key(&mut self, table: &Object, key: &[Picked]) -> String {
        let names: Vec<String> = key.iter().map(|column| quoted(&column.name)).collect();
        let columns = if self.random.percent(70) { format!("({})", names.join(", ")) } else { String::new() };
        format!("{}{columns}", self.qualified(table))
    }

    /// Tables with the columns of their primary and unique keys.
    fn keys(&self) -> Vec<(&'a Object, Vec<Picked>)> {
        let catalog = self.catalog;
        let is_key = |object: &Object| {
            object
                .constraint()
                .is_some_and(|c| matches!(c.kind, ConstraintKind::PrimaryKey(_) | ConstraintKind::Unique(_)))
        };
        let found = self.own(is_key).filter_map(|object| {
            let table = catalog.get(object.parent?)?;
            let numbers = &object.constraint()?.columns;
            Some((table, numbers.iter().filter_map(|number| table.column_at(*number)).map(Picked::of).collect()))
        });
        found.collect()
    }
}

const MATERIALIZED: rebaseline::postgres::ast::op::ViewKind = rebaseline::postgres::ast::op::ViewKind::Materialized;
