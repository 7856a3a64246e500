//! `Op`: the one closed vocabulary of schema change.
//!
//! SQL, and later Laravel and `diff`, produce it; [`crate::postgres::replay`] applies it; [`crate::postgres::emit`] can print it. Names are
//! unresolved. One file per object kind, as everywhere.

mod aggregate;
mod alter_table;
mod cast;
mod collation;
mod column;
mod constraint;
mod default_privileges;
mod definition;
mod event_trigger;
mod foreign;
mod index;
mod object;
mod operator;
mod operator_class;
mod partition;
mod policy;
mod publication;
mod routine;
mod rule;
mod sequence;
mod statistics;
mod table;
mod text_search;
mod trigger;
mod types;
mod view;

pub use aggregate::CreateAggregate;
pub use alter_table::{AlterTable, TableAction, Triggers};
pub use cast::{CastContext, CastMethod, CreateCast};
pub use collation::CreateCollation;
pub use column::{ColumnConstraint, ColumnConstraintDef, ColumnDef, Generated, Identity};
pub use constraint::{
    ConstraintAttributes, ConstraintDef, Exclusion, ForeignKey, MatchType, ReferentialAction, UniqueSpec,
};
pub use default_privileges::{AlterDefaultPrivileges, FutureKind};
pub use definition::{DefinitionOption, DefinitionValue};
pub use event_trigger::CreateEventTrigger;
pub use foreign::{ForeignOp, ForeignSource, OptionChange, OptionVerb, WrapperFunction};
pub use index::{CreateIndex, IndexElement};
pub use object::{DropBehavior, GrantTarget, Grantee, ObjectKind, ObjectRef, Privilege, RoutineSignature};
pub use operator::{AlterOperator, CreateOperator, OperatorSignature};
pub use operator_class::{ClassItem, ClassName, CreateOperatorClass};
pub use partition::{PartitionBound, PartitionBy, PartitionStrategy};
pub use policy::{AlterPolicy, CreatePolicy, PolicyCommand};
pub use publication::{CreatePublication, PublicationAction, PublicationMember};
pub use routine::{
    AlterRoutine, ArgumentMode, BodyStatement, CreateRoutine, Parallel, RoutineArgument, RoutineBody, RoutineKind,
    RoutineOption, Volatility,
};
pub use rule::{CreateRule, RuleEvent};
pub use sequence::SequenceOption;
pub use statistics::CreateStatistics;
pub use table::{CreateTable, CreateTableAs, LikeOption, OnCommit, Persistence, StorageParameter, TableElement};
pub use text_search::{MappingChange, TextSearchOp};
pub use trigger::{CreateTrigger, TriggerEvent, TriggerTiming};
pub use types::{AlterEnum, AttributeAction, CreateDomain, DomainAction, DomainContradiction, EnumPosition};
pub use view::{CreateView, ViewKind};

use super::{Ident, Name, QualifiedName, TypeName};
use crate::source::Span;

impl Op {
    /// Whether it changes roles, which belong to the server and not to the database.
    pub fn concerns_roles(&self) -> bool {
        match self {
            Self::CreateRole { .. } | Self::AlterRole { .. } | Self::GrantRole { .. } => true,
            Self::Rename { object, .. } => matches!(object, ObjectRef::Role(_)),
            Self::Drop { objects, .. } => objects.iter().any(|object| matches!(object, ObjectRef::Role(_))),
            _ => false,
        }
    }
}

impl Op {
    /// Whether it is about event triggers themselves: those fire none.
    pub fn concerns_event_triggers(&self) -> bool {
        let is_one = |object: &ObjectRef| matches!(object, ObjectRef::Unqualified(ObjectKind::EventTrigger, _));
        match self {
            Self::CreateEventTrigger(_) | Self::AlterEventTrigger { .. } => true,
            Self::Rename { object, .. } | Self::SetOwner { object, .. } | Self::Comment { object, .. } => {
                is_one(object)
            }
            Self::Drop { objects, .. } => objects.iter().any(is_one),
            _ => false,
        }
    }
}

