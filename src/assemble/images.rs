//! Picture elements go in; [`Image`]s come out, with the best address that the page gives.
//!
//! Pages hide the address from browsers that would load it at once: a placeholder stands in `src`, the real one in
//! `data-src`, a `srcset`, a `<source>` beside it, or in the markup of a `<noscript>`.

use crate::article::Image;
use crate::links::Links;
use crate::page::{AttrName, ItemKind, NodeId, Page, Tag};
use crate::{Options, read_page};

/// Pictures whose stated width or height is below this, in CSS pixels, are icons, spacers and counters.
const SMALLEST_SIDE: u32 = 48;

/// The picture of an `img`, `amp-img`, or `noscript` with one in it; `None` for what is no picture worth showing.
pub fn image(page: &Page, node: NodeId, links: &Links) -> Option<Image> {
    match page.node(node).tag {
        Tag::IMG | Tag::AMP_IMG => {}
        Tag::NOSCRIPT => return in_noscript(page, node, links),
        _ => return None,
    }
    let attr = |name| page.attr(node, name).map(str::trim).filter(|value| !value.is_empty());
    let side =
        |name| attr(name).and_then(|value| value.trim_end_matches("px").parse::<f32>().ok()).map(|side| side as u32);
    let (width, height) = (side(AttrName::Width), side(AttrName::Height));
    if width.is_some_and(|side| side < SMALLEST_SIDE) || height.is_some_and(|side| side < SMALLEST_SIDE) {
        return None;
    }
    let own = attr(AttrName::DataSrcset).or_else(|| attr(AttrName::Srcset));
    let srcset = own.map(|set| links.resolve_srcset(set)).filter(|set| !set.is_empty());
    let srcset = srcset.or_else(|| from_sources(page, node, links)).unwrap_or_default();
    let src = attr(AttrName::Src).filter(|src| !is_placeholder(src));
    let url = attr(AttrName::DataSrc)
        .filter(|src| !is_placeholder(src))
        .or(src)
        .and_then(|src| links.resolve_image(src))
        .or_else(|| {
            let widest = srcset.iter().max_by_key(|candidate| candidate.width.unwrap_or(0))?;
            Some(widest.url.clone())
        })?;
    let alt = attr(AttrName::Alt).map(str::to_owned);
    Some(Image { url, srcset, alt, caption: None, credit: None, width, height })
}

/// The candidates of the `<source>`s of the `<picture>` around it.
fn from_sources(page: &Page, node: NodeId, links: &Links) -> Option<Vec<crate::article::ImageCandidate>> {
    let picture = page.ancestors(node).take(4).find(|&id| page.node(id).tag == Tag::PICTURE)?;
    page.items_inside(picture)
        .iter()
        .filter(|item| item.kind == ItemKind::Element && page.node(item.node).tag == Tag::SOURCE)
        .filter_map(|item| {
            let set = page.attr(item.node, AttrName::Srcset).or_else(|| page.attr(item.node, AttrName::DataSrcset))?;
            Some(links.resolve_srcset(set))
        })
        .find(|set| !set.is_empty())
}

fn in_noscript(page: &Page, node: NodeId, links: &Links) -> Option<Image> {
    let markup = page.items_inside(node).iter().find_map(|item| match item.kind {
        ItemKind::Aside(range) if item.node == node => Some(page.value_at(range)),
        _ => None,
    })?;
    let options = Options { content_type: Some("text/html; charset=utf-8".into()), ..Options::default() };
    let inner = read_page(markup.as_bytes(), &options).ok()?;
    let found =
        inner.items.iter().find(|item| item.kind == ItemKind::Element && inner.node(item.node).tag == Tag::IMG)?;
    image(&inner, found.node, links)
}

/// Whether an address only holds the place of a picture that a script puts there later.
fn is_placeholder(src: &str) -> bool {
    if src.starts_with("data:") {
        // Real pictures are rarely inlined, and never this small.
        return src.len() < 1024 || src.starts_with("data:image/svg");
    }
    let name = src.rsplit('/').next().unwrap_or(src);
    ["placeholder", "blank.", "spacer", "transparent.", "lazy.", "loading.", "1x1", "pixel."]
        .iter()
        .any(|mark| name.contains(mark))
}
