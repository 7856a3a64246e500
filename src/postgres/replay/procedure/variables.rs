//! The variables in sight: the outermost names of every statement that a routine runs.

use super::cursor::Bound;
use crate::postgres::ast::procedure::VariableConflict;
use crate::postgres::ast::{Ident, Name};
use crate::postgres::catalog::{TypeRef, Value};
use crate::postgres::replay::bind::{self, Conflict, VariableBlock, Variables};
use crate::postgres::replay::data::Field;
use std::rc::Rc;
use std::sync::Arc;

/// All blocks around the current statement, and the parameters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Frame {
    /// From the routine's own names to those of the innermost block.
    levels: Vec<Level>,
    /// What a name means that is a column as well.
    pub(super) conflict: VariableConflict,
}

/// The names of one block.
#[derive(Debug, Clone, Default)]
pub(super) struct Level {
    label: Option<Name>,
    /// Its own variables, and aliases of others.
    names: Vec<(Name, Place)>,
    variables: Vec<Variable>,
}

/// Where a variable is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    level: usize,
    variable: usize,
}

/// A variable.
#[derive(Debug, Clone)]
pub(crate) struct Variable {
    pub(super) name: Name,
    pub(super) constant: bool,
    pub(super) not_null: bool,
    /// Its declared type; `None` for a `record`.
    pub(super) type_ref: Option<TypeRef>,
    pub(super) content: Content,
    /// The query of a cursor.
    pub(super) cursor: Option<Rc<Bound>>,
}

/// What a variable holds.
#[derive(Debug, Clone)]
pub(crate) enum Content {
    /// One value.
    Scalar(Cell),
    /// A row, by its fields.
    Row(Vec<Cell>),
    /// No row, of these fields.
    Null(Vec<Cell>),
    /// A `record` before its first row.
    Unassigned,
}

/// A value with its type.
#[derive(Debug, Clone)]
pub(crate) struct Cell {
    /// As the evaluator sees it.
    pub(in crate::postgres::replay) field: Field,
    /// `None` where it cannot be told.
    pub(in crate::postgres::replay) type_ref: Option<TypeRef>,
    pub(in crate::postgres::replay) value: Value,
}

