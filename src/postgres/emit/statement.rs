//! One statement, and what makes it safe to run twice.

use crate::baseline::Style;
use std::fmt::Write as _;

/// A statement without its semicolon.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Statement {
    sql: String,
    /// The lines of a `COPY … FROM stdin`.
    data: Option<String>,
    guard: Guard,
}

/// What the idempotent style puts around a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Guard {
    /// Nothing: it is safe by itself, or has its `IF NOT EXISTS` already.
    None,
    /// A statement in front of it.
    After(String),
    /// A condition under which it runs at all.
    If(String),
}

impl Statement {
    /// A statement that is safe to repeat.
    pub(super) fn new(sql: impl Into<String>) -> Self {
        Self { sql: sql.into(), data: None, guard: Guard::None }
    }

    /// The same, after another statement (a `DROP … IF EXISTS`) where it may be repeated.
    pub(super) fn after(self, first: impl Into<String>) -> Self {
        Self { guard: Guard::After(first.into()), ..self }
    }

    /// The same, only if a condition holds where it may be repeated.
    pub(super) fn only_if(self, condition: impl Into<String>) -> Self {
        Self { guard: Guard::If(condition.into()), ..self }
    }

    /// The same, with lines of data behind it.
    pub(super) fn with_data(self, data: Option<&str>) -> Self {
        Self { data: data.map(str::to_owned), ..self }
    }

    /// Adds the statement to a script.
    pub(super) fn write(&self, script: &mut String, style: Style) {
        let written = match (style, &self.guard) {
            (Style::Plain, _) | (Style::Idempotent, Guard::None) => writeln!(script, "{};", self.sql),
            (Style::Idempotent, Guard::After(first)) => writeln!(script, "{first};\n{};", self.sql),
            (Style::Idempotent, Guard::If(condition)) => writeln!(script, "{};", conditional(condition, &self.sql)),
        };
        if let Some(data) = &self.data {
            let end = if data.is_empty() || data.ends_with('\n') { "" } else { "\n" };
            script.extend([data.as_str(), end, "\\.\n"]);
        }
        debug_assert!(written.is_ok(), "writing to a string cannot fail");
    }
}

/// A `DO` block around a statement, with a dollar quote that the statement does not contain.
fn conditional(condition: &str, sql: &str) -> String {
    let mut tag = String::from("$do$");
    while sql.contains(&tag) || condition.contains(&tag) {
        tag.insert(tag.len() - 1, '_');
    }
    format!("DO {tag} BEGIN\nIF {condition} THEN\n{sql};\nEND IF;\nEND {tag}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(statement: &Statement, style: Style) -> String {
        let mut script = String::new();
        statement.write(&mut script, style);
        script
    }

    #[test]
    fn guards_belong_to_the_idempotent_style() {
        let statement = Statement::new("CREATE TYPE m AS ENUM ()").only_if("to_regtype('m') IS NULL");
        assert_eq!(written(&statement, Style::Plain), "CREATE TYPE m AS ENUM ();\n");
        assert!(written(&statement, Style::Idempotent).starts_with("DO $do$ BEGIN\nIF to_regtype('m') IS NULL THEN\n"));
    }

    #[test]
    fn data_follows_the_semicolon() {
        let statement = Statement::new("COPY t FROM stdin").with_data(Some("1\ta\n"));
        assert_eq!(written(&statement, Style::Idempotent), "COPY t FROM stdin;\n1\ta\n\\.\n");
    }

    #[test]
    fn the_dollar_quote_is_one_that_does_not_occur() {
        assert!(conditional("true", "SELECT '$do$'").starts_with("DO $do_$ BEGIN"));
    }
}
