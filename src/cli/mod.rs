//! The command line: one file per command. The only place that prints, and the only one that writes files.

mod diff;
mod exit;
mod files;
mod graph;
mod options;
mod squash;
mod terminal;
#[cfg(any(feature = "postgres", feature = "mysql", feature = "sqlite"))]
mod verify;

use clap::{CommandFactory, Parser, Subcommand};
use exit::Exit;
use std::process::ExitCode;

const EXIT_CODES: &str = "\
Exit codes: 0 done, and exact; 1 findings or differences; 2 wrong usage; 3 the history stops at a failing migration; 4 written, but something \
is opaque or undecided; 5 an engine, a file or the environment failed.";

/// Squash a database migration history into one baseline, without a database, and prove it on a real one.
#[derive(Debug, Parser)]
#[command(name = "rebaseline", version, propagate_version = true, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Squash(squash::Squash),
    #[cfg(any(feature = "postgres", feature = "mysql", feature = "sqlite"))]
    Verify(verify::Verify),
    Diff(diff::DiffCommand),
    Graph(graph::GraphCommand),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// Runs the command that the arguments ask for.
pub fn run() -> ExitCode {
    let exit = match Cli::parse().command {
        Command::Squash(command) => command.run(),
        #[cfg(any(feature = "postgres", feature = "mysql", feature = "sqlite"))]
        Command::Verify(command) => command.run(),
        Command::Diff(command) => command.run(),
        Command::Graph(command) => command.run(),
        Command::Completions { shell } => {
            clap_complete::generate(shell, &mut Cli::command(), "rebaseline", &mut std::io::stdout());
            Ok(Exit::Done)
        }
    };
    exit.unwrap_or_else(|error| terminal::report_error(&error)).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_consistent() {
        Cli::command().debug_assert();
    }
}
