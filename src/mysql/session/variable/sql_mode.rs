//! `sql_mode`: its words, and those that stand for several.

use super::check::{any_of, bits_of, words_of};
use super::definition::{Kind, Lookup, lookup};
use crate::mysql::profile::Profile;
use crate::mysql::value::Value;
use crate::run::Refusal;

/// What MariaDB's words bring along.
const MARIADB: &[(&str, &str)] = &[
    ("ANSI", "REAL_AS_FLOAT,PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE"),
    (
        "ORACLE",
        "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,NO_KEY_OPTIONS,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS,NO_AUTO_CREATE_USER,SIMULTANEOUS_ASSIGNMENT",
    ),
    ("MSSQL", "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,NO_KEY_OPTIONS,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS"),
    ("POSTGRESQL", "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,NO_KEY_OPTIONS,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS"),
    ("DB2", "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,NO_KEY_OPTIONS,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS"),
    (
        "MAXDB",
        "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,NO_KEY_OPTIONS,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS,NO_AUTO_CREATE_USER",
    ),
    ("MYSQL323", "HIGH_NOT_PRECEDENCE"),
    ("MYSQL40", "HIGH_NOT_PRECEDENCE"),
    (
        "TRADITIONAL",
        "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION",
    ),
];

/// What MySQL's words bring along.
const MYSQL: &[(&str, &str)] = &[
    ("ANSI", "REAL_AS_FLOAT,PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,ONLY_FULL_GROUP_BY"),
    (
        "TRADITIONAL",
        "STRICT_TRANS_TABLES,STRICT_ALL_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
    ),
];

/// The value as the server shows it: all words in its order, those that a word brings along among them.
pub(super) fn parse(profile: &Profile, value: &Value) -> Result<Value, Refusal> {
    // Before version 8 MySQL had the words that MariaDB still has.
    let old = Profile::mariadb(10, 11);
    let words_of_server = if profile.version < (8, 0) { &old } else { profile };
    let Lookup::Known(definition) = lookup(words_of_server, "sql_mode") else { return Ok(value.clone()) };
    let Kind::Set(words) = &definition.kind else { return Ok(value.clone()) };
    let written = any_of("sql_mode", words, value)?;
    let text = written.to_text().unwrap_or_default();
    let groups = if profile.is_mariadb() { MARIADB } else { MYSQL };
    let mut bits = bits_of(words, &text).unwrap_or(0);
    for (group, members) in groups {
        if text.split(',').any(|word| word == *group) {
            bits |= bits_of(words, members).unwrap_or(0);
        }
    }
    Ok(Value::text(words_of(words, bits)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> String {
        match parse(&Profile::mariadb(10, 11), &Value::from(text)) {
            Ok(value) => value.to_text().map_or_else(String::new, |text| text.to_string()),
            Err(refusal) => refusal.to_string(),
        }
    }

    #[test]
    fn words_bring_others_along() {
        assert_eq!(
            parsed("NO_AUTO_VALUE_ON_ZERO,NO_AUTO_VALUE_ON_ZERO,,strict_all_tables"),
            "NO_AUTO_VALUE_ON_ZERO,STRICT_ALL_TABLES"
        );
        assert_eq!(parsed("ANSI"), "REAL_AS_FLOAT,PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,ANSI");
        assert_eq!(parsed(""), "");
        assert_eq!(
            parsed("ORACLE"),
            "PIPES_AS_CONCAT,ANSI_QUOTES,IGNORE_SPACE,ORACLE,NO_KEY_OPTIONS,NO_TABLE_OPTIONS,NO_FIELD_OPTIONS,NO_AUTO_CREATE_USER,SIMULTANEOUS_ASSIGNMENT"
        );
        assert_eq!(
            parsed(" STRICT_ALL_TABLES"),
            "1231: Variable 'sql_mode' can't be set to the value of ' STRICT_ALL_TABLES'"
        );
    }
}
