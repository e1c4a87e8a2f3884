//! The block model: a table of features goes in; for each row how likely the block is the article's text comes out.
//!
//! The model is a forest of decision trees, trained by `tools/train` on features that this crate computes, and stored as
//! a small file (`data/model.bin`). A tree asks whether one cell of the row, or of a neighbour's, is at most a threshold;
//! its leaf adds to the sum; the logistic function of the sum is the probability.
//!
//! # The file
//! All numbers are little-endian.
//!
//! | bytes | |
//! | --- | --- |
//! | 4 | `BCM1` |
//! | 4 | hash of the features' names, see [`names::HASH`] |
//! | 2 + n | a note for people, UTF-8: corpora, date, scores |
//! | 4 | bias: the sum before the first tree, `f32` |
//! | 4 | what a step of a leaf's value is worth, `f32` |
//! | 2 | number of columns c |
//! | 3 c | a column each: the feature's place (2), the neighbour's offset (1, signed) |
//! | 2 | number of trees t |
//! | 2 | number of inner nodes n; there are n + t leaves |
//! | (2n + t) / 8, rounded up | shape: the trees in pre-order, a bit a node, 1 for an inner node, lowest bit first |
//! | n or 2n | the inner nodes' columns, a byte each where c ≤ 256 |
//! | 2 n | their thresholds, signed |
//! | n + t | the leaves' values, signed |

use super::Evidence;
use super::features::{MARGIN, Tile, Tiles, names};
use super::forest::{Forest, LANES, Question, bounds};
use std::sync::OnceLock;

const SHIPPED: &[u8] = include_bytes!("../../data/model.bin");

// A model that was trained on other features would judge at random: such a build fails.
const _: () = {
    let hash = u32::from_le_bytes([SHIPPED[4], SHIPPED[5], SHIPPED[6], SHIPPED[7]]);
    // Training needs a build to compute the new features with.
    let is_training = option_env!("BODYCOPY_UNTRAINED").is_some();
    assert!(hash == names::HASH || is_training, "data/model.bin was trained on other features: run `npm run train`");
};

/// How likely each block of the page is the article's text, 0 to 1, by the model that comes with the crate.
///
/// A block without words has the lower probability of the blocks with words next to it.
#[must_use]
pub fn probabilities(evidence: &Evidence<'_>, model: &Model) -> Vec<f32> {
    let mut tiles = Tiles::of(evidence);
    let mut probabilities = vec![f32::NAN; evidence.page.blocks.len()];
    while let Some(tile) = tiles.next_tile() {
        for (id, probability) in tile.blocks().iter().zip(model.of_tile(tile)) {
            probabilities[id.index()] = probability;
        }
    }
    let mut before = 0.0;
    for at in 0..probabilities.len() {
        if !probabilities[at].is_nan() {
            before = probabilities[at];
            continue;
        }
        let behind = probabilities[at..].iter().take(8).copied().find(|p| !p.is_nan()).unwrap_or(0.0);
        probabilities[at] = before.min(behind);
    }
    probabilities
}

/// A file that is no model, or one for other features.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    /// It does not begin as a model file does, or it ends too early.
    #[error("this is no model file")]
    Malformed,
    /// It was trained on features that this build does not compute.
    #[error("the model was trained on other features ({found:08x}, not {expected:08x})")]
    OtherFeatures {
        /// The file's hash.
        found: u32,
        /// This build's.
        expected: u32,
    },
}

/// What a question may look at.
#[derive(Debug, Clone, Copy)]
struct Column {
    feature: u16,
    /// How many rows behind the outermost neighbour before the row that is looked at is.
    before: u16,
}

/// A forest.
#[derive(Debug)]
pub struct Model {
    bias: f32,
    step: f32,
    columns: Vec<Column>,
    forest: Forest,
    note: String,
}

