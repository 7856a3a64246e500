//! Functions and operators on `json` and `jsonb`.

use super::{Arguments, Given, Implementation};
use crate::postgres::ast::Name;
use crate::postgres::replay::data::array::Array;
use crate::postgres::replay::data::datum::{Datum, Typed};
use crate::postgres::replay::data::evaluate::{Evaluator, undecided};
use crate::postgres::replay::data::json::{Json, Reading, index_of, push_string};
use crate::postgres::replay::data::kind::{Form, Kind};
use crate::postgres::replay::data::moment::Zone;
use crate::postgres::replay::data::number::Number;
use crate::run::{Failure, Refusal};
use std::sync::Arc;

pub(super) const FUNCTIONS: &[(&str, Implementation)] = &[
    ("array_to_json", |a| text_of(a, 0)),
    ("json_array_length", json_array_length),
    ("json_build_array", json_build_array),
    ("json_build_object", json_build_object),
    ("json_typeof", |a| Ok(parsed(a, 0).map(|json| json.type_name().into()))),
    ("jsonb_array_length", jsonb_array_length),
    ("jsonb_build_array", jsonb_build_array),
    ("jsonb_build_object", jsonb_build_object),
    ("jsonb_extract_path", |a| Ok(path(a).map(|found| found.map_or(Datum::Null, datum)))),
    ("jsonb_extract_path_text", |a| Ok(path(a).map(|found| plain(found.as_ref())))),
    ("jsonb_object", jsonb_object),
    ("jsonb_set", jsonb_set),
    ("jsonb_strip_nulls", |a| Ok(a.json(0).filter(|_| a.len() == 1).map(|json| datum(stripped(json))))),
    ("jsonb_typeof", |a| Ok(a.json(0).map(|json| json.type_name().into()))),
    ("row_to_json", |a| if a.len() == 1 { text_of(a, 0) } else { Ok(None) }),
    ("to_json", |a| text_of(a, 0)),
    ("to_jsonb", |a| a.evaluator.to_json(&a.values[0]).map(|json| Some(datum(json)))),
];

fn datum(json: Json) -> Datum {
    Datum::Json(Arc::new(json))
}

fn plain(json: Option<&Json>) -> Datum {
    json.and_then(Json::plain).map_or(Datum::Null, Datum::from)
}

fn text_of(a: &Arguments<'_>, place: usize) -> Given {
    a.evaluator.json_text(&a.values[place]).map(|text| Some(text.into()))
}

impl Evaluator<'_> {
    /// A value as a document.
    pub(in super::super) fn to_json(self, value: &Typed) -> Result<Json, Refusal> {
        Ok(match (&value.datum, &value.kind.form) {
            (Datum::Null, _) => Json::Null,
            (Datum::Boolean(truth), _) => Json::Boolean(*truth),
            (Datum::Number(number), _) => Json::Number(*number),
            (Datum::Json(json), _) => (**json).clone(),
            (Datum::Text(text), Form::Json) => read(text).ok_or_else(|| undecided("a document"))?,
            (Datum::Float(_), _) => {
                let text = self.printed(value)?;
                Number::parse(&text).map_or_else(|| Json::Text(text.to_string()), Json::Number)
            }
            (Datum::Array(array), _) => {
                let element = value.kind.element().ok_or_else(|| undecided("an array"))?;
                let members: Vec<Typed> =
                    array.members.iter().map(|member| Typed::new(member.clone(), element)).collect();
                let items = members.iter().map(|member| self.to_json(member)).collect::<Result<Vec<_>, _>>()?;
                let lengths: Vec<usize> = array.bounds.iter().map(|(_, length)| *length).collect();
                nested(items, &lengths)
            }
            (Datum::Row(values), Form::Row(columns)) => {
                let members = columns.iter().zip(values.iter());
                let member =
                    |((name, _), value): (&(Name, Arc<Kind>), &Typed)| Ok((name.to_string(), self.to_json(value)?));
                Json::object(members.map(member).collect::<Result<_, Refusal>>()?)
            }
            _ => Json::Text(self.printed_for_json(value)?.to_string()),
        })
    }

    fn printed(self, value: &Typed) -> Result<Name, Refusal> {
        self.print(value)?.ok_or_else(|| undecided("a document"))
    }

    /// Dates and times are in ISO 8601.
    fn printed_for_json(self, value: &Typed) -> Result<Name, Refusal> {
        match (&value.datum, &value.kind.form) {
            (Datum::Moment(moment), Form::Timestamp(Zone::None)) if moment.is_exact() => {
                Ok(Name::from(moment.print().replacen(' ', "T", 1)))
            }
            _ => self.printed(value),
        }
    }

    /// A value as the text of a `json`, which has no blanks of its own.
    pub(in super::super) fn json_text(self, value: &Typed) -> Result<String, Refusal> {
        Ok(match (&value.datum, &value.kind.form) {
            (Datum::Null, _) => "null".into(),
            (Datum::Boolean(truth), _) => truth.to_string(),
            (Datum::Number(_) | Datum::Json(_), _) | (Datum::Text(_), Form::Json) => self.printed(value)?.to_string(),
            (Datum::Float(float), _) if float.is_finite() => self.printed(value)?.to_string(),
            (Datum::Array(array), _) if array.is_list() => {
                let element = value.kind.element().ok_or_else(|| undecided("an array"))?;
                let text = |member: &Datum| self.json_text(&Typed::new(member.clone(), element));
                let items = array.members.iter().map(text).collect::<Result<Vec<_>, _>>()?;
                format!("[{}]", items.join(","))
            }
            (Datum::Array(_), _) => return Err(undecided("a document")),
            (Datum::Row(values), Form::Row(columns)) => {
                let member = |((name, _), value): (&(Name, Arc<Kind>), &Typed)| {
                    Ok(format!("{}:{}", quoted(name), self.json_text(value)?))
                };
                let members: Vec<String> =
                    columns.iter().zip(values.iter()).map(member).collect::<Result<_, Refusal>>()?;
                format!("{{{}}}", members.join(","))
            }
            _ => quoted(&self.printed_for_json(value)?),
        })
    }

    /// A value as the key of a member.
    pub(in super::super) fn json_key(self, value: &Typed) -> Result<String, Refusal> {
        match &value.datum {
            Datum::Null => Err(undecided("a key")),
            Datum::Boolean(truth) => Ok(truth.to_string()),
            _ => Ok(self.printed_for_json(value)?.to_string()),
        }
    }
}

