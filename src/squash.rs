//! The main job in one call: a history in, a baseline, a tracking seed and a report out. No input or output of its own.

use crate::ast::Name;
use crate::catalog::{Catalog, ConstraintKind, ObjectBody, ObjectId, Origin};
use crate::emit::{self, Baseline, DataMode, EmitOptions, Header, Style, Verbatim, VerbatimPlace};
use crate::environment::Environment;
use crate::history::{History, Migration};
use crate::replay::{
    self, Fit, Fitting, MigrationRecord, OnFailure, Outcome, Replay, RoleStatement, Status, Tally, UnknownStatement,
};
use crate::tools::{self, TransactionRule};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;

/// What a squash makes.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Squashed {
    /// What became of each statement, and the catalog at the end.
    pub replay: Replay,
    /// `baseline.sql`, and what it could not say.
    pub baseline: Baseline,
    /// `tracking.sql`.
    pub tracking: String,
    /// `report.json`.
    pub report: Report,
}

/// The facts of a squash. All numbers are counts, lines count from 1.
#[derive(Debug, Clone, serde::Serialize)]
#[non_exhaustive]
pub struct Report {
    /// The migration tool whose rules hold.
    pub tool: String,
    /// Why it is that tool.
    pub detection: String,
    /// How the migrations are ordered.
    pub order: String,
    /// The engine and the major version that the predictions are for.
    pub engine: String,
    /// SHA-256 over names and bytes of the migrations, in order.
    pub digest: String,
    /// One entry per migration, in order.
    pub migrations: Vec<MigrationReport>,
    /// How many statements ended in each way.
    pub outcomes: Tally,
    /// How many objects of each kind the baseline holds.
    pub objects: ObjectCounts,
    /// Every statement that did not simply apply, in order.
    pub statements: Vec<StatementReport>,
    /// Statements of unknown effect that the baseline cannot run.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub left_out: Vec<LeftOut>,
    /// Files that do not run, and why.
    pub skipped: Vec<crate::history::Skipped>,
    /// What there is to say about names, numbers and encodings.
    pub diagnostics: Vec<crate::diagnostic::Diagnostic>,
}

/// One migration of a report.
#[derive(Debug, Clone, serde::Serialize)]
#[expect(missing_docs, reason = "the keys of the report, as the contract names them")]
pub struct MigrationReport {
    pub version: String,
    pub name: String,
    pub file: String,
    pub transaction: TransactionRule,
    pub status: Status,
    pub statements: usize,
    pub failure: Option<FailureReport>,
}

/// Why a migration failed.
#[derive(Debug, Clone, serde::Serialize)]
pub struct FailureReport {
    /// SQLSTATE; `tool` where the migration tool refuses the file before any of it runs.
    pub code: String,
    /// The server's message.
    pub message: String,
    /// The line on which the failing statement starts.
    pub line: usize,
}

/// One statement that did not simply apply.
#[derive(Debug, Clone, serde::Serialize)]
pub struct StatementReport {
    /// The file.
    pub file: String,
    /// The line on which the statement starts.
    pub line: usize,
    /// Its outcome, as in `outcomes`.
    pub outcome: &'static str,
    /// SQLSTATE, of a failure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<&'static str>,
    /// The reason or message.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A statement of unknown effect that cannot run at the end of the history, and so is a comment in the baseline.
#[derive(Debug, Clone, serde::Serialize)]
pub struct LeftOut {
    /// The file.
    pub file: String,
    /// The line on which the statement starts.
    pub line: usize,
    /// Why it cannot run.
    pub reason: String,
    /// What can be done about it.
    pub way_out: String,
}

/// How many objects of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
#[expect(missing_docs, reason = "kinds of object")]
pub struct ObjectCounts {
    pub schemas: usize,
    pub extensions: usize,
    pub types: usize,
    pub tables: usize,
    pub views: usize,
    pub indexes: usize,
    pub sequences: usize,
    pub foreign_keys: usize,
    pub routines: usize,
    pub triggers: usize,
    pub policies: usize,
    /// All other kinds together.
    #[serde(skip_serializing_if = "is_zero")]
    pub others: usize,
    pub rows: usize,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde hands a reference")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

/// What a squash is for, and how its baseline is written.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What the history is meant for.
    pub environment: Environment,
    /// What happens after a statement that the server refuses.
    pub on_failure: OnFailure,
    /// Plain or idempotent.
    pub style: Style,
    /// Whether each object says where it is from.
    pub provenance: Provenance,
    /// What becomes of the rows.
    pub data: DataMode,
}

/// Whether each object of a baseline says which migrations and lines made and changed it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Provenance {
    /// No.
    #[default]
    Hidden,
    /// As a comment above it.
    Shown,
}

