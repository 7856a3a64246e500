//! Squashing a history of PostgreSQL: replayed on a model of its catalog.

use super::report::{ObjectCounts, report};
use super::{Options, Provenance, Replayed, Report, Squashed, header, left_out_at, place, text, tracking};
use crate::baseline::Header;
use crate::environment::Environment;
use crate::history::History;
use crate::postgres::ast::Name;
use crate::postgres::catalog::{Catalog, ConstraintKind, ObjectBody, ObjectId};
use crate::postgres::emit::{self, Baseline, EmitOptions, Verbatim, VerbatimPlace};
use crate::postgres::replay::{self, Fit, Fitting, Replay, RoleStatement, UnknownStatement};
use crate::source::Origin;
use crate::squash::LeftOut;

/// Squashes a history of PostgreSQL.
pub(super) fn squash(history: &History, options: &Options) -> Squashed {
    let replay = replay::replay(history, options.environment.clone(), options.on_failure);
    let verbatim = verbatim(history, &replay, &options.environment);
    let engine = format!("postgres {}", options.environment.postgres_version());
    let mut report = report(history, engine, &replay.migrations, ObjectCounts::of(&replay.catalog));
    report.left_out = verbatim.iter().filter_map(|verbatim| left_out(history, verbatim)).collect();
    let baseline = baseline(history, &replay, &report, &verbatim, options);
    let rows = baseline.left_out_rows.iter();
    report.left_out.extend(rows.filter_map(|(table, reason)| left_out_rows(history, &replay, *table, reason)));
    Squashed {
        baseline: baseline.sql,
        data: baseline.data,
        tracking: tracking(history, &replay.migrations),
        report,
        replayed: Replayed::Postgres(Box::new(replay)),
    }
}

fn baseline(history: &History, replay: &Replay, report: &Report, verbatim: &[Verbatim], options: &Options) -> Baseline {
    let place = |origin: Origin| place(history, origin);
    let roles: Vec<emit::RoleStatement> = replay.roles.iter().map(|role| role_statement(history, role)).collect();
    emit::baseline(
        &replay.catalog,
        &EmitOptions {
            style: options.style,
            data: options.data,
            header: Header { today: replay.today, ..header(history, report, options.data) },
            role: Name::new(&options.environment.role),
            provenance: (options.provenance == Provenance::Shown).then_some(&place),
            roles: &roles,
            verbatim,
        },
    )
}

/// The statements that are kept as written, each with the place where it can run.
fn verbatim(history: &History, replay: &Replay, environment: &Environment) -> Vec<Verbatim> {
    let mut fitting = Fitting::new(&replay.catalog, environment);
    let statement = |unknown: &UnknownStatement| {
        let origin = unknown.origin;
        let records = &replay.migrations[origin.migration as usize].statements;
        let record = records.binary_search_by_key(&origin.span, |record| record.span);
        let reason = record.map_or_else(|_| String::new(), |record| records[record].outcome.to_string());
        let text = Name::new(text(history, origin));
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

fn role_statement(history: &History, role: &RoleStatement) -> emit::RoleStatement {
    emit::RoleStatement {
        text: Name::new(text(history, role.origin)),
        origin: role.origin,
        creates: role.creates.clone(),
    }
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
