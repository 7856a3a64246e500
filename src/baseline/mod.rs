//! What the baselines of all engines have in common: how they are written, the comment at their top, where each object is from.

mod header;
mod provenance;

pub use header::Header;
pub use provenance::Provenance;
pub(crate) use provenance::origin_comment;

use std::str::FromStr;

/// How the statements are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Style {
    /// For an empty database.
    #[default]
    Plain,
    /// Every statement guarded: running the script twice does nothing the second time.
    Idempotent,
}

impl FromStr for Style {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "plain" => Ok(Self::Plain),
            "idempotent" => Ok(Self::Idempotent),
            other => Err(format!("`{other}` is none of plain, idempotent")),
        }
    }
}

/// What to do with the rows that the history left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DataMode {
    /// Write them as `INSERT`s, between the tables and what must come after rows.
    #[default]
    Keep,
    /// Leave them out.
    Drop,
    /// Write them as a script of their own, to be run after the baseline.
    Separate,
}

impl FromStr for DataMode {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        match text {
            "keep" => Ok(Self::Keep),
            "drop" => Ok(Self::Drop),
            "separate" => Ok(Self::Separate),
            other => Err(format!("`{other}` is none of keep, drop, separate")),
        }
    }
}
