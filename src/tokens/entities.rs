//! Character references: text as written goes in, the characters it stands for come out.
//!
//! The rules are the HTML standard's (13.2.5.72 to 13.2.5.80), which differ between text and
//! attribute values: `?a=1&copy=2` in a link is an address, not a copyright sign. Callers must join
//! what was split at chunk borders first, since `&a` and `mp;` mean nothing apart.
//!
//! The names are in [`table`].

mod table;

use super::charset::WINDOWS_1252_UPPER;

/// Appends `raw`, as written between tags, with its character references decoded.
///
/// ```
/// let mut text = String::new();
/// bodycopy::tokens::entities::decode_text("caf&eacute &#x2013; Q&A", &mut text);
/// assert_eq!(text, "café – Q&A");
/// ```
pub fn decode_text(raw: &str, out: &mut String) {
    decode(raw, Place::Text, out);
}

/// Appends `raw`, as written between an attribute's quotes, with its character references decoded.
///
/// ```
/// let mut value = String::new();
/// bodycopy::tokens::entities::decode_attribute("/?a=1&copy=2&amp;b=3", &mut value);
/// assert_eq!(value, "/?a=1&copy=2&b=3");
/// ```
pub fn decode_attribute(raw: &str, out: &mut String) {
    decode(raw, Place::Attribute, out);
}

/// Where a reference stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    Attribute,
}

fn decode(raw: &str, place: Place, out: &mut String) {
    let bytes = raw.as_bytes();
    let mut copied = 0;
    for ampersand in memchr::memchr_iter(b'&', bytes) {
        // Neither names nor numbers contain an ampersand, so no reference reaches beyond the next one.
        let after = &bytes[ampersand + 1..];
        let reference = match after.first() {
            Some(b'#') => numeric(after),
            // By far the most frequent.
            Some(b'a') if after.starts_with(b"amp;") => Some((Characters::One('&'), 4)),
            Some(letter) if letter.is_ascii_alphanumeric() => named(after, place),
            _ => None,
        };
        if let Some((characters, length)) = reference {
            out.push_str(&raw[copied..ampersand]);
            match characters {
                Characters::One(character) => out.push(character),
                Characters::Named(characters) => out.push_str(characters),
            }
            copied = ampersand + 1 + length;
        }
    }
    out.push_str(&raw[copied..]);
}

/// What a reference stands for.
enum Characters {
    One(char),
    Named(&'static str),
}

/// A numeric reference; `after` begins with its `#`. Gives also its length after the ampersand.
fn numeric(after: &[u8]) -> Option<(Characters, usize)> {
    let (radix, start) = if matches!(after.get(1), Some(b'x' | b'X')) { (16, 2) } else { (10, 1) };
    let mut code = 0_u32;
    let mut end = start;
    while let Some(digit) = after.get(end).and_then(|&byte| (byte as char).to_digit(radix)) {
        code = code.saturating_mul(radix).saturating_add(digit);
        end += 1;
    }
    if end == start {
        return None;
    }
    if after.get(end) == Some(&b';') {
        end += 1;
    }
    let character = match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => WINDOWS_1252_UPPER[code as usize - 0x80],
        // Surrogates and numbers beyond Unicode are not characters.
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some((Characters::One(character), end))
}

/// A named reference; `after` begins with its name. Gives also its length after the ampersand.
fn named(after: &[u8], place: Place) -> Option<(Characters, usize)> {
    let run = after.iter().take(table::LONGEST + 1).take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if after.get(run) == Some(&b';')
        && let Some(entry) = table::find(&after[..run])
    {
        return Some((Characters::Named(entry.characters), run + 1));
    }
    // "Consume the maximum number of characters possible": the longest bare name that the run begins with.
    let (length, entry) = (2..=run.min(table::LONGEST_BARE))
        .rev()
        .filter_map(|length| table::find(&after[..length]).map(|entry| (length, entry)))
        .find(|(_, entry)| entry.is_bare)?;
    let is_parameter = place == Place::Attribute
        && after.get(length).is_some_and(|&next| next == b'=' || next.is_ascii_alphanumeric());
    (!is_parameter).then_some((Characters::Named(entry.characters), length))
}
