//! `CALL`, stored functions, and statements of programs that stand alone.

use super::block::Context;
use super::flow::Flow;
use super::{Content, Frame, Scope, Session, Variable};
use crate::mysql::ast::{Expr, ExprKind, ObjectName, Parameter, ParameterMode, ProgramStatement, RoutineKind, Step};
use crate::mysql::catalog::{Routine, fold};
use crate::mysql::error::{failure, undecided};
use crate::mysql::value::Value;
use crate::run::{Applied, Effect, Refusal};
use crate::source::Span;
use smol_str::SmolStr;
use std::sync::Arc;

/// Where the value of an `OUT` parameter goes.
enum Target {
    User(SmolStr),
    Variable(SmolStr),
    New(crate::mysql::ast::Name),
}

impl Session {
    /// `CALL`.
    pub(in crate::mysql::session) fn call(&mut self, name: &ObjectName, arguments: &[Expr]) -> Applied {
        let (database, name) = self.resolve(name)?;
        let routine = self.routine(RoutineKind::Procedure, &database, &name)?;
        let definition = Arc::clone(&routine.definition);
        check_count("PROCEDURE", &database, &routine.name, definition.parameters.len(), arguments.len())?;
        let targets = self.targets(&database, &routine.name, &definition.parameters, arguments)?;
        let mut values = Vec::with_capacity(arguments.len());
        for (parameter, argument) in definition.parameters.iter().zip(arguments) {
            values.push(match parameter.mode {
                ParameterMode::Out => Value::Null,
                ParameterMode::In | ParameterMode::InOut => self.value_of(argument)?,
            });
        }
        let (_, frame) = self.run_routine(&database, &routine, values)?;
        self.give_back(targets, &frame)?;
        Ok(Effect::Applied)
    }

    /// The value of a stored function; 1305 where there is none.
    pub(in crate::mysql::session) fn call_function(
        &mut self,
        database: &str,
        name: &str,
        arguments: Vec<Value>,
    ) -> Result<Value, Refusal> {
        let routine = self.routine(RoutineKind::Function, database, name)?;
        check_count("FUNCTION", database, &routine.name, routine.definition.parameters.len(), arguments.len())?;
        if routine.definition.body.is_none() || routine.definition.aggregate {
            return Ok(Value::unknown(format!("the function `{name}` is not written in SQL alone")));
        }
        let (flow, _) = self.run_routine(database, &routine, arguments)?;
        match flow {
            Flow::Return(value) => self.returned(&routine, value),
            _ => Err(failure("1321", format!("FUNCTION {} ended without RETURN", routine.name))),
        }
    }

    fn returned(&mut self, routine: &Routine, value: Value) -> Result<Value, Refusal> {
        let definition = &routine.definition;
        let Some(returns) = &definition.returns else { return Ok(value) };
        let column = self.variable_column(&routine.name, returns)?;
        self.converted(&value, &column, 0)
    }

    /// A routine that must be there.
    pub(in crate::mysql::session) fn routine(
        &self,
        kind: RoutineKind,
        database: &str,
        name: &str,
    ) -> Result<Arc<Routine>, Refusal> {
        let routines = self.catalog.databases.get(database).map(|database| match kind {
            RoutineKind::Procedure => &database.procedures,
            RoutineKind::Function => &database.functions,
        });
        let missing = || failure("1305", format!("{} {database}.{name} does not exist", kind_word(kind)));
        routines.and_then(|routines| routines.get(&fold(name))).cloned().ok_or_else(missing)
    }

    /// `BEGIN NOT ATOMIC … END`, `IF … END IF` … outside of programs.
    pub(in crate::mysql::session) fn compound(&mut self, body: &ProgramStatement) -> Applied {
        self.in_frame(Frame::default(), |session| session.step(body, &Context::OUTERMOST))?;
        Ok(Effect::Applied)
    }

    /// `SIGNAL`, `GET DIAGNOSTICS` outside of programs.
    pub(in crate::mysql::session) fn single_step(&mut self, step: &Step, span: Span) -> Applied {
        let statement = ProgramStatement { step: step.clone(), span };
        self.step(&statement, &Context::OUTERMOST)?;
        Ok(Effect::Applied)
    }

