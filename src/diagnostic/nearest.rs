//! "Did you mean …?"

/// The candidate that `word` is most likely a slip of, if any is close enough.
///
/// Close enough is an edit distance of at most a third of the word, rounded up, so that `dialct` finds `dialect` and `order` never
/// becomes `out`.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = word.chars().count().div_ceil(3);
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The edit distance in characters, two neighbours swapped being one edit, case and `-`/`_` not counting.
fn distance(left: &str, right: &str) -> usize {
    let fold = |text: &str| -> Vec<char> { text.to_lowercase().replace('-', "_").chars().collect() };
    let (left, right) = (fold(left), fold(right));
    let mut rows: Vec<Vec<usize>> = vec![(0..=right.len()).collect()];
    for i in 1..=left.len() {
        let mut row = vec![i];
        for j in 1..=right.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(left[i - 1] != right[j - 1]);
            let edited = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            let swaps = i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1];
            row.push(if swaps { edited.min(rows[i - 2][j - 2] + 1) } else { edited });
        }
        rows.push(row);
    }
    rows[left.len()][right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_found_and_strangers_are_not() {
        let keys = ["dialect", "on_failure", "order", "out"];
        assert_eq!(nearest("dialct", keys), Some("dialect"));
        assert_eq!(nearest("on-failure", keys), Some("on_failure"));
        assert_eq!(nearest("roels", ["role", "roles"]), Some("roles"));
        assert_eq!(nearest("Order", keys), Some("order"));
        assert_eq!(nearest("tables", keys), None);
    }
}
