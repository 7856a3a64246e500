//! Queries inside of expressions.

use super::compare;
use super::{Frame, of_truth, three_valued};
use crate::mysql::ast::{BinaryOperator, Quantifier};
use crate::mysql::error::{failure, undecided};
use crate::mysql::session::Session;
use crate::mysql::session::data::collation::Collation;
use crate::mysql::session::data::plan::{Node, NodeKind, QueryPlan};
use crate::mysql::value::Value;
use crate::run::Refusal;

impl Session {
    pub(super) fn compute_query(&mut self, node: &Node, frame: &Frame<'_>) -> Result<Value, Refusal> {
        match &node.kind {
            NodeKind::Exists(query) => match self.run_query(query, Some(frame)) {
                Ok(found) => Ok(Value::truth(!found.rows.is_empty())),
                Err(refusal) => unknown(refusal),
            },
            NodeKind::Subquery(query) => match self.single_row(query, frame) {
                Ok(row) => Ok(row.and_then(|row| row.into_iter().next()).unwrap_or(Value::Null)),
                Err(refusal) => unknown(refusal),
            },
            NodeKind::InQuery { operand, query, negated, collation } => {
                let left = self.row_values(operand, frame)?;
                let found = match self.run_query(query, Some(frame)) {
                    Ok(found) => found,
                    Err(refusal) => return unknown(refusal),
                };
                let mut result = Ok(Some(false));
                for row in &found.rows {
                    let equal = compare::rows(BinaryOperator::Equal, left.as_deref(), Some(row), collation);
                    match three_valued(&equal) {
                        Ok(Some(true)) => return Ok(Value::truth(!negated)),
                        Ok(Some(false)) => {}
                        other => result = result.and(other),
                    }
                }
                Ok(result.map_or_else(|unknown| unknown, |truth| of_truth(truth.map(|truth| truth != *negated))))
            }
            NodeKind::Quantified { quantifier, operator, left, query, collation } => {
                self.quantified(*quantifier, *operator, left, query, collation, frame)
            }
            _ => Err(undecided("an expression of a kind that is not computed")),
        }
    }

    fn quantified(
        &mut self,
        quantifier: Quantifier,
        operator: BinaryOperator,
        left: &Node,
        query: &QueryPlan,
        collation: &Collation,
        frame: &Frame<'_>,
    ) -> Result<Value, Refusal> {
        let left = self.row_values(left, frame)?;
        let found = match self.run_query(query, Some(frame)) {
            Ok(found) => found,
            Err(refusal) => return unknown(refusal),
        };
        let decisive = quantifier == Quantifier::Any;
        let mut result = Ok(Some(!decisive));
        for row in &found.rows {
            match three_valued(&compare::rows(operator, left.as_deref(), Some(row), collation)) {
                Ok(Some(truth)) if truth == decisive => return Ok(Value::truth(decisive)),
                Ok(Some(_)) => {}
                other => result = result.and(other),
            }
        }
        Ok(result.map_or_else(|unknown| unknown, of_truth))
    }

    /// The only row of a query; none where it has no row.
    pub(super) fn single_row(&mut self, query: &QueryPlan, frame: &Frame<'_>) -> Result<Option<Vec<Value>>, Refusal> {
        let mut found = self.run_query(query, Some(frame))?;
        if found.rows.len() > 1 {
            return Err(failure("1242", "Subquery returns more than 1 row"));
        }
        Ok(found.rows.pop().map(|row| row.to_vec()))
    }
}

/// A query that cannot be told has a value that is not known; a failure fails.
fn unknown(refusal: Refusal) -> Result<Value, Refusal> {
    match refusal {
        Refusal::Undecided(reason) => Ok(Value::unknown(reason)),
        other => Err(other),
    }
}
