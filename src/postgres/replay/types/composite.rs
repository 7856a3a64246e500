//! Free-standing composite types.

use crate::postgres::ast::op::{AttributeAction, DropBehavior};
use crate::postgres::ast::{Ident, Name, QualifiedName, TypeName};
use crate::postgres::catalog::{Address, Column, NameClass, Object, ObjectBody, ObjectId, TypeBody, TypeRef, TypeUse};
use crate::postgres::replay::reference::live_column;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(crate) fn create_composite(
        &mut self,
        name: &QualifiedName,
        attributes: &[(Ident, TypeName, Option<QualifiedName>)],
    ) -> Applied {
        let schema = self.home_of(name)?;
        self.check_type_name(schema, name.name())?;
        let mut columns: Vec<Column> = Vec::new();
        for (number, (attribute, type_name, collation)) in (1..).zip(attributes) {
            let type_use = self.resolve_type_unplaced(type_name)?;
            columns.push(self.attribute(number, attribute, type_use, collation.as_ref())?);
        }
        check_distinct(columns.iter().map(|column| &column.name))?;
        if self.catalog.find(NameClass::Relation, schema, name.name()).is_some() {
            return Err(relation_exists(name.name()).into());
        }
        self.fill_shell(name.name(), schema)?;
        let types: Vec<TypeUse> = columns.iter().filter_map(|column| column.type_use.clone()).collect();
        let body = ObjectBody::Type(TypeBody::Composite { attributes: columns });
        let id = self.create_object(name.name().clone(), Some(schema), None, body);
        for (number, type_use) in (1..).zip(types) {
            self.depend_on_type(Address::column(id, number), type_use.type_ref);
        }
        Ok(Effect::Applied)
    }

    pub(crate) fn alter_composite(&mut self, name: &QualifiedName, actions: &[AttributeAction]) -> Applied {
        let found = self.open_relation(name)?;
        let id = found.id;
        if !matches!(found.type_body(), Some(TypeBody::Composite { .. })) {
            return Err(Failure::new("42809", format!("\"{}\" is not a composite type", found.name)).into());
        }
        let mut notices = Vec::new();
        for action in actions {
            match self.alter_attribute(id, action)? {
                Effect::Applied => {}
                Effect::Noop(notice) => notices.push(notice),
            }
        }
        let unchanged = notices.len() == actions.len() && !actions.is_empty();
        Ok(if unchanged { Effect::Noop(notices.join("; ")) } else { Effect::Applied })
    }

    fn alter_attribute(&mut self, id: ObjectId, action: &AttributeAction) -> Applied {
        match action {
            AttributeAction::Add { name, type_name, collation, behavior } => {
                self.check_typed_tables(id, *behavior)?;
                self.add_attribute(id, name, type_name, collation.as_ref())
            }
            AttributeAction::Drop { name, if_exists, behavior } => {
                self.check_typed_tables(id, *behavior)?;
                self.drop_attribute(id, name, *if_exists, *behavior)
            }
            AttributeAction::SetType { name, type_name, collation, behavior } => {
                self.check_typed_tables(id, *behavior)?;
                self.set_attribute_type(id, name, type_name, collation.as_ref())
            }
        }
    }

    /// 2BP01 for a type that tables are made `OF`, unless they are to follow.
    pub(crate) fn check_typed_tables(&self, id: ObjectId, behavior: DropBehavior) -> Result<(), Refusal> {
        let Some(name) = self.catalog.get(id).map(|object| object.name.clone()) else { return Ok(()) };
        if self.typed_tables(id).is_empty() {
            return Ok(());
        }
        if behavior == DropBehavior::Restrict {
            let message = format!("cannot alter type \"{name}\" because it is the type of a typed table");
            return Err(Failure::new("2BP01", message).into());
        }
        Ok(())
    }

    /// The tables `OF` a type.
    pub(crate) fn typed_tables(&self, id: ObjectId) -> Vec<ObjectId> {
        let of_type = |object: &Object| object.table().is_some_and(|table| table.of_type == Some(id));
        let dependents = self.catalog.dependents(id).filter_map(|edge| self.catalog.get(edge.dependent.object));
        let mut tables: Vec<ObjectId> = dependents.filter(|object| of_type(object)).map(|object| object.id).collect();
        tables.dedup();
        tables
    }

    /// 42P16 where a relation or composite type would hold itself, by way of other types.
    pub(crate) fn refuse_own_member(&self, whole: ObjectId, part: TypeRef) -> Result<(), Failure> {
        if self.holds(part.id, whole, &mut Vec::new()) {
            let whole = self.type_name(TypeRef::plain(whole));
            let message = format!("composite type {whole} cannot be made a member of itself");
            return Err(Failure::new("42P16", message));
        }
        Ok(())
    }

    fn holds(&self, part: ObjectId, whole: ObjectId, seen: &mut Vec<ObjectId>) -> bool {
        if part == whole {
            return true;
        }
        if part.is_builtin() || seen.contains(&part) {
            return false;
        }
        seen.push(part);
        let Some(object) = self.catalog.get(part) else { return false };
        match object.type_body() {
            Some(TypeBody::Domain { base, .. }) => self.holds(base.type_ref.id, whole, seen),
            Some(TypeBody::Range { subtype, .. }) => self.holds(subtype.id, whole, seen),
            Some(TypeBody::Multirange { range }) => self.holds(*range, whole, seen),
            _ => {
                let types = object.live_columns().filter_map(|column| Some(column.type_use.as_ref()?.type_ref.id));
                types.into_iter().any(|type_id| self.holds(type_id, whole, seen))
            }
        }
    }

    fn add_attribute(
        &mut self,
        id: ObjectId,
        name: &Ident,
        type_name: &TypeName,
        collation: Option<&QualifiedName>,
    ) -> Applied {
        let type_use = self.resolve_type(type_name)?;
        for target in std::iter::once(id).chain(self.typed_tables(id)) {
            let Some(object) = self.catalog.get(target) else { continue };
            if object.column(&name.name).is_some() {
                let message = format!("column \"{}\" of relation \"{}\" already exists", name.name, object.name);
                return Err(Failure::new("42701", message).into());
            }
            let number = next_number(object)?;
            self.refuse_own_member(target, type_use.type_ref)?;
            let column = self.attribute(number, name, type_use.clone(), collation)?;
            self.change(target, |object| object.columns_mut().map(|columns| columns.push(column)));
            self.depend_on_type(Address::column(target, number), type_use.type_ref);
        }
        Ok(Effect::Applied)
    }

    fn drop_attribute(&mut self, id: ObjectId, name: &Ident, if_exists: bool, behavior: DropBehavior) -> Applied {
        let mut targets = Vec::new();
        for target in std::iter::once(id).chain(self.typed_tables(id)) {
            let Some(object) = self.catalog.get(target) else { continue };
            match live_column(object, name) {
                Ok(address) => targets.push(address),
                Err(Refusal::Failed(failure)) if if_exists => {
                    return Ok(Effect::Noop(format!("{}, skipping", failure.message)));
                }
                Err(refusal) => return Err(refusal),
            }
        }
        for target in targets {
            self.delete_objects(&[target], behavior)?;
        }
        Ok(Effect::Applied)
    }

    fn set_attribute_type(
        &mut self,
        id: ObjectId,
        name: &Ident,
        type_name: &TypeName,
        collation: Option<&QualifiedName>,
    ) -> Applied {
        let type_use = self.resolve_type(type_name)?;
        for target in std::iter::once(id).chain(self.typed_tables(id)) {
            let Some(object) = self.catalog.get(target) else { continue };
            let address = live_column(object, name)?;
            self.refuse_own_member(target, type_use.type_ref)?;
            let replaced = self.attribute(address.column, name, type_use.clone(), collation)?;
            self.refuse_stored(id)?;
            self.change(target, |object| {
                if let Some(column) = object.column_at_mut(address.column) {
                    column.type_use = replaced.type_use;
                    column.collation = replaced.collation;
                }
            });
            self.depend_on_type(address, type_use.type_ref);
        }
        Ok(Effect::Applied)
    }

    /// 0A000 where a column stores values of the type: they would have to be rewritten.
    fn refuse_stored(&self, id: ObjectId) -> Result<(), Refusal> {
        let Some(name) = self.catalog.get(id).map(|object| object.name.clone()) else { return Ok(()) };
        match self.storing_column(id) {
            Some(column) => {
                let message = format!("cannot alter type \"{name}\" because column \"{column}\" uses it");
                Err(Failure::new("0A000", message).into())
            }
            None => Ok(()),
        }
    }

    /// A column that stores values of a type, itself or inside of other types: `table.column`.
    fn storing_column(&self, id: ObjectId) -> Option<String> {
        self.catalog.dependents(id).find_map(|edge| {
            let object = self.catalog.get(edge.dependent.object)?;
            match &object.body {
                ObjectBody::Table(_) => {
                    let column = object.column_at(edge.dependent.column).filter(|column| !column.dropped)?;
                    Some(format!("{}.{}", object.name, column.name))
                }
                ObjectBody::Type(_) => self.storing_column(object.id),
                _ => None,
            }
        })
    }
}

/// The number of a new column.
pub(crate) fn next_number(object: &Object) -> Result<u16, Refusal> {
    u16::try_from(object.columns().len() + 1)
        .map_err(|_| Failure::new("54011", "tables can have at most 1600 columns").into())
}

/// 42701 for a name that occurs twice.
pub(crate) fn check_distinct<'a>(names: impl Iterator<Item = &'a Name>) -> Result<(), Failure> {
    let mut seen = std::collections::BTreeSet::new();
    for name in names {
        if !seen.insert(name) {
            return Err(Failure::new("42701", format!("column \"{name}\" specified more than once")));
        }
    }
    Ok(())
}

/// 42P07 for the name of a relation.
pub(crate) fn relation_exists(name: &str) -> Failure {
    Failure::new("42P07", format!("relation \"{name}\" already exists"))
}
