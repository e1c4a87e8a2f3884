//! Decimal numbers as text goes in and doubles come out, and the other way round.
//!
//! The standard library's reader and writer are exact for any number of digits; their tables and code are a tenth of all
//! that a browser loads.
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

/// Appends a whole number.
pub(crate) fn push_integer(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    let mut digits = [0_u8; 20];
    let mut at = digits.len();
    let mut rest = number.unsigned_abs();
    while at > 0 {
        at -= 1;
        digits[at] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[at..].iter().map(|&digit| digit as char));
}

/// The largest power of ten that a double holds exactly.
const MOST_DECIMALS: usize = 22;
/// Doubles count by ones up to here.
const LARGEST_WHOLE: f64 = (1_u64 << 53) as f64;

/// The shortest decimal that reads as the same `f32`: scores and pixel densities, which have few digits. What is below
/// 10⁻¹³ is 0; what is no number has no form in JSON.
pub(crate) fn push(out: &mut String, number: f32) {
    if !number.is_finite() {
        return out.push_str("null");
    }
    let exact = f64::from(number.abs());
    if number < 0.0 {
        out.push('-');
    }
    let mut power = 1.0;
    for decimals in 0..=MOST_DECIMALS {
        let scaled = (exact * power).round();
        if scaled > LARGEST_WHOLE {
            break;
        }
        if (scaled / power) as f32 == number.abs() {
            return push_decimal(out, scaled as i64, decimals);
        }
        power *= 10.0;
    }
    // Larger than any density that means something.
    push_integer(out, exact as i64);
}

fn push_decimal(out: &mut String, digits: i64, decimals: usize) {
    let start = out.len();
    push_integer(out, digits);
    if decimals == 0 {
        return;
    }
    for _ in out.len() - start..=decimals {
        out.insert(start, '0');
    }
    out.insert(out.len() - decimals, '.');
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
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

    #[test]
    fn numbers_are_read_back_as_the_same_and_as_short_as_can_be() {
        let mut number = 0.000_1_f32;
        let several = [0.0, 1.0, 0.5, 0.1, 1.5, 2.0, -0.75, 1e-7, 1e-10, 12_345.678, 16_777_216.0, 3.4e9];
        let many = std::iter::from_fn(|| {
            number *= 1.000_37;
            (number < 20.0).then_some(number)
        });
        for number in several.into_iter().chain(many) {
            let mut out = String::new();
            push(&mut out, number);
            assert_eq!(out, number.to_string());
        }
        for number in [u32::MAX.to_string(), i32::MIN.to_string(), "0".to_owned(), "10".to_owned()] {
            let mut out = String::new();
            push_integer(&mut out, number.parse().unwrap());
            assert_eq!(out, number);
        }
    }
}
