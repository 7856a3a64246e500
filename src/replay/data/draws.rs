//! Values that only the server draws, `gen_random_uuid()` and its like: each has a number, by which its copies are known.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

/// The draws of a history so far.
#[derive(Debug, Default)]
pub(crate) struct Draws {
    last: Cell<u32>,
    copied: RefCell<BTreeSet<u32>>,
}

impl Draws {
    /// The number of a new draw.
    pub(super) fn next(&self) -> u32 {
        self.last.set(self.last.get().saturating_add(1));
        self.last.get()
    }

    /// Another row is given the value.
    pub(super) fn copy(&self, number: u32) {
        self.copied.borrow_mut().insert(number);
    }

    /// Whether the value may be in more than one place.
    pub(super) fn is_copied(&self, number: u32) -> bool {
        self.copied.borrow().contains(&number)
    }
}
