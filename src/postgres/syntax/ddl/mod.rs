//! Productions of ours for every schema change: full grammar, exact spans, the server's own complaints.

mod alter_table;
mod comment;
mod constraint;
mod definition;
mod event_trigger;
mod extension;
mod foreign;
mod grant;
mod index;
mod object;
mod operator;
mod operator_class;
mod policy;
mod publication;
mod routine;
mod rule;
mod sequence;
mod statistics;
mod table;
mod text_search;
mod trigger;
mod types;
mod view;

use super::cursor::Cursor;
use super::error::{Result, opaque};
use crate::postgres::ast::Op;
use crate::postgres::ast::op::{ObjectKind, Persistence, RoutineKind};

/// What can follow `CREATE` and is not modelled.
const OTHER_CREATES: [&[&str]; 7] = [
    &["ACCESS", "METHOD"],
    &["CONVERSION"],
    &["DATABASE"],
    &["DEFAULT", "CONVERSION"],
    &["SUBSCRIPTION"],
    &["TABLESPACE"],
    &["TRANSFORM"],
];

/// What can follow `ALTER` and is not modelled.
const OTHER_ALTERS: [&[&str]; 7] = [
    &["DATABASE"],
    &["CONVERSION"],
    &["LANGUAGE"],
    &["LARGE", "OBJECT"],
    &["SUBSCRIPTION"],
    &["SYSTEM"],
    &["TABLESPACE"],
];

