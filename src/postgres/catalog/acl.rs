//! Privileges: what there is to grant, and who holds what before anything is granted.

use super::{Object, ObjectBody, TypeBody};
use crate::postgres::ast::op::{FutureKind, Grantee};
use crate::postgres::ast::{Ident, Name};
use crate::source::Span;

const RELATION: &[&str] = &["INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"];
const SEQUENCE: &[&str] = &["SELECT", "UPDATE", "USAGE"];
const SCHEMA: &[&str] = &["USAGE", "CREATE"];

/// One privilege that somebody holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grant {
    /// Who holds it.
    pub grantee: Grantee,
    /// `SELECT`, `USAGE` … in upper case.
    pub privilege: Name,
    /// With grant option.
    pub grant_option: bool,
}

/// Privileges on an object or column; `None` stands for the engine's defaults, untouched by any `GRANT` or `REVOKE`.
pub type Acl = Option<Vec<Grant>>;

impl Grant {
    /// A privilege without grant option.
    pub fn plain(grantee: Grantee, privilege: &str) -> Self {
        Self { grantee, privilege: Name::new(privilege), grant_option: false }
    }

    /// Whether a role, or everybody, is who holds it.
    pub fn is_to(&self, grantee: &Grantee) -> bool {
        match (&self.grantee, grantee) {
            (Grantee::Role(held), Grantee::Role(asked)) => held.name == asked.name,
            (held, asked) => held == asked,
        }
    }
}

/// A role as grantee.
pub fn role_grantee(name: &Name) -> Grantee {
    Grantee::Role(Ident { name: name.clone(), span: Span::default() })
}

impl Object {
    /// What `ALL` means for it.
    pub fn privileges(&self) -> &'static [&'static str] {
        match &self.body {
            ObjectBody::Table(_) | ObjectBody::View(_) => RELATION,
            ObjectBody::Sequence(_) => SEQUENCE,
            ObjectBody::Schema => SCHEMA,
            ObjectBody::Routine(_) => &["EXECUTE"],
            ObjectBody::Type(TypeBody::Multirange { .. }) => &[],
            ObjectBody::Type(_) | ObjectBody::ForeignDataWrapper(_) | ObjectBody::ForeignServer(_) => &["USAGE"],
            ObjectBody::FuturePrivileges(kind) => match kind {
                FutureKind::Tables => RELATION,
                FutureKind::Sequences => SEQUENCE,
                FutureKind::Routines => &["EXECUTE"],
                FutureKind::Types => &["USAGE"],
                FutureKind::Schemas => SCHEMA,
            },
            _ => &[],
        }
    }

    /// What it has before the first `GRANT` or `REVOKE`: all to its owner, and to everybody the use of routines and types.
    pub fn default_acl(&self) -> Vec<Grant> {
        let public: &[&str] = match &self.body {
            // Those of one schema are added to what there is anyway.
            ObjectBody::FuturePrivileges(_) if self.parent.is_some() => return Vec::new(),
            ObjectBody::Routine(_) | ObjectBody::FuturePrivileges(FutureKind::Routines) => &["EXECUTE"],
            ObjectBody::Type(_) | ObjectBody::FuturePrivileges(FutureKind::Types) => &["USAGE"],
            // The one schema that is there from the start is for everybody to use.
            ObjectBody::Schema if self.created.is_none() && self.name == "public" => &["USAGE"],
            _ => &[],
        };
        let owner = role_grantee(&self.owner);
        let to_public = public.iter().map(|privilege| Grant::plain(Grantee::Public, privilege));
        to_public.chain(self.privileges().iter().map(|privilege| Grant::plain(owner.clone(), privilege))).collect()
    }
}
