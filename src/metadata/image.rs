//! The picture that stands for the article, and the site's icon.

use super::json::Json;
use super::json_ld::{Facts, text_of};
use super::marks::{Marks, property_value};
use super::meta_tags;
use super::text;
use crate::article::Image;
use crate::links::Links;
use crate::page::{AttrName, Head, Page};

/// The picture that the page names for itself.
pub fn lead_image(page: &Page, facts: &Facts<'_>, marks: &Marks<'_>, links: &Links) -> Option<Image> {
    of_head(&page.head, links).or_else(|| of_facts(facts, links)).or_else(|| of_body(page, marks, links))
}

fn of_head(head: &Head, links: &Links) -> Option<Image> {
    let names = [
        "og:image:secure_url",
        "og:image",
        "og:image:url",
        "twitter:image",
        "twitter:image:src",
        "image",
        "thumbnail",
        "sailthru.image.full",
        "parsely-image-url",
        "msapplication-tileimage",
    ];
    let url = names[..names.len() - 1]
        .iter()
        .filter_map(|name| meta_tags::first(head, name))
        .find_map(|raw| links.resolve_image(raw));
    let url = url.or_else(|| {
        head.links.iter().find(|link| link.rel == "image_src").and_then(|link| links.resolve_image(&link.href))
    })?;
    let number = |name| meta_tags::first(head, name).and_then(pixels);
    Some(Image {
        url,
        alt: meta_tags::first_of(head, &["og:image:alt", "twitter:image:alt"]),
        width: number("og:image:width"),
        height: number("og:image:height"),
        ..Image::default()
    })
}

fn of_facts(facts: &Facts<'_>, links: &Links) -> Option<Image> {
    let image = facts.value("image").or_else(|| facts.value("thumbnailUrl"))?;
    image.items().iter().find_map(|item| {
        let thing = facts.resolve(item);
        let raw = item
            .as_text()
            .map(std::borrow::Cow::Borrowed)
            .or_else(|| text_of(thing, "url"))
            .or_else(|| text_of(thing, "contentUrl"))?;
        let number = |name| thing.get(name).and_then(Json::as_text).and_then(pixels);
        let words = |name| text_of(thing, name).map(|value| text::clean(&value)).filter(|value| !value.is_empty());
        Some(Image {
            url: links.resolve_image(&raw)?,
            caption: words("caption"),
            credit: words("creditText"),
            width: number("width"),
            height: number("height"),
            ..Image::default()
        })
    })
}

fn of_body(page: &Page, marks: &Marks<'_>, links: &Links) -> Option<Image> {
    let node = marks.itemprop("image").next()?;
    let raw = [AttrName::Src, AttrName::Href, AttrName::Content]
        .into_iter()
        .find_map(|name| page.attr(node, name))
        .map(str::to_owned);
    let url = links.resolve_image(&raw.unwrap_or_else(|| property_value(page, node)))?;
    Some(Image {
        url,
        alt: page.attr(node, AttrName::Alt).map(text::clean).filter(|alt| !alt.is_empty()),
        ..Image::default()
    })
}

/// A size in pixels: "1200", "1200px".
fn pixels(value: &str) -> Option<u32> {
    value.trim().trim_end_matches("px").trim().parse().ok().filter(|size| *size > 0)
}

/// The site's icon: scalable, else the largest, else the one for home screens.
pub fn favicon(head: &Head, links: &Links) -> Option<String> {
    head.links
        .iter()
        .filter_map(|link| {
            let words = || link.rel.split_ascii_whitespace();
            let home_screen = words().any(|word| word.starts_with("apple-touch-icon"));
            if !home_screen && !words().any(|word| word == "icon") {
                return None;
            }
            let scalable = link.media_type == "image/svg+xml"
                || link.sizes.eq_ignore_ascii_case("any") && link.href.ends_with(".svg");
            let size: u32 = link.sizes.split(['x', 'X', ' ']).next().and_then(|size| size.parse().ok()).unwrap_or(0);
            // One that is made for tabs is drawn for small sizes; 512 is beyond what anyone shows.
            Some(((scalable, !home_screen, size.min(512)), link))
        })
        .max_by_key(|(rank, _)| *rank)
        .and_then(|(_, link)| links.resolve_image(&link.href))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::HeadLink;

    #[test]
    fn the_best_icon_is_taken() {
        let link = |rel: &str, href: &str, media_type: &str, sizes: &str| HeadLink {
            rel: rel.into(),
            href: href.into(),
            media_type: media_type.into(),
            sizes: sizes.into(),
        };
        let links = Links::new(Some("https://example.org/a/b"), None);
        let mut head = Head {
            links: vec![
                link("apple-touch-icon", "/touch.png", "", "180x180"),
                link("shortcut icon", "/favicon.ico", "", ""),
            ],
            ..Head::default()
        };
        assert_eq!(favicon(&head, &links).as_deref(), Some("https://example.org/favicon.ico"));
        head.links.push(link("icon", "/32.png", "image/png", "32x32"));
        assert_eq!(favicon(&head, &links).as_deref(), Some("https://example.org/32.png"));
        head.links.push(link("icon", "/icon.svg", "image/svg+xml", "any"));
        assert_eq!(favicon(&head, &links).as_deref(), Some("https://example.org/icon.svg"));
    }
}
