//! Runs a history on the model, as a tool or the `mysql` client runs it.

use super::catalog::{Catalog, Database};
use super::profile::Profile;
use super::session::{BrokenView, Session, TransactionOwner};
use super::syntax::{self, RawStatement, Splitting};
use crate::dialect::Dialect;
use crate::environment::Environment;
use crate::history::{History, Migration};
use crate::run::{self, Applied, Connection, Effect, MigrationRecord, OnFailure, OpenTransaction, Outcome, Refusal};
use crate::source::{Origin, Span};
use crate::tools::{Section, Tool, TransactionRule};
use smol_str::SmolStr;
use std::sync::Arc;

/// The database of a history, unless the setting `database` of its environment names another.
const DATABASE: &str = "app";

/// What became of a history.
#[derive(Debug, Clone)]
pub struct Replay {
    /// Everything that is there at the end.
    pub catalog: Catalog,
    /// The history's own database.
    pub database: SmolStr,
    /// That database as it was in the beginning, empty.
    pub initial: Database,
    /// The server.
    pub profile: Arc<Profile>,
    /// One record per migration, in order.
    pub migrations: Vec<MigrationRecord>,
    /// The statements that were not run, because what they do is not known, in order.
    pub unknown: Vec<UnknownStatement>,
    /// The views that cannot be used, and so cannot be made again.
    pub broken_views: Vec<BrokenView>,
}

/// A statement whose effect is not known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownStatement {
    /// Where it stands.
    pub origin: Origin,
    /// Why.
    pub reason: String,
    /// Why it cannot run at the end of the baseline.
    pub misfit: Option<String>,
}

/// Replays a history on an empty database.
pub fn replay(history: &History, environment: &Environment, on_failure: OnFailure) -> Replay {
    let profile = Arc::new(profile(history.dialect, environment));
    let mut session = Session::new(Arc::clone(&profile));
    let home = home(&profile, environment);
    let database = home.name.clone();
    let initial = home.clone();
    session.catalog.databases.insert(database.clone(), home);
    let mut client = Client {
        session,
        database: database.clone(),
        settings: settings(environment),
        splitting: splitting(history.tool),
        text: Arc::default(),
        unknown: Vec::new(),
    };
    client.reconnect();
    let migrations = run::run(history, &mut client, on_failure);
    client.fit(history);
    let broken_views = client.session.broken_views();
    Replay {
        catalog: client.session.catalog,
        database,
        initial,
        profile,
        migrations,
        unknown: client.unknown,
        broken_views,
    }
}

/// The server that a history is meant for.
pub fn profile(dialect: Dialect, environment: &Environment) -> Profile {
    let version = environment.version(dialect);
    let part = |part: u32| u16::try_from(part).unwrap_or(u16::MAX);
    match dialect {
        Dialect::MySql => Profile::mysql(part(version.major), part(version.minor)),
        _ => Profile::mariadb(part(version.major), part(version.minor)),
    }
}

/// The history's own database, empty.
pub(crate) fn home(profile: &Profile, environment: &Environment) -> Database {
    let setting = |name: &str, usual: &str| environment.settings.get(name).map_or(usual, String::as_str).into();
    Database::new(
        setting("database", DATABASE),
        setting("character_set_database", profile.charset),
        setting("collation_database", profile.collation),
    )
}

/// Settings of the environment that are system variables: as statements, which every connection begins with.
pub(crate) fn settings(environment: &Environment) -> Vec<Arc<str>> {
    let of_database = ["database", "character_set_database", "collation_database"];
    let settings = environment.settings.iter().filter(|(name, _)| !of_database.contains(&name.as_str()));
    settings.map(|(name, value)| format!("SET {name} = {}", setting(value)).into()).collect()
}

/// Numbers are not taken in quotes, words are.
fn setting(value: &str) -> String {
    if value.parse::<f64>().is_ok() { value.to_owned() } else { Dialect::MySql.literal(value) }
}

