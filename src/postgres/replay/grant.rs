//! `GRANT` and `REVOKE` on objects.

use super::describe::relation_word;
use super::reference::live_column;
use super::session::Session;
use crate::postgres::ast::op::{FutureKind, GrantTarget, Grantee, ObjectKind, ObjectRef, Privilege, RoutineKind};
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{Column, Grant, Object, ObjectBody, ObjectId, TypeBody};
use crate::run::{Applied, Effect, Failure, Refusal};

/// Privileges that columns can have.
const ON_COLUMNS: [&str; 4] = ["SELECT", "INSERT", "UPDATE", "REFERENCES"];

/// All words that name a privilege of some object.
const KNOWN: [&str; 15] = [
    "SELECT",
    "INSERT",
    "UPDATE",
    "DELETE",
    "TRUNCATE",
    "REFERENCES",
    "TRIGGER",
    "EXECUTE",
    "USAGE",
    "CREATE",
    "TEMPORARY",
    "TEMP",
    "CONNECT",
    "SET",
    "ALTER SYSTEM",
];

/// What a statement gives or takes, to or from whom.
pub(super) struct Change<'a> {
    pub(super) revoke: bool,
    pub(super) privileges: &'a [Privilege],
    pub(super) grantees: Vec<Grantee>,
    pub(super) grant_option: bool,
}

impl Session {
    pub(super) fn grant(
        &mut self,
        revoke: bool,
        privileges: &[Privilege],
        target: &GrantTarget,
        grantees: &[Grantee],
        grant_option: bool,
        grantor: Option<&Grantee>,
    ) -> Applied {
        if let GrantTarget::Objects(objects) = target
            && let [ObjectRef::Database(_), ..] = &objects[..]
        {
            self.check_grantees(grantees)?;
            return Ok(Effect::Noop("privileges on the database are not of its schema".into()));
        }
        let objects = self.grant_targets(target)?;
        self.check_grantor(grantor)?;
        self.check_grantees(grantees)?;
        let word = target_word(target);
        check_privileges(privileges, word)?;
        let grantees = grantees.iter().map(|grantee| self.named_grantee(grantee)).collect();
        let change = Change { revoke, privileges, grantees, grant_option };
        for object in objects {
            self.check_grant_target(object, word)?;
            self.grant_on(object, &change)?;
        }
        Ok(Effect::Applied)
    }

    /// 0A000 where somebody else than the current role is to be the grantor.
    fn check_grantor(&self, grantor: Option<&Grantee>) -> Result<(), Refusal> {
        let Some(grantor) = grantor else { return Ok(()) };
        self.check_grantees(std::slice::from_ref(grantor))?;
        match self.named_grantee(grantor) {
            Grantee::Role(role) if role.name == self.role => Ok(()),
            _ => Err(Failure::new("0A000", "grantor must be current user").into()),
        }
    }

    fn grant_targets(&self, target: &GrantTarget) -> Result<Vec<ObjectId>, Refusal> {
        match target {
            GrantTarget::Objects(objects) => objects.iter().map(|object| self.grant_target(object)).collect(),
            GrantTarget::AllInSchema { kind, schemas } => self.all_in_schemas(kind, schemas),
        }
    }

    fn grant_target(&self, object: &ObjectRef) -> Result<ObjectId, Refusal> {
        match object {
            ObjectRef::Named(ObjectKind::Table | ObjectKind::Sequence, name) => Ok(self.open_relation(name)?.id),
            ObjectRef::Named(ObjectKind::Domain, name) => self.find_user_type(name),
            _ => {
                let id = self.find_object(object)?.object;
                self.refuse_row_type(object, id)?;
                Ok(id)
            }
        }
    }

    /// What the server finds out about an object only after it has looked up the roles.
    fn check_grant_target(&self, id: ObjectId, word: &str) -> Result<(), Refusal> {
        let Some(object) = self.catalog.get(id) else { return Ok(()) };
        let is = match (relation_word(object), word) {
            ("index", "relation") => "is an index",
            ("composite type", "relation") => "is a composite type",
            (found, "sequence") if found != "sequence" => "is not a sequence",
            _ if word == "domain" && !matches!(object.type_body(), Some(TypeBody::Domain { .. })) => "is not a domain",
            _ => return Ok(()),
        };
        Err(Failure::new("42809", format!("\"{}\" {is}", object.name)).into())
    }

