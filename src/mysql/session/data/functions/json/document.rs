//! A JSON document whose numbers and strings keep their letters.

use super::Change;
use super::path::Step;
use std::fmt::{self, Write as _};

/// A document.
#[derive(Debug, Clone, PartialEq)]
pub enum Document {
    Null,
    Boolean(bool),
    /// Its digits as they are written.
    Number(String),
    /// What stands between the quotes, escapes kept.
    Text(String),
    Array(Vec<Document>),
    /// Its keys as they are written.
    Object(Vec<(String, Document)>),
}

/// Deeper than this the server refuses a document.
const DEEPEST: usize = 32;

/// It is JSON.
pub fn is_valid(text: &str) -> bool {
    Document::parse(text).is_some()
}

/// A text between quotes.
pub fn quoted(text: &str) -> String {
    format!("\"{}\"", escaped(text))
}

/// A text as it stands between quotes.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '"' => escaped.push_str("\\\""),
            '\\' => escaped.push_str("\\\\"),
            '\n' => escaped.push_str("\\n"),
            '\r' => escaped.push_str("\\r"),
            '\t' => escaped.push_str("\\t"),
            '\u{8}' => escaped.push_str("\\b"),
            '\u{c}' => escaped.push_str("\\f"),
            other if other < ' ' => _ = write!(escaped, "\\u{:04X}", u32::from(other)),
            other => escaped.push(other),
        }
    }
    escaped
}

