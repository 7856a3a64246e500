//! Where an object is from, as a comment above it.

use crate::source::Origin;

/// Names the place of a statement for people: `003_users.sql:12`.
pub type Provenance<'a> = &'a dyn Fn(Origin) -> String;

/// A line of a script is not longer than this, where it can be helped.
const WIDTH: usize = 100;

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
