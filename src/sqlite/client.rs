//! Runs a history on two worlds at once.

use super::clock::Moment;
use super::database::Database;
use super::provenance::Provenance;
use super::split::split_within;
use super::world::{Done, World, is_first_word};
use crate::catalog::Origin;
use crate::environment::Environment;
use crate::history::{History, Migration};
use crate::run::{self, Applied, Connection, Effect, MigrationRecord, OnFailure, OpenTransaction, Outcome, Refusal};
use crate::syntax::RawStatement;
use crate::tools::{Section, Tool, TransactionRule};

/// What became of a history.
#[derive(Debug, Clone)]
pub struct Replay {
    /// The database at the end.
    pub database: Database,
    /// One record per migration, in order.
    pub migrations: Vec<MigrationRecord>,
    /// The statements that were not run, and those that do not do the same everywhere, in order.
    pub unknown: Vec<UnknownStatement>,
}

/// A statement whose effect is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownStatement {
    /// Where it stands.
    pub origin: Origin,
    /// Why.
    pub reason: String,
}

/// Replays a history on an empty database.
///
/// # Errors
/// SQLite cannot make a database in memory.
pub fn replay(history: &History, environment: &Environment, on_failure: OnFailure) -> Result<Replay, rusqlite::Error> {
    let mut client = Client::new(Some([Moment::Early, Moment::Late]), history.tool, environment)?;
    let migrations = run::run(history, &mut client, on_failure);
    let database = Database::read(&client.worlds, &client.provenance, client.journal_mode.as_deref(), history)?;
    Ok(Replay { database, migrations, unknown: client.unknown })
}

/// The worlds as the runner drives them.
struct Client {
    worlds: [World; 2],
    foreign_keys: bool,
    /// The open transaction is the tool's.
    of_tool: bool,
    provenance: Provenance,
    /// What it was when the open transaction began.
    provenance_before: Provenance,
    journal_mode: Option<String>,
    unknown: Vec<UnknownStatement>,
}

impl Client {
    fn new(moments: Option<[Moment; 2]>, tool: Tool, environment: &Environment) -> Result<Self, rusqlite::Error> {
        let moments = moments.map_or([None, None], |moments| moments.map(Some));
        let set = environment.settings.get("foreign_keys");
        let client = Self {
            worlds: [World::new(moments[0])?, World::new(moments[1])?],
            foreign_keys: set
                .map_or(enforces_foreign_keys(tool), |value| matches!(value.as_str(), "on" | "1" | "true" | "yes")),
            of_tool: false,
            provenance: Provenance::default(),
            provenance_before: Provenance::default(),
            journal_mode: None,
            unknown: Vec::new(),
        };
        client.set_up();
        Ok(client)
    }

    /// Settings belong to a connection.
    fn set_up(&self) {
        self.both(if self.foreign_keys { "PRAGMA foreign_keys = ON" } else { "PRAGMA foreign_keys = OFF" });
    }

    /// Runs something that both worlds accept, or that neither needs.
    fn both(&self, sql: &str) {
        for world in &self.worlds {
            let _accepted = world.run(sql);
        }
    }

    fn is_in_transaction(&self) -> bool {
        self.worlds[0].is_in_transaction()
    }

    /// Takes note of what a statement did.
    fn account(&mut self, origin: Origin, done: Done) {
        let notes = self.worlds[0].notes();
        if done == Done::Schema {
            // Reading the schema cannot fail after SQLite has just written it.
            let _read = self.provenance.account(origin, &notes, self.worlds[0].connection());
        }
        self.journal_mode = notes.journal_mode.or(self.journal_mode.take());
    }

