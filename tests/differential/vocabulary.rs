//! What the statements of an engine are made of: every kind of statement as a template. See [`crate::grammar`] for how to read them.

use crate::random::Random;
use std::collections::BTreeMap;

/// A kind of statement: its name, how common it is, and its template.
pub type Kind = (&'static str, usize, &'static str);

/// A name that templates use, and the alternatives for it, the simplest first.
pub type Rule = (&'static str, &'static [&'static str]);

/// The kinds of statement of an engine, and what belongs together.
#[derive(Debug)]
pub struct Vocabulary {
    pub kinds: Vec<Kind>,
    rules: BTreeMap<&'static str, &'static [&'static str]>,
    /// What makes that for which a symbol stands.
    makers: &'static [(&'static str, &'static str)],
    /// What comes after a kind, mostly: without that, little would follow that can be told.
    followers: &'static [(&'static str, &'static [&'static str])],
}

impl Vocabulary {
    /// The families of kinds and rules; the kind that makes what a symbol stands for; the kinds that come after a kind.
    pub fn new(
        kinds: &[&'static [Kind]],
        rules: &[&'static [Rule]],
        makers: &'static [(&'static str, &'static str)],
        followers: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        Self { kinds: kinds.concat(), rules: rules.concat().into_iter().collect(), makers, followers }
    }

    /// The alternatives of a rule.
    pub fn rule(&self, name: &str) -> Option<&'static [&'static str]> {
        self.rules.get(name).copied()
    }

    /// The kinds that come after a kind.
    pub fn followers(&self, kind: &str) -> &'static [&'static str] {
        self.followers.iter().find(|follower| follower.0 == kind).map_or(&[], |follower| follower.1)
    }

    /// The kind of statement that makes that for which a symbol stands.
    pub fn maker(&self, symbol: &str) -> Option<Kind> {
        self.makers.iter().find(|maker| maker.0 == symbol).map(|maker| self.named(maker.1))
    }

    /// The kind of that name.
    pub fn named(&self, name: &str) -> Kind {
        *self.kinds.iter().find(|kind| kind.0 == name).unwrap_or_else(|| panic!("no kind {name}"))
    }

    /// One kind, the common ones more often.
    pub fn any(&self, random: &mut Random) -> Kind {
        let total: usize = self.kinds.iter().map(|kind| kind.1).sum();
        let mut left = random.below(total);
        for kind in &self.kinds {
            if left < kind.1 {
                return *kind;
            }
            left -= kind.1;
        }
        unreachable!("the weights are summed")
    }

    /// Every maker and follower is a kind.
    pub fn check(&self) {
        for (symbol, _) in self.makers {
            assert!(self.maker(symbol).is_some());
        }
        for (kind, followers) in self.followers {
            self.named(kind);
            for follower in *followers {
                self.named(follower);
            }
        }
    }
}
