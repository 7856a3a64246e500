//! What belongs to the server, or is the same in every database: languages, access methods, users.

use super::System;
use super::class::METHODS;
use super::oids::OTHER;
use super::routine::LANGUAGES;
use super::table::{Table, letter, number, oid, oid_or_zero, text, unknown};
use crate::postgres::catalog::{Object, ObjectBody};

impl System<'_> {
    pub(super) fn languages(self, table: &mut Table<'_>) {
        for (name, id) in LANGUAGES {
            table.push(&[("oid", number(id)), ("lanname", text(name)), ("lanowner", number(10))]);
        }
        // An extension may have brought another.
        for name in table.wanted.texts("lanname").unwrap_or_default() {
            if LANGUAGES.iter().all(|(known, _)| *known != name) && self.may_be_brought(name) {
                table.push_others(&[("oid", oid(OTHER)), ("lanname", text(name))]);
            }
        }
        if table.wanted.texts("lanname").is_none()
            && self
                .session
                .catalog
                .extensions()
                .any(|(object, _)| object.name.starts_with("pl") && object.name != "plpgsql")
        {
            table.push_others(&[("oid", oid(OTHER)), ("lanname", text("pl?"))]);
        }
    }

    fn may_be_brought(self, language: &str) -> bool {
        self.session.catalog.extensions().any(|(object, _)| object.name == language)
    }

    pub(super) fn access_methods(self, table: &mut Table<'_>) {
        for (name, id) in METHODS {
            let kind = if *name == "heap" { 't' } else { 'i' };
            table.push(&[("oid", number(*id)), ("amname", text(*name)), ("amtype", letter(kind))]);
        }
        if self.session.catalog.extensions().any(|(object, _)| object.name != "plpgsql") {
            for name in table.wanted.texts("amname").unwrap_or_else(|| vec!["?"]) {
                if METHODS.iter().all(|(known, _)| *known != name) {
                    table.push_others(&[("oid", oid(OTHER)), ("amname", text(name))]);
                }
            }
        }
    }

    /// Comments on objects of the database and on columns.
    pub(super) fn descriptions(self, table: &mut Table<'_>) {
        let catalog = &self.session.catalog;
        let objects: Vec<&Object> = match table.wanted.objects("objoid") {
            Some(ids) => ids.into_iter().filter_map(|id| catalog.get(id)).collect(),
            None => catalog.objects().collect(),
        };
        for object in objects {
            if let Some(comment) = &object.comment {
                table.push(&[
                    ("objoid", oid(object.id)),
                    ("classoid", class_of(object).map_or_else(|| unknown("the catalog of an object"), number)),
                    ("objsubid", number(0)),
                    ("description", text(comment.clone())),
                ]);
            }
            for column in object.live_columns() {
                if let Some(comment) = &column.comment {
                    table.push(&[
                        ("objoid", oid(object.id)),
                        ("classoid", number(1259)),
                        ("objsubid", number(column.number)),
                        ("description", text(comment.clone())),
                    ]);
                }
            }
        }
        // The server describes its own.
        table.push_others(&[("objoid", oid(OTHER)), ("objsubid", number(0))]);
    }

    pub(super) fn event_triggers(self, table: &mut Table<'_>) {
        for object in self.session.catalog.objects() {
            if let ObjectBody::EventTrigger(trigger) = &object.body {
                table.push(&[
                    ("oid", oid(object.id)),
                    ("evtname", text(object.name.clone())),
                    ("evtevent", text(trigger.event.clone())),
                    ("evtowner", self.role(&object.owner)),
                    ("evtfoid", oid_or_zero(Some(trigger.function))),
                    ("evtenabled", letter(trigger.enabled)),
                ]);
            }
        }
    }
}

/// The catalog that an object is listed in.
fn class_of(object: &Object) -> Option<u32> {
    Some(match &object.body {
        ObjectBody::Schema => 2615,
        ObjectBody::Table(_) | ObjectBody::View(_) | ObjectBody::Index(_) | ObjectBody::Sequence(_) => 1259,
        ObjectBody::Constraint(_) => 2606,
        ObjectBody::Type(_) => 1247,
        ObjectBody::Routine(_) => 1255,
        ObjectBody::Trigger(_) => 2620,
        ObjectBody::Policy(_) => 3256,
        ObjectBody::Extension(_) => 3079,
        _ => return None,
    })
}
