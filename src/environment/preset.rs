//! Environments that are known by name.

use super::{Environment, Version};
use crate::diagnostic::nearest;
use std::fmt;
use std::str::FromStr;

/// An environment that is known by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(try_from = "String")]
#[non_exhaustive]
pub enum Preset {
    /// A fresh database of the newest version, owned by a superuser.
    #[default]
    Fresh,
    /// A new project at Supabase, or `supabase start`: what its image holds before the first migration.
    ///
    /// From `migrations/db/init-scripts` and `migrations/schema-17.sql` of supabase/postgres. The tables that Supabase's
    /// services make (`auth.users`, `storage.objects`, …) are not part of it.
    Supabase,
}

impl Preset {
    /// All presets.
    pub const ALL: [Self; 2] = [Self::Fresh, Self::Supabase];

    /// The name in `rebaseline.yaml`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Fresh => "fresh",
            Self::Supabase => "supabase",
        }
    }

    /// The environment.
    pub fn environment(self) -> Environment {
        match self {
            Self::Fresh => Environment::default(),
            Self::Supabase => Environment {
                engine_version: Some(Version::major(17)),
                superuser: false,
                roles: SUPABASE_ROLES.map(str::to_owned).into(),
                schemas: SUPABASE_SCHEMAS.map(str::to_owned).into(),
                installed_extensions: pairs(&SUPABASE_EXTENSIONS),
                settings: pairs(&[("search_path", "\"$user\", public, extensions")]),
                ..Environment::default()
            },
        }
    }
}

fn pairs(pairs: &[(&str, &str)]) -> indexmap::IndexMap<String, String> {
    pairs.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect()
}

const SUPABASE_ROLES: [&str; 13] = [
    "anon",
    "authenticated",
    "service_role",
    "authenticator",
    "dashboard_user",
    "pgbouncer",
    "supabase_admin",
    "supabase_auth_admin",
    "supabase_etl_admin",
    "supabase_read_only_user",
    "supabase_realtime_admin",
    "supabase_replication_admin",
    "supabase_storage_admin",
];

const SUPABASE_SCHEMAS: [&str; 8] =
    ["auth", "extensions", "graphql", "graphql_public", "pgbouncer", "realtime", "storage", "vault"];

const SUPABASE_EXTENSIONS: [(&str, &str); 5] = [
    ("pg_graphql", "graphql"),
    ("pg_stat_statements", "extensions"),
    ("pgcrypto", "extensions"),
    ("supabase_vault", "vault"),
    ("uuid-ossp", "extensions"),
];

/// A preset's name that is not one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnknownPreset(String);

impl fmt::Display for UnknownPreset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let keys = Preset::ALL.map(Preset::key);
        write!(f, "unknown environment `{}`", self.0)?;
        if let Some(key) = nearest(&self.0, keys) {
            write!(f, ", did you mean `{key}`?")?;
        }
        write!(f, " (known: {})", keys.join(", "))
    }
}

impl std::error::Error for UnknownPreset {}

impl FromStr for Preset {
    type Err = UnknownPreset;

    fn from_str(text: &str) -> Result<Self, UnknownPreset> {
        Self::ALL.into_iter().find(|preset| preset.key() == text).ok_or_else(|| UnknownPreset(text.to_owned()))
    }
}

impl TryFrom<String> for Preset {
    type Error = UnknownPreset;

    fn try_from(text: String) -> Result<Self, UnknownPreset> {
        text.parse()
    }
}
