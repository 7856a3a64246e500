//! The SQL dialects, and what each engine brings.

pub mod postgres;

use std::fmt;
use std::str::FromStr;

/// An engine's dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Dialect {
    /// PostgreSQL.
    #[default]
    Postgres,
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Postgres => "postgres",
        })
    }
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "postgres" | "postgresql" => Ok(Self::Postgres),
            other => Err(format!("dialect `{other}` is not supported yet (supported: postgres)")),
        }
    }
}
