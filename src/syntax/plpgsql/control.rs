//! `IF`, `CASE`, loops, `EXIT`, `RETURN`.

use super::super::cursor::Cursor;
use super::super::lex::Kind;
use super::fragment::{End, Piece};
use super::names::Variable;
use super::{Reader, Result, Stop, refuse};
use crate::ast::Ident;
use crate::ast::procedure::{Fragment, LoopOver, RowSource, StepKind, Target};
use crate::source::Span;

impl Reader<'_> {
    /// What follows `IF`.
    pub(super) fn if_step(&mut self) -> Result<StepKind> {
        let condition = self.expression_to("THEN")?;
        let mut branches = vec![(condition, self.steps()?)];
        while self.cursor.any(&["ELSIF", "ELSEIF"]).is_some() {
            let condition = self.expression_to("THEN")?;
            branches.push((condition, self.steps()?));
        }
        let otherwise = if self.cursor.keyword("ELSE") { self.steps()? } else { Vec::new() };
        self.cursor.expect_all(&["END", "IF"])?;
        self.semicolon()?;
        Ok(StepKind::If { branches, otherwise })
    }

    /// What follows `CASE`.
    pub(super) fn case_step(&mut self) -> Result<StepKind> {
        let operand = if self.cursor.keyword("WHEN") { None } else { Some(self.expression_to("WHEN")?) };
        let mut branches = Vec::new();
        loop {
            let values = match operand {
                None => vec![self.expression_to("THEN")?],
                Some(_) => self.expressions(&[End::Comma, End::Keyword("THEN")], "THEN")?.0,
            };
            branches.push((values, self.steps()?));
            if !self.cursor.keyword("WHEN") {
                break;
            }
        }
        let otherwise = if self.cursor.keyword("ELSE") { Some(self.steps()?) } else { None };
        self.cursor.expect_all(&["END", "CASE"])?;
        self.semicolon()?;
        Ok(StepKind::Case { operand, branches, otherwise })
    }

    /// A block or a loop, with the label in front.
    pub(super) fn labeled(&mut self) -> Result<StepKind> {
        let label = self.label()?;
        if self.cursor.at_any(&["DECLARE", "BEGIN"]) {
            let block = self.block(label)?;
            self.semicolon()?;
            return Ok(StepKind::Block(block));
        }
        self.names.open_loop(label.as_ref().map(|label| &label.name));
        let over = match self.cursor.expect_any(&["LOOP", "WHILE", "FOR", "FOREACH"])? {
            "LOOP" => LoopOver::Forever,
            "WHILE" => LoopOver::While(self.expression_to("LOOP")?),
            "FOR" => self.for_loop()?,
            _ => self.foreach()?,
        };
        let body = self.steps()?;
        self.cursor.expect_all(&["END", "LOOP"])?;
        self.end_label(label.as_ref())?;
        self.semicolon()?;
        self.names.close();
        Ok(StepKind::Loop { label, over, body })
    }

    /// What follows `FOR`, up to `LOOP`.
    fn for_loop(&mut self) -> Result<LoopOver> {
        let targets = self.targets()?;
        self.cursor.expect("IN")?;
        if self.cursor.keyword("EXECUTE") {
            let source = self.executed(End::Keyword("LOOP"), "LOOP or USING", ", or LOOP")?;
            return Ok(LoopOver::Rows { targets, source });
        }
        if let Some(source) = self.looped_cursor(&targets)? {
            return Ok(LoopOver::Rows { targets, source });
        }
        self.range_or_query(targets)
    }

    /// `EXECUTE text USING …`, behind `EXECUTE`, up to `end`, which is stepped over.
    pub(super) fn executed(&mut self, end: End, expected: &str, expected_using: &str) -> Result<RowSource> {
        let (text, found) = self.expression(&[end, End::Keyword("USING")], expected)?;
        let using = if found == end { Vec::new() } else { self.expressions(&[End::Comma, end], expected_using)?.0 };
        Ok(RowSource::Execute(text, using))
    }

    /// `cursor (arguments) LOOP`.
    fn looped_cursor(&mut self, targets: &[Target]) -> Result<Option<RowSource>> {
        let mut ahead = self.cursor;
        let Ok(name) = ahead.label() else { return Ok(None) };
        let Some(Variable::Cursor(parameters)) = self.names.variable(&name.name).cloned() else { return Ok(None) };
        if targets.len() > 1 {
            let message = "cursor FOR loop must have only one target variable";
            return refuse("42601", message, Some(targets[0].name.span()));
        }
        self.cursor = ahead;
        let arguments = self.cursor_arguments(&name, &parameters)?;
        self.cursor.expect("LOOP")?;
        self.declare_loop_variable(targets);
        Ok(Some(RowSource::Cursor(name, arguments)))
    }

    fn range_or_query(&mut self, targets: Vec<Target>) -> Result<LoopOver> {
        let place = self.place();
        let reverse = self.cursor.keyword("REVERSE");
        let (span, end) = self.cut(Piece::Expression, &[End::Range, End::Keyword("LOOP")], "LOOP")?;
        if end == End::Range {
            return self.range(targets, reverse, span);
        }
        if reverse {
            return refuse("42601", "cannot specify REVERSE in query FOR loop", Some(place));
        }
        let statement = self.embedded_statement(&[span])?;
        self.cursor.at += 1;
        Ok(LoopOver::Rows { targets, source: RowSource::Statement(statement) })
    }

    /// `low..high [BY step] LOOP`, where `low` is already cut out.
    fn range(&mut self, mut targets: Vec<Target>, reverse: bool, low: Span) -> Result<LoopOver> {
        let from = self.fragment(low)?;
        self.cursor.at += 1;
        let (to, end) = self.expression(&[End::Keyword("LOOP"), End::Keyword("BY")], "LOOP")?;
        let step = if end == End::Keyword("BY") { Some(self.expression_to("LOOP")?) } else { None };
        let Some(target) = targets.pop().filter(|_| targets.is_empty()) else {
            let message = "integer FOR loop must have only one target variable";
            return refuse("42601", message, targets.first().map(|target| target.name.span()));
        };
        self.declare_loop_variable(std::slice::from_ref(&target));
        let variable = target.name.ident().clone();
        Ok(LoopOver::Range { variable, reverse, from, to, step })
    }

    /// The loop's own variable.
    fn declare_loop_variable(&mut self, targets: &[Target]) {
        for target in targets {
            self.names.declare(target.name.name().clone(), Variable::Plain);
        }
    }

    /// What follows `FOREACH`, up to `LOOP`.
    fn foreach(&mut self) -> Result<LoopOver> {
        let targets = self.targets()?;
        let slice = if self.cursor.keyword("SLICE") {
            let number = self.cursor.integer()?;
            Some(u32::try_from(number).map_err(|_| Stop::Opaque("SLICE of a number that is none".into()))?)
        } else {
            None
        };
        self.cursor.expect_all(&["IN", "ARRAY"])?;
        Ok(LoopOver::Array { targets, slice, array: self.expression_to("LOOP")? })
    }

    /// What follows `EXIT` or `CONTINUE`, which is at `first`.
    pub(super) fn exit_step(&mut self, first: Cursor<'_>) -> Result<StepKind> {
        let leaves = first.at_keyword("EXIT");
        let plain = self.cursor.kind() == Some(Kind::Semicolon) || self.cursor.at_keyword("WHEN");
        let label = if plain { None } else { Some(self.any_identifier()?) };
        let when = if self.cursor.keyword("WHEN") {
            Some(self.expression_to_semicolon()?)
        } else {
            self.semicolon()?;
            None
        };
        self.check_exit(leaves, label.as_ref(), first)?;
        Ok(if leaves { StepKind::Exit { label, when } } else { StepKind::Continue { label, when } })
    }

    fn check_exit(&self, leaves: bool, label: Option<&Ident>, first: Cursor<'_>) -> Result<()> {
        let Some(label) = label else {
            let message = match leaves {
                true => "EXIT cannot be used outside a loop, unless it has a label",
                false => "CONTINUE cannot be used outside a loop",
            };
            let place = first.peek().map(|token| token.span);
            return if self.names.in_loop() { Ok(()) } else { refuse("42601", message, place) };
        };
        match self.names.label_is_loop(&label.name) {
            None => {
                let message = format!(
                    "there is no label \"{}\" attached to any block or loop enclosing this statement",
                    label.name
                );
                refuse("42601", message, Some(label.span))
            }
            Some(false) if !leaves => {
                let message = format!("block label \"{}\" cannot be used in CONTINUE", label.name);
                refuse("42601", message, Some(label.span))
            }
            Some(_) => Ok(()),
        }
    }

    /// What follows `RETURN`.
    pub(super) fn return_step(&mut self, _first: Cursor<'_>) -> Result<StepKind> {
        if self.cursor.keyword("NEXT") {
            return self.returned_value().map(StepKind::ReturnNext);
        }
        if !self.cursor.keyword("QUERY") {
            return self.returned_value().map(StepKind::Return);
        }
        if self.cursor.keyword("EXECUTE") {
            return self.executed(End::Semicolon, "; or USING", ", or ;").map(StepKind::ReturnQuery);
        }
        self.statement_to_semicolon().map(RowSource::Statement).map(StepKind::ReturnQuery)
    }

    fn returned_value(&mut self) -> Result<Option<Fragment>> {
        if self.cursor.symbol(Kind::Semicolon) { Ok(None) } else { self.expression_to_semicolon().map(Some) }
    }
}