impl Cursor<'_> {
    /// What follows `CREATE`.
    pub(super) fn create(&mut self) -> Result<Op> {
        let or_replace = self.keyword("OR");
        if or_replace {
            self.expect("REPLACE")?;
        }
        if or_replace && !self.since(14) && self.at_any(&["TRIGGER", "CONSTRAINT"]) {
            return self.refuse();
        }
        if let Some(words) = OTHER_CREATES.iter().find(|words| self.at_all(words)) {
            return opaque(format!("CREATE {}", words.join(" ")));
        }
        if self.at_any(&["TRUSTED", "PROCEDURAL", "LANGUAGE"]) {
            return self.create_language(or_replace);
        }
        match self.any(&["FUNCTION", "PROCEDURE"]) {
            Some("FUNCTION") => return self.create_routine(RoutineKind::Function, or_replace),
            Some(_) => return self.create_routine(RoutineKind::Procedure, or_replace),
            None => {}
        }
        if self.at_any(&["CONSTRAINT", "TRIGGER"]) {
            return self.create_trigger(or_replace);
        }
        if self.keyword("AGGREGATE") {
            return self.create_aggregate(or_replace);
        }
        if self.keyword("RULE") {
            return self.create_rule(or_replace);
        }
        let persistence = self.persistence()?;
        if self.at_any(&["VIEW", "RECURSIVE"]) {
            return self.create_view(persistence, or_replace);
        }
        if or_replace {
            return self.refuse();
        }
        match self.any(&["TABLE", "SEQUENCE"]) {
            Some("TABLE") => self.create_table(persistence),
            Some(_) => self.create_sequence(persistence),
            None if persistence != Persistence::Permanent => self.refuse(),
            None => self.create_plain(),
        }
    }

    /// `TEMPORARY`, `UNLOGGED`.
    fn persistence(&mut self) -> Result<Persistence> {
        if self.any(&["LOCAL", "GLOBAL"]).is_some() {
            self.expect_any(&["TEMPORARY", "TEMP"])?;
            return Ok(Persistence::Temporary);
        }
        Ok(match self.any(&["TEMPORARY", "TEMP", "UNLOGGED"]) {
            None => Persistence::Permanent,
            Some("UNLOGGED") => Persistence::Unlogged,
            Some(_) => Persistence::Temporary,
        })
    }

    /// What takes neither `OR REPLACE` nor `TEMPORARY`.
    fn create_plain(&mut self) -> Result<Op> {
        const KINDS: &[&str] = &[
            "SCHEMA",
            "EXTENSION",
            "TYPE",
            "DOMAIN",
            "POLICY",
            "STATISTICS",
            "CAST",
            "COLLATION",
            "TEXT",
            "EVENT",
            "PUBLICATION",
            "FOREIGN",
            "SERVER",
            "OPERATOR",
            "MATERIALIZED",
            "ROLE",
            "USER",
            "GROUP",
        ];
        if self.at_any(&["UNIQUE", "INDEX"]) {
            return self.create_index();
        }
        match self.expect_any(KINDS)? {
            "SCHEMA" => self.create_schema(),
            "EXTENSION" => self.create_extension(),
            "TYPE" => self.create_type(),
            "DOMAIN" => self.create_domain(),
            "POLICY" => self.create_policy(),
            "STATISTICS" => self.create_statistics(),
            "TEXT" => {
                self.expect("SEARCH")?;
                self.create_text_search()
            }
            "CAST" => self.create_cast(),
            "COLLATION" => self.create_collation(),
            "EVENT" => {
                self.expect("TRIGGER")?;
                self.create_event_trigger()
            }
            "PUBLICATION" => self.create_publication(),
            "FOREIGN" => self.create_foreign(),
            "SERVER" => self.create_server(),
            "OPERATOR" if self.keyword("CLASS") => self.create_operator_class(),
            "OPERATOR" if self.keyword("FAMILY") => self.create_operator_family(),
            "OPERATOR" => self.create_operator(),
            "USER" if self.keyword("MAPPING") => self.create_user_mapping(),
            "MATERIALIZED" => {
                self.expect("VIEW")?;
                self.create_materialized_view()
            }
            _ => self.create_role(),
        }
    }

    /// What follows `ALTER`.
    pub(super) fn alter(&mut self) -> Result<Op> {
        if let Some(words) = OTHER_ALTERS.iter().find(|words| self.at_all(words)) {
            return opaque(format!("ALTER {}", words.join(" ")));
        }
        if self.at_all(&["TEXT", "SEARCH", "PARSER"])
            || self.at_all(&["TEXT", "SEARCH", "TEMPLATE"])
            || self.at_keyword("PROCEDURAL")
        {
            return opaque(format!("ALTER {}", self.text().to_ascii_uppercase()));
        }
        if self.all(&["DEFAULT", "PRIVILEGES"]) {
            return self.alter_default_privileges();
        }
        if self.at_routine() {
            let kind = self.routine_kind();
            return self.alter_routine(kind);
        }
        match self.named_kind() {
            Some(ObjectKind::Type) => self.alter_type(),
            Some(ObjectKind::Domain) => self.alter_domain(),
            Some(ObjectKind::Statistics) => self.alter_statistics(),
            Some(ObjectKind::Collation) => self.alter_collation(),
            Some(kind @ (ObjectKind::TextSearchConfiguration | ObjectKind::TextSearchDictionary)) => {
                self.alter_text_search(kind)
            }
            Some(kind) => self.alter_relation(kind),
            None => self.alter_other(),
        }
    }

    fn alter_other(&mut self) -> Result<Op> {
        const KINDS: &[&str] = &[
            "SCHEMA",
            "EXTENSION",
            "POLICY",
            "TRIGGER",
            "RULE",
            "EVENT",
            "PUBLICATION",
            "FOREIGN",
            "SERVER",
            "OPERATOR",
            "ROLE",
            "USER",
            "GROUP",
        ];
        match self.expect_any(KINDS)? {
            "SCHEMA" => self.alter_schema(),
            "EXTENSION" => self.alter_extension(),
            "POLICY" => self.alter_policy(),
            "EVENT" => {
                self.expect("TRIGGER")?;
                self.alter_event_trigger()
            }
            "PUBLICATION" => self.alter_publication(),
            "FOREIGN" => {
                self.expect_all(&["DATA", "WRAPPER"])?;
                self.alter_wrapper()
            }
            "SERVER" => self.alter_server(),
            "OPERATOR" if self.keyword("CLASS") => self.alter_operator_class(ObjectKind::OperatorClass),
            "OPERATOR" if self.keyword("FAMILY") => self.alter_operator_class(ObjectKind::OperatorFamily),
            "OPERATOR" => self.alter_operator(),
            "USER" if self.keyword("MAPPING") => self.alter_user_mapping(),
            "RULE" => {
                let object = self.part_of_relation("RULE")?;
                self.expect_all(&["RENAME", "TO"])?;
                Ok(Op::Rename { object, if_exists: false, to: self.ident()? })
            }
            "TRIGGER" => {
                let trigger = self.part_of_relation("TRIGGER")?;
                if self.all(&["RENAME", "TO"]) {
                    return Ok(Op::Rename { object: trigger, if_exists: false, to: self.ident()? });
                }
                opaque("ALTER TRIGGER … DEPENDS ON EXTENSION")
            }
            _ => self.alter_role(),
        }
    }
}
