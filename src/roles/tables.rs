//! Which tables hold data, and which lay out a page.

use super::has_class;
use crate::page::{AttrName, NodeId, Page, Tag};

/// Cells of more words than this on average are running text, laid out in a table.
const MOST_WORDS_A_CELL: usize = 30;
/// The same for a table that says that it is one.
const MOST_WORDS_A_MARKED_CELL: usize = 100;

/// Whether a table holds data. One that lays out a page says so, holds other tables, a single row or column, or long text.
pub fn is_data(page: &Page, table: NodeId) -> bool {
    if matches!(page.attr(table, AttrName::Role), Some("presentation" | "none")) {
        return false;
    }
    let end = (page.node(table).end as usize).min(page.nodes.len());
    let mut at = table.index() + 1;
    let (mut rows, mut cells, mut has_marks, mut has_tables) = (0_usize, 0_usize, false, false);
    while at < end {
        let id = NodeId(at as u32);
        let node = page.node(id);
        at += 1;
        match node.tag {
            // What stands in it says nothing of the table around it.
            Tag::TABLE => {
                has_tables = true;
                at = at.max(node.end as usize);
            }
            Tag::TR => rows += 1,
            Tag::TD => cells += 1,
            Tag::TH | Tag::CAPTION | Tag::THEAD => {
                let is_empty = page.blocks_inside(id).is_empty();
                cells += usize::from(node.tag == Tag::TH);
                has_marks |= !is_empty;
            }
            _ => {}
        }
    }
    if rows == 0 || cells < 2 || has_tables && !has_marks {
        return false;
    }
    let words: usize = page.blocks[page.blocks_inside(table)].iter().map(|block| block.words as usize).sum();
    let words_a_cell = words / cells;
    if has_marks || has_class(page, table, |class| matches!(class, "wikitable" | "infobox" | "datatable")) {
        return words_a_cell < MOST_WORDS_A_MARKED_CELL;
    }
    rows >= 2 && cells >= rows * 2 && words_a_cell < MOST_WORDS_A_CELL
}
