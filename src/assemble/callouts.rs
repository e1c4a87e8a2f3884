//! Callouts: the leaves of a note, tip or warning go in; its kind, title and blocks come out.

use super::structure::{Builder, Leaf};
use crate::article::{Block, BlockKind};
use crate::page::{NodeId, Tag};
use crate::roles::callouts::kind;
use crate::roles::has_class;

impl Builder<'_> {
    /// The callout of the leaves in an element. Its title is the first of them, if it is marked as one.
    pub(super) fn callout(&mut self, id: NodeId, members: &[Leaf], depth: usize) -> Option<BlockKind> {
        let page = self.page;
        let is_title = |leaf: &Leaf| {
            page.ancestors(page.block(leaf.id).container).take_while(|&inner| inner != id).any(|inner| {
                page.node(inner).tag == Tag::SUMMARY
                    || has_class(page, inner, |class| {
                        let class = class.to_ascii_lowercase();
                        class.ends_with("title") || class.contains("heading") || class == "icon"
                    })
            })
        };
        let titles = members.iter().take_while(|leaf| is_title(leaf)).count();
        let (titles, members) = members.split_at(titles);
        let title: Vec<&str> =
            titles.iter().map(|leaf| page.block_text(leaf.id)).filter(|text| !text.is_empty()).collect();
        let blocks: Vec<Block> = self.nest(members, depth);
        if blocks.is_empty() && title.is_empty() {
            return None;
        }
        let title = title.join(" ").replace('\n', " ");
        let kind = kind(page, id).unwrap_or("note").to_ascii_lowercase();
        Some(BlockKind::Callout { kind, title: (!title.is_empty()).then_some(title), blocks })
    }
}
