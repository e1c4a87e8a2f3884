//! A forest of decision trees, asked for eight rows at a time: columns of cells go in, sums of leaves come out.
//!
//! Walking down a tree means a jump at each node that no processor can foresee. So no tree is walked (QuickScorer,
//! Lucchese et al. 2015): a bit stands for each leaf, and each question whose answer is "above" clears the bits of the
//! leaves that lie on its other side. The first bit that is left is the leaf where a walk would have ended. The questions
//! are asked column by column, the lowest threshold first: once none of the eight rows is above, none is above the rest.
//! Questions that all rows of a page answer alike are answered once ([`Grove`]): half of them, since much of what a row
//! says is said of the whole page.

use crate::sorting;
use std::ops::Range;

/// Rows that are asked at once: as many cells as a vector register holds.
pub(super) const LANES: usize = 8;

/// A word of bits, or a cell, of each of the rows.
pub(super) type Lanes = [u16; LANES];

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
    /// The column of each step.
    columns: Vec<u16>,
    words: Vec<Word>,
}

/// What a word of bits stands for.
#[derive(Debug)]
struct Word {
    /// Whether the words before it are of other trees.
    is_first: bool,
    /// The values of its leaves, each where [`place`] puts its bit.
    leaves: [i8; BITS],
}

/// Multiplied by a single bit, each has other upper four bits (de Bruijn's sequence).
const DE_BRUIJN: u16 = 0x09af;

/// A number below 16 for a word with one bit.
const fn place(bit: u16) -> u16 {
    bit.wrapping_mul(DE_BRUIJN) >> 12
}

impl Forest {
    /// Adds a tree; `leaves` from left to right, the left child of a question being that of "not above".
    pub(super) fn push(&mut self, questions: &[Question], leaves: &[i8]) {
        for (at, values) in leaves.chunks(BITS).enumerate() {
            let start = at * BITS;
            let word = self.words.len() as u16;
            for Question { column, threshold, below } in questions {
                let first = below.start.max(start);
                let end = below.end.min(start + BITS);
                if first < end {
                    let cleared = (u16::MAX >> (BITS - (end - first))) << (first - start);
                    self.steps.push(Step { threshold: *threshold, word, cleared });
                    self.columns.push(*column);
                }
            }
            let mut leaves = [0; BITS];
            for (bit, &value) in values.iter().enumerate() {
                leaves[usize::from(place(1 << bit))] = value;
            }
            self.words.push(Word { is_first: at == 0, leaves });
        }
    }

    /// The forest, with its questions in the order in which they are asked.
    pub(super) fn planted(mut self) -> Self {
        let mut steps: Vec<(u16, Step)> = std::mem::take(&mut self.columns).into_iter().zip(self.steps).collect();
        sorting::sort_by_key(&mut steps, |(column, step)| (*column, step.threshold));
        (self.columns, self.steps) = steps.into_iter().unzip();
        self
    }

    /// The forest as it is for rows whose cells lie within the `bounds` of each column, lowest and highest.
    pub(super) fn grove(&self, bounds: impl Fn(usize) -> (i16, i16)) -> Grove<'_> {
        let mut grove = Grove {
            words: &self.words,
            start: vec![[u16::MAX; LANES]; self.words.len()],
            steps: Vec::with_capacity(self.steps.len()),
            columns: Vec::new(),
        };
        let mut at = 0;
        for same in self.columns.chunk_by(|a, b| a == b) {
            let steps = self.steps.get(at..at + same.len()).unwrap_or_default();
            at += same.len();
            let column = same.first().copied().map_or(0, usize::from);
            let (least, most) = bounds(column);
            let all_above = steps.partition_point(|step| step.threshold < least);
            let none_above = steps.partition_point(|step| step.threshold < most);
            for step in &steps[..all_above] {
                if let Some(bits) = grove.start.get_mut(usize::from(step.word)) {
                    *bits = bits.map(|bits| bits & !step.cleared);
                }
            }
            if all_above < none_above {
                let first = grove.steps.len();
                grove.steps.extend_from_slice(&steps[all_above..none_above]);
                grove.columns.push((column, first..grove.steps.len()));
            }
        }
        grove
    }

    /// How many trees there are.
    #[cfg(test)]
    pub(super) fn trees(&self) -> usize {
        self.words.iter().filter(|word| word.is_first).count()
    }
}

/// A forest less what all rows of a page answer alike.
#[derive(Debug)]
pub(super) struct Grove<'a> {
    words: &'a [Word],
    /// The bits that what all answer alike leaves.
    start: Vec<Lanes>,
    /// By column and threshold.
    steps: Vec<Step>,
    /// Columns and their steps.
    columns: Vec<(usize, Range<usize>)>,
}

