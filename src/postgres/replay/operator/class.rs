//! Operator classes and families.

use crate::postgres::ast::op::{
    ClassItem, ClassName, CreateOperatorClass, ObjectKind, OperatorSignature, RoutineSignature,
};
use crate::postgres::ast::{Name, QualifiedName, TypeName};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{
    Address, ClassFunction, ClassOperator, DependencyKind, NameClass, ObjectBody, ObjectId, OperatorClass, TypeRef,
    class_key,
};
use crate::postgres::replay::reference::{kind_word, name_class, qualified};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

/// The highest strategy and support number of each access method; 0 where any will do.
const NUMBERS: [(&str, i64, i64); 6] =
    [("btree", 5, 5), ("hash", 1, 3), ("gist", 0, 11), ("gin", 0, 7), ("spgist", 0, 7), ("brin", 0, 15)];

/// An operator class while its items are read.
struct Draft<'a> {
    method: &'a str,
    input: TypeRef,
    storage: Option<TypeRef>,
    operators: Vec<ClassOperator>,
    functions: Vec<ClassFunction>,
}

impl Session {
    pub(crate) fn create_operator_class(&mut self, create: &CreateOperatorClass) -> Applied {
        let (name, method) = (&create.class.name, create.class.method.name.as_str());
        let schema = self.home_of(name)?;
        known_method(method)?;
        let input = self.class_type(&create.input)?;
        let family = self.class_family(create, schema)?;
        let mut draft = Draft { method, input, storage: None, operators: Vec::new(), functions: Vec::new() };
        for item in &create.items {
            self.add_class_item(&mut draft, item)?;
        }
        if draft.storage.is_some() && matches!(method, "btree" | "hash") {
            let message = format!("storage type cannot be different from data type for access method \"{method}\"");
            return Err(Failure::new("42P17", message).into());
        }
        let key = class_key(name.name(), method);
        if self.catalog.find(NameClass::OperatorClass, schema, &key).is_some() {
            return Err(exists("operator class", name.name(), method).into());
        }
        self.refuse_second_default(create, input)?;
        let family = match family {
            Some(family) => family,
            None => self.make_family(schema, key.clone()),
        };
        let Draft { storage, operators, functions, .. } = draft;
        let body = OperatorClass { family, default: create.default, input, storage, operators, functions };
        let id = self.create_object(key, Some(schema), None, ObjectBody::OperatorClass(body));
        self.set_remark(id);
        self.settle_class(id);
        Ok(Effect::Applied)
    }

    pub(crate) fn create_operator_family(&mut self, family: &ClassName) -> Applied {
        let schema = self.home_of(&family.name)?;
        let method = family.method.name.as_str();
        known_method(method)?;
        let key = class_key(family.name.name(), method);
        if self.catalog.find(NameClass::OperatorFamily, schema, &key).is_some() {
            return Err(exists("operator family", family.name.name(), method).into());
        }
        let id = self.make_family(schema, key);
        self.set_remark(id);
        Ok(Effect::Applied)
    }

    fn make_family(&mut self, schema: ObjectId, key: Name) -> ObjectId {
        self.create_object(key, Some(schema), None, ObjectBody::OperatorFamily)
    }

    fn class_type(&self, written: &TypeName) -> Result<TypeRef, Refusal> {
        Ok(TypeRef { modifier: -1, ..self.resolve_type_unplaced(written)?.type_ref })
    }

    /// The family that is named, or that has the name of the class; `None` where it is yet to be made.
    fn class_family(&self, create: &CreateOperatorClass, schema: ObjectId) -> Result<Option<ObjectId>, Refusal> {
        let method = &create.class.method;
        let Some(name) = &create.family else {
            let key = class_key(create.class.name.name(), &method.name);
            return Ok(self.catalog.find(NameClass::OperatorFamily, schema, &key));
        };
        let family = ClassName { name: name.clone(), method: method.clone() };
        self.referenced_class(ObjectKind::OperatorFamily, &family).map(|found| Some(found.object))
    }

    fn add_class_item(&self, draft: &mut Draft, item: &ClassItem) -> Result<(), Refusal> {
        match item {
            ClassItem::Operator { number, name, operands } => {
                let (_, most, _) = numbers(draft.method);
                check_number("operator", *number, most)?;
                let operator = self.class_operator(draft, *number, name, operands.as_ref())?;
                let twice = |other: &ClassOperator| {
                    other.number == *number && other.left == operator.left && other.right == operator.right
                };
                if draft.operators.iter().any(twice) {
                    let types = self.type_list(&[operator.left, operator.right], ",");
                    let message = format!("operator number {number} for ({types}) appears more than once");
                    return Err(Failure::new("42P17", message).into());
                }
                draft.operators.push(operator);
            }
            ClassItem::Function { number, types, function } => {
                let (_, _, most) = numbers(draft.method);
                check_number("function", *number, most)?;
                let function = self.class_function(draft, *number, types, function)?;
                draft.functions.push(function);
            }
            ClassItem::Storage(written) => {
                if draft.storage.is_some() {
                    return Err(Failure::new("42P17", "storage type specified more than once").into());
                }
                draft.storage = Some(self.class_type(written)?).filter(|storage| *storage != draft.input);
            }
        }
        Ok(())
    }

