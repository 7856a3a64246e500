//! The server's own functions, and how many arguments they take.
//!
//! `data/functions.tsv` has those that are called like any other, each with the numbers of arguments from 0 to 7 that MariaDB 10.11 takes; it was asked for each.

use std::sync::LazyLock;

static FUNCTIONS: LazyLock<Vec<(&str, &str)>> =
    LazyLock::new(|| include_str!("data/functions.tsv").lines().filter_map(|line| line.split_once('\t')).collect());

/// How many arguments are told one by one; of more, those that are as even or odd are taken alike.
const TOLD: usize = 7;

/// The server has a function of this name that is called like any other (MariaDB).
pub(super) fn knows(name: &str) -> bool {
    find(name).is_some()
}

/// The server has a function of this name that does not take so many arguments.
pub(super) fn refuses(name: &str, arguments: usize) -> bool {
    let Some(counts) = find(name) else { return false };
    let told = if arguments > TOLD { TOLD - (arguments - TOLD) % 2 } else { arguments };
    !counts.bytes().any(|digit| usize::from(digit - b'0') == told)
}

fn find(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_uppercase();
    let index = FUNCTIONS.binary_search_by(|(known, _)| (*known).cmp(name.as_str())).ok()?;
    Some(FUNCTIONS[index].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts() {
        assert!(FUNCTIONS.is_sorted());
        assert!(refuses("abs", 2) && !refuses("Abs", 1) && !refuses("mine", 9));
        assert!(refuses("JSON_OBJECT", 9) && !refuses("json_object", 10) && !refuses("concat", 20));
    }
}
