//! Short texts such as titles and names: cleaning, and comparing by their words.

use crate::lowercase;
use crate::tokens::entities;
use std::borrow::Cow;

/// White space collapsed and trimmed, entities decoded, markup and invisible characters removed.
///
/// Values in JSON-LD and `content` attributes are often encoded once more than the page needs.
pub fn clean(text: &str) -> String {
    let decoded = decode(text);
    let mut out = String::with_capacity(decoded.len());
    let mut chars = decoded.chars();
    let mut space = false;
    while let Some(c) = chars.next() {
        match c {
            '<' if opens_tag(chars.as_str()) => {
                if let Some(end) = chars.as_str().find('>') {
                    chars = chars.as_str()[end + 1..].chars();
                    space = true;
                } else {
                    out.push(c);
                }
            }
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            c if c.is_whitespace() => space = true,
            c => {
                if std::mem::take(&mut space) && !out.is_empty() {
                    out.push(' ');
                }
                out.push(c);
            }
        }
    }
    out
}

/// Whether what follows a `<` is a tag rather than a sign in a text.
fn opens_tag(rest: &str) -> bool {
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let name = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (1..=10).contains(&name)
        && matches!(rest.as_bytes().get(name), Some(b'>' | b' ' | b'/'))
        && rest.as_bytes()[0].is_ascii_alphabetic()
}

fn decode(text: &str) -> Cow<'_, str> {
    let mut text = Cow::Borrowed(text);
    for _ in 0..2 {
        if !text.contains('&') {
            break;
        }
        let mut decoded = String::with_capacity(text.len());
        entities::decode_text(&text, &mut decoded);
        text = Cow::Owned(decoded);
    }
    text
}

/// The words of a text in lower case, one space between them: equal keys mean equal texts but for signs and case.
pub fn key(text: &str) -> String {
    let mut key = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if c.is_alphanumeric() {
            if std::mem::take(&mut gap) && !key.is_empty() {
                key.push(' ');
            }
            if c.is_ascii() {
                key.push(c.to_ascii_lowercase());
            } else {
                key.extend(lowercase::of(c));
            }
        } else if !matches!(c, '\'' | '’' | '‘' | '\u{ad}' | '\u{200b}') {
            gap = true;
        }
    }
    key
}

/// Whether a key stands in another as whole words.
pub fn holds(long: &str, short: &str) -> bool {
    if short.is_empty() {
        return false;
    }
    long.match_indices(short).any(|(at, _)| {
        let (before, after) = (&long[..at], &long[at + short.len()..]);
        let unspaced = |c: char| ('\u{e00}'..='\u{9fff}').contains(&c);
        (before.is_empty() || before.ends_with(' ') || before.ends_with(unspaced))
            && (after.is_empty() || after.starts_with(' ') || after.starts_with(unspaced))
    })
}

/// Whether two keys are of the same text, one of them perhaps cut or with a word more.
pub fn agree(a: &str, b: &str) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    !short.is_empty() && (short == long || (short.len() * 5 >= long.len() * 4 && long.contains(short)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_cleaned_of_what_a_reader_would_not_see() {
        let cases = [
            ("  Rain\n in\tMay ", "Rain in May"),
            ("Tom &amp;amp; Ann &#39;24", "Tom & Ann '24"),
            ("<b>Rain</b> falls", "Rain falls"),
            ("a < b and c > d", "a < b and c > d"),
            ("AT&T", "AT&T"),
            ("so\u{ad}ft\u{200b}", "soft"),
        ];
        for (text, expected) in cases {
            assert_eq!(clean(text), expected);
        }
    }

    #[test]
    fn keys_agree_where_only_signs_and_case_differ() {
        assert_eq!(key("Don’t Stop – \"Now\"!"), key("dont stop now"));
        assert!(holds("the daily rain", "daily"));
        assert!(!holds("the dailymail", "daily"));
        assert!(agree("rain falls in the valley", "rain falls in the valley now"));
        assert!(!agree("rain", "rain falls in the valley"));
    }
}
