//! Bodies of routines.

use crate::postgres::ast::Name;
use crate::postgres::ast::op::{CreateRoutine, RoutineBody, RoutineKind};
use crate::postgres::builtin::types::{self, oid};
use crate::postgres::catalog::{Address, Argument, Routine, RoutineSource, TypeRef};
use crate::postgres::replay::bind::Columns;
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

/// `event_trigger`.
const EVENT_TRIGGER: u32 = 3838;

/// A body as the catalog keeps it.
pub(super) struct ReadBody {
    pub source: RoutineSource,
    /// What it is bound to.
    pub dependencies: Vec<Address>,
    /// What a bound body returns.
    pub returned: Option<Columns>,
}

impl Session {
    /// The body of a routine with these arguments.
    pub(super) fn read_body(
        &self,
        create: &CreateRoutine,
        language: &str,
        arguments: &[Argument],
    ) -> Result<ReadBody, Refusal> {
        match &create.body {
            None => Err(Failure::new("42P13", "no function body specified").into()),
            Some(RoutineBody::Text { text, span }) => {
                if language == "c" {
                    return Err(Refusal::Undecided("whether the library is there is the server's to know".into()));
                }
                let source = RoutineSource::Text { literal: Name::new(span.slice(&self.text)), text: text.clone() };
                Ok(ReadBody { source, dependencies: Vec::new(), returned: None })
            }
            Some(RoutineBody::Library(..)) if language == "c" => {
                Err(Refusal::Undecided("whether the library is there is the server's to know".into()))
            }
            Some(RoutineBody::Library(..)) => {
                let message = format!("only one AS item needed for language \"{language}\"");
                Err(Failure::new("42P13", message).into())
            }
            Some(RoutineBody::Sql(_)) if language != "sql" => {
                Err(Failure::new("42P13", "inline SQL function body only valid for language SQL").into())
            }
            Some(RoutineBody::Sql(span)) => {
                let body = self.bind_sql_body(create, arguments, *span)?;
                Ok(ReadBody {
                    source: RoutineSource::Sql(body.bound),
                    dependencies: body.dependencies,
                    returned: Some(body.columns),
                })
            }
        }
    }

    /// What the language's validator refuses without reading the body.
    pub(super) fn check_routine_body(
        &self,
        name: &str,
        routine: &Routine,
        returned: Option<Columns>,
    ) -> Result<(), Refusal> {
        let checks = self.settings.get("check_function_bodies").and_then(|values| values.first());
        if checks.is_some_and(|value| matches!(value.as_str(), "off" | "false" | "0" | "no")) {
            return Ok(());
        }
        match routine.language.as_str() {
            "sql" => {
                self.check_sql_types(routine)?;
                match &routine.source {
                    RoutineSource::Text { text, .. } => self.check_sql_text(name, routine, text),
                    _ => returned.map_or(Ok(()), |returned| self.check_result(routine, returned)),
                }
            }
            "plpgsql" => {
                self.check_plpgsql_types(routine)?;
                self.check_plpgsql_body(name, routine)
            }
            "internal" => Err(Refusal::Undecided(format!("whether \"{name}\" is a function built into the server"))),
            _ => Ok(()),
        }
    }

    fn check_sql_types(&self, routine: &Routine) -> Result<(), Refusal> {
        if let Some(returns) = &routine.returns
            && is_pseudo(returns.type_ref, &[oid::RECORD, oid::VOID])
        {
            let message = format!("SQL functions cannot return type {}", self.type_name(returns.type_ref));
            return Err(Failure::new("42P13", message).into());
        }
        for argument in routine.input_arguments() {
            if is_pseudo(argument.type_use.type_ref, &[oid::RECORD]) {
                let message = format!(
                    "SQL functions cannot have arguments of type {}",
                    self.type_name(argument.type_use.type_ref)
                );
                return Err(Failure::new("42P13", message).into());
            }
        }
        Ok(())
    }

    fn check_plpgsql_types(&self, routine: &Routine) -> Result<(), Refusal> {
        let returns = routine.returns.as_ref().map(|returns| returns.type_ref);
        if let Some(returns) = returns
            && is_pseudo(returns, &[oid::RECORD, oid::VOID, oid::TRIGGER, EVENT_TRIGGER])
        {
            let message = format!("PL/pgSQL functions cannot return type {}", self.type_name(returns));
            return Err(Failure::new("0A000", message).into());
        }
        let fires = |trigger: u32| returns == Some(TypeRef::builtin(trigger)) && routine.kind == RoutineKind::Function;
        if fires(oid::TRIGGER) && !routine.arguments.is_empty() {
            return Err(Failure::new("42P13", "trigger functions cannot have declared arguments").into());
        }
        if fires(EVENT_TRIGGER) && !routine.arguments.is_empty() {
            return Err(Failure::new("42P13", "event trigger functions cannot have declared arguments").into());
        }
        for argument in routine.input_arguments() {
            if is_pseudo(argument.type_use.type_ref, &[oid::RECORD]) {
                let message =
                    format!("PL/pgSQL functions cannot accept type {}", self.type_name(argument.type_use.type_ref));
                return Err(Failure::new("0A000", message).into());
            }
        }
        Ok(())
    }
}

impl Session {
    fn check_plpgsql_body(&self, name: &str, routine: &Routine) -> Result<(), Refusal> {
        let RoutineSource::Text { text, .. } = &routine.source else { return Ok(()) };
        self.compile_routine(name, routine, text)?.doubt()
    }
}

/// Whether a type is none of a value, the polymorphic ones and the `allowed` left out.
fn is_pseudo(type_ref: TypeRef, allowed: &[u32]) -> bool {
    let id = type_ref.id;
    id.is_builtin()
        && !type_ref.array
        && !allowed.contains(&id.oid())
        && types::by_oid(id.oid()).is_some_and(|found| found.kind == 'p')
        && (!super::arguments::is_polymorphic(type_ref) || id.oid() == oid::ANY)
}
