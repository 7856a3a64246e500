//! Functions and procedures.

use crate::postgres::ast::op::{
    AlterRoutine, ArgumentMode, BodyStatement, CreateRoutine, ObjectRef, Parallel, RoutineArgument, RoutineBody,
    RoutineKind, RoutineOption, Volatility,
};
use crate::postgres::ast::{Name, Op, Setting};
use crate::postgres::syntax::cursor::Cursor;
use crate::postgres::syntax::error::{Refusal, Result, opaque};
use crate::postgres::syntax::lex::Kind;
use crate::source::Span;

impl Cursor<'_> {
    /// What follows `CREATE [OR REPLACE] FUNCTION | PROCEDURE`.
    pub(super) fn create_routine(&mut self, kind: RoutineKind, or_replace: bool) -> Result<Op> {
        let name = self.function_name()?;
        let mut inside = self.group()?;
        let arguments =
            if inside.is_at_end() { Vec::new() } else { inside.list(Cursor::routine_argument_with_default)? };
        inside.finish()?;
        let mut routine = CreateRoutine {
            kind,
            name,
            or_replace,
            arguments,
            returns: None,
            language: None,
            transforms: Vec::new(),
            options: Vec::new(),
            body: None,
        };
        if self.keyword("RETURNS") {
            self.returns(&mut routine)?;
        }
        while !self.is_at_end() {
            let start = self.at;
            let read = self.routine_clause(&mut routine);
            if read.is_err() && self.at == start {
                refuse_outputs(&routine.arguments)?;
            }
            read?;
        }
        refuse_outputs(&routine.arguments)?;
        Ok(Op::CreateRoutine(Box::new(routine)))
    }

    fn returns(&mut self, routine: &mut CreateRoutine) -> Result<()> {
        let is_table = self.at_keyword("TABLE") && self.nth(1).is_some_and(|token| token.kind == Kind::LeftParen);
        if !is_table {
            routine.returns = Some(self.type_name()?);
            return Ok(());
        }
        self.at += 1;
        let columns = self.group_list(|cursor| {
            let name = Some(cursor.function_or_type()?);
            let type_name = cursor.type_name()?;
            Ok(RoutineArgument { mode: ArgumentMode::Table, name, type_name, default: None })
        })?;
        routine.arguments.extend(columns);
        Ok(())
    }

    fn routine_argument_with_default(&mut self) -> Result<RoutineArgument> {
        let mut argument = self.routine_argument()?;
        if self.keyword("DEFAULT") || self.operator("=") || self.symbol(Kind::Assignment) {
            argument.default = Some(self.expr_item()?);
        }
        Ok(argument)
    }

    /// `[mode] [name] type`, or `name mode type`.
    pub(super) fn routine_argument(&mut self) -> Result<RoutineArgument> {
        let first = self.argument_mode();
        let name = if self.at_argument_name() { Some(self.function_or_type()?) } else { None };
        let mode = match first {
            Some(mode) => mode,
            None if name.is_some() => self.argument_mode().unwrap_or_default(),
            None => ArgumentMode::In,
        };
        Ok(RoutineArgument { mode, name, type_name: self.type_name()?, default: None })
    }

    fn argument_mode(&mut self) -> Option<ArgumentMode> {
        Some(match self.any(&["IN", "OUT", "INOUT", "VARIADIC"])? {
            "IN" if self.keyword("OUT") => ArgumentMode::InOut,
            "IN" => ArgumentMode::In,
            "OUT" => ArgumentMode::Out,
            "INOUT" => ArgumentMode::InOut,
            _ => ArgumentMode::Variadic,
        })
    }

    /// Whether a name comes next rather than the type: another word follows, and the two do not make one type.
    fn at_argument_name(&self) -> bool {
        let next = Self { at: self.at + 1, ..*self };
        let is_name = ({ *self }).function_or_type().is_ok();
        let is_type = ({ next }).non_reserved().is_ok() || next.at_any(&["IN", "VARIADIC"]);
        let two_words = self.at_keyword("DOUBLE") && self.nth_is(1, "PRECISION");
        is_name && is_type && !two_words
    }

    fn routine_clause(&mut self, routine: &mut CreateRoutine) -> Result<()> {
        let start = self.at;
        if self.keyword("AS") {
            routine.body = Some(self.routine_text()?);
        } else if self.keyword("LANGUAGE") {
            routine.language = Some(self.language()?);
        } else if self.keyword("TRANSFORM") {
            routine.transforms = self.list(|cursor| {
                cursor.expect_all(&["FOR", "TYPE"])?;
                cursor.type_name()
            })?;
        } else if !self.since(14) && self.at_any(&["BEGIN", "RETURN"]) {
            return self.refuse();
        } else if self.at_keyword("BEGIN") {
            self.rest().atomic_body()?;
            routine.body = Some(RoutineBody::Sql(self.span_from(start)));
        } else if self.keyword("RETURN") {
            self.rest().expr()?;
            routine.body = Some(RoutineBody::Sql(self.span_from(start)));
        } else {
            routine.options.push(self.placed_option()?);
        }
        Ok(())
    }

    /// `BEGIN ATOMIC statement; … END`. What is not read in it is for whoever binds the body to say.
    fn atomic_body(&mut self) -> Result<()> {
        self.expect_all(&["BEGIN", "ATOMIC"])?;
        while !self.keyword("END") {
            if self.symbol(Kind::Semicolon) {
                continue;
            }
            let end = self.find(|at| at.kind() == Some(Kind::Semicolon));
            let mut statement = self.take_until(end);
            let returns = statement.keyword("RETURN");
            let read = if returns { statement.expr().map(drop) } else { statement.statement().map(drop) };
            if let Err(refusal @ Refusal::Syntax { .. }) = read {
                return Err(refusal);
            }
            if !self.symbol(Kind::Semicolon) {
                return Err(self.unfinished());
            }
        }
        self.finish()
    }

    /// The statements of a body that is not text.
    pub(in crate::postgres::syntax) fn body_statements(&mut self) -> Result<Vec<BodyStatement>> {
        if self.keyword("RETURN") {
            return Ok(vec![BodyStatement::Return(self.rest().expr()?)]);
        }
        self.expect_all(&["BEGIN", "ATOMIC"])?;
        let mut statements = Vec::new();
        while !self.keyword("END") {
            if self.symbol(Kind::Semicolon) {
                continue;
            }
            let end = self.find(|at| at.kind() == Some(Kind::Semicolon));
            let mut statement = self.take_until(end);
            statements.push(if statement.keyword("RETURN") {
                BodyStatement::Return(statement.expr()?)
            } else {
                BodyStatement::Statement(Box::new(statement.statement()?))
            });
            if !self.symbol(Kind::Semicolon) {
                return Err(self.unfinished());
            }
        }
        Ok(statements)
    }

    fn routine_text(&mut self) -> Result<RoutineBody> {
        let start = self.at;
        let text = self.string()?;
        let span = self.span_from(start);
        if self.symbol(Kind::Comma) {
            return Ok(RoutineBody::Library(text, Some(self.string()?)));
        }
        Ok(RoutineBody::Text { text, span })
    }

    /// A language's name: a word, folded, or a string.
    pub(in crate::postgres::syntax) fn language(&mut self) -> Result<Name> {
        if self.kind() == Some(Kind::String) { self.string() } else { self.non_reserved().map(|name| name.name) }
    }

    fn placed_option(&mut self) -> Result<(RoutineOption, Span)> {
        let start = self.at;
        let option = self.routine_option()?;
        Ok((option, self.span_from(start)))
    }

    fn routine_option(&mut self) -> Result<RoutineOption> {
        const STARTS: &[&str] = &[
            "IMMUTABLE",
            "STABLE",
            "VOLATILE",
            "STRICT",
            "CALLED",
            "RETURNS",
            "EXTERNAL",
            "SECURITY",
            "LEAKPROOF",
            "NOT",
            "WINDOW",
            "PARALLEL",
            "COST",
            "ROWS",
            "SUPPORT",
            "SET",
            "RESET",
        ];
        Ok(match self.expect_any(STARTS)? {
            "IMMUTABLE" => RoutineOption::Volatility(Volatility::Immutable),
            "STABLE" => RoutineOption::Volatility(Volatility::Stable),
            "VOLATILE" => RoutineOption::Volatility(Volatility::Volatile),
            "STRICT" => RoutineOption::Strict(true),
            "CALLED" => self.expect_all(&["ON", "NULL", "INPUT"]).map(|()| RoutineOption::Strict(false))?,
            "RETURNS" => self.expect_all(&["NULL", "ON", "NULL", "INPUT"]).map(|()| RoutineOption::Strict(true))?,
            "EXTERNAL" => {
                self.expect("SECURITY")?;
                self.security()?
            }
            "SECURITY" => self.security()?,
            "LEAKPROOF" => RoutineOption::Leakproof(true),
            "NOT" => self.expect("LEAKPROOF").map(|()| RoutineOption::Leakproof(false))?,
            "WINDOW" => RoutineOption::Window,
            "PARALLEL" => self.parallel()?,
            "COST" => RoutineOption::Cost(self.number()?),
            "ROWS" => RoutineOption::Rows(self.number()?),
            "SUPPORT" => RoutineOption::Support(self.qualified_name()?),
            "SET" => RoutineOption::Set(self.routine_setting()?),
            _ if self.keyword("ALL") => RoutineOption::ResetAll,
            _ => RoutineOption::Set(Setting { name: self.setting_name()?, values: None, local: false }),
        })
    }

    fn security(&mut self) -> Result<RoutineOption> {
        Ok(RoutineOption::SecurityDefiner(self.expect_any(&["DEFINER", "INVOKER"])? == "DEFINER"))
    }

    fn parallel(&mut self) -> Result<RoutineOption> {
        Ok(RoutineOption::Parallel(match self.ident()?.name.as_str() {
            "safe" => Parallel::Safe,
            "restricted" => Parallel::Restricted,
            "unsafe" => Parallel::Unsafe,
            other => return opaque(format!("PARALLEL {other}")),
        }))
    }

    /// A number as text, with its sign.
    fn number(&mut self) -> Result<Name> {
        let start = self.at;
        if !self.operator("-") {
            self.operator("+");
        }
        self.expect_symbol(Kind::Number)?;
        Ok(self.span_from(start).slice(self.tokens.text).into())
    }

    /// What follows `ALTER FUNCTION | PROCEDURE | ROUTINE | AGGREGATE`.
    pub(super) fn alter_routine(&mut self, kind: Option<RoutineKind>) -> Result<Op> {
        let signature = self.signature(kind)?;
        let object = ObjectRef::Routine { kind, signature: signature.clone() };
        if let Some(op) = self.alter_name(&object, false)? {
            return Ok(op);
        }
        if self.at_keyword("DEPENDS") || self.at_all(&["NO", "DEPENDS"]) {
            return opaque("DEPENDS ON EXTENSION");
        }
        let mut options = vec![self.placed_option()?];
        while !self.is_at_end() && !self.at_keyword("RESTRICT") {
            options.push(self.placed_option()?);
        }
        self.keyword("RESTRICT");
        Ok(Op::AlterRoutine(Box::new(AlterRoutine { kind, signature, options })))
    }
}

/// What the server finds when it puts the arguments and the columns of `RETURNS TABLE` together.
fn refuse_outputs(arguments: &[RoutineArgument]) -> Result<()> {
    let has = |modes: &[ArgumentMode]| arguments.iter().any(|argument| modes.contains(&argument.mode));
    if has(&[ArgumentMode::Table]) && has(&[ArgumentMode::Out, ArgumentMode::InOut]) {
        let message = "OUT and INOUT arguments aren't allowed in TABLE functions";
        return Err(Refusal::forbidden("42601", message, None));
    }
    Ok(())
}
