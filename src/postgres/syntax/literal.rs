//! Constants: from the source's spelling to their value, and back.

use super::scan;
use crate::postgres::ast::Name;
use std::borrow::Cow;

/// The value of a string literal as written: `'…'`, `E'…'`, `N'…'`, `$tag$…$tag$`, and its continuation on later
/// lines. `None` for an escape that the server refuses, and for `U&'…'`.
pub(super) fn unquote(literal: &str) -> Option<Cow<'_, str>> {
    match literal.as_bytes()[0] {
        b'\'' => plain(literal),
        b'n' | b'N' => plain(&literal[1..]),
        b'e' | b'E' => escaped(literal.as_bytes()).map(Cow::Owned),
        b'$' => {
            let tag = 2 + literal[1..].find('$')?;
            literal.get(tag..literal.len() - tag).map(Cow::Borrowed)
        }
        _ => None,
    }
}

/// The value of a string literal as a name.
pub(super) fn value(literal: &str) -> Option<Name> {
    unquote(literal).map(Name::from)
}

/// `'…'`: only the quote is doubled.
fn plain(literal: &str) -> Option<Cow<'_, str>> {
    let body = literal.strip_prefix('\'')?.strip_suffix('\'')?;
    if !body.contains('\'') {
        return Some(Cow::Borrowed(body));
    }
    let (bytes, mut value, mut at) = (literal.as_bytes(), String::with_capacity(body.len()), 1);
    loop {
        let end = at + memchr::memchr(b'\'', &bytes[at..])?;
        value.push_str(&literal[at..end]);
        at = end + 1;
        if bytes.get(at) == Some(&b'\'') {
            value.push('\'');
        } else if let Some(next) = scan::continuation(bytes, at) {
            at = next;
        } else {
            return Some(Cow::Owned(value));
        }
        at += 1;
    }
}

/// `E'…'`, from its `E`.
fn escaped(bytes: &[u8]) -> Option<String> {
    let (mut value, mut at) = (Vec::with_capacity(bytes.len()), 2);
    loop {
        match bytes.get(at)? {
            b'\\' => at = escape(bytes, at + 1, &mut value)?,
            b'\'' if bytes.get(at + 1) == Some(&b'\'') => {
                value.push(b'\'');
                at += 2;
            }
            b'\'' => match scan::continuation(bytes, at + 1) {
                Some(next) => at = next + 1,
                None => break,
            },
            &byte => {
                value.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8(value).ok().filter(|value| !value.contains('\0'))
}

/// Decodes the escape after a backslash; the result is the offset after it.
fn escape(bytes: &[u8], at: usize, value: &mut Vec<u8>) -> Option<usize> {
    let digits = |from: usize, most: usize, radix: u32| {
        let length = bytes[from..].iter().take(most).take_while(|byte| char::from(**byte).is_digit(radix)).count();
        let text = std::str::from_utf8(&bytes[from..from + length]).ok()?;
        u32::from_str_radix(text, radix).ok().map(|number| (number, from + length))
    };
    let byte = *bytes.get(at)?;
    match byte {
        b'b' => value.push(8),
        b'f' => value.push(12),
        b'n' => value.push(b'\n'),
        b'r' => value.push(b'\r'),
        b't' => value.push(b'\t'),
        b'0'..=b'7' => {
            let (number, end) = digits(at, 3, 8)?;
            value.push(u8::try_from(number & 0xff).ok()?);
            return Some(end);
        }
        b'x' => {
            if let Some((number, end)) = digits(at + 1, 2, 16) {
                value.push(u8::try_from(number).ok()?);
                return Some(end);
            }
            value.push(b'x');
        }
        b'u' | b'U' => {
            let length = if byte == b'u' { 4 } else { 8 };
            let (number, end) = digits(at + 1, length, 16).filter(|(_, end)| *end == at + 1 + length)?;
            // A surrogate pair is the rare case that is left out.
            value.extend(char::from_u32(number)?.encode_utf8(&mut [0; 4]).bytes());
            return Some(end);
        }
        other => value.push(other),
    }
    Some(at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_of_a_string() {
        for (literal, expected) in [
            ("'a''b'", "a'b"),
            ("'a\\b'", "a\\b"),
            ("''", ""),
            ("''''", "'"),
            ("'a'\n  'b'", "ab"),
            ("'a' \n-- it's\n 'b'", "ab"),
            ("E'a\\'b''c\\n\\\\'", "a'b'c\n\\"),
            ("e'\\x41\\101\\u00e9\\xc3\\xa9\\q'", "AA\u{e9}\u{e9}q"),
            ("E'a\\\\'\n'b\\''", "a\\b'"),
            ("N'a'", "a"),
            ("$$a'b$$", "a'b"),
            ("$x$a$$b$x$", "a$$b"),
        ] {
            assert_eq!(unquote(literal).as_deref(), Some(expected), "{literal}");
        }
    }

    #[test]
    fn what_the_server_refuses_has_no_value() {
        for literal in ["E'\\0'", "E'\\u12'", "E'\\xff'"] {
            assert_eq!(unquote(literal), None, "{literal}");
        }
    }
}
