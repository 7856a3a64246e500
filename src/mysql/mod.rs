//! MariaDB and MySQL: a model of the server, and its baseline.
//!
//! The two are one family with one grammar and differ in data ([`Profile`]). Their rules are their own: names instead of identities, definitions
//! that are kept as text and resolved when they are used, implicit commits, lenient types. So little of PostgreSQL's model would hold here that this one shares
//! none of it.

pub mod ast;
pub mod catalog;
mod charset;
mod client;
mod emit;
mod error;
mod profile;
mod schema;
mod session;
mod syntax;
mod value;

pub use client::{Replay, UnknownStatement, profile, replay, splitting};
#[cfg(feature = "mysql")]
pub(crate) use client::{decide, home, settings};
pub use emit::{Baseline, EmitOptions, Verbatim, baseline};
pub use error::sqlstate;
pub use profile::{Product, Profile};
pub use schema::schema;
pub use session::Session;
#[cfg(feature = "mysql")]
pub(crate) use syntax::split_part;
pub use syntax::{RawStatement, Splitting, SyntaxMode, split};
pub use value::Value;
