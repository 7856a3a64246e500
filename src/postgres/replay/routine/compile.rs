//! What the server finds wrong with a body in PL/pgSQL when it compiles it: at `CREATE`, and at `DO`.

use super::place::in_statement;
use crate::postgres::ast::op::{ArgumentMode, RoutineKind};
use crate::postgres::ast::procedure::Body;
use crate::postgres::ast::{Name, QualifiedName, TypeName};
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{NameClass, Object, ObjectBody, Routine, TypeBody, TypeRef};
use crate::postgres::replay::reference::is_system_relation;
use crate::postgres::replay::session::Session;
use crate::postgres::syntax::plpgsql::{self, DeclaredType, Header, ParsedBlock, Returns, Shape, Stop, Types};
use crate::run::{Failure, Refusal};
use std::sync::Arc;

/// The variables of a function that a trigger fires.
const TRIGGER_VARIABLES: [(&str, u32); 10] = [
    ("tg_name", oid::NAME),
    ("tg_when", oid::TEXT),
    ("tg_level", oid::TEXT),
    ("tg_op", oid::TEXT),
    ("tg_relid", oid::OID),
    ("tg_relname", oid::NAME),
    ("tg_table_name", oid::NAME),
    ("tg_table_schema", oid::NAME),
    ("tg_nargs", oid::INT4),
    ("tg_argv", oid::TEXT),
];

impl Session {
    /// Compiles the block of a `DO` in PL/pgSQL.
    pub(crate) fn compile_block(&self, body: &str) -> Result<Body, Refusal> {
        let declared = self.declared_in(body, &[]);
        let header = Header {
            label: Some(Name::new_static("inline_code_block")),
            parameters: Vec::new(),
            variables: vec![declared.builtin("found", oid::BOOL)],
            returns: Returns::Void,
            types: &declared,
            open: false,
        };
        self.compile(body, &header)
    }

    /// Compiles the body of a routine in PL/pgSQL.
    pub(crate) fn compile_routine(&self, name: &str, routine: &Routine, body: &str) -> Result<Body, Refusal> {
        let declared = self.declared_in(body, &routine.settings);
        let parameters = routine.arguments.iter();
        let parameters =
            parameters.map(|argument| (argument.name.clone(), declared.parameter(argument.type_use.type_ref)));
        let header = Header {
            label: Some(Name::new(name)),
            parameters: parameters.collect(),
            variables: declared.own_variables(routine),
            returns: returns(routine),
            types: &declared,
            open: false,
        };
        self.compile(body, &header)
    }

    fn compile(&self, body: &str, header: &Header<'_>) -> Result<Body, Refusal> {
        match plpgsql::compile(body, header) {
            ParsedBlock::Block(body) => Ok(*body),
            ParsedBlock::Opaque { reason } => {
                Err(Refusal::Undecided(format!("whether the server takes the body is not known: {reason}")))
            }
            ParsedBlock::Refused { code, message, offset } => {
                let position = offset.and_then(|offset| self.place_in_statement(body, offset));
                Err(Failure { code, message, position }.into())
            }
        }
    }

    /// Where the server points in the text of the statement for a place in a body that is a literal of it.
    pub(super) fn place_in_statement(&self, body: &str, offset: u32) -> Option<u32> {
        let span = self.origin?.span;
        let statement = self.text.get(span.start as usize..span.end as usize)?;
        in_statement(statement, body, offset as usize).map(|place| span.start + place)
    }

    /// The session in which a body is read: spans are those of the body.
    fn declared_in(&self, body: &str, settings: &[(Name, Vec<Name>)]) -> Declared {
        let mut session = self.clone();
        for (name, values) in settings.iter().filter(|(_, values)| !values.is_empty()) {
            session.assign_setting(name, Some(values.clone()));
        }
        session.text = Arc::from(body);
        Declared { session }
    }
}

impl Body {
    /// A body with a piece of SQL that was not read may be one that the server refuses.
    pub(crate) fn doubt(&self) -> Result<(), Refusal> {
        match &self.unread {
            None => Ok(()),
            Some(reason) => {
                Err(Refusal::Undecided(format!("whether the server takes the body is not known: {reason}")))
            }
        }
    }
}

/// What a routine can return.
fn returns(routine: &Routine) -> Returns {
    let outputs = [ArgumentMode::Out, ArgumentMode::InOut, ArgumentMode::Table];
    let outputs = routine.arguments.iter().any(|argument| outputs.contains(&argument.mode));
    let void = routine.returns.as_ref().is_none_or(|returns| returns.type_ref == TypeRef::builtin(oid::VOID));
    match (routine.returns_set, outputs, routine.kind) {
        (true, true, _) => Returns::SetOfParameters,
        (true, false, _) => Returns::Set,
        (false, true, _) => Returns::Parameters,
        (false, false, RoutineKind::Procedure) => Returns::Procedure,
        (false, false, _) if void => Returns::Void,
        (false, false, _) => Returns::Value,
    }
}

/// The types that declarations name.
struct Declared {
    session: Session,
}

