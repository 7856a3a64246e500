//! The first run: every statement on its own, so that every failure is seen and not only the first of a file.

use super::plan::{Migration, Plan, Statement};
use super::session::{Outside, Session, Verdict};
use crate::engine::EngineError;
use crate::engine::postgres::Database;
use crate::postgres::replay::{Failure, Outcome};
use crate::tools::TransactionRule;
use crate::verify::{Mismatch, Outcomes};

/// Runs the whole history and holds each outcome against its prediction.
pub(super) fn observe(plan: &Plan<'_>, database: &Database) -> Result<Outcomes, EngineError> {
    let mut outcomes = Outcomes::default();
    let mut session = Session::open(database)?;
    for migration in &plan.migrations {
        let verdicts = run_each(&mut session, migration)?;
        for (statement, verdict) in migration.statements.iter().zip(&verdicts.statements) {
            outcomes.judge(migration, statement, verdict);
        }
        if let Err(refusal) = verdicts.commit {
            outcomes.wrong.push(Mismatch {
                migration: migration.name.to_owned(),
                line: None,
                predicted: Outcome::Applied.to_string(),
                actual: format!("failed with {refusal}"),
            });
        }
        session = session.next(plan.sessions)?;
    }
    Ok(outcomes)
}

/// What the server made of a migration.
pub(super) struct Verdicts {
    pub statements: Vec<Verdict>,
    pub commit: Verdict,
}

/// Runs a migration with a savepoint around every statement, wherever there is a transaction.
pub(super) fn run_each(session: &mut Session<'_>, migration: &Migration<'_>) -> Result<Verdicts, EngineError> {
    // A batch of a single statement is no transaction block.
    let in_block = match migration.transaction {
        TransactionRule::Whole | TransactionRule::Automatic => true,
        TransactionRule::Batch => migration.statements.len() > 1,
        TransactionRule::None => false,
    };
    let outside =
        if in_block && migration.transaction == TransactionRule::Batch { Outside::Begin } else { Outside::Bare };
    if in_block {
        session.must("BEGIN")?;
    }
    let statements = migration.statements.iter().map(|statement| session.run_guarded(statement, outside));
    let statements = statements.collect::<Result<_, _>>()?;
    let commit = if in_block { session.run("COMMIT")? } else { Ok(()) };
    Ok(Verdicts { statements, commit })
}

impl Outcomes {
    fn judge(&mut self, migration: &Migration<'_>, statement: &Statement<'_>, actual: &Verdict) {
        let mismatch = || Mismatch {
            migration: migration.name.to_owned(),
            line: Some(statement.line),
            predicted: statement.predicted.to_string(),
            actual: actual.as_ref().map_or_else(|refusal| format!("failed with {refusal}"), |()| "applied".to_owned()),
        };
        match (&statement.predicted, actual) {
            (Outcome::Opaque(_) | Outcome::Undecided(_) | Outcome::Probable { .. } | Outcome::NotRun, _) => {
                self.unpredicted += 1;
            }
            (Outcome::Applied | Outcome::Noop(_) | Outcome::RolledBack, Ok(())) => self.right += 1,
            (Outcome::Failed(failure), Err(refusal)) if failure.code == refusal.code => {
                self.right += 1;
                let position = refusal.position.map(|position| position + statement.offset);
                if failure.message != refusal.message || failure.position != position {
                    self.wording.push(with_positions(mismatch(), failure, position));
                }
            }
            _ => self.wrong.push(mismatch()),
        }
    }
}

fn with_positions(mut mismatch: Mismatch, failure: &Failure, actual: Option<u32>) -> Mismatch {
    let place = |position: Option<u32>| position.map_or_else(String::new, |offset| format!(" at byte {offset}"));
    mismatch.predicted.push_str(&place(failure.position));
    mismatch.actual.push_str(&place(actual));
    mismatch
}
