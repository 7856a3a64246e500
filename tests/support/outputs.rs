//! Goldens: the files that a squash writes.

use rebaseline::engine::postgres::Installation;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// A sample of `input/`, with what the tool writes for it in `output/`.
pub struct Sample {
    pub name: String,
    pub history: PathBuf,
    pub expected: PathBuf,
}

/// The samples.
pub fn samples(root: &Path) -> Vec<Sample> {
    const NAMES: [&str; 10] = [
        "support-desk",
        "leads",
        "bookshop/goose",
        "bookshop/prisma",
        "bookshop/sqlx",
        "reading-list",
        "appointments",
        "tool-library/postgres",
        "tool-library/mariadb",
        "tool-library/sqlite",
    ];
    NAMES
        .map(|name| Sample {
            name: format!("input/{name}"),
            history: root.join("input").join(name),
            expected: root.join("output").join(name),
        })
        .into()
}

/// What the squash writes is what the folder holds.
pub fn check(history: &Path, expected: &Path) -> Result<(), String> {
    let (history, options) = super::read(history)?;
    let squashed = super::squashed(&history, &options)?;
    let report = serde_json::to_string_pretty(&squashed.report).map_err(|error| error.to_string())? + "\n";
    let actual = BTreeMap::from([
        ("baseline.sql".to_owned(), squashed.baseline),
        ("tracking.sql".to_owned(), squashed.tracking),
        ("report.json".to_owned(), report),
    ]);
    if std::env::var_os("UPDATE").is_some() {
        return rewrite(expected, &actual).map_err(|error| error.to_string());
    }
    let golden = read_all(expected)?;
    for name in actual.keys().chain(golden.keys()) {
        let (left, right) = (golden.get(name), actual.get(name));
        if left != right {
            return Err(difference(&expected.join(name), left, right));
        }
    }
    Ok(())
}

/// Nothing failed, nothing is opaque or undecided.
pub fn exact(history: &Path) -> Result<(), String> {
    let (history, options) = super::read(history)?;
    let outcomes = super::squashed(&history, &options)?.report.outcomes;
    if outcomes.failed + outcomes.opaque + outcomes.undecided + outcomes.not_run + outcomes.rolled_back == 0 {
        Ok(())
    } else {
        Err(format!("{outcomes:?}"))
    }
}

/// As many statements are opaque or undecided as `docs/fidelity.md` says of the history: none, where it does not name it. The day of the run
/// is given.
pub fn known(history: &Path) -> Result<(), String> {
    let name = history.file_name().unwrap_or_default().to_string_lossy();
    let fidelity = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/fidelity.md");
    let text = fs::read_to_string(fidelity).map_err(|error| error.to_string())?;
    let said = said_of(&text, &name)?;
    let (history, mut options) = super::read(history)?;
    if let Ok(installation) = Installation::find() {
        options.environment.engine_version =
            Some(rebaseline::environment::Version::major(installation.major_version()));
    }
    let day = "2026-11-21".parse().map_err(|error: rebaseline::environment::NoDay| error.to_string())?;
    options.environment.today.get_or_insert(day);
    let outcomes = super::squashed(&history, &options)?.report.outcomes;
    let found = outcomes.opaque + outcomes.undecided;
    if found == said { Ok(()) } else { Err(format!("docs/fidelity.md says {said}, and {found} are: {outcomes:?}")) }
}

/// The number in the row of a history, in the table of those with leftovers.
fn said_of(fidelity: &str, name: &str) -> Result<usize, String> {
    let start = format!("| {name} |");
    let Some(row) = fidelity.lines().find_map(|line| line.strip_prefix(&start)) else { return Ok(0) };
    let number = row.split('|').next().unwrap_or_default().trim();
    number.parse().map_err(|_| format!("docs/fidelity.md gives no number for {name}: {number}"))
}

fn rewrite(folder: &Path, files: &BTreeMap<String, String>) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    for entry in fs::read_dir(folder)? {
        fs::remove_file(entry?.path())?;
    }
    files.iter().try_for_each(|(name, text)| fs::write(folder.join(name), text))
}

fn read_all(folder: &Path) -> Result<BTreeMap<String, String>, String> {
    let explain = |error: std::io::Error| format!("{}: {error} (UPDATE=1 writes it)", folder.display());
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(explain)? {
        let path = entry.map_err(explain)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.insert(name, fs::read_to_string(&path).map_err(explain)?);
    }
    Ok(files)
}

fn difference(path: &Path, golden: Option<&String>, actual: Option<&String>) -> String {
    let (Some(golden), Some(actual)) = (golden, actual) else {
        let what = if golden.is_some() { "is not written any more" } else { "has no golden (UPDATE=1 writes it)" };
        return format!("{} {what}", path.display());
    };
    let line = golden.lines().zip(actual.lines()).take_while(|(left, right)| left == right).count();
    format!(
        "{}:{}\n  expected: {}\n  actual:   {}",
        path.display(),
        line + 1,
        golden.lines().nth(line).unwrap_or("<end>"),
        actual.lines().nth(line).unwrap_or("<end>"),
    )
}
