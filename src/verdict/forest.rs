//! A forest of decision trees, asked for eight rows at a time: cells go in, sums of leaves come out.
//!
//! Walking down a tree means a jump at each node that no processor can foresee. So no tree is walked (QuickScorer,
//! Lucchese et al. 2015): a bit stands for each leaf, and each question whose answer is "above" clears the bits of the
//! leaves that lie on its other side. The first bit that is left is the leaf where a walk would have ended. The questions
//! are asked column by column, the lowest threshold first: once none of the eight rows is above, none is above the rest.

use crate::sorting;
use std::ops::Range;

/// Rows that are asked at once: as many cells as a vector register holds.
pub(super) const LANES: usize = 8;

/// Leaves that a word of bits stands for: as wide as a cell, so that a comparison of cells is a mask of bits.
const BITS: usize = u16::BITS as usize;

/// A question of a tree: whether a column's cell is above a threshold.
#[derive(Debug, Clone)]
pub(super) struct Question {
    /// The column's number.
    pub column: u16,
    /// The highest value that is not above.
    pub threshold: i16,
    /// The tree's leaves that cannot be reached if it is.
    pub below: Range<usize>,
}

/// What a question does to a word of bits.
#[derive(Debug, Clone, Copy)]
struct Step {
    column: u16,
    threshold: i16,
    /// The word.
    word: u16,
    /// The bits that go when the cell is above.
    cleared: u16,
}

/// The trees, without their columns' meaning.
#[derive(Debug, Default)]
pub(super) struct Forest {
    /// By column and threshold, once the forest is [`planted`](Self::planted).
    steps: Vec<Step>,
    /// The first leaf of each word; of each tree the last word stands first.
    words: Vec<u32>,
    /// Where the words of each tree end.
    ends: Vec<usize>,
    leaves: Vec<i8>,
}

impl Forest {
    /// Adds a tree; `leaves` from left to right, the left child of a question being that of "not above".
    pub(super) fn push(&mut self, questions: &[Question], leaves: &[i8]) {
        for start in (0..leaves.len()).step_by(BITS).rev() {
            let word = self.words.len() as u16;
            for Question { column, threshold, below } in questions {
                let first = below.start.max(start);
                let end = below.end.min(start + BITS);
                if first < end {
                    let cleared = (u16::MAX >> (BITS - (end - first))) << (first - start);
                    self.steps.push(Step { column: *column, threshold: *threshold, word, cleared });
                }
            }
            self.words.push((self.leaves.len() + start) as u32);
        }
        self.ends.push(self.words.len());
        self.leaves.extend_from_slice(leaves);
    }

    /// The forest, with its questions in the order in which they are asked.
    pub(super) fn planted(mut self) -> Self {
        sorting::sort_by_key(&mut self.steps, |step| (step.column, step.threshold));
        self
    }

    /// Room for what is left of each word of bits.
    pub(super) fn bits(&self) -> Vec<[u16; LANES]> {
        vec![[u16::MAX; LANES]; self.words.len()]
    }

    /// For each of eight rows the sum of the leaves that its cells lead to; `column` gives the rows' cells of a column.
    pub(super) fn sums(&self, column: impl Fn(usize) -> [i16; LANES], bits: &mut [[u16; LANES]]) -> [i32; LANES] {
        bits.fill([u16::MAX; LANES]);
        for steps in self.steps.chunk_by(|a, b| a.column == b.column) {
            let Some(first) = steps.first() else { continue };
            clear(steps, column(usize::from(first.column)), bits);
        }
        let mut sums = [0; LANES];
        let mut start = 0;
        for &end in &self.ends {
            // A leaf of an earlier word replaces those of later ones, which come first.
            let mut found = [0_u32; LANES];
            for (first_leaf, bits) in self.words[start..end].iter().zip(&bits[start..end]) {
                for lane in 0..LANES {
                    let leaf = first_leaf + bits[lane].trailing_zeros();
                    found[lane] = if bits[lane] == 0 { found[lane] } else { leaf };
                }
            }
            start = end;
            for lane in 0..LANES {
                sums[lane] += i32::from(self.leaves.get(found[lane] as usize).copied().unwrap_or_default());
            }
        }
        sums
    }

    /// How many trees there are.
    #[cfg(test)]
    pub(super) fn trees(&self) -> usize {
        self.ends.len()
    }
}

/// Asks the questions of a column. A function of its own, so that the compiler sees nothing but whole vectors.
#[inline(never)]
fn clear(steps: &[Step], cells: [i16; LANES], bits: &mut [[u16; LANES]]) {
    let mut most = i16::MIN;
    for &cell in &cells {
        most = most.max(cell);
    }
    for step in steps {
        if step.threshold >= most {
            break;
        }
        let Some(bits) = bits.get_mut(usize::from(step.word)) else { continue };
        for lane in 0..LANES {
            // All ones if the cell is above.
            let is_above = u16::from(cells[lane] > step.threshold).wrapping_neg();
            bits[lane] &= !(is_above & step.cleared);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A tree of `count` leaves that asks whether one cell is above 0, 1, 2 …: its leaves are reached in order.
    fn comb(count: usize) -> (Vec<Question>, Vec<i8>) {
        let questions = (0..count - 1).map(|at| Question { column: 0, threshold: at as i16, below: at..at + 1 });
        (questions.collect(), (0..count).map(|leaf| leaf as i8).collect())
    }

    #[test]
    fn each_row_ends_at_the_leaf_where_a_walk_would_end() {
        for count in [1, 2, 15, 16, 17, 31, 32, 33, 64, 65, 100] {
            let mut forest = Forest::default();
            let (questions, leaves) = comb(count);
            forest.push(&questions, &leaves);
            forest.push(&questions, &leaves);
            let forest = forest.planted();
            for first in -1..110_i16 {
                let cells: [i16; LANES] = std::array::from_fn(|lane| first + lane as i16);
                let expected = cells.map(|cell| 2 * i32::from(cell.clamp(0, count as i16 - 1)));
                assert_eq!(forest.sums(|_| cells, &mut forest.bits()), expected, "{count} leaves, cells {cells:?}");
            }
        }
    }
}
