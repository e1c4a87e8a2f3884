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
}

/// Rows in groups.
#[derive(Debug)]
pub(super) struct Groups {
    /// The group of each row.
    of_row: Vec<u32>,
    all: Vec<Group>,
}

impl Groups {
    /// By the rows' keys. `counts` gives a row's words, characters and characters in links.
    pub(super) fn by_key(keys: impl Iterator<Item = u64>, counts: impl Fn(usize) -> (u32, u32, u32)) -> Self {
        let keys: Vec<u64> = keys.collect();
        let mut of_row = numbers(&keys).unwrap_or_else(|| sorted_numbers(&keys));
        drop(keys);
        let mut all: Vec<Group> = Vec::new();
        for row in 0..of_row.len() {
            let first = of_row[row] as usize;
            of_row[row] = if first == row { all.len() as u32 } else { of_row[first] };
            if first == row {
                all.push(Group::default());
            }
            let group = &mut all[of_row[row] as usize];
            let (words, chars, link_chars) = counts(row);
            group.rows += 1;
            group.words += words;
            group.chars += chars;
            group.link_chars += link_chars;
        }
        all.shrink_to_fit();
        Self { of_row, all }
    }

    /// The group of a row.
    pub(super) fn of(&self, row: usize) -> &Group {
        &self.all[self.of_row[row] as usize]
    }

    /// For each row how many of its group come before it.
    pub(super) fn before(&self) -> Vec<u32> {
        let mut seen = vec![0; self.all.len()];
        let mut before = |&group: &u32| {
            seen[group as usize] += 1;
            seen[group as usize] - 1
        };
        self.of_row.iter().map(&mut before).collect()
    }
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
        let groups = Groups::by_key([7, 8, 7, 7].into_iter(), |row| (row as u32, 1, 0));
        let shown: Vec<_> =
            (0..4).map(|row| groups.of(row)).map(|group| (group.rows, group.words, group.chars)).collect();
        assert_eq!(shown, [(3, 5, 3), (1, 1, 1), (3, 5, 3), (3, 5, 3)]);
        assert_eq!(groups.before(), [0, 0, 1, 2]);
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
