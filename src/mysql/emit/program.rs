//! What statements about stored programs have around them.

use crate::baseline::Style;
use crate::mysql::ast::{ProgramStatement, Step};
use std::fmt::Write as _;

/// How stored programs are written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'a> {
    /// Plain or idempotent.
    pub(super) style: Style,
    /// `@@sql_mode` of a fresh server: programs that were made in another one say so.
    pub(super) sql_mode: &'a str,
}

impl Setting<'_> {
    /// A statement with its end, in the mode in which it is to be read.
    pub(super) fn statement(self, sql: &str, body: Option<&ProgramStatement>, sql_mode: &str) -> String {
        let mut text = String::new();
        let is_unusual = !sql_mode.eq_ignore_ascii_case(self.sql_mode);
        if is_unusual {
            let _ = writeln!(text, "SET sql_mode = '{sql_mode}';");
        }
        match body {
            // The client would take a semicolon inside for the end.
            Some(body) if !matches!(body.step, Step::Statement(_) | Step::Return(_)) => {
                let delimiter = delimiter(sql);
                let _ = write!(text, "DELIMITER {delimiter}\n{sql}{delimiter}\nDELIMITER ;\n");
            }
            _ => {
                let _ = writeln!(text, "{sql};");
            }
        }
        if is_unusual {
            text.push_str("SET sql_mode = DEFAULT;\n");
        }
        text
    }

    /// What takes an object of the same name out of the way.
    pub(super) fn guard(self, kind: &str, name: &str) -> String {
        match self.style {
            Style::Plain => String::new(),
            Style::Idempotent => format!("DROP {kind} IF EXISTS {};\n", super::literal::name(name)),
        }
    }
}

/// One that is not in the text.
fn delimiter(sql: &str) -> String {
    let mut delimiter = "$$".to_owned();
    while sql.contains(&delimiter) {
        delimiter.push('$');
    }
    delimiter
}
