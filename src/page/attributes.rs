//! Which attributes of an element are kept, and what they say about whether it is shown.

use super::{AttrName, Flags, tag};

/// The attributes that are kept, by their names.
#[rustfmt::skip]
const NAMES: [(&str, AttrName); 67] = [
    ("class", AttrName::Class),
    ("id", AttrName::Id),
    ("href", AttrName::Href),
    ("src", AttrName::Src),
    ("srcset", AttrName::Srcset),
    ("sizes", AttrName::Sizes),
    ("alt", AttrName::Alt),
    ("title", AttrName::Title),
    ("role", AttrName::Role),
    ("rel", AttrName::Rel),
    ("type", AttrName::Type),
    ("lang", AttrName::Lang),
    ("dir", AttrName::Dir),
    ("content", AttrName::Content),
    ("name", AttrName::Name),
    ("property", AttrName::Property),
    ("itemprop", AttrName::Itemprop),
    ("itemtype", AttrName::Itemtype),
    ("datetime", AttrName::Datetime),
    ("width", AttrName::Width),
    ("height", AttrName::Height),
    ("poster", AttrName::Poster),
    ("cite", AttrName::Cite),
    ("colspan", AttrName::Colspan),
    ("rowspan", AttrName::Rowspan),
    ("scope", AttrName::Scope),
    ("start", AttrName::Start),
    ("value", AttrName::Value),
    ("media", AttrName::Media),
    ("open", AttrName::Open),
    ("style", AttrName::Style),
    ("hidden", AttrName::Hidden),
    ("aria-hidden", AttrName::AriaHidden),
    ("aria-label", AttrName::AriaLabel),
    ("loading", AttrName::Loading),
    ("data-src", AttrName::DataSrc),
    ("data-original", AttrName::DataSrc),
    ("data-lazy-src", AttrName::DataSrc),
    ("data-lazy", AttrName::DataSrc),
    ("data-url-src", AttrName::DataSrc),
    ("data-actualsrc", AttrName::DataSrc),
    ("data-img-src", AttrName::DataSrc),
    ("data-image-src", AttrName::DataSrc),
    ("data-defer-src", AttrName::DataSrc),
    ("data-cfsrc", AttrName::DataSrc),
    ("lazy-src", AttrName::DataSrc),
    ("data-srcset", AttrName::DataSrcset),
    ("data-lazy-srcset", AttrName::DataSrcset),
    ("data-original-set", AttrName::DataSrcset),
    ("data-lang", AttrName::DataLang),
    ("data-language", AttrName::DataLang),
    ("data-type", AttrName::DataType),
    ("data-url", AttrName::DataUrl),
    ("data-href", AttrName::DataUrl),
    ("data-latex", AttrName::DataTex),
    ("data-tex", AttrName::DataTex),
    ("alttext", AttrName::DataTex),
    ("videoid", AttrName::DataId),
    ("data-videoid", AttrName::DataId),
    ("data-video-id", AttrName::DataId),
    ("data-tweetid", AttrName::DataId),
    ("data-shortcode", AttrName::DataId),
    ("data-callout", AttrName::DataCallout),
    ("data", AttrName::Data),
    ("display", AttrName::Display),
    ("encoding", AttrName::Encoding),
    ("shadowrootmode", AttrName::Shadowrootmode),
];

/// Longer names are none of them, in bytes.
const LONGEST: usize = 18;

/// Slots of the name table: a power of two, some four times the number of names.
const SLOTS: usize = 256;
/// An empty slot.
const EMPTY: u8 = u8::MAX;

/// Open addressing with linear probing, made at compile time.
static TABLE: [u8; SLOTS] = {
    let mut table = [EMPTY; SLOTS];
    let mut row = 0;
    while row < NAMES.len() {
        let mut slot = tag::hash(NAMES[row].0.as_bytes()) % SLOTS;
        while table[slot] != EMPTY {
            slot = (slot + 1) % SLOTS;
        }
        table[slot] = row as u8;
        row += 1;
    }
    table
};

impl AttrName {
    /// The attribute of a name in any case, if it is one that is kept.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        if name.len() > LONGEST {
            return None;
        }
        let mut slot = tag::hash(name.as_bytes()) % SLOTS;
        loop {
            let (known, attr) = NAMES.get(usize::from(TABLE[slot]))?;
            if known.eq_ignore_ascii_case(name) {
                return Some(*attr);
            }
            slot = (slot + 1) % SLOTS;
        }
    }
}

/// Whether an attribute of a picture that has no name of its own here holds the address of one: each lazy loader has a name
/// of its own for it.
pub fn is_of_picture(name: &str, value: &str) -> bool {
    name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data-")) && names_picture(value)
}

/// Whether a text is the address of a picture file and nothing else.
pub fn names_picture(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or(value);
    let Some((_, extension)) = path.rsplit_once('.') else { return false };
    ["jpg", "jpeg", "png", "webp", "avif", "gif"].iter().any(|known| extension.eq_ignore_ascii_case(known))
        && !value.contains([' ', '{', '<', '"', ','])
}

/// What an attribute says of how the element is shown: `hidden` (HTML standard, 6.1), `aria-hidden`, `align`, an inline
/// style.
pub fn presentation(known: Option<AttrName>, name: &str, value: &str) -> Flags {
    match known {
        Some(AttrName::Hidden) if !value.eq_ignore_ascii_case("until-found") => Flags::HIDDEN,
        Some(AttrName::Style) => style(value),
        None if name.eq_ignore_ascii_case("align") && value.eq_ignore_ascii_case("center") => Flags::CENTERED,
        Some(AttrName::AriaHidden) if value.eq_ignore_ascii_case("true") => Flags::ARIA_HIDDEN,
        _ => Flags::default(),
    }
}

/// What an inline style says: `display: none`, `visibility: hidden`, `text-align: center`.
fn style(style: &str) -> Flags {
    let mut flags = Flags::default();
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.split('!').next().unwrap_or(value).trim();
        for (name, wanted, flag) in [
            ("display", "none", Flags::HIDDEN),
            ("visibility", "hidden", Flags::HIDDEN),
            ("text-align", "center", Flags::CENTERED),
        ] {
            if property.trim().eq_ignore_ascii_case(name) && value.eq_ignore_ascii_case(wanted) {
                flags = flags.with(flag);
            }
        }
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::{NAMES, style};
    use crate::page::{AttrName, Flags};

    #[test]
    fn every_name_is_found_in_any_case() {
        for (name, attr) in NAMES {
            assert_eq!(AttrName::of(name), Some(attr), "{name}");
            assert_eq!(AttrName::of(&name.to_ascii_uppercase()), Some(attr), "{name}");
        }
        assert_eq!(AttrName::of("onclick"), None);
        assert_eq!(AttrName::of(""), None);
    }

    #[test]
    fn inline_styles_that_hide_are_known() {
        for (text, want) in [
            ("display:none", true),
            ("color:red; DISPLAY : None !important", true),
            ("visibility:hidden", true),
            ("display:block", false),
            ("--display:none", false),
            ("", false),
        ] {
            assert_eq!(style(text).has(Flags::HIDDEN), want, "{text}");
        }
    }
}
