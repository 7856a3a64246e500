//! What is allowed where: the rules of each place an expression can stand in, and the server's messages for breaking them.

use super::Usage;
use super::binder::{Binder, fail};
use crate::postgres::ast::op::Volatility;
use crate::run::{Failure, Refusal};
use crate::source::Span;

/// The clause an expression stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Clause {
    /// The whole expression of a statement.
    Root(Usage),
    SelectList,
    Where,
    Having,
    GroupBy,
    OrderBy,
    DistinctOn,
    JoinOn,
    Limit,
    Offset,
    FromFunction,
    Values,
    Filter,
    Window,
}

/// The words of the server's messages for a place.
struct Words {
    /// `cannot use subquery in …`
    one: &'static str,
    /// `aggregate functions are not allowed in …`
    many: &'static str,
}

impl Clause {
    fn words(self) -> Words {
        let same = |word| Words { one: word, many: word };
        match self {
            Self::Root(Usage::Default | Usage::RoutineDefault) => {
                Words { one: "DEFAULT expression", many: "DEFAULT expressions" }
            }
            Self::Root(Usage::Generated) => {
                Words { one: "column generation expression", many: "column generation expressions" }
            }
            Self::Root(Usage::Check) => Words { one: "check constraint", many: "check constraints" },
            Self::Root(Usage::IndexExpression) => Words { one: "index expression", many: "index expressions" },
            Self::Root(Usage::IndexPredicate) => Words { one: "index predicate", many: "index predicates" },
            Self::Root(Usage::PartitionKey) => {
                Words { one: "partition key expression", many: "partition key expressions" }
            }
            Self::Root(Usage::Policy) => Words { one: "policy expression", many: "policy expressions" },
            Self::Root(Usage::TriggerCondition) => {
                Words { one: "trigger WHEN condition", many: "trigger WHEN conditions" }
            }
            Self::Root(Usage::TransformUsing) => Words { one: "transform expression", many: "transform expressions" },
            Self::Root(Usage::Statistics) => Words { one: "statistics expression", many: "statistics expressions" },
            Self::Root(Usage::Data) | Self::Values => same("VALUES"),
            Self::SelectList => same("SELECT"),
            Self::Where => same("WHERE"),
            Self::Having => same("HAVING"),
            Self::GroupBy => same("GROUP BY"),
            Self::OrderBy => same("ORDER BY"),
            Self::DistinctOn => same("DISTINCT ON"),
            Self::JoinOn => Words { one: "JOIN/ON", many: "JOIN conditions" },
            Self::Limit => same("LIMIT"),
            Self::Offset => same("OFFSET"),
            Self::FromFunction => same("functions in FROM"),
            Self::Filter => same("FILTER"),
            Self::Window => same("window definitions"),
        }
    }

    /// Aggregates can stand here.
    fn takes_aggregates(self) -> bool {
        matches!(self, Self::SelectList | Self::Having | Self::OrderBy | Self::DistinctOn | Self::Window)
    }

    pub(super) fn check_aggregate(self, span: Span) -> Result<(), Refusal> {
        if self.takes_aggregates() {
            return Ok(());
        }
        fail("42803", format!("aggregate functions are not allowed in {}", self.words().many), span)
    }

    fn takes_window_functions(self) -> bool {
        matches!(self, Self::SelectList | Self::OrderBy | Self::DistinctOn)
    }

    fn takes_sets(self) -> bool {
        matches!(
            self,
            Self::SelectList | Self::OrderBy | Self::DistinctOn | Self::GroupBy | Self::FromFunction | Self::Values
        ) || self == Self::Root(Usage::Data)
    }

    fn takes_subqueries(self) -> bool {
        !matches!(self, Self::Root(usage) if !matches!(usage, Usage::Policy | Usage::Data))
    }
}

impl Binder<'_> {
    pub(super) fn check_subquery(&self, span: Span) -> Result<(), Refusal> {
        if self.clause.takes_subqueries() {
            return Ok(());
        }
        fail("0A000", format!("cannot use subquery in {}", self.clause.words().one), span)
    }

    pub(super) fn check_aggregate(&self, span: Span) -> Result<(), Refusal> {
        if self.in_aggregate {
            return fail("42803", "aggregate function calls cannot be nested".into(), span);
        }
        self.clause.check_aggregate(span)
    }

    pub(super) fn check_window_function(&self, span: Span) -> Result<(), Refusal> {
        if self.clause.takes_window_functions() {
            return Ok(());
        }
        fail("42P20", format!("window functions are not allowed in {}", self.clause.words().many), span)
    }

    pub(super) fn check_set_returning(&self, span: Span) -> Result<(), Refusal> {
        if self.clause.takes_sets() {
            return Ok(());
        }
        fail("0A000", format!("set-returning functions are not allowed in {}", self.clause.words().many), span)
    }

    /// `DEFAULT` sees no columns at all.
    pub(super) fn check_column(&self, span: Span) -> Result<(), Refusal> {
        if self.clause != Clause::Root(Usage::Default) {
            return Ok(());
        }
        fail("0A000", "cannot use column reference in DEFAULT expression".into(), span)
    }

    /// Constraints and generated columns see no system columns but `tableoid`.
    pub(super) fn check_system_column(&self, name: &str, span: Span) -> Result<(), Refusal> {
        let message = match self.clause {
            Clause::Root(Usage::Check) if name != "tableoid" => {
                format!("system column \"{name}\" reference in check constraint is invalid")
            }
            Clause::Root(Usage::Generated) if name != "tableoid" => {
                format!("cannot use system column \"{name}\" in column generation expression")
            }
            _ => return Ok(()),
        };
        fail("42P10", message, span)
    }

    /// Index expressions and generated columns must be immutable. Checked when the whole is bound, as the server does.
    pub(super) fn check_volatility(&self, usage: Usage) -> Result<(), Refusal> {
        if self.volatility == Volatility::Immutable {
            return Ok(());
        }
        let message = match usage {
            Usage::Generated => "generation expression is not immutable",
            Usage::IndexExpression => "functions in index expression must be marked IMMUTABLE",
            Usage::IndexPredicate => "functions in index predicate must be marked IMMUTABLE",
            Usage::PartitionKey => "functions in partition key expression must be marked IMMUTABLE",
            _ => return Ok(()),
        };
        if self.planned_volatility == Volatility::Immutable {
            return Ok(());
        }
        if self.lasting_volatility == Volatility::Immutable {
            return Err(Refusal::Undecided(format!("{message}, unless the server inlines a function in SQL")));
        }
        Err(Failure::new("42P17", message).into())
    }
}
