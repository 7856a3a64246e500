//! Access methods, and the operator classes that say what they can do with a type.

use super::IndexDraft;
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::builtin::operator::OperatorClass;
use crate::postgres::catalog::{Address, ObjectId, TypeRef};
use crate::postgres::replay::coercion::DefaultClass;
use crate::postgres::replay::default::plain;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// What an index access method can do, as far as statements are refused for it.
#[derive(Debug, Clone)]
pub(crate) struct AccessMethod {
    /// Its name.
    pub name: Name,
    /// `ASC`, `DESC`, `NULLS FIRST` mean something.
    ordered: bool,
    unique: bool,
    multicolumn: bool,
    include: bool,
    exclusion: bool,
}

/// The operator class of a key.
#[derive(Debug)]
pub(crate) struct ChosenClass {
    /// As written, where it is not the default.
    pub written: Option<Name>,
    /// Its family; `None` where the type of the key is not known.
    pub family: Option<&'static str>,
}

const METHODS: [(&str, [bool; 5]); 6] = [
    ("btree", [true, true, true, true, true]),
    ("hash", [false, false, false, false, true]),
    ("gist", [false, false, true, true, true]),
    ("gin", [false, false, true, false, false]),
    ("spgist", [false, false, false, true, true]),
    ("brin", [false, false, true, false, false]),
];

impl AccessMethod {
    fn new(name: &str, [ordered, unique, multicolumn, include, exclusion]: [bool; 5]) -> Self {
        Self { name: Name::new(name), ordered, unique, multicolumn, include, exclusion }
    }

    /// 0A000 where the method has no unique indexes, no included columns, or no indexes of several columns.
    pub(crate) fn refuse(&self, unique: bool, includes: bool, keys: usize) -> Result<(), Failure> {
        if unique && !self.unique {
            return Err(self.unsupported("unique indexes"));
        }
        if includes && !self.include {
            return Err(self.unsupported("included columns"));
        }
        if keys > 1 && !self.multicolumn {
            return Err(self.unsupported("multicolumn indexes"));
        }
        Ok(())
    }

    /// 0A000 where the method has no exclusion constraints: it does not give one row at a time.
    pub(crate) fn refuse_exclusions(&self) -> Result<(), Failure> {
        if self.exclusion { Ok(()) } else { Err(self.unsupported("exclusion constraints")) }
    }

    /// 0A000 where the method has no order.
    pub(crate) fn refuse_order(&self, descending: Option<bool>, nulls_first: Option<bool>) -> Result<(), Failure> {
        match (self.ordered, descending, nulls_first) {
            (false, Some(_), _) => Err(self.unsupported("ASC/DESC options")),
            (false, None, Some(_)) => Err(self.unsupported("NULLS FIRST/LAST options")),
            _ => Ok(()),
        }
    }

    fn unsupported(&self, what: &str) -> Failure {
        Failure::new("0A000", format!("access method \"{}\" does not support {what}", self.name))
    }
}

impl Session {
    /// The access method of that name; 42704 where there is none.
    pub(crate) fn access_method(&self, name: &str) -> Result<AccessMethod, Refusal> {
        // The server still takes the name of the method that gist replaced.
        let name = if name == "rtree" { "gist" } else { name };
        if let Some((name, flags)) = METHODS.iter().find(|(known, _)| *known == name) {
            return Ok(AccessMethod::new(name, *flags));
        }
        if !self.classes_of(name).is_empty() {
            return Ok(AccessMethod::new(name, [false, false, true, false, false]));
        }
        Err(self.missing(Failure::new("42704", format!("access method \"{name}\" does not exist"))))
    }

    /// The operator classes of an access method, those of extensions included, each with the type it is for.
    fn classes_of(&self, method: &str) -> Vec<(OperatorClass, TypeRef)> {
        let classes = self
            .brought()
            .flat_map(|(brought, schema)| brought.operator_classes.of(method).map(move |class| (class, schema)));
        classes.filter_map(|(class, schema)| Some((class, self.type_of_key(class.input, schema)?))).collect()
    }

