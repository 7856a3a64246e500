//! Transactions and settings.

use super::Kind;

pub const KINDS: &[Kind] = &[
    ("BEGIN", 5, "BEGIN [DEFERRED|IMMEDIATE|EXCLUSIVE] [[TRANSACTION]]"),
    ("COMMIT", 5, "{COMMIT|END}"),
    ("ROLLBACK", 3, "ROLLBACK"),
    ("SAVEPOINT", 4, "SAVEPOINT {p1|p2}"),
    ("RELEASE", 3, "RELEASE [SAVEPOINT] {p1|p2}"),
    ("ROLLBACK TO", 3, "ROLLBACK TO [SAVEPOINT] {p1|p2}"),
    ("PRAGMA foreign_keys", 5, "PRAGMA foreign_keys = {ON|OFF|1|0|ON}"),
    (
        "PRAGMA",
        6,
        "PRAGMA {user_version = {1|7}|application_id = 42|legacy_alter_table = {ON|OFF}|recursive_triggers = {ON|OFF}|defer_foreign_keys = ON|encoding = 'UTF-16'|auto_vacuum = {1|FULL}|journal_mode = {WAL|DELETE}|foreign_key_check|integrity_check|table_info($table)|synchronous = OFF|page_size = 1024|case_sensitive_like = ON|no_such = 1|ignore_check_constraints = {ON|OFF}|foreign_keys|cache_size = 10|main.user_version = 3|schema_version|writable_schema = OFF|reverse_unordered_selects = ON|automatic_index = OFF|optimize|max_page_count = 100|cell_size_check = ON|count_changes = ON|full_column_names = ON}",
    ),
    ("ATTACH", 1, "{ATTACH ':memory:' AS other|DETACH other|CREATE TABLE other.t (a)}"),
];