    fn all_in_schemas(&self, kind: &str, schemas: &[Ident]) -> Result<Vec<ObjectId>, Refusal> {
        let mut found = Vec::new();
        for schema in schemas {
            let schema = self.find_schema(&schema.name)?;
            let members = self.catalog.objects().filter(|object| object.schema == Some(schema));
            found.extend(members.filter(|object| is_of(object, kind)).map(|object| object.id));
        }
        Ok(found)
    }

    pub(super) fn grant_on(&mut self, id: ObjectId, change: &Change) -> Result<(), Refusal> {
        let Some(object) = self.catalog.get(id) else { return Ok(()) };
        let plan = Plan::of(object, change)?;
        for (column, privileges) in &plan.columns {
            self.change_column(id, *column, |column: &mut Column| {
                let mut grants = column.acl.take().unwrap_or_default();
                change.apply(&mut grants, privileges);
                column.acl = Some(grants).filter(|grants| !grants.is_empty());
            });
        }
        if !plan.whole.is_empty() {
            check_public_option(change)?;
            self.change(id, |object| {
                let mut grants = object.acl.take().unwrap_or_else(|| object.default_acl());
                change.apply(&mut grants, &plan.whole);
                object.acl = Some(grants);
            });
        }
        Ok(())
    }
}

/// What a statement does to one object.
struct Plan {
    whole: Vec<Name>,
    columns: Vec<(u16, Vec<Name>)>,
}

impl Plan {
    fn of(object: &Object, change: &Change) -> Result<Self, Refusal> {
        let mut plan = Self { whole: Vec::new(), columns: Vec::new() };
        let all = || object.privileges().iter().map(|privilege| Name::new_static(privilege));
        if change.privileges.is_empty() {
            plan.whole.extend(all());
        }
        for privilege in change.privileges {
            if privilege.columns.is_empty() {
                plan.add_whole(object, &privilege.name)?;
            } else {
                plan.add_columns(object, privilege)?;
            }
        }
        if change.revoke {
            plan.add_implied_columns(object);
        }
        Ok(plan)
    }

    fn add_whole(&mut self, object: &Object, privilege: &Name) -> Result<(), Failure> {
        if object.privileges().contains(&privilege.as_str()) {
            self.whole.push(privilege.clone());
            return Ok(());
        }
        // On a sequence the server only warns of a table's privileges, and goes on without them.
        if let ObjectBody::Sequence(_) = object.body {
            return Ok(());
        }
        Err(invalid(privilege, privilege_word(object)))
    }

    fn add_columns(&mut self, object: &Object, privilege: &Privilege) -> Result<(), Refusal> {
        let names: Vec<Name> = match privilege.name.as_str() {
            "ALL" => ON_COLUMNS.iter().map(|name| Name::new_static(name)).collect(),
            name if ON_COLUMNS.contains(&name) => vec![privilege.name.clone()],
            _ => return Err(invalid(&privilege.name, "column").into()),
        };
        for column in &privilege.columns {
            let address = live_column(object, column)?;
            self.columns.push((address.column, names.clone()));
        }
        Ok(())
    }

    /// What is taken from a relation is taken from its columns too.
    fn add_implied_columns(&mut self, object: &Object) {
        let implied: Vec<Name> =
            self.whole.iter().filter(|name| ON_COLUMNS.contains(&name.as_str())).cloned().collect();
        if implied.is_empty() {
            return;
        }
        let granted = object.live_columns().filter(|column| column.acl.is_some());
        self.columns.extend(granted.map(|column| (column.number, implied.clone())));
    }
}

