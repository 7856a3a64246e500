//! Sequences (MariaDB).

use super::script::Printed;
use crate::mysql::catalog::{Sequence, identifier};
use std::fmt::Write;

/// The statements that make a sequence and bring it to where it stands.
pub(crate) fn create_sequence(sequence: &Sequence) -> Vec<Printed> {
    let Sequence { start, minimum, maximum, increment, .. } = sequence;
    let name = identifier(&sequence.name);
    let mut text = format!(
        "CREATE SEQUENCE {name} START WITH {start} MINVALUE {minimum} MAXVALUE {maximum} INCREMENT BY {increment}"
    );
    match sequence.cache {
        0 => text.push_str(" NOCACHE"),
        cache => drop(write!(text, " CACHE {cache}")),
    }
    text.push_str(if sequence.cycle { " CYCLE" } else { " NOCYCLE" });
    let _ = write!(text, " ENGINE={}", sequence.engine);
    if !sequence.comment.is_empty() {
        let _ = write!(text, " COMMENT={}", sequence.comment);
    }
    let mut statements = vec![Printed::plain(text)];
    if sequence.next != sequence.start {
        statements.push(Printed::plain(format!("DO SETVAL({name}, {}, 0)", sequence.next)));
    }
    statements
}
