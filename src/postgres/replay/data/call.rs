//! Calls of functions.

use super::datum::{Datum, Typed};
use super::evaluate::{Evaluator, undecided};
use super::functions::{self, Arguments};
use super::kind::Kind;
use super::scope::Scope;
use super::select::is_aggregate;
use super::typing::is_choice;
use crate::postgres::ast::{Expr, ExprKind, FunctionCall, Name};
use crate::postgres::builtin::function::Function;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{Target, TypeRef};
use crate::postgres::replay::bind::{Called, Coercion, Signature};
use crate::run::Refusal;

impl Evaluator<'_> {
    pub(super) fn call(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let name = call.name.name().as_str();
        if call.over.is_some() {
            return scope.windowed(call).ok_or_else(|| undecided(&format!("{name}()")));
        }
        if let Some(group) = scope.group()
            && is_aggregate(name)
        {
            return self.aggregate(call, group, scope);
        }
        if call.special {
            return self.special(call, scope);
        }
        if let Some(Target::Object(id)) = scope.target(call.name.span()) {
            return self.routine_call(*id, call, &self.argument_values(call, scope)?);
        }
        if self.is_builtin_function(&call.name)
            && let Some(value) = self.act(call, scope)?
        {
            return Ok(value);
        }
        let values = self.argument_values(call, scope)?;
        self.called(call, &values)
    }

    /// The values of the arguments.
    pub(super) fn argument_values(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Vec<Typed>, Refusal> {
        let star = |argument: &Expr| matches!(argument.kind, ExprKind::Wildcard(None));
        let arguments = call.arguments.iter().map(|(_, argument)| argument).filter(|argument| !star(argument));
        arguments.map(|argument| self.evaluate(argument, scope)).collect()
    }

    /// What a call means for its values, and what that function gives.
    fn called(self, call: &FunctionCall, values: &[Typed]) -> Result<Typed, Refusal> {
        let name = call.name.name();
        match self.meaning(call, values).ok_or_else(|| undecided(&format!("{name}()")))? {
            Called::Builtin(function, signature) => {
                // Arguments by name would have to be put in their places, and those of VARIADIC to be spread.
                if call.variadic || call.arguments.iter().any(|(name, _)| name.is_some()) {
                    return Err(undecided(&format!("{name}()")));
                }
                self.apply(&function, &signature, values)
            }
            Called::Routine(id) => self.routine_call(id, call, values),
            Called::Conversion(to) => match values {
                [value] => self.convert(value, &self.kind(to), Coercion::Explicit),
                _ => Err(undecided(&format!("{name}()"))),
            },
        }
    }

    /// The function that a call with these values means.
    pub(super) fn meaning(self, call: &FunctionCall, values: &[Typed]) -> Option<Called> {
        let names: Vec<Name> =
            call.arguments.iter().filter_map(|(name, _)| name.as_ref()).map(|name| name.name.clone()).collect();
        let types: Vec<TypeRef> = values.iter().map(|value| value.kind.type_ref).collect();
        self.session.call_meaning(&call.name, &names, &types, call.variadic)
    }

    /// The values as a function declares them.
    pub(super) fn coerced(self, signature: &Signature, values: &[Typed]) -> Result<Vec<Typed>, Refusal> {
        // What is declared as "any" is taken as it is, a constant without a type too.
        let coerced =
            |(value, to): (&Typed, &Option<TypeRef>)| to.map_or(Ok(value.clone()), |to| self.coerce(value, Some(to)));
        values.iter().zip(&signature.operands).map(coerced).collect()
    }

    /// One of the engine's functions.
    fn apply(self, function: &Function, signature: &Signature, values: &[Typed]) -> Result<Typed, Refusal> {
        let result = self.kind(signature.result);
        let unknown = || undecided(&format!("{}()", function.name));
        if function.returns_set || function.kind != 'f' {
            return Err(unknown());
        }
        let values = self.coerced(signature, values)?;
        if function.strict && values.iter().any(Typed::is_null) {
            return Ok(Typed::new(Datum::Null, &result));
        }
        if let Some(moment) = self.clock(function.name) {
            return moment;
        }
        let implementation = functions::by_name(function.name).ok_or_else(unknown)?;
        let given = implementation(&Arguments { evaluator: self, values: &values, result: &result })?;
        Ok(Typed { datum: given.ok_or_else(unknown)?, kind: result })
    }

    /// SQL's own spellings.
    fn special(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let name = call.name.name().as_str();
        let unknown = || undecided(&format!("{name}()"));
        match name {
            "coalesce" => self.coalesce(call, scope),
            "current_date" | "current_timestamp" | "localtimestamp" => {
                self.clock(name).unwrap_or_else(|| Err(unknown()))
            }
            "greatest" | "least" => self.extreme_argument(call, scope),
            "nullif" => self.nullif(call, scope),
            "current_user" | "current_role" | "user" | "current_schema" => {
                let kind = Kind::builtin(oid::NAME);
                let implementation = functions::by_name(name).ok_or_else(unknown)?;
                let given = implementation(&Arguments { evaluator: self, values: &[], result: &kind })?;
                Ok(Typed { datum: given.ok_or_else(unknown)?, kind })
            }
            "btrim" | "extract" | "ltrim" | "overlay" | "position" | "rtrim" | "substring" => {
                self.called(call, &self.argument_values(call, scope)?)
            }
            _ => Err(unknown()),
        }
    }

    fn coalesce(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let mut value = Typed::null();
        for (_, argument) in &call.arguments {
            value = self.evaluate(argument, scope)?;
            if !value.is_null() {
                break;
            }
        }
        self.as_choice(value, call, scope)
    }

    /// The value of one argument, with the type that all arguments have in common.
    fn as_choice(self, value: Typed, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        debug_assert!(is_choice(call));
        let span = call.name.span();
        let whole = Expr { kind: ExprKind::Function(Box::new(call.clone())), span };
        self.as_branch(value, &whole, scope)
    }

    /// `GREATEST` and `LEAST`, which pass over `NULL`.
    fn extreme_argument(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let values = self.argument_values(call, scope)?;
        let types: Vec<TypeRef> = values.iter().map(|value| value.kind.type_ref).collect();
        let common = self.session.common_type_of(&types).ok_or_else(|| undecided("GREATEST or LEAST"))?;
        let kind = self.kind(common);
        let wanted =
            if call.name.name() == "greatest" { std::cmp::Ordering::Greater } else { std::cmp::Ordering::Less };
        let mut best = Datum::Null;
        for value in values.iter().filter(|value| !value.is_null()) {
            let datum = self.convert(value, &kind, Coercion::Implicit)?.datum;
            let better = best == Datum::Null
                || kind.order(&datum, &best).ok_or_else(|| undecided("GREATEST or LEAST"))? == wanted;
            best = if better { datum } else { best };
        }
        Ok(Typed { datum: best, kind })
    }

    /// `NULLIF` has the type that `=` gives its left side.
    fn nullif(self, call: &FunctionCall, scope: &Scope<'_>) -> Result<Typed, Refusal> {
        let values = self.argument_values(call, scope)?;
        let [left, right] = values.as_slice() else { return Err(undecided("NULLIF")) };
        let types = [left.kind.type_ref, right.kind.type_ref];
        let meaning = self.session.operator_meaning("=", &types).ok_or_else(|| undecided("NULLIF"))?;
        let equal = self.compare("=", left, right)?;
        let kept = self.coerce(left, meaning.operands[0])?;
        Ok(if equal == Some(true) { Typed::new(Datum::Null, &kept.kind) } else { kept })
    }
}
