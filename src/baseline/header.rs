//! The header comment: what the baseline covers, and how exact it is.

use super::DataMode;
use crate::environment::Day;
use std::fmt::Write as _;

/// What the header says. All of it is handed in: the emission knows no files.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Header {
    /// The first migration, as shown to people.
    pub first: String,
    /// The last migration.
    pub last: String,
    /// How many there are.
    pub migrations: usize,
    /// SHA-256 of the inputs, in hexadecimal.
    pub digest: String,
    /// Statements that failed, as the history's own runner would have seen.
    pub failed: usize,
    /// Statements that are not modelled.
    pub opaque: usize,
    /// Statements whose effect is not known.
    pub undecided: usize,
    /// Where the rows are.
    pub data: DataMode,
    /// The day of the run, where the history asks for it.
    pub today: Option<Day>,
}

impl Header {
    /// The comment. Without migrations there is nothing to say.
    pub(crate) fn to_comment(&self) -> String {
        let mut text = String::new();
        if self.migrations == 0 {
            return text;
        }
        let range = match self.migrations {
            1 => format!("1 migration: {}", self.first),
            count => format!("{count} migrations, from {} to {}", self.first, self.last),
        };
        let _ = write!(
            text,
            "-- Baseline by rebaseline. It replaces the history below on a fresh database; do not edit it.\n\
             --\n\
             -- Covers:  {range}\n\
             -- Inputs:  SHA-256 {}\n\
             -- Exact:   {}\n",
            self.digest,
            self.exactness()
        );
        if let Some(today) = self.today {
            let _ = writeln!(text, "-- Day:     {today}, for which the history asks");
        }
        text.push_str(match self.data {
            DataMode::Keep => "",
            DataMode::Drop => "-- Data:    left out\n",
            DataMode::Separate => "-- Data:    in data.sql, which is run after this\n",
        });
        text
    }

    /// The comment of a script of rows.
    pub(crate) fn to_data_comment(&self) -> String {
        match self.migrations {
            0 => String::new(),
            _ => format!(
                "-- Data by rebaseline: run this after baseline.sql; do not edit it.\n--\n-- Inputs:  SHA-256 {}\n",
                self.digest
            ),
        }
    }

    fn exactness(&self) -> String {
        let mut notes = Vec::new();
        if self.opaque > 0 {
            notes.push(format!("{} kept as written because not modelled", statements(self.opaque)));
        }
        if self.undecided > 0 {
            notes.push(format!("{} whose effect is not known", statements(self.undecided)));
        }
        if self.failed > 0 {
            notes.push(format!("{} of the history fail, and have no effect here", self.failed));
        }
        match (self.opaque + self.undecided, notes.is_empty()) {
            (0, true) => "yes, every statement of the history is accounted for".into(),
            (0, false) => format!("yes; {}", notes.join("; ")),
            _ => format!("no: {}", notes.join("; ")),
        }
    }
}

fn statements(count: usize) -> String {
    if count == 1 { "1 statement".into() } else { format!("{count} statements") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubts_are_said_first() {
        let header = Header { migrations: 2, opaque: 1, failed: 3, ..Header::default() };
        assert_eq!(
            header.exactness(),
            "no: 1 statement kept as written because not modelled; 3 of the history fail, and have no effect here"
        );
        assert_eq!(Header::default().to_comment(), "");
    }
}
