//! Text search configurations and dictionaries.

use super::session::Session;
use crate::postgres::ast::op::{DefinitionOption, DefinitionValue, MappingChange, ObjectKind, TextSearchOp};
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::builtin::text_search::{self, TOKENS};
use crate::postgres::catalog::{
    DependencyKind, DictionaryRef, Mappings, NameClass, ObjectBody, ObjectId, TextSearchConfiguration,
    TextSearchDictionary, builtin_mappings,
};
use crate::run::{Applied, Effect, Failure, Refusal};

impl Session {
    pub(super) fn text_search(&mut self, op: &TextSearchOp) -> Applied {
        match op {
            TextSearchOp::CreateConfiguration(name, options) => self.create_configuration(name, options)?,
            TextSearchOp::AlterConfiguration(name, change) => self.alter_configuration(name, change)?,
            TextSearchOp::CreateDictionary(name, options) => self.create_dictionary(name, options)?,
            TextSearchOp::AlterDictionary(name, options) => self.alter_dictionary(name, options)?,
        }
        Ok(Effect::Applied)
    }

    fn create_configuration(&mut self, name: &QualifiedName, options: &[DefinitionOption]) -> Result<(), Refusal> {
        let schema = self.home_of(name)?;
        let (mut parser, mut copied) = (false, None);
        for option in options {
            let value = option_name(option)?;
            match option.name.as_str() {
                "parser" => {
                    if value.name() != "default" || value.schema().is_some_and(|schema| schema.name != "pg_catalog") {
                        let message = format!("text search parser \"{value}\" does not exist");
                        return Err(self.absent(&value, Failure::new("42704", message)));
                    }
                    parser = true;
                }
                "copy" => copied = Some(self.copied_configuration(&value)?),
                other => {
                    let message = format!("text search configuration parameter \"{other}\" not recognized");
                    return Err(Failure::new("42601", message).into());
                }
            }
        }
        let body = match (parser, copied) {
            (true, Some(_)) => {
                return Err(Failure::new("42601", "cannot specify both PARSER and COPY options").into());
            }
            (false, None) => return Err(Failure::new("42P17", "text search parser is required").into()),
            (_, Some(copied)) => copied,
            (true, None) => TextSearchConfiguration { base: None, mappings: Mappings::new() },
        };
        if self.catalog.find(NameClass::TextSearchConfiguration, schema, name.name()).is_some() {
            return Err(duplicate("pg_ts_config_cfgname_index").into());
        }
        let body = ObjectBody::TextSearchConfiguration(body);
        let id = self.create_object(name.name().clone(), Some(schema), None, body);
        self.set_remark(id);
        self.settle_dictionaries(id);
        Ok(())
    }

