//! Functions that came after the version the built-in catalog was generated from.
//!
//! Kept by hand from the release notes: a call of one of these that the catalog does not know may be good on a newer server.

use super::rows::{Fields, Row, Rows};

/// The version that the built-in catalog was generated from.
pub const GENERATED_FROM: u32 = 15;

#[derive(Debug, Clone, Copy)]
struct Later {
    since: u32,
}

impl Row for Later {
    fn read(fields: &mut Fields) -> Option<Self> {
        fields.text();
        Some(Self { since: fields.number()? })
    }
}

const LATER: Rows<Later> = Rows::new(include_str!("data/later.tsv"));

/// The version that brought a function of that name, or new forms of it, where that is after [`GENERATED_FROM`].
pub fn function(name: &str) -> Option<u32> {
    LATER.of(name).next().map(|later| later.since)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_are_later_and_sorted() {
        assert!(include_str!("data/later.tsv").lines().is_sorted());
        assert!(LATER.all().all(|later| later.since > GENERATED_FROM));
        assert_eq!(function("uuidv7"), Some(18));
    }
}
