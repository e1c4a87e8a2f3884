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
            b"data-src" | b"data-original" | b"data-lazy-src" | b"data-lazy" | b"data-url-src" | b"data-actualsrc"
            | b"data-img-src" | b"data-image-src" | b"data-defer-src" | b"data-cfsrc" | b"lazy-src" => Self::DataSrc,
            b"data-srcset" | b"data-lazy-srcset" | b"data-original-set" => Self::DataSrcset,
            b"data-lang" | b"data-language" => Self::DataLang,
            b"data-type" => Self::DataType,
            b"data-url" | b"data-href" => Self::DataUrl,
            b"data-latex" | b"data-tex" | b"alttext" => Self::DataTex,
            b"videoid" | b"data-videoid" | b"data-video-id" | b"data-tweetid" | b"data-shortcode" => Self::DataId,
            b"data-callout" => Self::DataCallout,
            b"data" => Self::Data,
            b"display" => Self::Display,
            b"encoding" => Self::Encoding,
            b"shadowrootmode" => Self::Shadowrootmode,
            _ => return None,
        })
    }

    /// [`of`](Self::of), and for pictures any other `data-` attribute with the address of one: each lazy loader has a
    /// name of its own for it.
    #[must_use]
    pub fn of_picture(name: &str, value: &str) -> Option<Self> {
        Self::of(name).or_else(|| {
            let is_data = name.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data-"));
            (is_data && names_picture(value)).then_some(Self::DataPicture)
        })
    }
}

/// Whether a text is the address of a picture file and nothing else.
pub fn names_picture(value: &str) -> bool {
    let path = value.split(['?', '#']).next().unwrap_or(value);
    let Some((_, extension)) = path.rsplit_once('.') else { return false };
    ["jpg", "jpeg", "png", "webp", "avif", "gif"].iter().any(|known| extension.eq_ignore_ascii_case(known))
        && !value.contains([' ', '{', '<', '"', ','])
}

/// What the element's own attributes say of how it is shown: `hidden` (HTML standard, 6.1), `aria-hidden`, `align`, an
/// inline style.
pub fn presentation(attributes: Attributes<'_>) -> Flags {
    let mut flags = Flags::default();
    for (name, value) in attributes.iter() {
        match AttrName::of(name) {
            Some(AttrName::Hidden) if !value.eq_ignore_ascii_case("until-found") => flags = flags.with(Flags::HIDDEN),
            Some(AttrName::Style) => flags = flags.with(style(value)),
            None if name.eq_ignore_ascii_case("align") && value.eq_ignore_ascii_case("center") => {
                flags = flags.with(Flags::CENTERED);
            }
            Some(AttrName::AriaHidden) if value.eq_ignore_ascii_case("true") => flags = flags.with(Flags::ARIA_HIDDEN),
            _ => {}
        }
    }
    flags
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
    use super::style;
    use crate::page::Flags;

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
