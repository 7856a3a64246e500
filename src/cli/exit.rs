//! Exit codes.

use std::process::ExitCode;

/// How a command ended. Where several apply, the more severe one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Exit {
    /// Done, and exact.
    Done,
    /// Findings or differences.
    Findings,
    /// Written, but something is opaque or undecided.
    Inexact,
    /// The history stops at a failing migration.
    Stopped,
    /// Wrong usage.
    Usage,
    /// An engine, a file or the environment failed.
    Environment,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(match exit {
            Exit::Done => 0,
            Exit::Findings => 1,
            Exit::Usage => 2,
            Exit::Stopped => 3,
            Exit::Inexact => 4,
            Exit::Environment => 5,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_severe_code_wins_in_the_documented_order() {
        let mut all = [Exit::Done, Exit::Environment, Exit::Findings, Exit::Inexact, Exit::Stopped, Exit::Usage];
        all.sort_unstable_by(|left, right| right.cmp(left));
        assert_eq!(
            all,
            [Exit::Environment, Exit::Usage, Exit::Stopped, Exit::Inexact, Exit::Findings, Exit::Done],
            "5 2 3 4 1 0"
        );
    }
}
