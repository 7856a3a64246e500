//! Transactions, settings, and statements that change nothing.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("BEGIN", 12, "{BEGIN|START TRANSACTION}"),
    ("COMMIT", 10, "{COMMIT|END}"),
    ("ROLLBACK", 8, "{ROLLBACK|ABORT}"),
    ("SAVEPOINT", 4, "SAVEPOINT {s1|s2}"),
    ("RELEASE SAVEPOINT", 4, "RELEASE [SAVEPOINT] {s1|s2}"),
    ("ROLLBACK TO", 4, "ROLLBACK TO [SAVEPOINT] {s1|s2}"),
    (
        "SET search_path",
        5,
        "SET [LOCAL|SESSION] search_path {TO|=} {$schema|$schema, public|public|\"\\$user\", public|''|DEFAULT}",
    ),
    ("RESET", 4, "RESET {search_path|ALL|statement_timeout}"),
    (
        "SET",
        4,
        "SET [LOCAL] {statement_timeout = 0|client_min_messages = warning|check_function_bodies = {on|off}|default_tablespace = ''}",
    ),
    ("LOCK", 4, "LOCK TABLE $table"),
    ("inert", 6, "{ANALYZE|VACUUM|SHOW search_path|DISCARD PLANS|SET CONSTRAINTS ALL DEFERRED}"),
];

pub const RULES: &[Rule] = &[];
