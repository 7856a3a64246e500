//! Calls: of functions by name, and of aggregates.

use crate::mysql::ast::{Call, Expr, ExprKind, ObjectName};
use crate::mysql::syntax::native;
use crate::mysql::syntax::parser::{Parsed, Parser};
use crate::run::{Failure, Refusal};

/// What may stand inside and behind the brackets of an aggregate or a window function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aggregate {
    /// One argument.
    Plain,
    /// One argument, with `DISTINCT`.
    Distinct,
    /// `COUNT`.
    Count,
    /// `GROUP_CONCAT`, `JSON_ARRAYAGG`.
    List,
    /// Two arguments.
    Pair,
    /// Only with `OVER`; how many arguments at least and at most.
    Window(usize, usize),
    /// `LAST_VALUE(a, b)`, with one argument also over a window.
    LastValue,
    /// `PERCENTILE_CONT(x) WITHIN GROUP (ORDER BY y) OVER (…)`, `MEDIAN(x) OVER (…)` (MariaDB).
    Percentile,
}

/// Aggregates and window functions by name.
const AGGREGATES: &[(&str, Aggregate)] = &[
    ("AVG", Aggregate::Distinct),
    ("BIT_AND", Aggregate::Plain),
    ("BIT_OR", Aggregate::Plain),
    ("BIT_XOR", Aggregate::Plain),
    ("COUNT", Aggregate::Count),
    ("CUME_DIST", Aggregate::Window(0, 0)),
    ("DENSE_RANK", Aggregate::Window(0, 0)),
    ("FIRST_VALUE", Aggregate::Window(1, 1)),
    ("GROUP_CONCAT", Aggregate::List),
    ("JSON_ARRAYAGG", Aggregate::List),
    ("JSON_OBJECTAGG", Aggregate::Pair),
    ("LAG", Aggregate::Window(1, 2)),
    ("LAST_VALUE", Aggregate::LastValue),
    ("LEAD", Aggregate::Window(1, 2)),
    ("MAX", Aggregate::Distinct),
    ("MIN", Aggregate::Distinct),
    ("MEDIAN", Aggregate::Percentile),
    ("NTH_VALUE", Aggregate::Window(2, 2)),
    ("NTILE", Aggregate::Window(1, 1)),
    ("PERCENTILE_CONT", Aggregate::Percentile),
    ("PERCENTILE_DISC", Aggregate::Percentile),
    ("PERCENT_RANK", Aggregate::Window(0, 0)),
    ("RANK", Aggregate::Window(0, 0)),
    ("ROW_NUMBER", Aggregate::Window(0, 0)),
    ("STD", Aggregate::Plain),
    ("STDDEV", Aggregate::Plain),
    ("STDDEV_POP", Aggregate::Plain),
    ("STDDEV_SAMP", Aggregate::Plain),
    ("SUM", Aggregate::Distinct),
    ("VARIANCE", Aggregate::Plain),
    ("VAR_POP", Aggregate::Plain),
    ("VAR_SAMP", Aggregate::Plain),
];

/// The aggregate of a name.
pub(super) fn aggregate(name: &str) -> Option<Aggregate> {
    AGGREGATES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, aggregate)| *aggregate)
}

fn call(name: ObjectName, arguments: Vec<Expr>) -> Call {
    Call { name, arguments, star: false, distinct: false, order: Vec::new(), separator: None, limit: None, over: None }
}

/// A call with nothing but arguments.
pub(super) fn plain(name: ObjectName, arguments: Vec<Expr>) -> ExprKind {
    ExprKind::Call(call(name, arguments))
}

