//! Features of text blocks: the evidence on a page goes in; a table of small numbers comes out, a row for each block
//! that has words.
//!
//! Everything is a whole number (counts, distances, thousandths), so that training and use agree to the bit and the
//! model's thresholds are integers. [`names`] says what each number is. The work is linear in the page's nodes, blocks
//! and text (sorting apart): totals first, then one sweep over the rows.
//!
//! What the neighbours of a block are like is read from their rows: the table has empty rows at both ends, so that the
//! model can look up to [`MARGIN`] rows before and behind a block without asking whether they exist. There are only so many rows
//! at a time ([`Tiles`]): all of a page's would be several times the page.

mod cells;
mod containers;
mod cues;
mod distances;
mod groups;
pub mod names;
pub(super) mod overlap;
mod region;
mod row_text;
mod sweep;

use super::Evidence;
use crate::page::BlockId;
use cells::{Columns, TILE};
pub(super) use cues::appeals_in;
use sweep::Sweep;

/// How many rows before and behind a block the model may look at.
pub const MARGIN: usize = 3;

/// What the cells of the empty rows hold.
pub const ABSENT: i16 = -1;

/// A distance to something that is not there.
const FAR: i16 = 999;

/// How many cells may be read at once from any row on.
pub(super) const AHEAD: usize = 8;

/// The features of some of a page's blocks, one after the other.
///
/// Column by column, so that the cells of neighbouring rows, which the model looks at together, stand together.
#[derive(Debug)]
pub struct Tile {
    blocks: Vec<BlockId>,
    columns: Columns,
}

impl Tile {
    /// The blocks that have a row here, in order.
    #[must_use]
    pub fn blocks(&self) -> &[BlockId] {
        &self.blocks
    }

    /// A block's features.
    pub fn row(&self, row: usize) -> impl Iterator<Item = i16> + '_ {
        (0..names::COUNT).map(move |feature| self.column(feature).get(row + MARGIN).copied().unwrap_or(ABSENT))
    }

    /// A feature of all rows: those of [`MARGIN`] rows before, the blocks' rows, those of [`MARGIN`] rows behind, and at
    /// least `AHEAD` cells that count for nothing. Where the page has no row the cell is [`ABSENT`].
    pub(super) fn column(&self, feature: usize) -> &[i16] {
        self.columns.of(feature)
    }
}

/// The features of all blocks that have words, tile by tile.
pub struct Tiles<'a> {
    sweep: Sweep<'a>,
    tile: Tile,
    /// Rows that were given, and rows that are filled.
    given: usize,
    filled: usize,
}

impl<'a> Tiles<'a> {
    /// Of a page.
    #[must_use]
    pub fn of(evidence: &'a Evidence<'a>) -> Self {
        let sweep = Sweep::new(evidence);
        let columns = Columns::new(sweep.containers.rows.len());
        Self { sweep, tile: Tile { blocks: Vec::new(), columns }, given: 0, filled: 0 }
    }

    /// The next tile; none after the last.
    pub fn next_tile(&mut self) -> Option<&Tile> {
        let rows = self.sweep.containers.rows.len();
        if self.given == rows {
            return None;
        }
        let columns = &mut self.tile.columns;
        if self.given > 0 {
            columns.advance();
        }
        let end = (self.given + TILE).min(rows);
        let new = self.filled..(end + MARGIN).min(rows);
        columns.clear(new.clone());
        for row in new.clone() {
            self.sweep.fill(row, &mut columns.row(row));
        }
        columns.limit();
        self.tile.blocks.clear();
        self.tile.blocks.extend_from_slice(&self.sweep.containers.rows[self.given..end]);
        (self.given, self.filled) = (end, new.end);
        Some(&self.tile)
    }
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
        let evidence = Evidence::new(&page, &metadata);
        let mut tiles = Tiles::of(&evidence);
        let mut rows = 0;
        while let Some(tile) = tiles.next_tile() {
            rows += tile.blocks().len();
            for (place, most) in (0..names::COUNT).filter_map(|place| Some((place, names::most(place)?))) {
                let cells = tile.column(place).iter().filter(|&&cell| cell != FAR);
                assert!(cells.max() <= Some(&most), "{}", names::name(place));
            }
            let of_page = |feature: Feature| tile.column(feature as usize)[MARGIN];
            assert_eq!([Feature::PageBlocks, Feature::PageLong, Feature::PageWords].map(of_page), [500, 80, 6000]);
        }
        assert_eq!(rows, 2001);
    }

    #[test]
    fn rows_at_the_ends_of_tiles_see_their_neighbours() {
        let paragraphs: String = (0..2 * TILE + 5).map(|at| format!("<p>{}", "rain ".repeat(1 + at % 7))).collect();
        let page = read_page(paragraphs.as_bytes(), &Options::default()).unwrap();
        let metadata = metadata::gather(&page, &Links::new(None, None));
        let evidence = Evidence::new(&page, &metadata);
        let mut tiles = Tiles::of(&evidence);
        let words = |row: Option<usize>| row.and_then(|row| page.blocks.get(row)).map_or(ABSENT, |b| b.words as i16);
        let mut first = 0;
        while let Some(tile) = tiles.next_tile() {
            let rows = tile.blocks().len();
            let expected: Vec<i16> = (0..rows + 2 * MARGIN).map(|at| words((first + at).checked_sub(MARGIN))).collect();
            assert_eq!(tile.column(Feature::Words as usize)[..rows + 2 * MARGIN], expected);
            first += rows;
        }
        assert_eq!(first, page.blocks.len());
    }
}
