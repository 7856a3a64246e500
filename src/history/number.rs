//! The number at the start of a file name, read for what people mean by it.

use std::cmp::Ordering;

/// The groups of digits at the start of a name, such as `00`, `05`, `00`, `01` in `00.05.00_01_drop.sql`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number<'a> {
    /// As it is written.
    pub(super) text: &'a str,
    groups: Vec<&'a str>,
}

impl<'a> Number<'a> {
    /// The number at the start of `name`, behind an optional `V`.
    pub(super) fn of(name: &'a str) -> Option<Self> {
        let name = name.strip_prefix(['V', 'v']).unwrap_or(name);
        let mut groups = Vec::new();
        let mut end = 0;
        let mut rest = name;
        loop {
            let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
            // `001_2fa` is number 001: the digits of a word are no group.
            let is_word = rest[digits..].starts_with(|c: char| c.is_alphanumeric()) && !groups.is_empty();
            if digits == 0 || is_word {
                break;
            }
            groups.push(&rest[..digits]);
            end = name.len() - rest.len() + digits;
            match rest[digits..].strip_prefix(['.', '_', '-']) {
                Some(next) => rest = next,
                None => break,
            }
        }
        (!groups.is_empty()).then(|| Self { text: &name[..end], groups })
    }

    /// The value, if it is one number of at most seven digits: no date.
    pub(super) fn sequential(&self) -> Option<u32> {
        match self.groups[..] {
            [digits] if digits.len() <= 7 => digits.parse().ok(),
            _ => None,
        }
    }

    /// The digits, if they are a date of 8 digits or a date and time of 14.
    pub(super) fn date(&self) -> Option<&'a str> {
        let digits = self.groups[0];
        let plausible = matches!(digits.len(), 8 | 14) && (digits.starts_with("19") || digits.starts_with("20"));
        (plausible && self.groups.len() == 1).then_some(digits)
    }

    /// The number without the zeros that fill it up: equal numbers give equal texts.
    pub(super) fn value(&self) -> String {
        self.groups.iter().map(|digits| digits.trim_start_matches('0')).collect::<Vec<_>>().join(".")
    }

    /// Order by value, group by group.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let value = |digits: &&str| {
            let digits = digits.trim_start_matches('0');
            (digits.len(), digits.to_owned())
        };
        self.groups.iter().map(value).cmp(other.groups.iter().map(value))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(name: &str) -> Option<&str> {
        Number::of(name).map(|number| number.text)
    }

    #[test]
    fn the_groups_of_digits_in_front_are_the_number() {
        assert_eq!(text("001_create.sql"), Some("001"));
        assert_eq!(text("00.05.00_01_drop.sql"), Some("00.05.00_01"));
        assert_eq!(text("2019-01-02-030405_x"), Some("2019-01-02-030405"));
        assert_eq!(text("V2__x.sql"), Some("2"));
        assert_eq!(text("001_2fa.sql"), Some("001"));
        assert_eq!(text("067_challenge_50_50.sql"), Some("067"));
        assert_eq!(text("add-relationships.sql"), None);
        assert_eq!(text("vote.sql"), None);
    }

    #[test]
    fn numbers_compare_by_value() {
        let compare = |a, b| Number::of(a).expect("number").compare(&Number::of(b).expect("number"));
        assert_eq!(compare("9_a", "10_a"), Ordering::Less);
        assert_eq!(compare("01_a", "1_b"), Ordering::Equal);
        assert_eq!(compare("1.2_a", "1.10_b"), Ordering::Less);
    }

    #[test]
    fn dates_are_not_sequential_numbers() {
        let number = |name| Number::of(name).expect("number");
        assert_eq!(number("042_a").sequential(), Some(42));
        assert_eq!(number("20240101_a").sequential(), None);
        assert_eq!(number("20240101_a").date(), Some("20240101"));
        assert_eq!(number("20240101120000_a").date(), Some("20240101120000"));
        assert_eq!(number("12345678_a").date(), None);
    }
}
