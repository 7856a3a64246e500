//! What differs between MariaDB and MySQL, as data.

/// A server of the family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Product {
    /// MariaDB.
    MariaDb,
    /// MySQL.
    MySql,
}

impl Product {
    /// The other one of the family.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::MariaDb => Self::MySql,
            Self::MySql => Self::MariaDb,
        }
    }
}

/// A server that a history is meant for: which product, which version, and what follows from that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Which product.
    pub product: Product,
    /// Its version: 10.11 is `(10, 11)`.
    pub version: (u16, u16),
    /// `@@sql_mode` of a fresh server.
    pub sql_mode: &'static str,
    /// `@@character_set_server` that we assume.
    pub charset: &'static str,
    /// `@@collation_server` that we assume.
    pub collation: &'static str,
}

impl Profile {
    /// MariaDB of a version.
    pub fn mariadb(major: u16, minor: u16) -> Self {
        Self {
            product: Product::MariaDb,
            version: (major, minor),
            sql_mode: "STRICT_TRANS_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_AUTO_CREATE_USER,NO_ENGINE_SUBSTITUTION",
            charset: "utf8mb4",
            // 11.6 changed the default.
            collation: if (major, minor) < (11, 6) { "utf8mb4_general_ci" } else { "utf8mb4_uca1400_ai_ci" },
        }
    }

    /// MySQL of a version.
    pub fn mysql(major: u16, minor: u16) -> Self {
        Self {
            product: Product::MySql,
            version: (major, minor),
            sql_mode: "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION",
            charset: "utf8mb4",
            collation: if major < 8 { "utf8mb4_general_ci" } else { "utf8mb4_0900_ai_ci" },
        }
    }

    /// It is MariaDB.
    pub fn is_mariadb(&self) -> bool {
        self.product == Product::MariaDb
    }
}

impl Default for Profile {
    fn default() -> Self {
        Self::mariadb(10, 11)
    }
}