    fn run_routine(
        &mut self,
        database: &str,
        routine: &Arc<Routine>,
        values: Vec<Value>,
    ) -> Result<(Flow, Frame), Refusal> {
        let definition = Arc::clone(&routine.definition);
        self.check_recursion(definition.kind, database, &routine.name)?;
        // Functions get their arguments from a query.
        let row = usize::from(definition.kind == RoutineKind::Function);
        let mut variables = Vec::with_capacity(values.len());
        for (parameter, value) in definition.parameters.iter().zip(values) {
            let column = Arc::new(self.variable_column(&parameter.name.text, &parameter.type_name)?);
            let value = self.converted(&value, &column, row)?;
            variables.push(Variable { name: fold(&parameter.name.text), content: Content::Scalar(column, value) });
        }
        let Some(body) = &definition.body else {
            return Err(undecided(format!("`{}` is not written in SQL", routine.name)));
        };
        let frame = Frame {
            routine: Some((definition.kind, database.into(), fold(&routine.name))),
            scopes: vec![Scope { variables, cursors: Vec::new() }],
            row: None,
        };
        let text = Arc::clone(&routine.text);
        self.in_program(&text, &routine.sql_mode, database, frame, |session| session.step(body, &Context::OUTERMOST))
    }

    /// Runs a program with its own text, database and `sql_mode`.
    pub(super) fn in_program<T>(
        &mut self,
        text: &Arc<str>,
        sql_mode: &str,
        database: &str,
        frame: Frame,
        run: impl FnOnce(&mut Self) -> Result<T, Refusal>,
    ) -> Result<(T, Frame), Refusal> {
        let outer_text = std::mem::replace(&mut self.text, Arc::clone(text));
        let outer_database = self.database.replace(database.into());
        let outer_mode = self.variables.insert("sql_mode".into(), Value::text(sql_mode));
        let result = self.in_frame(frame, run);
        self.text = outer_text;
        self.database = outer_database;
        match outer_mode {
            Some(mode) => self.variables.insert("sql_mode".into(), mode),
            None => self.variables.remove("sql_mode"),
        };
        result
    }

    fn check_recursion(&self, kind: RoutineKind, database: &str, name: &str) -> Result<(), Refusal> {
        let own = (kind, SmolStr::from(database), fold(name));
        let open = self.running.frames.iter().filter(|frame| frame.routine.as_ref() == Some(&own)).count();
        if open == 0 {
            return Ok(());
        }
        if kind == RoutineKind::Function {
            return Err(failure("1424", "Recursive stored functions and triggers are not allowed"));
        }
        let limit = self.variable_text("max_sp_recursion_depth");
        if open > limit.parse().unwrap_or(0) {
            let message = format!(
                "Recursive limit {limit} (as set by the max_sp_recursion_depth variable) was exceeded for routine {name}"
            );
            return Err(failure("1456", message));
        }
        Ok(())
    }

    /// Where the `OUT` parameters go: only variables can take values.
    fn targets(
        &self,
        database: &str,
        name: &str,
        parameters: &[Parameter],
        arguments: &[Expr],
    ) -> Result<Vec<Option<Target>>, Refusal> {
        let target = |(place, (parameter, argument)): (usize, (&Parameter, &Expr))| {
            if parameter.mode == ParameterMode::In {
                return Ok(None);
            }
            self.target(argument).map(Some).ok_or_else(|| {
                let message = format!(
                    "OUT or INOUT argument {} for routine {database}.{name} is not a variable or NEW pseudo-variable in BEFORE trigger",
                    place + 1
                );
                failure("1414", message)
            })
        };
        parameters.iter().zip(arguments).enumerate().map(target).collect()
    }

    fn target(&self, argument: &Expr) -> Option<Target> {
        match &argument.kind {
            ExprKind::UserVariable(name) => Some(Target::User(name.clone())),
            ExprKind::Column(column) => match &column.table {
                None => {
                    self.program_variable(&column.column.text)?;
                    Some(Target::Variable(column.column.text.clone()))
                }
                Some(table) if table.text.eq_ignore_ascii_case("new") => {
                    self.trigger_value("new", &column.column.text)?;
                    Some(Target::New(column.column.clone()))
                }
                Some(_) => None,
            },
            _ => None,
        }
    }

    fn give_back(&mut self, targets: Vec<Option<Target>>, frame: &Frame) -> Result<(), Refusal> {
        let variables = frame.scopes.first().map_or(&[][..], |scope| &scope.variables);
        for (target, variable) in targets.into_iter().zip(variables) {
            let Content::Scalar(_, value) = &variable.content else { continue };
            match target {
                None => {}
                Some(Target::User(name)) => self.set_user_variable(&name, value.clone()),
                Some(Target::Variable(name)) => self.assign_variable(&name, value, 0)?,
                Some(Target::New(column)) => self.assign_new(&column, value)?,
            }
        }
        Ok(())
    }
}

/// `PROCEDURE`, `FUNCTION`.
pub(in crate::mysql::session) fn kind_word(kind: RoutineKind) -> &'static str {
    match kind {
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Function => "FUNCTION",
    }
}

fn check_count(kind: &str, database: &str, name: &str, expected: usize, got: usize) -> Result<(), Refusal> {
    if expected == got {
        return Ok(());
    }
    let message = format!("Incorrect number of arguments for {kind} {database}.{name}; expected {expected}, got {got}");
    Err(failure("1318", message))
}
