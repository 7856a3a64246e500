//! Texts in a form in which two that are the same mostly look the same.

use super::token::{Token, TokenKind, tokens};
use crate::dialect::Dialect;

/// A text without what makes no difference to its engine: comments, blanks, upper and lower case outside quotes, quotes that a name does not
/// need.
pub fn spelled(text: &str, dialect: Dialect) -> String {
    join(tokens(text, dialect).iter().map(|token| word(token, dialect)))
}

/// The same without what makes no difference between engines either: casts behind `::`, `<>` for `!=`, `==` for `=`, `true` for `1`, upper
/// and lower case in the names, the name of the function that counts characters, and parentheses around all of it or around the operands of
/// `AND` and `OR` that need none.
pub fn meant(text: &str, dialect: Dialect) -> String {
    let tokens = without_casts(tokens(text, dialect));
    let mut words: Vec<String> = tokens.iter().map(|token| common(token, dialect)).collect();
    for at in 1..words.len() {
        if words[at] == "(" && counts_characters(&words[at - 1], dialect) {
            "char_length".clone_into(&mut words[at - 1]);
        }
    }
    join(without_parentheses(&words).into_iter())
}

/// MySQL's `length` counts bytes.
fn counts_characters(function: &str, dialect: Dialect) -> bool {
    let is_mysql = matches!(dialect, Dialect::MariaDb | Dialect::MySql);
    function == "character_length" || function == "length" && !is_mysql
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

/// What is left when the parentheses are taken off that make no difference.
fn without_parentheses(words: &[String]) -> Vec<String> {
    let mut open: Vec<usize> = Vec::new();
    let mut dropped = vec![false; words.len()];
    for (at, word) in words.iter().enumerate() {
        match word.as_str() {
            "(" => open.push(at),
            ")" => {
                if let Some(start) = open.pop().filter(|start| is_needless(words, *start, at)) {
                    dropped[start] = true;
                    dropped[at] = true;
                }
            }
            _ => {}
        }
    }
    words.iter().zip(dropped).filter(|(_, dropped)| !dropped).map(|(word, _)| word.clone()).collect()
}

/// Parentheses around the whole text or around an operand of `AND` and `OR` say nothing, unless there is a list, a query, or another `AND`
/// or `OR` in them.
fn is_needless(words: &[String], start: usize, end: usize) -> bool {
    let before = start.checked_sub(1).map(|at| words[at].as_str());
    let after = words.get(end + 1).map(String::as_str);
    let inner = &words[start + 1..end];
    let is_whole = matches!((before, after), (None, None))
        || before == Some("(") && after == Some(")") && start.checked_sub(2).is_none_or(|at| words[at] == "(");
    let is_operand =
        matches!(before, None | Some("(" | "and" | "or")) && matches!(after, None | Some(")" | "and" | "or"));
    let has = |outer: &[&str]| outer_words(inner).any(|word| outer.contains(&word));
    let is_list = inner.is_empty() || has(&["select", "values", "with", ","]);
    !is_list && (is_whole || is_operand && !has(&["and", "or"]))
}

/// The words that are not in further parentheses.
fn outer_words(words: &[String]) -> impl Iterator<Item = &str> {
    let mut depth = 0_i64;
    words.iter().map(String::as_str).filter(move |word| {
        depth += i64::from(*word == "(") - i64::from(*word == ")");
        depth == 0
    })
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
        assert_eq!(postgres("(a = 1) or ((b = 2))"), sqlite("a = 1 or b = 2"));
        assert_ne!(postgres("a = 1 and (b = 2 or c = 3)"), postgres("a = 1 and b = 2 or c = 3"));
        assert_eq!(postgres("f((a))"), "f ( a )");
        assert_eq!(postgres("a in (1)"), "a in ( 1 )");
        assert_eq!(postgres("char_length(a) > 0"), sqlite("length(a) > 0"));
        assert_ne!(postgres("length(a) > 0"), meant("length(a) > 0", Dialect::MySql));
    }
}
