//! The adoption agency algorithm (HTML standard, 13.2.6.4.7) on a tree whose nodes know their parents only.
//!
//! `<b><p>x</b>y</p>` means `<p><b>x</b>y</p>`: the formatting element ends in the middle of a block that it began outside
//! of. The standard moves nodes; here their parent changes, and what already stands in the block gets a copy of the
//! formatting element as its parent.

use super::builder::PageBuilder;
use super::formatting::{Entry, Formatting};
use super::open_elements::Open;
use super::{ItemKind, NodeId, Tag};

/// Rounds of the standard's outer loop.
const MAX_ROUNDS: usize = 8;

/// How many elements above the furthest block may be formatting that is copied (the standard's inner loop counter).
const MAX_COPIES: usize = 3;

impl PageBuilder {
    /// Handles the end tag of a formatting element.
    pub(super) fn adopt(&mut self, tag: Tag) {
        if let Some(open) = self.open.current()
            && open.is(tag)
            && self.active.position(open.node).is_none()
        {
            return self.pop();
        }
        for _ in 0..MAX_ROUNDS {
            let Some((entry, formatting)) = self.active.find(tag) else { return self.end_any(tag) };
            let Some(at) = self.open.position(formatting.node) else {
                self.active.0.remove(entry);
                return;
            };
            let inside = &self.open.0[at + 1..];
            if inside.iter().any(|open| open.is_scope()) {
                return;
            }
            let Some(furthest) = inside.iter().position(|open| open.is_special()) else {
                self.pop_to(at);
                self.active.0.remove(entry);
                return;
            };
            self.split(formatting, at, at + 1 + furthest);
        }
    }

    /// One round: the formatting element at `at` ends before the block at `furthest`, and what is in the block gets a copy.
    fn split(&mut self, formatting: Formatting, at: usize, furthest: usize) {
        self.reach.note(at, None);
        let outer = self.open.0[at];
        let block = self.open.0[furthest];
        let mut parent = self.page.node(outer.node).parent;
        // Formatting elements between the two are copied around the block; others end.
        let mut kept = Vec::new();
        for between in at + 1..furthest {
            let is_near = furthest - between <= MAX_COPIES;
            let open = self.open.0[between];
            if let Some(position) = self.active.position(open.node) {
                if is_near {
                    let copy = self.reopen(open.node, parent);
                    if let Entry::Element(element) = &mut self.active.0[position] {
                        element.node = copy;
                    }
                    kept.push(Open { node: copy, ..open });
                    parent = copy;
                } else {
                    self.active.0.remove(position);
                }
            }
            self.close_inline(open);
        }
        self.page.nodes[block.node.index()].parent = parent;
        let outer_link = self.page.node(parent).link;
        let copy = self.reopen(outer.node, block.node);
        self.reparent(block.node, copy);
        // Links reach down: what comes after in the block is outside of this one.
        for open in &self.open.0[furthest..] {
            let node = &mut self.page.nodes[open.node.index()];
            if node.link == Some(outer.node) {
                node.link = outer_link;
            }
        }
        // The copy takes its place behind the innermost of the copied ones, or where the element was.
        let old = self.active.position(outer.node);
        let innermost = kept.last().and_then(|open| self.active.position(open.node));
        let entry = Entry::Element(Formatting { node: copy, ..formatting });
        match (old, innermost) {
            (Some(old), Some(innermost)) => {
                self.active.0.insert(innermost + 1, entry);
                self.active.0.remove(old);
            }
            (Some(old), None) => self.active.0[old] = entry,
            (None, _) => {}
        }
        self.close_inline(outer);
        let inner = self.open.0.split_off(furthest + 1);
        self.open.0.truncate(at);
        self.open.0.extend(kept);
        self.open.0.push(block);
        self.open.0.push(Open { node: copy, ..outer });
        self.open.0.extend(inner);
    }

    /// Ends an inline element that is not the innermost, without ending the block around it.
    fn close_inline(&mut self, open: Open) {
        if !open.has(super::TagProperties::BLOCK) {
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
        for item in self.page.items.get_mut(first_item..).unwrap_or_default() {
            if item.node == block && item.kind != ItemKind::Element {
                item.node = copy;
            }
        }
    }
}
