//! What was seen on a server: scripts, and what became of their statements.

mod idiom;
mod object;
mod program;
mod transaction;
mod variable;

use super::Session;
use crate::mysql::profile::Profile;
use crate::mysql::syntax::{Splitting, SyntaxMode, parse_statement, split};
use crate::source::Origin;
use std::sync::Arc;

/// A connection to a MariaDB 10.11 with the database `d`, in use.
pub(super) fn session() -> Session {
    let mut session = Session::new(Arc::new(Profile::mariadb(10, 11)));
    assert_eq!(run(&mut session, "CREATE DATABASE d; USE d;"), Vec::<String>::new());
    session
}

/// Runs a text as the `mysql` program does, and gives what went wrong.
pub(super) fn run(session: &mut Session, text: &str) -> Vec<String> {
    let text: Arc<str> = text.into();
    let mut refusals = Vec::new();
    let mode = SyntaxMode::new(&session.profile, session.sql_mode());
    for raw in split(&text, Splitting::Client, &mode) {
        let mode = SyntaxMode::new(&session.profile, session.sql_mode());
        let origin = Origin { migration: 0, span: raw.span };
        let applied = parse_statement(&text, &raw, &mode).and_then(|statement| session.run(&text, &statement, origin));
        refusals.extend(applied.err().map(|refusal| refusal.to_string()));
    }
    refusals
}

/// Each statement is refused in these words; none is not refused.
pub(super) fn check(session: &mut Session, cases: &[(&str, &str)]) {
    for (text, expected) in cases {
        let refused = run(session, text).join("; ");
        assert_eq!(&refused, expected, "{text}");
    }
}
