//! `rebaseline graph`.

use super::exit::Exit;
use super::options::{HistoryOptions, exit_of};
use crate::dialect::Dialect;
use crate::graph::DependencyGraph;
use crate::postgres::replay::{self, OnFailure};
use anstream::println;
use anyhow::{Result, bail};
use clap::{Args, ValueEnum};

const EXAMPLES: &str = "\
Examples:
  rebaseline graph migrations
  rebaseline graph migrations --format dot | dot -Tsvg > schema.svg
  rebaseline graph migrations --format mermaid-er > schema.mmd";

/// Show what depends on what: levels, cycles, orphans.
///
/// The levels say in which order objects can be created: everything on a level needs only what is on the levels before it.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Graph {
    #[command(flatten)]
    history: HistoryOptions,

    /// What to print.
    #[arg(long, value_enum, default_value_t)]
    format: GraphFormat,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum GraphFormat {
    /// Levels, cycles and orphans, for people.
    #[default]
    Text,
    /// Nodes and edges, for programs.
    Json,
    /// Graphviz.
    Dot,
    /// A Mermaid flow chart.
    Mermaid,
    /// A Mermaid entity relationship diagram of the tables.
    MermaidEr,
}

impl Graph {
    pub(super) fn run(self) -> Result<Exit> {
        let job = self.history.read(OnFailure::Continue)?;
        if job.history.dialect != Dialect::Postgres {
            bail!(
                "`graph` reads histories of PostgreSQL only so far, and this one is {}'s",
                job.history.dialect.engine()
            );
        }
        let replay = replay::replay(&job.history, job.environment, job.on_failure);
        let graph = DependencyGraph::new(&replay.catalog);
        let text = match self.format {
            GraphFormat::Text => graph.to_text(),
            GraphFormat::Json => serde_json::to_string_pretty(&graph.to_json())?,
            GraphFormat::Dot => graph.to_dot(),
            GraphFormat::Mermaid => graph.to_mermaid(),
            GraphFormat::MermaidEr => graph.to_mermaid_er(),
        };
        println!("{}", text.trim_end());
        Ok(exit_of(&replay.migrations, job.on_failure))
    }
}
