//! dbmate (read at 2.35, 2026-08-07).
//!
//! `pkg/dbmate/db.go` takes files named `^(\d+).*\.sql$` in byte order; the digits as they are written are the version.
//! `pkg/dbmate/migration.go` wants `-- migrate:up` and `-- migrate:down` in each. The text from the one to the other is
//! one query, in a transaction unless the first line says `transaction:false`.

use super::layout::{Entry, Listing, Name, Role, leading_digits, not_an_sql_file};
use super::tracking::{Insert, Row};
use super::{Body, Rules, Section, TransactionRule};
use crate::diagnostic::{Diagnostic, Location};
use crate::dialect::{Dialect, Each};
use crate::source::{Source, Span};
use std::cmp::Ordering;

pub(super) struct Dbmate(pub(super) Dialect);

const VARCHAR_128: &str = "\
CREATE TABLE IF NOT EXISTS schema_migrations (
    version varchar(128) PRIMARY KEY
);
";
const CREATE: Each<&str> = Each {
    postgres: "\
CREATE TABLE IF NOT EXISTS schema_migrations (
    version varchar PRIMARY KEY
);
",
    mysql: VARCHAR_128,
    sqlite: VARCHAR_128,
};

impl Rules for Dbmate {
    fn order(&self) -> &'static str {
        "by file name, in byte order"
    }

    fn compare(&self, left: &Name, right: &Name) -> Ordering {
        left.by_file(right)
    }

    fn duplicates(&self) -> Option<&'static str> {
        Some("dbmate runs the first and fails on the next, whose row would repeat the primary key")
    }

    fn role(&self, entry: &Entry, _listing: &Listing) -> Role {
        if let Some(reason) = not_an_sql_file(entry) {
            return Role::Skipped(reason);
        }
        let (version, rest) = leading_digits(&entry.name);
        if version.is_empty() {
            return Role::skipped("no number at the start of its name");
        }
        let title = rest.strip_suffix(".sql").unwrap_or(rest).trim_start_matches(['_', '-']);
        Role::up(Name::file(version, title, &entry.name))
    }

    fn body(&self, source: &Source, _metadata: Option<&str>) -> Body {
        match sections(source) {
            Ok(body) => body,
            Err(reason) => Body::refused(reason),
        }
    }

    fn tracking_table(&self) -> &'static str {
        "schema_migrations"
    }

    fn tracking(&self, rows: &[Row]) -> String {
        let mut insert = Insert::new("schema_migrations (version)");
        for row in rows.iter().filter(|row| row.success) {
            insert.row(&[self.0.literal(row.version)]);
        }
        let create = CREATE.of(self.0);
        format!("{create}\n{}", insert.on_conflict(self.0, "version"))
    }

    fn failed(&self) -> &'static str {
        "no row: dbmate records a migration only after it has succeeded"
    }
}

/// Whether a text has an up part for dbmate.
pub(super) fn is_marked(text: &str) -> bool {
    markers(text).any(|marker| marker.kind == MarkerKind::Up)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum MarkerKind {
    Up,
    Down,
}

/// A line that begins a part.
struct Marker<'a> {
    kind: MarkerKind,
    /// Offset of the line.
    start: usize,
    /// The line, without its end.
    line: &'a str,
}

fn markers(text: &str) -> impl Iterator<Item = Marker<'_>> {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let at = start;
        start += line.len();
        Some(Marker { kind: marker_kind(line)?, start: at, line: line.trim_end_matches(['\n', '\r']) })
    })
}

fn marker_kind(line: &str) -> Option<MarkerKind> {
    let word = line.strip_prefix("--")?.trim_start().strip_prefix("migrate:")?;
    let kind = |rest: &str, kind| (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(kind);
    match (word.strip_prefix("up"), word.strip_prefix("down")) {
        (Some(rest), _) => kind(rest, MarkerKind::Up),
        (_, Some(rest)) => kind(rest, MarkerKind::Down),
        _ => None,
    }
}

/// The parts of a file, or dbmate's reason for refusing it.
fn sections(source: &Source) -> Result<Body, &'static str> {
    let markers: Vec<_> = markers(&source.text).collect();
    let first = markers
        .iter()
        .position(|marker| marker.kind == MarkerKind::Up)
        .ok_or("dbmate requires each migration to define an up block with '-- migrate:up'")?;
    if !only_comments(&source.text[..markers[first].start]) {
        return Err("dbmate does not support statements preceding the '-- migrate:up' block");
    }
    let mut body = Body::default();
    let mut rest = &markers[first..];
    while let [up, after @ ..] = rest {
        let next = after.iter().position(|marker| marker.kind == MarkerKind::Up).unwrap_or(after.len());
        let end = after.get(next).map_or(source.text.len(), |marker| marker.start);
        match &after[..next] {
            [] => return Err("dbmate requires each migration to define a down block with '-- migrate:down'"),
            [down] => body.push(up, down, end),
            _ => return Err("dbmate requires every '-- migrate:down' to be preceded by a '-- migrate:up'"),
        }
        rest = &after[next..];
    }
    stop_at_second_part(source, &mut body);
    Ok(body)
}

