//! Squashing a history of MariaDB or MySQL: replayed on a model of the server.

use super::report::{ObjectCounts, report};
use super::{LeftOut, Options, Provenance, Replayed, Squashed, header, left_out_at, place, text, tracking};
use crate::history::History;
use crate::mysql::catalog::{Catalog, Database, Relation};
use crate::mysql::{self, EmitOptions, Replay, Verbatim};
use crate::source::Origin;

/// Squashes a history of MariaDB or MySQL.
pub(super) fn squash(history: &History, options: &Options) -> Squashed {
    let replay = mysql::replay(history, &options.environment, options.on_failure);
    let engine = format!("{} {}", history.dialect, options.environment.version(history.dialect));
    let mut report = report(history, engine, &replay.migrations, counts(&replay.catalog));
    let failures = report.migrations.iter_mut().filter_map(|migration| migration.failure.as_mut());
    for failure in failures.filter(|failure| failure.code != "tool") {
        failure.sqlstate = Some(mysql::sqlstate(&failure.code));
    }
    let place = |origin: Origin| place(history, origin);
    let verbatim: Vec<Verbatim> = replay
        .unknown
        .iter()
        .map(|unknown| Verbatim {
            place: place(unknown.origin),
            sql: text(history, unknown.origin).to_owned(),
            reason: unknown.reason.clone(),
            misfit: unknown.misfit.clone(),
        })
        .collect();
    let baseline = mysql::baseline(
        &replay,
        &EmitOptions {
            style: options.style,
            data: options.data,
            header: header(history, &report, options.data),
            provenance: (options.provenance == Provenance::Shown).then_some(&place),
            verbatim: &verbatim,
        },
    );
    let misfits = replay.unknown.iter().filter_map(|unknown| Some((unknown.origin, unknown.misfit.clone()?)));
    report.left_out = misfits.map(|(origin, misfit)| left_out_at(history, origin, misfit)).collect();
    let broken = replay.broken_views.iter();
    let broken =
        broken.map(|view| left_out_at(history, view.origin, format!("the view `{}`: {}", view.name, view.reason)));
    report.left_out.extend(broken);
    report.left_out.extend(left_out(history, &replay, &baseline.unknown_rows));
    Squashed {
        baseline: baseline.sql,
        data: baseline.data,
        tracking: tracking(history, &replay.migrations),
        report,
        replayed: Replayed::MySql(Box::new(replay)),
    }
}

/// The rows of tables that cannot be told: each is named by the statement that made the table.
fn left_out(history: &History, replay: &Replay, unknown: &[(String, String)]) -> Vec<LeftOut> {
    let rows = unknown.iter().filter_map(|(table, reason)| {
        let made = replay.catalog.table(&replay.database, table)?.provenance.origins.first()?;
        Some(left_out_at(history, *made, format!("the rows of `{table}`: {reason}")))
    });
    rows.collect()
}

fn counts(catalog: &Catalog) -> ObjectCounts {
    catalog.databases.values().fold(ObjectCounts::default(), |mut counts, database| {
        count(&mut counts, database);
        counts
    })
}

fn count(counts: &mut ObjectCounts, database: &Database) {
    for relation in database.relations.values() {
        match relation {
            Relation::Table(table) if table.temporary => {}
            Relation::Table(table) => {
                counts.tables += 1;
                counts.indexes += table.keys.len();
                counts.foreign_keys += table.foreign_keys.len();
                counts.rows += table.rows.len();
            }
            Relation::View(_) => counts.views += 1,
            Relation::Sequence(_) => counts.sequences += 1,
        }
    }
    counts.routines += database.procedures.len() + database.functions.len();
    counts.triggers += database.triggers.len();
    counts.others += database.events.len();
}
