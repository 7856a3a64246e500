//! `OPEN`, `FETCH`, `MOVE`, `CLOSE`, and `GET DIAGNOSTICS`.

use super::super::cursor::Cursor;
use super::super::lex::Kind;
use super::fragment::{End, Piece};
use super::header::Shape;
use super::names::Variable;
use super::target::{check_assignable, not_scalar, target};
use super::{Reader, Result, refuse};
use crate::postgres::ast::procedure::{FetchDirection, Fragment, RowSource, StepKind, Target};
use crate::postgres::ast::{Ident, Name};
use crate::source::Span;

/// What `GET DIAGNOSTICS` can ask for.
const ITEMS: &[&str] = &[
    "ROW_COUNT",
    "PG_CONTEXT",
    "PG_EXCEPTION_DETAIL",
    "PG_EXCEPTION_HINT",
    "PG_EXCEPTION_CONTEXT",
    "COLUMN_NAME",
    "CONSTRAINT_NAME",
    "PG_DATATYPE_NAME",
    "MESSAGE_TEXT",
    "TABLE_NAME",
    "SCHEMA_NAME",
    "RETURNED_SQLSTATE",
];

/// What it can ask for outside a handler.
const CURRENT_ITEMS: &[&str] = &["ROW_COUNT", "PG_CONTEXT"];

