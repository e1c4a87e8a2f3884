//! The blocks around the headline, where bylines, dates, breadcrumbs and leads stand.
//!
//! The stretch ends with the first paragraphs of the body, so that dates and names in the text, and those of
//! other articles' cards, are not taken for the article's own.

use crate::page::{BlockId, Flags, NodeId, Page, Tag};
use crate::roles::is_fact_box;
use crate::verdict::class_tokens::{self, Tokens};

/// Blocks looked at before the headline.
const BEFORE: usize = 12;
/// Blocks looked at behind it.
const BEHIND: usize = 40;
/// A paragraph this long (characters) is the body's, or the lead.
const PARAGRAPH: u32 = 160;
/// The stretch ends with this many paragraphs, of which the first may be the lead.
const PARAGRAPHS: usize = 2;

/// Elements around a fact that are looked at for its box.
const FACT_LEVELS: usize = 8;

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
            let is_skipped = page.node(block.container).flags.has(Flags::SKIPPED);
            let is_shown = !block.text.is_empty() && !is_skipped && !is_in_fact_box(page, block.container);
            is_shown.then_some(BlockId(index as u32))
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

/// Whether an element stands in a wiki's box of facts: its dates and names are the subject's, also where microformats mark them
/// as a card's.
fn is_in_fact_box(page: &Page, node: NodeId) -> bool {
    page.ancestors(node).take(FACT_LEVELS).any(|id| is_fact_box(page, id))
}

/// Whether a block stands among other articles, comments, or menus: by what is around it and not around the headline.
pub fn belongs_to_others(page: &Page, block: BlockId, headline: Option<BlockId>) -> bool {
    const OTHERS: Tokens = Tokens(
        Tokens::RELATED.0
            | Tokens::TRENDING.0
            | Tokens::COMMENT.0
            | Tokens::CARD.0
            | Tokens::NAV.0
            | Tokens::SIDEBAR.0
            | Tokens::WIDGET.0
            | Tokens::PROMO.0
            | Tokens::ADVERT.0,
    );
    let Some(block) = page.blocks.get(block.index()) else { return true };
    // What is a link to another page as a whole is another article's.
    let all_link = block.chars > 0 && block.link_chars * 5 >= block.chars * 4;
    let is_shared = |node: NodeId| {
        let node = page.node(node);
        headline.is_some_and(|headline| (node.first_block..node.end_block).contains(&headline.0))
    };
    all_link
        || is_in_fact_box(page, block.container)
        || page.ancestors(block.container).take(8).take_while(|node| !is_shared(*node)).any(|node| {
            matches!(page.node(node).tag, Tag::NAV | Tag::ASIDE) || class_tokens::of(page, node).any(OTHERS)
        })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use crate::{Options, extract};

    #[test]
    fn what_a_box_of_facts_tells_of_its_subject_is_not_said_of_the_page() {
        let page = |box_class: &str| {
            let html = format!(
                "<title>The mill</title><h1>The mill</h1><table class='{box_class}'><tr><th>Founded<td>\
                 <span class='dtstart published'>1998-02-28</span><tr><th>Founder<td class=author><a href=/lee>Ann Lee</a></table>\
                 <p>It rained all day in the valley, and by the evening the river had risen so high that it stood still."
            );
            let article = extract(html.as_bytes(), &Options::default()).unwrap();
            (article.authors.len(), article.published_time.is_some())
        };
        assert_eq!(page("byline"), (1, true));
        assert_eq!(page("infobox vcard"), (0, false));
    }
}
