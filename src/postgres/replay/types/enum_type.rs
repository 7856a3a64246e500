//! Enums.

use crate::postgres::ast::op::{AlterEnum, EnumPosition};
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::catalog::{Address, EnumLabel, Object, ObjectBody, ObjectId, TypeBody, TypeRef, Value};
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

/// Longest label in bytes.
const MAX_LABEL: usize = 63;

impl Session {
    pub(crate) fn create_enum(&mut self, name: &QualifiedName, labels: &[Name]) -> Applied {
        let schema = self.home_of(name)?;
        self.check_type_name(schema, name.name())?;
        for (index, label) in labels.iter().enumerate() {
            check_label(label)?;
            if labels[..index].contains(label) {
                let message = "duplicate key value violates unique constraint \"pg_enum_typid_label_index\"";
                return Err(Failure::new("23505", message).into());
            }
        }
        let labels = (1..).zip(labels);
        let labels =
            labels.map(|(number, label)| EnumLabel { number, label: label.clone(), uncommitted: false }).collect();
        self.define_type(schema, name.name(), TypeBody::Enum { labels })?;
        Ok(Effect::Applied)
    }

    pub(crate) fn alter_enum(&mut self, alter: &AlterEnum) -> Applied {
        match alter {
            AlterEnum::AddValue { name, label, if_not_exists, position } => {
                let id = self.find_enum(name)?;
                self.add_label(id, label, *if_not_exists, position)
            }
            AlterEnum::RenameValue { name, from, to } => {
                let id = self.find_enum(name)?;
                self.rename_label(id, from, to)
            }
        }
    }

    /// The enum of that name; 42809 where the type is none.
    fn find_enum(&self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let id = self.find_user_type(name)?;
        match self.catalog.get(id).and_then(Object::type_body) {
            Some(TypeBody::Enum { .. }) => Ok(id),
            _ => Err(Failure::new("42809", format!("{} is not an enum", self.type_name(TypeRef::plain(id)))).into()),
        }
    }

    fn labels(&self, id: ObjectId) -> &[EnumLabel] {
        match self.catalog.get(id).and_then(Object::type_body) {
            Some(TypeBody::Enum { labels }) => labels,
            _ => &[],
        }
    }

    fn label_place(&self, id: ObjectId, label: &Name) -> Option<usize> {
        self.labels(id).iter().position(|known| known.label == *label)
    }

    fn existing_label(&self, id: ObjectId, label: &Name) -> Result<usize, Failure> {
        let missing = || Failure::new("22023", format!("\"{label}\" is not an existing enum label"));
        self.label_place(id, label).ok_or_else(missing)
    }

    fn add_label(&mut self, id: ObjectId, label: &Name, if_not_exists: bool, position: &EnumPosition) -> Applied {
        check_label(label)?;
        if self.label_place(id, label).is_some() {
            let message = format!("enum label \"{label}\" already exists");
            return if if_not_exists {
                Ok(Effect::Noop(format!("{message}, skipping")))
            } else {
                Err(Failure::new("42710", message).into())
            };
        }
        let place = match position {
            EnumPosition::Last => self.labels(id).len(),
            EnumPosition::Before(neighbour) => self.existing_label(id, neighbour)?,
            EnumPosition::After(neighbour) => self.existing_label(id, neighbour)? + 1,
        };
        let uncommitted = self.leaves_label_unusable(id);
        let number = self.labels(id).iter().map(|label| label.number).max().unwrap_or(0) + 1;
        self.change_labels(id, |labels| labels.insert(place, EnumLabel { number, label: label.clone(), uncommitted }));
        if uncommitted {
            self.uncommitted_enums.push(id);
        }
        Ok(Effect::Applied)
    }

    /// A new label of an enum can be used after the commit only. Since version 17, an enum of the same transaction is no matter.
    fn leaves_label_unusable(&self, id: ObjectId) -> bool {
        let spares_new_types = self.environment.postgres_version() >= 17;
        self.transaction.as_ref().is_some_and(|transaction| !spares_new_types || transaction.began_after(id))
    }

    fn rename_label(&mut self, id: ObjectId, from: &Name, to: &Name) -> Applied {
        check_label(to)?;
        let place = self.existing_label(id, from)?;
        if self.label_place(id, to).is_some() {
            return Err(Failure::new("42710", format!("enum label \"{to}\" already exists")).into());
        }
        self.change_labels(id, |labels| labels[place].label = to.clone());
        self.rename_label_in_rows(id, from, to);
        Ok(Effect::Applied)
    }

    /// Rows hold labels by their text.
    fn rename_label_in_rows(&mut self, id: ObjectId, from: &Name, to: &Name) {
        let columns: Vec<Address> =
            self.catalog.dependents(id).map(|edge| edge.dependent).filter(|dependent| dependent.column > 0).collect();
        for Address { object, column } in columns {
            if self.catalog.contents(object).is_some_and(|contents| !contents.last_known().is_empty()) {
                self.catalog.contents_mut(object).last_known_mut().rewrite(|row| match row.value(column) {
                    Value::Text(label) if label == from => row.with(column, Value::Text(to)),
                    _ => row.clone(),
                });
            }
        }
    }

    fn change_labels(&mut self, id: ObjectId, change: impl FnOnce(&mut Vec<EnumLabel>)) {
        self.change(id, |object| {
            if let ObjectBody::Type(TypeBody::Enum { labels }) = &mut object.body {
                change(labels);
            }
        });
    }

    /// Makes the labels usable that the transaction which commits has added.
    pub(crate) fn commit_enum_labels(&mut self) {
        for id in std::mem::take(&mut self.uncommitted_enums) {
            self.catalog.update(id, |object| {
                if let ObjectBody::Type(TypeBody::Enum { labels }) = &mut object.body {
                    for label in labels {
                        label.uncommitted = false;
                    }
                }
            });
        }
    }
}

fn check_label(label: &Name) -> Result<(), Failure> {
    if label.len() > MAX_LABEL {
        return Err(Failure::new("42602", format!("invalid enum label \"{label}\"")));
    }
    Ok(())
}
