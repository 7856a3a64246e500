//! Constraints of tables and domains.

use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::catalog::{ConstraintKind, NameClass, Object, ObjectId, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    pub(super) fn rename_constraint(
        &mut self,
        relation: &QualifiedName,
        name: &Ident,
        to: &Name,
    ) -> Result<(), Refusal> {
        let table = self.open_relation(relation)?;
        let (table, table_name) = (table.id, table.name.clone());
        let id = self.catalog.find(NameClass::Constraint, table, &name.name).ok_or_else(|| {
            let message = format!("constraint \"{}\" for table \"{table_name}\" does not exist", name.name);
            Failure::new("42704", message)
        })?;
        let Some(constraint) = self.catalog.get(id).and_then(Object::constraint).cloned() else { return Ok(()) };
        match constraint.kind {
            ConstraintKind::PrimaryKey(index) | ConstraintKind::Unique(index) | ConstraintKind::Exclude(index, _) => {
                self.rename_relation(index, to)
            }
            ConstraintKind::Check { no_inherit: false, .. } => {
                if constraint.inherited > 0 {
                    let message = format!("cannot rename inherited constraint \"{}\"", name.name);
                    return Err(Failure::new("42P16", message).into());
                }
                for table in self.with_descendants(table).into_iter().rev() {
                    self.rename_check(table, &name.name, to)?;
                }
                Ok(())
            }
            _ => self.rename_constraint_object(id, to),
        }
    }

    fn rename_check(&mut self, table: ObjectId, name: &Name, to: &Name) -> Result<(), Refusal> {
        match self.catalog.find(NameClass::Constraint, table, name) {
            Some(id) => self.rename_constraint_object(id, to),
            None => Ok(()),
        }
    }

    pub(super) fn rename_domain_constraint(
        &mut self,
        domain: &QualifiedName,
        name: &Ident,
        to: &Name,
    ) -> Result<(), Refusal> {
        let domain = self.altered_domain(domain)?;
        let id = self.catalog.find(NameClass::Constraint, domain, &name.name).ok_or_else(|| {
            let domain = self.type_name(TypeRef::plain(domain));
            Failure::new("42704", format!("constraint \"{}\" for domain {domain} does not exist", name.name))
        })?;
        self.rename_constraint_object(id, to)
    }
}