    fn class_operator(
        &self,
        draft: &Draft,
        number: i64,
        name: &QualifiedName,
        operands: Option<&OperatorSignature>,
    ) -> Result<ClassOperator, Refusal> {
        let (left, right) = match operands {
            Some(OperatorSignature { left: Some(left), right, .. }) => {
                (self.class_type(left)?, self.class_type(right)?)
            }
            Some(_) => return Err(Failure::new("42P17", "index operators must be binary").into()),
            None => (draft.input, draft.input),
        };
        let (operator, result) = self.indexing_operator(name, left, right)?;
        if !result.same_type(TypeRef::builtin(oid::BOOL)) {
            return Err(Failure::new("42P17", "index search operators must return boolean").into());
        }
        Ok(ClassOperator { number, operator, symbol: name.name().clone(), left, right })
    }

    /// The operator of exactly these operands, the engine's own included, and what it returns.
    fn indexing_operator(
        &self,
        name: &QualifiedName,
        left: TypeRef,
        right: TypeRef,
    ) -> Result<(ObjectId, TypeRef), Refusal> {
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        let is = |key, type_ref: TypeRef| self.type_of_key(key, None).is_some_and(|found| found.same_type(type_ref));
        let mut rows = BUILTIN.operators.of(name.name()).filter(|_| own);
        if let Some(row) = rows.find(|row| row.left.is_some_and(|key| is(key, left)) && is(row.right, right)) {
            let result = self.type_of_key(row.result, None).unwrap_or(TypeRef::builtin(oid::UNKNOWN));
            return Ok((ObjectId::builtin(row.oid), result));
        }
        let found = self.operator_named(name, Some(left), right)?;
        let definition = found.and_then(|id| Some((id, self.operator(id)?.definition.as_ref()?)));
        match (found, definition) {
            (_, Some((id, definition))) => Ok((id, definition.result)),
            (Some(_), None) => {
                Err(Refusal::Undecided("an operator class with an operator that is only a shell".into()))
            }
            (None, _) => {
                let operands = format!("{} {name} {}", self.type_text(left), self.type_text(right));
                let failure = Failure::new("42883", format!("operator does not exist: {operands}"));
                Err(self.absent(name, failure))
            }
        }
    }

    fn class_function(
        &self,
        draft: &Draft,
        number: i64,
        types: &[TypeName],
        function: &RoutineSignature,
    ) -> Result<ClassFunction, Refusal> {
        let types = types.iter().map(|written| self.class_type(written)).collect::<Result<Vec<_>, _>>()?;
        let written = function.arguments.as_deref().unwrap_or_default();
        let arguments = written.iter().map(|written| self.class_type(written)).collect::<Result<Vec<_>, _>>()?;
        if function.arguments.is_none() {
            return Err(Refusal::Undecided("a function of an operator class without its arguments".into()));
        }
        let found = self.exact_function(&function.name, &arguments)?;
        let integer = found.result.same_type(TypeRef::builtin(oid::INT4));
        let wrong = match (draft.method, number) {
            ("btree", 1) if arguments.len() != 2 => "btree comparison functions must have two arguments",
            ("btree", 1) if !integer => "btree comparison functions must return integer",
            ("hash", 1) if arguments.len() != 1 => "hash function 1 must have one argument",
            ("hash", 1) if !integer => "hash function 1 must return integer",
            ("btree" | "hash", 1) => "",
            ("btree" | "hash", _) => {
                return Err(Refusal::Undecided(format!("support function {number} of an operator class")));
            }
            _ => "",
        };
        if !wrong.is_empty() {
            return Err(Failure::new("42P17", wrong).into());
        }
        if draft.functions.iter().any(|other| other.number == number) {
            return Err(Refusal::Undecided("an operator class with several functions of one number".into()));
        }
        Ok(ClassFunction { number, types, function: found.id })
    }

    /// 42710 where the type has a default class of that method already.
    fn refuse_second_default(&self, create: &CreateOperatorClass, input: TypeRef) -> Result<(), Failure> {
        let method = create.class.method.name.as_str();
        let known = create.default.then(|| self.default_class_of(method, input)).flatten();
        let builtin =
            create.default && self.default_operator_class(input, method).is_some_and(|found| found.input == input);
        if known.is_none() && !builtin {
            return Ok(());
        }
        let (name, input) = (create.class.name.name(), self.type_text(input));
        Err(Failure::new("42710", format!("could not make operator class \"{name}\" be default for type {input}")))
    }

    fn settle_class(&mut self, id: ObjectId) {
        let Some(class) = self.operator_class(id).cloned() else { return };
        self.catalog.depend(id, class.family, DependencyKind::Auto);
        for type_ref in [class.input].into_iter().chain(class.storage) {
            self.depend_on_type(id, type_ref);
        }
        let operators = class.operators.iter().map(|operator| operator.operator);
        for referenced in operators.chain(class.functions.iter().map(|function| function.function)) {
            self.catalog.depend(id, referenced, DependencyKind::Normal);
        }
    }

