//! Boxes of running text in the body: scores go in; those of a box that goes on with the text come out raised.
//!
//! A newsroom sets a part of a story in a box of its own, with a heading of another rank, inside the element that the
//! paragraphs stand in. To the block model it is a box behind the body, as biographies and appeals are. Those are one short
//! text, name themselves, or link elsewhere; several long paragraphs without a link are the story's.

use super::class_tokens::Tokens;
use super::features::appeals_in;
use super::{Evidence, Judgement, THRESHOLD};
use crate::page::{NodeId, Page, Tag};

/// The score of a box's text.
const INSIDE: f32 = 0.7;
/// A box has at least so many long paragraphs, of so many words each.
const PARAGRAPHS: usize = 3;
const LONG_WORDS: u32 = 20;
/// Of a box's characters at most one in this many stands in a link.
const LINKED: u32 = 20;
/// What the model takes for something else with more certainty than this, on average, is something else.
const FEWEST_SCORE: f32 = 0.05;
/// A box with so many words of appeals asks the reader for something.
const APPEALS: u32 = 2;
/// A larger box, in texts or elements, is a page's part rather than a story's.
const MOST_BLOCKS: usize = 80;
const MOST_NODES: usize = 800;
/// The box is at most this many elements around its text.
const LEVELS: usize = 4;

/// Class names of what stands in a body without being of it.
const FOREIGN: Tokens = Tokens(
    Tokens::NAV.0
        | Tokens::RELATED.0
        | Tokens::TRENDING.0
        | Tokens::ADVERT.0
        | Tokens::PROMO.0
        | Tokens::NEWSLETTER.0
        | Tokens::COMMENT.0
        | Tokens::AUTHOR.0
        | Tokens::COOKIE.0
        | Tokens::LEGAL.0
        | Tokens::PAYWALL.0
        | Tokens::CARD.0
        | Tokens::HIDDEN.0
        | Tokens::SHARE.0,
);

/// Raises the scores of boxes beside kept paragraphs.
pub(super) fn raise(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let page = evidence.page;
    let parent = |at: usize| page.node(page.blocks[at].container).parent;
    let is_long = |at: usize| page.blocks[at].words >= LONG_WORDS && page.node(page.blocks[at].container).tag == Tag::P;
    let is_heading = |at: usize| page.node(page.blocks[at].container).tag.heading_level().is_some();
    // The element whose own paragraphs are being read.
    let mut body: Option<NodeId> = None;
    let mut at = 0;
    while at < blocks.len() {
        let found = body.and_then(|body| box_of(page, body, at)).filter(|_| blocks[at].kind.is_none());
        if let Some(outer) = found {
            let inside = page.blocks_inside(outer);
            if inside.start == at && is_text(evidence, outer, blocks) {
                for at in inside.clone().filter(|&at| is_long(at) || is_heading(at)) {
                    blocks[at].score = blocks[at].score.max(INSIDE);
                }
                at = inside.end.max(at + 1);
                continue;
            }
        }
        if is_long(at) && blocks[at].score >= THRESHOLD {
            body = Some(parent(at));
        }
        at += 1;
    }
}

/// The child of an element that a block stands in, if that is not the block's own.
fn box_of(page: &Page, body: NodeId, at: usize) -> Option<NodeId> {
    let container = page.blocks[at].container;
    let outer =
        page.ancestors(container).take(LEVELS).find(|&id| id == NodeId::ROOT || page.node(id).parent == body)?;
    let is_box = matches!(page.node(outer).tag, Tag::DIV | Tag::SECTION | Tag::BLOCKQUOTE);
    (outer != container && is_box).then_some(outer)
}

/// Whether a box holds running text and nothing that names itself.
fn is_text(evidence: &Evidence<'_>, outer: NodeId, blocks: &[Judgement]) -> bool {
    let page = evidence.page;
    let inside = page.blocks_inside(outer);
    let nodes = outer.index()..(page.node(outer).end as usize).min(page.nodes.len());
    let is_foreign = |at: usize| {
        evidence.tokens[at].any(FOREIGN)
            || matches!(page.nodes[at].tag, Tag::FORM | Tag::ASIDE | Tag::NAV | Tag::FOOTER)
    };
    if inside.len() > MOST_BLOCKS || nodes.len() > MOST_NODES {
        return false;
    }
    if nodes.into_iter().any(is_foreign) || blocks[inside.clone()].iter().any(|block| block.kind.is_some()) {
        return false;
    }
    let (mut words, mut chars, mut linked, mut long, mut sum) = (0, 0, 0, 0, 0.0);
    let mut appeals = 0;
    for at in inside {
        let block = &page.blocks[at];
        appeals += appeals_in(page.text_at(block.text));
        words += block.words;
        chars += block.chars;
        linked += block.link_chars;
        sum += blocks[at].score * block.words as f32;
        long += usize::from(block.words >= LONG_WORDS && block.sentences > 0);
    }
    long >= PARAGRAPHS && appeals < APPEALS && linked * LINKED <= chars && sum >= FEWEST_SCORE * words as f32
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::verdict::Decision;
    use crate::{Options, links::Links, metadata, read_page};

    const TEXTS: [&str; 3] = [
        "It rained all day in the valley, and by the evening the river had risen so high that the bridge was closed.",
        "The mayor said that the water would fall before the weekend, and that the farmers would get help from the state.",
        "Volunteers brought blankets and soup, and the fire brigade pumped out forty cellars until the rain stopped at last.",
    ];

    /// Which texts of a box behind a body are kept, where the model gives the body .9 and the box .2.
    fn kept(open: &str, inside: &[&str]) -> Vec<bool> {
        let body: String = TEXTS.iter().map(|text| format!("<p>{text}</p>")).collect();
        let html = format!("<article>{body}<div{open}><div>{}</div></div></article>", inside.concat());
        let page = read_page(html.as_bytes(), &Options::default()).unwrap();
        let metadata = metadata::gather(&page, &Links::new(None, None));
        let evidence = Evidence::new(&page, &metadata);
        let judged = |at: usize| {
            let score = if at < TEXTS.len() { 0.9 } else { 0.2 };
            Judgement { score, decision: Decision::Drop, kind: None, reason: "" }
        };
        let mut blocks: Vec<Judgement> = (0..page.blocks.len()).map(judged).collect();
        raise(&evidence, &mut blocks);
        blocks[TEXTS.len()..].iter().map(|judgement| judgement.score >= THRESHOLD).collect()
    }

    #[test]
    fn a_box_of_long_paragraphs_goes_on_with_the_text() {
        let text = |end: &str| TEXTS.map(|text| format!("<p>Next year, {text}{end}</p>"));
        let [a, b, c] = &text("");
        assert_eq!(
            kept(" style='background: wheat'", &["<h3>Behind the flood</h3>", a, b, "<b>1.</b>", c]),
            [true, true, true, false, true]
        );
        assert_eq!(kept("", &[a, b]), [false; 2], "two paragraphs may be a biography");
        assert_eq!(kept(" class='related-news'", &[a, b, c]), [false; 3], "names itself");
        let [a, b, c] = &text(" <a href='/x'>All about the river</a>");
        assert_eq!(kept("", &[a, b, c]), [false; 3], "leads elsewhere");
        let [a, b, c] = &text(" Subscribe to our newsletter.");
        assert_eq!(kept("", &[a, b, c]), [false; 3], "asks for something");
    }
}
