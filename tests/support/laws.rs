//! What must hold for any history.

use rebaseline::history::History;
use rebaseline::run::Outcome;
use rebaseline::source::Source;
use rebaseline::squash::Options;
use std::fs;
use std::path::Path;

/// All laws.
pub fn check(history: &Path) -> Result<(), String> {
    let (history, options) = super::read(history)?;
    spans_lie_in_their_file(&history, &options)?;
    the_baseline_is_a_fixed_point(&history, &options)?;
    line_ends_do_not_matter(&history, &options)
}

/// A script without its header and comments about where it is from.
fn body(sql: &str) -> String {
    let without_header = sql.lines().skip_while(|line| line.starts_with("--") || line.is_empty());
    without_header.collect::<Vec<_>>().join("\n")
}

/// Squashing the baseline gives the baseline, and every statement of it applies.
fn the_baseline_is_a_fixed_point(history: &History, options: &Options) -> Result<(), String> {
    let first = super::squashed(history, options)?;
    if first.report.outcomes.opaque + first.report.outcomes.undecided > 0 {
        return Ok(());
    }
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    fs::write(folder.path().join("001_baseline.sql"), &first.baseline).map_err(|error| error.to_string())?;
    let kept = rebaseline::history::ReadOptions { dialect: Some(history.dialect), ..Default::default() };
    let again = History::read(folder.path(), &kept).map_err(|error| error.to_string())?;
    let second = super::squashed(&again, options)?;
    if let Some(statement) = second.report.statements.iter().find(|statement| statement.outcome != "noop") {
        return Err(format!("the baseline does not replay: {statement:?}\n{}", first.baseline));
    }
    let (left, right) = (body(&first.baseline), body(&second.baseline));
    match left.lines().zip(right.lines()).enumerate().find(|(_, (left, right))| left != right) {
        Some((line, (left, right))) => {
            Err(format!("squash(squash) differs in line {}:\n  once:  {left}\n  twice: {right}", line + 1))
        }
        None if left.lines().count() != right.lines().count() => Err("squash(squash) has another length".into()),
        None => Ok(()),
    }
}

/// Every statement lies within its file, after the one before it.
fn spans_lie_in_their_file(history: &History, options: &Options) -> Result<(), String> {
    let squashed = super::squashed(history, options)?;
    for (migration, record) in history.migrations.iter().zip(squashed.replayed.migrations()) {
        let mut end = 0;
        for statement in &record.statements {
            if statement.span.start < end || statement.span.end as usize > migration.source.text.len() {
                return Err(format!("{}: statement out of place: {:?}", migration.file, statement.span));
            }
            end = statement.span.end;
        }
    }
    Ok(())
}

/// With CRLF the same statements end in the same way.
fn line_ends_do_not_matter(history: &History, options: &Options) -> Result<(), String> {
    let outcomes = |history: &History| -> Result<Vec<&'static str>, String> {
        let squashed = super::squashed(history, options)?;
        let statements = squashed.replayed.migrations().iter().flat_map(|record| &record.statements);
        Ok(statements.map(|statement| Outcome::key(&statement.outcome)).collect())
    };
    let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
    for migration in &history.migrations {
        let path = folder.path().join(&migration.file);
        fs::create_dir_all(path.parent().unwrap_or(folder.path())).map_err(|error| error.to_string())?;
        let text = migration.source.text.replace("\r\n", "\n").replace('\n', "\r\n");
        fs::write(path, Source::new("", text).bytes()).map_err(|error| error.to_string())?;
    }
    let (tool, dialect) = (Some(history.tool), Some(history.dialect));
    let options = rebaseline::history::ReadOptions { tool, dialect, ..Default::default() };
    let changed = History::read(folder.path(), &options).map_err(|error| error.to_string())?;
    if outcomes(history)? == outcomes(&changed)? { Ok(()) } else { Err("CRLF changes an outcome".into()) }
}
