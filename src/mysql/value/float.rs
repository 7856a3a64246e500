//! How the server prints doubles and floats.

/// The shortest digits that give the value back, in the server's form: `0.1`, `100000`, `1e20`, `1.5e-10`.
pub fn format_double(value: f64) -> String {
    from_scientific(&format!("{value:e}"))
}

/// A float has six digits.
pub fn format_float(value: f32) -> String {
    let exact = format!("{:.5e}", f64::from(value));
    let (mantissa, exponent) = exact.split_once('e').unwrap_or((&exact, "0"));
    let mantissa = if mantissa.contains('.') { mantissa.trim_end_matches('0').trim_end_matches('.') } else { mantissa };
    from_scientific(&format!("{mantissa}e{exponent}"))
}

/// Digits are written out where 15 of them before the point, or 14 zeros behind it, are enough; and where some stand on both sides.
fn from_scientific(text: &str) -> String {
    let (mantissa, exponent) = text.split_once('e').unwrap_or((text, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = mantissa.strip_prefix('-').map_or(("", mantissa), |rest| ("-", rest));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    if digits == "0" {
        return format!("{sign}0");
    }
    let count = i32::try_from(digits.len()).unwrap_or(i32::MAX);
    let point = exponent + 1;
    if point < -14 || (point > 15 && count <= point) {
        let fraction = if count > 1 { format!(".{}", &digits[1..]) } else { String::new() };
        return format!("{sign}{}{fraction}e{exponent}", &digits[..1]);
    }
    if exponent < 0 {
        let zeros = "0".repeat(usize::try_from(-exponent - 1).unwrap_or(0));
        return format!("{sign}0.{zeros}{digits}");
    }
    let before = usize::try_from(exponent + 1).unwrap_or(0);
    if digits.len() <= before {
        return format!("{sign}{digits}{}", "0".repeat(before - digits.len()));
    }
    format!("{sign}{}.{}", &digits[..before], &digits[before..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_print_as_the_server_prints_them() {
        let pairs = [
            (0.1, "0.1"),
            (1e5, "100000"),
            (1e15, "1e15"),
            (1e14, "100000000000000"),
            (1.5e-10, "0.00000000015"),
            (1e20, "1e20"),
            (1e-16, "1e-16"),
            (1e16 / 3.0, "3333333333333333.5"),
        ];
        for (value, text) in pairs {
            assert_eq!(format_double(value), text);
        }
        assert_eq!(format_float(1.1), "1.1");
        assert_eq!(format_float(1_234_567.0), "1234570");
    }
}
