//! What the declared types of columns mean.
//!
//! SQLite takes any word for a type, and stores almost anything under it. What the author meant is what the word means elsewhere.

use crate::schema::Meaning;

/// What a declared type means; nothing declared means anything.
pub(super) fn meaning(declared: &str) -> Meaning {
    let lower = declared.to_ascii_lowercase();
    let (name, arguments) = lower.split_once('(').map_or((lower.as_str(), ""), |(name, rest)| (name, rest));
    let numbers: Vec<u32> = arguments.split([',', ')']).filter_map(|argument| argument.trim().parse().ok()).collect();
    let length = numbers.first().copied();
    let name = name.trim();
    match name {
        "" | "any" => Meaning::Any,
        "bool" | "boolean" => Meaning::Boolean,
        "tinyint" if length == Some(1) => Meaning::Boolean,
        "numeric" | "decimal" | "dec" | "number" => Meaning::Decimal { digits: digits(&numbers) },
        "date" => Meaning::Date,
        "time" => Meaning::Time { zone: false },
        "timestamptz" | "timestamp with time zone" => Meaning::Timestamp { zone: true },
        "json" | "jsonb" => Meaning::Json,
        "uuid" | "guid" => Meaning::Uuid,
        "bytea" | "binary" | "varbinary" => Meaning::Binary { length },
        "interval" => Meaning::Interval,
        _ if name.starts_with("datetime") || name.starts_with("timestamp") => Meaning::Timestamp { zone: false },
        _ => by_affinity(name, length),
    }
}

fn digits(numbers: &[u32]) -> Option<(u32, i32)> {
    let precision = *numbers.first()?;
    let scale = numbers.get(1).copied().unwrap_or_default();
    Some((precision, i32::try_from(scale).unwrap_or_default()))
}

/// SQLite's own rules, <https://www.sqlite.org/datatype3.html#determination_of_column_affinity>, in their order.
fn by_affinity(name: &str, length: Option<u32>) -> Meaning {
    let has = |words: &[&str]| words.iter().any(|word| name.contains(word));
    match () {
        () if has(&["int"]) || name.contains("serial") => Meaning::integer(64),
        () if has(&["char", "clob", "text"]) => Meaning::Text { length },
        () if has(&["blob"]) => Meaning::Binary { length },
        () if has(&["real", "floa", "doub"]) => Meaning::Float(64),
        () => Meaning::Other(name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_mean_what_they_mean_elsewhere() {
        let words = [
            "",
            "INTEGER",
            "bigint unsigned",
            "VARCHAR(40)",
            "character varying(255)",
            "TEXT",
            "DATETIME",
            "timestamp(6)",
            "BOOLEAN",
            "tinyint(1)",
            "DECIMAL(10, 2)",
            "DOUBLE PRECISION",
            "BLOB",
            "jsonb",
            "uuid",
            "money",
        ];
        let meanings = words.map(|word| meaning(word).to_string());
        let expected = [
            "anything",
            "integer of 64 bits",
            "integer of 64 bits",
            "text(40)",
            "text(255)",
            "text",
            "timestamp",
            "timestamp",
            "boolean",
            "boolean",
            "decimal(10, 2)",
            "float of 64 bits",
            "binary",
            "json",
            "uuid",
            "money",
        ];
        assert_eq!(meanings, expected);
    }
}
