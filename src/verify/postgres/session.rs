//! One session in which migrations run.

use super::plan::{Sessions, Statement};
use crate::engine::postgres::Database;
use crate::engine::{EngineError, ServerRefusal};
use postgres::Client;
use std::io::Write;

/// What the server made of a text: fine, or its refusal.
pub(super) type Verdict = Result<(), ServerRefusal>;

/// "SAVEPOINT can only be used in transaction blocks".
const NO_TRANSACTION: &str = "25P01";
const SAVEPOINT: &str = "rebaseline_before_statement";
const REHEARSAL: &str = "rebaseline_before_data";

/// A session; outer errors are those of the machine, inner ones the server's word on the SQL.
pub(super) struct Session<'a> {
    database: &'a Database,
    client: Client,
}

impl<'a> Session<'a> {
    pub fn open(database: &'a Database) -> Result<Self, EngineError> {
        Ok(Self { database, client: database.connect()? })
    }

    /// Between two migrations.
    pub fn next(self, sessions: Sessions) -> Result<Self, EngineError> {
        match sessions {
            Sessions::Shared => Ok(self),
            Sessions::PerMigration => {
                // Ends before the next begins: an open transaction holds its locks until then.
                self.client.close()?;
                Self::open(self.database)
            }
        }
    }

    /// Runs a text as one message.
    pub fn run(&mut self, text: &str) -> Result<Verdict, EngineError> {
        verdict(self.client.batch_execute(text), text)
    }

    /// Runs a statement, with its data if it is a `COPY`.
    pub fn run_statement(&mut self, statement: &Statement<'_>) -> Result<Verdict, EngineError> {
        let Some(data) = statement.data else { return self.run(statement.text) };
        self.copy(statement.text, data)
    }

    /// Runs a `COPY … FROM stdin`.
    pub fn copy(&mut self, text: &str, data: &str) -> Result<Verdict, EngineError> {
        match self.rehearse(text)? {
            Ok(()) => verdict(copy(&mut self.client, text, data), text),
            refused => Ok(refused),
        }
    }

    /// What the server says of a `COPY` before it asks for the data, of which the client would lose its place in the conversation: the
    /// statement reads an empty file instead, and is undone.
    fn rehearse(&mut self, text: &str) -> Result<Verdict, EngineError> {
        let Some(rehearsal) = from_empty_file(text) else { return Ok(Ok(())) };
        let undo = match self.run(&format!("SAVEPOINT {REHEARSAL}"))? {
            Ok(()) => format!("ROLLBACK TO SAVEPOINT {REHEARSAL}; RELEASE SAVEPOINT {REHEARSAL}"),
            Err(refusal) if refusal.code == NO_TRANSACTION => {
                self.must("BEGIN")?;
                "ROLLBACK".into()
            }
            refused => return Ok(refused),
        };
        match self.run(&rehearsal)? {
            // A transaction is left as the statement itself would leave it.
            Err(refusal) if !is_of_the_file(&refusal) => {
                if undo == "ROLLBACK" {
                    self.must(&undo)?;
                }
                Ok(Err(refusal))
            }
            _ => Ok(Ok(self.must(&undo)?)),
        }
    }

    /// Runs a statement so that its failure undoes nothing else.
    pub fn run_guarded(&mut self, statement: &Statement<'_>, outside: Outside) -> Result<Verdict, EngineError> {
        let role = Role::of(statement.text);
        if role == Role::Boundary || !self.set_savepoint(outside)? {
            return self.run_statement(statement);
        }
        let verdict = self.run_statement(statement)?;
        match (&verdict, role) {
            (Err(_), _) => self.must(&format!("ROLLBACK TO SAVEPOINT {SAVEPOINT}; RELEASE SAVEPOINT {SAVEPOINT}"))?,
            (Ok(()), Role::Work) => self.must(&format!("RELEASE SAVEPOINT {SAVEPOINT}"))?,
            (Ok(()), Role::Return | Role::Boundary) => {}
        }
        Ok(verdict)
    }

    /// Whether there is a transaction in which a savepoint now stands.
    fn set_savepoint(&mut self, outside: Outside) -> Result<bool, EngineError> {
        let text = format!("SAVEPOINT {SAVEPOINT}");
        match (self.run(&text)?, outside) {
            (Ok(()), _) => Ok(true),
            (Err(refusal), Outside::Bare) if refusal.code == NO_TRANSACTION => Ok(false),
            (Err(refusal), Outside::Begin) if refusal.code == NO_TRANSACTION => {
                self.must("BEGIN")?;
                self.must(&text)?;
                Ok(true)
            }
            (Err(refusal), _) => Err(unexpected(&text, &refusal)),
        }
    }

    /// Runs a text of our own.
    pub fn must(&mut self, text: &str) -> Result<(), EngineError> {
        self.run(text)?.map_err(|refusal| unexpected(text, &refusal))
    }
}

