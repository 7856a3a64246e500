//! Order and extent: which of the migrations run, and in what order.

use super::folder::Folder;
use super::number::Number;
use super::read::{Candidate, Sorted};
use super::{ReadError, ReadOptions};
use crate::diagnostic::nearest;
use crate::tools::Tool;

/// Puts the candidates in order and drops those that are not to run; says what decided the order.
pub(super) fn select(
    sorted: &mut Sorted,
    folder: &Folder,
    tool: Tool,
    options: &ReadOptions,
) -> Result<String, ReadError> {
    let order = if let Some(files) = &options.order {
        reorder(sorted, folder, files)?;
        "as listed".to_owned()
    } else {
        let rules = tool.rules(folder.dialect);
        sorted.candidates.sort_by(|a, b| rules.compare(&a.name, &b.name));
        if folder.single { "one file" } else { rules.order() }.to_owned()
    };
    if let Some(version) = options.through.as_deref().filter(|_| !sorted.candidates.is_empty()) {
        stop_after(sorted, version)?;
    }
    Ok(order)
}

/// Exactly the files that are listed, even those that the tool would not run.
fn reorder(sorted: &mut Sorted, folder: &Folder, files: &[String]) -> Result<(), ReadError> {
    let mut rest = std::mem::take(&mut sorted.candidates);
    for file in files {
        let is_meant = |candidate: &Candidate| candidate.name.file == *file || candidate.entry == *file;
        if sorted.candidates.iter().any(is_meant) {
            return Err(ReadError::Repeated { file: file.clone() });
        }
        let candidate = match rest.iter().position(is_meant) {
            Some(position) => rest.remove(position),
            None if folder.root.join(file).is_file() => Candidate::named(file),
            None => return Err(not_there(file, &rest)),
        };
        sorted.skipped.retain(|skipped| skipped.path != *file);
        sorted.candidates.push(candidate);
    }
    for candidate in rest {
        sorted.skip(&candidate.name.file, "not in the given order");
    }
    Ok(())
}

fn not_there(file: &str, rest: &[Candidate]) -> ReadError {
    let similar = nearest(file, rest.iter().map(|candidate| candidate.name.file.as_str())).map(str::to_owned);
    ReadError::NotThere { file: file.to_owned(), similar }
}

/// Drops what comes after the last migration that `version` names.
fn stop_after(sorted: &mut Sorted, version: &str) -> Result<(), ReadError> {
    let position = sorted.candidates.iter().rposition(|candidate| is_named(candidate, version));
    let Some(position) = position else {
        return Err(unknown_version(&sorted.candidates, version));
    };
    for candidate in sorted.candidates.split_off(position + 1) {
        sorted.skip(&candidate.name.file, format!("after `{version}`"));
    }
    Ok(())
}

fn is_named(candidate: &Candidate, version: &str) -> bool {
    let name = &candidate.name;
    let stem = candidate.entry.strip_suffix(".sql").unwrap_or(&candidate.entry);
    [name.version.as_str(), &name.file, &candidate.entry, stem].contains(&version)
        || Number::of(&candidate.entry).is_some_and(|number| number.text == version)
}

fn unknown_version(candidates: &[Candidate], version: &str) -> ReadError {
    let versions = || candidates.iter().map(|candidate| candidate.name.version.as_str());
    let similar = nearest(version, versions()).map(str::to_owned);
    let last = versions().next_back().unwrap_or_default().to_owned();
    ReadError::UnknownVersion { version: version.to_owned(), similar, last }
}
