//! Names as they are written under a search path: bare where that finds the object, else with the schema.

use super::{Catalog, Object, ObjectBody, ObjectId};
use crate::postgres::ast::{Name, quote_ident};
use crate::postgres::builtin::{function, types};
use std::borrow::Cow;

impl Catalog {
    /// The shortest name that finds the object under a search path, quoted where needed. `pg_catalog` is always searched first.
    pub fn name_under(&self, id: ObjectId, path: &[ObjectId]) -> String {
        let Some(object) = self.get(id) else { return builtin_name(id).into() };
        let name = quote_ident(&object.name);
        match object.schema.and_then(|schema| self.get(schema)) {
            Some(schema) if !self.is_visible(id, path) => format!("{}.{name}", quote_ident(&schema.name)),
            _ => name.into_owned(),
        }
    }

    /// Whether the bare name finds the object under a search path.
    pub fn is_visible(&self, id: ObjectId, path: &[ObjectId]) -> bool {
        let Some(object) = self.get(id) else { return false };
        let Some(schema) = object.schema else { return true };
        if matches!(object.body, ObjectBody::Type(_)) && types::by_name(&object.name).is_some() {
            return false;
        }
        let mut before = path.iter().take_while(|candidate| **candidate != schema);
        path.contains(&schema) && !before.any(|candidate| self.is_hidden_by(object, *candidate))
    }

    /// Whether an earlier schema of the path holds something else under the object's name.
    fn is_hidden_by(&self, object: &Object, schema: ObjectId) -> bool {
        let same_name = object.name_classes().iter().any(|class| self.find(*class, schema, &object.name).is_some());
        same_name || matches!(object.body, ObjectBody::Routine(_)) && !self.routines(schema, &object.name).is_empty()
    }
}

/// The name of one of the engine's own functions or types.
fn builtin_name(id: ObjectId) -> Cow<'static, str> {
    let name = function::by_oid(id.oid())
        .map(|function| function.name)
        .or_else(|| types::by_oid(id.oid()).map(|found| found.name));
    name.map_or(Cow::Borrowed("???"), quote_ident)
}

/// The parts of a name as written (`s."T"`), folded and unquoted. Comments between the parts are not expected.
pub(crate) fn parts(written: &str) -> Vec<Name> {
    let mut parts = Vec::new();
    let mut rest = written.trim();
    loop {
        let (part, after) = first_part(rest);
        parts.push(part);
        match after.trim_start().strip_prefix('.') {
            Some(next) => rest = next.trim_start(),
            None => return parts,
        }
    }
}

fn first_part(text: &str) -> (Name, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find(|c: char| c == '.' || c.is_whitespace()).unwrap_or(text.len());
        return (Name::new(text[..end].to_ascii_lowercase()), &text[end..]);
    };
    let mut position = 0;
    while let Some(found) = quoted[position..].find('"') {
        let end = position + found;
        if !quoted[end + 1..].starts_with('"') {
            return (Name::new(quoted[..end].replace("\"\"", "\"")), &quoted[end + 1..]);
        }
        position = end + 2;
    }
    (Name::new(quoted), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_split_folded_and_unquoted() {
        assert_eq!(parts("Users"), ["users"]);
        assert_eq!(parts("app . \"User.s\"\"\""), ["app", "User.s\""]);
        assert_eq!(parts("\"unclosed"), ["unclosed"]);
    }
}
