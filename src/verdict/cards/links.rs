//! The page's links go in; those that can belong to a card come out, in order.

use super::own::Own;
use crate::page::measure;
use crate::page::{AttrName, Block, BlockId, Item, ItemKind, NodeId, Page, Tag, TextRange};
use crate::verdict::vocabulary;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// A link to another page.
#[derive(Debug, Clone)]
pub(super) struct Link {
    /// The `a`.
    pub node: NodeId,
    /// Its items in [`Page::items`].
    pub items: Range<u32>,
    /// The block it begins in.
    pub block: BlockId,
    /// Where it leads: equal numbers, equal pages.
    pub target: u32,
    /// Characters of its text without white space.
    pub chars: u32,
    /// Words of its text; three characters of a script without spaces count as one.
    pub words: u32,
    /// Characters of scripts without spaces, of which one says as much as two or three letters.
    pub unspaced_chars: u32,
    /// Whether a picture is in it.
    pub has_image: bool,
    /// Whether it is a heading, or in one.
    pub in_heading: bool,
    /// Whether its text says itself again: `title` or the picture's `alt`.
    pub says_twice: bool,
    /// Whether it stands for itself, not inside running text.
    pub alone: bool,
    /// Whether it begins with "Read more:" or the like, or such words stand before it.
    pub labelled: bool,
}

/// A link as [`key`] and [`Own::relative`] leave it, without the parts that do not tell pages apart: scheme, `www.`,
/// fragment, a slash at the end.
pub(super) fn key(href: &str) -> &str {
    let href = href.trim();
    let href = href.split('#').next().unwrap_or_default();
    let href = strip_scheme(href);
    href.strip_suffix('/').unwrap_or(href)
}

fn strip_scheme(href: &str) -> &str {
    let bytes = href.as_bytes();
    let rest = if bytes.len() > 8 && bytes[..8].eq_ignore_ascii_case(b"https://") {
        &href[8..]
    } else if bytes.len() > 7 && bytes[..7].eq_ignore_ascii_case(b"http://") {
        &href[7..]
    } else if let Some(rest) = href.strip_prefix("//") {
        rest
    } else {
        return href;
    };
    rest.strip_prefix("www.").unwrap_or(rest)
}

/// The host of an absolute address, without `www.`.
pub(super) fn host(href: &str) -> Option<&str> {
    let href = href.trim();
    let rest = strip_scheme(href);
    if rest.len() == href.len() {
        return None;
    }
    let end = rest.find(['/', '?', '#', ':']).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// Whether a link leads to a page at all, and to another one.
fn leads_elsewhere(href: &str, own: &Own<'_>) -> bool {
    let key = key(href);
    if key.is_empty() || own.is_address(key) {
        return false;
    }
    // `javascript:`, `mailto:`, `tel:`, `data:`, `whatsapp:` …; what is left of an http address has no scheme.
    let scheme = key.split(['/', '?']).next().unwrap_or_default();
    match scheme.split_once(':') {
        // `host:8080` has digits behind the colon.
        Some((_, port)) => !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()),
        None => true,
    }
}

/// The links that lead to other pages.
pub(super) fn find(page: &Page, own: &Own<'_>) -> Vec<Link> {
    let mut targets: HashMap<&str, u32> = HashMap::new();
    let mut links: Vec<Link> = Vec::new();
    // The link that was rejected last: its further items need not be judged again.
    let mut rejected = None;
    for block_id in page.block_ids() {
        let block = page.block(block_id);
        for at in block.first_item..block.end_item {
            let item = page.items[at as usize];
            let Some(node) = page.node(item.node).link else { continue };
            if let Some(last) = links.last_mut()
                && last.node == node
            {
                last.items.end = at + 1;
                last.has_image |= is_picture(page, item.node, item.kind);
                continue;
            }
            if rejected == Some(node) {
                continue;
            }
            let href = page.attr(node, AttrName::Href).unwrap_or_default();
            if !leads_elsewhere(href, own) {
                rejected = Some(node);
                continue;
            }
            let next = targets.len() as u32;
            let target = *targets.entry(own.relative(key(href))).or_insert(next);
            links.push(Link {
                node,
                items: at..at + 1,
                block: block_id,
                target,
                chars: 0,
                words: 0,
                unspaced_chars: 0,
                has_image: is_picture(page, item.node, item.kind),
                in_heading: false,
                says_twice: false,
                alone: false,
                labelled: false,
            });
        }
    }
    for link in &mut links {
        measure(page, link);
    }
    links
}

fn is_picture(page: &Page, node: NodeId, kind: ItemKind) -> bool {
    let tag = page.node(node).tag;
    kind == ItemKind::Element && (tag.is_picture() || matches!(tag, Tag::SOURCE | Tag::VIDEO))
}

