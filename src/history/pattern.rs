//! File name patterns: `*` for any characters, `?` for one.

/// Whether `pattern` stands for all of `text`. Linear apart from the last `*`, which is tried again further on.
pub(super) fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut p, mut t) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('*') => {
                star = Some((p + 1, t));
                p += 1;
            }
            Some(c) if *c == '?' || *c == text[t] => {
                p += 1;
                t += 1;
            }
            _ => match star {
                Some((after, from)) => {
                    star = Some((after, from + 1));
                    (p, t) = (after, from + 1);
                }
                None => return false,
            },
        }
    }
    pattern[p..].iter().all(|c| *c == '*')
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_and_question_marks() {
        assert!(matches("*.sql", "001_a.sql") && matches("001*", "001_a.sql") && matches("*", ""));
        assert!(matches("00?_a.sql", "001_a.sql") && !matches("00?_a.sql", "0011_a.sql"));
        assert!(matches("*a*b*", "xxaxxbxx") && !matches("*a*b", "xxaxxbxx"));
        assert!(!matches("001_a.sql", "001_a.sq") && !matches("001_a.sq", "001_a.sql"));
        assert!(matches("a/*", "a/b/c.sql"));
    }
}
