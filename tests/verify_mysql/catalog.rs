//! The comparison of catalogs sees what it claims to see.

use crate::{Shared, app};
use libtest_mimic::{Failed, Trial};
use rebaseline::verify::mysql::{catalog, relations};
use rebaseline::verify::{Difference, Snapshot, compare};
use std::collections::BTreeSet;

/// A pair of databases that differ in one thing.
struct Case {
    name: &'static str,
    /// SQL for both databases, the history's only and the baseline's only; statements end with `;` and a line.
    sql: [&'static str; 3],
    /// All differences: `kind | object | attribute`.
    expected: &'static [&'static str],
}

const fn case(name: &'static str, sql: [&'static str; 3], expected: &'static [&'static str]) -> Case {
    Case { name, sql, expected }
}

const CASES: &[Case] = &[
    case("nothing", ["CREATE TABLE t (a int)", "", ""], &[]),
    case("a_table", ["", "CREATE TABLE t (a int PRIMARY KEY CHECK (a > 0))", ""], &["table | `app`.`t` | -"]),
    case("a_database", ["", "CREATE DATABASE b; CREATE TABLE b.t (a int)", ""], &["database | `b` | -"]),
    case(
        "the_character_set_of_a_database",
        ["", "ALTER DATABASE app CHARACTER SET latin1", ""],
        &[
            "database | `app` | DEFAULT_CHARACTER_SET_NAME",
            "database | `app` | DEFAULT_COLLATION_NAME",
            "database | `app` | SHOW CREATE DATABASE",
        ],
    ),
    case(
        "a_type",
        ["", "CREATE TABLE t (a int)", "CREATE TABLE t (a int unsigned)"],
        &["column | `app`.`t`.`a` | COLUMN_TYPE", "table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "a_default",
        ["", "CREATE TABLE t (a int DEFAULT 1)", "CREATE TABLE t (a int)"],
        &["column | `app`.`t`.`a` | COLUMN_DEFAULT", "table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "a_comment_of_a_column",
        ["", "CREATE TABLE t (a int COMMENT 'x')", "CREATE TABLE t (a int)"],
        &["column | `app`.`t`.`a` | COLUMN_COMMENT", "table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "the_order_of_columns",
        ["", "CREATE TABLE t (a int, b int)", "CREATE TABLE t (b int, a int)"],
        &[
            "column | `app`.`t`.`a` | ORDINAL_POSITION",
            "column | `app`.`t`.`b` | ORDINAL_POSITION",
            "table | `app`.`t` | SHOW CREATE TABLE",
        ],
    ),
    case(
        "a_counter",
        ["CREATE TABLE t (a int AUTO_INCREMENT PRIMARY KEY)", "INSERT INTO t VALUES (5); DELETE FROM t", ""],
        &["table | `app`.`t` | AUTO_INCREMENT"],
    ),
    case(
        "an_engine",
        ["", "CREATE TABLE t (a int) ENGINE = Aria TRANSACTIONAL = 0", "CREATE TABLE t (a int) ENGINE = MyISAM"],
        &[
            "table | `app`.`t` | CREATE_OPTIONS",
            "table | `app`.`t` | ENGINE",
            "table | `app`.`t` | ROW_FORMAT",
            "table | `app`.`t` | SHOW CREATE TABLE",
        ],
    ),
    case(
        "an_index",
        ["CREATE TABLE t (a int, b int)", "CREATE INDEX i ON t (a, b)", ""],
        &["column | `app`.`t`.`a` | COLUMN_KEY", "index | `app`.`t`.`i` | -", "table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "the_length_of_a_prefix",
        ["CREATE TABLE t (a text)", "CREATE INDEX i ON t (a(5))", "CREATE INDEX i ON t (a(6))"],
        &["index | `app`.`t`.`i` | SUB_PART 1", "table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "a_key",
        ["CREATE TABLE t (a int)", "ALTER TABLE t ADD UNIQUE u (a)", "ALTER TABLE t ADD KEY u (a)"],
        &[
            "column | `app`.`t`.`a` | COLUMN_KEY",
            "index | `app`.`t`.`u` | NON_UNIQUE 1",
            "key | `app`.`t`.`u` | -",
            "table | `app`.`t` | SHOW CREATE TABLE",
        ],
    ),
    case(
        "the_action_of_a_foreign_key",
        [
            "CREATE TABLE p (a int PRIMARY KEY)",
            "CREATE TABLE t (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (a))",
            "CREATE TABLE t (a int, CONSTRAINT f FOREIGN KEY (a) REFERENCES p (a) ON DELETE CASCADE)",
        ],
        &["foreign key | `app`.`t`.`f` | DELETE_RULE", "table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "a_check",
        [
            "",
            "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 0))",
            "CREATE TABLE t (a int, CONSTRAINT c CHECK (a > 1))",
        ],
        &["check | `app`.`t`.`c` | CHECK_CLAUSE", "table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "a_check_of_a_column",
        ["", "CREATE TABLE t (a int CHECK (a > 0))", "CREATE TABLE t (a int CHECK (a > 1))"],
        &["table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "the_name_of_a_check_of_a_column",
        [
            "",
            "CREATE TABLE t (b int CHECK (b > 0)); ALTER TABLE t RENAME COLUMN b TO a",
            "CREATE TABLE t (a int CHECK (a > 0))",
        ],
        &[],
    ),
    case(
        "a_view",
        ["CREATE TABLE t (a int)", "CREATE VIEW v AS SELECT a FROM t", "CREATE VIEW v AS SELECT a + 0 AS a FROM t"],
        &[
            "column | `app`.`v`.`a` | COLUMN_TYPE",
            "column | `app`.`v`.`a` | DATA_TYPE",
            "column | `app`.`v`.`a` | NUMERIC_PRECISION",
            "view | `app`.`v` | IS_UPDATABLE",
            "view | `app`.`v` | SHOW CREATE VIEW",
            "view | `app`.`v` | VIEW_DEFINITION",
        ],
    ),
    case(
        "the_security_of_a_view",
        ["", "CREATE SQL SECURITY INVOKER VIEW v AS SELECT 1", "CREATE VIEW v AS SELECT 1"],
        &["view | `app`.`v` | SECURITY_TYPE", "view | `app`.`v` | SHOW CREATE VIEW"],
    ),
    case(
        "a_view_instead_of_a_table",
        ["", "CREATE TABLE t (a int)", "CREATE VIEW t AS SELECT CAST(NULL AS int) AS a"],
        &["column | `app`.`t`.`a` | COLUMN_TYPE", "table | `app`.`t` | -", "view | `app`.`t` | -"],
    ),
    case(
        "a_trigger",
        [
            "CREATE TABLE t (a int)",
            "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 1",
            "CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 2",
        ],
        &["trigger | `app`.`g` | ACTION_STATEMENT", "trigger | `app`.`g` | SHOW CREATE TRIGGER"],
    ),
    case(
        "the_order_of_triggers",
        [
            "CREATE TABLE t (a int); CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 1",
            "CREATE TRIGGER h BEFORE INSERT ON t FOR EACH ROW FOLLOWS g SET @a = 2",
            "CREATE TRIGGER h BEFORE INSERT ON t FOR EACH ROW PRECEDES g SET @a = 2",
        ],
        &["trigger | `app`.`g` | ACTION_ORDER", "trigger | `app`.`h` | ACTION_ORDER"],
    ),
    case(
        "the_mode_of_a_trigger",
        [
            "CREATE TABLE t (a int)",
            "SET sql_mode = ''; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 1",
            "SET sql_mode = 'ANSI_QUOTES'; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW SET @a = 1",
        ],
        &["trigger | `app`.`g` | SHOW CREATE TRIGGER", "trigger | `app`.`g` | SQL_MODE"],
    ),
    case(
        "a_parameter",
        ["", "CREATE PROCEDURE p() SET @a = 1", "CREATE PROCEDURE p(OUT b int) SET @a = 1"],
        &["parameter | `app`.`p`.`PROCEDURE`.`1` | -", "procedure | `app`.`p` | SHOW CREATE PROCEDURE"],
    ),
    case(
        "the_type_of_a_function",
        ["", "CREATE FUNCTION f() RETURNS int RETURN 1", "CREATE FUNCTION f() RETURNS int unsigned RETURN 1"],
        &[
            "function | `app`.`f` | DTD_IDENTIFIER",
            "function | `app`.`f` | SHOW CREATE FUNCTION",
            "parameter | `app`.`f`.`FUNCTION`.`0` | DTD_IDENTIFIER",
        ],
    ),
    case(
        "an_event",
        [
            "",
            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-01' DO SET @a = 1",
            "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS '2030-01-02' DISABLE DO SET @a = 1",
        ],
        &["event | `app`.`e` | STARTS", "event | `app`.`e` | STATUS"],
    ),
    case(
        "a_sequence",
        ["", "CREATE SEQUENCE s INCREMENT BY 2", "CREATE SEQUENCE s"],
        &["sequence | `app`.`s` | SHOW CREATE SEQUENCE"],
    ),
    case(
        "a_partition",
        [
            "",
            "CREATE TABLE t (a int) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (5))",
            "CREATE TABLE t (a int) PARTITION BY RANGE (a) (PARTITION p VALUES LESS THAN (6))",
        ],
        &["partition | `app`.`t`.`p` | PARTITION_DESCRIPTION", "table | `app`.`t` | SHOW CREATE TABLE"],
    ),
    case(
        "a_table_without_history",
        ["", "CREATE TABLE t (a int) WITH SYSTEM VERSIONING", "CREATE TABLE t (a int)"],
        &["table | `app`.`t` | SHOW CREATE TABLE", "table | `app`.`t` | TABLE_TYPE"],
    ),
    case(
        "a_user",
        ["", "CREATE USER u@localhost IDENTIFIED BY 'a'", "CREATE USER u@localhost IDENTIFIED BY 'b'"],
        &["user | 'u'@'localhost' | SHOW CREATE USER", "user | 'u'@'localhost' | SHOW GRANTS"],
    ),
    case(
        "a_privilege",
        [
            "CREATE USER u@localhost; CREATE ROLE r",
            "GRANT SELECT ON app.* TO u@localhost; GRANT INSERT ON app.* TO r",
            "",
        ],
        &["role | 'r' | SHOW GRANTS", "user | 'u'@'localhost' | SHOW GRANTS"],
    ),
    case(
        "names_with_every_character",
        ["", "CREATE TABLE `a``.\"b'\\\\` (`c``d` int)", "CREATE TABLE `a``.\"b'\\\\` (`c``d` int NOT NULL)"],
        &[
            "column | `app`.`a``.\"b'\\\\`.`c``d` | COLUMN_DEFAULT",
            "column | `app`.`a``.\"b'\\\\`.`c``d` | IS_NULLABLE",
            "table | `app`.`a``.\"b'\\\\` | SHOW CREATE TABLE",
        ],
    ),
    case(
        "a_broken_view",
        ["CREATE TABLE t (a int); CREATE VIEW v AS SELECT a FROM t; DROP TABLE t", "", "DROP VIEW v"],
        &["view | `app`.`v` | -"],
    ),
];

/// One trial for each case.
pub fn trials(shared: &Shared) -> Vec<Trial> {
    let trial = |case: &'static Case| {
        let shared = shared.clone();
        Trial::test(format!("difference::{}", case.name), move || differ(&shared, case))
    };
    let shared = shared.clone();
    let known = Trial::test("every_relation_is_there", move || every_relation_is_there(&shared));
    CASES.iter().map(trial).chain([known]).collect()
}

fn differ(shared: &Shared, case: &Case) -> Result<(), Failed> {
    let [both, history, baseline] = case.sql;
    let (history, baseline) = (snapshot(shared, &[both, history])?, snapshot(shared, &[both, baseline])?);
    assert_eq!(named(&compare(&history, &baseline, &BTreeSet::new())), case.expected);
    let mut mirrored: Vec<String> = named(&compare(&baseline, &history, &BTreeSet::new()));
    mirrored.sort();
    let mut expected = case.expected.to_vec();
    expected.sort_unstable();
    assert_eq!(mirrored, expected);
    Ok(())
}

fn snapshot(shared: &Shared, scripts: &[&str]) -> Result<Snapshot, Failed> {
    let mut database = shared.server().database(&app())?;
    for script in scripts.iter().filter(|script| !script.is_empty()) {
        database.connect()?.run(script)?.map_err(|refusal| format!("{script}: {refusal}"))?;
    }
    Ok(catalog::read(&mut database)?)
}

fn named(differences: &[Difference]) -> Vec<String> {
    let name = |d: &Difference| format!("{} | {} | {}", d.kind, d.object, d.attribute.as_deref().unwrap_or("-"));
    differences.iter().map(name).collect()
}

/// The relations that we read are on the server, and the columns that we name are theirs.
fn every_relation_is_there(shared: &Shared) -> Result<(), Failed> {
    let mut session = shared.server().database(&app())?.connect()?;
    for relation in relations::RELATIONS {
        let sql = format!(
            "SELECT COLUMN_NAME FROM information_schema.COLUMNS WHERE TABLE_SCHEMA = 'information_schema' AND TABLE_NAME = '{}'",
            relation.name
        );
        let columns = session.column(&sql)?;
        let left_out = relation.left_out.iter().flat_map(|(columns, _)| columns.split_whitespace());
        for column in relation
            .identity
            .split_whitespace()
            .chain(relation.ordinal)
            .chain(relation.rows_left_out.map(|(column, _, _)| column))
            .chain(left_out)
        {
            assert!(columns.iter().any(|found| found == column), "{}.{column}", relation.name);
        }
    }
    Ok(())
}
