//! The script as it grows: header, headings, groups of statements.

use super::section::Section;
use super::statement::Statement;
use crate::baseline::Header;
use crate::baseline::Style;
use crate::graph::{Cycle, DependencyGraph};
use crate::postgres::catalog::ObjectId;
use std::fmt::Write as _;

/// The script so far.
#[derive(Debug)]
pub(super) struct Script {
    text: String,
    style: Style,
    section: Option<Section>,
}

impl Script {
    pub(super) fn new(style: Style) -> Self {
        Self { text: String::new(), style, section: None }
    }

    /// Writes the header comment.
    pub(super) fn header(&mut self, header: &Header, cycles: &[Cycle<ObjectId>], graph: &DependencyGraph<ObjectId>) {
        self.text.push_str(&header.to_comment());
        for cycle in cycles {
            self.line(&format!("-- These need each other, and no order works: {}", graph.cycle_text(cycle)));
        }
    }

    /// Writes a comment at the beginning.
    pub(super) fn comment(&mut self, comment: &str) {
        self.text.push_str(comment);
    }

    /// Begins a section, unless it or a later one has begun: an object that had to wait for something stands where it could come first.
    pub(super) fn section(&mut self, section: Section) {
        if self.section.is_none_or(|current| current < section) {
            self.section = Some(section);
            let heading = format!("-- {} ", section.heading());
            let _ = write!(self.text, "\n\n{heading:-<80}\n");
        }
    }

    /// Writes the statements of one object, after the comment lines above them.
    pub(super) fn group(&mut self, preamble: &str, statements: impl IntoIterator<Item = Statement>) {
        for (index, statement) in statements.into_iter().enumerate() {
            if index == 0 {
                self.text.push('\n');
                self.text.push_str(preamble);
            }
            statement.write(&mut self.text, self.style);
        }
    }

    /// Writes one line.
    pub(super) fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    /// The whole script.
    pub(super) fn finish(self) -> String {
        self.text
    }
}