/// One change of the schema.
#[derive(Debug, Clone, PartialEq)]
pub enum Op {
    /// `CREATE SCHEMA`.
    CreateSchema {
        /// The name; with `AUTHORIZATION` alone, the role's.
        name: Ident,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// `AUTHORIZATION role`.
        owner: Option<Ident>,
        /// What is created in it, and granted.
        elements: Vec<(Op, Span)>,
    },
    /// `CREATE TABLE`.
    CreateTable(Box<CreateTable>),
    /// `CREATE TABLE … AS`, `SELECT INTO`.
    CreateTableAs(Box<CreateTableAs>),
    /// `ALTER TABLE | VIEW | INDEX | MATERIALIZED VIEW | FOREIGN TABLE` with actions.
    AlterTable(Box<AlterTable>),
    /// `CREATE INDEX`.
    CreateIndex(Box<CreateIndex>),
    /// `CREATE SEQUENCE`.
    CreateSequence {
        /// Its name.
        name: QualifiedName,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// Temporary, unlogged or ordinary.
        persistence: Persistence,
        /// Options in source order.
        options: Vec<SequenceOption>,
    },
    /// `ALTER SEQUENCE` with options.
    AlterSequence {
        /// Its name.
        name: QualifiedName,
        /// `IF EXISTS`.
        if_exists: bool,
        /// Options in source order.
        options: Vec<SequenceOption>,
    },
    /// `CREATE TYPE … AS ENUM`.
    CreateEnum {
        /// Its name.
        name: QualifiedName,
        /// Labels in order.
        labels: Vec<Name>,
    },
    /// `ALTER TYPE … ADD VALUE | RENAME VALUE`.
    AlterEnum(AlterEnum),
    /// `CREATE TYPE … AS (…)`.
    CreateComposite {
        /// Its name.
        name: QualifiedName,
        /// Attributes in order, each with its collation.
        attributes: Vec<(Ident, TypeName, Option<QualifiedName>)>,
    },
    /// `ALTER TYPE … ADD | DROP | ALTER ATTRIBUTE`.
    AlterComposite {
        /// Its name.
        name: QualifiedName,
        /// Actions in source order.
        actions: Vec<AttributeAction>,
    },
    /// `CREATE TYPE … AS RANGE (…)`.
    CreateRange {
        /// Its name.
        name: QualifiedName,
        /// Options (`subtype`, `subtype_diff`, `multirange_type_name` …) with the value as written.
        options: Vec<(Name, TypeName)>,
    },
    /// `CREATE TYPE name`: a shell type.
    CreateShellType {
        /// Its name.
        name: QualifiedName,
    },
    /// `CREATE DOMAIN`.
    CreateDomain(Box<CreateDomain>),
    /// `ALTER DOMAIN` with an action.
    AlterDomain {
        /// Its name.
        name: QualifiedName,
        /// The action.
        action: DomainAction,
    },
    /// `CREATE [OR REPLACE] [MATERIALIZED] VIEW`.
    CreateView(Box<CreateView>),
    /// `REFRESH MATERIALIZED VIEW`.
    RefreshView {
        /// Its name.
        name: QualifiedName,
        /// `CONCURRENTLY`: needs a unique index without predicate.
        concurrently: bool,
        /// `WITH NO DATA` is `false`.
        with_data: bool,
    },
    /// `CREATE [OR REPLACE] FUNCTION | PROCEDURE`.
    CreateRoutine(Box<CreateRoutine>),
    /// `ALTER FUNCTION | PROCEDURE | ROUTINE` with options.
    AlterRoutine(Box<AlterRoutine>),
    /// `CREATE [OR REPLACE] [CONSTRAINT] TRIGGER`.
    CreateTrigger(Box<CreateTrigger>),
    /// `CREATE POLICY`.
    CreatePolicy(Box<CreatePolicy>),
    /// `ALTER POLICY`.
    AlterPolicy(Box<AlterPolicy>),
    /// `CREATE [OR REPLACE] RULE`.
    CreateRule(Box<CreateRule>),
    /// `CREATE STATISTICS`.
    CreateStatistics(Box<CreateStatistics>),
    /// `ALTER STATISTICS … SET STATISTICS`.
    AlterStatistics {
        /// Its name.
        name: QualifiedName,
        /// `IF EXISTS`.
        if_exists: bool,
        /// The target; -1 for the default.
        target: i32,
    },
    /// `CREATE EVENT TRIGGER`.
    CreateEventTrigger(Box<CreateEventTrigger>),
    /// `ALTER EVENT TRIGGER … ENABLE | DISABLE`.
    AlterEventTrigger {
        /// Its name.
        name: Ident,
        /// `O` enabled, `D` disabled, `R` replica, `A` always: the server's letters.
        enabled: char,
    },
    /// `CREATE PUBLICATION`.
    CreatePublication(Box<CreatePublication>),
    /// `ALTER PUBLICATION` with an action.
    AlterPublication {
        /// Its name.
        name: Ident,
        /// The action.
        action: PublicationAction,
    },
    /// `CREATE [OR REPLACE] AGGREGATE`.
    CreateAggregate(Box<CreateAggregate>),
    /// A statement about text search.
    TextSearch(TextSearchOp),
    /// A statement about foreign data.
    Foreign(ForeignOp),
    /// `CREATE OPERATOR`.
    CreateOperator(Box<CreateOperator>),
    /// `ALTER OPERATOR … SET (…)`.
    AlterOperator(Box<AlterOperator>),
    /// `CREATE OPERATOR CLASS`.
    CreateOperatorClass(Box<CreateOperatorClass>),
    /// `CREATE OPERATOR FAMILY`.
    CreateOperatorFamily(ClassName),
    /// `CREATE CAST`.
    CreateCast(Box<CreateCast>),
    /// `CREATE COLLATION`.
    CreateCollation(Box<CreateCollation>),
    /// `ALTER COLLATION … REFRESH VERSION`.
    RefreshCollation {
        /// Its name.
        name: QualifiedName,
    },
    /// `CREATE EXTENSION`.
    CreateExtension {
        /// Its name.
        name: Ident,
        /// `IF NOT EXISTS`.
        if_not_exists: bool,
        /// `SCHEMA s`.
        schema: Option<Ident>,
        /// `VERSION v`.
        version: Option<Name>,
        /// `CASCADE`.
        cascade: bool,
    },
    /// `ALTER EXTENSION … UPDATE`.
    UpdateExtension {
        /// Its name.
        name: Ident,
        /// `TO`.
        version: Option<Name>,
    },
    /// `CLUSTER`.
    Cluster {
        /// The table; `None` for all that were clustered before.
        table: Option<QualifiedName>,
        /// `USING index`.
        index: Option<Ident>,
    },
    /// `SECURITY LABEL`.
    SecurityLabel {
        /// `FOR provider`.
        provider: Option<Name>,
    },
    /// `REASSIGN OWNED BY`.
    ReassignOwned {
        /// From whom.
        roles: Vec<Ident>,
        /// To whom.
        to: Ident,
    },
    /// `DROP OWNED BY`.
    DropOwned {
        /// Whose.
        roles: Vec<Ident>,
        /// `CASCADE` or `RESTRICT`.
        behavior: DropBehavior,
    },
    /// `CREATE ROLE | USER | GROUP`: roles belong to the server, not to the database.
    CreateRole {
        /// Its name.
        name: Ident,
        /// Roles that it becomes a member of.
        groups: Vec<Ident>,
        /// Roles that become its members.
        members: Vec<Ident>,
    },
    /// `ALTER ROLE | USER | GROUP` with options, which concern the server, not the database.
    AlterRole {
        /// Its name.
        name: Ident,
    },
    /// `… RENAME TO`, of any object, column, constraint, attribute, trigger or policy.
    Rename {
        /// What is renamed.
        object: ObjectRef,
        /// `IF EXISTS`.
        if_exists: bool,
        /// The new name.
        to: Ident,
    },
    /// `… SET SCHEMA`.
    SetSchema {
        /// What is moved.
        object: ObjectRef,
        /// `IF EXISTS`.
        if_exists: bool,
        /// The new schema.
        schema: Ident,
    },
    /// `… OWNER TO`.
    SetOwner {
        /// What changes hands.
        object: ObjectRef,
        /// `IF EXISTS`.
        if_exists: bool,
        /// The new owner.
        owner: Ident,
    },
    /// `DROP …`.
    Drop {
        /// What is dropped; all of one kind.
        objects: Vec<ObjectRef>,
        /// `IF EXISTS`.
        if_exists: bool,
        /// `CASCADE` or `RESTRICT`.
        behavior: DropBehavior,
        /// `DROP INDEX CONCURRENTLY`.
        concurrently: bool,
    },
    /// `COMMENT ON … IS`.
    Comment {
        /// What is commented.
        object: ObjectRef,
        /// The comment; `None` removes it.
        text: Option<Name>,
    },
    /// `GRANT … ON …` and `REVOKE … ON …`.
    Grant {
        /// `REVOKE`.
        revoke: bool,
        /// The privileges; empty for `ALL`.
        privileges: Vec<Privilege>,
        /// On what.
        target: GrantTarget,
        /// To or from whom.
        grantees: Vec<Grantee>,
        /// `WITH GRANT OPTION`, `GRANT OPTION FOR`.
        grant_option: bool,
        /// `GRANTED BY`.
        grantor: Option<Grantee>,
    },
    /// `ALTER DEFAULT PRIVILEGES`.
    AlterDefaultPrivileges(Box<AlterDefaultPrivileges>),
    /// `GRANT role TO role` and `REVOKE role FROM role`: the server's, not the database's.
    GrantRole {
        /// `REVOKE`.
        revoke: bool,
        /// The granted roles.
        roles: Vec<Ident>,
        /// To or from whom.
        grantees: Vec<Grantee>,
    },
}
