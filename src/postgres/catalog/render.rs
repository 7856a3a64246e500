//! Printing a [`Bound`] text: the author's bytes, with only those names replaced that need it.

use super::naming::parts;
use super::{
    Bound, Catalog, ColumnNumber, NameClass, Object, ObjectBody, ObjectId, Reference, ReferenceRole, StarColumn,
    Target, TypeBody,
};
use crate::postgres::ast::{Name, quote_ident, quote_literal};
use std::borrow::Cow;

impl Bound {
    /// A text without names that could change.
    pub fn unbound(text: impl Into<Name>) -> Self {
        Self { text: text.into(), references: Vec::new() }
    }

    /// The text as it has to be written now, under a search path (`pg_catalog` is always searched first).
    ///
    /// A name stays as the author wrote it where it still means the same object; else the current name takes its place, with a schema where
    /// the search path does not find it.
    pub fn render(&self, catalog: &Catalog, path: &[ObjectId]) -> Cow<'_, str> {
        let mut references: Vec<&Reference> = self.references.iter().collect();
        references.sort_by_key(|reference| reference.span);
        let mut output = String::new();
        let mut printed = 0;
        for reference in references {
            let written = reference.span.slice(&self.text);
            if let Some(replacement) = replacement(catalog, path, written, reference) {
                output.push_str(&self.text[printed..reference.span.start as usize]);
                output.push_str(&replacement);
                printed = reference.span.end as usize;
            }
        }
        if output.is_empty() && printed == 0 {
            return Cow::Borrowed(&self.text);
        }
        output.push_str(&self.text[printed..]);
        Cow::Owned(output)
    }
}

/// What to print in place of a name as written; `None` where that still holds.
fn replacement(catalog: &Catalog, path: &[ObjectId], written: &str, reference: &Reference) -> Option<String> {
    match (&reference.role, &reference.target) {
        (ReferenceRole::Insertion(text), _) => Some(text.to_string()),
        (ReferenceRole::Name, Target::Object(id)) => name(catalog, path, written, *id),
        (ReferenceRole::Qualifier, Target::Object(id)) => qualifier(catalog, written, *id),
        (ReferenceRole::Literal, Target::Object(id)) => literal(catalog, path, written, *id),
        (ReferenceRole::Literal, Target::Label(id, number)) => label(catalog, written, *id, *number),
        (ReferenceRole::Column, Target::Column(relation, number)) => {
            column(catalog, written, *relation, *number).map(|(text, _)| text)
        }
        (ReferenceRole::OutputColumn(old), Target::Column(relation, number)) => {
            column(catalog, written, *relation, *number).map(|(text, new)| output_column(text, &new, old))
        }
        (ReferenceRole::OutputName(old), target) => output_name(catalog, target, old),
        (ReferenceRole::Wildcard, Target::Columns(columns)) => {
            let items = wildcard(catalog, columns)?;
            // `TABLE t` is a `*` too.
            Some(if written.ends_with('*') { items } else { format!("SELECT {items} FROM") })
        }
        // What `USING` merged has no other spelling.
        _ => None,
    }
}

fn name(catalog: &Catalog, path: &[ObjectId], written: &str, id: ObjectId) -> Option<String> {
    let object = catalog.get(id)?;
    if let ObjectBody::Member(NameClass::Operator) | ObjectBody::Operator(_) = object.body {
        return operator(catalog, path, written, object);
    }
    (!still_finds(catalog, path, &parts(written), object)).then(|| catalog.name_under(id, path))
}

/// Whether a name's parts still mean the object: the right name, with the right schema or found by the search path.
fn still_finds(catalog: &Catalog, path: &[ObjectId], parts: &[Name], object: &Object) -> bool {
    let schema = object.schema.and_then(|schema| catalog.get(schema));
    match parts {
        [name] => *name == object.name && catalog.is_visible(object.id, path),
        [.., qualifier, name] => *name == object.name && schema.is_some_and(|schema| schema.name == *qualifier),
        [] => false,
    }
}

/// A bare operator that the search path does not find is written `OPERATOR(schema.symbol)`.
fn operator(catalog: &Catalog, path: &[ObjectId], written: &str, object: &Object) -> Option<String> {
    if written.contains('(') || catalog.is_visible(object.id, path) {
        return None;
    }
    let schema = catalog.get(object.schema?)?;
    Some(format!("OPERATOR({}.{})", quote_ident(&schema.name), object.name))
}

/// A relation's name in front of a column; a schema in front of it is kept, and kept right.
fn qualifier(catalog: &Catalog, written: &str, id: ObjectId) -> Option<String> {
    let object = catalog.get(id)?;
    let parts = parts(written);
    let schema = object.schema.and_then(|schema| catalog.get(schema)).filter(|_| parts.len() > 1);
    let name = quote_ident(&object.name);
    match (&parts[..], schema) {
        ([.., last], None) if *last == object.name => None,
        ([.., first, last], Some(schema)) if *last == object.name && *first == schema.name => None,
        (_, Some(schema)) => Some(format!("{}.{name}", quote_ident(&schema.name))),
        (_, None) => Some(name.into_owned()),
    }
}