/// Squashes a history.
pub fn squash(history: &History, options: &Options) -> Squashed {
    let replay = replay::replay(history, options.environment.clone(), options.on_failure);
    let verbatim = verbatim(history, &replay, &options.environment);
    let mut report = report(history, &options.environment, &replay, &verbatim);
    let baseline = baseline(history, &replay, &report, &verbatim, options);
    let rows = baseline.left_out_rows.iter();
    report.left_out.extend(rows.filter_map(|(table, reason)| left_out_rows(history, &replay, *table, reason)));
    Squashed { baseline, tracking: tracking(history, &replay), report, replay }
}

fn baseline(history: &History, replay: &Replay, report: &Report, verbatim: &[Verbatim], options: &Options) -> Baseline {
    let place = |origin: Origin| place(history, origin);
    let roles: Vec<emit::RoleStatement> = replay.roles.iter().map(|role| role_statement(history, role)).collect();
    emit::baseline(
        &replay.catalog,
        &EmitOptions {
            style: options.style,
            data: options.data,
            header: header(history, report, options.data),
            role: Name::new(&options.environment.role),
            provenance: (options.provenance == Provenance::Shown).then_some(&place),
            roles: &roles,
            verbatim,
        },
    )
}

fn header(history: &History, report: &Report, data: DataMode) -> Header {
    let file = |migration: Option<&Migration>| migration.map_or_else(String::new, |migration| migration.file.clone());
    Header {
        first: file(history.migrations.first()),
        last: file(history.migrations.last()),
        migrations: history.migrations.len(),
        digest: report.digest.clone(),
        failed: report.outcomes.failed,
        opaque: report.outcomes.opaque,
        undecided: report.outcomes.undecided,
        data,
    }
}

/// `003_users.sql:12`.
fn place(history: &History, origin: Origin) -> String {
    history.migrations.get(origin.migration as usize).map_or_else(String::new, |migration| {
        format!("{}:{}", migration.file, migration.source.line(origin.span.start))
    })
}

/// The statements that are kept as written, each with the place where it can run.
fn verbatim(history: &History, replay: &Replay, environment: &Environment) -> Vec<Verbatim> {
    let mut fitting = Fitting::new(&replay.catalog, environment);
    let statement = |unknown: &UnknownStatement| {
        let origin = unknown.origin;
        let records = &replay.migrations[origin.migration as usize].statements;
        let record = records.binary_search_by_key(&origin.span, |record| record.span);
        let reason = record.map_or_else(|_| String::new(), |record| records[record].outcome.to_string());
        let text = text(history, origin);
        let place = match fitting.place(&text, unknown.after) {
            Fit::Rows => VerbatimPlace::Rows,
            Fit::Triggers => VerbatimPlace::Triggers,
            Fit::End => VerbatimPlace::End,
            Fit::Nowhere(reason) => VerbatimPlace::Nowhere(reason),
        };
        let source = &history.migrations[origin.migration as usize].source.text;
        let data = unknown.data.map(|data| Name::new(data.slice(source)));
        Verbatim { text, data, origin, reason, place }
    };
    replay.unknown.iter().map(statement).collect()
}

/// A statement that stands in no script, and the way out.
fn left_out(history: &History, verbatim: &Verbatim) -> Option<LeftOut> {
    let VerbatimPlace::Nowhere(reason) = &verbatim.place else { return None };
    Some(left_out_at(history, verbatim.origin, reason.clone()))
}

/// The rows of a table that stand in no script: it is named by the statement that made it.
fn left_out_rows(history: &History, replay: &Replay, table: ObjectId, reason: &str) -> Option<LeftOut> {
    let table = replay.catalog.get(table)?;
    Some(left_out_at(history, table.created?, format!("the rows of `{}`: {reason}", table.name)))
}

fn left_out_at(history: &History, origin: Origin, reason: String) -> LeftOut {
    let migration = &history.migrations[origin.migration as usize];
    let earlier = origin.migration.checked_sub(1).and_then(|index| history.migrations.get(index as usize));
    let way_out = match earlier {
        Some(earlier) => format!("squash with `--through {}` and keep the migrations after it", earlier.version),
        None => format!("leave `{}` as it is", migration.file),
    };
    LeftOut { file: migration.file.clone(), line: migration.source.line(origin.span.start), reason, way_out }
}

fn role_statement(history: &History, role: &RoleStatement) -> emit::RoleStatement {
    emit::RoleStatement { text: text(history, role.origin), origin: role.origin, creates: role.creates.clone() }
}

fn text(history: &History, origin: Origin) -> Name {
    Name::new(origin.span.slice(&history.migrations[origin.migration as usize].source.text))
}

fn tracking(history: &History, replay: &Replay) -> String {
    let rows: Vec<_> = std::iter::zip(&history.migrations, &replay.migrations)
        .filter(|(_, record)| record.status != Status::Skipped)
        .map(|(migration, record)| migration.row(record.status == Status::Applied))
        .collect();
    tools::tracking_sql(history.tool, &rows)
}

