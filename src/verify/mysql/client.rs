//! A history runs on a real server, as its tool runs it.

use super::Plan;
use crate::engine::EngineError;
use crate::engine::mysql::{Database, Refusal as ServerRefusal, Session, Verdict};
use crate::history::Migration;
use crate::mysql::{self, RawStatement, SyntaxMode};
use crate::run::{Applied, Connection, Effect, Failure, OpenTransaction, Outcome, Refusal};
use crate::source::Origin;
use crate::tools::{Section, TransactionRule};
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex, PoisonError};

/// "You have an error in your SQL syntax; …"
const SYNTAX_ERROR: u16 = 1064;

/// A connection to a real server. The first error that is not about the SQL ends everything: nothing more runs.
pub(super) struct Client<'a> {
    database: &'a Database<'a>,
    plan: &'a Plan<'a>,
    session: Session,
    state: State,
    trouble: Option<EngineError>,
}

/// What the session is in the middle of.
#[derive(Debug, Clone)]
struct State {
    in_transaction: bool,
    of_tool: bool,
    autocommit: bool,
    /// `@@sql_mode`, by which texts are cut.
    sql_mode: String,
}

impl<'a> Client<'a> {
    pub fn open(database: &'a Database<'a>, plan: &'a Plan<'a>) -> Result<Self, EngineError> {
        let (session, state) = connect(database, plan)?;
        Ok(Self { database, plan, session, state, trouble: None })
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

    /// The refusal of a statement as its tool sees it. Of what cannot be read, lines are counted from the start of what was sent, comments
    /// included, and it is quoted up to the end of that, which may be more than the statement; nothing of it runs, and so it can be sent again.
    fn as_sent(&mut self, raw: &RawStatement, text: &str, refusal: ServerRefusal) -> Option<Failure> {
        if refusal.number != SYNTAX_ERROR || raw.message == raw.span {
            return Some(failure(refusal));
        }
        Some(failure(self.run(raw.message.slice(text))?.err().unwrap_or(refusal)))
    }

    /// Asks the server what transaction is open. Not after plain changes of rows, which leave that as it is: to ask is a statement too, and
    /// `ROW_COUNT()` is about the statement before.
    fn look(&mut self, text: &str, verdict: &Verdict) -> Result<(), EngineError> {
        let is_settled = self.state.in_transaction || self.state.autocommit;
        if is_settled && changes_rows_only(text) && verdict.is_ok() {
            return Ok(());
        }
        let of_tool = self.state.of_tool;
        self.state = State::of(&mut self.session)?;
        self.state.of_tool = of_tool && self.state.in_transaction;
        Ok(())
    }
}

impl State {
    /// That of a session, of which no tool has begun a transaction.
    fn of(session: &mut Session) -> Result<Self, EngineError> {
        Ok(Self {
            in_transaction: session.is_in_transaction()?,
            of_tool: false,
            autocommit: session.column("SELECT @@autocommit")? == ["1"],
            sql_mode: session.column("SELECT @@sql_mode")?.concat(),
        })
    }
}

impl Connection for Client<'_> {
    type Statement = RawStatement;

    fn statements(&self, migration: &Migration, section: &Section) -> Vec<RawStatement> {
        let (text, mode) = (&migration.source.text, SyntaxMode::new(&self.plan.profile, &self.state.sql_mode));
        let queries = section.queries.iter();
        queries.flat_map(|query| mysql::split_part(text, *query, self.plan.splitting, &mode)).collect()
    }

    fn decide(&self, rule: TransactionRule, _text: &str, _statements: &[RawStatement]) -> TransactionRule {
        mysql::decide(rule)
    }

    fn enter(&mut self, _migration: &Migration) {}

    fn statement(&mut self, _origin: Origin, text: &str, raw: &RawStatement) -> Outcome {
        match self.run(raw.span.slice(text)) {
            Some(Ok(())) => Outcome::Applied,
            Some(Err(refusal)) => self.as_sent(raw, text, refusal).map_or(Outcome::NotRun, Outcome::Failed),
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
        match connect(self.database, self.plan) {
            Ok((session, state)) => (self.session, self.state) = (session, state),
            Err(error) => drop(self.trouble.get_or_insert(error)),
        }
    }
}

/// A new session, with the settings of the environment.
fn connect(database: &Database<'_>, plan: &Plan<'_>) -> Result<(Session, State), EngineError> {
    let mut session = database.connect()?;
    for setting in &plan.settings {
        // One that this server does not have is one that it does not need.
        let _refused = session.run(setting)?;
    }
    let state = State::of(&mut session)?;
    Ok((session, state))
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
