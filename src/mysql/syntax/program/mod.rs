//! Procedures, functions and triggers.

mod block;
mod diagnostics;
mod step;

use super::object::Header;
use super::parser::{Parsed, Parser};
use crate::mysql::ast::{
    CreateRoutine, CreateTrigger, Parameter, ParameterMode, ProgramStatement, RoutineCharacteristic, RoutineKind,
    StatementKind, TriggerEvent, TriggerOrder, TriggerTime, TypeName,
};
use crate::source::Span;

impl Parser<'_> {
    /// The body of a stored program.
    pub(super) fn program_body(&mut self) -> Parsed<ProgramStatement> {
        self.within_program(Self::program_statement)
    }

    /// `CREATE PROCEDURE`, behind the word.
    pub(super) fn create_procedure(&mut self, header: Header) -> Parsed<StatementKind> {
        let routine = self.routine_head(header, RoutineKind::Procedure)?;
        self.routine_rest(routine)
    }

    /// `CREATE FUNCTION`, behind the word.
    pub(super) fn create_function(&mut self, header: Header, aggregate: bool) -> Parsed<StatementKind> {
        let mode = self.if_not_exists(header.mode)?;
        if self.at_nth(1, "RETURNS") || self.at_nth(3, "RETURNS") && self.at_nth(1, ".") {
            return self.library_function(Header { mode, ..header }, aggregate);
        }
        let mut routine = self.routine_head(Header { mode, ..header }, RoutineKind::Function)?;
        routine.aggregate = aggregate;
        self.expect("RETURNS")?;
        routine.returns = Some(self.returned_type()?);
        self.routine_rest(routine)
    }

    /// `CREATE FUNCTION f RETURNS INTEGER SONAME 'lib.so'`.
    fn library_function(&mut self, header: Header, aggregate: bool) -> Parsed<StatementKind> {
        let name = self.object_name()?;
        self.expect("RETURNS")?;
        self.expect_any(&["STRING", "INTEGER", "INT", "REAL", "DECIMAL"])?;
        self.expect("SONAME")?;
        self.string()?;
        let span = Span::default();
        Ok(StatementKind::CreateRoutine(Box::new(CreateRoutine {
            mode: header.mode,
            kind: RoutineKind::Function,
            definer: header.definer,
            aggregate,
            name,
            parameters: Vec::new(),
            returns: None,
            characteristics: Vec::new(),
            body: None,
            parameters_span: span,
            body_span: span,
        })))
    }

    /// One of these.
    pub(super) fn expect_any<'w>(&mut self, words: &[&'w str]) -> Parsed<&'w str> {
        match self.accept_any(words) {
            Some(word) => Ok(word),
            None => self.unexpected(),
        }
    }

    fn routine_head(&mut self, header: Header, kind: RoutineKind) -> Parsed<CreateRoutine> {
        let mode = self.if_not_exists(header.mode)?;
        let name = self.object_name()?;
        let open = self.expect("(")?;
        let parameters = if self.at(")") { Vec::new() } else { self.list(|parser| parser.parameter(kind))? };
        let close = self.expect(")")?;
        Ok(CreateRoutine {
            mode,
            kind,
            definer: header.definer,
            aggregate: false,
            name,
            parameters,
            returns: None,
            characteristics: Vec::new(),
            body: None,
            parameters_span: Span { start: open.end, end: close.start },
            body_span: Span::default(),
        })
    }

    fn routine_rest(&mut self, mut routine: CreateRoutine) -> Parsed<StatementKind> {
        routine.characteristics = self.characteristics()?;
        if routine.kind == RoutineKind::Function && self.mode.is_mariadb() && !self.at_function_body() {
            return self.unexpected();
        }
        let body = self.program_body()?;
        routine.body_span = body.span;
        routine.body = Some(Box::new(body));
        Ok(StatementKind::CreateRoutine(Box::new(routine)))
    }

    /// MariaDB takes nothing for the body of a function that cannot return.
    fn at_function_body(&self) -> bool {
        self.at_any(&["RETURN", "BEGIN", "IF", "CASE", "LOOP", "WHILE", "REPEAT", "FOR"]) || self.at_label()
    }

    /// `[IN | OUT | INOUT] name type`.
    fn parameter(&mut self, kind: RoutineKind) -> Parsed<Parameter> {
        let modes: &[&str] =
            if kind == RoutineKind::Procedure || self.mode.is_mariadb() { &["IN", "OUT", "INOUT"] } else { &[] };
        let mode = match self.accept_any(modes) {
            Some("OUT") => ParameterMode::Out,
            Some("INOUT") => ParameterMode::InOut,
            _ => ParameterMode::In,
        };
        let name = self.name()?;
        Ok(Parameter { mode, name, type_name: self.declared_type()? })
    }

    /// A type; what MariaDB takes from a column or a row (`TYPE OF`) is not known before it runs.
    pub(super) fn declared_type(&mut self) -> Parsed<TypeName> {
        if self.mode.is_mariadb()
            && (self.at_words(&["TYPE", "OF"]) || self.at_words(&["ROW", "TYPE"]) || self.at_words(&["ROW", "("]))
        {
            return Err(crate::mysql::error::undecided("`TYPE OF` and `ROW` are not modelled"));
        }
        let mut type_name = self.type_name()?;
        if self.accept("COLLATE") {
            type_name.collation = Some(self.collation_name()?);
        }
        Ok(type_name)
    }

    fn returned_type(&mut self) -> Parsed<TypeName> {
        self.declared_type()
    }

    fn characteristics(&mut self) -> Parsed<Vec<RoutineCharacteristic>> {
        let mut characteristics = Vec::new();
        while let Some(characteristic) = self.characteristic()? {
            characteristics.push(characteristic);
        }
        Ok(characteristics)
    }

    fn characteristic(&mut self) -> Parsed<Option<RoutineCharacteristic>> {
        if let Some(security) = self.security()? {
            return Ok(Some(RoutineCharacteristic::Security(security)));
        }
        let Some(word) =
            self.accept_any(&["COMMENT", "LANGUAGE", "DETERMINISTIC", "NOT", "CONTAINS", "NO", "READS", "MODIFIES"])
        else {
            return Ok(None);
        };
        let data_access = |words: &str| RoutineCharacteristic::DataAccess(words.into());
        Ok(Some(match word {
            "COMMENT" => RoutineCharacteristic::Comment(self.string()?),
            "LANGUAGE" => self.expect("SQL").map(|_| RoutineCharacteristic::LanguageSql)?,
            "DETERMINISTIC" => RoutineCharacteristic::Deterministic(true),
            "NOT" => self.expect("DETERMINISTIC").map(|_| RoutineCharacteristic::Deterministic(false))?,
            "CONTAINS" => self.expect("SQL").map(|_| data_access("CONTAINS SQL"))?,
            "NO" => self.expect("SQL").map(|_| data_access("NO SQL"))?,
            "READS" => self.expect_words(&["SQL", "DATA"]).map(|()| data_access("READS SQL DATA"))?,
            _ => self.expect_words(&["SQL", "DATA"]).map(|()| data_access("MODIFIES SQL DATA"))?,
        }))
    }

    /// `ALTER PROCEDURE`, `ALTER FUNCTION`.
    pub(super) fn alter_routine(&mut self) -> Parsed<StatementKind> {
        let kind = if self.next().text(self.text).eq_ignore_ascii_case("PROCEDURE") {
            RoutineKind::Procedure
        } else {
            RoutineKind::Function
        };
        let name = self.object_name()?;
        if self.mode.is_mariadb() && self.at_any(&["DETERMINISTIC", "NOT"]) {
            return self.unexpected();
        }
        Ok(StatementKind::AlterRoutine(kind, name, self.characteristics()?))
    }

    /// `CREATE TRIGGER`, behind the word.
    pub(super) fn create_trigger(&mut self, header: Header) -> Parsed<StatementKind> {
        let mode = self.if_not_exists(header.mode)?;
        let name = self.object_name()?;
        let time =
            if self.expect_any(&["BEFORE", "AFTER"])? == "BEFORE" { TriggerTime::Before } else { TriggerTime::After };
        let event = match self.expect_any(&["INSERT", "UPDATE", "DELETE"])? {
            "INSERT" => TriggerEvent::Insert,
            "UPDATE" => TriggerEvent::Update,
            _ => TriggerEvent::Delete,
        };
        self.expect("ON")?;
        let table = self.table_name()?;
        self.expect_words(&["FOR", "EACH", "ROW"])?;
        let order = match self.accept_any(&["FOLLOWS", "PRECEDES"]) {
            Some("FOLLOWS") => Some((TriggerOrder::Follows, self.name()?)),
            Some(_) => Some((TriggerOrder::Precedes, self.name()?)),
            None => None,
        };
        let body = Box::new(self.program_body()?);
        let body_span = body.span;
        let definer = header.definer;
        Ok(StatementKind::CreateTrigger(Box::new(CreateTrigger {
            mode,
            definer,
            name,
            time,
            event,
            table,
            order,
            body,
            body_span,
        })))
    }
}
