//! The case folders: `tests/cases/<dialect>/<name>/{migrations, expected}`, one named trial per folder and stage.
//!
//! - `outputs`: what the squash writes is exactly `expected/`; an output without a golden fails, and so does a golden without an output.
//!   `UPDATE=1` rewrites them: read the difference.
//! - `laws`: what must hold for any history, see [`laws`].
//! - `twice`: the idempotent baseline, run twice, gives that database too.
//! - `dump`: what `pg_dump` writes of that database is a history too, and gives that database.
//! - `engine`: history and baseline give the same database on a real server, and every outcome is as predicted. Ignored where no server is
//!   installed, unless `REBASELINE_REQUIRE_ENGINES` is set: then that fails.
//!
//! The samples in `input/`, the histories of `tests/histories/fetched` and those that `REBASELINE_HISTORIES` names go through the same stages
//! (histories without goldens).

mod support;

use libtest_mimic::{Arguments, Failed, Trial};
use rebaseline::dialect::Dialect;
use std::path::{Path, PathBuf};
use support::{engine, laws, outputs};

fn main() {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut trials = Vec::new();
    for dialect in [Dialect::Postgres, Dialect::MariaDb, Dialect::Sqlite] {
        for folder in folders(&root.join("tests/cases").join(dialect.to_string())) {
            let history = folder.join("migrations");
            let case = file_name(&folder);
            let name = format!("{dialect}/{case}");
            let expected = folder.join("expected");
            let is_dumped = dialect == Dialect::Postgres && DUMPED.contains(&&*case);
            trials.extend(stages(&name, &history, dialect));
            trials.extend(is_dumped.then(|| dump(&name, &history)));
            trials.push(trial(&name, "outputs", move || outputs::check(&history, &expected)));
        }
    }
    for sample in outputs::samples(root) {
        let (history, expected) = (sample.history.clone(), sample.expected.clone());
        trials.extend(stages(&sample.name, &sample.history, dialect_of(&sample.history)));
        trials.extend((dialect_of(&sample.history) == Dialect::Postgres).then(|| dump(&sample.name, &sample.history)));
        trials.push(trial(&sample.name, "outputs", move || outputs::check(&history, &expected)));
    }
    for (name, path) in [("atuin", "atuin"), ("apalis", "apalis"), ("procrastinate", "procrastinate/migrations")] {
        let history = root.join("tests/histories/fetched").join(path);
        if history.is_dir() {
            trials.extend(stages(&format!("histories/{name}"), &history, Dialect::Postgres));
            trials.push(dump(&format!("histories/{name}"), &history));
            trials.push(trial(&format!("histories/{name}"), "exact", move || outputs::exact(&history)));
        } else {
            let missing = Trial::test(format!("histories/{name}"), || Err("run tests/histories/fetch".into()));
            trials.push(missing.with_ignored_flag(!engine::required()));
        }
    }
    for history in on_demand() {
        let name = format!("on-demand/{}", file_name(&history));
        let dialect = dialect_of(&history);
        trials.extend(stages(&name, &history, dialect));
        trials.extend((dialect == Dialect::Postgres).then(|| dump(&name, &history)));
        trials.push(trial(&name, "known", move || outputs::known(&history)));
    }
    libtest_mimic::run(&arguments, trials).exit();
}

/// The histories in the folder that `REBASELINE_HISTORIES` names, one per subfolder: those that are on no package registry.
fn on_demand() -> Vec<PathBuf> {
    std::env::var_os("REBASELINE_HISTORIES").map_or_else(Vec::new, |parent| folders(Path::new(&parent)))
}

fn stages(name: &str, history: &Path, dialect: Dialect) -> [Trial; 3] {
    let path = || history.to_owned();
    let (for_laws, for_engine, for_twice) = (path(), path(), path());
    let absent = !engine::installed(dialect) && !engine::required();
    let [gap, gap_twice] = ["engine", "twice"].map(|stage| Gap::of(history, stage));
    let on_engine = trial(name, "engine", move || gap.hold(engine::check(&for_engine)));
    let twice = trial(name, "twice", move || gap_twice.hold(engine::check_twice(&for_twice)));
    [
        trial(name, "laws", move || laws::check(&for_laws)),
        on_engine.with_ignored_flag(absent),
        twice.with_ignored_flag(absent),
    ]
}

/// The cases whose databases are dumped too: those with the most kinds of objects.
const DUMPED: [&str; 12] = [
    "every_object",
    "every_table",
    "inheritance",
    "names_and_values",
    "objects_routines",
    "partition_keys_only",
    "partitions",
    "remarks",
    "schemas",
    "security",
    "seeds",
    "sets",
];

/// The dialect of a history; one that cannot be read fails in its stages.
fn dialect_of(history: &Path) -> Dialect {
    support::read(history).map_or_else(|_| Dialect::default(), |(history, _)| history.dialect)
}

fn dump(name: &str, history: &Path) -> Trial {
    let (gap, path) = (Gap::of(history, "dump"), history.to_owned());
    let dump = trial(name, "dump", move || gap.hold(engine::check_dump(&path)));
    dump.with_ignored_flag(!engine::dumps() && !engine::required())
}

/// Whether a stage of a case is known to differ on the engine: a line `stage: why` of the file `known_gap` beside its migrations says so.
#[derive(Clone, Copy)]
enum Gap {
    None,
    Known,
}

impl Gap {
    fn of(history: &Path, stage: &str) -> Self {
        let file = history.parent().map(|case| case.join("known_gap"));
        let text = file.and_then(|file| std::fs::read_to_string(file).ok()).unwrap_or_default();
        if text.lines().any(|line| line.starts_with(&format!("{stage}: "))) { Self::Known } else { Self::None }
    }

    /// A known gap must fail: when it does not any more, its line has to go.
    fn hold(self, result: Result<(), String>) -> Result<(), String> {
        match (self, result) {
            (Self::None, result) => result,
            (Self::Known, Err(_)) => Ok(()),
            (Self::Known, Ok(())) => {
                Err("this was a known gap and is none any more: remove it from `known_gap`".into())
            }
        }
    }
}

fn trial(name: &str, stage: &str, check: impl FnOnce() -> Result<(), String> + Send + 'static) -> Trial {
    Trial::test(format!("{name}::{stage}"), move || check().map_err(Failed::from))
}

fn folders(parent: &Path) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(parent) else { return Vec::new() };
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn file_name(path: &Path) -> String {
    path.file_name().expect("a name").to_string_lossy().into_owned()
}
