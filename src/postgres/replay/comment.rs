//! `COMMENT ON`.

use super::describe::relation_word;
use super::reference::live_column;
use super::session::Session;
use crate::postgres::ast::op::ObjectRef;
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::catalog::{ObjectBody, ObjectId};
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn comment(&mut self, object: &ObjectRef, text: Option<&Name>) -> Applied {
        // An empty comment is none.
        let text = text.filter(|text| !text.is_empty()).cloned();
        match object {
            ObjectRef::Role(name) => {
                self.check_role(&name.name)?;
                Ok(Effect::Noop("roles are the server's, and so are their comments".into()))
            }
            ObjectRef::Database(_) => Ok(Effect::Noop("a comment on the database is not of its schema".into())),
            ObjectRef::Column { relation, column, .. } => self.comment_column(relation, column, text),
            _ => {
                let id = self.find_object(object)?.object;
                self.refuse_row_type(object, id)?;
                self.change(id, |object| object.comment = text);
                Ok(Effect::Applied)
            }
        }
    }

    fn comment_column(&mut self, relation: &QualifiedName, column: &Ident, text: Option<Name>) -> Applied {
        let found = self.open_relation(relation)?;
        if let "index" | "sequence" = relation_word(found) {
            return Err(Failure::new("42809", format!("cannot set comment on relation \"{}\"", found.name)).into());
        }
        let address = live_column(found, column)?;
        self.change_column(address.object, address.column, |column| column.comment = text);
        Ok(Effect::Applied)
    }

    /// A table and its row type are one object here, but have comments and privileges each.
    pub(super) fn refuse_row_type(&self, object: &ObjectRef, id: ObjectId) -> Result<(), Refusal> {
        use crate::postgres::ast::op::ObjectKind::{Domain, Type};
        let named_type = matches!(object, ObjectRef::Named(Type | Domain, _));
        match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Type(_)) | None => Ok(()),
            Some(_) if named_type => Err(Refusal::Opaque("the row type of a relation by itself".into())),
            Some(_) => Ok(()),
        }
    }
}
