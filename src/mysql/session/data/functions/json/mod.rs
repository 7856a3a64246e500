//! JSON, which is a text here: what a function takes out of it keeps its letters.

mod document;
mod path;

use super::{ANY, Given, Native, Nulls, Run, entry, result, with_nulls};
use crate::mysql::value::Value;
use document::Document;
use path::Step;

use document::is_valid;

/// A value as it stands in JSON.
pub(in crate::mysql::session::data) fn value_text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Null => "null".into(),
        Value::Int(_) | Value::UInt(_) | Value::Decimal(_) | Value::Double(_) | Value::Float(_) => {
            value.to_text()?.to_string()
        }
        Value::Bytes(_) => return None,
        other => document::quoted(&other.to_text()?),
    })
}

pub(super) fn table() -> Vec<Native> {
    use Run::{Pure, Unknown};
    vec![
        with_nulls("json_array", 0, ANY, result::json, Pure(array)),
        with_nulls("json_object", 0, ANY, result::json, Pure(object)),
        entry("json_extract", 2, ANY, result::json, Pure(extract)),
        entry("json_unquote", 1, 1, result::same, Pure(unquote)),
        entry("json_quote", 1, 1, result::json, Pure(|given| Value::from(document::quoted(&given.characters(0))))),
        entry("json_valid", 1, 1, result::truth, Pure(|given| Value::truth(is_valid(&given.characters(0))))),
        entry(
            "json_type",
            1,
            1,
            result::text64,
            Pure(|given| with_document(given, 0, |document| Some(Value::from(document.kind())))),
        ),
        entry(
            "json_depth",
            1,
            1,
            result::int,
            Pure(|given| with_document(given, 0, |document| Some(Value::Int(document.depth())))),
        ),
        entry("json_length", 1, 2, result::int, Pure(length)),
        entry("json_keys", 1, 2, result::json, Pure(keys)),
        entry("json_value", 2, 2, result::json, Pure(value)),
        entry("json_query", 2, 2, result::json, Pure(query)),
        entry("json_exists", 2, 2, result::truth, Pure(exists)),
        entry("json_contains", 2, 3, result::truth_or_null, Pure(contains)),
        entry("json_contains_path", 3, ANY, result::truth_or_null, Pure(contains_path)),
        Native {
            nulls: Nulls::Handle,
            ..entry("json_set", 3, ANY, result::json, Pure(|given| change(given, Change::Set)))
        },
        Native {
            nulls: Nulls::Handle,
            ..entry("json_insert", 3, ANY, result::json, Pure(|given| change(given, Change::Insert)))
        },
        Native {
            nulls: Nulls::Handle,
            ..entry("json_replace", 3, ANY, result::json, Pure(|given| change(given, Change::Replace)))
        },
        Native {
            nulls: Nulls::Handle,
            ..entry("json_array_append", 3, ANY, result::json, Pure(|given| change(given, Change::Append)))
        },
        entry("json_array_insert", 3, ANY, result::json, Unknown),
        entry("json_remove", 2, ANY, result::json, Pure(remove)),
        entry("json_merge_patch", 2, ANY, result::json, Pure(|given| merge(given, Document::patch))),
        entry("json_merge_preserve", 2, ANY, result::json, Pure(|given| merge(given, Document::join))),
        entry("json_merge", 2, ANY, result::json, Pure(|given| merge(given, Document::join))),
        entry(
            "json_compact",
            1,
            1,
            result::json,
            Pure(|given| with_document(given, 0, |document| Some(Value::from(document.compact())))),
        ),
        entry(
            "json_loose",
            1,
            1,
            result::json,
            Pure(|given| with_document(given, 0, |document| Some(Value::from(document.to_string())))),
        ),
        entry("json_detailed", 1, 2, result::json, Unknown),
        entry("json_pretty", 1, 2, result::json, Unknown),
        entry("json_normalize", 1, 1, result::json, Unknown),
        entry("json_equals", 2, 2, result::truth_or_null, Unknown),
        entry("json_overlaps", 2, 2, result::truth_or_null, Unknown),
        entry("json_search", 3, ANY, result::json, Unknown),
    ]
}