impl Change<'_> {
    fn apply(&self, grants: &mut Vec<Grant>, privileges: &[Name]) {
        for grantee in &self.grantees {
            for privilege in privileges {
                let place = grants.iter().position(|grant| grant.is_to(grantee) && grant.privilege == *privilege);
                match (self.revoke, place) {
                    (false, Some(place)) => grants[place].grant_option |= self.grant_option,
                    (false, None) => grants.push(Grant {
                        grantee: grantee.clone(),
                        privilege: privilege.clone(),
                        grant_option: self.grant_option,
                    }),
                    (true, Some(place)) if self.grant_option => grants[place].grant_option = false,
                    (true, Some(place)) => drop(grants.remove(place)),
                    (true, None) => {}
                }
            }
        }
    }
}

fn check_public_option(change: &Change) -> Result<(), Failure> {
    if change.grant_option && !change.revoke && change.grantees.contains(&Grantee::Public) {
        return Err(Failure::new("0LP01", "grant options can only be granted to roles"));
    }
    Ok(())
}

/// What the server refuses before it looks at any object.
pub(super) fn check_privileges(privileges: &[Privilege], word: &str) -> Result<(), Failure> {
    for privilege in privileges {
        let name = privilege.name.as_str();
        if !privilege.columns.is_empty() {
            if word != "relation" {
                return Err(Failure::new("0LP01", "column privileges are only valid for relations"));
            }
            continue;
        }
        if !KNOWN.contains(&name) {
            let plain = name.bytes().all(|byte| !byte.is_ascii_lowercase());
            let written = if plain { name.to_lowercase() } else { name.to_owned() };
            return Err(Failure::new("42601", format!("unrecognized privilege type \"{written}\"")));
        }
        let valid: &[&str] = match word {
            "relation" => &["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "USAGE"],
            "sequence" => &["SELECT", "UPDATE", "USAGE"],
            "schema" => &["USAGE", "CREATE"],
            "function" | "procedure" | "routine" => &["EXECUTE"],
            _ => &["USAGE"],
        };
        if !valid.contains(&name) {
            return Err(invalid(&privilege.name, word));
        }
    }
    Ok(())
}

fn invalid(privilege: &Name, word: &str) -> Failure {
    Failure::new("0LP01", format!("invalid privilege type {privilege} for {word}"))
}

fn privilege_word(object: &Object) -> &'static str {
    match &object.body {
        ObjectBody::Sequence(_) => "sequence",
        ObjectBody::FuturePrivileges(FutureKind::Tables) => "relation",
        _ => "table",
    }
}

/// What a statement says it grants on, in the server's word.
fn target_word(target: &GrantTarget) -> &'static str {
    match target {
        GrantTarget::AllInSchema { kind, .. } => match kind.as_str() {
            "TABLES" => "relation",
            "SEQUENCES" => "sequence",
            "PROCEDURES" => "procedure",
            "ROUTINES" => "routine",
            _ => "function",
        },
        GrantTarget::Objects(objects) => match objects.first() {
            Some(ObjectRef::Schema(_)) => "schema",
            Some(ObjectRef::Routine { kind, .. }) => super::signature::routine_word(*kind),
            Some(ObjectRef::Named(ObjectKind::Sequence, _)) => "sequence",
            Some(ObjectRef::Named(ObjectKind::Domain, _)) => "domain",
            Some(ObjectRef::Named(ObjectKind::Type, _)) => "type",
            Some(ObjectRef::Unqualified(ObjectKind::ForeignDataWrapper, _)) => "foreign-data wrapper",
            Some(ObjectRef::Unqualified(ObjectKind::ForeignServer, _)) => "foreign server",
            _ => "relation",
        },
    }
}

/// Whether `ALL kind IN SCHEMA` includes an object.
fn is_of(object: &Object, kind: &str) -> bool {
    match (&object.body, kind) {
        (ObjectBody::Table(_) | ObjectBody::View(_), "TABLES")
        | (ObjectBody::Sequence(_), "SEQUENCES")
        | (ObjectBody::Routine(_), "ROUTINES") => true,
        (ObjectBody::Routine(routine), "FUNCTIONS") => routine.kind != RoutineKind::Procedure,
        (ObjectBody::Routine(routine), "PROCEDURES") => routine.kind == RoutineKind::Procedure,
        _ => false,
    }
}
