//! What the routines that a statement calls have done so far.
//!
//! A statement reads the session as it was at its start, while the routines that it calls see what the earlier of them did: that is the
//! server's own rule of snapshots. So they run on a second session, which is a copy in O(1), and becomes the session when the statement
//! has read all it wants.

use crate::postgres::catalog::ObjectId;
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use std::cell::RefCell;

/// The second session, where there is one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pending(RefCell<Option<Box<Session>>>);

impl Session {
    /// Runs what changes the session for a statement that goes on reading it as it was.
    pub(in crate::postgres::replay) fn aside<R>(&self, run: impl FnOnce(&mut Session) -> R) -> R {
        let mut session = self.pending.0.take().unwrap_or_else(|| Box::new(self.clone()));
        let result = run(&mut session);
        self.pending.0.replace(Some(session));
        result
    }

    /// Reads what the routines called so far have left.
    pub(in crate::postgres::replay) fn latest<R>(&self, read: impl FnOnce(&Self) -> R) -> R {
        match &*self.pending.0.borrow() {
            Some(session) => read(session),
            None => read(self),
        }
    }

    /// Takes over what was done aside by a statement that goes on to write to a table.
    pub(in crate::postgres::replay) fn adopt_beside(&mut self, table: ObjectId) -> Result<(), Refusal> {
        if self.pending.0.borrow().is_none() {
            return Ok(());
        }
        let before = self.catalog.contents(table).cloned();
        self.adopt_pending();
        if self.catalog.contents(table) != before.as_ref() {
            return Err(Refusal::Undecided("a function that it calls writes to the same table".into()));
        }
        Ok(())
    }

    /// Takes over what was done aside; whether there was anything.
    pub(in crate::postgres::replay) fn adopt_pending(&mut self) -> bool {
        match self.pending.0.take() {
            Some(session) => {
                *self = *session;
                true
            }
            None => false,
        }
    }

    /// Whether anything was done aside.
    pub(in crate::postgres::replay) fn has_pending(&self) -> bool {
        self.pending.0.borrow().is_some()
    }

    /// Undoes what was done aside, but for the values that sequences gave.
    pub(in crate::postgres::replay) fn drop_pending(&mut self) {
        if let Some(session) = self.pending.0.take() {
            self.keep_sequences(&session.catalog);
        }
    }
}
