//! Variables of programs, and the rows of triggers.

use super::{Content, Session, TriggerRow};
use crate::mysql::ast::{Name, SetItem};
use crate::mysql::catalog::fold;
use crate::mysql::error::{failure, undecided};
use crate::mysql::value::Value;
use crate::run::Refusal;
use std::sync::Arc;

impl Session {
    /// The value of a variable or a parameter of the running program, where one has this name.
    pub(in crate::mysql::session) fn program_variable(&self, name: &str) -> Option<Value> {
        match self.content(name)? {
            Content::Scalar(_, value) => Some(value.clone()),
            Content::Row(_) => Some(Value::unknown("a row is not a value")),
        }
    }

    /// A field of a variable that holds a row (MariaDB).
    pub(in crate::mysql::session) fn program_field(&self, variable: &str, field: &str) -> Option<Value> {
        let Content::Row(fields) = self.content(variable)? else { return None };
        let field = fold(field);
        fields.iter().find(|(name, _)| *name == field).map(|(_, value)| value.clone())
    }

    fn content(&self, name: &str) -> Option<&Content> {
        let frame = self.frame()?;
        let name = fold(name);
        let variables = frame.scopes.iter().rev().flat_map(|scope| scope.variables.iter().rev());
        variables.into_iter().find(|variable| variable.name == name).map(|variable| &variable.content)
    }

    fn content_mut(&mut self, name: &str) -> Option<&mut Content> {
        let frame = self.frame_mut()?;
        let name = fold(name);
        let variables = frame.scopes.iter_mut().rev().flat_map(|scope| scope.variables.iter_mut().rev());
        variables.into_iter().find(|variable| variable.name == name).map(|variable| &mut variable.content)
    }

    /// Gives a variable a value, which is converted to its type. What does not fit is told of a row: 1 of a query, else 0.
    pub(in crate::mysql::session) fn assign_variable(
        &mut self,
        name: &str,
        value: &Value,
        row: usize,
    ) -> Result<(), Refusal> {
        let Some(content) = self.content(name) else {
            return Err(failure("1327", format!("Undeclared variable: {name}")));
        };
        let Content::Scalar(column, _) = content else {
            return Err(undecided("variables that hold rows are not modelled"));
        };
        let column = Arc::clone(column);
        let value = self.converted(value, &column, row)?;
        if let Some(content) = self.content_mut(name) {
            *content = Content::Scalar(column, value);
        }
        Ok(())
    }

    /// `NEW.column` or `OLD.column` of the running trigger; none where no trigger runs.
    pub(in crate::mysql::session) fn trigger_value(&self, row: &str, column: &str) -> Option<Value> {
        let TriggerRow { table, old, new } = self.frame()?.row.as_ref()?;
        let (place, _) = table.column(column)?;
        let row = if row.eq_ignore_ascii_case("new") { new } else { old };
        row.as_ref()?.get(place).cloned()
    }

    /// It is `NEW` or `OLD`, and a trigger runs.
    pub(in crate::mysql::session) fn is_trigger_row(&self, row: &str) -> bool {
        let in_trigger = self.frame().is_some_and(|frame| frame.row.is_some());
        in_trigger && (row.eq_ignore_ascii_case("new") || row.eq_ignore_ascii_case("old"))
    }

    /// It is an assignment to the running program's own variables.
    pub(in crate::mysql::session) fn is_program_assignment(&self, item: &SetItem) -> bool {
        match item {
            SetItem::NewColumn(..) => true,
            SetItem::SystemVariable(None, name, Some(_)) => self.content(&name.text).is_some(),
            _ => false,
        }
    }

    /// `SET variable = value`, `SET NEW.column = value`.
    pub(in crate::mysql::session) fn assign_in_program(&mut self, item: &SetItem) -> Result<(), Refusal> {
        match item {
            SetItem::NewColumn(column, value) => {
                let value = self.value_of(value)?;
                self.assign_new(column, &value)
            }
            SetItem::SystemVariable(_, name, Some(value)) => {
                let value = self.value_of(value)?;
                self.assign_variable(&name.text, &value, 0)
            }
            _ => Ok(()),
        }
    }

    pub(in crate::mysql::session) fn assign_new(&mut self, name: &Name, value: &Value) -> Result<(), Refusal> {
        let place = self.frame().and_then(|frame| frame.row.as_ref()).and_then(|row| {
            let (place, column) = row.table.column(&name.text)?;
            Some((place, column.clone()))
        });
        let Some((place, column)) = place else {
            return Err(failure("1054", format!("Unknown column '{}' in 'NEW'", name.text)));
        };
        let value = self.converted(value, &column, 0)?;
        if let Some(TriggerRow { new: Some(new), .. }) = self.frame_mut().and_then(|frame| frame.row.as_mut()) {
            let mut values = new.to_vec();
            values[place] = value;
            *new = values.into();
        }
        Ok(())
    }
}
