//! `rebaseline diff`.

use super::exit::Exit;
use super::options::{Job, ReadingOptions, exit_of};
use super::terminal;
use crate::diagnostic::{Diagnostic, Paint};
use crate::dialect::Dialect;
use crate::diff::Comparison;
use crate::run::OnFailure;
use crate::schema::Schema;
use crate::source::Origin;
use crate::squash::{self, Replayed};
use anstream::println;
use anyhow::Result;
use clap::{Args, ValueEnum};
use std::path::{Path, PathBuf};
use std::str::FromStr;

const EXAMPLES: &str = "\
Examples:
  rebaseline diff migrations other/migrations
  rebaseline diff migrations --from 012 --to 020
  rebaseline diff migrations/postgresql migrations/mysql migrations/sqlite
  rebaseline diff migrations --between postgres,mysql,sqlite
  rebaseline diff sqlite:migrations@20240501 postgres:migrations@20240501 --format markdown";

/// Show what differs between the schemas that histories leave.
///
/// Within a dialect everything counts that the engine keeps. Between two dialects only what differs in meaning does: `bigserial` and
/// `AUTO_INCREMENT` are the same, a missing foreign key is not. What is taken for the same is listed in docs/diff.md. Several sides are each compared
/// with the first one. Exit code 1 says that there are differences, 4 that there is something that cannot be told.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct DiffCommand {
    /// A history as `[DIALECT:]PATH[@VERSION]`: all of it, or up to a version.
    #[arg(value_name = "SIDE", required = true)]
    sides: Vec<Side>,

    /// One history at two versions: the earlier one.
    #[arg(long, value_name = "VERSION", conflicts_with = "between")]
    from: Option<String>,

    /// The later version [default: all of the history].
    #[arg(long, value_name = "VERSION", requires = "from")]
    to: Option<String>,

    /// One folder in several dialects.
    #[arg(long, value_name = "DIALECTS", value_delimiter = ',')]
    between: Vec<Dialect>,

    #[command(flatten)]
    reading: ReadingOptions,

    /// How the differences are printed.
    #[arg(long, value_enum, default_value_t)]
    format: DiffFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum DiffFormat {
    /// Table by table, for people.
    #[default]
    Text,
    /// For programs.
    Json,
    /// For a page.
    Markdown,
}

/// A history, as the command line names it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Side {
    dialect: Option<Dialect>,
    path: PathBuf,
    through: Option<String>,
    /// What it is called in the output.
    name: String,
}

impl FromStr for Side {
    type Err = String;

    /// A file or folder whose name looks like more than a path is one all the same.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let side = |dialect, path: &str, through: Option<&str>| Self {
            dialect,
            path: path.into(),
            through: through.map(str::to_owned),
            name: text.to_owned(),
        };
        if Path::new(text).exists() {
            return Ok(side(None, text, None));
        }
        let named = text.split_once(':').and_then(|(name, rest)| Some((name.parse().ok()?, rest)));
        let (dialect, rest) = named.map_or((None, text), |(dialect, rest)| (Some(dialect), rest));
        match rest.rsplit_once('@') {
            Some((path, version)) if !Path::new(rest).exists() && !path.is_empty() && !version.contains('/') => {
                Ok(side(dialect, path, Some(version)))
            }
            _ if rest.is_empty() => Err("a side is `[DIALECT:]PATH[@VERSION]`".to_owned()),
            _ => Ok(side(dialect, rest, None)),
        }
    }
}

/// A side that has been replayed.
struct Replay {
    name: String,
    job: Job,
    replayed: Replayed,
    schema: Schema,
}

