//! Squashing a history of SQLite: replayed on SQLite itself.

use super::report::{ObjectCounts, report};
use super::{LeftOut, Options, Provenance, Replayed, Squashed, header, left_out_at, place, text, tracking};
use crate::history::History;
use crate::source::Origin;
use crate::sqlite::{self, Database, EmitOptions, Kind, Omission, Replay};

/// Squashes a history of SQLite.
pub(super) fn squash(history: &History, options: &Options) -> Result<Squashed, rusqlite::Error> {
    let replay = sqlite::replay(history, &options.environment, options.on_failure)?;
    let engine = format!("sqlite {}", rusqlite::version());
    let mut report = report(history, engine, &replay.migrations, counts(&replay.database));
    report.left_out = left_out(history, &replay);
    let place = |origin: Origin| place(history, origin);
    let statements = replay.unknown.iter().filter(|unknown| unknown.is_left_out);
    let left_out: Vec<Omission> = statements
        .map(|unknown| Omission {
            place: place(unknown.origin),
            sql: text(history, unknown.origin).to_owned(),
            reason: unknown.reason.clone(),
        })
        .collect();
    let baseline = sqlite::baseline(
        &replay.database,
        &EmitOptions {
            style: options.style,
            data: options.data,
            header: header(history, &report, options.data),
            provenance: (options.provenance == Provenance::Shown).then_some(&place),
            left_out: &left_out,
        },
    );
    Ok(Squashed {
        baseline: baseline.sql,
        data: baseline.data,
        tracking: tracking(history, &replay.migrations),
        report,
        replayed: Replayed::Sqlite(Box::new(replay)),
    })
}

/// Statements that were not run, and rows that cannot be told.
fn left_out(history: &History, replay: &Replay) -> Vec<LeftOut> {
    let unknown = replay.unknown.iter().filter(|unknown| unknown.is_left_out);
    let statements = unknown.map(|unknown| left_out_at(history, unknown.origin, unknown.reason.clone()));
    let rows = replay.database.unknown_rows().filter_map(|(table, reason)| {
        let object = replay.database.objects.iter().find(|object| object.name == table)?;
        Some(left_out_at(history, object.created?, format!("the rows of `{table}`: {reason}")))
    });
    statements.chain(rows).collect()
}

fn counts(database: &Database) -> ObjectCounts {
    ObjectCounts {
        tables: database.count(Kind::Table) + database.count(Kind::VirtualTable),
        views: database.count(Kind::View),
        indexes: database.count(Kind::Index),
        triggers: database.count(Kind::Trigger),
        foreign_keys: database.tables.iter().map(|table| table.references.len()).sum(),
        rows: database.tables.iter().map(|table| table.rows.len()).sum(),
        ..ObjectCounts::default()
    }
}
