//! Untyped string literals that take a type: what can be said about them without the server.

use super::binder::Binder;
use super::facts::{bare, oid_of};
use super::spelling::{Problem, is_json, odd_bit, unfit};
use crate::postgres::ast::{Ident, Name, QualifiedName};
use crate::postgres::builtin::relations;
use crate::postgres::builtin::types::oid;
use crate::postgres::catalog::{NameClass, ReferenceRole, Target, TypeBody, TypeRef};
use crate::postgres::replay::session::Session;
use crate::run::{Failure, Refusal};
use crate::source::Span;

impl Binder<'_> {
    /// A literal becomes a value of that type.
    pub(super) fn bind_literal(&mut self, text: &Name, span: Span, to: TypeRef) -> Result<(), Refusal> {
        self.literals.push((span, to));
        let base = self.session.base_type(to);
        if oid_of(base) == oid::REGCLASS {
            return self.bind_relation_literal(text, span);
        }
        if oid_of(base) == oid::REGCONFIG {
            return self.bind_configuration_literal(text, span);
        }
        self.session.literal_fits(text, span, base)?;
        if let Some(target) = self.session.enum_label(text, base) {
            self.refer(span, target, ReferenceRole::Literal);
        }
        Ok(())
    }

    /// The name of a text search configuration, which follows renames.
    fn bind_configuration_literal(&mut self, text: &str, span: Span) -> Result<(), Refusal> {
        let Some(name) = name_in_text(text, span) else { return Ok(()) };
        if let Some(id) = self.session.find_configuration(&name).map_err(|refusal| refusal.at(span))? {
            self.refer_to(span, id, ReferenceRole::Literal);
        }
        Ok(())
    }

    /// `'s'` as a `regclass`: a name like any other, which follows renames.
    fn bind_relation_literal(&mut self, text: &str, span: Span) -> Result<(), Refusal> {
        let number = text.trim();
        if number == "-" || !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(());
        }
        let Some(name) = name_in_text(text, span) else {
            return Err(Failure::new("42602", "invalid name syntax").at(span).into());
        };
        refuse_dots(&name, "relation").map_err(|refusal| refusal.at(span))?;
        if Session::builtin_relation(&name).is_some() {
            return Ok(());
        }
        if let Some(id) = self.session.lookup(NameClass::Relation, &name) {
            self.refer_to(span, id, ReferenceRole::Literal);
            return Ok(());
        }
        self.session.require_schema(&name).map_err(|refusal| refusal.at(span))?;
        self.missing("42P01", format!("relation \"{name}\" does not exist"), span)
    }
}

/// 42601 for a name of more than a database, a schema and itself; of which database the session is nobody knows.
pub(crate) fn refuse_dots(name: &QualifiedName, kind: &str) -> Result<(), Refusal> {
    match name.parts.len() {
        0..=2 => Ok(()),
        3 => Err(Refusal::Undecided("the name of the database is not known".into())),
        _ => {
            let parts: Vec<&str> = name.parts.iter().map(|part| part.name.as_str()).collect();
            let message = format!("improper {kind} name (too many dotted names): {}", parts.join("."));
            Err(Failure::new("42601", message).into())
        }
    }
}

/// A name in a string, folded as identifiers are; `None` for a number, `-`, or what is no name.
pub(crate) fn name_in_text(text: &str, span: Span) -> Option<QualifiedName> {
    let mut parts = Vec::new();
    let mut rest = text.trim();
    if rest.is_empty() || rest == "-" || rest.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    loop {
        let (name, after) = if let Some(quoted) = rest.strip_prefix('"') {
            unquote(quoted)?
        } else {
            let end = rest.find(|c: char| c == '.' || c.is_whitespace()).unwrap_or(rest.len());
            (rest[..end].to_ascii_lowercase(), &rest[end..])
        };
        if name.is_empty() {
            return None;
        }
        parts.push(Ident { name: Name::new(name), span });
        rest = after.trim_start();
        match rest.strip_prefix('.') {
            Some(next) => rest = next.trim_start(),
            None if rest.is_empty() => return Some(QualifiedName { parts }),
            None => return None,
        }
    }
}

/// What stands before the closing quote, and what follows it.
fn unquote(quoted: &str) -> Option<(String, &str)> {
    let mut name = String::new();
    let mut rest = quoted;
    loop {
        let end = rest.find('"')?;
        name.push_str(&rest[..end]);
        rest = &rest[end + 1..];
        match rest.strip_prefix('"') {
            Some(next) => {
                name.push('"');
                rest = next;
            }
            None => return Some((name, rest)),
        }
    }
}

impl Session {
    /// The relation of `pg_catalog` or `information_schema` that a name means.
    pub(crate) fn builtin_relation(name: &QualifiedName) -> Option<relations::BuiltinRelation> {
        let schema = name.schema().map_or("pg_catalog", |schema| schema.name.as_str());
        relations::by_name(schema, name.name())
    }

    /// The label that a literal means as a value of an enum.
    pub(crate) fn enum_label(&self, text: &str, to: TypeRef) -> Option<Target> {
        let base = self.base_type(to);
        match self.type_body(base)? {
            TypeBody::Enum { labels } if !base.array => {
                labels.iter().find(|label| label.label == text).map(|label| Target::Label(base.id, label.number))
            }
            _ => None,
        }
    }

