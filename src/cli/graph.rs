//! `rebaseline graph`.

use super::exit::Exit;
use super::options::{HistoryOptions, exit_of};
use crate::graph::{DependencyGraph, Identity, mermaid_er};
use crate::run::OnFailure;
use crate::squash::{self, Graph};
use anstream::println;
use anyhow::Result;
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
pub(super) struct GraphCommand {
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

impl GraphFormat {
    fn text<Id: Identity>(self, graph: &DependencyGraph<Id>) -> Result<String> {
        Ok(match self {
            Self::Text | Self::MermaidEr => graph.to_text(),
            Self::Json => serde_json::to_string_pretty(&graph.to_json())?,
            Self::Dot => graph.to_dot(),
            Self::Mermaid => graph.to_mermaid(),
        })
    }
}

impl GraphCommand {
    pub(super) fn run(self) -> Result<Exit> {
        let job = self.history.read(OnFailure::Continue)?;
        let replayed = squash::replay(&job.history, &job.environment, job.on_failure)?;
        let text = match (self.format, replayed.graph()?) {
            (GraphFormat::MermaidEr, _) => mermaid_er(&replayed.schema()?),
            (format, Graph::Postgres(graph)) => format.text(&graph)?,
            (format, Graph::Shared(graph)) => format.text(&graph)?,
        };
        println!("{}", text.trim_end());
        Ok(exit_of(replayed.migrations(), job.on_failure))
    }
}
