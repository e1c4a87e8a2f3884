//! What a token did to the stack of open elements: for a reader that must know which bytes of the source can be left
//! out without changing how the rest is read.

use super::builder::{PageBuilder, STILL_OPEN};
use super::formatting::Entry;
use super::{NodeId, Tag};

/// Longer lists of active formatting elements are not compared.
const LONGEST_LIST: usize = 64;

/// How deep into the stack of open elements something reached.
#[derive(Debug, Clone, Copy)]
pub struct Reach {
    /// What lies below this position is as it was.
    pub depth: usize,
    /// The outermost of what was popped.
    pub outermost: Option<(NodeId, Tag)>,
}

impl Default for Reach {
    fn default() -> Self {
        Self { depth: usize::MAX, outermost: None }
    }
}

impl Reach {
    /// The stack was changed from this position on.
    pub(super) fn note(&mut self, depth: usize, popped: Option<(NodeId, Tag)>) {
        if depth < self.depth {
            *self = Self { depth, outermost: popped };
        }
    }
}

impl PageBuilder {
    /// How far down the stack was changed since this was last asked.
    pub fn take_reach(&mut self) -> Reach {
        std::mem::take(&mut self.reach)
    }

    /// The same, to be asked again.
    #[must_use]
    pub const fn reach(&self) -> Reach {
        self.reach
    }

    /// How many elements are open.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.open.0.len()
    }

    /// The open elements from a position on, the outermost first.
    pub fn open_from(&self, depth: usize) -> impl Iterator<Item = NodeId> + '_ {
        self.open.0[depth.min(self.open.0.len())..].iter().map(|open| open.node)
    }

    /// Whether so many blocks have come that some elements became lines: then the tree no longer says what they are.
    #[must_use]
    pub const fn is_crowded(&self) -> bool {
        self.line.is_some()
    }

    /// Whether an element has not ended yet.
    #[must_use]
    pub fn is_open(&self, node: NodeId) -> bool {
        self.page.node(node).end == STILL_OPEN
    }

    /// The block that content at this place belongs to, if one has begun.
    #[must_use]
    pub fn block_in_progress(&self) -> Option<u32> {
        self.run.is_open().then_some(self.page.blocks.len() as u32)
    }

    /// What else than the open elements decides how the page is read on, as one number: the active formatting elements and
    /// the form. None if there is too much of it to be compared.
    #[must_use]
    pub fn context(&self) -> Option<u64> {
        if self.active.0.len() > LONGEST_LIST {
            return None;
        }
        let mix = |hash: u64, value: u64| (hash.rotate_left(5) ^ value).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        let form = self.form.map_or(0, |form| u64::from(form.0) + 1);
        Some(self.active.0.iter().fold(mix(0, form), |hash, entry| match entry {
            Entry::Marker => mix(hash, 1),
            Entry::Element(element) => {
                // One that is closed is only a pattern for the next; which it was does not count.
                let node = if self.is_open(element.node) { u64::from(element.node.0) + 2 } else { 1 };
                mix(mix(mix(hash, u64::from(element.tag.0)), element.attributes), node)
            }
        }))
    }
}