impl DiffCommand {
    pub(super) fn run(self) -> Result<Exit> {
        let sides = match self.sides() {
            Ok(sides) => sides,
            Err(message) => return Ok(wrong_usage(message)),
        };
        let replays = sides.iter().map(|side| self.replay(side)).collect::<Result<Vec<_>>>()?;
        let named: Vec<(String, &Schema)> =
            replays.iter().map(|replay| (replay.name.clone(), &replay.schema)).collect();
        let comparison = Comparison::new(&named);
        let place = |side: usize, origin: Origin| place(&replays[side].job, origin);
        let text = match self.format {
            DiffFormat::Text => comparison.to_text(&place, Paint::Colour),
            DiffFormat::Json => serde_json::to_string_pretty(&comparison.to_json(&place))?,
            DiffFormat::Markdown => comparison.to_markdown(),
        };
        println!("{}", text.trim_end());
        let exits = replays.iter().map(|replay| exit_of(replay.replayed.migrations(), replay.job.on_failure));
        Ok(exits.fold(exit_of_comparison(&comparison), Exit::max))
    }

    /// What is compared, the first side first.
    fn sides(&self) -> Result<Vec<Side>, &'static str> {
        let [only] = &self.sides[..] else {
            let alone = self.from.is_none() && self.between.is_empty();
            return if alone { Ok(self.sides.clone()) } else { Err("`--from` and `--between` are for one history") };
        };
        if !self.between.is_empty() {
            let side = |dialect: &Dialect| Side { dialect: Some(*dialect), name: dialect.to_string(), ..only.clone() };
            return Ok(self.between.iter().map(side).collect());
        }
        let Some(from) = &self.from else {
            return Err("there is nothing to compare it with: name a second history, `--from` or `--between`");
        };
        let earlier = Side { through: Some(from.clone()), name: from.clone(), ..only.clone() };
        let name = self.to.clone().unwrap_or_else(|| "now".to_owned());
        Ok(vec![earlier, Side { through: self.to.clone().or(only.through.clone()), name, ..only.clone() }])
    }

    fn replay(&self, side: &Side) -> Result<Replay> {
        let mut reading = self.reading.clone();
        reading.dialect = side.dialect.or(reading.dialect);
        reading.through = side.through.clone().or(reading.through);
        let job = reading.read(&side.path, OnFailure::Continue)?;
        let replayed = squash::replay(&job.history, &job.environment, job.on_failure)?;
        let tally = replayed.tally();
        if tally.opaque + tally.undecided > 0 {
            let (name, opaque, undecided) = (&side.name, tally.opaque, tally.undecided);
            let message =
                format!("{name}: what {opaque} opaque and {undecided} undecided statements do is not certain");
            terminal::show(&Diagnostic::warning("inexact", message), &job.history);
        }
        let schema = replayed.schema()?;
        Ok(Replay { name: side.name.clone(), job, replayed, schema })
    }
}

fn wrong_usage(message: &str) -> Exit {
    let command = <super::Cli as clap::CommandFactory>::command();
    let error = command.clone().error(clap::error::ErrorKind::MissingRequiredArgument, message);
    let _shown = error.print();
    Exit::Usage
}

/// `003_users.sql:12`.
fn place(job: &Job, origin: Origin) -> String {
    job.history.migrations.get(origin.migration as usize).map_or_else(String::new, |migration| {
        format!("{}:{}", migration.file, migration.source.line(origin.span.start))
    })
}

fn exit_of_comparison(comparison: &Comparison) -> Exit {
    match comparison.count() {
        (_, unclear) if unclear > 0 => Exit::Inexact,
        (0, _) => Exit::Done,
        _ => Exit::Findings,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_side_has_up_to_three_parts() {
        let side = |text: &str| text.parse::<Side>().map(|side| (side.dialect, side.path, side.through));
        let path = PathBuf::from;
        assert_eq!(side("a/b"), Ok((None, path("a/b"), None)));
        assert_eq!(side("pg:a@1"), Ok((Some(Dialect::Postgres), path("a"), Some("1".into()))));
        assert_eq!(side("a@b/c"), Ok((None, path("a@b/c"), None)));
        assert_eq!(side("c:/x"), Ok((None, path("c:/x"), None)));
        assert!(side("sqlite:").is_err());
    }
}
