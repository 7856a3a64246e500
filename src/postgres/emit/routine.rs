//! Functions and procedures. The body is the author's literal, byte by byte.

use super::printer::Printer;
use super::sql::list;
use super::statement::Statement;
use crate::postgres::ast::op::{ArgumentMode, Parallel, RoutineKind, Volatility};
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use crate::postgres::catalog::{Argument, Attribute, Object, Routine, RoutineSource};

impl Printer<'_> {
    pub(super) fn routine(&self, object: &Object, routine: &Routine) -> Vec<Statement> {
        if let RoutineSource::Aggregate(attributes) = &routine.source {
            return vec![Statement::new(self.aggregate(object, routine, attributes))];
        }
        let Some(body) = self.routine_body(&routine.source) else { return Vec::new() };
        let arguments = routine.arguments.iter().filter(|argument| argument.mode != ArgumentMode::Table);
        let sql = format!(
            "{} {} {}({}){}\n    LANGUAGE {}{}{}{body}",
            self.create_or_replace(),
            kind(routine.kind),
            self.name(object.id),
            list(arguments.map(|argument| self.argument(argument))),
            self.returns(routine),
            quote_ident(&routine.language),
            self.attributes(routine),
            settings(routine),
        );
        vec![Statement::new(sql)]
    }

    fn aggregate(&self, object: &Object, routine: &Routine, attributes: &[(Name, Attribute)]) -> String {
        let arguments = list(routine.arguments.iter().map(|argument| self.argument(argument)));
        let arguments = if arguments.is_empty() { "*".into() } else { arguments };
        let (name, attributes) = (self.name(object.id), self.attributes_of(attributes));
        format!("{} AGGREGATE {name}({arguments}) ({attributes})", self.create_or_replace())
    }

    fn argument(&self, argument: &Argument) -> String {
        let mode = match argument.mode {
            ArgumentMode::In | ArgumentMode::Table => "",
            ArgumentMode::Out => "OUT ",
            ArgumentMode::InOut => "INOUT ",
            ArgumentMode::Variadic => "VARIADIC ",
        };
        let name = argument.name.as_ref().map_or_else(String::new, |name| format!("{} ", quote_ident(name)));
        let default = argument.default.as_ref();
        let default = default.map_or_else(String::new, |default| format!(" DEFAULT {}", self.text(default)));
        format!("{mode}{name}{}{default}", self.type_name(&argument.type_use))
    }

    fn returns(&self, routine: &Routine) -> String {
        let mut columns = routine.arguments.iter().filter(|a| a.mode == ArgumentMode::Table).peekable();
        if columns.peek().is_some() {
            return format!("\n    RETURNS TABLE ({})", list(columns.map(|column| self.argument(column))));
        }
        let setof = if routine.returns_set { "SETOF " } else { "" };
        let has_output = routine.arguments.iter().any(|a| matches!(a.mode, ArgumentMode::Out | ArgumentMode::InOut));
        match &routine.returns {
            // `OUT` arguments say it already.
            Some(_) if has_output && !routine.returns_set => String::new(),
            Some(returns) if routine.kind == RoutineKind::Function => {
                format!("\n    RETURNS {setof}{}", self.type_name(returns))
            }
            _ => String::new(),
        }
    }

    fn attributes(&self, routine: &Routine) -> String {
        let mut words: Vec<String> = Vec::new();
        let mut say = |holds: bool, word: &str| {
            if holds {
                words.push(word.into());
            }
        };
        say(routine.window, "WINDOW");
        say(routine.volatility == Volatility::Immutable, "IMMUTABLE");
        say(routine.volatility == Volatility::Stable, "STABLE");
        say(routine.strict, "STRICT");
        say(routine.leakproof, "LEAKPROOF");
        say(routine.security_definer, "SECURITY DEFINER");
        say(routine.parallel == Parallel::Safe, "PARALLEL SAFE");
        say(routine.parallel == Parallel::Restricted, "PARALLEL RESTRICTED");
        let valued = [("COST", &routine.cost), ("ROWS", &routine.rows), ("SUPPORT", &routine.support)];
        for (word, value) in valued {
            words.extend(value.as_ref().map(|value| format!("{word} {value}")));
        }
        if !routine.transforms.is_empty() {
            let types = routine.transforms.iter().map(|t| format!("FOR TYPE {}", self.type_name(t)));
            words.push(format!("TRANSFORM {}", list(types)));
        }
        words.iter().flat_map(|word| [" ", word]).collect()
    }

    /// From `AS` on; `None` for what an extension brought.
    fn routine_body(&self, source: &RoutineSource) -> Option<String> {
        Some(match source {
            RoutineSource::Text { literal, .. } => format!("\nAS {literal}"),
            RoutineSource::Library(library, None) => format!("\nAS {}", quote_literal(library)),
            RoutineSource::Library(library, Some(symbol)) => {
                format!("\nAS {}, {}", quote_literal(library), quote_literal(symbol))
            }
            RoutineSource::Sql(body) => format!("\n{}", self.text(body)),
            RoutineSource::Aggregate(_) | RoutineSource::Extension => return None,
        })
    }

    /// `name(types)`: what tells a routine from its namesakes.
    pub(super) fn signature(&self, object: &Object, routine: &Routine) -> String {
        let types = list(routine.input_arguments().map(|argument| self.type_ref(argument.type_use.type_ref)));
        let types = if routine.kind == RoutineKind::Aggregate && types.is_empty() { "*".into() } else { types };
        format!("{}({types})", self.name(object.id))
    }
}

/// The kind as SQL names it.
pub(super) fn kind(kind: RoutineKind) -> &'static str {
    match kind {
        RoutineKind::Function => "FUNCTION",
        RoutineKind::Procedure => "PROCEDURE",
        RoutineKind::Aggregate => "AGGREGATE",
    }
}

fn settings(routine: &Routine) -> String {
    let line = |(name, values): &(Name, Vec<Name>)| format!("\n    SET {name} TO {}", list(values.iter().map(setting)));
    routine.settings.iter().map(line).collect()
}

/// A value of a setting: a word as an identifier, all else as a string. (The empty string is how an empty `search_path` is written.)
fn setting(value: &Name) -> String {
    let word = value.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '$');
    let plain = word && value.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '$');
    if plain { quote_ident(value).into_owned() } else { quote_literal(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn settings_are_words_or_strings() {
        assert_eq!(
            list(["public", "$user", "", "64MB"].map(|v| setting(&Name::new(v)))),
            "public, \"$user\", '', '64MB'"
        );
    }
}
