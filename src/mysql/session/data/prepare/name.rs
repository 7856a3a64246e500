//! What the name of a column means.

use super::{Aliases, Clause, Level, Prepare, Visible};
use crate::mysql::ast::ColumnName;
use crate::mysql::catalog::fold;
use crate::mysql::error::failure;
use crate::mysql::session::data::plan::{Node, NodeKind};
use crate::mysql::session::data::types::Type;
use crate::run::Refusal;
use smol_str::SmolStr;

/// The name as the server repeats it.
pub(super) fn written(name: &ColumnName) -> String {
    let parts = [name.database.as_ref(), name.table.as_ref(), Some(&name.column)];
    parts.into_iter().flatten().map(|part| part.text.as_str()).collect::<Vec<_>>().join(".")
}

impl Prepare<'_> {
    /// What a name means.
    pub(super) fn column(&mut self, name: &ColumnName) -> Result<Node, Refusal> {
        if let Some(node) = self.program_name(name) {
            return Ok(node);
        }
        self.level();
        let count = self.levels.len();
        for depth in 0..count {
            let at = count - 1 - depth;
            if let Some(node) = self.column_of_level(at, depth, name)? {
                self.reach = self.reach.min(at);
                self.note_use(at, &node);
                return Ok(node);
            }
        }
        // The table of a trigger has lost a column since its body was read.
        if let Some(row) = name.table.as_ref().filter(|row| self.session.is_trigger_row(&row.text)) {
            let row = row.text.to_uppercase();
            return Err(failure("1054", format!("Unknown column '{}' in '{row}'", name.column.text)));
        }
        let clause = self.level().clause;
        let clause = clause.word(&self.session.profile);
        Err(failure("1054", format!("Unknown column '{}' in '{clause}'", written(name))))
    }

    fn note_use(&mut self, at: usize, node: &Node) {
        let NodeKind::Column { index, .. } = node.kind else { return };
        let level = &mut self.levels[at];
        level.used.insert(index);
        if level.clause == Clause::Where {
            level.sought.insert(index);
        }
    }

    /// A variable of the stored program, or a column of the row that fires a trigger.
    fn program_name(&mut self, name: &ColumnName) -> Option<Node> {
        if self.in_view {
            return None;
        }
        let column = &name.column.text;
        match &name.table {
            None => {
                let value = self.session.program_variable(column)?;
                Some(Node {
                    kind: NodeKind::ProgramVariable(column.clone()),
                    ty: super::literal::type_of_value(&value),
                })
            }
            Some(table) => {
                if let Some(value) = self.session.program_field(&table.text, column) {
                    let ty = super::literal::type_of_value(&value);
                    return Some(Node::constant(value, ty));
                }
                let new = table.text.eq_ignore_ascii_case("new");
                if !new && !table.text.eq_ignore_ascii_case("old") {
                    return None;
                }
                let value = self.session.trigger_value(&table.text, column)?;
                let kind = NodeKind::TriggerValue { new, column: column.clone() };
                Some(Node { kind, ty: super::literal::type_of_value(&value) })
            }
        }
    }

    fn column_of_level(&self, at: usize, depth: usize, name: &ColumnName) -> Result<Option<Node>, Refusal> {
        let level = &self.levels[at];
        let rule = level.alias_rule;
        let alias = if rule == Aliases::Ignored { None } else { alias(level, name, depth) };
        if rule == Aliases::Only && depth == 0 {
            return Ok(alias.or_else(|| grouped_column(level, name)));
        }
        let found = match &name.table {
            None => level.find(&fold(&name.column.text)),
            Some(table) => level.find_qualified(
                name.database.as_ref().map(|name| name.text.as_str()),
                &table.text,
                &fold(&name.column.text),
            ),
        };
        match found.as_slice() {
            [] => Ok(alias),
            [one] => Ok(Some(level.node(one, depth))),
            _ => {
                let clause = level.clause.word(&self.session.profile);
                Err(failure("1052", format!("Column '{}' in {clause} is ambiguous", written(name))))
            }
        }
    }
}

/// An item of the select list of that name.
fn alias(level: &Level, name: &ColumnName, depth: usize) -> Option<Node> {
    if depth > 0 {
        return None;
    }
    let folded = fold(&name.column.text);
    let mut items = level.aliases.iter().filter(|(alias, _)| fold(alias) == folded);
    match &name.table {
        None => items.next().map(|(_, node)| node.clone()),
        Some(table) => items
            .find(|(_, node)| {
                let NodeKind::Column { depth: 0, index } = node.kind else { return false };
                level.source_of(index).is_some_and(|source| level.sources[source].name == table.text)
            })
            .map(|(_, node)| node.clone()),
    }
}

fn grouped_column(level: &Level, name: &ColumnName) -> Option<Node> {
    let folded = fold(&name.column.text);
    let found = match &name.table {
        None => level.find(&folded),
        Some(table) => level.find_qualified(None, &table.text, &folded),
    };
    found.iter().find(|visible| level.grouped.contains(&visible.index)).map(|visible| level.node(visible, 0))
}

impl Level {
    /// The columns that an unqualified name means.
    fn find(&self, name: &SmolStr) -> Vec<Visible> {
        self.visible.iter().filter(|visible| visible.name == *name).cloned().collect()
    }

    /// The columns that a qualified name means; those that `USING` hides among them.
    fn find_qualified(&self, database: Option<&str>, table: &str, column: &SmolStr) -> Vec<Visible> {
        let mut found = Vec::new();
        for (at, source) in self.sources.iter().enumerate() {
            if source.name != table || database.is_some_and(|name| source.database.as_deref() != Some(name)) {
                continue;
            }
            let columns = source.columns.iter().enumerate().filter(|(_, known)| fold(&known.name) == *column);
            found.extend(columns.map(|(index, _)| Visible {
                name: column.clone(),
                source: at,
                index: source.offset + index,
            }));
        }
        found
    }

    /// The source of a place in the row.
    pub(in crate::mysql::session::data) fn source_of(&self, index: usize) -> Option<usize> {
        self.sources.iter().position(|source| (source.offset..source.offset + source.columns.len()).contains(&index))
    }

    /// The column at a place.
    pub(super) fn node(&self, visible: &Visible, depth: usize) -> Node {
        let source = &self.sources[visible.source];
        let ty: &Type = &source.columns[visible.index - source.offset].ty;
        Node { kind: NodeKind::Column { depth, index: visible.index }, ty: ty.clone() }
    }
}
