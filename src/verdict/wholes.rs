//! What is kept or left out as a whole: the block model judges each cell, item and line by itself, and a table with holes
//! says something else than its page.

use super::{Decision, Evidence, Judgement};
use crate::page::{NodeId, Page};
use crate::roles::{Role, Roles};

/// The neighbours are at most this many blocks away.
const NEAR: usize = 8;

/// Completes tables, listings and lists of which enough is kept, and the notes that the kept text refers to.
pub fn complete(evidence: &Evidence<'_>, roles: &mut Roles<'_>, threshold: f32, blocks: &mut [Judgement]) {
    let page = evidence.page;
    if page.is_plain {
        return;
    }
    let mut at = 0;
    while at < page.nodes.len() {
        let id = NodeId(at as u32);
        at += 1;
        let node = page.node(id);
        let inside = page.blocks_inside(id);
        if node.container != id || inside.is_empty() || inside.len() > page.blocks.len() / 2 + 4 {
            continue;
        }
        let (fewest, fills) = match roles.of(id) {
            Role::Table => (0.3, true),
            Role::Code => (0.01, true),
            Role::List | Role::Definitions => (0.6, false),
            _ => continue,
        };
        if is_enough(page, blocks, inside.clone(), fewest) || fills && is_between(page, blocks, inside.clone()) {
            inside.for_each(|at| keep(&mut blocks[at], threshold));
            // What is nested in it is kept with it.
            at = at.max(node.end as usize);
        }
    }
    for (link, note) in roles.notes.pairs() {
        let is_referred =
            blocks.get(page.node(link).first_block as usize).is_some_and(|block| block.decision.is_shown());
        if is_referred {
            page.blocks_inside(note).for_each(|at| keep(&mut blocks[at], threshold));
        }
    }
}

/// Keeps what is not known to be something else, as little sure as may be.
fn keep(judgement: &mut Judgement, threshold: f32) {
    if judgement.decision.is_removed() && judgement.kind.is_none() {
        *judgement =
            Judgement { score: judgement.score.max(threshold), decision: Decision::Keep, kind: None, reason: "" };
    }
}

/// Whether this share of the words is kept.
fn is_enough(page: &Page, blocks: &[Judgement], inside: std::ops::Range<usize>, share: f32) -> bool {
    let (mut words, mut kept) = (0, 0);
    for at in inside {
        words += page.blocks[at].words;
        kept += if blocks[at].decision.is_shown() { page.blocks[at].words } else { 0 };
    }
    kept > 0 && kept as f32 >= words as f32 * share
}

/// Whether the texts right before and behind are kept. The headline counts as kept.
fn is_between(page: &Page, blocks: &[Judgement], inside: std::ops::Range<usize>) -> bool {
    let is_text = |at: &usize| page.blocks[*at].words > 0;
    let is_kept = |at: usize| blocks[at].decision.is_shown() || blocks[at].decision == Decision::Title;
    let before = (inside.start.saturating_sub(NEAR)..inside.start).rev().find(is_text);
    let behind = (inside.end..blocks.len().min(inside.end + NEAR)).find(is_text);
    before.is_some_and(is_kept) && behind.is_some_and(is_kept)
}
