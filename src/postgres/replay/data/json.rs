//! `jsonb`: documents in the server's normal form.

use super::number::Number;
use std::fmt::Write as _;

/// A document, or a part of one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Json {
    Null,
    Boolean(bool),
    Number(Number),
    Text(String),
    Array(Vec<Json>),
    /// By length of the key, then by its bytes; each key once.
    Object(Vec<(String, Json)>),
}

/// What became of a text that should be a document.
#[derive(Debug, PartialEq)]
pub(super) enum Reading {
    Read(Json),
    Invalid,
    /// Valid or not: a form that is left to the server.
    Unread,
}

/// Documents nested more deeply are left to the server.
const DEEPEST: usize = 100;

impl Json {
    /// Reads a document.
    pub(super) fn parse(text: &str) -> Reading {
        if text.bytes().filter(|byte| matches!(byte, b'[' | b'{')).count() > DEEPEST {
            return Reading::Unread;
        }
        let mut reader = Reader { rest: text, unread: false };
        let read = reader.value();
        reader.skip_blanks();
        match read {
            _ if reader.unread => Reading::Unread,
            Some(json) if reader.rest.is_empty() => Reading::Read(json),
            _ => Reading::Invalid,
        }
    }

    /// An object of these members, of which the last of each key counts.
    pub(super) fn object(members: Vec<(String, Self)>) -> Self {
        let mut kept: Vec<(String, Self)> = Vec::with_capacity(members.len());
        for (key, value) in members {
            match kept.binary_search_by(|(known, _)| known.len().cmp(&key.len()).then_with(|| known.as_str().cmp(&key)))
            {
                Ok(place) => kept[place].1 = value,
                Err(place) => kept.insert(place, (key, value)),
            }
        }
        Self::Object(kept)
    }

    /// The member of that key.
    pub(super) fn member(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        members.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }

    /// The item at a place, from the end where it is negative.
    pub(super) fn item(&self, place: i64) -> Option<&Self> {
        let Self::Array(items) = self else { return None };
        items.get(index_of(place, items.len())?)
    }

    /// What a path leads to; an array's items go by number.
    pub(super) fn at(&self, path: &[String]) -> Option<&Self> {
        path.iter().try_fold(self, |json, step| match json {
            Self::Object(_) => json.member(step),
            Self::Array(_) => json.item(step.parse().ok()?),
            _ => None,
        })
    }

    /// `@>`.
    pub(super) fn contains(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object(all), Self::Object(wanted)) => wanted
                .iter()
                .all(|(key, wanted)| all.iter().any(|(known, value)| known == key && value.contains_inside(wanted))),
            (Self::Array(all), Self::Array(wanted)) => {
                wanted.iter().all(|wanted| all.iter().any(|value| value.contains_inside(wanted)))
            }
            (Self::Array(_), Self::Object(_)) => false,
            // An array may contain a plain value.
            (Self::Array(all), wanted) => all.contains(wanted),
            (value, wanted) => value == wanted,
        }
    }

    fn contains_inside(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Object(_), Self::Object(_)) | (Self::Array(_), Self::Array(_)) => self.contains(other),
            (Self::Array(_) | Self::Object(_), _) | (_, Self::Array(_) | Self::Object(_)) => false,
            _ => self == other,
        }
    }

    /// As the server prints it.
    pub(super) fn print(&self) -> String {
        let mut text = String::new();
        self.push(&mut text);
        text
    }

    /// As `->>` gives it; `None` for `null`.
    pub(super) fn plain(&self) -> Option<String> {
        match self {
            Self::Null => None,
            Self::Text(text) => Some(text.clone()),
            other => Some(other.print()),
        }
    }

    /// What `jsonb_typeof` says.
    pub(super) fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Boolean(_) => "boolean",
            Self::Number(_) => "number",
            Self::Text(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    fn push(&self, into: &mut String) {
        match self {
            Self::Null => into.push_str("null"),
            Self::Boolean(truth) => into.push_str(if *truth { "true" } else { "false" }),
            Self::Number(number) => write!(into, "{number}").expect("writing to a string cannot fail"),
            Self::Text(text) => push_string(into, text),
            Self::Array(items) => {
                into.push('[');
                for (index, item) in items.iter().enumerate() {
                    into.push_str(if index > 0 { ", " } else { "" });
                    item.push(into);
                }
                into.push(']');
            }
            Self::Object(members) => {
                into.push('{');
                for (index, (key, value)) in members.iter().enumerate() {
                    into.push_str(if index > 0 { ", " } else { "" });
                    push_string(into, key);
                    into.push_str(": ");
                    value.push(into);
                }
                into.push('}');
            }
        }
    }
}

/// The place that a subscript means, negative ones counted from the end.
pub(super) fn index_of(place: i64, length: usize) -> Option<usize> {
    let place = if place < 0 { place.checked_add(i64::try_from(length).ok()?)? } else { place };
    usize::try_from(place).ok().filter(|place| *place < length)
}

