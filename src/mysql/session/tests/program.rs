//! Stored programs: what the server finds in their text, and how they run.

use super::{check, run, session};
use crate::mysql::value::Value;

/// Wraps a body into a procedure that is not there yet.
fn refused(body: &str) -> String {
    run(&mut session(), &format!("delimiter //\ncreate procedure p() {body}//\n")).join("; ")
}

#[test]
fn bodies_are_checked_when_they_are_read() {
    let cases = [
        ("begin declare a int; declare a int; end", "1331: Duplicate variable: a"),
        ("begin leave x; end", "1308: LEAVE with no matching label: x"),
        ("x: begin iterate x; end", "1308: ITERATE with no matching label: x"),
        ("a: begin a: begin end; end", "1309: Redefining label a"),
        ("a: begin declare continue handler for 1060 leave a; end", "1308: LEAVE with no matching label: a"),
        ("begin open c; end", "1324: Undefined CURSOR: c"),
        ("begin declare c cursor for select 1; declare c cursor for select 2; end", "1333: Duplicate cursor: c"),
        (
            "begin declare c cursor for select 1; declare a int; end",
            "1337: Variable or condition declaration after cursor or handler declaration",
        ),
        (
            "begin declare continue handler for 1060 begin end; declare c cursor for select 1; end",
            "1338: Cursor declaration after handler declaration",
        ),
        (
            "begin declare continue handler for 1060 begin end; declare continue handler for 1060 begin end; end",
            "1413: Duplicate handler declared in the same block",
        ),
        ("begin declare continue handler for nope begin end; end", "1319: Undefined CONDITION: nope"),
        ("begin declare continue handler for 0 begin end; end", "1525: Incorrect CONDITION value: '0'"),
        ("begin declare c cursor for select 1; fetch c into a; end", "1327: Undeclared variable: a"),
        ("begin select 1 into y; end", "1327: Undeclared variable: y"),
        ("begin declare x int default y + 1; end", "1327: Undeclared variable: y"),
        ("begin if y then select 1; end if; end", "1327: Undeclared variable: y"),
        ("begin call q(y); end", "1327: Undeclared variable: y"),
        ("begin set @a = y; end", ""),
        ("begin set nope = 1; end", "1193: Unknown system variable 'nope'"),
        ("begin select @@nope; end", "1193: Unknown system variable 'nope'"),
        ("return 1", "1313: RETURN is only allowed in a FUNCTION"),
        ("use d", "1314: USE is not allowed in stored procedures"),
        ("create procedure z() select 1", "1303: Can't create a PROCEDURE from within another stored routine"),
        ("drop function f", "1357: Can't drop or alter a FUNCTION from within another stored routine"),
        (
            "begin declare x condition for 1060; signal x; end",
            "1646: SIGNAL/RESIGNAL can only use a CONDITION defined with SQLSTATE",
        ),
        (
            "begin declare a char(300); end",
            "1074: Column length too big for column 'a' (max = 255); use BLOB or TEXT instead",
        ),
        ("begin select nope from nope; insert into nope values (1); end", ""),
    ];
    for (body, expected) in cases {
        assert_eq!(refused(body), expected, "{body}");
    }
}

#[test]
fn functions_run_inside_of_statements() {
    let cases = [
        ("begin end", "1320: No RETURN found in FUNCTION d.f"),
        ("begin select 1; return 1; end", "1415: Not allowed to return a result set from a function"),
        (
            "begin commit; return 1; end",
            "1422: Explicit or implicit commit is not allowed in stored function or trigger",
        ),
        (
            "begin create table x(a int); return 1; end",
            "1422: Explicit or implicit commit is not allowed in stored function or trigger",
        ),
        ("begin create temporary table x(a int); savepoint s; return 1; end", ""),
        ("begin execute s; return 1; end", "1336: Dynamic SQL is not allowed in stored function or trigger"),
        (
            "begin set autocommit=1; return 1; end",
            "1445: Not allowed to set autocommit from a stored function or trigger",
        ),
    ];
    for (body, expected) in cases {
        let text = format!("delimiter //\ncreate function f() returns int {body}//\n");
        assert_eq!(run(&mut session(), &text).join("; "), expected, "{body}");
    }
}

