//! Arrays as their texts: `{a,"b c",NULL}`.

use crate::ast::Name;

/// The elements of an array of one dimension, `None` for `NULL`; nothing where the text is of another form.
pub(super) fn elements(text: &str) -> Option<Vec<Option<Name>>> {
    let inner = text.trim().strip_prefix('{')?.strip_suffix('}')?;
    let mut elements = Vec::new();
    let mut rest = inner.trim_start();
    if rest.is_empty() {
        return Some(elements);
    }
    loop {
        let (element, after) =
            if let Some(quoted) = rest.strip_prefix('"') { quoted_element(quoted)? } else { plain_element(rest)? };
        elements.push(element);
        rest = after.trim_start();
        match rest.strip_prefix(',') {
            Some(next) => rest = next.trim_start(),
            None if rest.is_empty() => return Some(elements),
            None => return None,
        }
    }
}

fn quoted_element(text: &str) -> Option<(Option<Name>, &str)> {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((at, character)) = characters.next() {
        match character {
            '"' => return Some((Some(Name::new(value)), &text[at + 1..])),
            '\\' => value.push(characters.next()?.1),
            other => value.push(other),
        }
    }
    None
}

fn plain_element(text: &str) -> Option<(Option<Name>, &str)> {
    let end = text.find([',', '{', '}', '"', '\\']).unwrap_or(text.len());
    let (word, rest) = (text[..end].trim_end(), &text[end..]);
    if word.is_empty() || !(rest.is_empty() || rest.starts_with(',')) {
        return None;
    }
    Some(((!word.eq_ignore_ascii_case("null")).then(|| Name::new(word)), rest))
}

/// The text of an array with these elements.
pub(super) fn text(elements: &[Option<Name>]) -> Name {
    let written = |element: &Option<Name>| match element {
        None => "NULL".to_owned(),
        Some(text) if needs_quotes(text) => format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"")),
        Some(text) => text.to_string(),
    };
    Name::new(format!("{{{}}}", elements.iter().map(written).collect::<Vec<_>>().join(",")))
}

fn needs_quotes(text: &str) -> bool {
    text.is_empty()
        || text.eq_ignore_ascii_case("null")
        || text.contains(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}' | '"' | '\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_arrays_are_taken_apart_and_put_together() {
        for whole in ["{}", "{a,b}", "{\"a b\",NULL,\"\"}", "{\"q\\\"q\",\"b\\\\s\"}"] {
            assert_eq!(elements(whole).map(|elements| text(&elements)).as_deref(), Some(whole));
        }
        assert_eq!(elements("{{1},{2}}"), None);
        assert_eq!(elements("{ 1 , 2 }").map(|elements| text(&elements)).as_deref(), Some("{1,2}"));
    }
}