    /// Refuses a literal that a type cannot take, where that is certain: integers, booleans, numbers, UUIDs, enums and domains over
    /// them.
    pub(crate) fn literal_fits(&self, text: &str, span: Span, to: TypeRef) -> Result<(), Refusal> {
        let base = self.base_type(to);
        if base.array {
            if !text.trim_start().starts_with(['{', '[']) {
                let message = format!("malformed array literal: \"{text}\"");
                return Err(Failure::new("22P02", message).at(span).into());
            }
            return Ok(());
        }
        if let Some(TypeBody::Enum { labels }) = self.type_body(base) {
            let Some(label) = labels.iter().find(|label| label.label == text) else {
                let message = format!("invalid input value for enum {}: \"{text}\"", self.type_name(bare(base)));
                return Err(Failure::new("22P02", message).at(span).into());
            };
            if label.uncommitted {
                let message = format!("unsafe use of new value \"{text}\" of enum type {}", self.type_name(bare(base)));
                return Err(Failure::new("55P04", message).at(span).into());
            }
            return Ok(());
        }
        if !base.id.is_builtin() && self.is_row_type(base) && !text.trim_start().starts_with('(') {
            return Err(Failure::new("22P02", format!("malformed record literal: \"{text}\"")).at(span).into());
        }
        if let Some(subtype) = self.range_subtype_of(base) {
            return self.range_fits(text, span, subtype);
        }
        if matches!(oid_of(base), oid::JSON | oid::JSONB) && !is_json(text) {
            return Err(Failure::new("22P02", "invalid input syntax for type json").at(span).into());
        }
        if MOMENTS.contains(&oid_of(base)) {
            return self.text_fits(text, base).map_err(|failure| failure.at(span).into());
        }
        if matches!(oid_of(base), oid::BIT | oid::VARBIT) {
            return bits_fit(text, span);
        }
        let Some((code, problem)) = unfit(text, oid_of(base)) else { return Ok(()) };
        let name = self.type_name(bare(base));
        let message = match problem {
            Problem::Syntax => format!("invalid input syntax for type {name}: \"{text}\""),
            Problem::Range => format!("value \"{text}\" is out of range for type {name}"),
        };
        Err(Failure::new(code, message).at(span).into())
    }
}

/// 22P02 for what is no digit in a string of bits.
pub(super) fn bits_fit(text: &str, span: Span) -> Result<(), Refusal> {
    match odd_bit(text) {
        Some((odd, digit)) => {
            Err(Failure::new("22P02", format!("\"{odd}\" is not a valid {digit} digit")).at(span).into())
        }
        None => Ok(()),
    }
}

/// Read by the clock's own rules.
const MOMENTS: [u32; 6] = [oid::DATE, oid::TIMESTAMP, oid::TIMESTAMPTZ, oid::TIME, oid::TIMETZ, oid::INTERVAL];

/// The engine's own ranges, and what they are ranges of.
const RANGES: [(u32, u32); 6] = [
    (3904, oid::INT4),
    (3926, oid::INT8),
    (3906, oid::NUMERIC),
    (3912, oid::DATE),
    (3908, oid::TIMESTAMP),
    (3910, oid::TIMESTAMPTZ),
];

impl Session {
    fn range_subtype_of(&self, range: TypeRef) -> Option<TypeRef> {
        if range.array {
            return None;
        }
        match self.type_body(range) {
            Some(TypeBody::Range { subtype, .. }) => Some(*subtype),
            _ => RANGES.iter().find(|(own, _)| *own == oid_of(range)).map(|(_, subtype)| TypeRef::builtin(*subtype)),
        }
    }

    /// 22P02 where a text is no range, or a bound no value; 22000 where whole numbers are in the wrong order.
    fn range_fits(&self, text: &str, span: Span, subtype: TypeRef) -> Result<(), Refusal> {
        let trimmed = text.trim_ascii();
        if trimmed.eq_ignore_ascii_case("empty") {
            return Ok(());
        }
        let malformed = || Failure::new("22P02", format!("malformed range literal: \"{text}\"")).at(span);
        let inner = trimmed.strip_prefix(['[', '(']).and_then(|rest| rest.strip_suffix([']', ')']));
        // Quotes may hide a comma.
        if trimmed.contains(['"', '\\']) {
            return Ok(());
        }
        let bounds: Vec<&str> = inner.ok_or_else(malformed)?.split(',').collect();
        let [lower, upper] = bounds[..] else { return Err(malformed().into()) };
        for bound in [lower, upper].into_iter().filter(|bound| !bound.is_empty()) {
            self.literal_fits(bound, span, subtype)?;
        }
        match (lower.trim_ascii().parse::<i128>(), upper.trim_ascii().parse::<i128>()) {
            (Ok(lower), Ok(upper)) if lower > upper => {
                let message = "range lower bound must be less than or equal to range upper bound";
                Err(Failure::new("22000", message).at(span).into())
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_literals_fold_as_identifiers_do() {
        let parts = |text| name_in_text(text, Span::default()).map(|name| name.to_string());
        assert_eq!(parts("Public.Users_id_seq").as_deref(), Some("public.users_id_seq"));
        assert_eq!(parts("\"Users\"").as_deref(), Some("Users"));
        assert_eq!(parts("\"a\"\"b\".c").as_deref(), Some("a\"b.c"));
        assert_eq!(parts("12"), None);
    }
}
