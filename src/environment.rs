//! What a prediction depends on besides the files.

mod day;
mod preset;
mod version;

pub(crate) use day::month_length;
pub use day::{Day, NoDay};
pub use preset::{Preset, UnknownPreset};
pub use version::Version;

use crate::dialect::Dialect;
use indexmap::IndexMap;
use serde::de::{self, Deserialize, Deserializer, MapAccess, Visitor};
use std::fmt;

/// The server and database that the history is meant for. The default is a fresh database of the newest version, owned by a superuser.
///
/// In `rebaseline.yaml` it is the name of a [`Preset`], or a mapping of what differs from one (`preset: supabase`) or
/// from the default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Environment {
    /// Version of the engine; the newest one that is known where there is none.
    pub engine_version: Option<Version>,
    /// The migrations run as a superuser.
    pub superuser: bool,
    /// The role that runs the migrations, and so owns what they make.
    pub role: String,
    /// Other roles that exist on the server.
    pub roles: Vec<String>,
    /// Schemas that exist from the start, besides `public`.
    pub schemas: Vec<String>,
    /// Extensions that can be created; `None` for all that are known.
    pub extensions: Option<Vec<String>>,
    /// Extensions that are there from the start, and the schema of each.
    pub installed_extensions: IndexMap<String, String>,
    /// Settings that differ from the server's defaults.
    pub settings: IndexMap<String, String>,
    /// Encoding of the database.
    pub encoding: String,
    /// Time zone of the sessions.
    pub time_zone: String,
    /// The day on which the history runs; `None` where what hangs on it is to stay undecided.
    pub today: Option<Day>,
}

impl Default for Environment {
    fn default() -> Self {
        Self {
            engine_version: None,
            superuser: true,
            role: "postgres".into(),
            roles: Vec::new(),
            schemas: Vec::new(),
            extensions: None,
            installed_extensions: IndexMap::new(),
            settings: IndexMap::new(),
            encoding: "UTF8".into(),
            time_zone: "UTC".into(),
            today: None,
        }
    }
}

impl Environment {
    /// The version of an engine that the history is meant for.
    pub fn version(&self, dialect: Dialect) -> Version {
        self.engine_version.unwrap_or_else(|| Version::newest(dialect))
    }

    /// The major version of PostgreSQL.
    pub fn postgres_version(&self) -> u32 {
        self.version(Dialect::Postgres).major
    }
}

/// What a mapping says; what it leaves out is as in its preset.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields, rename = "environment")]
struct Changes {
    #[serde(default)]
    preset: Preset,
    engine_version: Option<Version>,
    superuser: Option<bool>,
    role: Option<String>,
    roles: Option<Vec<String>>,
    schemas: Option<Vec<String>>,
    extensions: Option<Vec<String>>,
    installed_extensions: Option<IndexMap<String, String>>,
    settings: Option<IndexMap<String, String>>,
    encoding: Option<String>,
    time_zone: Option<String>,
    today: Option<Day>,
}

impl From<Changes> for Environment {
    fn from(changes: Changes) -> Self {
        let base = changes.preset.environment();
        Self {
            engine_version: changes.engine_version.or(base.engine_version),
            superuser: changes.superuser.unwrap_or(base.superuser),
            role: changes.role.unwrap_or(base.role),
            roles: changes.roles.unwrap_or(base.roles),
            schemas: changes.schemas.unwrap_or(base.schemas),
            extensions: changes.extensions.or(base.extensions),
            installed_extensions: changes.installed_extensions.unwrap_or(base.installed_extensions),
            settings: changes.settings.unwrap_or(base.settings),
            encoding: changes.encoding.unwrap_or(base.encoding),
            time_zone: changes.time_zone.unwrap_or(base.time_zone),
            today: changes.today.or(base.today),
        }
    }
}

impl<'de> Deserialize<'de> for Environment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(PresetOrChanges)
    }
}

struct PresetOrChanges;

impl<'de> Visitor<'de> for PresetOrChanges {
    type Value = Environment;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of an environment, or a mapping of what differs from one")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Environment, E> {
        name.parse::<Preset>().map(Preset::environment).map_err(E::custom)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Environment, A::Error> {
        Changes::deserialize(de::value::MapAccessDeserializer::new(map)).map(Environment::from)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_alone_is_a_preset() {
        let environment: Environment = serde_yaml::from_str("supabase").expect("reads");
        assert_eq!(environment, Preset::Supabase.environment());
        assert!(!environment.superuser && environment.schemas.contains(&"auth".to_owned()));
    }

    #[test]
    fn a_mapping_says_what_differs() {
        let environment: Environment = serde_yaml::from_str("{preset: supabase, engine_version: 15}").expect("reads");
        assert_eq!(
            environment,
            Environment { engine_version: Some(Version::major(15)), ..Preset::Supabase.environment() }
        );
        let environment: Environment = serde_yaml::from_str("roles: [app]").expect("reads");
        assert_eq!(environment, Environment { roles: vec!["app".into()], ..Environment::default() });
    }

    #[test]
    fn slips_are_answered() {
        let error = serde_yaml::from_str::<Environment>("supabas").expect_err("is none").to_string();
        assert!(error.contains("did you mean `supabase`?"), "{error}");
        assert!(serde_yaml::from_str::<Environment>("rolls: [app]").is_err());
    }
}
