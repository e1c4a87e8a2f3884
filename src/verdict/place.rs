//! How sure one must be of a block depends on where it stands: scores go in; scores, moved by the places of the blocks among
//! those that are kept, come out.
//!
//! The model sees a block and its nearest neighbours, not what was decided on them. Two places tell more than it knows:
//!
//! - Behind the last long text stand sign-offs, biographies and appeals in the markup of the body. What the model takes for
//!   text there with little certainty mostly is not.
//! - A heading, list item or cell right between two kept texts is a part of what it stands in, unless the model is sure
//!   that it is not.

use super::expectation::moved;
use super::{Judgement, THRESHOLD};
use crate::page::{Page, Tag};

/// What ends a body has at least this many words.
const LONG_WORDS: u32 = 20;
/// How likely text must be that stands behind the body's last long one.
const BEHIND: f32 = 0.7;
/// How likely something else than a paragraph must be between two kept texts.
const BETWEEN: f32 = 0.3;

/// Moves the scores of blocks behind the body and of short ones in it.
pub(super) fn weigh(page: &Page, blocks: &mut [Judgement]) {
    let texts: Vec<usize> = (0..blocks.len()).filter(|&at| page.blocks[at].words > 0).collect();
    let is_kept: Vec<bool> = texts.iter().map(|&at| blocks[at].score >= THRESHOLD).collect();
    let is_long = |place: &usize| is_kept[*place] && page.blocks[texts[*place]].words >= LONG_WORDS;
    let Some(first) = (0..texts.len()).find(is_long) else { return };
    let Some(last) = (0..texts.len()).rev().find(is_long) else { return };
    for place in first + 1..texts.len() {
        let at = texts[place];
        let judgement = &mut blocks[at];
        if judgement.kind.is_some() {
            continue;
        }
        if place > last {
            judgement.score = moved(judgement.score, BEHIND);
        } else if place < last && is_kept[place - 1] && is_kept[place + 1] {
            let is_paragraph = page.node(page.blocks[at].container).tag == Tag::P;
            judgement.score = if is_paragraph { judgement.score } else { moved(judgement.score, BETWEEN) };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Decision;
    use crate::{Options, read_page};

    fn weighed(blocks: &[(&str, &str, f32)]) -> Vec<bool> {
        let html: String = blocks.iter().map(|(tag, text, _)| format!("<{tag}>{text}</{tag}>")).collect();
        let page = read_page(html.as_bytes(), &Options::default()).unwrap_or_default();
        let judged =
            |&(_, _, score): &(&str, &str, f32)| Judgement { score, decision: Decision::Drop, kind: None, reason: "" };
        let mut judgements: Vec<Judgement> = blocks.iter().map(judged).collect();
        weigh(&page, &mut judgements);
        judgements.iter().map(|judgement| judgement.score >= THRESHOLD).collect()
    }

    #[test]
    fn what_is_doubtful_behind_the_body_goes_and_in_it_stays() {
        let long = "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed.";
        let kept = weighed(&[
            ("h2", "Before the body", 0.4),
            ("p", long, 0.9),
            ("h2", "A heading", 0.35),
            ("p", long, 0.9),
            ("p", "A caption without a picture", 0.35),
            ("p", long, 0.9),
            ("p", "Ann Lee writes about the weather.", 0.6),
            ("p", "The bridge opens on Monday.", 0.8),
        ]);
        assert_eq!(kept, [false, true, true, true, false, true, false, true]);
    }
}
