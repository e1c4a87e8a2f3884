//! A page without an article gives the whole readable text rather than a part of it: decisions go in; what is neither
//! furniture nor advertising is kept.
//!
//! Lists, shops and start pages are made of what an article must be rid of: cards, short texts, prices.

use super::{Decision, Evidence, Judgement};
use crate::article::Kind;
use crate::page::{Flags, NodeId, Tag};

/// What is kept already is enough if it has at least this part of the words of what else could be.
const ENOUGH: u32 = 4;
/// Levels between a text and what it is part of.
const LEVELS: usize = 24;

/// Keeps the readable text of a page on which no article was found, where much more would be left out than is kept. They are
/// as sure as may be only just, so that a stricter reader leaves them out again.
pub fn keep(evidence: &Evidence<'_>, threshold: f32, kept: u32, blocks: &mut [Judgement]) {
    let page = evidence.page;
    if page.is_plain {
        return;
    }
    let readable: Vec<usize> = (0..blocks.len()).filter(|&at| is_readable(evidence, at, &blocks[at])).collect();
    let words: u32 = readable.iter().map(|&at| page.blocks[at].words).sum();
    if kept * ENOUGH >= words {
        return;
    }
    for at in readable {
        let score = blocks[at].score.max(threshold);
        blocks[at] = Judgement { score, decision: Decision::Keep, kind: None, reason: "" };
    }
}

fn is_readable(evidence: &Evidence<'_>, at: usize, judgement: &Judgement) -> bool {
    let page = evidence.page;
    let block = &page.blocks[at];
    let is_content = matches!(judgement.kind, None | Some(Kind::Other | Kind::Related));
    let is_furniture = |id: NodeId| {
        matches!(page.node(id).tag, Tag::NAV | Tag::FOOTER | Tag::DIALOG | Tag::FORM)
            || page.node(id).flags.has(Flags::REMOVE)
            || page.node(id).flags.has(Flags::HIDDEN)
    };
    judgement.decision.is_removed()
        && block.words > 0
        && is_content
        && !page.ancestors(block.container).take(LEVELS).any(is_furniture)
}