impl Declared {
    fn builtin(&self, name: &'static str, oid: u32) -> (Name, DeclaredType) {
        (Name::new_static(name), self.declared(TypeRef::builtin(oid)))
    }

    /// Variables that a function has without declaring them.
    fn own_variables(&self, routine: &Routine) -> Vec<(Name, DeclaredType)> {
        let mut variables = vec![self.builtin("found", oid::BOOL)];
        let fires = |oid| routine.returns.as_ref().is_some_and(|returns| returns.type_ref == TypeRef::builtin(oid));
        if fires(oid::TRIGGER) {
            variables.extend(["new", "old"].map(|row| self.builtin(row, oid::RECORD)));
            variables.extend(TRIGGER_VARIABLES.map(|(name, of)| self.builtin(name, of)));
        } else if fires(oid::EVENT_TRIGGER) {
            variables.extend(["tg_event", "tg_tag"].map(|name| self.builtin(name, oid::TEXT)));
        }
        variables
    }

    /// A polymorphic parameter is taken for one of its types.
    fn parameter(&self, type_ref: TypeRef) -> DeclaredType {
        DeclaredType { pseudo: false, ..self.declared(type_ref) }
    }

    fn declared(&self, type_ref: TypeRef) -> DeclaredType {
        let builtin = if type_ref.id.is_builtin() { types::by_oid(type_ref.id.oid()) } else { None };
        let record = type_ref == TypeRef::builtin(oid::RECORD);
        let shape = match type_ref {
            _ if record || self.session.is_row_type(type_ref) => Shape::Record,
            TypeRef { array: false, .. } if builtin.is_some_and(|found| found.oid == oid::REFCURSOR) => Shape::Cursor,
            _ => Shape::Scalar,
        };
        DeclaredType {
            shape,
            name: Name::new(self.session.type_name(type_ref)),
            collatable: self.session.is_collatable(type_ref),
            pseudo: !record && builtin.is_some_and(|found| found.kind == 'p'),
        }
    }

    fn relation(&self, name: &QualifiedName) -> Option<&Object> {
        self.session.relation(name).ok().filter(|object| has_rows(object))
    }
}

impl Types for Declared {
    fn named(&self, name: &TypeName) -> Result<DeclaredType, Stop> {
        if self.session.lookup(NameClass::Type, &name.name).is_none() && is_system_relation(&name.name) {
            return Ok(DeclaredType::of(Shape::Record));
        }
        let found = self.session.resolve_type(name).map_err(|refusal| match refusal {
            Refusal::Failed(failure) if failure.code == "42704" => self.session.absent(&name.name, failure),
            other => other,
        });
        let type_ref = found.map_err(stop)?.type_ref;
        if self.session.is_shell_type(type_ref) {
            return Err(Stop::Opaque(format!("type \"{}\" is only a shell", name.name)));
        }
        Ok(self.declared(type_ref))
    }

    fn row(&self, relation: &QualifiedName) -> Result<DeclaredType, Stop> {
        match self.session.relation(relation) {
            Err(_) if is_system_relation(relation) => Ok(DeclaredType::of(Shape::Record)),
            Ok(object) if has_rows(object) => Ok(self.declared(TypeRef::plain(object.id))),
            Ok(_) => Err(Stop::Opaque(format!("\"{relation}\" has no rows"))),
            Err(failure) => Err(stop(self.session.absent(relation, Failure { position: None, ..failure }))),
        }
    }

    fn column(&self, column: &QualifiedName) -> Result<Option<DeclaredType>, Stop> {
        let Some((name, relation)) = column.parts.split_last().filter(|(_, relation)| !relation.is_empty()) else {
            return Ok(None);
        };
        let relation = QualifiedName { parts: relation.to_vec() };
        if self.session.relation(&relation).is_err()
            && let Some(builtin) = Session::builtin_relation(&relation)
        {
            let found = builtin.columns().find(|(column, _)| *column == name.name);
            return Ok(found.map(|(_, oid)| self.declared(TypeRef::builtin(oid))));
        }
        let Some(object) = self.relation(&relation) else {
            let failure = Failure::new("42P01", String::new());
            return match self.session.absent(&relation, failure) {
                Refusal::Failed(_) => Ok(None),
                other => Err(stop(other)),
            };
        };
        let found = object.column(&name.name).and_then(|column| column.type_use.as_ref());
        Ok(found.map(|type_use| self.declared(type_use.type_ref)))
    }

    fn collation(&self, name: &QualifiedName) -> Result<(), Stop> {
        self.session.find_collation(name).map(|_| ()).map_err(stop)
    }
}

fn stop(refusal: Refusal) -> Stop {
    match refusal {
        Refusal::Failed(Failure { code, message, position }) => Stop::Refused { code, message, offset: position },
        Refusal::Undecided(reason) | Refusal::Opaque(reason) => Stop::Opaque(reason),
    }
}

/// Whether a relation has a row type.
fn has_rows(object: &Object) -> bool {
    matches!(object.body, ObjectBody::Table(_) | ObjectBody::View(_) | ObjectBody::Type(TypeBody::Composite { .. }))
}
