//! Embeds: frames and posts of other sites go in; what they show, whose it is and what the page quotes of it come out.
//!
//! A frame is in the article only if its provider is known, or the caller keeps it: most others are adverts and counters.

use super::structure::{Builder, Leaf};
use crate::article::{Block, BlockKind};
use crate::links::Links;
use crate::page::{AttrName, Flags, NodeId, Page, Tag};
use crate::roles::providers;

/// Elements of a post that are looked at for links, and links that are looked at for their provider.
const MOST_NODES: usize = 1024;
const MOST_LINKS: usize = 16;

/// The embed that a frame, an `object` or an AMP component shows.
pub fn of_frame(page: &Page, id: NodeId, links: &Links) -> Option<BlockKind> {
    let tag = page.node(id).tag;
    let title = [AttrName::Title, AttrName::AriaLabel].into_iter().find_map(|name| text(page, id, name));
    if let Some(shown) = text(page, id, AttrName::DataId) {
        let mut elements =
            providers::section("elements").filter_map(|(provider, line)| Some((provider, line.split_once(' ')?)));
        let (provider, (_, prefix)) = elements.find(|(_, (element, _))| *element == tag.name())?;
        let url = links.resolve(&format!("{prefix}{shown}"))?;
        return Some(BlockKind::Embed { provider: provider.to_owned(), url, title, quote: None });
    }
    let own = [AttrName::Src, AttrName::DataSrc, AttrName::DataUrl, AttrName::Data];
    let inside = id.index() + 1..(page.node(id).end as usize).min(page.nodes.len());
    let url = own
        .into_iter()
        .filter_map(|name| text(page, id, name))
        .chain(inside.take(16).filter_map(|at| {
            // `object` says it in its `param` and its `embed`.
            let id = NodeId(at as u32);
            let is_source = match page.node(id).tag {
                Tag::PARAM => matches!(page.attr(id, AttrName::Name), Some("movie" | "src" | "url")),
                Tag::EMBED | Tag::IFRAME => true,
                _ => false,
            };
            let name = if page.node(id).tag == Tag::PARAM { AttrName::Value } else { AttrName::Src };
            is_source.then(|| text(page, id, name)).flatten()
        }))
        .filter(|url| !url.starts_with("about:"))
        .find_map(|url| links.resolve(&url))?;
    let is_pdf = || {
        let path = url.split(['?', '#']).next().unwrap_or(&url);
        path.to_ascii_lowercase().ends_with(".pdf") || page.attr(id, AttrName::Type) == Some("application/pdf")
    };
    let is_kept = || page.node(id).flags.has(Flags::KEEP).then(|| host(&url)).flatten();
    let provider = providers::of_address(&url)
        .or_else(|| providers::of_post(page, id))
        .or_else(|| is_pdf().then_some("PDF"))
        .or_else(is_kept)?;
    Some(BlockKind::Embed { provider: provider.to_owned(), url, title, quote: None })
}

/// The host of an absolute address.
fn host(url: &str) -> Option<&str> {
    let (scheme, rest) = url.split_once("://")?;
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    (scheme.starts_with("http") && end > 0).then(|| &rest[..end])
}

fn text(page: &Page, id: NodeId, name: AttrName) -> Option<String> {
    let value = page.attr(id, name)?.trim();
    (!value.is_empty()).then(|| value.to_owned())
}

impl Builder<'_> {
    /// The embed of a post: what the page quotes of it, and where it stands: the last link to its provider.
    pub(super) fn post(&mut self, id: NodeId, members: &[Leaf], depth: usize) -> Option<BlockKind> {
        let page = self.page;
        let name = providers::of_post(page, id)?;
        let quote: Vec<Block> = self.nest(members, depth);
        let inside = id.index()..(page.node(id).end as usize).min(page.nodes.len());
        let attr = |id, name| page.attr(id, name);
        let url = attr(id, AttrName::Cite).or(attr(id, AttrName::DataUrl)).or_else(|| {
            let links = inside.take(MOST_NODES).filter_map(|at| attr(NodeId(at as u32), AttrName::Href));
            let all: Vec<&str> = links.collect();
            all.iter()
                .rev()
                .take(MOST_LINKS)
                .find(|url| providers::of_address(url) == Some(name))
                .or(all.last())
                .copied()
        });
        let url = self.links.resolve(url?)?;
        let quote = (!quote.is_empty()).then_some(quote);
        Some(BlockKind::Embed { provider: name.to_owned(), url, title: None, quote })
    }
}
