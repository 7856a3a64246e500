//! What the server settles when it compiles a body: the types of its variables.

use super::variables::{Cell, Content, Place, Variable};
use crate::postgres::ast::procedure::VariableType;
use crate::postgres::ast::{Name, QualifiedName, TypeName};
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{ObjectId, TypeRef, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    /// A variable of a type, before it has a value.
    pub(super) fn variable(&self, name: Name, of: &VariableType) -> Result<Variable, Refusal> {
        match of {
            VariableType::Named(written) if is_record(written) => Ok(Variable::record(name)),
            VariableType::Named(written) => Ok(self.of_type(name, self.resolve_type(written)?.type_ref)),
            VariableType::Column(of) => self.like_another(name, of),
            VariableType::Row(of) => match self.frame.place(&of.parts) {
                Some((place, _)) => Ok(Variable { name, ..self.frame.get(place).clone() }),
                None => Ok(self.of_type(name, TypeRef::plain(self.relation(of)?.id))),
            },
        }
    }

    /// `x%TYPE`, where `x` is a variable, a field of one, or a column.
    fn like_another(&self, name: Name, of: &QualifiedName) -> Result<Variable, Refusal> {
        use super::variables::Found;
        let unknown = || Refusal::Undecided(format!("what `{of}%TYPE` is is not known"));
        match self.frame.find(&of.parts) {
            Some(Found::Cell(cell)) => return Ok(self.of_type(name, cell.type_ref.ok_or_else(unknown)?)),
            Some(Found::Row(_, Some(type_ref))) => return Ok(self.of_type(name, type_ref)),
            Some(_) => return Err(unknown()),
            None => {}
        }
        let [table @ .., column] = of.parts.as_slice() else { return Err(unknown()) };
        if table.is_empty() {
            return Err(unknown());
        }
        let relation = self.relation(&QualifiedName { parts: table.to_vec() })?;
        let Some(found) = relation.column(&column.name) else {
            let message = format!("column \"{}\" of relation \"{}\" does not exist", column.name, relation.name);
            return Err(Failure::new("42703", message).into());
        };
        let type_ref = found.type_use.as_ref().map(|type_use| type_use.type_ref).ok_or_else(unknown)?;
        Ok(self.of_type(name, type_ref))
    }

    /// A variable of a type: a row where the type has columns.
    pub(super) fn of_type(&self, name: Name, type_ref: TypeRef) -> Variable {
        match self.row_of(type_ref) {
            Some(cells) => Variable::holding(name, Some(type_ref), Content::Null(cells)),
            None => self.scalar(name, type_ref, Value::Null),
        }
    }

    /// A variable with one value.
    pub(super) fn scalar(&self, name: impl Into<Name>, type_ref: TypeRef, value: Value) -> Variable {
        let name = name.into();
        let cell = self.cell(name.clone(), Some(type_ref), value);
        Variable::holding(name, Some(type_ref), Content::Scalar(cell))
    }

    pub(super) fn cell(&self, name: Name, type_ref: Option<TypeRef>, value: Value) -> Cell {
        Cell { field: self.field(name, type_ref), type_ref, value }
    }

    /// The fields of a composite type, all `NULL`.
    pub(super) fn row_of(&self, type_ref: TypeRef) -> Option<Vec<Cell>> {
        if type_ref.array {
            return None;
        }
        let object = self.catalog.get(type_ref.id)?;
        let columns: Vec<_> = object.live_columns().collect();
        let cell = |column: &&crate::postgres::catalog::Column| {
            let type_ref = column.type_use.as_ref().map(|type_use| type_use.type_ref);
            self.cell(column.name.clone(), type_ref, Value::Null)
        };
        (!columns.is_empty()).then(|| columns.iter().map(cell).collect())
    }

    /// Lets a domain refuse the `NULL` that a variable begins with.
    pub(super) fn check_null(&self, place: Place) -> Result<(), Refusal> {
        match self.frame.get(place).type_ref {
            Some(type_ref) if !type_ref.id.is_builtin() && self.row_of(type_ref).is_none() => {
                self.assigned_to(Value::Null, None, type_ref).map(|_| ())
            }
            _ => Ok(()),
        }
    }
}

fn is_record(written: &TypeName) -> bool {
    let builtin = written.name.schema().is_none_or(|schema| schema.name == "pg_catalog");
    builtin && written.name.name() == "record" && written.array_dimensions == 0
}

/// The element of an array type.
pub(super) fn element_of(type_ref: TypeRef) -> Option<TypeRef> {
    if type_ref.array {
        return Some(TypeRef { array: false, ..type_ref });
    }
    let element = types::by_oid(type_ref.id.oid()).filter(|_| type_ref.id.is_builtin())?.element;
    (element != 0).then(|| TypeRef::plain(ObjectId::builtin(element)))
}

/// The type of `text`.
pub(super) const TEXT: TypeRef = TypeRef::builtin(oid::TEXT);
