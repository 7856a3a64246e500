//! What a type means, whatever an engine calls it.

use std::fmt;

/// What a type means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meaning {
    /// True or false.
    Boolean,
    /// A whole number.
    Integer {
        /// How many bits it has.
        bits: u8,
        /// It has no negative ones.
        unsigned: bool,
    },
    /// An exact number.
    Decimal {
        /// How many digits it has, and how many of them behind the point; any number where that is not said.
        digits: Option<(u32, i32)>,
    },
    /// A floating point number of so many bits.
    Float(u8),
    /// A text.
    Text {
        /// It holds so many characters at the most; any number where that is not said, or where it is thousands.
        length: Option<u32>,
    },
    /// Bytes.
    Binary {
        /// It holds so many at the most; any number where that is not said, or where it is thousands.
        length: Option<u32>,
    },
    /// A string of so many bits.
    Bits(Option<u32>),
    /// A day.
    Date,
    /// A time of day.
    Time {
        /// It comes with a time zone.
        zone: bool,
    },
    /// A day and a time.
    Timestamp {
        /// It is a moment, the same one everywhere; else what a clock on a wall shows.
        zone: bool,
    },
    /// A span of time.
    Interval,
    /// JSON.
    Json,
    /// A UUID.
    Uuid,
    /// One of these labels.
    Enum(Vec<String>),
    /// Any number of these labels.
    Set(Vec<String>),
    /// Any number of values of a type, in order.
    Array(Box<Meaning>),
    /// Whatever it is given.
    Any,
    /// A type that only its engine has, by its name.
    Other(String),
}

impl Meaning {
    /// A text of any length.
    pub const TEXT: Self = Self::Text { length: None };
    /// Any number of bytes.
    pub const BINARY: Self = Self::Binary { length: None };

    /// A whole number of so many bits that may be negative.
    pub const fn integer(bits: u8) -> Self {
        Self::Integer { bits, unsigned: false }
    }

    /// Whether its values are numbers.
    pub fn is_numeric(&self) -> bool {
        matches!(self, Self::Integer { .. } | Self::Decimal { .. } | Self::Float(_))
    }
}

impl fmt::Display for Meaning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let length = |length: &Option<u32>| length.map_or_else(String::new, |length| format!("({length})"));
        match self {
            Self::Boolean => f.write_str("boolean"),
            Self::Integer { bits, unsigned: false } => write!(f, "integer of {bits} bits"),
            Self::Integer { bits, unsigned: true } => write!(f, "unsigned integer of {bits} bits"),
            Self::Decimal { digits: None } => f.write_str("decimal"),
            Self::Decimal { digits: Some((precision, scale)) } => write!(f, "decimal({precision}, {scale})"),
            Self::Float(bits) => write!(f, "float of {bits} bits"),
            Self::Text { length: most } => write!(f, "text{}", length(most)),
            Self::Binary { length: most } => write!(f, "binary{}", length(most)),
            Self::Bits(count) => write!(f, "bits{}", length(count)),
            Self::Date => f.write_str("date"),
            Self::Time { zone: false } => f.write_str("time"),
            Self::Time { zone: true } => f.write_str("time with time zone"),
            Self::Timestamp { zone: false } => f.write_str("timestamp"),
            Self::Timestamp { zone: true } => f.write_str("timestamp with time zone"),
            Self::Interval => f.write_str("interval"),
            Self::Json => f.write_str("json"),
            Self::Uuid => f.write_str("uuid"),
            Self::Enum(labels) => write!(f, "one of {}", labels.join(", ")),
            Self::Set(labels) => write!(f, "any of {}", labels.join(", ")),
            Self::Array(element) => write!(f, "array of {element}"),
            Self::Any => f.write_str("anything"),
            Self::Other(name) => f.write_str(name),
        }
    }
}
