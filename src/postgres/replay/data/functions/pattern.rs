//! Patterns: `LIKE`, `SIMILAR TO`, and regular expressions as far as they mean the same to the `regex` crate.

use super::{Arguments, Given, Implementation};
use crate::postgres::ast::Name;
use crate::postgres::replay::data::array::Array;
use crate::postgres::replay::data::datum::Datum;
use crate::postgres::replay::data::evaluate::undecided;
use crate::postgres::replay::data::operate::bounded;
use crate::run::Refusal;
use regex::Regex;
use std::sync::Arc;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[
    ("regexp_count", regexp_count),
    ("regexp_like", regexp_like),
    ("regexp_match", regexp_match),
    ("regexp_replace", regexp_replace),
    ("regexp_split_to_array", regexp_split_to_array),
];

/// The operators of pattern matching.
pub(in super::super) fn operate(operator: &str, text: &str, pattern: &str, folded: bool) -> Result<bool, Refusal> {
    let (plain, negated) = operator.strip_prefix('!').map_or((operator, false), |plain| (plain, true));
    let found = match plain {
        "~~" => like(text, pattern, "\\", folded)?,
        "~~*" => like(text, pattern, "\\", true)?,
        "~" if !folded => regex(pattern, "")?.is_match(text),
        "~*" if !folded && text.is_ascii() => regex(pattern, "i")?.is_match(text),
        "^@" if !folded => text.starts_with(pattern),
        _ => return Err(undecided("an expression")),
    };
    Ok(found != negated)
}

