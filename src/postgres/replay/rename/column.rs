//! Columns of tables and views, attributes of composite types.

use crate::postgres::ast::op::DropBehavior;
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::catalog::{Object, ObjectBody, ObjectId, TypeBody};
use crate::postgres::replay::describe::relation_word;
use crate::postgres::replay::session::Session;
use crate::postgres::replay::table::alter::Recursion;
use crate::postgres::replay::table::lookup::is_system_column;
use crate::run::{Failure, Refusal};

impl Session {
    pub(super) fn rename_column(
        &mut self,
        relation: &QualifiedName,
        column: &Ident,
        to: &Name,
        behavior: DropBehavior,
        recursion: Recursion,
    ) -> Result<(), Refusal> {
        let found = self.open_relation(relation)?;
        let id = found.id;
        if found.table().is_some_and(|table| table.of_type.is_some()) {
            return Err(Failure::new("42809", "cannot rename column of typed table").into());
        }
        if relation_word(found) == "sequence" {
            return Err(Failure::new("42809", format!("cannot rename columns of relation \"{}\"", found.name)).into());
        }
        if found.index().is_some() {
            return Err(Refusal::Opaque("the name of an index column".into()));
        }
        if let Some(TypeBody::Composite { .. }) = found.type_body() {
            self.check_typed_tables(id, behavior)?;
        }
        let inherited = self.table(id).is_some() && !self.children_of(id).is_empty();
        if recursion == Recursion::Only && inherited {
            let message = format!("inherited column \"{}\" must be renamed in child tables too", column.name);
            return Err(Failure::new("42P16", message).into());
        }
        // All that inherits the column, however deep, is renamed with it; so are the tables of a type.
        let targets = if found.type_body().is_some() {
            std::iter::once(id).chain(self.typed_tables(id)).collect()
        } else {
            self.with_descendants(id)
        };
        for target in targets.iter().rev() {
            self.check_column_rename(*target, &column.name, to, &targets)?;
        }
        for target in targets {
            self.set_column_name(target, &column.name, to);
        }
        Ok(())
    }

    fn check_column_rename(&self, id: ObjectId, column: &Name, to: &Name, with: &[ObjectId]) -> Result<(), Refusal> {
        let Some(object) = self.catalog.get(id) else { return Ok(()) };
        let Some(found) = object.column(column) else {
            let (code, message) = if is_system_column(column) && object.table().is_some() {
                ("0A000", format!("cannot rename system column \"{column}\""))
            } else {
                ("42703", format!("column \"{column}\" does not exist"))
            };
            return Err(Failure::new(code, message).into());
        };
        let renamed_parents =
            self.table(id).map_or(0, |table| table.parents.iter().filter(|parent| with.contains(parent)).count());
        if usize::from(found.inherited) > renamed_parents {
            return Err(Failure::new("42P16", format!("cannot rename inherited column \"{column}\"")).into());
        }
        check_collision(object, to)
    }

    fn set_column_name(&mut self, id: ObjectId, column: &Name, to: &Name) {
        let Some(number) = self.catalog.get(id).and_then(|object| object.column(column)).map(|found| found.number)
        else {
            return;
        };
        self.change_column(id, number, |found| found.name = to.clone());
        self.change(id, |object| {
            if let ObjectBody::View(view) = &mut object.body {
                view.named_columns = true;
            }
        });
    }
}

fn check_collision(object: &Object, to: &Name) -> Result<(), Refusal> {
    let message = if is_system_column(to) && object.type_body().is_none() {
        format!("column name \"{to}\" conflicts with a system column name")
    } else if object.column(to).is_some() {
        format!("column \"{to}\" of relation \"{}\" already exists", object.name)
    } else {
        return Ok(());
    };
    Err(Failure::new("42701", message).into())
}