/// The text that stands between quotes.
pub fn unescaped(raw: &str) -> String {
    serde_json::from_str(&format!("\"{raw}\"")).unwrap_or_else(|_| raw.to_owned())
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl Reader<'_> {
    fn peek(&mut self) -> Option<u8> {
        let rest = &self.text.as_bytes()[self.at..];
        self.at += rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r')).count();
        self.text.as_bytes().get(self.at).copied()
    }

    fn take(&mut self, wanted: u8) -> Option<()> {
        (self.peek()? == wanted).then(|| self.at += 1)
    }

    fn word(&mut self, word: &str, document: Document) -> Option<Document> {
        self.text[self.at..].starts_with(word).then(|| {
            self.at += word.len();
            document
        })
    }

    fn document(&mut self, depth: usize) -> Option<Document> {
        if depth > DEEPEST {
            return None;
        }
        match self.peek()? {
            b'{' => self.object(depth),
            b'[' => self.array(depth),
            b'"' => self.string().map(Document::Text),
            b't' => self.word("true", Document::Boolean(true)),
            b'f' => self.word("false", Document::Boolean(false)),
            b'n' => self.word("null", Document::Null),
            _ => self.number(),
        }
    }

    fn object(&mut self, depth: usize) -> Option<Document> {
        self.take(b'{')?;
        let mut members = Vec::new();
        if self.peek()? == b'}' {
            self.at += 1;
            return Some(Document::Object(members));
        }
        loop {
            self.peek()?;
            let key = self.string()?;
            self.take(b':')?;
            members.push((key, self.document(depth + 1)?));
            match self.peek()? {
                b',' => self.at += 1,
                _ => break,
            }
        }
        self.take(b'}')?;
        Some(Document::Object(members))
    }

    fn array(&mut self, depth: usize) -> Option<Document> {
        self.take(b'[')?;
        let mut items = Vec::new();
        if self.peek()? == b']' {
            self.at += 1;
            return Some(Document::Array(items));
        }
        loop {
            items.push(self.document(depth + 1)?);
            match self.peek()? {
                b',' => self.at += 1,
                _ => break,
            }
        }
        self.take(b']')?;
        Some(Document::Array(items))
    }

    fn string(&mut self) -> Option<String> {
        let start = self.at;
        if self.text.as_bytes().get(start) != Some(&b'"') {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = start + 1;
        while *bytes.get(at)? != b'"' {
            at += if bytes[at] == b'\\' { 2 } else { 1 };
        }
        let raw = self.text.get(start + 1..at)?;
        serde_json::from_str::<String>(&format!("\"{raw}\"")).ok()?;
        self.at = at + 1;
        Some(raw.to_owned())
    }

    fn number(&mut self) -> Option<Document> {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E'))
            .count();
        let digits = &rest[..length];
        serde_json::from_str::<serde_json::Number>(digits).ok()?;
        self.at += length;
        Some(Document::Number(digits.to_owned()))
    }
}

impl Document {
    /// A text as a document; none where it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let mut reader = Reader { text, at: 0 };
        let document = reader.document(0)?;
        reader.peek().is_none().then_some(document)
    }

    /// A string.
    pub fn text(text: &str) -> Self {
        Self::Text(escaped(text))
    }

    /// The word for its kind.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Null => "NULL",
            Self::Boolean(_) => "BOOLEAN",
            Self::Number(digits) if digits.contains(['.', 'e', 'E']) => "DOUBLE",
            Self::Number(_) => "INTEGER",
            Self::Text(_) => "STRING",
            Self::Array(_) => "ARRAY",
            Self::Object(_) => "OBJECT",
        }
    }

    /// How many levels.
    pub fn depth(&self) -> i64 {
        match self {
            Self::Array(items) => 1 + items.iter().map(Self::depth).max().unwrap_or(0),
            Self::Object(members) => 1 + members.iter().map(|(_, value)| value.depth()).max().unwrap_or(0),
            _ => 1,
        }
    }

    /// How many items or members; anything else counts as one.
    pub fn count(&self) -> i64 {
        let count = match self {
            Self::Array(items) => items.len(),
            Self::Object(members) => members.len(),
            _ => 1,
        };
        i64::try_from(count).unwrap_or(i64::MAX)
    }

    /// As it would be written again.
    pub fn written(&self) -> String {
        self.to_string()
    }

    /// Without blanks.
    pub fn compact(&self) -> String {
        match self {
            Self::Array(items) => format!("[{}]", items.iter().map(Self::compact).collect::<Vec<_>>().join(",")),
            Self::Object(members) => {
                let members: Vec<String> =
                    members.iter().map(|(key, value)| format!("\"{key}\":{}", value.compact())).collect();
                format!("{{{}}}", members.join(","))
            }
            other => other.to_string(),
        }
    }

    /// What a path leads to.
    pub fn find(&self, path: &[Step]) -> Vec<&Self> {
        let Some((step, rest)) = path.split_first() else { return vec![self] };
        match (step, self) {
            (Step::Key(key), Self::Object(members)) => members
                .iter()
                .filter(|(known, _)| unescaped(known) == *key)
                .take(1)
                .flat_map(|(_, value)| value.find(rest))
                .collect(),
            (Step::AnyKey, Self::Object(members)) => members.iter().flat_map(|(_, value)| value.find(rest)).collect(),
            (Step::Index(index), Self::Array(items)) => {
                items.get(*index).map(|item| item.find(rest)).unwrap_or_default()
            }
            (Step::AnyIndex, Self::Array(items)) => items.iter().flat_map(|item| item.find(rest)).collect(),
            // A single value is an array of itself.
            (Step::Index(0), other) => other.find(rest),
            _ => Vec::new(),
        }
    }

    /// Changes what a path leads to.
    pub fn change(&mut self, path: &[Step], value: Self, how: Change) {
        let Some((step, rest)) = path.split_first() else {
            match (how, &mut *self) {
                (Change::Insert, _) => {}
                (Change::Append, Self::Array(items)) => items.push(value),
                (Change::Append, other) => *other = Self::Array(vec![other.clone(), value]),
                _ => *self = value,
            }
            return;
        };
        let adds = rest.is_empty() && matches!(how, Change::Set | Change::Insert);
        match (step, &mut *self) {
            (Step::Key(key), Self::Object(members)) => {
                match members.iter_mut().find(|(known, _)| unescaped(known) == *key) {
                    Some((_, known)) => known.change(rest, value, how),
                    None if adds => members.push((escaped(key), value)),
                    None => {}
                }
            }
            (Step::Index(index), Self::Array(items)) => match items.get_mut(*index) {
                Some(known) => known.change(rest, value, how),
                None if adds => items.push(value),
                None => {}
            },
            (Step::Index(0), other) => other.change(rest, value, how),
            (Step::Index(_), other) if adds => *other = Self::Array(vec![other.clone(), value]),
            _ => {}
        }
    }

    /// Takes away what a path leads to.
    pub fn remove(&mut self, path: &[Step]) {
        let Some((step, rest)) = path.split_first() else { return };
        match (step, self) {
            (Step::Key(key), Self::Object(members)) => {
                let Some(at) = members.iter().position(|(known, _)| unescaped(known) == *key) else { return };
                if rest.is_empty() {
                    members.remove(at);
                } else {
                    members[at].1.remove(rest);
                }
            }
            (Step::Index(index), Self::Array(items)) if *index < items.len() => {
                if rest.is_empty() {
                    items.remove(*index);
                } else {
                    items[*index].remove(rest);
                }
            }
            _ => {}
        }
    }

    /// Everything of the part is in the whole.
    pub fn contains(&self, part: &Self) -> bool {
        match (self, part) {
            (Self::Array(items), Self::Array(parts)) => {
                parts.iter().all(|part| items.iter().any(|item| item.contains(part)))
            }
            (Self::Array(items), part) => items.iter().any(|item| item.contains(part)),
            (Self::Object(members), Self::Object(parts)) => parts.iter().all(|(key, part)| {
                members.iter().any(|(known, value)| unescaped(known) == unescaped(key) && value.contains(part))
            }),
            (Self::Text(a), Self::Text(b)) => unescaped(a) == unescaped(b),
            (Self::Number(a), Self::Number(b)) => a == b || a.parse::<f64>().ok() == b.parse::<f64>().ok(),
            (whole, part) => whole == part,
        }
    }

    /// RFC 7396: members of the patch replace those of the document, `null` takes them away.
    pub fn patch(self, patch: Self) -> Self {
        let Self::Object(changes) = patch else { return patch };
        let mut members = if let Self::Object(members) = self { members } else { Vec::new() };
        for (key, value) in changes {
            let known = members.iter().position(|(known, _)| *known == key);
            match (known, value) {
                (Some(at), Self::Null) => {
                    members.remove(at);
                }
                (None, Self::Null) => {}
                (Some(at), value) => {
                    let before = std::mem::replace(&mut members[at].1, Self::Null);
                    members[at].1 = before.patch(value);
                }
                (None, value) => members.push((key, Self::Object(Vec::new()).patch(value))),
            }
        }
        Self::Object(members)
    }

    /// All of both: arrays one behind the other, members of the same key merged.
    pub fn join(self, other: Self) -> Self {
        match (self, other) {
            (Self::Object(mut members), Self::Object(others)) => {
                for (key, value) in others {
                    match members.iter_mut().find(|(known, _)| *known == key) {
                        Some((_, known)) => *known = std::mem::replace(known, Self::Null).join(value),
                        None => members.push((key, value)),
                    }
                }
                Self::Object(members)
            }
            (Self::Array(mut items), Self::Array(others)) => {
                items.extend(others);
                Self::Array(items)
            }
            (Self::Array(mut items), other) => {
                items.push(other);
                Self::Array(items)
            }
            (one, Self::Array(mut items)) => {
                items.insert(0, one);
                Self::Array(items)
            }
            (one, other) => Self::Array(vec![one, other]),
        }
    }
}

impl fmt::Display for Document {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null => f.write_str("null"),
            Self::Boolean(truth) => write!(f, "{truth}"),
            Self::Number(digits) => f.write_str(digits),
            Self::Text(raw) => write!(f, "\"{raw}\""),
            Self::Array(items) => {
                f.write_str("[")?;
                for (at, item) in items.iter().enumerate() {
                    write!(f, "{}{item}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("]")
            }
            Self::Object(members) => {
                f.write_str("{")?;
                for (at, (key, value)) in members.iter().enumerate() {
                    write!(f, "{}\"{key}\": {value}", if at > 0 { ", " } else { "" })?;
                }
                f.write_str("}")
            }
        }
    }
}
