//! `FOR UPDATE` and its kin. `sqlparser` reads some of them, and only at the very end of a query; the server takes them before `LIMIT` too.

use super::cursor::Cursor;
use super::lex::Kind;

const STRENGTHS: &[&[&str]] = &[&["UPDATE"], &["NO", "KEY", "UPDATE"], &["SHARE"], &["KEY", "SHARE"]];

impl Cursor<'_> {
    /// Steps over locking clauses, any number of them; whether there was one.
    pub(super) fn locking_clauses(&mut self) -> bool {
        let start = self.at;
        self.at += self.locking_clause();
        while self.at > start {
            match self.locking_clause() {
                0 => return true,
                length => self.at += length,
            }
        }
        false
    }

    /// How many tokens the locking clause here has; 0 where there is none.
    pub(super) fn locking_clause(&self) -> usize {
        let mut ahead = *self;
        if ahead.keyword("FOR") && STRENGTHS.iter().any(|words| ahead.words(words)) && ahead.locked_tables() {
            let _ = ahead.keyword("NOWAIT") || ahead.words(&["SKIP", "LOCKED"]);
            return ahead.at - self.at;
        }
        0
    }

    /// `OF t, u`, where it is there; `false` where it is incomplete.
    fn locked_tables(&mut self) -> bool {
        if !self.keyword("OF") {
            return true;
        }
        while self.qualified_name().is_ok() {
            if !self.symbol(Kind::Comma) {
                return true;
            }
        }
        false
    }

    /// Steps over these words if all of them are here.
    fn words(&mut self, words: &[&str]) -> bool {
        let all = words.iter().enumerate().all(|(index, word)| self.nth_is(index, word));
        self.at += if all { words.len() } else { 0 };
        all
    }
}
