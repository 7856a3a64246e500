//! goose's own reading of a script: lines, annotations, and statements that end where a line ends in `;`.
//!
//! This follows `internal/sqlparser/parser.go` state by state, so that a function body without `StatementBegin` is cut
//! in the middle here as it is there.

use crate::source::Span;

/// Which part of a script is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Up,
    Down,
}

/// One part of a script.
#[derive(Debug)]
pub(super) struct Script {
    /// What goose sends, statement by statement.
    pub(super) statements: Vec<Span>,
    /// Whether it runs in a transaction.
    pub(super) transaction: bool,
    /// Where environment variables begin to be substituted.
    pub(super) substitutes: Option<Span>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Annotation {
    Up,
    Down,
    StatementBegin,
    StatementEnd,
    NoTransaction,
    EnvsubOn,
    EnvsubOff,
}

const ANNOTATIONS: [(&str, Annotation); 7] = [
    ("Up", Annotation::Up),
    ("Down", Annotation::Down),
    ("StatementBegin", Annotation::StatementBegin),
    ("StatementEnd", Annotation::StatementEnd),
    ("NO TRANSACTION", Annotation::NoTransaction),
    ("ENVSUB ON", Annotation::EnvsubOn),
    ("ENVSUB OFF", Annotation::EnvsubOff),
];

/// Whether a text has the annotation that begins an up part.
pub(super) fn is_marked(text: &str) -> bool {
    text.lines().any(|line| is_annotation(line) && annotation(line) == Ok(Annotation::Up))
}

fn is_annotation(line: &str) -> bool {
    line.trim_start().starts_with("--") && line.contains("+goose")
}

fn annotation(line: &str) -> Result<Annotation, String> {
    if line.starts_with([' ', '\t']) {
        return Err(format!("{line:?} contains leading whitespace: invalid annotation"));
    }
    let name = line.replace("--", "").replacen("+goose", "", 1);
    let name = name.trim();
    ANNOTATIONS
        .into_iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name))
        .map(|(_, annotation)| annotation)
        .ok_or_else(|| format!("{name:?} not supported: invalid annotation"))
}

/// Where in a script the reader is: before it, or in a part, between statements marked or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Start,
    In(Direction),
    Statement(Direction),
}

struct Reader<'a> {
    text: &'a str,
    direction: Direction,
    state: State,
    /// The statement begun, from its first line to the end of the last one.
    begun: Option<Span>,
    script: Script,
}

impl Script {
    /// Reads one part of `text`; the error is goose's reason for refusing the file.
    pub(super) fn read(text: &str, direction: Direction) -> Result<Self, String> {
        let script = Self { statements: Vec::new(), transaction: true, substitutes: None };
        let mut reader = Reader { text, direction, state: State::Start, begun: None, script };
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            reader.line(line.trim_end_matches(['\n', '\r']), start)?;
            start += line.len();
        }
        reader.finish()
    }
}

impl Reader<'_> {
    fn line(&mut self, line: &str, start: usize) -> Result<(), String> {
        let span = Span::new(start, start + line.len());
        if self.state == State::Start && line.trim().is_empty() {
            return Ok(());
        }
        if is_annotation(line) {
            return self.annotation(annotation(line)?, span);
        }
        if self.begun.is_none() && (line.trim().starts_with("--") || line.is_empty()) {
            return Ok(());
        }
        self.sql(line, span)
    }

    fn annotation(&mut self, annotation: Annotation, span: Span) -> Result<(), String> {
        self.state = match (annotation, self.state) {
            (Annotation::Up, State::Start) => State::In(Direction::Up),
            (Annotation::Up, _) => return Err("duplicate '-- +goose Up' annotations".into()),
            (Annotation::Down, State::In(Direction::Up)) => {
                self.check_finished()?;
                State::In(Direction::Down)
            }
            (Annotation::Down, _) => return Err("must start with '-- +goose Up' annotation".into()),
            (Annotation::StatementBegin, State::In(part)) => State::Statement(part),
            (Annotation::StatementBegin, _) => {
                return Err(
                    "'-- +goose StatementBegin' must be defined after '-- +goose Up' or '-- +goose Down' annotation"
                        .into(),
                );
            }
            (Annotation::StatementEnd, State::Statement(part)) => {
                self.script.statements.extend(self.begun.take());
                State::In(part)
            }
            (Annotation::StatementEnd, _) => {
                return Err("'-- +goose StatementEnd' must be defined after '-- +goose StatementBegin'".into());
            }
            (Annotation::NoTransaction | Annotation::EnvsubOn | Annotation::EnvsubOff, state) => state,
        };
        match annotation {
            Annotation::NoTransaction => self.script.transaction = false,
            Annotation::EnvsubOn => self.script.substitutes = self.script.substitutes.or(Some(span)),
            _ => {}
        }
        Ok(())
    }

    fn sql(&mut self, line: &str, span: Span) -> Result<(), String> {
        let (State::In(part) | State::Statement(part)) = self.state else {
            return Err(format!("unexpected state 0 on line {line:?}"));
        };
        if part != self.direction {
            return Ok(());
        }
        self.begun = Some(self.begun.map_or(span, |begun| begun.to(span)));
        if self.state == State::In(part) && ends_with_semicolon(line) {
            self.script.statements.extend(self.begun.take());
        }
        Ok(())
    }

    fn finish(self) -> Result<Script, String> {
        match self.state {
            State::Start => return Err("must start with '-- +goose Up' annotation".into()),
            State::Statement(_) => return Err("missing '-- +goose StatementEnd' annotation".into()),
            State::In(_) => self.check_finished()?,
        }
        Ok(self.script)
    }

    fn check_finished(&self) -> Result<(), String> {
        match self.begun.map(|span| span.slice(self.text).trim()) {
            None | Some("") => Ok(()),
            Some(rest) => Err(format!("unexpected unfinished SQL query: {rest:?}: missing semicolon?")),
        }
    }
}

