//! A history runs on a real server, as its tool runs it.

use crate::engine::EngineError;
use crate::engine::mysql::{Database, Refusal as ServerRefusal, Session, Verdict};
use crate::history::Migration;
use crate::run::{Applied, Connection, Effect, Failure, OpenTransaction, Outcome, Refusal};
use crate::source::{Origin, Span};
use crate::tools::{Section, TransactionRule};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

use super::{Plan, Reading};
use indexmap::IndexMap;

/// A connection to a real server. The first error that is not about the SQL ends everything: nothing more runs.
pub(super) struct Client<'a> {
    database: &'a Database<'a>,
    session: Session,
    reading: Reading,
    settings: &'a IndexMap<String, String>,
    state: State,
    trouble: Option<EngineError>,
}

/// What the session is in the middle of.
#[derive(Debug, Clone, Copy)]
struct State {
    in_transaction: bool,
    of_tool: bool,
    autocommit: bool,
}

impl State {
    const FRESH: Self = Self { in_transaction: false, of_tool: false, autocommit: true };
}

impl<'a> Client<'a> {
    pub fn open(database: &'a Database<'a>, plan: &Plan<'a>) -> Result<Self, EngineError> {
        let session = connect(database, plan.settings)?;
        let (reading, settings) = (plan.reading, plan.settings);
        Ok(Self { database, session, reading, settings, state: State::FRESH, trouble: None })
    }

    /// Ends the connection; why it could not be used to the end, if it could not.
    pub fn close(self) -> Result<(), EngineError> {
        self.trouble.map_or(Ok(()), Err)
    }

    /// Runs a text; `None` once there was trouble.
    fn run(&mut self, text: &str) -> Option<Verdict> {
        if self.trouble.is_some() {
            return None;
        }
        let ran = self.session.run(text);
        let looked = ran.and_then(|verdict| {
            self.look(text, &verdict)?;
            Ok(verdict)
        });
        looked.map_err(|error| self.trouble = Some(error)).ok()
    }

    /// Asks the server what transaction is open. Not after plain changes of rows, which leave that as it is: to ask is a statement too, and
    /// `ROW_COUNT()` is about the statement before.
    fn look(&mut self, text: &str, verdict: &Verdict) -> Result<(), EngineError> {
        let is_settled = self.state.in_transaction || self.state.autocommit;
        if is_settled && changes_rows_only(text) && verdict.is_ok() {
            return Ok(());
        }
        self.state.in_transaction = self.session.is_in_transaction()?;
        self.state.autocommit = self.session.column("SELECT @@autocommit")? == ["1"];
        self.state.of_tool &= self.state.in_transaction;
        Ok(())
    }
}

impl Connection for Client<'_> {
    type Statement = Span;

    fn statements(&self, migration: &Migration, section: &Section) -> Vec<Span> {
        section.queries.iter().flat_map(|query| (self.reading.split)(&migration.source.text, *query)).collect()
    }

    fn decide(&self, rule: TransactionRule, text: &str, statements: &[Span]) -> TransactionRule {
        (self.reading.decide)(rule, text, statements)
    }

    fn enter(&mut self, _migration: &Migration) {}

    fn statement(&mut self, _origin: Origin, text: &str, statement: &Span) -> Outcome {
        match self.run(statement.slice(text)) {
            Some(Ok(())) => Outcome::Applied,
            Some(Err(refusal)) => Outcome::Failed(failure(refusal)),
            None => Outcome::NotRun,
        }
    }

    fn begin(&mut self) {
        self.run("START TRANSACTION");
        self.state.of_tool = self.state.in_transaction;
    }

    fn commit(&mut self) -> Applied {
        match self.run("COMMIT") {
            Some(Err(refusal)) => Err(Refusal::Failed(failure(refusal))),
            Some(Ok(())) | None => Ok(Effect::Applied),
        }
    }

    fn roll_back(&mut self) {
        self.run("ROLLBACK");
    }

    fn open_transaction(&self) -> OpenTransaction {
        match (self.state.in_transaction, self.state.of_tool) {
            (false, _) => OpenTransaction::None,
            (true, true) => OpenTransaction::OfTool,
            (true, false) => OpenTransaction::OfFile,
        }
    }

    fn reconnect(&mut self) {
        self.state = State::FRESH;
        match connect(self.database, self.settings) {
            Ok(session) => self.session = session,
            Err(error) => drop(self.trouble.get_or_insert(error)),
        }
    }
}

fn connect(database: &Database<'_>, settings: &IndexMap<String, String>) -> Result<Session, EngineError> {
    let mut session = database.connect()?;
    settings.iter().try_for_each(|(name, value)| session.set(name, value))?;
    Ok(session)
}

/// Whether a statement begins with a word that leaves a transaction, or the lack of one, as it is, as long as each statement commits by
/// itself.
fn changes_rows_only(text: &str) -> bool {
    let word: String = text.trim_start().chars().take_while(char::is_ascii_alphabetic).collect();
    ["INSERT", "UPDATE", "DELETE", "REPLACE", "SELECT"].iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// As the runner has failures: the number is the code.
pub(super) fn failure(refusal: ServerRefusal) -> Failure {
    Failure::new(code(refusal.number), refusal.message)
}

/// Codes live as long as the program: each of the few that occur is kept once.
fn code(number: u16) -> &'static str {
    static CODES: LazyLock<Mutex<BTreeMap<u16, &'static str>>> = LazyLock::new(Mutex::default);
    let mut codes = CODES.lock().unwrap_or_else(PoisonError::into_inner);
    codes.entry(number).or_insert_with(|| number.to_string().leak())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_transaction_is_looked_at_after_what_could_change_it() {
        for text in ["insert into t values (1)", "\n UPDATE t SET a = 1", "SELECT ROW_COUNT()"] {
            assert!(changes_rows_only(text), "{text}");
        }
        for text in ["BEGIN", "CALL p()", "/* x */ INSERT", "INSERTS", "CREATE TABLE t (a int)", "", "é"] {
            assert!(!changes_rows_only(text), "{text}");
        }
    }

    #[test]
    fn numbers_are_codes() {
        assert_eq!((code(1060), code(45000), code(1060)), ("1060", "45000", "1060"));
    }
}
