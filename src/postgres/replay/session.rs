//! The session: the state that statements are applied to.

use super::bind::Variables;
use super::data::ReadTexts;
use super::doubt::Doubt;
use super::procedure::{Bodies, Cursors, Frame, Pending, TransitionTable};
use super::role::{RoleStatement, Roles};
use super::setting::default_search_path;
use super::transaction::Transaction;
use crate::environment::Environment;
use crate::postgres::ast::{Name, Op};
use crate::postgres::catalog::{Catalog, DependencyKind, Object, ObjectBody, ObjectId};
use crate::run::{Applied, Failure, Refusal};
use crate::source::Origin;
use indexmap::IndexMap;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

/// A connection to the model, as a client has one to a server.
///
/// All statement methods take the parsed statement, whose spans refer to the text of the current script, and either change the catalog or return a
/// [`Refusal`]. A refused statement leaves no trace: [`Session::apply`] restores the catalog, which is O(1).
#[derive(Debug, Clone)]
pub struct Session {
    /// The catalog so far.
    pub(crate) catalog: Catalog,
    /// What was given besides the files.
    pub(crate) environment: Arc<Environment>,
    /// The statements so far that changed the server's roles: no catalog of a database has those.
    pub(crate) role_statements: imbl::Vector<RoleStatement>,
    /// The current role: owner of what is created.
    pub(crate) role: Name,
    /// Roles that exist on the server: those of the environment, and those the history made.
    pub(crate) roles: Roles,
    /// `SET` values of this session, folded by name; `search_path` has its own field.
    pub(crate) settings: IndexMap<Name, Vec<Name>>,
    /// `search_path` as set: names, `$user` included.
    pub(crate) search_path: Vec<Name>,
    /// What `SET LOCAL` has to put back at the end of the transaction.
    pub(crate) settings_local: IndexMap<Name, Option<Vec<Name>>>,
    /// Inside a transaction block.
    pub(crate) in_transaction: bool,
    /// `SET CONSTRAINTS … DEFERRED` in the open transaction: what can be put off may be.
    pub(crate) defers_constraints: bool,
    /// The open transaction, where the model keeps one.
    pub(crate) transaction: Option<Transaction>,
    /// Why the catalog is not certain any more: a statement ran whose effect on it is not known.
    pub(crate) taint: Option<Name>,
    /// Statements that were taken as accepted.
    pub(crate) doubts: imbl::Vector<Arc<Doubt>>,
    /// Why the current statement is taken as accepted, where rows that are not known decide.
    pub(crate) assumption: Option<String>,
    /// Enums with labels that the current transaction has added, see [`Session::commit_enum_labels`].
    pub(crate) uncommitted_enums: Vec<ObjectId>,
    /// Bound texts as they were read again.
    pub(super) texts: ReadTexts,
    /// How many rows the last `INSERT`, `UPDATE`, `DELETE` or `COPY` wrote, as its command tag says.
    pub(crate) affected_rows: usize,
    /// What this connection drew from sequences.
    pub(crate) sequence_values: super::data::SequenceValues,
    /// Values that the server draws for rows: no rollback gives a number back.
    pub(super) draws: Rc<super::data::Draws>,
    /// Whether anything hangs on the clock.
    pub(crate) clock_readings: super::data::ClockReadings,
    /// What writing to tables involves, where that was worked out already.
    pub(crate) plans: super::data::Plans,
    /// The names around the current statement, inside a routine or a block.
    pub(crate) variables: Option<Arc<Variables>>,
    /// The text that the current statement's spans refer to.
    pub(crate) text: Arc<str>,
    /// The current statement.
    pub(crate) origin: Option<Origin>,
    /// The author's comment right above the current statement.
    pub(crate) remark: Option<Name>,
    /// The variables of the routine that runs, with their values.
    pub(super) frame: Frame,
    /// What the routines that the current statement calls have done so far.
    pub(super) pending: Pending,
    /// How many steps of routines the current statement may still take, on this session and on those beside it.
    pub(super) steps: Rc<Cell<u32>>,
    /// The bodies of routines that were read already.
    pub(super) bodies: Bodies,
    /// The transition tables of the trigger that runs.
    pub(super) transitions: Vec<TransitionTable>,
    /// The cursors that are open in the transaction.
    pub(super) cursors: Cursors,
    /// How many routines run inside each other.
    pub(super) routines: u32,
}