/// Whether the last word before a `--` word ends in `;`.
fn ends_with_semicolon(line: &str) -> bool {
    line.split_whitespace().take_while(|word| !word.starts_with("--")).last().is_some_and(|word| word.ends_with(';'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, direction: Direction) -> Result<Vec<&str>, String> {
        let script = Script::read(text, direction)?;
        Ok(script.statements.into_iter().map(|span| span.slice(text)).collect())
    }

    const SCRIPT: &str = "\
-- a comment
-- +goose Up
CREATE TABLE a (
    id int -- ;
);  -- done

-- about b
CREATE TABLE b (); CREATE TABLE c ();
-- +goose StatementBegin
CREATE FUNCTION f() RETURNS int AS $$
BEGIN
    RETURN 1;
END
$$ LANGUAGE plpgsql;
-- +goose StatementEnd
-- +goose Down
DROP TABLE a;
";

    #[test]
    fn statements_end_where_lines_do() {
        let up = read(SCRIPT, Direction::Up).expect("reads");
        assert_eq!(up.len(), 3);
        assert_eq!(up[0], "CREATE TABLE a (\n    id int -- ;\n);  -- done");
        assert_eq!(up[1], "CREATE TABLE b (); CREATE TABLE c ();");
        assert!(up[2].starts_with("CREATE FUNCTION") && up[2].ends_with("plpgsql;"));
        assert_eq!(read(SCRIPT, Direction::Down).expect("reads"), ["DROP TABLE a;"]);
    }

    #[test]
    fn a_body_that_is_not_marked_is_cut_as_goose_cuts_it() {
        let text = "-- +goose Up\nCREATE FUNCTION f() RETURNS int AS $$\nBEGIN RETURN 1;\nEND $$ LANGUAGE plpgsql;\n";
        assert_eq!(read(text, Direction::Up).expect("reads").len(), 2);
    }

    #[test]
    fn line_ends_of_either_kind_give_the_same_statements() {
        let text = SCRIPT.replace('\n', "\r\n");
        let up = read(&text, Direction::Up).expect("reads");
        assert_eq!(up[1], "CREATE TABLE b (); CREATE TABLE c ();");
    }

    #[test]
    fn scripts_that_goose_refuses() {
        let refusal = |text: &str| read(text, Direction::Up).expect_err("is refused");
        assert!(refusal("").contains("must start with"));
        assert!(refusal("SELECT 1;").contains("unexpected state"));
        assert!(refusal("-- +goose Down\n").contains("must start with"));
        assert!(refusal("-- +goose Up\n-- +goose Up\n").contains("duplicate"));
        assert!(refusal("-- +goose Up\nSELECT 1\n").contains("missing semicolon"));
        assert!(refusal("-- +goose Up\n-- +goose StatementBegin\nSELECT 1\n").contains("StatementEnd"));
        assert!(refusal("-- +goose Up\n-- +goose StatementEnd\n").contains("StatementBegin"));
        assert!(refusal(" -- +goose Up\n").contains("leading whitespace"));
        assert!(refusal("-- +goose Upwards\n").contains("not supported"));
    }

    #[test]
    fn annotations_are_read_in_any_case() {
        assert!(is_marked("--+goose UP\n") && is_marked("-- +goose up") && !is_marked("-- +goose Down"));
        let script = Script::read("-- +goose no transaction\n-- +goose ENVSUB ON\n-- +goose Up\n", Direction::Up);
        let script = script.expect("reads");
        assert!(!script.transaction && script.substitutes.is_some());
    }
}