pub(in super::super) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    push_string(&mut quoted, text);
    quoted
}

fn read(text: &str) -> Option<Json> {
    if let Reading::Read(json) = Json::parse(text) { Some(json) } else { None }
}

/// The document of a `json`.
fn parsed(a: &Arguments<'_>, place: usize) -> Option<Json> {
    a.text(place).and_then(|text| read(text))
}

fn nested(items: Vec<Json>, lengths: &[usize]) -> Json {
    let [_, inner @ ..] = lengths else { return Json::Array(items) };
    if inner.is_empty() {
        return Json::Array(items);
    }
    let each: usize = inner.iter().product();
    Json::Array(items.chunks(each.max(1)).map(|part| nested(part.to_vec(), inner)).collect())
}

/// Keys and values by turns.
fn pairs<'a>(a: &Arguments<'a>) -> Result<impl Iterator<Item = (&'a Typed, &'a Typed)>, Refusal> {
    if !a.len().is_multiple_of(2) {
        return Err(Failure::new("22023", "argument list must have even number of elements").into());
    }
    for (place, pair) in a.values.chunks(2).enumerate() {
        if pair[0].is_null() {
            // Version 16 words it in another way for `json`.
            let message = format!("argument {}: key must not be null", place * 2 + 1);
            return Err(Failure::new("22023", message).into());
        }
    }
    Ok(a.values.chunks(2).map(|pair| (&pair[0], &pair[1])))
}

fn jsonb_build_object(a: &Arguments<'_>) -> Given {
    let member = |(key, value)| Ok((a.evaluator.json_key(key)?, a.evaluator.to_json(value)?));
    let members = pairs(a)?.map(member).collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Some(datum(Json::object(members))))
}

fn jsonb_build_array(a: &Arguments<'_>) -> Given {
    let items = a.values.iter().map(|value| a.evaluator.to_json(value)).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(datum(Json::Array(items))))
}

fn json_build_object(a: &Arguments<'_>) -> Given {
    if a.values.iter().step_by(2).any(Typed::is_null) {
        return Ok(None);
    }
    let member =
        |(key, value)| Ok(format!("{} : {}", quoted(&a.evaluator.json_key(key)?), a.evaluator.json_text(value)?));
    let members = pairs(a)?.map(member).collect::<Result<Vec<_>, Refusal>>()?;
    Ok(Some(format!("{{{}}}", members.join(", ")).into()))
}

fn json_build_array(a: &Arguments<'_>) -> Given {
    let items = a.values.iter().map(|value| a.evaluator.json_text(value)).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(format!("[{}]", items.join(", ")).into()))
}

fn length(json: &Json, scalar: &'static str) -> Given {
    match json {
        Json::Array(items) => Ok(Some(Datum::count(items.len()))),
        Json::Object(_) => Err(Failure::new("22023", "cannot get array length of a non-array").into()),
        _ => Err(Failure::new("22023", scalar).into()),
    }
}

fn jsonb_array_length(a: &Arguments<'_>) -> Given {
    a.json(0).map_or(Ok(None), |json| length(json, "cannot get array length of a scalar"))
}

