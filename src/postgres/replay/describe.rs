//! Objects in words, as the server's messages have them (`getObjectDescription`).

use super::session::Session;
use crate::postgres::ast::op::{ArgumentMode, ViewKind};
use crate::postgres::ast::quote_ident;
use crate::postgres::catalog::class_parts;
use crate::postgres::catalog::{
    Address, Constraint, NameClass, Object, ObjectBody, ObjectId, Routine, TypeBody, TypeRef,
};

impl Session {
    /// An object or column in the server's words: `table a`, `column x of table a`, `constraint c on table a` …
    pub(crate) fn describe(&self, address: Address) -> String {
        let Some(object) = self.catalog.get(address.object) else { return "???".into() };
        if address.column == 0 {
            return self.describe_object(object);
        }
        let column = object.column_at(address.column).map_or("???", |column| column.name.as_str());
        format!("column {column} of {}", self.describe_relation(object))
    }

    fn describe_object(&self, object: &Object) -> String {
        let name = &object.name;
        match &object.body {
            ObjectBody::Schema => format!("schema {name}"),
            ObjectBody::Extension(_) => format!("extension {name}"),
            ObjectBody::Table(_) | ObjectBody::View(_) | ObjectBody::Index(_) | ObjectBody::Sequence(_) => {
                self.describe_relation(object)
            }
            ObjectBody::Type(_) => format!("type {}", self.qualified_name(object)),
            ObjectBody::Routine(routine) => {
                format!("function {}({})", self.qualified_name(object), self.argument_types(routine, ","))
            }
            ObjectBody::Default(default) => {
                let column = object.parent.map(|table| Address::column(table, default.column));
                format!("default value for {}", column.map_or_else(String::new, |column| self.describe(column)))
            }
            ObjectBody::Constraint(constraint) => self.describe_constraint(object, constraint),
            ObjectBody::Trigger(_) => format!("trigger {name} on {}", self.describe_parent(object)),
            ObjectBody::Policy(_) => format!("policy {name} on {}", self.describe_parent(object)),
            ObjectBody::OperatorClass(_) => format!("operator class {}", self.class_text(object)),
            ObjectBody::OperatorFamily => format!("operator family {}", self.class_text(object)),
            ObjectBody::Operator(operator) => format!("operator {}", self.operator_text(object, operator)),
            ObjectBody::Cast(cast) => {
                format!("cast from {} to {}", self.type_name(cast.source), self.type_name(cast.target))
            }
            ObjectBody::TextSearchConfiguration(_) => {
                format!("text search configuration {}", self.qualified_name(object))
            }
            ObjectBody::TextSearchDictionary(_) => format!("text search dictionary {}", self.qualified_name(object)),
            ObjectBody::Collation(_) => format!("collation {}", self.qualified_name(object)),
            ObjectBody::Rule(_) => format!("rule {name} on {}", self.describe_parent(object)),
            ObjectBody::Statistics(_) => format!("statistics object {}", self.qualified_name(object)),
            ObjectBody::EventTrigger(_) => format!("event trigger {name}"),
            ObjectBody::Publication(_) => format!("publication {name}"),
            ObjectBody::ForeignDataWrapper(_) => format!("foreign-data wrapper {name}"),
            ObjectBody::ForeignServer(_) => format!("server {name}"),
            ObjectBody::UserMapping(_) => {
                let server = object.parent.map_or("???", |parent| self.name_of(parent));
                format!("user mapping for {name} on server {server}")
            }
            ObjectBody::Published(published) => self.describe_published(object, published.target),
            ObjectBody::FuturePrivileges(_) => "default privileges".into(),
            ObjectBody::Member(class) => describe_member(*class, &self.qualified_name(object)),
        }
    }

    fn class_text(&self, object: &Object) -> String {
        let (name, method) = class_parts(&object.name);
        let name = quote_ident(name);
        let schema = object.schema.and_then(|schema| self.catalog.get(schema)).filter(|_| !self.is_visible(object));
        let schema = schema.map_or_else(String::new, |schema| format!("{}.", quote_ident(&schema.name)));
        format!("{schema}{name} for access method {method}")
    }

    fn describe_constraint(&self, object: &Object, _: &Constraint) -> String {
        match object.parent.and_then(|parent| self.catalog.get(parent)) {
            Some(parent) if !matches!(parent.body, ObjectBody::Type(_)) => {
                format!("constraint {} on {}", object.name, self.describe_relation(parent))
            }
            _ => format!("constraint {}", object.name),
        }
    }

    fn describe_published(&self, object: &Object, target: ObjectId) -> String {
        let publication = object.parent.map_or("???", |parent| self.name_of(parent));
        format!("publication of {} in publication {publication}", self.describe(target.into()))
    }

    fn describe_parent(&self, object: &Object) -> String {
        let parent = object.parent.and_then(|parent| self.catalog.get(parent));
        parent.map_or_else(|| "???".into(), |parent| self.describe_relation(parent))
    }

