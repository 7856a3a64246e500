//! Arrays: their bounds and members, and their text.

use super::datum::{Datum, all_equal};
use super::kind::Kind;
use crate::postgres::ast::Name;
use crate::run::Failure;
use std::cmp::Ordering;
use std::fmt::Write as _;

/// An array of any number of dimensions; without dimensions it is empty.
#[derive(Debug, Clone, PartialEq, Hash, Default)]
pub(super) struct Array {
    /// Lower bound and length of each dimension.
    pub(super) bounds: Vec<(i32, usize)>,
    /// The members, the last dimension running fastest.
    pub(super) members: Vec<Datum>,
}

/// The most dimensions an array can have.
const MAX_DIMENSIONS: usize = 6;

impl Array {
    /// One dimension, from 1.
    pub(super) fn list(members: Vec<Datum>) -> Self {
        if members.is_empty() {
            return Self::default();
        }
        Self { bounds: vec![(1, members.len())], members }
    }

    /// One dimension at most.
    pub(super) fn is_list(&self) -> bool {
        self.bounds.len() <= 1
    }

    /// The lower bound of the first dimension.
    pub(super) fn lower(&self) -> i32 {
        self.bounds.first().map_or(1, |(lower, _)| *lower)
    }

    pub(super) fn equals(&self, other: &Self) -> Option<bool> {
        if self.bounds != other.bounds {
            return Some(false);
        }
        all_equal(self.members.iter().zip(&other.members))
    }

    /// Member by member, then by length.
    pub(super) fn order(&self, other: &Self, element: &Kind) -> Option<Ordering> {
        for (left, right) in self.members.iter().zip(&other.members) {
            let order = match (left, right) {
                (Datum::Null, Datum::Null) => Ordering::Equal,
                (Datum::Null, _) => Ordering::Greater,
                (_, Datum::Null) => Ordering::Less,
                _ => element.order(left, right)?,
            };
            if order.is_ne() {
                return Some(order);
            }
        }
        let by_length = self.members.len().cmp(&other.members.len());
        Some(by_length.then(self.bounds.len().cmp(&other.bounds.len())).then_with(|| self.bounds.cmp(&other.bounds)))
    }

    /// The member at some subscripts, one for each dimension; `None` outside.
    pub(super) fn at(&self, subscripts: &[i64]) -> Option<&Datum> {
        self.members.get(self.place(subscripts)?)
    }

    /// The same, to be changed.
    pub(super) fn at_mut(&mut self, subscripts: &[i64]) -> Option<&mut Datum> {
        let place = self.place(subscripts)?;
        self.members.get_mut(place)
    }

    fn place(&self, subscripts: &[i64]) -> Option<usize> {
        if subscripts.len() != self.bounds.len() {
            return None;
        }
        let mut place = 0;
        for ((lower, length), subscript) in self.bounds.iter().zip(subscripts) {
            let offset = usize::try_from(subscript.checked_sub(i64::from(*lower))?).ok()?;
            if offset >= *length {
                return None;
            }
            place = place * length + offset;
        }
        Some(place)
    }

    /// Arrays of one shape, as the rows of another.
    pub(super) fn nested(rows: &[&Self]) -> Option<Self> {
        let first = rows.first()?;
        if rows.iter().any(|row| row.bounds != first.bounds) || first.bounds.len() >= MAX_DIMENSIONS {
            return None;
        }
        if first.bounds.is_empty() {
            return Some(Self::default());
        }
        let mut bounds = vec![(1, rows.len())];
        bounds.extend(&first.bounds);
        Some(Self { bounds, members: rows.iter().flat_map(|row| row.members.iter().cloned()).collect() })
    }
}

/// What a text stands for as an array: the members as text, `None` for `NULL`.
#[derive(Debug, PartialEq)]
pub(super) struct Parsed {
    pub(super) bounds: Vec<(i32, usize)>,
    pub(super) members: Vec<Option<String>>,
}

