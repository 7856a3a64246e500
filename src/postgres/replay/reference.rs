//! From references to objects: what `COMMENT`, `RENAME`, `DROP` and `GRANT` name, with the server's failure for each kind.

use super::session::Session;
use crate::postgres::ast::op::{ObjectKind, ObjectRef};
use crate::postgres::ast::{Ident, QualifiedName};
use crate::postgres::builtin::types::BuiltinType;
use crate::postgres::builtin::{relations, types};
use crate::postgres::catalog::{Address, NameClass, Object, ObjectBody, ObjectId, TypeBody, TypeRef};
use crate::run::{Failure, Refusal};

/// Schemas of the engine's own.
const SYSTEM_SCHEMAS: [&str; 3] = ["pg_catalog", "information_schema", "pg_toast"];

impl Session {
    /// What a reference means; the server's failure where it means nothing. Roles and the database are not objects of the model:
    /// their existence is for the caller to check.
    pub(crate) fn find_object(&self, object: &ObjectRef) -> Result<Address, Refusal> {
        match object {
            ObjectRef::Schema(name) => self.find_schema(&name.name).map(Into::into),
            ObjectRef::Extension(name) => self.find_extension(name).map(Into::into),
            ObjectRef::Named(ObjectKind::Type | ObjectKind::Domain, name) => {
                let found = self.find_user_type(name)?;
                self.check_domain(object, found, name)?;
                Ok(found.into())
            }
            ObjectRef::Named(kind, name) if is_named_only(*kind) => self.find_by_name(*kind, name).map(Into::into),
            ObjectRef::Cast { source, target } => self.referenced_cast(source, target),
            ObjectRef::Unqualified(kind, name) => self.find_unqualified(*kind, name).map(Into::into),
            ObjectRef::Named(kind, name) => {
                let found = self.open_relation(name)?;
                check_relation_kind(*kind, found)?;
                Ok(found.id.into())
            }
            ObjectRef::Column { relation, column, .. } => {
                let found = self.open_relation(relation)?;
                live_column(found, column)
            }
            ObjectRef::Constraint { relation, name } => {
                self.find_on(NameClass::Constraint, "constraint", relation, name)
            }
            ObjectRef::Trigger { relation, name } => self.find_on(NameClass::Trigger, "trigger", relation, name),
            ObjectRef::Policy { relation, name } => self.find_on(NameClass::Policy, "policy", relation, name),
            ObjectRef::Rule { relation, name } => self.find_on(NameClass::Rule, "rule", relation, name),
            ObjectRef::DomainConstraint { domain, name } => self.find_domain_constraint(domain, name),
            ObjectRef::Routine { kind, signature } => self.find_routine(*kind, signature).map(Into::into),
            ObjectRef::OperatorClass(kind, class) => self.referenced_class(*kind, class),
            ObjectRef::Operator(signature) => self.referenced_operator(signature),
            ObjectRef::UserMapping { user, server } => self.find_user_mapping(user, server),
            ObjectRef::Role(_) | ObjectRef::Database(_) => Err(Refusal::Opaque("not an object of the database".into())),
        }
    }

    /// The schema of that name; 3F000 where there is none, undecided where it is the engine's own.
    pub(crate) fn find_schema(&self, name: &str) -> Result<ObjectId, Refusal> {
        match self.catalog.schema(name) {
            Some(schema) => Ok(schema),
            None if is_system_schema(name) => Err(Refusal::Opaque(format!("schema \"{name}\" is the engine's own"))),
            None => Err(Failure::new("3F000", format!("schema \"{name}\" does not exist")).into()),
        }
    }

    /// The extension of that name; 42704 where there is none.
    pub(crate) fn find_extension(&self, name: &Ident) -> Result<ObjectId, Refusal> {
        self.catalog
            .find(NameClass::Extension, ObjectId::NONE, &name.name)
            .ok_or_else(|| Failure::new("42704", format!("extension \"{}\" does not exist", name.name)).into())
    }

    /// The relation of that name, as statements find it that open one: 3F000 for a schema that does not exist, else 42P01.
    pub(crate) fn open_relation(&self, name: &QualifiedName) -> Result<&Object, Refusal> {
        self.require_schema(name)?;
        self.lookup(NameClass::Relation, name).and_then(|id| self.catalog.get(id)).ok_or_else(|| {
            self.absent(name, Failure::new("42P01", format!("relation \"{}\" does not exist", qualified(name))))
        })
    }

    /// The user's type of that name, row types of relations included; 42704 where there is none.
    pub(crate) fn find_user_type(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        if builtin_type(name).is_some() {
            return Err(Refusal::Opaque(format!("type \"{}\" is the engine's own", name.name())));
        }
        self.require_schema(name)?;
        self.lookup(NameClass::Type, name).ok_or_else(|| {
            self.absent(name, Failure::new("42704", format!("type \"{}\" does not exist", qualified(name))))
        })
    }

