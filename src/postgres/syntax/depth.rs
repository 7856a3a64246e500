//! How deep the tree of an expression or query can get, told from its tokens.
//!
//! Trees are read, lowered and dropped by recursion: what is deeper than [`DEEPEST`] is refused before it is built.

use super::cursor::Cursor;
use super::lex::Kind;

/// The deepest tree that is read. A debug build handles it on a thread of 2 MiB.
const DEEPEST: usize = 300;

/// Words that put a node on top of what stands before or behind them.
const LINKS: &[&str] = &[
    "AND", "OR", "NOT", "IS", "ISNULL", "NOTNULL", "IN", "LIKE", "ILIKE", "SIMILAR", "BETWEEN", "COLLATE", "AT", "JOIN",
];

/// Words that put a node on top of all queries before them.
const SET_OPERATORS: &[&str] = &["UNION", "INTERSECT", "EXCEPT"];

/// Words that begin something beside what stands before them.
const SEPARATORS: &[&str] =
    &["WHEN", "THEN", "ELSE", "FROM", "WHERE", "GROUP", "HAVING", "ORDER", "SET", "RETURNING", "VALUES"];

/// One open bracket.
#[derive(Default)]
struct Level {
    /// Depth of the item that is being read.
    item: usize,
    /// Depth of the deepest item before it.
    deepest: usize,
    /// Set operators so far.
    set_operators: usize,
}

impl Level {
    fn depth(&self) -> usize {
        self.item.max(self.deepest) + self.set_operators
    }

    fn separate(&mut self) {
        self.deepest = self.item.max(self.deepest);
        self.item = 0;
    }
}

impl Cursor<'_> {
    /// Whether the rest of this range makes a tree that is too deep. It may overrate a tree, but not underrate it.
    pub(super) fn is_too_deep(&self) -> bool {
        if self.end - self.at <= DEEPEST {
            return false;
        }
        let mut levels = vec![Level::default()];
        let mut deepest = 0;
        for at in self.at..self.end {
            levels_after(&mut levels, &Cursor { at, ..*self });
            let depth = levels.last().map_or(0, Level::depth);
            deepest = deepest.max(levels.len() + depth);
        }
        deepest > DEEPEST
    }
}

/// Takes the next token into account.
fn levels_after(levels: &mut Vec<Level>, at: &Cursor<'_>) {
    let top = levels.len() - 1;
    match at.kind() {
        Some(Kind::LeftParen | Kind::LeftBracket) => levels.push(Level::default()),
        Some(Kind::RightParen | Kind::RightBracket) => close(levels),
        Some(Kind::Comma) => levels[top].separate(),
        Some(Kind::Operator | Kind::DoubleColon) => levels[top].item += 1,
        Some(Kind::Word) if at.at_keyword("CASE") => levels.push(Level::default()),
        Some(Kind::Word) if at.at_keyword("END") => close(levels),
        Some(Kind::Word) if at.at_any(SET_OPERATORS) => levels[top].set_operators += 1,
        Some(Kind::Word) if at.at_any(LINKS) => levels[top].item += 1,
        Some(Kind::Word) if at.at_any(SEPARATORS) => levels[top].separate(),
        _ => {}
    }
}

fn close(levels: &mut Vec<Level>) {
    if levels.len() > 1
        && let Some(closed) = levels.pop()
    {
        let top = levels.len() - 1;
        levels[top].item = levels[top].item.max(closed.depth()) + 1;
    }
}
