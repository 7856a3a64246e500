//! Sequences (MariaDB).

use super::literal::{name, text};
use crate::mysql::catalog::{Database, Provenance, Relation, Sequence};
use std::fmt::Write as _;

/// The sequences of a database in the order in which they were made.
pub(super) fn all(database: &Database) -> Vec<(&Provenance, String)> {
    let mut sequences: Vec<&Sequence> = database
        .relations
        .values()
        .filter_map(|relation| match relation {
            Relation::Sequence(sequence) if !sequence.temporary => Some(&**sequence),
            _ => None,
        })
        .collect();
    sequences.sort_by_key(|sequence| sequence.provenance.number);
    sequences.into_iter().map(|sequence| (&sequence.provenance, print(sequence))).collect()
}

fn print(sequence: &Sequence) -> String {
    let quoted = name(&sequence.name);
    let Sequence { start, minimum, maximum, increment, cache, engine, .. } = sequence;
    let cycle = if sequence.cycle { "CYCLE" } else { "NOCYCLE" };
    let cache = if *cache == 0 { "NOCACHE".to_owned() } else { format!("CACHE {cache}") };
    let mut sql = format!(
        "CREATE SEQUENCE {quoted} START WITH {start} MINVALUE {minimum} MAXVALUE {maximum} INCREMENT BY {increment} {cache} {cycle} \
         ENGINE={engine}"
    );
    if !sequence.comment.is_empty() {
        let _ = write!(sql, " COMMENT={}", text(&sequence.comment));
    }
    sql.push_str(";\n");
    if sequence.next != sequence.start {
        let _ = writeln!(sql, "DO SETVAL({quoted}, {}, 0);", sequence.next);
    }
    sql
}