/// A link's text, pieces joined where blocks or breaks part them.
pub(super) fn text(page: &Page, items: Range<u32>) -> Cow<'_, str> {
    if let [Item { kind: ItemKind::Text(range), .. }] = page.items[items.start as usize..items.end as usize] {
        return Cow::Borrowed(page.text_at(range).trim_end());
    }
    let mut text = String::new();
    let mut end = None;
    for item in &page.items[items.start as usize..items.end as usize] {
        match item.kind {
            ItemKind::Text(range) => {
                if end.is_some_and(|end| end != range.start) && !text.ends_with(' ') {
                    text.push(' ');
                }
                text.push_str(page.text_at(range));
                end = Some(range.end);
            }
            ItemKind::Break if !text.is_empty() && !text.ends_with(' ') => text.push(' '),
            _ => {}
        }
    }
    text.truncate(text.trim_end().len());
    Cow::Owned(text)
}

/// Words as a reader counts them: three characters of a script without spaces are about one.
pub(super) const fn reading_words(words: u32, unspaced_chars: u32) -> u32 {
    words.saturating_sub(unspaced_chars.saturating_mul(2) / 3)
}

fn measure(page: &Page, link: &mut Link) {
    let block = page.block(link.block);
    let spans_blocks = link.items.end > block.end_item;
    let text = text(page, link.items.clone());
    let counts = measure::counts(&text);
    (link.chars, link.unspaced_chars) = (counts.chars, counts.unspaced_chars);
    link.words = reading_words(counts.words, counts.unspaced_chars);
    if link.chars == 0 {
        link.alone = true;
        return;
    }
    let heading_above = |node: NodeId| {
        page.ancestors(node).take(6).any(|node| matches!(page.node(node).tag.heading_level(), Some(2..=6)))
    };
    link.in_heading = heading_above(link.node)
        || (spans_blocks && page.blocks_inside(link.node).any(|block| heading_above(page.blocks[block].container)));
    let title = page.attr(link.node, AttrName::Title).unwrap_or_default();
    link.says_twice = !title.is_empty() && title.trim() == text.trim()
        || link.has_image
            && page.items[link.items.start as usize..link.items.end as usize].iter().any(|item| {
                item.kind == ItemKind::Element
                    && page.attr(item.node, AttrName::Alt).is_some_and(|alt| alt.trim() == text.trim())
            });
    let hits = vocabulary::hits(&text);
    link.labelled = hits.any(vocabulary::Hits::STARTS_READ_MORE);
    link.alone = spans_blocks || stands_alone(page, block, link);
}

/// Whether a link is no part of running text. Beside it in its block there may be other links, breaks, text in elements
/// of their own (a date, a teaser: not in a `p`, where elements inside the text are the rule), a label before it, and
/// a few characters.
fn stands_alone(page: &Page, block: &Block, link: &mut Link) -> bool {
    let in_paragraph = page.node(block.container).tag == Tag::P;
    let parent = page.node(link.node).parent;
    let (mut before, mut after) = (0_usize, 0_usize);
    let mut label: Option<TextRange> = None;
    let mut broken = false;
    // Long lines of links would make this quadratic; what is far away does not matter.
    let around = link.items.start.saturating_sub(8).max(block.first_item)..(link.items.end + 8).min(block.end_item);
    for at in around {
        let item = page.items[at as usize];
        let is_before = at < link.items.start;
        match item.kind {
            ItemKind::Break if is_before => {
                (before, label) = (0, None);
            }
            ItemKind::Break if at >= link.items.end => {
                broken = true;
            }
            ItemKind::Text(range) if page.node(item.node).link.is_none() && !broken => {
                let own_element = !in_paragraph && item.node != block.container && item.node != parent;
                let chars = page.text_at(range).chars().filter(|c| c.is_alphanumeric()).count();
                if is_before {
                    label = Some(TextRange { start: label.map_or(range.start, |l| l.start), end: range.end });
                    before += chars;
                } else if !own_element {
                    after += chars;
                }
            }
            _ => {}
        }
    }
    if let Some(range) = label {
        let words = page.text_at(range).trim();
        let hits = vocabulary::hits(words);
        if hits.any(vocabulary::Hits::HEADS_ARTICLES) || hits.any(vocabulary::Hits::STARTS_READ_MORE) {
            link.labelled = true;
            before = 0;
        }
    }
    let rest = before.min(40) + after;
    rest * 4 <= link.chars as usize || (!in_paragraph && before <= 24 && after * 4 <= link.chars as usize)
}
