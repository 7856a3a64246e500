//! What the server says when it refuses a statement.

use crate::engine::ServerRefusal;
use postgres::error::ErrorPosition;

impl ServerRefusal {
    /// What the server says about `text`. An error of another kind (the connection is gone, the disk is full) is not about
    /// the text, and comes back as it is.
    pub fn of(error: postgres::Error, text: &str) -> Result<Self, postgres::Error> {
        let Some(said) = error.as_db_error().filter(|said| is_about_the_statement(said.code().code())) else {
            return Err(error);
        };
        let position = match said.position() {
            Some(ErrorPosition::Original(character)) => Some(byte_offset(text, *character)),
            Some(ErrorPosition::Internal { .. }) | None => None,
        };
        Ok(Self { code: said.code().code().to_owned(), message: said.message().to_owned(), position })
    }
}

/// Classes 08 (connection), 53 (out of disk, memory, connections), 58 (system error) and the shutdowns of class 57 tell about
/// the machine.
fn is_about_the_statement(code: &str) -> bool {
    !["08", "53", "57P", "58"].iter().any(|class| code.starts_with(class))
}

/// The server counts characters from 1; we count bytes from 0.
fn byte_offset(text: &str, character: u32) -> u32 {
    let index = (character as usize).saturating_sub(1);
    let offset = text.char_indices().nth(index).map_or(text.len(), |(offset, _)| offset);
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_bytes() {
        assert_eq!(byte_offset("SELECT 'é', x", 1), 0);
        assert_eq!(byte_offset("SELECT 'é', x", 13), 13);
        assert_eq!(byte_offset("é", 9), 2);
    }

    #[test]
    fn a_full_disk_is_not_the_statement_s_fault() {
        assert!(is_about_the_statement("42P01"));
        assert!(is_about_the_statement("57014"));
        assert!(!is_about_the_statement("53100"));
        assert!(!is_about_the_statement("57P01"));
    }
}
