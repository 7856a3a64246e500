//! Generated tables: tab-separated lines, sorted by their first field.

use crate::postgres::ast::op::Volatility;
use std::marker::PhantomData;

/// One kind of line.
pub trait Row: Sized {
    /// Reads a line; `None` where it is not of this kind.
    fn read(fields: &mut Fields) -> Option<Self>;
}

/// The lines of a generated table, sorted by their first field in byte order. Nothing is read before it is asked for.
#[derive(Debug)]
pub struct Rows<T> {
    text: &'static str,
    row: PhantomData<fn() -> T>,
}

impl<T> Clone for Rows<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Rows<T> {}

impl<T: Row> Rows<T> {
    /// No lines.
    pub const EMPTY: Self = Self::new("");

    /// The table in that text.
    pub const fn new(text: &'static str) -> Self {
        Self { text, row: PhantomData }
    }

    /// All lines in order.
    pub fn all(self) -> impl Iterator<Item = T> {
        self.text.lines().filter_map(|line| T::read(&mut Fields::of(line)))
    }

    /// The lines as they are, each with its second field as a number where it is one.
    pub fn numbered(self) -> impl Iterator<Item = (u32, &'static str)> {
        self.text.lines().filter_map(|line| {
            let mut fields = Fields::of(line);
            fields.text();
            Some((fields.number()?, line))
        })
    }

    /// The lines whose first field is `key`.
    pub fn of(self, key: &str) -> impl Iterator<Item = T> {
        let start = first_line(self.text, key);
        self.text[start..]
            .lines()
            .take_while(move |line| first_field(line) == key)
            .filter_map(|line| T::read(&mut Fields::of(line)))
    }
}

fn first_field(line: &str) -> &str {
    &line[..memchr::memchr(b'\t', line.as_bytes()).unwrap_or(line.len())]
}

/// Where the first line starts whose first field is not below `key`.
fn first_line(text: &str, key: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut low, mut high) = (0, text.len());
    while low < high {
        let middle = usize::midpoint(low, high);
        let start = memchr::memrchr(b'\n', &bytes[low..middle]).map_or(low, |newline| low + newline + 1);
        let end = memchr::memchr(b'\n', &bytes[start..]).map_or(text.len(), |newline| start + newline + 1);
        if first_field(&text[start..end]) < key {
            low = end;
        } else {
            high = start;
        }
    }
    low
}

/// The fields of one line, from left to right.
#[derive(Debug)]
pub struct Fields {
    rest: &'static str,
}

impl Fields {
    /// The fields of a line.
    pub fn of(line: &'static str) -> Self {
        Self { rest: line }
    }

    /// The next field as text; empty after the last, since trailing empty fields may be left out.
    pub fn text(&mut self) -> &'static str {
        let field = first_field(self.rest);
        self.rest = self.rest.get(field.len() + 1..).unwrap_or("");
        field
    }

    /// The next field as a number.
    pub fn number<N: std::str::FromStr>(&mut self) -> Option<N> {
        self.text().parse().ok()
    }

    /// The next field as one letter.
    pub fn letter(&mut self) -> Option<char> {
        self.text().chars().next()
    }

    /// The next field as `0` or `1`.
    pub fn flag(&mut self) -> bool {
        self.text() == "1"
    }

    /// The next field as a type; `None` for `0`.
    pub fn type_key(&mut self) -> Option<TypeKey> {
        TypeKey::read(self.text())
    }

    /// The next field as volatility: `i`, `s` or `v`.
    pub fn volatility(&mut self) -> Volatility {
        match self.text() {
            "i" => Volatility::Immutable,
            "s" => Volatility::Stable,
            _ => Volatility::Volatile,
        }
    }
}

/// A type in a generated table: the engine's own by its OID, an extension's by its name (`citext`, `citext[]`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TypeKey {
    /// The engine's.
    Builtin(u32),
    /// The extension's.
    Named {
        /// Its name.
        name: &'static str,
        /// The array over it.
        array: bool,
    },
}

impl TypeKey {
    fn read(text: &'static str) -> Option<Self> {
        match text.as_bytes().first()? {
            b'0'..=b'9' => text.parse().ok().filter(|oid| *oid != 0).map(Self::Builtin),
            _ => Some(match text.strip_suffix("[]") {
                Some(name) => Self::Named { name, array: true },
                None => Self::Named { name: text, array: false },
            }),
        }
    }

    /// The types of a comma-separated list.
    pub fn list(text: &'static str) -> impl Iterator<Item = Self> + Clone {
        text.split(',').filter_map(Self::read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Pair(&'static str, u32);

    impl Row for Pair {
        fn read(fields: &mut Fields) -> Option<Self> {
            Some(Self(fields.text(), fields.number()?))
        }
    }

    #[test]
    fn lookups_find_all_lines_of_a_key_and_nothing_else() {
        let rows = Rows::<Pair>::new("a\t1\nab\t2\nab\t3\nb\t4\n");
        let found = |key| rows.of(key).map(|Pair(_, number)| number).collect::<Vec<_>>();
        assert_eq!(found("a"), [1]);
        assert_eq!(found("ab"), [2, 3]);
        assert_eq!(found("b"), [4]);
        assert_eq!(found("aa"), [0; 0]);
        assert_eq!(found("c"), [0; 0]);
        assert_eq!(found(""), [0; 0]);
    }
}
