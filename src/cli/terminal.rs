//! What people see on the terminal: diagnostics and errors on standard error, results on standard output.

use super::exit::Exit;
use crate::config::ConfigError;
use crate::diagnostic::{Diagnostic, Paint, Severity};
use crate::history::{History, ReadError};
use anstream::{eprintln, stderr};

/// Colours only where somebody looks.
fn paint() -> Paint {
    if stderr().is_terminal() { Paint::Colour } else { Paint::Plain }
}

/// Warnings and errors about the files of a history.
pub(crate) fn show_diagnostics(history: &History) {
    for diagnostic in history.diagnostics.iter().filter(|diagnostic| diagnostic.severity >= Severity::Warning) {
        show(diagnostic, history);
    }
}

/// One finding, with the source where it has one.
pub(crate) fn show(diagnostic: &Diagnostic, history: &History) {
    let source = diagnostic.location.as_ref().and_then(|location| {
        history.migrations.iter().map(|migration| &migration.source).find(|source| source.path == location.path)
    });
    eprintln!("{}\n", diagnostic.text(source, paint()));
}

/// Says why a command failed, and chooses its exit code.
pub(crate) fn report_error(error: &anyhow::Error) -> Exit {
    let mut diagnostic = Diagnostic::error("error", format!("{error:#}"));
    if let Some(read) = error.downcast_ref::<ReadError>() {
        diagnostic.help = read.help();
    }
    let config = error.downcast_ref::<ConfigError>();
    if let Some(help) = config.and_then(ConfigError::help) {
        diagnostic.help = Some(help.to_owned());
    }
    eprintln!("{}", diagnostic.text(None, paint()));
    if config.is_some() { Exit::Usage } else { Exit::Environment }
}
