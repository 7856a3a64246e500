//! What is taken for the same between dialects.
//!
//! A dialect that lacks a meaning carries it in another type: that is data ([`CARRIERS`]), and `docs/diff.md` shows it. The rest of this file compares
//! what is left of two types of the same meaning: lengths, bits, time zones.

use crate::dialect::Dialect;
use crate::schema::{DefaultMeaning, DefaultValue, Meaning};

/// The kinds of meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the same names as those of the meanings")]
pub enum Kind {
    Boolean,
    Integer,
    Decimal,
    Float,
    Text,
    Binary,
    Bits,
    Date,
    Time,
    Timestamp,
    Interval,
    Json,
    Uuid,
    Enum,
    Set,
    Array,
    Any,
    Other,
}

impl Kind {
    /// The kind of a meaning.
    pub fn of(meaning: &Meaning) -> Self {
        match meaning {
            Meaning::Boolean => Self::Boolean,
            Meaning::Integer { .. } => Self::Integer,
            Meaning::Decimal { .. } => Self::Decimal,
            Meaning::Float(_) => Self::Float,
            Meaning::Text { .. } => Self::Text,
            Meaning::Binary { .. } => Self::Binary,
            Meaning::Bits(_) => Self::Bits,
            Meaning::Date => Self::Date,
            Meaning::Time { .. } => Self::Time,
            Meaning::Timestamp { .. } => Self::Timestamp,
            Meaning::Interval => Self::Interval,
            Meaning::Json => Self::Json,
            Meaning::Uuid => Self::Uuid,
            Meaning::Enum(_) => Self::Enum,
            Meaning::Set(_) => Self::Set,
            Meaning::Array(_) => Self::Array,
            Meaning::Any => Self::Any,
            Meaning::Other(_) => Self::Other,
        }
    }

    /// In words, as `docs/diff.md` has it.
    pub fn name(self) -> String {
        format!("{self:?}").to_lowercase()
    }
}

/// A meaning of another dialect, the dialect that lacks it, and the kinds of type that carry it there. What is said of MySQL holds for MariaDB.
pub const CARRIERS: [(Kind, Dialect, &[Kind]); 19] = [
    (Kind::Boolean, Dialect::MySql, &[Kind::Bits]),
    (Kind::Boolean, Dialect::Sqlite, &[Kind::Integer, Kind::Decimal, Kind::Any]),
    (Kind::Integer, Dialect::MySql, &[Kind::Boolean]),
    (Kind::Integer, Dialect::Sqlite, &[Kind::Boolean, Kind::Decimal, Kind::Any]),
    (Kind::Decimal, Dialect::Sqlite, &[Kind::Integer, Kind::Float, Kind::Any]),
    (Kind::Float, Dialect::Sqlite, &[Kind::Decimal, Kind::Any]),
    (Kind::Text, Dialect::Sqlite, &[Kind::Json, Kind::Uuid, Kind::Any]),
    (Kind::Binary, Dialect::Sqlite, &[Kind::Json, Kind::Uuid, Kind::Any]),
    (Kind::Date, Dialect::Sqlite, &[Kind::Text, Kind::Timestamp, Kind::Any]),
    (Kind::Time, Dialect::Sqlite, &[Kind::Text, Kind::Any]),
    (Kind::Timestamp, Dialect::Sqlite, &[Kind::Text, Kind::Any]),
    (Kind::Json, Dialect::MySql, &[Kind::Text]),
    (Kind::Json, Dialect::Sqlite, &[Kind::Text, Kind::Binary, Kind::Any]),
    (Kind::Uuid, Dialect::MySql, &[Kind::Text, Kind::Binary]),
    (Kind::Uuid, Dialect::Sqlite, &[Kind::Text, Kind::Binary, Kind::Any]),
    (Kind::Array, Dialect::MySql, &[Kind::Json, Kind::Text]),
    (Kind::Array, Dialect::Sqlite, &[Kind::Json, Kind::Text, Kind::Any]),
    (Kind::Interval, Dialect::Sqlite, &[Kind::Text, Kind::Any]),
    (Kind::Bits, Dialect::Sqlite, &[Kind::Text, Kind::Binary, Kind::Any]),
];