#[test]
fn what_ran_before_a_failure_stays() {
    let mut session = session();
    let text = "delimiter //
        create procedure inner_one() begin create table x3(a int); drop table nope; create table x4(a int); end//
        create procedure outer_one() begin create table x1(a int); call inner_one(); create table x2(a int); end//
        call outer_one()//
        delimiter ;
        drop table x1, x3; drop table x2; drop table x4;";
    let refused = run(&mut session, text);
    assert_eq!(refused, ["1051: Unknown table 'd.nope'", "1051: Unknown table 'd.x2'", "1051: Unknown table 'd.x4'"]);
}

#[test]
fn handlers_take_what_fits_best() {
    let mut session = session();
    let text = "create table t(a int);
        delimiter //
        create procedure p() begin
            declare continue handler for sqlexception set @by = 'class';
            declare continue handler for 1060 set @by = 'number';
            declare continue handler for sqlstate '42S21' set @by = 'state';
            alter table t add column a int;
            alter table t add column b int;
            set @after = 1;
        end//
        create procedure q() begin
            declare exit handler for sqlexception begin
                get diagnostics condition 1 @m = message_text, @n = mysql_errno, @s = returned_sqlstate;
                resignal;
            end;
            drop table nope;
            set @never = 1;
        end//
        call p()// call q()//";
    assert_eq!(run(&mut session, text), ["1051: Unknown table 'd.nope'"]);
    assert_eq!(session.user_variable("by"), Value::from("number"));
    assert_eq!(session.user_variable("after"), Value::Int(1));
    assert_eq!(session.user_variable("m"), Value::from("Unknown table 'd.nope'"));
    assert_eq!(session.user_variable("n"), Value::Int(1051));
    assert_eq!(session.user_variable("s"), Value::from("42S02"));
    assert_eq!(session.user_variable("never"), Value::Null);
    assert_eq!(run(&mut session, "drop table t;"), Vec::<String>::new());
}

#[test]
fn signals_are_failures_in_the_users_words() {
    let cases = [
        ("signal sqlstate '45000' set message_text='hello'", "1644: hello"),
        ("signal sqlstate '45000'", "1644: Unhandled user-defined exception condition"),
        ("signal sqlstate '02000'", "1643: Unhandled user-defined not found condition"),
        ("signal sqlstate '01000' set message_text='warn'", ""),
        ("signal sqlstate '45000' set message_text='hello', mysql_errno=1060", "1060: hello"),
        ("resignal", "1645: RESIGNAL when handler not active"),
        (
            "begin declare continue handler for sqlstate '45000' resignal set message_text='again'; signal sqlstate '45000'; end",
            "1644: again",
        ),
        ("begin declare exit handler for sqlstate '45123' begin end; signal sqlstate '45123'; end", ""),
    ];
    for (body, expected) in cases {
        let text = format!("delimiter //\ncreate procedure p() {body}//\ncall p()//\n");
        assert_eq!(run(&mut session(), &text).join("; "), expected, "{body}");
    }
}

#[test]
fn prepared_statements_are_read_when_they_are_prepared() {
    check(
        &mut session(),
        &[
            ("execute nope", "1243: Unknown prepared statement handler (nope) given to EXECUTE"),
            ("deallocate prepare nope", "1243: Unknown prepared statement handler (nope) given to DEALLOCATE PREPARE"),
            ("prepare s from ''", "1065: Query was empty"),
            (
                "prepare s from 'execute x'",
                "1295: This command is not supported in the prepared statement protocol yet",
            ),
            ("prepare S from 'create table if not exists t(a int)'", ""),
            ("execute s using 1", "1210: Incorrect arguments to EXECUTE"),
            ("execute s", ""),
            ("drop table t", ""),
            (
                "prepare s from 'selec'",
                "1064: You have an error in your SQL syntax; check the manual that corresponds to your MariaDB server version for the right syntax to use near 'selec' at line 1",
            ),
            ("execute s", "1243: Unknown prepared statement handler (s) given to EXECUTE"),
            ("execute immediate 'drop table t'", "1051: Unknown table 'd.t'"),
        ],
    );
}

