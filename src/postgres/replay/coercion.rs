//! What types can be compared, sorted and indexed by.

use super::bind::Coercion;
use super::session::Session;
use crate::postgres::builtin::brought::{self, BUILTIN, Brought};
use crate::postgres::builtin::operator::OperatorClass;
use crate::postgres::builtin::rows::TypeKey;
use crate::postgres::builtin::types;
use crate::postgres::catalog::{Object, ObjectId, TypeBody, TypeRef};
use std::collections::HashMap;
use std::sync::LazyLock;

impl Session {
    /// Whether values of a type have a collation.
    pub(crate) fn is_collatable(&self, type_ref: TypeRef) -> bool {
        let base = self.base_type(type_ref).id;
        match self.catalog.get(base).and_then(Object::type_body) {
            // What an extension brought may be either.
            Some(TypeBody::Base { .. }) => true,
            Some(_) => false,
            None => base.is_builtin() && types::by_oid(base.oid()).is_some_and(|found| found.collation != 0),
        }
    }

    /// Whether a foreign key of type `from` can refer to a key of type `to`: the btree family of the key can compare the two, or the
    /// referring value becomes the key's type by itself.
    pub(crate) fn can_reference(&self, from: TypeRef, to: TypeRef) -> bool {
        let (from, to) = (self.base_type(from), self.base_type(to));
        match self.default_operator_class(to, "btree") {
            // A type without a class cannot be a key: that was refused before.
            None => true,
            Some(class) if self.is_pseudo_type(class.input) => from.same_type(to),
            Some(class) => self.family_compares(class, from) || self.can_coerce(from, class.input, Coercion::Implicit),
        }
    }

    fn is_pseudo_type(&self, type_ref: TypeRef) -> bool {
        self.type_category(type_ref).0 == 'P'
    }

    /// Whether the family of a class can compare the class's type with another.
    fn family_compares(&self, class: DefaultClass, other: TypeRef) -> bool {
        self.brought().any(|(brought, schema)| {
            let is =
                |key, type_ref: TypeRef| self.type_of_key(key, schema).is_some_and(|found| found.same_type(type_ref));
            brought.equalities.of(class.family).any(|row| is(row.left, class.input) && is(row.right, other))
        })
    }

    /// The operator class that an access method uses for a type unless another is named: the server's `GetDefaultOpClass`.
    pub(crate) fn default_operator_class(&self, type_ref: TypeRef, method: &str) -> Option<DefaultClass> {
        let base = TypeRef { modifier: -1, ..self.base_type(type_ref) };
        if let Some(class) = own_class(base, method) {
            return Some(class);
        }
        let classes = self.brought().flat_map(|(brought, schema)| {
            let defaults = brought.operator_classes.of(method).filter(|class| class.default);
            defaults.filter_map(move |class| Some(DefaultClass::of(class, self.type_of_key(class.input, schema)?)))
        });
        let classes: Vec<DefaultClass> = classes.collect();
        if let Some(exact) = classes.iter().find(|class| class.input == base) {
            return Some(*exact);
        }
        let category = self.type_category(base).0;
        let fitting = classes.into_iter().filter(|class| self.is_binary_coercible(base, class.input)).map(|class| {
            let (other, preferred) = self.type_category(class.input);
            (preferred && other == category, class)
        });
        let fitting: Vec<(bool, DefaultClass)> = fitting.collect();
        let mut preferred = fitting.iter().filter(|(preferred, _)| *preferred).map(|(_, class)| *class);
        match (preferred.next(), preferred.next(), fitting.as_slice()) {
            (Some(class), None, _) => Some(class),
            (None, _, [(_, class)]) => Some(*class),
            _ => None,
        }
    }

    /// The generated tables of the engine and of every extension that is installed, with the extension's schema.
    pub(crate) fn brought(&self) -> impl Iterator<Item = (&'static Brought, Option<ObjectId>)> {
        let extensions = self.catalog.extensions().filter_map(|(object, extension)| {
            brought::extension(&object.name).map(|brought| (brought, Some(extension.schema)))
        });
        std::iter::once((&BUILTIN, None)).chain(extensions)
    }
}

/// The engine's default classes by access method and type.
static OWN_CLASSES: LazyLock<HashMap<(&'static str, u32), OperatorClass>> = LazyLock::new(|| {
    let defaults = BUILTIN.operator_classes.all().filter(|class| class.default);
    let key = |class: OperatorClass| match class.input {
        TypeKey::Builtin(oid) => Some(((class.method, oid), class)),
        TypeKey::Named { .. } => None,
    };
    defaults.filter_map(key).collect()
});

/// The engine's own class for exactly this type.
fn own_class(type_ref: TypeRef, method: &str) -> Option<DefaultClass> {
    if type_ref.array || !type_ref.id.is_builtin() {
        return None;
    }
    OWN_CLASSES.get(&(method, type_ref.id.oid())).map(|class| DefaultClass::of(*class, type_ref))
}

/// An operator class that a type is indexed with by default.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DefaultClass {
    /// Its name.
    pub name: &'static str,
    /// Its family.
    pub family: &'static str,
    /// The type it is for, which the indexed type is or can be taken as.
    pub input: TypeRef,
}

impl DefaultClass {
    fn of(class: OperatorClass, input: TypeRef) -> Self {
        Self { name: class.name, family: class.family, input }
    }
}