    /// Runs a statement in both worlds.
    fn run(&self, sql: &str) -> Result<Done, Refusal> {
        let [early, late] = self.worlds.each_ref().map(|world| world.run(sql));
        match (early, late) {
            (Ok(done), Ok(other)) if done == other => Ok(done),
            (Ok(_), Ok(_)) => Ok(Done::Other),
            (Err(refusal), Err(other)) if refusal == other => Err(refusal),
            (Err(Refusal::Failed(failure)), _) | (_, Err(Refusal::Failed(failure))) => Err(Refusal::Undecided(
                format!("whether it fails with {failure} depends on the clock or on random values"),
            )),
            (Err(refusal), _) | (_, Err(refusal)) => Err(refusal),
        }
    }
}

/// Whether a tool's driver has SQLite enforce foreign keys; SQLite by itself does not.
fn enforces_foreign_keys(tool: Tool) -> bool {
    matches!(tool, Tool::Sqlx | Tool::Prisma | Tool::Popx)
}

impl Connection for Client {
    fn statements(&self, migration: &Migration, section: &Section) -> Vec<RawStatement> {
        section.queries.iter().flat_map(|query| split_within(&migration.source.text, *query)).collect()
    }

    /// A message of several statements is no transaction here: SQLite runs one after the other.
    fn decide(&self, rule: TransactionRule, text: &str, statements: &[RawStatement]) -> TransactionRule {
        match rule {
            TransactionRule::Batch => TransactionRule::None,
            TransactionRule::Automatic if statements.iter().any(|raw| stands_alone(raw.span.slice(text))) => {
                TransactionRule::None
            }
            TransactionRule::Automatic => TransactionRule::Whole,
            rule => rule,
        }
    }

    fn enter(&mut self, _migration: &Migration) {}

    fn statement(&mut self, origin: Origin, text: &str, raw: &RawStatement) -> Outcome {
        let sql = raw.span.slice(text);
        let was_open = self.is_in_transaction();
        let ran = self.run(sql);
        if !was_open {
            self.provenance_before = self.provenance.clone();
        } else if !self.is_in_transaction() && (ran.is_err() || is_first_word(sql, &["rollback"])) {
            self.provenance = self.provenance_before.clone();
        }
        let reason = match ran {
            Ok(done) => {
                self.account(origin, done);
                return outcome(done);
            }
            Err(Refusal::Failed(mut failure)) => {
                failure.position = failure.position.map(|offset| raw.span.start + offset);
                return Outcome::Failed(failure);
            }
            Err(Refusal::Opaque(ref reason) | Refusal::Undecided(ref reason)) => reason.clone(),
        };
        self.unknown.push(UnknownStatement { origin, reason });
        ran.map_or_else(|refusal| Outcome::from(Err(refusal)), outcome)
    }

    fn begin(&mut self) {
        self.both("BEGIN");
        self.of_tool = true;
        self.provenance_before = self.provenance.clone();
    }

    fn commit(&mut self) -> Applied {
        let ended = self.run("COMMIT");
        if ended.is_err() {
            self.roll_back();
        }
        self.of_tool = false;
        ended.map(|_| Effect::Applied)
    }

    fn roll_back(&mut self) {
        self.both("ROLLBACK");
        self.of_tool = false;
        self.provenance = self.provenance_before.clone();
    }

    fn open_transaction(&self) -> OpenTransaction {
        match (self.is_in_transaction(), self.of_tool) {
            (false, _) => OpenTransaction::None,
            (true, true) => OpenTransaction::OfTool,
            (true, false) => OpenTransaction::OfFile,
        }
    }

    fn reconnect(&mut self) {
        self.set_up();
    }
}

/// Whether a statement rules out a transaction around it.
fn stands_alone(sql: &str) -> bool {
    is_first_word(sql, &["begin", "commit", "end", "rollback", "vacuum", "attach"])
}

fn outcome(done: Done) -> Outcome {
    match done {
        Done::Schema | Done::Other => Outcome::Applied,
        Done::Nothing => Outcome::Noop("it only reads".into()),
        Done::NoRows => Outcome::Noop("there are no rows that it would change".into()),
        Done::NoSchema => Outcome::Noop("it leaves the schema as it is".into()),
    }
}
