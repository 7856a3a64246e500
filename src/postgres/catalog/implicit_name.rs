//! Names that the server makes up: `users_email_key`, `users_id_seq`, `orders_user_id_fkey1`.
//!
//! The replay asks for the name of a new object, the emission whether a name needs to be written at all; both must get the same answer. What
//! counts as taken differs (relations of the schema; for constraints the constraints of the schema too), and so is the caller's to say.

use crate::postgres::ast::Name;

/// The longest identifier in bytes: `NAMEDATALEN - 1`.
pub const MAX_NAME: usize = 63;

/// The first of `name1_name2_label`, `name1_name2_label1`, `…2` that is not taken: the server's `ChooseRelationName` and
/// `ChooseConstraintName`. An empty `name2` counts as absent (`users_pkey`).
pub fn choose(name1: &str, name2: &str, label: &str, taken: impl Fn(&str) -> bool) -> Name {
    let mut name = compose(name1, name2, label);
    let mut pass = 0_u32;
    while taken(&name) {
        pass += 1;
        name = compose(name1, name2, &format!("{label}{pass}"));
    }
    name
}

/// `name1_name2_label`, with the longer of the first two shortened until it fits: the server's `makeObjectName`.
pub fn compose(name1: &str, name2: &str, label: &str) -> Name {
    let overhead = label.len() + 1 + usize::from(!name2.is_empty());
    let available = MAX_NAME.saturating_sub(overhead);
    let (mut length1, mut length2) = (name1.len(), name2.len());
    while length1 + length2 > available {
        if length1 > length2 {
            length1 -= 1;
        } else {
            length2 -= 1;
        }
    }
    let (part1, part2) = (clip(name1, length1), clip(name2, length2));
    let separator = if name2.is_empty() { "" } else { "_" };
    Name::new(format!("{part1}{separator}{part2}_{label}"))
}

/// The middle part for several columns: `a_b`, cut off once it is too long for a name anyway (`ChooseIndexNameAddition`).
pub fn columns_part<'a>(columns: impl IntoIterator<Item = &'a str>) -> String {
    let mut part = String::new();
    for column in columns {
        if !part.is_empty() {
            part.push('_');
        }
        part.push_str(column);
        if part.len() > MAX_NAME {
            break;
        }
    }
    part
}

/// Names of an index's own columns: a column's name, or what an expression is called (`lower`, `expr`), numbered when it repeats
/// (`ChooseIndexColumnNames`).
pub fn index_columns<'a>(columns: impl IntoIterator<Item = &'a str>) -> Vec<Name> {
    let mut chosen: Vec<Name> = Vec::new();
    for original in columns {
        let mut name = Name::new(original);
        let mut number = 0_u32;
        while chosen.contains(&name) {
            number += 1;
            let suffix = number.to_string();
            name = Name::new(format!("{}{suffix}", clip(original, MAX_NAME - suffix.len())));
        }
        chosen.push(name);
    }
    chosen
}

/// The longest beginning of at most `limit` bytes that does not cut a character.
pub fn clip(text: &str, limit: usize) -> &str {
    let mut end = limit.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The name of the multirange that comes with a range: `range` in the name becomes `multirange`; a name without it gets a suffix.
pub fn default_multirange_name(name: &str) -> Name {
    let full = match name.split_once("range") {
        Some((before, after)) => format!("{before}multirange{after}"),
        None => format!("{name}_multirange"),
    };
    let mut end = full.len().min(MAX_NAME);
    while !full.is_char_boundary(end) {
        end -= 1;
    }
    Name::new(&full[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_numbered_until_one_is_free() {
        assert_eq!(choose("users", "", "pkey", |_| false), "users_pkey");
        assert_eq!(choose("users", "email", "key", |name| name == "users_email_key"), "users_email_key1");
    }

    /// As PostgreSQL 15 named them.
    #[test]
    fn the_longer_part_is_shortened() {
        let table = "a".repeat(40);
        let column = "b".repeat(40);
        assert_eq!(choose(&table, &column, "key", |_| false), format!("{}_{}_key", "a".repeat(29), "b".repeat(29)));
        assert_eq!(choose(&table, "id", "seq", |_| false), format!("{table}_id_seq"));
    }

    #[test]
    fn characters_are_not_cut() {
        let table = "é".repeat(31);
        assert_eq!(choose(&table, "", "pkey", |_| false), format!("{}_pkey", "é".repeat(29)));
    }

    #[test]
    fn repeated_index_columns_are_numbered() {
        assert_eq!(index_columns(["lower", "lower", "a"]), ["lower", "lower1", "a"]);
    }

    #[test]
    fn multiranges_are_named_as_the_server_does() {
        assert_eq!(default_multirange_name("my_range"), "my_multirange");
        assert_eq!(default_multirange_name("rangey"), "multirangey");
        assert_eq!(default_multirange_name("span"), "span_multirange");
    }
}