/// An argument as a document; a text that is none gives NULL.
fn with_document(given: &Given<'_>, index: usize, run: impl FnOnce(Document) -> Option<Value>) -> Value {
    Document::parse(&given.characters(index)).and_then(run).unwrap_or(Value::Null)
}

/// A value inside of JSON: a JSON text that a function of JSON made stays one, other texts are quoted.
fn as_document(given: &Given<'_>, index: usize) -> Option<Document> {
    let node = given.nodes.get(index)?;
    Some(match given.value(index) {
        Value::Null => Document::Null,
        Value::Int(_) | Value::UInt(_) | Value::Decimal(_) | Value::Double(_) | Value::Float(_) if is_truth(node) => {
            Document::Boolean(crate::mysql::session::data::convert::truth(given.value(index))?)
        }
        Value::Int(_) | Value::UInt(_) | Value::Decimal(_) | Value::Double(_) | Value::Float(_) => {
            Document::Number(given.value(index).to_text()?.to_string())
        }
        Value::Bytes(_) => return None,
        _ if makes_json(node) => Document::parse(&given.characters(index))?,
        _ => Document::text(&given.characters(index)),
    })
}

fn is_truth(node: &super::Node) -> bool {
    use super::super::plan::NodeKind as K;
    matches!(
        node.kind,
        K::Compare(..)
            | K::Logic(..)
            | K::Is { .. }
            | K::In { .. }
            | K::Between { .. }
            | K::Like { .. }
            | K::Exists(_)
            | K::Retyped(_)
    ) && node.ty.length == 1
}

fn makes_json(node: &super::Node) -> bool {
    use super::super::plan::NodeKind as K;
    match &node.kind {
        K::Call(native, _) => {
            native.name.starts_with("json_")
                && !matches!(native.name, "json_unquote" | "json_value" | "json_type" | "json_quote")
        }
        _ => false,
    }
}

fn not_modelled() -> Value {
    Value::unknown("JSON of a value that is not modelled")
}

fn array(given: &Given<'_>) -> Value {
    let items: Option<Vec<Document>> = (0..given.count()).map(|at| as_document(given, at)).collect();
    items.map_or_else(not_modelled, |items| Value::from(Document::Array(items).to_string()))
}

fn object(given: &Given<'_>) -> Value {
    let mut members = Vec::new();
    for at in (0..given.count()).step_by(2) {
        if given.value(at).is_null() {
            return Value::Null;
        }
        let Some(value) = as_document(given, at + 1) else { return not_modelled() };
        members.push((document::escaped(&given.characters(at)), value));
    }
    Value::from(Document::Object(members).to_string())
}

fn extract(given: &Given<'_>) -> Value {
    let Some(document) = Document::parse(&given.characters(0)) else { return Value::Null };
    let mut found = Vec::new();
    let mut many = given.count() > 2;
    for at in 1..given.count() {
        let Some(path) = path::parse(&given.characters(at)) else { return not_modelled() };
        many |= path.iter().any(Step::is_wild);
        found.extend(document.find(&path).into_iter().cloned());
    }
    match found.as_slice() {
        [] => Value::Null,
        [one] if !many => Value::from(one.written()),
        _ => Value::from(Document::Array(found).to_string()),
    }
}

fn unquote(given: &Given<'_>) -> Value {
    let text = given.characters(0);
    match Document::parse(&text) {
        Some(Document::Text(raw)) => given.string(document::unescaped(&raw)),
        _ => given.string(text.to_string()),
    }
}

fn at_path(given: &Given<'_>, index: usize) -> Result<Option<Document>, Value> {
    let Some(document) = Document::parse(&given.characters(0)) else { return Ok(None) };
    if given.count() <= index {
        return Ok(Some(document));
    }
    let Some(path) = path::parse(&given.characters(index)) else { return Err(not_modelled()) };
    Ok(document.find(&path).first().map(|found| (*found).clone()))
}

