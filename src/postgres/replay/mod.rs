//! Replay: statements in, catalog and outcomes out.
//!
//! A [`Session`] is driven statement by statement, as a connection is: what a statement means may depend on what earlier ones left.
//! One file per object kind; each holds the `impl Session` of that kind's statements.

mod aggregate;
mod attach;
mod bind;
mod cast;
mod coercion;
mod collation;
mod column;
mod comment;
mod constraint;
mod data;
mod default;
mod default_privileges;
mod delete;
mod describe;
mod doubt;
mod drop;
mod event_trigger;
mod extension;
mod fit;
mod foreign;
mod grant;
mod implicit_name;
mod index;
mod inherit;
mod like;
mod operator;
mod owned;
mod partition;
mod partition_bound;
mod policy;
mod procedure;
mod publication;
mod reference;
mod remark;
mod rename;
mod resolve;
mod role;
mod routine;
mod rule;
mod run;
mod schema;
mod sequence;
mod session;
mod setting;
mod signature;
mod statistics;
mod support;
mod system;
mod table;
mod text_search;
mod transaction;
mod trigger;
mod types;
mod view;

pub use crate::run::{
    Applied, Effect, Failure, MigrationRecord, OnFailure, Outcome, Refusal, StatementRecord, Status, Tally,
};
pub use fit::{Fit, Fitting};
pub use role::RoleStatement;
#[cfg(feature = "postgres")]
pub(crate) use run::statements;
pub use run::{Replay, UnknownStatement, replay};
pub use session::Session;
pub use system::Listing;
