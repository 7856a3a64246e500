//! How characters compare: collations, their weights, keys that sort as the values do.

use smol_str::SmolStr;
use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::LazyLock;

type Weights = HashMap<char, Vec<u16>>;

static GENERAL_CI: LazyLock<Weights> = LazyLock::new(|| read(include_str!("general_ci.txt")));
static UNICODE_CI: LazyLock<Weights> = LazyLock::new(|| read(include_str!("unicode_ci.txt")));
static UNICODE_520_CI: LazyLock<Weights> = LazyLock::new(|| read(include_str!("unicode_520_ci.txt")));
static UCA1400_AI_CI: LazyLock<Weights> = LazyLock::new(|| read(include_str!("uca1400_ai_ci.txt")));
static LATIN1_SWEDISH_CI: LazyLock<Weights> = LazyLock::new(|| read(include_str!("latin1_swedish_ci.txt")));

fn read(text: &str) -> Weights {
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let (code, weights) = line.split_once(' ').unwrap_or((line, ""));
            let code = char::from_u32(u32::from_str_radix(code, 16).ok()?)?;
            let weights = weights
                .as_bytes()
                .chunks(4)
                .filter_map(|digits| u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok());
            Some((code, weights.collect()))
        })
        .collect()
}

/// What tells characters apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// Bytes, of binary strings.
    Bytes,
    /// Code points.
    CodePoints,
    /// One weight for each character; all beyond the basic plane weigh the same.
    General,
    /// The Unicode algorithm of version 4.
    Unicode,
    /// The Unicode algorithm of version 5.2.
    Unicode520,
    /// The Unicode algorithm of version 14, and of 9, which differs in rare characters.
    Uca1400,
    /// MariaDB's `latin1_swedish_ci`.
    Latin1Swedish,
    /// Case is not told apart; what is not ASCII is not known.
    Folded,
    /// Another order, of which only is known that the same is equal.
    Other,
}

/// A collation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collation {
    /// Its name.
    pub name: SmolStr,
    rule: Rule,
    pads: bool,
}

impl Collation {
    /// A collation by its name.
    pub fn named(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let pads = lower != "binary" && !lower.contains("_nopad_") && !lower.contains("_0900_");
        Self { rule: rule(&lower), pads, name: lower.into() }
    }

    /// The collation of bytes.
    pub fn binary() -> Self {
        Self { name: SmolStr::new_static("binary"), rule: Rule::Bytes, pads: false }
    }

    /// It is of bytes, not of characters.
    pub fn is_binary(&self) -> bool {
        self.rule == Rule::Bytes
    }

    /// Its character set.
    pub fn charset(&self) -> &str {
        self.name.split_once('_').map_or(self.name.as_str(), |(charset, _)| charset)
    }

    /// Only the same characters are equal.
    pub fn is_exact(&self) -> bool {
        matches!(self.rule, Rule::Bytes | Rule::CodePoints)
    }

    /// Which of two texts comes first; none where that is not known.
    pub fn compare(&self, left: &str, right: &str) -> Option<Ordering> {
        if left == right {
            return Some(Ordering::Equal);
        }
        Some(self.sort_key(left)?.cmp(&self.sort_key(right)?))
    }

    /// Bytes that compare as texts do in this collation; none where that is not known.
    pub fn sort_key(&self, text: &str) -> Option<Vec<u8>> {
        let text = if self.pads { text.trim_end_matches(' ') } else { text };
        if self.is_exact() {
            return Some(text.as_bytes().to_vec());
        }
        let mut key = Vec::with_capacity(text.len() * 2);
        for character in text.chars() {
            self.push_weights(character, &mut key)?;
        }
        Some(key)
    }

    /// What a character weighs; equal characters weigh the same.
    pub fn weights(&self, character: char) -> Option<Vec<u8>> {
        let mut weights = Vec::new();
        if self.is_exact() {
            weights.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
        } else {
            self.push_weights(character, &mut weights)?;
        }
        Some(weights)
    }

    fn push_weights(&self, character: char, key: &mut Vec<u8>) -> Option<()> {
        let known = match self.rule {
            Rule::General => GENERAL_CI.get(&character),
            Rule::Unicode => UNICODE_CI.get(&character),
            Rule::Unicode520 => UNICODE_520_CI.get(&character),
            Rule::Uca1400 => UCA1400_AI_CI.get(&character),
            Rule::Latin1Swedish => LATIN1_SWEDISH_CI.get(&character),
            Rule::Folded if character.is_ascii() => {
                key.extend_from_slice(&[0, character.to_ascii_uppercase() as u8]);
                return Some(());
            }
            Rule::Bytes | Rule::CodePoints | Rule::Folded | Rule::Other => return None,
        };
        match known {
            Some(weights) => weights.iter().for_each(|weight| key.extend_from_slice(&weight.to_be_bytes())),
            None => self.push_implicit(character, key),
        }
        Some(())
    }

    /// The weight of a character that is in no table.
    fn push_implicit(&self, character: char, key: &mut Vec<u8>) {
        let code = u32::from(character);
        match self.rule {
            Rule::General | Rule::Unicode if code > 0xffff => key.extend_from_slice(&[0xff, 0xfd]),
            Rule::General => key.extend_from_slice(&code.to_be_bytes()[2..]),
            _ => {
                let high = 0xfb40 + (code >> 15);
                let low = (code & 0x7fff) | 0x8000;
                key.extend_from_slice(&high.to_be_bytes()[2..]);
                key.extend_from_slice(&low.to_be_bytes()[2..]);
            }
        }
    }
}

fn rule(name: &str) -> Rule {
    let tail = name.split_once('_').map_or("", |(_, tail)| tail).replace("nopad_", "");
    match tail.as_str() {
        _ if name == "binary" => Rule::Bytes,
        "bin" | "0900_bin" => Rule::CodePoints,
        "general_ci" | "general_mysql500_ci" if name.starts_with("utf8") || name.starts_with("ucs2") => Rule::General,
        "unicode_ci" => Rule::Unicode,
        "unicode_520_ci" => Rule::Unicode520,
        "uca1400_ai_ci" | "0900_ai_ci" => Rule::Uca1400,
        "swedish_ci" if name.starts_with("latin1") => Rule::Latin1Swedish,
        _ if name.starts_with("uca1400_ai_ci") => Rule::Uca1400,
        _ if name.ends_with("_ci") => Rule::Folded,
        _ => Rule::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn collations_tell_apart_what_the_server_tells_apart() {
        let general = Collation::named("utf8mb4_general_ci");
        assert_eq!(general.compare("Émile ", "emile"), Some(Ordering::Equal));
        assert_eq!(general.compare("ß", "s"), Some(Ordering::Equal));
        assert_eq!(general.compare("😀", "😃"), Some(Ordering::Equal));
        let unicode = Collation::named("utf8mb4_unicode_ci");
        assert_eq!(unicode.compare("ß", "ss"), Some(Ordering::Equal));
        let exact = Collation::named("utf8mb4_bin");
        assert_eq!(exact.compare("a ", "a"), Some(Ordering::Equal));
        assert_eq!(exact.compare("a", "A"), Some(Ordering::Greater));
        assert_eq!(Collation::binary().compare("a ", "a"), Some(Ordering::Greater));
        let other = Collation::named("latin2_czech_cs");
        assert_eq!(other.compare("č", "c"), None);
        assert_eq!(Collation::named("latin1_swedish_ci").compare("É", "e"), Some(Ordering::Equal));
    }
}
