//! The names that a body has declared at a place.

use crate::ast::Name;

/// What a name stands for, as far as reading depends on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Variable {
    /// A variable of any type.
    Plain,
    /// A cursor with a query of its own, and the names of its parameters.
    Cursor(Vec<Name>),
}

/// One block or loop.
#[derive(Debug)]
struct Level {
    label: Option<Name>,
    /// Whether an unlabeled `EXIT` leaves it.
    is_loop: bool,
    variables: Vec<(Name, Variable)>,
}

/// The blocks and loops around a place, outermost first.
#[derive(Debug, Default)]
pub(super) struct Names {
    levels: Vec<Level>,
}

impl Names {
    pub(super) fn open_block(&mut self, label: Option<&Name>) {
        self.levels.push(Level { label: label.cloned(), is_loop: false, variables: Vec::new() });
    }

    pub(super) fn open_loop(&mut self, label: Option<&Name>) {
        self.levels.push(Level { label: label.cloned(), is_loop: true, variables: Vec::new() });
    }

    pub(super) fn close(&mut self) {
        self.levels.pop();
    }

    pub(super) fn declare(&mut self, name: Name, variable: Variable) {
        if let Some(level) = self.levels.last_mut() {
            level.variables.push((name, variable));
        }
    }

    /// Whether the innermost block has declared this name.
    pub(super) fn is_declared_here(&self, name: &str) -> bool {
        self.levels.last().is_some_and(|level| level.variables.iter().any(|(declared, _)| declared == name))
    }

    /// The innermost variable of this name.
    pub(super) fn variable(&self, name: &str) -> Option<&Variable> {
        let variables = self.levels.iter().rev().flat_map(|level| level.variables.iter().rev());
        variables.into_iter().find(|(declared, _)| declared == name).map(|(_, variable)| variable)
    }

    /// Whether a label around this place is that of a loop.
    pub(super) fn label_is_loop(&self, label: &str) -> Option<bool> {
        let level = self.levels.iter().rev().find(|level| level.label.as_deref() == Some(label));
        level.map(|level| level.is_loop)
    }

    pub(super) fn in_loop(&self) -> bool {
        self.levels.iter().any(|level| level.is_loop)
    }
}
