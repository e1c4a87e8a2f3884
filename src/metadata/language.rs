//! The language that the page says it is in, and its direction.

use super::json_ld::{Facts, text_of};
use super::meta_tags;
use crate::article::Direction;
use crate::page::Head;

/// Languages that are written from right to left (Unicode CLDR, `characterOrder`).
const RIGHT_TO_LEFT: &[&str] = &["ar", "he", "iw", "fa", "ur", "ps", "yi", "dv", "ckb", "sd", "ug", "arc"];

/// The language as a BCP 47 tag.
pub fn lang(head: &Head, facts: &Facts<'_>) -> Option<String> {
    let structured = facts.value("inLanguage").and_then(|value| {
        value.items().iter().find_map(|item| {
            item.as_text().map(str::to_owned).or_else(|| text_of(item, "alternateName").map(|name| name.into_owned()))
        })
    });
    let names = ["og:locale", "content-language", "dc.language", "dcterms.language", "language", "inlanguage"];
    head.lang
        .as_deref()
        .into_iter()
        .chain(names.into_iter().filter_map(|name| meta_tags::first(head, name)))
        .chain(structured.as_deref())
        .find_map(tag)
}

/// A tag in the form of RFC 5646, 2.1.1: `EN_us` gives `en-US`. A language's English name is none.
fn tag(value: &str) -> Option<String> {
    let value = value.split([',', ';', '.']).next()?.trim();
    let mut tag = String::with_capacity(value.len());
    for (index, part) in value.split(['-', '_']).enumerate() {
        if part.is_empty() || part.len() > 8 || !part.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            break;
        }
        if index == 0 {
            if !(2..=3).contains(&part.len()) || !part.bytes().all(|byte| byte.is_ascii_alphabetic()) {
                return None;
            }
            tag.push_str(&part.to_ascii_lowercase());
            continue;
        }
        tag.push('-');
        match part.len() {
            2 => tag.push_str(&part.to_ascii_uppercase()),
            4 => {
                let lower = part.to_ascii_lowercase();
                tag.push_str(&lower[..1].to_ascii_uppercase());
                tag.push_str(&lower[1..]);
            }
            _ => tag.push_str(&part.to_ascii_lowercase()),
        }
    }
    (!tag.is_empty()).then_some(tag)
}

/// The direction: as written, else that of a language that is written from right to left.
pub fn dir(head: &Head, lang: Option<&str>) -> Option<Direction> {
    match head.dir.as_deref().map(str::trim) {
        Some(dir) if dir.eq_ignore_ascii_case("rtl") => Some(Direction::Rtl),
        Some(dir) if dir.eq_ignore_ascii_case("ltr") => Some(Direction::Ltr),
        _ => {
            let language = lang?.split('-').next()?;
            RIGHT_TO_LEFT.contains(&language).then_some(Direction::Rtl)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::tag;

    #[test]
    fn language_tags_are_put_in_order() {
        for (value, expected) in [
            ("EN_us", Some("en-US")),
            ("vi", Some("vi")),
            ("zh-hant-TW", Some("zh-Hant-TW")),
            ("English", None),
            ("de, en", Some("de")),
            ("", None),
        ] {
            assert_eq!(tag(value).as_deref(), expected, "{value}");
        }
    }
}
