//! Versions of engines.

use crate::dialect::Dialect;
use serde::de::{Deserialize, Deserializer, Error as _};
use std::fmt;
use std::str::FromStr;

/// The version of an engine, as far as behaviour hangs on it: `18`, `10.11`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Version {
    /// Before the point.
    pub major: u32,
    /// Behind it; 0 where none is given.
    pub minor: u32,
}

impl Version {
    /// A version without a part behind the point.
    pub const fn major(major: u32) -> Self {
        Self { major, minor: 0 }
    }

    /// The newest one that an engine's predictions were measured on or read for.
    pub fn newest(dialect: Dialect) -> Self {
        match dialect {
            Dialect::Postgres => Self::major(18),
            Dialect::MariaDb => Self { major: 10, minor: 11 },
            Dialect::MySql => Self { major: 8, minor: 4 },
            Dialect::Sqlite => Self::major(3),
        }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.minor {
            0 => write!(f, "{}", self.major),
            minor => write!(f, "{}.{minor}", self.major),
        }
    }
}

impl FromStr for Version {
    type Err = String;

    /// Parts behind the second point do not change behaviour, and are read past.
    fn from_str(text: &str) -> Result<Self, String> {
        let mut parts = text.split('.').map(str::parse);
        match (parts.next(), parts.next()) {
            (Some(Ok(major)), None) => Ok(Self::major(major)),
            (Some(Ok(major)), Some(Ok(minor))) => Ok(Self { major, minor }),
            _ => Err(format!("`{text}` is not a version such as `15` or `10.11`")),
        }
    }
}

impl<'de> Deserialize<'de> for Version {
    /// `15`, `10.11` or `'10.11'`: YAML reads the second as a number, of which `8.10` would be `8.1`.
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(serde::Deserialize)]
        #[serde(untagged)]
        enum Written {
            Major(u32),
            Number(f64),
            Text(String),
        }
        match Written::deserialize(deserializer)? {
            Written::Major(major) => Ok(Self::major(major)),
            Written::Number(number) => number.to_string().parse().map_err(D::Error::custom),
            Written::Text(text) => text.parse().map_err(D::Error::custom),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_and_compared_by_their_parts() {
        let version = |text: &str| text.parse::<Version>();
        assert_eq!(version("15"), Ok(Version::major(15)));
        assert_eq!(version("10.11.14-MariaDB"), Ok(Version { major: 10, minor: 11 }));
        assert!(version("10.6") < version("10.11") && version("new").is_err());
        assert_eq!(serde_yaml::from_str::<Version>("10.11").expect("reads").to_string(), "10.11");
        assert_eq!(serde_yaml::from_str::<Version>("'8.10'").expect("reads").to_string(), "8.10");
    }
}
