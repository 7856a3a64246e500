//! `COPY … FROM stdin`, in the default text format.

use super::conflict::Conflict;
use super::draft::{Draft, Given};
use super::evaluate::Evaluator;
use super::firing::Event;
use super::insert::targets;
use super::plan::TablePlan;
use crate::postgres::ast::{Copy, Name};
use crate::postgres::catalog::{ObjectBody, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    /// `COPY`.
    pub(crate) fn copy(&mut self, copy: &Copy) -> Applied {
        let evaluator = Evaluator { session: self };
        let plan = evaluator.plan(self.copied_table(copy)?);
        let places = copy_targets(&plan, copy)?;
        let Some(data) = copy.data else {
            return Err(Refusal::Undecided("COPY reads or writes something outside of the script".into()));
        };
        if copy.options.is_some() {
            return Err(Refusal::Undecided("only the text format of COPY is read".into()));
        }
        let text = self.text.clone();
        let lines: Vec<&str> = data.slice(&text).lines().collect();
        if lines.is_empty() {
            return Ok(Effect::Noop("it has no data lines".into()));
        }
        self.refuse_firing(plan.id, Event::Insert, lines.len())?;
        let evaluator = Evaluator { session: self };
        let mut drafts = Vec::with_capacity(lines.len());
        for line in &lines {
            match evaluator.read_line(&plan, &places, line) {
                Ok(draft) => drafts.push(draft),
                Err(refusal) => return Err(self.refused_before(&plan, drafts).unwrap_or(refusal)),
            }
        }
        if self.partition_key(plan.id).is_some() {
            return Err(Refusal::Undecided("COPY into a partitioned table is not evaluated".into()));
        }
        let addition = self.prepare_rows(&plan, drafts.into_iter(), &Conflict::fails())?;
        self.write(&plan, addition);
        Ok(Effect::Applied)
    }

    /// What the server says of the rows of earlier lines before it reads a line: all but what indexes and foreign keys say.
    fn refused_before(&mut self, plan: &TablePlan, drafts: Vec<Draft>) -> Option<Refusal> {
        let refusal = self.prepare_rows(plan, drafts.into_iter(), &Conflict::fails()).err()?;
        match &refusal {
            Refusal::Failed(failure) if !matches!(failure.code, "23502" | "23514") => None,
            _ => Some(refusal),
        }
    }

    fn copied_table(&self, copy: &Copy) -> Result<&crate::postgres::catalog::Object, Refusal> {
        let object = self.target(&copy.table)?;
        let refuse =
            |kind: &str| Err(Failure::new("42809", format!("cannot copy to {kind} \"{}\"", object.name)).into());
        match &object.body {
            ObjectBody::View(view) if view.kind == crate::postgres::ast::op::ViewKind::Materialized => {
                refuse("materialized view")
            }
            ObjectBody::View(_) => refuse("view"),
            ObjectBody::Sequence(_) => refuse("sequence"),
            _ => self.writable(&copy.table),
        }
    }
}

/// The columns in the order of the fields of a line.
fn copy_targets(plan: &TablePlan, copy: &Copy) -> Result<Vec<usize>, Failure> {
    if copy.columns.is_empty() {
        return Ok((0..plan.slots.len()).filter(|place| !plan.slots[*place].is_generated()).collect());
    }
    let places = targets(plan, &copy.columns).map_err(|failure| Failure { position: None, ..failure })?;
    match places.iter().find(|place| plan.slots[**place].is_generated()) {
        Some(place) => {
            let message = format!("column \"{}\" is a generated column", plan.slots[*place].field.name);
            Err(Failure::new("42P10", message))
        }
        None => Ok(places),
    }
}

impl Evaluator<'_> {
    fn read_line(self, plan: &TablePlan, places: &[usize], line: &str) -> Result<Draft, Refusal> {
        let mut draft = vec![Given::Default; plan.slots.len()];
        let found = if places.is_empty() && line.is_empty() { 0 } else { line.split('\t').count() };
        if found > places.len() {
            return Err(Failure::new("22P04", "extra data after last expected column").into());
        }
        let mut fields = line.split('\t');
        for place in places {
            let slot = &plan.slots[*place];
            let field = fields
                .next()
                .ok_or_else(|| Failure::new("22P04", format!("missing data for column \"{}\"", slot.field.name)))?;
            let value = if field == "\\N" { Value::Null } else { Value::Text(unescaped(field)) };
            self.check(&value, slot, None)?;
            draft[*place] = Given::Value(value);
        }
        Ok(draft)
    }
}

/// A field without its backslash escapes.
fn unescaped(field: &str) -> Name {
    if !field.contains('\\') {
        return Name::new(field);
    }
    let mut bytes = Vec::with_capacity(field.len());
    let mut rest = field.bytes().peekable();
    while let Some(byte) = rest.next() {
        let escaped = if byte == b'\\' { rest.next() } else { None };
        match escaped {
            None => bytes.push(byte),
            Some(b'b') => bytes.push(8),
            Some(b'f') => bytes.push(12),
            Some(b'n') => bytes.push(b'\n'),
            Some(b'r') => bytes.push(b'\r'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'v') => bytes.push(11),
            Some(b'x') => bytes.push(digits(&mut rest, 16, None, 2).unwrap_or(b'x')),
            Some(first @ b'0'..=b'7') => bytes.push(digits(&mut rest, 8, Some(first), 3).unwrap_or(first)),
            Some(other) => bytes.push(other),
        }
    }
    Name::new(String::from_utf8_lossy(&bytes))
}

/// The byte that some digits stand for.
fn digits(
    rest: &mut std::iter::Peekable<std::str::Bytes<'_>>,
    radix: u32,
    first: Option<u8>,
    most: usize,
) -> Option<u8> {
    let mut number: Option<u32> = first.and_then(|digit| char::from(digit).to_digit(radix));
    let mut left = most - usize::from(first.is_some());
    while left > 0 {
        let Some(digit) = rest.peek().and_then(|byte| char::from(*byte).to_digit(radix)) else { break };
        number = Some(number.unwrap_or(0) * radix + digit);
        rest.next();
        left -= 1;
    }
    number.map(|number| u8::try_from(number & 0xff).unwrap_or(0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_lose_their_escapes() {
        assert_eq!(unescaped("a\\tb\\\\c"), "a\tb\\c");
        assert_eq!(unescaped("\\x41\\101\\q"), "AAq");
        assert_eq!(unescaped("é\\n"), "é\n");
    }
}
