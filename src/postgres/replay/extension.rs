//! Extensions, with the objects they bring.

use super::session::Session;
use crate::postgres::ast::op::{ArgumentMode, Parallel, Persistence, RoutineKind, ViewKind};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::builtin::extensions::{self, ExtensionRelation, ExtensionType};
use crate::postgres::builtin::foreign;
use crate::postgres::builtin::function::Function;
use crate::postgres::builtin::rows::TypeKey;
use crate::postgres::builtin::types;
use crate::postgres::catalog::class_key;
use crate::postgres::catalog::{
    Argument, Bound, Column, DependencyKind, Extension, ForeignDataWrapper, NameClass, ObjectBody, ObjectId, Routine,
    RoutineSource, TypeBody, TypeRef, View,
};
use crate::run::{Applied, Effect, Failure, Refusal};
use crate::source::Span;

/// `pg_catalog` itself.
const PG_CATALOG: ObjectId = ObjectId::builtin(11);

/// What `CREATE EXTENSION` asks for.
#[derive(Debug, Clone, Copy)]
struct Wanted<'a> {
    schema: Option<&'a Ident>,
    version: Option<&'a Name>,
    cascade: bool,
}

/// An extension while its objects are made.
#[derive(Debug, Clone, Copy)]
struct Installing {
    extension: ObjectId,
    schema: ObjectId,
}

impl Session {
    /// Makes the extensions that are there from the start: `plpgsql`, and those of the environment.
    pub(super) fn install_given(&mut self) {
        let environment = self.environment.clone();
        self.install_unknown("plpgsql", PG_CATALOG, false);
        for (name, schema) in environment.installed_extensions.iter().filter(|(name, _)| *name != "plpgsql") {
            let schema = Ident { name: Name::new(schema), span: Span::default() };
            let wanted = Wanted { schema: Some(&schema), version: None, cascade: true };
            let before = self.catalog.clone();
            if self.install(&Name::new(name), wanted).is_err() {
                self.catalog = before;
                let schema = self.catalog.schema(&schema.name).unwrap_or(PG_CATALOG);
                self.install_unknown(name, schema, true);
            }
        }
    }

    /// Makes an extension without its members.
    fn install_unknown(&mut self, name: &str, schema: ObjectId, unknown_members: bool) {
        let extension = Extension { schema, version: None, unknown_members };
        self.create_object(Name::new(name), None, None, ObjectBody::Extension(extension));
    }

    pub(super) fn create_extension(
        &mut self,
        name: &Ident,
        if_not_exists: bool,
        schema: Option<&Ident>,
        version: Option<&Name>,
        cascade: bool,
    ) -> Applied {
        check_extension_name(&name.name)?;
        if self.catalog.find(NameClass::Extension, ObjectId::NONE, &name.name).is_some() {
            let message = format!("extension \"{}\" already exists", name.name);
            return if if_not_exists {
                Ok(Effect::Noop(format!("{message}, skipping")))
            } else {
                Err(Failure::new("42710", message).into())
            };
        }
        self.install(&name.name, Wanted { schema, version, cascade })?;
        Ok(Effect::Applied)
    }

