//! Exact decimals.

use num_bigint::{BigInt, Sign};
use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

/// The most digits behind the point.
pub const MAX_SCALE: u32 = 38;
/// The most digits.
pub const MAX_DIGITS: u32 = 65;

/// A decimal: `digits / 10^scale`. The scale is what is printed, so that `1.50` stays `1.50`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decimal {
    digits: BigInt,
    scale: u32,
}

fn power(exponent: u32) -> BigInt {
    BigInt::from(10).pow(exponent)
}

/// Divides and rounds half away from zero.
fn divide_rounding(dividend: &BigInt, divisor: &BigInt) -> BigInt {
    let quotient = dividend / divisor;
    let rest = dividend - &quotient * divisor;
    let twice = rest.magnitude() * 2u32;
    if twice < *divisor.magnitude() {
        return quotient;
    }
    if (dividend.sign() == Sign::Minus) == (divisor.sign() == Sign::Minus) { quotient + 1 } else { quotient - 1 }
}

impl Decimal {
    /// A decimal of digits of which the last `scale` stand behind the point.
    pub fn new(digits: impl Into<BigInt>, scale: u32) -> Self {
        Self { digits: digits.into(), scale }
    }

    /// Digits behind the point.
    pub fn scale(&self) -> u32 {
        self.scale
    }

    /// Digits before the point, a lone zero not counted.
    pub fn integer_digits(&self) -> u32 {
        let all = self.digits.magnitude().to_string();
        let all = if all == "0" { 0 } else { all.len() };
        u32::try_from(all).unwrap_or(u32::MAX).saturating_sub(self.scale)
    }

    /// It is zero.
    pub fn is_zero(&self) -> bool {
        self.digits.sign() == Sign::NoSign
    }

    /// It is below zero.
    pub fn is_negative(&self) -> bool {
        self.digits.sign() == Sign::Minus
    }

    /// With so many digits behind the point, rounded half away from zero.
    #[must_use]
    pub fn round(&self, scale: u32) -> Self {
        if scale >= self.scale {
            return Self { digits: &self.digits * power(scale - self.scale), scale };
        }
        Self { digits: divide_rounding(&self.digits, &power(self.scale - scale)), scale }
    }

    /// With at most so many digits behind the point, cut off.
    #[must_use]
    pub fn truncate(&self, scale: u32) -> Self {
        if scale >= self.scale {
            return self.round(scale);
        }
        Self { digits: &self.digits / power(self.scale - scale), scale }
    }

    /// Rounded to a power of ten before the point: `-2` is hundreds.
    #[must_use]
    pub fn round_to(&self, places: i64) -> Self {
        if let Ok(scale) = u32::try_from(places) {
            self.round(scale.min(self.scale))
        } else {
            let hundreds = u32::try_from(-places).unwrap_or(u32::MAX).min(MAX_DIGITS + 15);
            let unit = power(hundreds);
            Self::new(divide_rounding(&self.digits, &(power(self.scale) * &unit)) * unit, 0)
        }
    }

    /// Cut off at a power of ten before the point.
    #[must_use]
    pub fn truncate_to(&self, places: i64) -> Self {
        if let Ok(scale) = u32::try_from(places) {
            self.truncate(scale.min(self.scale))
        } else {
            let hundreds = u32::try_from(-places).unwrap_or(u32::MAX).min(MAX_DIGITS + 15);
            let unit = power(hundreds);
            Self::new(&self.digits / (power(self.scale) * &unit) * unit, 0)
        }
    }

    /// The next integer not above (or not below) it.
    #[must_use]
    pub fn floor(&self) -> Self {
        let cut = self.truncate(0);
        if self.is_negative() && cut != *self { Self::new(cut.digits - 1, 0) } else { cut.round(0) }
    }

    /// The next integer not below it.
    #[must_use]
    pub fn ceiling(&self) -> Self {
        self.negate().floor().negate()
    }

    /// `-x`.
    #[must_use]
    pub fn negate(&self) -> Self {
        Self { digits: -&self.digits, scale: self.scale }
    }

    fn aligned(&self, other: &Self) -> (BigInt, BigInt, u32) {
        let scale = self.scale.max(other.scale);
        (self.round(scale).digits, other.round(scale).digits, scale)
    }

    /// `a + b`.
    #[must_use]
    pub fn add(&self, other: &Self) -> Self {
        let (left, right, scale) = self.aligned(other);
        Self { digits: left + right, scale }
    }

    /// `a - b`.
    #[must_use]
    pub fn subtract(&self, other: &Self) -> Self {
        self.add(&other.negate())
    }

    /// `a * b`.
    #[must_use]
    pub fn multiply(&self, other: &Self) -> Self {
        let product = Self { digits: &self.digits * &other.digits, scale: self.scale + other.scale };
        if product.scale > MAX_SCALE { product.round(MAX_SCALE) } else { product }
    }

    /// `a / b` with so many digits behind the point; none for a zero. The server computes whole groups of nine digits and cuts the rest off.
    pub fn divide(&self, other: &Self, scale: u32) -> Option<Self> {
        if other.is_zero() {
            return None;
        }
        let scale = scale.min(MAX_SCALE);
        let shift = power(scale + other.scale);
        Some(Self { digits: divide_rounding(&(&self.digits * shift), &(&other.digits * power(self.scale))), scale })
    }

    /// `a DIV b`; none for a zero.
    pub fn quotient(&self, other: &Self) -> Option<Self> {
        let (left, right, _) = self.aligned(other);
        (!other.is_zero()).then(|| Self::new(left / right, 0))
    }

