//! Numbers for what has none in the model: roles, the types of arrays, the server's own schemas.

use super::System;
use super::table::{Table, number, oid, text, truth, unknown};
use crate::postgres::ast::Name;
use crate::postgres::builtin::types;
use crate::postgres::catalog::{ObjectId, TypeRef, Value};
use crate::postgres::replay::session::Session;

pub(super) const PG_CATALOG: ObjectId = ObjectId::builtin(11);
pub(super) const PG_TOAST: ObjectId = ObjectId::builtin(99);
/// Numbered by us: the server's differs from one installation to the next.
pub(super) const INFORMATION_SCHEMA: ObjectId = ObjectId::builtin(12500);
/// What stands for others of the server's own.
pub(super) const OTHER: ObjectId = ObjectId::builtin(16383);

/// Set in the number of the array over a type of the user's.
const ARRAY: u32 = 1 << 31;
/// Set in the number of a role.
const ROLE: u32 = 1 << 30;

/// The server's own roles.
const ROLES: &[(&str, u32)] = &[
    ("pg_checkpoint", 4544),
    ("pg_database_owner", 6171),
    ("pg_execute_server_program", 4571),
    ("pg_monitor", 3373),
    ("pg_read_all_data", 6181),
    ("pg_read_all_settings", 3374),
    ("pg_read_all_stats", 3375),
    ("pg_read_server_files", 4569),
    ("pg_signal_backend", 4200),
    ("pg_stat_scan_tables", 3377),
    ("pg_write_all_data", 6182),
    ("pg_write_server_files", 4570),
];

/// Set in the number of the row type of one of the server's own relations.
const ROW: u32 = 1 << 29;

/// The number of the row type of one of the server's own relations. (That of a user's is the relation's.)
pub(super) fn own_row_type(relation: u32) -> ObjectId {
    ObjectId::numbered(relation | ROW)
}

/// The number of the array over a type.
pub(super) fn array_of(id: ObjectId) -> ObjectId {
    match types::by_oid(id.oid()) {
        // The arrays over the domains of `information_schema` are not in the built-in catalog.
        Some(builtin) if builtin.kind != 'd' => ObjectId::builtin(builtin.array),
        _ => ObjectId::numbered(id.oid() | ARRAY),
    }
}

/// The number of a type.
pub(super) fn type_number(type_ref: TypeRef) -> ObjectId {
    if type_ref.array { array_of(type_ref.id) } else { type_ref.id }
}

/// The type of that number.
pub(super) fn numbered_type(id: ObjectId) -> TypeRef {
    let array = id.oid() & ARRAY != 0;
    TypeRef { id: ObjectId::numbered(id.oid() & !ARRAY), array, modifier: -1 }
}

impl Session {
    /// The role of that number.
    pub(crate) fn role_numbered(&self, id: ObjectId) -> Option<Name> {
        let system = System { session: self };
        let wanted = oid(id);
        system.role_names().find(|name| system.role(name) == wanted)
    }
}

impl System<'_> {
    /// The number of a role.
    pub(super) fn role(self, name: &str) -> Value {
        if name == "postgres" {
            return number(10);
        }
        match ROLES.iter().find(|(known, _)| *known == name) {
            Some((_, known)) => number(*known),
            None => match self.session.roles.iter().position(|role| role == name) {
                Some(place) => number(i64::from(ROLE) + i64::try_from(place).unwrap_or_default()),
                None => unknown("whether the role exists is not known"),
            },
        }
    }

    /// All roles that are known.
    fn role_names(self) -> impl Iterator<Item = Name> {
        let own = ROLES.iter().map(|(name, _)| Name::new_static(name));
        let strangers = self.session.roles.iter().filter(|role| ROLES.iter().all(|(own, _)| own != role)).cloned();
        own.chain(strangers)
    }

    pub(super) fn roles(self, table: &mut Table<'_>) {
        for name in self.role_names() {
            let own = name == self.session.environment.role;
            let flag =
                |truth_of_own: bool| if own { truth(truth_of_own) } else { unknown("what a role may do is not known") };
            let superuser = self.session.environment.superuser;
            table.push(&[
                ("oid", self.role(&name)),
                ("rolname", text(name.clone())),
                ("rolsuper", flag(superuser)),
                ("rolinherit", unknown("what a role may do is not known")),
                ("rolpassword", text("********")),
            ]);
        }
        // Roles belong to the server, which may have any others.
        for name in table.wanted.texts("rolname").unwrap_or_default() {
            if !self.session.roles.contains(name) && name.starts_with("pg_") {
                table.push_others(&[("oid", oid(OTHER)), ("rolname", text(name))]);
            }
        }
        if self.session.environment.postgres_version() != 15 {
            table.push_others(&[("oid", oid(OTHER)), ("rolname", text("pg_?"))]);
        }
    }
}
