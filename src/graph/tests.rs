use super::*;
use crate::dialect::Dialect;
use crate::schema::{Action, Deferral, ForeignKey, Provenance, Schema, Table, TableKind, View};

fn schema(keys: &[(&str, &str)]) -> Schema {
    let mut schema = Schema::new(Dialect::Sqlite);
    for (name, parent) in keys {
        let table = Table::new(TableKind::Base, Provenance::default());
        let table = schema.tables.entry((*name).to_owned()).or_insert(table);
        if !parent.is_empty() {
            table.foreign_keys.push(ForeignKey {
                name: None,
                columns: vec![format!("{parent}_id")],
                parent: (*parent).to_owned(),
                parent_columns: vec!["id".to_owned()],
                on_delete: Action::NoAction,
                on_update: Action::NoAction,
                deferral: Deferral::Never,
                definition: String::new(),
                provenance: Provenance::default(),
            });
        }
    }
    schema
}

#[test]
fn foreign_keys_and_views_are_edges() {
    let mut schema = schema(&[("users", ""), ("orders", "users"), ("lonely", "")]);
    let view = View {
        columns: Vec::new(),
        query: "SELECT * FROM orders".into(),
        materialized: false,
        definition: String::new(),
        reads: vec!["orders".into()],
        provenance: Provenance::default(),
    };
    schema.views.insert("report".into(), view);
    let text = of_schema(&schema).to_text();
    assert!(text.starts_with("level 0 (2)\n  table users\n  table lonely\nlevel 1 (1)\n  table orders\nlevel 2 (1)\n"));
    assert!(text.ends_with("orphans (1)\n  table lonely\n"), "{text}");
}

#[test]
fn a_circle_is_named_by_its_keys() {
    let graph = of_schema(&schema(&[("a", "b"), ("b", "a")]));
    assert_eq!(graph.cycle_text(&graph.cycles()[0]), "a --foreign-key (b_id)--> b --foreign-key (a_id)--> a");
}

#[test]
fn a_diagram_has_the_tables_and_their_keys() {
    let drawn = mermaid_er(&schema(&[("users", ""), ("orders", "users")]));
    assert!(drawn.contains("\"users\" ||--o{ \"orders\" : \"users_id\""), "{drawn}");
}