impl Parser<'_> {
    /// The brackets behind the name of a function, and what is in them.
    pub(super) fn call_of(&mut self, name: ObjectName) -> Parsed<ExprKind> {
        let arguments = self.arguments()?;
        if name.database.is_none() && self.mode.is_mariadb() && native::refuses(&name.name.text, arguments.len()) {
            let message = format!("Incorrect parameter count in the call to native function '{}'", name.name.text);
            return Err(Refusal::Failed(Failure::new("1582", message).at(name.name.span)));
        }
        Ok(plain(name, arguments))
    }

    /// `(a, b)`, `()`.
    pub(in crate::mysql::syntax) fn arguments(&mut self) -> Parsed<Vec<Expr>> {
        self.expect("(")?;
        if self.accept(")") {
            return Ok(Vec::new());
        }
        let arguments = self.list(|parser| {
            let argument = parser.expr()?;
            // Functions of libraries may be told the names of their arguments.
            if parser.accept("AS") || parser.at_name() {
                parser.name_or_string()?;
            }
            Ok(argument)
        })?;
        self.expect(")")?;
        Ok(arguments)
    }

    /// `(a, b)` with that many arguments at least and at most.
    pub(super) fn counted_arguments(&mut self, least: usize, most: usize) -> Parsed<Vec<Expr>> {
        self.brackets(|parser| parser.some_arguments(least, most))
    }

    /// The same without its brackets.
    pub(super) fn some_arguments(&mut self, least: usize, most: usize) -> Parsed<Vec<Expr>> {
        let mut arguments = Vec::new();
        while arguments.len() < most {
            if arguments.len() >= least && !(self.at(",") || arguments.is_empty() && !self.at(")")) {
                break;
            }
            if !arguments.is_empty() {
                self.expect(",")?;
            }
            arguments.push(self.expr()?);
        }
        Ok(arguments)
    }

    /// An aggregate, its name being next.
    pub(super) fn aggregate_call(&mut self, aggregate: Aggregate) -> Parsed<ExprKind> {
        let name = self.take_name();
        let mut call = call(ObjectName { database: None, name }, Vec::new());
        self.expect("(")?;
        match aggregate {
            Aggregate::Count => self.count_arguments(&mut call)?,
            Aggregate::List => self.list_arguments(&mut call)?,
            Aggregate::Pair => {
                call.arguments.push(self.expr()?);
                self.expect(",")?;
                call.arguments.push(self.expr()?);
            }
            Aggregate::Percentile => call.arguments.push(self.expr()?),
            Aggregate::Window(least, most) => call.arguments = self.some_arguments(least, most)?,
            Aggregate::LastValue => call.arguments = self.list(Self::expr)?,
            Aggregate::Plain | Aggregate::Distinct => {
                call.distinct = aggregate == Aggregate::Distinct && self.accept("DISTINCT");
                self.accept("ALL");
                call.arguments.push(self.expr()?);
            }
        }
        self.expect(")")?;
        if aggregate == Aggregate::Percentile && !call.name.name.text.eq_ignore_ascii_case("MEDIAN") {
            self.within_group(&mut call)?;
        }
        if matches!(aggregate, Aggregate::Window(..) | Aggregate::Percentile) && !self.at("OVER") {
            return self.unexpected();
        }
        if self.accept("OVER") {
            call.over = Some(Box::new(self.over()?));
        }
        Ok(ExprKind::Call(call))
    }

    /// `WITHIN GROUP (ORDER BY x)`.
    fn within_group(&mut self, call: &mut Call) -> Parsed<()> {
        self.expect_words(&["WITHIN", "GROUP"])?;
        call.order = self.brackets(|parser| {
            parser.expect_words(&["ORDER", "BY"])?;
            Ok(vec![parser.order_item()?])
        })?;
        Ok(())
    }

    fn count_arguments(&mut self, call: &mut Call) -> Parsed<()> {
        if self.accept("ALL") && !self.at("*") {
            call.arguments.push(self.expr()?);
        } else if self.accept("*") {
            call.star = true;
        } else {
            call.distinct = self.accept("DISTINCT");
            call.arguments = if call.distinct { self.list(Self::expr)? } else { vec![self.expr()?] };
        }
        Ok(())
    }

    fn list_arguments(&mut self, call: &mut Call) -> Parsed<()> {
        call.distinct = self.accept("DISTINCT");
        call.arguments = self.list(Self::expr)?;
        call.order = self.order_by()?;
        if self.accept("SEPARATOR") {
            call.separator = Some(self.string()?);
        }
        if self.mode.is_mariadb() && self.accept("LIMIT") {
            call.limit = Some(Box::new(self.limit_number()?));
            if self.accept_any(&[",", "OFFSET"]).is_some() {
                self.limit_number()?;
            }
        }
        Ok(())
    }
}
