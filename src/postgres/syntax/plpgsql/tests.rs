//! Bodies, and the server's answers to them.

use super::*;
use crate::postgres::ast::procedure::{LoopOver, RowSource, Step, StepKind};

fn body(text: &str) -> Body {
    match parse(text) {
        ParsedBlock::Block(body) => *body,
        other => panic!("{text}: {other:?}"),
    }
}

fn steps(text: &str) -> Vec<Step> {
    let body = body(text);
    assert_eq!(body.unread, None, "{text}");
    body.block.body
}

#[test]
fn into_is_taken_out_of_sql() {
    let text =
        "BEGIN SELECT a, b INTO STRICT x, y FROM t WHERE c = 1; INSERT INTO t VALUES (1) RETURNING id INTO r.id; END";
    let steps = steps(text);
    let StepKind::Sql(statement, Some(into)) = &steps[0].kind else { panic!("a query: {steps:?}") };
    assert!(into.strict);
    assert_eq!(into.targets.len(), 2);
    let crate::postgres::ast::Statement::Query(query) = &**statement.as_ref().expect("read") else { panic!("a query") };
    assert_eq!(query.span.slice(text), "SELECT a, b INTO STRICT x, y FROM t WHERE c = 1");
    let StepKind::Sql(_, Some(into)) = &steps[1].kind else { panic!("an insert: {steps:?}") };
    assert_eq!(into.targets[0].name.to_string(), "r.id");
}

#[test]
fn an_expression_may_have_a_from() {
    let text = "DECLARE n int := count(*) FROM t; BEGIN n := max(a) + 1 FROM t WHERE b; n = n*2; END";
    let body = body(text);
    let StepKind::Assign(target, value) = &body.block.body[0].kind else { panic!("an assignment") };
    assert_eq!(target.name.to_string(), "n");
    assert_eq!(value.span.slice(text), "max(a) + 1 FROM t WHERE b");
    assert!(value.query.is_ok());
}

#[test]
fn loops_of_every_kind() {
    let text = "<<outer>> DECLARE c CURSOR (k int) FOR SELECT 1 WHERE k = 1; BEGIN
        FOR i IN REVERSE 10..1 BY 2 LOOP CONTINUE WHEN i = 3; END LOOP;
        FOR a, b IN SELECT 1, 2 LOOP EXIT; END LOOP;
        FOR r IN EXECUTE 'SELECT ' || 1 USING 1, 2 LOOP NULL; END LOOP;
        FOR r IN c(k := 2) LOOP NULL; END LOOP;
        FOREACH x SLICE 1 IN ARRAY ARRAY[1,2] LOOP NULL; END LOOP;
        <<l>> LOOP EXIT l; END LOOP l;
        WHILE true LOOP NULL; END LOOP;
        END outer;";
    let over: Vec<_> = steps(text)
        .into_iter()
        .map(|step| match step.kind {
            StepKind::Loop { over, .. } => over,
            other => panic!("a loop: {other:?}"),
        })
        .collect();
    assert!(matches!(&over[0], LoopOver::Range { reverse: true, step: Some(_), .. }));
    assert!(matches!(&over[1], LoopOver::Rows { targets, source: RowSource::Statement(_) } if targets.len() == 2));
    assert!(matches!(&over[2], LoopOver::Rows { source: RowSource::Execute(_, using), .. } if using.len() == 2));
    assert!(matches!(&over[3], LoopOver::Rows { source: RowSource::Cursor(_, values), .. } if values.len() == 1));
    assert!(matches!(&over[4], LoopOver::Array { slice: Some(1), .. }));
}

#[test]
fn statements_of_every_kind() {
    let text = "#variable_conflict use_column
        DECLARE a alias FOR $1; k CONSTANT text COLLATE \"C\" NOT NULL := 'x'; r t%ROWTYPE; v t.c%TYPE; arr int[] DEFAULT '{}';
        BEGIN
        arr[1] := 2; r.f = 3; $1 := 4; exit := 1;
        IF a THEN NULL; ELSIF b THEN NULL; ELSE NULL; END IF;
        CASE a WHEN 1, 2 THEN NULL; ELSE NULL; END CASE;
        CASE WHEN a THEN NULL; END CASE;
        PERFORM f(1) FROM t;
        EXECUTE format('x', 1) USING 1, 2 INTO STRICT a;
        RAISE NOTICE 'a % b %%', 1 USING HINT = 'x', ERRCODE = '23505';
        RAISE unique_violation; RAISE; RAISE SQLSTATE '23505' USING MESSAGE = 'a';
        ASSERT a > 1, 'no';
        GET STACKED DIAGNOSTICS a = MESSAGE_TEXT, b := RETURNED_SQLSTATE;
        GET DIAGNOSTICS n = ROW_COUNT;
        OPEN c FOR SELECT 1; OPEN c FOR EXECUTE 'x' USING 1; FETCH NEXT FROM c INTO a; FETCH c INTO a, b; MOVE c; CLOSE c;
        RETURN NEXT r; RETURN QUERY SELECT 1; RETURN QUERY EXECUTE 'x' USING 1; RETURN;
        COMMIT; ROLLBACK; CALL p(1);
        CREATE TABLE t (a int); ALTER TABLE t ADD b int;
        RETURN a;
        EXCEPTION WHEN unique_violation OR SQLSTATE '42703' THEN NULL; WHEN OTHERS THEN RAISE; END";
    let body = body(text);
    assert_eq!(body.unread, None);
    assert_eq!(body.variable_conflict, VariableConflict::Column);
    assert_eq!(body.block.declarations.len(), 5);
    assert_eq!(body.block.handlers.len(), 2);
    assert_eq!(body.block.body.len(), 32);
}
