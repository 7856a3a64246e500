//! Real databases: servers of our own, their connections, and what they say.
//!
//! Nothing here knows about migrations: `verify` decides what to run and what to compare.

#[cfg(any(feature = "postgres", feature = "mysql"))]
mod error;
#[cfg(any(feature = "postgres", feature = "mysql"))]
mod folder;
#[cfg(feature = "mysql")]
pub mod mysql;
#[cfg(feature = "postgres")]
pub mod postgres;
mod refusal;
#[cfg(any(feature = "postgres", feature = "mysql"))]
mod supervised;

#[cfg(any(feature = "postgres", feature = "mysql"))]
pub use error::EngineError;
pub use refusal::ServerRefusal;
