//! References to objects, and what can be done to any of them: `DROP`, `RENAME`, `SET SCHEMA`, `OWNER TO`.

use crate::postgres::ast::op::{DropBehavior, Grantee, ObjectKind, ObjectRef, RoutineKind, RoutineSignature};
use crate::postgres::ast::{Ident, Op, TypeName};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Refusal, Result, opaque};
use crate::postgres::syntax::lex::Kind;

/// The kinds of object that live in a schema under one name, with their keywords; the longest first.
const NAMED: [(&[&str], ObjectKind); 12] = [
    (&["TEXT", "SEARCH", "CONFIGURATION"], ObjectKind::TextSearchConfiguration),
    (&["TEXT", "SEARCH", "DICTIONARY"], ObjectKind::TextSearchDictionary),
    (&["FOREIGN", "TABLE"], ObjectKind::ForeignTable),
    (&["MATERIALIZED", "VIEW"], ObjectKind::MaterializedView),
    (&["TABLE"], ObjectKind::Table),
    (&["VIEW"], ObjectKind::View),
    (&["INDEX"], ObjectKind::Index),
    (&["SEQUENCE"], ObjectKind::Sequence),
    (&["TYPE"], ObjectKind::Type),
    (&["DOMAIN"], ObjectKind::Domain),
    (&["COLLATION"], ObjectKind::Collation),
    (&["STATISTICS"], ObjectKind::Statistics),
];

/// The kinds of object that are in no schema, with their keywords.
const UNQUALIFIED: [(&[&str], ObjectKind); 4] = [
    (&["EVENT", "TRIGGER"], ObjectKind::EventTrigger),
    (&["PUBLICATION"], ObjectKind::Publication),
    (&["FOREIGN", "DATA", "WRAPPER"], ObjectKind::ForeignDataWrapper),
    (&["SERVER"], ObjectKind::ForeignServer),
];

/// `FUNCTION`, `PROCEDURE`, `AGGREGATE`; `None` for `ROUTINE`.
const ROUTINES: [(&str, Option<RoutineKind>); 4] = [
    ("FUNCTION", Some(RoutineKind::Function)),
    ("PROCEDURE", Some(RoutineKind::Procedure)),
    ("AGGREGATE", Some(RoutineKind::Aggregate)),
    ("ROUTINE", None),
];

/// Kinds that are droppable and have no place in the vocabulary, with their keywords.
pub(super) const OTHER_KINDS: [&[&str]; 11] = [
    &["ACCESS", "METHOD"],
    &["CONVERSION"],
    &["LANGUAGE"],
    &["PROCEDURAL", "LANGUAGE"],
    &["LARGE", "OBJECT"],
    &["SUBSCRIPTION"],
    &["TABLESPACE"],
    &["TEXT", "SEARCH", "PARSER"],
    &["TEXT", "SEARCH", "TEMPLATE"],
    &["TRANSFORM"],
    &["SYSTEM"],
];

/// The words for whoever is the current role.
const CURRENT_ROLES: &[&str] = &["CURRENT_USER", "CURRENT_ROLE", "SESSION_USER"];

