//! Diagnostics: what rebaseline has to say about a history, and how it is shown.
//!
//! A [`Diagnostic`] is data. [`Diagnostic::text`] renders it for people, with the source excerpt when the source is at
//! hand; serde renders it for machines. Nothing here prints.

mod nearest;
mod text;

pub use nearest::nearest;
pub use text::Paint;

use crate::source::{LineColumn, Source, Span};
use std::fmt;

/// How much a diagnostic matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// Good to know.
    Note,
    /// Probably not what was meant.
    Warning,
    /// Wrong.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// Where a diagnostic points: a file, or a place in it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Location {
    /// Path relative to the history's folder.
    pub path: String,
    /// The place in the file; none when the file as a whole is meant.
    #[serde(flatten)]
    pub place: Option<Place>,
}

/// A place in a file, as people count it and in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Place {
    /// Line and column of the first byte.
    #[serde(flatten)]
    pub start: LineColumn,
    /// The bytes.
    pub span: Span,
}

impl Location {
    /// A file as a whole.
    pub fn file(path: impl Into<String>) -> Self {
        Self { path: path.into(), place: None }
    }

    /// A span of a source.
    pub fn span(source: &Source, span: Span) -> Self {
        let place = Place { start: source.line_column(span.start), span };
        Self { path: source.path.clone(), place: Some(place) }
    }
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.path)?;
        match self.place {
            Some(place) => write!(f, ":{}:{}", place.start.line, place.start.column),
            None => Ok(()),
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Diagnostic {
    /// How much it matters.
    pub severity: Severity,
    /// A stable name in kebab case, such as `duplicate-version`.
    pub code: &'static str,
    /// What was found.
    pub message: String,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub location: Option<Location>,
    /// The way out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub help: Option<String>,
}

impl Diagnostic {
    /// A finding without a place.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code, message: message.into(), location: None, help: None }
    }

    /// An error.
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// A warning.
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A note.
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// The same finding, at a place.
    #[must_use]
    pub fn at(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }

    /// The same finding, with the way out.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

/// One line: `path:line:column: severity[code]: message`.
impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(location) = &self.location {
            write!(f, "{location}: ")?;
        }
        write!(f, "{}[{}]: {}", self.severity, self.code, self.message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_line_names_place_severity_and_code() {
        let source = Source::new("001_a.sql", "SELECT 1;\nSELEC 2;\n");
        let diagnostic =
            Diagnostic::error("syntax", "no such statement").at(Location::span(&source, Span::new(10, 15)));
        assert_eq!(diagnostic.to_string(), "001_a.sql:2:1: error[syntax]: no such statement");
    }

    #[test]
    fn json_is_flat_and_leaves_out_what_is_not_there() {
        let source = Source::new("001_a.sql", "SELECT 1;");
        let diagnostic = Diagnostic::note("n", "m").at(Location::span(&source, Span::new(7, 8)));
        let expected = serde_json::json!({
            "severity": "note", "code": "n", "message": "m",
            "location": {"path": "001_a.sql", "line": 1, "column": 8, "span": {"start": 7, "end": 8}},
        });
        assert_eq!(serde_json::to_value(&diagnostic).expect("serialises"), expected);
        let bare = serde_json::to_value(Diagnostic::note("n", "m").at(Location::file("a"))).expect("serialises");
        assert_eq!(bare["location"], serde_json::json!({"path": "a"}));
    }
}
