//! Diagnostics as text for people.

use super::{Diagnostic, Place, Severity};
use crate::source::Source;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// Whether text carries terminal colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Plain characters.
    Plain,
    /// ANSI colours.
    Colour,
}

/// An excerpt shows at most so many bytes after the start of its span, up to the end of that line.
const LONGEST_EXCERPT: usize = 600;
/// And cuts a single line off after so many bytes.
const LONGEST_LINE: usize = 1000;

impl Diagnostic {
    /// The finding as several lines of text, without a newline at the end: title, place, excerpt of `source` and help.
    pub fn text(&self, source: Option<&Source>, paint: Paint) -> String {
        let renderer = match paint {
            Paint::Plain => Renderer::plain(),
            Paint::Colour => Renderer::styled(),
        };
        let title = level(self.severity).primary_title(self.message.as_str()).id(self.code);
        let mut group = self.locate(Group::with_title(title), source);
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        renderer.render(&[group])
    }

    fn locate<'a>(&'a self, group: Group<'a>, source: Option<&'a Source>) -> Group<'a> {
        let Some(location) = &self.location else { return group };
        match (location.place, source) {
            (Some(place), Some(source)) if source.path == location.path => {
                let (excerpt, span) = excerpt(&source.text, place);
                let snippet = Snippet::source(excerpt)
                    .line_start(place.start.line)
                    .path(location.path.as_str())
                    .annotation(AnnotationKind::Primary.span(span));
                group.element(snippet)
            }
            (Some(place), _) => group
                .element(Origin::path(location.path.as_str()).line(place.start.line).char_column(place.start.column)),
            (None, _) => group.element(Origin::path(location.path.as_str())),
        }
    }
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Note => Level::NOTE,
        Severity::Warning => Level::WARNING,
        Severity::Error => Level::ERROR,
    }
}

/// The whole lines that `place` covers, and its span within them. Files can be huge, so only the excerpt is handed on.
fn excerpt(text: &str, place: Place) -> (&str, Range<usize>) {
    let start = boundary(text, place.span.start as usize);
    let end = boundary(text, (place.span.end as usize).min(start + LONGEST_EXCERPT)).max(start);
    let line_start = text[..start].rfind('\n').map_or(0, |newline| newline + 1);
    let line_start = boundary(text, line_start.max(start.saturating_sub(LONGEST_LINE)));
    let line_end = text[end..].find(['\n', '\r']).map_or(text.len(), |length| end + length);
    let line_end = boundary(text, line_end.min(end + LONGEST_LINE));
    (&text[line_start..line_end], start - line_start..end - line_start)
}

/// The nearest character boundary at or before `position`.
fn boundary(text: &str, position: usize) -> usize {
    text.floor_char_boundary(position)
}

#[cfg(test)]
mod tests {
    use super::super::Location;
    use super::*;
    use crate::source::Span;

    #[test]
    fn the_excerpt_shows_the_lines_of_the_span() {
        let source = Source::new("001_a.sql", "SELECT 1;\r\nSELEC 2;\r\nSELECT 3;\r\n");
        let diagnostic = Diagnostic::error("syntax-error", "no such statement")
            .at(Location::span(&source, Span::new(11, 16)))
            .help("write SELECT");
        let text = diagnostic.text(Some(&source), Paint::Plain);
        assert_eq!(
            text,
            "error[syntax-error]: no such statement\n --> 001_a.sql:2:1\n  |\n2 | SELEC 2;\n  | ^^^^^\n  |\n  = help: write SELECT"
        );
    }

    #[test]
    fn without_the_source_only_the_place_is_shown() {
        let source = Source::new("a.sql", "x");
        let diagnostic = Diagnostic::warning("w", "m").at(Location::span(&source, Span::new(0, 1)));
        assert_eq!(diagnostic.text(None, Paint::Plain), "warning[w]: m\n--> a.sql:1:1");
    }

    #[test]
    fn a_file_as_a_whole_has_no_line() {
        let diagnostic = Diagnostic::warning("w", "m").at(Location::file("a.sql"));
        assert_eq!(diagnostic.text(None, Paint::Plain), "warning[w]: m\n--> a.sql");
    }

    #[test]
    fn spans_outside_the_text_or_inside_a_character_do_no_harm() {
        let source = Source::new("a.sql", "\u{e9}\u{e9}");
        for (start, end) in [(1, 3), (0, 99), (98, 99), (3, 1)] {
            let place = Place { start: source.line_column(start), span: Span { start, end } };
            let (excerpt, span) = excerpt(&source.text, place);
            assert!(span.start <= span.end && span.end <= excerpt.len());
        }
    }

    #[test]
    fn a_long_line_is_cut() {
        let source = Source::new("a.sql", "x".repeat(1 << 20));
        let diagnostic = Diagnostic::error("e", "m").at(Location::span(&source, Span::new(500_000, 1_000_000)));
        assert!(diagnostic.text(Some(&source), Paint::Plain).len() < 10_000);
    }
}
