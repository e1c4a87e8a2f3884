//! The headline of plain text: the line right above the first paragraph.

use super::title::Title;
use crate::page::{Block, Page};

/// Lines with fewer words are labels.
const FEWEST_WORDS: u32 = 3;

/// Whether a line of plain text is a paragraph rather than a title, a label or a menu's entry.
#[must_use]
pub fn is_paragraph(block: &Block) -> bool {
    block.words >= 25 || block.sentences > 0 && block.words >= 12
}

/// The line above the first paragraph, if it can be a headline.
pub fn headline(page: &Page) -> Title {
    let block = page.block_ids().find(|&id| is_paragraph(page.block(id))).and_then(|first| {
        let above = crate::page::BlockId(first.0.checked_sub(1)?);
        (page.block(above).words >= FEWEST_WORDS).then_some(above)
    });
    Title { text: block.map(|id| page.block_text(id).to_owned()).unwrap_or_default(), block }
}
