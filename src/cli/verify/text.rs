//! A report for people.

use crate::dialect::Dialect;
use crate::verify::{Difference, Mismatch, Place, VerifyReport};
use std::fmt::Write as _;

pub(super) fn text(dialect: Dialect, report: &VerifyReport) -> String {
    let mut text = format!("{} {}\n", dialect.engine(), report.server_version);
    if let Some(today) = report.today {
        let _ = writeln!(
            text,
            "day: {today} by the server's clock; the history asks for it, and `squash` takes `environment.today`"
        );
    }
    if !report.unavailable.is_empty() {
        let names: Vec<&str> = report.unavailable.iter().map(String::as_str).collect();
        let _ = writeln!(
            text,
            "extensions that this server does not have, and their migrations fail: {}",
            names.join(", ")
        );
    }
    let outcomes = &report.outcomes;
    let _ = writeln!(
        text,
        "outcomes: {} as predicted, {} wrong, {} not predicted; {} failures worded otherwise",
        outcomes.right,
        outcomes.wrong.len(),
        outcomes.unpredicted,
        outcomes.wording.len()
    );
    mismatches(&mut text, &outcomes.wrong);
    mismatches(&mut text, &outcomes.wording);
    if let Some(refusal) = &report.baseline_refusal {
        let _ = writeln!(text, "the server refuses the baseline: {refusal}");
    }
    let _ = writeln!(text, "catalogs: {} objects, {} differences", report.objects, report.catalog.len());
    report.catalog.iter().for_each(|difference| catalog_difference(&mut text, difference));
    let rows = &report.rows;
    let _ = writeln!(text, "rows: {} in {} tables, {} differences", rows.rows, rows.tables, rows.differences.len());
    for difference in &rows.differences {
        let _ = writeln!(
            text,
            "  {}: {} rows only in the history, {} only in the baseline",
            difference.table, difference.only_history, difference.only_baseline
        );
    }
    if let Some(dump) = &report.dump {
        let _ = writeln!(text, "pg_dump: {} entries differ", dump.history.len() + dump.baseline.len());
        for (side, entries) in [("history", &dump.history), ("baseline", &dump.baseline)] {
            for entry in entries {
                let _ = writeln!(text, "  only in the {side}: {}", first_line(entry));
            }
        }
    }
    if !rows.masked.is_empty() {
        let _ = writeln!(text, "not compared, because only the server can compute them: {}", rows.masked.join(", "));
    }
    text.push_str(if report.is_proven() { "proven: the same database" } else { "not proven" });
    text
}

fn catalog_difference(text: &mut String, difference: &Difference) {
    let (history, baseline) = (difference.history.as_deref(), difference.baseline.as_deref());
    let _ = writeln!(
        text,
        "  {} {}, {}: history {}, baseline {}{}",
        difference.kind,
        difference.object,
        difference.attribute.as_deref().unwrap_or("the whole object"),
        side(history, baseline),
        side(baseline, history),
        places(&difference.places)
    );
}

/// What one side has; of several lines, those that the other side does not have.
fn side(one: Option<&str>, other: Option<&str>) -> String {
    let Some(one) = one else { return "(nothing)".into() };
    let others: Vec<&str> = other.unwrap_or_default().lines().collect();
    let own: Vec<&str> = one.lines().filter(|line| !others.contains(line)).map(str::trim).collect();
    if others.len() > 1 && !own.is_empty() { own.join(" ") } else { one.to_owned() }
}

/// The statements that made the object: where to look first.
fn places(places: &[Place]) -> String {
    let named: Vec<String> = places.iter().map(|place| format!("{}:{}", place.migration, place.line)).collect();
    if named.is_empty() { String::new() } else { format!(" (made by {})", named.join(", ")) }
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn mismatches(text: &mut String, mismatches: &[Mismatch]) {
    for mismatch in mismatches {
        let line = mismatch.line.map_or_else(String::new, |line| format!(":{line}"));
        let (predicted, actual) = (&mismatch.predicted, &mismatch.actual);
        let _ = writeln!(text, "  {}{line}: predicted {predicted}; the server: {actual}", mismatch.migration);
    }
}
