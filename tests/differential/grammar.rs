//! Templates: how the kinds of statement are written down.
//!
//! `{a|b}` is one of them, `[a|b]` one of them or nothing, `{…}+` one to three with commas between, `\` takes the next character as it
//! is, and `$name` is a rule of the vocabulary ([`crate::kinds::RULES`]) or something that depends on the catalog
//! ([`Writer::symbol`]).

use crate::kinds;
use crate::random::Random;
use crate::values::Picked;
use rebaseline::postgres::catalog::{Catalog, ObjectId};
use rebaseline::postgres::replay::Session;

/// From this depth on a rule takes its first alternative, which is its simplest; from half of it on every other time.
const DEEP: usize = 4;

/// Writes one statement, knowing the catalog that it will meet.
pub struct Writer<'a> {
    pub random: &'a mut Random,
    pub catalog: &'a Catalog,
    /// The roles that exist.
    pub roles: Vec<String>,
    /// The relation that the statement is about.
    pub relation: Option<ObjectId>,
    /// Its name, where `$about` chose it before its place in the statement, which is `$it`.
    pub about: String,
    /// Columns that the statement itself makes.
    pub draft: Vec<Picked>,
    /// The name of the column being made.
    pub new_column: String,
    /// The column that was named last.
    pub column: Option<Picked>,
    /// The object named last that is no relation.
    pub object: Option<ObjectId>,
    /// How relation's columns are qualified.
    pub qualifier: &'static str,
    /// The symbol for something that the statement needs and that is not there, so that it is bound to fail.
    pub missing: Option<String>,
    /// The current symbol stands for something that is not there.
    pub absent: bool,
    depth: usize,
    /// How many rows are within rows.
    pub nesting: usize,
}

impl<'a> Writer<'a> {
    pub fn new(random: &'a mut Random, session: &'a Session) -> Self {
        Self {
            random,
            catalog: session.catalog(),
            roles: session.roles().map(ToString::to_string).collect(),
            relation: None,
            about: String::new(),
            draft: Vec::new(),
            new_column: String::new(),
            column: None,
            object: None,
            qualifier: "",
            missing: None,
            absent: false,
            depth: 0,
            nesting: 0,
        }
    }

    /// A template with every choice taken.
    pub fn expand(&mut self, template: &str) -> String {
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
        let text = match kinds::rule(name) {
            Some(alternatives) => self.rule(alternatives),
            None => self.symbol(name),
        };
        written.push_str(&text);
        &template[end..]
    }

    fn rule(&mut self, alternatives: &[&str]) -> String {
        let simplest = self.depth >= DEEP || self.depth >= DEEP / 2 && self.random.percent(50);
        let which = if simplest { 0 } else { self.random.below(alternatives.len()) };
        self.depth += 1;
        let text = self.expand(alternatives[which]);
        self.depth -= 1;
        text
    }

    fn choice<'t>(&mut self, template: &'t str, written: &mut String) -> &'t str {
        let (inside, rest) = bracketed(template);
        if template.starts_with('[') && self.random.percent(50) {
            return rest;
        }
        let alternatives = alternatives(inside);
        let repeated = rest.strip_prefix('+');
        let count = if repeated.is_some() { 1 + self.random.below(3) } else { 1 };
        for index in 0..count {
            let which = self.random.below(alternatives.len());
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
