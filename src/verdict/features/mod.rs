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
pub(super) mod overlap;
mod region;
mod row_text;
mod sweep;

use super::Evidence;
use crate::page::BlockId;
pub(super) use cues::appeals_in;

/// How many rows before and behind a block the model may look at.
pub const MARGIN: usize = 3;

/// What the cells of the empty rows hold.
pub const ABSENT: i16 = -1;

/// A distance to something that is not there.
const FAR: i16 = 999;

/// The features of a page's blocks.
///
/// Column by column, so that the cells of neighbouring rows, which the model looks at together, stand together.
#[derive(Debug)]
pub struct FeatureTable {
    blocks: Vec<BlockId>,
    columns: Columns,
}

impl FeatureTable {
    /// The blocks that have a row, in order: those with words.
    #[must_use]
    pub fn blocks(&self) -> &[BlockId] {
        &self.blocks
    }

    /// A block's features.
    pub fn row(&self, row: usize) -> impl Iterator<Item = i16> + '_ {
        (0..names::COUNT).map(move |feature| self.columns.of(feature).get(row + MARGIN).copied().unwrap_or(ABSENT))
    }

    /// A feature of all rows: [`MARGIN`] empty rows, the blocks' rows, and at least [`MARGIN`] + `AHEAD` empty rows.
    pub(super) fn column(&self, feature: usize) -> &[i16] {
        self.columns.of(feature)
    }
}

/// How many cells may be read at once from any row on.
pub(super) const AHEAD: usize = 8;

/// The cells of all features.
#[derive(Debug)]
struct Columns {
    cells: Vec<i16>,
    /// Cells of a column.
    height: usize,
}

impl Columns {
    /// Of some rows, their cells all 0.
    fn new(rows: usize) -> Self {
        let height = rows + 2 * MARGIN + AHEAD;
        let mut cells = vec![0; height * names::COUNT];
        for column in cells.chunks_exact_mut(height) {
            column[..MARGIN].fill(ABSENT);
            column[MARGIN + rows..].fill(ABSENT);
        }
        Self { cells, height }
    }

    fn of(&self, feature: usize) -> &[i16] {
        self.cells.get(feature * self.height..(feature + 1) * self.height).unwrap_or_default()
    }

    /// Cuts what grows with the page to [`names::most`].
    fn limit(&mut self) {
        for (place, column) in self.cells.chunks_exact_mut(self.height).enumerate() {
            if let Some(most) = names::most(place) {
                column.iter_mut().filter(|cell| **cell != FAR).for_each(|cell| *cell = (*cell).min(most));
            }
        }
    }

    /// The cell of a feature in a block's row.
    fn cell(&mut self, feature: usize, row: usize) -> &mut i16 {
        &mut self.cells[feature * self.height + MARGIN + row]
    }
}

/// Computes the features of all blocks that have words.
#[must_use]
pub fn table(evidence: &Evidence<'_>) -> FeatureTable {
    sweep::table(evidence)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::names::Feature;
    use super::*;
    use crate::links::Links;
    use crate::{Options, metadata, read_page};

    #[test]
    fn a_very_long_page_looks_like_a_long_one() {
        let paragraph =
            format!("<p>{}", "The river rose in the night, and the meadow was under water again. ".repeat(3));
        let page = format!("<title>High water</title><h1>High water</h1>{}", paragraph.repeat(2000));
        let page = read_page(page.as_bytes(), &Options::default()).unwrap();
        let metadata = metadata::gather(&page, &Links::new(None, None));
        let table = table(&Evidence::new(&page, &metadata));
        for (place, most) in (0..names::COUNT).filter_map(|place| Some((place, names::most(place)?))) {
            let cells = table.column(place).iter().filter(|&&cell| cell != FAR);
            assert!(cells.max() <= Some(&most), "{}", names::name(place));
        }
        let of_page = |feature: Feature| table.column(feature as usize)[MARGIN];
        assert_eq!([Feature::PageBlocks, Feature::PageLong, Feature::PageWords].map(of_page), [500, 80, 6000]);
    }
}
