//! Statements as a script that the `mysql` client reads, and what must hold around each.
//!
//! A body with semicolons needs `DELIMITER`, which is the client's own command: a server that is sent the whole text in one message does not
//! know it. So it is written around those statements only, and a baseline without such bodies runs either way. Comments and
//! blank lines are the author's: nothing inside of a statement is touched.

use crate::mysql::catalog::string;
use smol_str::SmolStr;
use std::fmt::Write;

/// A statement of the baseline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Printed {
    /// The statement, without a delimiter.
    pub text: String,
    /// The `sql_mode` under which it means what it does.
    pub sql_mode: Option<SmolStr>,
}

impl Printed {
    /// A statement that means the same under every `sql_mode`.
    pub fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), sql_mode: None }
    }
}

/// Writes statements one after the other; `fresh` is the `sql_mode` of a new connection, to which the script returns after each one that
/// needs another.
pub(crate) fn write(script: &mut String, statement: &Printed, fresh: &str) {
    let other = statement.sql_mode.as_deref().filter(|mode| *mode != fresh);
    if let Some(mode) = other {
        let _ = writeln!(script, "SET sql_mode = {};", string(mode));
    }
    if statement.text.contains(';') {
        let delimiter = delimiter(&statement.text);
        let _ = write!(script, "DELIMITER {delimiter}\n{}\n{delimiter}\nDELIMITER ;\n", statement.text);
    } else {
        let _ = writeln!(script, "{};", statement.text);
    }
    if other.is_some() {
        let _ = writeln!(script, "SET sql_mode = {};", string(fresh));
    }
}

/// A delimiter that does not occur in a text.
fn delimiter(text: &str) -> String {
    let candidates = ["//", "$$", ";;"].into_iter().map(String::from);
    let longer = (3..).map(|length| "$".repeat(length));
    candidates.chain(longer).find(|candidate| !text.contains(candidate.as_str())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FRESH: &str = "STRICT_TRANS_TABLES";

    fn script(text: &str, sql_mode: Option<&str>) -> String {
        let mut script = String::new();
        let statement = Printed { text: text.into(), sql_mode: sql_mode.map(SmolStr::from) };
        write(&mut script, &statement, FRESH);
        script
    }

    #[test]
    fn only_bodies_with_semicolons_need_another_delimiter() {
        assert_eq!(script("SELECT 1", None), "SELECT 1;\n");
        assert_eq!(
            script("CREATE PROCEDURE p() BEGIN SELECT 1; END", Some(FRESH)),
            "DELIMITER //\nCREATE PROCEDURE p() BEGIN SELECT 1; END\n//\nDELIMITER ;\n"
        );
        assert!(script("BEGIN /* // */ SELECT 1; END", None).starts_with("DELIMITER $$\n"));
    }

    #[test]
    fn another_mode_holds_for_one_statement() {
        assert_eq!(
            script("SELECT 1", Some("ANSI_QUOTES")),
            "SET sql_mode = 'ANSI_QUOTES';\nSELECT 1;\nSET sql_mode = 'STRICT_TRANS_TABLES';\n"
        );
    }
}