    /// A relation in words; the row of a composite type counts as one.
    fn describe_relation(&self, object: &Object) -> String {
        format!("{} {}", relation_word(object), self.qualified_name(object))
    }

    /// The name, quoted where needed, behind its schema where the search path finds something else or nothing.
    pub(crate) fn qualified_name(&self, object: &Object) -> String {
        let name = if let ObjectBody::Member(_) = object.body {
            object.name.as_str().into()
        } else {
            quote_ident(&object.name)
        };
        match object.schema.and_then(|schema| self.catalog.get(schema)) {
            Some(schema) if !self.is_visible(object) => format!("{}.{name}", quote_ident(&schema.name)),
            _ => name.into_owned(),
        }
    }

    /// Whether the bare name means this object under the current search path.
    pub(crate) fn is_visible(&self, object: &Object) -> bool {
        let Some(home) = object.schema else { return true };
        for schema in self.path() {
            if schema == home {
                return true;
            }
            if self.has_namesake(schema, object) {
                return false;
            }
        }
        false
    }

    fn has_namesake(&self, schema: ObjectId, object: &Object) -> bool {
        if let ObjectBody::Routine(routine) = &object.body {
            return self.routine_with(schema, &object.name, &input_types(routine)).is_some();
        }
        let classes = object.name_classes();
        self.has_operator_like(schema, object)
            || classes.first().is_some_and(|class| self.catalog.find(*class, schema, &object.name).is_some())
    }

    /// A type in the server's words, qualified where the search path needs it.
    pub(crate) fn type_text(&self, type_ref: TypeRef) -> String {
        self.catalog.format_type(type_ref, |id| {
            let hidden = self.catalog.get(id).filter(|object| !self.is_visible(object));
            let schema = hidden.and_then(|object| object.schema).and_then(|schema| self.catalog.get(schema));
            schema.map_or_else(String::new, |schema| format!("{}.", quote_ident(&schema.name)))
        })
    }

    /// The input argument types of a routine, as a list.
    pub(crate) fn argument_types(&self, routine: &Routine, separator: &str) -> String {
        self.type_list(&input_types(routine), separator)
    }

    /// Types as a list.
    pub(crate) fn type_list(&self, types: &[TypeRef], separator: &str) -> String {
        types.iter().map(|type_ref| self.type_name(*type_ref)).collect::<Vec<_>>().join(separator)
    }

    /// The routine of exactly these input types.
    pub(crate) fn routine_with(&self, schema: ObjectId, name: &str, types: &[TypeRef]) -> Option<ObjectId> {
        self.catalog.routines(schema, name).iter().copied().find(|id| {
            self.catalog
                .get(*id)
                .and_then(Object::routine)
                .is_some_and(|routine| same_types(&input_types(routine), types))
        })
    }
}

/// What kind of relation it is, in the server's word.
pub(crate) fn relation_word(object: &Object) -> &'static str {
    match &object.body {
        ObjectBody::Table(table) if table.is_foreign() => "foreign table",
        ObjectBody::View(view) if view.kind == ViewKind::Materialized => "materialized view",
        ObjectBody::View(_) => "view",
        ObjectBody::Index(_) => "index",
        ObjectBody::Sequence(_) => "sequence",
        ObjectBody::Type(TypeBody::Composite { .. }) => "composite type",
        _ => "table",
    }
}

/// A member that an extension brought is kept under SQL's own notation for it: `=(citext,citext)`, `citext_ops USING btree`.
fn describe_member(class: NameClass, name: &str) -> String {
    match class {
        NameClass::Operator => format!("operator {name}"),
        NameClass::OperatorClass => match name.split_once(" USING ") {
            Some((class, method)) => format!("operator class {class} for access method {method}"),
            None => format!("operator class {name}"),
        },
        NameClass::Collation => format!("collation {name}"),
        NameClass::TextSearchDictionary => format!("text search dictionary {name}"),
        _ => name.to_owned(),
    }
}

/// The types that identify a routine among its namesakes.
pub(crate) fn input_types(routine: &Routine) -> Vec<TypeRef> {
    routine.input_arguments().map(|argument| argument.type_use.type_ref).collect()
}

/// All types of a routine's arguments, `OUT` ones included, those of `RETURNS TABLE` left out.
pub(crate) fn all_types(routine: &Routine) -> Vec<TypeRef> {
    let arguments = routine.arguments.iter().filter(|argument| argument.mode != ArgumentMode::Table);
    arguments.map(|argument| argument.type_use.type_ref).collect()
}

/// The same types in the same order, whatever the modifiers.
pub(crate) fn same_types(left: &[TypeRef], right: &[TypeRef]) -> bool {
    left.len() == right.len() && left.iter().zip(right).all(|(left, right)| left.same_type(*right))
}
