//! Templates: how the kinds of statement are written down.
//!
//! `{a|b}` is one of them, `[a|b]` one of them or nothing, `{…}+` one to three with commas between, `\` takes the next character as it
//! is, and `$name` is a rule of the vocabulary or something that depends on what is there ([`Author::symbol`]).

use crate::random::Random;
use crate::vocabulary::Vocabulary;

/// From this depth on a rule takes its first alternative, which is its simplest; from half of it on every other time.
const DEEP: usize = 4;

/// Who writes one statement.
pub trait Author {
    /// The words to write with.
    fn vocabulary(&self) -> &'static Vocabulary;

    /// Where choices come from.
    fn random(&mut self) -> &mut Random;

    /// How many rules are being written within each other.
    fn depth(&mut self) -> &mut usize;

    /// The text of `$name`, which depends on what is there.
    fn symbol(&mut self, name: &str) -> String;

    /// A template with every choice taken.
    fn expand(&mut self, template: &str) -> String {
        let mut written = String::new();
        let mut rest = template;
        while let Some(character) = rest.chars().next() {
            rest = match character {
                '$' => self.named(&rest[1..], &mut written),
                '{' | '[' => self.choice(rest, &mut written),
                '\\' => {
                    written.extend(rest[1..].chars().next());
                    &rest[2..]
                }
                ' ' if written.is_empty() || written.ends_with([' ', '(']) => &rest[1..],
                _ => {
                    written.push(character);
                    &rest[character.len_utf8()..]
                }
            };
        }
        written
    }

    fn named<'t>(&mut self, template: &'t str, written: &mut String) -> &'t str {
        let end = template.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(template.len());
        let name = &template[..end];
        let text = match self.vocabulary().rule(name) {
            Some(alternatives) => self.rule(alternatives),
            None => self.symbol(name),
        };
        written.push_str(&text);
        &template[end..]
    }

    fn rule(&mut self, alternatives: &[&str]) -> String {
        let depth = *self.depth();
        let simplest = depth >= DEEP || depth >= DEEP / 2 && self.random().percent(50);
        let which = if simplest { 0 } else { self.random().below(alternatives.len()) };
        *self.depth() += 1;
        let text = self.expand(alternatives[which]);
        *self.depth() -= 1;
        text
    }

    fn choice<'t>(&mut self, template: &'t str, written: &mut String) -> &'t str {
        let (inside, rest) = bracketed(template);
        if template.starts_with('[') && self.random().percent(50) {
            return rest;
        }
        let alternatives = alternatives(inside);
        let repeated = rest.strip_prefix('+');
        let count = if repeated.is_some() { 1 + self.random().below(3) } else { 1 };
        for index in 0..count {
            let which = self.random().below(alternatives.len());
            let text = self.expand(alternatives[which]);
            written.push_str(if index > 0 { ", " } else { "" });
            written.push_str(if written.ends_with(' ') { text.trim_start() } else { &text });
        }
        repeated.unwrap_or(rest)
    }
}

/// What stands in the bracket at the start, and what follows it.
fn bracketed(template: &str) -> (&str, &str) {
    let mut depth = 0;
    let mut escaped = false;
    for (at, character) in template.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            _ => {}
        }
        if depth == 0 && !escaped {
            return (&template[1..at], &template[at + 1..]);
        }
    }
    panic!("a bracket of {template:?} is not closed");
}

/// The parts between the bars outside of inner brackets.
fn alternatives(inside: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut depth, mut escaped) = (0, 0, false);
    for (at, character) in inside.char_indices() {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '{' | '[' => depth += 1,
            '}' | ']' => depth -= 1,
            '|' if depth == 0 => {
                parts.push(&inside[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&inside[start..]);
    parts
}
