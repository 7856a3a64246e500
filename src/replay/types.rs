//! Enum, composite, range and domain types.

use super::outcome::{Applied, Refusal};
use super::session::Session;
use crate::ast::op::{AlterEnum, AttributeAction, CreateDomain, DomainAction};
use crate::ast::{Ident, Name, QualifiedName, TypeName};

#[expect(clippy::unused_self, reason = "not modelled yet")]
impl Session {
    pub(super) fn create_enum(&mut self, _name: &QualifiedName, _labels: &[Name]) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn alter_enum(&mut self, _alter: &AlterEnum) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn create_composite(
        &mut self,
        _name: &QualifiedName,
        _attributes: &[(Ident, TypeName, Option<QualifiedName>)],
    ) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn alter_composite(&mut self, _name: &QualifiedName, _actions: &[AttributeAction]) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn create_range(&mut self, _name: &QualifiedName, _options: &[(Name, TypeName)]) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn create_shell_type(&mut self, _name: &QualifiedName) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn create_domain(&mut self, _create: &CreateDomain) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }

    pub(super) fn alter_domain(&mut self, _name: &QualifiedName, _action: &DomainAction) -> Applied {
        Err(Refusal::Opaque("not modelled yet".into()))
    }
}
