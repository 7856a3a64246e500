//! Text search configurations and dictionaries.

use super::printer::Printer;
use super::sql::list;
use super::statement::Statement;
use crate::postgres::ast::{quote_ident, quote_literal};
use crate::postgres::builtin::text_search::TOKENS;
use crate::postgres::catalog::{
    DictionaryRef, Mappings, Object, TextSearchConfiguration, TextSearchDictionary, builtin_mappings,
};

impl Printer<'_> {
    pub(super) fn configuration(&self, object: &Object, found: &TextSearchConfiguration) -> Vec<Statement> {
        let name = self.name(object.id);
        let origin = match &found.base {
            Some(base) => format!("COPY = {}", quote_ident(base)),
            None => "PARSER = \"default\"".into(),
        };
        let create = format!("CREATE TEXT SEARCH CONFIGURATION {name} ({origin})");
        let mut statements = vec![Statement::new(create).only_if(self.missing(object, "config", "cfg"))];
        let base = found.base.as_ref().map_or_else(Mappings::new, |base| builtin_mappings(base));
        let mut groups: Vec<(&Vec<DictionaryRef>, Vec<&str>)> = Vec::new();
        for (token, dictionaries) in found.mappings.iter().filter(|(token, list)| base.get(token) != Some(list)) {
            match groups.iter_mut().find(|(known, _)| *known == dictionaries) {
                Some((_, tokens)) => tokens.push(TOKENS[*token]),
                None => groups.push((dictionaries, vec![TOKENS[*token]])),
            }
        }
        for (dictionaries, tokens) in groups {
            let with = list(dictionaries.iter().map(|dictionary| self.dictionary_name(dictionary)));
            statements.push(Statement::new(format!(
                "ALTER TEXT SEARCH CONFIGURATION {name} ALTER MAPPING FOR {} WITH {with}",
                list(tokens)
            )));
        }
        let gone: Vec<&str> =
            base.keys().filter(|token| !found.mappings.contains_key(token)).map(|token| TOKENS[*token]).collect();
        if !gone.is_empty() {
            statements.push(Statement::new(format!(
                "ALTER TEXT SEARCH CONFIGURATION {name} DROP MAPPING IF EXISTS FOR {}",
                list(gone)
            )));
        }
        statements
    }

    pub(super) fn dictionary(&self, object: &Object, found: &TextSearchDictionary) -> Vec<Statement> {
        let options = found.options.iter().map(|(name, value)| format!("{name} = {}", quote_literal(value)));
        let template = format!("TEMPLATE = {}", quote_ident(&found.template));
        let create = format!(
            "CREATE TEXT SEARCH DICTIONARY {} ({})",
            self.name(object.id),
            list(std::iter::once(template).chain(options))
        );
        vec![Statement::new(create).only_if(self.missing(object, "dict", "dict"))]
    }

    /// The condition that an object of text search is not there yet.
    fn missing(&self, object: &Object, table: &str, prefix: &str) -> String {
        let schema = object.schema.map_or_else(String::new, |schema| self.name(schema));
        format!(
            "NOT EXISTS (SELECT FROM pg_ts_{table} WHERE {prefix}name = {} AND {prefix}namespace = {}::regnamespace)",
            quote_literal(&object.name),
            quote_literal(&schema)
        )
    }

    fn dictionary_name(&self, dictionary: &DictionaryRef) -> String {
        match dictionary {
            DictionaryRef::Builtin(name) => quote_ident(name).into_owned(),
            DictionaryRef::Object(id) => self.name(*id),
        }
    }
}
