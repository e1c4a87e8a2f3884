//! A plain score by length, link density and surroundings, where no trained model is at hand.

use super::Evidence;
use super::class_tokens::Tokens;
use crate::page::{Flags, Tag};

/// How likely each block is the article's text, 0 to 1.
pub fn probabilities(evidence: &Evidence<'_>) -> Vec<f32> {
    let page = evidence.page;
    let bad = Tokens(
        Tokens::NAV.0
            | Tokens::RELATED.0
            | Tokens::TRENDING.0
            | Tokens::COMMENT.0
            | Tokens::FOOTER.0
            | Tokens::COOKIE.0
            | Tokens::SIDEBAR.0
            | Tokens::NEWSLETTER.0
            | Tokens::SHARE.0
            | Tokens::ADVERT.0
            | Tokens::CAPTION.0,
    );
    page.blocks
        .iter()
        .map(|block| {
            let node = page.node(block.container);
            if block.words == 0 || node.flags.has(Flags::HIDDEN) {
                return 0.0;
            }
            let density = block.link_chars as f32 / block.chars.max(1) as f32;
            let mut score = (block.words as f32 / 20.0).min(1.5) - density * 2.0 + block.sentences.min(2) as f32 * 0.3;
            score += if node.tag == Tag::P { 0.3 } else { -0.2 };
            if evidence.tokens_around(block.container, 4).any(bad) {
                score -= 1.0;
            }
            for tag in [Tag::NAV, Tag::ASIDE, Tag::FOOTER, Tag::FIGCAPTION] {
                score -= if evidence.is_within(block.container, tag, 6) { 1.0 } else { 0.0 };
            }
            1.0 / (1.0 + (-3.0 * (score - 0.7)).exp())
        })
        .collect()
}
