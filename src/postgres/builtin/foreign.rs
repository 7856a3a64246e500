//! The wrappers of foreign data that come with the server: which options their validators take.

/// `pg_catalog.postgresql_fdw_validator`.
pub const POSTGRESQL_FDW_VALIDATOR: u32 = 2316;

/// What a validator knows.
#[derive(Debug)]
pub struct Validator {
    /// Its function.
    pub name: &'static str,
    /// The SQLSTATE of an option that it does not know.
    pub code: &'static str,
    /// The options of servers and user mappings are those of the server's own client library, which differ from version to version.
    pub of_library: bool,
    /// Options by what they belong to: wrapper, server, user mapping, table, column.
    options: [&'static [&'static str]; 5],
    /// Options that are true or false.
    pub truths: &'static [&'static str],
    /// Options that are numbers.
    pub numbers: &'static [&'static str],
}

impl Validator {
    /// The options at a place: 0 of a wrapper, 1 of a server, 2 of a user mapping, 3 of a table, 4 of a column.
    pub fn options(&self, place: usize) -> &'static [&'static str] {
        self.options.get(place).copied().unwrap_or_default()
    }
}

/// The wrapper that an extension brings.
pub fn wrapper_of(extension: &str) -> Option<&'static str> {
    Some(match extension {
        "postgres_fdw" => "postgres_fdw",
        "file_fdw" => "file_fdw",
        "dblink" => "dblink_fdw",
        _ => return None,
    })
}

/// The validator of that name.
pub fn validator(name: &str) -> Option<&'static Validator> {
    VALIDATORS.iter().find(|known| known.name == name)
}

const VALIDATORS: [Validator; 3] = [
    Validator {
        name: "postgresql_fdw_validator",
        code: "42601",
        of_library: false,
        options: [
            &[],
            &[
                "authtype",
                "service",
                "connect_timeout",
                "dbname",
                "host",
                "hostaddr",
                "port",
                "tty",
                "options",
                "requiressl",
                "sslmode",
                "gsslib",
            ],
            &["user", "password"],
            &[],
            &[],
        ],
        truths: &[],
        numbers: &[],
    },
    Validator {
        name: "postgres_fdw_validator",
        code: "HV00D",
        of_library: true,
        options: [
            &[],
            &[
                "service",
                "passfile",
                "channel_binding",
                "connect_timeout",
                "dbname",
                "host",
                "hostaddr",
                "port",
                "options",
                "application_name",
                "keepalives",
                "keepalives_idle",
                "keepalives_interval",
                "keepalives_count",
                "tcp_user_timeout",
                "sslmode",
                "sslcompression",
                "sslcert",
                "sslkey",
                "sslrootcert",
                "sslcrl",
                "sslcrldir",
                "sslsni",
                "requirepeer",
                "ssl_min_protocol_version",
                "ssl_max_protocol_version",
                "gssencmode",
                "krbsrvname",
                "gsslib",
                "target_session_attrs",
                "use_remote_estimate",
                "fdw_startup_cost",
                "fdw_tuple_cost",
                "extensions",
                "updatable",
                "truncatable",
                "fetch_size",
                "batch_size",
                "async_capable",
                "parallel_commit",
                "keep_connections",
            ],
            &["user", "password", "sslpassword", "password_required", "sslcert", "sslkey"],
            &[
                "schema_name",
                "table_name",
                "use_remote_estimate",
                "updatable",
                "truncatable",
                "fetch_size",
                "batch_size",
                "async_capable",
            ],
            &["column_name"],
        ],
        truths: &[
            "use_remote_estimate",
            "updatable",
            "truncatable",
            "async_capable",
            "parallel_commit",
            "keep_connections",
            "password_required",
        ],
        numbers: &["fdw_startup_cost", "fdw_tuple_cost", "fetch_size", "batch_size"],
    },
    Validator {
        name: "file_fdw_validator",
        code: "HV00D",
        of_library: false,
        options: [
            &[],
            &[],
            &[],
            &["filename", "program", "format", "header", "delimiter", "quote", "escape", "null", "encoding"],
            &["force_not_null", "force_null"],
        ],
        truths: &["force_not_null", "force_null"],
        numbers: &[],
    },
];
