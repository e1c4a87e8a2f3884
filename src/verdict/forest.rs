//! A forest of decision trees, asked for eight rows at a time: cells go in, sums of leaves come out.
//!
//! Walking down a tree means a jump at each node that no processor can foresee. So no tree is walked (QuickScorer,
//! Lucchese et al. 2015): a bit stands for each leaf, and each question whose answer is "above" clears the bits of the
//! leaves that lie on its other side. The first bit that is left is the leaf where a walk would have ended. All
//! questions are asked one after another without a jump, for eight rows at once.

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
    /// The bits that go when the cell is above.
    cleared: u16,
}

/// Leaves of a tree, as many as have a bit in one word.
#[derive(Debug)]
struct Word {
    steps: Range<usize>,
    /// Its first leaf.
    first_leaf: u32,
}

/// The trees, without their columns' meaning.
#[derive(Debug, Default)]
pub(super) struct Forest {
    steps: Vec<Step>,
    /// Of each tree from the last on.
    words: Vec<Word>,
    /// Where the words of each tree end.
    ends: Vec<usize>,
    leaves: Vec<i8>,
}

impl Forest {
    /// Adds a tree; `leaves` from left to right, the left child of a question being that of "not above".
    pub(super) fn push(&mut self, questions: &[Question], leaves: &[i8]) {
        for start in (0..leaves.len()).step_by(BITS).rev() {
            let before = self.steps.len();
            for question in questions {
                let first = question.below.start.max(start);
                let end = question.below.end.min(start + BITS);
                if first < end {
                    let cleared = (u16::MAX >> (BITS - (end - first))) << (first - start);
                    self.steps.push(Step { column: question.column, threshold: question.threshold, cleared });
                }
            }
            let first_leaf = (self.leaves.len() + start) as u32;
            self.words.push(Word { steps: before..self.steps.len(), first_leaf });
        }
        self.ends.push(self.words.len());
        self.leaves.extend_from_slice(leaves);
    }

    /// For each of eight rows the sum of the leaves that its cells lead to; `columns` holds the rows' cells by column.
    pub(super) fn sums(&self, columns: &[[i16; LANES]]) -> [i32; LANES] {
        let mut sums = [0; LANES];
        let mut start = 0;
        for &end in &self.ends {
            // A leaf of an earlier word replaces those of later ones, which come first.
            let mut found = [0_u32; LANES];
            for word in self.words.get(start..end).unwrap_or_default() {
                let steps = self.steps.get(word.steps.clone()).unwrap_or_default();
                let bits = bits_left(steps, columns);
                for lane in 0..LANES {
                    let leaf = word.first_leaf + bits[lane].trailing_zeros();
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

/// What the questions leave of a word of bits, for each row. A function of its own, so that the compiler sees nothing but
/// whole vectors.
#[inline(never)]
fn bits_left(steps: &[Step], columns: &[[i16; LANES]]) -> [u16; LANES] {
    let mut bits = [u16::MAX; LANES];
    for step in steps {
        let Some(cells) = columns.get(usize::from(step.column)) else { continue };
        for lane in 0..LANES {
            // All ones if the cell is above.
            let is_above = u16::from(cells[lane] > step.threshold).wrapping_neg();
            bits[lane] &= !(is_above & step.cleared);
        }
    }
    bits
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
            for first in -1..110_i16 {
                let cells: [i16; LANES] = std::array::from_fn(|lane| first + lane as i16);
                let expected = cells.map(|cell| 2 * i32::from(cell.clamp(0, count as i16 - 1)));
                assert_eq!(forest.sums(&[cells]), expected, "{count} leaves, cells {cells:?}");
            }
        }
    }
}
