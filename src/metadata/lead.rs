//! The lead (standfirst, sapo, dek) where the page marks one by a class name, `itemprop`, or by repeating its description.

use super::nearby::Nearby;
use super::text;
use crate::page::{BlockId, Page, Tag};
use crate::verdict::class_tokens::{self, Tokens};

/// A lead has at least and at most this many characters.
const LENGTH: std::ops::RangeInclusive<u32> = 30..=700;

/// The block that shows the lead.
pub fn find(page: &Page, nearby: &Nearby, description: Option<&str>, title: &str) -> Option<BlockId> {
    let title = text::key(title);
    let description = description.map(text::key);
    nearby
        .behind
        .iter()
        .copied()
        .filter(|id| {
            let block = page.block(*id);
            LENGTH.contains(&block.chars) && block.link_chars * 2 < block.chars
        })
        .find(|id| {
            let block = page.block(*id);
            let marked =
                page.ancestors(block.container).take(2).any(|node| class_tokens::of(page, node).any(Tokens::LEAD));
            let heading = matches!(page.node(block.container).tag, Tag::H2 | Tag::H3 | Tag::H4);
            let key = text::key(page.block_text(*id));
            let described = description.as_deref().is_some_and(|description| {
                // Descriptions are cut at some length; a first paragraph is repeated there, too.
                let cut = description.len().min(key.len());
                cut >= 40 && description.is_char_boundary(cut) && key.starts_with(&description[..cut])
            });
            !text::agree(&key, &title) && (marked || (described && (heading || block.bold_chars * 2 > block.chars)))
        })
}
