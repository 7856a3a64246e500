//! What a text means depends on the server and on `@@sql_mode`.

use crate::mysql::profile::{Product, Profile};

/// What decides how a text is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SyntaxMode {
    /// MariaDB or MySQL.
    pub product: Product,
    /// Its version: 10.11 is `(10, 11)`.
    pub version: (u16, u16),
    /// `ANSI_QUOTES`: `"` is around names.
    pub ansi_quotes: bool,
    /// `NO_BACKSLASH_ESCAPES`.
    pub no_backslash_escapes: bool,
    /// `PIPES_AS_CONCAT`: `||` is no `OR`.
    pub pipes_as_concat: bool,
    /// `IGNORE_SPACE`: names of functions are keywords also where blanks stand before the bracket.
    pub ignore_space: bool,
    /// `HIGH_NOT_PRECEDENCE`: `NOT` binds as `!`.
    pub high_not_precedence: bool,
    /// `ORACLE`, which changes the language of stored programs (MariaDB).
    pub oracle: bool,
}

impl SyntaxMode {
    /// How a server reads under a value of `@@sql_mode`.
    pub fn new(profile: &Profile, sql_mode: &str) -> Self {
        let has = |names: &[&str]| {
            sql_mode.split(',').any(|mode| names.iter().any(|name| mode.trim().eq_ignore_ascii_case(name)))
        };
        Self {
            product: profile.product,
            version: profile.version,
            ansi_quotes: has(&["ANSI_QUOTES"]),
            no_backslash_escapes: has(&["NO_BACKSLASH_ESCAPES"]),
            pipes_as_concat: has(&["PIPES_AS_CONCAT"]),
            ignore_space: has(&["IGNORE_SPACE"]),
            high_not_precedence: has(&["HIGH_NOT_PRECEDENCE"]),
            oracle: has(&["ORACLE"]),
        }
    }

    /// It is MariaDB.
    pub fn is_mariadb(&self) -> bool {
        self.product == Product::MariaDb
    }

    /// This server executes what stands in a comment of this version. MariaDB leaves out what MySQL wrote for itself since 5.7, unless the comment
    /// is one of MariaDB's (`/*M!`). Of the server's own version, any patch is taken to be older.
    pub(super) fn executes(&self, version: u32, maria: bool) -> bool {
        let own = u32::from(self.version.0) * 10_000 + u32::from(self.version.1) * 100 + 99;
        let foreign = self.is_mariadb() && !maria && (50_700..=99_999).contains(&version);
        version <= own && !foreign
    }
}

impl Default for SyntaxMode {
    fn default() -> Self {
        let profile = Profile::default();
        Self::new(&profile, profile.sql_mode)
    }
}
