//! What a page says about itself in `title`, `meta`, `link`, `base` and data scripts, wherever they stand.

use super::{Head, HeadLink, Meta, Tag};
use crate::tokens::{StartTag, TextKind, entities};

/// Data scripts longer than this are left out: they are state of applications, not of articles.
const LONGEST_SCRIPT: usize = 2 << 20;

/// Where the text that comes next belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Capture {
    Title,
    JsonLd,
    Hydration,
    /// Not the head's: the page's, where it stands.
    Formula,
}

impl Head {
    /// Takes the start tag of a head element; gives where its text belongs, if it is wanted.
    pub fn start(&mut self, tag: Tag, start: &StartTag<'_>) -> Option<Capture> {
        match tag {
            Tag::TITLE => return self.title.is_empty().then_some(Capture::Title),
            Tag::META => self.meta(start),
            Tag::LINK => self.link(start),
            Tag::BASE => self.base = self.base.take().or_else(|| attribute(start, "href")),
            Tag::SCRIPT => return script(start),
            _ => {}
        }
        None
    }

    /// Takes the text of the element whose start tag asked for it.
    pub fn text(&mut self, capture: Capture, raw: &str, kind: TextKind) {
        match capture {
            Capture::Title if kind == TextKind::Escapable => {
                let mut title = String::new();
                entities::decode_text(raw, &mut title);
                self.title = title.split_whitespace().collect::<Vec<_>>().join(" ");
            }
            Capture::JsonLd if raw.len() <= LONGEST_SCRIPT => self.json_ld.push(raw.to_owned()),
            Capture::Hydration if raw.len() <= LONGEST_SCRIPT => self.hydration.push(raw.to_owned()),
            _ => {}
        }
    }

    fn meta(&mut self, start: &StartTag<'_>) {
        let (mut names, mut content, mut misnamed) = ([None; 4], None, None);
        for (name, value) in start.attributes.iter() {
            for (slot, wanted) in names.iter_mut().zip(["property", "name", "itemprop", "http-equiv"]) {
                if name.eq_ignore_ascii_case(wanted) {
                    slot.get_or_insert(value);
                }
            }
            if name.eq_ignore_ascii_case("content") {
                content.get_or_insert(value);
            } else if name.eq_ignore_ascii_case("value") {
                misnamed.get_or_insert(value);
            }
        }
        // `value` is a mistake for `content` that is often enough made.
        let Some(content) = content.or(misnamed) else { return };
        let content = decoded(content).trim().to_owned();
        // `property` and `name` may stand together with different names; both are told.
        for name in names.into_iter().flatten() {
            let name = name.trim().to_ascii_lowercase();
            if !name.is_empty() && !content.is_empty() {
                self.metas.push(Meta { name, content: content.clone() });
            }
        }
    }

    fn link(&mut self, start: &StartTag<'_>) {
        let (Some(rel), Some(href)) = (attribute(start, "rel"), attribute(start, "href")) else { return };
        self.links.push(HeadLink {
            rel: rel.to_ascii_lowercase(),
            href,
            media_type: attribute(start, "type").unwrap_or_default(),
            sizes: attribute(start, "sizes").unwrap_or_default(),
        });
    }
}

fn script(start: &StartTag<'_>) -> Option<Capture> {
    let mut capture = None;
    for (name, value) in start.attributes.iter() {
        if name.eq_ignore_ascii_case("type")
            && value.trim().get(..19).is_some_and(|v| v.eq_ignore_ascii_case("application/ld+json"))
        {
            capture = Some(Capture::JsonLd);
        } else if name.eq_ignore_ascii_case("id") && matches!(value, "__NEXT_DATA__" | "__NUXT_DATA__") {
            capture = Some(Capture::Hydration);
        }
    }
    capture
}

/// Whether a script holds a formula, as MathJax wants them.
pub fn is_formula(start: &StartTag<'_>) -> bool {
    let is_math = |value: &str| value.trim_start().get(..8).is_some_and(|value| value.eq_ignore_ascii_case("math/tex"));
    start.attributes.iter().any(|(name, value)| name.eq_ignore_ascii_case("type") && is_math(value))
}

/// The decoded value of an attribute, if it is there and not blank.
pub fn attribute(start: &StartTag<'_>, wanted: &str) -> Option<String> {
    let (_, value) = start.attributes.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted))?;
    let value = decoded(value);
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

fn decoded(value: &str) -> String {
    let mut text = String::with_capacity(value.len());
    entities::decode_attribute(value, &mut text);
    text
}
