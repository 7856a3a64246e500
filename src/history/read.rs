//! Reading: entries to candidates, candidates in order, and their files.

use super::detect::{Detection, detect};
use super::dialect::{self, Detected};
use super::folder::Folder;
use super::select::select;
use super::{History, Migration, ReadError, ReadOptions, Skipped, checks, pattern};
use crate::diagnostic::{Diagnostic, Location};
use crate::source::Source;
use crate::tools::Tool;
use crate::tools::layout::{Entry, Kind, Name, Role};
use std::path::Path;

/// A migration by its names, before its file is read.
pub(super) struct Candidate {
    pub(super) name: Name,
    /// The entry of the folder that it came from.
    pub(super) entry: String,
    down: Option<String>,
    metadata: Option<String>,
}

impl Candidate {
    /// A file that is a migration because it was named, whatever the tool makes of its name.
    pub(super) fn named(file: &str) -> Self {
        let stem = file.strip_suffix(".sql").unwrap_or(file);
        Self { name: Name::of_stem(stem, file), entry: file.to_owned(), down: None, metadata: None }
    }
}

/// What the names in a folder come to.
#[derive(Default)]
pub(super) struct Sorted {
    pub(super) candidates: Vec<Candidate>,
    downs: Vec<Name>,
    pub(super) skipped: Vec<Skipped>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Sorted {
    pub(super) fn skip(&mut self, path: &str, reason: impl Into<String>) {
        self.skipped.push(Skipped { path: path.to_owned(), reason: reason.into() });
    }
}

pub(super) fn read(path: &Path, options: &ReadOptions) -> Result<History, ReadError> {
    let mut folder = Folder::open(path)?;
    let dialect = match options.dialect {
        Some(dialect) => Detected { dialect, reason: "as asked for".into() },
        None => dialect::detect(&folder),
    };
    folder.dialect = dialect.dialect;
    let Detection { tool, reason, diagnostics } = match options.tool {
        Some(tool) => Detection { tool, reason: "as asked for".into(), diagnostics: Vec::new() },
        None => detect(&folder),
    };
    if tool.rules(folder.dialect).reads_subfolders() {
        folder.flatten()?;
    }
    let mut sorted = sort_entries(&folder, tool, options);
    sorted.diagnostics.extend(diagnostics);
    let order = select(&mut sorted, &folder, tool, options)?;
    if sorted.candidates.is_empty() {
        return Err(no_migrations(&folder, &sorted));
    }
    let migrations = read_files(&folder, tool, &mut sorted)?;
    let mut history = History {
        root: folder.root,
        tool,
        detection: reason,
        dialect: dialect.dialect,
        dialect_reason: dialect.reason,
        order,
        migrations,
        skipped: sorted.skipped,
        diagnostics: sorted.diagnostics,
    };
    history.skipped.sort_by(|a, b| a.path.cmp(&b.path));
    checks::check(&mut history);
    Ok(history)
}

fn no_migrations(folder: &Folder, sorted: &Sorted) -> ReadError {
    let found = sorted.skipped.iter().map(|skipped| format!("`{}` ({})", skipped.path, skipped.reason)).collect();
    ReadError::NoMigrations { path: folder.root.clone(), found, deeper: folder.deeper() }
}

/// Asks the tool what each entry is.
fn sort_entries(folder: &Folder, tool: Tool, options: &ReadOptions) -> Sorted {
    let mut sorted = Sorted::default();
    let mut unused: Vec<_> = options.exclude.iter().collect();
    for entry in &folder.listing.0 {
        let exclusion = options.exclude.iter().find(|exclusion| pattern::matches(&exclusion.pattern, &entry.name));
        if let Some(exclusion) = exclusion {
            unused.retain(|other| *other != exclusion);
            let reason = exclusion.reason.as_deref().map_or(String::new(), |reason| format!(": {reason}"));
            sorted.skip(&entry.name, format!("excluded{reason}"));
        } else {
            sort_entry(&mut sorted, tool, entry, folder);
        }
    }
    if let (true, [entry]) = (folder.single && sorted.candidates.is_empty(), &folder.listing.0[..]) {
        sorted = Sorted { candidates: vec![Candidate::named(&entry.name)], ..Sorted::default() };
    }
    sorted.diagnostics.extend(unused.into_iter().map(|exclusion| {
        let message = format!("`{}` is to be excluded, and nothing has that name", exclusion.pattern);
        Diagnostic::warning("exclusion-without-file", message)
    }));
    sorted
}

fn sort_entry(sorted: &mut Sorted, tool: Tool, entry: &Entry, folder: &Folder) {
    if entry.name == "rebaseline.yaml" {
        return sorted.skip(&entry.name, "rebaseline's own configuration");
    }
    match tool.rules(folder.dialect).role(entry, &folder.listing) {
        Role::Up { name, down, metadata } => {
            skip_companions(sorted, entry, &name, down.as_deref(), metadata.as_deref());
            sorted.candidates.push(Candidate { name, entry: entry.name.clone(), down, metadata });
        }
        Role::Down(name) => sorted.downs.push(name),
        Role::Skipped(reason) => sorted.skip(&entry.name, reason),
        Role::Unread(what) => {
            sorted.skip(&entry.name, format!("not read: {what}"));
            let message = format!("{tool} runs `{}`, {what}: what it does is missing here", entry.name);
            let help = "write what it does as SQL to have it in the baseline";
            sorted.diagnostics.push(Diagnostic::warning("not-sql", message).at(Location::file(&entry.name)).help(help));
        }
        Role::Refused(reason) => {
            sorted.skip(&entry.name, format!("refused by {tool}: {reason}"));
            let diagnostic = Diagnostic::warning("refused-name", format!("{tool} refuses the whole folder: {reason}"));
            sorted.diagnostics.push(diagnostic.at(Location::file(&entry.name)).help("rename or remove it"));
        }
    }
}

/// Lists the files beside a migration in its own folder.
fn skip_companions(sorted: &mut Sorted, entry: &Entry, name: &Name, down: Option<&str>, metadata: Option<&str>) {
    let Kind::Folder(files) = &entry.kind else { return };
    for path in files.iter().map(|file| format!("{}/{file}", entry.name)) {
        if down == Some(&path) {
            sorted.skip(&path, format!("the way back of `{}`", name.file));
        } else if path != name.file && metadata != Some(&path) {
            sorted.skip(&path, "not read by the tool");
        }
    }
}

fn read_files(folder: &Folder, tool: Tool, sorted: &mut Sorted) -> Result<Vec<Migration>, ReadError> {
    let candidates = std::mem::take(&mut sorted.candidates);
    let downs = std::mem::take(&mut sorted.downs);
    let migrations = candidates
        .into_iter()
        .map(|candidate| read_migration(folder, tool, candidate, &downs, &mut sorted.diagnostics))
        .collect::<Result<Vec<_>, _>>()?;
    for down in &downs {
        list_down(sorted, down, &migrations);
    }
    Ok(migrations)
}

fn read_migration(
    folder: &Folder,
    tool: Tool,
    candidate: Candidate,
    downs: &[Name],
    diagnostics: &mut Vec<Diagnostic>,
) -> Result<Migration, ReadError> {
    let source = folder.source(&candidate.name.file)?;
    let source = match tool.rules(folder.dialect).text(&source.text) {
        Some(text) => source.with_text(text),
        None => source,
    };
    let metadata = candidate.metadata.map(|file| folder.source(&file)).transpose()?;
    let body = tool.body(folder.dialect, &source, metadata.as_ref().map(|source| &*source.text));
    diagnostics.extend(body.diagnostics);
    let down_file = candidate.down.or_else(|| way_back(&candidate.name, downs).map(|down| down.file.clone()));
    let down = match down_file {
        Some(file) => Some(folder.source(&file)?.text.trim().to_owned()),
        None => join(&source, &body.down),
    };
    let Name { version, title, file, .. } = candidate.name;
    let down = down.filter(|text| !text.is_empty());
    Ok(Migration { version, name: title, file, source, up: body.up, down, refusal: body.refusal })
}

/// The down file of a migration: of its name, or else of its version.
fn way_back<'a>(name: &Name, downs: &'a [Name]) -> Option<&'a Name> {
    let of_version = || downs.iter().filter(|down| down.version == name.version);
    of_version().find(|down| down.title == name.title).or_else(|| of_version().next())
}

fn join(source: &Source, spans: &[crate::source::Span]) -> Option<String> {
    let parts: Vec<_> = spans.iter().map(|span| span.slice(&source.text).trim()).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
}

fn list_down(sorted: &mut Sorted, down: &Name, migrations: &[Migration]) {
    if let Some(up) = migrations.iter().find(|migration| migration.version == down.version) {
        return sorted.skip(&down.file, format!("the way back of `{}`", up.file));
    }
    sorted.skip(&down.file, "a way back without a way there");
    let message = format!("`{}` undoes a migration that is not there", down.file);
    sorted.diagnostics.push(Diagnostic::warning("down-without-up", message).at(Location::file(&down.file)));
}
