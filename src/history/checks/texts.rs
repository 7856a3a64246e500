//! Texts: empty files, encodings, and files that the tool refuses.

use super::super::Migration;
use crate::diagnostic::{Diagnostic, Location};
use crate::source::Encoding;

pub(super) fn check(migration: &Migration) -> impl Iterator<Item = Diagnostic> {
    let findings = [empty(migration), encoding(migration), refused(migration)];
    let location = Location::file(&migration.file);
    findings.into_iter().flatten().map(move |diagnostic| diagnostic.at(location.clone()))
}

fn empty(migration: &Migration) -> Option<Diagnostic> {
    let is_empty = migration.source.text.trim().is_empty();
    is_empty.then(|| Diagnostic::warning("empty-file", format!("`{}` is empty", migration.file)))
}

fn encoding(migration: &Migration) -> Option<Diagnostic> {
    let file = &migration.file;
    match migration.source.encoding {
        Encoding::Utf8 => None,
        Encoding::Utf8WithBom => {
            let message =
                format!("`{file}` begins with a byte order mark, which psql skips and other tools send along");
            Some(
                Diagnostic::warning("byte-order-mark", message)
                    .help("save the file as UTF-8 without a byte order mark"),
            )
        }
        Encoding::Latin1 => {
            let message =
                format!("`{file}` is not UTF-8 and is read as windows-1252; the server refuses such bytes in UTF-8");
            Some(Diagnostic::warning("not-utf-8", message).help("save the file as UTF-8"))
        }
    }
}

fn refused(migration: &Migration) -> Option<Diagnostic> {
    let reason = migration.refusal.as_ref()?;
    Some(Diagnostic::error("refused-file", format!("`{}` cannot run: {reason}", migration.file)))
}
