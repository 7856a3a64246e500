//! Collations.

use super::session::Session;
use crate::postgres::ast::op::{CreateCollation, DefinitionOption, ObjectKind};
use crate::postgres::ast::{Name, QualifiedName};
use crate::postgres::builtin::collations;
use crate::postgres::catalog::{Collation, NameClass, ObjectBody};
use crate::run::{Applied, Effect, Failure, Refusal};

/// The options that version 15 knows.
const OPTIONS: [&str; 6] = ["locale", "lc_collate", "lc_ctype", "provider", "deterministic", "version"];

/// Locales that every system has.
const PORTABLE: [&str; 2] = ["C", "POSIX"];

impl Session {
    pub(super) fn create_collation(&mut self, create: &CreateCollation) -> Applied {
        let schema = self.home_of(&create.name)?;
        let body = match &create.from {
            Some(from) => self.copied_collation(from)?,
            None => self.defined_collation(&create.options)?,
        };
        let name = create.name.name();
        if self.catalog.find(NameClass::Collation, schema, name).is_some() {
            let message = format!("collation \"{name}\"{} already exists", for_encoding(&body));
            return if create.if_not_exists {
                Ok(Effect::Noop(format!("{message}, skipping")))
            } else {
                Err(Failure::new("42710", message).into())
            };
        }
        let id = self.create_object(name.clone(), Some(schema), None, ObjectBody::Collation(body));
        self.set_remark(id);
        Ok(Effect::Applied)
    }

    fn copied_collation(&self, from: &QualifiedName) -> Result<Collation, Refusal> {
        let id = self.find_collation(from)?;
        match self.catalog.get(id).map(|object| &object.body) {
            Some(ObjectBody::Collation(collation)) => Ok(collation.clone()),
            None if from.name() == "default" => {
                Err(Failure::new("42P17", "collation \"default\" cannot be copied").into())
            }
            _ => Ok(Collation::Copy(id)),
        }
    }

    fn defined_collation(&self, options: &[DefinitionOption]) -> Result<Collation, Refusal> {
        let options = self.collation_options(options)?;
        let value = |wanted: &str| options.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.clone());
        if value("locale").is_some() && (value("lc_collate").is_some() || value("lc_ctype").is_some()) {
            return Err(Failure::new("42601", "conflicting or redundant options").into());
        }
        let provider = value("provider").unwrap_or_else(|| Name::new_static("libc"));
        let missing = |name: &str| Failure::new("42P17", format!("parameter \"{name}\" must be specified"));
        match provider.as_str() {
            "icu" if value("locale").is_none() => return Err(missing("locale").into()),
            "icu" => {}
            "libc" => {
                for name in ["lc_collate", "lc_ctype"] {
                    let locale = value("locale").or_else(|| value(name)).ok_or_else(|| missing(name))?;
                    check_libc(&locale, &options)?;
                }
            }
            "builtin" if self.environment.postgres_version() >= 17 => {
                return Err(Refusal::Undecided("a collation of the builtin provider".into()));
            }
            other => {
                let message = format!("unrecognized collation provider: {other}");
                return Err(Failure::new("42P17", message).into());
            }
        }
        let others = options.into_iter().filter(|(name, _)| name != "provider").collect();
        Ok(Collation::Defined { provider, options: others })
    }

    fn collation_options(&self, written: &[DefinitionOption]) -> Result<Vec<(Name, Name)>, Refusal> {
        let mut options: Vec<(Name, Name)> = Vec::new();
        for option in written {
            let name = option.name.as_str();
            if name == "from" {
                return Err(Refusal::Undecided("FROM among the options of a collation".into()));
            }
            if !(OPTIONS.contains(&name) || name == "rules" && self.environment.postgres_version() >= 16) {
                let message = format!("collation attribute \"{name}\" not recognized");
                return Err(Failure::new("42601", message).at(option.span).into());
            }
            if options.iter().any(|(known, _)| known == name) {
                return Err(Failure::new("42601", "conflicting or redundant options").at(option.span).into());
            }
            let Some(value) = &option.value else {
                return Err(Refusal::Undecided(format!("`{name}` of a collation without a value")));
            };
            let text = value.text().clone();
            let text = if matches!(name, "provider") { text.to_ascii_lowercase().into() } else { text };
            options.push((option.name.clone(), text));
        }
        Ok(options)
    }

    pub(super) fn refresh_collation(&mut self, name: &QualifiedName) -> Applied {
        self.find_by_name(ObjectKind::Collation, name)?;
        Ok(Effect::Noop("the version of a collation is the operating system's".into()))
    }
}

/// What is known of a locale of the operating system.
fn check_libc(locale: &str, options: &[(Name, Name)]) -> Result<(), Refusal> {
    let deterministic = options.iter().find(|(name, _)| name == "deterministic");
    if deterministic.is_some_and(|(_, value)| matches!(value.as_str(), "false" | "off" | "0")) {
        return Err(Failure::new("0A000", "nondeterministic collations not supported with this provider").into());
    }
    if PORTABLE.contains(&locale) {
        return Ok(());
    }
    Err(Refusal::Undecided(format!("whether the server has the locale \"{locale}\"")))
}

/// Collations of ICU are for every encoding.
pub(super) fn for_encoding(collation: &Collation) -> &'static str {
    match collation {
        Collation::Defined { provider, .. } if provider == "icu" => "",
        Collation::Defined { .. } => " for encoding \"UTF8\"",
        Collation::Copy(id) => match collations::by_oid(id.oid()) {
            Some("C" | "POSIX") => "",
            Some(name) if name.ends_with("-x-icu") => "",
            _ => " for encoding \"UTF8\"",
        },
    }
}