/// A string in quotes, escaped as the server escapes it.
pub(super) fn push_string(into: &mut String, text: &str) {
    into.push('"');
    for c in text.chars() {
        match c {
            '"' => into.push_str("\\\""),
            '\\' => into.push_str("\\\\"),
            '\n' => into.push_str("\\n"),
            '\r' => into.push_str("\\r"),
            '\t' => into.push_str("\\t"),
            '\x08' => into.push_str("\\b"),
            '\x0c' => into.push_str("\\f"),
            c if c < ' ' => write!(into, "\\u{:04x}", u32::from(c)).expect("writing to a string cannot fail"),
            c => into.push(c),
        }
    }
    into.push('"');
}

struct Reader<'t> {
    rest: &'t str,
    /// Something was met that is left to the server.
    unread: bool,
}

impl Reader<'_> {
    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
    }

    fn take(&mut self, wanted: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(wanted)?;
        Some(())
    }

    fn value(&mut self) -> Option<Json> {
        self.skip_blanks();
        match self.rest.as_bytes().first()? {
            b'{' => self.object(),
            b'[' => self.array(),
            b'"' => self.string().map(Json::Text),
            b't' => self.word("true", Json::Boolean(true)),
            b'f' => self.word("false", Json::Boolean(false)),
            b'n' => self.word("null", Json::Null),
            _ => self.number(),
        }
    }

    fn word(&mut self, word: &str, json: Json) -> Option<Json> {
        self.take(word)?;
        (!self.rest.starts_with(|c: char| c.is_alphanumeric() || c == '_')).then_some(json)
    }

    fn number(&mut self) -> Option<Json> {
        let end = self.rest.find(|c: char| !matches!(c, '0'..='9' | '-' | '+' | '.' | 'e' | 'E'));
        let (digits, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        if !is_number(digits) || rest.starts_with(|c: char| c.is_alphanumeric() || c == '_') {
            return None;
        }
        self.rest = rest;
        let number = Number::parse(digits);
        self.unread |= number.is_none();
        Some(number.map_or(Json::Null, Json::Number))
    }

    fn string(&mut self) -> Option<String> {
        self.take("\"")?;
        let mut text = String::new();
        let mut characters = self.rest.char_indices();
        loop {
            let (at, c) = characters.next()?;
            match c {
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Some(text);
                }
                '\\' => text.push(match characters.next()?.1 {
                    c @ ('"' | '\\' | '/') => c,
                    'b' => '\x08',
                    'f' => '\x0c',
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => {
                        self.unread = true;
                        return None;
                    }
                    _ => return None,
                }),
                c if c < ' ' => return None,
                c => text.push(c),
            }
        }
    }

    fn array(&mut self) -> Option<Json> {
        self.take("[")?;
        let mut items = Vec::new();
        self.skip_blanks();
        if self.take("]").is_some() {
            return Some(Json::Array(items));
        }
        loop {
            items.push(self.value()?);
            self.skip_blanks();
            if self.take("]").is_some() {
                return Some(Json::Array(items));
            }
            self.take(",")?;
        }
    }

    fn object(&mut self) -> Option<Json> {
        self.take("{")?;
        let mut members = Vec::new();
        self.skip_blanks();
        if self.take("}").is_some() {
            return Some(Json::Object(members));
        }
        loop {
            self.skip_blanks();
            let key = self.string()?;
            self.skip_blanks();
            self.take(":")?;
            members.push((key, self.value()?));
            self.skip_blanks();
            if self.take("}").is_some() {
                return Some(Json::object(members));
            }
            self.take(",")?;
        }
    }
}

/// `-12.5e+3` as the standard has it: no leading zeros, digits on both sides of the point.
fn is_number(text: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let (body, exponent) = match text.find(['e', 'E']) {
        Some(at) => (&text[..at], Some(&text[at + 1..])),
        None => (text, None),
    };
    let body = body.strip_prefix('-').unwrap_or(body);
    let (whole, fraction) = body.split_once('.').map_or((body, None), |(whole, fraction)| (whole, Some(fraction)));
    digits(whole)
        && (whole == "0" || !whole.starts_with('0'))
        && fraction.is_none_or(digits)
        && exponent.is_none_or(|exponent| digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn normal(text: &str) -> String {
        match Json::parse(text) {
            Reading::Read(json) => json.print(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn documents_have_one_normal_form() {
        assert_eq!(
            normal(r#" {"bb":1.50, "a" : [true,null,"x\ty"], "bb":2} "#),
            r#"{"a": [true, null, "x\ty"], "bb": 2}"#
        );
        assert_eq!(normal("1.50e2"), "150");
        assert_eq!(normal("[]"), "[]");
        for invalid in ["", "{", "[1,]", "{a:1}", "01", "nul", "1 2", "'x'", "truex"] {
            assert_eq!(normal(invalid), "Invalid", "{invalid}");
        }
    }

    #[test]
    fn containment_looks_inside() {
        let read = |text| match Json::parse(text) {
            Reading::Read(json) => json,
            other => panic!("{other:?}"),
        };
        assert!(read(r#"{"a": {"b": 1, "c": 2}}"#).contains(&read(r#"{"a": {"b": 1}}"#)));
        assert!(read("[1, [2, 3]]").contains(&read("[[3]]")));
        assert!(read("[1, 2]").contains(&read("2")));
        assert!(!read("[1, [2, 3]]").contains(&read("[3]")));
    }
}
