//! The comments that belong to a statement: right before it, with no blank line between.

use super::lexer::is_blank;
use crate::source::Span;

/// Those before an offset where a statement starts.
///
/// Read backwards, line by line: a line belongs where it is nothing but a comment, or within one of several lines.
pub(super) fn before(text: &str, start: usize) -> Span {
    let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    if !text[line_start..start].bytes().all(is_blank) {
        return Span::new(start, start);
    }
    let mut first = start;
    let mut at = line_start;
    while let Some(line) = line_before(text, at) {
        let Some(from) = comment_ending_at(text, line) else { break };
        first = from;
        at = text[..from].rfind('\n').map_or(0, |at| at + 1);
        if !text[at..from].bytes().all(is_blank) {
            break;
        }
    }
    Span::new(first, if first == start { start } else { text[..start].trim_end().len() })
}

/// The line that ends before the one that starts at an offset.
fn line_before(text: &str, line_start: usize) -> Option<(usize, usize)> {
    let end = line_start.checked_sub(1)?;
    let start = text[..end].rfind('\n').map_or(0, |at| at + 1);
    Some((start, end))
}

/// Where the comment starts that a line is, or is the end of.
fn comment_ending_at(text: &str, (start, end): (usize, usize)) -> Option<usize> {
    let line = &text[start..end];
    let indent = line.len() - line.trim_start().len();
    let trimmed = line.trim();
    if trimmed.starts_with("--") || trimmed.starts_with('#') {
        return Some(start + indent);
    }
    if !trimmed.ends_with("*/") {
        return None;
    }
    let open = text[..end].rfind("/*")?;
    let alone = text[..open].rfind('\n').map_or(0, |at| at + 1);
    let executed = text[open..].starts_with("/*!") || text[open..].starts_with("/*M!");
    (!executed && text[alone..open].bytes().all(is_blank)).then_some(open)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(text: &str) -> &str {
        before(text, text.find("SELECT").expect("a statement")).slice(text)
    }

    #[test]
    fn those_right_before() {
        assert_eq!(comments("-- a\n\n-- b\n/* c\n d */\nSELECT 1"), "-- b\n/* c\n d */");
        assert_eq!(comments("-- a\n\nSELECT 1"), "");
        assert_eq!(comments("x; -- of x\nSELECT 1"), "");
    }
}
