//! What a server says when it refuses a statement.

/// A refusal by a real server: the counterpart of [`crate::run::Failure`].
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct ServerRefusal {
    /// The engine's own code: SQLSTATE, a number, a name.
    pub code: String,
    /// The primary message.
    pub message: String,
    /// Byte offset in the text that was sent, where the server points into it.
    pub position: Option<u32>,
}

impl std::fmt::Display for ServerRefusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.code, self.message)
    }
}