/// Reads `{a,"b c",NULL}`; `None` for bounds that are written out.
pub(super) fn parse(text: &str, delimiter: char) -> Result<Option<Parsed>, Failure> {
    let malformed = || Failure::new("22P02", format!("malformed array literal: \"{text}\""));
    let body = text.trim_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
    if body.starts_with('[') {
        return Ok(None);
    }
    let mut reader = Reader { rest: body, delimiter, members: Vec::new(), lengths: Vec::new() };
    reader.level(0).filter(|()| reader.rest.is_empty()).ok_or_else(malformed)?;
    if reader.members.is_empty() {
        return Ok(Some(Parsed { bounds: Vec::new(), members: Vec::new() }));
    }
    let bounds = reader.lengths.iter().map(|length| length.map(|length| (1, length)));
    let bounds = bounds.collect::<Option<Vec<_>>>().ok_or_else(malformed)?;
    Ok(Some(Parsed { bounds, members: reader.members }))
}

/// The text of an array of one dimension with these members.
pub(in crate::postgres::replay) fn text_of(members: &[Option<Name>]) -> Name {
    Name::new(print(&[(1, members.len())], members, ','))
}

struct Reader<'t> {
    rest: &'t str,
    delimiter: char,
    members: Vec<Option<String>>,
    /// The length of each dimension, once the first of its rows was read.
    lengths: Vec<Option<usize>>,
}

impl Reader<'_> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r', '\x0b', '\x0c']);
    }

    fn take(&mut self, wanted: char) -> Option<()> {
        self.rest = self.rest.strip_prefix(wanted)?;
        Some(())
    }

    /// One `{…}`; `None` where it is malformed or its rows are of different lengths.
    fn level(&mut self, depth: usize) -> Option<()> {
        if depth >= MAX_DIMENSIONS {
            return None;
        }
        if self.lengths.len() <= depth {
            self.lengths.push(None);
        }
        self.take('{')?;
        self.skip_blanks();
        let mut length = 0;
        if self.rest.starts_with('}') {
            self.take('}')?;
            // Only the whole array may be empty.
            self.lengths[depth] = Some(0);
            return (depth == 0).then_some(());
        }
        loop {
            self.skip_blanks();
            if self.rest.starts_with('{') {
                self.level(depth + 1)?;
            } else {
                if self.lengths.len() > depth + 1 {
                    return None;
                }
                let member = self.member()?;
                self.members.push(member);
            }
            length += 1;
            self.skip_blanks();
            if self.take('}').is_some() {
                break;
            }
            self.take(self.delimiter)?;
        }
        match self.lengths[depth] {
            Some(known) if known != length => None,
            _ => {
                self.lengths[depth] = Some(length);
                Some(())
            }
        }
    }

    #[expect(clippy::option_option, reason = "a malformed member is not NULL")]
    fn member(&mut self) -> Option<Option<String>> {
        if self.rest.starts_with('"') {
            return self.quoted().map(Some);
        }
        let mut text = String::new();
        let mut escaped = false;
        let mut kept = 0;
        let mut characters = self.rest.char_indices();
        loop {
            let (at, c) = characters.next()?;
            match c {
                '\\' => {
                    text.push(characters.next()?.1);
                    escaped = true;
                    kept = text.len();
                }
                '"' | '{' => return None,
                _ if c == self.delimiter || c == '}' => {
                    self.rest = &self.rest[at..];
                    break;
                }
                _ => {
                    text.push(c);
                    if !c.is_ascii_whitespace() {
                        kept = text.len();
                    }
                }
            }
        }
        text.truncate(kept);
        if text.is_empty() {
            return None;
        }
        Some(if !escaped && text.eq_ignore_ascii_case("null") { None } else { Some(text) })
    }

    fn quoted(&mut self) -> Option<String> {
        self.take('"')?;
        let mut text = String::new();
        let mut characters = self.rest.char_indices();
        loop {
            let (at, c) = characters.next()?;
            match c {
                '\\' => text.push(characters.next()?.1),
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Some(text);
                }
                _ => text.push(c),
            }
        }
    }
}

