//! Views.

use super::literal::name;
use super::order::ordered;
use crate::mysql::ast::{SqlSecurity, ViewAlgorithm, ViewCheck};
use crate::mysql::catalog::{Database, Provenance, Relation, View};
use smol_str::SmolStr;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// The views of a database, each after those that it reads.
pub(super) fn all(database: &Database) -> Vec<(&Provenance, String)> {
    let views = database.relations.values().filter_map(|relation| match relation {
        Relation::View(view) => Some((view.provenance.number, &view.name, &**view)),
        _ => None,
    });
    ordered(views, words).into_iter().map(|view| (&view.provenance, print(view))).collect()
}

/// The words of a view's text: the views that it reads are among them.
fn words(view: &View) -> BTreeSet<SmolStr> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let quoted = view.text.split('`').skip(1).step_by(2);
    view.text.split(|c| !is_word(c)).chain(quoted).map(SmolStr::from).collect()
}

fn print(view: &View) -> String {
    let mut sql = "CREATE OR REPLACE".to_owned();
    if let Some(algorithm) = view.algorithm {
        let _ = write!(sql, " ALGORITHM={}", algorithm_word(algorithm));
    }
    if let Some(definer) = &view.definer {
        let _ = write!(sql, " DEFINER={definer}");
    }
    sql.push_str(match view.security {
        Some(SqlSecurity::Definer) => " SQL SECURITY DEFINER",
        Some(SqlSecurity::Invoker) => " SQL SECURITY INVOKER",
        None => "",
    });
    let columns: Vec<String> = view.columns.iter().map(|column| name(column)).collect();
    let _ = write!(sql, " VIEW {} ({}) AS\n{}", name(&view.name), columns.join(", "), view.text);
    sql.push_str(match view.check {
        Some(ViewCheck::Cascaded) => "\nWITH CASCADED CHECK OPTION",
        Some(ViewCheck::Local) => "\nWITH LOCAL CHECK OPTION",
        None => "",
    });
    sql + ";\n"
}

fn algorithm_word(algorithm: ViewAlgorithm) -> &'static str {
    match algorithm {
        ViewAlgorithm::Undefined => "UNDEFINED",
        ViewAlgorithm::Merge => "MERGE",
        ViewAlgorithm::TempTable => "TEMPTABLE",
    }
}
