//! `LIKE` and `REGEXP`.

use super::not_known;
use crate::mysql::session::data::collation::Collation;
use crate::mysql::session::data::functions::regexp_matches;
use crate::mysql::value::Value;
use crate::run::Refusal;

/// A piece of a pattern of `LIKE`.
#[derive(Debug, Clone, PartialEq)]
enum Piece {
    /// `%`.
    Any,
    /// `_`.
    One,
    /// A character, by its weights.
    Weighs(Vec<u8>),
}

/// `x [NOT] LIKE pattern`.
pub(super) fn like(
    value: &Value,
    pattern: &Value,
    escape: Option<char>,
    collation: &Collation,
    negated: bool,
) -> Value {
    if value.is_null() || pattern.is_null() {
        return Value::Null;
    }
    if let Some(unknown) = [value, pattern].into_iter().find(|value| !value.is_known()) {
        return not_known(unknown);
    }
    let (Some(text), Some(pattern)) = (value.to_text(), pattern.to_text()) else {
        return Value::unknown("LIKE on bytes that are no characters");
    };
    match matches(&text, &pattern, escape, collation) {
        Some(matches) => Value::truth(matches != negated),
        None => Value::unknown(format!("how {} compares these characters", collation.name)),
    }
}

fn matches(text: &str, pattern: &str, escape: Option<char>, collation: &Collation) -> Option<bool> {
    let weights = |character: char| {
        if collation.is_binary() { Some(character.to_string().into_bytes()) } else { collation.weights(character) }
    };
    let text = text.chars().map(weights).collect::<Option<Vec<_>>>()?;
    let mut pieces = Vec::new();
    let mut characters = pattern.chars();
    while let Some(character) = characters.next() {
        pieces.push(match character {
            escaped if Some(escaped) == escape => Piece::Weighs(weights(characters.next().unwrap_or(escaped))?),
            '%' => Piece::Any,
            '_' => Piece::One,
            other => Piece::Weighs(weights(other)?),
        });
    }
    Some(walk(&text, &pieces))
}

/// Goes back to the last `%` where something does not fit.
fn walk(text: &[Vec<u8>], pieces: &[Piece]) -> bool {
    let (mut at, mut piece) = (0, 0);
    let mut retry: Option<(usize, usize)> = None;
    while at < text.len() {
        let fits = match pieces.get(piece) {
            Some(Piece::Any) => {
                retry = Some((at, piece));
                piece += 1;
                continue;
            }
            Some(Piece::One) => true,
            Some(Piece::Weighs(weights)) => *weights == text[at],
            None => false,
        };
        if fits {
            (at, piece) = (at + 1, piece + 1);
        } else if let Some((from, any)) = retry {
            retry = Some((from + 1, any));
            (at, piece) = (from + 1, any + 1);
        } else {
            return false;
        }
    }
    pieces[piece.min(pieces.len())..].iter().all(|piece| *piece == Piece::Any)
}

/// `x [NOT] REGEXP pattern`.
pub(super) fn regexp(value: &Value, pattern: &Value, collation: &Collation, negated: bool) -> Result<Value, Refusal> {
    if value.is_null() || pattern.is_null() {
        return Ok(Value::Null);
    }
    if let Some(unknown) = [value, pattern].into_iter().find(|value| !value.is_known()) {
        return Ok(not_known(unknown));
    }
    let (Some(text), Some(pattern)) = (value.to_text(), pattern.to_text()) else {
        return Ok(Value::unknown("REGEXP on bytes that are no characters"));
    };
    Ok(match regexp_matches(&text, &pattern, !collation.is_exact())? {
        Some(matches) => Value::truth(matches != negated),
        None => Value::unknown("a regular expression with what is not modelled"),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_as_on_the_server() {
        let general = Collation::named("utf8mb4_general_ci");
        let like = |text: &str, pattern: &str| matches(text, pattern, Some('\\'), &general);
        assert_eq!(like("David!", "d%!"), Some(true));
        assert_eq!(like("David_", "David\\_"), Some(true));
        assert_eq!(like("David!", "David\\_"), Some(false));
        assert_eq!(like("aXbXc", "a%b%c"), Some(true));
        assert_eq!(like("", "%"), Some(true));
        assert_eq!(like("abc", "_b_"), Some(true));
        assert_eq!(like("abc", "ab"), Some(false));
    }
}
