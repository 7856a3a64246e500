//! Variables that are written to: by assignment, `INTO`, loops.

use super::super::cursor::Cursor;
use super::super::lex::Kind;
use super::header::{DeclaredType, Shape};
use super::names::{Datum, Variable};
use super::{Reader, Result, Stop, refuse};
use crate::postgres::ast::procedure::{Fragment, Into, StepKind, Target};
use crate::postgres::ast::{Ident, QualifiedName};
use crate::source::Span;

impl Reader<'_> {
    /// The name that comes next and what it means; none where no name comes next.
    pub(super) fn datum_ahead(&self) -> Option<(QualifiedName, Option<Datum>, Cursor<'_>)> {
        let mut ahead = self.cursor;
        let name = if ahead.kind() == Some(Kind::Parameter) {
            let span = ahead.peek()?.span;
            ahead.at += 1;
            QualifiedName { parts: vec![Ident { name: span.slice(self.body).into(), span }] }
        } else if self.at_reserved() {
            return None;
        } else {
            let mut parts = vec![ahead.label().ok()?];
            while parts.len() < 3 && ahead.kind() == Some(Kind::Period) {
                let mut behind = Cursor { at: ahead.at + 1, ..ahead };
                let Ok(part) = behind.label() else { break };
                parts.push(part);
                ahead = behind;
            }
            QualifiedName { parts }
        };
        let datum = self.datum(&name);
        Some((name, datum, ahead))
    }

    /// What a name means; where only the body is known, one that it does not declare is from outside.
    fn datum(&self, name: &QualifiedName) -> Option<Datum> {
        let unknown = || Datum { variable: Variable::of(DeclaredType::of(Shape::Unknown)), is_field: false };
        self.names.find(&name.parts).or_else(|| self.header.open.then(unknown))
    }

    /// The name of a variable, which is stepped over.
    pub(super) fn known_variable(&mut self) -> Result<(QualifiedName, Datum)> {
        let Some((name, datum, behind)) = self.datum_ahead() else { return Ok(self.cursor.refuse()?) };
        let at = behind.at;
        let Some(datum) = datum else {
            return if self.at_keyword() { Ok(self.cursor.refuse()?) } else { not_known(&name) };
        };
        self.cursor.at = at;
        Ok((name, datum))
    }

    /// `INTO [STRICT] targets`.
    pub(super) fn into(&mut self) -> Result<Into> {
        self.cursor.expect("INTO")?;
        let strict = self.cursor.keyword("STRICT");
        let (name, datum) = self.known_variable()?;
        if datum.is_record() {
            check_assignable(&datum, &name)?;
            if self.cursor.kind() == Some(Kind::Comma) {
                let message = "record variable cannot be part of multiple-item INTO list";
                return refuse("42601", message, Some(self.here()));
            }
            return Ok(Into { strict, targets: vec![target(name)] });
        }
        Ok(Into { strict, targets: self.scalars(name, &datum)? })
    }

    /// Scalars with commas between, the first of which is read.
    pub(super) fn scalars(&mut self, first: QualifiedName, datum: &Datum) -> Result<Vec<Target>> {
        check_assignable(datum, &first)?;
        let mut targets = vec![target(first)];
        while self.cursor.symbol(Kind::Comma) {
            let (name, datum) = self.known_variable()?;
            check_assignable(&datum, &name)?;
            if datum.is_record() {
                return not_scalar(&name);
            }
            targets.push(target(name));
        }
        Ok(targets)
    }

    /// Whether a variable and what is assigned to it come next, as far as the server looks: a single word is only taken
    /// for a variable's name where something that assigns follows it.
    pub(super) fn assigned_datum(&self) -> Option<(QualifiedName, Datum)> {
        let (name, datum, behind) = self.datum_ahead()?;
        let assigns = at_assignment(&behind);
        let single = name.parts.len() == 1;
        let datum = datum.filter(|_| assigns || !single && !self.header.open)?;
        (!self.header.open || really_assigns(behind)).then_some((name, datum))
    }

    /// `target := value;`
    pub(super) fn assignment(&mut self, name: QualifiedName, datum: &Datum) -> Result<StepKind> {
        check_assignable(datum, &name)?;
        let start = self.cursor.at;
        let (span, end) = self.cut(super::fragment::Piece::Statement, &[super::fragment::End::Semicolon], ";")?;
        let behind = self.cursor.at;
        self.cursor = Cursor { at: start, end: behind, ..self.cursor };
        let assignment = self.assignment_within(name, span);
        self.cursor = Cursor { at: behind, end: self.cursor.tokens.list.len(), ..self.cursor };
        let assignment = assignment?;
        self.step_over(end)?;
        Ok(assignment)
    }

    fn assignment_within(&mut self, name: QualifiedName, span: Span) -> Result<StepKind> {
        self.cursor.at += 2 * name.parts.len() - 1;
        let mut subscripts = Vec::new();
        while self.cursor.kind() == Some(Kind::LeftBracket) {
            subscripts.push(self.subscript(span)?);
        }
        if self.cursor.kind() == Some(Kind::Period) {
            return Err(Stop::Opaque("an assignment to a field of a field or of an element".into()));
        }
        if !self.assignment_operator() {
            return self.refuse_within(span);
        }
        let behind = self.cursor.tokens.list[self.cursor.at - 1].span.end;
        let value = Span { start: self.cursor.peek().map_or(behind, |token| token.span.start), end: span.end };
        let value = self.fragment(Span { end: value.end.max(value.start), ..value })?;
        Ok(StepKind::Assign(Target { name, subscripts }, value))
    }

    /// `[i]`.
    fn subscript(&mut self, within: Span) -> Result<Fragment> {
        self.cursor.at += 1;
        let start = self.cursor.at;
        let end = self.cursor.find(|at| matches!(at.kind(), Some(Kind::RightBracket | Kind::Colon)));
        self.cursor.at = end;
        if self.cursor.kind() == Some(Kind::Colon) {
            return Err(Stop::Opaque("an assignment to a slice of an array".into()));
        }
        if start == end || end == self.cursor.end {
            return self.refuse_within(within);
        }
        let span = self.cursor.span_from(start);
        self.cursor.at += 1;
        self.fragment(span)
    }

    /// The complaint about the next token of a piece of SQL, which is all that its parser sees.
    fn refuse_within<T>(&self, piece: Span) -> Result<T> {
        if self.cursor.is_at_end() {
            let end = Span { start: piece.end, end: piece.end };
            return refuse("42601", "syntax error at end of input", Some(end));
        }
        Ok(self.cursor.refuse()?)
    }
}

