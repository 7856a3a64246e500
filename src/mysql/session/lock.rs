//! `LOCK TABLES`: the tables that a session may use until it unlocks them.

use super::Session;
use crate::mysql::ast::LockedTable;
use crate::mysql::error::failure;
use crate::run::{Applied, Effect, Refusal};
use imbl::OrdMap;
use smol_str::SmolStr;

/// Locked tables by database and name, or by alias; whether they may be written.
pub(super) type Locks = OrdMap<(SmolStr, SmolStr), LockMode>;

/// What a lock lets its session do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum LockMode {
    Read,
    Write,
}

impl Session {
    /// `LOCK TABLES`: commits, and gives up the locks from before.
    pub(super) fn lock_tables(&mut self, tables: &[LockedTable]) -> Applied {
        self.transaction = None;
        self.locks = None;
        let mut locks = Locks::new();
        for table in tables {
            let (database, name) = self.resolve(&table.name)?;
            self.require_relation(&database, &name)?;
            let shown = table.alias.as_ref().map_or(name, |alias| alias.text.clone());
            let mode = if table.write { LockMode::Write } else { LockMode::Read };
            let held = locks.entry((database, shown)).or_insert(mode);
            *held = (*held).max(mode);
        }
        self.locks = Some(locks);
        Ok(Effect::Applied)
    }

    /// `UNLOCK TABLES`: commits where tables were locked.
    pub(super) fn unlock_tables(&mut self) -> Effect {
        if self.locks.take().is_none() {
            return Effect::Noop("no tables are locked".into());
        }
        self.transaction = None;
        Effect::Applied
    }

    /// Tables are locked.
    pub(super) fn is_locked(&self) -> bool {
        self.locks.is_some()
    }

    /// Under `LOCK TABLES` no views are made and no tables renamed.
    pub(super) fn check_unlocked(&self) -> Result<(), Refusal> {
        if self.is_locked() {
            let message =
                "Can't execute the given command because you have active locked tables or an active transaction";
            return Err(failure("1192", message));
        }
        Ok(())
    }

    /// A table may be used for this under the locks of the session; temporary tables and those of the server always may.
    pub(super) fn check_lock(&self, database: &str, name: &str, wanted: LockMode) -> Result<(), Refusal> {
        let Some(locks) = &self.locks else { return Ok(()) };
        if self.catalog.table(database, name).is_some_and(|table| table.temporary) || Self::is_system_database(database)
        {
            return Ok(());
        }
        match locks.get(&(SmolStr::from(database), SmolStr::from(name))) {
            None => Err(failure("1100", format!("Table '{name}' was not locked with LOCK TABLES"))),
            Some(LockMode::Read) if wanted == LockMode::Write => {
                Err(failure("1099", format!("Table '{name}' was locked with a READ lock and can't be updated")))
            }
            Some(_) => Ok(()),
        }
    }
}
