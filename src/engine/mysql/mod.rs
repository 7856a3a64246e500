//! MariaDB and MySQL: an [`Installation`] on this machine, a [`Server`] to work on, its one [`Database`] at a time, and a [`Session`] in it.

mod existing;
mod installation;
mod refusal;
mod scratch;
mod server;
mod session;
mod traces;

pub use installation::Installation;
pub use refusal::Refusal;
pub(super) use refusal::said;
pub use scratch::ScratchServer;
pub(crate) use server::quoted;
pub use server::{Database, Definition, Server};
pub(crate) use session::text;
pub use session::{Session, Verdict, Warning};
