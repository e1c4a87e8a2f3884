//! What goes, or changes, whatever the verdict on the text is: scripts, and what only loads them; pixels and frames that
//! show nothing; the page's word on its charset. By structure alone, no list of hosts.

use crate::article::Kind;
use crate::decimal;
use crate::page::{Tag, is_formula};
use crate::tokens::StartTag;

/// What the caller wants to go.
#[derive(Debug, Clone, Copy)]
pub struct Rules {
    pub keep_scripts: bool,
    pub drop: Kinds,
}

/// A set of kinds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    pub fn of(kinds: &[Kind]) -> Self {
        Self(kinds.iter().fold(0, |bits, &kind| bits | 1 << kind as u16))
    }

    pub const fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u16) != 0
    }
}

/// What becomes of a tag that is no element of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    Stays,
    Goes,
    Becomes(&'static str),
}

/// Elements that show adverts or count readers, by name (AMP).
const ADVERT_NAMES: &[&str] = &[
    "amp-ad",
    "amp-ad-exit",
    "amp-analytics",
    "amp-auto-ads",
    "amp-call-tracking",
    "amp-embed",
    "amp-experiment",
    "amp-pixel",
    "amp-sticky-ad",
    "amp-story-auto-ads",
    "amp-story-auto-analytics",
];

/// What becomes of a start tag that makes no element of the tree: those of the head, wherever they stand.
pub fn of_bare(tag: Tag, start: &StartTag<'_>, rules: Rules) -> Verdict {
    match tag {
        // A formula is content, although it is written as a script.
        Tag::SCRIPT if !rules.keep_scripts && !is_formula(start) => Verdict::Goes,
        Tag::LINK if !rules.keep_scripts && loads_script(start) => Verdict::Goes,
        Tag::META => charset(start),
        _ => Verdict::Stays,
    }
}

/// Whether an element goes whatever stands in it.
pub fn goes(tag: Tag, start: &StartTag<'_>, rules: Rules) -> bool {
    match tag {
        // Of SVG.
        Tag::SCRIPT => !rules.keep_scripts && !is_formula(start),
        Tag::IMG | Tag::IFRAME => rules.drop.has(Kind::Advert) && is_invisible(tag, start.attributes.iter()),
        _ if tag.name().is_empty() => {
            rules.drop.has(Kind::Advert) && ADVERT_NAMES.iter().any(|name| start.name.eq_ignore_ascii_case(name))
        }
        _ => false,
    }
}

/// Whether what a page says to readers without scripts is a tracker and nothing else.
pub fn is_noscript_tracker(raw: &str, rules: Rules) -> bool {
    if !rules.drop.has(Kind::Advert) || raw.len() > LONGEST_TRACKER {
        return false;
    }
    let mut rest = raw;
    let mut found = false;
    while let Some(at) = rest.find('<') {
        if !rest[..at].trim().is_empty() {
            return false;
        }
        let Some(end) = rest[at..].find('>') else { return false };
        let tag = &rest[at + 1..at + end];
        rest = &rest[at + end + 1..];
        let name = tag.split(|c: char| c.is_ascii_whitespace() || c == '/').next().unwrap_or_default();
        match Tag::of(name.as_bytes()) {
            Some(kind @ (Tag::IMG | Tag::IFRAME)) => {
                if !is_invisible(kind, attributes(&tag[name.len()..])) {
                    return false;
                }
                found = true;
            }
            // What stands around it.
            Some(Tag::DIV | Tag::P | Tag::SPAN) => {}
            _ if tag.starts_with('/') || tag.starts_with("!--") => {}
            _ => return false,
        }
    }
    found && rest.trim().is_empty()
}

/// Longer texts for readers without scripts say something.
const LONGEST_TRACKER: usize = 4096;

/// The attributes in a start tag as written, well enough for what a tracker looks like.
fn attributes(tag: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut rest = tag;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '=').unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start();
        let Some(value) = rest.strip_prefix('=') else { return Some((name, "")) };
        let value = value.trim_start();
        let (value, behind) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &value[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or_default())
            }
            _ => value.split_at(value.find(|c: char| c.is_ascii_whitespace()).unwrap_or(value.len())),
        };
        rest = behind;
        Some((name, value))
    })
}

/// Whether a picture or frame is made not to be seen: at most one pixel high and wide; a frame also if it is hidden, since
/// no script will show it later.
fn is_invisible<'a>(tag: Tag, attributes: impl Iterator<Item = (&'a str, &'a str)>) -> bool {
    let (mut width, mut height, mut is_hidden) = (None, None, false);
    for (name, value) in attributes {
        if name.eq_ignore_ascii_case("width") {
            width = width.or_else(|| pixels(value));
        } else if name.eq_ignore_ascii_case("height") {
            height = height.or_else(|| pixels(value));
        } else if name.eq_ignore_ascii_case("hidden") {
            is_hidden = true;
        } else if name.eq_ignore_ascii_case("style") {
            for (property, value) in value.split(';').filter_map(|declaration| declaration.split_once(':')) {
                let (property, value) = (property.trim(), value.trim());
                if property.eq_ignore_ascii_case("width") {
                    width = width.or_else(|| pixels(value));
                } else if property.eq_ignore_ascii_case("height") {
                    height = height.or_else(|| pixels(value));
                }
                let value = value.split('!').next().unwrap_or(value).trim();
                is_hidden |= property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
                    || property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden");
            }
        }
    }
    let is_tiny = |size: Option<f32>| size.is_some_and(|size| size <= 1.0);
    is_tiny(width) && is_tiny(height) || tag == Tag::IFRAME && is_hidden
}

/// A length in pixels, if it is one.
fn pixels(value: &str) -> Option<f32> {
    let value = value.split('!').next().unwrap_or(value).trim();
    let number = value.get(value.len().saturating_sub(2)..).filter(|unit| unit.eq_ignore_ascii_case("px"));
    decimal::parse_f32(number.map_or(value, |_| &value[..value.len() - 2]).trim())
}

/// Whether a `link` does nothing but load a script ahead.
fn loads_script(start: &StartTag<'_>) -> bool {
    let value = |wanted: &str| start.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let Some((_, rel)) = value("rel") else { return false };
    let is = |text: &str, wanted: &str| text.trim().eq_ignore_ascii_case(wanted);
    is(rel, "modulepreload")
        || (is(rel, "preload") || is(rel, "prefetch")) && value("as").is_some_and(|(_, kind)| is(kind, "script"))
}

/// What comes out is UTF-8, whatever the page was.
fn charset(start: &StartTag<'_>) -> Verdict {
    let (mut is_content_type, mut content) = (false, None);
    for (name, value) in start.attributes.iter() {
        if name.eq_ignore_ascii_case("charset") {
            let is_right = value.trim().eq_ignore_ascii_case("utf-8");
            return if is_right { Verdict::Stays } else { Verdict::Becomes("<meta charset=\"utf-8\">") };
        }
        is_content_type |= name.eq_ignore_ascii_case("http-equiv") && value.trim().eq_ignore_ascii_case("content-type");
        if name.eq_ignore_ascii_case("content") {
            content = content.or(Some(value));
        }
    }
    let charset = content.filter(|_| is_content_type).and_then(|content| {
        let lower = content.to_ascii_lowercase();
        let (_, value) = lower.split_once("charset")?;
        let value = value.trim_start().strip_prefix('=')?;
        Some(value.trim_matches(|c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | ';')) == "utf-8")
    });
    match charset {
        Some(false) => Verdict::Becomes("<meta http-equiv=\"Content-Type\" content=\"text/html; charset=utf-8\">"),
        Some(true) | None => Verdict::Stays,
    }
}
