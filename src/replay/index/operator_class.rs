//! Access methods, and the operator classes that say what they can do with a type.

use super::IndexDraft;
use crate::ast::{Name, QualifiedName};
use crate::catalog::{NameClass, TypeRef};
use crate::replay::outcome::{Failure, Refusal};
use crate::replay::session::Session;

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
}

const METHODS: [(&str, [bool; 4]); 6] = [
    ("btree", [true, true, true, true]),
    ("hash", [false, false, false, false]),
    ("gist", [false, false, true, true]),
    ("gin", [false, false, true, false]),
    ("spgist", [false, false, false, true]),
    ("brin", [false, false, true, false]),
];

/// The access method of that name; 42704 where there is none.
pub(crate) fn access_method(_session: &Session, name: &str) -> Result<AccessMethod, Failure> {
    // The server still takes the name of the method that gist replaced.
    let name = if name == "rtree" { "gist" } else { name };
    let (name, [ordered, unique, multicolumn, include]) = METHODS
        .iter()
        .find(|(known, _)| *known == name)
        .ok_or_else(|| Failure::new("42704", format!("access method \"{name}\" does not exist")))?;
    Ok(AccessMethod {
        name: Name::new_static(name),
        ordered: *ordered,
        unique: *unique,
        multicolumn: *multicolumn,
        include: *include,
    })
}

impl AccessMethod {
    /// 0A000 where the method has no unique indexes, or none of several columns.
    pub(crate) fn refuse(&self, unique: bool, keys: usize) -> Result<(), Failure> {
        if unique && !self.unique {
            return Err(self.unsupported("unique indexes"));
        }
        if keys > 1 && !self.multicolumn {
            return Err(self.unsupported("multicolumn indexes"));
        }
        Ok(())
    }

    /// 0A000 where the method has no included columns.
    pub(crate) fn refuse_include(&self) -> Result<(), Failure> {
        if self.include { Ok(()) } else { Err(self.unsupported("included columns")) }
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
    /// Checks that a type can be indexed: by the operator class given, or by a default one. A user's class becomes a dependency.
    pub(crate) fn check_operator_class(
        &self,
        method: &AccessMethod,
        class: Option<&QualifiedName>,
        type_ref: Option<TypeRef>,
        draft: &mut IndexDraft,
    ) -> Result<(), Refusal> {
        match class {
            Some(class) => {
                if let Some(id) = self.lookup(NameClass::OperatorClass, class) {
                    draft.dependencies.push(id.into());
                }
                Ok(())
            }
            None => match type_ref {
                type_ref => self.refuse_no_default_class(&method.name, type_ref),
            },
        }
    }

    /// 42704 where an access method cannot index a type by itself.
    pub(crate) fn refuse_no_default_class(&self, method: &str, type_ref: Option<TypeRef>) -> Result<(), Refusal> {
        let Some(type_ref) = type_ref else { return Ok(()) };
        let base = self.base_type(type_ref);
        let unordered = matches!(base.id.oid(), 114 | 142) && !base.array;
        if unordered {
            let type_name = self.type_name(super::super::default::plain(base));
            let message = format!("data type {type_name} has no default operator class for access method \"{method}\"");
            return Err(Failure::new("42704", message).into());
        }
        Ok(())
    }
}
