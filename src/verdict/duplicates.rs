//! Copies within a page: the same text in two places is kept once, at its best place.
//!
//! Pages repeat themselves: a lead above and in the body, a quotation pulled out, a second version for small screens, the
//! copy that a script hydrates. Texts are compared by their letters and digits alone. Of a reply's quotation that goes
//! nothing is left, not who said it either.

use super::{Judgement, THRESHOLD};
use crate::article::Kind;
use crate::lowercase;
use crate::page::{Block, BlockId, Page, Tag};
use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::ops::Range;

/// Shorter texts repeat by chance ("Yes.", "Ingredients").
const FEWEST_WORDS: u32 = 6;

/// Elements around a text that are looked at for a quotation.
const QUOTE_LEVELS: usize = 5;
/// "Ann Lee said:" is no longer than this, in bytes.
const LONGEST_OPENING: usize = 80;

/// The reason of a copy.
pub(super) const COPY: &str = "the same text stands elsewhere in the article";

/// Drops all but one of the blocks with the same text: the one with the highest score, the first of equals.
pub fn drop_copies(page: &Page, blocks: &mut [Judgement]) {
    let mut best: HashMap<u64, usize> = HashMap::new();
    for at in 0..blocks.len() {
        let block = &page.blocks[at];
        if block.words < FEWEST_WORDS || blocks[at].score < THRESHOLD {
            continue;
        }
        let copy = match best.entry(key(page, block)) {
            Entry::Vacant(entry) => {
                entry.insert(at);
                continue;
            }
            Entry::Occupied(mut entry) => {
                let other = *entry.get();
                if blocks[at].score > blocks[other].score { entry.insert(at).min(other) } else { at }
            }
        };
        drop(&mut blocks[copy]);
        if let Some(quote) = reply_around(page, copy)
            && blocks[quote.start + 1..quote.end].iter().all(|inner| inner.score < THRESHOLD)
        {
            drop(&mut blocks[quote.start]);
        }
    }
}

fn drop(copy: &mut Judgement) {
    copy.score = 0.0;
    (copy.kind, copy.reason) = (Some(Kind::Duplicate), COPY);
}

/// The blocks of the quotation that a block stands in, where it begins by naming who said it.
fn reply_around(page: &Page, at: usize) -> Option<Range<usize>> {
    let mut around = page.ancestors(page.blocks[at].container).take(QUOTE_LEVELS);
    let quote = page.blocks_inside(around.find(|&id| page.node(id).tag == Tag::BLOCKQUOTE)?);
    let opening = page.block_text(BlockId(quote.start as u32)).trim_end();
    let names = opening.len() <= LONGEST_OPENING && opening.ends_with([':', '：']);
    (names && quote.start < at).then_some(quote)
}

fn key(page: &Page, block: &Block) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut push = |c: char| hash = (hash ^ u64::from(c)).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29);
    for c in page.text_at(block.text).chars() {
        if c.is_ascii_alphanumeric() {
            push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            lowercase::of(c).for_each(&mut push);
        }
    }
    hash
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;
    use crate::verdict::Decision;
    use crate::{Options, read_page};

    #[test]
    fn of_a_quotation_that_is_a_copy_nothing_is_left() {
        let text = "The river rose all night and stood at the door.";
        let kept = |second: &str| {
            let page = read_page(format!("<p>{text}</p>{second}").as_bytes(), &Options::default()).unwrap();
            let judged = || Judgement { score: 0.9, decision: Decision::Keep, kind: None, reason: "" };
            let mut blocks: Vec<Judgement> = page.blocks.iter().map(|_| judged()).collect();
            drop_copies(&page, &mut blocks);
            blocks.iter().filter(|block| block.kind.is_none()).count()
        };
        let reply =
            |more: &str| format!("<blockquote><div><a>Ann Lee said:</a></div><div>{text}</div>{more}</blockquote>");
        assert_eq!(kept(&format!("<blockquote><p>{text}</p></blockquote>")), 1);
        assert_eq!(kept(&reply("")), 1);
        assert_eq!(kept(&reply("<p>The bridge, too, was closed by then.</p>")), 3);
    }
}
