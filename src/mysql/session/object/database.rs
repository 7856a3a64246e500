//! Databases.

use super::{Existing, Session, existing, unknown_database};
use crate::mysql::ast::{CreateDatabase, DatabaseOption, DropObject, Name};
use crate::mysql::catalog::Database;
use crate::mysql::charset::{self, CharsetPair};
use crate::mysql::error::failure;
use crate::run::{Applied, Effect, Refusal};

use smol_str::SmolStr;

impl Session {
    /// `USE`.
    pub(in crate::mysql::session) fn use_database(&mut self, name: &Name) -> Applied {
        if !Self::is_system_database(&name.text) && !self.catalog.databases.contains_key(&name.text) {
            return Err(unknown_database(&name.text));
        }
        self.database = Some(name.text.clone());
        Ok(Effect::Applied)
    }

    /// `CREATE DATABASE`.
    pub(in crate::mysql::session) fn create_database(&mut self, create: &CreateDatabase) -> Applied {
        let name = self.named_database(create.name.as_ref())?;
        let (charset, comment) = self.database_options(&create.options, None)?;
        check_database_name(&name)?;
        if name.eq_ignore_ascii_case("information_schema") {
            self.database_mut(&name)?;
        }
        let system = Self::is_system_database(&name);
        let there = system || self.catalog.databases.contains_key(&name);
        let exists = || failure("1007", format!("Can't create database '{name}'; database exists"));
        match existing(create.mode, there, exists)? {
            Existing::Keep => {
                self.note("1007", format!("Can't create database '{name}'; database exists"));
                return Ok(Effect::Noop(format!("the database `{name}` is there already")));
            }
            Existing::Replace if system => {
                return Err(Refusal::Opaque(format!("the database `{name}` belongs to the server")));
            }
            Existing::Make | Existing::Replace => {}
        }
        let database = Database::new(name.clone(), charset.charset, charset.collation);
        self.catalog.databases.insert(name.clone(), Database { comment, ..database });
        Ok(Effect::Applied)
    }

    /// `ALTER DATABASE`: the defaults of what is made from now on.
    pub(in crate::mysql::session) fn alter_database(&mut self, alter: &CreateDatabase) -> Applied {
        let name = self.named_database(alter.name.as_ref())?;
        if self.profile.is_mariadb() && !Self::is_system_database(&name) && !self.catalog.databases.contains_key(&name)
        {
            // The server looks for the file in which it keeps the options.
            let message =
                format!("Can't create/write to file './{name}/db.opt' (Errcode: 2 \"No such file or directory\")");
            return Err(failure("1", message));
        }
        let database = self.database_mut(&name)?;
        let before = CharsetPair { charset: database.charset.clone(), collation: database.collation.clone() };
        let (charset, comment) = self.database_options(&alter.options, Some(before))?;
        let commented = alter.options.iter().any(|option| matches!(option, DatabaseOption::Comment(_)));
        let database = self.database_mut(&name)?;
        database.charset = charset.charset;
        database.collation = charset.collation;
        if commented {
            database.comment = comment;
        }
        Ok(Effect::Applied)
    }

    fn named_database(&self, name: Option<&Name>) -> Result<SmolStr, Refusal> {
        name.map_or_else(|| self.current_database(), |name| Ok(name.text.clone()))
    }

    /// The character set, from left to right, and the comment.
    fn database_options(
        &self,
        options: &[DatabaseOption],
        before: Option<CharsetPair>,
    ) -> Result<(CharsetPair, SmolStr), Refusal> {
        let server = || CharsetPair {
            charset: self.variable_text("character_set_server"),
            collation: self.variable_text("collation_server"),
        };
        let mut comment = SmolStr::default();
        let mut charset_name = None;
        let mut collation_name = None;
        for option in options {
            match option {
                DatabaseOption::Charset(name) => {
                    if let Some(other) = charset_name.replace(name.text.as_str()).filter(|other| *other != name.text) {
                        let words = format!("'CHARACTER SET {other}' and 'CHARACTER SET {}'", name.text);
                        return Err(failure("1302", format!("Conflicting declarations: {words}")));
                    }
                }
                DatabaseOption::Collate(name) => collation_name = Some(name.text.as_str()),
                DatabaseOption::Comment(text) => comment = text.clone(),
                DatabaseOption::Other(text) => {
                    return Err(Refusal::Opaque(format!("the option `{text}` of a database is not modelled")));
                }
            }
        }
        let inherited = before.unwrap_or_else(server);
        let pair = charset::resolve(&self.profile, charset_name, collation_name, &inherited)?;
        Ok((pair, comment))
    }

    /// `DROP DATABASE`, with all that is in it. Whoever used it uses none then.
    pub(super) fn drop_databases(&mut self, drop: &DropObject) -> Applied {
        let Some(name) = drop.names.first().map(|name| name.name.text.clone()) else {
            return Ok(Effect::Noop("nothing is dropped".into()));
        };
        if Self::is_system_database(&name) {
            self.database_mut(&name)?;
        }
        if !self.catalog.databases.contains_key(&name) {
            let message = format!("Can't drop database '{name}'; database doesn't exist");
            if drop.if_exists {
                self.note("1008", message);
                return Ok(Effect::Noop(format!("there is no database `{name}`")));
            }
            return Err(failure("1008", message));
        }
        self.check_referenced_from_elsewhere(&name)?;
        self.catalog.remove_database(&name);
        if self.database.as_ref() == Some(&name) {
            self.database = None;
        }
        Ok(Effect::Applied)
    }

    /// A foreign key of another database refers to a table of this one: 1451.
    fn check_referenced_from_elsewhere(&self, name: &str) -> Result<(), Refusal> {
        if !self.is_on("foreign_key_checks") {
            return Ok(());
        }
        let from = (SmolStr::from(name), SmolStr::default());
        let parents = self.catalog.referencing.range(from..).take_while(|((database, _), _)| database == name);
        for (_, children) in parents {
            if children.iter().any(|(database, _)| database != name) {
                return Err(Refusal::Undecided(format!("foreign keys of other databases refer to tables of `{name}`")));
            }
        }
        Ok(())
    }
}

/// `1102`.
fn check_database_name(name: &str) -> Result<(), Refusal> {
    super::check_name(name, "1102", "database")
}
