//! The article's own element, as Readability gives it: all that stands in it but what is surely something else.
//!
//! The block model judges each text; here the question is what part of the page the article is. That part is the innermost
//! element around nearly all of the kept text. What names itself in it (adverts, share bars, comments, boxes of related
//! articles …) stays out; what only looks unlike an article's text comes in.

use super::{Decision, Evidence, Judgement, THRESHOLD};
use crate::page::{Block, Flags, NodeId, Page, Tag};
use std::ops::Range;

/// The element holds this share of the kept words.
const NEARLY_ALL: f32 = 0.9;
/// An element of which less than this share is kept is no more the article's than the page's.
const FEWEST_KEPT: f32 = 0.25;

/// Names that are guesses from how a text looks, or say no more than what stands around it.
const GUESSES: &[&str] = &[
    "links and little else",
    "link to another page",
    "line that leads to another article",
    super::cards::CARD,
    super::duplicates::COPY,
    "does not look like the article's text",
    "caption of a picture that was left out",
    "picture outside of the article",
    "date line",
    "photo credit",
    "beside the article",
    super::NOT_SURE,
];

/// Keeps what stands in the article's element.
pub fn complete(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let page = evidence.page;
    let Some(inside) = element(page, blocks) else { return };
    for at in inside {
        let judgement = &mut blocks[at];
        let flags = page.node(page.blocks[at].container).flags;
        let is_guess = GUESSES.contains(&judgement.reason)
            || judgement.reason == super::cards::ALIKE
                && page.blocks[at].images == 0
                && is_item(page, &page.blocks[at]);
        let is_hidden = flags.has(Flags::HIDDEN) || flags.has(Flags::REMOVE);
        if judgement.decision.is_removed() && is_guess && !is_hidden {
            *judgement = Judgement { score: THRESHOLD, decision: Decision::Keep, kind: None, reason: "" };
        } else if judgement.decision == Decision::Keep {
            judgement.score = judgement.score.max(THRESHOLD);
        }
    }
}

/// Whether a block is an item of a list: sources and further reading are links alike, too.
fn is_item(page: &Page, block: &Block) -> bool {
    page.ancestors(block.container).take(3).any(|id| page.node(id).tag == Tag::LI)
}

/// The blocks of the innermost element around nearly all kept words; between the first and the last of them where that is
/// an element of the page rather than of the article.
pub(super) fn element(page: &Page, blocks: &[Judgement]) -> Option<Range<usize>> {
    let is_text =
        |judgement: &Judgement| judgement.decision == Decision::Keep || judgement.reason == super::duplicates::COPY;
    let is_kept = |at: &usize| is_text(&blocks[*at]) && page.blocks[*at].words > 0;
    let (first, last) = ((0..blocks.len()).find(is_kept)?, (0..blocks.len()).rev().find(is_kept)?);
    let mut sums = Vec::with_capacity(blocks.len() + 1);
    let mut sum = (0_u32, 0_u32);
    sums.push(sum);
    for (at, block) in page.blocks.iter().enumerate() {
        sum = (sum.0 + block.words, sum.1 + if is_kept(&at) { block.words } else { 0 });
        sums.push(sum);
    }
    let words = |id: NodeId| {
        let inside = page.blocks_inside(id);
        (sums[inside.end].0 - sums[inside.start].0, sums[inside.end].1 - sums[inside.start].1)
    };
    let holds = |id: &NodeId| words(*id).1 as f32 >= sum.1 as f32 * NEARLY_ALL;
    let ids = (0..page.nodes.len()).map(|at| NodeId(at as u32));
    let inner = ids.filter(holds).max_by_key(|&id| page.node(id).depth)?;
    let (all, kept) = words(inner);
    let is_page = matches!(page.node(inner).tag, Tag::BODY | Tag::HTML) || (kept as f32) < all as f32 * FEWEST_KEPT;
    let inside = page.blocks_inside(inner);
    Some(if is_page { first..last + 1 } else { inside.start.min(first)..inside.end.max(last + 1) })
}
