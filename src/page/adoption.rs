//! The adoption agency algorithm (HTML standard, 13.2.6.4.7) on a tree whose nodes know their parents only.
//!
//! `<b><p>x</b>y</p>` means `<p><b>x</b>y</p>`: the formatting element ends in the middle of a block that it began outside
//! of. The standard moves nodes; here their parent changes, and what already stands in the block gets a copy of the
//! formatting element as its parent.

use super::builder::PageBuilder;
use super::formatting::Entry;
use super::open_elements::{Open, Scope};
use super::{ItemKind, NodeId, Tag, TagProperties};

/// Rounds of the standard's outer loop.
const MAX_ROUNDS: usize = 8;

impl PageBuilder {
    /// Handles the end tag of a formatting element.
    pub(super) fn adopt(&mut self, tag: Tag) {
        if let Some(open) = self.open.current()
            && open.tag == tag
            && self.active.position(open.node).is_none()
        {
            return self.pop();
        }
        for _ in 0..MAX_ROUNDS {
            let Some((entry, formatting)) = self.active.find(tag) else { return self.end_any(tag) };
            let Some(at) = self.open.position(formatting) else {
                self.active.0.remove(entry);
                return;
            };
            let in_scope = self.open.find(Scope::Default, |other| other == tag).is_some_and(|found| found >= at)
                || !self.open.0[at + 1..].iter().any(|open| open.is_foreign || open.tag.is(TagProperties::SCOPE));
            if !in_scope {
                return;
            }
            let furthest = self.open.0[at + 1..].iter().position(|open| open.tag.is(TagProperties::SPECIAL));
            let Some(furthest) = furthest.map(|offset| at + 1 + offset) else {
                self.pop_to(at);
                self.active.0.remove(entry);
                return;
            };
            self.split(entry, at, furthest);
        }
    }

    /// One round: the formatting element at `at` ends before the block at `furthest`, and what is in the block gets a copy.
    fn split(&mut self, entry: usize, at: usize, furthest: usize) {
        let formatting = self.open.0[at];
        let block = self.open.0[furthest];
        let mut parent = self.page.node(formatting.node).parent;
        // Formatting elements between the two are copied around the block; others end.
        let mut kept = Vec::new();
        for between in at + 1..furthest {
            let between = self.open.0[between];
            if let Some(position) = self.active.position(between.node) {
                let copy = self.reopen(between.node, parent);
                self.active.0[position] = Entry::Element { node: copy, tag: between.tag };
                kept.push(Open { node: copy, ..between });
                parent = copy;
            }
            self.close_inline(between);
        }
        self.page.nodes[block.node.index()].parent = parent;
        let outer_link = self.page.node(parent).link;
        let copy = self.reopen(formatting.node, block.node);
        self.reparent(block.node, copy);
        // Links reach down: what comes after in the block is outside of this one.
        for open in &self.open.0[furthest..] {
            let node = &mut self.page.nodes[open.node.index()];
            if node.link == Some(formatting.node) {
                node.link = outer_link;
            }
        }
        if let Some(slot) = self.active.0.get_mut(entry) {
            *slot = Entry::Element { node: copy, tag: formatting.tag };
        }
        self.close_inline(formatting);
        let inner = self.open.0.split_off(furthest + 1);
        self.open.0.truncate(at);
        self.open.0.extend(kept);
        self.open.0.push(block);
        self.open.0.push(Open { node: copy, ..formatting });
        self.open.0.extend(inner);
    }

    /// Ends an inline element that is not the innermost, without ending the block around it.
    fn close_inline(&mut self, open: Open) {
        if !open.tag.is(TagProperties::BLOCK) {
            self.close(open);
        }
    }

    /// Gives what stands directly in `block` so far to `copy`, as long as the budget lasts.
    fn reparent(&mut self, block: NodeId, copy: NodeId) {
        let first_item = self.page.node(block).first_item as usize;
        let nodes = block.index() + 1..copy.index();
        let cost = nodes.len() + (self.page.items.len() - first_item.min(self.page.items.len()));
        if cost > self.adoption_budget {
            return;
        }
        self.adoption_budget -= cost;
        let depth = self.page.node(copy).depth;
        for node in &mut self.page.nodes[nodes] {
            if node.parent == block {
                node.parent = copy;
                node.depth = node.depth.max(depth + 1);
            }
        }
        for item in self.page.items[first_item..].iter_mut() {
            if item.node == block && item.kind != ItemKind::Element {
                item.node = copy;
            }
        }
    }
}