    /// 3F000 for a schema that is named and does not exist.
    pub(crate) fn require_schema(&self, name: &QualifiedName) -> Result<(), Refusal> {
        match name.schema() {
            Some(schema) if self.catalog.schema(&schema.name).is_none() => self.find_schema(&schema.name).map(|_| ()),
            _ => Ok(()),
        }
    }

    /// 42501 for a table or view of the engine's own: nothing alters those.
    pub(crate) fn refuse_system_relation(&self, name: &QualifiedName) -> Result<(), Failure> {
        if self.lookup(NameClass::Relation, name).is_none() && is_system_relation(name) {
            return Err(Failure::new("42501", format!("permission denied: \"{}\" is a system catalog", name.name())));
        }
        Ok(())
    }

    /// What a name that was not found amounts to: the failure, unless something outside the model may bear it.
    pub(crate) fn absent(&self, name: &QualifiedName, failure: Failure) -> Refusal {
        let given = name.schema().is_some_and(|schema| self.environment.schemas.iter().any(|own| schema.name == own));
        if given {
            return Refusal::Undecided(format!("\"{}\" may be there from the start", qualified(name)));
        }
        let mut unknown = self.catalog.extensions().filter(|(_, extension)| extension.unknown_members);
        if let Some((owner, _)) = unknown.find(|(_, extension)| self.is_sought_in(name, extension.schema)) {
            return Refusal::Undecided(format!("\"{}\" may belong to extension {}", qualified(name), owner.name));
        }
        if is_system_relation(name) {
            return Refusal::Opaque(format!("\"{}\" is the engine's own", qualified(name)));
        }
        failure.into()
    }

    /// Whether a name is looked for in a schema.
    fn is_sought_in(&self, name: &QualifiedName, schema: ObjectId) -> bool {
        match name.schema() {
            Some(written) => self.catalog.schema(&written.name) == Some(schema),
            None => schema.is_builtin() || self.path().contains(&schema),
        }
    }

    /// What a relation has under a name of its own: a constraint, trigger, policy or rule.
    fn find_on(
        &self,
        class: NameClass,
        word: &str,
        relation: &QualifiedName,
        name: &Ident,
    ) -> Result<Address, Refusal> {
        let found = self.open_relation(relation)?;
        if let ObjectBody::Index(_) | ObjectBody::Type(_) = found.body {
            let kind = if let ObjectBody::Index(_) = found.body { "an index" } else { "a composite type" };
            return Err(Failure::new("42809", format!("\"{}\" is {kind}", found.name)).into());
        }
        let owner = if class == NameClass::Rule { "relation" } else { "table" };
        self.catalog.find(class, found.id, &name.name).map(Into::into).ok_or_else(|| {
            Failure::new("42704", format!("{word} \"{}\" for {owner} \"{}\" does not exist", name.name, found.name))
                .into()
        })
    }

    fn find_domain_constraint(&self, domain: &QualifiedName, name: &Ident) -> Result<Address, Refusal> {
        let id = self.find_domain(domain)?;
        self.catalog.find(NameClass::Constraint, id, &name.name).map(Into::into).ok_or_else(|| {
            let domain = self.type_name(TypeRef::plain(id));
            Failure::new("42704", format!("constraint \"{}\" for domain {domain} does not exist", name.name)).into()
        })
    }

    /// The domain of that name; 42809 where the type is none.
    pub(crate) fn find_domain(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let id = self.find_user_type(name)?;
        self.check_domain(&ObjectRef::Named(ObjectKind::Domain, name.clone()), id, name)?;
        Ok(id)
    }

    fn check_domain(&self, object: &ObjectRef, id: ObjectId, name: &QualifiedName) -> Result<(), Failure> {
        let is_domain = matches!(self.catalog.get(id).and_then(Object::type_body), Some(TypeBody::Domain { .. }));
        match object {
            ObjectRef::Named(ObjectKind::Domain, _) if !is_domain => {
                Err(Failure::new("42809", format!("\"{}\" is not a domain", qualified(name))))
            }
            _ => Ok(()),
        }
    }

    /// An object that is no relation or type, in a schema; 42704 where there is none.
    pub(crate) fn find_by_name(&self, kind: ObjectKind, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        self.require_schema(name)?;
        if kind == ObjectKind::Collation && self.lookup(name_class(kind), name).is_none() {
            let found = self.find_collation(name)?;
            return Err(Refusal::Opaque(format!(
                "collation \"{}\" ({}) is the engine's own",
                name.name(),
                found.oid()
            )));
        }
        let encoding = if kind == ObjectKind::Collation { " for encoding \"UTF8\"" } else { "" };
        let message = || format!("{} \"{}\"{encoding} does not exist", kind_word(kind), qualified(name));
        self.lookup(name_class(kind), name).ok_or_else(|| self.absent(name, Failure::new("42704", message())))
    }