/// What a name means among the variables.
#[derive(Debug)]
pub(crate) enum Found<'v> {
    /// A scalar variable, or a field of a row.
    Cell(&'v Cell),
    /// A variable that holds a row, and its type unless it is a `record`.
    Row(&'v [Cell], Option<TypeRef>),
}

impl Frame {
    /// No variables, in a routine with a preference of its own.
    pub(super) fn preferring(conflict: VariableConflict) -> Self {
        Self { levels: Vec::new(), conflict }
    }

    pub(super) fn enter(&mut self, label: Option<Name>) {
        self.levels.push(Level { label, ..Level::default() });
    }

    /// How many blocks there are.
    pub(super) fn depth(&self) -> usize {
        self.levels.len()
    }

    /// Leaves all blocks that were entered since.
    pub(super) fn leave_to(&mut self, depth: usize) {
        self.levels.truncate(depth);
    }

    /// Puts the blocks inside of a depth aside.
    pub(super) fn split_off(&mut self, depth: usize) -> Vec<Level> {
        self.levels.split_off(depth.min(self.levels.len()))
    }

    /// Puts them back.
    pub(super) fn append(&mut self, inner: Vec<Level>) {
        self.levels.extend(inner);
    }

    /// Adds a variable to the innermost block.
    pub(super) fn declare(&mut self, variable: Variable) -> Place {
        let level = self.levels.len().saturating_sub(1);
        if self.levels.is_empty() {
            self.enter(None);
        }
        let names = &mut self.levels[level];
        let place = Place { level, variable: names.variables.len() };
        names.names.push((variable.name.clone(), place));
        names.variables.push(variable);
        place
    }

    /// Gives a variable another name in the innermost block.
    pub(super) fn alias(&mut self, name: Name, place: Place) {
        if let Some(level) = self.levels.last_mut() {
            level.names.push((name, place));
        }
    }

    pub(super) fn get(&self, place: Place) -> &Variable {
        &self.levels[place.level].variables[place.variable]
    }

    pub(super) fn get_mut(&mut self, place: Place) -> &mut Variable {
        &mut self.levels[place.level].variables[place.variable]
    }

    /// The variable that a name begins with, and how many of its parts name it.
    pub(super) fn place(&self, parts: &[Ident]) -> Option<(Place, usize)> {
        let first = parts.first()?;
        self.levels.iter().rev().find_map(|level| {
            let own = level.named(&first.name).filter(|place| parts.len() == 1 || self.get(*place).is_row());
            let qualified = || match parts {
                [label, name, ..] if level.label.as_ref() == Some(&label.name) => level.named(&name.name),
                _ => None,
            };
            own.map(|place| (place, 1)).or_else(|| qualified().map(|place| (place, 2)))
        })
    }

    /// A name of the routine itself.
    pub(super) fn outermost(&self, name: &str) -> Option<Place> {
        self.levels.first().and_then(|level| level.named(name))
    }

    /// A variable with another value than in a frame of the same names, besides some.
    pub(super) fn differs(&self, other: &Self, besides: &[Place]) -> Option<&Name> {
        let mut places = (0..self.levels.len())
            .flat_map(|level| (0..self.levels[level].variables.len()).map(move |variable| Place { level, variable }));
        let place = places.find(|place| !besides.contains(place) && !self.get(*place).is_like(other.get(*place)))?;
        Some(&self.get(place).name)
    }

    /// What a name means, where it begins with a variable.
    pub(crate) fn find(&self, parts: &[Ident]) -> Option<Found<'_>> {
        let (place, used) = self.place(parts)?;
        let variable = self.get(place);
        match (&variable.content, &parts[used..]) {
            (Content::Scalar(cell), []) => Some(Found::Cell(cell)),
            (Content::Row(cells) | Content::Null(cells), []) => Some(Found::Row(cells, variable.type_ref)),
            (Content::Row(cells) | Content::Null(cells), [field]) => {
                Some(match cells.iter().find(|cell| cell.field.name() == &field.name) {
                    Some(cell) => Found::Cell(cell),
                    None => return None,
                })
            }
            _ => None,
        }
    }

    /// `$n`.
    pub(crate) fn parameter(&self, number: u32) -> Option<&Cell> {
        let name = format!("${number}");
        let place = self.levels.iter().rev().find_map(|level| level.named(&name))?;
        match &self.get(place).content {
            Content::Scalar(cell) => Some(cell),
            Content::Row(_) | Content::Null(_) | Content::Unassigned => None,
        }
    }

    /// The names and types of all that is in sight, as the binder wants them; `None` where nothing is.
    pub(in crate::postgres::replay) fn names(&self) -> Option<Arc<Variables>> {
        if self.levels.is_empty() {
            return None;
        }
        let blocks = self.levels.iter().map(|level| {
            let variable = |(name, place): &(Name, Place)| (name.clone(), self.get(*place).bound());
            VariableBlock { label: level.label.clone(), variables: level.names.iter().map(variable).collect() }
        });
        let conflict = match self.conflict {
            VariableConflict::Error => Conflict::Ambiguous,
            VariableConflict::Column => Conflict::Column,
            VariableConflict::Variable => Conflict::Variable,
        };
        let parameters = (1..).map_while(|number| self.parameter(number).map(|cell| cell.type_ref)).collect();
        Some(Arc::new(Variables { parameters, blocks: blocks.collect(), conflict }))
    }
}

impl Level {
    fn named(&self, name: &str) -> Option<Place> {
        self.names.iter().rev().find(|(known, _)| known == name).map(|(_, place)| *place)
    }
}

impl Variable {
    /// A `record` before its first row.
    pub(super) fn record(name: Name) -> Self {
        Self::holding(name, None, Content::Unassigned)
    }

    /// A variable that can be assigned to.
    pub(super) fn holding(name: Name, type_ref: Option<TypeRef>, content: Content) -> Self {
        Self { name, constant: false, not_null: false, type_ref, content, cursor: None }
    }

    /// What it is to the binder.
    fn bound(&self) -> bind::Variable {
        match (&self.content, self.type_ref) {
            (Content::Scalar(cell), _) => bind::Variable::Value(cell.type_ref),
            (Content::Row(_) | Content::Null(_), Some(type_ref)) => bind::Variable::Value(Some(type_ref)),
            (Content::Row(cells) | Content::Null(cells), None) => {
                let field = |cell: &Cell| (cell.field.name().clone(), cell.type_ref);
                bind::Variable::Record(cells.iter().map(field).collect())
            }
            (Content::Unassigned, _) => bind::Variable::Unassigned,
        }
    }

    /// Its values.
    pub(super) fn cells_mut(&mut self) -> &mut [Cell] {
        match &mut self.content {
            Content::Scalar(cell) => std::slice::from_mut(cell),
            Content::Row(cells) | Content::Null(cells) => cells,
            Content::Unassigned => &mut [],
        }
    }

    /// It holds the same.
    fn is_like(&self, other: &Self) -> bool {
        let same = |one: &[Cell], other: &[Cell]| {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| one.value == other.value)
        };
        match (&self.content, &other.content) {
            (Content::Scalar(one), Content::Scalar(other)) => one.value == other.value,
            (Content::Row(one), Content::Row(other)) | (Content::Null(one), Content::Null(other)) => same(one, other),
            (Content::Unassigned, Content::Unassigned) => true,
            _ => false,
        }
    }

    fn is_row(&self) -> bool {
        !matches!(self.content, Content::Scalar(_))
    }
}