/// dbmate records the version after each part, so the second part fails on the primary key of `schema_migrations`: its
/// transaction is rolled back, without one it stays, and the rest never runs.
fn stop_at_second_part(source: &Source, body: &mut Body) {
    let Some(second) = body.up.get(1) else { return };
    let location = Location::span(source, second.queries[0]);
    let stays = usize::from(second.transaction == TransactionRule::Batch);
    let message = "dbmate fails here: the part before has recorded the version already";
    let help = "give each `-- migrate:up` part a file of its own";
    body.diagnostics.push(Diagnostic::error("several-up-parts", message).at(location).help(help));
    body.up.truncate(1 + stays);
}

impl Body {
    fn push(&mut self, up: &Marker, down: &Marker, end: usize) {
        let options = up.line.split_once("migrate:up").map_or("", |(_, options)| options).split_whitespace();
        let alone = options.filter_map(|option| option.strip_prefix("transaction:")).next_back() == Some("false");
        let rule = if alone { TransactionRule::Batch } else { TransactionRule::Whole };
        self.up.push(Section::new(rule, Span::new(up.start, down.start)));
        self.down.push(Span::new(down.start + down.line.len(), end));
    }
}

fn only_comments(text: &str) -> bool {
    text.lines().map(str::trim_start).all(|line| line.is_empty() || line.starts_with("--"))
}

#[cfg(test)]
mod tests {
    use super::super::layout::tests::alone;
    use super::*;

    fn body(text: &str) -> (Vec<(TransactionRule, String)>, Vec<String>, Option<String>) {
        let source = Source::new("1_a.sql", text);
        let body = Dbmate(Dialect::Postgres).body(&source, None);
        let slice = |span: Span| span.slice(&source.text).to_owned();
        let up = body.up.iter().map(|section| (section.transaction, slice(section.queries[0]))).collect();
        (up, body.down.iter().map(|span| slice(*span)).collect(), body.refusal)
    }

    #[test]
    fn names_are_read_as_the_tool_reads_them() {
        assert_eq!(alone(&Dbmate(Dialect::Postgres), "20240101000000_init.sql"), "20240101000000 init");
        assert_eq!(alone(&Dbmate(Dialect::Postgres), "001.sql"), "001 ");
        assert_eq!(alone(&Dbmate(Dialect::Postgres), "001init.up.sql"), "001 init.up");
        assert_eq!(alone(&Dbmate(Dialect::Postgres), "init.sql"), "skipped");
        assert_eq!(alone(&Dbmate(Dialect::Postgres), "001_init.sql.bak"), "skipped");
    }

    #[test]
    fn the_parts_are_cut_at_their_markers() {
        let (up, down, _) = body("-- about\n\n-- migrate:up\nCREATE TABLE a ();\n-- migrate:down\nDROP TABLE a;\n");
        assert_eq!(up, [(TransactionRule::Whole, "-- migrate:up\nCREATE TABLE a ();\n".to_owned())]);
        assert_eq!(down, ["\nDROP TABLE a;\n"]);
    }

    #[test]
    fn options_stand_on_the_line_of_the_marker() {
        let rule = |marker: &str| body(&format!("{marker}\nSELECT 1;\n-- migrate:down\n")).0[0].0;
        assert_eq!(rule("--migrate:up transaction:false"), TransactionRule::Batch);
        assert_eq!(rule("-- migrate:up foo:bar transaction:false\r"), TransactionRule::Batch);
        assert_eq!(rule("-- migrate:up transaction:true"), TransactionRule::Whole);
        assert_eq!(rule("-- migrate:up\t"), TransactionRule::Whole);
    }

    #[test]
    fn what_dbmate_refuses_is_refused_in_its_words() {
        let refusal = |text: &str| body(text).2.unwrap_or_default();
        assert!(refusal("SELECT 1;\n").contains("define an up block"));
        assert!(refusal("-- migrate:upwards\n").contains("define an up block"));
        assert!(refusal(" -- migrate:up\n").contains("define an up block"));
        assert!(refusal("-- migrate:up\nSELECT 1;\n").contains("define a down block"));
        assert!(refusal("SELECT 1;\n-- migrate:up\n-- migrate:down\n").contains("preceding"));
        assert!(refusal("-- migrate:down\n-- migrate:up\n").contains("define a down block"));
        assert!(refusal("-- migrate:up\n-- migrate:down\n-- migrate:down\n").contains("preceded by"));
    }

    #[test]
    fn only_the_first_of_several_parts_takes_effect() {
        let text = "-- migrate:up\n-- migrate:down\n-- migrate:up\nSELECT 2;\n-- migrate:down\n";
        let body = |text: &str| Dbmate(Dialect::Postgres).body(&Source::new("1_a.sql", text), None);
        assert_eq!((body(text).up.len(), body(text).diagnostics[0].code), (1, "several-up-parts"));
        assert_eq!(body(&text.replace("up\nSELECT", "up transaction:false\nSELECT")).up.len(), 2);
    }
}