impl Model {
    /// The model that comes with the crate.
    #[must_use]
    pub fn shipped() -> &'static Self {
        static MODEL: OnceLock<Model> = OnceLock::new();
        MODEL.get_or_init(|| Self::read(SHIPPED).unwrap_or_else(|_| Self::ignorant()))
    }

    /// What a file that cannot be read is replaced by: nothing is text. A test makes sure that it never is.
    fn ignorant() -> Self {
        Self { bias: f32::NEG_INFINITY, step: 0.0, columns: Vec::new(), forest: Forest::default(), note: String::new() }
    }

    /// Reads a model file.
    ///
    /// # Errors
    /// [`ModelError`].
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let mut reader = Reader { bytes };
        if reader.take(4)? != b"BCM1" {
            return Err(ModelError::Malformed);
        }
        let found = reader.u32()?;
        if found != names::HASH {
            return Err(ModelError::OtherFeatures { found, expected: names::HASH });
        }
        let note_length = usize::from(reader.u16()?);
        let note = String::from_utf8_lossy(reader.take(note_length)?).into_owned();
        let bias = f32::from_bits(reader.u32()?);
        let step = f32::from_bits(reader.u32()?);
        let column_count = usize::from(reader.u16()?);
        let columns: Vec<Column> = (0..column_count).map(|_| reader.column()).collect::<Result<_, _>>()?;
        let trees = usize::from(reader.u16()?);
        let inner = usize::from(reader.u16()?);
        let shape = reader.take((2 * inner + trees).div_ceil(8))?;
        let wide = column_count > 256;
        let node_columns = reader.take(if wide { 2 * inner } else { inner })?;
        let thresholds = reader.take(2 * inner)?;
        let leaves = reader.take(inner + trees)?;
        let column = |i: usize| {
            let index = if wide {
                u16::from_le_bytes([node_columns[2 * i], node_columns[2 * i + 1]])
            } else {
                u16::from(node_columns[i])
            };
            if usize::from(index) < columns.len() { Ok(index) } else { Err(ModelError::Malformed) }
        };
        let mut forest = Forest::default();
        // Of the tree that is being read: its questions, and which of them still wait for their second child.
        let mut questions: Vec<Question> = Vec::new();
        let mut open: Vec<usize> = Vec::new();
        let (mut next_inner, mut next_leaf, mut first_leaf, mut complete) = (0, 0, 0, 0);
        for i in 0..2 * inner + trees {
            let leaves_before = next_leaf - first_leaf;
            if shape[i / 8] & (1 << (i % 8)) != 0 {
                if next_inner == inner {
                    return Err(ModelError::Malformed);
                }
                let threshold = i16::from_le_bytes([thresholds[2 * next_inner], thresholds[2 * next_inner + 1]]);
                open.push(questions.len());
                let below = leaves_before..leaves_before;
                questions.push(Question { column: column(next_inner)?, threshold, below });
                next_inner += 1;
                continue;
            }
            next_leaf += 1;
            // The leaf ends the first child of the innermost question that still waits for its second …
            if let Some(waiting) = open.pop() {
                questions[waiting].below.end = leaves_before + 1;
                continue;
            }
            // … or the tree, where none waits.
            let tree: Vec<i8> = leaves
                .get(first_leaf..next_leaf)
                .ok_or(ModelError::Malformed)?
                .iter()
                .map(|value| value.cast_signed())
                .collect();
            forest.push(&questions, &tree);
            questions.clear();
            first_leaf = next_leaf;
            complete += 1;
        }
        if complete != trees || !questions.is_empty() {
            return Err(ModelError::Malformed);
        }
        Ok(Self { bias, step, columns, forest: forest.planted(), note })
    }

    /// What the file says of itself: corpora, date, scores.
    #[must_use]
    pub fn note(&self) -> &str {
        &self.note
    }

    /// For each row how likely its block is the article's text, 0 to 1.
    #[must_use]
    pub fn of_tile(&self, tile: &Tile) -> Vec<f32> {
        let rows = tile.blocks().len();
        // A column's cells, from that which belongs to the first row on.
        let columns: Vec<&[i16]> = self
            .columns
            .iter()
            .map(|column| {
                tile.column(usize::from(column.feature)).get(usize::from(column.before)..).unwrap_or_default()
            })
            .collect();
        let column = |column: usize| columns.get(column).copied().unwrap_or_default();
        let grove = self.forest.grove(|number| bounds(column(number).get(..rows).unwrap_or_default()));
        let mut bits = grove.bits();
        let mut probabilities: Vec<f32> = Vec::with_capacity(rows + LANES);
        for first in (0..rows).step_by(LANES) {
            let cells = |number: usize, first: usize| {
                let cells = column(number).get(first..first + LANES);
                cells.and_then(|cells| cells.try_into().ok()).unwrap_or_default()
            };
            // Pages of many tiny blocks are made of such rows.
            if let Some(before) = first.checked_sub(LANES)
                && grove.columns().all(|number| cells(number, first) == cells(number, before))
            {
                probabilities.extend_from_within(before..);
                continue;
            }
            let sums = grove.sums(|number| cells(number, first), &mut bits);
            probabilities.extend(sums.map(|sum| {
                let sum = self.bias + self.step * sum as f32;
                1.0 / (1.0 + (-sum).exp())
            }));
        }
        probabilities.truncate(rows);
        probabilities
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl<'a> Reader<'a> {
    fn take(&mut self, length: usize) -> Result<&'a [u8], ModelError> {
        let (taken, rest) = self.bytes.split_at_checked(length).ok_or(ModelError::Malformed)?;
        self.bytes = rest;
        Ok(taken)
    }

    fn u16(&mut self) -> Result<u16, ModelError> {
        let bytes = self.take(2)?;
        Ok(u16::from_le_bytes([bytes[0], bytes[1]]))
    }

    fn u32(&mut self) -> Result<u32, ModelError> {
        let bytes = self.take(4)?;
        Ok(u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]))
    }

    fn column(&mut self) -> Result<Column, ModelError> {
        let feature = self.u16()?;
        let offset = isize::from(self.take(1)?[0].cast_signed());
        if usize::from(feature) >= names::COUNT || offset.unsigned_abs() > MARGIN {
            return Err(ModelError::Malformed);
        }
        Ok(Column { feature, before: (MARGIN as isize + offset) as u16 })
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn the_model_that_ships_is_read() {
        let model = Model::read(SHIPPED).unwrap();
        assert!(model.forest.trees() > 10 && !model.note().is_empty());
    }

    #[test]
    fn a_file_that_is_cut_or_no_model_is_refused() {
        for end in 0..SHIPPED.len() {
            assert!(Model::read(&SHIPPED[..end]).is_err(), "{end} bytes");
        }
        let mut other = SHIPPED.to_vec();
        other[4] ^= 1;
        assert!(matches!(Model::read(&other), Err(ModelError::OtherFeatures { .. })));
        assert!(matches!(Model::read(b"<html>"), Err(ModelError::Malformed)));
    }
}
