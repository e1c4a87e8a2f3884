//! Which attributes of an element are kept, and what they say about whether it is shown.

use super::{AttrName, Flags};
use crate::tokens::Attributes;

impl AttrName {
    /// The attribute of a name in any case, if it is one that is kept.
    #[must_use]
    pub fn of(name: &str) -> Option<Self> {
        const LONGEST: usize = 18;
        let mut lower = [0; LONGEST];
        let lower = lower.get_mut(..name.len())?;
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        Some(match &*lower {
            b"class" => Self::Class,
            b"id" => Self::Id,
            b"href" => Self::Href,
            b"src" => Self::Src,
            b"srcset" => Self::Srcset,
            b"sizes" => Self::Sizes,
            b"alt" => Self::Alt,
            b"title" => Self::Title,
            b"role" => Self::Role,
            b"rel" => Self::Rel,
            b"type" => Self::Type,
            b"lang" => Self::Lang,
            b"dir" => Self::Dir,
            b"content" => Self::Content,
            b"name" => Self::Name,
            b"property" => Self::Property,
            b"itemprop" => Self::Itemprop,
            b"itemtype" => Self::Itemtype,
            b"datetime" => Self::Datetime,
            b"width" => Self::Width,
            b"height" => Self::Height,
            b"poster" => Self::Poster,
            b"cite" => Self::Cite,
            b"colspan" => Self::Colspan,
            b"rowspan" => Self::Rowspan,
            b"scope" => Self::Scope,
            b"start" => Self::Start,
            b"value" => Self::Value,
            b"media" => Self::Media,
            b"open" => Self::Open,
            b"style" => Self::Style,
            b"hidden" => Self::Hidden,
            b"aria-hidden" => Self::AriaHidden,
            b"aria-label" => Self::AriaLabel,
            b"loading" => Self::Loading,
            b"data-src" | b"data-original" | b"data-lazy-src" | b"data-lazy" | b"data-url-src" => Self::DataSrc,
            b"data-srcset" | b"data-lazy-srcset" => Self::DataSrcset,
            b"data-lang" | b"data-language" => Self::DataLang,
            b"data-type" => Self::DataType,
            b"data-url" | b"data-href" => Self::DataUrl,
            b"shadowrootmode" => Self::Shadowrootmode,
            _ => return None,
        })
    }
}

/// Whether the element's own attributes hide it: `hidden` (HTML standard, 6.1), an inline style, `aria-hidden`.
pub fn visibility(attributes: Attributes<'_>) -> Flags {
    let mut flags = Flags::default();
    for (name, value) in attributes.iter() {
        match AttrName::of(name) {
            Some(AttrName::Hidden) if !value.eq_ignore_ascii_case("until-found") => flags = flags.with(Flags::HIDDEN),
            Some(AttrName::Style) if hides(value) => flags = flags.with(Flags::HIDDEN),
            Some(AttrName::AriaHidden) if value.eq_ignore_ascii_case("true") => flags = flags.with(Flags::ARIA_HIDDEN),
            _ => {}
        }
    }
    flags
}

/// Whether an inline style has `display: none` or `visibility: hidden`.
fn hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let (property, value) = (property.trim(), value.trim());
        let value = value.split('!').next().unwrap_or(value).trim_end();
        property.eq_ignore_ascii_case("display") && value.eq_ignore_ascii_case("none")
            || property.eq_ignore_ascii_case("visibility") && value.eq_ignore_ascii_case("hidden")
    })
}

#[cfg(test)]
mod tests {
    use super::hides;

    #[test]
    fn inline_styles_that_hide_are_known() {
        for (style, want) in [
            ("display:none", true),
            ("color:red; DISPLAY : None !important", true),
            ("visibility:hidden", true),
            ("display:block", false),
            ("--display:none", false),
            ("", false),
        ] {
            assert_eq!(hides(style), want, "{style}");
        }
    }
}