    fn copied_configuration(&self, name: &QualifiedName) -> Result<TextSearchConfiguration, Refusal> {
        let Some(id) = self.find_configuration(name)? else {
            let base = name.name().clone();
            return Ok(TextSearchConfiguration { mappings: builtin_mappings(&base), base: Some(base) });
        };
        match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::TextSearchConfiguration(found)) => Ok(found.clone()),
            _ => Err(Refusal::Undecided(format!("what the configuration `{name}` is"))),
        }
    }

    /// The configuration of that name; `None` for the engine's own. 42704 where there is none.
    pub(crate) fn find_configuration(&self, name: &QualifiedName) -> Result<Option<ObjectId>, Refusal> {
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        if own && text_search::is_configuration(name.name()) {
            return Ok(None);
        }
        self.find_by_name(ObjectKind::TextSearchConfiguration, name).map(Some)
    }

    fn find_dictionary(&self, name: &QualifiedName) -> Result<DictionaryRef, Refusal> {
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        if own && text_search::is_dictionary(name.name()) {
            return Ok(DictionaryRef::Builtin(name.name().clone()));
        }
        self.find_by_name(ObjectKind::TextSearchDictionary, name).map(DictionaryRef::Object)
    }

    fn alter_configuration(&mut self, name: &QualifiedName, change: &MappingChange) -> Result<(), Refusal> {
        let Some(id) = self.find_configuration(name)? else {
            return Err(Refusal::Opaque("a text search configuration of the engine's own".into()));
        };
        let Some(ObjectBody::TextSearchConfiguration(mut found)) =
            self.catalog.get(id).map(|object| object.body.clone())
        else {
            return Err(Refusal::Undecided(format!("what the configuration `{name}` is")));
        };
        self.change_mappings(&mut found.mappings, change)?;
        self.change(id, |object| object.body = ObjectBody::TextSearchConfiguration(found));
        self.settle_dictionaries(id);
        Ok(())
    }

    fn change_mappings(&self, mappings: &mut Mappings, change: &MappingChange) -> Result<(), Refusal> {
        match change {
            MappingChange::Set { replace, tokens, dictionaries } => {
                let tokens = token_places(tokens)?;
                let found: Vec<DictionaryRef> =
                    dictionaries.iter().map(|name| self.find_dictionary(name)).collect::<Result<_, _>>()?;
                for token in tokens {
                    if mappings.insert(token, found.clone()).is_some() && !replace {
                        return Err(duplicate("pg_ts_config_map_index").into());
                    }
                }
            }
            MappingChange::Exchange { tokens, old, new } => {
                let tokens = token_places(tokens)?;
                let (old, new) = (self.find_dictionary(old)?, self.find_dictionary(new)?);
                for (token, list) in mappings.iter_mut() {
                    if tokens.is_empty() || tokens.contains(token) {
                        list.iter_mut().filter(|found| **found == old).for_each(|found| *found = new.clone());
                    }
                }
            }
            MappingChange::Drop { if_exists, tokens } => {
                for token in token_places(tokens)? {
                    if mappings.remove(&token).is_none() && !if_exists {
                        let message = format!("mapping for token type \"{}\" does not exist", TOKENS[token]);
                        return Err(Failure::new("42704", message).into());
                    }
                }
            }
        }
        Ok(())
    }

    /// Records the dictionaries that a configuration uses now.
    fn settle_dictionaries(&mut self, id: ObjectId) {
        self.forget_references(id);
        let Some(ObjectBody::TextSearchConfiguration(found)) = self.catalog.get(id).map(|object| &object.body) else {
            return;
        };
        let used: Vec<ObjectId> = found.mappings.values().flatten().filter_map(object_of).collect();
        for dictionary in used {
            self.catalog.depend(id, dictionary, DependencyKind::Normal);
        }
    }

    fn create_dictionary(&mut self, name: &QualifiedName, options: &[DefinitionOption]) -> Result<(), Refusal> {
        let schema = self.home_of(name)?;
        let mut template = None;
        let mut others = Vec::new();
        for option in options {
            if option.name == "template" {
                template = Some(self.dictionary_template(&option_name(option)?)?);
            } else {
                others.push((option.name.clone(), option_text(option)?));
            }
        }
        let template = template.ok_or_else(|| Failure::new("42P17", "text search template is required"))?;
        check_dictionary(&template, &others)?;
        if self.catalog.find(NameClass::TextSearchDictionary, schema, name.name()).is_some() {
            return Err(duplicate("pg_ts_dict_dictname_index").into());
        }
        let body = ObjectBody::TextSearchDictionary(TextSearchDictionary { template, options: others });
        let id = self.create_object(name.name().clone(), Some(schema), None, body);
        self.set_remark(id);
        Ok(())
    }

    fn dictionary_template(&self, name: &QualifiedName) -> Result<Name, Refusal> {
        let own = name.schema().is_none_or(|schema| schema.name == "pg_catalog");
        if own && text_search::is_template(name.name()) {
            return Ok(name.name().clone());
        }
        if self.catalog.extensions().any(|(object, _)| object.name != "plpgsql") {
            return Err(Refusal::Undecided(format!("the template `{name}` may be an extension's")));
        }
        Err(Failure::new("42704", format!("text search template \"{name}\" does not exist")).into())
    }

    fn alter_dictionary(&mut self, name: &QualifiedName, options: &[DefinitionOption]) -> Result<(), Refusal> {
        let DictionaryRef::Object(id) = self.find_dictionary(name)? else {
            return Err(Refusal::Opaque("a text search dictionary of the engine's own".into()));
        };
        let Some(ObjectBody::TextSearchDictionary(mut found)) = self.catalog.get(id).map(|object| object.body.clone())
        else {
            return Err(Refusal::Undecided(format!("the dictionary `{name}` is an extension's")));
        };
        for option in options {
            found.options.retain(|(known, _)| *known != option.name);
            if option.value.is_some() {
                found.options.push((option.name.clone(), option_text(option)?));
            }
        }
        check_dictionary(&found.template, &found.options)?;
        self.change(id, |object| object.body = ObjectBody::TextSearchDictionary(found));
        Ok(())
    }
}

fn object_of(dictionary: &DictionaryRef) -> Option<ObjectId> {
    if let DictionaryRef::Object(id) = dictionary { Some(*id) } else { None }
}

fn token_places(tokens: &[Name]) -> Result<Vec<usize>, Failure> {
    let place = |token: &Name| {
        let missing = || Failure::new("22023", format!("token type \"{token}\" does not exist"));
        TOKENS.iter().position(|known| known == token).ok_or_else(missing)
    };
    tokens.iter().map(place).collect()
}

fn duplicate(index: &str) -> Failure {
    Failure::new("23505", format!("duplicate key value violates unique constraint \"{index}\""))
}

fn option_name(option: &DefinitionOption) -> Result<QualifiedName, Refusal> {
    match &option.value {
        Some(DefinitionValue::Name(name)) => Ok(name.name.clone()),
        Some(DefinitionValue::Text(text)) => {
            let parts = vec![crate::postgres::ast::Ident { name: text.clone(), span: option.span }];
            Ok(QualifiedName { parts })
        }
        _ => Err(Refusal::Undecided(format!("`{}` without a name", option.name))),
    }
}

fn option_text(option: &DefinitionOption) -> Result<Name, Refusal> {
    match &option.value {
        Some(value) => Ok(value.text().clone()),
        None => Err(Refusal::Undecided(format!("`{}` without a value", option.name))),
    }
}

/// What the template says about the options, as far as it needs no files.
fn check_dictionary(template: &str, options: &[(Name, Name)]) -> Result<(), Refusal> {
    if !matches!(template, "simple" | "snowball") {
        return Err(Refusal::Undecided("whether the files of a dictionary are there".into()));
    }
    for (name, value) in options {
        match (template, name.as_str()) {
            (_, "stopwords") if text_search::STOP_WORDS.contains(&value.as_str()) => {}
            (_, "stopwords") => return Err(Refusal::Undecided(format!("whether there are stop words \"{value}\""))),
            ("simple", "accept") => {}
            ("snowball", "language") if text_search::is_language(value) => {}
            ("snowball", "language") => {
                return Err(Refusal::Undecided(format!("whether there is a stemmer for {value}")));
            }
            ("simple", other) => {
                let message = format!("unrecognized simple dictionary parameter: \"{other}\"");
                return Err(Failure::new("22023", message).into());
            }
            (_, other) => {
                let message = format!("unrecognized Snowball parameter: \"{other}\"");
                return Err(Failure::new("22023", message).into());
            }
        }
    }
    if template == "snowball" && !options.iter().any(|(name, _)| name == "language") {
        return Err(Failure::new("22023", "missing Language parameter").into());
    }
    Ok(())
}
