//! Regular expressions: the part of PCRE that means the same here; the rest is not known.

use super::{Computed, Given, Native, Run, entry, result};
use crate::mysql::error::failure;
use crate::mysql::value::Value;
use crate::run::Refusal;
use regex::{Regex, RegexBuilder};

pub(super) fn table() -> Vec<Native> {
    use Run::Fallible;
    vec![
        entry("regexp_replace", 3, 3, result::replaced, Fallible(replace)),
        entry("regexp_substr", 2, 2, result::same, Fallible(substr)),
        entry("regexp_instr", 2, 2, result::int10, Fallible(instr)),
    ]
}

/// The classes of PCRE as sets of ASCII characters.
fn translated(pattern: &str) -> String {
    let mut text = String::with_capacity(pattern.len());
    let mut characters = pattern.chars();
    let mut in_set = false;
    while let Some(character) = characters.next() {
        match character {
            '[' if !in_set => {
                in_set = true;
                text.push('[');
            }
            ']' if in_set => {
                in_set = false;
                text.push(']');
            }
            '\\' => {
                let class = match characters.next() {
                    Some('d') => "0-9",
                    Some('w') => "0-9A-Za-z_",
                    Some('s') => " \\t\\n\\r\\f\\x0B",
                    Some(other) => {
                        text.push('\\');
                        text.push(other);
                        continue;
                    }
                    None => {
                        text.push('\\');
                        continue;
                    }
                };
                if in_set {
                    text.push_str(class);
                } else {
                    text.push('[');
                    text.push_str(class);
                    text.push(']');
                }
            }
            other => text.push(other),
        }
    }
    text
}

/// The expression; none where it has what is not modelled.
fn compile(pattern: &str, ignores_case: bool) -> Result<Option<Regex>, Refusal> {
    if pattern.matches('(').count() > pattern.matches(')').count() && !pattern.contains(['\\', '[']) {
        let message = format!("Regex error 'missing closing parenthesis at offset {}'", pattern.len());
        return Err(failure("1139", message));
    }
    let posix = pattern.contains("[:")
        || pattern.contains("\\b")
        || pattern.contains("\\W")
        || pattern.contains("\\D")
        || pattern.contains("\\S");
    if posix && pattern.contains("[[:<:]]")
        || pattern.contains("\\W")
        || pattern.contains("\\D")
        || pattern.contains("\\S")
    {
        return Ok(None);
    }
    let text = if pattern.contains("[:") { pattern.to_owned() } else { translated(pattern) };
    Ok(RegexBuilder::new(&text).case_insensitive(ignores_case).size_limit(1 << 20).build().ok())
}

/// Whether a text has what a pattern looks for; none where that is not known.
pub fn matches(text: &str, pattern: &str, ignores_case: bool) -> Result<Option<bool>, Refusal> {
    Ok(compile(pattern, ignores_case)?.map(|regex| regex.is_match(text)))
}

fn compiled(given: &Given<'_>) -> Result<Option<Regex>, Refusal> {
    compile(&given.characters(1), !given.collation().is_exact())
}

fn not_modelled() -> Value {
    Value::unknown("a regular expression with what is not modelled")
}

fn replace(given: &Given<'_>) -> Computed {
    let Some(regex) = compiled(given)? else { return Ok(not_modelled()) };
    let mut replacement = String::new();
    let with = given.characters(2);
    let mut characters = with.chars();
    while let Some(character) = characters.next() {
        match character {
            '$' => replacement.push_str("$$"),
            '\\' => match characters.next() {
                Some(digit) if digit.is_ascii_digit() => {
                    replacement.push_str("${");
                    replacement.push(digit);
                    replacement.push('}');
                }
                Some(other) => replacement.push(other),
                None => replacement.push('\\'),
            },
            other => replacement.push(other),
        }
    }
    Ok(given.string(regex.replace_all(&given.characters(0), replacement.as_str()).into_owned()))
}

fn substr(given: &Given<'_>) -> Computed {
    let Some(regex) = compiled(given)? else { return Ok(not_modelled()) };
    let text = given.characters(0);
    Ok(given.string(regex.find(&text).map_or("", |found| found.as_str())))
}

fn instr(given: &Given<'_>) -> Computed {
    let Some(regex) = compiled(given)? else { return Ok(not_modelled()) };
    let text = given.characters(0);
    let place = regex.find(&text).map_or(0, |found| text[..found.start()].chars().count() + 1);
    Ok(Value::Int(i64::try_from(place).unwrap_or(0)))
}
