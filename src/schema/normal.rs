//! Texts in a form in which two that are the same mostly look the same.

use super::token::{Token, TokenKind, tokens};
use crate::dialect::Dialect;

/// A text without what makes no difference to its engine: comments, blanks, upper and lower case outside quotes, quotes that a name does not
/// need.
pub fn spelled(text: &str, dialect: Dialect) -> String {
    join(tokens(text, dialect).iter().map(|token| word(token, dialect)))
}

/// The same without what makes no difference between engines either: casts behind `::`, `<>` for `!=`, `==` for `=`, `true` for `1`, upper
/// and lower case in the names, and parentheses around it all.
pub fn meant(text: &str, dialect: Dialect) -> String {
    let tokens = without_casts(tokens(text, dialect));
    let words: Vec<String> = tokens.iter().map(|token| common(token, dialect)).collect();
    join(within_parentheses(&words).iter().cloned())
}

fn join(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(" ")
}

fn word(token: &Token<'_>, dialect: Dialect) -> String {
    match token.kind {
        TokenKind::Word | TokenKind::Number => token.text.to_lowercase(),
        TokenKind::Text => format!("'{}'", token.value().replace('\'', "''")),
        TokenKind::Quoted => {
            let name = token.value();
            // PostgreSQL tells `"A"` from `a`; the others do not.
            let name = if dialect == Dialect::Postgres { name } else { name.to_lowercase() };
            let is_plain = |c: char| c.is_lowercase() || c.is_ascii_digit() || c == '_';
            if name.chars().all(is_plain) { name } else { format!("\"{}\"", name.replace('"', "\"\"")) }
        }
        TokenKind::Sign => token.text.to_owned(),
    }
}

fn common(token: &Token<'_>, dialect: Dialect) -> String {
    match token.kind {
        TokenKind::Quoted => token.value().to_lowercase(),
        TokenKind::Word if token.is_word("true") => "1".to_owned(),
        TokenKind::Word if token.is_word("false") => "0".to_owned(),
        TokenKind::Sign if token.text == "<>" => "!=".to_owned(),
        TokenKind::Sign if token.text == "==" => "=".to_owned(),
        _ => word(token, dialect),
    }
}

/// `x::type(1)[]` is `x` here.
fn without_casts(tokens: Vec<Token<'_>>) -> Vec<Token<'_>> {
    let mut kept = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        if !token.is_sign("::") {
            kept.push(token);
            continue;
        }
        rest.next();
        while rest.next_if(is_part_of_type).is_some() {}
        if rest.next_if(|token| token.is_sign("(")).is_some() {
            while rest.next_if(|token| !token.is_sign(")")).is_some() {}
            rest.next();
        }
        while rest.next_if(|token| is_part_of_type(token) || token.is_sign("[") || token.is_sign("]")).is_some() {}
    }
    kept
}

/// What can follow the first word of a type's name.
fn is_part_of_type(token: &Token<'_>) -> bool {
    ["varying", "precision", "with", "without", "time", "zone"].iter().any(|word| token.is_word(word))
}

/// What is left when parentheses around all of it are taken off.
fn within_parentheses(words: &[String]) -> &[String] {
    let mut words = words;
    while let [open, inner @ .., close] = words {
        if open != "(" || close != ")" || !is_balanced(inner) {
            break;
        }
        words = inner;
    }
    words
}

fn is_balanced(words: &[String]) -> bool {
    let mut depth = 0_i64;
    for word in words {
        depth += i64::from(word == "(") - i64::from(word == ")");
        if depth < 0 {
            return false;
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_comments_and_cases_are_no_difference() {
        let dialect = Dialect::Postgres;
        assert_eq!(spelled("A  > 'B' -- c", dialect), spelled("a>'B'", dialect));
        assert_ne!(spelled("\"A\" > 1", dialect), spelled("a > 1", dialect));
        assert_eq!(spelled("\"A\" > 1", Dialect::Sqlite), spelled("[a] > 1", Dialect::Sqlite));
    }

    #[test]
    fn engines_say_the_same_in_many_ways() {
        let postgres = |text| meant(text, Dialect::Postgres);
        let sqlite = |text| meant(text, Dialect::Sqlite);
        assert_eq!(postgres("(\"Kind\" <> 'a'::character varying(3))"), sqlite("kind != 'a'"));
        assert_eq!(postgres("deleted = false AND (x)::int[] IS NULL"), sqlite("deleted = 0 and (x) is null"));
        assert_ne!(postgres("(a) or (b)"), postgres("a) or (b"));
    }
}
