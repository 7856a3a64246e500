//! What migrations do to be run twice: they look into `information_schema`, and write statements into strings.

use super::{check, run, session};
use crate::mysql::value::Value;

const TABLES: &str = "create table users (id int unsigned primary key auto_increment, name varchar(20) not null default 'x', unique key un (name));
    create table c (id int, uid int unsigned, key k (uid), constraint fkc foreign key (uid) references users (id));";

#[test]
fn a_column_is_added_where_there_is_none() {
    let mut session = session();
    let text = format!(
        "{TABLES}
        delimiter //
        create procedure add_email() begin
            if not exists (select * from information_schema.columns
                where table_schema = database() and table_name = 'users' and column_name = 'EMAIL') then
                alter table users add column email varchar(50);
            end if;
        end//
        create procedure add_any(in tn varchar(64), in cn varchar(64), in def varchar(200)) begin
            declare n int;
            select count(*) into n from information_schema.COLUMNS
                where TABLE_SCHEMA = DATABASE() and TABLE_NAME = tn and COLUMN_NAME = cn;
            if n = 0 then
                set @ddl = concat('ALTER TABLE `', tn, '` ADD COLUMN `', cn, '` ', def);
                prepare st from @ddl; execute st; deallocate prepare st;
            end if;
        end//
        delimiter ;
        call add_email(); call add_email(); call add_any('users', 'age', 'int'); call add_any('users', 'age', 'int');"
    );
    assert_eq!(run(&mut session, &text), Vec::<String>::new());
    check(
        &mut session,
        &[
            ("alter table users add column email int", "1060: Duplicate column name 'email'"),
            ("alter table users add column age int", "1060: Duplicate column name 'age'"),
        ],
    );
}

#[test]
fn a_string_is_a_statement_or_does_nothing() {
    let mut session = session();
    let text = format!(
        "{TABLES}
        SET @s = (SELECT IF((SELECT COUNT(*) FROM INFORMATION_SCHEMA.COLUMNS
            WHERE table_name = 'users' AND table_schema = DATABASE() AND column_name = 'nick') > 0,
            'SELECT 1', 'ALTER TABLE users ADD nick VARCHAR(10);'));
        PREPARE stmt FROM @s; EXECUTE stmt; DEALLOCATE PREPARE stmt;
        set @exist := (select count(*) from information_schema.statistics
            where table_name = 'users' and index_name = 'un' and table_schema = database());
        set @sqlstmt := if(@exist > 0, 'select ''it is there''', 'create index un on users (name)');
        prepare stmt from @sqlstmt; execute stmt;"
    );
    assert_eq!(run(&mut session, &text), Vec::<String>::new());
    check(&mut session, &[("alter table users add column nick int", "1060: Duplicate column name 'nick'")]);
}

#[test]
fn a_cursor_goes_over_all_tables() {
    let mut session = session();
    let text = format!(
        "{TABLES}
        delimiter //
        create procedure every_table() begin
            declare done int default 0;
            declare tn varchar(64);
            declare cur cursor for select table_name from information_schema.tables
                where table_schema = database() and table_type = 'BASE TABLE' order by table_name;
            declare continue handler for not found set done = 1;
            open cur;
            l: loop
                fetch cur into tn;
                if done then leave l; end if;
                set @s = concat('alter table `', tn, '` add column updated_at datetime null');
                prepare st from @s; execute st; deallocate prepare st;
            end loop;
            close cur;
        end//
        delimiter ;
        call every_table();"
    );
    assert_eq!(run(&mut session, &text), Vec::<String>::new());
    check(
        &mut session,
        &[
            ("alter table users drop column updated_at", ""),
            ("alter table c drop column updated_at", ""),
            ("alter table c drop column updated_at", "1091: Can't DROP COLUMN `updated_at`; check that it exists"),
        ],
    );
}

#[test]
fn a_handler_lets_what_is_there_already_pass() {
    let mut session = session();
    let text = format!(
        "{TABLES}
        delimiter //
        create procedure p() begin
            declare continue handler for 1060 begin end;
            declare continue handler for 1061 begin end;
            alter table users add column name int;
            alter table users add index un (name);
            alter table users add column z int;
        end//
        delimiter ;
        call p(); alter table users drop column z;"
    );
    assert_eq!(run(&mut session, &text), Vec::<String>::new());
}

#[test]
fn the_catalog_is_found_letter_by_letter() {
    let mut session = session();
    assert!(run(&mut session, TABLES).is_empty());
    let mut count = |condition: &str| {
        let query = format!("select count(*) into @n from information_schema.tables where {condition};");
        assert_eq!(run(&mut session, &query), Vec::<String>::new());
        session.user_variable("n")
    };
    assert_eq!(count("table_schema = 'd' and table_name = 'users'"), Value::Int(1));
    assert_eq!(count("table_schema = 'd' and table_name = 'USERS'"), Value::Int(0));
    assert_eq!(count("table_schema = 'd' and upper(table_name) = 'USERS'"), Value::Int(1));
    assert_eq!(count("table_schema = 'D' and table_name = 'users'"), Value::Int(0));
    check(
        &mut session,
        &[("select * from information_schema.nope", "1109: Unknown table 'nope' in information_schema")],
    );
}

#[test]
fn columns_are_described_as_the_server_does() {
    let mut session = session();
    assert!(run(&mut session, TABLES).is_empty());
    let mut described = |column: &str| {
        let query = format!(
            "select concat_ws('|', column_type, is_nullable, ifnull(column_default, 'none'), column_key, extra) into @d
            from information_schema.columns where table_schema = 'd' and table_name = 'users' and column_name = '{column}';"
        );
        assert_eq!(run(&mut session, &query), Vec::<String>::new());
        session.user_variable("d").to_text().map(|text| text.to_string())
    };
    assert_eq!(described("id").as_deref(), Some("int(10) unsigned|NO|none|PRI|auto_increment"));
    assert_eq!(described("name").as_deref(), Some("varchar(20)|NO|'x'|UNI|"));
}

#[test]
fn views_keep_the_columns_of_their_day() {
    let mut session = session();
    let text = "create table t (a int, b int); create table u (a int, c int);
        create view v as with q as (select * from t) select q.*, u.c, 1 + 1, 'x', 'x' from q join u on u.a = q.a;
        alter table t add column d int;
        select group_concat(column_name order by ordinal_position) into @v from information_schema.columns
            where table_schema = 'd' and table_name = 'v';";
    assert_eq!(run(&mut session, text), Vec::<String>::new());
    assert_eq!(session.user_variable("v"), Value::from("a,b,c,1 + 1,x,My_exp_x"));
    let broken = "1356: View 'd.v' references invalid table(s) or column(s) or function(s) or definer/invoker of view lack rights to use them";
    check(
        &mut session,
        &[
            ("select * from v", ""),
            ("create view w as select nope from t", "1054: Unknown column 'nope' in 'SELECT'"),
            ("create view w as select a, a from t", "1060: Duplicate column name 'a'"),
            (
                "create view w (x) as select a, b from t",
                "1353: View's SELECT and view's field list have different column counts",
            ),
            ("create or replace view v as select a from v", "1146: Table 'd.v' doesn't exist"),
            (
                "create view w as select count(*) from t with check option",
                "1368: CHECK OPTION on non-updatable view `d`.`w`",
            ),
            ("alter table t drop column b", ""),
            ("select * from v", broken),
        ],
    );
}
