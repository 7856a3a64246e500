//! One database in memory, with a clock of its own.

use super::clock::Moment;
use super::code;
use crate::run::{Failure, Refusal};
use rusqlite::hooks::{AuthAction, AuthContext, Authorization};
use rusqlite::{Connection, Error, OpenFlags};
use std::sync::{Arc, Mutex, PoisonError};

/// After this many instructions of SQLite's virtual machine, in thousands, a statement is given up.
const MOST_STEPS: u32 = 2_000_000;
/// The progress is looked at after this many instructions.
const PROGRESS: i32 = 1000;

/// A database in memory.
#[derive(Debug)]
pub(super) struct World {
    connection: Connection,
    notes: Arc<Mutex<Notes>>,
}

/// What SQLite asked for leave to do while it prepared a statement.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Notes {
    /// What was refused, and why.
    pub(super) refused: Option<String>,
    /// Tables whose definition changes.
    pub(super) altered: Vec<String>,
    /// Something is dropped.
    pub(super) drops: bool,
    /// Tables whose rows it writes, those that triggers write to among them.
    pub(super) written: Vec<String>,
    /// The journal mode that was asked for: a database in memory does not keep it.
    pub(super) journal_mode: Option<String>,
    steps: u32,
}

/// What a statement that was accepted did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// It only reads.
    Nothing,
    /// Rows, a setting or a transaction.
    Other,
    /// It could have changed rows, and there were none to change.
    NoRows,
    /// It changed the schema.
    Schema,
    /// It could have changed the schema, and had no need to.
    NoSchema,
}

impl World {
    /// An empty database at a moment, or at that of the machine.
    pub(super) fn new(moment: Option<Moment>) -> Result<Self, Error> {
        let flags = OpenFlags::default();
        let mut connection = match moment {
            Some(moment) => Connection::open_in_memory_with_flags_and_vfs(flags, moment.vfs())?,
            None => Connection::open_in_memory_with_flags(flags)?,
        };
        let notes: Arc<Mutex<Notes>> = Arc::default();
        let asked = Arc::clone(&notes);
        connection.authorizer(Some(move |context: AuthContext<'_>| lock(&asked).authorize(&context.action)))?;
        let counted = Arc::clone(&notes);
        connection.progress_handler(PROGRESS, Some(move || lock(&counted).step()))?;
        Ok(Self { connection, notes })
    }

    pub(super) fn connection(&self) -> &Connection {
        &self.connection
    }

    /// What was asked for by the last statement.
    pub(super) fn notes(&self) -> Notes {
        lock(&self.notes).clone()
    }

    /// Whether a transaction is open.
    pub(super) fn is_in_transaction(&self) -> bool {
        !self.connection.is_autocommit()
    }

    /// Runs one statement to its end.
    pub(super) fn run(&self, sql: &str) -> Result<Done, Refusal> {
        *lock(&self.notes) = Notes::default();
        let verb = Verb::of(sql);
        let (schema, rows) = (self.schema_versions(verb), self.connection.total_changes());
        let reads = self.step_through(sql).map_err(|error| self.refusal(&error))?;
        Ok(match verb {
            _ if self.schema_versions(verb) != schema => Done::Schema,
            Verb::Schema => Done::NoSchema,
            Verb::Rows if self.connection.total_changes() != rows => Done::Other,
            Verb::Rows if reads => Done::Nothing,
            Verb::Rows => Done::NoRows,
            Verb::Other => Done::Other,
        })
    }

    /// Whether the statement only reads.
    fn step_through(&self, sql: &str) -> Result<bool, Error> {
        let mut statement = self.connection.prepare(sql)?;
        let reads = statement.readonly();
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        Ok(reads)
    }

    /// Numbers that change with the schema; statements about rows have no use for them.
    fn schema_versions(&self, verb: Verb) -> Option<[i64; 2]> {
        let version = |schema| self.connection.pragma_query_value(Some(schema), "schema_version", |row| row.get(0));
        (verb != Verb::Rows).then(|| ["main", "temp"].map(|schema| version(schema).unwrap_or_default()))
    }

    fn refusal(&self, error: &Error) -> Refusal {
        let notes = lock(&self.notes);
        if let Some(reason) = &notes.refused {
            return Refusal::Opaque(reason.clone());
        }
        if notes.steps > MOST_STEPS {
            return Refusal::Undecided("it runs for too long".to_owned());
        }
        let (code, message, offset) = match error {
            Error::SqliteFailure(code, message) => (code.extended_code, message.clone(), None),
            Error::SqlInputError { error, msg, offset, .. } => {
                (error.extended_code, Some(msg.clone()), u32::try_from(*offset).ok())
            }
            other => (1, Some(other.to_string()), None),
        };
        let message = message.unwrap_or_else(|| error.to_string());
        Failure { code: code::name(code), message, position: offset }.into()
    }
}

/// The handlers of a connection do not panic, so the lock is never poisoned; if it were, what it holds would still be whole.
fn lock(notes: &Mutex<Notes>) -> std::sync::MutexGuard<'_, Notes> {
    notes.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What kind of statement it is, by its first word.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Verb {
    Schema,
    Rows,
    Other,
}

impl Verb {
    fn of(sql: &str) -> Self {
        const SCHEMA: [&str; 3] = ["create", "drop", "alter"];
        const ROWS: [&str; 8] = ["insert", "replace", "update", "delete", "with", "select", "values", "explain"];
        if is_first_word(sql, &SCHEMA) {
            Self::Schema
        } else if is_first_word(sql, &ROWS) {
            Self::Rows
        } else {
            Self::Other
        }
    }
}

impl Notes {
    fn authorize(&mut self, action: &AuthAction<'_>) -> Authorization {
        match action {
            AuthAction::Attach { filename } if !matches!(*filename, "" | ":memory:") => {
                return self.refuse(format!("ATTACH reaches another file, `{filename}`"));
            }
            AuthAction::Function { function_name } if function_name.eq_ignore_ascii_case("load_extension") => {
                return self.refuse("load_extension() runs foreign code".to_owned());
            }
            AuthAction::Pragma { pragma_name, pragma_value: Some(value) }
                if pragma_name.eq_ignore_ascii_case("journal_mode") =>
            {
                self.journal_mode = Some((*value).to_owned());
            }
            AuthAction::Insert { table_name }
            | AuthAction::Update { table_name, .. }
            | AuthAction::Delete { table_name }
                if self.written.last().is_none_or(|last| last != table_name) =>
            {
                self.written.push((*table_name).to_owned());
            }
            AuthAction::AlterTable { table_name, .. } => self.altered.push((*table_name).to_owned()),
            AuthAction::DropTable { .. }
            | AuthAction::DropIndex { .. }
            | AuthAction::DropView { .. }
            | AuthAction::DropTrigger { .. }
            | AuthAction::DropVtable { .. } => self.drops = true,
            _ => {}
        }
        Authorization::Allow
    }

    fn refuse(&mut self, reason: String) -> Authorization {
        self.refused.get_or_insert(reason);
        Authorization::Deny
    }

    /// Whether it is enough.
    fn step(&mut self) -> bool {
        self.steps += 1;
        self.steps > MOST_STEPS
    }
}

/// Whether a statement begins with one of these.
pub(super) fn is_first_word(sql: &str, words: &[&str]) -> bool {
    let word = sql.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
    words.iter().any(|known| word.eq_ignore_ascii_case(known))
}
