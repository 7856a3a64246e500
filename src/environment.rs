//! What a prediction depends on besides the files.

use indexmap::IndexMap;

/// The server and database that the history is meant for. The default is a fresh database of the newest version, owned by a superuser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// Major version of the engine.
    pub engine_version: u32,
    /// The migrations run as a superuser.
    pub superuser: bool,
    /// The role that runs the migrations, and so owns what they make.
    pub role: String,
    /// Other roles that exist on the server.
    pub roles: Vec<String>,
    /// Schemas that exist from the start, besides `public`.
    pub schemas: Vec<String>,
    /// Extensions that can be created; `None` for all that are known.
    pub extensions: Option<Vec<String>>,
    /// Settings that differ from the server's defaults.
    pub settings: IndexMap<String, String>,
}

impl Default for Environment {
    fn default() -> Self {
        Self {
            engine_version: 18,
            superuser: true,
            role: "postgres".into(),
            roles: Vec::new(),
            schemas: Vec::new(),
            extensions: None,
            settings: IndexMap::new(),
        }
    }
}
