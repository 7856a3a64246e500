//! What stands above an object: the author's remark, and where the object is from.

use super::printer::Printer;
use super::sql::{WIDTH, comment_lines};
use crate::catalog::Object;
use crate::source::Origin;

impl Printer<'_> {
    /// What stands above the statements of an object: the author's remark, and where it is from.
    pub(super) fn preamble(&self, object: &Object) -> String {
        remark_of(object) + &self.history_of(object).unwrap_or_default()
    }

    fn history_of(&self, object: &Object) -> Option<String> {
        let provenance = self.options.provenance?;
        let made = provenance(object.created?);
        let mut changed: Vec<String> = object.touched.iter().copied().map(provenance).collect();
        changed.dedup();
        Some(origin_comment(&made, &changed))
    }

    /// Where a statement stands in the history, as a comment line; nothing without provenance.
    pub(super) fn place(&self, origin: Origin) -> String {
        self.options.provenance.map_or_else(String::new, |provenance| format!("-- from {}\n", provenance(origin)))
    }
}

/// `-- from place, changed by place, …`, on as many lines as it takes.
pub(crate) fn origin_comment(made: &str, changed: &[String]) -> String {
    let mut text = String::new();
    let mut line = format!("-- from {made}");
    for (index, place) in changed.iter().enumerate() {
        let word = if index == 0 { format!("changed by {place}") } else { place.clone() };
        line.push(',');
        if line.len() + word.len() >= WIDTH {
            text.push_str(&line);
            text.push('\n');
            line = format!("--     {word}");
        } else {
            line.push(' ');
            line.push_str(&word);
        }
    }
    text + &line + "\n"
}

/// The author's remark above what made an object, as comment lines.
pub(super) fn remark_of(object: &Object) -> String {
    object.remark.as_ref().map_or_else(String::new, |remark| comment_lines(remark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_histories_are_origin_comment() {
        assert_eq!(origin_comment("1.sql:2", &[]), "-- from 1.sql:2\n");
        assert_eq!(origin_comment("1.sql:2", &["3.sql:4".into()]), "-- from 1.sql:2, changed by 3.sql:4\n");
        let places: Vec<String> = (1..30).map(|number| format!("{number}.sql:1")).collect();
        let text = origin_comment("1.sql:2", &places);
        assert!(text.lines().count() > 2 && text.lines().all(|line| line.starts_with("-- ") && line.len() <= WIDTH));
    }
}
