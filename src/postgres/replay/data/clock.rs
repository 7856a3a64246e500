//! What the clock says, as far as it is given: the day of the run.
//!
//! A time of that day is a moment that may be up to a day later ([`Moment::slack`]), so that whatever hangs on the time of day stays
//! undecided. A column keeps the expression that asks for the clock, where that stands by itself; the day decides conditions, and what
//! objects are called.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::kind::{Form, Kind};
use super::moment::{Moment, Zone, day_number};
use super::scope::Scope;
use crate::environment::Day;
use crate::postgres::ast::Name;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::Value;
use crate::postgres::replay::session::Session;
use crate::run::Refusal;
use std::cell::Cell;
use std::rc::Rc;

/// Why what asks the clock is not known.
const NO_DAY: &str = "the day of the run is not known: `environment.today` can say it";

/// How often something was asked of the clock that hangs on its answer. A clone shares it.
#[derive(Debug, Clone, Default)]
pub(crate) struct ClockReadings(Rc<Cell<u32>>);

impl ClockReadings {
    /// The number so far.
    pub(crate) fn count(&self) -> u32 {
        self.0.get()
    }

    fn read(&self) {
        self.0.set(self.0.get().saturating_add(1));
    }

    /// Nothing hangs on the readings since then.
    pub(super) fn back_to(&self, count: u32) {
        self.0.set(count);
    }
}

impl Session {
    /// The time zone that times are read and printed in.
    fn time_zone(&self) -> &str {
        let set = self.settings.get("timezone").or_else(|| self.settings.get("time zone"));
        set.and_then(|values| values.first()).map_or(&self.environment.time_zone, |zone| zone)
    }

    /// The time zone is the one that the day of the run is meant in.
    pub(super) fn keeps_time_zone(&self) -> bool {
        self.time_zone().eq_ignore_ascii_case(&self.environment.time_zone)
    }

    /// Times are read and printed in UTC.
    pub(super) fn is_in_utc(&self) -> bool {
        self.time_zone().eq_ignore_ascii_case("UTC")
    }

    /// Why the value of an expression that was left to the server is not known.
    pub(in crate::postgres::replay) fn unknown_value(&self, text: &Name) -> Refusal {
        let expr = self.texts.expr(text);
        match expr.map(|expr| Evaluator { session: self }.evaluate(&expr, &Scope::default())) {
            Some(Err(Refusal::Undecided(reason))) if reason == NO_DAY => Refusal::Undecided(reason),
            _ => Refusal::Undecided(format!("the value of {text} is not known")),
        }
    }

    /// A value that the day of the run decides, where it does exactly; else as it is.
    pub(in crate::postgres::replay) fn on_the_day(&self, value: Value) -> Value {
        let evaluator = Evaluator { session: self };
        match &value {
            Value::Deferred(text) => evaluator.dated(text).and_then(|typed| evaluator.carried(&typed)).unwrap_or(value),
            _ => value,
        }
    }
}

impl Evaluator<'_> {
    /// The start of the day of the run.
    fn today(self) -> Result<Moment, Refusal> {
        let Some(Day { year, month, day }) = self.session.environment.today else {
            return Err(Refusal::Undecided(NO_DAY.into()));
        };
        if !self.session.keeps_time_zone() {
            return Err(undecided("the day in another time zone"));
        }
        self.session.clock_readings.read();
        Moment::of_day(day_number(year.into(), month.into(), day.into())).ok_or_else(|| undecided("the day"))
    }

    /// What a function of the clock gives, by its name.
    pub(super) fn clock(self, name: &str) -> Option<Result<Typed, Refusal>> {
        let (type_oid, zone) = match name {
            "current_date" => {
                return Some(self.today().map(|day| Typed::new(Datum::Moment(day), &Kind::builtin(oid::DATE))));
            }
            "localtimestamp" => (oid::TIMESTAMP, Zone::None),
            "clock_timestamp" | "current_timestamp" | "now" | "statement_timestamp" | "transaction_timestamp" => {
                (oid::TIMESTAMPTZ, Zone::Session)
            }
            _ => return None,
        };
        let moment = self.today().map(|day| Datum::Moment(Moment { zone, ..day.some_time() }));
        Some(moment.map(|moment| Typed::new(moment, &Kind::builtin(type_oid))))
    }

    /// What `'today'` and its like stand for, as a type that holds a day.
    pub(super) fn word_of_time(self, to: &Kind, text: &str) -> Option<Result<Datum, Refusal>> {
        let (Form::Date | Form::Timestamp(_)) = to.form else { return None };
        let word = text.trim_ascii();
        let known = [("now", 0), ("today", 0), ("tomorrow", 1), ("yesterday", -1)];
        let (name, days) = known.into_iter().find(|(name, _)| word.eq_ignore_ascii_case(name))?;
        let moment = self.today().and_then(|today| {
            let day = Moment::of_day(today.day() + days).ok_or_else(|| undecided("a day"))?;
            Ok(match to.form {
                Form::Timestamp(zone) if name == "now" => Moment { zone, ..day.some_time() },
                Form::Timestamp(zone) => Moment { zone, ..day },
                _ => day,
            })
        });
        Some(moment.map(Datum::Moment))
    }

    /// An expression that asked the clock, left to the server; `None` where it does not stand by itself.
    pub(super) fn left_again<T>(self, readings: u32, leave: impl FnOnce() -> Result<T, Refusal>) -> Option<T> {
        let left = leave().ok()?;
        self.session.clock_readings.back_to(readings);
        Some(left)
    }

    /// The value of an expression that was left to the server, where the day of the run is all that it asks for.
    pub(super) fn dated(self, text: &Name) -> Option<Typed> {
        self.session.environment.today?;
        let expr = self.session.texts.expr(text)?;
        self.evaluate(&expr, &Scope::default()).ok()
    }
}
