//! The second run: the history as its tool runs it, failures and all.

use super::outcomes::run_each;
use super::plan::{Migration, Plan, Statement};
use super::session::{Session, Verdict};
use crate::engine::postgres::Database;
use crate::engine::{EngineError, ServerRefusal};
use crate::postgres::replay::OnFailure;
use crate::tools::TransactionRule;
use crate::verify::FailedMigration;

/// Where a migration failed.
type Failed = (Option<usize>, ServerRefusal);

/// Runs the history; what failed on the way.
pub(super) fn run(plan: &Plan<'_>, database: &Database) -> Result<Vec<FailedMigration>, EngineError> {
    let mut failed = Vec::new();
    let mut session = Session::open(database)?;
    for migration in &plan.migrations {
        let failures = match plan.on_failure {
            OnFailure::Ignore => run_ignoring(&mut session, migration)?,
            OnFailure::Stop | OnFailure::Continue => run_once(&mut session, migration)?.into_iter().collect(),
        };
        let stop = plan.on_failure == OnFailure::Stop && !failures.is_empty();
        let named = |(line, refusal)| FailedMigration { migration: migration.name.to_owned(), line, refusal };
        failed.extend(failures.into_iter().map(named));
        if stop {
            break;
        }
        session = session.next(plan.sessions)?;
    }
    Ok(failed)
}

fn run_ignoring(session: &mut Session<'_>, migration: &Migration<'_>) -> Result<Vec<Failed>, EngineError> {
    let verdicts = run_each(session, migration)?;
    let lines = migration.statements.iter().map(|statement| Some(statement.line)).chain([None]);
    let verdicts = verdicts.statements.into_iter().chain([verdicts.commit]);
    Ok(lines.zip(verdicts).filter_map(|(line, verdict)| Some((line, verdict.err()?))).collect())
}

/// Runs a migration up to its first failure.
fn run_once(session: &mut Session<'_>, migration: &Migration<'_>) -> Result<Option<Failed>, EngineError> {
    let failed = match migration.transaction {
        // Data cannot travel in a batch: such a file is run as the transaction that it is.
        TransactionRule::Batch if migration.statements.iter().all(|statement| statement.data.is_none()) => {
            at(None, session.run(&joined(&migration.statements))?)
        }
        TransactionRule::Whole | TransactionRule::Automatic | TransactionRule::Batch => run_whole(session, migration)?,
        TransactionRule::None => run_statements(session, &migration.statements)?,
    };
    if failed.is_some() {
        session.must("ROLLBACK")?;
    }
    Ok(failed)
}

fn run_whole(session: &mut Session<'_>, migration: &Migration<'_>) -> Result<Option<Failed>, EngineError> {
    session.must("BEGIN")?;
    match run_statements(session, &migration.statements)? {
        Some(failed) => Ok(Some(failed)),
        None => Ok(at(None, session.run("COMMIT")?)),
    }
}

fn run_statements(session: &mut Session<'_>, statements: &[Statement<'_>]) -> Result<Option<Failed>, EngineError> {
    for statement in statements {
        let failed = at(Some(statement.line), session.run_statement(statement)?);
        if failed.is_some() {
            return Ok(failed);
        }
    }
    Ok(None)
}

fn at(line: Option<usize>, verdict: Verdict) -> Option<Failed> {
    verdict.err().map(|refusal| (line, refusal))
}

/// A line of its own for each semicolon: a statement may end with a comment.
fn joined(statements: &[Statement<'_>]) -> String {
    statements.iter().flat_map(|statement| [statement.text, "\n;\n"]).collect()
}
