//! Exact decimal numbers, with the server's rules for the digits after the point.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};

/// `mantissa × 10^-scale`. Zeros at the end of the fraction are kept, as `numeric` keeps them, and do not count in comparisons.
#[derive(Debug, Clone, Copy)]
pub(super) struct Number {
    mantissa: i128,
    scale: u32,
}

/// More digits after the point than this are left to the server.
const MAX_SCALE: u32 = 36;

/// Digits that a quotient has at least, and the base in which the server counts them.
const MIN_SIGNIFICANT_DIGITS: i32 = 16;
const DIGITS_PER_PLACE: i32 = 4;
const PLACE: i128 = 10_000;

impl Number {
    fn new(mantissa: i128, scale: u32) -> Option<Self> {
        (scale <= MAX_SCALE).then_some(Self { mantissa, scale })
    }

    /// Reads `-12.50e3`; `None` where it is not a number or has too many digits.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (digits, exponent) = match text.find(['e', 'E']) {
            Some(at) => (&text[..at], text[at + 1..].parse::<i32>().ok()?),
            None => (text, 0),
        };
        let (sign, digits) = match digits.as_bytes().first()? {
            b'-' => (-1, &digits[1..]),
            b'+' => (1, &digits[1..]),
            _ => (1, digits),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        if whole.len() + fraction.len() == 0 || !whole.bytes().chain(fraction.bytes()).all(|b| b.is_ascii_digit()) {
            return None;
        }
        let mut mantissa: i128 = 0;
        for digit in whole.bytes().chain(fraction.bytes()) {
            mantissa = mantissa.checked_mul(10)?.checked_add(i128::from(digit - b'0'))?;
        }
        let scale = i32::try_from(fraction.len()).ok()?.checked_sub(exponent)?;
        Self::scaled(sign * mantissa, scale)
    }

    /// From a scale that may be negative.
    fn scaled(mantissa: i128, scale: i32) -> Option<Self> {
        match u32::try_from(scale) {
            Ok(scale) => Self::new(mantissa, scale),
            Err(_) => Self::new(mantissa.checked_mul(power(scale.unsigned_abs())?)?, 0),
        }
    }

    /// An integer.
    pub(super) const fn integer(value: i64) -> Self {
        Self { mantissa: value as i128, scale: 0 }
    }

    /// The same value without zeros at the end of the fraction.
    pub(super) fn trimmed(mut self) -> Self {
        while self.scale > 0 && self.mantissa % 10 == 0 {
            self.mantissa /= 10;
            self.scale -= 1;
        }
        self
    }

    /// As an integer, where it is one.
    pub(super) fn to_integer(self) -> Option<i128> {
        let trimmed = self.trimmed();
        (trimmed.scale == 0).then_some(trimmed.mantissa)
    }

    /// As an integer of eight bytes, where it is one.
    pub(super) fn to_i64(self) -> Option<i64> {
        self.to_integer().and_then(|integer| i64::try_from(integer).ok())
    }

    /// As the nearest float.
    pub(super) fn to_float(self) -> Option<f64> {
        self.to_string().parse().ok()
    }

    /// How many digits stand after the point.
    pub(super) fn scale(self) -> u32 {
        self.scale
    }

    /// -1, 0 or 1.
    pub(super) fn signum(self) -> i64 {
        match self.mantissa.cmp(&0) {
            Ordering::Less => -1,
            Ordering::Equal => 0,
            Ordering::Greater => 1,
        }
    }

    /// With that many digits after the point: rounded half away from zero, or with zeros added. A negative scale rounds whole digits.
    pub(super) fn round(self, scale: i32) -> Option<Self> {
        let surplus = i32::try_from(self.scale).ok()?.checked_sub(scale)?;
        if surplus <= 0 {
            let factor = power(surplus.unsigned_abs())?;
            return Self::new(self.mantissa.checked_mul(factor)?, u32::try_from(scale).ok()?);
        }
        let Some(factor) = power(surplus.unsigned_abs()) else { return Self::new(0, 0) };
        Self::scaled(divided(self.mantissa, factor)?, scale)
    }

    /// Without the digits after that many places, towards zero.
    pub(super) fn truncate(self, scale: i32) -> Option<Self> {
        let surplus = i32::try_from(self.scale).ok()?.checked_sub(scale)?;
        if surplus <= 0 {
            return self.round(scale);
        }
        let Some(factor) = power(surplus.unsigned_abs()) else { return Self::new(0, 0) };
        Self::scaled(self.mantissa / factor, scale)
    }

    /// The greatest integer that is not above it.
    pub(super) fn floor(self) -> Option<Self> {
        Self::new(self.mantissa.div_euclid(power(self.scale)?), 0)
    }

    /// The least integer that is not below it.
    pub(super) fn ceil(self) -> Option<Self> {
        self.negate().floor().map(Self::negate)
    }

    /// Its absolute value is below `10^digits`.
    pub(super) fn fits(self, digits: i32) -> bool {
        let places = i64::from(digits) + i64::from(self.scale);
        match u32::try_from(places).ok().and_then(power) {
            Some(limit) => self.mantissa.abs() < limit,
            None => places > 0 || self.mantissa == 0,
        }
    }

    /// Both mantissas at the same scale.
    fn aligned(self, other: Self) -> Option<(i128, i128, u32)> {
        let scale = self.scale.max(other.scale);
        let left = self.mantissa.checked_mul(power(scale - self.scale)?)?;
        let right = other.mantissa.checked_mul(power(scale - other.scale)?)?;
        Some((left, right, scale))
    }

    /// Their order; `None` where the digits do not fit.
    pub(super) fn compare(self, other: Self) -> Option<Ordering> {
        let (left, right, _) = self.aligned(other)?;
        Some(left.cmp(&right))
    }

    /// The sum.
    pub(super) fn add(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        Self::new(left.checked_add(right)?, scale)
    }

    /// The product.
    pub(super) fn multiply(self, other: Self) -> Option<Self> {
        Self::new(self.mantissa.checked_mul(other.mantissa)?, self.scale + other.scale)
    }

    /// The quotient, with the digits that `numeric` gives it; `None` for a division by zero too.
    pub(super) fn divide(self, other: Self) -> Option<Self> {
        let scale = self.quotient_scale(other)?;
        let shift = i32::try_from(scale).ok()? + i32::try_from(other.scale).ok()? - i32::try_from(self.scale).ok()?;
        let factor = power(shift.unsigned_abs())?;
        let (above, below) = if shift >= 0 {
            (self.mantissa.checked_mul(factor)?, other.mantissa)
        } else {
            (self.mantissa, other.mantissa.checked_mul(factor)?)
        };
        (below != 0).then_some(())?;
        Self::new(divided(above, below)?, scale)
    }

    /// The quotient without its fraction.
    pub(super) fn divide_whole(self, other: Self) -> Option<Self> {
        let (left, right, _) = self.aligned(other)?;
        Self::new(left.checked_div(right)?, 0)
    }

    /// What a division leaves, with the sign of the dividend.
    pub(super) fn remainder(self, other: Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other)?;
        Self::new(left.checked_rem(right)?, scale)
    }

    /// `select_div_scale` of the server.
    fn quotient_scale(self, other: Self) -> Option<u32> {
        let ((weight, first), (other_weight, other_first)) = (self.leading()?, other.leading()?);
        let quotient_weight = weight - other_weight - i32::from(first <= other_first);
        let wanted = MIN_SIGNIFICANT_DIGITS - quotient_weight * DIGITS_PER_PLACE;
        u32::try_from(wanted.max(i32::try_from(self.scale.max(other.scale)).ok()?).clamp(0, 1000)).ok()
    }

    /// The highest place in base 10000 that is not zero: its weight and its digit.
    fn leading(self) -> Option<(i32, i128)> {
        let places = i32::try_from(self.scale.div_ceil(4)).ok()?;
        let mut rest = self.mantissa.unsigned_abs();
        rest = rest.checked_mul(10_u128.checked_pow(self.scale.div_ceil(4) * 4 - self.scale)?)?;
        let mut weight = -places;
        while rest >= PLACE.unsigned_abs() {
            rest /= PLACE.unsigned_abs();
            weight += 1;
        }
        let first = i128::try_from(rest).ok()?;
        Some(if first == 0 { (0, 0) } else { (weight, first) })
    }

    /// The same number with the other sign.
    pub(super) fn negate(self) -> Self {
        // The lowest i128 has more digits than any literal that parses.
        Self { mantissa: self.mantissa.saturating_neg(), scale: self.scale }
    }

    /// Without its sign.
    pub(super) fn absolute(self) -> Self {
        if self.mantissa < 0 { self.negate() } else { self }
    }
}