/// Whether two types mean the same.
pub fn is_same_type(left: (&Meaning, Dialect), right: (&Meaning, Dialect)) -> bool {
    let loose = [left.1, right.1].contains(&Dialect::Sqlite);
    is_same_meaning(left, right, loose) || carries(left, right) || carries(right, left)
}

fn carries((meaning, of): (&Meaning, Dialect), (carrier, dialect): (&Meaning, Dialect)) -> bool {
    let row = |(kind, lacking, by): &(Kind, Dialect, &[Kind])| {
        *kind == Kind::of(meaning) && lacking.is_akin(dialect) && by.contains(&Kind::of(carrier))
    };
    !of.is_akin(dialect) && CARRIERS.iter().any(row) && fits(meaning, carrier)
}

/// A UUID takes 36 characters, 32 without hyphens, or 16 bytes; a flag is one bit.
fn fits(meaning: &Meaning, carrier: &Meaning) -> bool {
    match (meaning, carrier) {
        (Meaning::Uuid, Meaning::Text { length: Some(length) }) => matches!(length, 32..=38),
        (Meaning::Uuid, Meaning::Binary { length: Some(length) }) => *length == 16,
        (Meaning::Boolean, Meaning::Bits(bits)) => bits.is_none_or(|bits| bits == 1),
        (Meaning::Json | Meaning::Array(_), Meaning::Text { length: Some(_) }) => false,
        _ => true,
    }
}

/// What SQLite does not hold anybody to (bits, lengths, zones) is not compared with it: `loose`.
fn is_same_meaning((left, of_left): (&Meaning, Dialect), (right, of_right): (&Meaning, Dialect), loose: bool) -> bool {
    let among = |dialect: Dialect| of_left.is_akin(dialect) || of_right.is_akin(dialect);
    match (left, right) {
        (Meaning::Integer { .. }, Meaning::Integer { .. })
        | (Meaning::Decimal { .. }, Meaning::Decimal { .. })
        | (Meaning::Float(_), Meaning::Float(_))
        | (Meaning::Text { .. }, Meaning::Text { .. })
        | (Meaning::Binary { .. }, Meaning::Binary { .. })
        | (Meaning::Time { .. }, Meaning::Time { .. })
        | (Meaning::Timestamp { .. }, Meaning::Timestamp { .. })
            if loose =>
        {
            true
        }
        // PostgreSQL has no integers of 8 and 24 bits, and no binary of a length.
        (Meaning::Integer { bits, unsigned: false }, Meaning::Integer { bits: others, unsigned: false })
            if among(Dialect::Postgres) =>
        {
            bits == others || matches!((bits.min(others), bits.max(others)), (8, 16) | (24, 32))
        }
        (Meaning::Binary { .. }, Meaning::Binary { .. }) if among(Dialect::Postgres) => true,
        (Meaning::Enum(labels), Meaning::Enum(others)) => is_same_set(labels, others),
        (Meaning::Array(left), Meaning::Array(right)) => is_same_type((left, of_left), (right, of_right)),
        _ => left == right,
    }
}

/// Whether two lists hold the same labels.
pub(super) fn is_same_set(labels: &[String], others: &[String]) -> bool {
    let sorted = |labels: &[String]| {
        let mut labels = labels.to_vec();
        labels.sort_unstable();
        labels
    };
    sorted(labels) == sorted(others)
}

