//! Which tool a folder belongs to, and why.

use super::folder::Folder;
use crate::diagnostic::Diagnostic;
use crate::tools::layout::{Entry, Role};
use crate::tools::{Mark, Tool, maragudk_migrate, popx, synapse};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// A tool, and the reason for it.
pub(super) struct Detection {
    pub(super) tool: Tool,
    pub(super) reason: String,
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Detection {
    fn new(tool: Tool, reason: impl Into<String>) -> Self {
        Self { tool, reason: reason.into(), diagnostics: Vec::new() }
    }
}

/// Finds out the tool: folders with fixed file names speak first, then marks in the files, then the names of the files,
/// then what stands beside the folder.
pub(super) fn detect(folder: &Folder) -> Detection {
    let files: Vec<&str> = folder.listing.0.iter().filter_map(Entry::sql_name).collect();
    let plain = if folder.single { "one SQL file" } else { "plain SQL files: no marks of a tool" };
    by_tracking(folder)
        .or_else(|| by_subfolders(folder, files.len()))
        .or_else(|| by_marks(folder, &files))
        .or_else(|| by_dialects(&files))
        .or_else(|| by_pairs(folder, &files))
        .unwrap_or_else(|| by_neighbours(folder).unwrap_or_else(|| Detection::new(Tool::Plain, plain)))
}

/// Synapse keeps the script of its tracking tables beside its migrations.
fn by_tracking(folder: &Folder) -> Option<Detection> {
    let (common, file) = synapse::TRACKING.split_once('/')?;
    let is_there = folder.listing.0.iter().any(|entry| entry.name == common && entry.holds(file));
    is_there.then(|| Detection::new(Tool::Synapse, format!("`{}`", synapse::TRACKING)))
}

fn by_subfolders(folder: &Folder, files: usize) -> Option<Detection> {
    let count = |file: &str| folder.listing.0.iter().filter(|entry| entry.holds(file)).count();
    let (tool, file, found) = [(Tool::Prisma, "migration.sql"), (Tool::Diesel, "up.sql")]
        .map(|(tool, file)| (tool, file, count(file)))
        .into_iter()
        .rev()
        .max_by_key(|(_, _, found)| *found)?;
    let lock = if tool == Tool::Prisma && folder.listing.has_file("migration_lock.toml") {
        ", and `migration_lock.toml`"
    } else {
        ""
    };
    let folders = if found == 1 { "folder" } else { "folders" };
    (found > files).then(|| Detection::new(tool, format!("{found} {folders} with `{file}`{lock}")))
}

fn by_marks(folder: &Folder, files: &[&str]) -> Option<Detection> {
    let heads: Vec<String> = files.iter().map(|file| folder.head(file)).collect();
    let count = |mark: &Mark| heads.iter().filter(|head| (mark.is_in)(head)).count();
    let (mark, found) = Mark::ALL.iter().map(|mark| (mark, count(mark))).max_by_key(|(_, found)| *found)?;
    let reason = format!("{found} of {} files have `{}`", files.len(), mark.text);
    match found {
        0 => None,
        _ if found * 2 >= files.len() => Some(Detection::new(mark.tool, reason)),
        _ => {
            let mut detection = Detection::new(Tool::Plain, "plain SQL files: few have the marks of a tool");
            let message = format!("{reason}, which means something to {} only", mark.tool);
            let help = format!("give `--tool {}` if it runs them", mark.tool);
            detection.diagnostics.push(Diagnostic::warning("marks-of-a-tool", message).help(help));
            Some(detection)
        }
    }
}

const NO_TRANSACTION: &str = "-- no-transaction";
const PAIRS: &str = "files named `<number>_<title>.up.sql`, as those of sqlx can be (`--tool sqlx`)";

/// `N_x.postgres.up.sql`, or `N_x.autocommit.up.sql`: popx.
fn by_dialects(files: &[&str]) -> Option<Detection> {
    let telling = files.iter().filter(|file| popx::is_telling(file)).count();
    let readable = files.iter().filter(|file| popx::is_readable(file)).count();
    let reason = format!("{telling} of {} files are named `<version>_<title>.<dialect>.up.sql`", files.len());
    (telling > 0 && readable * 2 > files.len()).then(|| Detection::new(Tool::Popx, reason))
}

/// `N_x.up.sql`: golang-migrate, unless numbers repeat, which it refuses and maragudk/migrate does not; or sqlx with ways
/// back.
fn by_pairs(folder: &Folder, files: &[&str]) -> Option<Detection> {
    let tool = Tool::GolangMigrate.rules(folder.dialect);
    let entries = folder.listing.0.iter().filter(|entry| entry.sql_name().is_some());
    let roles: Vec<Role> = entries.map(|entry| tool.role(entry, &folder.listing)).collect();
    let versions: Vec<&str> = roles.iter().filter_map(up_version).collect();
    let others = roles.iter().filter(|role| matches!(role, Role::Skipped(_))).count();
    if versions.is_empty() || others > versions.len() {
        return None;
    }
    if versions.iter().collect::<BTreeSet<_>>().len() < versions.len() {
        return Some(by_repeated_numbers(files));
    }
    by_neighbours(folder).or_else(|| Some(Detection::new(Tool::GolangMigrate, PAIRS)))
}

fn by_repeated_numbers(files: &[&str]) -> Detection {
    let reason = "`.up.sql` files whose numbers repeat, which golang-migrate refuses";
    if files.iter().all(|file| maragudk_migrate::is_readable(file)) {
        return Detection::new(Tool::MaragudkMigrate, format!("{reason} and maragudk/migrate does not"));
    }
    Detection::new(Tool::Plain, format!("{reason}: read as plain files"))
}

fn up_version(role: &Role) -> Option<&str> {
    match role {
        Role::Up { name, .. } => Some(&name.version),
        _ => None,
    }
}

/// sqlx leaves its mark in few files, if any; a `Cargo.toml` that depends on it, beside the folder or one above, tells too.
fn by_neighbours(folder: &Folder) -> Option<Detection> {
    let tool = Tool::Sqlx.rules(folder.dialect);
    let mut roles = folder.listing.0.iter().filter_map(|entry| {
        entry.sql_name()?;
        Some(tool.role(entry, &folder.listing))
    });
    if !roles.all(|role| matches!(role, Role::Up { .. } | Role::Down(_))) {
        return None;
    }
    let mut files = folder.listing.0.iter().filter_map(Entry::sql_name);
    if files.any(|file| folder.head(file).starts_with(NO_TRANSACTION)) {
        return Some(Detection::new(Tool::Sqlx, format!("numbered files, and `{NO_TRANSACTION}` begins one of them")));
    }
    let root = fs::canonicalize(&folder.root).ok()?;
    let manifest =
        root.ancestors().skip(1).take(2).map(|path| path.join("Cargo.toml")).find(|path| names_sqlx(path))?;
    let place = manifest.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy().into_owned();
    Some(Detection::new(Tool::Sqlx, format!("numbered files, and `{place}/Cargo.toml` depends on sqlx")))
}

fn names_sqlx(manifest: &Path) -> bool {
    let Ok(text) = fs::read_to_string(manifest) else { return false };
    text.lines().map(str::trim).any(|line| {
        let table = line.strip_prefix('[').and_then(|line| line.strip_suffix("dependencies.sqlx]")).is_some();
        table || line.strip_prefix("sqlx").is_some_and(|rest| rest.trim_start().starts_with(['=', '.']))
    })
}
