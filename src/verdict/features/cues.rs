//! Words that boxes and lines around an article are made of: a block's words go in; how many of each sort comes out.

use super::overlap::for_each_word;
use std::sync::OnceLock;

/// The sorts, in the order of the file and of the features from `CueAppeal` on.
pub(super) const SORTS: usize = 3;

/// Bits of the set: with some hundred words one other word in 300 is taken for one of them.
const BITS: usize = 1 << 15;

/// The words of `data/cue_words.txt`, a set of bits for each sort.
pub(super) struct Cues {
    sets: [Vec<u64>; SORTS],
}

impl Cues {
    pub(super) fn get() -> &'static Self {
        static CUES: OnceLock<Cues> = OnceLock::new();
        CUES.get_or_init(|| Self::read(include_str!("../../../data/cue_words.txt")))
    }

    fn read(file: &str) -> Self {
        let mut sets = [const { Vec::new() }; SORTS];
        let mut sort: usize = 0;
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            if line.starts_with('[') {
                sort += 1;
            } else if let Some(set) = sort.checked_sub(1).and_then(|at| sets.get_mut(at)) {
                set.resize(BITS / 64, 0);
                for_each_word(line, |word| {
                    let (at, bit) = place(word);
                    set[at] |= bit;
                });
            }
        }
        Self { sets }
    }

    /// Counts a word.
    pub(super) fn count(&self, word: u32, counts: &mut [u32; SORTS]) {
        let (at, bit) = place(word);
        for (set, count) in self.sets.iter().zip(counts) {
            *count += u32::from(set.get(at).is_some_and(|bits| bits & bit != 0));
        }
    }
}

/// How many words of a text ask the reader for something.
pub(in crate::verdict) fn appeals_in(text: &str) -> u32 {
    let mut counts = [0; SORTS];
    for_each_word(text, |word| Cues::get().count(word, &mut counts));
    counts[0]
}

fn place(word: u32) -> (usize, u64) {
    let spread = word.wrapping_mul(0x9e37_79b1);
    ((spread >> 6) as usize & (BITS / 64 - 1), 1 << (spread >> 26))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_each_sort_are_counted() {
        let counts = |text: &str| {
            let mut counts = [0; SORTS];
            for_each_word(text, |word| Cues::get().count(word, &mut counts));
            counts
        };
        assert_eq!(counts("Sign up for our Newsletter"), [2, 0, 0]);
        assert_eq!(counts("Mit Agenturmaterial (dpa)"), [0, 2, 0]);
        assert_eq!(counts("All rights reserved."), [0, 0, 2]);
        assert_eq!(counts("The river rose in the night"), [0, 0, 0]);
    }
}
