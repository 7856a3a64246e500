//! What a run covered.

use crate::quota::{self, OF_A_CODE, OF_A_KIND};
use crate::trial::Trial;
use crate::vocabulary::Vocabulary;
use rebaseline::run::Outcome;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// Counts of statements.
#[derive(Debug)]
pub struct Statistics {
    vocabulary: &'static Vocabulary,
    /// The codes that the model predicts.
    predicted: BTreeSet<String>,
    histories: usize,
    compared: usize,
    failed: usize,
    kinds: BTreeMap<&'static str, (usize, usize)>,
    codes: BTreeMap<&'static str, usize>,
    unpredicted: BTreeMap<String, usize>,
}

impl Statistics {
    /// Nothing is counted yet.
    pub fn new(vocabulary: &'static Vocabulary, predicted: BTreeSet<String>) -> Self {
        Self {
            vocabulary,
            predicted,
            histories: 0,
            compared: 0,
            failed: 0,
            kinds: BTreeMap::new(),
            codes: BTreeMap::new(),
            unpredicted: BTreeMap::new(),
        }
    }

    /// Counts a history.
    pub fn add(&mut self, trial: &Trial) {
        self.histories += 1;
        self.compared += trial.outcomes.len();
        for (kind, outcome) in &trial.outcomes {
            let (all, failed) = self.kinds.entry(kind).or_default();
            *all += 1;
            if let Outcome::Failed(failure) = outcome {
                *failed += 1;
                self.failed += 1;
                *self.codes.entry(failure.code).or_default() += 1;
            }
        }
        for unpredicted in &trial.unpredicted {
            let reason = format!("{}: {}", unpredicted.kind, unpredicted.outcome);
            *self.unpredicted.entry(reason.chars().take(110).collect()).or_default() += 1;
        }
    }

    /// How many statements were held against the server.
    pub fn compared(&self) -> usize {
        self.compared
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unpredicted: usize = self.unpredicted.values().sum();
        let percent = |part: usize, of: usize| part * 100 / of.max(1);
        writeln!(f, "{} statements in {} histories", self.compared, self.histories)?;
        writeln!(f, "refused by the server: {} ({} %)", self.failed, percent(self.failed, self.compared))?;
        let all = unpredicted + self.compared;
        writeln!(f, "left out, since nothing is predicted: {unpredicted} ({} %)", percent(unpredicted, all))?;
        writeln!(f, "\nby kind, and how many of them were refused:")?;
        for (kind, ..) in &self.vocabulary.kinds {
            let (count, failed) = self.kinds.get(kind).copied().unwrap_or_default();
            writeln!(f, "  {count:6} {failed:6}  {kind}")?;
        }
        writeln!(f, "\nby code:")?;
        for (code, count) in &self.codes {
            writeln!(f, "  {count:6}  {code}")?;
        }
        writeln!(f, "\nleft out, the commonest:")?;
        let mut reasons: Vec<_> = self.unpredicted.iter().collect();
        reasons.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for (reason, count) in reasons.iter().take(40) {
            writeln!(f, "  {count:6}  {reason}")?;
        }
        self.missed(f)
    }
}

impl Statistics {
    fn missed(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let is_missed = |count, quota| quota::is_missed(count, self.compared, quota);
        writeln!(f, "\nbelow their quota, which is {OF_A_KIND} of a kind and {OF_A_CODE} of a code in 100,000:")?;
        for (kind, ..) in &self.vocabulary.kinds {
            let count = self.kinds.get(kind).map_or(0, |(count, _)| *count);
            if is_missed(count, OF_A_KIND) {
                writeln!(f, "  {count:6}  {kind}")?;
            }
        }
        for code in &self.predicted {
            let count = self.codes.get(code.as_str()).copied().unwrap_or_default();
            if is_missed(count, OF_A_CODE) {
                writeln!(f, "  {count:6}  {code}")?;
            }
        }
        Ok(())
    }
}
