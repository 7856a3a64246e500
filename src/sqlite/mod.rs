//! SQLite: a history replayed on the engine itself, which is a library and needs no server.
//!
//! Nobody could model SQLite better than SQLite. The history runs on two databases in memory that agree in everything but the time of day and
//! the random numbers (worlds): what is the same in both follows from the history, what differs is for the user's own database to compute, and stays
//! an expression. Nothing is read from or written to files: what reaches for one is refused ([`Refusal::Opaque`](crate::run::Refusal)).

mod client;
mod clock;
mod code;
mod database;
mod declared;
mod definition;
mod emit;
mod expression;
mod literal;
mod provenance;
mod rows;
mod schema;
mod split;
mod value;
mod witness;
mod world;

pub use client::{Replay, UnknownStatement, replay};
pub use database::{Database, Kind, Object, Settings};
pub use emit::{Baseline, EmitOptions, Omission, baseline};
pub use rows::{Rows, Table};
pub use schema::schema;
pub use split::split;
pub use value::Value;
pub use witness::{Schema, Witness};
