//! `format()`.

use super::{Arguments, Given, Implementation};
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use crate::postgres::replay::data::datum::Datum;
use crate::postgres::replay::data::evaluate::undecided;
use crate::postgres::replay::data::operate::bounded;
use crate::postgres::replay::data::output::LONGEST_TEXT;
use crate::run::{Failure, Refusal};
use std::iter::Peekable;
use std::str::Chars;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[("format", format)];

fn format(a: &Arguments<'_>) -> Given {
    let Some(template) = a.text(0) else { return Ok(Some(Datum::Null)) };
    let mut formatter = Formatter { arguments: a, next: 1, rest: template.chars().peekable(), text: String::new() };
    formatter.run()?;
    bounded(formatter.text).map(|text| Some(text.into()))
}

struct Formatter<'f, 'a> {
    arguments: &'f Arguments<'a>,
    /// The argument that comes next where no position is written.
    next: usize,
    rest: Peekable<Chars<'f>>,
    text: String,
}

/// `%[position$][-][width]type`.
struct Specifier {
    position: Option<usize>,
    left: bool,
    width: usize,
    letter: char,
}

impl Formatter<'_, '_> {
    fn run(&mut self) -> Result<(), Refusal> {
        while let Some(c) = self.rest.next() {
            if c != '%' {
                self.text.push(c);
            } else if self.rest.next_if_eq(&'%').is_some() {
                self.text.push('%');
            } else {
                let specifier = self.specifier()?;
                self.push(&specifier)?;
            }
        }
        Ok(())
    }

    fn number(&mut self) -> Option<usize> {
        let mut digits = String::new();
        while let Some(digit) = self.rest.next_if(char::is_ascii_digit) {
            digits.push(digit);
        }
        digits.parse().ok()
    }

    fn specifier(&mut self) -> Result<Specifier, Refusal> {
        let unterminated = || Failure::new("22023", "unterminated format() type specifier");
        let mut position = None;
        let mut left = false;
        let mut width = self.number();
        if width.is_some() && self.rest.next_if_eq(&'$').is_some() {
            position = width.take();
            if position == Some(0) {
                let message = "format specifies argument 0, but arguments are numbered from 1";
                return Err(Failure::new("22023", message).into());
            }
        }
        if width.is_none() {
            while self.rest.next_if_eq(&'-').is_some() {
                left = true;
            }
            width = self.number();
        }
        if self.rest.next_if_eq(&'*').is_some() {
            return Err(undecided("format()"));
        }
        let letter = self.rest.next().ok_or_else(unterminated)?;
        Ok(Specifier { position, left, width: width.unwrap_or(0), letter })
    }

    fn push(&mut self, specifier: &Specifier) -> Result<(), Refusal> {
        let letter = specifier.letter;
        if !matches!(letter, 's' | 'I' | 'L') {
            let message = format!("unrecognized format() type specifier \"{letter}\"");
            return Err(Failure::new("22023", message).into());
        }
        let place = specifier.position.unwrap_or(self.next);
        self.next = place + 1;
        if place >= self.arguments.len() {
            return Err(Failure::new("22023", "too few arguments for format()").into());
        }
        let printed = converted(letter, self.arguments.print(place)?)?;
        let missing = specifier.width.saturating_sub(printed.chars().count());
        if missing > LONGEST_TEXT {
            return Err(undecided("a long text"));
        }
        let blanks = " ".repeat(missing);
        let parts = if specifier.left { [&printed, &blanks] } else { [&blanks, &printed] };
        self.text.extend(parts.map(String::as_str));
        Ok(())
    }
}

fn converted(letter: char, value: Option<Name>) -> Result<String, Refusal> {
    match (letter, value) {
        ('I', None) => Err(Failure::new("22004", "null values cannot be formatted as an SQL identifier").into()),
        ('L', None) => Ok("NULL".into()),
        (_, None) => Ok(String::new()),
        ('I', Some(name)) => Ok(quote_ident(&name).into_owned()),
        ('L', Some(text)) => Ok(quote_literal(&text)),
        (_, Some(text)) => Ok(text.into()),
    }
}
