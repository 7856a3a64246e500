//! Transactions and locks.

use super::{check, run, session};
use crate::mysql::session::TransactionOwner;

#[test]
fn objects_commit_and_variables_do_not() {
    let mut session = session();
    session.begin(TransactionOwner::Tool);
    check(&mut session, &[("set names utf8mb4", ""), ("savepoint a", ""), ("create temporary table x(a int)", "")]);
    assert_eq!(session.open_transaction(), Some(TransactionOwner::Tool));
    check(&mut session, &[("create table nope.t(a int)", "1049: Unknown database 'nope'")]);
    assert_eq!(session.open_transaction(), None);
    check(&mut session, &[("begin", ""), ("create table if not exists t(a int)", "")]);
    assert_eq!(session.open_transaction(), None);
}

#[test]
fn savepoints_live_in_their_transaction() {
    check(
        &mut session(),
        &[
            ("savepoint q", ""),
            ("rollback to q", "1305: SAVEPOINT q does not exist"),
            ("begin", ""),
            ("savepoint a", ""),
            ("savepoint b", ""),
            ("rollback to A", ""),
            ("rollback to b", "1305: SAVEPOINT b does not exist"),
            ("release savepoint a", ""),
            ("release savepoint a", "1305: SAVEPOINT a does not exist"),
            (
                "set transaction isolation level serializable",
                "1568: Transaction characteristics can't be changed while a transaction is in progress",
            ),
        ],
    );
}

#[test]
fn only_what_is_locked_can_be_used() {
    check(
        &mut session(),
        &[
            ("create table a(x int)", ""),
            ("create table b(x int)", ""),
            ("lock tables nope read", "1146: Table 'd.nope' doesn't exist"),
            ("lock tables a read, b write", ""),
            ("create table c(x int)", "1100: Table 'c' was not locked with LOCK TABLES"),
            ("drop table a", "1099: Table 'a' was locked with a READ lock and can't be updated"),
            (
                "rename table b to c",
                "1192: Can't execute the given command because you have active locked tables or an active transaction",
            ),
            ("alter table b add y int", ""),
            ("create temporary table t(x int)", ""),
            ("unlock tables", ""),
            ("drop table a", ""),
        ],
    );
}

#[test]
fn a_connection_that_ends_takes_its_own_things_along() {
    let mut session = session();
    assert!(run(&mut session, "create temporary table t(a int); set @x=1; set sql_mode=''; begin;").is_empty());
    session.reconnect(Some("d".into()));
    assert_eq!(session.open_transaction(), None);
    assert!(session.user_variables.is_empty());
    check(&mut session, &[("drop table t", "1051: Unknown table 'd.t'")]);
}

#[test]
fn rows_are_undone_and_what_has_no_transactions_stays() {
    let mut session = session();
    let mut left = |text: &str| {
        assert_eq!(run(&mut session, text), Vec::<String>::new(), "{text}");
        session.user_variable("n").to_text().map(|text| text.to_string())
    };
    let count = "select concat((select count(*) from t), '/', (select count(*) from m)) into @n;";
    left("create table t (a int primary key); create table m (a int) engine = myisam;");
    let rolled_back = format!("begin; insert into t values (1); insert into m values (1); rollback; {count}");
    assert_eq!(left(&rolled_back).as_deref(), Some("0/1"));
    let committed = format!("begin; insert into t values (1); create table x (a int); rollback; {count}");
    assert_eq!(left(&committed).as_deref(), Some("1/1"));
    let savepoint = format!(
        "begin; insert into t values (2); savepoint a; insert into t values (3); rollback to a; commit; {count}"
    );
    assert_eq!(left(&savepoint).as_deref(), Some("2/1"));
    let switched = format!("set autocommit = 0; insert into t values (5); rollback; set autocommit = 1; {count}");
    assert_eq!(left(&switched).as_deref(), Some("2/1"));
}
