//! Statements that are kept as written.

use super::printer::Printer;
use super::scan::{Token, TokenKind, tokens};
use super::script::Script;
use super::section::Section;
use super::statement::Statement;
use super::{Verbatim, VerbatimPlace};
use crate::baseline::DataMode;

impl Printer<'_> {
    /// The statements of these places, in the order of the history.
    pub(super) fn verbatim(&self, script: &mut Script, section: Section, here: impl Fn(&VerbatimPlace) -> bool) {
        for verbatim in self.options.verbatim.iter().filter(|verbatim| here(&verbatim.place)) {
            script.section(section);
            let comment = format!("{}-- {}\n", self.place(verbatim.origin), verbatim.reason);
            if let VerbatimPlace::Nowhere(reason) = &verbatim.place {
                script.line(&left_out(&comment, reason, verbatim));
                continue;
            }
            let statement = Statement::new(without_concurrently(&verbatim.text));
            script.group(&comment, [statement.with_data(verbatim.data.as_deref())]);
        }
    }

    /// Whether a statement of this place stands at the end of the baseline: changes of rows may be a script of their own, or left out.
    pub(super) fn comes_last(&self, place: &VerbatimPlace) -> bool {
        match place {
            VerbatimPlace::Rows => false,
            VerbatimPlace::Triggers => self.options.data == DataMode::Keep,
            VerbatimPlace::End | VerbatimPlace::Nowhere(_) => true,
        }
    }
}

/// A statement that cannot run, as a comment.
fn left_out(comment: &str, reason: &str, verbatim: &Verbatim) -> String {
    let data = verbatim.data.as_ref().map_or(String::new(), |data| format!("\n{}\n\\.", data.trim_end_matches('\n')));
    let text = format!("{};{data}", verbatim.text);
    let lines: Vec<String> = text.lines().map(|line| format!("--     {line}")).collect();
    format!("\n{comment}-- Left out: {reason}\n{}", lines.join("\n"))
}

/// A statement kept as written, without the `INDEX CONCURRENTLY` that the transaction of a baseline would refuse: the
/// index is the same.
fn without_concurrently(text: &str) -> String {
    // CREATE UNIQUE INDEX CONCURRENTLY
    let start: Vec<Token> = tokens(text).take(4).collect();
    let is = |token: &Token, word: &str| matches!(&token.kind, TokenKind::Word(found) if found == word);
    let creates = start.first().is_some_and(|token| is(token, "create") || is(token, "drop"));
    let pair = start.windows(2).find(|pair| is(&pair[0], "index") && is(&pair[1], "concurrently"));
    let Some(place) = pair.map(|pair| pair[1].start).filter(|_| creates) else { return text.to_owned() };
    let (before, after) = text.split_at(place);
    // A quoted word is a name.
    match after.get("concurrently".len()..) {
        Some(rest) if !after.starts_with('"') => format!("{before}{}", rest.trim_start()),
        _ => text.to_owned(),
    }
}