impl Reader<'_> {
    /// What follows `OPEN`.
    pub(super) fn open_step(&mut self) -> Result<StepKind> {
        let (cursor, variable) = self.cursor_variable()?;
        if let Some(parameters) = variable.cursor {
            let arguments = self.cursor_arguments(&cursor, &parameters)?;
            self.semicolon()?;
            return Ok(StepKind::Open { cursor, arguments, source: None, scroll: None });
        }
        let denied = self.cursor.keyword("NO");
        let scroll = self.cursor.keyword("SCROLL").then_some(!denied);
        if !self.cursor.keyword("FOR") {
            return self.refuse("syntax error, expected \"FOR\"");
        }
        let source = if self.cursor.keyword("EXECUTE") {
            self.executed(End::Semicolon, "USING or ;", ", or ;")?
        } else {
            RowSource::Statement(self.statement_to_semicolon()?)
        };
        Ok(StepKind::Open { cursor, arguments: Vec::new(), source: Some(source), scroll })
    }

    /// The name of a variable that holds a cursor.
    fn cursor_variable(&mut self) -> Result<(Ident, Variable)> {
        let (name, datum) = self.known_variable()?;
        if datum.is_record() || datum.is_field || self.cursor.kind() == Some(Kind::LeftBracket) {
            return refuse("42804", "cursor variable must be a simple variable", Some(name.span()));
        }
        if datum.is_scalar() && datum.variable.of.shape != Shape::Cursor {
            let message = format!("variable \"{}\" must be of type cursor or refcursor", name.name());
            return refuse("42804", message, Some(name.span()));
        }
        Ok((name.ident().clone(), datum.variable))
    }

    /// `(value, name := value)` for the parameters of a bound cursor, in their order.
    pub(super) fn cursor_arguments(&mut self, cursor: &Ident, parameters: &[Name]) -> Result<Vec<Fragment>> {
        let place = self.here();
        let parens = self.cursor.kind() == Some(Kind::LeftParen);
        if parameters.is_empty() && parens {
            return refuse("42601", format!("cursor \"{}\" has no arguments", cursor.name), Some(place));
        }
        if parameters.is_empty() {
            return Ok(Vec::new());
        }
        if !parens {
            return refuse("42601", format!("cursor \"{}\" has arguments", cursor.name), Some(place));
        }
        self.cursor.at += 1;
        let mut values: Vec<Option<Fragment>> = parameters.iter().map(|_| None).collect();
        for index in 0..parameters.len() {
            let index = self.argument_index(cursor, parameters, index, &values)?;
            let ends = [End::Comma, End::RightParen];
            let (span, end) = self.cut(Piece::Expression, &ends, ",\" or \")")?;
            values[index] = Some(self.fragment(span)?);
            if end == End::Body {
                return Ok(self.cursor.refuse()?);
            }
            let full = values.iter().all(Option::is_some);
            if full != (end == End::RightParen) {
                let many = if full { "too many" } else { "not enough" };
                let message = format!("{many} arguments for cursor \"{}\"", cursor.name);
                return refuse("42601", message, Some(self.here()));
            }
            self.cursor.at += 1;
        }
        Ok(values.into_iter().flatten().collect())
    }

    /// Which parameter the next argument is for: the one it names, or the one in its place.
    fn argument_index(
        &mut self,
        cursor: &Ident,
        parameters: &[Name],
        place: usize,
        values: &[Option<Fragment>],
    ) -> Result<usize> {
        let span = self.here();
        let named = self.cursor.nth(1).is_some_and(|token| token.kind == Kind::Assignment);
        let index = if named {
            let name = self.cursor.label()?;
            self.cursor.at += 1;
            let Some(index) = parameters.iter().position(|parameter| *parameter == name.name) else {
                let message = format!("cursor \"{}\" has no argument named \"{}\"", cursor.name, name.name);
                return refuse("42601", message, Some(name.span));
            };
            index
        } else {
            place
        };
        if values[index].is_some() {
            let message = format!(
                "value for parameter \"{}\" of cursor \"{}\" specified more than once",
                parameters[index], cursor.name
            );
            return refuse("42601", message, Some(span));
        }
        Ok(index)
    }

    /// What follows `FETCH` or `MOVE`, which is at `first`.
    pub(super) fn fetch_step(&mut self, first: Cursor<'_>) -> Result<StepKind> {
        let fetches = first.at_keyword("FETCH");
        let direction = self.direction()?;
        let (cursor, _) = self.cursor_variable()?;
        let into = if fetches {
            if !self.cursor.at_keyword("INTO") {
                return Ok(self.cursor.refuse()?);
            }
            Some(self.into()?)
        } else {
            None
        };
        self.semicolon()?;
        if fetches && direction.is_several() {
            let message = "FETCH statement cannot return multiple rows";
            return refuse("0A000", message, first.peek().map(|token| token.span));
        }
        Ok(StepKind::Fetch { cursor, direction, into })
    }

    fn direction(&mut self) -> Result<FetchDirection> {
        let alone =
            self.cursor.nth(1).is_none_or(|token| token.kind == Kind::Semicolon) || self.cursor.nth_is(1, "INTO");
        if alone || self.cursor.any(&["FROM", "IN"]).is_some() {
            return Ok(FetchDirection::Next);
        }
        let plain: &[(&str, FetchDirection)] = &[
            ("NEXT", FetchDirection::Next),
            ("PRIOR", FetchDirection::Prior),
            ("FIRST", FetchDirection::First),
            ("LAST", FetchDirection::Last),
            ("ALL", FetchDirection::ForwardAll),
        ];
        let direction = if let Some((_, plain)) = plain.iter().find(|(word, _)| self.cursor.keyword(word)) {
            plain.clone()
        } else {
            match self.cursor.any(&["ABSOLUTE", "RELATIVE", "FORWARD", "BACKWARD"]) {
                Some("ABSOLUTE") => return self.row_count().map(FetchDirection::Absolute),
                Some("RELATIVE") => return self.row_count().map(FetchDirection::Relative),
                Some(word) if self.cursor.nth_is(0, "FROM") || self.cursor.nth_is(0, "IN") => {
                    if word == "FORWARD" {
                        FetchDirection::Next
                    } else {
                        FetchDirection::Prior
                    }
                }
                Some(word) if self.cursor.keyword("ALL") => {
                    if word == "FORWARD" {
                        FetchDirection::ForwardAll
                    } else {
                        FetchDirection::BackwardAll
                    }
                }
                Some("BACKWARD") => return self.row_count().map(FetchDirection::Backward),
                _ => return self.row_count().map(FetchDirection::Forward),
            }
        };
        if self.cursor.any(&["FROM", "IN"]).is_none() {
            return self.refuse("expected FROM or IN");
        }
        Ok(direction)
    }

    /// A number of rows, up to `FROM` or `IN`.
    fn row_count(&mut self) -> Result<Fragment> {
        Ok(self.expression(&[End::Keyword("FROM"), End::Keyword("IN")], "FROM or IN")?.0)
    }

    /// What follows `CLOSE`.
    pub(super) fn close_step(&mut self) -> Result<StepKind> {
        let (cursor, _) = self.cursor_variable()?;
        self.semicolon()?;
        Ok(StepKind::Close(cursor))
    }

    /// What follows `GET`, which is at `first`.
    pub(super) fn diagnostics_step(&mut self, first: Cursor<'_>) -> Result<StepKind> {
        let stacked = self.cursor.any(&["CURRENT", "STACKED"]) == Some("STACKED");
        self.cursor.expect("DIAGNOSTICS")?;
        let mut items = Vec::new();
        loop {
            items.push(self.diagnostic()?);
            if !self.cursor.symbol(Kind::Comma) {
                break;
            }
        }
        self.semicolon()?;
        check_items(stacked, &items, first.peek().map(|token| token.span))?;
        Ok(StepKind::GetDiagnostics { stacked, items })
    }

    fn diagnostic(&mut self) -> Result<(Target, Name)> {
        let (name, datum) = self.known_variable()?;
        if datum.is_record() || self.cursor.kind() == Some(Kind::LeftBracket) {
            return not_scalar(&name);
        }
        check_assignable(&datum, &name)?;
        let target = target(name);
        if !self.assignment_operator() {
            return Ok(self.cursor.refuse()?);
        }
        match self.cursor.any(ITEMS) {
            Some(item) => Ok((target, Name::new_static(item))),
            None => self.refuse("unrecognized GET DIAGNOSTICS item"),
        }
    }
}

impl FetchDirection {
    /// It may give more rows than one.
    fn is_several(&self) -> bool {
        matches!(self, Self::Forward(_) | Self::Backward(_) | Self::ForwardAll | Self::BackwardAll)
    }
}

/// Refuses items that are not there outside, or inside, a handler.
fn check_items(stacked: bool, items: &[(Target, Name)], place: Option<Span>) -> Result<()> {
    let foreign = items
        .iter()
        .find(|(_, item)| if stacked { item == "ROW_COUNT" } else { !CURRENT_ITEMS.contains(&item.as_str()) });
    let Some((_, item)) = foreign else { return Ok(()) };
    let area = if stacked { "STACKED" } else { "CURRENT" };
    refuse("42601", format!("diagnostics item {item} is not allowed in GET {area} DIAGNOSTICS"), place)
}
