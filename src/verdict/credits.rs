//! Lines about the article rather than of it: who wrote it, when, and where it was taken from.

use super::{Evidence, Judgement, UNSURE};
use crate::article::Kind;

/// A longer block (words) says more than that.
const MOST_WORDS: u32 = 25;
/// A line of at least this many words that ends a sentence is a text with a name or a date in it; the model knows better.
const SENTENCE_WORDS: u32 = 8;
/// The score of a line that is out: its content is in the article's metadata.
const OUT: f32 = 0.1;

/// Takes the byline, the date line and the source line out of the body.
pub fn drop_lines(evidence: &Evidence<'_>, blocks: &mut [Judgement]) {
    let metadata = evidence.metadata;
    let bylines = metadata.byline_blocks.iter().map(|&id| (id, "names the author or the date"));
    let source = metadata.source_block.iter().map(|&id| (id, "names the source"));
    for (id, reason) in bylines.chain(source) {
        let judgement = &mut blocks[id.index()];
        let block = evidence.page.block(id);
        let is_sentence = block.words >= SENTENCE_WORDS && block.sentences > 0 && judgement.score >= UNSURE;
        if block.words <= MOST_WORDS && judgement.kind.is_none() && !is_sentence {
            judgement.score = judgement.score.min(OUT);
            (judgement.kind, judgement.reason) = (Some(Kind::Byline), reason);
        }
    }
}
