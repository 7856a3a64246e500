//! The text of a row: `(1,"a, b",)`.

use super::datum::{Datum, Typed};
use super::input;
use super::kind::Kind;
use crate::postgres::ast::Name;
use crate::run::Failure;
use std::sync::Arc;

/// The row that a text is; `None` where it is not read here.
pub(super) fn read(columns: &[(Name, Arc<Kind>)], text: &str) -> Result<Option<Datum>, Failure> {
    let Some(fields) = fields(text).filter(|fields| fields.len() == columns.len()) else { return Ok(None) };
    let mut values = Vec::with_capacity(fields.len());
    for (field, (_, kind)) in fields.iter().zip(columns) {
        let datum = match field {
            Some(text) => input::read(kind, text)?,
            None => Some(Datum::Null),
        };
        let Some(datum) = datum else { return Ok(None) };
        values.push(Typed::new(datum, kind));
    }
    Ok(Some(Datum::Row(values.into())))
}

/// The fields between the parentheses; what is empty is `NULL`.
fn fields(text: &str) -> Option<Vec<Option<Name>>> {
    let mut rest = text.trim().strip_prefix('(')?.strip_suffix(')')?.chars();
    let mut fields = Vec::new();
    let mut field: Option<String> = None;
    let mut quoted = false;
    while let Some(c) = rest.next() {
        match c {
            ',' if !quoted => fields.push(field.take().map(Name::from)),
            '(' | ')' if !quoted => return None,
            '"' if quoted && rest.as_str().starts_with('"') => {
                rest.next();
                field.get_or_insert_default().push('"');
            }
            '"' => {
                quoted = !quoted;
                field.get_or_insert_default();
            }
            '\\' => field.get_or_insert_default().push(rest.next()?),
            c => field.get_or_insert_default().push(c),
        }
    }
    fields.push(field.map(Name::from));
    (!quoted).then_some(fields)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_split_and_unquoted() {
        let texts =
            |text| fields(text).map(|fields| fields.into_iter().map(|field| field.map(|f| f.to_string())).collect());
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(texts(r#"(1,"a, ""b"" \\",,"")"#), Some(vec![some("1"), some(r#"a, "b" \"#), None, some("")]));
        assert_eq!(texts("(1").map(|found: Vec<Option<String>>| found.len()), None);
        assert_eq!(texts("(\"1)").map(|found: Vec<Option<String>>| found.len()), None);
    }
}
