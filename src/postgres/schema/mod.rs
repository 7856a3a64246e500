//! The catalog in words that all engines share.

mod column;
mod table;
mod type_meaning;

use super::ast::op::ViewKind;
use super::catalog::naming::parts;
use super::catalog::{
    Address, Catalog, ConstraintKind, NameClass, Object, ObjectBody, ObjectId, Routine, Target, TypeBody,
};
use super::emit::{Definition, definitions};
use super::graph;
use crate::dialect::Dialect;
use crate::schema::{Enumeration, Other, Provenance, Routine as RoutineOf, Schema, Sequence, View};
use std::collections::BTreeMap;

/// Describes what a catalog holds: what the history made, but for temporary objects and members of extensions.
pub fn schema(catalog: &Catalog) -> Schema {
    let mut builder = Builder {
        catalog,
        definitions: definitions(catalog),
        served: BTreeMap::new(),
        schema: Schema::new(Dialect::Postgres),
    };
    builder.find_served();
    for object in catalog.objects() {
        if builder.definitions.contains_key(&object.id) {
            builder.add(object);
        }
    }
    builder.schema
}

struct Builder<'a> {
    catalog: &'a Catalog,
    definitions: BTreeMap<ObjectId, Definition>,
    /// The columns that take their values from sequences.
    served: BTreeMap<ObjectId, Address>,
    schema: Schema,
}

impl<'a> Builder<'a> {
    /// Finds the sequences behind columns: of identities, and those that defaults draw from.
    fn find_served(&mut self) {
        for object in self.catalog.objects() {
            for column in object.live_columns() {
                let sequence =
                    column.identity.map(|identity| identity.sequence).or_else(|| self.drawn(column.default?));
                self.served.extend(sequence.map(|id| (id, Address::column(object.id, column.number))));
            }
        }
    }

    /// The sequence of which a default is the next value, and nothing else.
    fn drawn(&self, default: ObjectId) -> Option<ObjectId> {
        let ObjectBody::Default(default) = &self.catalog.get(default)?.body else { return None };
        let text = default.expr.text.trim();
        let argument = text.get(..8).filter(|head| head.eq_ignore_ascii_case("nextval(")).map(|_| &text[8..])?;
        let id = match &default.expr.references[..] {
            [] => self.named(argument)?,
            [reference] => match reference.target {
                Target::Object(id) => id,
                _ => return None,
            },
            _ => return None,
        };
        matches!(self.catalog.get(id)?.body, ObjectBody::Sequence(_)).then_some(id)
    }

    /// The relation that a text names (`nextval('s'::text)` looks it up when it runs).
    fn named(&self, argument: &str) -> Option<ObjectId> {
        let literal = argument.strip_prefix('\'')?;
        let (written, rest) = literal.split_once('\'')?;
        if rest.contains('(') {
            return None;
        }
        let parts = parts(written);
        let (schema, name) = match &parts[..] {
            [name] => ("public", name),
            [schema, name] => (schema.as_str(), name),
            _ => return None,
        };
        self.catalog.find(NameClass::Relation, self.catalog.schema(schema)?, name)
    }

    fn add(&mut self, object: &'a Object) {
        self.add_privileges(object);
        match &object.body {
            ObjectBody::Table(table) => {
                let described = self.table(object, table);
                self.schema.tables.insert(self.label(object.id), described);
            }
            ObjectBody::View(view) => {
                let described = self.view(object, view);
                self.schema.views.insert(self.label(object.id), described);
            }
            ObjectBody::Routine(routine) => {
                let described = self.routine(object, routine);
                self.schema.routines.insert(self.signature(object, routine), described);
            }
            ObjectBody::Sequence(sequence) => self.add_sequence(object, sequence.identity),
            ObjectBody::Type(TypeBody::Enum { labels }) => {
                let labels = labels.iter().map(|label| label.label.to_string()).collect();
                let described = Enumeration { labels, provenance: provenance(object) };
                self.schema.enums.insert(self.label(object.id), described);
            }
            ObjectBody::Constraint(constraint) => self.add_domain_check(object, &constraint.kind),
            ObjectBody::Trigger(_) | ObjectBody::Index(_) | ObjectBody::Default(_) => self.add_of_view(object),
            _ => self.add_other(graph::kind(object), object),
        }
    }

