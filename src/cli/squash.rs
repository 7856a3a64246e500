//! `rebaseline squash`.

use super::exit::Exit;
use super::files;
use super::options::{Format, HistoryOptions, Job, exit_of};
use super::terminal;
use crate::baseline::{DataMode, Style};
use crate::diagnostic::{Diagnostic, Location, Severity};
use crate::postgres::replay::{Failure, OnFailure, Outcome, StatementRecord, Status};
use crate::squash::{LeftOut, Options, Provenance, Report, Squashed, squash};
use anstream::println;
use anyhow::Result;
use clap::Args;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

const EXAMPLES: &str = "\
Examples:
  rebaseline squash migrations
  rebaseline squash migrations --out baseline --on-failure continue
  rebaseline squash prisma/migrations --through 20240320080000 --style idempotent
  rebaseline squash migrations --data separate
  rebaseline squash migrations --dry-run --format json | jq .outcomes";

/// Squash a history into one baseline.
///
/// Replays the migrations in their order, without a database, and writes three files: `baseline.sql` makes the same schema and seed rows on
/// an empty database, `tracking.sql` tells the migration tool that the old migrations have been applied, `report.json` says what became
/// of every statement. A history with a failing migration is refused unless `--on-failure` says otherwise; the report is written all
/// the same.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Squash {
    #[command(flatten)]
    history: HistoryOptions,

    /// The folder to write to [default: baseline].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,

    /// `plain`, or `idempotent`: every statement guarded, safe to run twice.
    #[arg(long, value_name = "STYLE")]
    style: Option<Style>,

    /// What becomes of the rows that the history leaves: `keep` writes them into the baseline, `separate` into `data.sql` beside it,
    /// which is run after it, `drop` leaves them out [default: keep].
    #[arg(long, value_name = "keep|drop|separate")]
    data: Option<DataMode>,

    /// Say above each object which migration and line made it.
    #[arg(long)]
    provenance: bool,

    /// Write nothing; show what would be written.
    #[arg(long)]
    dry_run: bool,

    /// How the summary is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Squash {
    pub(super) fn run(self) -> Result<Exit> {
        let job = self.history.read(OnFailure::Stop)?;
        let shown = self.provenance || job.config.provenance.unwrap_or_default();
        let options = Options {
            environment: job.environment.clone(),
            on_failure: job.on_failure,
            style: self.style.or(job.config.style).unwrap_or_default(),
            data: self.data.or(job.config.data).unwrap_or_default(),
            provenance: if shown { Provenance::Shown } else { Provenance::Hidden },
        };
        let squashed = squash(&job.history, &options)?;
        show_findings(&job, &squashed);
        let inexact = if squashed.report.left_out.is_empty() { Exit::Done } else { Exit::Inexact };
        let exit = exit_of(squashed.replayed.migrations(), job.on_failure).max(inexact);
        let folder = self.out.or_else(|| job.config.out.clone()).unwrap_or_else(|| PathBuf::from("baseline"));
        let report = serde_json::to_string_pretty(&squashed.report)? + "\n";
        let mut outputs = vec![("report.json", report.as_str())];
        if exit != Exit::Stopped {
            outputs.insert(0, ("tracking.sql", &squashed.tracking));
            outputs.splice(0..0, squashed.data.iter().map(|data| ("data.sql", data.as_str())));
            outputs.insert(0, ("baseline.sql", &squashed.baseline));
        }
        if !self.dry_run {
            files::write_all(&folder, &outputs)?;
        }
        match self.format {
            Format::Json => println!("{}", report.trim_end()),
            Format::Text => {
                println!("{}", summary(&squashed.report));
                println!("{}", destination(&folder, &outputs, self.dry_run));
            }
        }
        // The process ends here: to take a large catalog apart piece by piece would only cost time.
        std::mem::forget((job, squashed));
        Ok(exit)
    }
}

/// Failures, and what is not known, as diagnostics with their source.
fn show_findings(job: &Job, squashed: &Squashed) {
    for (migration, record) in std::iter::zip(&job.history.migrations, squashed.replayed.migrations()) {
        if let Some(refusal) = &migration.refusal {
            let diagnostic = Diagnostic::error("refused-by-the-tool", refusal.clone());
            terminal::show(&diagnostic.at(Location::file(&migration.file)), &job.history);
        }
        for statement in &record.statements {
            if let Some(diagnostic) = finding(&statement.outcome) {
                let location = Location::span(&migration.source, place(statement));
                terminal::show(&diagnostic.at(location), &job.history);
            }
        }
    }
}

fn place(statement: &StatementRecord) -> crate::source::Span {
    match statement.outcome.failure() {
        Some(Failure { position: Some(position), .. }) => {
            crate::source::Span { start: *position, end: statement.span.end.max(*position) }
        }
        _ => statement.span,
    }
}

fn finding(outcome: &Outcome) -> Option<Diagnostic> {
    match outcome {
        Outcome::Failed(failure) => {
            Some(Diagnostic::warning("predicted-failure", format!("the server refuses this: {failure}")))
        }
        Outcome::Opaque(reason) => Some(
            Diagnostic::new(Severity::Warning, "opaque", format!("not modelled, kept as it is: {reason}"))
                .help("the baseline holds the statement verbatim; check that it still fits"),
        ),
        Outcome::Undecided(reason) => Some(
            Diagnostic::new(Severity::Warning, "undecided", format!("what this does cannot be told: {reason}"))
                .help("the baseline holds the statement verbatim; check that it still fits"),
        ),
        Outcome::Probable { outcome, reason } => {
            Some(Diagnostic::new(Severity::Warning, "undecided", format!("probably {outcome}: {reason}")).help(
                "the baseline goes by the probable outcome; `rebaseline verify` tells whether it is the server's",
            ))
        }
        Outcome::Applied | Outcome::Noop(_) | Outcome::RolledBack | Outcome::NotRun => None,
    }
}

fn summary(report: &Report) -> String {
    let count = |status| report.migrations.iter().filter(|migration| migration.status == status).count();
    let objects = report.objects;
    let outcomes = report.outcomes;
    let mut text = format!(
        "{} migrations of {} ({}): {} applied",
        report.migrations.len(),
        report.tool,
        report.order,
        count(Status::Applied)
    );
    for (status, word) in [(Status::Failed, "failed"), (Status::Skipped, "skipped")] {
        if count(status) > 0 {
            let _ = write!(text, ", {} {word}", count(status));
        }
    }
    let _ = write!(
        text,
        "\n{} tables, {} indexes, {} foreign keys, {} views, {} routines, {} triggers, {} rows",
        objects.tables,
        objects.indexes,
        objects.foreign_keys,
        objects.views,
        objects.routines,
        objects.triggers,
        objects.rows
    );
    for left_out in &report.left_out {
        let LeftOut { file, line, reason, way_out } = left_out;
        let _ = write!(text, "\nleft out of the baseline: {file}:{line}: {reason}\n  {way_out}");
    }
    if outcomes.opaque + outcomes.undecided > 0 {
        let _ = write!(text, "\nnot exact: {} statements opaque, {} undecided", outcomes.opaque, outcomes.undecided);
    }
    text
}

fn destination(folder: &Path, outputs: &[(&str, &str)], dry_run: bool) -> String {
    let verb = if dry_run { "would write" } else { "wrote" };
    let names: Vec<String> =
        outputs.iter().map(|(name, text)| format!("{name} ({} lines)", text.lines().count())).collect();
    format!("{verb} {}: {}", folder.display(), names.join(", "))
}
