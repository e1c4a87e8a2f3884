//! The last look at an address before it is written: scheme, and characters that could end an attribute or a URL.
//!
//! `www/package/dom.js` holds the same rules, and `tests/output` holds both to one table.

use std::borrow::Cow;

/// What may stand in a `data:` URL of a picture: types that a browser decodes as pixels and nothing else.
const RASTER_TYPES: [&str; 9] = ["png", "jpeg", "jpg", "gif", "webp", "avif", "bmp", "x-icon", "vnd.microsoft.icon"];

/// Longest anchor in characters.
const MAX_ANCHOR_CHARS: usize = 128;

/// The scheme, as the URL standard finds it, as written; None for a relative address.
pub(super) fn scheme(url: &str) -> Option<&str> {
    let scheme = &url[..url.find([':', '/', '?', '#', '\\'])?];
    (url.as_bytes()[scheme.len()] == b':'
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.')))
    .then_some(scheme)
}

/// Whether an address with this scheme may stand in an article as it is or, for the web's, once it was resolved.
pub(super) fn is_allowed(scheme: &str) -> bool {
    ["http", "https", "mailto", "tel"].iter().any(|allowed| scheme.eq_ignore_ascii_case(allowed))
}

/// Whether it is an address of the web, as the URL standard's serialiser writes it.
pub(super) fn is_web(url: &str) -> bool {
    url.starts_with("https://") || url.starts_with("http://")
}

/// Whether it is a `data:` URL.
pub(super) fn is_data(url: &str) -> bool {
    url.get(..5).is_some_and(|scheme| scheme.eq_ignore_ascii_case("data:"))
}

/// Whether a picture may come from there: over http(s), or from where the article is shown.
pub(super) fn is_image_scheme(url: &str) -> bool {
    scheme(url).is_none_or(|scheme| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https"))
}

/// The address as it may be written into `href`, or None if it may not.
///
/// Lets `http`, `https`, `mailto`, `tel` and relative addresses through; percent-encodes white space, controls, quotes,
/// angle brackets, back-quotes and backslashes.
///
/// ```
/// use bodycopy::links::checked_link;
/// assert_eq!(checked_link("https://example.org/a b").as_deref(), Some("https://example.org/a%20b"));
/// assert_eq!(checked_link("vbscript:x"), None);
/// ```
#[must_use]
pub fn checked_link(url: &str) -> Option<Cow<'_, str>> {
    let url = encoded(url);
    let allowed = match head(&url)? {
        Head::Web | Head::Relative => true,
        Head::Other(scheme) => {
            (scheme.eq_ignore_ascii_case("mailto") || scheme.eq_ignore_ascii_case("tel"))
                && url.len() > scheme.len() + 1
        }
    };
    allowed.then_some(url)
}

/// The address as it may be written into `src`, or None if it may not.
#[must_use]
pub fn checked_image(url: &str) -> Option<Cow<'_, str>> {
    if is_data(url.trim_start_matches(|c| c <= ' ')) && url.contains(['"', '<', '>', '`', '\\']) {
        return None;
    }
    let url = encoded(url);
    let allowed = match head(&url)? {
        Head::Web => true,
        Head::Relative => !url.starts_with('#'),
        Head::Other(scheme) => scheme.eq_ignore_ascii_case("data") && is_raster(&url[5..]),
    };
    allowed.then_some(url)
}

/// The address of sound or moving pictures as it may be written into `src`: like a picture's, but never `data:`.
#[must_use]
pub fn checked_media(url: &str) -> Option<Cow<'_, str>> {
    checked_image(url).filter(|url| !is_data(url))
}

/// The name of a place in a page as it may stand in an `id`: without white space and what would need escaping in a
/// URL, at most 128 characters; None for nothing.
#[must_use]
pub fn checked_anchor(raw: &str) -> Option<Cow<'_, str>> {
    let unfit = |c: char| c <= ' ' || matches!(c, '\u{7f}' | '"' | '\'' | '<' | '>' | '&' | '`' | '%' | '#' | '\\');
    let raw = raw.trim_matches(|c| c <= ' ');
    if raw.is_empty() {
        return None;
    }
    if raw.len() <= MAX_ANCHOR_CHARS && !raw.contains(unfit) {
        return Some(Cow::Borrowed(raw));
    }
    Some(raw.chars().take(MAX_ANCHOR_CHARS).map(|c| if unfit(c) { '-' } else { c }).collect())
}

enum Head<'a> {
    Web,
    Relative,
    Other(&'a str),
}

/// How an address begins; None where that is misleading: a web address without a host, a colon that is no scheme's.
fn head(url: &str) -> Option<Head<'_>> {
    if url.is_empty() {
        return None;
    }
    let Some(scheme) = scheme(url) else {
        let first_segment = &url[..url.find(['/', '?', '#']).unwrap_or(url.len())];
        return (!first_segment.contains(':')).then_some(Head::Relative);
    };
    if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
        return Some(Head::Other(scheme));
    }
    let authority = url[scheme.len() + 1..].strip_prefix("//")?;
    (!authority.is_empty() && !authority.starts_with(['/', '?', '#'])).then_some(Head::Web)
}

/// `image/png;base64,…` and its like, with nothing but data after it.
fn is_raster(data: &str) -> bool {
    let Some((kind, data)) = data.split_once(',') else { return false };
    let kind = kind.strip_suffix(";base64").unwrap_or(kind).to_ascii_lowercase();
    kind.strip_prefix("image/").is_some_and(|kind| RASTER_TYPES.contains(&kind))
        && data.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=%_.~-".contains(&byte))
}

/// The address trimmed, without tabs and line ends, everything percent-encoded that must not stand in it bare.
fn encoded(url: &str) -> Cow<'_, str> {
    let unfit = |byte: u8| byte <= b' ' || matches!(byte, 0x7f | b'"' | b'<' | b'>' | b'`' | b'\\');
    let url = url.trim_matches(|c| c <= ' ');
    if !url.bytes().any(unfit) {
        return Cow::Borrowed(url);
    }
    let mut out = String::with_capacity(url.len() + 16);
    for c in url.chars() {
        match c {
            '\t' | '\n' | '\r' => {}
            _ if c.is_ascii() && unfit(c as u8) => {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                out.push('%');
                out.push(HEX[c as usize >> 4] as char);
                out.push(HEX[c as usize & 15] as char);
            }
            _ => out.push(c),
        }
    }
    Cow::Owned(out)
}
