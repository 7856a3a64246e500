//! Transactions, settings, and statements that change nothing.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    ("BEGIN", 8, "{BEGIN|START TRANSACTION}"),
    ("COMMIT", 9, "{COMMIT|END}"),
    ("ROLLBACK", 5, "{ROLLBACK|ABORT}"),
    ("SAVEPOINT", 6, "SAVEPOINT {s1|s2}"),
    ("RELEASE SAVEPOINT", 3, "RELEASE [SAVEPOINT] {s1|s2}"),
    ("ROLLBACK TO", 4, "ROLLBACK TO [SAVEPOINT] {s1|s2}"),
    (
        "SET search_path",
        5,
        "SET [LOCAL|SESSION] search_path {TO|=} {$schema|$schema, public|public|\"\\$user\", public|''|DEFAULT}",
    ),
    ("RESET", 2, "RESET {search_path|ALL|statement_timeout}"),
    (
        "SET",
        3,
        "SET [LOCAL] {statement_timeout = 0|client_min_messages = warning|check_function_bodies = {on|off}|default_tablespace = ''}",
    ),
    ("LOCK", 2, "LOCK TABLE $table"),
    ("inert", 3, "{ANALYZE|VACUUM|SHOW search_path|DISCARD PLANS|SET CONSTRAINTS ALL DEFERRED}"),
];

pub const RULES: &[Rule] = &[];
