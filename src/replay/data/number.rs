//! Exact decimal numbers: what comparing, rounding and adding constants needs, and no more.

use std::cmp::Ordering;
use std::fmt;

/// `mantissa × 10^-scale`, without trailing zeros in the fraction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Number {
    mantissa: i128,
    scale: u32,
}

/// More digits than this are left to the server.
const MAX_SCALE: u32 = 30;

impl Number {
    fn new(mantissa: i128, scale: u32) -> Self {
        let mut number = Self { mantissa, scale };
        while number.scale > 0 && number.mantissa % 10 == 0 {
            number.mantissa /= 10;
            number.scale -= 1;
        }
        number
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
        if let Ok(scale) = u32::try_from(scale) {
            let number = Self::new(mantissa, scale);
            return (number.scale <= MAX_SCALE).then_some(number);
        }
        let factor = 10_i128.checked_pow(scale.unsigned_abs())?;
        Some(Self::new(mantissa.checked_mul(factor)?, 0))
    }

    /// An integer.
    pub(super) fn integer(value: i64) -> Self {
        Self::new(i128::from(value), 0)
    }

    /// As an integer, where it is one.
    pub(super) fn to_integer(self) -> Option<i128> {
        (self.scale == 0).then_some(self.mantissa)
    }

    /// Rounded to that many digits after the point, half away from zero as `numeric` does.
    pub(super) fn round(self, scale: i32) -> Option<Self> {
        let surplus = i32::try_from(self.scale).ok()?.checked_sub(scale)?;
        if surplus <= 0 {
            return Some(self);
        }
        let factor = 10_i128.checked_pow(surplus.unsigned_abs())?;
        let half = factor / 2;
        let nudged = self.mantissa.checked_add(if self.mantissa < 0 { -half } else { half })?;
        Self::scaled(nudged / factor, scale)
    }

    /// Its absolute value is below `10^digits`.
    pub(super) fn fits(self, digits: i32) -> bool {
        let power = i64::from(digits) + i64::from(self.scale);
        match u32::try_from(power).ok().and_then(|power| 10_i128.checked_pow(power)) {
            Some(limit) => self.mantissa.abs() < limit,
            None => power > 0 || self.mantissa == 0,
        }
    }

    /// Both mantissas at the same scale.
    fn aligned(self, other: Self) -> Option<(i128, i128, u32)> {
        let scale = self.scale.max(other.scale);
        let left = self.mantissa.checked_mul(10_i128.checked_pow(scale - self.scale)?)?;
        let right = other.mantissa.checked_mul(10_i128.checked_pow(scale - other.scale)?)?;
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
        Some(Self::new(left.checked_add(right)?, scale))
    }

    /// The product.
    pub(super) fn multiply(self, other: Self) -> Option<Self> {
        let scale = self.scale + other.scale;
        let number = Self::new(self.mantissa.checked_mul(other.mantissa)?, scale);
        (number.scale <= MAX_SCALE).then_some(number)
    }

    /// The same number with the other sign.
    pub(super) fn negate(self) -> Self {
        // The lowest i128 has more digits than any literal that parses.
        Self { mantissa: self.mantissa.saturating_neg(), scale: self.scale }
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
}
