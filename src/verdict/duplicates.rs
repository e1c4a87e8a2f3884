//! Copies within a page: the same text in two places is kept once, at its best place.
//!
//! Pages repeat themselves: a lead above and in the body, a quotation pulled out, a second version for small screens, the
//! copy that a script hydrates. Texts are compared by their letters and digits alone.

use super::{Judgement, THRESHOLD};
use crate::article::Kind;
use crate::lowercase;
use crate::page::{Block, Page};
use std::collections::HashMap;
use std::collections::hash_map::Entry;

/// Shorter texts repeat by chance ("Yes.", "Ingredients").
const FEWEST_WORDS: u32 = 6;

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
        blocks[copy].score = 0.0;
        (blocks[copy].kind, blocks[copy].reason) = (Some(Kind::Duplicate), COPY);
    }
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
