//! Writes a statement of PostgreSQL.

use super::kinds;
use super::values::Picked;
use crate::grammar::Author;
use crate::random::Random;
use crate::vocabulary::Vocabulary;
use rebaseline::postgres::catalog::{Catalog, ObjectId};
use rebaseline::postgres::replay::Session;

/// Writes one statement, knowing the catalog that it will meet.
pub struct Writer<'a> {
    pub random: &'a mut Random,
    pub catalog: &'a Catalog,
    /// The roles that exist.
    pub roles: Vec<String>,
    /// The relation that the statement is about.
    pub relation: Option<ObjectId>,
    /// Its name, where `$about` chose it before its place in the statement, which is `$it`.
    pub about: String,
    /// Columns that the statement itself makes.
    pub draft: Vec<Picked>,
    /// The name of the column being made.
    pub new_column: String,
    /// The column that was named last.
    pub column: Option<Picked>,
    /// The object named last that is no relation.
    pub object: Option<ObjectId>,
    /// How relation's columns are qualified.
    pub qualifier: &'static str,
    /// The symbol for something that the statement needs and that is not there, so that it is bound to fail.
    pub missing: Option<String>,
    /// The current symbol stands for something that is not there.
    pub absent: bool,
    depth: usize,
    /// How many rows are within rows.
    pub nesting: usize,
}

impl<'a> Writer<'a> {
    pub fn new(random: &'a mut Random, session: &'a Session) -> Self {
        Self {
            random,
            catalog: session.catalog(),
            roles: session.roles().map(ToString::to_string).collect(),
            relation: None,
            about: String::new(),
            draft: Vec::new(),
            new_column: String::new(),
            column: None,
            object: None,
            qualifier: "",
            missing: None,
            absent: false,
            depth: 0,
            nesting: 0,
        }
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

    /// The text of `$name`.
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
