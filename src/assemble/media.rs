//! Sound and moving pictures that the page plays itself: `audio` and `video` go in; their sources and poster come out.

use crate::article::{BlockKind, MediaKind, Source};
use crate::links::{Links, checked_media};
use crate::page::{AttrName, NodeId, Page, Tag};

/// Sources that an element may have; more say nothing.
const MOST_SOURCES: usize = 16;

/// The media block of an element; none where no source is known.
pub fn media(page: &Page, id: NodeId, links: &Links) -> Option<BlockKind> {
    let kind = match page.node(id).tag {
        Tag::AUDIO | Tag::AMP_AUDIO => MediaKind::Audio,
        Tag::VIDEO | Tag::AMP_VIDEO => MediaKind::Video,
        _ => return None,
    };
    let inside = id.index() + 1..(page.node(id).end as usize).min(page.nodes.len());
    let parts = inside.map(|at| NodeId(at as u32)).filter(|&id| page.node(id).tag == Tag::SOURCE).take(MOST_SOURCES);
    let mut sources: Vec<Source> = Vec::new();
    for part in [id].into_iter().chain(parts) {
        let attr = |name| page.attr(part, name).map(str::trim).filter(|value| !value.is_empty());
        let url = [AttrName::Src, AttrName::DataSrc].into_iter().find_map(|name| links.resolve_image(attr(name)?));
        let Some(url) = url.filter(|url| checked_media(url).is_some()) else { continue };
        if sources.iter().all(|other| other.url != url) {
            let media_type = attr(AttrName::Type).filter(|value| value.contains('/')).map(str::to_owned);
            sources.push(Source { url, media_type });
        }
    }
    if sources.is_empty() {
        return None;
    }
    let poster = page.attr(id, AttrName::Poster).and_then(|poster| links.resolve_image(poster));
    Some(BlockKind::Media { kind, sources, poster, caption: None })
}
