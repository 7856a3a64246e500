//! What a query reads, as far as its text shows it.

use super::token::{Token, TokenKind, tokens};
use crate::dialect::Dialect;

/// The tables and views among `known` that a query reads, in the order of `known`: what stands behind `FROM`, `JOIN` and the commas there.
pub fn reads(query: &str, dialect: Dialect, known: &[String]) -> Vec<String> {
    let tokens = tokens(query, dialect);
    let opens = |token: &Token<'_>| ["from", "join"].iter().any(|word| token.is_word(word));
    let ends = ["select", "where", "group", "order", "on", "union", "except", "intersect", "limit", "having", "window"];
    let (mut within, mut named) = (false, Vec::new());
    for token in &tokens {
        match token.kind {
            _ if opens(token) => within = true,
            TokenKind::Word if ends.iter().any(|word| token.is_word(word)) => within = false,
            TokenKind::Word | TokenKind::Quoted if within => named.push(token.value()),
            _ => {}
        }
    }
    known.iter().filter(|name| named.iter().any(|other| other.eq_ignore_ascii_case(name))).cloned().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relations_stand_behind_from_and_join() {
        let known = ["t", "u", "a", "v"].map(str::to_owned);
        let query = "SELECT a, (SELECT 1 FROM U) FROM x, T JOIN `v` ON a = 1 WHERE a = 1";
        assert_eq!(reads(query, Dialect::Sqlite, &known), ["t", "u", "v"]);
    }
}