impl Grove<'_> {
    /// Room for what is left of each word of bits.
    pub(super) fn bits(&self) -> Vec<Lanes> {
        self.start.clone()
    }

    /// The columns that questions are left to ask of.
    pub(super) fn columns(&self) -> impl Iterator<Item = usize> + '_ {
        self.columns.iter().map(|(column, _)| *column)
    }

    /// For each of eight rows the sum of the leaves that its cells lead to; `column` gives the rows' cells of a column.
    pub(super) fn sums(&self, column: impl Fn(usize) -> [i16; LANES], bits: &mut [Lanes]) -> [i32; LANES] {
        bits.copy_from_slice(&self.start);
        for (number, steps) in &self.columns {
            clear(self.steps.get(steps.clone()).unwrap_or_default(), column(*number), bits);
        }
        sum(self.words, bits)
    }
}

/// The lowest and the highest of some cells.
#[inline(never)]
pub(super) fn bounds(cells: &[i16]) -> (i16, i16) {
    let (mut least, mut most) = ([i16::MAX; LANES], [i16::MIN; LANES]);
    // Lane by lane, so that they are whole vectors to the compiler.
    let (eights, rest) = cells.as_chunks::<LANES>();
    for eight in eights {
        for lane in 0..LANES {
            least[lane] = least[lane].min(eight[lane]);
            most[lane] = most[lane].max(eight[lane]);
        }
    }
    let all = |lanes: [i16; LANES]| lanes.into_iter().chain(rest.iter().copied());
    (all(least).min().unwrap_or(i16::MAX), all(most).max().unwrap_or(i16::MIN))
}

/// Asks the questions of a column. A function of its own, so that the compiler sees nothing but whole vectors.
#[inline(never)]
fn clear(steps: &[Step], cells: [i16; LANES], bits: &mut [Lanes]) {
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

/// Adds up the leaves of the first bits that are left of each tree.
#[inline(never)]
fn sum(words: &[Word], bits: &[Lanes]) -> [i32; LANES] {
    let mut sums = [0; LANES];
    // All ones while no earlier word of the tree has a bit.
    let mut is_open: Lanes = [u16::MAX; LANES];
    for (word, bits) in words.iter().zip(bits) {
        if word.is_first {
            is_open = [u16::MAX; LANES];
        }
        let mut places = [0; LANES];
        let mut counts = [0; LANES];
        for lane in 0..LANES {
            places[lane] = place(bits[lane] & bits[lane].wrapping_neg());
            let has_bit = u16::from(bits[lane] != 0).wrapping_neg();
            counts[lane] = is_open[lane] & has_bit;
            is_open[lane] &= !has_bit;
        }
        let values = look_up(&word.leaves, places);
        for lane in 0..LANES {
            sums[lane] += i32::from(values[lane] & counts[lane].cast_signed());
        }
    }
    sums
}

/// The value at each of some places, which are below 16.
#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline]
fn look_up(table: &[i8; BITS], places: Lanes) -> [i16; LANES] {
    use core::arch::wasm32::{i8x16, i8x16_swizzle, i16x8_shl, i16x8_shr, u16x8, v128};
    let [a, b, c, d, e, f, g, h] = places;
    let places: v128 = u16x8(a, b, c, d, e, f, g, h);
    let t = table;
    let table =
        i8x16(t[0], t[1], t[2], t[3], t[4], t[5], t[6], t[7], t[8], t[9], t[10], t[11], t[12], t[13], t[14], t[15]);
    // The upper half of each place is 0 as well: what is found for it is shifted out, and the sign is kept.
    let values = i16x8_shr(i16x8_shl(i8x16_swizzle(table, places), 8), 8);
    lanes(values)
}

/// The value at each of some places, which are below 16.
#[cfg(not(all(target_arch = "wasm32", target_feature = "simd128")))]
#[inline]
fn look_up(table: &[i8; BITS], places: Lanes) -> [i16; LANES] {
    places.map(|place| i16::from(table[usize::from(place) % BITS]))
}

#[cfg(all(target_arch = "wasm32", target_feature = "simd128"))]
#[inline]
fn lanes(values: core::arch::wasm32::v128) -> [i16; LANES] {
    use core::arch::wasm32::i16x8_extract_lane as lane;
    [
        lane::<0>(values),
        lane::<1>(values),
        lane::<2>(values),
        lane::<3>(values),
        lane::<4>(values),
        lane::<5>(values),
        lane::<6>(values),
        lane::<7>(values),
    ]
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
                for bounds in [(i16::MIN, i16::MAX), (first, first + LANES as i16 - 1), (first - 3, first + 9)] {
                    let grove = forest.grove(|_| bounds);
                    assert_eq!(grove.sums(|_| cells, &mut grove.bits()), expected, "{count} leaves, cells {cells:?}");
                }
            }
        }
    }
}
