//! Databases, routines, triggers, events, sequences.

use super::{check, run, session};

#[test]
fn databases() {
    check(
        &mut session(),
        &[
            ("use nope", "1049: Unknown database 'nope'"),
            ("create database d", "1007: Can't create database 'd'; database exists"),
            ("create database if not exists d", ""),
            ("create database mysql", "1007: Can't create database 'mysql'; database exists"),
            ("create database `a b `", "1102: Incorrect database name 'a b '"),
            ("create database e character set nope", "1115: Unknown character set: 'nope'"),
            (
                "create database e character set latin1 character set utf8mb4",
                "1302: Conflicting declarations: 'CHARACTER SET latin1' and 'CHARACTER SET utf8mb4'",
            ),
            ("drop database nope", "1008: Can't drop database 'nope'; database doesn't exist"),
            ("drop database d", ""),
            ("create table t(a int)", "1046: No database selected"),
            ("create procedure p() select 1", "1046: No database selected"),
            ("drop function f", "1305: FUNCTION (UDF) f does not exist"),
        ],
    );
}

#[test]
fn routines() {
    check(
        &mut session(),
        &[
            ("create procedure p() select 1", ""),
            ("create procedure P() select 1", "1304: PROCEDURE P already exists"),
            ("create procedure if not exists p() select 1", ""),
            ("create or replace procedure p() select 2", ""),
            ("create procedure nope.p() select 2", "1049: Unknown database 'nope'"),
            ("alter procedure p comment 'x' sql security invoker", ""),
            ("drop procedure p", ""),
            ("drop procedure p", "1305: PROCEDURE d.p does not exist"),
            ("drop procedure if exists p", ""),
            ("alter procedure p comment 'x'", "1305: PROCEDURE d.p does not exist"),
        ],
    );
}

#[test]
fn triggers() {
    let mut session = session();
    assert!(run(&mut session, "create table t(a int, b int); create table u(a int); create database e;").is_empty());
    check(
        &mut session,
        &[
            ("create trigger x before insert on nope for each row set @x=1", "1146: Table 'd.nope' doesn't exist"),
            ("create trigger x before insert on t for each row set new.b = new.a", ""),
            ("create trigger x after insert on t for each row set @x=1", "1359: Trigger 'd.x' already exists"),
            (
                "create trigger y after insert on t for each row set new.b=1",
                "1362: Updating of NEW row is not allowed in after trigger",
            ),
            (
                "create trigger y before delete on t for each row set @x=new.b",
                "1363: There is no NEW row in on DELETE trigger",
            ),
            (
                "create trigger y before insert on t for each row set @x=old.b",
                "1363: There is no OLD row in on INSERT trigger",
            ),
            (
                "create trigger y before update on t for each row set old.b=1",
                "1362: Updating of OLD row is not allowed in trigger",
            ),
            (
                "create trigger y before update on t for each row set @x=new.nope",
                "1054: Unknown column 'nope' in 'NEW'",
            ),
            (
                "create trigger y before update on t for each row select 1",
                "1415: Not allowed to return a result set from a trigger",
            ),
            ("create trigger nope.y before update on t for each row set @x=1", "1146: Table 'nope.t' doesn't exist"),
            ("create trigger e.y before update on d.t for each row set @x=1", "1435: Trigger in wrong schema"),
            (
                "create trigger y before insert on t for each row precedes nope set @x=1",
                "4031: Referenced trigger 'nope' for the given action time and event type does not exist",
            ),
            ("create trigger y before insert on t for each row precedes x set @x=1", ""),
            ("create or replace trigger y before insert on u for each row set @x=1", "1360: Trigger does not exist"),
            ("drop trigger nope", "1360: Trigger does not exist"),
            ("drop trigger if exists nope", ""),
            ("rename table t to e.t", "1435: Trigger in wrong schema"),
        ],
    );
    let orders: Vec<_> =
        session.catalog.databases["d"].triggers.values().map(|it| (it.name.as_str(), it.order)).collect();
    assert_eq!(orders, [("x", 2), ("y", 1)]);
    assert!(run(&mut session, "rename table t to t2; drop table t2;").is_empty());
    assert!(session.catalog.databases["d"].triggers.is_empty());
}

#[test]
fn events() {
    check(
        &mut session(),
        &[
            ("create event e on schedule every 1 day do select 1", ""),
            ("create event e on schedule every 1 day do select 1", "1537: Event 'e' already exists"),
            ("alter event nope disable", "1539: Unknown event 'nope'"),
            ("alter event e rename to f", ""),
            ("drop event e", "1539: Unknown event 'e'"),
            ("drop event if exists e", ""),
            ("drop event f", ""),
            ("create event e on schedule every 1 day do return 1", "1313: RETURN is only allowed in a FUNCTION"),
        ],
    );
}

#[test]
fn sequences() {
    let mut session = session();
    check(
        &mut session,
        &[
            ("create sequence s start 5 increment 2 maxvalue 100 cache 5 cycle", ""),
            ("create sequence s", "1050: Table 's' already exists"),
            ("create sequence if not exists s", ""),
            ("create sequence s2 start 5 minvalue 10", "4085: Sequence 'd.s2' has out of range value for options"),
            ("alter sequence nope restart 1", "4091: Unknown SEQUENCE: 'nope'"),
            ("create table t(a int)", ""),
            ("alter sequence t restart 1", "4089: 'd.t' is not a SEQUENCE"),
            ("drop sequence t", "4090: 'd.t' is not a SEQUENCE"),
        ],
    );
    let mut next = || session.next_value("d", "s").expect("it has more");
    assert_eq!((next(), next(), next()), (5, 7, 9));
    assert!(run(&mut session, "alter sequence s restart 50;").is_empty());
    assert_eq!(session.next_value("d", "s"), Ok(50));
    // A change of the sequence gives up the four values that are left of the cache.
    assert!(run(&mut session, "alter sequence s start 7;").is_empty());
    assert_eq!(session.next_value("d", "s"), Ok(60));
    check(&mut session, &[("drop sequence s, nope", "4091: Unknown SEQUENCE: 'd.nope'"), ("drop table t", "")]);
    assert!(session.catalog.databases["d"].relations.is_empty());
}

#[test]
fn views_are_looked_for_under_their_own_kind() {
    check(
        &mut session(),
        &[
            ("create table t(a int)", ""),
            ("create view t as select 1", "1050: Table 't' already exists"),
            ("create or replace view t as select 1", "1347: 'd.t' is not of type 'VIEW'"),
            ("alter view t as select 1", "1347: 'd.t' is not of type 'VIEW'"),
            ("alter view nope as select 1", "1146: Table 'd.nope' doesn't exist"),
            ("create view v as select @a", "1351: View's SELECT contains a variable or parameter"),
            ("create view nope.v as select 1", "1049: Unknown database 'nope'"),
            ("drop view t", "4092: Unknown VIEW: 'd.t'"),
            ("drop view if exists v", ""),
            ("drop view v", "4092: Unknown VIEW: 'd.v'"),
        ],
    );
}
