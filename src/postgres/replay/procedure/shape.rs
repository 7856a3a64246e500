//! What a routine gives: nothing, a value or a row, once or many times.

use super::compile::TEXT;
use super::run::Interpreter;
use super::variables::{Cell, Content};
use crate::postgres::ast::Name;
use crate::postgres::ast::op::{ArgumentMode, RoutineKind};
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Argument, Routine, TypeRef, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// The name of a column and, where it can be told, its type.
pub(in crate::postgres::replay) type Column = (Name, Option<TypeRef>);

/// `void`.
pub(in crate::postgres::replay) const VOID: TypeRef = TypeRef::builtin(2278);

/// What one call gives.
#[derive(Debug, Clone, Default)]
pub(in crate::postgres::replay) struct Given {
    pub(in crate::postgres::replay) columns: Vec<Column>,
    /// No record of a function that returns no set is a row that is `NULL`.
    pub(in crate::postgres::replay) records: Vec<Vec<Value>>,
    /// The server gives them in this order.
    pub(in crate::postgres::replay) ordered: bool,
    /// The type of the rows; `None` where each record is one value.
    pub(in crate::postgres::replay) row: Option<TypeRef>,
}

/// What a routine is declared to give.
#[derive(Debug, Clone, Default)]
pub(super) enum Shape {
    #[default]
    Nothing,
    Value(Name, TypeRef),
    /// Rows of these columns.
    Row(Vec<Column>, TypeRef),
    /// Rows of which the declaration says nothing.
    Record,
}

impl Shape {
    pub(super) fn columns(&self) -> Vec<Column> {
        match self {
            Self::Nothing => vec![(Name::default(), Some(VOID))],
            Self::Value(name, type_ref) => vec![(name.clone(), Some(*type_ref))],
            Self::Row(columns, _) => columns.clone(),
            Self::Record => Vec::new(),
        }
    }

    /// The type of its rows, where it gives rows.
    pub(super) fn row(&self) -> Option<TypeRef> {
        match self {
            Self::Nothing | Self::Value(..) => None,
            Self::Row(_, type_ref) => Some(*type_ref),
            Self::Record => Some(RECORD),
        }
    }
}

const RECORD: TypeRef = TypeRef::builtin(oid::RECORD);

impl Session {
    /// What a call gives; `definition` is the list of columns that stands behind a function that returns `record`.
    pub(super) fn shape(&self, routine: &Routine, definition: &[Column]) -> Shape {
        let outputs: Vec<Column> = (1..)
            .zip(routine.arguments.iter().filter(|argument| gives(argument)))
            .map(|(place, argument)| {
                let name = argument.name.clone().filter(|name| !name.is_empty());
                (name.unwrap_or_else(|| Name::new(format!("column{place}"))), Some(argument.type_use.type_ref))
            })
            .collect();
        match (outputs.as_slice(), routine.returns.as_ref().map(|returns| returns.type_ref)) {
            ([(name, Some(type_ref))], _) if routine.kind != RoutineKind::Procedure => {
                self.shape_of(name.clone(), *type_ref)
            }
            ([_, ..], _) => Shape::Row(outputs, RECORD),
            ([], None | Some(VOID)) => Shape::Nothing,
            ([], Some(RECORD)) if definition.is_empty() => Shape::Record,
            ([], Some(RECORD)) => Shape::Row(definition.to_vec(), RECORD),
            ([], Some(type_ref)) => self.shape_of(Name::default(), type_ref),
        }
    }

    fn shape_of(&self, name: Name, type_ref: TypeRef) -> Shape {
        match self.row_of(type_ref) {
            Some(cells) => Shape::Row(columns_of(&cells), type_ref),
            None => Shape::Value(name, type_ref),
        }
    }
}

impl Interpreter<'_> {
    /// The values of the `OUT` arguments as they are now.
    pub(super) fn outputs(&self, routine: &Routine) -> Result<Vec<Value>, Refusal> {
        let variables = routine.arguments.iter().filter(|argument| is_variable(argument));
        let outputs = (1..).zip(variables).filter(|(_, argument)| gives(argument));
        let value = |(number, argument): (u32, &Argument)| {
            let place = self.session.frame.outermost(&variable_name(number, argument));
            let variable = place.map(|place| self.session.frame.get(place));
            match variable.map(|variable| (&variable.content, variable.type_ref)) {
                Some((Content::Scalar(cell), _)) => Ok(cell.value.clone()),
                Some((Content::Null(_), _)) => Ok(Value::Null),
                Some((Content::Row(cells), Some(type_ref))) => self.session.row_value(cells, type_ref),
                _ => Err(Refusal::Undecided("an OUT argument is not known".into())),
            }
        };
        outputs.map(value).collect()
    }

    /// Refuses a row of other types than those of the columns: nothing is converted.
    pub(super) fn check_columns(found: &[Column], wanted: &[Column], message: &str) -> Result<(), Refusal> {
        let mismatch = || Refusal::from(Failure::new("42804", message));
        if found.len() != wanted.len() {
            return Err(mismatch());
        }
        for ((_, found), (name, wanted)) in found.iter().zip(wanted) {
            let (Some(found), Some(wanted)) = (found, wanted) else {
                return Err(Refusal::Undecided(format!("the type of `{name}` is not known")));
            };
            if !found.same_type(*wanted) || wanted.modifier >= 0 && found.modifier != wanted.modifier {
                return Err(mismatch());
            }
        }
        Ok(())
    }
}

/// The columns of a row.
pub(super) fn columns_of(cells: &[Cell]) -> Vec<Column> {
    cells.iter().map(|cell| (cell.field.name().clone(), cell.type_ref)).collect()
}

/// The columns of a query: what has no type yet becomes text.
pub(super) fn settled(columns: &[Column]) -> Vec<Column> {
    let settle = |found: TypeRef| if found == TypeRef::builtin(oid::UNKNOWN) { TEXT } else { found };
    columns.iter().map(|(name, type_ref)| (name.clone(), type_ref.map(settle))).collect()
}

/// The variable that an argument is in the body.
pub(super) fn variable_name(number: u32, argument: &Argument) -> Name {
    let name = argument.name.clone().filter(|name| !name.is_empty());
    name.unwrap_or_else(|| Name::new(format!("${number}")))
}

pub(super) fn is_variable(argument: &Argument) -> bool {
    argument.mode != ArgumentMode::Table || argument.name.is_some()
}

fn gives(argument: &Argument) -> bool {
    matches!(argument.mode, ArgumentMode::Out | ArgumentMode::InOut | ArgumentMode::Table)
}