    /// The history's operator class of that id.
    pub(crate) fn operator_class(&self, id: ObjectId) -> Option<&OperatorClass> {
        match &self.catalog.get(id)?.body {
            ObjectBody::OperatorClass(class) => Some(class),
            _ => None,
        }
    }

    /// The history's operator class that an access method uses for exactly this type.
    pub(crate) fn default_class_of(&self, method: &str, input: TypeRef) -> Option<ObjectId> {
        // A class depends on the type that it is for.
        let dependents = self.catalog.dependents(input.id).map(|edge| edge.dependent.object);
        let mut classes = dependents.filter_map(|id| Some((self.catalog.get(id)?, self.operator_class(id)?)));
        classes
            .find(|(object, class)| {
                class.default
                    && class.input.same_type(input)
                    && crate::postgres::catalog::class_parts(&object.name).1 == method
            })
            .map(|(object, _)| object.id)
    }

    /// The history's operator class of that name.
    pub(crate) fn own_class(&self, method: &str, name: &QualifiedName) -> Option<ObjectId> {
        let key = class_key(name.name(), method);
        let schemas = match name.schema() {
            Some(schema) => self.catalog.schema(&schema.name).into_iter().collect(),
            None => self.path(),
        };
        let mut found =
            schemas.into_iter().filter_map(|schema| self.catalog.find(NameClass::OperatorClass, schema, &key));
        found.find(|id| self.operator_class(*id).is_some())
    }

    /// The class or family that a statement names; 42704 where there is none.
    pub(crate) fn referenced_class(&self, kind: ObjectKind, class: &ClassName) -> Result<Address, Refusal> {
        let method = class.method.name.as_str();
        self.access_method(method)?;
        self.require_schema(&class.name)?;
        let key = class_key(class.name.name(), method);
        let schemas = match class.name.schema() {
            Some(schema) => self.catalog.schema(&schema.name).into_iter().collect(),
            None => self.path(),
        };
        if BUILTIN
            .operator_classes
            .of(method)
            .any(|row| row.name == class.name.name() || row.family == class.name.name())
        {
            return Err(Refusal::Opaque(format!("{} of the engine's own", kind_word(kind))));
        }
        let found = schemas.into_iter().find_map(|schema| self.catalog.find(name_class(kind), schema, &key));
        found.map(Into::into).ok_or_else(|| {
            let name = qualified(&class.name);
            let message = format!("{} \"{name}\" does not exist for access method \"{method}\"", kind_word(kind));
            self.absent(&class.name, Failure::new("42704", message))
        })
    }

    pub(crate) fn rename_class(&mut self, kind: ObjectKind, class: &ClassName, to: &Name) -> Result<(), Refusal> {
        let id = self.referenced_class(kind, class)?.object;
        let schema = self.catalog.get(id).and_then(|object| object.schema).unwrap_or(ObjectId::NONE);
        self.refuse_taken_class(kind, id, schema, to, &class.method.name)?;
        self.refuse_used_class(id)?;
        self.set_name(id, &class_key(to, &class.method.name))
    }

    /// 42710 where a schema has a class or family of that name.
    pub(crate) fn refuse_taken_class(
        &self,
        kind: ObjectKind,
        id: ObjectId,
        schema: ObjectId,
        name: &str,
        method: &str,
    ) -> Result<(), Failure> {
        match self.catalog.find(name_class(kind), schema, &class_key(name, method)) {
            Some(taken) if taken != id => {
                let (word, schema) = (kind_word(kind), self.name_of(schema));
                Err(Failure::new(
                    "42710",
                    format!("{word} \"{name}\" for access method \"{method}\" already exists in schema \"{schema}\""),
                ))
            }
            _ => Ok(()),
        }
    }

    /// Indexes keep the name of their class as it was written.
    pub(crate) fn refuse_used_class(&self, id: ObjectId) -> Result<(), Refusal> {
        let used = self.catalog.dependents(id).any(|edge| edge.kind == DependencyKind::Normal);
        if used && self.operator_class(id).is_some_and(|class| !class.default) {
            return Err(Refusal::Undecided("how indexes name an operator class that is called otherwise now".into()));
        }
        Ok(())
    }
}

fn exists(word: &str, name: &str, method: &str) -> Failure {
    Failure::new("42710", format!("{word} \"{name}\" for access method \"{method}\" already exists"))
}

fn known_method(method: &str) -> Result<(), Refusal> {
    if NUMBERS.iter().any(|(known, ..)| *known == method) {
        return Ok(());
    }
    Err(Failure::new("42704", format!("access method \"{method}\" does not exist")).into())
}

fn numbers(method: &str) -> (&'static str, i64, i64) {
    NUMBERS.into_iter().find(|(known, ..)| *known == method).unwrap_or(("", 0, 0))
}

fn check_number(word: &str, number: i64, most: i64) -> Result<(), Failure> {
    let most = if most == 0 { i64::from(i16::MAX) } else { most };
    if (1..=most).contains(&number) {
        return Ok(());
    }
    Err(Failure::new("42P17", format!("invalid {word} number {number}, must be between 1 and {most}")))
}
