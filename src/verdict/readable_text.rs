//! A page without an article gives the whole readable text rather than a part of it: decisions go in; what is neither
//! furniture nor advertising is kept.
//!
//! Lists, shops and start pages are made of what an article must be rid of: cards, short texts, prices.

use super::{Decision, Evidence, Judgement, cards, whole_body};
use crate::article::Kind;
use crate::page::{Flags, NodeId, Tag};

/// What is kept already is enough if it has at least this part of the words of what else could be.
const ENOUGH: u32 = 4;
/// Why cards were left out that are alike and no more: on a list they are what it lists.
const LIST_CARDS: &[&str] = &[cards::ALIKE, cards::CARD];
/// Levels between a text and what it is part of.
const LEVELS: usize = 24;

/// Keeps the readable text of a page on which no article was found, where much more would be left out than is kept; else, of
/// a list, the cards that it lists. They are as sure as may be only just, so that a stricter reader leaves them out again.
pub fn keep(evidence: &Evidence<'_>, threshold: f32, kept: u32, is_list: bool, blocks: &mut [Judgement]) {
    let page = evidence.page;
    if page.is_plain {
        return;
    }
    let mut readable: Vec<usize> = (0..blocks.len()).filter(|&at| is_readable(evidence, at, &blocks[at])).collect();
    let words: u32 = readable.iter().map(|&at| page.blocks[at].words).sum();
    if kept * ENOUGH >= words {
        let Some(list) = whole_body::element(page, blocks).filter(|_| is_list) else { return };
        readable.retain(|at| list.contains(at) && LIST_CARDS.contains(&blocks[*at].reason));
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::links::Links;
    use crate::verdict::THRESHOLD;
    use crate::{Options, metadata, read_page};

    #[test]
    fn a_list_keeps_the_cards_that_it_lists_and_nothing_else_that_was_left_out() {
        const KEPT: &str = "";
        let blocks = [
            ("Six kilometres, no traffic at all, and a kiosk half way round.", KEPT),
            ("From the mill to the weir", cards::ALIKE),
            ("Boots are needed after rain, and a lamp in the winter.", KEPT),
            ("Walks in other valleys", "in a box of other articles"),
            ("Through the wood to the kilns", cards::CARD),
            ("For those who start early and carry enough water.", KEPT),
        ];
        let texts: String = blocks.iter().map(|(text, _)| format!("<p>{text}</p>")).collect();
        let page = read_page(format!("<main>{texts}</main>").as_bytes(), &Options::default()).unwrap();
        let metadata = metadata::gather(&page, &Links::new(None, None));
        let evidence = Evidence::new(&page, &metadata);
        for (is_list, expected) in [(true, vec![0, 1, 2, 4, 5]), (false, vec![0, 2, 5])] {
            let judged = |&(_, reason): &(&str, &'static str)| Judgement {
                score: if reason == KEPT { 0.8 } else { 0.2 },
                decision: if reason == KEPT { Decision::Keep } else { Decision::Drop },
                kind: (reason != KEPT).then_some(Kind::Related),
                reason,
            };
            let mut judgements: Vec<Judgement> = blocks.iter().map(judged).collect();
            keep(&evidence, THRESHOLD, 30, is_list, &mut judgements);
            let kept: Vec<usize> = (0..blocks.len()).filter(|&at| judgements[at].decision == Decision::Keep).collect();
            assert_eq!(kept, expected, "list: {is_list}");
        }
    }

    #[test]
    fn a_list_that_is_one_to_be_read_keeps_its_cards_behind_its_introduction() {
        let text = "The walks of the valley follow the river, from the mill to the weir and on to the kilns in the wood, and none \
                    of them needs more than an afternoon, as long as the bridges stand.";
        let card =
            |title: &str| format!("<article class='card'><h2><a href='/walks/{title}'>{title}</a></h2></article>");
        let html = format!(
            "<title>Walks</title><script type=application/ld+json>{{\"@type\":\"CollectionPage\"}}</script><body \
             class='category archive'><main><h1>Walks</h1><p>{text}</p><p>First: {text}</p><p>Second: {text}</p>{}{}{}{}</main>",
            card("From the mill to the weir"),
            card("Through the wood to the kilns"),
            card("Up the stream and back by train"),
            card("Round the lake without a car"),
        );
        let article = crate::extract(html.as_bytes(), &Options::default()).unwrap();
        assert!(article.text.contains("Through the wood to the kilns"), "{:?} {}", article.readable, article.text);
    }
}
