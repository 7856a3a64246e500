//! Breaks sensible statements, as people do: a word too few or too many, two in the wrong order, one name for another.

use crate::random::Random;

/// The statement with one thing wrong.
pub fn broken(random: &mut Random, statement: &str) -> String {
    let mut tokens = tokens(statement);
    let words: Vec<usize> = (0..tokens.len()).filter(|at| !tokens[*at].trim().is_empty()).collect();
    let (Some(at), Some(other)) = (random.one(&words).copied(), random.one(&words).copied()) else {
        return statement.to_owned();
    };
    match random.below(5) {
        0 => drop(tokens.remove(at)),
        1 => tokens.insert(at, format!("{} ", tokens[at])),
        2 => tokens.swap(at, other),
        3 => {
            let name = tokens[other].clone();
            tokens[at] = name;
        }
        _ => tokens[at] = misspelt(random, &tokens[at]),
    }
    tokens.concat()
}

fn misspelt(random: &mut Random, token: &str) -> String {
    let characters: Vec<char> = token.chars().collect();
    let at = random.below(characters.len());
    // A quote that is left open swallows the statements after it.
    if token.contains(['\'', '"', '`', '$', '\\']) || characters.len() < 2 {
        return format!("{token} x");
    }
    characters.iter().enumerate().filter(|(index, _)| *index != at).map(|(_, character)| character).collect()
}

/// Words, numbers, quoted texts, single characters, and the spaces between.
pub fn tokens(statement: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = statement;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' | '`' => quoted(rest, first),
            '$' if rest.starts_with("$$") => rest[2..].find("$$").map_or(rest.len(), |end| end + 4),
            _ if is_word(first) => rest.find(|c| !is_word(c)).unwrap_or(rest.len()),
            _ => first.len_utf8(),
        };
        tokens.push(rest[..length].to_owned());
        rest = &rest[length..];
    }
    tokens
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

fn quoted(text: &str, quote: char) -> usize {
    text[1..].find(quote).map_or(text.len(), |end| end + 2)
}
