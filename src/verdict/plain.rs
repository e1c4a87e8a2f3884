//! Plain text: where markup says nothing, the lines' lengths do.
//!
//! The body goes from the headline to the last paragraph that is not another article's. Short lines within it are
//! headings, or captions that lost their pictures: where only one or two stand among long paragraphs they are folded.

use super::{Evidence, Judgement};
use crate::article::Kind;
use crate::metadata::plain::is_paragraph;
use crate::sorting;

/// The score of a line within the body.
const BODY: f32 = 0.9;
/// The score of a line that may be a caption: folded at the default strictness.
const UNSURE: f32 = 0.45;
/// The score of a line outside of the body.
const OUTSIDE: f32 = 0.1;
/// So many short lines are headings.
const HEADINGS: usize = 3;
/// Where paragraphs have fewer words than this, a short line is one of them.
const LONG_PARAGRAPHS: u32 = 40;

/// Scores for the lines of a page without markup, before other articles' cards are looked for.
pub fn scores(evidence: &Evidence<'_>) -> Vec<f32> {
    let page = evidence.page;
    let first = evidence.metadata.headline.map(|id| id.index() + 1);
    let first = first.or_else(|| page.blocks.iter().position(is_paragraph)).unwrap_or(0);
    (0..page.blocks.len()).map(|at| if at >= first { BODY } else { OUTSIDE }).collect()
}

/// Ends the body behind its last paragraph once the cards are known, and folds what may be captions.
pub fn settle(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let page = evidence.page;
    let is_body = |at: usize, blocks: &[Judgement]| blocks[at].score >= BODY && blocks[at].kind.is_none();
    let paragraphs: Vec<usize> =
        (0..blocks.len()).filter(|&at| is_body(at, blocks) && is_paragraph(&page.blocks[at])).collect();
    let (Some(&first), Some(&last)) = (paragraphs.first(), paragraphs.last()) else { return };
    for judgement in &mut blocks[last + 1..] {
        judgement.score = judgement.score.min(OUTSIDE);
        if judgement.kind.is_none() {
            (judgement.kind, judgement.reason) = (Some(Kind::Other), "behind the last paragraph");
        }
    }
    let mut lengths: Vec<u32> = paragraphs.iter().map(|&at| page.blocks[at].words).collect();
    sorting::sort(&mut lengths);
    let median = lengths[lengths.len() / 2];
    let short: Vec<usize> = (first..last)
        .filter(|&at| is_body(at, blocks) && page.blocks[at].words * 2 < median.min(LONG_PARAGRAPHS))
        .collect();
    let headings = short.iter().filter(|&&at| page.blocks[at].sentences == 0).count();
    if median >= LONG_PARAGRAPHS && headings < HEADINGS {
        for at in short {
            (blocks[at].score, blocks[at].reason) = (UNSURE, "a short line among long paragraphs");
        }
    }
}