/// `LIKE` and `ILIKE`.
pub(in super::super) fn like(text: &str, pattern: &str, escape: &str, folded: bool) -> Result<bool, Refusal> {
    let unknown = || undecided("a pattern match");
    // Beyond ASCII, case is the locale's.
    if folded && !(text.is_ascii() && pattern.is_ascii()) {
        return Err(unknown());
    }
    let chars = |text: &str| -> Vec<char> {
        if folded { text.to_ascii_lowercase().chars().collect() } else { text.chars().collect() }
    };
    let tokens = tokens(&chars(pattern), escape.chars().next()).ok_or_else(unknown)?;
    Ok(matches_tokens(&chars(text), &tokens))
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Token {
    Any,
    One,
    Just(char),
}

/// `None` for a pattern that ends with its escape character.
fn tokens(pattern: &[char], escape: Option<char>) -> Option<Vec<Token>> {
    let mut tokens = Vec::with_capacity(pattern.len());
    let mut rest = pattern.iter();
    while let Some(c) = rest.next() {
        tokens.push(match c {
            c if Some(*c) == escape => Token::Just(*rest.next()?),
            '%' => Token::Any,
            '_' => Token::One,
            c => Token::Just(*c),
        });
    }
    Some(tokens)
}

/// On a mismatch the last `%` takes one character more, which is all the backtracking that is needed.
fn matches_tokens(text: &[char], pattern: &[Token]) -> bool {
    let (mut at, mut next) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < text.len() {
        match pattern.get(next) {
            Some(Token::Any) => {
                retry = Some((at, next + 1));
                next += 1;
            }
            Some(Token::One) => (at, next) = (at + 1, next + 1),
            Some(Token::Just(c)) if *c == text[at] => (at, next) = (at + 1, next + 1),
            _ => {
                let Some((start, after)) = retry else { return false };
                retry = Some((start + 1, after));
                (at, next) = (start + 1, after);
            }
        }
    }
    pattern[next..].iter().all(|token| *token == Token::Any)
}

/// `SIMILAR TO`, where the pattern has none but the simplest signs.
pub(in super::super) fn similar(text: &str, pattern: &str, escape: Option<&str>) -> Result<bool, Refusal> {
    if escape.is_some() || pattern.contains(['\\', '"', '[', ']', '{', '}', '^', '$', '.']) {
        return Err(undecided("a pattern match"));
    }
    let translated: String = pattern
        .chars()
        .map(|c| match c {
            '%' => "(?:.|\n)*".to_owned(),
            '_' => "(?:.|\n)".to_owned(),
            '(' => "(?:".to_owned(),
            c if matches!(c, ')' | '|' | '*' | '+' | '?') => c.to_string(),
            c => regex::escape(&c.to_string()),
        })
        .collect();
    let regex = Regex::new(&format!("^(?:{translated})$")).map_err(|_| undecided("a pattern match"))?;
    Ok(regex.is_match(text))
}

/// A regular expression of the server's, where it means the same here: what both read alike, without what makes the server prefer the
/// longest match or what depends on the locale.
fn regex(pattern: &str, flags: &str) -> Result<Regex, Refusal> {
    let unknown = || undecided("a regular expression");
    if !is_common(pattern) || !flags.bytes().all(|flag| matches!(flag, b'i' | b'g' | b'c')) {
        return Err(unknown());
    }
    let folded = flags.contains('i');
    // `.` matches a line's end too, `$` only the text's; classes are those of ASCII, and so is the text that is matched.
    let translated =
        pattern.replace("\\d", "[0-9]").replace("\\w", "[A-Za-z0-9_]").replace("\\s", "[ \\t\\n\\x0b\\f\\r]");
    regex::RegexBuilder::new(&translated)
        .case_insensitive(folded)
        .dot_matches_new_line(true)
        .size_limit(1 << 20)
        .build()
        .map_err(|_| unknown())
}

/// Only signs that both engines know. Alternatives of different lengths are left to the server where more than the fact of a match counts.
fn is_common(pattern: &str) -> bool {
    let mut characters = pattern.chars().peekable();
    let mut in_class = false;
    if !pattern.is_ascii() || pattern.starts_with("***") || pattern.starts_with("(?") {
        return false;
    }
    while let Some(c) = characters.next() {
        match c {
            '\\' => {
                let Some(escaped) = characters.next() else { return false };
                let common = if in_class {
                    matches!(escaped, '\\' | ']' | '[' | '-' | '.' | '/' | '^' | '$')
                } else {
                    !escaped.is_ascii_alphanumeric() || matches!(escaped, 'd' | 'w' | 's' | 'n' | 't')
                };
                if !common {
                    return false;
                }
            }
            '[' if in_class => return false,
            '[' => {
                in_class = true;
                characters.next_if_eq(&'^');
                if characters.peek() == Some(&']') {
                    return false;
                }
            }
            ']' if in_class => in_class = false,
            '&' | '~' | '-' if in_class && characters.peek() == Some(&c) => return false,
            // Possessive and reluctant quantifiers, and quantifiers of quantifiers.
            '*' | '+' | '?' | '}' if !in_class && matches!(characters.peek(), Some('*' | '+' | '?' | '{')) => {
                return false;
            }
            '(' if !in_class && characters.peek() == Some(&'?') => {
                characters.next();
                if characters.next() != Some(':') {
                    return false;
                }
            }
            _ => {}
        }
    }
    !in_class
}

/// What is matched must be told apart by more than its being there: the server takes the longest alternative, the crate the first.
fn exact(pattern: &str, flags: &str) -> Result<Regex, Refusal> {
    if pattern.contains('|') {
        return Err(undecided("a regular expression"));
    }
    regex(pattern, flags)
}

fn flags<'a>(arguments: &'a Arguments<'_>, place: usize) -> Option<&'a str> {
    if arguments.len() <= place { Some("") } else { arguments.text(place).map(Name::as_str) }
}

fn regexp_like(arguments: &Arguments<'_>) -> Given {
    let (Some(text), Some(pattern), Some(flags)) = (arguments.text(0), arguments.text(1), flags(arguments, 2)) else {
        return Ok(None);
    };
    Ok(Some(regex(pattern, flags)?.is_match(text).into()))
}

fn regexp_count(arguments: &Arguments<'_>) -> Given {
    let (2, Some(text), Some(pattern)) = (arguments.len(), arguments.text(0), arguments.text(1)) else {
        return Ok(None);
    };
    Ok(Some(Datum::count(exact(pattern, "")?.find_iter(text).count())))
}

fn regexp_match(arguments: &Arguments<'_>) -> Given {
    let (Some(text), Some(pattern), Some(flags)) = (arguments.text(0), arguments.text(1), flags(arguments, 2)) else {
        return Ok(None);
    };
    if flags.contains('g') {
        return Ok(None);
    }
    Ok(Some(exact(pattern, flags)?.captures(text).map_or(Datum::Null, |captures| groups(&captures))))
}

/// All matches, each as the groups of the pattern.
pub(super) fn matches(text: &str, pattern: &str, flags: &str) -> Result<Vec<Datum>, Refusal> {
    let regex = exact(pattern, flags)?;
    let limit = if flags.contains('g') { usize::MAX } else { 1 };
    Ok(regex.captures_iter(text).take(limit).map(|captures| groups(&captures)).collect())
}

/// The groups of a match; the whole match where the pattern has none.
fn groups(captures: &regex::Captures<'_>) -> Datum {
    let first = usize::from(captures.len() > 1);
    let group = |place: usize| captures.get(place).map_or(Datum::Null, |found| found.as_str().into());
    Datum::Array(Arc::new(Array::list((first..captures.len()).map(group).collect())))
}

fn regexp_replace(arguments: &Arguments<'_>) -> Given {
    let (Some(text), Some(pattern), Some(replacement)) = (arguments.text(0), arguments.text(1), arguments.text(2))
    else {
        return Ok(None);
    };
    let (3 | 4, Some(flags)) = (arguments.len(), flags(arguments, 3)) else { return Ok(None) };
    let regex = exact(pattern, flags)?;
    let mut result = String::new();
    let mut end = 0;
    let limit = if flags.contains('g') { usize::MAX } else { 1 };
    for captures in regex.captures_iter(text).take(limit) {
        let Some(whole) = captures.get(0) else { continue };
        result.push_str(&text[end..whole.start()]);
        push_replacement(&mut result, replacement, &captures);
        end = whole.end();
    }
    result.push_str(&text[end..]);
    bounded(result).map(|text| Some(text.into()))
}

/// `\1` is a group, `\&` the match.
fn push_replacement(into: &mut String, replacement: &str, captures: &regex::Captures<'_>) {
    let mut characters = replacement.chars().peekable();
    while let Some(c) = characters.next() {
        let next = if c == '\\' { characters.peek().copied() } else { None };
        let group = match next {
            Some('&') => Some(0),
            Some(digit @ '1'..='9') => digit.to_digit(10),
            _ => None,
        };
        match (next, group) {
            (_, Some(group)) => {
                characters.next();
                into.push_str(captures.get(group as usize).map_or("", |found| found.as_str()));
            }
            (Some('\\'), None) => {
                characters.next();
                into.push('\\');
            }
            _ => into.push(c),
        }
    }
}

/// What stands between the matches; the server ignores empty matches at the ends.
pub(super) fn split(text: &str, pattern: &str, flags: &str) -> Result<Vec<Name>, Refusal> {
    let regex = exact(pattern, flags)?;
    if regex.is_match("") {
        return Err(undecided("a regular expression"));
    }
    Ok(regex.split(text).map(Name::new).collect())
}

fn regexp_split_to_array(arguments: &Arguments<'_>) -> Given {
    let (Some(text), Some(pattern), Some(flags)) = (arguments.text(0), arguments.text(1), flags(arguments, 2)) else {
        return Ok(None);
    };
    let parts = split(text, pattern, flags)?.into_iter().map(Datum::Text).collect();
    Ok(Some(Datum::Array(Arc::new(Array::list(parts)))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, pattern: &str) -> bool {
        like(text, pattern, "\\", false).expect("is decided")
    }

    #[test]
    fn patterns_match_as_like_does() {
        assert!(found("abc", "a%"));
        assert!(found("abcbd", "%b_"));
        assert!(found("a%", "a\\%"));
        assert!(!found("ab", "a\\%"));
        assert!(found("", "%"));
        assert!(!found("", "_"));
        assert!(like("a", "a\\", "\\", false).is_err());
        assert_eq!(like("a%", "a!%", "!", false), Ok(true));
    }

    #[test]
    fn only_what_both_engines_read_alike_is_read() {
        for common in ["^[a-z_]+$", "a.*b", "(x)(y)?", "\\d{2,3}", "a|b", "[^,]*", "\\.sql$"] {
            assert!(is_common(common), "{common}");
        }
        for other in ["\\m", "\\bx", "a*?", "[[:alpha:]]", "(?=x)", "(?i)x", "é", "\\1", "***=x", "[\\d]"] {
            assert!(!is_common(other), "{other}");
        }
    }
}
