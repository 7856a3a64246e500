//! Makes a history that shows a difference as small as it can be.

use crate::broken::tokens;
use crate::history::RandomHistory;
use crate::run::Engine;

/// How often the server may be asked.
const PROBES: usize = 120;

/// The smallest history found that still `shows` the difference.
pub fn shrink<E: Engine>(history: RandomHistory, mut shows: impl FnMut(&RandomHistory) -> bool) -> RandomHistory {
    let mut left = PROBES;
    let mut smallest = history;
    let mut keeps = |candidate: &RandomHistory| {
        left = left.saturating_sub(1);
        left > 0 && candidate.statements().next().is_some() && shows(candidate)
    };
    remove_statements(&mut smallest, &mut keeps);
    remove_words::<E>(&mut smallest, &mut keeps);
    smallest
}

/// Removes runs of statements, long ones first.
fn remove_statements(smallest: &mut RandomHistory, keeps: &mut impl FnMut(&RandomHistory) -> bool) {
    let mut run = smallest.statements().count().div_ceil(2);
    while run > 0 {
        let mut at = 0;
        let mut removed = false;
        while at < smallest.statements().count() {
            let candidate = without(smallest, at, run);
            if keeps(&candidate) {
                *smallest = candidate;
                removed = true;
            } else {
                at += run;
            }
        }
        run = if removed && run == 1 { 1 } else { run / 2 };
    }
}

fn without(history: &RandomHistory, at: usize, count: usize) -> RandomHistory {
    let mut index = 0;
    let mut files = history.files.clone();
    for file in &mut files {
        file.retain(|_| {
            index += 1;
            !(at + 1..=at + count).contains(&index)
        });
    }
    files.retain(|file| !file.is_empty());
    RandomHistory { files }
}

/// Removes runs of tokens from each statement.
fn remove_words<E: Engine>(smallest: &mut RandomHistory, keeps: &mut impl FnMut(&RandomHistory) -> bool) {
    for file in 0..smallest.files.len() {
        for statement in 0..smallest.files[file].len() {
            let mut words = tokens(&smallest.files[file][statement].text);
            let mut run = words.len() / 2;
            while run > 0 {
                let mut at = 0;
                while at + run <= words.len() {
                    let mut fewer = words.clone();
                    fewer.drain(at..at + run);
                    let mut candidate = smallest.clone();
                    candidate.files[file][statement].text = fewer.concat();
                    if E::is_one(&fewer.concat()) && keeps(&candidate) {
                        (words, *smallest) = (fewer, candidate);
                    } else {
                        at += run;
                    }
                }
                run /= 2;
            }
        }
    }
}
