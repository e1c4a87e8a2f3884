//! Picture elements go in; [`Image`]s come out, with the best address that the page gives.
//!
//! Pages hide the address from browsers that would load it at once: a placeholder stands in `src`, the real one in
//! `data-src`, a `srcset`, a `<source>` beside it, or in the markup of a `<noscript>`.

use crate::article::{Image, ImageCandidate};
use crate::decimal;
use crate::links::Links;
use crate::page::{AttrName, ItemKind, NodeId, Page, Tag};
use crate::roles::has_class;
use crate::{Options, read_page};

/// Pictures whose stated width or height is below this, in CSS pixels, are icons, spacers and counters.
const SMALLEST_SIDE: u32 = 48;
/// Smaller ones are spacers and counters even where an icon may stand.
const SMALLEST_ICON: u32 = 8;
/// Markup in a `noscript` is read for a picture up to this many bytes.
const LONGEST_NOSCRIPT: usize = 16 << 10;

/// The picture of an `img`, `amp-img`, `noscript` or an element that a script fills; `None` for what is none worth showing.
pub fn image(page: &Page, node: NodeId, links: &Links) -> Option<Image> {
    image_from(SMALLEST_SIDE, page, node, links)
}

/// The same where a small picture says something: alone in a cell of a table of data it is what the cell holds.
pub fn icon(page: &Page, node: NodeId, links: &Links) -> Option<Image> {
    image_from(SMALLEST_ICON, page, node, links)
}

fn image_from(smallest: u32, page: &Page, node: NodeId, links: &Links) -> Option<Image> {
    match page.node(node).tag {
        tag if tag.may_be_picture() => {}
        Tag::NOSCRIPT => return in_noscript(page, node, links),
        _ => return None,
    }
    let attr = |name| page.attr(node, name).map(str::trim).filter(|value| !value.is_empty());
    let (width, height) = (side(attr(AttrName::Width)), side(attr(AttrName::Height)));
    if is_decoration(smallest, width, height) {
        return None;
    }
    let own = [AttrName::DataSrcset, AttrName::Srcset].into_iter().filter_map(attr);
    let srcset = own.map(|set| links.resolve_srcset(set)).find(|set| is_real_set(set));
    let is_own = srcset.is_some();
    let mut srcset = srcset.or_else(|| from_sources(page, node, links)).unwrap_or_default();
    let candidates = [attr(AttrName::DataSrc), attr(AttrName::Src), attr(AttrName::DataPicture)];
    let own =
        candidates.into_iter().flatten().filter(|src| !is_placeholder(src)).find_map(|src| links.resolve_image(src));
    // A single file beside the picture's own is a crop of it for another screen, or the same in another format.
    if own.is_some() && !is_own && srcset.len() < 2 {
        srcset.clear();
    }
    let url = own.or_else(|| {
        let widest = srcset.iter().max_by_key(|candidate| candidate.width.unwrap_or(0))?;
        Some(widest.url.clone())
    })?;
    let alt = attr(AttrName::Alt).map(str::to_owned);
    Some(Image { url, srcset, alt, caption: None, credit: None, width, height })
}

/// What a small picture in a line says: pages write emoji as pictures, the sign in `alt`.
pub fn sign(page: &Page, node: NodeId) -> Option<&str> {
    let alt = page.attr(node, AttrName::Alt)?.trim();
    let is_emoji = has_class(page, node, |class| class.contains("emoji") || class.contains("smiley"));
    let is_sign = !alt.is_empty() && alt.chars().count() <= 8 && alt.chars().all(|c| !c.is_ascii());
    (is_sign || is_emoji && alt.len() <= 16).then_some(alt)
}

/// What pictures of the same file have in common: sizes in the name and parameters of a picture's file don't tell them
/// apart.
pub fn file_key(url: &str) -> String {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    let Some((stem, extension)) = path.rsplit_once('.').filter(|(_, extension)| extension.len() <= 4) else {
        return url.to_owned();
    };
    let is_size = |end: &str| {
        let (width, height) = end.split_once('x').unwrap_or((end, "0"));
        end.contains('x')
            && [width, height].iter().all(|side| !side.is_empty() && side.bytes().all(|b| b.is_ascii_digit()))
    };
    match stem.rsplit_once(['-', '_']) {
        Some((name, size)) if is_size(size) => format!("{name}.{extension}"),
        _ => path.to_owned(),
    }
}

