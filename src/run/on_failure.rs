//! What follows a failure.

use std::fmt;
use std::str::FromStr;

/// What happens after a statement that the server refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OnFailure {
    /// Nothing more runs.
    Stop,
    /// The migration is given up as the engine would (its transaction is rolled back; without one, what ran stays), and the next one runs.
    #[default]
    Continue,
    /// The next statement runs.
    Ignore,
}

impl FromStr for OnFailure {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "stop" => Ok(Self::Stop),
            "continue" => Ok(Self::Continue),
            "ignore" => Ok(Self::Ignore),
            other => Err(format!("`{other}` is none of stop, continue, ignore")),
        }
    }
}

impl fmt::Display for OnFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Stop => "stop",
            Self::Continue => "continue",
            Self::Ignore => "ignore",
        })
    }
}