#[test]
fn calls_need_their_arguments() {
    let mut session = session();
    assert!(run(&mut session, "create procedure p(in a int, out b int) set b = a;").is_empty());
    check(
        &mut session,
        &[
            ("call nope()", "1305: PROCEDURE d.nope does not exist"),
            ("call p(1)", "1318: Incorrect number of arguments for PROCEDURE d.p; expected 2, got 1"),
            (
                "call p(1, 2)",
                "1414: OUT or INOUT argument 2 for routine d.p is not a variable or NEW pseudo-variable in BEFORE trigger",
            ),
        ],
    );
}

#[test]
fn triggers_fire_in_their_order() {
    let mut session = session();
    let text = "create table t (a int primary key auto_increment, b varchar(20)); create table log (m varchar(50));
        create trigger second before insert on t for each row set new.b = concat(new.b, '2');
        create trigger first before insert on t for each row precedes second set new.b = concat(new.b, '1');
        create trigger after_it after insert on t for each row insert into log values (new.b);
        insert into t (b) values ('x'), ('y');
        select group_concat(m order by m) into @log from log;";
    assert_eq!(run(&mut session, text), Vec::<String>::new());
    assert_eq!(session.user_variable("log"), Value::from("x12,y12"));
    check(
        &mut session,
        &[
            ("create trigger loop_it after insert on t for each row insert into t (b) values ('z')", ""),
            (
                "insert into t (b) values ('q')",
                "1442: Can't update table 't' in stored function/trigger because it is already used by statement which invoked this stored function/trigger",
            ),
            ("drop trigger loop_it", ""),
            ("create trigger no before delete on t for each row signal sqlstate '45000' set message_text = 'no'", ""),
            ("delete from t where a = 1", "1644: no"),
        ],
    );
}

#[test]
fn loops_cursors_and_out_parameters() {
    let mut session = session();
    let text = "delimiter //
        create procedure p(in n int, out total int, inout seen varchar(50)) begin
            declare i int default 0;
            declare v int;
            declare done bool default false;
            declare c cursor for select 1 union all select 2;
            declare continue handler for not found set done = true;
            set total = 0;
            while i < n do set i = i + 1; set total = total + i; end while;
            repeat set i = i - 1; until i <= 0 end repeat;
            open c;
            l: loop fetch c into v; if done then leave l; end if; set seen = concat(seen, v); end loop;
            close c;
            for k in 1..2 do set seen = concat(seen, 'k', k); end for;
            for r in (select 7 as x) do set seen = concat(seen, r.x); end for;
            case i when 0 then set seen = concat(seen, '!'); else set seen = 'no'; end case;
        end//
        create function fact(n int) returns int deterministic begin
            declare f int default 1; while n > 1 do set f = f * n, n = n - 1; end while; return f;
        end//
        delimiter ;
        set @s = '>'; call p(4, @t, @s); set @f = fact(5);";
    assert_eq!(run(&mut session, text), Vec::<String>::new());
    assert_eq!(session.user_variable("t"), Value::Int(10));
    assert_eq!(session.user_variable("s"), Value::from(">12k1k27!"));
    assert_eq!(session.user_variable("f"), Value::Int(120));
}

#[test]
fn a_program_without_end_is_undecided() {
    let mut session = session();
    let refused = run(&mut session, "delimiter //\ncreate procedure p() l: loop set @x = 1; end loop//\ncall p()//");
    assert_eq!(refused, ["undecided: a stored program takes more than 200000 steps"]);
}