impl Session {
    /// A session on a fresh database.
    pub fn new(environment: Environment) -> Self {
        let mut session = Self {
            catalog: Catalog::empty(),
            role: Name::new(&environment.role),
            roles: environment.roles.iter().chain([&environment.role]).map(Name::new).collect(),
            role_statements: imbl::Vector::new(),
            settings: IndexMap::new(),
            search_path: default_search_path(&environment),
            settings_local: IndexMap::new(),
            in_transaction: false,
            defers_constraints: false,
            transaction: None,
            taint: None,
            doubts: imbl::Vector::new(),
            assumption: None,
            uncommitted_enums: Vec::new(),
            texts: ReadTexts::default(),
            affected_rows: 0,
            sequence_values: super::data::SequenceValues::default(),
            draws: Rc::default(),
            clock_readings: super::data::ClockReadings::default(),
            plans: super::data::Plans::default(),
            variables: None,
            text: Arc::from(""),
            origin: None,
            remark: None,
            frame: Frame::default(),
            pending: Pending::default(),
            steps: Rc::default(),
            bodies: Bodies::default(),
            cursors: Cursors::default(),
            transitions: Vec::new(),
            routines: 0,
            environment: Arc::new(environment),
        };
        for schema in std::iter::once("public").chain(session.environment.clone().schemas.iter().map(String::as_str)) {
            session.create_object(Name::new(schema), None, None, ObjectBody::Schema);
        }
        session.hand_over_public();
        session.install_given();
        session
    }

    /// A session on a database that holds this.
    pub fn on(catalog: Catalog, environment: Environment) -> Self {
        Self { catalog, ..Self::new(environment) }
    }

    /// The catalog as it is now.
    pub fn catalog(&self) -> &Catalog {
        &self.catalog
    }

    /// Applies one change of the schema; a refusal leaves the catalog as it was.
    pub fn apply(&mut self, op: &Op) -> Applied {
        let before = self.catalog.clone();
        let assumed = self.assumption.take();
        let applied = self.dispatch(op);
        let applied = self.with_event_triggers(op, applied);
        if applied.is_ok() && self.assumption.is_some() {
            self.record_doubt(&before);
        }
        self.assumption = assumed.or(self.assumption.take());
        match (&applied, self.origin) {
            (Err(_), _) => self.catalog = before,
            (Ok(_), Some(origin)) if op.concerns_roles() => {
                let creates = if let Op::CreateRole { name, .. } = op { Some(name.name.clone()) } else { None };
                self.role_statements.push_back(RoleStatement { origin, creates });
            }
            (Ok(_), _) => {}
        }
        applied
    }

    pub(super) fn dispatch(&mut self, op: &Op) -> Applied {
        match op {
            Op::CreateSchema { name, if_not_exists, owner, elements } => {
                self.create_schema(name, *if_not_exists, owner.as_ref(), elements)
            }
            Op::CreateTable(create) => self.create_table(create),
            Op::CreateTableAs(create) => self.create_table_as(create),
            Op::AlterTable(alter) => self.alter_table(alter),
            Op::CreateIndex(create) => self.create_index(create),
            Op::CreateSequence { name, if_not_exists, persistence, options } => {
                self.create_sequence(name, *if_not_exists, *persistence, options)
            }
            Op::AlterSequence { name, if_exists, options } => self.alter_sequence(name, *if_exists, options),
            Op::CreateEnum { name, labels } => self.create_enum(name, labels),
            Op::AlterEnum(alter) => self.alter_enum(alter),
            Op::CreateComposite { name, attributes } => self.create_composite(name, attributes),
            Op::AlterComposite { name, actions } => self.alter_composite(name, actions),
            Op::CreateRange { name, options } => self.create_range(name, options),
            Op::CreateShellType { name } => self.create_shell_type(name),
            Op::CreateDomain(create) => self.create_domain(create),
            Op::AlterDomain { name, action } => self.alter_domain(name, action),
            Op::CreateView(create) => self.create_view(create),
            Op::RefreshView { name, concurrently, with_data } => self.refresh_view(name, *concurrently, *with_data),
            Op::CreateRoutine(create) => self.create_routine(create),
            Op::AlterRoutine(alter) => self.alter_routine(alter),
            Op::CreateTrigger(create) => self.create_trigger(create),
            Op::CreatePolicy(create) => self.create_policy(create),
            Op::AlterPolicy(alter) => self.alter_policy(alter),
            Op::CreateAggregate(create) => self.create_aggregate(create),
            Op::TextSearch(op) => self.text_search(op),
            Op::Foreign(op) => self.foreign(op),
            Op::CreateOperator(create) => self.create_operator(create),
            Op::AlterOperator(alter) => self.alter_operator(alter),
            Op::CreateOperatorClass(create) => self.create_operator_class(create),
            Op::CreateOperatorFamily(family) => self.create_operator_family(family),
            Op::CreateCast(create) => self.create_cast(create),
            Op::CreateCollation(create) => self.create_collation(create),
            Op::RefreshCollation { name } => self.refresh_collation(name),
            Op::CreateRule(create) => self.create_rule(create),
            Op::CreateStatistics(create) => self.create_statistics(create),
            Op::AlterStatistics { name, if_exists, target } => self.alter_statistics(name, *if_exists, *target),
            Op::CreateEventTrigger(create) => self.create_event_trigger(create),
            Op::AlterEventTrigger { name, enabled } => self.alter_event_trigger(name, *enabled),
            Op::CreatePublication(create) => self.create_publication(create),
            Op::AlterPublication { name, action } => self.alter_publication(name, action),
            Op::CreateExtension { name, if_not_exists, schema, version, cascade } => {
                self.create_extension(name, *if_not_exists, schema.as_ref(), version.as_ref(), *cascade)
            }
            Op::UpdateExtension { name, version } => self.update_extension(name, version.as_ref()),
            Op::Cluster { table, index } => self.cluster(table.as_ref(), index.as_ref()),
            Op::SecurityLabel { provider } => refuse_label(provider.as_ref()),
            Op::ReassignOwned { roles, to } => self.reassign_owned(roles, to),
            Op::DropOwned { roles, behavior } => self.drop_owned(roles, *behavior),
            Op::CreateRole { name, groups, members } => self.create_role(name, groups, members),
            Op::AlterRole { name } => self.alter_role(name),
            Op::Rename { object, if_exists, to } => self.rename(object, *if_exists, to),
            Op::SetSchema { object, if_exists, schema } => self.set_schema(object, *if_exists, schema),
            Op::SetOwner { object, if_exists, owner } => self.set_owner(object, *if_exists, owner),
            Op::Drop { objects, if_exists, behavior, concurrently } => {
                self.drop_objects(objects, *if_exists, *behavior, *concurrently)
            }
            Op::Comment { object, text } => self.comment(object, text.as_ref()),
            Op::Grant { revoke, privileges, target, grantees, grant_option, grantor } => {
                self.grant(*revoke, privileges, target, grantees, *grant_option, grantor.as_ref())
            }
            Op::AlterDefaultPrivileges(alter) => self.alter_default_privileges(alter),
            Op::GrantRole { revoke, roles, grantees } => self.grant_role(*revoke, roles, grantees),
        }
    }

