//! The tables for Mermaid, as an `erDiagram`.

use crate::schema::{ForeignKey, Schema, Table, TableKind};
use std::fmt::Write as _;

/// A Mermaid `erDiagram`: tables with their columns and keys, and the foreign keys between them. Partitions are drawn through their parent.
pub fn mermaid_er(schema: &Schema) -> String {
    let mut text = String::from("erDiagram\n");
    let is_entity = |table: &Table| !matches!(table.kind, TableKind::PartitionOf(_) | TableKind::Foreign);
    let tables = || schema.tables.iter().filter(|(_, table)| is_entity(table));
    for (name, table) in tables() {
        entity(&mut text, name, table);
    }
    for (name, table) in tables() {
        for key in &table.foreign_keys {
            relationship(&mut text, name, table, key);
        }
    }
    text
}

fn entity(text: &mut String, name: &str, table: &Table) {
    let _ = writeln!(text, "    {} {{", er_name(name));
    for column in table.columns.values() {
        let keys = keys(table, &column.name);
        let type_name = without_schema(&column.column_type.text);
        let _ = writeln!(text, "        {} {}{keys}", word(type_name), word(&column.name));
    }
    text.push_str("    }\n");
}

fn without_schema(type_name: &str) -> &str {
    if type_name.contains('"') { type_name } else { type_name.rsplit('.').next().unwrap_or(type_name) }
}

fn keys(table: &Table, column: &str) -> String {
    let has = |columns: &[String]| columns.iter().any(|other| other == column);
    let is_primary = table.primary_key.as_ref().is_some_and(|key| has(&key.columns));
    let is_foreign = table.foreign_keys.iter().any(|key| has(&key.columns));
    let is_unique = table.unique_keys.iter().any(|key| key.columns.len() == 1 && has(&key.columns));
    let keys: Vec<&str> = [("PK", is_primary), ("FK", is_foreign), ("UK", is_unique)]
        .into_iter()
        .filter_map(|(key, is_one)| is_one.then_some(key))
        .collect();
    if keys.is_empty() { String::new() } else { format!(" {}", keys.join(", ")) }
}

fn relationship(text: &mut String, name: &str, table: &Table, key: &ForeignKey) {
    let nullable = |column: &String| table.columns.get(column).is_some_and(|column| column.nullable);
    let parent = if key.columns.iter().any(nullable) { "|o" } else { "||" };
    let child = if is_unique(table, key) { "o|" } else { "o{" };
    let (to, from) = (er_name(&key.parent), er_name(name));
    let label = key.name.clone().unwrap_or_else(|| key.columns.join(", "));
    let _ = writeln!(text, "    {to} {parent}--{child} {from} : \"{}\"", label.replace('"', "'"));
}

/// Whether the key's columns are unique by themselves: then one row refers to at most one.
fn is_unique(table: &Table, key: &ForeignKey) -> bool {
    let mut keys = table.primary_key.iter().chain(&table.unique_keys);
    keys.any(|other| other.columns.iter().all(|column| key.columns.contains(column)))
}

fn er_name(label: &str) -> String {
    format!("\"{}\"", label.replace('"', "'"))
}

/// Attribute types and names of an `erDiagram` are one word of letters, digits, `_`, `-`, brackets and parentheses.
fn word(text: &str) -> String {
    let allowed = |c: char| if c.is_alphanumeric() || "_-[]()".contains(c) { c } else { '_' };
    let word: String = text.chars().map(allowed).collect();
    if word.starts_with(|c: char| c.is_alphabetic() || c == '_') { word } else { format!("_{word}") }
}
