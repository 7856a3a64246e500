//! Character sets and collations: which there are, what belongs to what, and what a written pair of them means.
//!
//! The tables in `data/` have a line per character set: its name, the bytes of its longest character, its default collation, and all its
//! collations. MariaDB's is generated from `information_schema` of a server, MySQL's from its manual.

use super::error::failure;
use super::profile::Profile;
use crate::run::Refusal;
use smol_str::SmolStr;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static MARIADB: LazyLock<Charsets> = LazyLock::new(|| Charsets::read(include_str!("data/mariadb.tsv")));
static MYSQL: LazyLock<Charsets> = LazyLock::new(|| Charsets::read(include_str!("data/mysql.tsv")));

/// A character set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Charset {
    /// Its name, in lower case.
    pub name: &'static str,
    /// The bytes of its longest character.
    pub max_bytes: u32,
    /// Its default collation as it was in the version that the table is from.
    collation: &'static str,
}

/// A character set and one of its collations: what a column, a table, a database has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CharsetPair {
    /// The character set.
    pub charset: SmolStr,
    /// The collation.
    pub collation: SmolStr,
}

/// All character sets of a product.
#[derive(Debug)]
struct Charsets {
    charsets: BTreeMap<&'static str, Charset>,
    /// The character set of each collation.
    collations: BTreeMap<&'static str, &'static str>,
}

impl Charsets {
    fn of(profile: &Profile) -> &'static Self {
        if profile.is_mariadb() { &MARIADB } else { &MYSQL }
    }

    fn read(table: &'static str) -> Self {
        let mut charsets = Self { charsets: BTreeMap::new(), collations: BTreeMap::new() };
        for line in table.lines() {
            let fields: Vec<&'static str> = line.split('\t').collect();
            if let [name, max_bytes, collation, collations] = fields[..] {
                let max_bytes = max_bytes.parse().unwrap_or(1);
                charsets.charsets.insert(name, Charset { name, max_bytes, collation });
                charsets.collations.extend(collations.split(' ').map(|collation| (collation, name)));
            }
        }
        charsets
    }
}

/// A character set by a name of it in any case; `utf8` is an alias.
pub(crate) fn charset(profile: &Profile, name: &str) -> Result<&'static Charset, Refusal> {
    let folded = name.to_ascii_lowercase();
    let canonical = if folded == "utf8" { "utf8mb3" } else { folded.as_str() };
    let unknown = || failure("1115", format!("Unknown character set: '{name}'"));
    Charsets::of(profile).charsets.get(canonical).ok_or_else(unknown)
}

/// The collation that a character set has where none is named.
pub(crate) fn default_collation(profile: &Profile, charset: &Charset) -> SmolStr {
    if profile.charset == charset.name {
        return profile.collation.into();
    }
    let unicode = ["utf8mb3", "utf8mb4", "ucs2", "utf16", "utf32"].contains(&charset.name);
    if profile.is_mariadb() && profile.version >= (11, 6) && unicode {
        return format!("{}_uca1400_ai_ci", charset.name).into();
    }
    charset.collation.into()
}

/// The full name of a collation and its character set. MariaDB's short names (`uca1400_ai_ci`) are of the character set at hand.
pub(crate) fn collation(profile: &Profile, name: &str, context: &str) -> Result<CharsetPair, Refusal> {
    let folded = name.to_ascii_lowercase();
    let folded = folded.strip_prefix("utf8_").map_or_else(|| folded.clone(), |rest| format!("utf8mb3_{rest}"));
    let found = |name: &str| {
        let (collation, charset) = Charsets::of(profile).collations.get_key_value(name)?;
        Some(CharsetPair { charset: (*charset).into(), collation: (*collation).into() })
    };
    found(&folded)
        .or_else(|| folded.starts_with("uca1400_").then(|| found(&format!("{context}_{folded}"))).flatten())
        .ok_or_else(|| failure("1273", format!("Unknown collation: '{name}'")))
}

