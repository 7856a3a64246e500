//! Procedures and functions as objects.

use super::{Existing, Session, check_name, existing, unknown_database};
use crate::mysql::ast::{CreateRoutine, DropObject, Name, ObjectKind, ObjectName, RoutineCharacteristic, RoutineKind};
use crate::mysql::catalog::{Routine, fold};
use crate::mysql::error::failure;
use crate::mysql::session::program::{BodyOf, Returns, kind_word};
use crate::run::{Applied, Effect, Refusal};
use crate::source::Span;
use smol_str::SmolStr;
use std::mem::discriminant;
use std::sync::Arc;

impl Session {
    /// `CREATE PROCEDURE`, `CREATE FUNCTION`.
    pub(in crate::mysql::session) fn create_routine(&mut self, create: &CreateRoutine, span: Span) -> Applied {
        let (database, name) = self.resolve(&create.name)?;
        check_name(&name, "1458", "routine")?;
        self.check_routine(create, &database, &name)?;
        self.database_mut(&database).map_err(|refusal| unless_missing(refusal, &database))?;
        let kind = kind_word(create.kind);
        let there = self.routine(create.kind, &database, &name).is_ok();
        let exists = || failure("1304", format!("{kind} {name} already exists"));
        if let Existing::Keep = existing(create.mode, there, exists)? {
            self.note("1304", format!("{kind} {name} already exists"));
            return Ok(Effect::Noop(format!("the {} `{name}` is there already", kind.to_lowercase())));
        }
        let routine = Routine {
            name: name.clone(),
            characteristics: create.characteristics.clone(),
            text: Arc::clone(&self.text),
            span,
            definition: Arc::new(create.clone()),
            sql_mode: self.sql_mode().into(),
            provenance: self.provenance(),
        };
        self.routines_mut(create.kind, &database)?.insert(fold(&name), Arc::new(routine));
        Ok(Effect::Applied)
    }

    /// What the server finds in the text of a routine.
    fn check_routine(&mut self, create: &CreateRoutine, database: &str, name: &str) -> Result<(), Refusal> {
        let Some(body) = &create.body else {
            return Err(Refusal::Opaque(format!("the function `{name}` is in a library of the server")));
        };
        let parameters: Vec<&Name> = create.parameters.iter().map(|parameter| &parameter.name).collect();
        for parameter in &create.parameters {
            self.variable_column(&parameter.name.text, &parameter.type_name)?;
        }
        if let Some(returns) = &create.returns {
            self.variable_column("", returns)?;
        }
        let of = match create.kind {
            RoutineKind::Procedure => BodyOf::Procedure,
            RoutineKind::Function => BodyOf::Function,
        };
        let returns = self.check_body(of, &parameters, body)?;
        if create.kind == RoutineKind::Function && returns == Returns::Nowhere {
            return Err(failure("1320", format!("No RETURN found in FUNCTION {database}.{name}")));
        }
        Ok(())
    }

    fn routines_mut(
        &mut self,
        kind: RoutineKind,
        database: &str,
    ) -> Result<&mut imbl::OrdMap<SmolStr, Arc<Routine>>, Refusal> {
        let database = self.database_mut(database)?;
        Ok(match kind {
            RoutineKind::Procedure => &mut database.procedures,
            RoutineKind::Function => &mut database.functions,
        })
    }

    /// `ALTER PROCEDURE`, `ALTER FUNCTION`: its characteristics.
    pub(in crate::mysql::session) fn alter_routine(
        &mut self,
        kind: RoutineKind,
        name: &ObjectName,
        characteristics: &[RoutineCharacteristic],
    ) -> Applied {
        let (database, name) = self.resolve(name)?;
        let mut routine = Routine::clone(&*self.routine(kind, &database, &name)?);
        for characteristic in characteristics {
            routine.characteristics.retain(|other| discriminant(other) != discriminant(characteristic));
            routine.characteristics.push(characteristic.clone());
        }
        routine.provenance.origins.push(self.origin);
        self.routines_mut(kind, &database)?.insert(fold(&name), Arc::new(routine));
        Ok(Effect::Applied)
    }

    /// `DROP PROCEDURE`, `DROP FUNCTION`.
    pub(super) fn drop_routine(&mut self, drop: &DropObject, name: &ObjectName) -> Applied {
        let kind = if drop.kind == ObjectKind::Procedure { RoutineKind::Procedure } else { RoutineKind::Function };
        let (database, name) = match self.resolve(name) {
            Ok(resolved) => resolved,
            // Without a database the server looks for a function of a library.
            Err(_) if kind == RoutineKind::Function => {
                return missing(self, drop, format!("FUNCTION (UDF) {} does not exist", name.name.text));
            }
            Err(refusal) => return Err(refusal),
        };
        if self.routine(kind, &database, &name).is_err() {
            return missing(self, drop, format!("{} {database}.{name} does not exist", kind_word(kind)));
        }
        self.routines_mut(kind, &database)?.remove(&fold(&name));
        Ok(Effect::Applied)
    }
}

fn missing(session: &mut Session, drop: &DropObject, message: String) -> Applied {
    if drop.if_exists {
        session.note("1305", message);
        return Ok(Effect::Noop("there is nothing to drop".into()));
    }
    Err(failure("1305", message))
}

/// The server says of a missing database that it is unknown.
fn unless_missing(refusal: Refusal, database: &str) -> Refusal {
    match refusal {
        Refusal::Failed(failure) if failure.code == "1049" => unknown_database(database),
        other => other,
    }
}
