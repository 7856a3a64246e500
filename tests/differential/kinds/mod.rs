//! The vocabulary: every kind of statement as a template, one file per family. See [`crate::grammar`] for how to read them.

mod access;
mod alter_table;
mod data;
mod expressions;
mod objects;
mod routines;
mod sequences;
mod session;
mod tables;
mod types;
mod views;

use crate::random::Random;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// A kind of statement: its name, how common it is, and its template.
pub type Kind = (&'static str, usize, &'static str);

/// A name that templates use, and the alternatives for it, the simplest first.
pub type Rule = (&'static str, &'static [&'static str]);

static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    [
        tables::KINDS,
        alter_table::KINDS,
        types::KINDS,
        sequences::KINDS,
        views::KINDS,
        routines::KINDS,
        access::KINDS,
        objects::KINDS,
        data::KINDS,
        session::KINDS,
    ]
    .concat()
});

static RULES: LazyLock<BTreeMap<&'static str, &'static [&'static str]>> = LazyLock::new(|| {
    let families = [
        tables::RULES,
        alter_table::RULES,
        types::RULES,
        sequences::RULES,
        views::RULES,
        routines::RULES,
        access::RULES,
        objects::RULES,
        data::RULES,
        session::RULES,
        expressions::RULES,
    ];
    families.concat().into_iter().collect()
});

/// All kinds.
pub fn all() -> &'static [Kind] {
    &KINDS
}

/// The alternatives of a rule.
pub fn rule(name: &str) -> Option<&'static [&'static str]> {
    RULES.get(name).copied()
}

/// One kind, the common ones more often.
pub fn any(random: &mut Random) -> Kind {
    let total: usize = KINDS.iter().map(|kind| kind.1).sum();
    let mut left = random.below(total);
    for kind in KINDS.iter() {
        if left < kind.1 {
            return *kind;
        }
        left -= kind.1;
    }
    unreachable!("the weights are summed")
}
