//! The SQL dialects, and what each engine brings.

mod literal;

pub(crate) use literal::hex;

use std::fmt;
use std::str::FromStr;

/// An engine's dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Dialect {
    /// PostgreSQL.
    #[default]
    Postgres,
    /// MariaDB.
    MariaDb,
    /// MySQL.
    MySql,
    /// SQLite.
    Sqlite,
}

impl Dialect {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Postgres, Self::MariaDb, Self::MySql, Self::Sqlite];

    /// The engine's own name.
    pub fn engine(self) -> &'static str {
        match self {
            Self::Postgres => "PostgreSQL",
            Self::MariaDb => "MariaDB",
            Self::MySql => "MySQL",
            Self::Sqlite => "SQLite",
        }
    }

    /// The name on the command line and in `rebaseline.yaml`, and other names by which folders and files say that they are meant for it.
    pub fn names(self) -> &'static [&'static str] {
        match self {
            Self::Postgres => &["postgres", "postgresql", "pg"],
            Self::MariaDb => &["mariadb"],
            Self::MySql => &["mysql"],
            Self::Sqlite => &["sqlite", "sqlite3"],
        }
    }

    /// Whether what is meant for one of the two can be meant for the other: MariaDB and MySQL are one family.
    pub fn is_akin(self, other: Self) -> bool {
        Each::FAMILIES.of(self) == Each::FAMILIES.of(other)
    }
}

/// One answer for each family of dialects: a new one does not compile until every user of this answers.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Each<T> {
    pub(crate) postgres: T,
    /// MariaDB and MySQL.
    pub(crate) mysql: T,
    pub(crate) sqlite: T,
}

impl<T> Each<T> {
    /// The answer for a dialect.
    pub(crate) fn of(self, dialect: Dialect) -> T {
        match dialect {
            Dialect::Postgres => self.postgres,
            Dialect::MariaDb | Dialect::MySql => self.mysql,
            Dialect::Sqlite => self.sqlite,
        }
    }
}

impl Each<u8> {
    const FAMILIES: Self = Self { postgres: 0, mysql: 1, sqlite: 2 };
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.names()[0])
    }
}

impl FromStr for Dialect {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|dialect| dialect.names().contains(&text)).ok_or_else(|| {
            let known = Self::ALL.map(|dialect| dialect.to_string());
            format!("dialect `{text}` is not supported (supported: {})", known.join(", "))
        })
    }
}
