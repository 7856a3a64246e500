//! What is noted about the names in a bound text, and what it depends on.

use crate::environment::Environment;
use crate::postgres::ast::Statement;
use crate::postgres::catalog::{ReferenceRole, Target};
use crate::postgres::replay::session::Session;
use crate::postgres::syntax::{self, Parsed};
use std::sync::Arc;

const SCHEMA: &str = "
    CREATE TYPE mood AS ENUM ('sad', 'ok');
    CREATE SEQUENCE counter;
    CREATE TABLE t (id integer PRIMARY KEY, a text, b mood);
    CREATE TABLE u (id integer, t_id integer, a text);
    CREATE FUNCTION twice(n integer) RETURNS integer LANGUAGE sql IMMUTABLE AS 'SELECT n * 2';";

/// Every reference as `text:role`, then the names of what is depended on.
fn notes(query: &str) -> String {
    let mut session = Session::new(Environment::default());
    session.text = Arc::from(SCHEMA);
    for raw in syntax::split(SCHEMA) {
        session.run(SCHEMA, &raw).expect("the schema is good");
    }
    session.text = Arc::from(query);
    let Parsed::Statement(Statement::Query(parsed)) = syntax::parse(query, &syntax::split(query)[0]) else {
        panic!("{query} is not read")
    };
    let bound = session.bind_query(&parsed).expect("binds");
    let references = bound.bound.references.iter().map(|reference| {
        let role = match &reference.role {
            ReferenceRole::OutputColumn(name) => format!("output {name}"),
            ReferenceRole::OutputName(name) => format!("name {name}"),
            ReferenceRole::Wildcard => match &reference.target {
                Target::Columns(columns) => format!("star of {}", columns.len()),
                other => panic!("a star means {other:?}"),
            },
            role => format!("{role:?}").to_lowercase(),
        };
        format!("{}:{role}", reference.span.slice(&bound.bound.text))
    });
    let dependencies = bound.dependencies.iter().map(|address| {
        let object = session.catalog().get(address.object).expect("exists");
        match object.column_at(address.column) {
            Some(column) => format!("{}.{}", object.name, column.name),
            None => object.name.to_string(),
        }
    });
    format!("{} | {}", references.collect::<Vec<_>>().join(", "), dependencies.collect::<Vec<_>>().join(" "))
}

#[test]
fn columns_and_qualifiers_follow_renames_and_outputs_keep_their_names() {
    assert_eq!(
        notes("SELECT t.id, a AS x, lower(a), id::text FROM t WHERE (t.a) <> ''"),
        "t:qualifier, id:output id, a:column, a:column, id:column, :name id, t:name, t:qualifier, a:column | t t.id t.a"
    );
}

#[test]
fn aliases_and_subquery_columns_are_left_alone() {
    assert_eq!(
        notes("SELECT x.id, s.n FROM t x, (SELECT a AS n FROM u) s"),
        "id:output id, t:name, a:column, u:name | t t.id u u.a"
    );
}

#[test]
fn stars_mean_the_columns_of_their_moment() {
    assert_eq!(
        notes("SELECT *, u.* FROM t, u"),
        "*:star of 6, u.*:star of 3, t:name, u:name | t t.id t.a t.b u u.id u.t_id u.a"
    );
}

#[test]
fn merged_columns_are_marked() {
    assert_eq!(notes("SELECT id FROM t JOIN u USING (id)"), "id:merged, t:name, u:name, id:merged | t t.id u u.id");
}

#[test]
fn functions_types_sequences_and_labels_are_names_too() {
    assert_eq!(
        notes("SELECT twice(1), nextval('counter'), 'ok'::mood, (SELECT count(*) FROM u WHERE u.t_id = t.id) FROM t"),
        "twice:name, :name twice, 'counter':literal, 'ok':literal, mood:name, :name mood, u:name, u:qualifier, \
         t_id:column, t:qualifier, id:column, t:name | mood counter t t.id u u.t_id twice"
    );
}

#[test]
fn a_with_query_hides_the_relation_of_its_name() {
    assert_eq!(notes("WITH t AS (SELECT id AS n FROM u) SELECT t.n FROM t"), "id:column, u:name | u u.id");
}

#[test]
fn a_grouped_primary_key_is_depended_on_where_it_is_needed() {
    assert!(notes("SELECT a FROM t GROUP BY id").ends_with("t_pkey"));
    assert!(!notes("SELECT id FROM t GROUP BY id").ends_with("t_pkey"));
}
