//! `rebaseline verify`.

use super::exit::Exit;
use super::options::{Format, HistoryOptions, Job};
use crate::dialect::Dialect;
use crate::engine::postgres::{Installation, Server};
use crate::environment::{Environment, Version};
use crate::postgres::replay::{self, OnFailure};
#[cfg(feature = "sqlite")]
use crate::squash::Replayed;
use crate::squash::{Options, Squashed, squash};
use crate::verify::{self, Mismatch, Place, Plan, VerifyReport};
use anstream::println;
use anyhow::{Context, Result, bail};
use clap::Args;
use std::fmt::Write as _;
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  rebaseline verify migrations
  rebaseline verify migrations --baseline baseline/baseline.sql
  rebaseline verify migrations --url postgres://localhost/empty --format json";

/// Prove on a real server that the baseline makes the same database.
///
/// Runs the history and the baseline in databases of their own and compares the outcome of every statement with the prediction, every
/// catalog entry, and the rows. The server is a scratch one that is started and removed again, or the one behind `--url`.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Verify {
    #[command(flatten)]
    history: HistoryOptions,

    /// The baseline to prove [default: the one that squash would write].
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// An empty database on a server of yours; two more are made beside it and dropped.
    #[arg(long, value_name = "URL")]
    url: Option<String>,

    /// Also compare what `pg_dump` says of both databases.
    #[arg(long)]
    pg_dump: bool,

    /// How the result is printed.
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

impl Verify {
    pub(super) fn run(self) -> Result<Exit> {
        let mut job = self.history.read(OnFailure::Continue)?;
        let report = match job.history.dialect {
            Dialect::Postgres => self.prove_on_server(&mut job)?,
            Dialect::MariaDb | Dialect::MySql => bail!(crate::squash::SquashError::Missing(job.history.dialect)),
            Dialect::Sqlite => self.prove_on_sqlite(&job)?,
        };
        match self.format {
            Format::Json => println!("{}", serde_json::to_string_pretty(&report)?),
            Format::Text => println!("{}", text(job.history.dialect, &report)),
        }
        Ok(if report.is_proven() { Exit::Done } else { Exit::Findings })
    }

    fn prove_on_server(&self, job: &mut Job) -> Result<VerifyReport> {
        let server = match &self.url {
            Some(url) => Server::existing(url)?,
            None => Server::scratch(&Installation::find()?)?,
        };
        // What a server does depends on its version, its clock and what is installed beside it: the prediction is for these.
        job.environment.engine_version = Some(Version::major(server.major_version()));
        job.environment.today = Some(server.today()?);
        job.environment.extensions = Some(offered(&job.environment, server.extensions()?));
        let squashed = squash(&job.history, &options(job))?;
        let baseline = self.baseline(&squashed)?;
        let replay = squashed.replayed.postgres().context("the history is not one of PostgreSQL")?;
        let ignoring = replay::replay(&job.history, job.environment.clone(), OnFailure::Ignore);
        let mut plan = Plan::new(&job.history, &ignoring, replay, &baseline, job.on_failure);
        let installation = self.pg_dump.then(Installation::find).transpose()?;
        plan.second_witness = installation.as_ref();
        Ok(verify::run(&server, &plan)?)
    }

    #[cfg(feature = "sqlite")]
    fn prove_on_sqlite(&self, job: &Job) -> Result<VerifyReport> {
        let squashed = squash(&job.history, &options(job))?;
        let baseline = self.baseline(&squashed)?;
        let Replayed::Sqlite(replay) = &squashed.replayed else { bail!("the history is not one of SQLite") };
        Ok(verify::sqlite::run(&job.history, &job.environment, job.on_failure, replay, &baseline)?)
    }

    #[cfg(not(feature = "sqlite"))]
    fn prove_on_sqlite(&self, job: &Job) -> Result<VerifyReport> {
        bail!(crate::squash::SquashError::Missing(job.history.dialect))
    }

    /// The baseline to prove: the file that was named, or what was squashed.
    fn baseline(&self, squashed: &Squashed) -> Result<String> {
        match &self.baseline {
            Some(path) => std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display())),
            None => Ok(squashed.baseline.clone()),
        }
    }
}

/// The extensions that the server offers, as far as the environment allows them.
fn offered(environment: &Environment, mut extensions: Vec<String>) -> Vec<String> {
    if let Some(allowed) = &environment.extensions {
        extensions.retain(|extension| allowed.contains(extension));
    }
    extensions
}

fn options(job: &Job) -> Options {
    Options { environment: job.environment.clone(), on_failure: job.on_failure, ..Options::default() }
}

fn text(dialect: Dialect, report: &VerifyReport) -> String {
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
    for difference in &report.catalog {
        let side = |value: &Option<String>| value.clone().unwrap_or_else(|| "(nothing)".into());
        let _ = writeln!(
            text,
            "  {} {}, {}: history {}, baseline {}{}",
            difference.kind,
            difference.object,
            difference.attribute.as_deref().unwrap_or("the whole object"),
            side(&difference.history),
            side(&difference.baseline),
            places(&difference.places)
        );
    }
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