fn json_array_length(a: &Arguments<'_>) -> Given {
    parsed(a, 0).map_or(Ok(None), |json| length(&json, "cannot get array length of a scalar"))
}

fn jsonb_object(a: &Arguments<'_>) -> Given {
    let (1, Some(texts)) = (a.len(), a.texts(0)) else { return Ok(None) };
    if texts.len() % 2 == 1 {
        return Err(Failure::new("2202E", "array must have even number of elements").into());
    }
    let members = texts.chunks(2).map(|pair| (pair[0].clone(), Json::Text(pair[1].clone()))).collect();
    Ok(Some(datum(Json::object(members))))
}

/// What the path after the first argument leads to; `None` where that is not known.
fn path(a: &Arguments<'_>) -> Option<Option<Json>> {
    let json = a.json(0)?;
    let steps = (1..a.len()).map(|place| a.text(place).map(Name::to_string)).collect::<Option<Vec<_>>>()?;
    Some(json.at(&steps).cloned())
}

fn stripped(json: &Json) -> Json {
    match json {
        Json::Object(members) => Json::Object(
            members
                .iter()
                .filter(|(_, value)| *value != Json::Null)
                .map(|(key, value)| (key.clone(), stripped(value)))
                .collect(),
        ),
        Json::Array(items) => Json::Array(items.iter().map(stripped).collect()),
        other => other.clone(),
    }
}

fn jsonb_set(a: &Arguments<'_>) -> Given {
    let (Some(json), Some(steps), Some(new)) = (a.json(0), a.texts(1), a.json(2)) else { return Ok(None) };
    let create = if a.len() > 3 { a.boolean(3) } else { Some(true) };
    let Some(create) = create else { return Ok(None) };
    if !matches!(json, Json::Array(_) | Json::Object(_)) {
        return Err(Failure::new("22023", "cannot set path in scalar").into());
    }
    let missing = if create { Missing::Added } else { Missing::Left };
    let mut changed = json.clone();
    set(&mut changed, &steps, new, missing).ok_or_else(|| undecided("jsonb_set()"))?;
    Ok(Some(datum(changed)))
}

/// What becomes of a last step that leads nowhere.
#[derive(Clone, Copy, PartialEq)]
enum Missing {
    Added,
    Left,
}

/// Puts a document at the end of a path, where its last step at least may be new. `None` where the server would refuse the path.
fn set(json: &mut Json, path: &[String], new: &Json, missing: Missing) -> Option<()> {
    let [step, rest @ ..] = path else { return Some(()) };
    match json {
        Json::Object(members) => match members.iter_mut().find(|(key, _)| key == step) {
            Some((_, value)) if rest.is_empty() => *value = new.clone(),
            Some((_, value)) => set(value, rest, new, missing)?,
            None if rest.is_empty() && missing == Missing::Added => {
                let added = std::mem::take(members).into_iter().chain([(step.clone(), new.clone())]).collect();
                *json = Json::object(added);
            }
            None => {}
        },
        Json::Array(items) => {
            let place: i64 = step.parse().ok()?;
            match index_of(place, items.len()) {
                Some(place) if rest.is_empty() => items[place] = new.clone(),
                Some(place) => set(&mut items[place], rest, new, missing)?,
                None if rest.is_empty() && missing == Missing::Added && place < 0 => items.insert(0, new.clone()),
                None if rest.is_empty() && missing == Missing::Added => items.push(new.clone()),
                None => {}
            }
        }
        _ => {}
    }
    Some(())
}

/// The operators of `jsonb`.
pub(in super::super) fn operate(operator: &str, left: &Datum, right: &Datum, result: &Kind) -> Result<Datum, Refusal> {
    let unknown = || undecided("a document");
    let Datum::Json(json) = left else { return Err(unknown()) };
    let texts = |array: &Array| {
        array.members.iter().map(|member| member.text().map(Name::to_string)).collect::<Option<Vec<_>>>()
    };
    let answer = |found: Option<&Json>| {
        if result.form == Form::Jsonb { found.map_or(Datum::Null, |json| datum(json.clone())) } else { plain(found) }
    };
    match (operator, right) {
        ("->" | "->>", Datum::Text(key)) => Ok(answer(json.member(key))),
        ("->" | "->>", Datum::Number(place)) => Ok(answer(place.to_i64().and_then(|place| json.item(place)))),
        ("#>" | "#>>", Datum::Array(path)) => Ok(answer(json.at(&texts(path).ok_or_else(unknown)?))),
        ("@>", Datum::Json(other)) => Ok(json.contains(other).into()),
        ("<@", Datum::Json(other)) => Ok(other.contains(json).into()),
        ("?", Datum::Text(key)) => Ok(has(json, key).into()),
        ("?|", Datum::Array(keys)) => Ok(keys.members.iter().filter_map(Datum::text).any(|key| has(json, key)).into()),
        ("?&", Datum::Array(keys)) => Ok(keys.members.iter().filter_map(Datum::text).all(|key| has(json, key)).into()),
        ("||", Datum::Json(other)) => Ok(datum(joined(json, other))),
        ("-", Datum::Text(key)) => without(json, |known| known == key.as_str()),
        ("-", Datum::Array(keys)) => {
            let keys = texts(keys).ok_or_else(unknown)?;
            without(json, |known| keys.iter().any(|key| key == known))
        }
        ("-", Datum::Number(place)) => without_item(json, place.to_i64().ok_or_else(unknown)?),
        ("#-", Datum::Array(path)) => Ok(datum(pruned(json, &texts(path).ok_or_else(unknown)?))),
        _ => Err(unknown()),
    }
}

