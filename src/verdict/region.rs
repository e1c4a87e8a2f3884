//! Where the article is: pictures and parts outside of it are not its own.

use super::{Evidence, Judgement, THRESHOLD};
use crate::page::BlockId;

/// Gives pictures without text the score of where they stand: inside the article, between its first and last kept text,
/// or between the headline and the first.
pub fn limit(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let page = evidence.page;
    let is_kept = |at: &usize| blocks[*at].score >= THRESHOLD && page.blocks[*at].words > 0;
    let Some(first) = (0..blocks.len()).find(is_kept) else { return };
    let Some(last) = (0..blocks.len()).rev().find(is_kept) else { return };
    let start = evidence.metadata.headline.map_or(first, BlockId::index).min(first);
    for at in 0..blocks.len() {
        // A picture that has a kind already, such as a related card's, is not the article's wherever it stands.
        if !page.blocks[at].text.is_empty() || blocks[at].kind.is_some() {
            continue;
        }
        let before = (start..at).rev().find(|&other| !page.blocks[other].text.is_empty());
        let near_kept = (at + 1..blocks.len()).take(6).any(|other| blocks[other].score >= THRESHOLD)
            || before.is_some_and(|other| blocks[other].score >= THRESHOLD);
        let in_article = at >= start && at <= last + 1 && near_kept;
        let in_link_list = page.blocks[at].links > 0 && page.node(page.blocks[at].container).link.is_some();
        blocks[at].score = if in_article && !in_link_list { 0.6 } else { 0.0 };
    }
}
