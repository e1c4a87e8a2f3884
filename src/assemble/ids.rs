//! Ids that say what a block is: built blocks go in; the same blocks come out, with ids that follow from where they stand
//! and from all that is in them.
//!
//! A stream of events announces blocks before the page has ended, and must use no id twice; a block that changes with what
//! comes later is another block, and the article that is read without events must give each block the same id. So an id is
//! a hash of the block, and of the id that it was built with, which says of what page blocks it is made.

use crate::article::{Block, ToJson};
use std::collections::HashSet;

/// Ids of top-level blocks are from here on; below are those of blocks within others, and of what was left out.
const TOP_LEVEL: u32 = 1 << 31;

/// Gives top-level blocks their final ids.
pub fn settle(blocks: &mut [Block]) {
    let mut taken = HashSet::with_capacity(blocks.len());
    let mut json = String::new();
    for block in blocks {
        json.clear();
        block.write(&mut json);
        let hash = fnv(json.as_bytes());
        // The low bits of FNV-1a know little of the high bits of what was added: both halves together.
        let mut id = TOP_LEVEL | ((hash >> 32) ^ hash) as u32;
        while !taken.insert(id) {
            id = TOP_LEVEL | id.wrapping_add(1);
        }
        block.id = id;
    }
}

/// FNV-1a, 64 bits: the same on every platform.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