fn report(history: &History, environment: &Environment, replay: &Replay, verbatim: &[Verbatim]) -> Report {
    let pairs = || std::iter::zip(&history.migrations, &replay.migrations);
    Report {
        tool: history.tool.to_string(),
        detection: history.detection.clone(),
        order: history.order.clone(),
        engine: format!("postgres {}", environment.engine_version),
        digest: digest(&history.migrations),
        migrations: pairs().map(|(migration, record)| migration_report(migration, record)).collect(),
        outcomes: replay.tally(),
        objects: ObjectCounts::of(&replay.catalog),
        statements: pairs().flat_map(|(migration, record)| statement_reports(migration, record)).collect(),
        left_out: verbatim.iter().filter_map(|verbatim| left_out(history, verbatim)).collect(),
        skipped: history.skipped.clone(),
        diagnostics: history.diagnostics.clone(),
    }
}

fn migration_report(migration: &Migration, record: &MigrationRecord) -> MigrationReport {
    let predicted = record.failure().map(|(statement, failure)| FailureReport {
        code: failure.code.into(),
        message: failure.message.clone(),
        line: migration.source.line(statement.span.start),
    });
    let refused = migration.refusal.as_ref().map(|refusal| FailureReport {
        code: "tool".into(),
        message: refusal.clone(),
        line: 1,
    });
    MigrationReport {
        version: migration.version.clone(),
        name: migration.name.clone(),
        file: migration.file.clone(),
        transaction: record.transaction,
        status: record.status,
        statements: record.statements.len(),
        failure: predicted.or(refused),
    }
}

fn statement_reports<'a>(
    migration: &'a Migration,
    record: &'a MigrationRecord,
) -> impl Iterator<Item = StatementReport> + 'a {
    record.statements.iter().filter(|statement| statement.outcome != Outcome::Applied).map(move |statement| {
        let (code, reason) = match &statement.outcome {
            Outcome::Failed(failure) => (Some(failure.code), Some(failure.message.clone())),
            Outcome::Noop(reason) | Outcome::Opaque(reason) | Outcome::Undecided(reason) => {
                (None, Some(reason.clone()))
            }
            Outcome::Probable { outcome, reason } => (None, Some(format!("probably {outcome}: {reason}"))),
            Outcome::Applied | Outcome::RolledBack | Outcome::NotRun => (None, None),
        };
        StatementReport {
            file: migration.file.clone(),
            line: migration.source.line(statement.span.start),
            outcome: statement.outcome.key(),
            code,
            reason,
        }
    })
}

/// SHA-256 over each file's name, size and bytes.
fn digest(migrations: &[Migration]) -> String {
    let mut hash = Sha256::new();
    for migration in migrations {
        let bytes = migration.source.bytes();
        hash.update(migration.file.as_bytes());
        hash.update([0]);
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    }
    hash.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

impl ObjectCounts {
    /// Counts what a catalog holds, members of extensions excepted.
    pub fn of(catalog: &Catalog) -> Self {
        let mut counts = Self::default();
        for object in catalog.objects().filter(|object| object.created.is_some() && !catalog.is_member(object.id)) {
            counts.count(&object.body);
            if let Some(contents) = catalog.contents(object.id) {
                counts.rows += contents.last_known().len();
            }
        }
        counts
    }

    fn count(&mut self, body: &ObjectBody) {
        *match body {
            ObjectBody::Schema => &mut self.schemas,
            ObjectBody::Extension(_) => &mut self.extensions,
            ObjectBody::Type(_) => &mut self.types,
            ObjectBody::Table(_) => &mut self.tables,
            ObjectBody::View(_) => &mut self.views,
            ObjectBody::Index(_) => &mut self.indexes,
            ObjectBody::Sequence(_) => &mut self.sequences,
            ObjectBody::Routine(_) => &mut self.routines,
            ObjectBody::Trigger(_) => &mut self.triggers,
            ObjectBody::Policy(_) => &mut self.policies,
            ObjectBody::Constraint(constraint) if matches!(constraint.kind, ConstraintKind::ForeignKey(_)) => {
                &mut self.foreign_keys
            }
            ObjectBody::Cast(_)
            | ObjectBody::Operator(_)
            | ObjectBody::OperatorClass(_)
            | ObjectBody::OperatorFamily
            | ObjectBody::Collation(_)
            | ObjectBody::TextSearchConfiguration(_)
            | ObjectBody::TextSearchDictionary(_)
            | ObjectBody::Rule(_)
            | ObjectBody::Statistics(_)
            | ObjectBody::EventTrigger(_)
            | ObjectBody::Publication(_)
            | ObjectBody::ForeignDataWrapper(_)
            | ObjectBody::ForeignServer(_)
            | ObjectBody::UserMapping(_) => &mut self.others,
            ObjectBody::Constraint(_)
            | ObjectBody::Default(_)
            | ObjectBody::Published(_)
            | ObjectBody::FuturePrivileges(_)
            | ObjectBody::Member(_) => {
                return;
            }
        } += 1;
    }
}