    /// `a % b`, with the sign of `a`; none for a zero.
    pub fn remainder(&self, other: &Self) -> Option<Self> {
        let (left, right, scale) = self.aligned(other);
        (!other.is_zero()).then(|| Self { digits: left % right, scale })
    }

    /// Rounded to an integer, where it fits into 64 bits.
    pub fn to_i64(&self) -> Option<i64> {
        i64::try_from(&self.round(0).digits).ok()
    }

    /// Rounded to an integer, where it fits into 64 bits.
    pub fn to_u64(&self) -> Option<u64> {
        u64::try_from(&self.round(0).digits).ok()
    }

    /// The nearest double.
    pub fn to_f64(&self) -> f64 {
        self.to_string().parse().unwrap_or(f64::NAN)
    }

    /// The exact decimal of what a double prints; none for what is too large.
    pub fn from_f64(value: f64) -> Option<Self> {
        if !value.is_finite() || value.abs() >= 1e81 {
            return None;
        }
        let digits = format!("{value:e}");
        Self::from_scientific(&digits)
    }

    /// `1.5e-3`; none where the exponent is beyond any decimal.
    pub fn from_scientific(text: &str) -> Option<Self> {
        let (mantissa, exponent) = match text.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, exponent.strip_prefix('+').unwrap_or(exponent).parse().ok()?),
            None => (text, 0i64),
        };
        if exponent.abs() > 500 {
            return None;
        }
        let decimal: Self = mantissa.parse().ok()?;
        let scale = i64::from(decimal.scale) - exponent;
        match u32::try_from(scale) {
            Ok(scale) => {
                let exact = Self { digits: decimal.digits, scale };
                Some(if scale > MAX_SCALE { exact.round(MAX_SCALE) } else { exact })
            }
            Err(_) => Some(Self::new(decimal.digits * power(u32::try_from(-scale).ok()?), 0)),
        }
    }

    /// Bytes that compare as the values do.
    pub fn sort_key(&self) -> Vec<u8> {
        let trimmed = self.round(MAX_SCALE).digits;
        let mut bytes = trimmed.magnitude().to_bytes_be();
        let mut key = vec![u8::try_from(bytes.len()).unwrap_or(u8::MAX)];
        key.append(&mut bytes);
        if self.is_negative() {
            for byte in &mut key {
                *byte = !*byte;
            }
        }
        key.insert(0, u8::from(!self.is_negative()));
        key
    }

    /// The largest decimal of a type.
    pub fn largest(digits: u32, scale: u32) -> Self {
        Self::new(power(digits) - 1, scale)
    }
}

impl PartialOrd for Decimal {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.compare(other))
    }
}

impl Decimal {
    /// Which of two is larger, however they are written.
    pub fn compare(&self, other: &Self) -> Ordering {
        let (left, right, _) = self.aligned(other);
        left.cmp(&right)
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self::new(value, 0)
    }
}

impl From<u64> for Decimal {
    fn from(value: u64) -> Self {
        Self::new(value, 0)
    }
}

impl FromStr for Decimal {
    type Err = ();

    /// Digits with a sign and a point, nothing else.
    fn from_str(text: &str) -> Result<Self, ()> {
        let (integer, fraction) = text.split_once('.').unwrap_or((text, ""));
        if fraction.bytes().any(|byte| !byte.is_ascii_digit()) {
            return Err(());
        }
        let joined = format!("{integer}{fraction}");
        let digits = joined.strip_prefix('+').unwrap_or(&joined);
        let bare = digits.strip_prefix('-').unwrap_or(digits);
        if bare.is_empty() || bare.bytes().any(|byte| !byte.is_ascii_digit()) {
            return Err(());
        }
        Ok(Self { digits: digits.parse().map_err(|_| ())?, scale: u32::try_from(fraction.len()).map_err(|_| ())? })
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = self.digits.magnitude().to_string();
        let sign = if self.is_negative() { "-" } else { "" };
        let scale = self.scale as usize;
        if scale == 0 {
            return write!(f, "{sign}{digits}");
        }
        let padded = format!("{digits:0>width$}", width = scale + 1);
        let (integer, fraction) = padded.split_at(padded.len() - scale);
        write!(f, "{sign}{integer}.{fraction}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().expect("a decimal")
    }

    #[test]
    fn a_decimal_keeps_its_digits() {
        for text in ["0", "-0.05", "1.50", "123456789012345678901234567890.12345"] {
            assert_eq!(decimal(text).to_string(), text);
        }
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        assert_eq!(decimal("2.5").round(0).to_string(), "3");
        assert_eq!(decimal("-2.5").round(0).to_string(), "-3");
        assert_eq!(decimal("2.45").round(1).to_string(), "2.5");
        assert_eq!(decimal("1250").round_to(-2).to_string(), "1300");
        assert_eq!(decimal("-1.5").floor().to_string(), "-2");
        assert_eq!(decimal("-1.5").ceiling().to_string(), "-1");
    }

    #[test]
    fn a_quotient_has_the_scale_that_is_asked_for() {
        assert_eq!(decimal("1").divide(&decimal("3"), 4).expect("not zero").to_string(), "0.3333");
        assert_eq!(decimal("2").divide(&decimal("0.03"), 4).expect("not zero").to_string(), "66.6667");
    }

    #[test]
    fn keys_sort_as_values_do() {
        let sorted = ["-1000", "-3", "-2.5", "-0.1", "0", "0.01", "7", "70.5", "1000"];
        let keys: Vec<_> = sorted.iter().map(|text| decimal(text).sort_key()).collect();
        assert!(keys.windows(2).all(|pair| pair[0] < pair[1]));
    }
}
