//! Rows of one kind: a key for each row goes in; how many rows share it, and what they hold, comes out.
//!
//! Keys are sorted, not put into a hash table: a page cannot make that slow.

use crate::sorting;

/// What the rows with one key hold together.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Group {
    pub rows: u32,
    pub words: u32,
    pub chars: u32,
    pub link_chars: u32,
    /// How many of them come before this row.
    pub before: u32,
}

/// For each row the group of those with its key. `counts` gives a row's words, characters and characters in links.
pub(super) fn by_key(keys: impl Iterator<Item = u64>, counts: impl Fn(usize) -> (u32, u32, u32)) -> Vec<Group> {
    let mut sorted: Vec<(u64, u32)> = keys.zip(0..).collect();
    sorting::sort(&mut sorted);
    let mut groups = vec![Group::default(); sorted.len()];
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        let mut total = Group { rows: same.len() as u32, ..Group::default() };
        for (_, row) in same {
            let (words, chars, link_chars) = counts(*row as usize);
            total.words += words;
            total.chars += chars;
            total.link_chars += link_chars;
        }
        for (before, (_, row)) in same.iter().enumerate() {
            groups[*row as usize] = Group { before: before as u32, ..total };
        }
    }
    groups
}
