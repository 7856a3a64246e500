//! How long a squash takes: beside sqlparser's bare parse of the same bytes, over the size of the history, and how little a snapshot costs.
//!
//! The real histories are there after `tests/histories/fetch`; without it only the samples are measured.

#![allow(missing_docs, reason = "criterion's macro makes a public function")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rebaseline::environment::Environment;
use rebaseline::history::{History, ReadOptions};
use rebaseline::postgres::replay::{OnFailure, replay};
use rebaseline::squash::{Options, squash};
use sqlparser::dialect::PostgreSqlDialect;
use sqlparser::parser::Parser;
use std::fmt::Write as _;
use std::hint::black_box;
use std::path::{Path, PathBuf};

const HISTORIES: [&str; 4] = [
    "input/support-desk",
    "tests/histories/fetched/atuin",
    "tests/histories/fetched/apalis",
    "tests/histories/fetched/procrastinate/migrations",
];

fn read(path: &Path) -> History {
    History::read(path, &ReadOptions::default()).expect("the history is readable")
}

fn squash_it(history: &History) -> usize {
    let options = Options { on_failure: OnFailure::Continue, ..Options::default() };
    squash(history, &options).expect("a history can be squashed").baseline.len()
}

/// The same bytes, statement by statement, through sqlparser alone; what it cannot read costs it nothing more.
fn parse_bare(history: &History) -> usize {
    let dialect = PostgreSqlDialect {};
    let mut parsed = 0;
    for migration in &history.migrations {
        let text = &migration.source.text;
        for raw in rebaseline::postgres::syntax::split(text) {
            parsed += usize::from(Parser::parse_sql(&dialect, raw.span.slice(text)).is_ok());
        }
    }
    parsed
}

fn beside_sqlparser(criterion: &mut Criterion) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for path in HISTORIES.map(|path| root.join(path)).iter().filter(|path| path.is_dir()) {
        let history = read(path);
        let bytes: usize = history.migrations.iter().map(|migration| migration.source.text.len()).sum();
        let name = path.components().rev().nth(usize::from(path.ends_with("migrations"))).expect("a name");
        let mut group = criterion.benchmark_group(name.as_os_str().to_string_lossy());
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function("sqlparser alone", |bencher| bencher.iter(|| parse_bare(black_box(&history))));
        group.bench_function("squash", |bencher| bencher.iter(|| squash_it(black_box(&history))));
        group.finish();
    }
}

/// A history of `size` times ten tables, each created, altered, indexed and filled.
fn generated(size: usize) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    for number in 0..size * 10 {
        let mut text = String::new();
        let _ = write!(
            text,
            "CREATE TABLE t{number} (id bigserial PRIMARY KEY, name text NOT NULL, parent int REFERENCES t0 (ref), ref int UNIQUE);\n\
             CREATE INDEX ON t{number} (lower(name));\n\
             INSERT INTO t{number} (name) VALUES ('a'), ('b');\n\
             ALTER TABLE t{number} ADD COLUMN note varchar(40) DEFAULT 'x', ALTER COLUMN name TYPE varchar(100);\n\
             ALTER TABLE t{number} RENAME COLUMN note TO remark;\n"
        );
        let text = if number == 0 { text.replace("REFERENCES t0 (ref)", "") } else { text };
        std::fs::write(folder.path().join(format!("{number:06}_t.sql")), text).expect("a file");
    }
    let path = folder.path().to_owned();
    (folder, path)
}

fn growth(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("growth");
    group.sample_size(10);
    for size in [1, 10, 100] {
        let (_folder, path) = generated(size);
        let history = read(&path);
        group.throughput(Throughput::Elements(size as u64));
        group.bench_with_input(BenchmarkId::from_parameter(size), &history, |bencher, history| {
            bencher.iter(|| squash_it(black_box(history)));
        });
    }
    group.finish();
}

fn snapshots(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("snapshot");
    for size in [1, 10, 100] {
        let (_folder, path) = generated(size);
        let catalog = replay(&read(&path), Environment::default(), OnFailure::Continue).catalog;
        group.bench_with_input(BenchmarkId::new("tables", size * 10), &catalog, |bencher, catalog| {
            bencher.iter(|| black_box(catalog.clone()));
        });
    }
    group.finish();
}

criterion_group!(benches, beside_sqlparser, growth, snapshots);
criterion_main!(benches);
