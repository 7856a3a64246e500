//! Options of foreign data: how they change, and which of them a wrapper takes.

use crate::postgres::ast::Name;
use crate::postgres::ast::op::{OptionChange, OptionVerb};
use crate::postgres::builtin::foreign::{self, POSTGRESQL_FDW_VALIDATOR, Validator};
use crate::postgres::catalog::{ForeignOptions, ObjectId, RoutineSource};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// What options belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Holder {
    Wrapper,
    Server,
    UserMapping,
    Table,
    Column,
}

/// Words for a truth value, in lower case.
const TRUTHS: [&str; 10] = ["true", "on", "yes", "1", "t", "false", "off", "no", "0", "f"];

impl Session {
    /// The options after a statement's changes, as far as the wrapper's validator takes them.
    pub(super) fn changed_options(
        &self,
        holder: Holder,
        validator: Option<ObjectId>,
        old: &[(Name, Name)],
        changes: &[OptionChange],
    ) -> Result<ForeignOptions, Refusal> {
        let mut options = old.to_vec();
        for OptionChange { name, change } in changes {
            let place = options.iter().position(|(known, _)| known == name);
            match (change, place) {
                (OptionVerb::Add(value), None) => options.push((name.clone(), value.clone())),
                (OptionVerb::Set(value), Some(place)) => options[place].1 = value.clone(),
                (OptionVerb::Drop, Some(place)) => drop(options.remove(place)),
                (OptionVerb::Add(_), Some(_)) => {
                    return Err(Failure::new("42710", format!("option \"{name}\" provided more than once")).into());
                }
                (OptionVerb::Set(_) | OptionVerb::Drop, None) => {
                    return Err(Failure::new("42704", format!("option \"{name}\" not found")).into());
                }
            }
        }
        if let Some(validator) = validator {
            self.validate(holder, validator, &options)?;
        }
        Ok(options)
    }

    fn validate(&self, holder: Holder, validator: ObjectId, options: &[(Name, Name)]) -> Result<(), Refusal> {
        let Some(known) = self.known_validator(validator) else {
            return Err(Refusal::Undecided("whether the wrapper's validator takes the options".into()));
        };
        let names = known.options(holder.place());
        for (name, value) in options {
            if !names.contains(&name.as_str()) {
                return Err(self.invalid_option(holder, known, name));
            }
            check_value(known, name, value)?;
        }
        check_together(known, holder, options)
    }

    fn known_validator(&self, validator: ObjectId) -> Option<&'static Validator> {
        if validator.oid() == POSTGRESQL_FDW_VALIDATOR {
            return foreign::validator("postgresql_fdw_validator");
        }
        let object = self.catalog.get(validator)?;
        let brought = matches!(object.routine()?.source, RoutineSource::Extension);
        foreign::validator(&object.name).filter(|_| brought)
    }

    /// The options of a connection are those of the client's library.
    fn invalid_option(&self, holder: Holder, known: &Validator, name: &str) -> Refusal {
        let library = known.of_library && matches!(holder, Holder::Server | Holder::UserMapping);
        if library && self.environment.postgres_version() != 15 {
            return Refusal::Undecided(format!("whether a connection has the option \"{name}\""));
        }
        Failure::new(known.code, format!("invalid option \"{name}\"")).into()
    }
}

impl Holder {
    /// Its place among a validator's lists.
    fn place(self) -> usize {
        self as usize
    }
}

/// What a validator says about a value, as far as it looks at values.
fn check_value(known: &Validator, name: &str, value: &str) -> Result<(), Refusal> {
    if known.truths.contains(&name) && !TRUTHS.contains(&value.to_ascii_lowercase().as_str()) {
        return Err(Failure::new("42601", format!("{name} requires a Boolean value")).into());
    }
    let plain = value.len() < 9 && !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit());
    if known.numbers.contains(&name) && (!plain || value.bytes().all(|byte| byte == b'0')) {
        return Err(Refusal::Undecided(format!("whether {name} takes the value \"{value}\"")));
    }
    Ok(())
}

/// What `file_fdw` asks of the options of a table as a whole.
fn check_together(known: &Validator, holder: Holder, options: &[(Name, Name)]) -> Result<(), Refusal> {
    if known.name != "file_fdw_validator" || holder != Holder::Table {
        return Ok(());
    }
    let sources = options.iter().filter(|(name, _)| matches!(name.as_str(), "filename" | "program")).count();
    if sources > 1 {
        return Err(Failure::new("42601", "conflicting or redundant options").into());
    }
    for (name, value) in options {
        let understood = match name.as_str() {
            "filename" | "program" => true,
            "format" => matches!(value.as_str(), "text" | "csv"),
            "header" => options.iter().any(|(name, value)| name == "format" && value == "csv"),
            "delimiter" => matches!(value.as_str(), "," | ";" | "|" | "\t"),
            "null" => value.is_empty(),
            _ => false,
        };
        if !understood {
            return Err(Refusal::Undecided(format!("whether COPY takes the option {name} \"{value}\"")));
        }
    }
    if sources == 0 {
        let message = "either filename or program is required for file_fdw foreign tables";
        return Err(Failure::new("HV002", message).into());
    }
    Ok(())
}