    /// An object that is in no schema; 42704 where there is none.
    pub(crate) fn find_unqualified(&self, kind: ObjectKind, name: &Ident) -> Result<ObjectId, Refusal> {
        self.catalog.find(name_class(kind), ObjectId::NONE, &name.name).ok_or_else(|| {
            Failure::new("42704", format!("{} \"{}\" does not exist", kind_word(kind), name.name)).into()
        })
    }
}

/// A schema of the engine's own, which the model does not hold.
pub(crate) fn is_system_schema(name: &str) -> bool {
    SYSTEM_SCHEMAS.contains(&name)
}

/// A table or view of the engine's own.
pub(crate) fn is_system_relation(name: &QualifiedName) -> bool {
    let schema = name.schema().map_or("pg_catalog", |schema| schema.name.as_str());
    relations::by_name(schema, name.name()).is_some()
}

/// The type of the engine's own of that name.
pub(crate) fn builtin_type(name: &QualifiedName) -> Option<&'static BuiltinType> {
    match name.schema() {
        Some(schema) if schema.name != "pg_catalog" => None,
        _ => types::by_name(name.name()),
    }
}

/// The name with its schema, without the database in front.
pub(crate) fn qualified(name: &QualifiedName) -> String {
    match name.schema() {
        Some(schema) => format!("{}.{}", schema.name, name.name()),
        None => name.name().to_string(),
    }
}

/// The column of that name; 42703 where there is none.
pub(crate) fn live_column(relation: &Object, column: &Ident) -> Result<Address, Refusal> {
    let found = relation.column(&column.name).ok_or_else(|| {
        let message = format!("column \"{}\" of relation \"{}\" does not exist", column.name, relation.name);
        Failure::new("42703", message)
    })?;
    Ok(Address::column(relation.id, found.number))
}

/// Whether a relation is of the kind that a statement says; 42809 where not.
pub(crate) fn check_relation_kind(kind: ObjectKind, relation: &Object) -> Result<(), Failure> {
    if has_kind(kind, relation) {
        return Ok(());
    }
    Err(Failure::new("42809", format!("\"{}\" is not {}", relation.name, kind_with_article(kind))))
}

/// Whether a relation is of that kind.
pub(crate) fn has_kind(kind: ObjectKind, relation: &Object) -> bool {
    kind_word(kind) == super::describe::relation_word(relation)
}

/// The kind in the server's word.
pub(crate) fn kind_word(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Table => "table",
        ObjectKind::ForeignTable => "foreign table",
        ObjectKind::View => "view",
        ObjectKind::MaterializedView => "materialized view",
        ObjectKind::Index => "index",
        ObjectKind::Sequence => "sequence",
        ObjectKind::Type => "type",
        ObjectKind::Domain => "domain",
        ObjectKind::Collation => "collation",
        ObjectKind::Statistics => "statistics object",
        ObjectKind::TextSearchConfiguration => "text search configuration",
        ObjectKind::TextSearchDictionary => "text search dictionary",
        ObjectKind::EventTrigger => "event trigger",
        ObjectKind::Publication => "publication",
        ObjectKind::OperatorClass => "operator class",
        ObjectKind::OperatorFamily => "operator family",
        ObjectKind::ForeignDataWrapper => "foreign-data wrapper",
        ObjectKind::ForeignServer => "server",
    }
}

/// Whether objects of the kind are in a schema, and no relation or type.
pub(crate) fn is_named_only(kind: ObjectKind) -> bool {
    !matches!(name_class(kind), NameClass::Relation | NameClass::Type)
}

/// The space in which the names of a kind must be unique.
pub(crate) fn name_class(kind: ObjectKind) -> NameClass {
    match kind {
        ObjectKind::Table
        | ObjectKind::ForeignTable
        | ObjectKind::View
        | ObjectKind::MaterializedView
        | ObjectKind::Index
        | ObjectKind::Sequence => NameClass::Relation,
        ObjectKind::Type | ObjectKind::Domain => NameClass::Type,
        ObjectKind::Collation => NameClass::Collation,
        ObjectKind::Statistics => NameClass::Statistics,
        ObjectKind::TextSearchConfiguration => NameClass::TextSearchConfiguration,
        ObjectKind::TextSearchDictionary => NameClass::TextSearchDictionary,
        ObjectKind::EventTrigger => NameClass::EventTrigger,
        ObjectKind::Publication => NameClass::Publication,
        ObjectKind::OperatorClass => NameClass::OperatorClass,
        ObjectKind::OperatorFamily => NameClass::OperatorFamily,
        ObjectKind::ForeignDataWrapper => NameClass::ForeignDataWrapper,
        ObjectKind::ForeignServer => NameClass::ForeignServer,
    }
}

fn kind_with_article(kind: ObjectKind) -> String {
    let article = if kind == ObjectKind::Index { "an" } else { "a" };
    format!("{article} {}", kind_word(kind))
}