/// A string literal with a name in it.
fn literal(catalog: &Catalog, path: &[ObjectId], written: &str, id: ObjectId) -> Option<String> {
    let object = catalog.get(id)?;
    let content = written.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\''))?.replace("''", "'");
    (!still_finds(catalog, path, &parts(&content), object)).then(|| quote_literal(&catalog.name_under(id, path)))
}

/// An enum's label in a literal.
fn label(catalog: &Catalog, written: &str, id: ObjectId, number: u32) -> Option<String> {
    let ObjectBody::Type(TypeBody::Enum { labels }) = &catalog.get(id)?.body else { return None };
    let current = quote_literal(&labels.iter().find(|label| label.number == number)?.label);
    (current != written).then_some(current)
}

/// A column's new name in place of the last part, and by itself; `None` while it is the old one.
fn column(catalog: &Catalog, written: &str, relation: ObjectId, number: ColumnNumber) -> Option<(String, Name)> {
    let new = &catalog.get(relation)?.column_at(number)?.name;
    let parts = parts(written);
    let (last, qualifiers) = parts.split_last()?;
    if last == new {
        return None;
    }
    let quoted: Vec<Cow<str>> = qualifiers.iter().chain([new]).map(|part| quote_ident(part)).collect();
    Some((quoted.join("."), new.clone()))
}

fn output_column(text: String, new: &str, old: &str) -> String {
    if new == old { text } else { format!("{text} AS {}", quote_ident(old)) }
}

/// ` AS old` behind a select item that was named after something with another name now.
fn output_name(catalog: &Catalog, target: &Target, old: &str) -> Option<String> {
    let name = match target {
        Target::Object(id) => &catalog.get(*id)?.name,
        Target::Column(relation, number) => &catalog.get(*relation)?.column_at(*number)?.name,
        Target::Label(..) | Target::Columns(_) | Target::Nothing => return None,
    };
    (name != old).then(|| format!(" AS {}", quote_ident(old)))
}

/// `*` written out, where it would no longer mean the columns it was bound to under the names they had.
fn wildcard(catalog: &Catalog, columns: &[StarColumn]) -> Option<String> {
    let unchanged = columns.iter().all(|column| keeps_its_name(catalog, column)) && !has_grown(catalog, columns);
    (!unchanged).then(|| {
        let items: Vec<String> = columns.iter().map(|column| wildcard_item(catalog, column)).collect();
        items.join(", ")
    })
}

fn current_name<'a>(catalog: &'a Catalog, column: &'a StarColumn) -> &'a Name {
    let current = column.column.and_then(|(relation, number)| catalog.get(relation)?.column_at(number));
    current.map_or(&column.name, |current| &current.name)
}

fn keeps_its_name(catalog: &Catalog, column: &StarColumn) -> bool {
    *current_name(catalog, column) == column.name
}

/// Whether a relation behind the `*` got columns since: those have higher numbers than all that were bound. (A column missing in between was
/// merged by `USING`.)
fn has_grown(catalog: &Catalog, columns: &[StarColumn]) -> bool {
    let bound = || columns.iter().filter_map(|column| column.column);
    bound().any(|(relation, _)| {
        let last_bound = bound().filter(|(other, _)| *other == relation).map(|(_, number)| number).max();
        let newest = catalog.get(relation).and_then(|relation| relation.live_columns().last());
        newest.is_some_and(|newest| Some(newest.number) > last_bound)
    })
}