/// Whether two defaults mean the same; `None` where that cannot be told.
pub fn is_same_default(left: Option<&DefaultValue>, right: Option<&DefaultValue>) -> Option<bool> {
    use DefaultMeaning::{AutoIncrement, Boolean, Expression, Number, RowNumber};
    let (left, right) = match (left, right) {
        (None, None) => return Some(true),
        // SQLite gives its row numbers whether asked to or not.
        (Some(one), None) | (None, Some(one)) => return Some(one.meaning == RowNumber),
        (Some(left), Some(right)) => (&left.meaning, &right.meaning),
    };
    match (left, right) {
        (RowNumber, AutoIncrement) | (AutoIncrement, RowNumber) => Some(true),
        (Boolean(flag), Number(number)) | (Number(number), Boolean(flag)) => {
            Some(number == if *flag { "1" } else { "0" })
        }
        (Expression(left), Expression(right)) => (left == right).then_some(true),
        _ => Some(left == right),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const POSTGRES: Dialect = Dialect::Postgres;
    const MYSQL: Dialect = Dialect::MySql;
    const SQLITE: Dialect = Dialect::Sqlite;

    fn text(length: u32) -> Meaning {
        Meaning::Text { length: Some(length) }
    }

    #[test]
    fn carriers_carry() {
        let zone = Meaning::Timestamp { zone: true };
        let bytes = Meaning::Binary { length: Some(16) };
        let list = Meaning::Array(Box::new(Meaning::TEXT));
        let same = [
            ((&Meaning::Uuid, POSTGRES), (&text(36), MYSQL)),
            ((&Meaning::Uuid, POSTGRES), (&bytes, MYSQL)),
            ((&Meaning::Uuid, POSTGRES), (&Meaning::TEXT, SQLITE)),
            ((&Meaning::Json, POSTGRES), (&Meaning::TEXT, MYSQL)),
            ((&Meaning::Boolean, POSTGRES), (&Meaning::integer(64), SQLITE)),
            ((&Meaning::integer(16), POSTGRES), (&Meaning::integer(8), MYSQL)),
            ((&Meaning::BINARY, POSTGRES), (&bytes, MYSQL)),
            ((&zone, POSTGRES), (&Meaning::TEXT, SQLITE)),
            ((&list, POSTGRES), (&Meaning::Json, MYSQL)),
            ((&text(40), POSTGRES), (&Meaning::TEXT, SQLITE)),
        ];
        for (left, right) in same {
            assert!(is_same_type(left, right) && is_same_type(right, left), "{left:?} {right:?}");
        }
    }

    #[test]
    fn what_is_enforced_on_both_sides_counts() {
        let wall = Meaning::Timestamp { zone: false };
        let different = [
            ((&Meaning::Uuid, POSTGRES), (&text(20), MYSQL)),
            ((&Meaning::integer(32), POSTGRES), (&Meaning::integer(64), MYSQL)),
            ((&Meaning::TEXT, POSTGRES), (&text(255), MYSQL)),
            ((&Meaning::Timestamp { zone: true }, POSTGRES), (&wall, MYSQL)),
            ((&wall, POSTGRES), (&Meaning::integer(64), SQLITE)),
            ((&Meaning::Boolean, POSTGRES), (&Meaning::TEXT, SQLITE)),
            // Within a family nothing needs a carrier.
            ((&Meaning::Uuid, Dialect::MariaDb), (&text(36), MYSQL)),
        ];
        for (left, right) in different {
            assert!(!is_same_type(left, right) && !is_same_type(right, left), "{left:?} {right:?}");
        }
    }

    #[test]
    fn defaults_are_compared_by_what_they_give() {
        let default = |text: &str, meaning: &Meaning| DefaultValue::new(text, POSTGRES, meaning);
        let same =
            |left: Option<DefaultValue>, right: Option<DefaultValue>| is_same_default(left.as_ref(), right.as_ref());
        let number = Meaning::integer(64);
        assert_eq!(same(default("false", &Meaning::Boolean), default("0", &number)), Some(true));
        assert_eq!(same(default("false", &Meaning::Boolean), default("1", &number)), Some(false));
        assert_eq!(same(default("a()", &number), default("b()", &number)), None);
        assert_eq!(same(default("a()", &number), None), Some(false));
        let row = DefaultValue { text: String::new(), meaning: DefaultMeaning::RowNumber };
        assert_eq!(same(Some(row.clone()), None), Some(true));
        assert_eq!(same(Some(DefaultValue::auto_increment("")), Some(row)), Some(true));
        assert_eq!(same(Some(DefaultValue::auto_increment("")), None), Some(false));
    }

    #[test]
    fn the_manual_shows_the_table() {
        let manual = include_str!("../../docs/diff.md");
        for (kind, dialect, by) in CARRIERS {
            let by: Vec<String> = by.iter().map(|kind| kind.name()).collect();
            let line = format!("| {} | {} | {} |", kind.name(), dialect.engine(), by.join(", "));
            assert!(manual.contains(&line), "docs/diff.md lacks the line\n{line}");
        }
    }
}
