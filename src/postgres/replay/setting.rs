//! `SET` and `RESET`: the settings that change what later statements mean.

use super::session::Session;
use crate::environment::Environment;
use crate::postgres::ast::{Name, Setting};
use crate::run::{Applied, Effect, Failure};

impl Session {
    /// `SET`, `RESET`.
    pub(crate) fn set(&mut self, setting: &Setting) -> Applied {
        if setting.name == "all" {
            self.reset_all();
            return Ok(Effect::Applied);
        }
        if let Some(values) = &setting.values {
            self.check_setting(&setting.name, values)?;
        }
        if setting.local {
            if self.transaction.is_none() {
                return Ok(Effect::Noop("SET LOCAL can only be used in transaction blocks".into()));
            }
            let before = self.setting(&setting.name);
            self.settings_local.entry(setting.name.clone()).or_insert(before);
        } else {
            self.settings_local.shift_remove(&setting.name);
        }
        self.assign_setting(&setting.name, setting.values.clone());
        Ok(Effect::Applied)
    }

    /// The values of a setting, as far as the session has set them.
    fn setting(&self, name: &str) -> Option<Vec<Name>> {
        match name {
            "search_path" => Some(self.search_path.clone()),
            "role" | "session authorization" => Some(vec![self.role.clone()]),
            _ => self.settings.get(name).cloned(),
        }
    }

    /// Gives a setting its values; `None` restores the default.
    pub(crate) fn assign_setting(&mut self, name: &str, values: Option<Vec<Name>>) {
        match (name, values) {
            ("search_path", values) => {
                self.search_path = values.unwrap_or_else(|| default_search_path(&self.environment));
            }
            ("role" | "session authorization", values) => {
                let role = values.and_then(|values| values.into_iter().next()).filter(|role| role != "none");
                self.role = role.unwrap_or_else(|| Name::new(&self.environment.role));
            }
            (_, Some(values)) => {
                self.settings.insert(Name::new(name), values);
            }
            (_, None) => {
                self.settings.shift_remove(name);
            }
        }
    }

    pub(crate) fn reset_all(&mut self) {
        self.settings.clear();
        self.settings_local.clear();
        self.assign_setting("search_path", None);
    }

    fn check_setting(&self, name: &str, values: &[Name]) -> Result<(), Failure> {
        match (name, values) {
            ("role", [role]) if role == "none" => Ok(()),
            ("role" | "session authorization", [role]) if self.check_role(role).is_err() => {
                Err(Failure::new("22023", format!("role \"{role}\" does not exist")))
            }
            _ => Ok(()),
        }
    }
}

/// The search path of a session that has not set one: the environment's, or the server's own.
pub(super) fn default_search_path(environment: &Environment) -> Vec<Name> {
    let written = environment.settings.get("search_path").map_or("\"$user\", public", String::as_str);
    written.split(',').map(|name| Name::new(name.trim().trim_matches('"'))).filter(|name| !name.is_empty()).collect()
}
