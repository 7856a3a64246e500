//! `SET`.

use super::{check, run, session};
use crate::mysql::value::Value;

#[test]
fn system_variables_are_checked_in_the_servers_words() {
    check(
        &mut session(),
        &[
            ("set nope=1", "1193: Unknown system variable 'nope'"),
            ("set @@nope=1", "1193: Unknown system variable 'nope'"),
            ("set @@session.foo.bar=1", "4081: Unknown structured system variable or ROW routine variable 'foo'"),
            ("set sql_mode='foo'", "1231: Variable 'sql_mode' can't be set to the value of 'foo'"),
            ("set sql_mode=null", "1231: Variable 'sql_mode' can't be set to the value of 'NULL'"),
            ("set foreign_key_checks=5", "1231: Variable 'foreign_key_checks' can't be set to the value of '5'"),
            ("set foreign_key_checks='abc'", "1231: Variable 'foreign_key_checks' can't be set to the value of 'abc'"),
            ("set version='x'", "1238: Variable 'version' is a read only variable"),
            (
                "set max_connections=5",
                "1229: Variable 'max_connections' is a GLOBAL variable and should be set with SET GLOBAL",
            ),
            (
                "set global insert_id=1",
                "1228: Variable 'insert_id' is a SESSION variable and can't be used with SET GLOBAL",
            ),
            ("set group_concat_max_len='x'", "1232: Incorrect argument type to variable 'group_concat_max_len'"),
            ("set group_concat_max_len=100000, unique_checks=off, sql_notes='on', autocommit=1", ""),
            ("set names nope", "1115: Unknown character set: 'nope'"),
            (
                "set names utf8mb4 collate latin1_bin",
                "1253: COLLATION 'latin1_bin' is not valid for CHARACTER SET 'utf8mb4'",
            ),
            ("set collation_connection=nope", "1273: Unknown collation: 'nope'"),
            (
                "set character_set_client=utf16",
                "1231: Variable 'character_set_client' can't be set to the value of 'utf16'",
            ),
            ("set character_set_results=null", ""),
            ("set time_zone='+25:00'", "1298: Unknown or incorrect time zone: '+25:00'"),
            ("set time_zone='+05:30', time_zone='system'", ""),
            (
                "set statement autocommit=1 for select 1",
                "1971: The system variable autocommit cannot be set in SET STATEMENT.",
            ),
        ],
    );
}

#[test]
fn a_dump_keeps_what_was_and_brings_it_back() {
    let mut session = session();
    let dump = "SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO';
        SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0;
        SET NAMES utf8;";
    assert!(run(&mut session, dump).is_empty());
    assert_eq!(session.sql_mode(), "NO_AUTO_VALUE_ON_ZERO");
    assert!(!session.is_on("foreign_key_checks"));
    assert_eq!(session.variable_text("collation_connection"), "utf8mb3_general_ci");
    let back = "SET SQL_MODE=@OLD_SQL_MODE; SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS;";
    assert!(run(&mut session, back).is_empty());
    assert_eq!(session.sql_mode(), session.profile.sql_mode);
    assert!(session.is_on("foreign_key_checks"));
}

#[test]
fn all_values_are_computed_before_the_first_is_set() {
    let mut session = session();
    assert!(run(&mut session, "set @a=1, @b=@a;").is_empty());
    assert_eq!(session.user_variable("A"), Value::Int(1));
    assert_eq!(session.user_variable("b"), Value::Null);
    assert_eq!(run(&mut session, "set @a=2, foreign_key_checks='x';").len(), 1);
    assert_eq!(session.user_variable("a"), Value::Int(1));
}

#[test]
fn what_is_global_holds_for_the_next_connection() {
    let mut session = session();
    let fresh = session.sql_mode().to_owned();
    assert!(run(&mut session, "set global sql_mode='ansi_quotes';").is_empty());
    assert_eq!(session.sql_mode(), fresh);
    session.reconnect(Some("d".into()));
    assert_eq!(session.sql_mode(), "ANSI_QUOTES");
}
