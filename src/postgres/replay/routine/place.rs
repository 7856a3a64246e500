//! Where the server points inside a body, which is a literal of its statement.
//!
//! The server looks for the body's text between dollars or quotes in the statement, and points nowhere where it is not found or is found twice.

/// The offset in `statement` of a place in `body`.
pub(super) fn in_statement(statement: &str, body: &str, offset: usize) -> Option<u32> {
    let bytes = statement.as_bytes();
    let end = bytes.len().checked_sub(body.len())?;
    let starts = memchr::memchr2_iter(b'$', b'\'', &bytes[..end]);
    let mut found =
        starts.filter_map(|start| place(&bytes[start..], body.as_bytes(), offset).map(|place| start + place));
    let place = found.next()?;
    if found.next().is_some() { None } else { u32::try_from(place).ok() }
}

/// The place of `offset` in a literal, if its text is `body`.
fn place(literal: &[u8], body: &[u8], offset: usize) -> Option<usize> {
    let (quote, rest) = literal.split_first()?;
    if *quote == b'$' {
        return (rest.starts_with(body) && rest.get(body.len()) == Some(&b'$')).then_some(1 + offset);
    }
    let (mut at, mut place) = (0, 1 + offset);
    for (index, byte) in body.iter().enumerate() {
        let escaped = match rest.get(at)? {
            b'\\' => true,
            b'\'' if rest.get(at + 1) == Some(&b'\'') => true,
            b'\'' => return None,
            _ => false,
        };
        at += usize::from(escaped);
        place += usize::from(escaped && index < offset);
        if rest.get(at) != Some(byte) {
            return None;
        }
        at += 1;
    }
    (rest.get(at) == Some(&b'\'') && rest.get(at + 1) != Some(&b'\'')).then_some(place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_literal() {
        let place = |statement: &str, body, offset| in_statement(statement, body, offset);
        assert_eq!(place("DO $$abc$$", "abc", 1), Some(6));
        assert_eq!(place("DO $x$abc$x$ ", "abc", 3), Some(9));
        assert_eq!(place("DO 'it''s x'", "it's x", 5), Some(10));
        assert_eq!(place("DO 'it''s x'", "it's x", 2), Some(6));
        assert_eq!(place("DO E'a\\\\b' ", "a\\b", 2), Some(8));
        assert_eq!(place("DO E'a\\nb' ", "a\nb", 2), None);
        assert_eq!(place("COMMENT 'abc' AS $$abc$$ x", "abc", 1), None);
    }
}
