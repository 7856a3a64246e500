//! Transactions, settings, variables and prepared statements.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "BEGIN",
        6,
        "{BEGIN|START TRANSACTION|START TRANSACTION {READ ONLY|READ WRITE|WITH CONSISTENT SNAPSHOT}|BEGIN WORK}",
    ),
    ("COMMIT", 4, "COMMIT [[AND CHAIN|WORK]]"),
    ("ROLLBACK", 5, "ROLLBACK [[AND CHAIN|WORK]]"),
    ("SAVEPOINT", 4, "SAVEPOINT {p1|p2}"),
    ("RELEASE SAVEPOINT", 3, "RELEASE SAVEPOINT {p1|p2}"),
    ("ROLLBACK TO", 4, "ROLLBACK TO [SAVEPOINT] {p1|p2}"),
    ("SET autocommit", 2, "SET autocommit = {0|1|ON|OFF}"),
    ("SET user variable", 7, "SET $uservar = $constant[[, $uservar = $constant]]"),
    (
        "SET sql_mode",
        3,
        "SET [SESSION] sql_mode = {''|'STRICT_TRANS_TABLES'|'ANSI_QUOTES'|'PIPES_AS_CONCAT,STRICT_ALL_TABLES'|'TRADITIONAL'|'NO_ZERO_DATE'|'ONLY_FULL_GROUP_BY'|'NO_SUCH_MODE'|DEFAULT|'NO_AUTO_VALUE_ON_ZERO'|'NO_BACKSLASH_ESCAPES'|'IGNORE_SPACE'|'ALLOW_INVALID_DATES'|'ORACLE'|concat(@@sql_mode, ',ANSI')}",
    ),
    ("SET sql_mode back", 6, "SET sql_mode = DEFAULT"),
    ("SET FOREIGN_KEY_CHECKS", 4, "SET FOREIGN_KEY_CHECKS = {0|1}"),
    ("SET FOREIGN_KEY_CHECKS back", 4, "SET foreign_key_checks = 1"),
    (
        "SET",
        4,
        "SET {SESSION|LOCAL|@@|@@SESSION.}{unique_checks = 0|group_concat_max_len = {10|1024}|time_zone = '{+00:00|+02:00|Mars}'|sql_safe_updates = {0|1}|div_precision_increment = 6|auto_increment_increment = {1|5}|max_sp_recursion_depth = {0|3}|check_constraint_checks = {0|1}|collation_connection = {utf8mb4_bin|utf8mb4_general_ci}|sql_select_limit = {1|DEFAULT}|lock_wait_timeout = 1|no_such = 1|storage_engine = {MyISAM|InnoDB}|insert_id = 50|max_join_size = 'x'|autocommit = 5}",
    ),
    ("SET NAMES", 2, "SET {NAMES {utf8mb4|latin1|klingon} [COLLATE utf8mb4_bin]|CHARACTER SET utf8mb4|NAMES DEFAULT}"),
    (
        "PREPARE",
        6,
        "PREPARE {st|st2} FROM {'SELECT ? + 1 INTO @a'|'INSERT INTO users (id) VALUES (?)'|'CREATE TABLE made (id int)'|'DROP TABLE IF EXISTS made'|@`text`|'UPDATE users SET id = ? WHERE id = ?'|'SELEC 1'|'CALL touch()'|concat('DROP TABLE ', 'users')}",
    ),
    ("EXECUTE", 6, "EXECUTE {st|st2} [USING {$uservar|$uservar, $uservar|5}]"),
    ("DEALLOCATE", 2, "{DEALLOCATE|DROP} PREPARE {st|st2}"),
    (
        "EXECUTE IMMEDIATE",
        4,
        "EXECUTE IMMEDIATE {'INSERT INTO users (id) VALUES (?)' USING $uservar|'CREATE TABLE made (id int)'|concat('DROP TABLE ', 'made')|'SELECT 1 FROM no_such'|'TRUNCATE users'}",
    ),
    ("LOCK TABLES", 2, "LOCK TABLES $table {READ|WRITE}[[, $other AS o READ]]"),
    ("UNLOCK TABLES", 4, "UNLOCK TABLES"),
    (
        "inert",
        3,
        "{FLUSH TABLES|SET @@GLOBAL.no_such = 1|SHOW VARIABLES LIKE 'sql_mode'|KILL 999999|SET STATEMENT sql_mode = '' FOR SELECT 1|SET TRANSACTION ISOLATION LEVEL {READ COMMITTED|SERIALIZABLE}|HELP 'x'|HANDLER $table OPEN|FLUSH PRIVILEGES}",
    ),
    (
        "last values",
        3,
        "SELECT {last_insert_id()|row_count()|found_rows()|database()|@@sql_mode|@@foreign_key_checks|@@autocommit} INTO $uservar",
    ),
];

pub const RULES: &[Rule] = &[];