fn wildcard_item(catalog: &Catalog, column: &StarColumn) -> String {
    let current = column.relation.and_then(|relation| catalog.get(relation)).map(|relation| &relation.name);
    let qualifier =
        current.or(column.qualifier.as_ref()).map_or_else(String::new, |name| format!("{}.", quote_ident(name)));
    let name = current_name(catalog, column);
    output_column(format!("{qualifier}{}", quote_ident(name)), name, &column.name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::postgres::catalog::{Column, Extension, TypeBody};
    use crate::source::Span;

    /// A catalog with `public.t (a, b)` and the schema `app`.
    fn catalog() -> (Catalog, ObjectId, ObjectId) {
        let mut catalog = Catalog::empty();
        let public = add(&mut catalog, "public", None, ObjectBody::Schema);
        add(&mut catalog, "app", None, ObjectBody::Schema);
        let attributes = vec![Column::new(1, "a".into(), None, None), Column::new(2, "b".into(), None, None)];
        let body = ObjectBody::Type(TypeBody::Composite { attributes });
        let table = add(&mut catalog, "t", Some(public), body);
        (catalog, public, table)
    }

    fn add(catalog: &mut Catalog, name: &str, schema: Option<ObjectId>, body: ObjectBody) -> ObjectId {
        let id = catalog.allocate();
        catalog.insert(Object {
            id,
            name: name.into(),
            schema,
            parent: None,
            owner: "postgres".into(),
            acl: None,
            comment: None,
            remark: None,
            created: None,
            touched: Vec::new(),
            body,
        })
    }

    /// A text with one reference per occurrence of `|`-marked words: `SELECT |a| FROM |t|`.
    fn bound(marked: &str, meanings: Vec<(ReferenceRole, Target)>) -> Bound {
        let pieces: Vec<&str> = marked.split('|').collect();
        let mut text = String::new();
        let mut spans = Vec::new();
        for (index, piece) in pieces.iter().enumerate() {
            if index % 2 == 1 {
                spans.push(Span::new(text.len(), text.len() + piece.len()));
            }
            text.push_str(piece);
        }
        let references = spans.into_iter().zip(meanings);
        let references = references.map(|(span, (role, target))| Reference { span, target, role }).collect();
        Bound { text: text.into(), references }
    }

    #[test]
    fn nothing_changes_while_nothing_changed() {
        let (catalog, public, table) = catalog();
        let meanings = vec![
            (ReferenceRole::OutputColumn("a".into()), Target::Column(table, 1)),
            (ReferenceRole::Name, Target::Object(table)),
        ];
        let text = bound("SELECT |A| /* a */ FROM |T|", meanings);
        assert!(matches!(text.render(&catalog, &[public]), Cow::Borrowed("SELECT A /* a */ FROM T")));
    }

    #[test]
    fn renames_are_followed_by_each_role_in_its_own_way() {
        let (mut catalog, public, table) = catalog();
        catalog.rename(table, "u".into());
        catalog.update(table, |object| object.column_at_mut(1).expect("is there").name = "Order".into());
        let meanings = vec![
            (ReferenceRole::OutputColumn("a".into()), Target::Column(table, 1)),
            (ReferenceRole::Column, Target::Column(table, 1)),
            (ReferenceRole::OutputName("a".into()), Target::Column(table, 1)),
            (ReferenceRole::Name, Target::Object(table)),
            (ReferenceRole::Qualifier, Target::Object(table)),
            (ReferenceRole::Column, Target::Column(table, 2)),
            (ReferenceRole::Literal, Target::Object(table)),
        ];
        let text = bound("SELECT |a|, |a|::int|| FROM |t| WHERE |t|.|b| = |'t'|::regclass -- t", meanings);
        assert_eq!(
            text.render(&catalog, &[public]),
            "SELECT \"Order\" AS a, \"Order\"::int AS a FROM u WHERE u.b = 'u'::regclass -- t"
        );
    }

    #[test]
    fn names_are_qualified_where_the_path_does_not_find_them() {
        let (catalog, _, table) = catalog();
        let meanings = vec![
            (ReferenceRole::Name, Target::Object(table)),
            (ReferenceRole::Literal, Target::Object(table)),
            (ReferenceRole::Name, Target::Object(table)),
        ];
        let text = bound("|t|, |'t'|, |public.t|", meanings);
        assert_eq!(text.render(&catalog, &[]), "public.t, 'public.t', public.t");
    }

    #[test]
    fn a_star_is_written_out_once_it_means_something_else() {
        let (mut catalog, public, table) = catalog();
        let star = |name: &str, number| StarColumn {
            qualifier: Some("t".into()),
            relation: Some(table),
            name: name.into(),
            column: Some((table, number)),
        };
        let target = Target::Columns(vec![star("a", 1), star("b", 2)]);
        let text = bound(
            "SELECT |*| FROM |t|",
            vec![(ReferenceRole::Wildcard, target), (ReferenceRole::Name, Target::Object(table))],
        );
        assert_eq!(text.render(&catalog, &[public]), "SELECT * FROM t");
        catalog.update(table, |object| {
            object.columns_mut().expect("has columns").push(Column::new(3, "c".into(), None, None));
        });
        assert_eq!(text.render(&catalog, &[public]), "SELECT t.a, t.b FROM t");
        catalog.rename(table, "u".into());
        catalog.update(table, |object| object.column_at_mut(2).expect("is there").name = "d".into());
        assert_eq!(text.render(&catalog, &[public]), "SELECT u.a, u.d AS b FROM u");
    }

    #[test]
    fn a_table_command_becomes_a_select_with_items() {
        let (mut catalog, public, table) = catalog();
        let column = StarColumn { qualifier: None, relation: Some(table), name: "a".into(), column: Some((table, 1)) };
        let star = Target::Columns(vec![column]);
        let text =
            bound("|TABLE| |t|", vec![(ReferenceRole::Wildcard, star), (ReferenceRole::Name, Target::Object(table))]);
        catalog.rename(table, "u".into());
        assert_eq!(text.render(&catalog, &[public]), "SELECT u.a FROM u");
    }

    #[test]
    fn operators_and_extensions() {
        let (mut catalog, public, _) = catalog();
        let app = catalog.schema("app").expect("is there");
        let body = ObjectBody::Extension(Extension { schema: app, version: None, unknown_members: false });
        add(&mut catalog, "pg_trgm", None, body);
        let operator = add(&mut catalog, "%>", Some(app), ObjectBody::Member(NameClass::Operator));
        let text = bound("a |%>| b", vec![(ReferenceRole::Name, Target::Object(operator))]);
        assert_eq!(text.render(&catalog, &[public]), "a OPERATOR(app.%>) b");
        assert_eq!(text.render(&catalog, &[public, app]), "a %> b");
    }
}
