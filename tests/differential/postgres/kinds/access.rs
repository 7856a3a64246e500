//! Roles, privileges, policies, owners.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("CREATE ROLE", 2, "CREATE {ROLE|ROLE|USER} $new_role [LOGIN|NOLOGIN|PASSWORD 'x']"),
    ("ALTER ROLE", 4, "ALTER ROLE $role {LOGIN|NOINHERIT|RENAME TO $new_role}"),
    ("DROP ROLE", 4, "DROP ROLE [IF EXISTS] $role"),
    ("GRANT role", 4, "{GRANT $role TO|REVOKE $role FROM} $role"),
    ("GRANT ON TABLE", 5, "GRANT $privileges ON [TABLE] $relation TO $grantee [[WITH GRANT OPTION]]"),
    ("GRANT columns", 6, "$about GRANT {SELECT|UPDATE|REFERENCES|INSERT|DELETE} ($columns) ON $it TO $grantee"),
    ("REVOKE ON TABLE", 4, "REVOKE [[GRANT OPTION FOR]] $privileges ON $relation FROM $grantee"),
    (
        "GRANT ON SCHEMA",
        4,
        "{GRANT {USAGE|CREATE|ALL|SELECT} ON SCHEMA $schema TO|REVOKE ALL ON SCHEMA $schema FROM} $grantee",
    ),
    ("GRANT ON SEQUENCE", 4, "GRANT {USAGE|SELECT|ALL} ON SEQUENCE $sequence TO $grantee"),
    ("GRANT ON FUNCTION", 6, "{GRANT EXECUTE|GRANT ALL} ON FUNCTION $routine TO $grantee"),
    ("REVOKE ON FUNCTION", 4, "REVOKE {EXECUTE|ALL} ON FUNCTION $routine FROM $grantee"),
    ("GRANT ON TYPE", 4, "{GRANT USAGE ON TYPE $any_type TO|REVOKE USAGE ON TYPE $any_type FROM} $grantee"),
    (
        "ALTER DEFAULT PRIVILEGES",
        5,
        "ALTER DEFAULT PRIVILEGES [[FOR ROLE {$role|CURRENT_USER}]] [[IN SCHEMA $schema]] {GRANT {SELECT|ALL|SELECT, INSERT|USAGE|EXECUTE} ON {TABLES|TABLES|SEQUENCES|FUNCTIONS|TYPES|SCHEMAS} TO $grantee [[WITH GRANT OPTION]]|REVOKE [[GRANT OPTION FOR]] {SELECT|ALL|EXECUTE|USAGE} ON {TABLES|FUNCTIONS|TYPES|SCHEMAS|ROUTINES} FROM $grantee}",
    ),
    ("RESET ROLE", 4, "{RESET ROLE|RESET SESSION AUTHORIZATION|SET ROLE NONE|SET SESSION AUTHORIZATION DEFAULT}"),
    ("SET ROLE", 4, "SET [LOCAL|SESSION] {ROLE|SESSION AUTHORIZATION} {$role|$role|postgres|NONE|no_such|DEFAULT}"),
    (
        "REASSIGN OWNED",
        6,
        "{REASSIGN OWNED BY {$role|CURRENT_USER} TO {$role|CURRENT_USER}|DROP OWNED BY $role $behavior}",
    ),
    (
        "GRANT ON PROCEDURE",
        6,
        "{GRANT EXECUTE ON {PROCEDURE|ROUTINE} $procedure TO|REVOKE ALL ON {PROCEDURE|ROUTINE} $procedure FROM} $grantee",
    ),
    (
        "REVOKE columns",
        4,
        "$about REVOKE [[GRANT OPTION FOR]] {SELECT|UPDATE|ALL} ($columns) ON $it FROM $grantee $behavior",
    ),
    ("GRANT ON ALL", 4, "GRANT {SELECT|ALL} ON ALL {TABLES|SEQUENCES|FUNCTIONS} IN SCHEMA $schema TO $grantee"),
    (
        "CREATE POLICY",
        2,
        "CREATE POLICY $new_part ON $relation [[AS {PERMISSIVE|RESTRICTIVE}]] [FOR {ALL|SELECT|INSERT|UPDATE|DELETE}] [[TO {PUBLIC|$role|CURRENT_USER}]] [USING ($bool)] [WITH CHECK ($bool)]",
    ),
    ("ALTER POLICY", 6, "ALTER POLICY $policed {RENAME TO $new_part|USING ($bool)|TO PUBLIC|WITH CHECK ($bool)}"),
    ("DROP POLICY", 6, "DROP POLICY [IF EXISTS] $policed"),
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
