//! Writes a statement of MariaDB.

use super::kinds;
use super::scene::{Column, Scene, Table};
use crate::grammar::Author;
use crate::random::Random;
use crate::vocabulary::Vocabulary;

/// Writes one statement, knowing what it will meet.
pub struct Writer<'a> {
    pub random: &'a mut Random,
    pub scene: &'a Scene,
    /// The table or view that the statement is about.
    pub relation: Option<&'a Table>,
    /// Columns that the statement itself makes.
    pub draft: Vec<Column>,
    /// The name of the column being made.
    pub new_column: String,
    /// The column that was named last.
    pub column: Option<Column>,
    /// How the relation's columns are qualified.
    pub qualifier: &'static str,
    /// The symbol for something that the statement needs and that is not there, so that it is bound to fail.
    pub missing: Option<String>,
    /// The current symbol stands for something that is not there.
    pub absent: bool,
    depth: usize,
}

impl<'a> Writer<'a> {
    pub fn new(random: &'a mut Random, scene: &'a Scene) -> Self {
        Self {
            random,
            scene,
            relation: None,
            draft: Vec::new(),
            new_column: String::new(),
            column: None,
            qualifier: "",
            missing: None,
            absent: false,
            depth: 0,
        }
    }

    /// The columns of the relation and of the statement itself.
    pub fn columns(&self) -> Vec<Column> {
        let existing = self.relation.into_iter().flat_map(|table| &table.columns);
        existing.chain(&self.draft).cloned().collect()
    }
}

impl Author for Writer<'_> {
    fn vocabulary(&self) -> &'static Vocabulary {
        kinds::vocabulary()
    }

    fn random(&mut self) -> &mut Random {
        self.random
    }

    fn depth(&mut self) -> &mut usize {
        &mut self.depth
    }

    fn symbol(&mut self, name: &str) -> String {
        let absent = std::mem::take(&mut self.absent);
        let text = self.symbol_text(name);
        if self.absent && self.missing.is_none() {
            self.missing = Some(name.to_owned());
        }
        self.absent |= absent;
        text
    }
}
