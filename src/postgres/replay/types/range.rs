//! Range types, each with its multirange.

use super::type_exists;
use crate::postgres::ast::{Name, QualifiedName, TypeName};
use crate::postgres::builtin::brought::BUILTIN;
use crate::postgres::builtin::rows::TypeKey;
use crate::postgres::builtin::types;
use crate::postgres::catalog::implicit_name::default_multirange_name;
use crate::postgres::catalog::{DependencyKind, NameClass, ObjectBody, ObjectId, TypeBody, TypeRef};
use crate::postgres::replay::default::plain;
use crate::postgres::replay::session::Session;
use crate::run::{Applied, Effect, Failure, Refusal};
use crate::source::Span;

/// What `CREATE TYPE … AS RANGE` understands.
const OPTIONS: [&str; 6] =
    ["subtype", "subtype_opclass", "collation", "canonical", "subtype_diff", "multirange_type_name"];

impl Session {
    pub(crate) fn create_range(&mut self, name: &QualifiedName, options: &[(Name, TypeName)]) -> Applied {
        let schema = self.home_of(name)?;
        self.check_type_name(schema, name.name())?;
        check_options(options, &self.text)?;
        let subtype = self.range_subtype(options)?;
        let (multirange_schema, multirange) = self.multirange_name(schema, name.name(), options)?;
        let kept = options.iter().filter(|(option, _)| option != "subtype");
        let kept = kept.map(|(option, value)| (option.clone(), Name::new(value.span.slice(&self.text)))).collect();
        let range = self.define_type(schema, name.name(), TypeBody::Range { subtype, options: kept })?;
        self.depend_on_type(range, subtype);
        if self.catalog.find(NameClass::Type, multirange_schema, &multirange).is_some() {
            return Err(type_exists(&multirange).into());
        }
        let body = ObjectBody::Type(TypeBody::Multirange { range });
        let multirange = self.create_object(multirange, Some(multirange_schema), None, body);
        self.catalog.depend(multirange, range, DependencyKind::Internal);
        Ok(Effect::Applied)
    }

    fn range_subtype(&self, options: &[(Name, TypeName)]) -> Result<TypeRef, Refusal> {
        let Some((_, written)) = options.iter().find(|(option, _)| option == "subtype") else {
            return Err(Failure::new("42601", "type attribute \"subtype\" is required").into());
        };
        let subtype = self.resolve_type_unplaced(written)?.type_ref;
        match types::by_oid(subtype.id.oid()) {
            Some(builtin) if subtype.id.is_builtin() && builtin.kind == 'p' && !subtype.array => {
                let message = format!("range subtype cannot be {}", self.type_name(subtype));
                return Err(Failure::new("42804", message).into());
            }
            _ => {}
        }
        if !options.iter().any(|(option, _)| option == "subtype_opclass") {
            self.refuse_no_default_class("btree", Some(subtype))?;
        }
        if options.iter().any(|(option, _)| option == "collation") && !self.is_collatable(subtype) {
            let message = "range collation specified but subtype does not support collation";
            return Err(Failure::new("42809", message).into());
        }
        if let Some((_, collation)) = options.iter().find(|(option, _)| option == "collation") {
            self.find_collation(&collation.name)?;
        }
        self.check_subtype_difference(subtype, options)?;
        Ok(subtype)
    }

    /// The difference of two values of the subtype is a function of both.
    fn check_subtype_difference(&self, subtype: TypeRef, options: &[(Name, TypeName)]) -> Result<(), Refusal> {
        let Some((_, written)) = options.iter().find(|(option, _)| option == "subtype_diff") else { return Ok(()) };
        let name = &written.name;
        let schemas = match name.schema() {
            Some(schema) => self.catalog.schema(&schema.name).into_iter().collect(),
            None => self.path(),
        };
        if schemas.into_iter().any(|schema| !self.catalog.routines(schema, name.name()).is_empty()) {
            return Ok(());
        }
        let mut builtin = BUILTIN.functions.of(name.name());
        let wanted = TypeKey::Builtin(if subtype.array { 0 } else { subtype.id.oid() });
        if builtin.any(|function| function.arguments().eq([wanted, wanted])) {
            return Ok(());
        }
        let subtype = self.type_name(plain(subtype));
        let message = format!("function {name}({subtype}, {subtype}) does not exist");
        Err(self.missing(Failure::new("42883", message)))
    }

    fn multirange_name(
        &self,
        schema: ObjectId,
        name: &Name,
        options: &[(Name, TypeName)],
    ) -> Result<(ObjectId, Name), Refusal> {
        match options.iter().find(|(option, _)| option == "multirange_type_name") {
            Some((_, given)) => Ok((self.home_of(&given.name)?, given.name.name().clone())),
            None => Ok((schema, default_multirange_name(name))),
        }
    }
}

fn check_options(options: &[(Name, TypeName)], text: &str) -> Result<(), Failure> {
    for (index, (option, value)) in options.iter().enumerate() {
        if !OPTIONS.contains(&option.as_str()) {
            return Err(Failure::new("42601", format!("type attribute \"{option}\" not recognized")));
        }
        if options[..index].iter().any(|(earlier, _)| earlier == option) {
            return Err(Failure::new("42601", "conflicting or redundant options").at(option_span(option, value, text)));
        }
    }
    Ok(())
}

/// Where the name of an option stands: in front of its value.
fn option_span(option: &str, value: &TypeName, text: &str) -> Span {
    let before = text.get(..value.span.start as usize).unwrap_or_default().to_ascii_lowercase();
    let start = before.rfind(option).unwrap_or(before.len());
    Span::new(start, start + option.len())
}
