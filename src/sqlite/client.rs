//! Runs a history on two worlds at once.

use super::clock::Moment;
use super::database::Database;
use super::provenance::Provenance;
use super::split::split_within;
use super::world::{Done, World, is_first_word};
use crate::environment::Environment;
use crate::history::{History, Migration};
use crate::postgres::syntax::RawStatement;
use crate::run::{self, Applied, Connection, Effect, MigrationRecord, OnFailure, OpenTransaction, Outcome, Refusal};
use crate::source::Origin;
use crate::tools::{Section, Tool, TransactionRule};
use std::collections::BTreeMap;

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
    /// It was not run, so the baseline lacks what it does.
    pub is_left_out: bool,
}

/// Replays a history on an empty database.
///
/// # Errors
/// SQLite cannot make a database in memory.
pub fn replay(history: &History, environment: &Environment, on_failure: OnFailure) -> Result<Replay, rusqlite::Error> {
    let worlds = vec![World::new(Some(Moment::Early))?, World::new(Some(Moment::Late))?];
    let mut client = Client::new(worlds, history.tool, environment);
    let mut migrations = run::run(history, &mut client, on_failure);
    let database = Database::read(&client.worlds, &client.provenance, client.journal_mode.as_deref(), history)?;
    for (table, reason) in database.unknown_rows() {
        let writers = client.writers.get(&table.to_ascii_lowercase());
        for origin in writers.into_iter().flatten() {
            doubt(&mut migrations, *origin, &format!("the rows of `{table}`: {reason}"));
        }
    }
    Ok(Replay { database, migrations, unknown: client.unknown })
}

/// What a statement wrote cannot be told after all.
fn doubt(migrations: &mut [MigrationRecord], origin: Origin, reason: &str) {
    let statements = &mut migrations[origin.migration as usize].statements;
    if let Ok(place) = statements.binary_search_by_key(&origin.span, |statement| statement.span)
        && statements[place].outcome == Outcome::Applied
    {
        statements[place].outcome = Outcome::Undecided(reason.to_owned());
    }
}

/// The worlds as the runner drives them: statement by statement in all of them.
pub(super) struct Client {
    worlds: Vec<World>,
    foreign_keys: bool,
    /// The open transaction is the tool's.
    of_tool: bool,
    provenance: Provenance,
    /// What it was when the open transaction began.
    provenance_before: Provenance,
    journal_mode: Option<String>,
    /// The statements that wrote to each table, by its name in lower case.
    writers: BTreeMap<String, Vec<Origin>>,
    unknown: Vec<UnknownStatement>,
}

impl Client {
    pub(super) fn new(worlds: Vec<World>, tool: Tool, environment: &Environment) -> Self {
        let set = environment.settings.get("foreign_keys");
        let is_on = |value: &String| ["on", "1", "true", "yes"].iter().any(|on| value.eq_ignore_ascii_case(on));
        let client = Self {
            worlds,
            foreign_keys: set.map_or(enforces_foreign_keys(tool), is_on),
            of_tool: false,
            provenance: Provenance::default(),
            provenance_before: Provenance::default(),
            journal_mode: None,
            writers: BTreeMap::new(),
            unknown: Vec::new(),
        };
        client.set_up();
        client
    }

    /// The first of its worlds, which is what a history comes to.
    pub(super) fn into_world(self) -> World {
        self.worlds.into_iter().next().expect("there is a world to run in")
    }

    /// Settings belong to a connection.
    fn set_up(&self) {
        self.everywhere(if self.foreign_keys { "PRAGMA foreign_keys = ON" } else { "PRAGMA foreign_keys = OFF" });
    }

    /// Runs something that all worlds accept, or that none needs.
    fn everywhere(&self, sql: &str) {
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
            let renamed = self.provenance.account(origin, &notes, self.worlds[0].connection()).unwrap_or_default();
            for (old, new) in renamed {
                let writers = self.writers.get(&old.to_ascii_lowercase()).cloned().unwrap_or_default();
                self.writers.entry(new.to_ascii_lowercase()).or_default().extend(writers);
            }
        }
        if done == Done::Other {
            for table in notes.written {
                self.writers.entry(table.to_ascii_lowercase()).or_default().push(origin);
            }
        }
        self.journal_mode = notes.journal_mode.or(self.journal_mode.take());
    }

    /// Runs a statement in all worlds.
    fn run(&self, sql: &str) -> Result<Done, Refusal> {
        let results: Vec<Result<Done, Refusal>> = self.worlds.iter().map(|world| world.run(sql)).collect();
        if results.windows(2).all(|pair| pair[0] == pair[1]) {
            return results.into_iter().next().unwrap_or(Ok(Done::Nothing));
        }
        match results.into_iter().find_map(Result::err) {
            None => Ok(Done::Other),
            Some(Refusal::Failed(failure)) => Err(Refusal::Undecided(format!(
                "whether it fails with {failure} depends on the clock or on random values"
            ))),
            Some(refusal) => Err(refusal),
        }
    }
}

/// Whether a tool's driver has SQLite enforce foreign keys; SQLite by itself does not.
fn enforces_foreign_keys(tool: Tool) -> bool {
    matches!(tool, Tool::Sqlx | Tool::Prisma | Tool::Popx)
}

impl Connection for Client {
    type Statement = RawStatement;

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
        self.unknown.push(UnknownStatement { origin, reason, is_left_out: matches!(ran, Err(Refusal::Opaque(_))) });
        ran.map_or_else(|refusal| Outcome::from(Err(refusal)), outcome)
    }

    fn begin(&mut self) {
        self.everywhere("BEGIN");
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
        self.everywhere("ROLLBACK");
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
    is_first_word(sql, &["begin", "commit", "end", "rollback", "vacuum", "attach"]) || sets_foreign_keys(sql)
}

/// `PRAGMA foreign_keys = …` does nothing in a transaction.
fn sets_foreign_keys(sql: &str) -> bool {
    let rest = sql.get(6..).filter(|_| is_first_word(sql, &["pragma"])).unwrap_or_default();
    rest.trim_start().get(..12).is_some_and(|name| name.eq_ignore_ascii_case("foreign_keys"))
}

fn outcome(done: Done) -> Outcome {
    match done {
        Done::Schema | Done::Other => Outcome::Applied,
        Done::Nothing => Outcome::Noop("it only reads".into()),
        Done::NoRows => Outcome::Noop("there are no rows that it would change".into()),
        Done::NoSchema => Outcome::Noop("it leaves the schema as it is".into()),
    }
}