/// What `CHARACTER SET x COLLATE y` means, either of which may be missing or `DEFAULT`, where `inherited` is above.
pub(crate) fn resolve(
    profile: &Profile,
    charset_name: Option<&str>,
    collation_name: Option<&str>,
    inherited: &CharsetPair,
) -> Result<CharsetPair, Refusal> {
    let is_default = |name: &&str| !name.eq_ignore_ascii_case("default");
    let named = charset_name.filter(is_default).map(|name| charset(profile, name)).transpose()?;
    let context = named.map_or(inherited.charset.as_str(), |charset| charset.name);
    let Some(collation_name) = collation_name.filter(is_default) else {
        return Ok(named.map_or_else(|| inherited.clone(), |charset| CharsetPair::of(profile, charset)));
    };
    let pair = collation(profile, collation_name, context)?;
    match named {
        Some(charset) if charset.name != pair.charset => Err(mismatch(&pair.collation, charset.name)),
        _ => Ok(pair),
    }
}

/// The collation is of another character set.
pub(crate) fn mismatch(collation: &str, charset: &str) -> Refusal {
    failure("1253", format!("COLLATION '{collation}' is not valid for CHARACTER SET '{charset}'"))
}

impl CharsetPair {
    /// A character set with its default collation.
    pub(crate) fn of(profile: &Profile, charset: &Charset) -> Self {
        Self { charset: charset.name.into(), collation: default_collation(profile, charset) }
    }

    /// The same character set with its binary collation.
    pub(crate) fn binary_collation(&self) -> Self {
        let collation = if self.charset == "binary" { "binary".into() } else { format!("{}_bin", self.charset).into() };
        Self { charset: self.charset.clone(), collation }
    }
}

/// The bytes of a character set's longest character.
pub(crate) fn max_bytes(profile: &Profile, name: &str) -> u32 {
    Charsets::of(profile).charsets.get(name).map_or(1, |charset| charset.max_bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(charset: &str, collation: &str) -> CharsetPair {
        CharsetPair { charset: charset.into(), collation: collation.into() }
    }

    fn code(refusal: Result<CharsetPair, Refusal>) -> String {
        match refusal {
            Err(Refusal::Failed(failure)) => failure.to_string(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn what_is_named_alone_brings_the_other() {
        let profile = Profile::mariadb(10, 11);
        let above = pair("latin1", "latin1_bin");
        let resolve = |charset, collation| resolve(&profile, charset, collation, &above);
        assert_eq!(resolve(None, None), Ok(above.clone()));
        assert_eq!(resolve(Some("LATIN1"), None), Ok(pair("latin1", "latin1_swedish_ci")));
        assert_eq!(resolve(Some("utf8"), None), Ok(pair("utf8mb3", "utf8mb3_general_ci")));
        assert_eq!(resolve(None, Some("utf8_bin")), Ok(pair("utf8mb3", "utf8mb3_bin")));
        assert_eq!(resolve(Some("utf8mb4"), Some("uca1400_ai_ci")), Ok(pair("utf8mb4", "utf8mb4_uca1400_ai_ci")));
        assert_eq!(code(resolve(Some("x"), None)), "1115: Unknown character set: 'x'");
        assert_eq!(code(resolve(None, Some("x"))), "1273: Unknown collation: 'x'");
        let mismatched = resolve(Some("latin1"), Some("utf8mb4_bin"));
        assert_eq!(code(mismatched), "1253: COLLATION 'utf8mb4_bin' is not valid for CHARACTER SET 'latin1'");
    }

    #[test]
    fn defaults_change_with_the_version() {
        let of = |profile: Profile| {
            let charset = charset(&profile, "utf8mb4").expect("known");
            CharsetPair::of(&profile, charset).collation
        };
        assert_eq!(of(Profile::mariadb(10, 11)), "utf8mb4_general_ci");
        assert_eq!(of(Profile::mariadb(11, 8)), "utf8mb4_uca1400_ai_ci");
        assert_eq!(of(Profile::mysql(8, 0)), "utf8mb4_0900_ai_ci");
        assert_eq!(of(Profile::mysql(5, 7)), "utf8mb4_general_ci");
    }
}
