//! How sure one must be of a block depends on where it stands: scores go in; scores, moved by the places of the blocks among
//! those that are kept, come out.
//!
//! The model sees a block and its nearest neighbours, not what was decided on them. Two places tell more than it knows:
//!
//! - Behind the last long text stand sign-offs, biographies and appeals in the markup of the body. What the model takes for
//!   text there with little certainty mostly is not.
//! - A heading, list item or cell right between two kept texts is a part of what it stands in, unless the model is sure
//!   that it is not.

use super::class_tokens::Tokens;
use super::expectation::moved;
use super::{Evidence, Judgement, THRESHOLD};
use crate::page::Tag;

/// What ends a body has at least this many words.
const LONG_WORDS: u32 = 20;
/// How likely text must be that stands behind the body's last long one.
const BEHIND: f32 = 0.7;
/// How likely text must be that calls itself the standfirst, between headline and body: the corpora that leave it out now and
/// then make the model doubt it, and the convention is that it is text.
const STANDFIRST: f32 = 0.4;
/// It stands so many blocks behind the headline, and has so many words.
const LEAD_BLOCKS: usize = 12;
const LEAD_WORDS: u32 = 3;
/// How likely something else than a paragraph must be between two kept texts.
const BETWEEN: f32 = 0.3;
/// The same of a heading and the one item that it heads.
const BETWEEN_TWO: f32 = 0.4;
/// Levels between a caption's text and its `figcaption`.
const CAPTION_LEVELS: usize = 4;

/// Moves the scores of blocks behind the body and of short ones in it.
pub(super) fn weigh(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let page = evidence.page;
    // Captions go where their pictures go: they part no text.
    let is_text = |at: &usize| {
        page.blocks[*at].words > 0 && !evidence.is_within(page.blocks[*at].container, Tag::FIGCAPTION, CAPTION_LEVELS)
    };
    let texts: Vec<usize> = (0..blocks.len()).filter(is_text).collect();
    let is_kept: Vec<bool> = texts.iter().map(|&at| blocks[at].score >= THRESHOLD).collect();
    let is_long = |place: &usize| is_kept[*place] && page.blocks[texts[*place]].words >= LONG_WORDS;
    let Some(first) = (0..texts.len()).find(is_long) else { return };
    let Some(last) = (0..texts.len()).rev().find(is_long) else { return };
    if let Some(headline) = evidence.metadata.headline {
        let before = texts[..first].iter().filter(|&&at| at > headline.index() && at <= headline.index() + LEAD_BLOCKS);
        for &at in before {
            let is_named = evidence.tokens_around(page.blocks[at].container, 2).any(Tokens::LEAD);
            if is_named && blocks[at].kind.is_none() && page.blocks[at].words >= LEAD_WORDS {
                blocks[at].score = moved(blocks[at].score, STANDFIRST);
            }
        }
    }
    let is_paragraph = |at: usize| page.node(page.blocks[at].container).tag == Tag::P;
    let is_heading = |at: usize| page.node(page.blocks[at].container).tag.heading_level().is_some();
    for place in first + 1..texts.len() {
        let at = texts[place];
        let judgement = &mut blocks[at];
        if judgement.kind.is_some() {
            continue;
        }
        if place > last {
            judgement.score = moved(judgement.score, BEHIND);
        } else if place < last && is_kept[place - 1] && is_kept[place + 1] {
            judgement.score = if is_paragraph(at) { judgement.score } else { moved(judgement.score, BETWEEN) };
        } else if let [before, heading, item, behind] = is_kept[place - 1..].get(..4).unwrap_or_default()
            && *before
            && !heading
            && !item
            && *behind
            && is_heading(at)
            && !is_paragraph(texts[place + 1])
            && blocks[at].score.min(blocks[texts[place + 1]].score) >= BETWEEN_TWO
        {
            for at in [at, texts[place + 1]] {
                blocks[at].score = moved(blocks[at].score, BETWEEN);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::Decision;
    use crate::{Options, links::Links, metadata, read_page};

    const LONG: &str =
        "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed.";

    /// Which blocks are kept: start tag without brackets, text, score.
    fn weighed(blocks: &[(&str, &str, f32)]) -> Vec<bool> {
        let element = |(tag, text, _): &(&str, &str, f32)| {
            format!("<{tag}>{text}</{}>", tag.split(' ').next().unwrap_or_default())
        };
        let html: String = blocks.iter().map(element).collect();
        let page = read_page(html.as_bytes(), &Options::default()).unwrap_or_default();
        let judged =
            |&(_, _, score): &(&str, &str, f32)| Judgement { score, decision: Decision::Drop, kind: None, reason: "" };
        let mut judgements: Vec<Judgement> = blocks.iter().map(judged).collect();
        let metadata = metadata::gather(&page, &Links::new(None, None));
        weigh(&Evidence::new(&page, &metadata), &mut judgements);
        judgements.iter().map(|judgement| judgement.score >= THRESHOLD).collect()
    }

    #[test]
    fn what_is_doubtful_behind_the_body_goes_and_in_it_stays() {
        let kept = weighed(&[
            ("h2", "Before the body", 0.4),
            ("p", LONG, 0.9),
            ("h2", "A heading", 0.35),
            ("p", LONG, 0.9),
            ("p", "A caption without a picture", 0.35),
            ("p", LONG, 0.9),
            ("p", "Ann Lee writes about the weather.", 0.6),
            ("p", "The bridge opens on Monday.", 0.8),
        ]);
        assert_eq!(kept, [false, true, true, true, false, true, false, true]);
    }

    #[test]
    fn a_heading_and_its_only_item_in_the_body_stay_if_both_are_likely() {
        let kept = |score: f32| {
            weighed(&[
                ("p", LONG, 0.9),
                ("h2", "A heading", 0.42),
                ("li", "An item", score),
                ("p", LONG, 0.9),
                ("p", LONG, 0.9),
            ])
        };
        assert_eq!(kept(0.42), [true; 5]);
        assert_eq!(kept(0.2), [true, false, false, true, true]);
    }

    #[test]
    fn what_calls_itself_the_standfirst_needs_less_to_be_one() {
        let kept = |tag: &str| {
            weighed(&[("h1", "Rain in the valley", 0.9), (tag, "The river rises by a metre", 0.45), ("p", LONG, 0.9)])
                [1]
        };
        assert_eq!(["p class=standfirst", "p", "p class=category"].map(kept), [true, false, false]);
    }
}
