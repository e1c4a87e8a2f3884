//! Data tables as Markdown: a GFM table where one can hold it, else a list with an item for each row.
//!
//! A GFM table has one header row, cells of one line, and no spans: a spanned place comes out empty.

use super::phrasing::Place;
use super::{Gap, Writer};
use crate::article::{Block, BlockKind, Inline, SpanKind, TableCell};

/// More columns than this are no table that a reader of Markdown can follow; also keeps hostile spans small.
const MAX_COLUMNS: usize = 64;

/// Whether a GFM table can hold the rows.
pub(super) fn fits(rows: &[Vec<TableCell>]) -> bool {
    let is_line = |block: &Block| {
        matches!(block.kind, BlockKind::Paragraph { .. } | BlockKind::Heading { .. } | BlockKind::Figure { .. })
    };
    rows.iter().all(|row| {
        row.iter().map(|cell| usize::from(cell.span[0].max(1))).sum::<usize>() <= MAX_COLUMNS
            && row.iter().all(|cell| cell.content.iter().all(is_line))
    })
}

impl Writer<'_> {
    pub(super) fn table(&mut self, caption: Option<&[Inline]>, rows: &[Vec<TableCell>], alternate: bool) {
        let start = self.out.len();
        if let Some(caption) = caption {
            self.span(SpanKind::Emphasis, caption);
        }
        self.separated(start, Gap::Blank, |writer| {
            if fits(rows) {
                writer.grid(rows);
            } else {
                writer.row_list(rows, alternate);
            }
        });
    }

    fn grid(&mut self, rows: &[Vec<TableCell>]) {
        let grid: Vec<Vec<String>> = self.places(rows);
        let columns = grid.iter().map(Vec::len).max().unwrap_or_default();
        if columns == 0 || grid.iter().flatten().all(String::is_empty) {
            return;
        }
        let has_head = rows.first().is_some_and(|row| !row.is_empty() && row.iter().all(|cell| cell.header));
        let empty = Vec::new();
        let (head, body) = if has_head { (&grid[0], &grid[1..]) } else { (&empty, &grid[..]) };
        self.grid_row(head, columns);
        self.new_line();
        self.out.push('|');
        self.out.push_str(&" --- |".repeat(columns));
        for row in body {
            self.new_line();
            self.grid_row(row, columns);
        }
    }

    fn grid_row(&mut self, row: &[String], columns: usize) {
        self.out.push('|');
        for column in 0..columns {
            self.out.push(' ');
            if let Some(cell) = row.get(column).filter(|cell| !cell.is_empty()) {
                self.out.push_str(cell);
                self.out.push(' ');
            }
            self.out.push('|');
        }
    }

    /// The cells at their places: what another cell covers is empty.
    fn places(&mut self, rows: &[Vec<TableCell>]) -> Vec<Vec<String>> {
        // For each column, how many more rows a cell above covers.
        let mut covered: Vec<u16> = Vec::new();
        let mut grid = Vec::with_capacity(rows.len());
        for row in rows {
            let mut line = Vec::new();
            let skip_covered = |line: &mut Vec<String>, covered: &mut Vec<u16>| {
                while let Some(left) = covered.get_mut(line.len()).filter(|left| **left > 0) {
                    *left -= 1;
                    line.push(String::new());
                }
            };
            for cell in row {
                skip_covered(&mut line, &mut covered);
                let [columns, rows] = cell.span;
                let mut text = self.cell(cell);
                for _ in 0..columns.max(1) {
                    if line.len() >= MAX_COLUMNS && text.is_empty() {
                        break;
                    }
                    if covered.len() <= line.len() {
                        covered.resize(line.len() + 1, 0);
                    }
                    covered[line.len()] = rows.max(1) - 1;
                    line.push(std::mem::take(&mut text));
                }
            }
            skip_covered(&mut line, &mut covered);
            grid.push(line);
        }
        grid
    }

    fn cell(&mut self, cell: &TableCell) -> String {
        let mut text = String::new();
        for block in &cell.content {
            let phrase = match &block.kind {
                BlockKind::Paragraph { content } | BlockKind::Heading { content, .. } => {
                    self.phrase(content, Place::Cell)
                }
                BlockKind::Figure { images, caption } => {
                    let mut content: Vec<_> = images.iter().cloned().map(Inline::Image).collect();
                    for caption in caption.iter().flatten() {
                        content.extend([Inline::Text(" ".to_owned()), caption.clone()]);
                    }
                    self.phrase(&content, Place::Cell)
                }
                _ => continue,
            };
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(phrase.trim());
        }
        text.replace('|', "\\|")
    }

    fn row_list(&mut self, rows: &[Vec<TableCell>], alternate: bool) {
        let begin = self.out.len();
        for row in rows {
            self.separated(begin, Gap::Blank, |writer| {
                writer.item(if alternate { "* " } else { "- " }, |writer| {
                    let start = writer.out.len();
                    for cell in row {
                        writer.separated(start, Gap::Blank, |writer| writer.blocks(&cell.content));
                    }
                });
            });
        }
    }
}
