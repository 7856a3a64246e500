//! The `rebaseline` command.

use std::process::ExitCode;

fn main() -> ExitCode {
    rebaseline::cli::run()
}
