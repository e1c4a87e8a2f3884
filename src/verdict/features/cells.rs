//! Cells of features: numbers of any kind go in, cut to what a cell holds; columns of the rows at hand come out.
//!
//! There is a tile of rows at a time ([`TILE`]), so that memory does not grow with what a page's rows would fill, and what is
//! written and read by columns stays in the processor's cache.

use super::names::{self, Feature};
use super::{ABSENT, AHEAD, FAR, MARGIN};

/// Rows of a tile. More would not fit the cache, with far fewer the model would begin anew too often.
pub(super) const TILE: usize = 512;

/// The cells of all features in a tile's rows, and in [`MARGIN`] rows before and behind it.
#[derive(Debug)]
pub(super) struct Columns {
    cells: Vec<i16>,
    /// Cells of a column.
    height: usize,
    /// The first row of the tile.
    start: usize,
}

impl Columns {
    /// For a page of some rows, all of them still to be filled.
    pub(super) fn new(rows: usize) -> Self {
        let height = rows.min(TILE) + 2 * MARGIN + AHEAD;
        Self { cells: vec![ABSENT; height * names::COUNT], height, start: 0 }
    }

    /// A feature's cells, from that of the row [`MARGIN`] before the tile on.
    pub(super) fn of(&self, feature: usize) -> &[i16] {
        self.cells.get(feature * self.height..(feature + 1) * self.height).unwrap_or_default()
    }

    /// Goes on to the tile that begins where this one of [`TILE`] rows ends: what of it stood behind this one stays.
    pub(super) fn advance(&mut self) {
        self.start += TILE;
        for column in self.cells.chunks_exact_mut(self.height) {
            column.copy_within(TILE..TILE + 2 * MARGIN, 0);
        }
    }

    /// Makes rows ready to be filled, their cells 0; those behind them are absent.
    pub(super) fn clear(&mut self, rows: std::ops::Range<usize>) {
        let rows = rows.start + MARGIN - self.start..rows.end + MARGIN - self.start;
        for column in self.cells.chunks_exact_mut(self.height) {
            column[rows.clone()].fill(0);
            column[rows.end..].fill(ABSENT);
        }
    }

    /// Cuts what grows with the page to [`names::most`].
    pub(super) fn limit(&mut self) {
        for (place, column) in self.cells.chunks_exact_mut(self.height).enumerate() {
            if let Some(most) = names::most(place) {
                column.iter_mut().filter(|cell| **cell != FAR).for_each(|cell| *cell = (*cell).min(most));
            }
        }
    }

    /// A row to be filled.
    pub(super) fn row(&mut self, row: usize) -> Row<'_> {
        Row { at: row + MARGIN - self.start, columns: self }
    }
}

/// A row that is being filled.
pub(super) struct Row<'a> {
    columns: &'a mut Columns,
    at: usize,
}

impl Row<'_> {
    #[inline]
    pub(super) fn set(&mut self, feature: Feature, value: impl Cell) {
        self.set_at(feature as usize, value);
    }

    #[inline]
    pub(super) fn set_at(&mut self, place: usize, value: impl Cell) {
        self.columns.cells[place * self.columns.height + self.at] = value.cell();
    }
}

/// A number that fits a cell, or is cut to it.
pub(super) trait Cell {
    fn cell(self) -> i16;
}

impl Cell for bool {
    fn cell(self) -> i16 {
        i16::from(self)
    }
}

impl Cell for i16 {
    fn cell(self) -> i16 {
        self
    }
}

impl Cell for u8 {
    fn cell(self) -> i16 {
        i16::from(self)
    }
}

impl Cell for u16 {
    fn cell(self) -> i16 {
        i16::try_from(self).unwrap_or(i16::MAX)
    }
}

impl Cell for u32 {
    fn cell(self) -> i16 {
        i16::try_from(self).unwrap_or(i16::MAX)
    }
}

impl Cell for usize {
    fn cell(self) -> i16 {
        i16::try_from(self).unwrap_or(i16::MAX)
    }
}

impl Cell for i64 {
    fn cell(self) -> i16 {
        self.clamp(i64::from(i16::MIN), i64::from(i16::MAX)) as i16
    }
}

pub(super) fn per_mille(part: u32, whole: u32) -> i16 {
    (u64::from(part) * 1000 / u64::from(whole.max(1))).min(i16::MAX as u64) as i16
}

pub(super) fn difference(a: usize, b: usize) -> i64 {
    a as i64 - b as i64
}
