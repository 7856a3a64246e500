//! Objects by name: what `regclass`, `regtype` and their kin read.

use super::datum::Datum;
use super::evaluate::{Evaluator, undecided};
use super::kind::Alias;
use crate::postgres::ast::{ExprKind, Literal, QualifiedName, TypeName};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::types;
use crate::postgres::catalog::{NameClass, ObjectId, TypeRef};
use crate::postgres::replay::bind::{name_in_text, refuse_dots};
use crate::postgres::replay::session::Session;
use crate::postgres::syntax;
use crate::run::{Failure, Refusal};
use crate::source::Span;

impl Evaluator<'_> {
    /// The object that a text names, with the server's failure where there is none.
    pub(super) fn read_alias(self, alias: Alias, text: &str) -> Result<Datum, Refusal> {
        let trimmed = text.trim();
        if trimmed == "-" {
            return Ok(Datum::Object(ObjectId::NONE));
        }
        if let Ok(oid) = trimmed.parse::<u32>() {
            return Ok(Datum::Object(ObjectId::builtin(oid)));
        }
        match alias {
            Alias::Type => self.read_type(text),
            Alias::Procedure => self.read_procedure(text),
            Alias::Role => Err(undecided("a role's number")),
            _ => {
                let invalid = || Failure::new("42602", "invalid name syntax");
                let name = name_in_text(text, Span::default()).ok_or_else(invalid)?;
                self.named_object(alias, &name).map(Datum::Object)
            }
        }
    }

    fn named_object(self, alias: Alias, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        match alias {
            Alias::Relation => self.relation(name),
            Alias::Schema if name.parts.len() == 1 => self.schema(name),
            Alias::Routine => self.routine(name),
            _ => Err(undecided("a name")),
        }
    }

    fn relation(self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        refuse_dots(name, "relation")?;
        let session = self.session;
        if let Some(id) = session.lookup(NameClass::Relation, name) {
            return Ok(id);
        }
        if let Some(builtin) = Session::builtin_relation(name) {
            return Ok(ObjectId::builtin(builtin.oid));
        }
        refuse_engine_own(name)?;
        session.refuse_missing_schema(name).map_err(|failure| self.absent(unplaced(failure)))?;
        Err(self.absent(Failure::new("42P01", format!("relation \"{name}\" does not exist"))))
    }

    fn schema(self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        let found = self.session.catalog.schema(name.name());
        if found.is_none() && (name.name().starts_with("pg_") || name.name() == "information_schema") {
            return Err(undecided("the number of a schema"));
        }
        found.ok_or_else(|| self.absent(Failure::new("3F000", format!("schema \"{name}\" does not exist"))))
    }

    fn routine(self, name: &QualifiedName) -> Result<ObjectId, Refusal> {
        refuse_dots(name, "qualified")?;
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        let builtin = BUILTIN.functions.of(name.name()).filter(|_| own).map(|found| ObjectId::builtin(found.oid));
        let mut found: Vec<ObjectId> = builtin.chain(self.routines(name)).collect();
        found.dedup();
        match found.as_slice() {
            [only] => Ok(*only),
            [] => {
                refuse_engine_own(name)?;
                self.session.refuse_missing_schema(name).map_err(|failure| self.absent(unplaced(failure)))?;
                Err(self.absent(Failure::new("42883", format!("function \"{name}\" does not exist"))))
            }
            _ => Err(Failure::new("42725", format!("more than one function named \"{name}\"")).into()),
        }
    }

    fn read_type(self, text: &str) -> Result<Datum, Refusal> {
        let type_ref = self.type_named(text)?;
        let array = |element: u32| types::by_oid(element).map(|found| ObjectId::builtin(found.array));
        match (type_ref.array, type_ref.id.is_builtin()) {
            (false, _) => Ok(Datum::Object(type_ref.id)),
            (true, true) => array(type_ref.id.oid()).map(Datum::Object).ok_or_else(|| undecided("a type")),
            (true, false) => Err(undecided("the number of an array type")),
        }
    }

    /// The type that a text names, without what stands in its parentheses.
    fn type_named(self, text: &str) -> Result<TypeRef, Refusal> {
        let written = written_type(text).ok_or_else(|| undecided("a type's name"))?;
        if let Some(type_ref) = self.session.type_called_by(&written) {
            return Ok(type_ref);
        }
        let name = &written.name;
        self.session.refuse_missing_schema(name).map_err(|failure| self.absent(unplaced(failure)))?;
        Err(self.absent(Failure::new("42704", format!("type \"{name}\" does not exist"))))
    }

    /// `name(type, type)`; a routine of the catalog, or one of the engine's.
    fn read_procedure(self, text: &str) -> Result<Datum, Refusal> {
        let unread = || undecided("a function's signature");
        let (name, rest) = text.split_once('(').ok_or_else(unread)?;
        let list = rest.trim_end().strip_suffix(')').ok_or_else(unread)?;
        let name = name_in_text(name, Span::default()).ok_or_else(unread)?;
        if list.contains(['(', '"']) {
            return Err(unread());
        }
        let parts = list.split(',').map(str::trim).filter(|part| !part.is_empty());
        let types = parts.map(|part| self.type_named(part)).collect::<Result<Vec<_>, _>>()?;
        let schemas = match name.schema() {
            Some(schema) => self.session.catalog.schema(&schema.name).into_iter().collect(),
            None => self.session.path(),
        };
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        let wanted = |function: &crate::postgres::builtin::function::Function| {
            let arguments: Option<Vec<TypeRef>> =
                function.arguments().map(|key| self.session.type_of_key(key, None)).collect();
            arguments.is_some_and(|arguments| {
                arguments.len() == types.len() && arguments.iter().zip(&types).all(|(one, other)| one.same_type(*other))
            })
        };
        if own && let Some(function) = BUILTIN.functions.of(name.name()).find(wanted) {
            return Ok(Datum::Object(ObjectId::builtin(function.oid)));
        }
        let found = schemas.into_iter().find_map(|schema| self.session.routine_with(schema, name.name(), &types));
        if let Some(id) = found {
            return Ok(Datum::Object(id));
        }
        refuse_engine_own(&name)?;
        Err(self.absent(Failure::new("42883", format!("function \"{text}\" does not exist"))))
    }

    /// Something is not there, unless what is not known of the catalog holds it.
    fn absent(self, failure: Failure) -> Refusal {
        match &self.session.taint {
            Some(reason) => Refusal::Undecided(format!("{}, unless a statement made it: {reason}", failure.message)),
            None => self.session.missing(failure),
        }
    }
}

/// What a newer server has of its own is not known by name.
fn refuse_engine_own(name: &QualifiedName) -> Result<(), Refusal> {
    let own = match name.schema() {
        Some(schema) => schema.name.starts_with("pg_") || schema.name == "information_schema",
        None => name.name().starts_with("pg_"),
    };
    if own { Err(Refusal::Undecided(format!("`{name}` is the server's own"))) } else { Ok(()) }
}

/// In a text of its own, a position says nothing.
fn unplaced(failure: Failure) -> Failure {
    Failure { position: None, ..failure }
}

/// A type as an expression's cast would have it.
fn written_type(text: &str) -> Option<TypeName> {
    match syntax::parse_expr(&format!("NULL::{text}")).ok()?.kind {
        ExprKind::Cast { operand, target } if operand.kind == ExprKind::Literal(Literal::Null) => Some(target),
        _ => None,
    }
}
