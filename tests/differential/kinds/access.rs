//! Roles, privileges, policies, owners.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("CREATE ROLE", 5, "CREATE {ROLE|ROLE|USER} $role [LOGIN|NOLOGIN|PASSWORD 'x']"),
    ("ALTER ROLE", 2, "ALTER ROLE $role {LOGIN|NOINHERIT|RENAME TO $role}"),
    ("DROP ROLE", 2, "DROP ROLE [IF EXISTS] $role"),
    ("GRANT role", 2, "{GRANT $role TO|REVOKE $role FROM} $role"),
    ("GRANT ON TABLE", 8, "GRANT $privileges ON [TABLE] $relation TO $grantee [[WITH GRANT OPTION]]"),
    ("GRANT columns", 3, "$about GRANT {SELECT|UPDATE|REFERENCES|INSERT|DELETE} ($columns) ON $it TO $grantee"),
    ("REVOKE ON TABLE", 4, "REVOKE [[GRANT OPTION FOR]] $privileges ON $relation FROM $grantee"),
    (
        "GRANT ON SCHEMA",
        3,
        "{GRANT {USAGE|CREATE|ALL|SELECT} ON SCHEMA $schema TO|REVOKE ALL ON SCHEMA $schema FROM} $grantee",
    ),
    ("GRANT ON SEQUENCE", 2, "GRANT {USAGE|SELECT|ALL} ON SEQUENCE $sequence TO $grantee"),
    ("GRANT ON FUNCTION", 2, "{GRANT EXECUTE|GRANT ALL} ON FUNCTION $routine TO $grantee"),
    ("REVOKE ON FUNCTION", 2, "REVOKE {EXECUTE|ALL} ON FUNCTION $routine FROM $grantee"),
    ("GRANT ON TYPE", 2, "{GRANT USAGE ON TYPE $any_type TO|REVOKE USAGE ON TYPE $any_type FROM} $grantee"),
    ("GRANT ON ALL", 2, "GRANT {SELECT|ALL} ON ALL {TABLES|SEQUENCES|FUNCTIONS} IN SCHEMA $schema TO $grantee"),
    (
        "CREATE POLICY",
        8,
        "CREATE POLICY $new_part ON $relation [[AS {PERMISSIVE|RESTRICTIVE}]] [FOR {ALL|SELECT|INSERT|UPDATE|DELETE}] [[TO {PUBLIC|$role|CURRENT_USER}]] [USING ($bool)] [WITH CHECK ($bool)]",
    ),
    ("ALTER POLICY", 3, "ALTER POLICY $policed {RENAME TO $new_part|USING ($bool)|TO PUBLIC|WITH CHECK ($bool)}"),
    ("DROP POLICY", 2, "DROP POLICY [IF EXISTS] $policed"),
    (
        "OWNER TO",
        5,
        "ALTER {TABLE $table|SEQUENCE $sequence|VIEW $view|TYPE $any_type|SCHEMA $schema|FUNCTION $routine|MATERIALIZED VIEW $matview|DOMAIN $domain} OWNER TO {$role|CURRENT_USER|postgres}",
    ),
];

pub const RULES: &[Rule] = &[
    (
        "privileges",
        &[
            "SELECT",
            "ALL",
            "ALL PRIVILEGES",
            "SELECT, INSERT",
            "UPDATE, DELETE",
            "TRUNCATE",
            "USAGE",
            "TRIGGER, REFERENCES",
        ],
    ),
    ("grantee", &["PUBLIC", "$role", "$role", "$role, PUBLIC", "CURRENT_USER"]),
];
