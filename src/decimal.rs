//! Decimal numbers as text goes in; doubles come out.
//!
//! The standard library's reader is exact for any number of digits; its tables are a tenth of all that a browser loads.
//! Pages and articles write pixel counts, densities and scores, which are read here exactly too: up to fifteen digits
//! and a power of ten that a double holds (Clinger 1990). What is longer may be a last bit off.

/// The largest power of ten that a double holds exactly.
const EXACT_POWER: i32 = 22;
/// Powers beyond this make any number infinite or nothing.
const MOST_POWER: i32 = 400;

/// The number that all of `text` is: digits with an optional sign, fraction and exponent. None for anything else.
pub(crate) fn parse(text: &str) -> Option<f64> {
    let (digits, sign) = match text.as_bytes() {
        [b'-', rest @ ..] => (rest, -1.0),
        [b'+', rest @ ..] => (rest, 1.0),
        rest => (rest, 1.0),
    };
    let (mut whole, mut power, mut is_fraction, mut has_digit) = (0_u64, 0_i32, false, false);
    let mut at = 0;
    while let Some(&byte) = digits.get(at) {
        match byte {
            b'0'..=b'9' => {
                has_digit = true;
                match whole.checked_mul(10).and_then(|whole| whole.checked_add(u64::from(byte - b'0'))) {
                    // A digit that no double could show.
                    None => power = (power + i32::from(!is_fraction)).min(MOST_POWER),
                    Some(longer) => {
                        whole = longer;
                        power -= i32::from(is_fraction);
                    }
                }
            }
            b'.' if !is_fraction => is_fraction = true,
            _ => break,
        }
        at += 1;
    }
    if !has_digit {
        return None;
    }
    match digits.get(at..)? {
        [] => {}
        [b'e' | b'E', exponent @ ..] => power = power.checked_add(self::exponent(exponent)?)?,
        _ => return None,
    }
    Some(sign * scaled(whole as f64, power.clamp(-MOST_POWER, MOST_POWER)))
}

/// The number without a last bit that nobody asks for.
pub(crate) fn parse_f32(text: &str) -> Option<f32> {
    parse(text).map(|number| number as f32)
}

fn exponent(digits: &[u8]) -> Option<i32> {
    let (digits, sign) = match digits {
        [b'-', rest @ ..] => (rest, -1),
        [b'+', rest @ ..] => (rest, 1),
        rest => (rest, 1),
    };
    if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let value = digits.iter().fold(0, |value: i32, digit| (value * 10 + i32::from(digit - b'0')).min(2 * MOST_POWER));
    Some(sign * value)
}

fn scaled(mut number: f64, mut power: i32) -> f64 {
    while power != 0 && number != 0.0 {
        let step = power.abs().min(EXACT_POWER);
        let factor = (0..step).fold(1.0, |factor: f64, _| factor * 10.0);
        if power > 0 {
            number *= factor;
            power -= step;
        } else {
            number /= factor;
            power += step;
        }
    }
    number
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_standard_library_reads_them() {
        for text in [
            "0",
            "-0",
            "1",
            "+1",
            "1.5",
            "0.1",
            ".5",
            "5.",
            "0.30000000000000004",
            "123456789012345",
            "1e3",
            "1.25E-3",
            "1e22",
            "1e-22",
            "9007199254740993",
            "4294967295",
            "1e400",
            "1e-400",
            "0.000123",
        ] {
            assert_eq!(parse(text), text.parse().ok(), "{text}");
        }
        for score in 0..=10_000_u16 {
            let text = format!("{}", f32::from(score) / 10_000.0);
            assert_eq!(parse_f32(&text), text.parse().ok(), "{text}");
        }
    }

    #[test]
    fn what_is_no_number_is_none() {
        for text in ["", "-", ".", "e5", "1e", "1e+", "1x", " 1", "1 ", "1.2.3", "--1", "inf", "NaN", "0x10", "1e1.5"] {
            assert_eq!(parse(text), None, "{text}");
        }
        assert!(parse(&"9".repeat(100_000)).is_some_and(f64::is_infinite));
        assert!(parse(&format!("0.{}1", "0".repeat(100_000))).is_some_and(|number| number.abs() < 1e-300));
    }
}
