//! Which words cannot be names, and where.
//!
//! `data/keywords.tsv` has them in order, with a column of letters for MariaDB 10.11 and one for MySQL 8: `R` is never a name unless it is quoted or
//! next to a dot; `F` is a keyword where a bracket follows, being a function; `U` is a keyword that can be a name; of the words that can be names, `f` cannot be
//! that of a function, and `l` not that of a label. MariaDB's were found by asking the server for every word of `information_schema.KEYWORDS`
//! whether it takes it in that place.

use crate::mysql::profile::Product;
use std::sync::LazyLock;

/// A word, and its letters for MariaDB and for MySQL.
type Keyword = (&'static str, &'static str, &'static str);

static KEYWORDS: LazyLock<Vec<Keyword>> = LazyLock::new(|| {
    let fields = |line: &'static str| {
        let (word, letters) = line.split_once('\t')?;
        let (mariadb, mysql) = letters.split_once('\t')?;
        Some((word, mariadb, mysql))
    };
    include_str!("data/keywords.tsv").lines().filter_map(fields).collect()
});

/// The longest keyword.
const LONGEST: usize = 32;

/// It cannot be a name.
pub(super) fn is_reserved(word: &str, product: Product) -> bool {
    letters(word, product).contains('R')
}

/// It is a keyword where a bracket follows.
pub(super) fn is_function(word: &str, product: Product) -> bool {
    letters(word, product).contains('F')
}

/// It is a keyword that can be a name (MariaDB).
pub(super) fn is_unreserved(word: &str) -> bool {
    letters(word, Product::MariaDb).contains('U')
}

/// It can be the name of a function, of words that can be names at all (MariaDB).
pub(super) fn can_be_function(word: &str) -> bool {
    !letters(word, Product::MariaDb).contains('f')
}

/// It can be the label of a block or a loop; of words that can be names at all.
pub(super) fn is_label(word: &str, product: Product) -> bool {
    !letters(word, product).contains('l')
}

fn letters(word: &str, product: Product) -> &'static str {
    let mut upper = [0; LONGEST];
    let Some(upper) = upper.get_mut(..word.len()) else { return "" };
    upper.copy_from_slice(word.as_bytes());
    upper.make_ascii_uppercase();
    let Ok(index) = KEYWORDS.binary_search_by(|(known, ..)| known.as_bytes().cmp(upper)) else { return "" };
    let (_, mariadb, mysql) = KEYWORDS[index];
    match product {
        Product::MariaDb => mariadb,
        Product::MySql => mysql,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_words_are_in_order_and_short_enough() {
        assert!(KEYWORDS.is_sorted() && KEYWORDS.iter().all(|(word, ..)| word.len() <= LONGEST));
        assert_eq!(KEYWORDS.len(), include_str!("data/keywords.tsv").lines().count());
    }

    #[test]
    fn case_is_nothing() {
        assert!(is_reserved("Select", Product::MariaDb) && !is_reserved("rank", Product::MariaDb));
        assert!(is_reserved("rank", Product::MySql));
    }
}