impl Cursor<'_> {
    /// The kind of a named object, if its keywords come next.
    pub(super) fn named_kind(&mut self) -> Option<ObjectKind> {
        NAMED.iter().find(|(keywords, _)| self.all(keywords)).map(|(_, kind)| *kind)
    }

    /// The kind of an object in no schema, if its keywords come next.
    pub(super) fn unqualified_kind(&mut self) -> Option<ObjectKind> {
        UNQUALIFIED.iter().find(|(keywords, _)| self.all(keywords)).map(|(_, kind)| *kind)
    }

    /// Whether the keyword of a routine comes next.
    pub(super) fn at_routine(&self) -> bool {
        ROUTINES.iter().any(|(keyword, _)| self.at_keyword(keyword))
    }

    /// The kind of routine whose keyword comes next; `None` for `ROUTINE`.
    pub(super) fn routine_kind(&mut self) -> Option<RoutineKind> {
        ROUTINES.iter().find(|(keyword, _)| self.keyword(keyword)).and_then(|(_, kind)| *kind)
    }

    /// Whether the keywords of a kind that is not modelled come next, and which.
    pub(super) fn other_kind(&self) -> Option<String> {
        OTHER_KINDS.iter().find(|keywords| self.at_all(keywords)).map(|keywords| keywords.join(" "))
    }

    /// `DROP …`, after `DROP`.
    pub(in crate::postgres::syntax) fn drop_object(&mut self) -> Result<Op> {
        if self.all(&["OWNED", "BY"]) {
            return self.drop_owned();
        }
        if self.all(&["USER", "MAPPING"]) {
            return self.drop_user_mapping();
        }
        if let Some(other) = self.other_kind() {
            return opaque(format!("DROP {other}"));
        }
        let mut concurrently = false;
        let (if_exists, objects) = if let Some(kind) = self.named_kind() {
            concurrently = kind == ObjectKind::Index && self.keyword("CONCURRENTLY");
            let if_exists = self.if_exists();
            (if_exists, self.list(|cursor| Ok(ObjectRef::Named(kind, cursor.qualified_name()?)))?)
        } else if let Some(kind) = self.unqualified_kind() {
            let if_exists = self.if_exists();
            (if_exists, self.list(|cursor| Ok(ObjectRef::Unqualified(kind, cursor.ident()?)))?)
        } else if self.at_routine() {
            let kind = self.routine_kind();
            let if_exists = self.if_exists();
            (if_exists, self.list(|cursor| Ok(ObjectRef::Routine { kind, signature: cursor.signature(kind)? }))?)
        } else {
            self.drop_other()?
        };
        let role = matches!(objects.first(), Some(ObjectRef::Role(_) | ObjectRef::Database(_)));
        let behavior = if role { DropBehavior::Restrict } else { self.behavior() };
        Ok(Op::Drop { objects, if_exists, behavior, concurrently })
    }

    fn drop_other(&mut self) -> Result<(bool, Vec<ObjectRef>)> {
        const KINDS: &[&str] = &[
            "SCHEMA",
            "EXTENSION",
            "OPERATOR",
            "CAST",
            "ROLE",
            "USER",
            "GROUP",
            "DATABASE",
            "TRIGGER",
            "POLICY",
            "RULE",
        ];
        let kind = self.expect_any(KINDS)?;
        if kind == "OPERATOR" && self.at_any(&["CLASS", "FAMILY"]) {
            let kind = self.class_kind();
            let if_exists = self.if_exists();
            return Ok((if_exists, vec![self.class_reference(kind)?]));
        }
        let if_exists = self.if_exists();
        let objects = match kind {
            "SCHEMA" => self.list(|cursor| cursor.ident().map(ObjectRef::Schema))?,
            "EXTENSION" => self.list(|cursor| cursor.ident().map(ObjectRef::Extension))?,
            "OPERATOR" => self.list(|cursor| cursor.operator_signature().map(ObjectRef::Operator))?,
            "CAST" => vec![self.cast_reference()?],
            "DATABASE" => return opaque("DROP DATABASE"),
            "TRIGGER" | "POLICY" | "RULE" => vec![self.part_of_relation(kind)?],
            _ => self.list(|cursor| cursor.role().map(ObjectRef::Role))?,
        };
        Ok((if_exists, objects))
    }

    /// `name ON relation`: a trigger, policy or rule.
    pub(super) fn part_of_relation(&mut self, kind: &str) -> Result<ObjectRef> {
        let name = self.ident()?;
        self.expect("ON")?;
        let relation = self.qualified_name()?;
        Ok(match kind {
            "TRIGGER" => ObjectRef::Trigger { relation, name },
            "POLICY" => ObjectRef::Policy { relation, name },
            _ => ObjectRef::Rule { relation, name },
        })
    }

    /// `name [(arguments)]`; those of an aggregate must be there, and may be `*`.
    pub(super) fn signature(&mut self, kind: Option<RoutineKind>) -> Result<RoutineSignature> {
        let is_aggregate = kind == Some(RoutineKind::Aggregate);
        let name = self.function_name()?;
        if !is_aggregate && self.kind() != Some(Kind::LeftParen) {
            return Ok(RoutineSignature { name, arguments: None, has_modes: false });
        }
        let mut inside = self.group()?;
        if is_aggregate && inside.operator("*") || !is_aggregate && inside.is_at_end() {
            inside.finish()?;
            return Ok(RoutineSignature { name, arguments: Some(Vec::new()), has_modes: false });
        }
        let mut arguments = Vec::new();
        let mut has_modes = false;
        loop {
            has_modes |= inside.at_any(&["IN", "OUT", "INOUT", "VARIADIC"]);
            arguments.extend(inside.signature_argument()?);
            if inside.at_keyword("ORDER") {
                return opaque("an ordered-set aggregate");
            }
            if !inside.symbol(Kind::Comma) {
                break;
            }
        }
        inside.finish()?;
        Ok(RoutineSignature { name, arguments: Some(arguments), has_modes })
    }

    /// `[mode] [name] type`: the type, unless it is that of an `OUT` argument.
    fn signature_argument(&mut self) -> Result<Option<TypeName>> {
        let argument = self.routine_argument()?;
        Ok(match argument.mode {
            crate::postgres::ast::op::ArgumentMode::Out => None,
            _ => Some(argument.type_name),
        })
    }

    /// `RENAME TO`, `SET SCHEMA`, `OWNER TO`, if one of them comes next.
    pub(super) fn alter_name(&mut self, object: &ObjectRef, if_exists: bool) -> Result<Option<Op>> {
        let object = || object.clone();
        Ok(if self.all(&["RENAME", "TO"]) {
            Some(Op::Rename { object: object(), if_exists, to: self.ident()? })
        } else if self.all(&["SET", "SCHEMA"]) {
            Some(Op::SetSchema { object: object(), if_exists, schema: self.ident()? })
        } else if self.all(&["OWNER", "TO"]) {
            Some(Op::SetOwner { object: object(), if_exists, owner: self.role()? })
        } else {
            None
        })
    }

    /// A role; `CURRENT_USER` and its kin under their own name.
    pub(super) fn role(&mut self) -> Result<Ident> {
        let name = if self.at_any(CURRENT_ROLES) { self.label() } else { self.non_reserved() }?;
        if name.name == "none" {
            return Err(Refusal::forbidden("42939", "role name \"none\" is reserved", Some(name.span)));
        }
        Ok(name)
    }

    /// The name of a role that is made or renamed: none of the words for the current one.
    pub(super) fn new_role(&mut self) -> Result<Ident> {
        let name = self.role()?;
        let is_quoted = name.span.slice(self.tokens.text).starts_with('"');
        let upper = name.name.to_ascii_uppercase();
        if !is_quoted && CURRENT_ROLES.contains(&upper.as_str()) {
            let message = format!("{upper} cannot be used as a role name here");
            return Err(Refusal::forbidden("42939", message, Some(name.span)));
        }
        if name.name == "public" {
            return Err(Refusal::forbidden("42939", "role name \"public\" is reserved", Some(name.span)));
        }
        Ok(name)
    }

    pub(super) fn grantee(&mut self) -> Result<Grantee> {
        if self.any(CURRENT_ROLES).is_some() {
            return Ok(Grantee::CurrentUser);
        }
        if self.keyword("PUBLIC") {
            return Ok(Grantee::Public);
        }
        self.role().map(Grantee::Role)
    }

    /// `ALTER …` of what has only a name, an owner and a schema.
    pub(super) fn alter_name_only(&mut self, object: &ObjectRef, statement: &str) -> Result<Op> {
        match self.alter_name(object, false)? {
            Some(op) => Ok(op),
            None => opaque(statement),
        }
    }
}
