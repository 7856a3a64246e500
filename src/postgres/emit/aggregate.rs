//! Aggregates, casts and collations: what is defined by attributes.

use super::printer::Printer;
use super::sql::list;
use super::statement::Statement;
use crate::postgres::ast::op::CastContext;
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use crate::postgres::builtin::function;
use crate::postgres::catalog::{Attribute, Cast, CastFunction, Collation, Object, ObjectId, TypeRef};

impl Printer<'_> {
    /// `name = value, …`.
    pub(super) fn attributes_of(&self, attributes: &[(Name, Attribute)]) -> String {
        list(attributes.iter().map(|(name, value)| {
            let value = match value {
                Attribute::Routine(id) => self.routine_name(*id),
                Attribute::Type(type_ref) => self.type_ref(*type_ref),
                Attribute::Word(word) => word.to_string(),
                Attribute::Text(text) => quote_literal(text),
            };
            format!("{name} = {value}")
        }))
    }

    /// The name of a routine, the engine's own included.
    pub(super) fn routine_name(&self, id: ObjectId) -> String {
        if id.is_builtin()
            && let Some(function) = function::by_oid(id.oid())
        {
            return quote_ident(function.name).into_owned();
        }
        self.name(id)
    }

    pub(super) fn cast(&self, cast: &Cast) -> Vec<Statement> {
        let (source, target) = (self.type_ref(cast.source), self.type_ref(cast.target));
        let method = match cast.method {
            CastFunction::Function(id) => format!("WITH FUNCTION {}", self.cast_function(id)),
            CastFunction::InOut => "WITH INOUT".into(),
            CastFunction::Binary => "WITHOUT FUNCTION".into(),
        };
        let context = match cast.context {
            CastContext::Implicit => " AS IMPLICIT",
            CastContext::Assignment => " AS ASSIGNMENT",
            CastContext::Explicit => "",
        };
        let missing = format!(
            "NOT EXISTS (SELECT FROM pg_cast WHERE castsource = {}::regtype AND casttarget = {}::regtype)",
            quote_literal(&source),
            quote_literal(&target)
        );
        vec![Statement::new(format!("CREATE CAST ({source} AS {target})\n    {method}{context}")).only_if(missing)]
    }

    pub(super) fn cast_function(&self, id: ObjectId) -> String {
        if let Some(object) = self.catalog.get(id)
            && let Some(routine) = object.routine()
        {
            return self.signature(object, routine);
        }
        let arguments = function::by_oid(id.oid()).map(|function| {
            list(function.arguments().filter_map(|key| match key {
                crate::postgres::builtin::rows::TypeKey::Builtin(oid) => Some(self.type_ref(TypeRef::builtin(oid))),
                crate::postgres::builtin::rows::TypeKey::Named { .. } => None,
            }))
        });
        format!("{}({})", self.routine_name(id), arguments.unwrap_or_default())
    }

    pub(super) fn user_collation(&self, object: &Object, collation: &Collation) -> Vec<Statement> {
        let create = format!("{} {}", self.create("COLLATION"), self.name(object.id));
        vec![Statement::new(match collation {
            Collation::Copy(id) => format!("{create} FROM {}", self.collation(*id)),
            Collation::Defined { provider, options } => {
                let options = options.iter().map(|(name, value)| format!("{name} = {}", quote_literal(value)));
                format!("{create} ({})", list(std::iter::once(format!("provider = {provider}")).chain(options)))
            }
        })]
    }
}
