//! The blocks around the headline, where bylines, dates, breadcrumbs and leads stand.
//!
//! The stretch ends with the first paragraphs of the body, so that dates and names in the text, and those of
//! other articles' cards, are not taken for the article's own.

use crate::page::{BlockId, Flags, Page, Tag};

/// Blocks looked at before the headline.
const BEFORE: usize = 12;
/// Blocks looked at behind it.
const BEHIND: usize = 40;
/// A paragraph this long (characters) is the body's, or the lead.
const PARAGRAPH: u32 = 160;
/// The stretch ends with this many paragraphs, of which the first may be the lead.
const PARAGRAPHS: usize = 2;

/// The stretch around the headline.
#[derive(Debug, Default)]
pub struct Nearby {
    /// Blocks before it, in document order.
    pub before: Vec<BlockId>,
    /// Blocks behind it, in document order.
    pub behind: Vec<BlockId>,
}

impl Nearby {
    /// Of a headline; without one, the page's beginning.
    pub fn of(page: &Page, headline: Option<BlockId>) -> Self {
        let shown = |index: usize| {
            let block = &page.blocks[index];
            let flags = page.node(block.container).flags;
            (!block.text.is_empty() && !flags.has(Flags::SKIPPED)).then_some(BlockId(index as u32))
        };
        let start = headline.map_or(0, BlockId::index);
        let mut nearby =
            Self { before: (start.saturating_sub(BEFORE)..start).filter_map(shown).collect(), behind: Vec::new() };
        let mut paragraphs = 0;
        for id in (start + usize::from(headline.is_some())..page.blocks.len()).take(BEHIND).filter_map(shown) {
            let block = page.block(id);
            // The next article's headline ends this one's surroundings.
            if page.node(block.container).tag == Tag::H1 && headline.is_some() {
                break;
            }
            if block.chars >= PARAGRAPH && block.link_chars * 3 < block.chars {
                paragraphs += 1;
                if paragraphs == PARAGRAPHS {
                    break;
                }
            }
            nearby.behind.push(id);
        }
        nearby
    }

    /// All of it, what is behind the headline first; with each whether it is.
    pub fn blocks(&self) -> impl Iterator<Item = (bool, BlockId)> + '_ {
        let behind = self.behind.iter().map(|block| (true, *block));
        behind.chain(self.before.iter().rev().map(|block| (false, *block)))
    }

    /// Whether a block is in it.
    pub fn holds(&self, block: BlockId) -> bool {
        self.behind.binary_search(&block).is_ok() || self.before.binary_search(&block).is_ok()
    }
}