    fn view(&self, object: &Object, view: &super::catalog::View) -> View {
        let public: Vec<ObjectId> = self.catalog.schema("public").into_iter().collect();
        let mut reads: Vec<ObjectId> =
            self.catalog.dependencies(object.id).map(|dependency| dependency.referenced.object).collect();
        reads.dedup();
        let is_relation = |id: &ObjectId| {
            let found = self.catalog.get(*id);
            found.is_some_and(|found| matches!(found.body, ObjectBody::Table(_) | ObjectBody::View(_)))
        };
        View {
            columns: object.live_columns().map(|column| column.name.to_string()).collect(),
            query: view.query.render(self.catalog, &public).into_owned(),
            materialized: view.kind == ViewKind::Materialized,
            definition: self.definition(object),
            reads: reads.iter().filter(|id| is_relation(id)).map(|id| self.label(*id)).collect(),
            provenance: provenance(object),
        }
    }

    fn routine(&self, object: &Object, routine: &Routine) -> RoutineOf {
        let trigger = super::builtin::types::oid::TRIGGER;
        let returned = routine.returns.as_ref().map(|returns| returns.type_ref.id);
        RoutineOf {
            kind: graph::kind(object).to_owned(),
            definition: self.definition(object),
            of_triggers: returned == Some(ObjectId::builtin(trigger)),
            provenance: provenance(object),
        }
    }

    /// `name(types)`.
    fn signature(&self, object: &Object, routine: &Routine) -> String {
        let argument = |argument: &super::catalog::Argument| self.type_text(argument.type_use.type_ref);
        let types: Vec<String> = routine.input_arguments().map(argument).collect();
        let label = self.label(object.id);
        format!("{}({})", label.trim_end_matches("()"), types.join(", "))
    }

    fn add_sequence(&mut self, object: &Object, identity: bool) {
        let served = self.served.get(&object.id).and_then(|address| self.column_name(*address));
        if !identity && self.catalog.serial_column(object.id).is_none() {
            let definition = self.definition(object);
            let described = Sequence { definition, serves: served, provenance: provenance(object) };
            self.schema.sequences.insert(self.label(object.id), described);
        }
    }

    fn column_name(&self, address: Address) -> Option<(String, String)> {
        let column = self.catalog.get(address.object)?.column_at(address.column)?;
        Some((self.label(address.object), column.name.to_string()))
    }

    /// Checks of domains are in the domains' own definitions.
    fn add_domain_check(&mut self, object: &Object, kind: &ConstraintKind) {
        if let ConstraintKind::Exclude(..) = kind {
            self.add_other("exclusion constraint", object);
        }
    }

    /// Parts of tables are described with these; what belongs to a view is not part of a table.
    fn add_of_view(&mut self, object: &Object) {
        let parent = object.parent.and_then(|parent| self.catalog.get(parent));
        let is_table = parent.is_some_and(|parent| matches!(parent.body, ObjectBody::Table(_)));
        if !is_table && !matches!(object.body, ObjectBody::Default(_)) {
            self.add_other(graph::kind(object), object);
        }
    }

    fn add_other(&mut self, kind: &str, object: &Object) {
        let parent = object.parent.filter(|parent| self.catalog.get(*parent).is_some_and(|o| o.table().is_some()));
        let table = parent.map(|parent| self.label(parent));
        let described = Other { definition: self.definition(object), table, provenance: provenance(object) };
        self.schema.others.insert((kind.to_owned(), self.label(object.id)), described);
    }

    fn add_privileges(&mut self, object: &Object) {
        let Some(definition) = self.definitions.get(&object.id).filter(|found| !found.privileges.is_empty()) else {
            return;
        };
        let described = Other {
            definition: definition.privileges.clone(),
            table: object.table().map(|_| self.label(object.id)),
            provenance: provenance(object),
        };
        let name = format!("{} {}", graph::kind(object), self.label(object.id));
        self.schema.others.insert(("privileges".to_owned(), name), described);
    }

    fn definition(&self, object: &Object) -> String {
        self.definitions.get(&object.id).map_or_else(String::new, |definition| definition.sql.clone())
    }

    fn label(&self, id: ObjectId) -> String {
        graph::label(self.catalog, id)
    }
}

fn provenance(object: &Object) -> Provenance {
    Provenance { created: object.created, changed: object.touched.clone() }
}

#[cfg(test)]
mod tests;
