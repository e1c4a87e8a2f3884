//! Rows of one kind: a key for each row goes in; how many rows share it, and what they hold, comes out.

use super::containers::mixed;
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
    let keys: Vec<u64> = keys.collect();
    let numbers = numbers(&keys).unwrap_or_else(|| sorted_numbers(&keys));
    let mut totals: Vec<Group> = vec![Group::default(); keys.len()];
    let mut before = Vec::with_capacity(keys.len());
    for (row, &number) in numbers.iter().enumerate() {
        let total = &mut totals[number as usize];
        let (words, chars, link_chars) = counts(row);
        before.push(total.rows);
        total.rows += 1;
        total.words += words;
        total.chars += chars;
        total.link_chars += link_chars;
    }
    numbers.iter().zip(before).map(|(&number, before)| Group { before, ..totals[number as usize] }).collect()
}

/// An empty slot.
const EMPTY: u32 = u32::MAX;

/// For each key the place where it stands first, by open addressing. None where the keys were made to collide.
fn numbers(keys: &[u64]) -> Option<Vec<u32>> {
    let mut slots = vec![EMPTY; (2 * keys.len()).next_power_of_two()];
    // Random keys need one or two steps each.
    let mut steps_left = 8 * keys.len() + 64;
    let number = |(row, &key): (usize, &u64)| {
        let mut slot = mixed(key, 0) as usize & (slots.len() - 1);
        loop {
            let known = slots[slot];
            if known == EMPTY {
                slots[slot] = row as u32;
                return Some(row as u32);
            }
            if keys[known as usize] == key {
                return Some(known);
            }
            steps_left = steps_left.checked_sub(1)?;
            slot = (slot + 1) & (slots.len() - 1);
        }
    };
    keys.iter().enumerate().map(number).collect()
}

/// The same by sorting, which no page can make slow.
fn sorted_numbers(keys: &[u64]) -> Vec<u32> {
    let mut sorted: Vec<(u64, u32)> = keys.iter().copied().zip(0..).collect();
    sorting::sort(&mut sorted);
    let mut numbers = vec![0; keys.len()];
    for same in sorted.chunk_by(|a, b| a.0 == b.0) {
        for (_, row) in same {
            numbers[*row as usize] = same[0].1;
        }
    }
    numbers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_with_one_key_are_counted_together() {
        let groups = by_key([7, 8, 7, 7].into_iter(), |row| (row as u32, 1, 0));
        let shown: Vec<_> = groups.iter().map(|group| (group.rows, group.words, group.chars, group.before)).collect();
        assert_eq!(shown, [(3, 5, 3, 0), (1, 1, 1, 0), (3, 5, 3, 1), (3, 5, 3, 2)]);
    }

    #[test]
    fn keys_that_were_made_to_collide_are_sorted() {
        let mask = 4095;
        let colliding: Vec<u64> = (0..).filter(|&key| mixed(key, 0) & mask == 0).take(2048).collect();
        assert_eq!(numbers(&colliding), None);
        for keys in [&colliding[..20], &[3, 1, 3, 2, 1], &[]] {
            assert_eq!(numbers(keys), Some(sorted_numbers(keys)));
        }
    }
}
