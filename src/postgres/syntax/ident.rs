//! Identifiers: folding and truncation.

use crate::postgres::ast::Name;

/// The longest name, in bytes: `NAMEDATALEN` less the closing NUL.
const LONGEST: usize = 63;

/// The name that a word or a quoted identifier of the source stands for.
pub(super) fn fold(source: &str) -> Name {
    match source.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(body) if body.contains('"') => truncate(&body.replace("\"\"", "\"")).into(),
        Some(body) => truncate(body).into(),
        // The server folds only ASCII letters in a multi-byte encoding.
        None if source.bytes().any(|byte| byte.is_ascii_uppercase()) => truncate(&source.to_ascii_lowercase()).into(),
        None => truncate(source).into(),
    }
}

/// Cuts a name as the server does: at 63 bytes, never inside a character.
fn truncate(name: &str) -> &str {
    let mut end = name.len().min(LONGEST);
    while !name.is_char_boundary(end) {
        end -= 1;
    }
    &name[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_is_ascii_only_and_quotes_keep_case() {
        assert_eq!(fold("FooBar"), "foobar");
        assert_eq!(fold("\u{c9}A"), "\u{c9}a");
        assert_eq!(fold("\"Foo\"\"Bar\""), "Foo\"Bar");
    }

    #[test]
    fn names_are_cut_at_63_bytes_on_a_character() {
        assert_eq!(fold(&"x".repeat(70)).len(), 63);
        assert_eq!(fold(&format!("\"{}\u{e9}\"", "x".repeat(62))).len(), 62);
    }
}
