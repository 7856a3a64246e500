//! `FOR` and `FOREACH`.

use super::super::lex::Kind;
use super::fragment::{End, Piece};
use super::header::{DeclaredType, Shape};
use super::names::{Datum, Variable};
use super::target::{not_known, target};
use super::{Reader, Result, refuse};
use crate::postgres::ast::QualifiedName;
use crate::postgres::ast::procedure::{LoopOver, RowSource, Target};
use crate::source::Span;

/// What stands behind `FOR`.
enum LoopVariable {
    /// A name that means nothing yet.
    New(QualifiedName),
    /// A record, alone.
    Record(Target),
    /// Scalars.
    Scalars(Vec<Target>),
}

impl LoopVariable {
    fn first(&self) -> &QualifiedName {
        match self {
            Self::New(name) => name,
            Self::Record(target) => &target.name,
            Self::Scalars(targets) => &targets[0].name,
        }
    }

    /// The name by itself, without a list behind it.
    fn single(self, message: &str) -> Result<QualifiedName> {
        match self {
            Self::Scalars(targets) if targets.len() > 1 => refuse("42601", message, Some(targets[0].name.span())),
            other => Ok(other.first().clone()),
        }
    }

    fn known(self, message: &str) -> Result<Vec<Target>> {
        match self {
            Self::New(name) => refuse("42601", message, Some(name.span())),
            Self::Record(target) => Ok(vec![target]),
            Self::Scalars(targets) => Ok(targets),
        }
    }
}

impl Reader<'_> {
    fn loop_variable(&mut self) -> Result<LoopVariable> {
        let Some((name, datum, behind)) = self.datum_ahead() else { return Ok(self.cursor.refuse()?) };
        let at = behind.at;
        let listed = behind.kind() == Some(Kind::Comma);
        match datum {
            None if listed || name.parts.len() > 1 => not_known(&name),
            None => {
                self.cursor.at = at;
                Ok(LoopVariable::New(name))
            }
            Some(datum) => {
                self.cursor.at = at;
                self.known_loop_variable(name, &datum)
            }
        }
    }

    fn known_loop_variable(&mut self, name: QualifiedName, datum: &Datum) -> Result<LoopVariable> {
        if datum.is_record() {
            Ok(LoopVariable::Record(target(name)))
        } else {
            self.scalars(name, datum).map(LoopVariable::Scalars)
        }
    }

    /// What follows `FOR`, up to `LOOP`.
    pub(super) fn for_loop(&mut self) -> Result<LoopOver> {
        const UNKNOWN: &str = "loop variable of loop over rows must be a record variable or list of scalar variables";
        let variable = self.loop_variable()?;
        self.cursor.expect("IN")?;
        if self.cursor.keyword("EXECUTE") {
            let source = self.executed(End::Keyword("LOOP"), "LOOP or USING", ", or LOOP")?;
            return Ok(LoopOver::Rows { targets: variable.known(UNKNOWN)?, source });
        }
        if let Some((name, datum)) = self.looped_cursor() {
            return self.cursor_loop(variable, &name, datum);
        }
        let place = self.here();
        let reverse = self.cursor.keyword("REVERSE");
        let (span, end) = self.cut(Piece::Expression, &[End::Range, End::Keyword("LOOP")], "LOOP")?;
        if end == End::Range {
            return self.range(variable, reverse, span);
        }
        if reverse {
            return refuse("42601", "cannot specify REVERSE in query FOR loop", Some(place));
        }
        let statement = self.embedded_statement(&[span])?;
        let targets = variable.known(UNKNOWN)?;
        self.step_over(end)?;
        Ok(LoopOver::Rows { targets, source: RowSource::Statement(statement) })
    }

    /// `EXECUTE text USING …`, behind `EXECUTE`, up to `end`, which is stepped over.
    pub(super) fn executed(&mut self, end: End, expected: &str, expected_using: &str) -> Result<RowSource> {
        let (text, found) = self.expression(&[end, End::Keyword("USING")], expected)?;
        let using = if found == end { Vec::new() } else { self.expressions(&[End::Comma, end], expected_using)?.0 };
        Ok(RowSource::Execute(text, using))
    }

    /// The cursor variable that comes next.
    fn looped_cursor(&self) -> Option<(QualifiedName, Datum)> {
        let (name, datum, _) = self.datum_ahead()?;
        let datum = datum.filter(|datum| !datum.is_field && datum.variable.of.shape == Shape::Cursor)?;
        Some((name, datum))
    }

    /// `cursor (arguments) LOOP`.
    fn cursor_loop(&mut self, variable: LoopVariable, name: &QualifiedName, datum: Datum) -> Result<LoopOver> {
        let place = self.here();
        self.cursor.at += 2 * name.parts.len() - 1;
        let variable = variable.single("cursor FOR loop must have only one target variable")?;
        let Some(parameters) = datum.variable.cursor else {
            return refuse("42601", "cursor FOR loop must use a bound cursor variable", Some(place));
        };
        let arguments = self.cursor_arguments(name.ident(), &parameters)?;
        self.cursor.expect("LOOP")?;
        self.declare_loop_variable(&variable, Shape::Record);
        let source = RowSource::Cursor(name.ident().clone(), arguments);
        Ok(LoopOver::Rows { targets: vec![target(variable)], source })
    }

    /// `low..high [BY step] LOOP`, where `low` is already cut out.
    fn range(&mut self, variable: LoopVariable, reverse: bool, low: Span) -> Result<LoopOver> {
        let from = self.fragment(low)?;
        self.cursor.at += 1;
        let (to, end) = self.expression(&[End::Keyword("LOOP"), End::Keyword("BY")], "LOOP")?;
        let step = if end == End::Keyword("BY") { Some(self.expression_to("LOOP")?) } else { None };
        let variable = variable.single("integer FOR loop must have only one target variable")?;
        self.declare_loop_variable(&variable, Shape::Scalar);
        Ok(LoopOver::Range { variable: variable.ident().clone(), reverse, from, to, step })
    }

    /// The loop's own variable, which hides others of its name.
    fn declare_loop_variable(&mut self, name: &QualifiedName, shape: Shape) {
        self.names.declare(name.name().clone(), Variable::of(DeclaredType::of(shape)));
    }

    /// What follows `FOREACH`, up to `LOOP`.
    pub(super) fn foreach(&mut self) -> Result<LoopOver> {
        let variable = self.loop_variable()?;
        let slice = if self.cursor.keyword("SLICE") { Some(self.slice()?) } else { None };
        self.cursor.expect_all(&["IN", "ARRAY"])?;
        let array = self.expression_to("LOOP")?;
        let targets = variable.known("loop variable of FOREACH must be a known variable or list of variables")?;
        Ok(LoopOver::Array { targets, slice, array })
    }

    fn slice(&mut self) -> Result<u32> {
        match self.cursor.kind() {
            Some(Kind::Number) if let Ok(slice) = self.cursor.text().parse() => {
                self.cursor.at += 1;
                Ok(slice)
            }
            _ => Ok(self.cursor.refuse()?),
        }
    }
}
