//! The operators of exclusion constraints.

use crate::postgres::catalog::TypeRef;
use crate::postgres::replay::bind::{Found, Meaning};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};

impl Session {
    /// Checks that an access method can search keys of a type by an operator, and that the operator does not mind which of two rows comes first:
    /// 42883, 42809.
    pub(crate) fn refuse_exclusion_by(
        &self,
        symbol: &str,
        key: TypeRef,
        method: &str,
        family: Option<&str>,
    ) -> Result<(), Refusal> {
        let name = self.type_name(key);
        let missing = |code, message: String| Err(self.missing(Failure::new(code, message)));
        let meaning = match self.find_operator(symbol, &[Some(key), Some(key)]) {
            Found::One(meaning) => meaning,
            Found::Open(_) => return Ok(()),
            Found::Ambiguous => return missing("42725", format!("operator is not unique: {name} {symbol} {name}")),
            Found::None => return missing("42883", format!("operator does not exist: {name} {symbol} {name}")),
        };
        if !meaning.operands.iter().all(|operand| self.is_binary_coercible(key, *operand)) {
            return missing("42883", format!("operator requires run-time type coercion: {name} {symbol} {name}"));
        }
        if !meaning.commutes {
            let message = format!("operator {} is not commutative", self.operator_in_words(symbol, &meaning));
            return missing("42809", message);
        }
        match family {
            Some(family) if !self.is_member(family, method, symbol, &meaning) => {
                let operator = self.operator_in_words(symbol, &meaning);
                missing("42809", format!("operator {operator} is not a member of operator family \"{family}\""))
            }
            _ => Ok(()),
        }
    }

    /// `=(integer,integer)`: the server's `format_operator`.
    fn operator_in_words(&self, symbol: &str, meaning: &Meaning) -> String {
        let operands: Vec<String> = meaning.operands.iter().map(|operand| self.type_name(*operand)).collect();
        format!("{symbol}({})", operands.join(","))
    }

    /// Whether an index can search by an operator.
    fn is_member(&self, family: &str, method: &str, symbol: &str, meaning: &Meaning) -> bool {
        self.brought().any(|(brought, schema)| {
            let is =
                |key, operand: &TypeRef| self.type_of_key(key, schema).is_some_and(|found| found.same_type(*operand));
            brought.operator_members.of(family).any(|member| {
                member.method == method
                    && member.symbol == symbol
                    && [member.left, member.right]
                        .into_iter()
                        .zip(&meaning.operands)
                        .all(|(key, operand)| is(key, operand))
            })
        })
    }
}