    /// Checks that a type can be indexed: by the operator class given, or by a default one. An extension's becomes a dependency.
    pub(crate) fn check_operator_class(
        &self,
        method: &AccessMethod,
        class: Option<&QualifiedName>,
        type_ref: Option<TypeRef>,
        draft: &mut IndexDraft,
    ) -> Result<ChosenClass, Refusal> {
        let Some(class) = class else {
            let own = type_ref.and_then(|type_ref| self.default_class_of(&method.name, self.base_type(type_ref)));
            if let Some(class) = own {
                draft.dependencies.push(class.into());
                return Ok(ChosenClass { written: None, family: None });
            }
            let default = self.refuse_no_default_class(&method.name, type_ref)?;
            let member = default.and_then(|class| self.extension_class(&method.name, class.name));
            draft.dependencies.extend(member.map(Address::object));
            return Ok(ChosenClass { written: None, family: default.map(|class| class.family) });
        };
        if let Some(own) = self.own_class(&method.name, class) {
            return self.check_own_class(own, class, type_ref, draft);
        }
        let family = self.refuse_unfit_class(&method.name, class, type_ref)?;
        draft.dependencies.extend(self.extension_class(&method.name, class.name()).map(Address::object));
        let default = type_ref.and_then(|type_ref| self.default_operator_class(type_ref, &method.name));
        let is_default = default.is_some_and(|default| default.name == class.name().as_str());
        Ok(ChosenClass { written: (!is_default).then(|| self.written(class)), family })
    }

    /// The family of a named class; 42704 where the access method has none of that name, 42804 where it is not for the type.
    pub(crate) fn refuse_unfit_class(
        &self,
        method: &str,
        class: &QualifiedName,
        type_ref: Option<TypeRef>,
    ) -> Result<Option<&'static str>, Refusal> {
        let mut named = self.classes_of(method);
        named.retain(|(found, _)| found.name == *class.name());
        if named.is_empty() {
            let message = format!("operator class \"{class}\" does not exist for access method \"{method}\"");
            return Err(self.missing(Failure::new("42704", message)));
        }
        let Some(type_ref) = type_ref else { return Ok(None) };
        let base = self.base_type(type_ref);
        if let Some((chosen, _)) = named.iter().find(|(_, input)| self.is_binary_coercible(base, *input)) {
            return Ok(Some(chosen.family));
        }
        let type_name = self.type_name(plain(type_ref));
        let message = format!("operator class \"{class}\" does not accept data type {type_name}");
        Err(Failure::new("42804", message).into())
    }

    /// The same for a class of the history.
    fn check_own_class(
        &self,
        id: ObjectId,
        written: &QualifiedName,
        type_ref: Option<TypeRef>,
        draft: &mut IndexDraft,
    ) -> Result<ChosenClass, Refusal> {
        let Some(class) = self.operator_class(id) else {
            return Ok(ChosenClass { written: None, family: None });
        };
        let type_ref = type_ref.map(|type_ref| self.base_type(type_ref));
        if type_ref.is_some_and(|type_ref| !self.is_binary_coercible(type_ref, class.input)) {
            let type_name = type_ref.map_or_else(String::new, |type_ref| self.type_name(plain(type_ref)));
            let message = format!("operator class \"{written}\" does not accept data type {type_name}");
            return Err(Failure::new("42804", message).into());
        }
        draft.dependencies.push(id.into());
        Ok(ChosenClass { written: (!class.default).then(|| self.written(written)), family: None })
    }

    /// A name with the author's bytes.
    pub(crate) fn written(&self, name: &QualifiedName) -> Name {
        Name::new(name.span().slice(&self.text))
    }

    /// The class by which an access method indexes a type that is known; 42704 where it cannot index it by itself.
    pub(crate) fn refuse_no_default_class(
        &self,
        method: &str,
        type_ref: Option<TypeRef>,
    ) -> Result<Option<DefaultClass>, Refusal> {
        let Some(type_ref) = type_ref else { return Ok(None) };
        if let Some(class) = self.default_operator_class(type_ref, method) {
            return Ok(Some(class));
        }
        let type_name = self.type_name(plain(type_ref));
        let message = format!("data type {type_name} has no default operator class for access method \"{method}\"");
        Err(self.missing(Failure::new("42704", message)))
    }
}