fn power(exponent: u32) -> Option<i128> {
    10_i128.checked_pow(exponent)
}

/// Rounded half away from zero.
fn divided(above: i128, below: i128) -> Option<i128> {
    let (quotient, remainder) = (above.checked_div(below)?, above.checked_rem(below)?);
    let rounds = remainder.unsigned_abs() >= below.unsigned_abs() - remainder.unsigned_abs();
    let away = if (above < 0) == (below < 0) { 1 } else { -1 };
    Some(if rounds { quotient + away } else { quotient })
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self::integer(value)
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        let (one, other) = (self.trimmed(), other.trimmed());
        (one.mantissa, one.scale) == (other.mantissa, other.scale)
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let trimmed = self.trimmed();
        (trimmed.mantissa, trimmed.scale).hash(state);
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.scale == 0 {
            return write!(f, "{}", self.mantissa);
        }
        let scale = self.scale as usize;
        let digits = format!("{:0width$}", self.mantissa.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        write!(f, "{}{whole}.{fraction}", if self.mantissa < 0 { "-" } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Number {
        Number::parse(text).expect("a number")
    }

    #[test]
    fn spellings_of_one_number_are_equal() {
        assert_eq!(number("1.50"), number("15e-1"));
        assert_eq!(number("-0"), number("0.00"));
        assert_eq!(number("+1e3"), number("1000"));
        assert_eq!(Number::parse("1.2.3"), None);
        assert_eq!(Number::parse("."), None);
        assert_eq!(Number::parse("-"), None);
    }

    #[test]
    fn rounding_is_half_away_from_zero() {
        assert_eq!(number("2.5").round(0), Some(number("3")));
        assert_eq!(number("-2.5").round(0), Some(number("-3")));
        assert_eq!(number("1.245").round(2), Some(number("1.25")));
        assert_eq!(number("1250").round(-2), Some(number("1300")));
    }

    #[test]
    fn order_and_arithmetic_are_exact() {
        assert_eq!(number("0.1").add(number("0.2")), Some(number("0.3")));
        assert_eq!(number("-1.05").to_string(), "-1.05");
        assert_eq!(number("2").compare(number("10")), Some(Ordering::Less));
        assert_eq!(number("1.5").multiply(number("-2")), Some(number("-3")));
        assert!(number("999.99").fits(3));
        assert!(!number("1000").fits(3));
    }

    #[test]
    fn a_quotient_has_the_digits_that_the_server_gives_it() {
        let quotient = |one: &str, other: &str| number(one).divide(number(other)).map(|number| number.to_string());
        assert_eq!(quotient("1", "3").as_deref(), Some("0.33333333333333333333"));
        assert_eq!(quotient("10", "4").as_deref(), Some("2.5000000000000000"));
        assert_eq!(quotient("100000", "3").as_deref(), Some("33333.333333333333"));
        assert_eq!(quotient("-2", "3.00").as_deref(), Some("-0.66666666666666666667"));
        assert_eq!(quotient("1", "0"), None);
    }
}