/// How a statement runs where no transaction is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outside {
    /// As it is.
    Bare,
    /// In a new transaction, as the rest of a batch after its own `COMMIT`.
    Begin,
}

/// What a statement is to the transaction around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It begins or ends one, or sets a savepoint that has to last: it takes no savepoint around it.
    Boundary,
    /// It goes back to an earlier savepoint, and so removes ours.
    Return,
    /// Anything else.
    Work,
}

impl Role {
    fn of(text: &str) -> Self {
        let words: Vec<String> = first_words(text, 3);
        let is = |index: usize, word: &str| words.get(index).is_some_and(|found| found == word);
        match words.first().map_or("", String::as_str) {
            "RELEASE" => Self::Return,
            "ROLLBACK" if is(1, "TO") || is(2, "TO") => Self::Return,
            "BEGIN" | "START" | "COMMIT" | "END" | "ABORT" | "ROLLBACK" | "SAVEPOINT" => Self::Boundary,
            // `SET TRANSACTION` is refused in a subtransaction, which a savepoint opens.
            "PREPARE" | "SET" if is(1, "TRANSACTION") => Self::Boundary,
            _ => Self::Work,
        }
    }
}

/// The first words of a statement in capitals, past the comments before each.
fn first_words(text: &str, count: usize) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text;
    while words.len() < count {
        rest = past_comments(rest);
        let end = rest.find(|c: char| !c.is_ascii_alphabetic()).unwrap_or(rest.len());
        if end == 0 {
            break;
        }
        words.push(rest[..end].to_ascii_uppercase());
        rest = &rest[end..];
    }
    words
}

fn past_comments(text: &str) -> &str {
    let mut rest = text.trim_start();
    loop {
        let after = match (rest.starts_with("--"), rest.starts_with("/*")) {
            (true, _) => rest.find('\n').map_or("", |end| &rest[end..]),
            (_, true) => past_block_comment(rest),
            _ => return rest,
        };
        rest = after.trim_start();
    }
}

/// Block comments nest.
fn past_block_comment(text: &str) -> &str {
    let mut depth = 0;
    let mut at = 0;
    while let Some(found) = text[at..].find(['/', '*']) {
        at += found;
        match text.as_bytes().get(at..at + 2) {
            Some(b"/*") => (depth, at) = (depth + 1, at + 2),
            Some(b"*/") => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            return &text[at..];
        }
    }
    ""
}

/// A `COPY … FROM stdin` that reads an empty file, as long as the statement up to there.
fn from_empty_file(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    let mut words = lower.match_indices("stdin");
    let (at, word) = words.find(|(at, _)| lower[..*at].trim_end().ends_with("from"))?;
    Some(format!("{}'/dev/null'{}", &text[..at], &text[at + word.len()..]))
}

/// Whether only the empty file is refused: the role may not read files, or no data is not what the format asks for.
fn is_of_the_file(refusal: &ServerRefusal) -> bool {
    refusal.code == "22P04" || refusal.message.contains("COPY from a file")
}

fn copy(client: &mut Client, text: &str, data: &str) -> Result<(), postgres::Error> {
    let mut writer = client.copy_in(text)?;
    // What goes wrong while sending is told again, and better, at the end.
    let _ = writer.write_all(data.as_bytes());
    writer.finish().map(|_| ())
}

fn verdict(result: Result<(), postgres::Error>, text: &str) -> Result<Verdict, EngineError> {
    match result {
        Ok(()) => Ok(Ok(())),
        Err(error) => Ok(Err(ServerRefusal::of(error, text)?)),
    }
}

fn unexpected(text: &str, refusal: &ServerRefusal) -> EngineError {
    EngineError::Unusable(format!("{text}: {refusal}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_can_read_an_empty_file() {
        let rehearsal = from_empty_file("COPY \"stdin\" (a) FROM\n STDIN WITH (FORMAT csv);");
        assert_eq!(rehearsal.as_deref(), Some("COPY \"stdin\" (a) FROM\n '/dev/null' WITH (FORMAT csv);"));
    }

    #[test]
    fn roles_are_known_past_comments() {
        for (text, role) in [
            ("begin;", Role::Boundary),
            ("-- x\n /* a /* b */ */ COMMIT", Role::Boundary),
            ("ROLLBACK", Role::Boundary),
            ("ROLLBACK /* . */ WORK TO SAVEPOINT a", Role::Return),
            ("rollback to a", Role::Return),
            ("RELEASE a", Role::Return),
            ("SAVEPOINT a", Role::Boundary),
            ("PREPARE TRANSACTION 'x'", Role::Boundary),
            ("PREPARE p AS SELECT 1", Role::Work),
            ("SELECT 1", Role::Work),
            ("/* never closed", Role::Work),
            ("é", Role::Work),
            ("", Role::Work),
        ] {
            assert_eq!(Role::of(text), role, "{text}");
        }
    }
}
