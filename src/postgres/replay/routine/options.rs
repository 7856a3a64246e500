//! Options of routines: what `CREATE` and `ALTER` have in common.

use crate::postgres::ast::op::{Parallel, RoutineKind, RoutineOption, Volatility};
use crate::postgres::ast::{Name, Setting};
use crate::postgres::catalog::{Routine, RoutineSource};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use crate::source::Span;
use std::mem::{Discriminant, discriminant};

/// What the options of one statement say.
#[derive(Debug, Default)]
pub(super) struct Options {
    volatility: Option<Volatility>,
    strict: Option<bool>,
    security_definer: Option<bool>,
    leakproof: Option<bool>,
    window: bool,
    parallel: Option<Parallel>,
    cost: Option<Name>,
    /// `ROWS`.
    pub rows: Option<Name>,
    support: Option<Name>,
    settings: Vec<SettingChange>,
}

#[derive(Debug)]
enum SettingChange {
    Set(Setting),
    ResetAll,
}

impl Session {
    /// Reads options; the server refuses the same kind of option twice, and most of them on procedures.
    pub(super) fn read_routine_options(
        &self,
        kind: RoutineKind,
        options: &[(RoutineOption, Span)],
    ) -> Result<Options, Refusal> {
        let mut read = Options::default();
        let mut seen: Vec<Discriminant<RoutineOption>> = Vec::new();
        for (option, span) in options {
            let repeatable = matches!(option, RoutineOption::Set(_) | RoutineOption::ResetAll);
            let for_procedures = repeatable || matches!(option, RoutineOption::SecurityDefiner(_));
            if kind == RoutineKind::Procedure && !for_procedures {
                return Err(Failure::new("42P13", "invalid attribute in procedure definition").at(*span).into());
            }
            if !repeatable && seen.contains(&discriminant(option)) {
                return Err(Failure::new("42601", "conflicting or redundant options").at(*span).into());
            }
            seen.push(discriminant(option));
            read.add(option);
        }
        read.check_estimates()?;
        self.check_support(&read)?;
        Ok(read)
    }

    /// A planner support function takes and returns `internal`: only an extension's C code can.
    fn check_support(&self, read: &Options) -> Result<(), Refusal> {
        let Some(support) = &read.support else { return Ok(()) };
        let bare = support.rsplit('.').next().unwrap_or(support);
        let schemas = self.path();
        if schemas.iter().any(|schema| !self.catalog.routines(*schema, bare).is_empty()) {
            return Ok(());
        }
        Err(Failure::new("42883", format!("function {support}(internal) does not exist")).into())
    }
}

impl Options {
    fn add(&mut self, option: &RoutineOption) {
        match option {
            RoutineOption::Volatility(volatility) => self.volatility = Some(*volatility),
            RoutineOption::Strict(strict) => self.strict = Some(*strict),
            RoutineOption::SecurityDefiner(definer) => self.security_definer = Some(*definer),
            RoutineOption::Leakproof(leakproof) => self.leakproof = Some(*leakproof),
            RoutineOption::Window => self.window = true,
            RoutineOption::Parallel(parallel) => self.parallel = Some(*parallel),
            RoutineOption::Cost(cost) => self.cost = Some(cost.clone()),
            RoutineOption::Rows(rows) => self.rows = Some(rows.clone()),
            RoutineOption::Support(support) => self.support = Some(Name::new(support.to_string())),
            RoutineOption::Set(setting) => self.settings.push(SettingChange::Set(setting.clone())),
            RoutineOption::ResetAll => self.settings.push(SettingChange::ResetAll),
        }
    }

    fn check_estimates(&self) -> Result<(), Failure> {
        for (word, value) in [("COST", &self.cost), ("ROWS", &self.rows)] {
            let number = value.as_ref().and_then(|value| value.parse::<f64>().ok());
            if number.is_some_and(|number| number <= 0.0) {
                return Err(Failure::new("22023", format!("{word} must be positive")));
            }
        }
        Ok(())
    }

    /// Applies what was said; the rest stays as it is.
    pub(super) fn apply_to(self, routine: &mut Routine) {
        routine.volatility = self.volatility.unwrap_or(routine.volatility);
        routine.strict = self.strict.unwrap_or(routine.strict);
        routine.security_definer = self.security_definer.unwrap_or(routine.security_definer);
        routine.leakproof = self.leakproof.unwrap_or(routine.leakproof);
        routine.window |= self.window;
        routine.parallel = self.parallel.unwrap_or(routine.parallel);
        routine.cost = self.cost.or(routine.cost.take());
        routine.rows = self.rows.or(routine.rows.take());
        routine.support = self.support.or(routine.support.take());
        for change in self.settings {
            match change {
                SettingChange::ResetAll => routine.settings.clear(),
                SettingChange::Set(Setting { name, values, .. }) => set(&mut routine.settings, name, values),
            }
        }
    }
}

/// A setting keeps its place when it is set again.
fn set(settings: &mut Vec<(Name, Vec<Name>)>, name: Name, values: Option<Vec<Name>>) {
    let place = settings.iter().position(|(known, _)| *known == name);
    match (place, values) {
        (Some(place), Some(values)) => settings[place].1 = values,
        (Some(place), None) => drop(settings.remove(place)),
        (None, Some(values)) => settings.push((name, values)),
        (None, None) => {}
    }
}

/// A routine of which nothing is said yet.
pub(crate) fn plain_routine() -> Routine {
    Routine {
        kind: RoutineKind::Function,
        arguments: Vec::new(),
        returns: None,
        returns_set: false,
        language: Name::default(),
        volatility: Volatility::default(),
        strict: false,
        security_definer: false,
        leakproof: false,
        window: false,
        parallel: Parallel::default(),
        cost: None,
        rows: None,
        support: None,
        transforms: Vec::new(),
        settings: Vec::new(),
        source: RoutineSource::Extension,
    }
}
