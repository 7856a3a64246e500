//! The engine's own text search configurations, dictionaries and templates.

/// The kinds of token of the default parser, in its order.
pub const TOKENS: [&str; 23] = [
    "asciiword",
    "word",
    "numword",
    "email",
    "url",
    "host",
    "sfloat",
    "version",
    "hword_numpart",
    "hword_part",
    "hword_asciipart",
    "blank",
    "tag",
    "protocol",
    "numhword",
    "asciihword",
    "hword",
    "url_path",
    "file",
    "float",
    "int",
    "uint",
    "entity",
];

/// The languages that have a stemmer.
const LANGUAGES: [&str; 28] = [
    "arabic",
    "armenian",
    "basque",
    "catalan",
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "greek",
    "hindi",
    "hungarian",
    "indonesian",
    "irish",
    "italian",
    "lithuanian",
    "nepali",
    "norwegian",
    "portuguese",
    "romanian",
    "russian",
    "serbian",
    "spanish",
    "swedish",
    "tamil",
    "turkish",
    "yiddish",
];

/// The languages whose list of stop words comes with the server.
pub const STOP_WORDS: [&str; 15] = [
    "danish",
    "dutch",
    "english",
    "finnish",
    "french",
    "german",
    "hungarian",
    "italian",
    "nepali",
    "norwegian",
    "portuguese",
    "russian",
    "spanish",
    "swedish",
    "turkish",
];

/// Whether the engine has a configuration of that name.
pub fn is_configuration(name: &str) -> bool {
    name == "simple" || is_language(name)
}

/// Whether there is a stemmer for a language.
pub fn is_language(name: &str) -> bool {
    LANGUAGES.contains(&name)
}

/// Whether the engine has a dictionary of that name.
pub fn is_dictionary(name: &str) -> bool {
    name == "simple" || name.strip_suffix("_stem").is_some_and(is_language)
}

/// Whether the engine has a template of that name.
pub fn is_template(name: &str) -> bool {
    matches!(name, "simple" | "synonym" | "ispell" | "thesaurus" | "snowball")
}

/// The dictionary that a configuration of the engine has for a kind of token.
pub fn dictionary(configuration: &str, token: &str) -> Option<String> {
    let language = match token {
        "blank" | "tag" | "protocol" | "entity" => return None,
        // Words in Latin letters among others are taken for English.
        "asciiword" | "hword_asciipart" | "asciihword" if matches!(configuration, "russian" | "hindi") => "english",
        "asciiword" | "hword_asciipart" | "asciihword" | "word" | "hword" | "hword_part" => configuration,
        _ => "simple",
    };
    Some(if language == "simple" { language.into() } else { format!("{language}_stem") })
}