fn length(given: &Given<'_>) -> Value {
    match at_path(given, 1) {
        Err(unknown) => unknown,
        Ok(found) => found.map_or(Value::Null, |found| Value::Int(found.count())),
    }
}

fn keys(given: &Given<'_>) -> Value {
    match at_path(given, 1) {
        Err(unknown) => unknown,
        Ok(Some(Document::Object(members))) => {
            Value::from(Document::Array(members.into_iter().map(|(key, _)| Document::Text(key)).collect()).to_string())
        }
        Ok(_) => Value::Null,
    }
}

fn value(given: &Given<'_>) -> Value {
    match at_path(given, 1) {
        Err(unknown) => unknown,
        Ok(Some(Document::Text(raw))) => Value::from(document::unescaped(&raw)),
        Ok(Some(Document::Boolean(truth))) => Value::from(if truth { "1" } else { "0" }),
        Ok(Some(Document::Number(digits))) => Value::from(digits),
        Ok(_) => Value::Null,
    }
}

fn query(given: &Given<'_>) -> Value {
    match at_path(given, 1) {
        Err(unknown) => unknown,
        Ok(Some(found @ (Document::Object(_) | Document::Array(_)))) => Value::from(found.written()),
        Ok(_) => Value::Null,
    }
}

fn exists(given: &Given<'_>) -> Value {
    match at_path(given, 1) {
        Err(unknown) => unknown,
        Ok(found) => Value::truth(found.is_some()),
    }
}

fn contains(given: &Given<'_>) -> Value {
    let whole = match at_path(given, 2) {
        Err(unknown) => return unknown,
        Ok(None) => return Value::Null,
        Ok(Some(whole)) => whole,
    };
    with_document(given, 1, |part| Some(Value::truth(whole.contains(&part))))
}

fn contains_path(given: &Given<'_>) -> Value {
    let Some(document) = Document::parse(&given.characters(0)) else { return Value::Null };
    let all = given.characters(1).eq_ignore_ascii_case("all");
    let mut results = Vec::new();
    for at in 2..given.count() {
        let Some(path) = path::parse(&given.characters(at)) else { return not_modelled() };
        results.push(!document.find(&path).is_empty());
    }
    Value::truth(if all { results.iter().all(|found| *found) } else { results.iter().any(|found| *found) })
}

/// How a document changes at a path.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Change {
    /// Whether or not there is something.
    Set,
    /// Only where there is nothing.
    Insert,
    /// Only where there is something.
    Replace,
    /// Behind the items of an array.
    Append,
}

fn change(given: &Given<'_>, change: Change) -> Value {
    if (0..given.count()).any(|at| given.value(at).is_null() && (at == 0 || at % 2 == 1)) {
        return Value::Null;
    }
    let Some(mut document) = Document::parse(&given.characters(0)) else { return Value::Null };
    for at in (1..given.count()).step_by(2) {
        let (Some(path), Some(value)) = (path::parse(&given.characters(at)), as_document(given, at + 1)) else {
            return not_modelled();
        };
        if path.iter().any(Step::is_wild) {
            return not_modelled();
        }
        document.change(&path, value, change);
    }
    Value::from(document.to_string())
}

fn remove(given: &Given<'_>) -> Value {
    let Some(mut document) = Document::parse(&given.characters(0)) else { return Value::Null };
    for at in 1..given.count() {
        let Some(path) =
            path::parse(&given.characters(at)).filter(|path| !path.is_empty() && !path.iter().any(Step::is_wild))
        else {
            return not_modelled();
        };
        document.remove(&path);
    }
    Value::from(document.to_string())
}

fn merge(given: &Given<'_>, run: fn(Document, Document) -> Document) -> Value {
    let documents: Option<Vec<Document>> =
        (0..given.count()).map(|at| Document::parse(&given.characters(at))).collect();
    let merged = documents.and_then(|documents| documents.into_iter().reduce(run));
    merged.map_or(Value::Null, |merged| Value::from(merged.to_string()))
}
