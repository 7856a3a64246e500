//! Source files: decoded text, byte spans, and the way back from an offset to a line.
//!
//! Nothing here knows SQL. Checksums need the bytes as they are on disk, everything else needs text, so a
//! [`Source`] keeps the text and, only where they differ, the original bytes.

use std::sync::{Arc, OnceLock};

/// A half-open range of byte offsets into the text of one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, serde::Serialize)]
pub struct Span {
    /// Offset of the first byte.
    pub start: u32,
    /// Offset after the last byte.
    pub end: u32,
}

impl Span {
    /// The range from `start` to before `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: offset(start), end: offset(end) }
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        Self { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of `text` that this span covers.
    pub fn slice(self, text: &str) -> &str {
        &text[self.start as usize..self.end as usize]
    }
}

/// Offsets are 32 bits wide: a source is at most 4 GiB, which [`Source::decode`] checks.
fn offset(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}

/// A part of a source, such as a statement that a splitter found.
pub(crate) trait Extent {
    /// Where it stands, without what ends it.
    fn span(&self) -> Span;
}

impl Extent for Span {
    fn span(&self) -> Span {
        *self
    }
}

/// The statement that made or touched an object.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Origin {
    /// Index of the migration in the history.
    pub migration: u32,
    /// The statement in that migration's file.
    pub span: Span,
}

/// A place in a source as people count it: both from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct LineColumn {
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
}

/// How the bytes of a file became text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8 as it is.
    Utf8,
    /// UTF-8 behind a byte order mark, which is not part of the text.
    Utf8WithBom,
    /// Not valid UTF-8: read as windows-1252, the superset of latin-1.
    Latin1,
}

/// Why a file cannot be read as SQL text.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// A NUL byte: no SQL text has one.
    #[error("this is a binary file (it has a NUL byte at offset {0})")]
    Binary(usize),
    /// Over the size that offsets can address.
    #[error("the file is larger than 4 GiB")]
    TooLarge,
}

/// One file of the history: its path as shown to people, and its text.
#[derive(Debug, Clone)]
pub struct Source {
    /// Path relative to the history's folder, with `/` between its parts.
    pub path: String,
    /// The decoded text, without byte order mark, line ends as they are.
    pub text: Arc<str>,
    /// How the text was decoded.
    pub encoding: Encoding,
    /// The bytes on disk, where they are not the bytes of `text`.
    original: Option<Arc<[u8]>>,
    /// Where each line starts, once somebody has asked for a line.
    line_starts: OnceLock<Arc<[u32]>>,
}

impl Source {
    /// A source whose text is at hand already.
    pub fn new(path: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self {
            path: path.into(),
            text: text.into(),
            encoding: Encoding::Utf8,
            original: None,
            line_starts: OnceLock::new(),
        }
    }

    /// Decodes the bytes of a file.
    pub fn decode(path: impl Into<String>, bytes: Vec<u8>) -> Result<Self, DecodeError> {
        if bytes.len() >= u32::MAX as usize {
            return Err(DecodeError::TooLarge);
        }
        if let Some(position) = memchr::memchr(0, &bytes) {
            return Err(DecodeError::Binary(position));
        }
        let path = path.into();
        match String::from_utf8(bytes) {
            Ok(text) => Ok(match text.strip_prefix('\u{feff}') {
                Some(rest) => Self {
                    path,
                    text: rest.into(),
                    encoding: Encoding::Utf8WithBom,
                    original: Some(text.as_bytes().into()),
                    line_starts: OnceLock::new(),
                },
                None => Self::new(path, text),
            }),
            Err(error) => {
                let bytes = error.into_bytes();
                let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
                let original = Some(bytes.as_slice().into());
                Ok(Self { encoding: Encoding::Latin1, original, ..Self::new(path, text.as_ref()) })
            }
        }
    }

    /// The same file with another text, as a tool sends it; the bytes stay those on disk.
    #[must_use]
    pub fn with_text(&self, text: impl Into<Arc<str>>) -> Self {
        let original = Some(self.bytes().into());
        Self { encoding: self.encoding, original, ..Self::new(self.path.clone(), text) }
    }

    /// The bytes as they are on disk, which is what migration tools hash.
    pub fn bytes(&self) -> &[u8] {
        self.original.as_deref().unwrap_or(self.text.as_bytes())
    }

    /// Line and column of a byte offset.
    pub fn line_column(&self, offset: u32) -> LineColumn {
        let line = self.line(offset);
        let start = self.line_starts()[line - 1] as usize;
        let end = self.text.floor_char_boundary(offset as usize).max(start);
        LineColumn { line, column: self.text[start..end].chars().count() + 1 }
    }

    /// The line of a byte offset, from 1.
    pub fn line(&self, offset: u32) -> usize {
        self.line_starts().partition_point(|start| *start <= offset)
    }

    fn line_starts(&self) -> &[u32] {
        self.line_starts.get_or_init(|| {
            let breaks = memchr::memchr_iter(b'\n', self.text.as_bytes());
            std::iter::once(0).chain(breaks.map(|at| offset(at + 1))).collect()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_order_mark_is_not_text_but_is_hashed() {
        let source = Source::decode("a.sql", b"\xef\xbb\xbfSELECT 1".to_vec()).expect("decodes");
        assert_eq!(&*source.text, "SELECT 1");
        assert_eq!(source.bytes().len(), 11);
        assert_eq!(source.encoding, Encoding::Utf8WithBom);
    }

    #[test]
    fn latin1_is_read_and_its_bytes_are_kept() {
        let source = Source::decode("a.sql", b"-- caf\xe9\n".to_vec()).expect("decodes");
        assert_eq!(&*source.text, "-- caf\u{e9}\n");
        assert_eq!(source.bytes(), b"-- caf\xe9\n");
    }

    #[test]
    fn another_text_leaves_the_bytes_alone() {
        let source = Source::new("a.sql", "SELECT $1").with_text("SELECT 2");
        assert_eq!((&*source.text, source.bytes()), ("SELECT 2", &b"SELECT $1"[..]));
    }

    #[test]
    fn binary_is_refused() {
        assert_eq!(Source::decode("a.sql", b"ab\0".to_vec()).err(), Some(DecodeError::Binary(2)));
    }

    #[test]
    fn lines_and_columns_count_from_one_in_characters() {
        let source = Source::new("a.sql", "a\n\u{e9}b");
        assert_eq!(source.line_column(4), LineColumn { line: 2, column: 2 });
    }
}