pub(super) fn target(name: QualifiedName) -> Target {
    Target { name, subscripts: Vec::new() }
}

/// Something comes next that the server takes for a sign of an assignment.
pub(super) fn at_assignment(cursor: &Cursor<'_>) -> bool {
    match cursor.kind() {
        Some(Kind::Assignment | Kind::LeftBracket) => true,
        Some(Kind::Operator) => cursor.text() == "=",
        _ => false,
    }
}

/// An assignment comes next, behind subscripts.
fn really_assigns(mut cursor: Cursor<'_>) -> bool {
    while cursor.symbol(Kind::LeftBracket) {
        cursor.at = cursor.find(|at| at.kind() == Some(Kind::RightBracket)) + 1;
    }
    cursor.kind() == Some(Kind::Assignment) || cursor.text() == "="
}

pub(super) fn not_known<T>(name: &QualifiedName) -> Result<T> {
    refuse("42601", format!("\"{name}\" is not a known variable"), Some(name.span()))
}

pub(super) fn not_scalar<T>(name: &QualifiedName) -> Result<T> {
    refuse("42601", format!("\"{name}\" is not a scalar variable"), Some(name.span()))
}

pub(super) fn check_assignable(datum: &Datum, name: &QualifiedName) -> Result<()> {
    if datum.variable.constant {
        let parts = name.parts.len() - usize::from(datum.is_field);
        let variable = &name.parts[parts.max(1) - 1].name;
        return refuse("22005", format!("variable \"{variable}\" is declared CONSTANT"), Some(name.span()));
    }
    Ok(())
}
