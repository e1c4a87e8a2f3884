//! A forest of decision trees, asked for eight rows at a time: cells go in, sums of leaves come out.
//!
//! Walking down a tree means a jump at each node that no processor can foresee. So no tree is walked (QuickScorer,
//! Lucchese et al. 2015): a bit stands for each leaf, and each question whose answer is "above" clears the bits of the
//! leaves that lie on its other side. The first bit that is left is the leaf where a walk would have ended. All
//! questions are asked one after another without a jump, for eight rows at once.

use std::ops::Range;

/// Rows that are asked at once: as many cells as a vector register holds.
pub(super) const LANES: usize = 8;

/// Leaves that a word of bits stands for.
const BITS: usize = u32::BITS as usize;

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
    /// The bits that stay when the cell is above.
    kept: u32,
}

/// Leaves of a tree, as many as have a bit in one word.
#[derive(Debug)]
struct Word {
    /// Where its steps end; they begin where the last word's end.
    end: usize,
    /// Its first leaf.
    first_leaf: usize,
    /// Whether the tree has no further leaves.
    ends_tree: bool,
}

/// The trees, without their columns' meaning.
#[derive(Debug, Default)]
pub(super) struct Forest {
    steps: Vec<Step>,
    words: Vec<Word>,
    leaves: Vec<i8>,
}

impl Forest {
    /// Adds a tree; `leaves` from left to right, the left child of a question being that of "not above".
    pub(super) fn push(&mut self, questions: &[Question], leaves: &[i8]) {
        for start in (0..leaves.len()).step_by(BITS) {
            for question in questions {
                let first = question.below.start.max(start);
                let end = question.below.end.min(start + BITS);
                if first < end {
                    let cleared = (u32::MAX >> (BITS - (end - first))) << (first - start);
                    self.steps.push(Step { column: question.column, threshold: question.threshold, kept: !cleared });
                }
            }
            self.words.push(Word {
                end: self.steps.len(),
                first_leaf: self.leaves.len() + start,
                ends_tree: start + BITS >= leaves.len(),
            });
        }
        self.leaves.extend_from_slice(leaves);
    }

    /// For each of eight rows the sum of the leaves that its cells lead to; `columns` holds the rows' cells by column.
    pub(super) fn sums(&self, columns: &[[i16; LANES]]) -> [i32; LANES] {
        let mut sums = [0; LANES];
        let mut is_found = [false; LANES];
        let mut start = 0;
        for word in &self.words {
            let mut bits = [u32::MAX; LANES];
            for step in &self.steps[start..word.end] {
                let Some(cells) = columns.get(usize::from(step.column)) else { continue };
                for lane in 0..LANES {
                    // All ones unless the cell is above.
                    let others = u32::from(cells[lane] > step.threshold).wrapping_sub(1);
                    bits[lane] &= step.kept | others;
                }
            }
            start = word.end;
            for lane in 0..LANES {
                if !is_found[lane] && bits[lane] != 0 {
                    let leaf = word.first_leaf + bits[lane].trailing_zeros() as usize;
                    sums[lane] += i32::from(self.leaves.get(leaf).copied().unwrap_or_default());
                    is_found[lane] = !word.ends_tree;
                } else if word.ends_tree {
                    is_found[lane] = false;
                }
            }
        }
        sums
    }

    /// How many trees there are.
    #[cfg(test)]
    pub(super) fn trees(&self) -> usize {
        self.words.iter().filter(|word| word.ends_tree).count()
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
        for count in [1, 2, 31, 32, 33, 64, 65, 100] {
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
