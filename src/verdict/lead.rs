//! The lead (standfirst, sapo, dek): the first kept block, when the page sets it apart.

use super::class_tokens::Tokens;
use super::{Decision, Evidence, Judgement};
use crate::page::BlockId;

/// The first kept text, if the page marks it: by name, by type throughout in bold where the next is not, or as the
/// description that the page gives of itself.
pub fn find(evidence: &Evidence<'_>, blocks: &[Judgement]) -> Option<BlockId> {
    let page = evidence.page;
    let mut kept =
        page.block_ids().filter(|&id| blocks[id.index()].decision == Decision::Keep && page.block(id).words > 0);
    let first = kept.next()?;
    let block = page.block(first);
    if block.words < 5 {
        return None;
    }
    let is_named = evidence.tokens_around(block.container, 1).any(Tokens::LEAD);
    let is_bold = block.bold_chars == block.chars
        && kept.next().is_some_and(|next| page.block(next).bold_chars < page.block(next).chars);
    let text = page.block_text(first);
    let is_description = evidence.metadata.excerpt.as_deref().is_some_and(|excerpt| {
        let excerpt = excerpt.trim_end_matches(['.', '…', ',', ' ']);
        excerpt.chars().count() >= 40 && text.starts_with(excerpt)
    });
    (is_named || is_bold || is_description).then_some(first)
}
