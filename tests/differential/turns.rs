//! Whose turn it is: a kind of statement that was drawn, and before it what makes what it needs.

use crate::random::Random;
use crate::vocabulary::{Kind, Vocabulary};

/// How many statements may go before another so that it has what it needs.
const MAKERS: usize = 5;

/// Kinds of which a file without transactions of its own has none.
const TRANSACTIONS: [&str; 3] = ["BEGIN", "COMMIT", "ROLLBACK"];

/// The kinds that are wanted, the next one last.
#[derive(Debug)]
pub struct Turns {
    vocabulary: &'static Vocabulary,
    wanted: Vec<Kind>,
    /// How many makers went before the kind that was drawn.
    makers: usize,
}

impl Turns {
    /// Nothing is wanted yet.
    pub fn new(vocabulary: &'static Vocabulary) -> Self {
        Self { vocabulary, wanted: Vec::new(), makers: 0 }
    }

    /// The kind whose turn it is.
    pub fn next(&mut self, random: &mut Random, own_transactions: bool) -> Kind {
        loop {
            match self.wanted.last() {
                Some(kind) if own_transactions || !TRANSACTIONS.contains(&kind.0) => return *kind,
                Some(_) => drop(self.wanted.pop()),
                None => {
                    self.makers = 0;
                    self.wanted.push(self.vocabulary.any(random));
                }
            }
        }
    }

    /// These come next.
    pub fn first(&mut self, kinds: &[&str]) {
        self.wanted.extend(kinds.iter().rev().map(|kind| self.vocabulary.named(kind)));
    }

    /// The kind whose turn it was has been written.
    pub fn done(&mut self) {
        self.wanted.pop();
    }

    /// What makes that for which the symbol stands has its turn first; what nothing makes, or nothing could make, is no longer wanted.
    pub fn make(&mut self, symbol: &str) {
        match self.vocabulary.maker(symbol).filter(|_| self.makers < MAKERS) {
            Some(maker) => {
                self.makers += 1;
                self.wanted.push(maker);
            }
            None => self.wanted.clear(),
        }
    }
}
