//! `SET NAMES`, and the variables that hold character sets and collations.

use super::check::integer;
use super::{Change, Session, shown, wrong_value};
use crate::mysql::ast::Name;
use crate::mysql::charset::{self, CharsetPair};
use crate::mysql::error::failure;
use crate::mysql::value::Value;
use crate::run::Refusal;
use smol_str::SmolStr;

/// No client can speak these: they are not ASCII where that is.
const NOT_FOR_CLIENTS: &[&str] = &["ucs2", "utf16", "utf16le", "utf32"];

impl Session {
    pub(super) fn names(
        &self,
        charset_name: Option<&Name>,
        collation_name: Option<&Name>,
        changes: &mut Vec<Change>,
    ) -> Result<(), Refusal> {
        let Some(charset_name) = charset_name else {
            let names =
                ["character_set_client", "character_set_connection", "character_set_results", "collation_connection"];
            changes.extend(names.map(|name| Change::Session(name.into(), None)));
            return Ok(());
        };
        let named = charset::charset(&self.profile, &charset_name.text)?;
        let inherited = CharsetPair::of(&self.profile, named);
        let collation = collation_name.map(|name| name.text.as_str());
        let pair = charset::resolve(&self.profile, Some(&charset_name.text), collation, &inherited)?;
        check_client(&pair.charset)?;
        for name in ["character_set_client", "character_set_connection", "character_set_results"] {
            changes.push(Change::Session(name.into(), Some(Value::text(pair.charset.as_str()))));
        }
        changes.push(Change::Session("collation_connection".into(), Some(Value::text(pair.collation.as_str()))));
        Ok(())
    }

    /// `SET CHARACTER SET x`: what is sent both ways; the server works in that of the database.
    pub(super) fn character_set(&self, name: Option<&Name>, changes: &mut Vec<Change>) -> Result<(), Refusal> {
        let client = match name {
            Some(name) => SmolStr::from(charset::charset(&self.profile, &name.text)?.name),
            None => self.profile.charset.into(),
        };
        check_client(&client)?;
        for name in ["character_set_client", "character_set_results"] {
            changes.push(Change::Session(name.into(), Some(Value::text(client.as_str()))));
        }
        let connection = self.database_charset("character_set_database");
        changes.push(Change::Session("character_set_connection".into(), Some(connection)));
        changes.push(Change::Session("collation_connection".into(), Some(self.database_charset("collation_database"))));
        Ok(())
    }

    /// `character_set_database`, `collation_database`: those of the current database, else the server's.
    pub(super) fn database_charset(&self, variable: &str) -> Value {
        let database = self.database.as_ref().and_then(|name| self.catalog.databases.get(name));
        Value::text(match (database, variable == "collation_database") {
            (Some(database), true) => database.collation.as_str(),
            (Some(database), false) => database.charset.as_str(),
            (None, true) => self.profile.collation,
            (None, false) => self.profile.charset,
        })
    }

    pub(super) fn charset_variable(
        &self,
        name: &'static str,
        value: &Value,
    ) -> Result<Vec<(&'static str, Value)>, Refusal> {
        let Some(pair) = self.charset_value(name, value)? else { return Ok(vec![(name, Value::Null)]) };
        if name == "character_set_client" {
            check_client(&pair.charset)?;
        }
        let mut settings = vec![(name, Value::text(pair.charset.as_str()))];
        if let Some(collation) = name.strip_prefix("character_set_").and_then(collation_of) {
            settings.push((collation, Value::text(pair.collation.as_str())));
        }
        Ok(settings)
    }

    fn charset_value(&self, name: &str, value: &Value) -> Result<Option<CharsetPair>, Refusal> {
        match value {
            Value::Null if name == "character_set_results" => Ok(None),
            Value::Null => Err(wrong_value(name, "NULL")),
            Value::Text(text) => {
                let charset = charset::charset(&self.profile, text)?;
                Ok(Some(CharsetPair::of(&self.profile, charset)))
            }
            other => Err(failure("1115", format!("Unknown character set: '{}'", shown(other)))),
        }
    }

    pub(super) fn collation_variable(
        &self,
        name: &'static str,
        value: &Value,
    ) -> Result<Vec<(&'static str, Value)>, Refusal> {
        if integer(value).is_some() {
            return Err(crate::mysql::error::undecided("collations by number are not modelled"));
        }
        let Some(text) = value.to_text() else { return Err(wrong_value(name, "NULL")) };
        let pair = charset::collation(&self.profile, &text, self.profile.charset)?;
        let charset_name = match name {
            "collation_connection" => "character_set_connection",
            "collation_database" => "character_set_database",
            _ => "character_set_server",
        };
        Ok(vec![(name, Value::text(pair.collation.as_str())), (charset_name, Value::text(pair.charset.as_str()))])
    }
}

fn collation_of(place: &str) -> Option<&'static str> {
    match place {
        "connection" => Some("collation_connection"),
        "database" => Some("collation_database"),
        "server" => Some("collation_server"),
        _ => None,
    }
}

fn check_client(charset: &str) -> Result<(), Refusal> {
    if NOT_FOR_CLIENTS.contains(&charset) {
        return Err(wrong_value("character_set_client", charset));
    }
    Ok(())
}
