//! The names that a body has declared at a place.

use super::header::{DeclaredType, Shape};
use crate::postgres::ast::{Ident, Name};

/// A variable, as far as reading depends on it.
#[derive(Debug, Clone)]
pub(super) struct Variable {
    pub of: DeclaredType,
    /// It cannot be assigned to.
    pub constant: bool,
    /// The names of the parameters of a cursor with a query of its own.
    pub cursor: Option<Vec<Name>>,
}

impl Variable {
    pub fn of(of: DeclaredType) -> Self {
        Self { of, constant: false, cursor: None }
    }
}

/// What a name of up to three parts means.
#[derive(Debug, Clone)]
pub(super) struct Datum {
    pub variable: Variable,
    /// A field of the variable rather than the variable itself.
    pub is_field: bool,
}

impl Datum {
    /// A whole record or row.
    pub fn is_record(&self) -> bool {
        !self.is_field && self.variable.of.shape == Shape::Record
    }

    /// Something of which it is known that it is neither record nor row.
    pub fn is_scalar(&self) -> bool {
        self.is_field || matches!(self.variable.of.shape, Shape::Scalar | Shape::Cursor)
    }
}

/// What a label stands at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Block,
    Loop,
}

/// One block or loop.
#[derive(Debug)]
struct Level {
    label: Option<Name>,
    place: Place,
    variables: Vec<(Name, Variable)>,
}

impl Level {
    fn variable(&self, name: &Ident) -> Option<&Variable> {
        self.variables.iter().rev().find(|(declared, _)| *declared == name.name).map(|(_, variable)| variable)
    }

    /// What the parts mean here: a variable, a field of one, or either behind this level's label.
    fn find(&self, parts: &[Ident]) -> Option<Datum> {
        let (first, rest) = parts.split_first()?;
        if let Some(variable) = self.variable(first)
            && (rest.is_empty() || !variable.is_plain())
        {
            return Some(Datum { variable: variable.clone(), is_field: !rest.is_empty() });
        }
        let (second, rest) = rest.split_first()?;
        let variable = self.variable(second).filter(|_| self.label.as_ref() == Some(&first.name))?;
        let found = rest.is_empty() || !variable.is_plain();
        found.then(|| Datum { variable: variable.clone(), is_field: !rest.is_empty() })
    }
}

impl Variable {
    fn is_plain(&self) -> bool {
        matches!(self.of.shape, Shape::Scalar | Shape::Cursor)
    }
}

/// The blocks and loops around a place, outermost first.
#[derive(Debug, Default)]
pub(super) struct Names {
    levels: Vec<Level>,
}

impl Names {
    pub fn open(&mut self, place: Place, label: Option<&Name>) {
        self.levels.push(Level { label: label.cloned(), place, variables: Vec::new() });
    }

    pub fn close(&mut self) {
        self.levels.pop();
    }

    pub fn declare(&mut self, name: Name, variable: Variable) {
        if let Some(level) = self.levels.last_mut() {
            level.variables.push((name, variable));
        }
    }

    /// Whether the innermost block has declared this name.
    pub fn is_declared_here(&self, name: &Ident) -> bool {
        self.levels.last().is_some_and(|level| level.variable(name).is_some())
    }

    /// What a name means at this place.
    pub fn find(&self, parts: &[Ident]) -> Option<Datum> {
        self.levels.iter().rev().find_map(|level| level.find(parts))
    }

    /// What a label around this place stands at.
    pub fn label(&self, label: &str) -> Option<Place> {
        let level = self.levels.iter().rev().find(|level| level.label.as_deref() == Some(label));
        level.map(|level| level.place)
    }

    pub fn in_loop(&self) -> bool {
        self.levels.iter().any(|level| level.place == Place::Loop)
    }
}