/// A member as the server writes it.
fn push_member(into: &mut String, member: Option<&str>, delimiter: char) {
    let Some(text) = member else { return into.push_str("NULL") };
    let quoted = text.is_empty()
        || text.eq_ignore_ascii_case("null")
        || text.contains(|c: char| {
            matches!(c, '"' | '\\' | '{' | '}' | ' ' | '\t' | '\n' | '\r' | '\x0b' | '\x0c') || c == delimiter
        });
    if !quoted {
        return into.push_str(text);
    }
    into.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            into.push('\\');
        }
        into.push(c);
    }
    into.push('"');
}

/// The text of an array whose members have these texts.
pub(super) fn print(bounds: &[(i32, usize)], members: &[Option<Name>], delimiter: char) -> String {
    if members.is_empty() {
        return "{}".into();
    }
    let mut text = String::new();
    if bounds.iter().any(|(lower, _)| *lower != 1) {
        for (lower, length) in bounds {
            let upper = i64::from(*lower) + i64::try_from(*length).unwrap_or(i64::MAX) - 1;
            write!(text, "[{lower}:{upper}]").expect("writing to a string cannot fail");
        }
        text.push('=');
    }
    push_level(&mut text, bounds, members, delimiter);
    text
}

fn push_level(into: &mut String, bounds: &[(i32, usize)], members: &[Option<Name>], delimiter: char) {
    let [(_, length), inner @ ..] = bounds else { return };
    into.push('{');
    for (index, part) in members.chunks(members.len().div_ceil((*length).max(1)).max(1)).enumerate() {
        if index > 0 {
            into.push(delimiter);
        }
        match (inner, part) {
            ([], [member]) => push_member(into, member.as_deref(), delimiter),
            _ => push_level(into, inner, part, delimiter),
        }
    }
    into.push('}');
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A list, read and printed.
    fn relisted(text: &str) -> Option<Name> {
        let members: Vec<Option<Name>> =
            parse(text, ',').ok()??.members.into_iter().map(|member| member.map(Name::new)).collect();
        Some(text_of(&members))
    }

    fn read(text: &str) -> Option<Vec<Option<String>>> {
        parse(text, ',').ok().flatten().map(|parsed| parsed.members)
    }

    #[test]
    fn members_are_read_as_the_server_reads_them() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(
            read("{a, b c ,\"d,\\\"e\",NULL,\"NULL\"}"),
            Some(vec![some("a"), some("b c"), some("d,\"e"), None, some("NULL")])
        );
        assert_eq!(read(" { } "), Some(vec![]));
        assert_eq!(parse("{{1,2},{3,4}}", ',').ok().flatten().map(|parsed| parsed.bounds), Some(vec![(1, 2), (1, 2)]));
        for malformed in ["", "a", "{a", "{a}}", "{{1,2},{3}}", "{a,}", "{a\"b\"}", "{{1},2}"] {
            assert!(parse(malformed, ',').is_err(), "{malformed}");
        }
    }

    #[test]
    fn members_are_quoted_where_they_must_be() {
        let texts = ["a", "b c", "", "null", "x\"y", "{"].map(|text| Some(Name::new(text)));
        assert_eq!(print(&[(1, 6)], &texts, ','), r#"{a,"b c","","null","x\"y","{"}"#);
        assert_eq!(print(&[(0, 1)], &[None], ','), "[0:0]={NULL}");
        assert_eq!(print(&[(1, 2), (1, 1)], &[None, None], ','), "{{NULL},{NULL}}");
    }

    #[test]
    fn texts_of_arrays_are_taken_apart_and_put_together() {
        for whole in ["{}", "{a,b}", "{\"a b\",NULL,\"\"}", "{\"q\\\"q\",\"b\\\\s\"}"] {
            assert_eq!(relisted(whole).as_deref(), Some(whole));
        }
        assert_eq!(relisted("{ 1 , 2 }").as_deref(), Some("{1,2}"));
    }
}