    /// Adds an object owned by the current role, made by the current statement. It depends on its schema.
    pub(crate) fn create_object(
        &mut self,
        name: Name,
        schema: Option<ObjectId>,
        parent: Option<ObjectId>,
        body: ObjectBody,
    ) -> ObjectId {
        let id = self.catalog.allocate();
        // Indexes and constraints go with their table, whatever schema that is in.
        if let (Some(schema), false) = (schema, matches!(body, ObjectBody::Index(_) | ObjectBody::Constraint(_))) {
            self.catalog.depend(id, schema, DependencyKind::Normal);
        }
        let mut object = Object {
            id,
            name,
            schema,
            parent,
            owner: self.role.clone(),
            acl: None,
            comment: None,
            remark: None,
            created: self.origin,
            touched: Vec::new(),
            body,
        };
        object.acl = self.initial_acl(&object);
        self.catalog.insert(object)
    }

    /// Changes an object and records that the current statement did.
    pub(crate) fn change<R>(&mut self, id: ObjectId, change: impl FnOnce(&mut Object) -> R) -> Option<R> {
        let origin = self.origin;
        self.catalog.update(id, |object| {
            if let Some(origin) = origin {
                object.touch(origin);
            }
            change(object)
        })
    }

    /// What a new connection starts with: most tools and shells open one per file.
    pub(crate) fn reset_connection(&mut self) {
        self.drop_temporary();
        self.reset_all();
        self.assign_setting("role", None);
        self.in_transaction = false;
        self.transaction = None;
        self.sequence_values = super::data::SequenceValues::default();
    }

    /// Refuses a statement that cannot run inside a transaction block.
    pub(crate) fn refuse_in_transaction(&self, command: &str) -> Result<(), Refusal> {
        let where_it_is = match &self.transaction {
            _ if !self.in_transaction => return Ok(()),
            Some(transaction) if transaction.of_statement => "be executed from a function",
            _ => "run inside a transaction block",
        };
        Err(Failure::new("25001", format!("{command} cannot {where_it_is}")).into())
    }
}

/// No provider of security labels comes with the server.
fn refuse_label(provider: Option<&Name>) -> Applied {
    let message = match provider {
        Some(provider) => format!("security label provider \"{provider}\" is not loaded"),
        None => "no security label providers have been loaded".into(),
    };
    Err(Failure::new("22023", message).into())
}