/// CSS pixels; percentages and words say nothing.
fn side(value: Option<&str>) -> Option<u32> {
    let side: f32 = decimal::parse_f32(value?.trim_end_matches("px").trim())?;
    (side > 0.0 && side < 100_000.0).then_some(side as u32)
}

/// Whether a stated size is that of an icon, a spacer, or a counter's pixel.
fn is_decoration(smallest: u32, width: Option<u32>, height: Option<u32>) -> bool {
    match (width, height) {
        (Some(width), Some(height)) => width < smallest && height < smallest || width <= 2 || height <= 2,
        (Some(side), None) | (None, Some(side)) => side < smallest,
        (None, None) => false,
    }
}

/// A set that holds something else than placeholders.
fn is_real_set(set: &[ImageCandidate]) -> bool {
    set.iter().any(|candidate| !is_placeholder(&candidate.url))
}

/// The candidates of the `<source>` with the largest picture in the `<picture>` around it: sources are crops for small
/// screens and copies in other formats, too.
fn from_sources(page: &Page, node: NodeId, links: &Links) -> Option<Vec<ImageCandidate>> {
    let picture = page.ancestors(node).take(4).find(|&id| page.node(id).tag == Tag::PICTURE)?;
    page.items_inside(picture)
        .iter()
        .filter(|item| item.kind == ItemKind::Element && page.node(item.node).tag == Tag::SOURCE)
        .take(16)
        .flat_map(|item| [AttrName::DataSrcset, AttrName::Srcset].map(|name| page.attr(item.node, name)))
        .flatten()
        .map(|set| links.resolve_srcset(set))
        .filter(|set| is_real_set(set))
        .reduce(|best, set| if size(&set) > size(&best) { set } else { best })
}

/// The widest of a set, and how many sizes there are.
fn size(set: &[ImageCandidate]) -> (Option<u32>, usize) {
    (set.iter().filter_map(|candidate| candidate.width).max(), set.len())
}

fn in_noscript(page: &Page, node: NodeId, links: &Links) -> Option<Image> {
    let markup = page.items_inside(node).iter().find_map(|item| match item.kind {
        ItemKind::Aside(range) if item.node == node => Some(page.value_at(range)),
        _ => None,
    })?;
    if markup.len() > LONGEST_NOSCRIPT {
        return None;
    }
    let options = Options { content_type: Some("text/html; charset=utf-8".into()), ..Options::default() };
    let inner = read_page(markup.as_bytes(), &options).ok()?;
    // Counters stand in a `noscript` too, alone.
    let mut found =
        inner.items.iter().filter(|item| item.kind == ItemKind::Element && inner.node(item.node).tag == Tag::IMG);
    found.find_map(|item| image(&inner, item.node, links))
}

/// Whether an address only holds the place of a picture that a script puts there later.
fn is_placeholder(src: &str) -> bool {
    if src.starts_with("data:") {
        // Real pictures are rarely inlined, and never this small.
        return src.len() < 1024 || src.starts_with("data:image/svg");
    }
    if src.contains('{') || src.starts_with("about:") || src.starts_with("javascript:") {
        return true;
    }
    let path = src.split(['?', '#']).next().unwrap_or(src);
    let name = path.rsplit('/').next().unwrap_or(path);
    ["placeholder", "blank.", "spacer", "transparent.", "lazy.", "loading.", "1x1", "pixel.", "grey.", "clear.gif"]
        .iter()
        .any(|mark| name.contains(mark))
}

#[cfg(test)]
mod tests {
    use super::file_key;

    #[test]
    fn sizes_do_not_tell_pictures_apart() {
        for (a, b, same) in [
            ("https://x.org/a-300x200.jpg", "https://x.org/a.jpg", true),
            ("https://x.org/a.jpg?w=640", "https://x.org/a.jpg?w=1280", true),
            ("https://x.org/a.jpg", "https://x.org/b.jpg", false),
            ("https://x.org/image?id=1", "https://x.org/image?id=2", false),
        ] {
            assert_eq!(file_key(a) == file_key(b), same, "{a} {b}");
        }
    }
}
