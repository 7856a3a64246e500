//! Views, sequences, databases and accounts.

use super::{Kind, Rule};

pub const KINDS: &[Kind] = &[
    (
        "CREATE VIEW",
        9,
        "CREATE [OR REPLACE] [[ALGORITHM = {MERGE|TEMPTABLE|UNDEFINED}]] [[DEFINER = {CURRENT_USER|root@localhost}]] [[SQL SECURITY {INVOKER|DEFINER}]] VIEW [[IF NOT EXISTS]] $new_relation [[(a, b)|(a)]] AS $query[[[ WITH [CASCADED|LOCAL] CHECK OPTION]]]",
    ),
    ("CREATE VIEW plain", 2, "CREATE VIEW {v1|v2|v3} AS SELECT * FROM $relation"),
    ("ALTER VIEW", 3, "ALTER VIEW $view AS $query"),
    ("DROP VIEW", 4, "DROP VIEW [IF EXISTS] $view[[, $other]]"),
    (
        "CREATE SEQUENCE",
        3,
        "CREATE [[[TEMPORARY|OR REPLACE]]] SEQUENCE [[IF NOT EXISTS]] $new_sequence [START {WITH|=} {1|10|-5}] [INCREMENT BY {1|5|-1|0}] [MINVALUE {0|1|100}|NO MINVALUE] [MAXVALUE {10|1000}|NOMAXVALUE] [CACHE {10|0}|NOCACHE] [CYCLE|NOCYCLE]",
    ),
    (
        "ALTER SEQUENCE",
        3,
        "ALTER SEQUENCE [[IF EXISTS]] $sequence {RESTART [WITH {5|100}]|INCREMENT BY 2|MAXVALUE 50|START 3|CYCLE|MINVALUE 100}",
    ),
    (
        "nextval",
        5,
        "SELECT {NEXT VALUE FOR $sequence|nextval($sequence)|lastval($sequence)|PREVIOUS VALUE FOR $sequence|setval($sequence, {5|20|2000})} INTO $uservar",
    ),
    ("DROP SEQUENCE", 2, "DROP SEQUENCE [IF EXISTS] $sequence"),
    (
        "CREATE DATABASE",
        3,
        "CREATE [[OR REPLACE]] {DATABASE|SCHEMA} [IF NOT EXISTS] $new_database [[[DEFAULT] CHARACTER SET {latin1|utf8mb4|klingon} [COLLATE {latin1_bin|utf8mb4_bin}]|COMMENT 'x']]",
    ),
    (
        "ALTER DATABASE",
        2,
        "ALTER DATABASE [$database] {CHARACTER SET {latin1|utf8mb4}|COLLATE {utf8mb4_unicode_ci|nowhere}|COMMENT = 'y'}",
    ),
    ("DROP DATABASE", 2, "DROP DATABASE [IF EXISTS] {shop|old|shop|old|nowhere}"),
    ("USE", 3, "USE {app|app|$database}"),
    (
        "CREATE USER",
        2,
        "{CREATE USER [IF NOT EXISTS] {ann|bob@localhost|'c d'@'%'} [IDENTIFIED BY 'x']|CREATE ROLE [IF NOT EXISTS] {reader|writer}|DROP USER [IF EXISTS] {ann|bob@localhost}|DROP ROLE [IF EXISTS] reader|RENAME USER ann TO eve}",
    ),
    (
        "GRANT",
        3,
        "{GRANT {SELECT|INSERT, UPDATE|ALL} ON {$table|*|*.*|app.*} TO {ann|reader|bob@localhost}|REVOKE SELECT ON $table FROM ann|GRANT reader TO {ann|writer}|GRANT EXECUTE ON PROCEDURE $procedure TO ann|SET PASSWORD FOR ann = PASSWORD('y')}",
    ),
];

pub const RULES: &[Rule] = &[];