/// `->>` on a `json`, whose parts keep their spelling: of texts and plain numbers only.
pub(in super::super) fn operate_text(operator: &str, text: &str, right: &Datum) -> Result<Datum, Refusal> {
    let unknown = || undecided("a document");
    let json = read(text).ok_or_else(unknown)?;
    let found = match (operator, right) {
        ("->>" | "->", Datum::Text(key)) => json.member(key),
        ("->>" | "->", Datum::Number(place)) => place.to_i64().and_then(|place| json.item(place)),
        _ => return Err(unknown()),
    };
    match (operator, found) {
        (_, None) => Ok(Datum::Null),
        ("->>", Some(Json::Text(_) | Json::Boolean(_) | Json::Null)) => Ok(plain(found)),
        ("->>", Some(Json::Number(number))) if number.scale() == 0 && !text.contains(['e', 'E', '.']) => {
            Ok(plain(found))
        }
        _ => Err(unknown()),
    }
}

/// A key of an object, or a text of an array.
fn has(json: &Json, key: &str) -> bool {
    match json {
        Json::Object(_) => json.member(key).is_some(),
        Json::Array(items) => items.iter().any(|item| matches!(item, Json::Text(text) if text == key)),
        Json::Text(text) => text == key,
        _ => false,
    }
}

fn joined(left: &Json, right: &Json) -> Json {
    match (left, right) {
        (Json::Object(one), Json::Object(other)) => Json::object(one.iter().chain(other).cloned().collect()),
        (Json::Array(one), Json::Array(other)) => Json::Array(one.iter().chain(other).cloned().collect()),
        (Json::Array(one), other) => Json::Array(one.iter().chain([other]).cloned().collect()),
        (one, Json::Array(other)) => Json::Array([one].into_iter().chain(other).cloned().collect()),
        (one, other) => Json::Array(vec![one.clone(), other.clone()]),
    }
}

/// Without the members or texts that are named.
fn without(json: &Json, named: impl Fn(&str) -> bool) -> Result<Datum, Refusal> {
    match json {
        Json::Object(members) => {
            Ok(datum(Json::Object(members.iter().filter(|(key, _)| !named(key)).cloned().collect())))
        }
        Json::Array(items) => {
            let stays = |item: &&Json| !matches!(item, Json::Text(text) if named(text));
            Ok(datum(Json::Array(items.iter().filter(stays).cloned().collect())))
        }
        _ => Err(Failure::new("22023", "cannot delete from scalar").into()),
    }
}

fn without_item(json: &Json, place: i64) -> Result<Datum, Refusal> {
    match json {
        Json::Array(items) => {
            let mut items = items.clone();
            if let Some(place) = index_of(place, items.len()) {
                items.remove(place);
            }
            Ok(datum(Json::Array(items)))
        }
        Json::Object(_) => Err(Failure::new("22023", "cannot delete from object using integer index").into()),
        _ => Err(Failure::new("22023", "cannot delete from scalar").into()),
    }
}

/// Without what a path leads to.
fn pruned(json: &Json, path: &[String]) -> Json {
    let mut json = json.clone();
    let [steps @ .., last] = path else { return json };
    let mut inner = &mut json;
    for step in steps {
        let found = match inner {
            Json::Object(members) => members.iter_mut().find(|(key, _)| key == step).map(|(_, value)| value),
            Json::Array(items) => {
                let place = step.parse().ok().and_then(|place| index_of(place, items.len()));
                place.map(|place| &mut items[place])
            }
            _ => None,
        };
        let Some(found) = found else { return json };
        inner = found;
    }
    match inner {
        Json::Object(members) => members.retain(|(key, _)| key != last),
        Json::Array(items) => {
            if let Some(place) = last.parse().ok().and_then(|place| index_of(place, items.len())) {
                items.remove(place);
            }
        }
        _ => {}
    }
    json
}
