//! How much to keep of a page that the model is unsure of: probabilities go in; scores, of which 0.5 means "keep", come out.
//!
//! What is kept should be as right as can be expected in precision and recall together. The threshold that does that is
//! half of the best F1 that can be expected (Lipton, Elkan, Narayanaswamy 2014): near 0.5 for an article, whose text is
//! told from the rest with certainty; lower for a list, a forum or a product, where little is certain and keeping only the
//! certain would lose most of the content. All scores of a page move together, so that 0.5 stays the threshold. Of a page that
//! the model is unsure of, blocks that are alike are first judged together ([`alike`]).

use super::alike;
use super::class_tokens::Tokens;
use super::related::UNCERTAIN;
use crate::page::{Block, Page};
use crate::sorting;

/// The threshold is never below this: a page without any content has none to keep.
const LOWEST: f32 = 0.2;

/// A consent layer is at most this many elements around its texts.
const LEVELS: usize = 24;

/// Moves the scores of a page so that its own best threshold becomes 0.5, and gives that threshold: how sure the page is.
pub(super) fn settle(page: &Page, scores: &mut [f32]) -> f32 {
    let mut best = best_f1(page, scores);
    if best / 2.0 < UNCERTAIN {
        alike::pool(page, scores);
        best = best_f1(page, scores);
    }
    let threshold = (best / 2.0).clamp(LOWEST, 0.5);
    for (block, score) in page.blocks.iter().zip(scores) {
        if threshold >= UNCERTAIN || !asks_for_consent(page, block) {
            *score = moved(*score, threshold);
        }
    }
    threshold
}

/// Whether a block stands in a layer that asks for consent: among a page's short texts its sentences look like the article, and
/// would be lifted with what is.
fn asks_for_consent(page: &Page, block: &Block) -> bool {
    page.ancestors(block.container).take(LEVELS).any(|id| page.node(id).tokens.any(Tokens::COOKIE))
}

/// A score moved so that what was `threshold` is 0.5.
pub(super) fn moved(score: f32, threshold: f32) -> f32 {
    let (kept, lost) = (score * (1.0 - threshold), (1.0 - score) * threshold);
    if kept + lost > 0.0 { kept / (kept + lost) } else { score }
}

/// The best F1 by words that can be expected of keeping the blocks above some threshold.
fn best_f1(page: &Page, scores: &[f32]) -> f32 {
    let words = page.blocks.iter().map(|block| block.words as f32);
    let mut blocks: Vec<(f32, f32)> = scores.iter().copied().zip(words).filter(|(_, words)| *words > 0.0).collect();
    sorting::sort_by(&mut blocks, |a, b| b.0.total_cmp(&a.0));
    let expected: f32 = blocks.iter().map(|(score, words)| score * words).sum();
    let (mut hit, mut kept, mut best) = (0.0, 0.0, 0.0_f32);
    for (score, words) in blocks {
        hit += score * words;
        kept += words;
        best = best.max(2.0 * hit / (kept + expected));
    }
    best
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::page::read_plain_text;

    fn settled(scores: &[f32]) -> Vec<f32> {
        let page = read_plain_text(&"The river rose in the night.\n".repeat(scores.len()));
        let mut scores = scores.to_vec();
        settle(&page, &mut scores);
        scores
    }

    #[test]
    fn a_page_whose_text_is_certain_keeps_its_scores() {
        let scores = settled(&[1.0, 1.0, 1.0, 0.0, 0.0, 0.48]);
        assert!(scores[5] < 0.55 && scores[0] == 1.0 && scores[3] == 0.0, "{scores:?}");
    }

    #[test]
    fn a_page_of_which_nothing_is_certain_keeps_the_best_half() {
        let scores = settled(&[0.4, 0.4, 0.4, 0.1, 0.1, 0.1]);
        assert!(scores[0] > 0.5 && scores[3] < 0.5, "{scores:?}");
    }

    #[test]
    fn what_asks_for_consent_is_not_lifted_with_the_rest_of_an_unsure_page() {
        let item = "<div><p>Copper kettle, two litres, made by hand in the valley.</p></div>";
        let layer = "<div class=cookie-consent><p>We and our partners keep cookies on your device.</p></div>";
        let page =
            crate::read_page(format!("{}{layer}", item.repeat(4)).as_bytes(), &crate::Options::default()).unwrap();
        let mut scores = [0.4; 5];
        settle(&page, &mut scores);
        assert!(scores[..4].iter().all(|score| *score > 0.5) && scores[4] == 0.4, "{scores:?}");
    }
}
