//! Views.

use super::script::Printed;
use crate::mysql::ast::{SqlSecurity, ViewAlgorithm, ViewCheck};
use crate::mysql::catalog::{View, identifier};
use std::fmt::Write;

/// The statement that makes a view.
pub(crate) fn create_view(view: &View) -> Printed {
    let mut text = String::from("CREATE ");
    match view.algorithm {
        None | Some(ViewAlgorithm::Undefined) => {}
        Some(ViewAlgorithm::Merge) => text.push_str("ALGORITHM = MERGE "),
        Some(ViewAlgorithm::TempTable) => text.push_str("ALGORITHM = TEMPTABLE "),
    }
    if let Some(definer) = &view.definer {
        let _ = write!(text, "DEFINER = {definer} ");
    }
    match view.security {
        None => {}
        Some(SqlSecurity::Definer) => text.push_str("SQL SECURITY DEFINER "),
        Some(SqlSecurity::Invoker) => text.push_str("SQL SECURITY INVOKER "),
    }
    let _ = write!(text, "VIEW {}", identifier(&view.name));
    if view.named {
        let columns: Vec<String> = view.columns.iter().map(|column| identifier(column)).collect();
        let _ = write!(text, " ({})", columns.join(", "));
    }
    let _ = write!(text, " AS\n{}", view.text);
    match view.check {
        None => {}
        Some(ViewCheck::Cascaded) => text.push_str("\nWITH CASCADED CHECK OPTION"),
        Some(ViewCheck::Local) => text.push_str("\nWITH LOCAL CHECK OPTION"),
    }
    Printed { text, sql_mode: Some(view.sql_mode.clone()) }
}
