//! Features of text blocks: the evidence on a page goes in; a table of small numbers comes out, a row for each block
//! that has words.
//!
//! Everything is a whole number (counts, distances, thousandths), so that training and use agree to the bit and the
//! model's thresholds are integers. [`names`] says what each number is. The work is linear in the page's nodes, blocks
//! and text (sorting apart): totals first, then one sweep over the rows.
//!
//! What the neighbours of a block are like is read from their rows: the table has empty rows at both ends, so that the
//! model can look up to [`MARGIN`] rows before and behind a block without asking whether they exist.

mod containers;
mod cues;
mod groups;
pub mod names;
mod overlap;
mod region;
mod row_text;
mod sweep;

use super::Evidence;
use crate::page::BlockId;

/// How many rows before and behind a block the model may look at.
pub const MARGIN: usize = 3;

/// What the cells of the empty rows hold.
pub const ABSENT: i16 = -1;

/// The features of a page's blocks.
#[derive(Debug)]
pub struct FeatureTable {
    blocks: Vec<BlockId>,
    /// [`MARGIN`] empty rows, a row of [`names::COUNT`] cells for each block, [`MARGIN`] empty rows.
    cells: Vec<i16>,
}

impl FeatureTable {
    /// The blocks that have a row, in order: those with words.
    #[must_use]
    pub fn blocks(&self) -> &[BlockId] {
        &self.blocks
    }

    /// A block's features.
    #[must_use]
    pub fn row(&self, row: usize) -> &[i16] {
        &self.cells[self.start_of(row)..][..names::COUNT]
    }

    /// All cells, the empty rows at both ends included.
    pub(super) fn cells(&self) -> &[i16] {
        &self.cells
    }

    /// The place of a row's first cell among [`Self::cells`].
    pub(super) const fn start_of(&self, row: usize) -> usize {
        (row + MARGIN) * names::COUNT
    }
}

/// Computes the features of all blocks that have words.
#[must_use]
pub fn table(evidence: &Evidence<'_>) -> FeatureTable {
    sweep::table(evidence)
}