/// Plain files are run with the engine's own client; the tools hand a text to the server as it is.
pub fn splitting(tool: Tool) -> Splitting {
    if tool == Tool::Plain { Splitting::Client } else { Splitting::Server }
}

/// A message of several statements is no transaction here, and a plain file has none of its own.
pub fn decide(rule: TransactionRule) -> TransactionRule {
    match rule {
        TransactionRule::Batch | TransactionRule::Automatic => TransactionRule::None,
        rule => rule,
    }
}

struct Client {
    session: Session,
    database: SmolStr,
    settings: Vec<Arc<str>>,
    splitting: Splitting,
    /// The text of the migration that runs.
    text: Arc<str>,
    unknown: Vec<UnknownStatement>,
}

impl Client {
    fn run(&mut self, text: &Arc<str>, raw: &RawStatement, origin: Origin) -> Applied {
        match syntax::parse_statement(text, raw, &self.session.syntax_mode()) {
            Ok(statement) => self.session.run(text, &statement, origin),
            Err(refusal) => {
                if let Refusal::Undecided(reason) | Refusal::Opaque(reason) = &refusal {
                    self.session.doubt_everything(reason);
                }
                Err(refusal)
            }
        }
    }
}

impl Client {
    /// Tries the statements of unknown effect on what there is at the end, where the baseline would run them.
    fn fit(&mut self, history: &History) {
        self.reconnect();
        for unknown in &mut self.unknown {
            let text = &history.migrations[unknown.origin.migration as usize].source.text;
            let mut session = self.session.clone();
            session.trust();
            let raw = RawStatement::alone(unknown.origin.span);
            let tried = syntax::parse_statement(text, &raw, &session.syntax_mode());
            if let Err(Refusal::Failed(failure)) = tried.and_then(|it| session.run(text, &it, unknown.origin)) {
                unknown.misfit = Some(failure.to_string());
            }
        }
    }
}

impl Connection for Client {
    type Statement = RawStatement;

    fn statements(&self, migration: &Migration, section: &Section) -> Vec<RawStatement> {
        let (text, mode) = (&migration.source.text, self.session.syntax_mode());
        section.queries.iter().flat_map(|query| syntax::split_part(text, *query, self.splitting, &mode)).collect()
    }

    fn decide(&self, rule: TransactionRule, _text: &str, _statements: &[RawStatement]) -> TransactionRule {
        decide(rule)
    }

    fn enter(&mut self, migration: &Migration) {
        self.text = Arc::clone(&migration.source.text);
    }

    fn statement(&mut self, origin: Origin, _text: &str, statement: &RawStatement) -> Outcome {
        let applied = self.run(&Arc::clone(&self.text), statement, origin);
        if let Err(Refusal::Opaque(reason) | Refusal::Undecided(reason)) = &applied {
            self.unknown.push(UnknownStatement { origin, reason: reason.clone(), misfit: None });
        }
        applied.into()
    }

    fn begin(&mut self) {
        self.session.begin(TransactionOwner::Tool);
    }

    fn commit(&mut self) -> Applied {
        self.session.commit();
        Ok(Effect::Applied)
    }

    fn roll_back(&mut self) {
        self.session.roll_back();
    }

    fn open_transaction(&self) -> OpenTransaction {
        match self.session.open_transaction() {
            None => OpenTransaction::None,
            Some(TransactionOwner::Tool) => OpenTransaction::OfTool,
            Some(TransactionOwner::File) => OpenTransaction::OfFile,
        }
    }

    fn reconnect(&mut self) {
        self.session.reconnect(Some(self.database.clone()));
        for setting in &self.settings.clone() {
            let span = Span::new(0, setting.len());
            // A setting that this server does not have is one that it does not need.
            let _applied = self.run(setting, &RawStatement::alone(span), Origin { migration: 0, span });
        }
    }
}
