//! Tables of contents: decisions go in; a table that was judged entry by entry comes out whole, with its heading, kept or
//! dropped.
//!
//! Its entries are links within the page, and the block model takes a long one for text and a short one for a menu's. A
//! heading "Contents" over one entry of nine is worse than either.

use super::wholes::keep;
use super::{Decision, Evidence, Judgement};
use crate::article::Kind;
use crate::page::{AttrName, Block, Flags, NodeId, Page, Tag};
use std::ops::Range;

/// A dropped entry's score is at most this.
const DROPPED_SCORE: f32 = 0.15;
/// Fewer entries are no table.
const FEWEST: usize = 3;
/// Its heading has at most this many words.
const HEADING_WORDS: u32 = 6;
/// Elements around the list that hold nothing else than its heading.
const LEVELS: usize = 4;

/// Settles tables of contents of which a part is kept.
pub(super) fn settle(evidence: &Evidence<'_>, threshold: f32, blocks: &mut [Judgement]) {
    let page = evidence.page;
    if page.is_plain {
        return;
    }
    let mut at = 0;
    while at < page.nodes.len() {
        let id = NodeId(at as u32);
        at += 1;
        if !matches!(page.node(id).tag, Tag::UL | Tag::OL | Tag::DL) {
            continue;
        }
        at = at.max((page.node(id).end as usize).min(page.nodes.len()));
        let list = page.blocks_inside(id);
        if list.len() < FEWEST || !leads_within(page, &page.blocks[list.clone()]) {
            continue;
        }
        let (mut words, mut kept) = (0, 0);
        for at in list.clone() {
            words += page.blocks[at].words;
            kept += if blocks[at].decision == Decision::Keep { page.blocks[at].words } else { 0 };
        }
        let is_kept = kept * 2 > words;
        for at in with_heading(page, id, list) {
            if is_kept {
                keep(page, at, &[], threshold, blocks);
            } else if blocks[at].decision == Decision::Keep
                && !page.node(page.blocks[at].container).flags.has(Flags::KEEP)
            {
                // So that it stays out when the threshold is moved.
                blocks[at].score = blocks[at].score.min(DROPPED_SCORE);
                blocks[at].decision = Decision::Drop;
                (blocks[at].kind, blocks[at].reason) = (Some(Kind::Navigation), "in a table of contents");
            }
        }
    }
}

/// Whether the blocks are links to places in the page, and little else.
fn leads_within(page: &Page, blocks: &[Block]) -> bool {
    let (mut chars, mut links) = (0, 0);
    for block in blocks {
        chars += block.chars;
        let items = &page.items[block.first_item as usize..block.end_item as usize];
        let mut targets = items.iter().filter_map(|item| page.attr(page.node(item.node).link?, AttrName::Href));
        links += if targets.all(|href| href.starts_with('#')) { block.link_chars } else { 0 };
    }
    chars > 0 && links * 5 >= chars * 4
}

/// The blocks of a list and those before it that an element around them holds, or a heading of nothing else.
fn with_heading(page: &Page, list: NodeId, blocks: Range<usize>) -> Range<usize> {
    let holds_little = |id: &NodeId| {
        let inside = page.blocks_inside(*id);
        inside.end == blocks.end
            && page.blocks[inside.start..blocks.start].iter().all(|block| block.words <= HEADING_WORDS)
            && blocks.start - inside.start <= 2
    };
    let outer = page.ancestors(list).take(LEVELS).take_while(holds_little).last().unwrap_or(list);
    let start = page.blocks_inside(outer).start;
    let is_heading = |at: usize| page.node(page.blocks[at].container).tag.heading_level().is_some();
    let heads = start == blocks.start
        && start > 0
        && is_heading(start - 1)
        && page.blocks[start - 1].words <= HEADING_WORDS
        && page.node(page.blocks[start - 1].container).parent == page.node(list).parent
        && page.blocks.get(blocks.end).is_none_or(|_| is_heading(blocks.end));
    start - usize::from(heads)..blocks.end
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::links::Links;
    use crate::{Options, metadata, read_page};

    #[test]
    fn a_table_of_contents_is_kept_or_left_out_as_a_whole() {
        let entries = ["The flood", "What the mayor said on the morning after", "Help", "Spring"];
        let list: String = entries.iter().map(|entry| format!("<li><a href='#p'>{entry}</a></li>")).collect();
        let shown = |html: String, kept: [bool; 5]| {
            let page = read_page(html.as_bytes(), &Options::default()).unwrap();
            let metadata = metadata::gather(&page, &Links::new(None, None));
            let judged = |keep: &bool| {
                let decision = if *keep { Decision::Keep } else { Decision::Drop };
                Judgement { score: 0.4, decision, kind: None, reason: "" }
            };
            let mut blocks: Vec<Judgement> = kept.iter().map(judged).collect();
            settle(&Evidence::new(&page, &metadata), 0.5, &mut blocks);
            blocks.iter().map(|block| block.decision == Decision::Keep).collect::<Vec<_>>()
        };
        let boxed = || format!("<div><div id=toc><div><h2>Contents</h2></div><ul>{list}</ul></div></div>");
        assert_eq!(shown(boxed(), [true, true, false, false, false]), [false; 5]);
        assert_eq!(shown(boxed(), [false, true, true, false, false]), [true; 5]);
        let headed = format!("<h2>Contents</h2><ul>{list}</ul>");
        assert_eq!(shown(headed, [true, false, false, false, false]), [false; 5]);
        let others = boxed().replace("#p", "/p");
        assert_eq!(shown(others, [true, true, false, false, false]), [true, true, false, false, false]);
    }
}