    /// `ALTER EXTENSION … UPDATE`: known to do nothing where the newest version is there.
    pub(super) fn update_extension(&mut self, name: &Ident, version: Option<&Name>) -> Applied {
        let id = self.find_extension(name)?;
        let newest = extensions::by_name(&name.name).map(|known| known.default_version);
        let installed = match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Extension(extension)) => extension.version.as_deref().or(newest),
            _ => None,
        };
        match (installed, version.map(Name::as_str).or(newest)) {
            (Some(installed), Some(wanted)) if installed == wanted => {
                let message = format!("version \"{wanted}\" of extension \"{}\" is already installed", name.name);
                Ok(Effect::Noop(message))
            }
            _ => Err(Refusal::Undecided(format!("what other versions of extension {} bring", name.name))),
        }
    }

    fn install(&mut self, name: &Name, wanted: Wanted) -> Result<ObjectId, Refusal> {
        self.check_available(name)?;
        let known = extensions::by_name(name);
        let schema = self.extension_schema(name, known.and_then(|known| known.schema), wanted)?;
        let required = self.require_extensions(known, wanted)?;
        let other_version = |known: &extensions::Extension| wanted.version.is_some_and(|v| v != known.default_version);
        let body =
            Extension { schema, version: wanted.version.cloned(), unknown_members: known.is_none_or(other_version) };
        let extension = self.create_object(name.clone(), None, None, ObjectBody::Extension(body));
        for referenced in required.into_iter().chain([schema]) {
            self.catalog.depend(extension, referenced, DependencyKind::Normal);
        }
        if let Some(known) = known {
            self.install_members(Installing { extension, schema }, known)?;
        }
        Ok(extension)
    }

    fn check_available(&self, name: &str) -> Result<(), Failure> {
        match &self.environment.extensions {
            Some(available) if !available.iter().any(|known| known == name) => {
                Err(Failure::new("0A000", format!("extension \"{name}\" is not available")))
            }
            _ => Ok(()),
        }
    }

    fn extension_schema(&self, name: &str, own: Option<&str>, wanted: Wanted) -> Result<ObjectId, Refusal> {
        let given = match wanted.schema {
            Some(schema) if own == Some(schema.name.as_str()) => None,
            Some(schema) => Some((schema, self.find_schema(&schema.name)?)),
            None => None,
        };
        match (own, given) {
            (Some(own), Some((schema, _))) if schema.name != own && !wanted.cascade => {
                let message = format!("extension \"{name}\" must be installed in schema \"{own}\"");
                Err(Failure::new("0A000", message).into())
            }
            (Some("pg_catalog"), _) => Ok(PG_CATALOG),
            (Some(own), _) => self.find_schema(own),
            (None, Some((_, schema))) => Ok(schema),
            (None, None) => Ok(self.creation_schema()?),
        }
    }

    fn require_extensions(
        &mut self,
        known: Option<&extensions::Extension>,
        wanted: Wanted,
    ) -> Result<Vec<ObjectId>, Refusal> {
        let mut found = Vec::new();
        for required in known.into_iter().flat_map(extensions::Extension::requires) {
            let there = self.catalog.find(NameClass::Extension, ObjectId::NONE, required);
            found.push(match there {
                Some(extension) => extension,
                None if wanted.cascade => self.install(&Name::new(required), Wanted { version: None, ..wanted })?,
                None => {
                    let message = format!("required extension \"{required}\" is not installed");
                    return Err(Failure::new("42704", message).into());
                }
            });
        }
        Ok(found)
    }

    fn install_members(&mut self, at: Installing, known: &extensions::Extension) -> Result<(), Refusal> {
        for found in known.types.all() {
            self.install_type(at, &found)?;
        }
        for relation in known.relations.all() {
            self.install_relation(at, &relation)?;
        }
        for function in known.brought.functions.all() {
            self.install_function(at, &function)?;
        }
        for operator in known.brought.operators.all() {
            let left = operator.left.map_or_else(|| "NONE".to_owned(), |left| self.key_text(at, left));
            let name = format!("{}({left},{})", operator.symbol, self.key_text(at, operator.right));
            self.install_member(at, name, ObjectBody::Member(NameClass::Operator));
        }
        for name in dictionaries(known) {
            self.install_member(at, *name, ObjectBody::Member(NameClass::TextSearchDictionary));
        }
        if let Some(name) = foreign::wrapper_of(known.name) {
            self.install_wrapper(at, name);
        }
        for class in known.brought.operator_classes.all() {
            let name = operator_class_key(class.method, class.name);
            self.install_member(at, name, ObjectBody::Member(NameClass::OperatorClass));
        }
        Ok(())
    }

    fn install_member(&mut self, at: Installing, name: impl AsRef<str>, body: ObjectBody) -> ObjectId {
        let member = self.create_object(Name::new(name), Some(at.schema), None, body);
        self.catalog.depend(member, at.extension, DependencyKind::Extension);
        member
    }

    /// Makes the wrapper of an extension, with the functions that are named after it.
    fn install_wrapper(&mut self, at: Installing, name: &str) {
        let function = |suffix| self.catalog.routines(at.schema, &format!("{name}_{suffix}")).first().copied();
        let (handler, validator) = (function("handler"), function("validator"));
        let body = ForeignDataWrapper { handler, validator, options: Vec::new() };
        let wrapper = self.create_object(Name::new(name), None, None, ObjectBody::ForeignDataWrapper(body));
        self.catalog.depend(wrapper, at.extension, DependencyKind::Extension);
        for function in [handler, validator].into_iter().flatten() {
            self.catalog.depend(wrapper, function, DependencyKind::Normal);
        }
    }

    fn install_type(&mut self, at: Installing, found: &ExtensionType) -> Result<(), Refusal> {
        self.check_member_name(NameClass::Type, at, found.name)?;
        let base = found.base.map_or(TypeRef::plain(ObjectId::NONE), |key| self.key_type(at, key));
        let body = match found.kind {
            'd' => TypeBody::Domain { base: base.into(), collation: None, not_null: false, default: None },
            'c' => TypeBody::Composite { attributes: self.member_columns(at, found.columns()) },
            'r' => TypeBody::Range { subtype: base, options: Vec::new() },
            _ => TypeBody::Base { category: found.category, preferred: found.preferred },
        };
        self.install_member(at, found.name, ObjectBody::Type(body));
        Ok(())
    }

    fn install_relation(&mut self, at: Installing, relation: &ExtensionRelation) -> Result<(), Refusal> {
        if self.catalog.find(NameClass::Relation, at.schema, relation.name).is_some() {
            let message = format!("relation \"{}\" already exists", relation.name);
            return Err(Failure::new("42P07", message).into());
        }
        let view = View {
            kind: ViewKind::View,
            persistence: Persistence::Permanent,
            columns: self.member_columns(at, relation.columns()),
            named_columns: false,
            query: Bound::default(),
            options: Vec::new(),
            check_option: None,
            populated: true,
            clustered_on: None,
        };
        self.install_member(at, relation.name, ObjectBody::View(view));
        Ok(())
    }

    fn check_member_name(&self, class: NameClass, at: Installing, name: &str) -> Result<(), Failure> {
        match self.catalog.find(class, at.schema, name) {
            Some(_) => Err(Failure::new("42710", format!("type \"{name}\" already exists"))),
            None => Ok(()),
        }
    }

    fn install_function(&mut self, at: Installing, function: &Function) -> Result<(), Refusal> {
        let types: Vec<TypeRef> = function.arguments().map(|key| self.key_type(at, key)).collect();
        if self.routine_with(at.schema, function.name, &types).is_some() {
            let message = format!("function \"{}\" already exists with same argument types", function.name);
            return Err(Failure::new("42723", message).into());
        }
        let routine = self.extension_routine(at, function, &types);
        self.install_member(at, function.name, ObjectBody::Routine(routine));
        Ok(())
    }

    fn extension_routine(&self, at: Installing, function: &Function, types: &[TypeRef]) -> Routine {
        Routine {
            kind: match function.kind {
                'a' => RoutineKind::Aggregate,
                'p' => RoutineKind::Procedure,
                _ => RoutineKind::Function,
            },
            arguments: self.extension_arguments(at, function, types),
            returns: function.result.map(|key| self.key_type(at, key).into()),
            returns_set: function.returns_set,
            language: Name::new("c"),
            volatility: function.volatility,
            strict: function.strict,
            security_definer: false,
            leakproof: false,
            window: function.kind == 'w',
            parallel: Parallel::default(),
            cost: None,
            rows: None,
            support: None,
            transforms: Vec::new(),
            settings: Vec::new(),
            source: RoutineSource::Extension,
        }
    }

    fn extension_arguments(&self, at: Installing, function: &Function, types: &[TypeRef]) -> Vec<Argument> {
        let names = function.argument_names().chain(std::iter::repeat(""));
        let first_default = types.len().saturating_sub(function.defaults);
        let inputs = types.iter().zip(names).enumerate().map(|(index, (type_ref, name))| Argument {
            mode: match function.variadic {
                Some(_) if index + 1 == types.len() => ArgumentMode::Variadic,
                _ => ArgumentMode::In,
            },
            name: argument_name(name),
            type_use: (*type_ref).into(),
            default: (index >= first_default).then(Bound::default),
        });
        let outputs = function.columns().map(|(name, key)| Argument {
            mode: if function.returns_set { ArgumentMode::Table } else { ArgumentMode::Out },
            name: argument_name(name),
            type_use: self.key_type(at, key).into(),
            default: None,
        });
        inputs.chain(outputs).collect()
    }

    fn member_columns(&self, at: Installing, columns: impl Iterator<Item = (&'static str, TypeKey)>) -> Vec<Column> {
        let origin = self.origin;
        (1..)
            .zip(columns)
            .map(|(number, (name, key))| {
                Column::new(number, Name::new(name), Some(self.key_type(at, key).into()), origin)
            })
            .collect()
    }

    /// The operator class of that name that an extension brought.
    pub(crate) fn extension_class(&self, method: &str, name: &str) -> Option<ObjectId> {
        let key = operator_class_key(method, name);
        self.brought().find_map(|(_, schema)| self.catalog.find(NameClass::OperatorClass, schema?, &key))
    }

    fn key_text(&self, at: Installing, key: TypeKey) -> String {
        self.type_text(self.key_type(at, key))
    }

    /// The type that the generated data means: an extension's own, or one of an extension it requires.
    fn key_type(&self, at: Installing, key: TypeKey) -> TypeRef {
        match key {
            TypeKey::Builtin(oid) => match types::by_oid(oid) {
                Some(array) if array.element != 0 => TypeRef { array: true, ..TypeRef::builtin(array.element) },
                _ => TypeRef::builtin(oid),
            },
            TypeKey::Named { name, array } => {
                let own = self.catalog.find(NameClass::Type, at.schema, name);
                let id = own.or_else(|| self.required_type(at.extension, name)).unwrap_or(ObjectId::NONE);
                TypeRef { array, ..TypeRef::plain(id) }
            }
        }
    }

    fn required_type(&self, extension: ObjectId, name: &str) -> Option<ObjectId> {
        self.catalog.dependencies(extension).find_map(|edge| match &self.catalog.get(edge.referenced.object)?.body {
            ObjectBody::Extension(required) => self.catalog.find(NameClass::Type, required.schema, name),
            _ => None,
        })
    }
}

/// The name under which an operator class of an extension is kept in the catalog: unique only with its access method.
fn operator_class_key(method: &str, name: &str) -> String {
    class_key(name, method).to_string()
}

/// The text search dictionaries that an extension brings.
fn dictionaries(known: &extensions::Extension) -> &'static [&'static str] {
    match known.name {
        "unaccent" => &["unaccent"],
        "dict_int" => &["intdict"],
        "dict_xsyn" => &["xsyn"],
        _ => &[],
    }
}

fn argument_name(name: &str) -> Option<Name> {
    (!name.is_empty()).then(|| Name::new(name))
}

fn check_extension_name(name: &str) -> Result<(), Failure> {
    let invalid = name.is_empty()
        || name.contains("--")
        || name.starts_with('-')
        || name.ends_with('-')
        || name.contains(['/', '\\']);
    if invalid {
        return Err(Failure::new("22023", format!("invalid extension name: \"{name}\"")));
    }
    Ok(())
}
