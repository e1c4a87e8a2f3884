//! Blocks of a page that is still arriving, those made of the same page blocks together.

use super::structure::Built;
use crate::article::{Block, BlockKind};
use crate::page::{BlockId, NodeId, Page};

/// Top-level blocks made of the same page blocks: one as a rule, more where a container is looked through.
pub struct Group {
    /// At least one.
    pub blocks: Vec<Block>,
    /// How sure it is, 0 to 1: the mean of the page blocks in it, by their words.
    pub score: f32,
    /// The first page block in it.
    pub first: BlockId,
    /// The last page block in it.
    pub last: BlockId,
    /// The outermost structural element around it.
    container: Option<NodeId>,
}

impl Group {
    pub fn new(built: Built, block: Block) -> Self {
        let Built { score, first, last, container, .. } = built;
        Self { blocks: vec![block], score, first, last, container }
    }

    /// Whether it ends with a picture, a film or a sound.
    pub fn is_picture(&self) -> bool {
        let last = self.blocks.last().map(|block| &block.kind);
        matches!(last, Some(BlockKind::Figure { .. } | BlockKind::Media { .. }))
    }

    /// Whether nothing that the page still brings can be made a part of it: its container is not among those that are
    /// still `open`, and behind a picture, which a caption may follow, stands text.
    pub fn is_settled(&self, page: &Page, open: &[NodeId]) -> bool {
        let behind = page.blocks.get(self.last.index() + 1..).unwrap_or_default();
        let has_text_behind = behind.iter().filter(|block| block.words > 0).count();
        let needed = if self.is_picture() { 2 } else { 0 };
        self.container.is_none_or(|node| open.binary_search(&node).is_err()) && has_text_behind >= needed
    }
}
